"""How the page reads pasted tables, and what it says of those that it cannot read."""

import numpy as np
import pytest

from mcda_ai.io.limits import MOST_CELLS_OF_A_FILE, MOST_FAULTS_OF_A_FILE
from mcda_ai.io.tables import headers
from mcda_ai.messages.figures import whole
from tests.browser.reading import read


def orders(found):
    """Give the order of the options by each criterion, as Borda points."""
    assert found["faults"] == []
    return found["study"]["versions"][0]["linear"]["borda"]["scores"]


A_FIRST, B_FIRST, TIED = [1, -1], [-1, 1], [0, 0]


# --- tables that are not what they should be -----------------------------------------------------


@pytest.mark.parametrize("header", [*sorted(headers.ALTERNATIVE_HEADERS), " OPTIE: ", "Variant*"])
def test_a_table_with_the_options_as_rows_is_refused(module, header):
    text = f"Nr;{header};kosten\n1;A;2\n2;B;1\n"
    (told,) = read(module, text)["faults"]
    assert (
        f"regel 1, kolom 2: volgens de kop ‘{header.strip()}’ zijn de rijen opties; nodig" in told
    )
    assert "Transponeren). Zijn het de criteria, geef hun kolom dan de kop ‘criterium’" in told
    (told,) = read(module, text, language="en")["faults"]
    assert f"line 1, column 2: the header '{header.strip()}'" in told
    assert "Paste Special, Transpose). If they are the criteria, head their column 'crit" in told


@pytest.mark.parametrize("header", sorted(headers.ROW_ALTERNATIVES))
def test_a_first_column_of_places_or_measures_may_be_one_of_options(module, header):
    (told,) = read(module, f"{header};bereik;kosten\nA;1;2\nB;2;1\n")["faults"]
    assert told.startswith(
        f"regel 1, kolom 1: volgens de kop ‘{header}’ zijn de rijen opties; nodig"
    )
    found = read(module, f"Criterium;{header};B\nkosten;1;2\n")["study"]
    assert [each["name"] for each in found["alternatives"]] == [header, "B"]


@pytest.mark.parametrize(
    "headed", ["Criterium;Nul;Variant", "Indicator;Nul;Variant", ";Nul;Variant"]
)
def test_an_option_can_be_called_variant(module, headed):
    found = read(module, f"{headed}\nkosten;1;2\n")
    assert found["notes"] == found["faults"] == []
    assert [each["name"] for each in found["study"]["alternatives"]] == ["Nul", "Variant"]


def test_the_names_of_the_options_belong_in_the_row_of_headers(module):
    told = read(module, "Thema;Criterium;Opties;\n;;Noord;Zuid\nbaten;kosten;1;2\n")["faults"]
    assert told[0] == (
        "regel 1: opties gevonden in de koppen: 1; er zijn er ten minste 2 nodig, elk met een "
        "eigen kolom. Hun namen horen in deze rij met koppen"
    )


def test_an_apostrophe_says_that_an_option_is_called_option(module):
    found = read(module, "Criterium;'Optie;'Totaal;'Gewicht\nkosten;2;1;3\n")
    assert [each["name"] for each in found["study"]["alternatives"]] == [
        "Optie", "Totaal", "Gewicht",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "word", [*sorted(headers.TOTALS), "TOTAAL:", "Grand  Total", "Totaal (gewogen)", "Gem.(n=3) *"]
)
def test_totals_are_no_options_criteria_or_layers(module, word):
    (column,) = read(module, f"Criterium;A;B;{word}\nkosten;1;2;3\n")["faults"]
    assert column.startswith("regel 1, kolom 4: ‘")
    assert "lijkt een totaal en geen optie; laat de kolom weg" in column
    (row,) = read(module, f"Laag;Criterium;A;B\nx;kosten;1;2\n;{word};3;3\n")["faults"]
    assert row.startswith("regel 3, kolom 2: ‘")
    assert "lijkt een totaal en geen criterium; laat de rij weg" in row
    (layer,) = read(module, f"Laag;Criterium;A;B\nx;kosten;1;2\n{word};;3;3\n")["faults"]
    assert layer.startswith("regel 3, kolom 1: ‘")


