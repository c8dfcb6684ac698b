// What the cells of one criterion say: ranks, scores, words of a scale, or that nobody scored.

import { doubles, fault, folded, saysUnscored, shownText } from "./cells.js";

export const MOST_OF_A_SCALE = 80; // letters of it in a message
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d{1,3})?$/i;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)$/; // 1.250,00
const THOUSANDS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/; // 1.500: one and a half, or fifteen hundred?
const SPACED = /^[+-]?[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d+)?$/; // 1 250 000,5
const MINUS = /^[\u2010-\u2015\u2212](?=\d)/; // as word processors make of a hyphen
const UNIT_SIGN = /[%‰\p{Sc}]/u;

/** Read a number as spreadsheets show it, in Dutch or in English; NaN if it is none. */
export function numberOf(given) {
  const text = plainNumber(given);
  if (NUMBER.test(text)) return finite(Number(text.replace(",", ".")));
  if (!GROUPED.test(text)) return NaN;
  const thousands = text.match(/[.,]/)[0]; // it comes first, before the decimal sign
  return finite(Number(text.replaceAll(thousands, "").replace(",", ".")));
}

/** Write a number with a plain minus, and without spaces between its thousands. */
function plainNumber(given) {
  const text = given.replace(MINUS, "-");
  return SPACED.test(text) ? text.replace(/\s/g, "") : text;
}

const finite = (number) => (Number.isFinite(number) ? number : NaN);

/** What to say of a text that can be two numbers; null if it cannot. */
export function twoNumbers(given) {
  const text = plainNumber(given);
  return THOUSANDS.test(text) ? { whole: text.replace(/[.,]/, ""), fraction: `${text}0` } : null;
}

/**
 * Read the words of a scale, worst first: `low < high`, `high > low`, perhaps after a name and a
 * colon; null, with a fault, if they are none. `between` is what else may stand between them.
 */
export function scaleIn(text, where, faults, between = /[,;]/) {
  const line = text.replace(/^[^<>]*: (?=.*[<>])/, "");
  const signs = [...new Set(line.match(/[<>]/g) ?? [])];
  const words = line.split(signs[0] ?? between).map((word) => word.trim());
  const usable = signs.length < 2 && words.length > 1 && !words.includes("") && !doubles(words.map(folded)).length;
  if (!usable) {
    faults.push(fault("fault_scale", { where, found: text.slice(0, MOST_OF_A_SCALE) }));
    return null;
  }
  return signs[0] === ">" ? words.reverse() : words;
}

/**
 * Read the cells of a row, as `[cell, alternative]`: how good each is, higher is better; null = not
 * scored. `rule` has a `direction` and a `scale`; without both, no number can be read.
 */
export function valuesOf(cells, rule, faults) {
  const values = cells.map(([cell, alternative]) => valueOf(cell, alternative, rule, faults));
  if (!rule.scale) mixedDecimals(cells, faults);
  return values;
}

/** The place of a word on its scale, from 0; -1 if it is none of its words. */
export const levelIn = (scale, cell) => scale.map(folded).indexOf(folded(cell.text));

function valueOf(cell, alternative, { direction, scale }, faults) {
  const level = scale ? levelIn(scale, cell) : -1;
  if (level >= 0) return level; // a word of the scale, even where it is also a sign for unscored
  if (saysUnscored(cell)) return null;
  const refuse = (key, values = {}) => {
    faults.push(fault(key, { line: cell.line, alternative, text: shownText(cell), ...values }));
    return null;
  };
  const text = withoutTie(cell.text);
  if (scale) return refuse(Number.isNaN(numberOf(text)) ? "fault_word" : "fault_no_word_but_number", { allowed: scale });
  const either = twoNumbers(text);
  if (either) return refuse("fault_thousands", either);
  const number = numberOf(text);
  if (Number.isNaN(number)) return refuse(...noNumber(text));
  if (!direction) return refuse("fault_direction");
  if (direction === "ranks" && number <= 0) return refuse("fault_rank");
  return direction === "higher" ? number : -number;
}

/** An equals sign beside a rank or score says only that it is tied. */
const withoutTie = (text) =>
  (text.length > 1 ? (text.startsWith("=") ? text.slice(1) : text.replace(/=$/, "")) : text).trim();

function noNumber(text) {
  const sign = text.match(UNIT_SIGN);
  if (sign && /\d/.test(text)) return ["fault_unit_sign", { sign: sign[0] }];
  return [/\d/.test(text) ? "fault_number" : "fault_neither"];
}

/** Refuse a decimal point and a decimal comma in one row: one of them is something else. */
function mixedDecimals(cells, faults) {
  const first = {};
  for (const [cell] of cells) first[decimalSign(withoutTie(cell.text))] ??= cell;
  if (!first["."] || !first[","]) return;
  const [point, comma] = [first["."], first[","]].map(shownText);
  faults.push(fault("fault_decimals", { line: first["."].line, point, comma }));
}

/** The decimal sign of a number; "" if it has none, or if it is none. */
function decimalSign(given) {
  const text = plainNumber(given);
  if (Number.isNaN(numberOf(text)) || !/[.,]/.test(text)) return "";
  const [first] = text.match(/[.,]/);
  if (NUMBER.test(text)) return first;
  return first === "." ? "," : ".";
}

/** A note on ranks of which only the order can be meant; null if there is nothing odd about them. */
export function noteOnRanks(cells, criterion) {
  const n = cells.length;
  const ranked = cells.map(([cell]) => [cell, numberOf(withoutTie(cell.text))]).filter(([, rank]) => !Number.isNaN(rank));
  const note = (key, [cell]) => fault(key, { line: cells[0][0].line, criterion, n, found: shownText(cell) });
  for (const each of ranked) {
    if (each[1] > n) return note("note_rank_high", each);
    if (!Number.isInteger(2 * each[1])) return note("note_rank_part", each);
  }
  const ranks = ranked.map(([, rank]) => rank);
  if (ranks.length < n || numberings(ranks).some((usual) => usual.every((rank, i) => rank === ranks[i]))) return null;
  const listed = ranked.map(([cell]) => shownText(cell)).join("; ");
  return fault("note_rank_ties", { line: cells[0][0].line, criterion, listed });
}

/** The same order numbered in each usual way: 1 2 2 4, 1 3 3 4, 1 2,5 2,5 4 and 1 2 2 3. */
function numberings(ranks) {
  const better = ranks.map((rank) => ranks.filter((other) => other < rank).length);
  const tied = ranks.map((rank) => ranks.filter((other) => other === rank).length);
  const levels = [...new Set(ranks)].sort((a, b) => a - b);
  return [
    better.map((n) => n + 1),
    better.map((n, i) => n + tied[i]),
    better.map((n, i) => n + (tied[i] + 1) / 2),
    ranks.map((rank) => levels.indexOf(rank) + 1),
  ];
}
