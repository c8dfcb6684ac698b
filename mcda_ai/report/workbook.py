"""The report as an Excel workbook: a sheet a table, figures as numbers, and all figures tidy."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from mcda_ai.io.files import write_atomically
from mcda_ai.report.document import Cell, Document, Sentences, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.texts import say

# A text that begins with = is a text, and an address is not a link: nothing from a file acts.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDEST = 60
_ALL_SHARES = "all shares"
_DRAWN = ("first ranks", "ranks", "central weights")  # tables whose figures can have errors
_MOST_LETTERS = 31  # of a sheet's name


def write_workbook(
    document: Document, answer: Answer, path: str | os.PathLike[str], *, force: bool = False
) -> Path:
    """Write the report as a workbook, whole or not at all.

    Parameters
    ----------
    document : Document
    answer : Answer
        The results themselves, for the sheets with every figure of a result.
    path : str or path
    force : bool, optional
        Replace a file that is there already.

    Returns
    -------
    Path
        Where the workbook stands.
    """
    stream = BytesIO()
    with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs={"options": _OPTIONS}) as writer:
        book: Any = writer.book
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        _write_answer(book.add_worksheet("answer"), document, bold, plain)
        for table in document.tables:
            _write_table(book.add_worksheet(table.name[:_MOST_LETTERS]), table, document.language,
                         bold, plain)  # fmt: skip
        for name, frame in _tidy_results(answer).items():
            frame.to_excel(writer, sheet_name=name[:_MOST_LETTERS], index=False)
            sheet = writer.sheets[name[:_MOST_LETTERS]]
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(frame), frame.shape[1] - 1)
            sheet.set_column(0, frame.shape[1] - 1, 22)
    return write_atomically(path, stream.getvalue(), force=force)


def _write_answer(sheet: Any, document: Document, bold: Any, plain: Any) -> None:  # noqa: ANN401
    """Write the sentences of all sections under one another."""
    sheet.set_column(0, 0, 110)
    lines = [(document.title, bold), (document.source, plain)]
    lines += [("; ".join(document.circumstances), plain)]
    lines += [(f"{o.name}: {o.label}. {o.description}", plain) for o in document.options]
    for section in document.sections:
        told = [block for block in section.blocks if isinstance(block, Sentences)]
        if told:
            lines += [("", plain), (section.title, bold)]
        for block in told:
            lines += [(block.heading, bold)] if block.heading else []
            lines += [(sentence, plain) for sentence in block.sentences]
    for row, (text, how) in enumerate(lines):
        sheet.write_string(row, 0, text, how)


def _write_table(sheet: Any, table: Table, language: str, bold: Any, plain: Any) -> None:  # noqa: ANN401
    """Write a table with its group labels in front, so that it can be sorted and filtered."""
    labelled = any(group.label for group in table.groups)
    head = [*([""] if labelled else []), *table.head]
    sheet.write_string(0, 0, table.title, bold)
    for column, text in enumerate(head):
        sheet.write_string(2, column, text, bold)
    n_rows = 0
    for n_rows, (group, row) in enumerate(table.rows, start=1):
        lead = [Cell(group.label)] if labelled else []
        for column, cell in enumerate([*lead, *row]):
            if cell.value is not None:
                sheet.write_number(2 + n_rows, column, cell.value, plain)
            else:
                sheet.write_string(2 + n_rows, column, _text(cell, language), plain)
    if table.note:
        sheet.write_string(n_rows + 4, 0, table.note)
    if table.name in _DRAWN:
        sheet.write_string(n_rows + 5, 0, say("errors sheet", language, sheet=_ALL_SHARES))
    sheet.freeze_panes(3, 0)
    widths = [len(text) for text in head]
    for group, row in table.rows:
        cells = [*([Cell(group.label)] if labelled else []), *row]
        widths = [max(known, len(cell.text)) for known, cell in zip(widths, cells, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, 8), _WIDEST))


def _text(cell: Cell, language: str) -> str:
    marks = [f"({say(mark, language)})" for mark in cell.marks]
    return "\n".join([" ".join([cell.text, *marks]), *cell.remarks])


def _tidy_results(answer: Answer) -> dict[str, pd.DataFrame]:
    """Every figure of each kind of result, one a row."""
    frames = {
        _ALL_SHARES: pd.concat(
            [
                result.to_frame().assign(
                    scope=answer.key(scope), method=method, weights=space, size=result.size
                )
                for scope in answer.scopes
                for (method, space), result in scope.robustness.items()
            ],
            ignore_index=True,
        ),
        "all stability": answer.everything.stability.to_frame(),
        "all methods": answer.comparison.to_frame(),
    }
    if answer.attribution is not None:
        frames["all attribution"] = answer.attribution.to_frame()
    frames["all stability"]["value"] = frames["all stability"]["value"].map(_storable)
    return frames


def _storable(value: object) -> object:
    """Give what a cell can hold: a mapping of judgements becomes a text."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    return value
