"""Workbooks that are not what they seem, or were damaged: refused, in little room."""

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

import mcda_ai as mcda
from mcda_ai.io.template.writing import filled_workbook
from mcda_ai.io.workbooks import read_workbook
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import LANGUAGES
from tests.old_workbooks import compound
from tests.strategies import examples
from tests.workbook_files import PLAIN, faults_of, saved, table_book


def with_part(path, name, content):
    """Replace one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[name] = content(parts.get(name, b"")) if callable(content) else content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


@pytest.fixture
def plain(tmp_path):
    return saved(tmp_path / "plain.xlsx", table_book(*PLAIN))


SHEET = "xl/worksheets/sheet1.xml"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(plain):
    with_part(plain, "xl/media/a.xml", b" " * 60_000_000)
    told = faults_of(plain)
    assert told[0].startswith("part 'xl/media/a.xml' unpacks to 60,000,000 bytes from ")
    assert faults_of(plain, most_unpacked=1000)[0].startswith("unpacks to 60,")


def test_a_part_that_is_larger_than_it_says_is_refused(plain):
    with_part(plain, "xl/media/a.xml", b"<a>" + b" " * 5_000_000 + b"</a>")
    data = bytearray(plain.read_bytes())
    stated = (5_000_007).to_bytes(4, "little")
    assert data.count(stated) == 2
    plain.write_bytes(bytes(data).replace(stated, (100).to_bytes(4, "little")))
    assert faults_of(plain)[0].startswith("damaged")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(plain, encoding):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with_part(plain, "xl/styles.xml", bomb.encode(encoding))
    assert faults_of(plain)[0].startswith("part 'xl/styles.xml' declares XML entities")


def test_a_cell_at_the_far_end_does_not_fill_the_memory(plain):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with_part(plain, SHEET, lambda old: old.replace(b"</sheetData>", far))
    assert faults_of(plain)[0].startswith(
        "sheet 'Sheet1': the last filled cell is XFD1048576, which makes more than 1,000,000 cells"
    )


@pytest.mark.parametrize(
    "place", ["A1999999999999999999993", "XFE1", "A1048577", "A0", "a1", "1", "", " A1"]
)
def test_a_place_that_does_not_exist_is_refused(plain, place):
    odd = f'<c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    with_part(plain, SHEET, lambda old: old.replace(b"</row></sheetData>", odd))
    assert faults_of(plain)[0].startswith(f"part '{SHEET}': '{place}' is no place of a cell")


def test_sheets_that_share_a_part_or_are_too_many_are_refused(plain):
    def with_sheets(old, n):
        link = b'" r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        sheets = b"".join(
            b'<sheet name="s%d" sheetId="%d' % (k, k) + link + b'relationships"/>' for k in range(n)
        )
        return old.replace(b"</sheets>", sheets + b"</sheets>")

    with_part(plain, "xl/workbook.xml", lambda old: with_sheets(old, 1))
    assert faults_of(plain)[0].startswith("sheet 's0' is the same part of the file as another")
    with_part(plain, "xl/workbook.xml", lambda old: with_sheets(old, 300))
    assert faults_of(plain) == ["302 sheets; allowed: at most 200"]


def test_merged_cells_that_overlap_are_refused(plain):
    merged = b"".join(b'<mergeCell ref="A1:F%d"/>' % row for row in range(9, 9999))
    merged = b"</sheetData><mergeCells>" + merged + b"</mergeCells>"
    with_part(plain, SHEET, lambda old: old.replace(b"</sheetData>", merged))
    assert faults_of(plain)[0].startswith("the merged cells overlap")


def test_one_long_text_in_many_cells_does_not_fill_the_memory(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    for row in range(4000):
        sheet.write_string(row, 0, "x" * 30_000)  # stands once in the file
    book.close()
    assert faults_of(tmp_path / "a.xlsx") == [
        "sheet 'Sheet1': the cells hold more than 100,000,000 letters"
    ]


def test_a_huge_cell_is_refused(plain):
    long = b'<c r="C9" t="inlineStr"><is><t>' + b"ab" * 100_000 + b"</t></is></c></row></sheetData>"
    with_part(plain, SHEET, lambda old: old.replace(b"</row></sheetData>", long))
    assert any("letters; allowed: at most 32,767" in fault for fault in faults_of(plain))


def test_two_sheets_of_one_name_are_refused(plain):
    with_part(plain, "xl/workbook.xml", lambda old: old.replace(
        b"</sheets>", b'<sheet name="sheet1" sheetId="9" r:id="rId1" xmlns:r="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships"/></sheets>'))  # fmt: skip
    assert faults_of(plain)[0] == "sheet 'sheet1' is there twice; names of sheets must differ"


def test_other_files_get_a_clear_answer(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    for content, told in (
        (compound(b"", name="WordDocument"), "an Excel file from before 1997, or one of another"),
        (compound(b"", name="EncryptedPackage"), "protected by a password"),
        (stream.getvalue(), "an OpenDocument file, but not one of a spreadsheet"),
        (b"<html>", "not an Excel workbook; save it as an Excel workbook (.xlsx)"),
        (b"", "empty; save it as an Excel workbook (.xlsx) again"),
        (b"PK\3\4 and no more", "not a workbook, or damaged"),
    ):
        path = tmp_path / "other.xlsx"
        path.write_bytes(content)
        (fault,) = faults_of(path)
        assert fault.startswith(told)


def test_a_file_that_is_too_large_or_not_there_is_named(plain, tmp_path):
    assert faults_of(plain, most_bytes=100) == ["larger than 100 bytes; allowed: at most that"]
    assert faults_of(tmp_path / "none.xlsx")[0].startswith("cannot be read")


# --- anything else -------------------------------------------------------------------------------


@examples(150)
@given(st.data())
def test_any_change_of_a_workbook_ends_as_a_problem_or_as_its_faults(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("fuzz")
    content = bytearray(FILLED)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    path = folder / "a.xlsx"
    path.write_bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
    ends_well(path)


@examples(200)
@given(st.data())
def test_any_change_of_a_part_ends_as_a_problem_or_as_its_faults(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("parts") / "a.xlsx"
    path.write_bytes(FILLED)
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if "theme" not in name]
    name = data.draw(st.sampled_from(names))
    pieces = [b"<", b">", b'"', b"&", b"\0", b"1048576", b"XFD9", b't="e"', b"<v>", b"</row>",
              b'r="A1"', b"-1", b"99999999999999999999", "\u202e".encode()]  # fmt: skip

    def changed(old):
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(old)))
            cut = data.draw(st.integers(0, 5))
            old = old[:at] + data.draw(st.sampled_from(pieces)) + old[at + cut :]
        return old

    ends_well(with_part(path, name, changed))


@examples(60)
@given(st.data())
def test_any_change_of_cells_ends_as_a_problem_or_as_its_faults(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("cells") / "a.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(FILLED))
    values = st.sampled_from(
        ["", "1", 2, 2.5, "=", "n.v.t.", "North", "source", "criterion", "ranks", True,
         datetime.date(2024, 1, 2), datetime.time(1), "=1/0", "x" * 40_000, "\u200f", "1.500"]
    )  # fmt: skip
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = book[data.draw(st.sampled_from(book.sheetnames[1:]))]
        row, column = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 12))
        sheet[f"{get_column_letter(column)}{row}"] = data.draw(values)
    ends_well(saved(path, book))


def ends_well(path):
    faults = ()
    try:
        assert len(read_workbook(path).alternatives) >= 2
    except ProblemError as error:
        faults = error.faults
    told = [fault.in_words(language) for fault in faults for language in LANGUAGES]
    assert all(str(path) in each and "\n" not in each for each in told)


def _filled():
    problem = mcda.from_rankings(
        {"cost": "A > B = C", "reach": {"C": 1, "A": 2}}, weights={"cost": 2, "reach": 1}
    )
    return filled_workbook(problem)


FILLED = _filled()
