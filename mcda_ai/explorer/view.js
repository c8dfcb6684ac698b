// The explorer as seen: sliders, who leads now, the triangle, and ways to take weights along.

import { VOCABULARY } from "./vocabulary.js";
import { firstCorners } from "./corners.js";
import { make } from "./dom.js";
import { inField } from "./figures.js";
import { Opening } from "./opening.js";
import { orderPanel, rankingPanel, savePanel, trianglePanel } from "./panels.js";
import { State } from "./state.js";
import { claimOfWeights, claimsOfSlider } from "./statements.js";
import { control, inWords } from "./words.js";

/**
 * Show the explorer in an element.
 *
 * `study` is what to explore, or null for a page that only opens tables and other pages. `onWeights` is told the
 * weights by criterion after every step, `onLanguage` the language when it is switched.
 */
export function mount(
  root,
  { study = null, language = "en", opens = !study, onWeights = null, onLanguage = null },
) {
  // Counted over the whole document: each widget brings a module of its own.
  globalThis.mcdaExplorers = (globalThis.mcdaExplorers ?? 0) + 1;
  const id = `explorer-${globalThis.mcdaExplorers}`;
  const view = new View(root, id, { language, opens, onWeights, onLanguage });
  view.show(study);
  return view;
}

class View {
  constructor(root, id, { language, opens, onWeights, onLanguage }) {
    Object.assign(this, { root, id, language, onWeights, onLanguage, unfolded: new Set() });
    this.opening = opens ? new Opening(this) : null;
    root.classList.add("mcda-explorer");
    root.addEventListener("keydown", (event) => this.key(event));
  }

  show(study) {
    this.state = study && new State(study, () => this.refresh());
    this.unfolded.clear();
    this.corners = study && firstCorners(this.state);
    this.order = study && study.layers.map((_, layer) => layer);
    this.build();
  }

  /** What a part of the page is called. */
  called(key, values) {
    const { counts = false } = this.state?.study ?? {};
    return inWords(control(key, { counts, ...values }), this.language);
  }

  /** Say a claim on the study, with labels for names. */
  said(claim) { return inWords(claim, this.language, this.labels); }
  label(part) { return part.label[this.language]; }
  /** What an option is called: its name, which the baseline has with its mark. */
  nameOf({ name }) { return this.labels[name] ?? name; }
  nameId(...parts) { return [this.id, ...parts].join("-"); }

  colour(i) {
    const { alternatives } = this.state.study;
    if (alternatives[i].colour) return alternatives[i].colour;
    if (alternatives.length <= VOCABULARY.toldApart.length) return VOCABULARY.toldApart[i];
    return `hsl(${Math.round((360 * i) / alternatives.length)} 65% 45%)`;
  }

