"""A workbook whose check and reader could see different cells is refused, never guessed at."""

import re
import shutil
import zipfile

import pytest
import xlsxwriter

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from tests.open_documents import cell, open_document, row, sheet

ROWS = [
    ["direction", "ranks"],
    ["criterion", "A", "B"],
    ["cost", 12.5, 2],
    ["reach", 2, 1],
]
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as book:  # its cells share their texts
        cells = book.add_worksheet("Sheet1")
        for at, values in enumerate(ROWS):
            cells.write_row(at, 0, values)
    return path


def damaged(path, part, *changes):
    """Change a part of a workbook, each change by a pattern that it has."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    text = parts[part].decode("utf-8")
    for pattern, replacement in changes:
        changed = re.sub(pattern, replacement, text, count=1)
        assert changed != text, pattern
        text = changed
    return rewritten(path, {**parts, part: text.encode("utf-8")})


def rewritten(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refusal(path):
    with pytest.raises(ProblemError) as caught:
        mcda.read(path, direction="ranks")
    return str(caught.value)


def read_or_refused(path):
    """Give what is read; None if the file is refused."""
    try:
        return mcda.read(path, direction="ranks")
    except ProblemError:
        return None


def test_as_it_is_the_workbook_is_read(plain):
    problem = mcda.read(plain)
    assert problem.criterion_names == ("cost", "reach")


ROW = '<row r="9"><c r="A9"><v>1</v></c></row>'
NUMBER = r"<v>12\.5</v>"
OF_CELL = rf'<c r="B3"[^>]*>{NUMBER}'
IN_TWO_WAYS = {
    "a comment within a number": (SHEET, (NUMBER, "<v>1<!-- -->2.5</v>")),
    "a comment within a whole number": (SHEET, (NUMBER, "<v>1<!-- x -->2</v>")),
    "an instruction within a number": (SHEET, (NUMBER, "<v>1<?x y?>2.5</v>")),
    "two values": (SHEET, (NUMBER, "<v>1</v><v>2.5</v>")),
    "no index of a text": (SHEET, (r't="s"><v>0</v>', 't="s"><v>x</v>')),
    "an index below 0": (SHEET, (r't="s"><v>0</v>', 't="s"><v>-1</v>')),
    "half an index": (SHEET, (r't="s"><v>0</v>', 't="s"><v>.5</v>')),
    "an index beyond the texts": (SHEET, (r't="s"><v>0</v>', 't="s"><v>9999</v>')),
    "an index in other digits": (SHEET, (r't="s"><v>0</v>', 't="s"><v>\u0661</v>')),
    "a second row of the same number": (
        SHEET, (r"</sheetData>", '<row r="3"><c r="B3"><v>1</v></c></row></sheetData>'),
    ),
    "a second cell of the same place": (SHEET, (NUMBER, '<v>12.5</v></c><c r="B3"><v>1</v>')),
    "a number with a sign between": (SHEET, (NUMBER, "<v>1_2.5</v>")),
    "a number of another base": (SHEET, (NUMBER, "<v>0x10</v>")),
    "no number": (SHEET, (NUMBER, "<v>NaN</v>")),
    "more than any number": (SHEET, (NUMBER, "<v>1e999</v>")),
    "true as a word": (SHEET, (OF_CELL, '<c r="B3" t="b"><v>yes</v>')),
    "a kind of cell that there is not": (SHEET, (OF_CELL, '<c r="B3" t="q"><v>1</v>')),
    "a comment within a text": (TEXTS, (r"<t([^>]*)>cost</t>", r"<t\1>co<!-- -->st</t>")),
    "two tables of cells": (SHEET, ("</sheetData>", f"</sheetData><sheetData>{ROW}</sheetData>")),
}  # fmt: skip


AS_IN_XML = {
    "a comment within a number": "<v>12.50</v>",
    "a comment within a whole number": "<v>12</v>",
    "an instruction within a number": "<v>12.50</v>",
}
"""What is nothing in XML: what stands around it is one text, as some readers know."""


@pytest.mark.parametrize("name", IN_TWO_WAYS)
def test_what_can_be_read_in_two_ways_is_refused_or_read_as_any_program_does(plain, name):
    """Either the file is refused, or its cells are what XML says that they are."""
    part, change = IN_TWO_WAYS[name]
    meant = None
    if name in AS_IN_XML:
        other = shutil.copy(plain, plain.with_name("meant.xlsx"))
        meant = mcda.read(damaged(other, SHEET, (NUMBER, AS_IN_XML[name])), direction="ranks")
    found = read_or_refused(damaged(plain, part, change))
    as_it_was = name == "a comment within a text" and found.criterion_names == ("cost", "reach")
    assert found is None or as_it_was or found.criteria == meant.criteria


@pytest.mark.parametrize(
    "name",
    ["two values", "no index of a text", "an index below 0", "half an index",
     "a second row of the same number"],
)  # fmt: skip
def test_the_cell_and_both_ways_are_named(plain, name):
    part, change = IN_TWO_WAYS[name]
    told = refusal(damaged(plain, part, change))
    assert "sheet 'Sheet1', cell" in told
    assert "can be read in two ways" in told


def test_in_dutch_it_says_so_too(plain):
    part, change = IN_TWO_WAYS["a second row of the same number"]
    with pytest.raises(ProblemError) as caught:
        mcda.read(damaged(plain, part, change))
    (fault,) = caught.value.faults
    assert "is op twee manieren te lezen (‘12.5’ en ‘1.0’)" in fault.in_words("nl")


@pytest.mark.parametrize(
    "name", ["XL/WORKBOOK.XML", "xl/worksheets/SHEET1.XML", "XL/_RELS/WORKBOOK.XML.RELS",
             "XL/SHAREDSTRINGS.XML", r"xl\\worksheets\\sheet1.xml"]
)  # fmt: skip
def test_parts_in_other_letters_are_refused_or_read_the_same(plain, name):
    before = mcda.read(plain, direction="ranks")
    with zipfile.ZipFile(plain) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    folded = name.replace("\\\\", "/").casefold()
    renamed = {(name if each.casefold() == folded else each): text for each, text in parts.items()}
    assert read_or_refused(rewritten(plain, renamed)) in (None, before)


def test_all_parts_in_capitals_are_refused(plain):
    with zipfile.ZipFile(plain) as archive:
        parts = {info.filename.upper(): archive.read(info) for info in archive.infolist()}
    refusal(rewritten(plain, parts))


# --- OpenDocument -------------------------------------------------------------------------------


def ods(tmp_path, first):
    content = open_document(
        sheet(
            ["direction", "ranks"], ["criterion", "A", "B"], row("cost", first, 2), ["reach", 2, 1]
        )
    )
    path = tmp_path / "table.ods"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("value", ["1_2.5", "0x10", "NaN", "1e999", "\u0661", "x", ""])
def test_what_is_no_number_in_an_open_document_is_no_rank(tmp_path, value):
    odd = f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if value == "":  # such a cell is empty: nobody scored it
        assert not mcda.read(ods(tmp_path, odd)).scored[0]
        return
    assert "cell B3" in refusal(ods(tmp_path, odd))


def test_a_number_that_is_only_shown_in_an_open_document_is_read_as_it_is_shown(tmp_path):
    shown = '<table:table-cell office:value-type="float"><text:p>3</text:p></table:table-cell>'
    assert str(mcda.read(ods(tmp_path, shown)).judgement("cost").order) == "B > A"


def test_a_comment_within_a_text_of_an_open_document_parts_nothing(tmp_path):
    text = cell("12").replace("12", "1<!-- -->2")
    whole, parted = mcda.read(ods(tmp_path, "12")), mcda.read(ods(tmp_path, text))
    assert whole == parted
