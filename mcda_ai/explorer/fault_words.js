// What is said of an input: notes on what is suspect, and faults; in English and Dutch.

export const FAULT_WORDS = {
  note_rank_high: {
    en: "line {line}, '{criterion}': rank {found}, but there are only {n} options; only the order of the ranks counts",
    nl: "regel {line}, ‘{criterion}’: rang {found}, maar er zijn maar {n} opties; alleen de volgorde van de "
      + "rangen telt",
  },
  note_rank_part: {
    en: "line {line}, '{criterion}': rank {found} is no whole or half number; only the order of the ranks counts",
    nl: "regel {line}, ‘{criterion}’: rang {found} is geen heel of half getal; alleen de volgorde van de rangen telt",
  },
  note_rank_ties: {
    en: "line {line}, '{criterion}': the ranks {listed} fit none of the usual ways to number equal places (1 2 "
      + "2 4, 1 3 3 4, 1 2 2 3 or 1 2.5 2.5 4); only the order of the ranks counts",
    nl: "regel {line}, ‘{criterion}’: de rangen {listed} passen bij geen gebruikelijke nummering van gelijke plaatsen "
      + "(1 2 2 4, 1 3 3 4, 1 2 2 3 of 1 2,5 2,5 4); alleen de volgorde van de rangen telt",
  },
  note_total_column: {
    en: "line {line}, column {column}: is '{found}' a total? It was taken for an option; if it is a total, leave the "
      + "column out",
    nl: "regel {line}, kolom {column}: is ‘{found}’ een totaal? Het is als optie gelezen; laat de kolom weg als het "
      + "een totaal is",
  },
  note_only_name: {
    en: "line {line}: '{found}' was taken for a criterion that nobody scored; if it is a heading or a footnote, leave "
      + "the row out",
    nl: "regel {line}: ‘{found}’ is gelezen als een criterium dat niemand scoorde; laat de rij weg als het een kop of "
      + "voetnoot is",
  },
  note_levels_between: {
    en: "line {line}, column {column}: '{found}' leaves out {between}, which lies between; it is read as one or the "
      + "other",
    nl: "regel {line}, kolom {column}: ‘{found}’ slaat {between} over, en dat ligt ertussen; het is gelezen als het "
      + "een of het ander",
  },
  more_notes: { en: "and {more} more of that kind", nl: "en nog {more} van die soort" },
  more_faults: { en: "and {more} more faults", nl: "en nog {more} fouten" },

  // Faults of a table: where, what was found, and what is allowed.
  fault_no_table: {
    en: "no table found; needed: a row of headers (“criterion” and the names of the options), and below it a row for "
      + "each criterion",
    nl: "geen tabel gevonden; nodig: een rij met koppen (‘criterium’ en de namen van de opties), en daaronder "
      + "een rij per criterium",
  },
  fault_turned: {
    en: "line {line}, column {column}: the header '{found}' says that the rows are the options; needed: a row "
      + "for each criterion and a column for each option. If the rows are the options, turn the table round (in "
      + "Excel: Copy, Paste Special, Transpose). If they are the criteria, head their column 'criterion'",
    nl: "regel {line}, kolom {column}: de kop ‘{found}’ zegt dat de rijen de opties zijn; nodig: een rij per "
      + "criterium en een kolom per optie. Zijn de rijen de opties, draai de tabel dan om (in Excel: Kopiëren, "
      + "Plakken speciaal, Transponeren). Zijn het de criteria, geef hun kolom dan de kop ‘criterium’",
  },
  fault_total_column: {
    en: "line {line}, column {column}: '{found}' seems to be a total and no option; leave the column out. If "
      + "that is the name of an option, write an apostrophe before it ('{found})",
    nl: "regel {line}, kolom {column}: ‘{found}’ lijkt een totaal en geen optie; laat de kolom weg. Is dat de "
      + "naam van een optie, zet er dan een apostrof voor ('{found})",
  },
  fault_no_option: {
    en: "line {line}, column {column}: '{found}' seems to be no option; leave the column out. If that is the name of "
      + "an option, write an apostrophe before it ('{found})",
    nl: "regel {line}, kolom {column}: ‘{found}’ lijkt geen optie; laat de kolom weg. Is dat de naam van een optie, "
      + "zet er dan een apostrof voor ('{found})",
  },
  fault_left_of_criteria: {
    en: "line {line}, column {column}: '{found}' stands left of the criteria; the column of an option stands right of "
      + "them. If it groups the criteria, head it 'layer'",
    nl: "regel {line}, kolom {column}: ‘{found}’ staat links van de criteria; de kolom van een optie staat rechts "
      + "ervan. Groepeert de kolom de criteria, geef hem dan de kop ‘laag’",
  },
  fault_total_row: {
    en: "line {line}, column {column}: '{found}' seems to be a total and no criterion; leave the row out. If "
      + "that is the name of a criterion or layer, write an apostrophe before it ('{found})",
    nl: "regel {line}, kolom {column}: ‘{found}’ lijkt een totaal en geen criterium; laat de rij weg. Is dat de "
      + "naam van een criterium of laag, zet er dan een apostrof voor ('{found})",
  },
  fault_direction: {
    en: "line {line}, column '{alternative}': '{text}', but nothing says which number is better; choose under "
      + "“What the numbers mean”: ranks with 1 as the best, or scores where higher is better. Or say it of each "
      + "row in a column with the header 'direction'",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’, maar nergens staat welk getal beter is; kies onder ‘Wat "
      + "de getallen betekenen’: rangen met 1 als beste, of scores waarbij hoger beter is. Of zeg het per rij, "
      + "in een kolom met de kop ‘richting’",
  },
  fault_direction_word: {
    en: "line {line}, column {column}: '{found}' does not say which number is better; allowed: {allowed}",
    nl: "regel {line}, kolom {column}: ‘{found}’ zegt niet welk getal beter is; toegestaan: {allowed}",
  },
  fault_two_directions: {
    en: "line {line}, column {column}: '{found}', but something else is chosen under “What the numbers mean”; "
      + "make them the same, or take one of the two away",
    nl: "regel {line}, kolom {column}: ‘{found}’, maar onder ‘Wat de getallen betekenen’ is iets anders "
      + "gekozen; maak ze gelijk, of haal een van beide weg",
  },
  fault_two_scales: {
    en: "{where}: the scale '{found}', but another one is typed under “or words, from worst to best”; make them the "
      + "same, or take one of the two away",
    nl: "{where}: de schaal ‘{found}’, maar onder ‘of woorden, van slecht naar goed’ staat een andere; maak ze "
      + "gelijk, of haal een van beide weg",
  },
  fault_scale_of_numbers: {
    en: "{where}: the scale '{found}' has numbers only, the worst first, and it is also said what the numbers mean "
      + "(“{direction}”); the two contradict one another, so leave one of them out",
    nl: "{where}: de schaal ‘{found}’ heeft alleen getallen, het slechtste eerst, en er is ook gezegd wat de getallen "
      + "betekenen (‘{direction}’); die twee spreken elkaar tegen, dus laat een van beide weg",
  },
  fault_scale_and_direction: {
    en: "line {line}, column {column}: the direction '{found}' stands beside words of the scale '{scale}', which has an "
      + "order of its own, the worst first; leave the direction out",
    nl: "regel {line}, kolom {column}: de richting ‘{found}’ staat bij woorden van de schaal ‘{scale}’, en die heeft "
      + "haar eigen volgorde, het slechtste eerst; laat de richting weg",
  },
  fault_unit: {
    en: "line {line}, column {column}: the unit '{found}' says that this row was measured; say in a column with "
      + "the header 'direction' whether it holds ranks, or whether a higher or a lower number is better",
    nl: "regel {line}, kolom {column}: de eenheid ‘{found}’ zegt dat deze rij is gemeten; zeg in een kolom met "
      + "de kop ‘richting’ of er rangen staan, of dat een hoger of juist een lager getal beter is",
  },
  fault_scale: {
    en: "{where}: '{found}' is no scale; allowed: two or more different words, the worst first, as 'low < "
      + "medium < high'",
    nl: "{where}: ‘{found}’ is geen schaal; toegestaan: twee of meer verschillende woorden, het slechtste eerst, zoals "
      + "‘laag < midden < hoog’",
  },
  in_field: { en: "the field “or words, from worst to best”", nl: "het veld ‘of woorden, van slecht naar goed’" },
  in_column: { en: "line {line}, column {column}", nl: "regel {line}, kolom {column}" },
  in_line: { en: "line {line}", nl: "regel {line}" },
  fault_no_name: {
    en: "line {line}, column {column}: '{found}' stands in a row without the name of a criterion; name the "
      + "criterion, or leave the row out",
    nl: "regel {line}, kolom {column}: ‘{found}’ staat in een rij zonder naam van een criterium; geef het "
      + "criterium een naam, of laat de rij weg",
  },
  fault_no_layer: {
    en: "line {line}: the criterion '{name}' has no layer, nor has a row above it; fill in the layer",
    nl: "regel {line}: het criterium ‘{name}’ heeft geen laag, en een rij erboven ook niet; vul de laag in",
  },
  fault_layer_spelled: {
    en: "line {line}: the layer '{found}' is written '{like}' above; write both the same",
    nl: "regel {line}: de laag ‘{found}’ heet hierboven ‘{like}’; schrijf beide hetzelfde",
  },
  fault_no_header: {
    en: "column {column} has no header, but '{found}' in line {line}; give the column a header, or empty it. "
      + "Where commas are decimal signs, cells need a tab or ';' between them",
    nl: "kolom {column} heeft geen kop, maar wel ‘{found}’ in regel {line}; geef de kolom een kop, of maak hem "
      + "leeg. Waar een komma voor decimalen staat, hoort tussen de cellen een tab of ‘;’",
  },
  fault_twice_column: {
    en: "line {line}, column {column}: a second column '{found}'; the first is column {first}. Keep one of them",
    nl: "regel {line}, kolom {column}: een tweede kolom ‘{found}’; de eerste is kolom {first}. Houd er één over",
  },
  fault_no_criteria: {
    en: "no criterion found below the headers; needed: a row for each criterion",
    nl: "geen criterium gevonden onder de koppen; nodig: een rij per criterium",
  },
  fault_twice_criterion: {
    en: "criterion '{name}' is there twice; give each a name of its own",
    nl: "criterium ‘{name}’ staat er twee keer; geef elk een eigen naam",
  },
  fault_twice_alternative: {
    en: "option '{name}' is there twice; give each a name of its own",
    nl: "optie ‘{name}’ staat er twee keer; geef elk een eigen naam",
  },
  fault_alternatives: {
    en: "line {line}: options found in the headers: {n}; at least 2 are needed, each with a column of its own. "
      + "Their names belong in this row of headers",
    nl: "regel {line}: opties gevonden in de koppen: {n}; er zijn er ten minste 2 nodig, elk met een eigen kolom. "
      + "Hun namen horen in deze rij met koppen",
  },
  fault_word: {
    en: "line {line}, column '{alternative}': '{text}' is no word of the scale; allowed: {allowed}, or empty if nobody "
      + "scored it",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’ is geen woord van de schaal; toegestaan: {allowed}, of leeg als "
      + "niemand het scoorde",
  },
  fault_no_word_but_number: {
    en: "line {line}, column '{alternative}': '{text}' is no word of the scale; allowed: {allowed}, or empty if nobody "
      + "scored it. If the row holds numbers, say in a column with the header 'direction' which number is better",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’ is geen woord van de schaal; toegestaan: {allowed}, of leeg als "
      + "niemand het scoorde. Bevat de rij getallen, zeg dan in een kolom met de kop ‘richting’ welk getal beter is",
  },
  fault_number: {
    en: "line {line}, column '{alternative}': '{text}'; allowed: a number, or empty if nobody scored it",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’; toegestaan: een getal, of leeg als niemand het scoorde",
  },
  fault_neither: {
    en: "line {line}, column '{alternative}': '{text}'; allowed: a number, or empty if nobody scored it. For "
      + "words, fill in “or words, from worst to best”",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’; toegestaan: een getal, of leeg als niemand het scoorde. "
      + "Vul voor woorden ‘of woorden, van slecht naar goed’ in",
  },
  fault_unit_sign: {
    en: "line {line}, column '{alternative}': '{text}'; leave out '{sign}' and write it in a column with the "
      + "header 'unit'",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’; laat ‘{sign}’ weg en zet het in een kolom met de kop ‘eenheid’",
  },
  fault_rank: {
    en: "line {line}, column '{alternative}': '{text}'; allowed: a rank of 1 or more, 1 is the best",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’; toegestaan: een rang van 1 of hoger, 1 is de beste",
  },
  fault_thousands: {
    en: "line {line}, column '{alternative}': '{text}' can mean two numbers; write {whole} for the whole "
      + "number, or {fraction} for the fraction",
    nl: "regel {line}, kolom ‘{alternative}’: ‘{text}’ kan twee getallen betekenen; schrijf {whole} voor het "
      + "hele getal, of {fraction} voor de breuk",
  },
  fault_decimals: {
    en: "line {line}: '{point}' and '{comma}' use the point and the comma in different ways; write the whole "
      + "row in one way",
    nl: "regel {line}: ‘{point}’ en ‘{comma}’ gebruiken de punt en de komma verschillend; schrijf de hele rij "
      + "op één manier",
  },
  fault_quote: {
    en: "line {line}: a quotation mark (\") is opened and never closed; close it, or leave it out",
    nl: "regel {line}: een aanhalingsteken (\") wordt geopend en nooit gesloten; sluit het, of laat het weg",
  },
  fault_after_quote: {
    en: "line {line}, column {column}: text stands after a closing quotation mark (\"); leave the quotation marks "
      + "out, or write one within a text twice (\"\")",
    nl: "regel {line}, kolom {column}: er staat tekst na een sluitend aanhalingsteken (\"); laat de aanhalingstekens "
      + "weg, of schrijf er een binnen een tekst dubbel (\"\")",
  },
  fault_separator: {
    en: "line 1: a quotation mark cannot stand between cells; allowed: one other sign, as sep=;",
    nl: "regel 1: een aanhalingsteken kan niet tussen cellen staan; toegestaan: één ander teken, zoals sep=;",
  },
  fault_letters: {
    en: "line {line}, column {column}: a cell of {letters} letters; allowed: at most {most}",
    nl: "regel {line}, kolom {column}: een cel van {letters} letters; toegestaan: ten hoogste {most}",
  },
  fault_unprinted: {
    en: "line {line}, column {column}: '{found}' holds a sign that does not print ({code}), shown here as ?; take it out",
    nl: "regel {line}, kolom {column}: ‘{found}’ bevat een teken dat niet zichtbaar is ({code}), hier getoond als ?; "
      + "haal het weg",
  },
  fault_cells: {
    en: "more than {most} cells; allowed: fewer",
    nl: "meer dan {most} cellen; toegestaan: minder",
  },
  fault_many_criteria: {
    en: "more than {most} criteria; allowed: at most that",
    nl: "meer dan {most} criteria; toegestaan: ten hoogste dat aantal",
  },
  fault_many_alternatives: {
    en: "more than {most} options; allowed: at most that",
    nl: "meer dan {most} opties; toegestaan: ten hoogste dat aantal",
  },
  fault_many_pairs: {
    en: "so many options on so many criteria are more than {most} comparisons; allowed: at most that. Leave out options "
      + "or criteria",
    nl: "zoveel opties op zoveel criteria zijn meer dan {most} vergelijkingen; toegestaan: ten hoogste dat aantal. Laat "
      + "opties of criteria weg",
  },
  fault_weight_missing: {
    en: "line {line}, column {column}: no weight for the criterion '{name}'; every scored criterion needs one (0 is "
      + "allowed)",
    nl: "regel {line}, kolom {column}: geen gewicht voor het criterium ‘{name}’; elk gescoord criterium heeft er een "
      + "nodig (0 mag)",
  },
  fault_weights_zero: {
    en: "weights: all are zero; at least one scored criterion needs a weight above 0",
    nl: "gewichten: ze zijn alle nul; ten minste één gescoord criterium heeft een gewicht boven 0 nodig",
  },
  fault_weight: {
    en: "{where}, weight of '{name}': '{found}'; allowed: a number, 0 or more",
    nl: "{where}, gewicht van ‘{name}’: ‘{found}’; toegestaan: een getal, 0 of meer",
  },
  fault_weight_thousands: {
    en: "{where}, weight of '{name}': '{found}' can mean two numbers; write {whole} for the whole number, or "
      + "{fraction} for the fraction",
    nl: "{where}, gewicht van ‘{name}’: ‘{found}’ kan twee getallen betekenen; schrijf {whole} voor het hele "
      + "getal, of {fraction} voor de breuk",
  },
  fault_percent_mixed: {
    en: "weights: some with and some without %: '{percent_found}' in line {percent_line}, '{plain_found}' in line "
      + "{plain_line}; write all of them with %, or none",
    nl: "gewichten: sommige met en sommige zonder %: ‘{percent_found}’ in regel {percent_line}, ‘{plain_found}’ "
      + "in regel {plain_line}; schrijf ze alle met %, of geen ervan",
  },
  fault_nothing_scored: {
    en: "no criterion ranks two or more options; at least one is needed, with a number or word for two options or more",
    nl: "geen enkel criterium vergelijkt twee of meer opties; er is er ten minste één nodig, met een getal of "
      + "woord voor twee of meer opties",
  },

  // Faults of a file, and of a text that is no table.
  fault_size: {
    en: "{name}: {megabytes} MB; allowed: at most {most} MB",
    nl: "{name}: {megabytes} MB; toegestaan: ten hoogste {most} MB",
  },
  fault_problem: {
    en: "{name} is a problem file, which this page cannot open; make a page of it with the command: mcda-ai explore "
      + "{file}",
    nl: "{name} is een probleembestand, en dat kan deze pagina niet openen; maak er een pagina van met de opdracht: "
      + "mcda-ai explore {file}",
  },
  fault_workbook: {
    en: "{name} is a workbook, which this page cannot open; open it in Excel, select the table, copy it and "
      + "paste it here, or make a page of it with the command: mcda-ai explore {file}",
    nl: "{name} is een werkmap, en die kan deze pagina niet openen; open hem in Excel, selecteer de tabel, "
      + "kopieer die en plak hem hier, of maak er een pagina van met de opdracht: mcda-ai explore {file}",
  },
  fault_other_workbook: {
    en: "{name} is a workbook, which this page cannot open; open it, select the table, copy it and paste it here, or "
      + "save it as an Excel workbook (.xlsx) and make a page of that with the command: mcda-ai explore {file}",
    nl: "{name} is een werkmap, en die kan deze pagina niet openen; open hem, selecteer de tabel, kopieer die en plak "
      + "hem hier, of bewaar hem als Excel-werkmap (.xlsx) en maak daar een pagina van met de opdracht: mcda-ai "
      + "explore {file}",
  },
  fault_election: {
    en: "{name} is an election in a format of PrefLib, which this page cannot open; make a page of it with the "
      + "command: mcda-ai explore {file}",
    nl: "{name} is een verkiezing in een formaat van PrefLib, en die kan deze pagina niet openen; maak er een pagina "
      + "van met de opdracht: mcda-ai explore {file}",
  },
  fault_other_json: {
    en: "{name} is JSON, but no problem file (saved weights, perhaps, or a saved result); allowed: a table, or a page "
      + "that mcda-ai wrote",
    nl: "{name} is JSON, maar geen probleembestand (misschien bewaarde gewichten of een bewaard resultaat); "
      + "toegestaan: een tabel, of een pagina die mcda-ai schreef",
  },
  fault_page: {
    en: "this web page holds nothing that can be shown here: it was not written by mcda-ai, or by another version of "
      + "it; open it by itself in the browser",
    nl: "deze webpagina bevat niets wat hier getoond kan worden: mcda-ai schreef haar niet, of een andere versie "
      + "ervan; open haar los in de browser",
  },
  fault_unforeseen: {
    en: "the input cannot be read, for a reason that was not foreseen; the browser says: “{reason}”",
    nl: "de invoer kan niet worden gelezen, om een reden die niet was voorzien; de browser zegt: ‘{reason}’",
  },
  this_text: { en: "this text", nl: "deze tekst" },
  any_file: { en: "FILE", nl: "BESTAND" },
};
