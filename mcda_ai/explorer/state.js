// What the user set: weights, locks, version and method; every step can be undone.

import { VOCABULARY } from "./vocabulary.js";
import { leadersAlong } from "./along_one_weight.js";
import { MAJORITY_METHODS, rank } from "./ranking.js";
import { sum } from "./arithmetic.js";
import { equalWeights, lineOf, rankOrderCentroid, restricted, spreadOverLayers } from "./weights.js";
import { control } from "./words.js";

const MOST_STEPS = 200;
const ALMOST_ALL = 1 - Number.EPSILON / 2; // the greatest number below 1

/**
 * Hold what the user set of a study, and tell `changed` of every change.
 *
 * `rule` is what was asked for: `called` is a claim that tells which weights it gives, and
 * `weightsIn` gives them under any version, or null where there are none, so that weights of layers
 * are split over what is scored there, and going to another version and back loses nothing.
 * Weights that a problem comes with are those at the start, else layers weigh the same.
 */
export class State {
  constructor(study, changed) {
    this.study = study;
    this.changed = changed;
    this.past = [];
    this.future = [];
    this.moving = null;
    const locks = study.criteria.map(() => false);
    const rule = Number.isInteger(study.start) ? this.weightSet(study.start) : this.layersEqual();
    this.now = { version: 0, method: Object.keys(study.methods)[0], locks, rule };
    this.now.weights = this.weightsOf(rule);
  }

  // --- what follows from it -------------------------------------------------------------------

  get version() { return this.study.versions[this.now.version]; }
  get scored() { return this.version.scored; }
  get layerOf() { return this.study.criteria.map((criterion) => criterion.layer); }
  get methods() {
    const majority = Object.keys(MAJORITY_METHODS).map((name) => [name, VOCABULARY.methodLabels[name]]);
    return [...Object.entries(this.study.methods), ...majority];
  }

