"""A table as a file: text, or a workbook with what is hidden, struck through and in per cent."""

import warnings

import openpyxl
from openpyxl.styles import Font

from tests import old_workbooks as old
from tests.open_documents import cell, open_document, row, sheet


def write(table, suffix, folder):
    """Write a table to a file of a kind; give its path."""
    file = folder / f"table{suffix}"
    if suffix == ".csv":
        file.write_text(table.text, encoding="utf-8")
    elif suffix == ".xlsx":
        _excel(table).save(file)
    elif suffix == ".xls":
        file.write_bytes(_old_excel(table))
    else:
        file.write_bytes(_open_document(table))
    return file


def _excel(table):
    book, shown = openpyxl.Workbook(), table.shown
    page = book.active
    page.title = "Tabel"
    for values in table.rows:
        page.append(values)
    for y, x in shown.percent:
        page.cell(y + 1, x + 1).number_format = "0%"
    for y, x in shown.struck:
        page.cell(y + 1, x + 1).font = Font(strike=True)
    for y in shown.hidden_rows:
        page.row_dimensions[y + 1].hidden = True
    for x in shown.hidden_columns:
        page.column_dimensions[openpyxl.utils.get_column_letter(x + 1)].hidden = True
    if shown.by_filter:
        page.auto_filter.ref = page.dimensions
        page.auto_filter.add_filter_column(0, ["x"])
    for (top, left), (bottom, right) in shown.merged:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            page.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    if shown.beside:
        rows, is_hidden = shown.beside
        other = book.create_sheet("Oud")
        for values in rows:
            other.append(values)
        other.sheet_state = "hidden" if is_hidden else "visible"
    return book


def _old_excel(table):
    shown = table.shown
    cells = [
        old.label(y, x, value, _old_style(shown, y, x))
        if isinstance(value, str) else old.number(y, x, value, _old_style(shown, y, x))
        for y, values in enumerate(table.rows)
        for x, value in enumerate(values)
        if value not in (None, "")
    ]  # fmt: skip
    page = [*map(old.hidden_row, shown.hidden_rows), *cells]
    page += [old.hidden_columns(x, x) for x in sorted(shown.hidden_columns)]
    page += [old.merged(*area) for area in shown.merged]
    page += [old.record(0x009B)] if shown.by_filter else []
    others, is_hidden = shown.beside or ([], False)
    sheets = [old.sheet_of(*page), *([old.sheet_of(old.rows(*others))] if others else [])]
    return old.old_workbook(*sheets, names=("Tabel", "Oud"), hidden=("Oud",) if is_hidden else ())


def _old_style(shown, y, x):
    return (
        old.PERCENT if (y, x) in shown.percent
        else old.STRUCK if (y, x) in shown.struck
        else old.PLAIN
    )  # fmt: skip


def _open_document(table):
    shown = table.shown
    spans = dict(shown.merged)
    rows = [
        row(
            *(_open_cell(shown, y, x, value, spans) for x, value in enumerate(values)),
            more=_visibility(y in shown.hidden_rows, "filter" if shown.by_filter else "collapse"),
        )
        for y, values in enumerate(table.rows)
    ]
    columns = "".join(
        f"<table:table-column {_visibility(x in shown.hidden_columns, 'collapse')}/>"
        for x in range(max(map(len, table.rows)))
    )
    sheets = [sheet(*rows, name="Tabel", columns=columns)]
    if shown.beside:
        others, is_hidden = shown.beside
        more = 'table:style-name="off"' if is_hidden else ""
        sheets.append(sheet(*others, name="Oud", more=more))
    return open_document(*sheets)


def _open_cell(shown, y, x, value, spans):
    more = []
    if (y, x) in shown.percent:
        more.append('office:value-type="percentage"')
    if (y, x) in shown.struck:
        more.append('table:style-name="struck"')
    if (y, x) in spans:
        bottom, right = spans[y, x]
        more.append(f'table:number-rows-spanned="{bottom - y + 1}"')
        more.append(f'table:number-columns-spanned="{right - x + 1}"')
    return cell("" if value is None else value, " ".join(more))


def _visibility(is_hidden, how):
    return f'table:visibility="{how}"' if is_hidden else ""
