// The cells of a pasted text, each with its place, cleaned of what cannot be seen.
//
// The words that tables use come from the Python reader: page.py writes them as VOCABULARY, so that
// both readers know the same ones.

import { VOCABULARY } from "./vocabulary.js";
import { fault } from "./words.js";

const LINE_END = /\r\n|\r|\n/;
const SEPARATOR_LINE = /^sep=(.)\s*$/i; // as spreadsheets write it above a table
const MOST_SHOWN = 40; // letters of a cell in a message
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const ODD_SPACES = /[\t\u00a0\u2007\u202f]/g;
const UNPRINTED = /(?! )[\p{C}\p{Z}]/u;
const DASHES = /[\u2010-\u2015\u2212]/g;
const ACTS = /^[=+\-@\t']/; // a spreadsheet would take these for a formula, or for an apostrophe

/** What is wrong with an input, as claims. */
export class Faults extends Error {
  constructor(faults) {
    super(faults.length ? faults[0].kind : "");
    this.faults = atMost(VOCABULARY.limits.faults, faults, fault);
  }
}

/** The first of a list of claims of one sort, and how many more there are. */
export function atMost(most, claims, claim) {
  return claims.length > most ? [...claims.slice(0, most), claim("more", { more: claims.length - most })] : claims;
}

/** Write a text so that case, spaces and kinds of dashes do not matter. */
export function folded(text) {
  const plain = text.replace(DASHES, "-").replace(/\s+/g, " ").trim();
  return plain.toUpperCase().toLowerCase().replace(/ς/g, "σ"); // first upper: Straße is STRASSE
}

const UNSCORED = new Set(VOCABULARY.unscored.map(folded));
const TOTALS = new Set(VOCABULARY.totals.map(folded));
const NO_ALTERNATIVES = new Set(VOCABULARY.noAlternatives.map(folded));
const POSSIBLE_DIRECTIONS = new Set(VOCABULARY.possibleDirections.map(folded));
const ALTERNATIVE_HEADERS = new Set(VOCABULARY.alternativeHeaders.map(folded));
const ROW_ALTERNATIVES = new Set(VOCABULARY.rowAlternatives.map(folded));
const ABOVE = new Set(VOCABULARY.above.flat().map(folded));
const ROLE_ROW = new Set(VOCABULARY.roleRow.map(folded));
const KEY_OF = new Map(Object.entries(VOCABULARY.headers).flatMap(([key, words]) =>
  words.map((word) => [folded(word), key])));

const DOUBTED = Object.fromEntries(Object.entries(VOCABULARY.doubted).map(([key, words]) => [key, new Set(words)]));
const LONGEST_COMPOUND = 40; // letters
const TELLING = new RegExp(["lines", "weights", "others"].flatMap((key) => VOCABULARY.doubted[key])
  .sort((one, other) => other.length - one.length).join("|"), "g");

/** A text without the marks that may end a header; by a loop, since a pattern takes time squared. */
export function asHeader(text) {
  const plain = folded(text.replaceAll("_", " "));
  let end = plain.length;
  while (end > 0 && " :*".includes(plain[end - 1])) end -= 1;
  return plain.slice(0, end);
}

const keyOfText = (text) => KEY_OF.get(asHeader(text)) ?? keyOfWeightInPercent(asHeader(text));
const isTotalText = (text) => TOTALS.has(asHeader(asHeader(text).replace(/\([^()]*\)$/, "")));
const beginsAsTotalText = (text) => VOCABULARY.totalBeginnings.some((word) => asHeader(text).startsWith(word));
const isNoAlternativeText = (text) => NO_ALTERNATIVES.has(asHeader(text));
const headsAlternativesText = (text) => ALTERNATIVE_HEADERS.has(asHeader(text));

/** Whether a header may be that of directions as well as of something else. */
export const mayHeadDirections = (text) => POSSIBLE_DIRECTIONS.has(asHeader(text));

/** "weight" for a header of weights that says that they are in per cent: the cells need not repeat it. */
function keyOfWeightInPercent(header) {
  const key = KEY_OF.get(asHeader(header.replace(/(?:\(%\)|in %|%)$/, "")));
  return key === "weight" ? key : null;
}

/** The words of a name, with whatever separators. */
export const wordsOf = (name) => folded(name.replace(/(?<=[a-z])(?=[A-Z])/g, " ")).match(/\p{L}+/gu) ?? [];

/** Cut a word into those of which a name is doubted; empty if it has other parts: "puntentotaal". */
export function doubtedParts(word) {
  const parts = word.length > LONGEST_COMPOUND ? [] : word.match(TELLING) ?? [];
  return parts.join("").length === word.length ? parts : [];
}

/** Whether a name says nothing but that it is a "total" or "weights"; "" if it says more. */
export function seemsTotal(name) {
  const parts = wordsOf(name).filter((word) => !DOUBTED.beside.has(word)).map(doubtedParts);
  return parts.every((each) => each.length) ? seeming(parts.flat()) : "";
}

/** Whether one word of a name says so, beside those that all names have. */
export function mentionsTotal(name, beside = []) {
  const parts = wordsOf(name).filter((word) => !beside.includes(word)).flatMap(doubtedParts);
  return seeming(parts.filter((part) => DOUBTED.lines.has(part) || DOUBTED.weights.has(part)));
}

function seeming(parts) {
  const areWeights = parts.some((part) => DOUBTED.weights.has(part)) && !parts.some((part) => DOUBTED.lines.has(part));
  return areWeights ? "weights" : parts.length ? "total" : "";
}

/** Which column a header heads, by its key; null for a name. */
export const keyOf = (cell) => (cell.literal ? null : keyOfText(cell.text));

/** Whether a label above the table is that of what is decided or a word for confidence means; the page needs none. */
export const saysAbove = (cell) => !cell.literal && ABOVE.has(asHeader(cell.text));

const headsRolesText = (text) => ROLE_ROW.has(asHeader(text));

/** Whether a row is called as the one that says which option is the baseline. */
export const headsRoles = (cell) => !cell.literal && headsRolesText(cell.text);

/** Whether a name is that of a column or row that follows from the others. */
export const isTotal = (cell) => !cell.literal && isTotalText(cell.text);

/** Whether the name of an option begins as that of a total. */
export const beginsAsTotal = (cell) => !cell.literal && beginsAsTotalText(cell.text);

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
  || [headsRolesText, isTotalText, isNoAlternativeText, headsAlternativesText, mayHeadDirections, beginsAsTotalText, mentionsTotal, seemsTotal]
    .some((means) => means(text));

/** Make a cell; an apostrophe that only says "this is a name, or a text" is taken off. */
export function cellOf(text, line, column) {
  if (text.length > VOCABULARY.limits.letters) return tooLong(text, line, column);
  const plain = cleaned(text);
  const [sign] = plain.match(UNPRINTED) ?? [];
  if (sign) return unprinted(plain, sign, line, column);
  const rest = plain.slice(1);
  const literal = plain.startsWith("'") && (ACTS.test(rest) || meansMore(rest));
  return { text: literal ? rest : plain, line, column, literal };
}

/** A text without spaces around it and what cannot be seen; line ends become spaces. */
const cleaned = (text) => text.normalize("NFC").replace(UNSEEN, "").split(/[\r\n]+/).map((line) => line.trim()).join(" ")
  .replace(ODD_SPACES, " ").trim();

function tooLong(text, line, column) {
  const { letters: most } = VOCABULARY.limits;
  const why = fault("letters", { line, column, letters: text.length, most });
  return { text: `${text.slice(0, MOST_SHOWN)}…`, line, column, literal: false, fault: why };
}

function unprinted(plain, sign, line, column) {
  const code = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  const text = plain.replaceAll(sign, "?");
  const why = fault("unprinted", { line, column, found: shownText({ text }), code: `U+${code}` });
  return { text, line, column, literal: false, fault: why };
}

/** Rows of cells of a text with tabs, semicolons or commas between them, and quotes around some. */
export function cellsOf(text) {
  const lines = text.split(LINE_END);
  const [, told] = lines[0].match(SEPARATOR_LINE) ?? [];
  if (told === '"') throw new Faults([fault("separator", { line: 1 })]);
  const rows = new Cutter(lines, told ?? separatorOf(lines)).rows();
  return told ? rows.slice(1) : rows;
}

/** The sign that stands, outside quotes, on most lines; the first of equals. */
function separatorOf(lines) {
  const outside = lines.map((line) => line.replace(/"[^"]*"/g, ""));
  const counts = VOCABULARY.separators.map((sign) => outside.filter((line) => line.includes(sign)).length);
  return VOCABULARY.separators[counts.indexOf(Math.max(...counts))];
}

/** Cuts lines into cells; a cell is quoted only if its very first sign is a quotation mark. */
class Cutter {
  constructor(lines, separator) {
    Object.assign(this, { lines, separator, n: 0, at: 0, cells: 0 });
  }

  rows() {
    const rows = [];
    for (; this.n < this.lines.length; this.n += 1) rows.push(this.row());
    return rows;
  }

  row() {
    const [first, texts] = [this.n + 1, []];
    this.at = 0;
    do texts.push(this.lines[this.n][this.at] === '"' ? this.quoted(first, texts.length + 1) : this.plain());
    while (this.passSeparator());
    this.cells += texts.length;
    const { cells: most } = VOCABULARY.limits;
    if (this.cells > most) throw new Faults([fault("cells", { most })]);
    return texts.map((text, at) => cellOf(text, first, at + 1));
  }

  passSeparator() {
    const more = this.at < this.lines[this.n].length;
    this.at += 1;
    return more;
  }

  plain() {
    const line = this.lines[this.n];
    const end = line.indexOf(this.separator, this.at);
    const text = line.slice(this.at, end < 0 ? line.length : end);
    this.at += text.length;
    return text;
  }

  /** Read a cell up to its closing quotation mark, perhaps some lines below. */
  quoted(first, column) {
    const parts = [];
    this.at += 1;
    let end = closingQuote(this.lines[this.n], this.at);
    while (end < 0) {
      parts.push(this.lines[this.n].slice(this.at));
      [this.n, this.at] = [this.n + 1, 0];
      if (this.n === this.lines.length) throw new Faults([fault("quote", { line: first })]);
      end = closingQuote(this.lines[this.n], 0);
    }
    const line = this.lines[this.n];
    parts.push(line.slice(this.at, end));
    this.at = end + 1;
    if (this.at < line.length && line[this.at] !== this.separator) {
      throw new Faults([fault("after quote", { line: this.n + 1, column })]);
    }
    return parts.join("\n").replaceAll('""', '"');
  }
}

/** Where the quotation mark is that closes a text; -1 if it is on another line. */
function closingQuote(line, from) {
  let end = line.indexOf('"', from);
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
  return end;
}

/** The texts that are in a list more than once. */
export function doubles(names) {
  const seen = new Set();
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}
