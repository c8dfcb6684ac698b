"""What a workbook shows otherwise than it keeps it: per cent, hidden rows, struck-through cells."""

import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from mcda_ai.io.workbooks import read_workbook
from tests.workbook_files import faults_of, fill, saved, table_book

TABLE = [
    ["criterion", "direction", "North", "South"],
    ["reach", "max", 4, 2],
    ["cost", "min", 10, 20],
    ["trust", "max", 1, 3],
    ["old index", "max", 1, 50],
    ["old index 2", "max", 1, 50],
]


def doubts_of(path, **options):
    doubts = []
    read_workbook(path, doubts=doubts, **options)
    return [doubt.removeprefix(f"{path}: ") for doubt in doubts]


def changed(path, before, after):
    """Change a text in the parts of a workbook, as another program would have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(before, after))
    return path


# --- hidden and struck through -------------------------------------------------------------------


def test_hidden_rows_count_with_a_doubt_that_names_them(tmp_path):
    book = table_book(*TABLE)
    assert doubts_of(saved(tmp_path / "a.xlsx", book)) == []
    for row in (5, 6):
        book.active.row_dimensions[row].hidden = True
    path = saved(tmp_path / "flip.xlsx", book)
    assert doubts_of(path) == [
        (
            "sheet 'Sheet1': rows 5, 6 ('old index', 'old index 2') are hidden, but count all the "
            "same; delete them if they should not count"
        )
    ]
    assert len(read_workbook(path).criteria) == 5


def test_a_row_that_a_filter_hides_is_hidden_too(tmp_path):
    book = table_book(*TABLE)
    book.active.auto_filter.ref = "A1:D6"
    book.active.auto_filter.add_filter_column(0, ["reach", "cost"])
    book.active.row_dimensions[4].hidden = True
    (doubt,) = doubts_of(saved(tmp_path / "a.xlsx", book))
    assert "row 4 ('trust') is hidden by a filter, but counts all the same" in doubt


def test_a_row_without_height_and_a_column_without_width_are_hidden_too(tmp_path):
    book = table_book(*TABLE)
    book.active.row_dimensions[4].height = 7.5
    book.active.column_dimensions["D"].width = 7.5
    path = changed(saved(tmp_path / "a.xlsx", book), b'"7.5"', b'"0"')
    row, column = doubts_of(path)
    assert "row 4 ('trust') is hidden, but" in row
    assert "column D ('South') is hidden, but" in column


def test_hidden_columns_of_options_and_weights_count_with_a_doubt(tmp_path):
    book = table_book(
        [*TABLE[0], "Rejected", "weight", "note"],
        *([*row, 60, 1, "since May"] for row in TABLE[1:]),
    )
    for column in "EG":
        book.active.column_dimensions[column].hidden = True
    (doubt,) = doubts_of(saved(tmp_path / "a.xlsx", book))
    assert "column E ('Rejected') is hidden, but counts all the same" in doubt
    book.active.column_dimensions["F"].hidden = True
    (doubt,) = doubts_of(saved(tmp_path / "a.xlsx", book))
    assert "columns E, F ('Rejected', 'weight') are hidden, but count all the same" in doubt


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_taken_for_the_table_that_is_shown(tmp_path, state):
    book = table_book(*TABLE)
    old = book.create_sheet("old version")
    for row in TABLE[:2]:
        old.append(row)
    path = saved(tmp_path / "a.xlsx", book)
    assert "each hold a table" in faults_of(path)[0]
    old.sheet_state = state
    path = saved(path, book)
    assert doubts_of(path) == [
        (
            "sheet 'old version' is hidden and holds a table too, which is not read; --sheet "
            "(sheet= in Python) says which sheet is"
        )
    ]
    assert len(read_workbook(path).criteria) == 5
    assert doubts_of(path, sheet="old version") == [
        "sheet 'old version': the sheet is hidden, and is read all the same"
    ]


def test_cells_that_are_struck_through_count_with_a_doubt(tmp_path):
    book = table_book(*TABLE)
    sheet = book.active
    for column in "ABCD":
        sheet[f"{column}6"].font = Font(strike=True)
    sheet["A3"] = CellRichText("cost", TextBlock(InlineFont(strike=True), " of building"))
    assert doubts_of(saved(tmp_path / "a.xlsx", book)) == [
        (
            "sheet 'Sheet1': cells A3, A6, B6, C6, D6 are struck through, but count all the same; "
            "clear them if they should not count"
        )
    ]


def test_what_is_hidden_in_the_template_counts_with_a_doubt(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    before = doubts_of(path)
    book = openpyxl.load_workbook(path)
    row = next(cells[0].row for cells in book["Rankings"].iter_rows() if cells[0].value == "Cost")
    book["Rankings"].row_dimensions[row].hidden = True
    (doubt,) = set(doubts_of(saved(path, book))) - set(before)
    assert f"sheet 'Rankings': row {row} ('Cost') is hidden" in doubt


# --- per cent ------------------------------------------------------------------------------------


def in_percent(book, *places, form="0%"):
    for place in places:
        book.active[place].number_format = form
    return book


@pytest.mark.parametrize("form", ["0%", "0.00%", '0.0"x"%', "[Red]0 %;-0 %"])
def test_a_row_of_percent_cells_is_read_as_it_is_shown(tmp_path, form):
    book = table_book(["criterion", "direction", "A", "B"], ["growth", "max", 0.07, 0.145])
    path = saved(tmp_path / "a.xlsx", in_percent(book, "C2", "D2", form=form))
    problem = read_workbook(path)
    assert problem.judgement("growth").values == {"A": 7.0, "B": 14.5}
    assert problem.criteria[0].unit == "%"
    assert doubts_of(path) == []


@pytest.mark.parametrize("form", ["0.00", '0.0"%"', r"0.0\%", "[$%-409]0.00"])
def test_a_percent_sign_that_a_format_only_writes_changes_no_number(tmp_path, form):
    book = table_book(["criterion", "direction", "A", "B"], ["growth", "max", 0.5, 2])
    path = saved(tmp_path / "a.xlsx", in_percent(book, "C2", "D2", form=form))
    assert read_workbook(path).judgement("growth").values == {"A": 0.5, "B": 2}


def test_a_row_that_mixes_percent_cells_and_numbers_is_refused(tmp_path):
    rows = [["criterion", "unit", "direction", "North", "South"], ["growth", "%", "max", 0.12, 9]]
    path = saved(tmp_path / "a.xlsx", in_percent(table_book(*rows), "D2"))
    assert faults_of(path) == [
        (
            "sheet 'Sheet1', cell E2: '9', but '12%' at sheet 'Sheet1', cell D2; allowed: all "
            "numbers of a row with a percent sign, or none"
        )
    ]


def test_weights_that_mix_percent_cells_and_numbers_are_refused(tmp_path):
    rows = [["criterion", "direction", "A", "B", "weight"], ["k", "max", 1, 2, 0.6],
            ["l", "max", 1, 2, 40]]  # fmt: skip
    (fault,) = faults_of(saved(tmp_path / "a.xlsx", in_percent(table_book(*rows), "E2")))
    assert "'40', but '60%' at sheet 'Sheet1', cell E2; allowed: all weights of a column" in fault
    rows[2][4] = 0.4
    path = saved(tmp_path / "a.xlsx", in_percent(table_book(*rows), "E2", "E3"))
    assert read_workbook(path).own_weights == {"k": 0.6, "l": 0.4}


def test_a_threshold_in_per_cent_is_read_as_the_scores_it_is_for(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    book = openpyxl.load_workbook(path)
    book["Criteria"]["H5"] = 0.05
    book["Criteria"]["H5"].number_format = "0%"
    book["Criteria"]["I5"] = 5.5
    problem = read_workbook(saved(path, book))
    assert next(each for each in problem.criteria if each.name == "Cost").preference.q == 5
