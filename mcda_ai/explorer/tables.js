// Reading what people paste or open: a table of ranks or marks, or a problem file in JSON.
//
// Gives a study, the data that the explorer shows; throws `Faults`, which lists every fault as a
// key of the words and the values in it: where, what was found and what is allowed. Nothing is
// guessed: which end of a scale is best has to be said.

import { Faults, fault, positionsOf, studyOf } from "./studies.js";

const UNSCORED = new Set([
  "", "-", "–", "—", "n.v.t.", "nvt", "n/a", "na", "(niet gescoord)", "(not scored)", "?",
]);
const HEADERS = { // columns that are no alternatives, as the Python package reads them
  layer: ["layer", "laag", "layers", "lagen"],
  criterion: ["criterion", "criterium", "criteria", "indicator", "indicators", "indicatoren"],
  weight: ["weight", "gewicht", "weights", "gewichten", "weging"],
  source: ["source", "bron", "sources", "bronnen"],
  unit: ["unit", "eenheid"],
  direction: ["direction", "richting"],
  scale: ["scale", "schaal"],
  reason: ["reason", "reden"],
};
const DIRECTIONS = { // of a row, in its own column
  ranks: "ranks", rank: "ranks", rangen: "ranks", rang: "ranks",
  higher: "higher", hoger: "higher", max: "higher", min: "lower", lower: "lower", lager: "lower",
};
const ACTS = /^'(?=[=+\-@\t'])/; // an apostrophe that only says that a text is no formula
const PRECONDITIONS = new Set(["preconditions", "precondition", "randvoorwaarden", "randvoorwaarde"]);
const SEPARATORS = ["\t", ";", ","];
const LINES_LOOKED_AT = 20;
const NUMBER = /^=?[+-]?\d+([.,]\d+)?=?$/;
const THOUSANDS = /^[+-]?\d{1,3}([.,]\d{3})+$/; // 1.500: one and a half, or fifteen hundred?

/**
 * Read a table with a row for each criterion and a column for each alternative.
 *
 * `direction` is "ranks" (1 is best) or "higher" (a higher number is better); `scale` lists words
 * from worst to best. A column headed layer or laag groups the criteria; an empty cell there
 * means the layer above, as where cells are merged.
 */
export function readTable(text, { direction, scale = [] }) {
  const rows = cellsOf(text);
  const at = rows.findIndex((row) => row.cells.filter(Boolean).length >= 2);
  if (at < 0) throw new Faults([fault("fault_no_table")]);
  const columns = columnsOf(rows, at);
  const faults = [...columns.faults];
  const stated = ["ranks", "higher"].includes(direction);
  if (!scale.length && !stated && columns.direction === null && columns.scale === null) {
    faults.push(fault("fault_direction"));
  }
  const criteria = [];
  let layer = columns.layer === null ? "all" : "";
  for (const row of rows.slice(at + 1)) {
    if (!row.cells.some(Boolean)) continue;
    if (columns.layer !== null) layer = row.cells[columns.layer]?.replace(ACTS, "") || layer;
    const name = (row.cells[columns.criterion] ?? "").replace(ACTS, "");
    if (!name && columns.alternatives.every(({ column }) => !row.cells[column])) continue;
    if (!name) faults.push(fault("fault_no_name", { line: row.line }));
    if (!layer) faults.push(fault("fault_no_layer", { line: row.line, name }));
    if (row.cells.length > rows[at].cells.length) {
      faults.push(fault("fault_cells", { line: row.line, n: row.cells.length, head: rows[at].cells.length }));
    }
    const rule = ruleOf(row, columns, { direction, scale }, faults);
    const values = columns.alternatives.map(({ name: alternative, column }) =>
      valueOf(row.cells[column] ?? "", { line: row.line, alternative }, rule, faults),
    );
    const weight = columns.weight === null ? null : row.cells[columns.weight] ?? "";
    criteria.push({ name, layer, positions: positionsOf(values), weight });
  }
  if (!criteria.length) faults.push(fault("fault_no_criteria"));
  for (const name of doubles(criteria.map((c) => c.name).filter(Boolean))) {
    faults.push(fault("fault_twice_criterion", { name }));
  }
  const weight_sets = weightsOf(criteria, faults);
  if (faults.length) throw new Faults(faults);
  return studyOf({
    name: "table",
    alternatives: columns.alternatives.map(({ name }) => ({ name })),
    layers: [...new Set(criteria.map((c) => c.layer))].map((name) => ({
      name,
      label: columns.layer === null ? { en: "all criteria", nl: "alle criteria" } : name,
      role: PRECONDITIONS.has(name.toLowerCase()) ? "precondition" : "benefit chain",
    })),
    criteria,
    readings: [{ name: "table" }],
    tables: [criteria.map((c) => c.positions)],
    weight_sets,
  });
}