def test_an_apostrophe_says_that_a_total_is_a_name(module):
    found = read(module, "Laag;Criterium;A;B\n'Som;'totaal;1;2\n")["study"]
    assert found["criteria"][0]["name"] == "totaal"
    assert found["layers"][0]["name"] == "Som"


def test_the_message_on_a_total_says_how_to_keep_the_name(module):
    (told,) = read(module, "Criterium;A;B;Totaal\nkosten;1;2;3\n")["faults"]
    assert "zet er dan een apostrof voor ('Totaal)" in told


def test_what_only_begins_as_a_total_is_noted(module):
    names = ("Totaalbeeld", "Gemiddelde wijk", "Gewogen som", "Average of all", "Eindscore A")
    found = read(module, f"Criterium;A;{';'.join(names)};Midden\nkosten;1;2;3;4;5;6;7\n")
    assert found["faults"] == []
    assert found["notes"] == [
        f"regel 1, kolom {column}: is ‘{name}’ een totaal? Het is als optie gelezen; laat de kolom "
        "weg als het een totaal is"
        for column, name in enumerate(names, 3)
    ]


@pytest.mark.parametrize("word", [*sorted(headers.NO_ALTERNATIVES - headers.TOTALS), " Jaar: "])
def test_what_is_neither_known_nor_an_option_is_refused(module, word):
    (told,) = read(module, f"Criterium;A;B;{word}\nkosten;1;2;3\n")["faults"]
    assert told == (
        f"regel 1, kolom 4: ‘{word.strip()}’ lijkt geen optie; laat de kolom weg. Is dat de naam "
        f"van een optie, zet er dan een apostrof voor ('{word.strip()})"
    )
    (told,) = read(module, f"{word};Criterium;A;B\n1;kosten;1;2\n")["faults"]
    assert told.startswith(f"regel 1, kolom 1: ‘{word.strip()}’ lijkt geen optie")
    found = read(module, f"Criterium;A;'{word.strip()}\nkosten;1;2\n")["study"]
    assert [each["name"] for each in found["alternatives"]] == ["A", word.strip()]


def test_options_stand_right_of_the_criteria(module):
    (told,) = read(module, "Deel;Criterium;A;B\nbaten;kosten;1;2\n")["faults"]
    assert told == (
        "regel 1, kolom 1: ‘Deel’ staat links van de criteria; de kolom van een optie staat rechts "
        "ervan. Groepeert de kolom de criteria, geef hem dan de kop ‘laag’"
    )


@pytest.mark.parametrize("header", headers.HEADERS["layer"])
def test_themes_and_groups_are_layers(module, header):
    found = read(module, f"{header};Criterium;A;B\nbaten;kosten;1;2\n")["study"]
    assert [each["name"] for each in found["layers"]] == ["baten"]


@pytest.mark.parametrize("header", headers.HEADERS["note"])
def test_notes_are_no_options(module, header):
    found = read(module, f"Criterium;A;B;{header}\nkosten;1;2;zie tabel 3\ntijd;2;1;\n")
    assert orders(found) == [A_FIRST, B_FIRST]


def test_a_row_with_only_a_name_is_noted(module):
    text = (
        "Thema;Criterium;A;B\nbaten;kosten;1;2\n;Bron: Dialogic 2024;;\n;tijd;-;-\nlasten;stof;;\n"
    )
    found = read(module, text)
    assert [each["name"] for each in found["study"]["criteria"]] == [
        "kosten", "Bron: Dialogic 2024", "tijd", "stof",
    ]  # fmt: skip
    (note,) = found["notes"]
    assert note == (
        "regel 3: ‘Bron: Dialogic 2024’ is gelezen als een criterium dat niemand scoorde; laat de "
        "rij weg als het een kop of voetnoot is"
    )


