// Rankings on the page: linear methods by their scores, majority methods by margins.
//
// Pure functions of plain arrays. Criteria are counted by k, alternatives by i and j; a weight vector
// has one entry for each criterion, 0 where nobody is ranked, sum 1. Tests compare with Python.

import { VOCABULARY } from "./vocabulary.js";
import { TIE_TOLERANCE, sum } from "./arithmetic.js";

const MOST_OUTCOMES = VOCABULARY.limits.outcomes; // of ranked pairs with equal defeats
const square = (n, fill) => Array.from({ length: n }, () => new Array(n).fill(fill));

/** 1 + the number strictly better: 1, 2, 2, 4 where two share the second place. */
export function ranksFromScores(scores, unit = 1) {
  const margin = TIE_TOLERANCE * unit;
  return scores.map((score) => 1 + scores.filter((other) => other > score + margin).length);
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

export function locked(relation, [winner, loser]) {
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
export function aggregated(version, method, weights) {
  const linear = version.linear[method];
  return linear ? [linearScores(linear.scores, weights)] : support(version.preferences, weights);
}

export function judged(version, method, matrix) {
  const linear = version.linear[method];
  if (linear) return ofScores(matrix[0], linear.unit);
  const rule = MAJORITY_METHODS[method];
  const beaten = defeats(matrix);
  if (rule.scores) return ofScores(rule.scores(beaten), 1);
  const ranks = rule.ranks(beaten);
  return { scores: null, ranks, leaders: leadersOf(ranks) };
}

/** Mix matrices in these shares. */
export function mixed(matrices, shares) {
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