/** How the cells of a row are to be read: its own direction or scale, or those of the table. */
function ruleOf(row, columns, table, faults) {
  const own = (column) => (column === null ? "" : row.cells[column] ?? "").trim();
  const typed = own(columns.direction).toLowerCase();
  const words = own(columns.scale).split("<").map((word) => word.trim()).filter(Boolean);
  if (typed && !Object.hasOwn(DIRECTIONS, typed)) {
    faults.push(fault("fault_unknown", {
      where: `${row.line}:`, found: typed, allowed: "ranks, higher, lower",
    }));
  }
  if (words.length) return { scale: words };
  if (typed) return { direction: DIRECTIONS[typed], scale: [] };
  return table;
}

/** Weights of a column, as one set; none where the column is empty. */
function weightsOf(criteria, faults) {
  const given = criteria.filter(({ weight }) => weight);
  if (!given.length) return [];
  const weights = new Map();
  for (const { name, weight } of given) {
    const value = NUMBER.test(weight) ? Number(weight.replace(",", ".")) : NaN;
    if (!(value >= 0)) faults.push(fault("fault_weight", { name, found: weight }));
    weights.set(name, value);
  }
  return [{ name: "own", label: { en: "own weights", nl: "eigen gewichten" }, weights, byLayer: false }];
}

function columnsOf(rows, at) {
  const headers = rows[at].cells;
  const faults = [];
  const found = Object.fromEntries(Object.entries(HEADERS).map(([key, words]) => {
    const column = headers.findIndex((header) => words.includes(header.toLowerCase()));
    return [key, column < 0 ? null : column];
  }));
  const criterion = found.criterion ?? (found.layer === 0 ? 1 : 0);
  const others = new Set([...Object.values(found), criterion]);
  const alternatives = headers.flatMap((name, column) =>
    others.has(column) || !name ? [] : [{ name: name.replace(ACTS, ""), column }],
  );
  headers.forEach((name, column) => {
    const filled = rows.slice(at + 1).find((row) => row.cells[column]);
    if (!name && !others.has(column) && filled) {
      faults.push(fault("fault_no_header", { column: column + 1, line: filled.line }));
    }
  });
  if (alternatives.length < 2) faults.push(fault("fault_alternatives", { n: alternatives.length }));
  for (const name of doubles(alternatives.map((a) => a.name))) {
    faults.push(fault("fault_twice_alternative", { name }));
  }
  return { ...found, criterion, alternatives, faults };
}

/** How good a cell is, higher is better; null = not scored. */
function valueOf(text, where, { direction, scale }, faults) {
  const level = scale.map((word) => word.toLowerCase()).indexOf(text.toLowerCase());
  if (level >= 0) return level; // a word of the scale, even where it is also a sign for unscored
  if (UNSCORED.has(text.toLowerCase())) return null;
  const found = { ...where, text: text.slice(0, 40) };
  if (scale.length) {
    faults.push(fault("fault_word", { ...found, allowed: scale.join(", ") }));
    return null;
  }
  if (THOUSANDS.test(text) || !NUMBER.test(text)) {
    faults.push(fault(THOUSANDS.test(text) ? "fault_thousands" : "fault_number", found));
    return null;
  }
  const number = Number(text.replaceAll("=", "").replace(",", "."));
  if (direction === "ranks" && number <= 0) {
    faults.push(fault("fault_rank", found));
    return null;
  }
  return direction === "higher" ? number : -number;
}

/** Rows of a text with tabs, semicolons or commas between the cells, and quotes around some. */
export function cellsOf(text) {
  const separator = separatorOf(text);
  const rows = [];
  let [cells, cell, quoted, line, first] = [[], "", false, 1, 1];
  const endOfRow = () => {
    rows.push({ line: first, cells: [...cells, cell].map((each) => each.trim()) });
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
      cell += sign === "\n" ? " " : sign;
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

function doubles(names) {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
