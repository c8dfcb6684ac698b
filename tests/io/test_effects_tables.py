"""Effects tables in text files as spreadsheets save them."""

import csv
import io

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.io.limits import MOST_FAULTS_OF_A_FILE
from mcda_ai.io.tables.delimited import grid_of
from mcda_ai.io.tables.effects import problem_from_grid
from mcda_ai.messages.label import Label
from mcda_ai.problem.evidence import Source
from tests.text_tables import faults_of, orders, read

TABLE = """\
Effectentabel, versie 2
;;
Laag;Criterium;Bestaand;Hub;Fabriek;Bron
Input;Kosten;1,5;1,5;3;tabel 3, paragraaf 4.2
;Personeel;1=;1=;3=;
Randvoorwaarden;"Draagvlak; breed";2;1;n.v.t.;brief
"""


# --- what a spreadsheet saves ---------------------------------------------------------------------


def check(problem):
    assert problem.name == "site"
    assert problem.alternative_names == ("Bestaand", "Hub", "Fabriek")
    assert [criterion.layer for criterion in problem.criteria] == [
        "Input", "Input", "Randvoorwaarden",
    ]  # fmt: skip
    assert problem.preconditions == ("Randvoorwaarden",)
    assert problem.criterion_names[2] == "Draagvlak; breed"
    assert orders(problem) == [
        "Bestaand = Hub > Fabriek", "Bestaand = Hub > Fabriek", "Hub > Bestaand",
    ]  # fmt: skip
    assert problem.judgement("Kosten").sources == (Source(table="3", section="4.2"),)
    assert problem.judgement("Draagvlak; breed").sources == (Source(note="brief"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_found(tmp_path, encoding, line_end):
    text = TABLE.replace("Hub", "Café").replace("\n", line_end)
    problem = read(tmp_path, text.encode(encoding), direction="ranks")
    assert problem.alternative_names[1] == "Café"
    assert len(problem.criteria) == 3


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_the_separator_is_found(tmp_path, separator):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(csv.reader(TABLE.splitlines(), delimiter=";"))
    check(read(tmp_path, stream.getvalue(), direction="ranks"))


def test_a_first_line_can_name_the_separator(tmp_path):
    check(read(tmp_path, "sep=;\n" + TABLE, direction="ranks"))
    text = "sep=|\ncriterion|A|B\na;b;c|1|2\n"
    assert read(tmp_path, text, direction="ranks").criterion_names == ("a;b;c",)


def test_an_encoding_or_separator_can_be_given(tmp_path):
    text = "criterion|A|Bé\ncost|1|2\n".encode("cp850")
    problem = read(tmp_path, text, direction="ranks", encoding="cp850", separator="|")
    assert problem.alternative_names == ("A", "Bé")
    assert faults_of(tmp_path, text, encoding="utf-8")[0].startswith(
        "byte 14 is no letter in utf-8"
    )
    assert "is not known" in faults_of(tmp_path, text, encoding="utf-9")[0]
    assert faults_of(tmp_path, text, encoding="cp850", separator="ab") == [
        "separator 'ab'; allowed: one sign, such as ';'"
    ]


def test_pandas_writes_what_is_read(tmp_path):
    frame = pd.DataFrame({"A": [1.5, 1], "B": [1.5, np.nan], "C": [3.0, 2]}, index=["k1", "k2"])
    problem = read(tmp_path, frame.to_csv(index_label="criterion"), direction="ranks")
    assert problem == mcda.from_rankings(frame, name="site")


def test_without_header_words_the_first_column_names_the_criteria(tmp_path):
    problem = read(tmp_path, "title\n;A;B\ncost;1;2\n", direction="ranks")
    assert problem == mcda.from_rankings({"cost": "A > B"}, name="site")


# --- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        ("1;1;3", "A = B > C"),
        ("1;2;2", "A > B = C"),
        ("1.5;1.5;3", "A = B > C"),
        ("1,5;1,5;3", "A = B > C"),
        ("1=;=1;3", "A = B > C"),
        (" 2 ;\u200f1\u200e;\u00a03", "B > A > C"),
        ("10;20;15", "A > C > B"),
        ("2;n.v.t.;1", "C > A"),
        ("?;–;1", "C"),
    ],
)
def test_ranks_in_any_tie_convention(tmp_path, cells, order):
    problem = read(tmp_path, f"criterion;A;B;C\nx;1;2;3\nk;{cells}\n", direction="ranks")
    assert orders(problem)[1] == order


def test_higher_can_be_better(tmp_path):
    text = "criterion;A;B;C;richting\nk1;1;2;2;\nk2;1;2;3;rang 1 is het best\n"
    assert orders(read(tmp_path, text, direction="higher")) == ["B = C > A", "A > B > C"]


