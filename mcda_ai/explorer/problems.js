// Reading a problem file in JSON, in the form that `mcda-ai` reads and writes.
//
// Measured criteria are refused here: they need preference functions, which Python has.

import { Faults, doubles } from "./cells.js";
import { positionsOf, positionsOfLevels, refuseMany, studyOf } from "./studies.js";

const LABELLED = ["name", "label", "description"];
const KEYS = {
  problem: [
    "version", "name", "label", "description", "document", "alternatives", "layers", "scales",
    "readings", "criteria", "scenarios", "remarks", "weights", "weight_sets", "circumstances",
  ],
  alternative: LABELLED,
  layer: [...LABELLED, "role"],
  reading: [...LABELLED, "sources"],
  criterion: ["name", "label", "layer", "scale", "judgements"],
  scale: ["name", "label", "levels"],
  scenario: [...LABELLED, "sources", "cells"],
  cell: ["criterion", "order", "sources"],
  weight_set: ["name", "label", "weights", "sources"],
  judgement: ["order", "levels", "status", "reason", "note", "sources"],
};
const NEEDED = ["version", "name", "alternatives", "layers", "readings", "criteria"];
const MOST_KEYS_SHOWN = 5; // of what is no problem file
const MEASURES = ["unit", "direction", "preference"]; // of a criterion that was measured
const PROBLEM = { phrase: "part_problem" };
const ROLES = ["benefit chain", "precondition"];

/** Read a problem file, or throw every fault in it. */
export function readProblem(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Faults([["fault_json", { reason: error.message }]]);
  }
  refuseOthers(data);
  return new Reader(data).study();
}

/** Refuse what is JSON but no problem file, such as a saved result or a file of weights. */
function refuseOthers(data) {
  if (isRecord(data) && Object.hasOwn(data, "mcda_ai") && Object.hasOwn(data, "result")) {
    refuse("fault_saved_result", { type: shown(data.type) });
  }
  if (isRecord(data) && NEEDED.slice(2).some((key) => Object.hasOwn(data, key))) return;
  const keys = isRecord(data) ? Object.keys(data).slice(0, MOST_KEYS_SHOWN).map(shown) : [];
  const other = { phrase: Array.isArray(data) ? "a_list" : "nothing" };
  refuse("fault_no_problem", { found: keys.length ? keys : other, needed: NEEDED });
}

class Reader {
  constructor(data) {
    this.data = data;
    this.faults = [];
  }

  study() {
    const { data } = this;
    this.keys(data, "problem", PROBLEM);
    if (String(data.version) !== "1") this.fault("fault_version", { found: shown(data.version) });
    if (typeof data.name !== "string" || !data.name) this.fault("fault_missing", { key: "name", where: PROBLEM });
    const parts = {
      name: String(data.name),
      label: data.label,
      alternatives: this.entries("alternatives", "alternative", 2),
      layers: this.entries("layers", "layer", 1),
      readings: this.entries("readings", "reading", 1),
      criteria: this.entries("criteria", "criterion", 1),
      scales: this.entries("scales", "scale", 0),
      scenarios: this.entries("scenarios", "scenario", 0),
      weight_sets: this.entries("weight_sets", "weight_set", 0),
      circumstances: isRecord(data.circumstances) ? data.circumstances : {},
    };
    this.stop();
    refuseMany(parts.criteria.length * parts.readings.length, parts.alternatives.length);
    this.names = parts.alternatives.map((entry) => entry.name);
    this.scales = new Map(parts.scales.map((scale) => [scale.name, scale]));
    const layerNames = parts.layers.map((layer) => layer.name);
    for (const layer of parts.layers) {
      if (layer.role !== undefined && !ROLES.includes(layer.role)) {
        this.unknown(part("layer", layer.name), "role", layer.role, ROLES);
      }
    }
    for (const criterion of parts.criteria) {
      if (!layerNames.includes(criterion.layer)) {
        this.unknown(part("criterion", criterion.name), "layer", criterion.layer, layerNames);
      }
      if (!isRecord(criterion.judgements)) {
        this.fault("fault_missing", { key: "judgements", where: part("criterion", criterion.name) });
      }
    }
    this.stop();
    parts.tables = parts.readings.map((reading) => parts.criteria.map((criterion) =>
      this.positions(
        inside(part("criterion", criterion.name), part("reading", reading.name)),
        Object.hasOwn(criterion.judgements, reading.name) ? criterion.judgements[reading.name] : null,
        this.scales.get(criterion.scale),
      )));
    parts.scenarios = parts.scenarios.map((scenario) => this.scenario(scenario, parts.criteria));
    parts.weight_sets = this.weightSets(parts, layerNames);
    this.stop();
    return studyOf(parts);
  }

