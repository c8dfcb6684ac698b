// Who leads where in a triangle of three groups of weights.
//
// Pure functions of plain arrays. Criteria are counted by k, alternatives by i and j; a weight vector
// has one entry for each criterion, 0 where nobody is ranked, sum 1. Tests compare with Python.

import { SAME_POINT, TIE_TOLERANCE, sum } from "./arithmetic.js";
import { within } from "./weights.js";
import { aggregated, judged, mixed } from "./ranking.js";

const CORNERS = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

/**
 * Who leads where in the triangle of three groups' weights: [{leaders, polygons, exact}].
 *
 * Within a group the weights keep their proportions. Corners of polygons are shares of the three
 * groups. Exact for methods that are linear in the weights; for others the triangle is cut into
 * `steps` x `steps` small ones, each shown as what leads in its middle.
 */
export function leaderRegions(version, method, weights, groups, steps = 48) {
  const corners = groups.map((group) => aggregated(version, method, within(weights, group)));
  const linear = version.linear[method];
  return linear
    ? polygonsOfLeaders(corners.map(([scores]) => scores), linear.unit)
    : gridOfLeaders((shares) => judged(version, method, mixed(corners, shares)).leaders, steps);
}

function polygonsOfLeaders(scores, unit) {
  const regions = new Map();
  scores[0].forEach((_, i) => {
    let polygon = CORNERS;
    const equals = [];
    scores[0].forEach((_, j) => {
      const ahead = scores.map((row) => row[i] - row[j]);
      if (ahead.every((d) => Math.abs(d) <= TIE_TOLERANCE * unit)) equals.push(j);
      else polygon = clipped(polygon, ahead);
    });
    if (area(polygon) > SAME_POINT) {
      regions.set(String(equals), { leaders: equals, polygons: [polygon], exact: true });
    }
  });
  return [...regions.values()];
}

/** The part of a convex polygon where a linear form is not negative (Sutherland and Hodgman). */
function clipped(polygon, form) {
  const value = (point) => sum(point.map((share, g) => share * form[g]));
  return polygon.flatMap((point, at) => {
    const next = polygon[(at + 1) % polygon.length];
    const [here, there] = [value(point), value(next)];
    const kept = here >= 0 ? [point] : [];
    if (here * there >= 0) return kept;
    const t = here / (here - there);
    return [...kept, point.map((share, g) => share + t * (next[g] - share))];
  });
}

/** Area as a share of the whole triangle. */
export function area(polygon) {
  let total = 0;
  polygon.forEach(([a, b], at) => {
    const [c, d] = polygon[(at + 1) % polygon.length];
    total += a * d - b * c;
  });
  return Math.abs(total);
}

function gridOfLeaders(leadersAt, steps) {
  const regions = new Map();
  const show = (points) => {
    const leaders = leadersAt([0, 1, 2].map((g) => sum(points.map((point) => point[g])) / 3));
    const key = String(leaders);
    if (!regions.has(key)) regions.set(key, { leaders, polygons: [], exact: false });
    regions.get(key).polygons.push(points);
  };
  const point = (a, b) => [a / steps, b / steps, (steps - a - b) / steps];
  for (let a = 0; a < steps; a += 1) {
    for (let b = 0; a + b < steps; b += 1) {
      show([point(a, b), point(a + 1, b), point(a, b + 1)]);
      if (a + b + 2 <= steps) show([point(a + 1, b), point(a + 1, b + 1), point(a, b + 1)]);
    }
  }
  return [...regions.values()];
}
