"""What stands in cells: decimals, per cent, signs of a scale, letters; what a workbook hides."""

import openpyxl
import pytest
from openpyxl.styles import Font

import mcda_ai as mcda
from tests.cases import kinds, orders, read, told, written

# --- numbers -------------------------------------------------------------------------------------

DECIMALS = [
    (
        "criterion,direction,North,South\nghg,min,0.745,1.046\nwater,min,12.5,10.525\n",
        {"North": 0.745, "South": 1.046},
    ),
    (
        "criterium;richting;Noord;Zuid\nuitstoot;min;0,745;1,046\nwater;min;12,5;10,525\n",
        {"Noord": 0.745, "Zuid": 1.046},
    ),
    (
        [["criterion", "direction", "A", "B"], ["ghg", "min", "3.25", "1.046"]],
        {"A": 3.25, "B": 1.046},
    ),
]


@pytest.mark.parametrize(("table", "values"), DECIMALS, ids=range(len(DECIMALS)))
def test_three_decimals_are_read_aloud_where_their_row_tells_them(tmp_path, table, values):
    problem, doubts = read(tmp_path, table)
    assert problem.judgement(problem.criterion_names[0]).values == values
    assert doubts == {"decimals by another"}


SHARES = [
    "criterion;unit;direction;North;South\ngrowth;%;max;0,12;9\n",
    "criterium;eenheid;richting;Noord;Zuid;West\naandeel groen;%;max;14;0,2;11\n",
    [["criterion", "unit", "direction", "A", "B"], ["share of rent", "%", "min", 0.25, 31]],
    [["criterium", "eenheid", "richting", "A", "B"], ["aandeel", "%", "max", 0.25, 0.31]],
]


@pytest.mark.parametrize("table", SHARES, ids=range(len(SHARES)))
def test_a_share_below_a_head_of_per_cent_is_doubted(tmp_path, table):
    assert read(tmp_path, table)[1] == {"share as per cent"}


@pytest.mark.parametrize("cells", ["0,5;3", "0;9", "0,2;0,9", "0,01;55", "12;9", "0,5;100000"])
def test_small_percentages_are_not_doubted(tmp_path, cells):
    table = f"criterion;unit;direction;North;South\ngrowth;%;max;{cells}\n"
    assert read(tmp_path, table)[1] == set()


PERCENT = [
    ([["criterion", "unit", "direction", "North", "South"], ["growth", "%", "max", 0.12, 9]], "D2"),
    ([["criterium", "richting", "A", "B", "C"], ["groei", "max", 3, 0.12, 9]], "D2"),
    ([["Criterium", "Gewicht", "A", "B"], ["bereik", 0.6, 1, 2], ["kosten", 40, 2, 1]], "B2"),
]


@pytest.mark.parametrize(("table", "cell"), PERCENT, ids=range(len(PERCENT)))
def test_percent_cells_beside_plain_numbers_are_refused(tmp_path, table, cell):
    file = written(tmp_path, table)
    book = openpyxl.load_workbook(file)
    book.active[cell].number_format = "0%"
    book.save(file)
    direction = None if {"direction", "richting"} & {*table[0]} else "ranks"
    (fault,) = mcda.check(file, direction=direction).faults
    assert kinds([fault]) <= {"row partly in per cent", "weights partly in per cent"}


# --- signs of a scale ----------------------------------------------------------------------------

SCALE = "-- < - < 0 < + < ++"
DASHES = [
    f"schaal;{SCALE}\ncriterium;Noord;Zuid\nnatuur;\u2014;-\nverkeer;0;0\nkosten;0;0\n",
    f"schaal;{SCALE}\ncriterium;Noord;Zuid\nnatuur;\u2014;-\nverkeer;0;-\nkosten;\u2014;-\n",
    f"scale;{SCALE}\ncriterion;North;South\nnature;\u2013;-\ntraffic;+;++\n",
    [["scale", SCALE], ["criterion", "North", "South"], ["nature", "\u2014", "0"]],
]


@pytest.mark.parametrize("table", DASHES, ids=range(len(DASHES)))
def test_a_long_dash_on_a_scale_of_signs_is_doubted(tmp_path, table):
    assert read(tmp_path, table)[1] == {"long dash"}


def test_two_dashes_are_what_they_are(tmp_path):
    table = f"schaal;{SCALE}\ncriterium;Noord;Zuid\nnatuur;--;-\nverkeer;0;-\nkosten;--;-\n"
    problem, doubts = read(tmp_path, table)
    assert problem.ranks.tolist() == [[2, 1], [1, 2], [2, 1]]
    assert doubts == set()


