// Reading what people paste or open: a table of ranks or marks.
//
// Gives a study, the data that the explorer shows; throws `Faults`, which lists every fault as a
// claim, its kind and the values in it: where, what was found and what is allowed. Nothing is
// guessed: which end of a scale is best has to be said.

import { VOCABULARY } from "./vocabulary.js";
import {
  Faults, atMost, cellOf, cellsOf, doubles, folded, headsRoles, isTotal, saysUnscored, shownText,
} from "./cells.js";
import { notesOnComputed } from "./computed.js";
import { notesOnRows, notesOnScores, notesOnTurned, refuseLong } from "./forms.js";
import { ONLY_ORDERED, columnsOf, directionIn, headerAt, placeOf, placed, ruleOfTable } from "./headers.js";
import {
  SignsInDoubt, holdOrdinals, levelsIn, marksOf, noteOnDecimals, noteOnRanks, notesOnGaps, notesOnShares,
  numberOf, scaleIn, twoNumbers,
} from "./marks.js";
import { comparesAPair } from "./preferences.js";
import { positionsOf, positionsOfLevels, refuseMany, studyOf } from "./studies.js";
import { control, doubt, fault, labelOf } from "./words.js";

const MOST_NOTES = 20; // on columns, and on rows
const DIRECTIONS = Object.keys(VOCABULARY.directions);
const ANY_NUMBER = { direction: "higher", scale: null }; // of a row with a fault that all its numbers share
const ALL_CRITERIA = labelOf(control("all criteria")); // where no column says the layers
const ROLE_OF = new Map(Object.entries(VOCABULARY.roles).flatMap(([role, words]) =>
  words.map((word) => [folded(word), role])));
const PRECONDITIONS = new Set(VOCABULARY.preconditions.map(folded));

/**
 * Read a table with a row for each criterion and a column for each alternative.
 *
 * `direction` is "ranks" (1 is best) or "higher" (a higher number is better); `scale` has words
 * from worst to best, with commas between them. A column headed layer or laag groups the criteria;
 * an empty cell there means the layer above, as where cells are merged.
 */
export function readTable(text, { direction = "", scale = "" } = {}) {
  const rows = cellsOf(text);
  refuseLong(rows);
  const at = headerAt(rows);
  if (at < 0) throw new Faults([fault("no table")]);
  const reader = new TableReader(rows, at, { direction, scale });
  for (const row of rows.slice(at + 1)) reader.add(row);
  return reader.study();
}

class TableReader {
  constructor(rows, at, { direction, scale }) {
    Object.assign(this, { faults: [], notes: [], rowNotes: [], criteria: [], layers: new Map(), layer: "", signs: new SignsInDoubt() });
    this.tellUnusable(rows[at]);
    this.table = ruleOfTable(rows.slice(0, at), { direction, scale }, this.faults);
    Object.assign(this, columnsOf(rows, at, this.table.scale, this.faults, this.notes));
    for (const { cell } of this.alternatives) this.tellLong(cell);
    this.isSigned = rows.slice(at + 1).some((row) => row.length && this.cell(row, "direction").text === "+");
  }

  /** The cell of a row in a column that a header word heads; an empty one where there is none. */
  cell(row, key) {
    const column = this.keys[key];
    return row[column] ?? cellOf("", row[0].line, (column ?? 0) + 1);
  }

  tellUnusable(row) {
    for (const cell of row) if (cell.fault) this.faults.push(cell.fault);
  }

  /** A name stands in every table and figure. */
  tellLong(cell) {
    const [letters, most] = [[...cell.text].length, VOCABULARY.limits.lettersOfAName];
    if (letters > most) this.faults.push(fault("long name", { ...placed(cell), letters, most }));
  }

  /** Read one row; one with nothing but a layer is a heading, and a direction or scale alone says nothing. */
  add(row) {
    if (!row.some((cell) => cell.text)) return;
    this.tellUnusable(row);
    const [layer, criterion] = [this.cell(row, "layer"), this.cell(row, "criterion")];
    if (headsRoles(criterion) && this.addRoles(row, criterion)) return;
    const total = [layer, criterion].find(isTotal);
    if (total) {
      this.faults.push(fault("total row", placed(total)));
      return;
    }
    this.layer = layer.text || this.layer;
    for (const cell of [layer, criterion]) this.tellLong(cell);
    const silent = [layer, this.cell(row, "direction"), this.cell(row, "scale")];
    const filled = row.find((cell) => !silent.includes(cell) && cell.text);
    if (!filled) return;
    if (criterion.text) this.addCriterion(row, criterion);
    else this.faults.push(fault("no name", placed(filled)));
  }

