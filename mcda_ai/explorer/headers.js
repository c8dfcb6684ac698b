// The headers of a table: which row they are, and what each column is for.

import { VOCABULARY } from "./vocabulary.js";
import {
  Faults, doubles, folded, headsAlternatives, isNoAlternative, isTotal, keyOf, saysAbove,
  saysUnscored, shownText,
} from "./cells.js";
import { notesOnColumns, notesOnSquare } from "./forms.js";
import { MOST_OF_A_SCALE, numberOf, scaleIn } from "./marks.js";
import { refuseMany } from "./studies.js";
import { refuseLostCriteria, settled } from "./uncertain_columns.js";
import { fault, meaningOf, wordsOfDirection } from "./words.js";

const DIRECTION_OF = new Map(Object.entries(VOCABULARY.directions).flatMap(([key, words]) =>
  words.map((word) => [folded(word), key])));
export const ONLY_ORDERED = { max: "higher", min: "lower" }; // the page uses no more of them than the order
const OF_THE_TABLE = ["direction", "scale"]; // what a cell above the table can say of all its rows

/** Find the row of headers: the first that names the criteria, or else the first full one. */
export function headerAt(rows) {
  const filled = rows.map((row) => row.filter((cell) => cell.text));
  const named = filled.findIndex((cells) => cells.length > 1 && cells.some((cell) => keyOf(cell) === "criterion"));
  if (named >= 0) return named;
  const isOfTheTable = ([label]) => OF_THE_TABLE.includes(keyOf(label)) || saysAbove(label);
  return filled.findIndex((cells) => cells.length > 2 || (cells.length === 2 && !isOfTheTable(cells)));
}

/** Tell what each column is for: those with a header word by their key, and the alternatives. */
export function columnsOf(rows, at, scale, faults, notes) {
  const headers = rows[at];
  const keys = keysOf(headers, faults);
  const isNamed = keys.criterion !== undefined;
  if (!isNamed) refuseTurned(headers);
  const leftmost = keys.criterion ?? 0; // options stand right of a column that is headed criterion
  if (keys.criterion === undefined) {
    keys.criterion = keys.layer === 0 ? 1 : 0;
    refuseLostCriteria(rows.slice(at + 1), headers[keys.criterion], scale);
  }
  const headed = headers.filter((cell, column) => cell.text && keyOf(cell) === null && column !== keys.criterion);
  const names = settled(rows.slice(at + 1), headed, keys, scale, faults, notes);
  for (const cell of names) {
    const refusal = whyNoOption(cell, leftmost);
    if (refusal) faults.push(fault(refusal, placed(cell)));
  }
  refuseMany(0, names.length); // before all cells of all rows are read
  const options = names.filter((cell) => !whyNoOption(cell, leftmost));
  const corner = headers[keys.criterion] ?? headers[0];
  notes.push(...notesOnSquare(corner, names, rows.slice(at + 1), keys.criterion), ...notesOnColumns(options, "weight" in keys));
  const alternatives = options.map((cell) => ({ name: cell.text, column: cell.column - 1, cell }));
  if (alternatives.length < 2) {
    faults.push(fault("alternatives", { line: headers[0].line, n: alternatives.length, least: 2 }));
  }
  for (const name of doubles(alternatives.map((each) => each.name))) {
    faults.push(fault("twice alternative", { name }));
  }
  withoutHeader(rows.slice(at + 1), headers, keys.criterion, faults);
  return { keys, alternatives, corner, isNamed };
}

/** Refuse a table with the options as rows at once: nothing else in it would make sense. */
function refuseTurned(headers) {
  const first = headers.find((cell) => keyOf(cell) === null && !isNoAlternative(cell));
  if (first && headsAlternatives(first)) throw new Faults([fault("turned", placed(first))]);
}

/** Why a column cannot be that of an option, as a key of the words; "" if it can. */
function whyNoOption(cell, leftmost) {
  if (isTotal(cell)) return "total column";
  if (isNoAlternative(cell)) return "no option";
  return cell.column - 1 < leftmost ? "left of criteria" : "";
}

function keysOf(headers, faults) {
  const keys = {};
  headers.forEach((cell, column) => {
    const key = keyOf(cell);
    if (key === null) return;
    if (!Object.hasOwn(keys, key)) keys[key] = column;
    else if (!VOCABULARY.freeText.includes(key)) faults.push(fault("twice column", { ...placed(cell), first: keys[key] + 1 }));
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
    faults.push(fault("no header", placed(cell)));
  }
}

/** How all rows are to be read, as cells above the table say or as was chosen. */
export function ruleOfTable(above, chosen, faults) {
  const direction = statedDirection(besideLabel(above, "direction"), chosen.direction, faults);
  const stated = statedScale(besideLabel(above, "scale"), chosen.scale, faults);
  if (direction && stated?.scale.words.every((word) => !Number.isNaN(numberOf(word)))) {
    faults.push(fault("scale of numbers", { where: stated.where, found: stated.found, direction: meaningOf(direction) }));
  }
  return { direction, scale: stated && stated.scale };
}

/** The cell right of a label above the table, as in `direction | ranks`. */
const besideLabel = (above, key) =>
  above.flatMap((row) => row.filter((_, at) => at > 0 && keyOf(row[at - 1]) === key))[0];

/** Which numbers are better; "" if neither the cell nor the choice says it. */
function statedDirection(cell, chosen, faults) {
  const told = cell ? directionIn(cell, ["ranks", "higher"], faults) : "";
  if (told && chosen && told !== chosen) faults.push(fault("two directions", placed(cell)));
  return told || chosen;
}

/** The scale of the cell or of the field, with its place; null if neither has one. */
function statedScale(cell, typed, faults) {
  const read = (text, where, between) =>
    ({ found: text.slice(0, MOST_OF_A_SCALE), where, scale: scaleIn(text, where, faults, between) });
  const given = [];
  if (cell && !saysUnscored(cell)) given.push(read(cell.text, placeOf(cell), "<"));
  if (typed.trim()) given.push(read(typed, fault("in field")));
  if (!given.every(({ scale }) => scale)) throw new Faults(faults); // else every cell would be a fault
  const [first = null, second = first] = given;
  const wordsOf = (each) => JSON.stringify(each && [...each.scale.places.entries()]);
  if (wordsOf(first) !== wordsOf(second)) {
    faults.push(fault("two scales", { where: first.where, found: first.found }));
  }
  return first;
}

/** Read a direction; "" if the cell is empty or, with a fault, holds none that is allowed. */
export function directionIn(cell, allowed, faults, isSigned = false) {
  if (isSigned && folded(cell.text) === "-") return "lower";
  if (saysUnscored(cell)) return "";
  const found = DIRECTION_OF.get(folded(cell.text));
  if (allowed.includes(found)) return found;
  const advised = allowed.filter((key) => !(key in ONLY_ORDERED));
  faults.push(fault("direction word", { ...placed(cell), allowed: advised.map((key) => wordsOfDirection(key)) }));
  return "";
}

/** The place of a cell, to be told within a fault. */
export const placeOf = ({ line, column }) => fault("in column", { line, column });

/** What a message says of a cell: its place and what stands there. */
export const placed = (cell) => ({ line: cell.line, column: cell.column, found: shownText(cell) });