@pytest.mark.parametrize(
    ("row", "place", "found"),
    [(";;;;1", 5, "1"), ("baten;;;;0,5", 5, "0,5"), (";;2;1;", 3, "2")],
)
def test_a_row_without_a_criterion_is_not_dropped(module, row, place, found):
    text = f"Laag;Criterium;A;B;Gewicht\nbaten;kosten;1;2;1\n{row}\n"
    (told,) = read(module, text)["faults"]
    assert told.startswith(f"regel 3, kolom {place}: ‘{found}’ staat in een rij zonder naam")


def test_a_row_with_only_a_layer_is_a_heading(module):
    text = "Laag;Criterium;A;B;Gewicht\nbaten;;;;\n;kosten;1;2;\nlasten;;;;\n;tijd;2;1;\n"
    found = read(module, text)["study"]
    assert [each["name"] for each in found["layers"]] == ["baten", "lasten"]


def test_columns_are_told_apart(module):
    told = read(module, "Criterium;A;B;Gewicht;Weging;\nkosten;1;2;1;2;opmerking\n")["faults"]
    assert "regel 1, kolom 5: een tweede kolom ‘Weging’; de eerste is kolom 4" in told[0]
    assert "kolom 6 heeft geen kop, maar wel ‘opmerking’ op regel 2" in told[1]


def test_the_headers_are_found_below_other_rows(module):
    text = "Locaties;ronde 1\nRichting;rangen\n\nCriterium / indicator;A;B\nkosten;1;2\n"
    assert orders(read(module, text, "")) == [A_FIRST]
    (told,) = read(module, text, "higher")["faults"]
    assert "regel 2, kolom 2: ‘rangen’, maar onder ‘Wat de getallen betekenen’ is iets" in told


def test_one_layer_is_written_one_way(module):
    (told,) = read(module, "Laag;Criterium;A;B\nBaten;a;1;2\nbaten;b;1;2\n")["faults"]
    assert told.startswith("regel 3: de laag ‘baten’ heet hierboven ‘Baten’")


# --- ranks that are suspect ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranks", "told"),
    [
        ("11;1;2;3", "rang 11, maar er zijn maar 4 opties; alleen de volgorde van de rangen telt"),
        ("2,7;1;3;4", "rang 2,7 is geen heel of half getal; alleen de volgorde"),
        ("1;1;1;2,75", "rang 2,75 is geen heel of half getal"),
        ("2;2;3;3", "de rangen 2; 2; 3; 3 passen bij geen gebruikelijke nummering"),
        ("1;2;2;4", None), ("4=;2;2;1", None), ("1;3;3;4", None), ("1;2;2;3", None),
        ("1;2,5;2,5;4", None), ("2,5;2,5;2,5;2,5", None), ("1;1;1;1", None), ("4;3;2;1", None),
        ("1;;3;", None), ("2;4;;3", None),
    ],
)  # fmt: skip
def test_suspect_ranks_are_noted_and_read(module, ranks, told):
    found = read(module, f"Criterium;A;B;C;D\nkosten;{ranks}\ntijd;1;2;3;4\n")
    assert found["faults"] == []
    assert len(found["notes"]) == (told is not None)
    assert all(f"regel 2, ‘kosten’: {told}" in note for note in found["notes"])


def test_scores_and_words_are_never_noted(module):
    text = "Criterium;A;B;Richting;Schaal\nkosten;110;2,7;hoger;\nbaten;1;7;;1 < 7\n"
    found = read(module, text)
    assert found["faults"] == found["notes"] == []


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("1.250,00", "1.000,5"), ("1,250.00", "999.5"), ("1.250.000", "900.000,1"),
        ("1.001,5", "1001"), ("0,125", "0,1"), ("1.2500", "1.1"), ("1e3", "999"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_dutch_and_english_spreadsheets_show_them(module, more, less):
    found = read(module, f"Criterium\tA\tB\nkosten\t{more}\t{less}\n", "higher")
    assert orders(found) == [A_FIRST]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.250,00", "1250"), ("1 250", "1250"), ("1\u202f250\u00a0000,5", "1.250.000,5"),
        ("\u22123", "-3"), ("\u20131 250,5", "-1250,5"), ("1 250.5", "1250.5"), ("=1 250", "1250"),
    ],
)  # fmt: skip
def test_the_same_number_in_another_way_ties(module, one, other):
    found = read(module, f"Criterium\tA\tB\nkosten\t{one}\t{other}\n", "higher")
    assert orders(found) == [TIED]


