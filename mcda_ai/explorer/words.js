// The words of the explorer, in English and Dutch.

const WORDS = {
  language: { en: "Language", nl: "Taal" },
  method: { en: "Method", nl: "Methode" },
  reading: { en: "Reading of the evidence", nl: "Lezing van de gegevens" },
  scenarios: { en: "Scenarios", nl: "Scenario’s" },
  undo: { en: "Undo", nl: "Ongedaan maken" },
  redo: { en: "Redo", nl: "Opnieuw" },
  weights: { en: "Weights", nl: "Gewichten" },
  weight_of: { en: "weight of {name}", nl: "gewicht van {name}" },
  percent_of: { en: "weight of {name} in per cent", nl: "gewicht van {name} in procenten" },
  lock: { en: "Lock {name}", nl: "Zet {name} vast" },
  lock_short: { en: "lock", nl: "vast" },
  strip_help: {
    en: "The strip below a slider shows who is first if only that weight changes, the others in proportion.",
    nl: "De strook onder een schuif toont wie vooraan staat als alleen dat gewicht verandert, de andere naar verhouding.",
  },
  unfold: { en: "Criteria of {name}", nl: "Criteria van {name}" },
  not_scored: { en: "not scored: no weight", nl: "niet gescoord: geen gewicht" },
  presets: { en: "Ready-made weights", nl: "Kant-en-klare gewichten" },
  equal: { en: "criteria equal", nl: "criteria gelijk" },
  layer_equal: { en: "layers equal", nl: "lagen gelijk" },
  central: { en: "typical for {name} leading", nl: "typisch als {name} vooraan staat" },
  central_title: {
    en: "The mean of all weightings under which {name} leads (Borda)",
    nl: "Het gemiddelde van alle wegingen waarbij {name} vooraan staat (Borda)",
  },
  order: { en: "Only an order of importance", nl: "Alleen een volgorde van belang" },
  order_help: {
    en: "Drag the layers, or use the arrows; the most important first. Their weights become the "
      + "mean of all weights that fall in this order.",
    nl: "Sleep de lagen, of gebruik de pijlen; de belangrijkste eerst. Hun gewichten worden het "
      + "gemiddelde van alle gewichten in deze volgorde.",
  },
  up: { en: "{name} up", nl: "{name} omhoog" },
  down: { en: "{name} down", nl: "{name} omlaag" },
  use_order: { en: "Weigh in this order", nl: "Weeg in deze volgorde" },
  ranking: { en: "Who leads now", nl: "Wie nu vooraan staat" },
  rank: { en: "rank", nl: "rang" },
  option: { en: "option", nl: "optie" },
  score: { en: "score", nl: "score" },
  and: { en: "and", nl: "en" },
  leads: { en: "{names} leads with these weights.", nl: "{names} staat vooraan met deze gewichten." },
  lead_together: {
    en: "{names} share the first place with these weights.",
    nl: "{names} delen de eerste plaats met deze gewichten.",
  },
  more: {
    en: "{names} first once “{part}” weighs more than {at} (now {now})",
    nl: "{names} vooraan zodra ‘{part}’ meer weegt dan {at} (nu {now})",
  },
  less: {
    en: "{names} first once “{part}” weighs less than {at} (now {now})",
    nl: "{names} vooraan zodra ‘{part}’ minder weegt dan {at} (nu {now})",
  },
  one_flip: {
    en: "The nearest change by one slider: {first}.",
    nl: "De dichtstbijzijnde omslag met één schuif: {first}.",
  },
  two_flips: {
    en: "The nearest change by the slider of one layer: {first}; by that of one criterion: {second}.",
    nl: "De dichtstbijzijnde omslag met de schuif van één laag: {first}; met die van één criterium: {second}.",
  },
  no_flip: {
    en: "No single slider of a layer or criterion changes who is first, the others in proportion.",
    nl: "Geen enkele schuif van een laag of criterium verandert wie vooraan staat, de andere naar verhouding.",
  },
  flips_unknown: {
    en: "With this method and so many options no break points are shown.",
    nl: "Bij deze methode en zoveel opties worden geen omslagpunten getoond.",
  },
  mark_more: { en: "{names} above {at}", nl: "{names} boven {at}" },
  mark_less: { en: "{names} below {at}", nl: "{names} onder {at}" },
  nothing_moves: {
    en: "No weight can be moved: everything is locked, or there is one criterion only.",
    nl: "Geen gewicht kan bewegen: alles staat vast, of er is maar één criterium.",
  },
  undecided: {
    en: "Too many equal defeats: this weighting is not decided by this method.",
    nl: "Te veel gelijke nederlagen: deze methode beslist deze weging niet.",
  },
  triangle: { en: "Who leads where", nl: "Wie waar vooraan staat" },
  triangle_help: {
    en: "Each corner gives all weight to one group of layers, within it in the present proportions. The dot is now.",
    nl: "Elke hoek geeft al het gewicht aan één groep lagen, daarbinnen in de huidige verhouding. De stip is nu.",
  },
  triangle_exact: { en: "Borders are exact.", nl: "De grenzen zijn exact." },
  triangle_grid: {
    en: "Borders are drawn on a grid of {steps} steps a side.",
    nl: "De grenzen zijn getekend op een raster van {steps} stappen per zijde.",
  },
  corner: { en: "corner {n}", nl: "hoek {n}" },
  corner_of: { en: "Corner of {name}", nl: "Hoek van {name}" },
  corners: { en: "Layers of each corner", nl: "Lagen per hoek" },
  save: { en: "Take the weights along", nl: "De gewichten meenemen" },
  copy: { en: "Copy the weights", nl: "Kopieer de gewichten" },
  download: { en: "Save the weights as a file", nl: "Bewaar de gewichten als bestand" },
  copied: { en: "Copied.", nl: "Gekopieerd." },
  copy_failed: { en: "Select the text below and copy it.", nl: "Selecteer de tekst hieronder en kopieer die." },
  weights_text: { en: "weights.json", nl: "weights.json" },
  save_help: {
    en: "Read by: mcda-ai rank FILE {flags}",
    nl: "Te lezen met: mcda-ai rank BESTAND {flags}",
  },
  corner_empty: { en: "Each corner needs a scored layer.", nl: "Elke hoek heeft een gescoorde laag nodig." },
  open: { en: "Open your own table", nl: "Open uw eigen tabel" },
  open_help: {
    en: "Paste a table from Excel, or open a CSV file or a JSON problem file. One row a criterion, "
      + "one column an option, headers in the first row; a column headed layer groups the criteria. "
      + "Leave a cell empty if nobody scored it. Nothing leaves this page.",
    nl: "Plak een tabel uit Excel, of open een CSV-bestand of een probleembestand in JSON. Eén rij per "
      + "criterium, één kolom per optie, koppen in de eerste rij; een kolom met de kop laag groepeert de "
      + "criteria. Laat een cel leeg als niemand die scoorde. Niets verlaat deze pagina.",
  },
  table: { en: "The table", nl: "De tabel" },
  file: { en: "or a file", nl: "of een bestand" },
  direction: { en: "What the numbers mean", nl: "Wat de getallen betekenen" },
  choose: { en: "choose…", nl: "kies…" },
  ranks: { en: "ranks: 1 is best", nl: "rangen: 1 is de beste" },
  higher: { en: "scores: higher is better", nl: "scores: hoger is beter" },
  scale: { en: "or words, from worst to best", nl: "of woorden, van slecht naar goed" },
  scale_hint: { en: "low, medium, high", nl: "laag, midden, hoog" },
  show: { en: "Show", nl: "Toon" },
  fault_no_table: {
    en: "no table found; a row of headers and a row for each criterion are needed",
    nl: "geen tabel gevonden; nodig zijn een rij met koppen en een rij per criterium",
  },
  fault_direction: {
    en: "say what the numbers mean: ranks with 1 as the best, or scores where higher is better",
    nl: "kies wat de getallen betekenen: rangen met 1 als beste, of scores waarbij hoger beter is",
  },
  fault_no_name: { en: "line {line}: no name of a criterion", nl: "regel {line}: het criterium heeft geen naam" },
  fault_no_layer: { en: "line {line}: '{name}' has no layer", nl: "regel {line}: ‘{name}’ heeft geen laag" },
  fault_no_header: {
    en: "column {column} has no header, but a cell in line {line}",
    nl: "kolom {column} heeft geen kop, maar wel een cel in regel {line}",
  },
  fault_cells: {
    en: "line {line}: {n} cells; the header has {head}",
    nl: "regel {line}: {n} cellen; de kop heeft er {head}",
  },
  fault_no_criteria: { en: "no criterion found below the headers", nl: "geen criterium gevonden onder de koppen" },
  fault_twice_criterion: { en: "criterion '{name}' is there twice", nl: "criterium ‘{name}’ staat er twee keer" },
  fault_twice_alternative: { en: "option '{name}' is there twice", nl: "optie ‘{name}’ staat er twee keer" },
  fault_twice_layer: { en: "layer '{name}' is there twice", nl: "laag ‘{name}’ staat er twee keer" },
  fault_twice_reading: { en: "reading '{name}' is there twice", nl: "lezing ‘{name}’ staat er twee keer" },
  fault_twice_scale: { en: "scale '{name}' is there twice", nl: "schaal ‘{name}’ staat er twee keer" },
  fault_twice_scenario: { en: "scenario '{name}' is there twice", nl: "scenario ‘{name}’ staat er twee keer" },
  fault_twice_weight_set: { en: "weight set '{name}' is there twice", nl: "gewichtenset ‘{name}’ staat er twee keer" },
  fault_alternatives: {
    en: "headers: {n} option(s) found; at least 2 are needed",
    nl: "koppen: {n} optie(s) gevonden; er zijn er ten minste 2 nodig",
  },
  fault_word: {
    en: "line {line}, column '{alternative}': '{text}'; allowed: {allowed}, or empty if nobody scored it",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’; toegestaan: {allowed}, of leeg als niemand het scoorde",
  },
  fault_number: {
    en: "line {line}, column '{alternative}': '{text}'; allowed: a number, or empty if nobody scored it",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’; toegestaan: een getal, of leeg als niemand het scoorde",
  },
  fault_rank: {
    en: "line {line}, column '{alternative}': '{text}'; allowed: a rank of 1 or more",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’; toegestaan: een rang van 1 of hoger",
  },
  fault_thousands: {
    en: "line {line}, column '{alternative}': '{text}' can mean two numbers; write it without a sign for thousands",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’ kan twee getallen betekenen; schrijf het zonder teken voor duizendtallen",
  },
  fault_quote: {
    en: "line {line}: a quotation mark is opened and never closed",
    nl: "regel {line}: een aanhalingsteken wordt geopend en nooit gesloten",
  },
  fault_nothing_scored: {
    en: "no criterion ranks two or more options; at least one is needed",
    nl: "geen enkel criterium vergelijkt twee of meer opties; er is er ten minste één nodig",
  },
  fault_size: {
    en: "{name}: {bytes} bytes; allowed: up to {most}",
    nl: "{name}: {bytes} bytes; toegestaan: ten hoogste {most}",
  },
  fault_json: { en: "this is not readable as JSON: {reason}", nl: "dit is niet te lezen als JSON: {reason}" },
  fault_version: { en: "version: '{found}'; allowed: 1", nl: "version: ‘{found}’; toegestaan: 1" },
  fault_missing: { en: "{where}{key} is missing; it is needed", nl: "{where}{key} ontbreekt; dat is nodig" },
  fault_list: { en: "{key}: a list is needed", nl: "{key}: een lijst is nodig" },
  fault_few: { en: "{key}: at least {least} needed", nl: "{key}: ten minste {least} nodig" },
  fault_unknown: {
    en: "{where} '{found}' is not known; allowed: {allowed}",
    nl: "{where} ‘{found}’ is onbekend; toegestaan: {allowed}",
  },
  fault_weight: {
    en: "weight of '{name}': '{found}'; allowed: a number, 0 or more",
    nl: "gewicht van ‘{name}’: ‘{found}’; toegestaan: een getal, 0 of meer",
  },
  fault_order: {
    en: "{where}'{found}'; allowed: an order as A > B = C, or a number for each option",
    nl: "{where}‘{found}’; toegestaan: een volgorde als A > B = C, of een getal per optie",
  },
  fault_no_scale: { en: "{where}levels are given, but no scale", nl: "{where}er staan niveaus, maar geen schaal" },
  fault_measured: {
    en: "{where}'{name}' is measured; make the page of such a problem with mcda-ai explore FILE",
    nl: "{where}‘{name}’ is gemeten; maak de pagina van zo’n probleem met mcda-ai explore BESTAND",
  },
  faults: { en: "This could not be read:", nl: "Dit kon niet worden gelezen:" },
};

/** Give a text in a language, with the values filled in. */
export function say(key, language, values = {}) {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Join names as in a sentence: A, B and C. */
export function listed(names, language) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${say("and", language)} ${names[names.length - 1]}`;
}

/** A weight in per cent; one that is not 0 or 1 is not rounded to it. */
export function percent(weight, language, decimals = 1) {
  let text = (100 * weight).toFixed(decimals);
  const least = 10 ** -decimals;
  if (weight > 0 && Number(text) === 0) text = `< ${least}`;
  if (weight < 1 && Number(text) === 100) text = `> ${100 - least}`;
  return `${language === "nl" ? text.replace(".", ",") : text} %`;
}
