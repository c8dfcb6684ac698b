// How numbers are written to be read, as mcda_ai.messages.figures writes them.

const SPARE = 40; // more decimals than any number has that is halfway between two shorter ones
const FEW_DRAWS = 30; // the rule of three holds from here on
const MOST_DECIMALS_APART = 12;
const SUMMED = 1e-12; // of a share: what adding weights leaves
const IN_FULL = 1e-10; // per cent: what computing a weight leaves, where two decimals are all of it
const DIGITS = 11; // as far as the same number comes out alike
const DECIMALS = 10; // the same, of a small one
const TWO_SIDED = 1.96; // standard errors to either side, at 95 %
const NEXT_TO = 1e-9; // how near a drawn share comes to 0 and to 1
const ONE_OF_HUNDRED = 0.01;
const OF_HUNDRED = {
  en: { few: "fewer than 1", many: "more than 99", least: "at least", most: "at most", to: "to" },
  nl: { few: "minder dan 1", many: "meer dan 99", least: "ten minste", most: "hooguit", to: "tot" },
};

const withComma = (text, language) => (language === "nl" ? text.replaceAll(".", ",") : text);

/** A number as far as it comes out alike, whichever way it is computed: see `fixed` in Python. */
const withoutNoise = (number) => Number(number.toPrecision(DIGITS));

/** A number with so many decimals; halfway between two, the even one, as Python rounds. */
function rounded(number, decimals) {
  const size = withoutNoise(Math.abs(number));
  const text = halfToEven(Number(halfToEven(size, Math.max(DECIMALS, decimals))), decimals);
  return (number < 0 || Object.is(number, -0) ? "-" : "") + text;
}

const halfToEven = (size, decimals) => evenOf(size.toFixed(decimals), size.toFixed(decimals + SPARE));

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
  const [size, sign] = [withoutNoise(Math.abs(number)), number < 0 ? "−" : ""];
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

/** A number in as few digits as give it back, as Python writes it. */
export function inFull(number, language) {
  const [digits, exponent] = number.toExponential().split("e");
  const power = Number(exponent);
  const text = power < -4 || power >= 16
    ? `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
    : String(number);
  return withComma(text, language);
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

/** How many decimals a weight has in per cent: one, or two where they give it in full. */
export function weightDecimals(weight) {
  const [one, two] = [1, 2].map((decimals) => Number(rounded(100 * weight, decimals)));
  return Math.abs(two - 100 * weight) <= IN_FULL && two !== one ? 2 : 1;
}

/** With how many decimals a weight is told from another one, and from none and all of it. */
export function decimalsApart(weight, other) {
  const areSame = Math.abs(weight - other) <= SUMMED;
  const isTold = (decimals) => {
    const text = percent(weight, "en", decimals);
    return !/^[<>]/.test(text) && (areSame || text !== percent(other, "en", decimals));
  };
  let decimals = weightDecimals(weight);
  while (decimals < MOST_DECIMALS_APART && !isTold(decimals)) decimals += 1;
  return decimals;
}

/** A weight in per cent as its field shows it: as everywhere else, but for the sign and a last nought. */
export function inField(weight, language) {
  return percent(weight, language, weightDecimals(weight)).replace(/([.,]0)? %$/, "");
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

const unseen = (size) => (size >= FEW_DRAWS ? 3 / size : 1 - 0.05 ** (1 / size));

/** From which share to which it may be; of 0 draws it is exact. */
export function boundsOf(share, size) {
  if (size === 0) return [share, share];
  const error = TWO_SIDED * Math.sqrt((share * (1 - share)) / size);
  const low = share === 1 ? 1 - unseen(size) : share - error;
  const high = share === 0 ? unseen(size) : share + error;
  return [Math.max(low, NEXT_TO), Math.min(high, 1 - NEXT_TO)];
}

/**
 * A range of shares as so many of every hundred; only 0 and 1 themselves are 0 and 100. Ends that round
 * to one number are that number; of a range neither end is told within it.
 */
export function ofHundred(low, high, language) {
  const { few, many, least, to } = OF_HUNDRED[language];
  if (rounded(100 * low, 0) !== rounded(100 * high, 0)) {
    const [below, above] = [floor(100 * low) / 100, ceil(100 * high) / 100];
    low = below || Math.min(low, NEXT_TO);
    high = above < 1 ? above : Math.max(high, 1 - NEXT_TO);
  }
  const [first, last] = [low, high].map((share) => oneOfHundred(share, language));
  if (first === last) return first;
  if (low === 0 && last === few) return few;
  if (high === 1 && first === many) return many;
  if (first === few && last !== many) return atMostOfHundred(high, language);
  if (last === many && first !== few && low >= ONE_OF_HUNDRED) return `${least} ${floor(100 * low)}`;
  return `${first} ${to} ${last}`;
}

const floor = (number) => Math.floor(number + NEXT_TO);
const ceil = (number) => Math.ceil(number - NEXT_TO);

function oneOfHundred(share, language) {
  const { few, many } = OF_HUNDRED[language];
  const text = rounded(100 * share, 0);
  if (share === 0 || share === 1) return text;
  return { 0: few, 100: many }[text] ?? text;
}

/** A share as at most so many of every hundred. */
export function atMostOfHundred(share, language) {
  const { few, most } = OF_HUNDRED[language];
  return share > 0 && share < ONE_OF_HUNDRED ? few : `${most} ${ceil(100 * share)}`;
}

function bounded(share, size) {
  const bound = 100 * unseen(size);
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