@pytest.mark.parametrize("typed", ["1.250", "1,250", "-12.500"])
def test_what_can_be_two_numbers_is_refused(module, typed):
    (told,) = read(module, f"Criterium\tA\tB\nkosten\t{typed}\t1\n", "higher")["faults"]
    whole = typed.replace(".", "").replace(",", "")
    assert f"‘{typed}’ kan twee getallen betekenen; schrijf {whole} voor het gehele getal" in told
    assert f"of {typed}0 voor het getal met decimalen" in told


@pytest.mark.parametrize(
    "typed",
    ["12.50,00", "1.25.000", "1,25,0", "1.250,000,0", "kosten 3", "12 50", "1 2", "0 250", "- 3"],
)
def test_what_is_no_number_is_refused(module, typed):
    (told,) = read(module, f"Criterium\tA\tB\nkosten\t{typed}\t1\n", "higher")["faults"]
    assert f"regel 2, kolom ‘A’: ‘{typed}’; toegestaan: een getal" in told


@pytest.mark.parametrize(
    ("typed", "sign"), [("€ 12,5", "€"), ("12%", "%"), ("12,5 %", "%"), ("$3", "$"), ("€ 5,-", "€")]
)
def test_signs_of_units_have_a_column_of_their_own(module, typed, sign):
    (told,) = read(module, f"Criterium\tA\tB\nkosten\t{typed}\t1\n", "higher")["faults"]
    assert f"‘{typed}’; laat ‘{sign}’ weg en zet het in een kolom met de kop ‘eenheid’" in told
    (told,) = read(module, f"Criterium\tA\tB\nkosten\t{typed}\t1\n", "higher", "", "en")["faults"]
    assert f"leave out '{sign}' and write it in a column with the header 'unit'" in told


def test_a_row_is_written_with_one_decimal_sign(module):
    (told,) = read(module, "Criterium\tA\tB\nkosten\t1.5\t1,6\n", "higher")["faults"]
    assert told.startswith("regel 2: ‘1.5’ en ‘1,6’ gebruiken de punt en de komma verschillend")


def test_what_has_a_unit_says_which_number_is_better(module):
    text = "Criterium;A;B;Eenheid;Richting\nkosten;1,5;2;mln euro;{}\n"
    (told,) = read(module, text.format(""))["faults"]
    assert told.startswith("regel 2, kolom 4: de eenheid ‘mln euro’ zegt dat deze rij is gemeten")
    assert orders(read(module, text.format("lager"))) == [A_FIRST]


# --- weights -------------------------------------------------------------------------------------


def weights(found):
    assert found["faults"] == []
    return found["study"]["versions"][0]["weight_sets"][0]


def test_weights_in_per_cent_are_read(module):
    text = "Criterium;A;B;Gewicht\nkosten;1;2;60%\ntijd;1;2;12,5 %\nbaten;2;1;0%\n"
    assert weights(read(module, text)) == pytest.approx(np.divide([0.6, 0.125, 0], 0.725))


@pytest.mark.parametrize("empty", ["", "-", "n.v.t."])
def test_a_missing_weight_is_not_taken_for_zero(module, empty):
    text = f"Criterium;A;B;Gewicht\nkosten;1;2;1\ntijd;2;1;{empty}\nbaten;2;1;{empty}\nstof;;1;\n"
    told = read(module, text)["faults"]
    assert told == [
        f"regel {line}, kolom 4: geen gewicht voor het criterium ‘{name}’; elk gescoord criterium "
        "heeft er een nodig (0 mag)"
        for line, name in ((3, "tijd"), (4, "baten"))
    ]


