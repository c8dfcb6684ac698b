// Tables of other forms, and names that are none of options or criteria: refused, or noted.
//
// The page reads a row for each criterion and a column for each option only; the words by which it
// tells other forms are those of the Python reader, and so are the rules.

import { VOCABULARY } from "./vocabulary.js";
import {
  Faults, asHeader, beginsAsTotal, doubtedParts, folded, headsAlternatives, isTotal, mentionsTotal, seemsTotal, shownText, wordsOf,
} from "./cells.js";
import { MUCH_LARGER, numberOf } from "./marks.js";
import { doubt, fault } from "./words.js";

const NAMES_IN_ROWS = new Set(VOCABULARY.namesInRows.map(folded));
const OF_CRITERIA = new Set(VOCABULARY.ofCriteria.map(folded));
const LONG_KEYS = new Map(Object.entries(VOCABULARY.longHeaders).reverse().flatMap(([key, words]) =>
  words.map((word) => [folded(word), key])));
const { mostNames: MOST_NAMES, rounding: ROUNDING } = VOCABULARY.forms;

const whereIs = (cell) => ({ line: cell.line, column: cell.column, found: shownText(cell) });

// --- forms that are refused ----------------------------------------------------------------------

/** Refuse a table with a row for each score at once: as another table it would make no sense. */
export function refuseLong(rows) {
  const keyAt = (cell) => (cell.literal || !cell.text ? undefined : LONG_KEYS.get(asHeader(cell.text)));
  const head = rows.findIndex((row) => row.filter((cell) => cell.text).length > 1
    && row.some((cell) => keyAt(cell) === "score"));
  if (head < 0) return;
  const keys = rows[head].map(keyAt);
  const [score, criterion, option] = ["score", "criterion", "alternative"].map((key) => keys.indexOf(key));
  if (criterion < 0 || option < 0) return;
  const below = rows.slice(head + 1).filter((row) => row.some((cell) => cell.text));
  const textsOf = (column) => below.map((row) => row[column]?.text ?? "");
  const repeats = new Set(textsOf(criterion)).size < below.length;
  const areKnown = rows[head].every((cell, column) => !cell.text || keys[column]);
  const areNames = textsOf(option).every((text) => text && Number.isNaN(numberOf(text)));
  if (repeats || (areKnown && areNames)) throw new Faults([fault("long", whereIs(rows[head][score]))]);
}

/** Refuse a table of pairwise comparisons (AHP); note other ones with the same names on both sides. */
export function notesOnSquare(corner, options, rows, criterion) {
  const columns = new Map(options.filter((cell) => !isTotal(cell)).map((cell) => [folded(cell.text), cell.column - 1]));
  const named = new Map(rows.filter((row) => row[criterion]?.text && !isTotal(row[criterion]))
    .map((row) => [folded(row[criterion].text), row]));
  const common = [...columns.keys()].filter((name) => named.has(name));
  if (common.length < 2 || common.length !== Math.min(MOST_NAMES, columns.size, named.size)) return [];
  const numbers = common.map((name) => common.map((other) => ratioIn(named.get(name)[columns.get(other)]?.text ?? "")));
  const place = { line: corner.line, column: corner.column };
  if (isReciprocal(numbers)) throw new Faults([fault("pairwise", { ...place, n: common.length })]);
  return [doubt("same names", place)];
}

/** A number, or a fraction such as 1/3. */
function ratioIn(text) {
  const [above, below = "1"] = text.split("/");
  return numberOf(above.trim()) / (numberOf(below.trim()) || NaN);
}

function isReciprocal(numbers) {
  const diagonal = numbers.map((row, each) => row[each]);
  if (!diagonal.every((each) => Number.isNaN(each) || each === 1)) return false;
  if (numbers.flat().some((each) => each <= 0)) return false;
  const pairs = numbers.flatMap((row, one) => row.slice(one + 1).map((each, k) => [each, numbers[one + 1 + k][one]]));
  const full = pairs.filter((pair) => !pair.some(Number.isNaN));
  if (!full.length) return diagonal.every((each) => each === 1) && pairs.flat().some((each) => !Number.isNaN(each));
  return full.every((pair) => {
    const [least, most] = [Math.min(...pair), Math.max(...pair)];
    return most >= 1 && Math.abs(least - 1 / most) <= ROUNDING;
  });
}

