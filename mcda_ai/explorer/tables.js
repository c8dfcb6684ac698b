// Reading what people paste or open: a table of ranks or marks, or a problem file in JSON.
//
// Gives a study, the data that the explorer shows; throws `Faults`, which lists every fault with
// its place, what was found and what is allowed. Nothing is guessed: which end of a scale is best
// has to be said.

import { bordaPoints, comparesAPair, preferencesFromPositions } from "./numbers.js";

const UNSCORED = new Set(["", "-", "–", "—", "n.v.t.", "nvt", "n/a", "na", "(niet gescoord)", "?"]);
const LAYER_HEADERS = new Set(["layer", "laag"]);
const CRITERION_HEADERS = new Set(["criterion", "criterium", "criteria", "indicator"]);
const PRECONDITIONS = new Set(["preconditions", "precondition", "randvoorwaarden", "randvoorwaarde"]);

export class Faults extends Error {
  constructor(faults) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

/** Read a text: JSON if it begins with a brace, else a table. */
export function read(text, how) {
  const plain = text.replace(/^\uFEFF/, "");
  return plain.trimStart().startsWith("{") ? readProblem(plain) : readTable(plain, how);
}

// --- tables ---------------------------------------------------------------------------------------

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
  if (at < 0) throw new Faults(["no table found; a row of headers and a row a criterion are needed"]);
  const columns = columnsOf(rows[at].cells);
  const faults = [...columns.faults];
  if (scale.length === 0 && !["ranks", "higher"].includes(direction)) {
    faults.push("say which is better: rank 1, or the higher number");
  }
  const criteria = [];
  let layer = columns.layer === null ? "all" : "";
  for (const row of rows.slice(at + 1)) {
    if (!row.cells.some(Boolean)) continue;
    if (columns.layer !== null) layer = row.cells[columns.layer] || layer;
    const name = row.cells[columns.criterion] ?? "";
    if (!name && columns.alternatives.every(({ column }) => !row.cells[column])) continue;
    if (!name) faults.push(`line ${row.line}: no name of a criterion`);
    if (!layer) faults.push(`line ${row.line}: '${name}' has no layer`);
    if (row.cells.length > rows[at].cells.length) {
      faults.push(`line ${row.line}: ${row.cells.length} cells; the header has ${rows[at].cells.length}`);
    }
    const values = columns.alternatives.map(({ name: alternative, column }) =>
      valueOf(row.cells[column] ?? "", `line ${row.line}, column '${alternative}'`, direction, scale, faults),
    );
    criteria.push({ name, layer, positions: positionsOf(values) });
  }
  if (!criteria.length) faults.push("no criterion found below the headers");
  for (const name of doubles(criteria.map((c) => c.name).filter(Boolean))) {
    faults.push(`criterion '${name}' is there twice`);
  }
  if (faults.length) throw new Faults(faults);
  return studyOf({
    name: "table",
    alternatives: columns.alternatives.map(({ name }) => ({ name })),
    layers: [...new Set(criteria.map((c) => c.layer))].map((name) => ({
      name,
      role: PRECONDITIONS.has(name.toLowerCase()) ? "precondition" : "benefit chain",
    })),
    criteria,
    readings: [{ name: "table" }],
    tables: [criteria.map((c) => c.positions)],
  });
}

function columnsOf(headers) {
  const faults = [];
  const find = (words) => {
    const at = headers.findIndex((header) => words.has(header.toLowerCase()));
    return at < 0 ? null : at;
  };
  const layer = find(LAYER_HEADERS);
  const criterion = find(CRITERION_HEADERS) ?? (layer === 0 ? 1 : 0);
  const alternatives = headers.flatMap((name, column) =>
    column === layer || column === criterion || !name ? [] : [{ name, column }],
  );
  if (alternatives.length < 2) {
    faults.push(`headers: ${alternatives.length} alternative(s) found; at least 2 are needed`);
  }
  for (const name of doubles(alternatives.map((a) => a.name))) {
    faults.push(`headers: alternative '${name}' is there twice`);
  }
  return { layer, criterion, alternatives, faults };
}

/** How good a cell is, higher is better; null = not scored. */
function valueOf(text, where, direction, scale, faults) {
  if (UNSCORED.has(text.toLowerCase())) return null;
  const words = scale.map((word) => word.toLowerCase());
  const level = words.indexOf(text.toLowerCase());
  if (level >= 0) return level;
  const number = /^=?[+-]?\d+([.,]\d+)?=?$/.test(text)
    ? Number(text.replaceAll("=", "").replace(",", "."))
    : NaN;
  if (scale.length || Number.isNaN(number)) {
    const allowed = scale.length ? scale.join(", ") : "a number";
    faults.push(`${where}: '${text.slice(0, 40)}'; allowed: ${allowed}, or empty if nobody scored it`);
    return null;
  }
  return direction === "ranks" ? -number : number;
}

