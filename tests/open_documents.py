"""OpenDocument spreadsheets for the tests, written by hand as LibreOffice writes them."""

import io
import zipfile
from html import escape

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_ROOT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles>
<style:style style:name="off" style:family="table"><style:table-properties
 table:display="false"/></style:style>
<style:style style:name="struck" style:family="table-cell"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet>
</office:body></office:document-content>"""


def cell(value="", more=""):
    """Write a cell of a text, a number, or nothing; `more` are attributes of it."""
    if value == "":
        return f"<table:table-cell {more}/>"
    if isinstance(value, str):
        return (
            f'<table:table-cell office:value-type="string" {more}><text:p>{escape(value)}</text:p>'
            "</table:table-cell>"
        )
    kind = "" if "value-type" in more else 'office:value-type="float"'
    return f'<table:table-cell {kind} office:value="{value}" {more}/>'


def row(*cells, more=""):
    """Write a row of cells, or of their values."""
    written = (each if str(each).startswith("<") else cell(each) for each in cells)
    return f"<table:table-row {more}>{''.join(written)}</table:table-row>"


def sheet(*rows, name="Sheet1", columns="", more=""):
    """Write a sheet, with the empty cells below and beside it that LibreOffice puts there."""
    rest = row(cell("", 'table:number-columns-repeated="16384"'),
               more='table:number-rows-repeated="1048000"')  # fmt: skip
    written = (each if isinstance(each, str) else row(*each) for each in rows)
    return (
        f'<table:table table:name="{name}" {more}>{columns}{"".join(written)}{rest}</table:table>'
    )


def open_document(*sheets, parts=()):
    """Give the bytes of a file with these sheets, and more parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr("content.xml", _ROOT.format("".join(sheets)), zipfile.ZIP_DEFLATED)
        for name, content in dict(parts).items():
            archive.writestr(name, content)
    return stream.getvalue()
