// What is opened here, tables and pages that mcda-ai wrote, and what only Python reads.

import { VOCABULARY } from "./vocabulary.js";
import { Faults } from "./cells.js";
import { shellWord } from "./shell.js";
import { readTable } from "./tables.js";
import { fault } from "./words.js";

const MOST_BYTES = VOCABULARY.limits.bytes;
const OF_AN_OLD_MAC = new RegExp(VOCABULARY.ofAnOldMac);
const LOOKED_AT = 4096; // bytes that tell whether every letter has two
const MOSTLY = 0.7;
const MEGABYTE = 1_000_000;
const WORKBOOK_BEGINNINGS = [[0x50, 0x4b, 0x03, 0x04], [0xd0, 0xcf, 0x11, 0xe0]]; // of .xlsx and .xls
const JSON_BEGINNING = /^\s*(?:\{|\[\s*[[{"\]])/;
const PAGE_BEGINNING = /^\s*<(?:!doctype|html)/i;
const STUDY_IN_PAGE = /<script type="application\/json" id="study">([^<]*)<\/script>/; // as Python writes it
const ELECTION_LINE = /^# NUMBER ALTERNATIVES:/m;
const NEEDED_KEYS = VOCABULARY.problemKeys.map((key) => [key, keyInText(key)]);
const THIS_TEXT = { name: fault("this text"), file: fault("any file") };

/** Read a file as text; refuse one that only Python reads. */
export async function textOf(file) {
  const kind = kindByName(file.name);
  const isLarge = file.size > MOST_BYTES;
  if (kind && (kind !== "problem" || isLarge)) refuseOtherKind(kind, namesOf(kind, file.name));
  if (isLarge) {
    const megabytes = Math.ceil(file.size / MEGABYTE);
    throw new Faults([fault("size", { name: file.name, megabytes, most: MOST_BYTES / MEGABYTE })]);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isWorkbook(bytes)) refuseOtherKind("other workbook", namesOf("other workbook", file.name));
  const text = decoded(bytes);
  if (kind === "problem") refuseOtherKind(kindOfText(text) ?? kind, namesOf(kind, file.name));
  return text;
}

/** Give the study in a text: that of a page, or that of a table. */
export function read(text, how) {
  const plain = text.replace(/^\uFEFF/, "");
  if (isPage(plain)) return studyOfPage(plain);
  const kind = kindOfText(plain);
  if (kind) refuseOtherKind(kind, THIS_TEXT);
  return readTable(plain, how);
}

/** Whether a text is that of a web page, written by mcda-ai or not. */
export const isPage = (text) => PAGE_BEGINNING.test(text);

/** Give the study that Python wrote into a page. */
function studyOfPage(text) {
  const [, json] = text.match(STUDY_IN_PAGE) ?? [];
  const study = json && JSON.parse(json).study;
  if (study?.schema !== VOCABULARY.studySchema) throw new Faults([fault("page")]);
  return study;
}

/** The kind of a file that only Python reads, by the end of its name; undefined for another. */
function kindByName(name) {
  const lower = name.toLowerCase();
  const kinds = Object.entries(VOCABULARY.suffixes);
  return kinds.find(([, suffixes]) => suffixes.some((suffix) => lower.endsWith(suffix)))?.[0];
}

/** The kind of a text that is no table: problem, election or other JSON; null if it may be a table. */
function kindOfText(text) {
  if (ELECTION_LINE.test(text)) return "election";
  const data = JSON_BEGINNING.test(text) ? parsed(text) : undefined;
  if (data !== undefined) return isProblem(Object.keys(data)) ? "problem" : "other json";
  const keys = NEEDED_KEYS.filter(([, pattern]) => pattern.test(text)).map(([key]) => key);
  return isProblem(keys) && keys.includes("version") ? "problem" : null;
}

const isProblem = (keys) => keys.filter((key) => VOCABULARY.problemKeys.includes(key)).length > 1;

/** What finds a key of a mapping in YAML or JSON; spaces only, as lines of them would take time squared. */
function keyInText(key) {
  return new RegExp(`(?:^|[{,])[ \\t]*["']?${key}["']?[ \\t]*:`, "m");
}

/** What a JSON text holds; undefined if it is none. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Say what to do with a file or a text that only Python reads. */
function refuseOtherKind(kind, names) {
  throw new Faults([fault(kind, names)]);
}

/** A file by its name, and as the command names it; one that has to be saved anew by its new name. */
function namesOf(kind, name) {
  const readable = kind === "other workbook" ? name.replace(/(?:\.[^.]*)?$/, ".xlsx") : name;
  return { name, file: shellWord(readable.replace(/^-/, "./-")) };
}

const isWorkbook = (bytes) =>
  WORKBOOK_BEGINNINGS.some((beginning) => beginning.every((byte, at) => bytes[at] === byte));

/** Decode UTF-8 or UTF-16, or else what a Dutch Excel writes (Windows-1252). */
function decoded(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const [even, odd] = [0, 1].map((at) => zerosAt(bytes, at));
  if (Math.max(even, odd) > MOSTLY) return new TextDecoder(odd > even ? "utf-16le" : "utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return withoutMacLetters(new TextDecoder("windows-1252").decode(bytes));
  }
}

/** The share of zeros among every second of the first bytes: letters of two bytes have many. */
function zerosAt(bytes, from) {
  const every = bytes.subarray(0, LOOKED_AT).filter((_, at) => at % 2 === from);
  return every.filter((byte) => byte === 0).length / (every.length || 1);
}

/** Refuse accented letters as an old Mac writes them: to Windows they are other signs. */
function withoutMacLetters(text) {
  const [found] = text.match(OF_AN_OLD_MAC) ?? [];
  if (found) throw new Faults([fault("mac", { found })]);
  return text;
}
