// The numbers of the explorer: weights, rankings, break points and leader regions.
//
// Everything here is a pure function of plain arrays. Criteria are counted by k, alternatives by
// i and j; a weight vector has one entry for each criterion, 0 where nobody is ranked, sum 1.
// Tests compare each figure with the Python package.

import { VOCABULARY } from "./vocabulary.js";

const TIE_TOLERANCE = VOCABULARY.tieTolerance; // two sums this close are equal
const SAME_POINT = 1e-12;
const MOST_OUTCOMES = 10000; // of ranked pairs with equal defeats
const MOST_FOR_ALL_BREAK_POINTS = 6; // alternatives, for methods that compare margins

const sum = (values) => values.reduce((total, value) => total + value, 0);
const square = (n, fill) => Array.from({ length: n }, () => new Array(n).fill(fill));

// --- from evidence to preferences -----------------------------------------------------------------

/** 1 where i is ranked above j whatever the level; null = not ranked. */
export function preferencesFromPositions(best, worst) {
  return best.map((_, i) =>
    best.map((_, j) => (best[i] !== null && best[j] !== null && worst[i] < best[j] ? 1 : 0)),
  );
}

/** Whether any two alternatives are compared: one above the other, or tied for certain. */
export function comparesAPair(best, worst) {
  const certain = best.map((position, i) => position !== null && position === worst[i]);
  return best.some((position, i) =>
    best.some((other, j) =>
      i !== j && position !== null && other !== null &&
      (worst[i] < other || (position === other && certain[i] && certain[j])),
    ),
  );
}

/** Borda points of each alternative on one criterion: rivals below less rivals above. */
export function bordaPoints(preferences) {
  return preferences.map((row, i) => sum(row) - sum(preferences.map((other) => other[i])));
}

// --- weights --------------------------------------------------------------------------------------

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

// --- ranking --------------------------------------------------------------------------------------

/** 1 + the number strictly better: 1, 2, 2, 4 where two share the second place. */
export function ranksFromScores(scores, unit = 1) {
  const margin = TIE_TOLERANCE * unit;
  return scores.map((score) => 1 + scores.filter((other) => other > score + margin).length);
}

/** Canonical text: `B3 > B1 = B2`. */
export function orderText(ranks, names) {
  const places = [...new Set(ranks)].sort((a, b) => a - b);
  return places
    .map((place) => names.filter((_, i) => ranks[i] === place).join(" = "))
    .join(" > ");
}

/** Weight of the criteria that put i above j. */
export function support(preferences, weights) {
  const m = preferences[0].length;
  const total = square(m, 0);
  preferences.forEach((table, k) => {
    if (weights[k] === 0) return;
    for (let i = 0; i < m; i += 1) {
      for (let j = 0; j < m; j += 1) total[i][j] += weights[k] * table[i][j];
    }
  });
  return total;
}

/** How strongly i beats j, by margin; 0 where it does not. Equal on paper is equal here. */
export function defeats(supported) {
  const m = supported.length;
  const margins = [];
  for (let i = 0; i < m; i += 1) {
    for (let j = i + 1; j < m; j += 1) margins.push(supported[i][j] - supported[j][i]);
  }
  const strengths = madeEqual(margins.map((d) => (Math.abs(d) > TIE_TOLERANCE ? Math.abs(d) : 0)));
  const table = square(m, 0);
  let pair = 0;
  for (let i = 0; i < m; i += 1) {
    for (let j = i + 1; j < m; j += 1, pair += 1) {
      if (margins[pair] > 0) table[i][j] = strengths[pair];
      else table[j][i] = strengths[pair];
    }
  }
  return table;
}

function madeEqual(strengths) {
  const order = strengths.map((_, at) => at).sort((a, b) => strengths[a] - strengths[b]);
  const merged = [...strengths];
  let first = -1;
  order.forEach((at, step) => {
    const gap = step === 0 ? Infinity : strengths[at] - strengths[order[step - 1]];
    if (gap > TIE_TOLERANCE) first = strengths[at];
    merged[at] = first;
  });
  return merged;
}

function copelandScores(beaten) {
  return beaten.map((row, i) =>
    sum(row.map((strength, j) => Number(strength > 0) - Number(beaten[j][i] > 0))),
  );
}

function minimaxScores(beaten) {
  return beaten.map((_, i) => 0 - Math.max(...beaten.map((row) => row[i])));
}