  /** The ranking now; null where the method cannot decide it. */
  ranking() {
    try {
      return rank(this.version, this.now.method, this.now.weights);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  partOfLayer(layer) { return this.layerOf.map((of) => of === layer); }
  partOfCriterion(k) { return this.layerOf.map((_, other) => other === k); }

  /** The weight of a part: 1 only if no other criterion weighs anything, whatever the sum is rounded to. */
  weightOf(part) {
    const { weights } = this.now;
    const isAll = weights.every((weight, k) => part[k] || weight === 0);
    return isAll ? 1 : Math.min(sum(weights.filter((_, k) => part[k])), ALMOST_ALL);
  }


  /** What is scored in each of the three corners of a triangle; null where one of them is empty. */
  groupsOf(corners) {
    const groups = [0, 1, 2].map((g) => this.layerOf.map((layer, k) => corners[layer] === g && this.scored[k]));
    return groups.every((group) => group.some(Boolean)) ? groups : null;
  }

  isScored(part) { return this.scored.some((is, k) => is && part[k]); }
  isLocked(part) { return this.scored.every((is, k) => !is || !part[k] || this.now.locks[k]); }

  lineOf(part, weights = this.now.weights) {
    return lineOf(weights, part, this.now.locks, this.scored);
  }

  /** Who leads along one slider; null where nothing can move or it is not known. */
  pieces(part) {
    const line = this.lineOf(part);
    try {
      return line && leadersAlong(this.version, this.now.method, line);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  /** What is called otherwise where the weights of a study count ballots. */
  calledOfStudy(key, values = {}) { return control(key, { counts: Boolean(this.study.counts), ...values }); }

  // --- rules of weights -----------------------------------------------------------------------

  layersEqual() {
    const shares = this.study.layers.map(() => 1);
    const weightsIn = ({ scored }) => spreadOverLayers(shares, this.layerOf, scored);
    return { called: this.study.layers.length > 1 ? control("layers equal") : this.calledOfStudy("criteria equal"), weightsIn };
  }

  layersInOrder(layers) {
    const isScoredIn = ({ scored }) => (layer) => this.layerOf.some((of, k) => of === layer && scored[k]);
    const weightsIn = (version) => {
      const ordered = layers.filter(isScoredIn(version));
      const centroid = rankOrderCentroid(ordered.length);
      const shares = this.study.layers.map((_, layer) => centroid[ordered.indexOf(layer)] ?? 0);
      return spreadOverLayers(shares, this.layerOf, version.scored);
    };
    const names = layers.filter(isScoredIn(this.version)).map((layer) => this.study.layers[layer].name);
    return { called: control("in an order", { layers: names }), weightsIn };
  }

  /** The weights of a set as Python resolves them under each version. */
  weightSet(set) {
    const own = control(this.study.counts ? "ballots as counted" : "own weights");
    const called = set === this.study.start ? own : this.study.weight_sets[set].name;
    return { called, weightsIn: (version) => version.weight_sets[set] };
  }

  /** The rule that gives the weights of a version: the one asked for, or else equal layers. */
  ruleIn(version, rule = this.now.rule) {
    return rule.weightsIn(version) ? rule : this.layersEqual();
  }

  weightsOf(rule, version = this.version) { return this.ruleIn(version, rule).weightsIn(version); }

  /** Weights as a file that `mcda-ai rank --weights` reads. */
  weightsFile() {
    const named = this.study.criteria.flatMap(({ name }, k) =>
      this.scored[k] ? [[name, this.now.weights[k]]] : []);
    return `${JSON.stringify(Object.fromEntries(named), null, 2)}\n`;
  }

  // --- steps ----------------------------------------------------------------------------------

  /**
   * Move one weight; the others keep the proportions they had when it began to move. Moves with
   * the same key are one step to undo; those without a key are a step each.
   */
  move(key, part, weight) {
    if (!this.moving || key === null || this.moving.key !== key) {
      this.moving = { key, weights: this.now.weights };
      this.remember();
    }
    const line = this.lineOf(part, this.moving.weights);
    if (line) {
      const weights = line.at(Math.min(Math.max(weight, line.least), line.greatest));
      this.now = { ...this.now, weights, rule: given(control("set by hand"), weights) };
    }
    this.changed();
  }

  /** Take weights whole, by a rule: what was locked is locked no more. */
  setRule(rule) {
    this.step({ rule, weights: this.weightsOf(rule), locks: this.now.locks.map(() => false) });
  }

  setEqual() { this.setRule({ called: this.calledOfStudy("criteria equal"), weightsIn: ({ scored }) => equalWeights(scored) }); }
  setLayerEqual() { this.setRule(this.layersEqual()); }
  setTypicalFor(name) { this.setRule({ called: this.calledOfStudy("typical for", { name }), weightsIn: ({ central }) => (Object.hasOwn(central, name) ? central[name] : null) }); }
  setMethod(method) { this.step({ method }); }

  setWeightSet(set) { this.setRule(this.weightSet(set)); }

  /** Weigh the layers in an order of importance, most important first. */
  setOrder(layers) { this.setRule(this.layersInOrder(layers)); }

  toggleLock(part) {
    const locked = this.isLocked(part);
    this.step({ locks: this.now.locks.map((is, k) => (part[k] ? !locked : is)) });
  }

  /** Take another reading or other scenarios, with the weights that the rule gives there, or else equal layers. */
  setVersion(reading, scenarios) {
    const version = this.study.versions.findIndex((each) =>
      each.reading === reading && String(each.scenarios) === String(scenarios));
    if (version < 0) return false;
    const there = this.study.versions[version];
    this.step({ version, weights: this.weightsOf(this.now.rule, there) });
    return true;
  }

  step(change) {
    this.remember();
    this.moving = null;
    this.now = { ...this.now, ...change };
    this.changed();
  }

  remember() {
    this.past = [...this.past.slice(1 - MOST_STEPS), this.now];
    this.future = [];
  }

  undo() { this.travel(this.past, this.future); }
  redo() { this.travel(this.future, this.past); }

  travel(from, to) {
    if (!from.length) return;
    to.push(this.now);
    this.now = from.pop();
    this.moving = null;
    this.changed();
  }
}

/** The rule of weights that were given, on what is scored of them. */
function given(called, weights) {
  return { called, weightsIn: ({ scored }) => restricted(weights, scored) };
}
