// The headers of a table: which row they are, and what each column is for.

import { VOCABULARY } from "./vocabulary.js";
import { Faults, doubles, fault, folded, headsAlternatives, isTotal, keyOf, saysUnscored, shownText } from "./cells.js";

const DIRECTION_OF = new Map(Object.entries(VOCABULARY.directions).flatMap(([key, words]) =>
  words.map((word) => [folded(word), key])));
const ONLY_ORDERED = { max: "higher", min: "lower" }; // the page uses no more of them than the order
const phrasesOf = (keys) => keys.map((key) => {
  const [en, nl] = VOCABULARY.directions[key];
  return { en, nl };
});

/** Find the row of headers: the first that names the criteria, or else the first full one. */
export function headerAt(rows) {
  const filled = rows.map((row) => row.filter((cell) => cell.text));
  const named = filled.findIndex((cells) => cells.length > 1 && cells.some((cell) => keyOf(cell) === "criterion"));
  if (named >= 0) return named;
  return filled.findIndex((cells) => cells.length > 2 || (cells.length === 2 && keyOf(cells[0]) !== "direction"));
}

/**
 * Tell what each column is for: those with a header word by their key, and the alternatives.
 *
 * A table with the options as rows is refused at once: nothing else in it would make sense.
 */
export function columnsOf(rows, at, faults) {
  const headers = rows[at];
  const turned = headers.find(headsAlternatives);
  if (turned) throw new Faults([fault("fault_turned", placed(turned))]);
  const keys = keysOf(headers, faults);
  keys.criterion ??= keys.layer === 0 ? 1 : 0;
  const names = headers.filter((cell, column) => cell.text && keyOf(cell) === null && column !== keys.criterion);
  for (const cell of names.filter(isTotal)) faults.push(fault("fault_total_column", placed(cell)));
  const alternatives = names.filter((cell) => !isTotal(cell))
    .map((cell) => ({ name: cell.text, column: cell.column - 1 }));
  if (alternatives.length < 2) {
    faults.push(fault("fault_alternatives", { line: headers[0].line, n: alternatives.length }));
  }
  for (const name of doubles(alternatives.map((each) => each.name))) {
    faults.push(fault("fault_twice_alternative", { name }));
  }
  withoutHeader(rows.slice(at + 1), headers, keys.criterion, faults);
  return { keys, alternatives };
}

function keysOf(headers, faults) {
  const keys = {};
  headers.forEach((cell, column) => {
    const key = keyOf(cell);
    if (key === null) return;
    if (!Object.hasOwn(keys, key)) keys[key] = column;
    else faults.push(fault("fault_twice_column", { ...placed(cell), first: keys[key] + 1 }));
  });
  return keys;
}

/** Tell of each column without a header where its first filled cell is. */
function withoutHeader(rows, headers, criterion, faults) {
  const told = new Set([criterion]);
  for (const cell of rows.flat()) {
    const column = cell.column - 1;
    if (!cell.text || headers[column]?.text || told.has(column)) continue;
    told.add(column);
    faults.push(fault("fault_no_header", placed(cell)));
  }
}

/** Which numbers are better, as a cell above the table says or as was chosen; "" if neither does. */
export function statedDirection(above, chosen, faults) {
  for (const row of above) {
    const at = row.findIndex((cell) => keyOf(cell) === "direction");
    if (at < 0 || !row[at + 1]) continue;
    const told = directionIn(row[at + 1], ["ranks", "higher"], faults);
    if (told && chosen && told !== chosen) faults.push(fault("fault_two_directions", placed(row[at + 1])));
    return told || chosen;
  }
  return chosen;
}

/** Read a direction; "" if the cell is empty or, with a fault, holds none that is allowed. */
export function directionIn(cell, allowed, faults) {
  if (saysUnscored(cell)) return "";
  const found = DIRECTION_OF.get(folded(cell.text));
  const meant = ONLY_ORDERED[found] ?? found;
  if (allowed.includes(meant)) return meant;
  faults.push(fault("fault_direction_word", { ...placed(cell), allowed: phrasesOf(allowed) }));
  return "";
}

/** What a message says of a cell: its place and what stands there. */
export const placed = (cell) => ({ line: cell.line, column: cell.column, found: shownText(cell) });
