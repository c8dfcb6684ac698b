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
 * Stretches, and points where others lead than on either side: at the end of a slider, those who
 * come level there. Where one stretch ends and another begins, their leaders are level.
 *
 * Exact: everything that a ranking depends on is linear along the line, so it can only change
 * where two scores (or a margin and 0, or two margins) are equal. Null where a method compares
 * margins of too many alternatives to look at every pair of them.
 */
export function leadersAlong(version, method, line) {
  if (line.greatest - line.least <= SAME_POINT || tooManyMargins(version, method)) return null;
  const ends = [line.least, line.greatest].map((w) => aggregated(version, method, line.at(w)));
  const points = breakPoints(version, method, ends);
  const weight = (t) => (t === 1 ? line.greatest : line.least + t * (line.greatest - line.least));
  const piece = (from, to) => {
    const middle = (from + to) / 2;
    const { leaders } = judged(version, method, mixed(ends, [1 - middle, middle]));
    return { from: weight(from), to: weight(to), leaders };
  };
  const stretches = points.slice(1).map((to, step) => piece(points[step], to));
  return joined(points.flatMap((point, step) => {
    const sides = [stretches[step - 1], stretches[step]].filter(Boolean);
    const there = piece(point, point);
    return [...(standsOut(there, sides) ? [there] : []), ...stretches.slice(step, step + 1)];
  }));
}

const lead = ({ leaders }) => String(leaders);

/** Whether others lead at a point than on either side, where the same lead. */
const standsOut = (there, sides) => sides.every((side) => lead(side) === lead(sides[0]) && lead(side) !== lead(there));

/** Pieces of which no two neighbours have the same leaders. */
function joined(pieces) {
  return pieces.reduce((apart, piece) => {
    const last = apart[apart.length - 1];
    if (last && lead(last) === lead(piece)) return [...apart.slice(0, -1), { ...last, to: piece.to }];
    return [...apart, piece];
  }, []);
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
 * The changes of leader nearest to the present weight: [{side, at, leaders}], none where there is none.
 *
 * `side` is "above" or "below" a weight, or "at" it, where others lead at a point only. Where the
 * present weight is a break point, the leaders of today tie only there: whoever leads just above, and
 * just below, takes over at once.
 */
export function nearestChanges(pieces, now, leaders) {
  const others = (pieces ?? []).filter((piece) => lead(piece) !== String(leaders));
  return nearest(others.map(({ from, to, leaders: next }) => {
    if (from === to) return { side: "at", at: from, now, leaders: next };
    const isAbove = from >= now - SAME_POINT;
    return { side: isAbove ? "above" : "below", at: isAbove ? from : to, now, leaders: next };
  }));
}

/** Those changes, of one slider or of several, that take the least move. */
export function nearest(changes) {
  const moves = changes.map(({ at, now }) => Math.abs(at - now));
  const least = Math.min(...moves);
  return changes.filter((_, n) => moves[n] <= least + SAME_POINT);
}