/** Average ranks of the ranked, null for the rest; best and worst are the same. */
function positionsOf(values) {
  const ranks = values.map((value) => {
    if (value === null) return null;
    const better = values.filter((other) => other !== null && other > value).length;
    return better + (values.filter((other) => other === value).length + 1) / 2;
  });
  return { best: ranks, worst: ranks };
}

/** Rows of a text with tabs, semicolons or commas between the cells, and quotes around some. */
export function cellsOf(text) {
  const head = text.split(/\r\n|\r|\n/).find((line) => line.trim()) ?? "";
  const separator = ["\t", ";", ","].find((sign) => head.replace(/"[^"]*"/g, "").includes(sign)) ?? ";";
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
  if (quoted) throw new Faults([`line ${first}: a quotation mark is opened and never closed`]);
  if (cell || cells.length) endOfRow();
  return rows;
}

function doubles(names) {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

// --- problem files --------------------------------------------------------------------------------

const KEYS = [
  "version", "name", "label", "description", "document", "alternatives", "layers", "scales",
  "readings", "criteria", "scenarios", "remarks", "weights", "weight_sets", "circumstances",
];

/** Read a problem file in JSON, as `mcda-ai` reads it. */
export function readProblem(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Faults([`not JSON: ${error.message}`]);
  }
  const faults = Object.keys(data)
    .filter((key) => !KEYS.includes(key))
    .map((key) => `key '${key}'; allowed: ${KEYS.join(", ")}`);
  for (const key of ["name", "alternatives", "layers", "readings", "criteria"]) {
    if (data[key] === undefined) faults.push(`${key}: missing; it is needed`);
  }
  if (String(data.version) !== "1") faults.push(`version: '${data.version ?? ""}'; allowed: 1`);
  for (const key of ["alternatives", "layers", "readings", "criteria"]) {
    if (data[key] !== undefined && !Array.isArray(data[key])) faults.push(`${key}: a list is needed`);
  }
  if (faults.length) throw new Faults(faults);
  const named = (entry) => (typeof entry === "string" ? { name: entry } : entry);
  const alternatives = data.alternatives.map(named);
  const names = alternatives.map((entry) => entry.name);
  const scales = Object.fromEntries((data.scales ?? []).map((scale) => [scale.name, scale]));
  const layers = data.layers.map(named);
  const readings = data.readings.map(named);
  const layerNames = layers.map((layer) => layer.name);
  for (const criterion of data.criteria) {
    if (!layerNames.includes(criterion.layer)) {
      faults.push(`criterion '${criterion.name}': layer '${criterion.layer}'; allowed: ${layerNames.join(", ")}`);
    }
  }
  const guarded = (where, judgement, scale) => {
    try {
      return positionsIn(judgement, names, scale);
    } catch (error) {
      faults.push(`${where}: ${error.message}`);
      return unscoredPositions(names);
    }
  };
  const tables = readings.map((reading) =>
    data.criteria.map((criterion) =>
      guarded(
        `criterion '${criterion.name}', reading '${reading.name}'`,
        criterion.judgements?.[reading.name],
        scales[criterion.scale],
      ),
    ),
  );
  const scenarios = (data.scenarios ?? []).map((scenario) => ({
    name: scenario.name,
    label: scenario.label,
    cells: scenario.cells.map((cell) => {
      const where = `scenario '${scenario.name}', criterion '${cell.criterion}'`;
      const k = data.criteria.findIndex((criterion) => criterion.name === cell.criterion);
      if (k < 0) faults.push(`${where}: no such criterion`);
      return [k, guarded(where, cell.order)];
    }),
  }));
  if (faults.length) throw new Faults(faults);
  return studyOf({ ...data, alternatives, layers, readings, scenarios, tables });
}

const unscoredPositions = (names) => ({ best: names.map(() => null), worst: names.map(() => null) });

/** Best and worst average rank of each alternative under a judgement in any form. */
function positionsIn(judgement, names, scale) {
  if (judgement === null || judgement === undefined) return unscoredPositions(names);
  if (typeof judgement === "string" || Array.isArray(judgement)) return orderedPositions(judgement, names);
  if (judgement.values) throw new Error("measured values; a blank page reads rankings only");
  if (judgement.levels) return levelPositions(judgement.levels, names, scale);
  if (judgement.order !== undefined) return positionsIn(judgement.order, names, scale);
  if (judgement.status === "unscored") return unscoredPositions(names);
  const ranks = Object.entries(judgement);
  known(ranks.map(([name]) => name), names);
  if (ranks.some(([, rank]) => rank !== null && typeof rank !== "number")) {
    throw new Error("allowed: an order as 'A > B = C', or a number for each alternative");
  }
  return positionsOf(names.map((name) => (judgement[name] ?? null) === null ? null : -judgement[name]));
}

function orderedPositions(order, names) {
  const groups = typeof order === "string"
    ? order.split(">").map((group) => group.split("=").map((name) => name.trim()))
    : order.map((group) => (Array.isArray(group) ? group : [group]));
  const all = groups.flat();
  known(all, names);
  for (const name of doubles(all)) throw new Error(`'${name}' is there twice`);
  return positionsOf(
    names.map((name) => {
      const place = groups.findIndex((group) => group.includes(name));
      return place < 0 ? null : -place;
    }),
  );
}

function levelPositions(levels, names, scale) {
  if (!scale) throw new Error("levels are given, but no scale");
  const order = scale.levels.map((level) => (typeof level === "string" ? level : level.name));
  known(Object.keys(levels), names);
  const steps = names.map((name) => {
    const given = levels[name] === undefined ? [] : [levels[name]].flat();
    return given.map((level) => {
      if (!order.includes(level)) throw new Error(`level '${level}'; allowed: ${order.join(", ")}`);
      return order.indexOf(level); // from worst to best
    });
  });
  const position = (pick) => steps.map((given) => (given.length ? -pick(...given) : null));
  return { best: position(Math.max), worst: position(Math.min) };
}

function known(given, names) {
  for (const name of given) {
    if (!names.includes(name)) throw new Error(`'${name}'; allowed: ${names.join(", ")}`);
  }
}

// --- studies --------------------------------------------------------------------------------------

/** Arrange what was read as a study: a version for each reading and each set of scenarios. */
function studyOf(parts) {
  const layerNames = parts.layers.map((layer) => layer.name);
  const scenarios = parts.scenarios ?? [];
  const labelled = (entry) => ({ ...entry, label: labelOf(entry.label, entry.name) });
  const study = {
    name: parts.name,
    label: labelOf(parts.label, parts.name),
    alternatives: parts.alternatives.map(labelled),
    layers: parts.layers.map((layer) => labelled({ role: "benefit chain", ...layer })),
    criteria: parts.criteria.map((criterion) => ({
      name: criterion.name,
      label: labelOf(criterion.label, criterion.name),
      layer: layerNames.indexOf(criterion.layer),
    })),
    readings: parts.readings.map(labelled),
    scenarios: scenarios.map(({ name, label }) => labelled({ name, label })),
    methods: { borda: "Borda" },
    weight_sets: [],
    versions: subsetsOf(scenarios.length).flatMap((chosen) =>
      parts.tables.map((table, reading) => {
        const cells = [...table];
        for (const s of chosen) for (const [k, positions] of scenarios[s].cells) cells[k] = positions;
        return versionOf(reading, chosen, cells);
      }),
    ),
  };
  if (!study.versions[0].scored.some(Boolean)) {
    throw new Faults(["no criterion ranks two or more alternatives; at least one is needed"]);
  }
  return study;
}

function versionOf(reading, scenarios, cells) {
  const preferences = cells.map(({ best, worst }) => preferencesFromPositions(best, worst));
  return {
    reading,
    scenarios,
    preferences,
    scored: cells.map(({ best, worst }) => comparesAPair(best, worst)),
    linear: {
      borda: {
        scores: preferences.map(bordaPoints),
        unit: Math.max(1, preferences[0].length - 1),
      },
    },
    central: {},
  };
}

/** Every set of scenarios, or each alone where those would be too many. */
function subsetsOf(n) {
  if (n > 6) return [[], ...Array.from({ length: n }, (_, s) => [s])];
  return Array.from({ length: 2 ** n }, (_, code) =>
    Array.from({ length: n }, (_, s) => s).filter((s) => code & (1 << s)),
  );
}

function labelOf(label, name) {
  if (typeof label === "string") return { nl: label, en: label };
  return { nl: label?.nl || label?.en || name, en: label?.en || label?.nl || name };
}
