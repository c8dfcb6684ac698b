"""What in a table is suspect, or can be nothing that is compared, and how that is said."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.losses import losses
from mcda_ai.io.spreadsheet.grid import Cell
from mcda_ai.io.tables.doubtful_values import doubted_ranks
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from tests.strategies import examples
from tests.text_tables import again, faults_of, orders, read


def test_numbers_are_no_words_of_the_scale_that_a_row_names(tmp_path):
    text = "criterion;A;B;schaal;richting\nk;2;1;low < high;{}\nl;high;low;low < high;\n"
    faults = faults_of(tmp_path, text.format(""), direction="ranks")
    assert faults == [
        f"line 2, column {column}: '{number}' is no word of the scale 'low < high'; allowed: low, "
        "high, or empty if nobody scored it; or say in a column 'direction' (richting) what the "
        "numbers of this row mean"
        for column, number in ((2, 2), (3, 1))
    ]
    assert orders(read(tmp_path, text.format("ranks")))[0] == "B > A"


def test_a_scale_of_which_no_word_is_used_is_suspect(tmp_path):
    doubts = []
    text = "criterion;A;B\nk;2;1\n"
    read(tmp_path, text, direction="ranks", scale="low < high", doubts=doubts)
    assert doubts == [
        f"{tmp_path / 'site.csv'}: scale 'low < high': no cell holds one of its words"
    ]


def test_a_scale_above_the_table_is_that_of_its_rows(tmp_path):
    problem = read(tmp_path, "schaal;laag < midden < hoog\ncriterium;A;B\nk;laag;hoog\n")
    assert problem.judgement("k").levels == {"A": ("laag",), "B": ("hoog",)}
    (fault,) = faults_of(tmp_path, "scale;low\ncriterion;A;B\nk;1;2\n", direction="ranks")
    assert fault.startswith("line 1, column 2: scale 'low': allowed: words with '<' between them")


@pytest.mark.parametrize("scale", [5, b"low"])
def test_a_scale_that_is_no_text_and_no_list_is_a_fault(tmp_path, scale):
    fault, *_ = faults_of(tmp_path, "criterion;A;B\nk;2;1\n", direction="ranks", scale=scale)
    assert fault == f"scale {scale!r}: allowed: words from worst to best, in a list or text"


def test_a_scale_of_numbers_and_a_direction_contradict_one_another(tmp_path):
    text = "criterion;A;B\nk;2;1\n"
    (fault,) = faults_of(tmp_path, text, direction="ranks", scale="1 < 2 < 3")
    assert fault == (
        "the scale '1 < 2 < 3' says which number is best, and so does the direction 'ranks'; leave "
        "one of them out"
    )
    assert orders(read(tmp_path, text, scale="1 < 2 < 3")) != []


def test_words_in_a_row_with_a_direction_are_refused_with_what_to_do(tmp_path):
    text = "criterion;A;B;scale;direction\nk;low;high;low < high;lager is beter\n"
    assert faults_of(tmp_path, text) == [
        f"line 2, column {column}: '{word}' is a word of a scale, which has its own order; leave "
        "the direction out"
        for column, word in ((2, "low"), (3, "high"))
    ]


@pytest.mark.parametrize("cell", ["+/-", "-/+", "±", "+/--"])
def test_a_sign_for_neutral_is_never_two_levels(tmp_path, cell):
    text = f"criterion;A;B\nk;++;{cell}\n"
    (fault,) = faults_of(tmp_path, text, scale="-- < - < 0 < + < ++")
    assert fault.startswith(f"line 2, column 3: unknown word '{cell}'")
    assert read(tmp_path, text, scale=f"-- < {cell} < ++").judgement("k").levels["B"] == (cell,)


def test_levels_with_others_between_them_are_suspect(tmp_path):
    doubts = []
    text = "criterion;A;B;C\nk;laag / hoog;midden/hoog;laag\n"
    read(tmp_path, text, scale="laag < midden < hoog", doubts=doubts)
    assert doubts == [
        (
            f"{tmp_path / 'site.csv'}: line 2, column 2: 'laag / hoog' leaves out 'midden', which "
            "lies between; it is read as one or the other"
        )
    ]


def test_notes_are_read_and_written(tmp_path):
    text = "thema;criterium;A;B;richting;toelichting\nbaten;k;1;2;rang;gemeten in 2024\n"
    problem = read(tmp_path, text)
    assert problem.judgement("k").note == Label.same("gemeten in 2024")
    assert problem.layer_names == ("baten",)
    assert again(problem, tmp_path) == problem
    assert losses(problem, "csv") == ()


@pytest.mark.parametrize("header", ["Gewicht (%)", "gewicht %", "Weging in %", "weegfactor:"])
def test_weights_are_found_under_what_people_call_them(tmp_path, header):
    problem = read(tmp_path, f"criterion;A;B;{header}\nk;1;2;70\nl;2;1;30\n", direction="ranks")
    assert problem.own_weights == {"k": 70, "l": 30}


def test_a_column_before_the_criteria_is_no_alternative(tmp_path):
    (fault,) = faults_of(tmp_path, "kleur;criterion;A;B\n1;k;1;2\n", direction="ranks")
    assert fault == (
        "line 1, column 1: 'kleur' stands before the criteria, so it seems no alternative; leave "
        "the column out, or head it 'layer' (laag) if it groups the criteria; an apostrophe before "
        "it (in a workbook two) says that it is a name"
    )


@pytest.mark.parametrize("header", ["Nr.", "#", "rang", "prioriteit", "Jaar", "blz."])
def test_a_column_about_the_criteria_is_no_alternative(tmp_path, header):
    (fault,) = faults_of(tmp_path, f"criterion;A;{header};B\nk;1;3;2\n", direction="ranks")
    assert fault.startswith(f"line 1, column 3: '{header}' seems no alternative; leave the column")
    problem = read(tmp_path, f"criterion;A;'{header};B\nk;1;3;2\n", direction="ranks")
    assert problem.alternative_names == ("A", header, "B")


@pytest.mark.parametrize("header", ["Totaal (gewogen)", "Totaal aantal punten", "Gem.", "som"])
def test_totals_under_what_people_call_them(tmp_path, header):
    (column,) = faults_of(tmp_path, f"criterion;A;B;{header}\nk;1;2;3\n", direction="ranks")
    (row,) = faults_of(tmp_path, f"criterion;A;B\nk;1;2\n{header};1;2\n", direction="ranks")
    assert "seems a total" in column
    assert "seems a total" in row


def test_what_only_begins_as_a_total_is_suspect(tmp_path):
    doubts = []
    text = "criterion;A;Totaal verbod\nTotale kosten;1;2\nGemiddelde reistijd;1;2\n"
    read(tmp_path, text, direction="ranks", doubts=doubts)
    assert doubts == [
        (
            f"{tmp_path / 'site.csv'}: line 1, column 3: 'Totaal verbod' was taken for an "
            "alternative; if it is a total, a rank or a limit, leave the column out; an apostrophe "
            "before it says that it is a name"
        )
    ]


def test_an_option_may_be_called_as_options_are_where_the_criteria_have_a_header(tmp_path):
    problem = read(tmp_path, "criterium;Nulvariant;Variant\nk;1;2\n", direction="ranks")
    assert problem.alternative_names == ("Nulvariant", "Variant")
    (fault,) = faults_of(tmp_path, "Maatregel;k;l\nA;1;2\n", direction="ranks")
    assert "'Maatregel' says that the rows are alternatives" in fault


def test_headings_and_footnotes_are_suspect(tmp_path):
    doubts = []
    read(tmp_path, "criterion;A;B\nBATEN;;\nk;1;2\n* bron: X;;\n", direction="ranks", doubts=doubts)
    assert [doubt.partition(": line ")[2] for doubt in doubts] == [
        (
            "2, column 1: 'BATEN' was taken for a criterion that nobody scored; leave out "
            "headings and footnotes"
        ),
        (
            "4, column 1: '* bron: X' was taken for a criterion that nobody scored; leave out "
            "headings and footnotes"
        ),
    ]
    doubts.clear()
    text = "layer;criterion;A;B\nbenefits;k;;\n;l;1;2\n"
    read(tmp_path, text, direction="ranks", doubts=doubts)
    assert doubts == []


@pytest.mark.parametrize(
    "typed", ["rang 1 is het slechtst", "5 = beste", "hoger = slechter", "higher is worse"]
)
def test_the_opposite_is_never_proposed(tmp_path, typed):
    (fault,) = faults_of(tmp_path, f"criterion;A;B;direction\nk;1;2;{typed}\n")[:1]
    assert fault.startswith(f"line 2, column 4: unknown direction '{typed}'; allowed: ")


def test_weights_can_be_in_per_cent(tmp_path):
    text = "criterion;A;B;weight\nk;1;2;60%\nl;2;1;40 %\n"
    assert read(tmp_path, text, direction="ranks").own_weights == {"k": 0.6, "l": 0.4}
    (fault,) = faults_of(tmp_path, text.replace("40 %", "40"), direction="ranks")
    assert fault == (
        "line 3, column 4: '40', but '60%' at line 2, column 4; allowed: all weights of a column "
        "with a percent sign, or none"
    )


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        ("1;11;3;2", "line 2, column 3: rank '11', but there are 4 alternatives"),
        ("2;1;2.7;", "line 2, column 4: rank '2.7', which is no whole rank and no half"),
        ("1;2;3;5", "line 2, column 5: rank '5', but there are 4 alternatives"),
        ("1;1;4;4", "line 2, column 2: the ranks 1; 1; 4; 4 fit no way to number ties"),
        ("2;3;4;4", "line 2, column 2: the ranks 2; 3; 4; 4 fit no way to number ties"),
        ("1;2;2;4", ""),
        ("1;3;3;4", ""),
        ("1;2;2;3", ""),
        ("1;2,5;2,5;4", ""),
        ("1;;4;", ""),
        ("2;2;2;1", ""),
        ("4;4;4;4", ""),
    ],
)
def test_ranks_that_can_be_none_are_told(tmp_path, cells, doubt):
    doubts = []
    read(tmp_path, f"criterion;A;B;C;D\nk;{cells}\n", direction="ranks", doubts=doubts)
    expected = f"{tmp_path / 'site.csv'}: {doubt}; only the order of the ranks counts"
    assert doubts == ([expected] if doubt else [])


@examples(200)
@given(st.lists(st.integers(1, 5), min_size=2, max_size=7), st.sampled_from(
    ["min", "max", "average", "dense"]))  # fmt: skip
def test_ranks_as_pandas_numbers_them_are_never_told(levels, way):
    ranks = dict(enumerate(pd.Series(levels).rank(method=way)))
    cells = {name: Cell(str(rank), 1, 1) for name, rank in ranks.items()}
    assert doubted_ranks(cells, ranks) is None


def test_check_tells_what_is_suspect_in_a_table(tmp_path):
    path = tmp_path / "site.csv"
    path.write_text("criterion;A;B;C\nk;7;1;3\n", encoding="utf-8")
    (warning,) = mcda.check(path, direction="ranks").warnings
    assert warning == (
        f"{path}: line 2, column 2: rank '7', but there are 3 alternatives; only the order of the "
        "ranks counts"
    )


def in_dutch(faults):
    return [fault.in_words("nl").partition("site.csv: ")[2] for fault in faults]


def test_faults_and_doubts_are_said_in_dutch_as_well(tmp_path):
    doubts = []
    read(tmp_path, "criterion;A;B;C\nk;7;1;3\n", direction="ranks", doubts=doubts)
    (doubt,) = in_dutch(doubts)
    assert doubt == (
        "regel 2, kolom 2: rang ‘7’, maar er zijn 3 opties; alleen de volgorde van de rangen telt"
    )
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, "criterion;A;B;scale\nk;laag;lagg;laag < hoog\nl;1.500;2;-\n")
    word, number, direction = in_dutch(caught.value.faults)
    assert word == (
        "regel 2, kolom 3: woord ‘lagg’ is onbekend; bedoelt u ‘laag’? toegestaan: laag, hoog, "
        "of leeg, ‘-’ of ‘n.v.t.’ als niemand het scoorde"
    )
    assert number == (
        "regel 3, kolom 2: ‘1.500’ kan een geheel getal zijn of een getal met decimalen; "
        "schrijf 1500 of 1.5000, of geef het decimaalteken van de hele tabel op met --decimal (in "
        "Python decimal=)"
    )
    assert direction.startswith("regel 3, kolom 3: ‘2’, maar nergens staat welk getal beter is; ")


@pytest.mark.parametrize(
    ("typed", "english"), [("ramks", "rank 1 is best"), ("rangn", "rang 1 is het best")]
)
def test_directions_are_listed_as_they_were_typed_and_in_dutch_sentences_in_dutch(
    tmp_path, typed, english
):
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, f"direction;{typed}\ncriterion;A;B\nk;1;2\n")
    fault = caught.value.faults[0]
    assert f"allowed: '{english}', " in fault
    assert "toegestaan: ‘rang 1 is het best’, ‘een hoger getal is beter’" in fault.in_words("nl")
