"""Workbooks of Excel 97 to 2003: read as newer ones are, under the same limits."""

import io
import struct

import pytest
import python_calamine

import mcda_ai as mcda
from mcda_ai.io.limits import MOST_SHEETS_OF_A_WORKBOOK
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.workbooks import read_workbook
from mcda_ai.messages.faults import ProblemError
from tests.libreoffice import marked_up, needs_libreoffice, saved_by_libreoffice
from tests.old_workbooks import (
    DATE,
    OWN_PERCENT,
    PERCENT,
    PLAIN,
    SECTOR,
    STRUCK,
    compound,
    hidden_columns,
    hidden_row,
    label,
    merged,
    number,
    old_workbook,
    record,
    rows,
    sheet_of,
    stream_of,
    text,
)
from tests.workbook_files import PLAIN as TABLE
from tests.workbook_files import faults_of, fill, saved, table_book

HEAD = ["criterion", "direction", "North", "South"]
ROWS = [HEAD, ["reach", "max", 4, 2], ["cost", "min", 10, 20], ["trust", "max", 1, 3]]


def file_of(tmp_path, *sheets, **more):
    path = tmp_path / "site.xls"
    path.write_bytes(old_workbook(*sheets, **more))
    return path


def doubts_of(path):
    doubts = []
    read_workbook(path, doubts=doubts)
    return [doubt.removeprefix(f"{path}: ") for doubt in doubts]


def cells_of(*records, more=b""):
    """Give the cells of a sheet that hold anything, by their place."""
    (grid,) = sheets_of(old_workbook(sheet_of(*records), more=more)).values()
    return {(c.row, c.column): c for cells in grid.rows for c in cells if c.text or c.fault}


def texts_of(*records, more=b""):
    return [cell.text for cell in cells_of(*records, more=more).values()]


# --- as other programs save it -------------------------------------------------------------------


@needs_libreoffice
def test_what_libreoffice_saves_is_read_as_the_workbook_it_opened(tmp_path):
    book = table_book(*TABLE, ["Randvoorwaarden", "groei", 0.12, 0.2, 0.07, 1])
    marked_up(book.active, "kosten  van\nhet bouwen in Z\u00fcrich, \u20ac")
    old = book.create_sheet("old")
    for at in range(200):  # more shared texts than fit in one record
        old.append([f"{at} \u2013 {'as was said' * at}", at / 7, -at, 1e9 * at])
    old.sheet_state = "hidden"
    path = saved(tmp_path / "site.xlsx", book)
    other = saved_by_libreoffice(path, "xls")
    of_one, of_other = sheets_of(path.read_bytes()), sheets_of(other.read_bytes())
    assert list(of_one) == list(of_other)
    for name, grid in of_one.items():
        assert grid == of_other[name]
    by_calamine = python_calamine.load_workbook(str(other)).get_sheet_by_index(1)
    theirs = by_calamine.to_python(skip_empty_area=False)
    ours = [[cells[0].text, float(cells[1].text)] for cells in of_other["old"].rows]
    assert ours == [[cells[0].strip(), cells[1]] for cells in theirs]


@needs_libreoffice
def test_the_template_can_be_saved_as_an_old_workbook(tmp_path):
    path = fill(tmp_path / "form.xlsx", "en")
    problem = read_workbook(saved_by_libreoffice(path, "xls"), name="form")
    assert problem == read_workbook(path)


def test_a_table_is_read_with_the_doubts_of_any_workbook(tmp_path):
    sheet = sheet_of(hidden_row(3), rows(*ROWS), record(0x009B), hidden_columns(3, 3))
    path = file_of(tmp_path, sheet, sheet_of(rows(*ROWS[:2])), hidden=("old",))
    problem = mcda.read(path)
    assert problem.ranks.tolist() == [[1, 2], [1, 2], [2, 1]]
    told = doubts_of(path)
    assert "is hidden and holds a table too, which is not read" in told[0]
    assert "row 4 ('trust') is hidden by a filter, but counts all the same" in told[1]
    assert "column D ('South') is hidden, but counts all the same" in told[2]
    theirs = python_calamine.load_workbook(io.BytesIO(path.read_bytes())).get_sheet_by_index(0)
    assert theirs.to_python() == ROWS


# --- cells ---------------------------------------------------------------------------------------


