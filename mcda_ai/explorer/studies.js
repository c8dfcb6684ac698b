// Studies: what was read of a table, arranged as the explorer shows it and as Python writes it.

import { VOCABULARY } from "./vocabulary.js";
import { Faults } from "./cells.js";
import { areCompared, bordaPoints, comparesAPair, preferencesFromPositions } from "./preferences.js";
import { restricted } from "./weights.js";
import { control, fault, labelOf } from "./words.js";

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
    if (n > most) throw new Faults([fault(`many ${key}`, { most })]);
  }
}

/**
 * Arrange what was read of a table as a study of one version.
 *
 * `baseline` names an option, if one is that; `weights` are its own, by criterion, or null; `notes` tell, as faults do, what was read although
 * it is suspect.
 */
export function studyOf({ alternatives, layers, criteria, baseline, weights, notes }) {
  const layerNames = layers.map((layer) => layer.name);
  const labelled = (part) => ({ label: sameLabel(part.name), ...part });
  const version = versionOf(criteria.map((criterion) => criterion.positions));
  const thin = thinEvidenceOf(alternatives, criteria);
  if (!version.scored.some(Boolean)) throw new Faults([fault("nothing scored")]);
  return {
    alternatives: alternatives.map((name) => labelled({ name })),
    ...(baseline ? { baseline: { name: baseline, shown: baseline } } : {}),
    layers: layers.map(labelled),
    criteria: criteria.map(({ name, layer }) => labelled({ name, layer: layerNames.indexOf(layer) })),
    readings: [labelled({ name: "table" })],
    scenarios: [],
    methods: { borda: VOCABULARY.methodLabels.borda },
    notes,
    start: weights ? 0 : null,
    weight_sets: weights ? [{ name: "own", label: labelOf(control("own weights")) }] : [],
    versions: [{ ...version, thin, weight_sets: weights ? [restricted(weights, version.scored)] : [] }],
  };
}

function versionOf(positions) {
  const preferences = positions.map(({ best, worst }) => preferencesFromPositions(best, worst));
  return {
    reading: 0,
    scenarios: [],
    preferences,
    scored: positions.map(({ best, worst }) => areCompared(best, worst).some(Boolean)),
    linear: {
      borda: {
        scores: preferences.map(bordaPoints),
        unit: Math.max(1, preferences[0].length - 1),
      },
    },
    central: {},
  };
}

/** Options that no score places, and criteria on which one score compares nobody, as Python gives them. */
function thinEvidenceOf(alternatives, criteria) {
  const named = (isThin) => alternatives.filter((_, i) => isThin(i));
  const scored = criteria.map(({ positions: { best } }) => best.map((position) => position !== null));
  const compared = criteria.map(({ positions: { best, worst } }) => areCompared(best, worst));
  const anywhere = (table, i) => table.some((row) => row[i]);
  return {
    never_scored: named((i) => !anywhere(scored, i)),
    scored_alone: named((i) => anywhere(scored, i) && !anywhere(compared, i)),
    outside: criteria.filter((_, k) => scored[k].filter(Boolean).length === 1).map(({ name }) => name),
    n_placed: named((i) => anywhere(compared, i)).length,
    empty: {
      n: scored.flat().filter((is) => !is).length,
      of: scored.flat().length,
      on: scored.filter((row) => !row.every(Boolean)).length,
      outside: compared.filter((row) => !row.some(Boolean)).length,
      criteria: criteria.length,
      ballots: false,
    },
  };
}

const sameLabel = (name) => ({ nl: name, en: name });