def test_of_a_better_number_only_the_order_counts_unless_it_has_a_unit(tmp_path):
    text = (
        "criterion;A;B;C;eenheid;richting\nk1;10;200;30;;hoger\nk2;10;200;30;;lager\n"
        "k3;10;200;30;;minder is beter\nk4;10;200;30;;laag is beter\nk5;10;200;30;m;meer is beter\n"
        "k6;10;200;30;m;minder is beter\nk7;10;200;30;;gemeten: minder is beter\nk8;-1;0;2;;lower\n"
    )
    doubts = []
    problem = read(tmp_path, text, doubts=doubts)
    assert orders(problem)[:4] == ["B > C > A", "A > C > B", "A > C > B", "A > C > B"]
    assert orders(problem)[7] == "A > B > C"
    kept = {each.name: problem.judgement(each.name).values is not None for each in problem.criteria}
    assert [name for name, measured in kept.items() if measured] == ["k5", "k6", "k7"]
    assert [each.direction for each in problem.criteria][4:7] == ["max", "min", "min"]
    (doubt,) = doubts
    assert doubt == (
        f"{tmp_path / 'site.csv'}: only the order of the numbers of 'k1', 'k2', 'k3', 'k4' counts; "
        "to keep the numbers themselves, say 'measured: more is better' or 'measured: less is "
        "better' under direction"
    )


def test_what_was_measured_keeps_its_values(tmp_path):
    text = (
        "criterion;A;B;unit;direction\ncost;12,5;1e3;euro;lower\nreach;1;2;km;higher\nx;1;2;;max\n"
    )
    problem = read(tmp_path, text)
    assert problem.judgement("cost").values == {"A": 12.5, "B": 1000}
    assert [c.direction for c in problem.criteria] == ["min", "max", "max"]
    assert [c.unit for c in problem.criteria] == ["euro", "km", ""]
    assert (
        "must say" in faults_of(tmp_path, "criterion;A;B;unit\nc;1;2;euro\n", direction="ranks")[0]
    )


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ("1.250,00;1.000,5", [1250, 1000.5]),
        ("1,250.00;1,000.5", [1250, 1000.5]),
        ("1.250.000;2,5", [1_250_000, 2.5]),
        ("-1.250,5;+3", [-1250.5, 3]),
    ],
)
def test_thousands_are_read_where_they_can_be_nothing_else(tmp_path, cells, values):
    problem = read(tmp_path, f"criterion;A;B;direction\nk;{cells};max\n")
    assert list(problem.judgement("k").values.values()) == values


@pytest.mark.parametrize("cell", ["1.25.000", "12.50,00", "1,2,3", "1.2500,0", "1250.000,5"])
def test_thousands_in_the_wrong_place_are_no_number(tmp_path, cell):
    (fault,) = faults_of(tmp_path, f"criterion;A;B;direction\nk;{cell};1;max\n")
    assert fault.startswith(f"line 2, column 2: '{cell}' is no number")


@pytest.mark.parametrize(("cell", "sign"), [("€ 12,5", "€"), ("12%", "%"), ("$ 1,250.00", "$")])
def test_a_sign_for_a_unit_is_told_where_it_belongs(tmp_path, cell, sign):
    (fault,) = faults_of(tmp_path, f"criterion;A;B;direction\nk;{cell};1;max\n")
    assert fault.endswith(
        f"; leave out '{sign}': the unit has a column of its own, 'unit' (eenheid)"
    )


@pytest.mark.parametrize(
    "scale", [["Laag", "Medium", "Hoog"], "Laag < Medium < Hoog", "niveau: Hoog > Medium > Laag"]
)
def test_words_of_a_scale(tmp_path, scale):
    text = "criterion;A;B;C\nk;laag;MEDIUM / hoog; Hoog \nl;-;n.v.t.;Laag\nm;1;2;3\n"
    problem = read(tmp_path, text, scale=scale, direction="ranks")
    assert problem.judgement("k").levels == {
        "A": ("Laag",), "B": ("Medium", "Hoog"), "C": ("Hoog",),
    }  # fmt: skip
    assert problem.judgement("l").levels == {"C": ("Laag",)}
    assert problem.criteria[2].scale is None
    assert orders(problem)[2] == "A > B > C"


def test_signs_can_be_a_scale_and_then_a_dash_is_a_word(tmp_path):
    text = "criterion;A;B;C\nk;++;−;0\nl;--;;'+\n"
    problem = read(tmp_path, text, scale="++ > + > 0 > - > --")
    assert problem.judgement("k").levels == {"A": ("++",), "B": ("-",), "C": ("0",)}
    assert problem.judgement("l").levels == {"A": ("--",), "C": ("+",)}