def test_numbers_are_read_in_every_way_they_are_kept():
    """Of 64 bits, and of 30: a whole number, the first of a fraction, or a hundredth of either."""
    shorts = [0x3FF00000, 5 << 2 | 2, (-5 & 0x3FFFFFFF) << 2 | 2, 123 << 2 | 3, 0x40590001]
    side_by_side = b"".join(struct.pack("<HI", PLAIN, short) for short in shorts)
    records = [
        number(0, 0, 0.1),
        record(0x027E, struct.pack("<HHHI", 0, 1, PLAIN, shorts[0])),
        record(0x00BD, struct.pack("<HH", 1, 0) + side_by_side + struct.pack("<H", 4)),
    ]
    assert texts_of(*records) == ["0.1", "1", "1", "5", "-5", "1.23", "1"]
    content = old_workbook(sheet_of(*records))
    theirs = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    assert theirs.to_python()[1] == [1, 5, -5, 1.23, 1]


def test_shared_texts_go_on_in_other_records_in_letters_of_another_size():
    rich = struct.pack("<HBH", 4, 8, 1) + b"cost" + struct.pack("<HH", 2, 1)
    spoken = struct.pack("<HBI", 2, 4, 3) + b"ab" + b"xyz"
    texts = rich + spoken + text("a \u20ac b") + text("long word", 1)[:-5]
    begun = record(0x00FC, struct.pack("<II", 4, 4) + texts)
    more = begun + record(0x003C, b"\1" + " word".encode("utf-16-le"))
    places = [record(0x00FD, struct.pack("<HHHI", 0, x, PLAIN, x)) for x in range(4)]
    (grid,) = sheets_of(old_workbook(sheet_of(*places), more=more)).values()
    assert [cell.text for cell in grid.rows[0]] == ["cost", "ab", "a \u20ac b", "long word"]
    assert grid.out_of_sight.struck == {(1, 1)}


def test_what_is_shown_in_per_cent_or_struck_through_is_told(tmp_path):
    sheet = sheet_of(
        rows(HEAD), label(1, 0, "growth", STRUCK), label(1, 1, "max"),
        number(1, 2, 0.12, PERCENT), number(1, 3, 0.075, OWN_PERCENT),
    )  # fmt: skip
    path = file_of(tmp_path, sheet)
    assert mcda.read(path).judgement("growth").values == {"North": 12, "South": 7.5}
    (doubt,) = doubts_of(path)
    assert "cell A2 is struck through, but counts all the same" in doubt


def test_formulas_have_the_result_that_was_saved():
    def formula(column, result):
        return record(0x0006, struct.pack("<HHH", 0, column, PLAIN) + result + bytes(6))

    def other(kind, value=0):
        return struct.pack("<BBBBHH", kind, 0, value, 0, 0, 0xFFFF)

    cells = cells_of(
        formula(0, struct.pack("<d", 2.5)),
        formula(1, other(0)), record(0x04BC), record(0x0207, text("mid")),
        formula(2, other(1, 1)), formula(3, other(2, 42)), formula(4, other(3)),
        record(0x0205, struct.pack("<HHHBB", 0, 5, PLAIN, 7, 1)),
        record(0x0205, struct.pack("<HHHBB", 0, 6, PLAIN, 0, 0)),
    )  # fmt: skip
    told = {place: cell.fault or cell.text for place, cell in cells.items()}
    assert told == {
        (1, 1): "2.5", (1, 2): "mid", (1, 3): "TRUE",
        (1, 4): "holds the error #N/A of a formula; write what is meant",
        (1, 6): "holds the error #DIV/0! of a formula; write what is meant", (1, 7): "FALSE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "more", "told"),
    [
        (46354, b"", "holds a date (28 November 2026)"),
        (44892, record(0x0022, b"\1\0"), "holds a date (28 November 2026)"),
        (0.5, b"", "holds a time (12:00:00)"),
    ],
)
def test_a_date_is_a_date(value, more, told):
    (cell,) = cells_of(number(0, 0, value, DATE), more=more).values()
    assert cell.fault.startswith(told)


def test_what_is_no_number_and_no_date_is_a_text():
    assert texts_of(number(0, 0, float("inf")), number(0, 1, -3.0, DATE)) == ["inf", "-3"]


def test_merged_cells_have_a_value_once():
    cells = cells_of(rows(["costs", 1], ["", 2]), merged((0, 0), (1, 0)))
    assert cells[2, 1].is_covered
    assert cells[1, 1].text == "costs"


def test_a_chart_within_a_sheet_and_sheets_of_charts_are_passed_over():
    chart = sheet_of(number(5, 5, 9))
    assert list(cells_of(rows(["a"]), chart, rows(["", "b"]))) == [(1, 1), (1, 2)]
    bound = record(0x0085, struct.pack("<IBBBB", 10**6, 0, 2, 1, 0) + b"C")
    assert list(sheets_of(old_workbook(sheet_of(rows(["a"])), more=bound))) == ["Sheet1"]


