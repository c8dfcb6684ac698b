// Who leads along one weight: the strip under a slider, and the nearest change of leader.
//
// Pure functions of plain arrays. Criteria are counted by k, alternatives by i and j; a weight vector
// has one entry for each criterion, 0 where nobody is ranked, sum 1. Tests compare with Python.

import { SAME_POINT, TIE_TOLERANCE } from "./arithmetic.js";
import { aggregated, judged, mixed } from "./ranking.js";

const MOST_FOR_ALL_BREAK_POINTS = 6; // alternatives, for methods that compare margins

/**
 * Who leads along a line of weights: [{from, to, leaders}], in the weight of the part that moves.
 *
 * Exact: everything that a ranking depends on is linear along the line, so it can only change
 * where two scores (or a margin and 0, or two margins) are equal. Null where a method compares
 * margins of too many alternatives to look at every pair of them.
 */
export function leadersAlong(version, method, line) {
  if (line.greatest - line.least <= SAME_POINT || tooManyMargins(version, method)) return null;
  const ends = [line.least, line.greatest].map((w) => aggregated(version, method, line.at(w)));
  const points = breakPoints(version, method, ends);
  const weight = (t) => line.least + t * (line.greatest - line.least);
  const pieces = [];
  for (let step = 0; step + 1 < points.length; step += 1) {
    const middle = (points[step] + points[step + 1]) / 2;
    const { leaders } = judged(version, method, mixed(ends, [1 - middle, middle]));
    const last = pieces[pieces.length - 1];
    if (last && String(last.leaders) === String(leaders)) last.to = weight(points[step + 1]);
    else pieces.push({ from: weight(points[step]), to: weight(points[step + 1]), leaders });
  }
  return pieces;
}

/** Whether a ranking can change where two margins are equal, not only where one is 0. */
function comparesMargins(version, method) {
  return !version.linear[method] && method !== "copeland";
}

function tooManyMargins(version, method) {
  const m = version.preferences[0].length;
  return m > MOST_FOR_ALL_BREAK_POINTS && comparesMargins(version, method);
}

function breakPoints(version, method, ends) {
  const linear = version.linear[method];
  const [before, after] = ends.map(linear ? ([scores]) => differences(scores) : upperMargins);
  const forms = before.map((value, at) => [value, after[at]]);
  const compared = [...forms];
  if (comparesMargins(version, method)) {
    forms.forEach(([a, b], at) =>
      forms.slice(at + 1).forEach(([c, d]) => compared.push([a - c, b - d], [a + c, b + d])),
    );
  }
  const unit = linear ? linear.unit : 1;
  const inside = compared
    .filter(([a, b]) => Math.abs(a - b) > TIE_TOLERANCE * unit)
    .map(([a, b]) => a / (a - b))
    .filter((t) => t > SAME_POINT && t < 1 - SAME_POINT)
    .sort((s, t) => s - t);
  const points = [0];
  for (const t of [...inside, 1]) {
    if (t - points[points.length - 1] > SAME_POINT) points.push(t);
  }
  return points;
}

function differences(scores) {
  return scores.flatMap((score, i) => scores.slice(i + 1).map((other) => score - other));
}

function upperMargins(supported) {
  return supported.flatMap((row, i) =>
    row.slice(i + 1).map((value, step) => value - supported[i + 1 + step][i]),
  );
}

/**
 * The change of leader nearest to the present weight: {at, leaders, above}, or null.
 *
 * Where the present weight is a break point, the leaders of today tie only there: whoever leads
 * just above or below takes over at once.
 */
export function nearestFlip(pieces, now, leaders) {
  if (!pieces) return null;
  const differs = (piece) => String(piece.leaders) !== String(leaders);
  const borders = pieces.flatMap((piece) => {
    if (!differs(piece)) return [];
    if (piece.from >= now - SAME_POINT) return [{ at: piece.from, above: true, leaders: piece.leaders }];
    if (piece.to <= now + SAME_POINT) return [{ at: piece.to, above: false, leaders: piece.leaders }];
    return [];
  });
  const nearest = (best, border) =>
    best === null || Math.abs(border.at - now) < Math.abs(best.at - now) ? border : best;
  return borders.reduce(nearest, null);
}
