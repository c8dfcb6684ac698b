// Claims of the page, and how it says them: its texts are phrases, kept as data beside this file.

import { VOCABULARY } from "./vocabulary.js";
import { said } from "./phrases.js";

const claimsOf = (subject) => (kind, values = {}) => ({ kind: `${subject}.${kind}`, values });

/** What a part of the page is called, or how it is used. */
export const control = claimsOf("explorer.controls");

/** What is said of weights, and of who leads with them. */
export const statement = claimsOf("explorer.page");

/** What is said of scores too thin to count. */
export const thinEvidence = claimsOf("methods.thin_evidence");

/** What is wrong with an input. */
export const fault = claimsOf("explorer.faults");

/** What is allowed in an input but suspect. */
export const doubt = claimsOf("explorer.doubts");

/** How a column of a table says which number is better. */
export const wordsOfDirection = claimsOf("io.tables.headers");

/** What the numbers of a table can be chosen to mean: "ranks", of which 1 is best, or "higher". */
export const meaningOf = (direction) => control(direction, { best: 1 });

/** Say a claim of the page; `labels` are what names are called. */
export const inWords = (claim, language, labels = {}) => said(claim, language, VOCABULARY.phrases, labels);

/** A text without gaps in each language, as studies keep labels. */
export const labelOf = (claim) => VOCABULARY.phrases[claim.kind];
