// Columns whose header says too little: what stands in them tells what they are for, as in Python.

import { VOCABULARY } from "./vocabulary.js";
import { Faults, folded, isNoAlternative, keyOf, mayHeadDirections, saysUnscored, shownText } from "./cells.js";
import { levelKey, numberOf, rankOf, withoutTie } from "./marks.js";
import { doubt, fault } from "./words.js";

const DIRECTION_WORDS = new Set(Object.values(VOCABULARY.directions).flat().map(folded));
const ONES_AND_SIGNS = new Set(VOCABULARY.onesAndSigns);
const FEWEST_WORDS = 3; // of a text that is a remark, and no word of a scale
const WORD = /[\p{L}\p{N}_]+/gu;

const placeOfCell = (cell) => ({ line: cell.line, column: cell.column, found: shownText(cell) });
const isDirection = ({ text }) => DIRECTION_WORDS.has(folded(text));
const isSign = ({ text }) => ONES_AND_SIGNS.has(folded(text));
const isNumber = (cell) => {
  const text = withoutTie(cell.text);
  return !Number.isNaN(numberOf(text)) || !Number.isNaN(rankOf(text));
};
const isShort = ({ text }) => (text.match(WORD) ?? []).length < FEWEST_WORDS;
const beginsAsAmount = ({ text }) => (text.match(WORD) ?? []).slice(0, 2).some((word) => /^\p{N}/u.test(word));

/** What stands in the columns of a table, below its headers. */
class Columns {
  constructor(rows, names, scale, keys = {}) {
    Object.assign(this, { rows, names, scale, keys });
    this.rowOf = new Map(rows.filter((row) => row.length).map((row) => [row[0].line, row]));
  }

  /** The words of the scale that the row of a cell names itself, as they are compared. */
  wordsOfRow({ line }) {
    return (this.rowOf.get(line)?.[this.keys.scale]?.text ?? "").split(/[<>]|: /).map(levelKey);
  }

  filled(column) {
    return this.rows.map((row) => row[column]).filter((cell) => cell && !saysUnscored(cell));
  }

  /** Whether a cell holds a number, a rank or a word of the scale of the table. */
  isScore(cell) {
    const words = new Set([...(this.scale?.places.keys() ?? []), ...this.wordsOfRow(cell)]);
    const areWords = (parts) => parts.every((part) => words.has(levelKey(part)));
    return isNumber(cell) || areWords([cell.text]) || areWords(cell.text.split("/"));
  }

  /** Whether cells are scores rather than directions, which signs and ones can be, too. */
  areScores(header, cells) {
    if (!cells.length || !cells.every((cell) => this.isScore(cell))) return false;
    const others = this.names.filter((each) => each !== header).flatMap((each) => this.filled(each.column - 1));
    const areSigns = new Set(cells.map(({ text }) => folded(text))).size > 1 && cells.every(isSign);
    return !areSigns || others.every(isSign);
  }

  /** Whether a column holds running text in rows of which all other cells are numbers. */
  holdsTextBesideNumbers(header) {
    let isLong = false;
    for (const row of this.rows) {
      const cell = row[header.column - 1];
      if (!cell || saysUnscored(cell)) continue;
      if (cell.fault || this.isScore(cell) || beginsAsAmount(cell)) return false;
      const beside = this.names.filter((each) => each !== header).map((each) => row[each.column - 1])
        .filter((each) => each && !saysUnscored(each));
      const texts = beside.filter((each) => !isNumber(each));
      if (texts.length === beside.length || texts.some(isShort)) return false;
      isLong ||= !isShort(cell);
    }
    return isLong;
  }
}

/** The headers that are those of options, once the cells of each uncertain column were looked at. */
export function settled(rows, names, keys, scale, faults, notes) {
  let options = names;
  for (const header of names.filter(({ literal }) => !literal)) {
    const columns = new Columns(rows, options, scale, keys);
    const isUncertain = mayHeadDirections(header.text);
    if (isUncertain ? settle(header, columns, keys, faults, notes) : !columns.holdsTextBesideNumbers(header)) continue;
    if (!isUncertain) notes.push(doubt("text column", placeOfCell(header)));
    options = options.filter((each) => each !== header);
  }
  return options;
}

/** Take a column by its cells; whether it is that of an option. */
function settle(header, columns, keys, faults, notes) {
  const cells = columns.filled(header.column - 1);
  if (columns.areScores(header, cells)) {
    notes.push(doubt("possible remark", placeOfCell(header)));
    return true;
  }
  const [direction, other] = [cells.find(isDirection), cells.find((cell) => !isDirection(cell))];
  if (direction && other) {
    faults.push(fault("directions and others",
      { ...placeOfCell(other), header: shownText(header), direction: shownText(direction) }));
  } else if (direction && keys.direction !== undefined) {
    faults.push(fault("twice column", { ...placeOfCell(header), first: keys.direction + 1 }));
  } else if (direction) keys.direction = header.column - 1;
  return false;
}

/** Refuse a table in which scores, or what the header names, stand where the names of the criteria should, at once. */
export function refuseLostCriteria(rows, header, scale) {
  if (!header?.text || header.literal || isNoAlternative(header)) return;
  const columns = new Columns(rows, [], scale);
  const cells = columns.filled(header.column - 1);
  const key = keyOf(header);
  const isOfAnotherKey = key !== null && !VOCABULARY.freeText.includes(key);
  if (!cells.length || !(isOfAnotherKey || cells.every((cell) => columns.isScore(cell)))) return;
  throw new Faults([fault("lost criteria", { ...placeOfCell(header), score: shownText(cells[0]) })]);
}