// --- forms that are noted ------------------------------------------------------------------------

/** Note that the rows may be options, where no header says where the criteria are. */
export function notesOnTurned(corner, options, criteria) {
  if (!corner.literal && (headsAlternatives(corner) || NAMES_IN_ROWS.has(asHeader(corner.text)))) {
    return [doubt("names in rows", whereIs(corner))];
  }
  const telling = options.filter((cell) => !cell.literal && namesCriterion(cell));
  const share = telling.length / options.length;
  const shareOfRows = criteria.filter(({ cell }) => namesCriterion(cell)).length / criteria.length;
  if (share >= 1 / 2 && share > shareOfRows) {
    const { line } = telling[0];
    return [doubt("criteria in columns", { line, names: telling.map(shownText) })];
  }
  return notesOnMagnitudes(options, criteria);
}

const namesCriterion = (cell) => OF_CRITERIA.has(folded(cell.text)) || wordsOf(cell.text).some((word) => OF_CRITERIA.has(word));

/** Note a column of which every number is much larger than any of another; ranks are no such. */
function notesOnMagnitudes(options, criteria) {
  const table = criteria.map(({ numbers }) => numbers.map(Math.abs)).filter((row) => !row.every(Number.isNaN));
  const isLarge = table.flat().some((number) => number > options.length);
  const columns = options.map((cell, k) => ({ cell, numbers: table.map((row) => row[k]) }))
    .filter(({ numbers }) => !numbers.some(Number.isNaN) && Math.max(...numbers) > 0)
    .map(({ cell, numbers }) => ({ cell, least: Math.min(...numbers), most: Math.max(...numbers) }));
  if (table.length < 2 || !isLarge || columns.length < 2) return [];
  const large = columns.reduce((one, other) => (other.least > one.least ? other : one));
  const small = columns.reduce((one, other) => (other.most < one.most ? other : one));
  if (large.least < MUCH_LARGER * small.most) return [];
  const names = { large: shownText(large.cell), small: shownText(small.cell) };
  return [doubt("magnitudes", { line: large.cell.line, ...names })];
}

/** Note rows that are all rankings, read as scores. */
export function notesOnScores(criteria) {
  const higher = criteria.filter(({ isHigher, numbers }) => isHigher && !numbers.every(Number.isNaN));
  const areRanks = ({ numbers }) => numbers.length > 2
    && [...numbers].sort((one, other) => one - other).every((number, k) => number === k + 1);
  return higher.length > 1 && higher.every(areRanks) ? [doubt("ranks as scores", { best: 1 })] : [];
}

// --- names ---------------------------------------------------------------------------------------

/** Notes on options that are called as a total, a rank, a bound or weights may be. */
export function notesOnColumns(cells, hasWeights) {
  const every = cells.map((cell) => wordsOf(cell.text));
  const beside = every.length ? every[0].filter((word) => every.every((words) => words.includes(word))) : [];
  const names = new Set(every.map((words) => words.join(" ")));
  return cells.flatMap((cell) => {
    const begins = beginsAsTotal(cell) || isOfAnother(cell, names) ? "total" : "";
    const seeming = seemsTotal(cell.text) || mentionsTotal(cell.text, beside) || begins;
    return noteOnName(cell, seeming && hasWeights ? "total" : seeming, "column"); // as in "A x weight"
  });
}

/** Notes on criteria that are called so. */
export function notesOnRows(cells) {
  const names = new Set(cells.map((cell) => wordsOf(cell.text).join(" ")));
  return cells.flatMap((cell) =>
    noteOnName(cell, seemsTotal(cell.text) || (isOfAnother(cell, names) ? "total" : ""), "row"));
}

/** Whether a name is that of another with words of a total. */
function isOfAnother(cell, names) {
  const words = wordsOf(cell.text);
  const rest = words.filter((word) => !doubtedParts(word).length);
  return rest.length < words.length && names.has(rest.join(" "));
}

function noteOnName(cell, called, line) {
  if (!called || cell.literal || cell.text.startsWith("'")) return [];
  return [doubt(`${called} ${line}`, whereIs(cell))];
}
