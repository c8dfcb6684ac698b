// Opening a table or a problem file in the page itself: nothing is sent anywhere.

import { Faults } from "./cells.js";
import { make } from "./dom.js";
import { readProblem } from "./problems.js";
import { readTable } from "./tables.js";

const MOST_BYTES = 5_000_000;
const MEGABYTE = 1_000_000;
const WORKBOOKS = [[0x50, 0x4b, 0x03, 0x04], [0xd0, 0xcf, 0x11, 0xe0]]; // how .xlsx and .xls begin
const JSON_BEGINS = /^\s*(?:\{|\[\s*[[{"\]])/;

/** The panel in which a table is pasted or a file opened. */
export class Opening {
  constructor(view) {
    Object.assign(this, { view, text: "", direction: "", scale: "", faults: [], notes: [] });
  }

  panel() {
    const { view } = this;
    const id = (name) => view.nameId("open", name);
    const table = make("textarea", { id: id("table"), rows: "8", spellcheck: "false", oninput: () => { this.text = table.value; } });
    table.value = this.text;
    const file = make("input", { type: "file", id: id("file"), accept: ".csv,.tsv,.txt,.json", onchange: () => this.load(file.files[0], table) });
    const choices = ["choose", "ranks", "higher"].map((key) => make("option", { value: key === "choose" ? "" : key }, view.say(key)));
    const direction = make("select", { id: id("direction"), onchange: () => { this.direction = direction.value; } }, choices);
    direction.value = this.direction;
    const scale = make("input", { type: "text", id: id("scale"), placeholder: view.say("scale_hint"), oninput: () => { this.scale = scale.value; } });
    scale.value = this.scale;
    const labelled = (key, control) => make("label", { class: "field" }, view.say(key), control);
    return view.panel("open", make("p", { class: "aside" }, view.say("open_help")),
      labelled("table", table), labelled("file", file), labelled("direction", direction), labelled("scale", scale),
      make("button", { type: "button", id: id("show"), onclick: () => this.show() }, view.say("show")),
      make("div", { class: "faults", role: "alert" }, this.told("faults", this.faults)),
      make("div", { class: "notes", role: "status" }, this.told("read_with_notes", this.notes)));
  }

  /** A list of faults or notes under a sentence; nothing where there are none. */
  told(key, found) {
    if (!found.length) return [];
    const { view } = this;
    return [make("p", {}, view.say(key)), make("ul", {}, found.map(([each, values]) => make("li", {}, view.say(each, values))))];
  }

  /** Read a file as text: UTF-8 or UTF-16, or else what a Dutch Excel writes (Windows-1252). */
  async load(file, table) {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      const megabytes = Math.ceil(file.size / MEGABYTE);
      this.fail([["fault_size", { name: file.name, megabytes, most: MOST_BYTES / MEGABYTE }]]);
      return;
    }
    let bytes;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch (error) { // it was moved or changed since it was chosen
      this.fail(faultsOf(error));
      return;
    }
    if (WORKBOOKS.some((begin) => begin.every((byte, at) => bytes[at] === byte))) {
      this.fail([["fault_workbook", { name: file.name }]]);
      return;
    }
    this.text = decoded(bytes);
    table.value = this.text;
  }

  show() {
    try {
      const study = read(this.text, { direction: this.direction, scale: this.scale });
      Object.assign(this, { faults: [], notes: study.notes });
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
function faultsOf(error) {
  return error instanceof Faults ? error.faults : [["fault_unforeseen", { reason: String(error?.message ?? error) }]];
}

/** Read a text: a problem file if it begins as JSON does, else a table. */
export function read(text, how) {
  const plain = text.replace(/^\uFEFF/, "");
  if (JSON_BEGINS.test(plain)) return readProblem(plain);
  if (/^version:/m.test(plain) && /^(?:alternatives|criteria):/m.test(plain)) throw new Faults([["fault_yaml", {}]]);
  return readTable(plain, how);
}

function decoded(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
