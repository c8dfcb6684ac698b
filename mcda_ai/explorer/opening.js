// Opening a table or a page in the page itself: nothing is sent anywhere.

import { Faults } from "./cells.js";
import { make } from "./dom.js";
import { isPage, read, textOf } from "./inputs.js";
import { fault, inWords, meaningOf } from "./words.js";

/** The panel in which a table is pasted or a file opened. */
export class Opening {
  constructor(view) {
    Object.assign(this, { view, text: "", direction: "", scale: "", faults: [], notes: [] });
    this.takeDroppedFiles(view.root);
  }

  panel() {
    const { view } = this;
    const id = (name) => view.nameId("open", name);
    const table = make("textarea", { id: id("table"), rows: "8", spellcheck: "false", oninput: () => { this.text = table.value; } });
    table.value = this.text;
    this.field = table;
    const file = make("input", { type: "file", id: id("file"), onchange: () => this.load(file.files[0]) });
    const choices = [make("option", { value: "" }, view.called("choose")),
      ...["ranks", "higher"].map((key) => make("option", { value: key }, inWords(meaningOf(key), view.language)))];
    const direction = make("select", { id: id("direction"), onchange: () => { this.direction = direction.value; } }, choices);
    direction.value = this.direction;
    const scale = make("input", { type: "text", id: id("scale"), placeholder: view.called("scale hint"), oninput: () => { this.scale = scale.value; } });
    scale.value = this.scale;
    this.faultsShown = make("div", { class: "faults", role: "alert" }, this.told("faults", this.faults));
    const labelled = (key, control) => make("label", { class: "field" }, view.called(key), control);
    return view.panel("open", make("p", { class: "aside" }, view.called("open help")),
      labelled("table", table), labelled("file", file), labelled("direction", direction), labelled("scale", scale),
      make("button", { type: "button", id: id("show"), onclick: () => this.show(this.text) }, view.called("show")),
      this.faultsShown,
      make("div", { class: "notes", role: "status" }, this.told("read with notes", this.notes)));
  }

  /** A list of faults or notes under a sentence; nothing where there are none. */
  told(key, remarks) {
    if (!remarks.length) return [];
    const { view } = this;
    return [make("p", {}, view.called(key)), make("ul", {}, remarks.map((remark) => make("li", {}, inWords(remark, view.language))))];
  }

  /** Load a file that is dropped anywhere; else the browser would leave this page for it. */
  takeDroppedFiles(root) {
    const holdsFiles = ({ dataTransfer }) => dataTransfer.types.includes("Files");
    root.addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
    root.addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.load(event.dataTransfer.files[0]);
    });
  }

  /** Show a page at once; put a table in its field, since what its numbers mean may still have to be chosen. */
  async load(file) {
    if (!file) return;
    try {
      const text = await textOf(file);
      if (isPage(text)) {
        this.show(text);
        return;
      }
      this.text = text;
      this.field.value = text;
      this.faults = [];
      this.faultsShown.replaceChildren();
    } catch (error) {
      this.fail(faultsOf(error));
    }
  }

  show(text) {
    try {
      const study = read(text, { direction: this.direction, scale: this.scale });
      Object.assign(this, { faults: [], notes: study.notes ?? [] });
      this.view.show(study);
    } catch (error) {
      this.fail(faultsOf(error));
    }
  }

  /** Say what is wrong, with nothing of an earlier table left below it. */
  fail(faults) {
    Object.assign(this, { faults, notes: [] });
    this.view.show(null);
  }
}

/** What to say of an error; one that nobody foresaw is told as it is, else nothing would happen at all. */
export function faultsOf(error) {
  return error instanceof Faults ? error.faults : [fault("unforeseen", { reason: String(error?.message ?? error) })];
}
