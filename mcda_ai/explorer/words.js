// Saying things in the language of the page.

import { FAULT_WORDS } from "./fault_words.js";
import { PAGE_WORDS } from "./page_words.js";

const QUOTES = { en: ["'", "'"], nl: ["‘", "’"] };
const MOST_LISTED = 16; // names in one message
const WORDS = { ...PAGE_WORDS, ...FAULT_WORDS };

/**
 * Give a text in a language, with the values filled in.
 *
 * A value can be a list, which is quoted, a text in each language, or a phrase with values of its
 * own, which is said in the same language.
 */
export function say(key, language, values = {}) {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name) => told(values[name] ?? "", language));
}

function told(value, language) {
  if (Array.isArray(value)) return quotedList(value, language);
  if (value.phrase) return say(value.phrase, language, value);
  return String(value[language] ?? value);
}

function quotedList(values, language) {
  const [open, close] = QUOTES[language];
  const shown = values.slice(0, MOST_LISTED).map((value) => `${open}${told(value, language)}${close}`);
  const more = values.length - shown.length;
  return shown.join(", ") + (more ? ` ${say("and_more", language, { more })}` : "");
}

/** Join names as in a sentence: A, B and C. */
export function listed(names, language) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${say("and", language)} ${names[names.length - 1]}`;
}
