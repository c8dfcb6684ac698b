// How numbers are written to be read, as mcda_ai.messages.figures writes them.

import { SAME_POINT } from "./arithmetic.js";

const SPARE = 40; // more decimals than any number has that is halfway between two shorter ones
const FEW_DRAWS = 30; // the rule of three holds from here on
const MOST_DECIMALS = 12;

const withComma = (text, language) => (language === "nl" ? text.replaceAll(".", ",") : text);

/** A number with so many decimals; halfway between two, the even one, as Python rounds. */
function rounded(number, decimals) {
  const size = Math.abs(number);
  const text = evenOf(size.toFixed(decimals), size.toFixed(decimals + SPARE));
  return (number < 0 || Object.is(number, -0) ? "-" : "") + text;
}

/** Of a number halfway between two, whose digits are known, the lower one if that is even. */
function evenOf(text, digits) {
  const down = digits.slice(0, -SPARE).replace(/\.$/, "");
  return /^50*$/.test(digits.slice(-SPARE)) && Number(down.at(-1)) % 2 === 0 ? down : text;
}

/** A whole number, with the thousands apart. */
export function whole(number, language) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, language === "nl" ? "." : ",");
}

/** A number in at most four digits, with a true minus sign. */
export function inShort(number, language) {
  if (number === 0) return "0";
  const [size, sign] = [Math.abs(number), number < 0 ? "−" : ""];
  const [digits] = size.toExponential(3 + SPARE).split("e");
  const [rough, exponent] = size.toExponential(3).split("e");
  const mantissa = evenOf(rough, digits);
  const power = Number(exponent);
  const trim = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  const text = power < -4 || power >= 4
    ? `${trim(mantissa)}e${power < 0 ? "−" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
    : trim(rounded(size, 3 - power));
  return withComma(sign + text, language);
}

/** A share in per cent; one that is not 0 or 1 is never rounded to it. */
export function percent(share, language, decimals = 0) {
  const step = 10 ** -decimals;
  let text = rounded(100 * share, decimals);
  if (share === 0 || share === 1) text = rounded(100 * share, 0);
  else if (Number(text) <= 0) text = `< ${step.toFixed(decimals)}`;
  else if (Number(text) >= 100) text = `> ${(100 - step).toFixed(decimals)}`;
  return withComma(`${text} %`, language);
}

/** The fewest decimals that tell two shares in per cent apart from each other, and from 0 and 1. */
export function decimalsFor(one, other = one) {
  const areSame = Math.abs(one - other) <= SAME_POINT;
  for (let decimals = 1; decimals < MOST_DECIMALS; decimals += 1) {
    const texts = [one, other].map((share) => percent(share, "en", decimals));
    if (!texts.some((text) => /^[<>]/.test(text)) && (areSame || texts[0] !== texts[1])) return decimals;
  }
  return MOST_DECIMALS;
}

/** A weight in per cent as its field shows it, without the sign. */
export function inField(weight, language) {
  const text = percent(weight, language, 2).replace(" %", "");
  return text.replace(/[.,]0+$|(?<=[.,]\d)0$/, "");
}

/** A score of a method, which is no share. */
export function scoreText(score, language) {
  return withComma(rounded(score, 3).replace(/^-(?=[0.]+$)/, ""), language);
}

/** A share in per cent, as somebody stated it. */
export function stated(share, language) {
  return withComma(`${Number((100 * share).toPrecision(6))} %`, language);
}

/** A share of so many draws with its standard error; of 0 draws, exact. */
export function shareText(share, size, language) {
  if (size === 0) return `${percent(share, language, 2)} (exact)`;
  if (share === 0 || share === 1) return withComma(bounded(share, size), language);
  const error = 100 * Math.sqrt((share * (1 - share)) / size);
  const decimals = Math.max(1, -Math.floor(Math.log10(error)));
  return withComma(`${rounded(100 * share, decimals)} % ± ${rounded(error, decimals)}`, language);
}

function bounded(share, size) {
  const bound = 100 * (size >= FEW_DRAWS ? 3 / size : 1 - 0.05 ** (1 / size));
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(bound)));
  const outward = Math.ceil(Number(rounded(bound * 10 ** decimals, 6))) / 10 ** decimals;
  const text = rounded(share === 0 ? outward : 100 - outward, decimals);
  return `${share === 0 ? "<" : ">"} ${text.includes(".") ? text.replace(/\.?0+$/, "") : text} %`;
}

/** Points of weight with one decimal; a few that are not none are "< 0.1". */
export function pointsText(number, language) {
  const text = rounded(number + 0, 1);
  return withComma(number > 0 && Number(text) === 0 ? "< 0.1" : text, language);
}
