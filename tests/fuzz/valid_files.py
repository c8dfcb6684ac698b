"""Valid files of every format that is read: what the mutations begin with."""

import functools
import io
import struct

import openpyxl

import mcda_ai as mcda
from mcda_ai.io.files import SUFFIXES, as_text, parse
from mcda_ai.io.preflib_writing import preflib_text
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.io.template.writing import filled_workbook
from tests.io.test_elections import OLD, TOC
from tests.io.test_spoilt_files import SITE
from tests.old_workbooks import (
    STRUCK,
    hidden_columns,
    hidden_row,
    label,
    merged,
    number,
    old_workbook,
    record,
    rows,
    sheet_of,
    text,
)
from tests.open_documents import cell, open_document, row, sheet

FAMILIES = {
    "problem files": (".yaml", ".yml", ".json"),
    "tables": (".csv", ".tsv", ".txt"),
    "workbooks": (".xlsx", ".xlsm", ".xls", ".ods"),
    "elections": (".soc", ".soi", ".toc", ".toi", ".cat"),
}
assert sorted(sum(FAMILIES.values(), ())) == sorted(SUFFIXES)

CATEGORIES = """\
# NUMBER ALTERNATIVES: 3
# NUMBER CATEGORIES: 2
# CATEGORY NAME 1: Yes
# CATEGORY NAME 2: No
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bob
# ALTERNATIVE NAME 3: Cas
5: 1,{2,3}
2: {1,2},3
1: {},{1,2,3}
"""

TABLE = [
    ["Effects of three plans"], ["direction", "ranks"],
    ["layer", "criterion", "north", "south", "east", "scale", "weight", "source"],
    ["input", "cost", 1, "2=", 2, "", 3, "table 7, page 12"],
    ["", "noise", "low", "mid / high", "n/a", "low < mid < high", 1, ""],
    ["preconditions", "law", 1, 3, 2, "", 2, "section 4.2"],
]  # fmt: skip


@functools.cache
def valid_files():
    """Give the contents of valid files by suffix."""
    site, election = parse(SITE, "site"), mcda.from_rankings(
        {"first": "Ann > Bob > Cas", "second": "Cas > Ann > Bob"}, weights={"first": 5, "second": 2}
    )  # fmt: skip
    features = mcda.load("ai-factory-features")
    yaml = [SITE, as_text(site), as_text(mcda.load("ai-factory"))]
    json = [as_text(problem, as_json=True) for problem in (site, features)]
    tables = [csv_text(features), csv_text(site.reading("survey")), _joined(";"), _joined(",")]
    books = [filled_workbook(site), filled_workbook(features), filled_workbook(site, "nl"), _book()]
    ballots = {kind: [preflib_text(election, kind), TOC, OLD] for kind in ("toc", "toi")}
    ballots |= {kind: [preflib_text(election, kind)] for kind in ("soc", "soi")}
    ballots["cat"] = [CATEGORIES]
    files = {
        **dict.fromkeys((".yaml", ".yml"), yaml), ".json": json,
        **dict.fromkeys((".csv", ".txt"), tables),
        ".tsv": [csv_text(features, separator="\t"), _joined("\t")],
        **dict.fromkeys((".xlsx", ".xlsm"), books),
        ".xls": [_old_book()],
        ".ods": [open_document(sheet(*TABLE), sheet(["notes"], name="notes")), _open_book()],
        **{f".{kind}": texts for kind, texts in ballots.items()},
    }  # fmt: skip
    return {
        suffix: [each if isinstance(each, bytes) else each.encode() for each in contents]
        for suffix, contents in files.items()
    }


def _joined(separator):
    return "".join(separator.join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in row)
                   + "\r\n" for row in TABLE)  # fmt: skip


def _book():
    """Make a plain table as people do: a merged layer, a formula, a link, a note, a date."""
    book = openpyxl.Workbook()
    sheet = book.active
    for values in TABLE:
        sheet.append(values)
    sheet.merge_cells("A4:A5")
    sheet["J1"] = "=SUM(C4:D4)"
    sheet["J2"].hyperlink = "https://example.org"
    sheet["J4"].comment = openpyxl.comments.Comment("see the plan", "Ann")
    book.create_sheet("notes")["A1"] = "nothing here"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _open_book():
    """Make the same as an OpenDocument file, with what LibreOffice writes beside the values."""
    title, said, head, cost, noise, law = TABLE
    hidden = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    seen = (
        "<table:table-cell office:value-type='date' office:date-value='2026-11-28'>"
        "<office:annotation><text:p>by Ann</text:p></office:annotation></table:table-cell>"
    )
    growth = [
        "",
        "growth",
        *(cell(share, 'office:value-type="percentage"') for share in (0.12, 0.5, 0.07)),
        "",
        1,
        seen,
    ]
    rows = [
        row(*title), row(*said), row(*head),
        row(cell("input", 'table:number-rows-spanned="2"'), *cost[1:]),
        row("<table:covered-table-cell/>", *noise[1:], more='table:visibility="filter"'),
        row(*law[:-1], cell("section 4.2", 'table:style-name="struck"')), row(*growth),
    ]  # fmt: skip
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest"/>'
    )
    return open_document(
        sheet(*rows, columns=hidden), sheet(["old"], name="old", more='table:style-name="off"'),
        parts={"META-INF/manifest.xml": manifest},
    )  # fmt: skip


def _old_book():
    """Make the same as Excel 97 saves it: shared texts that go on, short numbers, a formula."""
    shared = [text("law", 1), text("section 4.2"), text("preconditions", 1)]
    texts = record(0x00FC, struct.pack("<II", 4, 4) + b"".join(shared) + text("free", 1)[:-2])
    *plain, _ = TABLE
    at = len(plain)
    last = [
        *(record(0x00FD, struct.pack("<HHHI", at, column, STRUCK, k))
          for column, k in ((0, 2), (1, 0), (7, 1))),
        record(0x00BD, struct.pack("<HHHIHIH", at, 2, 0, 0x3FF00000, 0, 10, 3)),
        record(0x0006, struct.pack("<HHHBxxxxxHHIH", at, 4, 0, 0, 0xFFFF, 0, 0, 0)),
        record(0x0207, text("2")),
        record(0x0205, struct.pack("<HHHBB", at + 1, 9, 0, 7, 1)),
        label(at, 5, "", STRUCK), number(at, 6, 2),
        merged((3, 0), (4, 0)), record(0x009B),
    ]  # fmt: skip
    sheet = sheet_of(hidden_columns(8, 9), hidden_row(4), rows(*plain), *last)
    more = texts + record(0x003C, b"\0ee")
    return old_workbook(sheet, sheet_of(rows(["old"])), more=more, hidden=("old",))
