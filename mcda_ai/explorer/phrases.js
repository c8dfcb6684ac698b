// Claims said by their phrases, as mcda_ai.messages.phrases and wording say them.

import { VOCABULARY } from "./vocabulary.js";
import {
  atMostOfHundred, boundsOf, inFull, inShort, ofHundred, percent, pointsText, shareText, stated,
  whole,
} from "./figures.js";

const JOINED = { and: { en: " and ", nl: " en " }, or: { en: " or ", nl: " of " } };
const QUOTES = { en: ["'", "'"], nl: ["‘", "’"] };
const ALL = { en: "all", nl: "alle" };
const BOTH = { en: "both", nl: "beide" };
const MORE = { en: (n) => ` and ${n} more`, nl: (n) => ` en nog ${n}` };

/**
 * Say a claim: its phrase, with its values in it.
 *
 * `phrases` holds a text in each language by kind, `labels` what names are called.
 */
export function said(claim, language, phrases, labels = {}) {
  return filled(phrases[claim.kind][language], claim.values, { language, phrases, labels });
}

function filled(text, values, words) {
  let told = "";
  let place = 0;
  for (let start = text.indexOf("{"); start >= 0; start = text.indexOf("{", place)) {
    const end = closing(text, start);
    told += text.slice(place, start) + inGap(text.slice(start + 1, end), values, words);
    place = end + 1;
  }
  return told + text.slice(place);
}

function closing(text, start) {
  for (let place = start, depth = 0; place < text.length; place += 1) {
    depth += { "{": 1, "}": -1 }[text[place]] ?? 0;
    if (depth === 0) return place;
  }
  throw new Error(`phrase: a brace is not closed in ${text}`);
}

function inGap(gap, values, words) {
  const [, name, sign, rest] = /^(\w+)([:?#=]?)(.*)$/s.exec(gap);
  if (!(name in values)) throw new Error(`phrase: no value ${name}`);
  const value = values[name];
  if (sign === "" || sign === ":") return rest ? FORMS[rest](value, words) : written(value, words);
  const texts = alternatives(rest);
  if (sign === "=") {
    const chosen = texts.find((text) => text.startsWith(`${value}:`));
    return filled(chosen.slice(String(value).length + 1), values, words);
  }
  const number = Array.isArray(value) ? value.length : value;
  const isFirst = sign === "#" ? number === 1 : Boolean(number);
  return isFirst ? filled(texts[0], values, words) : filled(texts[1] ?? "", values, words);
}

function alternatives(text) {
  const texts = [""];
  let depth = 0;
  for (const sign of text) {
    depth += { "{": 1, "}": -1 }[sign] ?? 0;
    if (sign === "|" && depth === 0) texts.push("");
    else texts[texts.length - 1] += sign;
  }
  return texts;
}

function written(value, words) {
  const { language, labels } = words;
  if (Array.isArray(value)) return inSentence(value, "and", words);
  if (typeof value === "string") return Object.hasOwn(labels, value) ? labels[value] : value;
  if (typeof value === "number") {
    return Number.isInteger(value) ? whole(value, language) : inShort(value, language);
  }
  if ("en" in value) return value[language];
  if ("kind" in value) return said(value, language, words.phrases, labels);
  if ("share" in value) return shareText(value.share, value.size, language);
  if ("percent" in value) return percent(value.percent, language, value.decimals);
  return pointsText(value.points, language);
}

function inSentence(values, last, words) {
  const texts = values.map((value) => written(value, words));
  if (texts.length < 2) return texts.join("");
  return texts.slice(0, -1).join(", ") + JOINED[last][words.language] + texts[texts.length - 1];
}

/** List values, in quotes if asked: of many the first few, and how many more; a word before the last of all. */
const quotedWith = (last, limit, inQuotes = true) => (value, words) => {
  const [open, close] = inQuotes ? QUOTES[words.language] : ["", ""];
  const most = VOCABULARY.limits[limit];
  const shown = listOf(value).slice(0, most).map((item) => `${open}${shortened(written(item, words))}${close}`);
  const more = listOf(value).length - shown.length;
  if (more) return shown.join(", ") + MORE[words.language](whole(more, words.language));
  if (!last || shown.length < 2) return shown.join(", ");
  return shown.slice(0, -1).join(", ") + JOINED[last][words.language] + shown[shown.length - 1];
};

/** A name as far as it is shown. */
function shortened(name) {
  const { name: most } = VOCABULARY.limits;
  const letters = [...name];
  return letters.length <= most ? name : `${letters.slice(0, most).join("")}…`;
}

const listOf = (value) => (Array.isArray(value) ? value : [value]);
const inARow = (sign) => (value, words) => listOf(value).map((item) => written(item, words)).join(sign);

const FORMS = {
  quoted: quotedWith("", "quoted"),
  "quoted few": quotedWith("and", "few"),
  names: quotedWith("", "quoted", false),
  or: (value, words) => inSentence(listOf(value), "or", words),
  list: inARow(", "),
  semicolons: inARow("; "),
  text: (value) => listOf(value).join(", "),
  of_hundred: (value, { language }) => {
    const bounds = listOf(value).flatMap(({ share, size }) => boundsOf(share, size));
    return ofHundred(Math.min(...bounds), Math.max(...bounds), language);
  },
  at_most_of_hundred: ({ share, size }, { language }) => atMostOfHundred(boundsOf(share, size)[1], language),
  all: (value, { language }) => {
    const number = Array.isArray(value) ? value.length : value;
    return number === 2 ? BOTH[language] : `${ALL[language]} ${whole(number, language)}`;
  },
  stated: (value, { language }) => stated(value, language),
  full: (value, { language }) => inFull(value, language),
  order: (value, words) => listOf(value).map((group) => inARow(" = ")(group, words)).join(" > "),
};
