"""The report as an Excel workbook: a sheet a table, figures as numbers, and all figures tidy."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from mcda_ai.io.writing import folder_of, telling_why, write_atomically
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.report.cells import lines_of
from mcda_ai.report.document import Cell, Document, Sentences, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.texts import say

# A text that begins with = is a text, and an address is not a link: nothing from a file acts.
# Rows go to disk as they are written: all figures on a hundred options are millions of cells.
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip
_NARROWEST, _WIDEST, _COLUMN, _PAGE = 8, 60, 22, 110  # widths, in letters
_HEAD = 2  # the row of the headers, below the title
_ALL_SHARES = "all shares"
_DRAWN = ("first ranks", "ranks", "central weights")  # tables whose figures can have errors
_WITHOUT_END = (math.inf, -math.inf)  # for which a workbook has no number
_MOST_LETTERS = 31  # of a sheet's name


@checks_arguments
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
    return write_atomically(path, as_workbook(document, answer, path), force=force)


def as_workbook(document: Document, answer: Answer, path: str | os.PathLike[str]) -> bytes:
    """Give the bytes of the workbook that `write_workbook` writes to a path.

    Its parts lie in a folder beside it until they are packed: they can be hundreds of megabytes.
    """
    stream = BytesIO()
    with telling_why(path), TemporaryDirectory(dir=folder_of(path), prefix=".") as folder:
        try:
            _write_parts(document, answer, stream, {**_OPTIONS, "tmpdir": folder})
        except FileCreateError as error:  # by which its writer hides what went wrong
            reason: OSError = error.args[0]
            clear_frames(reason.__traceback__)  # ends what is half-written, and keeps quiet of it
            raise reason from None
    return stream.getvalue()


def _write_parts(
    document: Document, answer: Answer, stream: BytesIO, options: dict[str, Any]
) -> None:
    with xlsxwriter.Workbook(stream, options) as book:
        how = _formats(book)
        _write_sentences(_sheet(book, "answer"), document, how)
        for table in document.tables:
            _write_table(_sheet(book, table.name), table, document.language, how)
        for name, frame in _tidy_results(answer).items():
            _write_frame(_sheet(book, name), frame, how)


class _Formats(NamedTuple):
    """How cells of a workbook look."""

    bold: Any
    plain: Any


def _formats(book: Any) -> _Formats:  # noqa: ANN401
    as_text = {"text_wrap": True, "valign": "top"}
    return _Formats(book.add_format({"bold": True, **as_text}), book.add_format(as_text))


def _sheet(book: Any, name: str) -> Any:  # noqa: ANN401
    return book.add_worksheet(name[:_MOST_LETTERS])


def _write_frame(sheet: Any, frame: pd.DataFrame, how: _Formats) -> None:  # noqa: ANN401
    """Write figures one a row, to be filtered; what is not known stays empty."""
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), how.bold)
    for row, values in enumerate(frame.itertuples(index=False, name=None), start=1):
        for column, value in enumerate(values):
            if isinstance(value, str) or value in _WITHOUT_END:
                sheet.write_string(row, column, str(value))
            elif not pd.isna(value):
                sheet.write(row, column, value)
    last = frame.shape[1] - 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(frame), last)
    sheet.set_column(0, last, _COLUMN)


def _write_sentences(sheet: Any, document: Document, how: _Formats) -> None:  # noqa: ANN401
    """Write the sentences of all sections under one another."""
    sheet.set_column(0, 0, _PAGE)
    for row, (text, look) in enumerate(_sentence_lines(document, how)):
        sheet.write_string(row, 0, text, look)


def _sentence_lines(document: Document, how: _Formats) -> Iterator[tuple[str, Any]]:
    """Give each line of the first sheet, with how it looks."""
    yield document.title, how.bold
    yield document.source, how.plain
    yield "; ".join(document.circumstances), how.plain
    yield from ((told, how.plain) for told in (*document.out, *document.doubts))
    for part in document.brief:
        yield "", how.plain
        yield part.heading, how.bold
        yield from ((sentence, how.plain) for sentence in part.sentences)
    yield "", how.plain
    for option in document.options:
        yield f"{option.name}: {option.label}. {option.description}", how.plain
    for section in document.sections:
        blocks = [block for block in section.blocks if isinstance(block, Sentences)]
        if blocks:
            yield "", how.plain
            yield section.title, how.bold
            yield section.line, how.plain
        for block in blocks:
            if block.heading:
                yield block.heading, how.bold
            yield from ((sentence, how.plain) for sentence in block.sentences)


def _write_table(sheet: Any, table: Table, language: str, how: _Formats) -> None:  # noqa: ANN401
    """Write a table with its group labels in front, so that it can be sorted and filtered."""
    rows = list(table.lines(label_on_every=True))
    sheet.write_string(0, 0, table.title, how.bold)
    for column, text in enumerate(table.header):
        sheet.write_string(_HEAD, column, text, how.bold)
    for row, cells in enumerate(rows, start=_HEAD + 1):
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, language, how)
    if table.note:
        sheet.write_string(_HEAD + len(rows) + 2, 0, table.note)
    if table.name in _DRAWN:
        sheet.write_string(
            _HEAD + len(rows) + 3, 0, say("errors sheet", language, sheet=_ALL_SHARES)
        )
    sheet.freeze_panes(_HEAD + 1, 0)
    texts = [table.header, *(tuple(cell.text for cell in cells) for cells in rows)]
    for column, of_column in enumerate(zip(*texts, strict=True)):
        width = max(map(len, of_column)) + 2
        sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))


def _write_cell(
    sheet: Any,  # noqa: ANN401
    row: int,
    column: int,
    cell: Cell,
    language: str,
    how: _Formats,
) -> None:
    """Write the figure behind a cell, or else its text."""
    if cell.value is not None:
        sheet.write_number(row, column, cell.value, how.plain)
    else:
        sheet.write_string(row, column, "\n".join(lines_of(cell, language)), how.plain)


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
    if answer.repeated is not None:
        frames["all agreement"] = answer.repeated.anywhere.agreement_by_pair()
    frames["all stability"]["value"] = frames["all stability"]["value"].map(_storable)
    return frames


def _storable(value: object) -> object:
    """Give what a cell can hold: a mapping of judgements becomes a text."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {item}" for key, item in value.items())
    return value
