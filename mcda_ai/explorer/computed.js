// Rows and columns whose numbers follow from those of others: the twin of Python's computed_lines.py.

import { VOCABULARY } from "./vocabulary.js";
import { beginsAsTotal, isTotal, mentionsTotal, seemsTotal, shownText } from "./cells.js";
import { doubt } from "./words.js";

const { mostLines, mostInProducts, leastChance, leastRanked, narrower, rounded: SLACK, mostNamed } = VOCABULARY.computed;

const isFiniteNumber = (value) => Number.isFinite(value);
const sumOf = (values) => values.reduce((one, other) => one + (isFiniteNumber(other) ? other : 0), 0);
const meanOf = (values) => sumOf(values) / Math.max(1, values.filter(isFiniteNumber).length);
const acrossOf = (lines, give) => (lines.length ? lines[0].map((_, k) => give(lines.map((line) => line[k]))) : []);

/** Notes on lines that are the sum, mean, product or ranks of others; `weights` are by row, or NaN. */
export function notesOnComputed(options, criteria, given) {
  const rows = criteria.map(({ numbers }) => numbers);
  if (!rows.length || Math.max(rows.length, options.length) > mostLines) return [];
  const columns = acrossOf(rows, (column) => column);
  const head = options.findIndex((cell) => mentionsTotal(cell.text) === "weights");
  const weights = given.some(isFiniteNumber) || head < 0 ? given : columns[head];
  const cells = criteria.map(({ cell }) => cell);
  const isColumnTold = (cell) => cell.literal || beginsAsTotal(cell) || mentionsTotal(cell.text) !== "";
  const isRowTold = (cell) => cell.literal || isTotal(cell);
  return [
    ...computed(columns, options, isColumnTold, (of) => madeOfColumns(columns, of, weights), "column"),
    ...computed(rows, cells, isRowTold, (of) => madeOfRows(rows, of, weights), "row"),
  ];
}

function computed(lines, cells, isTold, madeOf, line) {
  const passedOver = new Set(cells.flatMap((cell, k) => (isTold(cell) || seemsTotal(cell.text) ? [k] : [])));
  const [made, notes] = [new Set(), []];
  for (let at = cells.length - 1; at >= 0; at -= 1) {
    if (passedOver.has(at)) continue;
    const usable = cells.map((_, k) => k).filter((k) => k !== at && !passedOver.has(k) && !made.has(k));
    const before = usable.filter((k) => k < at);
    const tried = (before.length === usable.length ? [usable] : [before, usable]).filter((of) => of.length > 1);
    const candidates = tried.flatMap(madeOf);
    // Where people put totals fewer things were tried: what is made of all lines before the last.
    const totals = candidates.filter(({ of }) => at === cells.length - 1 && of.length === before.length);
    const n = candidates.length * cells.length;
    const found = candidates.find((each) => agrees(lines, at, each, totals.includes(each) ? totals.length : n));
    if (!found) continue;
    made.add(at);
    const of = found.of.slice(0, mostNamed).map((k) => shownText(cells[k]));
    const { line: number, column } = cells[at];
    const values = { found: shownText(cells[at]), of, more: found.of.length - of.length };
    notes.push(doubt(`computed ${line}`, { line: number, column, ...values }));
  }
  return notes;
}

function madeOfRows(rows, of, weights) {
  const chosen = of.map((k) => rows[k]);
  const own = of.map((k) => (isFiniteNumber(weights[k]) ? weights[k] : 0));
  const total = acrossOf(chosen, sumOf);
  const weighted = acrossOf(chosen, (values) => sumOf(values.map((value, k) => value * own[k])));
  const made = [{ of, numbers: total }, { of, numbers: acrossOf(chosen, meanOf), isMean: true }];
  const ofWeights = sumOf(own);
  if (ofWeights > 0) {
    made.push({ of, numbers: weighted }, { of, numbers: weighted.map((value) => value / ofWeights), isMean: true });
    const weighing = of.length <= mostInProducts ? of : [];
    made.push(...weighing.filter((k) => weights[k] !== 1).map((k) => ({ of: [k], numbers: rows[k].map((v) => v * weights[k]) })));
  }
  if (total.length < leastRanked || chosen.some(areRanks)) return made;
  const ranked = (ofWeights > 0 ? [total, weighted] : [total]).flatMap((best) => [ranksOf(best, 1), ranksOf(best, -1)]);
  return [...made, ...ranked.filter(areRanks).map((numbers) => ({ of, numbers }))];
}

function madeOfColumns(columns, of, weights) {
  const chosen = of.map((k) => columns[k]);
  const isRanking = columns[0].map((_, row) => {
    const values = columns.map((column) => column[row]);
    return ranksOf(values, 1).every((rank, k) => rank === values[k]); // whose middle is the mean of the others
  });
  const mean = acrossOf(chosen, meanOf).map((value, row) => (isRanking[row] ? NaN : value));
  const made = [{ of, numbers: acrossOf(chosen, sumOf) }, { of, numbers: mean, isMean: true }];
  const times = (one, other) => one.map((value, row) => value * other[row]);
  if (weights.some(isFiniteNumber)) made.push(...of.map((k) => ({ of: [k], numbers: times(columns[k], weights) })));
  if (columns.length > mostInProducts) return made;
  const pairs = of.flatMap((one, k) => of.slice(k + 1).map((other) => [one, other]));
  return [...made, ...pairs.map((pair) => ({ of: pair, numbers: times(...pair.map((k) => columns[k])) }))];
}

/** Ranks with ties averaged; NaN where there is no number. */
function ranksOf(values, sign) {
  return values.map((value) => {
    const better = values.filter((other) => sign * other < sign * value).length;
    return isFiniteNumber(value) ? better + (values.filter((other) => other === value).length + 1) / 2 : NaN;
  });
}

const areRanks = (values) => [...values].sort((one, other) => one - other).every((value, k) => value === k + 1);

/** Whether a line agrees with what is made of others, and hardly by accident. */
function agrees(lines, at, { of, numbers, isMean = false }, tried) {
  const filled = lines[at].map((_, k) => k).filter((k) => isFiniteNumber(lines[at][k]));
  if (filled.length < 2 || !filled.every((k) => isFiniteNumber(numbers[k]))) return false;
  const slack = (k) => SLACK * (1 + Math.abs(numbers[k]));
  const half = filled.map((k) => halfOfLastDigit(lines[at][k]));
  if (filled.some((k, n) => Math.abs(lines[at][k] - numbers[k]) > half[n] + slack(k))) return false;
  if (of.some((other) => filled.every((k) => lines[other][k] === lines[at][k]))) return false;
  const reachOf = (k) => {
    const values = [...of, at].map((each) => lines[each][k]).filter(isFiniteNumber);
    return (Math.max(...values) - Math.min(...values)) / (isMean ? narrower : 1);
  };
  const chances = filled.map((k, n) => Math.log(reachOf(k) / (2 * Math.max(half[n], slack(k))) + 1));
  return Math.log(tried) - sumOf(chances) < Math.log(leastChance);
}

/** How far a number can be from what it was rounded from. */
function halfOfLastDigit(number) {
  const [, digits = ""] = String(number).split(".");
  return 0.5 / 10 ** digits.length;
}