  /** Read which option is the baseline; false if the row scores a criterion that is called so. */
  addRoles(row, criterion) {
    const cells = this.alternatives.map(({ column }) => row[column]).filter((cell) => cell && !saysUnscored(cell));
    const roles = cells.map((cell) => ROLE_OF.get(folded(cell.text)));
    const mayBeWords = this.table.scale || this.cell(row, "scale").text;
    const areOther = mayBeWords || cells.some((cell) => !Number.isNaN(numberOf(cell.text)));
    if (!roles.some(Boolean) && (!cells.length || areOther)) return false;
    if (this.hasRoles) this.faults.push(fault("twice criterion", { name: criterion.text }));
    this.hasRoles = true;
    cells.filter((cell, at) => !roles[at]).forEach((cell) => this.faults.push(fault("role", placed(cell))));
    const [first, second] = cells.filter((cell, at) => roles[at] === "baseline");
    if (second) this.faults.push(fault("two baselines", placed(second)));
    this.baseline ??= first && this.alternatives.find(({ column }) => column === first.column - 1).name;
    return true;
  }

  addCriterion(row, criterion) {
    const { line, text: name } = criterion;
    const cells = this.alternatives.map(({ name: alternative, column }) =>
      [row[column] ?? cellOf("", line, column + 1), alternative]);
    const [required, rule] = [this.cell(row, "required"), this.ruleOf(row, cells)];
    if (!saysUnscored(required)) this.faults.push(fault("required", placed(required)));
    const { levels, values } = rule ? marksOf(cells, rule, this.faults) : { values: cells.map(() => null) };
    this.noteOn(row, criterion, cells, levels, rule);
    const layer = this.layerOf(line, name);
    const positions = levels ? positionsOfLevels(levels) : positionsOf(values);
    const isHigher = rule?.direction === "higher";
    const numbers = values.map((value) => (levels || value === null ? NaN : isHigher ? value : -value));
    this.criteria.push({
      name, layer, line, positions, weight: this.cell(row, "weight"), cell: criterion, numbers, isHigher,
    });
    refuseMany(this.criteria.length, this.alternatives.length);
  }

  /** Take note of what is allowed in a row but suspect. */
  noteOn(row, criterion, cells, levels, rule) {
    const onRanks = !levels && rule?.direction === "ranks" ? noteOnRanks(cells, criterion.text) : null;
    if (onRanks) this.rowNotes.push(onRanks);
    const onDecimals = levels ? null : noteOnDecimals(cells);
    if (onDecimals) this.rowNotes.push(onDecimals);
    if (!levels) this.rowNotes.push(...notesOnShares(cells, this.cell(row, "unit")));
    if (levels) this.rowNotes.push(...notesOnGaps(cells, levels, rule.scale));
    if (levels) this.signs.lookAt(cells, levels, rule.scale);
    const alone = row.every((cell) => cell === criterion || !cell.text);
    if (alone) this.rowNotes.push(doubt("only name", placed(criterion)));
  }

  layerOf(line, name) {
    if (this.keys.layer === undefined) return "all";
    if (!this.layer) this.faults.push(fault("no layer", { line, name }));
    const like = this.layers.get(folded(this.layer)) ?? this.layer;
    this.layers.set(folded(this.layer), like);
    if (like !== this.layer) this.faults.push(fault("layer spelled", { line, found: this.layer, like }));
    return like;
  }

  /** How the cells of a row are to be read: as it says itself, or as all of the table. */
  ruleOf(row, cells) {
    const [told, words, unit] = ["direction", "scale", "unit"].map((key) => this.cell(row, key));
    const scale = saysUnscored(words) ? null : scaleIn(words.text, placeOf(words), this.faults, "<");
    if (scale && !saysUnscored(told) && cells.some(([cell]) => levelsIn(scale, cell))) {
      this.faults.push(fault("scale and direction", { ...placed(told), scale: shownText(words) }));
      return null;
    }
    const direction = directionIn(told, DIRECTIONS, this.faults, this.isSigned);
    if (direction) return ruleOfRow(direction, !saysUnscored(unit));
    if (!saysUnscored(told)) return ANY_NUMBER;
    if (!this.table.direction && saysUnscored(words) && holdOrdinals(cells)) return ruleOfRow("ranks", false);
    if (!saysUnscored(words)) return scale && { direction: "", scale };
    if (!saysUnscored(unit) && !this.table.scale && cells.some(([cell]) => !saysUnscored(cell))) {
      this.faults.push(fault("unit", placed(unit)));
      return ANY_NUMBER;
    }
    return this.table;
  }

