// From evidence to preferences: who is ranked above whom.
//
// Pure functions of plain arrays. Criteria are counted by k, alternatives by i and j; a weight vector
// has one entry for each criterion, 0 where nobody is ranked, sum 1. Tests compare with Python.

import { sum } from "./arithmetic.js";

/** 1 where i is ranked above j whatever the level; null = not ranked. */
export function preferencesFromPositions(best, worst) {
  return best.map((_, i) =>
    best.map((_, j) => (best[i] !== null && best[j] !== null && worst[i] < best[j] ? 1 : 0)),
  );
}

/** Whether each alternative is compared with another one: above or below it, or tied for certain. */
export function areCompared(best, worst) {
  const certain = best.map((position, i) => position !== null && position === worst[i]);
  return best.map((position, i) =>
    best.some((other, j) =>
      i !== j && position !== null && other !== null &&
      (worst[i] < other || worst[j] < position || (position === other && certain[i] && certain[j])),
    ),
  );
}

/** Whether any two alternatives are compared. */
export const comparesAPair = (best, worst) => areCompared(best, worst).some(Boolean);

/** Borda points of each alternative on one criterion: rivals below less rivals above. */
export function bordaPoints(preferences) {
  return preferences.map((row, i) => sum(row) - sum(preferences.map((other) => other[i])));
}