  /** One colour for one leader, stripes for several. */
  paint(leaders) {
    if (leaders.length === 1) return this.colour(leaders[0]);
    const stripes = leaders.map((i, at) => `${this.colour(i)} ${6 * at}px ${6 * (at + 1)}px`);
    return `repeating-linear-gradient(45deg, ${stripes.join(", ")})`;
  }

  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !this.state) return;
    if (event.target.matches("textarea, input[type=text]:not(.figure)")) return; // text has an undo of its own
    const letter = event.key.toLowerCase();
    if (letter !== "z" && letter !== "y") return;
    event.preventDefault();
    if (letter === "y" || event.shiftKey) this.state.redo();
    else this.state.undo();
  }

  // --- building -------------------------------------------------------------------------------

  /** Make all elements anew, and give the focus back to the one that had it. */
  build() {
    const focused = this.root.contains(document.activeElement) ? document.activeElement.id : "";
    this.updates = [];
    this.labels = this.state ? labelsOf(this.state.study, this.language) : {};
    this.built = this.state && this.state.now.version;
    const parts = [this.controls()];
    if (this.opening) parts.push(this.opening.panel());
    if (this.state) {
      parts.push(...this.remarks());
      const main = make("div", { class: "columns" },
        make("div", { class: "column" }, this.weightsPanel(), orderPanel(this)),
        make("div", { class: "column" }, rankingPanel(this), trianglePanel(this), savePanel(this)));
      parts.push(main);
    }
    this.root.replaceChildren(...parts);
    this.root.lang = this.language;
    this.refresh();
    if (focused) document.getElementById(focused)?.focus();
  }

  /** In words of Python: what was suspect where it read the problem, and what sets this version apart. */
  remarks() {
    const { version, study: { doubts = [] } } = this.state;
    const lists = { notes: doubts, circumstances: version.circumstances ?? [] };
    return Object.entries(lists).map(([key, remarks]) => make("ul", { class: key, id: this.nameId(key), hidden: !remarks.length },
      remarks.map((remark) => make("li", {}, remark[this.language]))));
  }

  refresh() {
    if (!this.state) return;
    if (this.built !== this.state.now.version) { this.build(); return; }
    this.now = this.state.ranking();
    for (const update of this.updates) update();
    if (this.onWeights) this.onWeights(JSON.parse(this.state.weightsFile()));
  }

  controls() {
    const controls = make("div", { class: "controls" }, this.choice("language", [["en", this.called("english")], ["nl", this.called("dutch")]],
      () => this.language, (value) => {
        this.language = value;
        if (this.onLanguage) this.onLanguage(value);
        this.build();
      }));
    if (!this.state) return controls;
    const { study } = this.state;
    controls.append(this.choice("method", this.state.methods,
      () => this.state.now.method, (value) => this.state.setMethod(value)));
    if (study.readings.length > 1) {
      const readings = study.readings.map((reading, at) => [String(at), this.label(reading)])
        .filter(([at]) => study.versions.some((version) => String(version.reading) === at));
      controls.append(this.choice("reading", readings, () => String(this.state.version.reading),
        (value) => this.state.setVersion(Number(value), this.state.version.scenarios)));
    }
    if (study.scenarios.length) controls.append(this.scenarios());
    for (const [step, left] of [["undo", "past"], ["redo", "future"]]) {
      const button = make("button", { type: "button", id: this.nameId(step), onclick: () => this.state[step]() }, this.called(step));
      // Not disabled, since that would take the focus away from it, and Ctrl+Z with it.
      this.updates.push(() => button.setAttribute("aria-disabled", String(!this.state[left].length)));
      controls.append(button);
    }
    return controls;
  }

  choice(key, options, value, change) {
    const select = make("select", { id: this.nameId(key), onchange: () => change(select.value) },
      options.map(([name, label]) => make("option", { value: name }, label)));
    select.value = value();
    this.updates.push(() => { select.value = value(); });
    return make("label", { class: "choice" }, this.called(key), select);
  }

  scenarios() {
    const { study, version } = this.state;
    const boxes = study.scenarios.map((scenario, at) => {
      const box = make("input", { type: "checkbox", id: this.nameId("scenario", at) });
      box.checked = version.scenarios.includes(at);
      box.addEventListener("change", () => {
        const chosen = study.scenarios.map((_, s) => s).filter((s) => (s === at ? box.checked : this.state.version.scenarios.includes(s)));
        const found = this.state.setVersion(this.state.version.reading, chosen);
        if (!found) this.state.setVersion(this.state.version.reading, box.checked ? [at] : []);
      });
      return make("label", { class: "check" }, box, this.label(scenario));
    });
    return make("fieldset", { class: "scenarios" }, make("legend", {}, this.called("scenarios")), boxes);
  }

  // --- weights --------------------------------------------------------------------------------

  weightsPanel() {
    const rows = this.state.study.layers.flatMap((layer, l) => this.layerRows(layer, l));
    const used = make("p", { class: "aside", id: this.nameId("weights-now") });
    this.updates.push(() => { used.textContent = this.said(claimOfWeights(this.state)); });
    return this.panel("weights", this.presets(), used,
      make("p", { class: "aside" }, this.called("strip help")), make("div", { class: "sliders" }, rows));
  }

  panel(key, ...inside) {
    const id = this.nameId("heading", key);
    return make("section", { class: `panel ${key}`, "aria-labelledby": id }, make("h3", { id }, this.called(key)), ...inside);
  }

  presets() {
    const { study } = this.state;
    const button = (label, step, title = null) =>
      make("button", { type: "button", title, onclick: step }, label);
    const sets = study.weight_sets.flatMap((set, at) =>
      (this.state.version.weight_sets[at] ? [button(this.label(set), () => this.state.setWeightSet(at))] : []));
    const central = study.alternatives.flatMap(({ name }) => {
      if (!Object.hasOwn(this.state.version.central, name)) return [];
      return [button(this.called("typical for", { name: this.nameOf({ name }) }), () => this.state.setTypicalFor(name), this.called("mean of leading", { name: this.nameOf({ name }) }))];
    });
    return make("div", { class: "presets", role: "group", "aria-label": this.called("presets") },
      ...(study.layers.length > 1 ? [button(this.called("layers equal"), () => this.state.setLayerEqual())] : []),
      button(this.called("criteria equal"), () => this.state.setEqual()), ...sets, ...central);
  }

  layerRows(layer, l) {
    const { study } = this.state;
    const members = study.criteria.flatMap((criterion, k) => (criterion.layer === l ? [k] : []));
    const inside = make("div", { class: "criteria", id: this.nameId("criteria", l), hidden: !this.unfolded.has(l) });
    const fill = () => {
      if (inside.childElementCount) return;
      inside.append(...members.map((k) => this.row(study.criteria[k], this.state.partOfCriterion(k), `criterion-${k}`)));
    };
    if (this.unfolded.has(l)) fill();
    const fold = make("button", {
      type: "button", class: "fold", id: this.nameId("fold", l), "aria-expanded": String(this.unfolded.has(l)),
      "aria-controls": inside.id, "aria-label": this.called("criteria of", { name: this.label(layer) }),
      onclick: () => {
        const open = !this.unfolded.delete(l);
        if (open) { this.unfolded.add(l); fill(); this.refresh(); }
        fold.setAttribute("aria-expanded", String(open));
        inside.hidden = !open;
      },
    });
    return [this.row(layer, this.state.partOfLayer(l), `layer-${l}`, fold), inside];
  }

  /** A slider with its number, lock, and who leads along it. */
  row(part, members, key, fold = null) {
    const name = this.label(part);
    const head = (...more) => make("div", { class: "name" }, fold ?? "", make("span", {}, name), ...more);
    if (!this.state.isScored(members)) {
      return make("div", { class: "row unscored" }, head(), make("span", { class: "aside" }, this.called("not scored")));
    }
    const note = make("span", { class: "flip", id: this.nameId("flip", key) });
    const slider = make("input", {
      type: "range", min: "0", max: "1", step: "0.005", id: this.nameId(key),
      "aria-label": this.called("weight of", { name }), "aria-describedby": note.id,
      oninput: () => this.state.move(key, members, Number(slider.value)),
    });
    const figure = make("input", {
      type: "text", inputmode: "decimal", class: "figure", id: this.nameId("figure", key),
      "aria-label": this.called("weight in per cent", { name }),
      onchange: () => this.typed(key, members, figure),
    });
    const lock = make("button", {
      type: "button", class: "lock", id: this.nameId("lock", key), "aria-label": this.called("lock", { name }),
      onclick: () => this.state.toggleLock(members),
    }, this.called("lock in short"));
    const strip = make("div", { class: "strip", "aria-hidden": "true" });
    this.updates.push(() => {
      const weight = this.state.weightOf(members);
      const fixed = !this.state.lineOf(members);
      slider.value = String(weight);
      const figureText = inField(weight, this.language);
      slider.setAttribute("aria-valuetext", `${figureText} %`);
      figure.value = figureText;
      slider.disabled = figure.disabled = fixed;
      const locked = this.state.isLocked(members);
      lock.setAttribute("aria-pressed", String(locked));
      const pieces = this.state.pieces(members);
      this.showStrip(strip, pieces, weight);
      const changes = this.now ? claimsOfSlider(this.state, members, pieces, this.now.leaders) : [];
      note.textContent = changes.map((change) => this.said(change)).join("; ");
    });
    return make("div", { class: "row" }, head(), slider, figure, make("span", { class: "unit" }, "%"), lock, strip, note);
  }

  /** Take a weight as typed, with a point or a comma; what is no weight leaves it as it was. */
  typed(key, members, figure) {
    const text = figure.value.trim().replace(/\s*%$/, "").replace(",", ".");
    const per = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (per >= 0 && per <= 100) this.state.move(null, members, per / 100);
    else this.refresh();
  }

  showStrip(strip, pieces, weight) {
    const segments = (pieces ?? []).map((piece) => {
      const segment = make("span", { class: "segment" });
      segment.style.left = `${100 * piece.from}%`;
      segment.style.width = `${100 * (piece.to - piece.from)}%`;
      segment.style.background = this.paint(piece.leaders);
      return segment;
    });
    const mark = make("span", { class: "now" });
    mark.style.left = `${100 * weight}%`;
    strip.replaceChildren(...segments, mark);
  }
}

/** What names are called: layers before criteria of the same name; options keep theirs, the baseline with its mark. */
function labelsOf(study, language) {
  const parts = [...study.weight_sets, ...study.criteria, ...study.layers];
  const options = new Set(study.alternatives.map(({ name }) => name));
  const labels = parts.filter(({ name }) => !options.has(name)).map(({ name, label }) => [name, label[language]]);
  return Object.fromEntries(study.baseline ? [...labels, [study.baseline.name, study.baseline.shown]] : labels);
}