def test_a_row_can_name_its_scale(tmp_path):
    text = "criterion;A;B;schaal\nk;low;high;low < high\nl;1;2;\n"
    problem = read(tmp_path, text, direction="ranks")
    assert [criterion.scale for criterion in problem.criteria] == ["low < high", None]


def test_a_reason_for_what_nobody_scored(tmp_path):
    problem = read(tmp_path, "criterion;A;B;reden\nk;;;later\nl;1;2;\n", direction="ranks")
    assert problem.judgement("k").reason == Label.same("later")


# --- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "criterion;A;B\nk;1;x\n",
            (
                "line 2, column 3: 'x' is no rank; allowed: a rank, or empty, "
                "'-' or 'n.v.t.' if nobody scored it; for words, say their scale, as "
                "'low < medium < high'"
            ),
        ),
        (
            "criterion;A;B\nk;1;1-2\n",
            ("line 2, column 3: '1-2' is no one number; write the number that is meant, such as"),
        ),
        (
            "criterion;A;B\nk;1;0\n",
            ("line 2, column 3: '0' is no rank; allowed: 1 or more, 1 is best"),
        ),
        (
            "criterion;A;B\nk;1;1.500\n",
            (
                "line 2, column 3: '1.500' can be a whole number or a "
                "fraction; write 1500, or 1.5000"
            ),
        ),
        (
            "criterion;A;B\nk;1,5;2.5\n",
            (
                "line 2, column 2: '1,5', but '2.5' at line 2, column 3; "
                "allowed: one decimal sign, a comma or a point"
            ),
        ),
        ("criterion;A;B\nk;1;2;3\n", "line 2, column 4: '3' stands under no header"),
        (
            "criterion;A;A\nk;1;2\n",
            ("line 1, column 3: 'A' is there twice; the first is at line 1, column 2"),
        ),
        ("criterion;A;B\n;1;2\n", "line 2, column 1: no name of a criterion"),
        (
            "layer;criterion;A;B;weight\nin;k;1;2;1\nrest;;;;1\n",
            ("line 3, column 2: no name of a criterion, but '1' at line 3, column 5"),
        ),
        (
            "Optie;reach;cost\nNorth;1;2\nSouth;2;1\n",
            (
                "line 1, column 1: 'Optie' says that the rows are alternatives; say so with "
                '--options-in rows (options_in="rows" in Python), or head this column '
                "'criterion' if the criteria do stand in it"
            ),
        ),
        (
            "criterion;A;rank\nk;3;1\nl;4;2\n",
            "line 1, column 3: 'rank' seems no alternative; leave the column out; an apostrophe",
        ),
        (
            "criterion;A;B;Totaal\nk;1;2;3\n",
            (
                "line 1, column 4: 'Totaal' seems a total, which follows from the rest; leave the "
                "column out; an apostrophe before it (in a workbook two) says that it is a name"
            ),
        ),
        (
            "criterion;A;B\nk;1;2\nSum:;1;2\n",
            (
                "line 3, column 1: 'Sum:' seems a total, which follows from the rest; leave the "
                "row out; an apostrophe before it (in a workbook two) says that it is a name"
            ),
        ),
        (
            "layer;criterion;A;B;weight\nin;k;1;2;1\nTotaal;;;;1\n",
            "line 3, column 1: 'Totaal' seems a total",
        ),
        (
            "criterion;A;B;weight\nk;1;2;1\nl;1;2;\nm;1;2;\n",
            "line 3, column 4: weights: no weight for criterion l, m; every scored criterion",
        ),
        (
            "criterion;A;B;weight\nk;1;2;1.200\n",
            "line 2, column 4: '1.200' can be a whole number or a fraction",
        ),
        (
            "direction;lager\ncriterion;A;B\nk;1;2\n",
            (
                "line 1, column 2: direction 'lager' can be said of a row, not of all of them; "
                "allowed: 'rang 1 is het best', 'een hoger getal is beter'"
            ),
        ),
        (
            "criterion;A;B;direction\nk;1;2;rang 1 is bste\n",
            "line 2, column 4: unknown direction 'rang 1 is bste'; did you mean 'rang 1 is beste'?",
        ),
        ("layer;criterion;A;B\n;k;1;2\n", "line 2, column 1: criterion 'k' has no layer"),
        (
            "layer;criterion;A;B\nin;k;1;2\nIn;l;1;2\n",
            ("line 3, column 1: layer 'In', but 'in' at line 2, column 1; write both the same"),
        ),
        (
            "criterion;A;B;weight\nk;1;2;-1\n",
            ("line 2, column 4: '-1'; allowed: a weight, 0 or more"),
        ),
        (
            "criterion;A;B;scale\nk;a;b;a, b\n",
            (
                "line 2, column 4: scale 'a, b': allowed: words with "
                "'<' between them, worst first, as 'low < medium < high', or with '>', best first"
            ),
        ),
        (
            "criterion;A;B;scale\nk;a;c;a < b\n",
            (
                "line 2, column 3: unknown word 'c'; allowed: a, b, "
                "or empty, '-' or 'n.v.t.' if nobody scored it"
            ),
        ),
        (
            "criterion;A;B;scale\nk;a;1;a < b\n",
            (
                "line 2, column 3: '1' beside words of a scale; "
                "allowed: a, b, or empty if nobody scored it"
            ),
        ),
        (
            "criterion;A;B;direction\nk;1;2;hihger\n",
            ("line 2, column 4: unknown direction 'hihger'; did you mean 'higher'?"),
        ),
        (
            'criterion;A;B\nk;"1;2\n',
            (
                "line 2, column 2: a quotation mark is opened and not closed, "
                'or text stands after it is closed; write a quotation mark within a text twice: ""'
            ),
        ),
        (
            'criterion;A;B\nk;1;2\n"l"m;1;2\n',
            ("line 3, column 1: a quotation mark is opened and not closed"),
        ),
        ("criterion;A;B\nk\x00;1;2\n", "line 2, column 1: holds a sign that does not print"),
        (
            "criterion;A;B\n" + "k" * 40_000 + ";1;2\n",
            ("line 2, column 1: holds 40,000 letters; allowed: at most 32,767"),
        ),
        (
            "criterion;A;B\n" + "k" * 140_000 + ";1;2\n",
            ("line 2: a cell of more than 131,072 letters; a quotation mark may be missing"),
        ),
        (
            "criterion;A\nk;1\n",
            ("line 1, column 1: the headers name 1 alternative(s) ('A'); at least 2 are needed"),
        ),
        ("criterion;A;B\n", "no criterion found below the headers"),
        ("", "no table found; needed: a row of headers"),
    ],
)
def test_every_fault_has_its_line_and_column(tmp_path, text, fault):
    assert any(told.startswith(fault) for told in faults_of(tmp_path, text, direction="ranks"))


