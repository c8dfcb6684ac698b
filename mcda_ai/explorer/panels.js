// The panels beside the sliders: the ranking, the triangle of regions, an order, taking along.

import { draw, make } from "./dom.js";
import { inShort } from "./figures.js";
import { leaderRegions } from "./leader_regions.js";
import { shellWord } from "./shell.js";
import {
  claimOfCorner, claimOfCornerWeight, claimOfOrder, claimOfRegion, claimsOfRanking, claimsOfRegions,
  claimsOfThinEvidence,
} from "./statements.js";

const gridSteps = (m) => (m > 6 ? 24 : 48); // fewer where each step takes longer
const SIDE = 300; // of the triangle, in pixels
const TOP = 34; // room for the label above it

/** Who leads now, in a sentence and a table. */
export function rankingPanel(view) {
  const { study } = view.state;
  const sentence = make("p", { class: "sentence", role: "status", "aria-live": "polite", id: view.nameId("sentence") });
  const order = make("p", { class: "order", id: view.nameId("order") });
  const thin = make("ul", { class: "notes", id: view.nameId("thin") });
  const body = make("tbody");
  const head = ["rank", "option", "score"].map((key) => make("th", { scope: "col" }, view.called(key)));
  view.updates.push(() => {
    sentence.textContent = claimsOfRanking(view.state, view.now).map((claim) => view.said(claim)).join(" ");
    order.textContent = view.now ? view.said(claimOfOrder(view.state, view.now)) : "";
    const remarks = view.now ? claimsOfThinEvidence(view.state, view.now) : [];
    thin.replaceChildren(...remarks.map((claim) => make("li", {}, view.said(claim))));
    thin.hidden = !remarks.length;
    const { ranks, scores } = view.now ?? { ranks: [], scores: null };
    const places = ranks.map((_, i) => i).sort((a, b) => ranks[a] - ranks[b] || a - b);
    const [low, high] = scores ? [Math.min(...scores), Math.max(...scores)] : [0, 0];
    body.replaceChildren(...places.map((i) => {
      const dot = make("span", { class: "dot" });
      dot.style.background = view.colour(i);
      const { name } = study.alternatives[i];
      const label = view.label(study.alternatives[i]);
      const bar = make("span", { class: "bar", "aria-hidden": "true" });
      bar.style.width = `${scores && high > low ? (100 * (scores[i] - low)) / (high - low) : 0}%`;
      bar.style.background = view.colour(i);
      const figure = scores ? inShort(scores[i], view.language) : "–";
      return make("tr", { "data-alternative": name },
        make("td", {}, String(ranks[i])),
        make("th", { scope: "row" }, dot, make("strong", {}, view.nameOf({ name })), label === name ? "" : ` ${label}`),
        make("td", { class: "score" }, make("span", {}, figure), bar));
    }));
  });
  return view.panel("ranking", sentence, order, thin,
    make("table", {}, make("thead", {}, make("tr", {}, head)), body));
}

/** Regions of a triangle of three groups of layers, and where the weights are now. */
export function trianglePanel(view) {
  if (!view.corners) return "";
  const { study } = view.state;
  const height = (SIDE * Math.sqrt(3)) / 2;
  const picture = draw("svg", { viewBox: `-70 0 ${SIDE + 140} ${height + TOP + 44}`, class: "regions", role: "img" });
  const help = make("p", { class: "aside" });
  const steps = gridSteps(study.alternatives.length);
  view.updates.push(() => {
    const groups = view.state.groupsOf(view.corners);
    if (!groups || !view.now) {
      picture.replaceChildren();
      picture.setAttribute("aria-label", "");
      help.textContent = view.called("corner empty");
      return;
    }
    const regions = leaderRegions(view.state.version, view.state.now.method, view.state.now.weights, groups, steps);
    picture.replaceChildren(...pictureOf(view, regions, groups));
    const [leaders, borders] = claimsOfRegions(view.state, regions, steps).map((claim) => view.said(claim));
    picture.setAttribute("aria-label", leaders);
    help.textContent = `${view.called("triangle help")} ${borders}`;
  });
  return view.panel("triangle", picture, help, cornerChoices(view));
}