def test_weights_that_are_all_zero_are_refused(module):
    text = "Criterium;A;B;Gewicht\nkosten;1;2;0\ntijd;2;1;0\nstof;;1;3\n"
    (told,) = read(module, text)["faults"]
    assert told.startswith(
        "gewichten: ze zijn alle nul; ten minste één gescoord criterium moet een"
    )


def test_weights_are_all_in_per_cent_or_none(module):
    text = "Criterium;A;B;Gewicht\nkosten;1;2;60%\ntijd;1;2;\nbaten;2;1;0,4\n"
    (told,) = read(module, text)["faults"]
    assert told.startswith("gewichten: sommige met en sommige zonder %: ‘60%’ op regel 2, ‘0,4’ op")
    assert "regel 4" in told


@pytest.mark.parametrize("typed", ["-1", "veel", "%", "1.250"])
def test_what_is_no_weight_is_refused(module, typed):
    (told,) = read(module, f"Criterium;A;B;Gewicht\nkosten;1;2;{typed}\n")["faults"]
    assert told.startswith(f"regel 2, gewicht van ‘kosten’: ‘{typed}’")


@pytest.mark.parametrize(
    "header",
    [*headers.HEADERS["weight"], "Gewicht (%)", "weging %", "Gewicht in %:", "Weight factor(%)"],
)
def test_weights_are_headed_in_many_ways(module, header):
    text = f"Criterium;{header};A;B\nkosten;70;1;2\ntijd;1 030;1;2\n"
    assert weights(read(module, text)) == pytest.approx(np.divide([70, 1030], 1100))


def test_only_weights_are_headed_in_per_cent(module):
    found = read(module, "Criterium;Bron %;Laag (%)\nkosten;1;2\n")["study"]
    assert [each["name"] for each in found["alternatives"]] == ["Bron %", "Laag (%)"]


# --- which end is best ---------------------------------------------------------------------------

BETTER = {"ranks": A_FIRST, "lower": A_FIRST, "min": A_FIRST, "higher": B_FIRST, "max": B_FIRST}
DIRECTIONS = [(key, word) for key, words in headers.DIRECTION_WORDS.items() for word in words]


def test_every_direction_that_python_understands_is_understood(module):
    rows = [f"k{at}\t1\t2\t {word.upper()} " for at, (_, word) in enumerate(DIRECTIONS)]
    text = "\n".join(["Criterium\tA\tB\tRichting", *rows])
    assert orders(read(module, text, "")) == [BETTER[key] for key, _ in DIRECTIONS]


def test_which_number_is_better_is_said_in_many_ways(module):
    lower = ("lager is beter", "minder is beter", "laag is beter", "low is better", "Min")
    higher = ("hoog is beter", "meer is beter", "more is better", "gemeten, meer is beter", "MAX")
    rows = [f"k{at}\t1\t2\t{word}" for at, word in enumerate((*lower, *higher))]
    text = "\n".join(["Criterium\tA\tB\tRichting", *rows])
    assert orders(read(module, text, "")) == [A_FIRST] * len(lower) + [B_FIRST] * len(higher)


def test_an_unknown_direction_is_answered_with_those_that_are_known(module):
    text = "Criterium;A;B;Richting\nkosten;1;2;duurder\n"
    (told,) = read(module, text, "")["faults"]
    assert told == (
        "regel 2, kolom 4: ‘duurder’ zegt niet welk getal beter is; toegestaan: ‘rang 1 is het "
        "best’, ‘een hoger getal is beter’, ‘een lager getal is beter’"
    )
    (told,) = read(module, text, "", language="en")["faults"]
    assert told.endswith(
        "'rank 1 is best', 'a higher number is better', 'a lower number is better'"
    )


def test_a_wrong_direction_hides_no_other_fault(module):
    text = "Criterium;A;B;Richting\nkosten;1.250;€ 2;duurder\n"
    assert len(read(module, text, "")["faults"]) == 3


