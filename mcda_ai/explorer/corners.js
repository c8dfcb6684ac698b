// Which layers share a corner of the triangle at first: those that disagree most stand apart.
//
// The rule is that of mcda_ai.sensitivity.leader_regions (the traversal of Gonzalez 1985).

import { sum } from "./arithmetic.js";
import { aggregated } from "./ranking.js";
import { within } from "./weights.js";

const N_CORNERS = 3;
const PARTS_OF_ONE = 1e9; // distances that differ by less differ by what adding up leaves

/** The corner of each layer, from 0; null where fewer than three layers are scored. */
export function firstCorners(state) {
  const { study, version, now } = state;
  const parts = study.layers.map((_, l) => state.partOfLayer(l).map((is, k) => is && state.scored[k]));
  const layers = parts.flatMap((part, l) => (part.some(Boolean) ? [l] : []));
  if (layers.length < N_CORNERS) return null;
  const places = layers.map((l) => centred(aggregated(version, now.method, within(now.weights, parts[l]))[0]));
  const corners = farthestFirst(places);
  return study.layers.map((_, l) => corners[layers.indexOf(l)] ?? 0);
}

function centred(scores) {
  const mean = sum(scores) / scores.length;
  return scores.map((score) => score - mean);
}

/** A corner for each place: around the two farthest apart, and the farthest from both. */
function farthestFirst(places) {
  const distances = places.map((one) => places.map((other) =>
    Math.round(PARTS_OF_ONE * Math.hypot(...one.map((x, i) => x - other[i]))) / PARTS_OF_ONE));
  const pairs = places.flatMap((_, i) => places.slice(i + 1).map((_, step) => [i, i + 1 + step]));
  const centres = [...firstBest(pairs, ([i, j]) => distances[i][j])];
  const others = places.map((_, i) => i).filter((i) => !centres.includes(i));
  centres.push(firstBest(others, (i) => Math.min(...centres.map((centre) => distances[centre][i]))));
  const nearest = places.map((_, i) =>
    (centres.includes(i) ? i : firstBest(centres, (centre) => -distances[centre][i])));
  const inOrder = [...new Set(nearest)]; // the corner of the first layer is the first
  return nearest.map((centre) => inOrder.indexOf(centre));
}

function firstBest(candidates, worth) {
  return candidates.reduce((best, each) => (worth(each) > worth(best) ? each : best));
}