# --- refused -------------------------------------------------------------------------------------


def changed(content, at, value):
    return content[:at] + struct.pack("<I", value) + content[at + 4 :]


def fault_of(content):
    with pytest.raises(ProblemError) as caught:
        sheets_of(content)
    (fault,) = caught.value.faults
    return fault


SHEET = sheet_of(rows(["a", 1]))
DAMAGED = "damaged; open it in a spreadsheet"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (compound(stream_of(SHEET, more=record(0x002F, b"\1\0"))), "protected by a password"),
        (compound(b"", name="EncryptedPackage"), "protected by a password"),
        (compound(stream_of(SHEET, version=0x0500)), "an Excel file from before 1997"),
        (compound(b"", name="WordDocument"), "an Excel file from before 1997, or one of another"),
        (compound(stream_of()), "no sheet in the workbook"),
        (changed(compound(stream_of(SHEET)), 56, 10_000), DAMAGED),  # a stream in small sectors
        (compound(stream_of(SHEET))[:30] + b"\1" + compound(stream_of(SHEET))[31:], DAMAGED),
        (compound(b""), DAMAGED),
        (compound(stream_of(SHEET)[:-4].ljust(5000, b"\1")), DAMAGED),
        (compound(stream_of(SHEET))[:2000], DAMAGED),
        (compound(stream_of(SHEET))[:100], DAMAGED),
        (old_workbook(SHEET, more=record(0x0031)), DAMAGED),
        (old_workbook(sheet_of(record(0x00FD, bytes(10)))), DAMAGED),
        (old_workbook(sheet_of(), more=record(0x00FC, struct.pack("<II", 9, 2**32 - 1))), DAMAGED),
    ],
)
def test_what_cannot_be_read_is_refused(content, told):
    assert fault_of(content).startswith(told)


@pytest.mark.parametrize("start", [0, 1, 3])
def test_a_chain_of_sectors_without_end_is_refused(start):
    content = old_workbook(SHEET)
    table = len(content) - content[::-1].index(struct.pack("<I", 1)[::-1]) - 4
    assert content[table : table + 8] == struct.pack("<II", 1, 2)
    assert fault_of(changed(content, table + 4 * start, start)).startswith(DAMAGED)
    assert fault_of(changed(content, table, 10**6)).startswith(DAMAGED)


def test_tables_that_name_one_another_without_end_are_refused():
    content = old_workbook(SHEET)
    assert fault_of(changed(content, 68, 0)).startswith(DAMAGED)  # a table that is no table
    many = struct.pack("<109I", *[9] * 109)
    assert fault_of(content[:76] + many + content[76 + len(many) :]).startswith(DAMAGED)


def test_a_large_file_has_tables_beyond_those_in_its_header():
    content = compound(stream_of(SHEET).ljust(8_000_000, b"\0"))
    assert struct.unpack_from("<I", content, 72)[0] == 1
    assert [cell.text for cell in sheets_of(content)["Sheet1"].rows[0]] == ["a", "1"]
    assert fault_of(content[: -2 * SECTOR]).startswith(DAMAGED)


def test_sheets_within_one_another_are_refused_before_they_are_all_read():
    stream = stream_of(*[SHEET] * 3, names=["a", "b", "c"])
    first = stream.index(struct.pack("<HH", 0x0809, 8), 10)
    starts = [at for at in range(len(stream)) if stream[at : at + 4] == struct.pack("<HH", 0x85, 9)]
    for at in starts:
        stream = changed(stream, at + 4, first)
    assert len(sheets_of(compound(stream))) == 3
    long = stream_of(sheet_of(record(0x0001) * 5000), *[SHEET] * 2, names=["a", "b", "c"])
    first = long.index(struct.pack("<HH", 0x0809, 8), 10)
    for at in starts:
        long = changed(long, at + 4, first)
    assert fault_of(compound(long)).startswith(DAMAGED)


def test_a_table_that_is_too_large_is_refused_before_there_is_room_for_it(tmp_path):
    far = sheet_of(*(number(60_000, 200, at) for at in range(2)))
    assert fault_of(old_workbook(far)).startswith("sheet 'Sheet1': the last filled cell is GS60001")
    names = [f"{at}" for at in range(MOST_SHEETS_OF_A_WORKBOOK + 1)]
    many = old_workbook(*[sheet_of()] * len(names), names=names)
    assert fault_of(many) == "201 sheets; allowed: at most 200"


def test_a_damaged_file_is_told_with_its_name(tmp_path):
    path = tmp_path / "site.xls"
    path.write_bytes(old_workbook(SHEET)[:3000])
    (fault,) = faults_of(path)
    assert fault.startswith(DAMAGED)