/** Widest paths: i is ahead of j where its path is wider than the path back (Schulze 2011). */
function schulzeRanks(beaten) {
  const width = beaten.map((row) => [...row]);
  for (let via = 0; via < width.length; via += 1) {
    for (let i = 0; i < width.length; i += 1) {
      for (let j = 0; j < width.length; j += 1) {
        width[i][j] = Math.max(width[i][j], Math.min(width[i][via], width[via][j]));
      }
    }
  }
  return width.map((_, i) => 1 + width.filter((row, j) => row[i] > width[i][j]).length);
}

/** Lock defeats in, the strongest first; equal ones in every order (Brill and Fischer 2012). */
function rankedPairsRanks(beaten) {
  const m = beaten.length;
  const strengths = [...new Set(beaten.flat().filter((s) => s > 0))].sort((a, b) => b - a);
  let outcomes = new Map([["", square(m, false)]]);
  for (const strength of strengths) {
    const pairs = [];
    beaten.forEach((row, i) => row.forEach((s, j) => s === strength && pairs.push([i, j])));
    const next = new Map();
    for (const relation of outcomes.values()) lockInAnyOrder(relation, pairs, next);
    outcomes = next;
  }
  const places = square(m, 0)[0].map(() => Infinity);
  for (const relation of outcomes.values()) {
    places.forEach((place, i) => {
      places[i] = Math.min(place, relation.filter((row) => row[i]).length);
    });
  }
  return ranksFromScores(places.map((place) => -place));
}

function lockInAnyOrder(start, pairs, ends) {
  const seen = new Set();
  const unfinished = [[start, pairs]];
  while (unfinished.length) {
    let [relation, open] = unfinished.pop();
    open = open.filter(([i, j]) => !relation[i][j] && !relation[j][i]);
    const reaches = closed(relation, open);
    const free = open.filter(([i, j]) => !reaches[j][i]); // on no cycle: its turn is no matter
    for (const pair of free) relation = locked(relation, pair);
    open = open.filter((pair) => !free.includes(pair));
    const key = `${relation}|${open.join(";")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MOST_OUTCOMES) throw new RangeError("too many equal defeats");
    if (!open.length) ends.set(String(relation), relation);
    for (const pair of open) {
      unfinished.push([locked(relation, pair), open.filter((other) => other !== pair)]);
    }
  }
}

function closed(relation, added) {
  const reached = relation.map((row, i) => row.map((is, j) => is || i === j));
  for (const [i, j] of added) reached[i][j] = true;
  for (let via = 0; via < reached.length; via += 1) {
    for (const row of reached) {
      if (row[via]) reached[via].forEach((is, j) => { row[j] = row[j] || is; });
    }
  }
  return reached;
}

function locked(relation, [winner, loser]) {
  return relation.map((row, i) =>
    row.map((is, j) =>
      is || ((i === winner || relation[i][winner]) && (j === loser || relation[loser][j]))),
  );
}

/** Methods that look only at who beats whom, and by how much. */
export const MAJORITY_METHODS = {
  copeland: { scores: copelandScores },
  minimax: { scores: minimaxScores },
  schulze: { ranks: schulzeRanks },
  ranked_pairs: { ranks: rankedPairsRanks },
};

/** Scores (null where a method has none), ranks and leaders under one weight vector. */
export function rank(version, method, weights) {
  return judged(version, method, aggregated(version, method, weights));
}

/** What a ranking is made of, as a matrix that is linear in the weights: scores, or support. */
function aggregated(version, method, weights) {
  const linear = version.linear[method];
  return linear ? [linearScores(linear.scores, weights)] : support(version.preferences, weights);
}

function judged(version, method, matrix) {
  const linear = version.linear[method];
  if (linear) return ofScores(matrix[0], linear.unit);
  const rule = MAJORITY_METHODS[method];
  const beaten = defeats(matrix);
  if (rule.scores) return ofScores(rule.scores(beaten), 1);
  const ranks = rule.ranks(beaten);
  return { scores: null, ranks, leaders: leadersOf(ranks) };
}

/** Mix matrices in these shares. */
function mixed(matrices, shares) {
  return matrices[0].map((row, i) =>
    row.map((_, j) => sum(matrices.map((matrix, g) => shares[g] * matrix[i][j]))),
  );
}

function linearScores(criterionScores, weights) {
  return criterionScores[0].map((_, i) => sum(weights.map((w, k) => w * criterionScores[k][i])));
}

function ofScores(scores, unit) {
  const ranks = ranksFromScores(scores, unit);
  return { scores, ranks, leaders: leadersOf(ranks) };
}

function leadersOf(ranks) {
  return ranks.flatMap((place, i) => (place === 1 ? [i] : []));
}

// --- break points ---------------------------------------------------------------------------------

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

// --- leader regions in a triangle of three groups -------------------------------------------------

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
