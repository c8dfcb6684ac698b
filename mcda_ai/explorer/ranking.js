// Rankings on the page: linear methods by their scores, majority methods by margins.
//
// Pure functions of plain arrays. Criteria are counted by k, alternatives by i and j; a weight vector
// has one entry for each criterion, 0 where nobody is ranked, sum 1. Tests compare with Python.

import { VOCABULARY } from "./vocabulary.js";
import { TIE_TOLERANCE, sum } from "./arithmetic.js";

const MOST_OUTCOMES = VOCABULARY.limits.outcomes; // of ranked pairs with equal defeats
const MOST_WAYS = VOCABULARY.limits.ways; // to look through for them
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
  const places = beaten.map(() => Infinity);
  for (const below of lockedOutcomes(beaten)) {
    places.forEach((place, i) => {
      places[i] = Math.min(place, below.filter((row) => hasBit(row, i)).length);
    });
  }
  return ranksFromScores(places.map((place) => -place));
}

/**
 * Every relation that some order of the equal defeats locks in, as algorithms/defeats.py has it.
 *
 * Of each alternative a whole number with a bit for each that it is locked in above.
 */
function lockedOutcomes(beaten) {
  const strengths = [...new Set(beaten.flat().filter((s) => s > 0))].sort((a, b) => b - a);
  let outcomes = [beaten.map(() => 0n)];
  let looked = 0;
  for (const strength of strengths) {
    const pairs = [];
    beaten.forEach((row, i) => row.forEach((s, j) => s === strength && pairs.push([i, j])));
    const ends = new Map();
    for (const outcome of outcomes) {
      for (const end of lockedInAnyOrder(outcome, pairs)) {
        ends.set(String(end), end);
        looked += pairs.length;
        if (looked > MOST_WAYS || ends.size > MOST_OUTCOMES) {
          throw new RangeError("too many equal defeats");
        }
      }
    }
    outcomes = [...ends.values()];
  }
  return outcomes;
}

/** Every relation that locking the pairs in, in some order, ends in; some repeatedly. */
function* lockedInAnyOrder(begin, given) {
  const { below: start, left: pairs } = withFreePairsLocked(begin, given);
  const first = withAllLocked(start, pairs);
  yield first;
  const seen = new Set([String(first)]);
  const unfinished = [first];
  while (unfinished.length) {
    const outcome = unfinished.pop();
    for (const [winner, loser] of pairs) {
      if (!hasBit(outcome[loser], winner)) continue; // not refuted
      const outOfIt = start[loser] | bit(loser);
      const kept = pairs.filter(([i, j]) => hasBit(outcome[i], j) && !hasBit(outOfIt, i));
      const other = withAllLocked(start, [[winner, loser], ...kept, ...pairs]);
      yield other;
      if (seen.has(String(other))) continue;
      seen.add(String(other));
      unfinished.push(other);
    }
  }
}

/** Lock pairs in one after the other, unless a chain leads back. */
function withAllLocked(below, pairs) {
  return pairs.reduce((now, pair) => (isDecided(now, pair) ? now : locked(now, pair)), below);
}

/** Lock in the pairs on no cycle, whose turn makes no difference; give those for which it does. */
function withFreePairsLocked(begin, pairs) {
  const open = pairs.filter((pair) => !isDecided(begin, pair));
  let reached = [...begin];
  for (const [i, j] of open) reached[i] |= bit(j);
  begin.forEach((_, via) => {
    const through = reached[via];
    reached = reached.map((row) => (hasBit(row, via) ? row | through : row));
  });
  const isOnCycle = ([i, j]) => hasBit(reached[j], i);
  const below = open.filter((pair) => !isOnCycle(pair)).reduce(locked, begin);
  return { below, left: open.filter(isOnCycle) };
}

/** Lock one pair into a closed relation that allows it, and close it again. */
function locked(below, [winner, loser]) {
  const gained = below[loser] | bit(loser);
  return below.map((row, i) => (i === winner || hasBit(row, winner) ? row | gained : row));
}

const bit = (i) => 1n << BigInt(i);
const hasBit = (row, i) => (row & bit(i)) !== 0n;
const isDecided = (below, [i, j]) => hasBit(below[i], j) || hasBit(below[j], i);

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