def test_the_direction_is_needed_and_only_where_there_are_numbers(tmp_path):
    (fault,) = faults_of(tmp_path, "criterion;A;B\nk;1;2\nl;2;1\n")
    assert fault.startswith("line 2, column 2: '1', but nothing says which number is better")
    assert len(read(tmp_path, "criterion;A;B;scale\nk;x;y;x < y\n").criteria) == 1
    assert faults_of(tmp_path, "criterion;A;B\nk;1;2\n", direction="up")[0].startswith(
        "unknown direction 'up'"
    )


@pytest.mark.parametrize("text", [
    "criterion;direction;A;B\nk;hoog;1;2\n",
    "criterion;unit;direction;A;B\nk;km;hoog;1;2\n",
    "criterion;direction;A;B\nk;hoog;1st;2nd\n",
    "direction;hoog\n\ncriterion;A;B\nk;1;2\n",
])  # fmt: skip
def test_a_direction_that_is_not_understood_is_not_called_missing_too(tmp_path, text):
    (fault,) = faults_of(tmp_path, text)
    assert "unknown direction 'hoog'; did you mean 'omhoog'?" in fault


def test_a_table_that_is_too_large_is_refused(tmp_path):
    wide = "criterion;" + ";".join(map(str, range(2001))) + "\n"
    assert faults_of(tmp_path, wide) == ["2,001 alternatives; allowed: at most 2,000"]
    long = "criterion;A;B\n" + "".join(f"k{k};1;2\n" for k in range(10_001))
    assert faults_of(tmp_path, long, direction="ranks") == [
        "10,001 criteria; allowed: at most 10,000"
    ]
    told = faults_of(tmp_path, "criterion;A;B\n" + "k;x;y\n" * 1000)
    assert told[-1] == "and more faults"
    assert len(told) == 201


def test_reading_stops_at_more_faults_than_are_told():
    grid = grid_of("criterion;A;B\n" + "k;x;y\n" * 1000)
    with pytest.raises(mcda.ProblemError) as caught:
        problem_from_grid(grid, name="x", doubts=[])
    assert MOST_FAULTS_OF_A_FILE < len(caught.value.faults) < 1.1 * MOST_FAULTS_OF_A_FILE


def test_a_row_as_long_as_a_file_is_told_in_part():
    grid = grid_of("criterion;A;B\nk;1;2" + ";x" * 20_000 + "\n")
    with pytest.raises(mcda.ProblemError) as caught:
        problem_from_grid(grid, name="x", direction="ranks", doubts=[])
    assert len(caught.value.faults) < 1.1 * MOST_FAULTS_OF_A_FILE


def test_a_file_that_is_too_large_is_refused(tmp_path):
    assert faults_of(tmp_path, TABLE, most_bytes=20) == [
        "larger than 20 bytes; allowed: at most that"
    ]
