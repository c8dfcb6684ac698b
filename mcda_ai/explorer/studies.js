// Studies: what was read, arranged as the explorer shows it.

import { VOCABULARY } from "./vocabulary.js";
import { Faults, fault } from "./cells.js";
import { bordaPoints, comparesAPair, preferencesFromPositions } from "./numbers.js";

/** Average ranks of the ranked, null for the rest; best and worst are the same. */
export function positionsOf(values) {
  const ranks = values.map((value) => {
    if (value === null) return null;
    const better = values.filter((other) => other !== null && other > value).length;
    return better + (values.filter((other) => other === value).length + 1) / 2;
  });
  return { best: ranks, worst: ranks };
}

/** The best and worst place of each, as the lowest number is best; of places on a scale, worst first. */
export function positionsOfLevels(levels) {
  const position = (pick) => levels.map((places) =>
    (places?.length ? -places.reduce((one, other) => pick(one, other)) : null));
  return { best: position(Math.max), worst: position(Math.min) };
}

/** Refuse at once what is more than can be compared in a reasonable time. */
export function refuseMany(criteria, alternatives) {
  const found = { criteria, alternatives, pairs: criteria * alternatives ** 2 };
  for (const [key, n] of Object.entries(found)) {
    const most = VOCABULARY.limits[key];
    if (n > most) throw new Faults([fault(`fault_many_${key}`, { most })]);
  }
}

/**
 * Arrange what was read as a study: a version for each reading and each set of scenarios.
 *
 * Its `notes` tell, as faults do, what was read although it is suspect.
 */
export function studyOf(parts) {
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
    notes: parts.notes ?? [],
    weight_sets: (parts.weight_sets ?? []).map((set) => ({ ...labelled(set), weights: spread(set, parts) })),
    versions: subsetsOf(scenarios.length).flatMap((chosen) =>
      parts.tables.map((table, reading) => {
        const cells = [...table];
        for (const s of chosen) for (const [k, positions] of scenarios[s].cells) cells[k] = positions;
        return versionOf(reading, chosen, cells);
      }),
    ),
  };
  startAt(study, parts.circumstances);
  if (!study.versions[0].scored.some(Boolean)) {
    throw new Faults([fault("fault_nothing_scored")]);
  }
  return study;
}

/** Put the version first that a file says is in use. */
function startAt(study, { reading, scenarios = [] } = {}) {
  const place = study.readings.findIndex(({ name }) => name === reading);
  const chosen = study.scenarios.flatMap(({ name }, at) => (scenarios.includes(name) ? [at] : []));
  const used = study.versions.findIndex((version) =>
    version.reading === Math.max(place, 0) && String(version.scenarios) === String(chosen));
  if (used > 0) study.versions.unshift(...study.versions.splice(used, 1));
}

/** Weights of a set by criterion; those of a layer are split equally. */
function spread({ weights, byLayer }, { criteria }) {
  if (!byLayer) return criteria.map(({ name }) => weights.get(name) ?? 0);
  const sizes = new Map();
  for (const { layer } of criteria) sizes.set(layer, (sizes.get(layer) ?? 0) + 1);
  return criteria.map(({ layer }) => (weights.get(layer) ?? 0) / sizes.get(layer));
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
