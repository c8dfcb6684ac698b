// Weights on the page: shares, splits over layers, and the line along which one weight moves.
//
// Pure functions of plain arrays. Criteria are counted by k, alternatives by i and j; a weight vector
// has one entry for each criterion, 0 where nobody is ranked, sum 1. Tests compare with Python.

import { TIE_TOLERANCE, sum } from "./arithmetic.js";

/** Weights with sum 1; divided by the largest first, so that huge ones cannot overflow the sum. */
function normalised(weights) {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const total = sum(weights.map((weight) => weight / largest));
  return weights.map((weight) => weight / largest / total);
}

/** Weights on the scored criteria alone; null if they weigh none of those. */
export function restricted(weights, scored) {
  const kept = weights.map((weight, k) => (scored[k] ? weight : 0));
  return kept.some((weight) => weight > 0) ? normalised(kept) : null;
}

/** Weights proportional to `shape` on the criteria of `part`, equal there if the shape is 0. */
export function within(shape, part) {
  const kept = shape.map((value, k) => (part[k] ? value : 0));
  return sum(kept) > TIE_TOLERANCE ? normalised(kept) : normalised(part.map(Number));
}

export function equalWeights(scored) {
  return normalised(scored.map(Number));
}

/** Given weights of the layers, each split equally over its scored criteria. */
export function spreadOverLayers(layerWeights, layerOf, scored) {
  const counts = layerWeights.map(
    (_, layer) => layerOf.filter((of, k) => of === layer && scored[k]).length,
  );
  const spread = layerOf.map((layer, k) => (scored[k] ? layerWeights[layer] / counts[layer] : 0));
  return normalised(spread);
}

/** Mean of all weights that fall in this order: entry r is (1/n) * sum of 1/i for i = r..n. */
export function rankOrderCentroid(n) {
  return Array.from({ length: n }, (_, r) => {
    let total = 0;
    for (let i = r + 1; i <= n; i += 1) total += 1 / i;
    return total / n;
  });
}

/**
 * The line along which one part's weight moves while the others keep their proportions.
 *
 * Locked criteria stay. Gives the least and greatest weight of the part, and `at(weight)`; or
 * null where nothing can move, because all of the part or all of the rest is locked.
 */
export function lineOf(weights, part, locked, scored) {
  const free = (inside) => scored.map((is, k) => is && !locked[k] && part[k] === inside);
  const mine = free(true);
  const others = free(false);
  if (!mine.some(Boolean) || !others.some(Boolean)) return null;
  const lockedMine = sum(weights.filter((_, k) => part[k] && locked[k]));
  const lockedOthers = sum(weights.filter((_, k) => !part[k] && locked[k]));
  if (1 - lockedMine - lockedOthers <= TIE_TOLERANCE) return null; // the locks hold all weight
  const shape = within(weights, mine);
  const rest = within(weights, others);
  const least = lockedMine;
  const greatest = Math.max(least, 1 - lockedOthers);
  return {
    least,
    greatest,
    at: (weight) =>
      weights.map((now, k) => {
        if (mine[k]) return (weight - lockedMine) * shape[k];
        return others[k] ? (greatest - weight) * rest[k] : now;
      }),
  };
}
