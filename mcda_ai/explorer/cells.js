// The cells of a pasted text, each with its place, cleaned of what cannot be seen.
//
// The words that tables use come from the Python reader: page.py writes them as VOCABULARY, so that
// both readers know the same ones.

import { VOCABULARY } from "./vocabulary.js";

const SEPARATORS = ["\t", ";", ","];
const LINES_LOOKED_AT = 20;
const MOST_SHOWN = 40; // letters of a cell in a message
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const ACTS = /^[=+\-@\t']/; // a spreadsheet would take these for a formula, or for an apostrophe

/** What is wrong with an input: keys of the words, each with the values in it. */
export class Faults extends Error {
  constructor(faults) {
    super(faults.map(([key, values]) => `${key} ${JSON.stringify(values)}`).join("\n"));
    this.faults = faults;
  }
}

export const fault = (key, values = {}) => [key, values];

/** Write a text so that case, spaces and kinds of dashes do not matter. */
export function folded(text) {
  return text.replace(DASHES, "-").replace(/\s+/g, " ").trim().toLowerCase();
}

const UNSCORED = new Set(VOCABULARY.unscored.map(folded));
const TOTALS = new Set(VOCABULARY.totals.map(folded));
const NO_ALTERNATIVES = new Set(VOCABULARY.noAlternatives.map(folded));
const ALTERNATIVE_HEADERS = new Set(VOCABULARY.alternativeHeaders.map(folded));
const ROW_ALTERNATIVES = new Set(VOCABULARY.rowAlternatives.map(folded));
const KEY_OF = new Map(Object.entries(VOCABULARY.headers).flatMap(([key, words]) =>
  words.map((word) => [folded(word), key])));

const asHeader = (text) => folded(text).replace(/[ :*]+$/, "");
const keyOfText = (text) => KEY_OF.get(asHeader(text)) ?? keyOfWeightInPercent(asHeader(text));
const isTotalText = (text) => TOTALS.has(asHeader(asHeader(text).replace(/\([^()]*\)$/, "")));
const isNoAlternativeText = (text) => NO_ALTERNATIVES.has(asHeader(text));
const headsAlternativesText = (text) => ALTERNATIVE_HEADERS.has(asHeader(text));

/** "weight" for a header of weights that says that they are in per cent: the cells need not repeat it. */
function keyOfWeightInPercent(header) {
  const key = KEY_OF.get(asHeader(header.replace(/(?:\(%\)|in %|%)$/, "")));
  return key === "weight" ? key : null;
}

/** Which column a header heads, by its key; null for a name. */
export const keyOf = (cell) => (cell.literal ? null : keyOfText(cell.text));

/** Whether a name is that of a column or row that follows from the others. */
export const isTotal = (cell) => !cell.literal && isTotalText(cell.text);

/** Whether the name of an option begins as that of a total. */
export const beginsAsTotal = (cell) => !cell.literal
  && VOCABULARY.totalBeginnings.some((beginning) => folded(cell.text).startsWith(beginning));

/** Whether a header is that of a column that is neither known nor an option, as the number of a row. */
export const isNoAlternative = (cell) => !cell.literal && isNoAlternativeText(cell.text);

/** Whether a header says, if it heads the first column, that the rows are the options. */
export const headsAlternatives = (cell) => !cell.literal
  && (headsAlternativesText(cell.text) || ROW_ALTERNATIVES.has(asHeader(cell.text)));

/** Whether a cell says that nobody scored. */
export const saysUnscored = (cell) => UNSCORED.has(folded(cell.text));

/** The text of a cell in a message, cut where it is long. */
export const shownText = (cell) =>
  (cell.text.length > MOST_SHOWN ? `${cell.text.slice(0, MOST_SHOWN)}…` : cell.text);

/** Whether a name would be taken for what a table says about itself. */
const meansMore = (text) => keyOfText(text) !== null
  || [isTotalText, isNoAlternativeText, headsAlternativesText].some((means) => means(text));

/** Make a cell; an apostrophe that only says "this is a name, or a text" is taken off. */
export function cellOf(text, line, column) {
  const plain = text.replace(UNSEEN, "").replace(/\s*[\r\n]+\s*/g, " ").trim();
  const rest = plain.slice(1);
  const literal = plain.startsWith("'") && (ACTS.test(rest) || meansMore(rest));
  return { text: literal ? rest : plain, line, column, literal };
}

/** Rows of cells of a text with tabs, semicolons or commas between them, and quotes around some. */
export function cellsOf(text) {
  const separator = separatorOf(text);
  const rows = [];
  let [cells, cell, quoted, line, first] = [[], "", false, 1, 1];
  const endOfRow = () => {
    rows.push([...cells, cell].map((each, at) => cellOf(each, first, at + 1)));
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') { cell += '"'; at += 1; }
    else if (sign === '"' && (quoted || !cell.trim())) quoted = !quoted;
    else if (!quoted && sign === separator) { cells.push(cell); cell = ""; }
    else if (!quoted && (sign === "\n" || sign === "\r")) {
      if (sign === "\r" && text[at + 1] === "\n") at += 1;
      endOfRow();
      line += 1;
      first = line;
    } else {
      if (sign === "\n") line += 1;
      cell += sign;
    }
  }
  if (quoted) throw new Faults([fault("fault_quote", { line: first })]);
  if (cell || cells.length) endOfRow();
  return rows;
}

/** The sign that stands most often between cells in the first lines. */
function separatorOf(text) {
  const outside = text.replace(/"(?:[^"]|"")*"/g, "");
  const lines = outside.split(/\r\n|\r|\n/).filter((line) => line.trim()).slice(0, LINES_LOOKED_AT);
  const counts = SEPARATORS.map((sign) => lines.reduce((n, line) => n + line.split(sign).length - 1, 0));
  if (counts[0]) return SEPARATORS[0]; // pasted cells may hold any other sign
  return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

/** The texts that are in a list more than once. */
export function doubles(names) {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
