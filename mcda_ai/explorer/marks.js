// What the cells of one criterion say: ranks, scores, words of a scale, or that nobody scored.

import { VOCABULARY } from "./vocabulary.js";
import { doubles, folded, saysUnscored, shownText } from "./cells.js";
import { doubt, fault } from "./words.js";

export const MOST_OF_A_SCALE = 80; // letters of it in a message
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d{1,3})?$/i;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)$/; // 1.250,00
const THOUSANDS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/; // 1.500: one and a half, or fifteen hundred?
const SPACED = /^[+-]?[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d+)?$/; // 1 250 000,5
const MINUS = /^[\u2010-\u2015\u2212](?=\d)/; // as word processors make of a hyphen
const NEUTRAL = /^(?:\++\/-+|-+\/\++)$/; // which means neither, and not one or the other
const UNIT_SIGN = /[%‰\p{Sc}]/u;
const ORDINAL = /^(?:(?:#|nr\.?|no\.?) ?([1-9]\d{0,4})|([1-9]\d{0,4}) ?(?:st|nd|rd|th|e|ste|de|º|°))$/i; // 1st, 1e
const RANGE = new RegExp(`^(?:${VOCABULARY.range})$`); // >5, 3-5
const SIGNS = /^[-+0/ ]+$/;
const ONE_LONG_DASH = /(?<![-\u2010-\u2015])[\u2012-\u2015](?![-\u2010-\u2015])/;
const BEST_RANK = 1;
export const { muchLarger: MUCH_LARGER } = VOCABULARY.forms;

/** Read a number as spreadsheets show it, in Dutch or in English; NaN if it is none. */
export function numberOf(given) {
  const text = plainNumber(given);
  if (NUMBER.test(text)) return finite(Number(text.replace(",", ".")));
  if (!GROUPED.test(text)) return NaN;
  const thousands = text.match(/[.,]/)[0]; // it comes first, before the decimal sign
  return finite(Number(text.replaceAll(thousands, "").replace(",", ".")));
}

/** Read a rank that is written as one, as 1st or #1; NaN if it is none. */
export function rankOf(text) {
  const [, after, before] = text.match(ORDINAL) ?? [];
  return Number(after ?? before ?? NaN);
}

/** Whether all numbers of a row are written as ranks. */
export function holdOrdinals(cells) {
  const given = cells.map(([cell]) => cell).filter((cell) => !saysUnscored(cell));
  return given.length > 0 && given.every((cell) => !Number.isNaN(rankOf(withoutTie(cell.text))));
}

const isSigns = (text) => SIGNS.test(folded(text));

/** Write a word of a scale as it is compared: spaces between signs do not matter, and +/0 is 0/+. */
export function levelKey(word) {
  const plain = folded(word);
  if (!SIGNS.test(plain)) return plain;
  const [one, ...others] = plain.replaceAll(" ", "").split("/");
  return others.join("/") === "0" ? `0/${one}` : [one, ...others].join("/");
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
  const line = withoutName(text);
  const signs = [...new Set(line.match(/[<>]/g) ?? [])];
  const words = line.split(signs[0] ?? between).map((word) => word.trim());
  const usable = signs.length < 2 && words.length > 1 && !words.includes("") && !doubles(words.map(levelKey)).length;
  if (!usable) {
    faults.push(fault("scale", { where, found: text.slice(0, MOST_OF_A_SCALE) }));
    return null;
  }
  if (signs[0] === ">") words.reverse();
  return { words, places: new Map(words.map((word, place) => [levelKey(word), place])) };
}

/** A scale without the name that may stand before it, up to the first colon. */
function withoutName(text) {
  const [name, ...rest] = text.split(": ");
  const line = rest.join(": ");
  return /[<>]/.test(line) && !/[<>]/.test(name) ? line : text;
}

/**
 * Read the cells of a row, as `[cell, alternative]`: either `levels`, the places of the words in each
 * cell on the scale, or `values`, of which a higher one is better; null = not scored.
 *
 * `rule` has a `direction` and a `scale`; without both, no number can be read. What was `measured`
 * holds no signs of ties.
 */
export function marksOf(cells, rule, faults) {
  const levels = cells.map(([cell]) => levelsIn(rule.scale, cell));
  const hasWords = levels.some(Boolean);
  const sign = signThatTells(cells);
  const onlyWords = Boolean(rule.scale) && (hasWords || !rule.direction);
  const values = cells.map(([cell, alternative], at) =>
    (levels[at] ? null : valueOf(cell, alternative, { ...rule, onlyWords, sign }, faults)));
  if (!onlyWords) mixedDecimals(cells, faults);
  return { levels: hasWords ? levels : null, values };
}

/** The places on a scale, from 0, of the words in a cell, with slashes between them; null if it has others. */
export function levelsIn(scale, cell) {
  if (!scale || cell.fault) return null;
  const whole = scale.places.get(levelKey(cell.text));
  if (whole !== undefined) return [whole]; // even where it is also a sign for unscored
  if (NEUTRAL.test(cell.text)) return null;
  const places = cell.text.split("/").map((part) => scale.places.get(levelKey(part)));
  const areWords = places.length > 1 && !places.includes(undefined) && !doubles(places).length;
  return areWords ? places : null;
}

/** Notes on cells that allow two words of a scale, but not those between them. */
export function notesOnGaps(cells, levels, { words }) {
  return cells.flatMap(([cell], at) => {
    const places = new Set(levels[at]);
    const [least, most] = [Math.min(...places), Math.max(...places)];
    const between = words.filter((_, place) => place > least && place < most && !places.has(place));
    const values = { line: cell.line, column: cell.column, found: shownText(cell), between };
    return between.length ? [doubt("levels between", values)] : [];
  });
}

/** A note on a number below 1 that is much smaller than others in per cent, but of their size as a share. */
export function notesOnShares(cells, unit) {
  if (!unit.text.includes("%")) return [];
  const sized = cells.map(([cell]) => ({ cell, size: Math.abs(numberOf(cell.text)) }));
  const small = sized.filter(({ size }) => size > 0 && size < 1);
  const others = sized.map(({ size }) => size).filter((size) => size >= 1);
  const [most, largest] = [Math.max(...small.map(({ size }) => size)), Math.max(...others)];
  const areShares = MUCH_LARGER * most <= Math.min(...others) && largest <= MUCH_LARGER * 100 * most;
  if (!small.length || largest <= 1 || !areShares) return [];
  const [{ cell }] = small;
  return [doubt("share", { line: cell.line, column: cell.column, found: shownText(cell) })];
}

/** What lies between two signs of a scale, and long dashes that were taken for one, told once a table. */
export class SignsInDoubt {
  constructor() {
    Object.assign(this, { halves: [], dashes: [] });
  }

  lookAt(cells, levels, scale) {
    cells.forEach(([cell], at) => {
      const found = levels[at] && { cell, scale, places: [...levels[at]].sort((a, b) => a - b) };
      if (found?.places.length > 1 && isSigns(cell.text)) this.halves.push(found);
      else if (found && this.isLongDash(found)) this.dashes.push(found);
    });
  }

  isLongDash({ cell: { text }, scale: { words }, places: [place] }) {
    return isSigns(text) && ONE_LONG_DASH.test(text.replaceAll(" ", "")) && text !== words[place];
  }

  notes() {
    const [half, dash] = [this.halves[0], this.dashes[0]];
    const told = ({ cell }, more) => ({ line: cell.line, column: cell.column, found: shownText(cell), more: more - 1 });
    return [
      ...(half ? [doubt("half step", { ...told(half, this.halves.length), scale: this.withSteps(half.scale),
        below: half.scale.words[half.places[0]], above: half.scale.words[half.places.at(-1)] })] : []),
      ...(dash ? [doubt("long dash", { ...told(dash, this.dashes.length), level: dash.scale.words[dash.places[0]] })] : []),
    ];
  }

  /** The scale with the steps that were found between its words. */
  withSteps(scale) {
    const words = [...scale.words];
    for (const { cell, places } of this.halves.filter((half) => half.scale === scale)) {
      const step = levelKey(cell.text);
      if (!words.map(levelKey).includes(step)) words.splice(words.indexOf(scale.words[places[0]]) + 1, 0, step);
    }
    return words.join(" < ");
  }
}

function valueOf(cell, alternative, { direction, scale, onlyWords, measured, sign }, faults) {
  if (cell.fault || saysUnscored(cell)) return null;
  const refuse = (key, values = {}) => {
    faults.push(fault(key, { line: cell.line, alternative, text: shownText(cell), ...values }));
    return null;
  };
  const text = measured ? cell.text : withoutTie(cell.text);
  const isRanks = direction === "ranks" || !direction;
  const number = Number.isNaN(numberOf(text)) && isRanks ? rankOf(text) : numberOf(text);
  if (scale && Number.isNaN(number)) return refuse("word", { allowed: scale.words });
  if (onlyWords) return refuse("no word but number", { allowed: scale.words });
  const either = twoNumbers(text);
  if (either && !(sign && cell.text.includes(sign))) return refuse("thousands", either);
  if (Number.isNaN(number)) return refuse(...noNumber(text));
  if (!direction) return refuse("direction", { best: BEST_RANK });
  if (direction === "ranks" && number <= 0) return refuse("rank", { best: BEST_RANK });
  return direction === "higher" ? number : -number;
}

/** An equals sign beside a rank or score says only that it is tied. */
export const withoutTie = (text) =>
  (text.length > 1 ? (text.startsWith("=") ? text.slice(1) : text.replace(/=$/, "")) : text).trim();

function noNumber(text) {
  const sign = text.match(UNIT_SIGN);
  if (sign && /\d/.test(text)) return ["unit sign", { sign: sign[0] }];
  if (RANGE.test(folded(text))) return ["range"];
  return [/\d/.test(text) ? "number" : "neither"];
}

/** The decimal sign that numbers of a row tell which can have no thousands; "" if they tell none or two. */
function signThatTells(cells) {
  const texts = cells.map(([cell]) => withoutTie(cell.text)).filter((text) => !twoNumbers(text));
  const signs = new Set(texts.map(decimalSign).filter(Boolean));
  return signs.size === 1 ? [...signs][0] : "";
}

/** A note on a number that could be thousands, were it not for the others of its row; null if there is none. */
export function noteOnDecimals(cells) {
  const sign = signThatTells(cells);
  const [first, ...more] = cells.map(([cell]) => cell)
    .filter((cell) => sign && cell.text.includes(sign) && twoNumbers(withoutTie(cell.text)));
  return first ? doubt("decimals", { line: first.line, found: shownText(first), more: more.length }) : null;
}

/** Refuse a decimal point and a decimal comma in one row: one of them is something else. */
function mixedDecimals(cells, faults) {
  const first = {};
  for (const [cell] of cells) first[decimalSign(withoutTie(cell.text))] ??= cell;
  if (!first["."] || !first[","]) return;
  const [point, comma] = [first["."], first[","]].map(shownText);
  faults.push(fault("decimals", { line: first["."].line, point, comma }));
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
  const ranked = cells.map(([cell]) => [cell, numberOrRank(withoutTie(cell.text))]).filter(([, rank]) => !Number.isNaN(rank));
  const note = (key, [cell]) => doubt(key, { line: cells[0][0].line, criterion, n, found: shownText(cell) });
  for (const each of ranked) {
    if (each[1] > n) return note("rank high", each);
    if (!Number.isInteger(2 * each[1])) return note("rank part", each);
  }
  const ranks = ranked.map(([, rank]) => rank);
  if (ranks.length < n || numberings(ranks).some((usual) => usual.every((rank, i) => rank === ranks[i]))) return null;
  const listed = ranked.map(([cell]) => shownText(cell)).join("; ");
  return doubt("rank ties", { line: cells[0][0].line, criterion, listed, usual: USUAL });
}

const numberOrRank = (text) => (Number.isNaN(numberOf(text)) ? rankOf(text) : numberOf(text));

const USUAL = numberings([1, 2, 2, 3]).map(([first, second, third, fourth]) =>
  fault("numbering", { first, second, third, fourth }));

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