  study() {
    if (!this.criteria.length && !this.faults.length) this.faults.push(fault("no criteria"));
    for (const name of doubles(this.criteria.map((each) => each.name))) {
      this.faults.push(fault("twice criterion", { name }));
    }
    const weights = weightsOf(this.criteria, this.faults);
    if (this.faults.length) throw new Faults(onceUndirected(this.faults));
    return studyOf({
      alternatives: this.alternatives.map(({ name }) => name),
      layers: [...new Set(this.criteria.map((each) => each.layer))].map((name) => this.layerPart(name)),
      criteria: this.criteria,
      baseline: this.baseline,
      weights,
      notes: [[...this.notes, ...this.notesOnForm(), ...this.signs.notes()], this.rowNotes]
        .flatMap((notes) => atMost(MOST_NOTES, notes, doubt)),
    });
  }

  /** Notes on what the table as a whole may be, and on rows by what they are called. */
  notesOnForm() {
    const options = this.alternatives.map(({ cell }) => cell);
    return [
      ...(this.isNamed ? [] : notesOnTurned(this.corner, options, this.criteria)),
      ...notesOnRows(this.criteria.map(({ cell }) => cell)),
      ...notesOnComputed(options, this.criteria, this.criteria.map(({ name, weight }) => weightIn(name, weight, []))),
      ...notesOnScores(this.criteria),
    ];
  }

  layerPart(name) {
    const role = PRECONDITIONS.has(folded(name)) ? "precondition" : "benefit chain";
    return this.keys.layer === undefined ? { name, role, label: ALL_CRITERIA } : { name, role };
  }
}

/** How a row is to be read that says itself which number is better; with a unit, scores were measured. */
function ruleOfRow(direction, hasUnit) {
  const measured = direction in ONLY_ORDERED || (hasUnit && direction !== "ranks");
  return { direction: ONLY_ORDERED[direction] ?? direction, scale: null, measured };
}

/** That nothing says which number is better is told once, of the first cell that needs it. */
function onceUndirected(faults) {
  const { kind } = fault("direction");
  const first = faults.findIndex((each) => each.kind === kind);
  return faults.filter((each, at) => each.kind !== kind || at === first);
}

/** Weights of a column, one for each criterion; null where the column is empty. */
function weightsOf(criteria, faults) {
  const given = criteria.filter(({ weight }) => !weight.fault && !saysUnscored(weight));
  if (!given.length) return null;
  const inPercent = ({ weight }) => weight.text.endsWith("%");
  const [percent, plain] = [given.find(inPercent), given.find((each) => !inPercent(each))];
  if (percent && plain) faults.push(mixedPercent(percent.weight, plain.weight));
  const weights = new Map(given.map(({ name, weight }) => [name, weightIn(name, weight, faults)]));
  if (!faults.length) faults.push(...incompleteWeights(criteria, weights)); // else a faulty row seems unscored
  return criteria.map(({ name }) => weights.get(name) ?? 0);
}

/** Say which scored criteria have no weight, since none is 0 by itself, or that all of them are 0. */
function incompleteWeights(criteria, weights) {
  const scored = criteria.filter(({ positions: { best, worst } }) => comparesAPair(best, worst));
  const missing = scored.filter(({ name }) => !weights.has(name));
  const areZero = scored.length > 0 && scored.every(({ name }) => weights.get(name) === 0);
  if (areZero) return [fault("weights zero", { least: 0 })];
  return missing.map(({ line, name, weight }) => fault("weight missing", { line, column: weight.column, name, least: 0 }));
}

const mixedPercent = (percent, plain) => fault("percent mixed", {
  percent_found: shownText(percent), percent_line: percent.line,
  plain_found: shownText(plain), plain_line: plain.line,
});

/** Read a weight; one in per cent is a hundredth of its number. */
function weightIn(name, cell, faults) {
  const text = cell.text.replace(/%$/, "").trim();
  const value = numberOf(text);
  const either = twoNumbers(text);
  const values = { where: fault("in line", { line: cell.line }), name, found: shownText(cell) };
  if (either) faults.push(fault("weight thousands", { ...values, ...either }));
  else if (!(value >= 0)) faults.push(fault("weight", { ...values, least: 0 }));
  return cell.text.endsWith("%") ? value / 100 : value;
}