def test_a_row_whose_direction_nobody_gave_is_not_read_as_ranks(module):
    text = "Criterium;A;B;Richting\nkosten;1;2;rangen\nbaten;3;4;\ntijd;3;4;\n"
    (told,) = read(module, text, "")["faults"]
    assert told.startswith("regel 3, kolom ‘A’: ‘3’, maar nergens staat welk getal beter is; kies")


@pytest.mark.parametrize(
    ("header", "best"), [("hoe hoger hoe beter", B_FIRST), ("The lower the better", A_FIRST)]
)
def test_directions_as_people_say_them(module, header, best):
    text = f"Criterium;A;B;Richting\nkosten;1;2;{header}\n"
    assert orders(read(module, text, "")) == [best]


# --- words of a scale ----------------------------------------------------------------------------


def test_a_number_is_no_word_of_a_scale(module):
    text = "Criterium;A;B;Schaal\nkosten;laag;3;laag < hoog\n"
    (told,) = read(module, text)["faults"]
    assert "‘3’ is geen woord van de schaal; toegestaan: ‘laag’, ‘hoog’, of leeg" in told
    (told,) = read(module, "Criterium;A;B\nkosten;laag;3\n", "", "laag, hoog")["faults"]
    assert "‘3’ is geen woord van de schaal" in told


def test_the_direction_of_a_row_goes_before_its_scale(module):
    found = read(module, "Criterium;A;B;Schaal;Richting\nkosten;1;2;laag < hoog;rangen\n")
    assert orders(found) == [A_FIRST]


@pytest.mark.parametrize("direction", ["lager is beter", "hoger is beter", "rangen", "mooier"])
def test_a_scale_and_a_direction_of_one_row_are_refused(module, direction):
    text = f"Criterium;A;B;Schaal;Richting\nkosten;laag;hoog;laag < hoog;{direction}\n"
    (told,) = read(module, text)["faults"]
    assert told == (
        f"regel 2, kolom 5: de richting ‘{direction}’ staat bij woorden van de schaal ‘laag < "
        "hoog’, en die heeft een eigen volgorde, het slechtste eerst; laat de richting weg"
    )


def test_a_scale_of_numbers_and_a_direction_of_the_table_are_refused(module):
    (told,) = read(module, "Criterium;A;B\nkosten;3;1\n", "ranks", "1, 2, 3")["faults"]
    assert told == (
        "het veld ‘of woorden, van slecht naar goed’: de schaal ‘1, 2, 3’ heeft alleen getallen, "
        "het slechtste eerst, en er is ook gezegd wat de getallen betekenen (‘rangen: 1 is het "
        "best’); die twee spreken elkaar tegen, dus laat een van beide weg"
    )
    text = "Richting;hoger\nSchaal;1 < 2 < 3\nCriterium;A;B\nkosten;3;1\n"
    (told,) = read(module, text, "", language="en")["faults"]
    assert told.startswith("line 2, column 2: the scale '1 < 2 < 3' has numbers only, the worst")
    assert "(“scores: higher is better”); the two contradict one another" in told
    assert orders(read(module, text.replace("Richting;hoger", ""), "")) == [A_FIRST]


@pytest.mark.parametrize("headed", ["Criterium", ""])
def test_a_scale_above_the_table_is_that_of_all_rows(module, headed):
    text = f"Schaal;laag < midden < hoog\n{headed};A;B\nkosten;hoog;Laag\nbaten;laag;midden\n"
    assert orders(read(module, text, "")) == [A_FIRST, B_FIRST]
    assert orders(read(module, text, "", "Laag, Midden, Hoog")) == [A_FIRST, B_FIRST]
    (told,) = read(module, text, "", "hoog, midden, laag")["faults"]
    assert told.startswith("regel 1, kolom 2: de schaal ‘laag < midden < hoog’, maar onder ‘of woo")
    (told,) = read(module, text.replace(" < ", "-"), "")["faults"]
    assert told.startswith("regel 1, kolom 2: ‘laag-midden-hoog’ is geen schaal")