  fault(key, values) { this.faults.push([key, values]); }
  stop() { if (this.faults.length) throw new Faults(this.faults); }

  unknown(where, key, found, allowed) {
    this.fault("fault_unknown", { where: inside(where, { phrase: "key", key }), found: shown(found), allowed });
  }

  /** Check that an entry has no key but these. */
  keys(entry, kind, where) {
    const strange = Object.keys(entry).filter((key) => !KEYS[kind].includes(key));
    const measures = kind === "criterion" ? strange.filter((key) => MEASURES.includes(key)) : [];
    if (measures.length) this.fault("fault_measured", { where });
    for (const key of strange.filter((each) => !measures.includes(each))) {
      this.fault("fault_key", { where, found: shown(key), allowed: KEYS[kind] });
    }
  }

  /** Give the entries of a list, each with a name of its own. */
  entries(key, kind, least) {
    const list = Object.hasOwn(this.data, key) ? this.data[key] : [];
    if (!Array.isArray(list)) {
      this.fault("fault_list", { key });
      return [];
    }
    if (list.length < least) this.fault("fault_few", { key, n: list.length, least });
    const [found, names] = [[], new Set()];
    list.forEach((each, at) => {
      const entry = typeof each === "string" ? { name: each } : each;
      const where = { phrase: "part_entry", key, n: at + 1 };
      if (!isRecord(entry) || typeof entry.name !== "string" || !entry.name) {
        this.fault("fault_missing", { key: "name", where });
        return;
      }
      this.keys(entry, kind, part(kind, entry.name));
      if (names.has(entry.name)) this.fault("fault_twice", { part: part(kind, entry.name) });
      names.add(entry.name);
      found.push(entry);
    });
    return found;
  }

  scenario(scenario, criteria) {
    const where = part("scenario", scenario.name);
    const cells = Array.isArray(scenario.cells) ? scenario.cells : [];
    if (!cells.length) this.fault("fault_missing", { key: "cells", where });
    return {
      ...scenario,
      cells: cells.filter(isRecord).map((cell) => {
        const k = criteria.findIndex((criterion) => criterion.name === cell.criterion);
        if (k < 0) {
          this.unknown(where, "criterion", cell.criterion, criteria.map((c) => c.name));
        }
        return [k, this.positions(inside(where, part("criterion", cell.criterion)), cell.order)];
      }),
    };
  }

  /** Weights by criterion or by layer, own ones first; unnamed criteria weigh nothing. */
  weightSets(parts, layerNames) {
    const own = this.data.weights === undefined || this.data.weights === null
      ? []
      : [{ name: "own", label: { en: "own weights", nl: "eigen gewichten" }, weights: this.data.weights }];
    return [...own, ...parts.weight_sets].flatMap((set) => {
      const names = parts.criteria.map((criterion) => criterion.name);
      const given = isRecord(set.weights) ? Object.entries(set.weights) : [];
      const byLayer = given.every(([name]) => layerNames.includes(name) && !names.includes(name));
      for (const [name, value] of given) {
        const allowed = byLayer ? layerNames : names;
        if (!allowed.includes(name)) this.unknown(part("weight_set", set.name), "weights", name, allowed);
        if (!(Number(value) >= 0)) this.fault("fault_weight", { where: part("weight_set", set.name), name: shown(name), found: shown(value) });
      }
      if (!given.length) this.fault("fault_missing", { key: "weights", where: part("weight_set", set.name) });
      const weights = new Map(given.map(([name, value]) => [name, Number(value)]));
      return [{ ...set, weights, byLayer }];
    });
  }

