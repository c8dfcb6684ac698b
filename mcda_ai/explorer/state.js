// What the user set: weights, locks, version and method; every step can be undone.

import {
  equalWeights, leadersAlong, lineOf, normalised, rank, rankOrderCentroid, spreadOverLayers,
  MAJORITY_METHODS,
} from "./numbers.js";

const MOST_STEPS = 200;

/** Hold what the user set of a study, and tell `changed` of every change. */
export class State {
  constructor(study, changed) {
    this.study = study;
    this.changed = changed;
    this.past = [];
    this.future = [];
    this.moving = null;
    const locks = study.criteria.map(() => false);
    this.now = { version: 0, method: Object.keys(study.methods)[0], locks, weights: [], wanted: [] };
    this.now.weights = this.layerEqual();
    this.now.wanted = this.now.weights;
  }

  // --- what follows from it -------------------------------------------------------------------

  get version() { return this.study.versions[this.now.version]; }
  get scored() { return this.version.scored; }
  get layerOf() { return this.study.criteria.map((criterion) => criterion.layer); }
  get methods() {
    const majority = Object.entries(MAJORITY_METHODS).map(([name, { label }]) => [name, label]);
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
  weightOf(part) { return this.now.weights.reduce((t, w, k) => t + (part[k] ? w : 0), 0); }
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

  layerEqual() {
    const layers = this.study.layers.map((_, layer) => Number(this.isScored(this.partOfLayer(layer))));
    return spreadOverLayers(layers, this.layerOf, this.scored);
  }

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
      this.now = { ...this.now, weights, wanted: weights };
    }
    this.changed();
  }

  /** Take weights whole: what was locked is locked no more. */
  setWeights(weights) {
    this.step({ weights, wanted: weights, locks: this.now.locks.map(() => false) });
  }

  setEqual() { this.setWeights(equalWeights(this.scored)); }
  setLayerEqual() { this.setWeights(this.layerEqual()); }
  setMethod(method) { this.step({ method }); }

  /** Weigh the layers in an order of importance, most important first. */
  setOrder(layers) {
    const scored = layers.filter((layer) => this.isScored(this.partOfLayer(layer)));
    const centroid = rankOrderCentroid(scored.length);
    const weights = this.study.layers.map((_, layer) =>
      scored.includes(layer) ? centroid[scored.indexOf(layer)] : 0);
    this.setWeights(spreadOverLayers(weights, this.layerOf, this.scored));
  }

  toggleLock(part) {
    const locked = this.isLocked(part);
    this.step({ locks: this.now.locks.map((is, k) => (part[k] ? !locked : is)) });
  }

  /** Take another reading or other scenarios; what nobody scored there has no weight. */
  setVersion(reading, scenarios) {
    const version = this.study.versions.findIndex((each) =>
      each.reading === reading && String(each.scenarios) === String(scenarios));
    if (version < 0) return false;
    const { scored } = this.study.versions[version];
    // From what was wanted, not from what the last version left of it: going back loses nothing.
    const weights = this.now.wanted.map((weight, k) => (scored[k] ? weight : 0));
    const some = weights.some((weight) => weight > 0);
    this.step({ version, weights: some ? normalised(weights) : equalWeights(scored) });
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