@pytest.mark.parametrize("typed", ["+/-", "-/+", "±", "+/--"])
def test_neither_plus_nor_minus_is_one_word_or_none(module, typed):
    text = f"Criterium;A;B\nkosten;++;{typed}\n"
    (told,) = read(module, text, "", "--, -, 0, +, ++")["faults"]
    assert told.startswith(f"regel 2, kolom ‘B’: ‘{typed}’ is geen woord van de schaal")
    assert orders(read(module, text, "", f"--, {typed}, ++")) == [A_FIRST]


@pytest.mark.parametrize("scale", ["laag, hoog", "laag; hoog,", "laag<hoog", "prijs: hoog > laag"])
def test_scales_are_typed_in_several_ways(module, scale):
    found = read(module, "Criterium;A;B\nbaten;hoog;Laag\n", "", scale.rstrip(","))
    assert orders(found) == [A_FIRST]


@pytest.mark.parametrize("scale", ["laag", "laag, laag", "laag < hoog > midden", "laag < < hoog"])
def test_what_is_no_scale_is_refused_once(module, scale):
    (told,) = read(module, "Criterium;A;B\nbaten;hoog;laag\n", "", scale)["faults"]
    assert told.startswith(f"het veld ‘of woorden, van slecht naar goed’: ‘{scale}’ is geen schaal")
    row = f"Criterium;A;B;Schaal\nbaten;hoog;laag;{scale}\n"
    (told,) = read(module, row)["faults"]
    assert told.startswith(f"regel 2, kolom 4: ‘{scale}’ is geen schaal")


def test_a_dash_behind_an_apostrophe_is_a_word_of_the_scale(module):
    found = read(module, "Criterium;A;B;Schaal\nbaten;'+;'-;- < +\n")
    assert orders(found) == [A_FIRST]


@pytest.mark.parametrize(
    ("typed", "is_below"), [("laag / midden", True), ("Hoog/laag/midden", False)]
)
def test_a_cell_can_allow_several_words(module, typed, is_below):
    text = f"Criterium;A;B;C;Schaal\nbaten;{typed};hoog;laag;laag < midden < hoog\n"
    found = read(module, text)
    assert found["notes"] == found["faults"] == []
    table = found["study"]["versions"][0]["preferences"][0]
    assert table[1][0] == is_below  # only if hoog is better than all that A may be
    assert table[0][2] == table[2][0] == 0  # A may be laag, as C is


def test_words_that_leave_out_one_between_are_noted(module):
    text = "Criterium;A;B;C;Schaal\nbaten;laag/hoog;hoog;laag;laag < midden < hoog\n"
    (told,) = read(module, text)["notes"]
    assert told.startswith(
        "regel 2, kolom 2: ‘laag/hoog’ slaat ‘midden’ over, en dat ligt ertussen"
    )


def test_numbers_beside_a_scale_of_the_table_are_read_by_the_direction(module):
    text = "Criterium;A;B\nbaten;laag;hoog\nkosten;1;2\n"
    assert orders(read(module, text, "ranks", "laag, hoog")) == [B_FIRST, A_FIRST]
    assert orders(read(module, text, "higher", "laag, hoog")) == [B_FIRST, B_FIRST]
    told = read(module, text, "", "laag, hoog")["faults"]
    assert told[0].startswith("regel 3, kolom ‘A’: ‘1’ is geen woord van de schaal")


# --- what is too large ---------------------------------------------------------------------------

MOST_TURNS = 20_000_000  # calls, and turns of loops; a million cells take four million


def read_in_one_go(module, text):
    with module.counted_work() as work:
        found = read(module, text)
    assert 0 < work.calls < MOST_TURNS
    return found


