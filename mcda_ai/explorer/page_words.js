// The words on the page itself, in English and Dutch.

export const PAGE_WORDS = {
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
  and_more: { en: "and {more} more", nl: "en nog {more}" },
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
    en: "Paste a table from Excel, or open a CSV file or a page that mcda-ai wrote. One row a criterion, "
      + "one column an option, headers in the first row; a column headed layer groups the criteria. "
      + "Leave a cell empty if nobody scored it. Nothing leaves this page.",
    nl: "Plak een tabel uit Excel, of open een CSV-bestand of een pagina die mcda-ai schreef. Eén rij per "
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
  read_with_notes: { en: "The table was read. Please check:", nl: "De tabel is gelezen. Kijk dit nog na:" },
  faults: { en: "This could not be read:", nl: "Dit kon niet worden gelezen:" },
};