SEVEN = "- - < - < 0/- < 0 < 0/+ < + < + +"
HALVES = [
    (
        (
            "schaal;{}\nthema;criterium;Ref;HS;2a;2b\nAmmoniak;depositie N2000;0;0/+;+;0/+\n"
            "Stof;bedrijfsvoering;0;0/-;0;- -\n"
        ),
        [4, 2.5, 1, 2.5],
    ),
    ("scale;{}\ncriterion;Ref;East;West\nnoise;0;0/-;-\nair;+;0/+;0\n", [1, 2, 3]),
    (
        [["schaal", "{}"], ["criterium", "Ref", "Oost", "West"], ["geluid", "0", "+/0", "+"]],
        [3, 2, 1],
    ),
]


@pytest.mark.parametrize(("table", "ranks"), HALVES, ids=range(len(HALVES)))
def test_half_a_step_is_a_step_where_the_scale_has_it_and_doubted_where_not(tmp_path, table, ranks):
    def on(scale):
        if isinstance(table, str):
            return table.format(scale)
        return [[cell.format(scale) for cell in row] for row in table]

    problem, doubts = read(tmp_path, on(SEVEN))
    assert problem.ranks[0].tolist() == ranks
    assert doubts == set()
    assert read(tmp_path, on(SCALE))[1] == {"half a step"}


# --- letters and separators ----------------------------------------------------------------------

TEXT = "criterium|richting|Noord|Z\u00fcid\nbereik|max|2,5|3,1\nkosten|min|1,5|2\n"
TEXTS = [
    TEXT.encode("utf-8"),
    TEXT.replace("|", ";").encode("utf-16-le"),
    TEXT.replace("|", "\t").encode("utf-16-be"),
    TEXT.replace("|", ";").encode("windows-1252"),
]


@pytest.mark.parametrize("content", TEXTS, ids=range(len(TEXTS)))
def test_texts_are_read_with_their_letters_and_separators(tmp_path, content):
    problem, doubts = read(tmp_path, content)
    assert problem.alternative_names == ("Noord", "Z\u00fcid")
    assert orders(problem) == ["Noord: 2.5; Z\u00fcid: 3.1", "Noord: 1.5; Z\u00fcid: 2"]
    assert doubts == set()


def test_letters_of_an_old_mac_are_refused(tmp_path):
    content = TEXT.replace("|", ";").encode("mac-roman")
    assert told(tmp_path, content) == {"letters of an old Mac"}


# --- what a workbook hides -----------------------------------------------------------------------

SITES = [["criterion", "direction", "North", "South"], ["reach", "max", 4, 2],
         ["cost", "min", 10, 20], ["trust", "max", 1, 3], ["old index", "max", 1, 50],
         ["old index 2", "max", 1, 50]]  # fmt: skip
PLANS = [["Criterium", "Richting", "Brug", "Tunnel", "Afgewezen"], ["bereik", "max", 4, 2, 9],
         ["kosten", "min", 10, 20, 5]]  # fmt: skip


def hide_rows(sheet):
    sheet.row_dimensions[5].hidden = sheet.row_dimensions[6].hidden = True


def filter_rows(sheet):
    sheet.auto_filter.ref = sheet.dimensions
    sheet.auto_filter.add_filter_column(0, ["reach", "cost", "trust", "old index"])
    sheet.row_dimensions[6].hidden = True


def hide_column(sheet):
    sheet.column_dimensions["E"].hidden = True


def strike_column(sheet):
    for row in range(1, 4):
        sheet.cell(row, 5).font = Font(strike=True)


HIDDEN = [
    (SITES, hide_rows, "hidden rows", "rows 5, 6 ('old index', 'old index 2') are hidden, but"),
    (SITES, filter_rows, "hidden rows", "row 6 ('old index 2') is hidden by a filter, but"),
    (PLANS, hide_column, "hidden columns", "column E ('Afgewezen') is hidden, but"),
    (PLANS, strike_column, "struck through", "cells E1, E2, E3 are struck through, but"),
]


@pytest.mark.parametrize(("table", "hide", "kind", "said"), HIDDEN)
def test_what_is_hidden_or_struck_through_counts_with_a_doubt(tmp_path, table, hide, kind, said):
    file = written(tmp_path, table)
    book = openpyxl.load_workbook(file)
    hide(book.active)
    book.save(file)
    (doubt,) = mcda.read(file).doubts
    assert kinds([doubt]) == {kind}
    assert said in doubt


@pytest.mark.parametrize("old", [SITES[:3], PLANS, SITES])
def test_an_old_version_in_a_hidden_sheet_is_not_read_and_told(tmp_path, old):
    file = written(tmp_path, SITES[:4])
    book = openpyxl.load_workbook(file)
    sheet = book.create_sheet("old version", 0)
    for row in old:
        sheet.append(row)
    sheet.sheet_state = "hidden"
    book.save(file)
    problem = mcda.read(file)
    assert problem.criterion_names == ("reach", "cost", "trust")
    assert kinds(problem.doubts) == {"hidden table"}