function pictureOf(view, regions, groups) {
  const height = (SIDE * Math.sqrt(3)) / 2;
  const place = ([a, b, c]) => [(c + a / 2) * SIDE, TOP + (1 - a) * height, b]; // a on top, b left
  const path = (polygon) => `M${polygon.map((point) => place(point).slice(0, 2).map((x) => x.toFixed(2)).join(",")).join("L")}Z`;
  const shapes = regions.map(({ leaders, polygons }) => {
    const area = draw("path", { d: polygons.map(path).join("") });
    area.style.fill = view.colour(leaders[0]);
    area.style.fillOpacity = leaders.length > 1 ? "0.45" : "0.85";
    if (polygons.length > 1) area.style.stroke = view.colour(leaders[0]); // no seams in a grid
    area.append(draw("title", {}, view.said(claimOfRegion(view.state, leaders))));
    return area;
  });
  const names = regions.filter(({ polygons }) => polygons.length === 1).map(({ leaders, polygons: [polygon] }) => {
    const middle = [0, 1, 2].map((g) => polygon.reduce((t, point) => t + point[g], 0) / polygon.length);
    const [x, y] = place(middle);
    return draw("text", { x, y, class: "leader", "text-anchor": "middle" }, view.said(claimOfRegion(view.state, leaders)));
  });
  const shares = groups.map((group) => view.state.weightOf(group));
  const [x, y] = place(shares);
  const outline = draw("path", { d: path([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), class: "outline" });
  const labels = [[SIDE / 2, TOP - 12], [0, height + TOP + 18], [SIDE, height + TOP + 18]].map(([cx, cy], g) =>
    draw("text", { x: cx, y: cy, "text-anchor": "middle" }, view.said(claimOfCornerWeight(g, shares[g]))));
  return [...shapes, outline, ...names, draw("circle", { cx: x, cy: y, r: 6, class: "dot-now" }), ...labels];
}

function cornerChoices(view) {
  const { study } = view.state;
  const list = make("ul", { class: "corner-names" });
  view.updates.push(() => {
    list.replaceChildren(...[0, 1, 2].map((g) => make("li", {}, view.said(claimOfCorner(view.state, view.corners, g)))));
  });
  const selects = study.layers.flatMap((layer, l) => {
    if (!view.state.isScored(view.state.partOfLayer(l))) return [];
    const select = make("select", {
      id: view.nameId("corner", l), "aria-label": view.called("corner of", { name: view.label(layer) }),
      onchange: () => { view.corners[l] = Number(select.value); view.refresh(); },
    }, [0, 1, 2].map((g) => make("option", { value: String(g) }, view.called("corner", { n: g + 1 }))));
    select.value = String(view.corners[l]);
    return [make("li", {}, select, make("span", {}, view.label(layer)))];
  });
  return make("div", {}, list, make("details", {}, make("summary", {}, view.called("corners")), make("ul", { class: "corners" }, selects)));
}

/** An order of importance, by dragging or by buttons. */
export function orderPanel(view) {
  const { study } = view.state;
  const list = make("ol", { class: "importance" });
  let dragged = null;
  const isScored = (layer) => view.state.isScored(view.state.partOfLayer(layer));
  const shown = () => view.order.filter(isScored); // the others keep a place, for other versions
  const place = (layer, at) => {
    const moved = shown().filter((other) => other !== layer);
    moved.splice(at, 0, layer);
    view.order = [...moved, ...view.order.filter((other) => !isScored(other))];
    fill();
  };
  const arrow = (layer, step, key) => {
    const at = shown().indexOf(layer);
    return make("button", {
      type: "button", id: view.nameId(key, layer), disabled: at + step < 0 || at + step >= shown().length,
      "aria-label": view.called(key, { name: view.label(study.layers[layer]) }),
      onclick: () => { place(layer, at + step); document.getElementById(view.nameId(key, layer))?.focus(); },
    }, key === "up" ? "↑" : "↓");
  };
  function fill() {
    list.replaceChildren(...shown().map((layer, at) =>
      make("li", {
        draggable: "true",
        ondragstart: (event) => { dragged = layer; event.dataTransfer.setData("text/plain", String(layer)); },
        ondragover: (event) => event.preventDefault(),
        ondrop: (event) => { event.preventDefault(); if (dragged !== null) place(dragged, at); dragged = null; },
      }, arrow(layer, -1, "up"), arrow(layer, 1, "down"), make("span", {}, view.label(study.layers[layer])))));
  }
  if (shown().length < 2) return "";
  fill();
  const use = make("button", { type: "button", id: view.nameId("use-order"), onclick: () => view.state.setOrder(view.order) }, view.called("use order"));
  return view.panel("order", make("p", { class: "aside" }, view.called("order help")), list, use);
}

/** The weights as a text, to copy or to save. */
export function savePanel(view) {
  const text = make("textarea", { readonly: true, rows: "6", spellcheck: "false", id: view.nameId("weights-file"), "aria-label": view.called("weights file") });
  const done = make("span", { role: "status", class: "aside" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      done.textContent = view.called("copied");
    } catch {
      done.textContent = view.called("copy failed"); // no clipboard for this page, or not allowed
      text.focus();
      text.select();
    }
  };
  const download = () => {
    const address = URL.createObjectURL(new Blob([text.value], { type: "application/json" }));
    make("a", { href: address, download: "weights.json" }).click();
    URL.revokeObjectURL(address);
  };
  view.updates.push(() => { text.value = view.state.weightsFile(); done.textContent = ""; });
  const help = make("p", { class: "aside" });
  view.updates.push(() => { help.textContent = view.called("save help", { flags: flagsOf(view.state) }); });
  return view.panel("save",
    make("div", { class: "buttons" },
      make("button", { type: "button", id: view.nameId("copy"), onclick: copy }, view.called("copy")),
      make("button", { type: "button", id: view.nameId("download"), onclick: download }, view.called("download")), done),
    text, help);
}

/** What to type so that the command line ranks as the page does. */
function flagsOf({ study, version, now }) {
  return [
    "--weights weights.json",
    `--method ${now.method}`,
    ...(study.readings.length > 1 ? [`--reading ${shellWord(study.readings[version.reading].name)}`] : []),
    ...(study.admitted ?? []).map((name) => `--admit ${shellWord(name)}`),
    ...version.scenarios.map((at) => `--scenario ${shellWord(study.scenarios[at].name)}`),
  ].join(" ");
}