  /** Best and worst average rank of each alternative; a fault leaves the criterion unscored. */
  positions(where, judgement, scale) {
    try {
      return this.read(judgement, scale);
    } catch (error) {
      if (!(error instanceof Faults)) throw error;
      for (const [key, values] of error.faults) this.fault(key, { ...values, where });
      return this.unscored();
    }
  }

  unscored() {
    return { best: this.names.map(() => null), worst: this.names.map(() => null) };
  }

  read(judgement, scale) {
    if (judgement === null || judgement === undefined) return this.unscored();
    if (!isRecord(judgement) || areRanks(judgement)) return this.orderOrRanks(judgement);
    if (Object.hasOwn(judgement, "values")) refuse("fault_measured");
    for (const key of Object.keys(judgement)) {
      if (!KEYS.judgement.includes(key)) {
        refuse("fault_key", { found: shown(key), allowed: KEYS.judgement });
      }
    }
    if (isRecord(judgement.levels)) return this.levels(judgement.levels, scale);
    if (judgement.order !== undefined && judgement.order !== null) return this.orderOrRanks(judgement.order);
    if (judgement.status === "unscored") return this.unscored();
    return refuse("fault_order", { found: Object.keys(judgement).join(", ") });
  }

  orderOrRanks(given) {
    if (typeof given === "string" || Array.isArray(given)) return this.order(given);
    return areRanks(given) ? this.ranks(given) : refuse("fault_order", { found: shown(given) });
  }

  order(order) {
    const groups = typeof order === "string"
      ? order.split(">").map((group) => group.split("=").map((name) => name.trim()))
      : order.map((group) => (Array.isArray(group) ? group : [group]));
    const all = groups.flat();
    this.known(all);
    for (const name of doubles(all)) refuse("fault_order_twice", { name: shown(name) });
    return positionsOf(this.names.map((name) => {
      const place = groups.findIndex((group) => group.includes(name));
      return place < 0 ? null : -place;
    }));
  }

  ranks(ranks) {
    this.known(Object.keys(ranks));
    return positionsOf(this.names.map((name) => {
      const rank = Object.hasOwn(ranks, name) ? ranks[name] : null;
      return rank === null ? null : -Number(rank);
    }));
  }

  levels(levels, scale) {
    if (!scale || !Array.isArray(scale.levels)) refuse("fault_no_scale");
    const order = scale.levels.map((level) => (typeof level === "string" ? level : level?.name));
    this.known(Object.keys(levels));
    const steps = this.names.map((name) => {
      const given = Object.hasOwn(levels, name) ? [levels[name]].flat() : [];
      for (const level of given) {
        if (!order.includes(level)) refuse("fault_unknown", { found: shown(level), allowed: order.map(shown) });
      }
      return given.map((level) => order.indexOf(level)); // from worst to best
    });
    return positionsOfLevels(steps);
  }

  known(given) {
    for (const name of given) {
      if (!this.names.includes(name)) {
        refuse("fault_unknown", { found: shown(name), allowed: this.names });
      }
    }
  }
}

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const areRanks = (value) => isRecord(value) && Object.keys(value).length > 0 && Object.values(value).every(isRank);

function isRank(value) {
  if (value === null || typeof value === "number") return true;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
}

function shown(value) {
  const text = typeof value === "string" ? value : jsonOf(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What a value looks like; the browser refuses to write what is nested thousands deep. */
function jsonOf(value) {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return Array.isArray(value) ? "[…]" : "{…}";
  }
}

const part = (kind, name) => ({ phrase: `part_${kind}`, name: shown(name) });
const inside = (whole, each) => ({ phrase: "inside", whole, part: each });

function refuse(key, values = {}) {
  throw new Faults([[key, values]]);
}