def rows(n, text="k{};1;2"):
    return "\n".join(text.format(at) for at in range(n))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"Criterium;A;B\n{' ' * 400_000}x;1;2\n",
            "een cel van 400.001 tekens; toegestaan: hooguit",
        ),
        (f"Criterium;A;B{': ' * 50_000}\nk;1;2\n", "regel 1, kolom 3: een cel van 100.001 tekens"),
        (
            f"Criterium;{rows(20_000, 'o{}').replace(chr(10), ';')}\nk;1;2\n",
            "meer dan 2.000 opties",
        ),
        (f"Criterium;A;B\n{rows(10_001)}\n", "meer dan 10.000 criteria"),
        (f"Criterium{';A' * 1000}\n{rows(51)}\n", "meer dan 50.000.000 vergelijkingen"),
        (";" * MOST_CELLS_OF_A_FILE, "meer dan 1.000.000 cellen"),
    ],
    ids=["spaces", "colons", "options", "criteria", "pairs", "cells"],
)
def test_what_is_too_large_is_refused_at_once(module, text, told):
    assert told in read_in_one_go(module, text)["faults"][0]


def test_long_cells_take_no_long_time(module):
    colons = [f"B{at}{': ' * 16_000}x" for at in range(20)]
    spaces = [f"k{at}{' ' * 32_000}x;1;2{';' * 18}" for at in range(20)]
    text = "\n".join([f"Criterium;{';'.join(colons)}", *spaces])
    told = read_in_one_go(module, text)["faults"]
    assert len(told) == 40
    assert all("is een naam van 32.0" in fault for fault in told)


def test_a_long_list_of_faults_is_cut(module):
    told = read_in_one_go(module, f"Criterium;A;B;C;D\n{rows(9_000, 'k{};w;x;y;z')}\n")["faults"]
    assert len(told) == MOST_FAULTS_OF_A_FILE + 1
    assert told[-1] == f"en nog {whole(4 * 9_000 - MOST_FAULTS_OF_A_FILE, 'nl')} fouten"


def test_a_long_list_of_notes_is_cut(module):
    told = read(module, f"Criterium;A;B\n{rows(300, 'k{};11;2')}\n")["notes"]
    assert len(told) == 21
    assert told[-1] == "en nog 280 van die soort"


# --- cells ---------------------------------------------------------------------------------------


def test_the_separator_stands_on_most_lines(module):
    text = (
        "Criterium;A;B;Reden\nkosten;1;2;duur, traag, lelijk, groot, ver, laat\ntijd;2;1;a, b, c\n"
    )
    assert orders(read(module, text)) == [A_FIRST, B_FIRST]


def test_a_first_line_can_name_the_separator(module):
    (told,) = read(module, "sep=|\nCriterium|A|B\nk;l|1|x\n")["faults"]
    assert told.startswith("regel 3, kolom ‘B’: ‘x’")
    (told,) = read(module, 'sep="\nCriterium|A|B\n')["faults"]
    assert told.startswith("regel 1: een aanhalingsteken kan niet tussen cellen staan")


def test_a_text_after_a_closing_quotation_mark_is_refused(module):
    (told,) = read(module, 'Criterium;A;B\nk;1;2\n"a\nb";"c"x;1\n')["faults"]
    assert told.startswith("regel 4, kolom 2: er staat tekst na een sluitend aanhalingsteken")


def test_signs_that_do_not_print_are_refused(module):
    (told,) = read(module, "Criterium;A;B\nko\u0007st;1;2\n")["faults"]
    assert told.startswith("regel 2, kolom 1: ‘ko?st’ bevat een teken dat niet te zien is (U+0007)")


def test_odd_spaces_in_names_are_spaces(module):
    found = read(module, 'Criterium;Plan\u00a0A;Plan B\n"ko\tst";1;2\n')["study"]
    assert found["alternatives"][0]["name"] == "Plan A"
    assert found["criteria"][0]["name"] == "ko st"


# --- what is no table ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "zomaar een zin", "{kosten", "name: x"])
def test_what_is_no_table_is_told(module, text):
    (told,) = read(module, text)["faults"]
    assert told.startswith("geen tabel gevonden")


def test_a_long_list_of_what_is_allowed_is_cut(module):
    scale = ", ".join(f"a{at}" for at in range(40))
    (told,) = read(module, "Criterium;A;B\nk;a1;b\n", "", scale)["faults"]
    assert "‘b’ is geen woord van de schaal; toegestaan: ‘a0’, ‘a1’" in told
    assert "‘a15’ en nog 24, of leeg" in told
