// What is said of the weights, and of who leads with them, as claims.

import { nearest, nearestChanges } from "./along_one_weight.js";
import { decimalsApart, weightDecimals } from "./figures.js";
import { statement, thinEvidence } from "./words.js";

const NO_THIN_EVIDENCE = { never_scored: [], scored_alone: [], outside: [], empty: { n: 0 } }; // of a page of an earlier version
const leaderNames = (state, leaders) => leaders.map((i) => state.study.alternatives[i].name);
const inPercent = (percent, decimals = weightDecimals(percent)) => ({ percent, decimals });
const apartFrom = (other, weight) => inPercent(weight, decimalsApart(weight, other));

/** The sliders of a study, with what each moves: those of layers, or those of criteria. */
function sliders(state, sort) {
  const { study } = state;
  const parts = sort === "layer"
    ? study.layers.map((layer, l) => ({ sort, name: layer.name, members: state.partOfLayer(l) }))
    : study.criteria.map((criterion, k) => ({ sort, name: criterion.name, members: state.partOfCriterion(k) }));
  return parts.filter(({ members }) => state.isScored(members) && state.lineOf(members));
}

/** Which weights these are. */
export const claimOfWeights = (state) => statement("weights now", { rule: state.ruleIn(state.version).called });

/** Who leads with these weights, and the nearest change by one slider. */
export function claimsOfRanking(state, ranking) {
  if (!ranking) return [statement("undecided")];
  return [
    statement("first", { who: leaderNames(state, ranking.leaders) }),
    ...claimsOfBaseline(state, ranking),
    claimOfChanges(state, ranking.leaders),
  ];
}

/** Which options are better than the baseline, if there is one. */
function claimsOfBaseline({ study: { alternatives, baseline } }, { ranks }) {
  if (!baseline) return [];
  const place = ranks[alternatives.findIndex(({ name }) => name === baseline.name)];
  const where = (holds) => alternatives.flatMap(({ name }, i) => (name !== baseline.name && holds(ranks[i]) ? [name] : []));
  const [better, level] = [where((rank) => rank < place), where((rank) => rank === place)];
  return [statement("against baseline", { baseline: baseline.name, better, level })];
}

function claimOfChanges(state, leaders) {
  const [layers, criteria] = ["layer", "criterion"].map((sort) => sliders(state, sort).map((slider) => {
    const pieces = state.pieces(slider.members);
    const changes = nearestChanges(pieces, state.weightOf(slider.members), leaders);
    return { isKnown: pieces !== null, changes: changes.map((change) => ({ slider, ...change })) };
  }));
  const all = [...layers, ...criteria];
  if (!all.length) return statement("nothing moves");
  if (!all.every(({ isKnown }) => isKnown)) return statement("changes unknown");
  const [layer, criterion] = [layers, criteria].map((found) => claimOfNearest(state, found));
  if (layer && criterion) return statement("nearest changes", { counts: Boolean(state.study.counts), layer, criterion });
  const change = layer ?? criterion;
  return change ? statement("nearest change", { change }) : statement("no change");
}

/** The nearest change along sliders of one sort, and how many others are as near. */
function claimOfNearest(state, found) {
  const [first, ...others] = nearest(found.flatMap(({ changes }) => changes));
  if (!first) return null;
  const { slider: { sort, name }, now, side, at, leaders } = first;
  // What one of two sliders does, the other does the other way.
  const ties = others.filter((each) => found.length !== 2 || each.slider === first.slider).length;
  const figures = { at: apartFrom(now, at), now: apartFrom(at, now) };
  return statement(side, { who: leaderNames(state, leaders), part: name, sort, ...figures, ties });
}

/** How many cells are empty, which options a ranking places although no score does, and which criteria stand outside. */
export function claimsOfThinEvidence({ version, study }, { ranks }) {
  const { never_scored, scored_alone, outside, n_placed, empty } = version.thin ?? NO_THIN_EVIDENCE;
  const isPlaced = (name) => ranks[study.alternatives.findIndex((each) => each.name === name)] <= n_placed;
  return [
    ...(empty.n ? [thinEvidence("empty cells", empty)] : []),
    ...[["nobody scored", never_scored], ["scored alone", scored_alone]].flatMap(([kind, names]) => {
      const who = names.filter(isPlaced);
      return who.length ? [thinEvidence(kind, { who })] : [];
    }),
    ...(outside.length ? [thinEvidence("outside", { criteria: outside })] : []),
  ];
}

/** The nearest changes along one slider: none where there is none, or none is known. */
export function claimsOfSlider(state, part, pieces, leaders) {
  return nearestChanges(pieces, state.weightOf(part), leaders).map(({ side, at, now, leaders: next }) =>
    statement(`first ${side}`, { who: leaderNames(state, next), at: apartFrom(now, at) }));
}

/** The ranking as an order of names. */
export function claimOfOrder(state, { ranks }) {
  const places = [...new Set(ranks)].sort((a, b) => a - b);
  const at = (place) => ranks.flatMap((rank, i) => (rank === place ? [i] : []));
  return statement("order", { order: places.map((place) => leaderNames(state, at(place))) });
}

/** Who leads somewhere in a triangle of three groups of layers, and how its borders are drawn. */
export function claimsOfRegions(state, regions, steps) {
  const isExact = regions.every((region) => region.exact);
  return [
    statement("leaders of the triangle", { regions: regions.map(({ leaders }) => leaderNames(state, leaders)) }),
    isExact ? statement("exact borders") : statement("borders on a grid", { steps }),
  ];
}

/** Who leads in one region of it. */
export const claimOfRegion = (state, leaders) => statement("leaders of a region", { who: leaderNames(state, leaders) });

/** Which layers a corner of the triangle holds. */
export function claimOfCorner(state, corners, corner) {
  const layers = state.study.layers.filter((_, l) => corners[l] === corner).map(({ name }) => name);
  return statement("corner", { n: corner + 1, layers });
}

/** The weight that the layers of a corner have now. */
export const claimOfCornerWeight = (corner, weight) =>
  statement("weight of a corner", { n: corner + 1, weight: inPercent(weight) });
