"""Tables with the alternatives in the rows: how they are told, and turned round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

import numpy as np

from mcda_ai.io.spreadsheet.grid import Cell, Grid
from mcda_ai.io.tables.doubtful_names import words_of
from mcda_ai.io.tables.headers import (
    HEADERS,
    OF_CRITERIA,
    heads_alternatives,
    heads_names,
    is_direction,
    is_no_alternative,
    key_of,
)
from mcda_ai.io.tables.layout import Layout, first_full_row
from mcda_ai.io.tables.size import size_faults
from mcda_ai.messages.faults import Fault, doubts_of, faults_of, raise_any

OptionsIn: TypeAlias = Literal["columns", "rows"]

MUCH_LARGER = 10  # every number of one column than any of another: they measure other things
_LEAST_ROWS = 2

_fault = faults_of("io.tables")
_doubt = doubts_of("io.tables")


# --- turning round -----------------------------------------------------------------------------


def turned(grid: Grid) -> Grid:
    """Turn a table round that has a row for each alternative; cells keep their places.

    What is said of the table as a whole stays above it. Rows above or below the headers that say
    something of the criteria (their direction, weight, layer, unit) become columns.
    """
    start = first_full_row(grid, HEADERS)
    if start is None:
        return grid
    block = [row for row in grid.rows[start:] if any(cell.text or cell.fault for cell in row)]
    width = max(map(len, block))
    raise_any(size_faults(width - 1, len(block) - 1))  # before it is filled up to a rectangle
    head = next((row for row in block if not _says_something_of_criteria(row)), block[0])
    names = _column_of_names(head)
    rows = [_filled_up(_headed(row, names, is_head=row is head), width) for row in block]
    columns = [tuple(column) for column in zip(*rows, strict=True)]
    columns.insert(0, columns.pop(names))
    return replace(grid, rows=(*grid.rows[:start], *columns), is_turned=True)


def _says_something_of_criteria(row: Sequence[Cell]) -> bool:
    first = next(cell for cell in row if cell.text or cell.fault)
    return key_of(first.text) not in (None, "criterion") or _only_directions(row)


def _column_of_names(head: Sequence[Cell]) -> int:
    """Find the column of the alternatives: by its header, or the first that is no numbering."""
    named = [at for at, cell in enumerate(head) if heads_alternatives(cell.text, alone=True)]
    first = [at for at, cell in enumerate(head) if not is_no_alternative(cell.text)]
    return [*named, *first, 0][0]


def _headed(row: Sequence[Cell], names: int, *, is_head: bool) -> list[Cell]:
    """Say in the column of names what a row is: of headers, directions, weights and the like."""
    cells = list(row)
    filled = next(cell for cell in row if cell.text or cell.fault)
    while len(cells) <= names:
        cells.append(replace(filled, text="", column=len(cells) + 1, fault=None))
    if is_head:
        cells[names] = replace(cells[names], text=HEADERS["criterion"][0], literal=False)
    elif not cells[names].text and _only_directions(row):
        cells[names] = replace(cells[names], text=HEADERS["direction"][0])
    elif not cells[names].text and key_of(filled.text) is not None:
        cells[names] = filled
    return cells


def _filled_up(row: Sequence[Cell], width: int) -> list[Cell]:
    first = row[0]
    missing = range(len(row) + 1, width + 1)
    return [*row, *(Cell("", first.row, column, first.sheet) for column in missing)]


def _only_directions(cells: Iterable[Cell]) -> bool:
    said = [is_direction(cell.text) for cell in cells if cell.text]
    return bool(said) and all(said)


# --- telling them ------------------------------------------------------------------------------


def turned_round(layout: Layout, rows: Sequence[Sequence[Cell]], *, told: bool) -> list[Fault]:
    """Say that the alternatives seem to be the rows, if a header or a row says so.

    Parameters
    ----------
    layout : Layout
    rows : sequence of rows
        Those below the header.
    told : bool
        Whether a header, or who asks, says where the criteria are; else the first column was taken
        for them.
    """
    if told:
        return []
    known = set(layout.keys.values()) - {layout.keys["criterion"]}
    columns = (cell for column, cell in enumerate(layout.cells) if column not in known)
    cell = next((each for each in columns if not is_no_alternative(each.text)), None)
    if cell is not None and not cell.literal and heads_alternatives(cell.text, alone=True):
        return [_fault("turned round", found=cell.shown).within(cell.place)]
    first = next((row for row in rows if any(cell.text for cell in row)), ())
    marks = [cell for column, cell in enumerate(first) if column in layout.names.values()]
    if len(layout.names) > 1 and _only_directions(marks):
        said = next(cell for cell in marks if cell.text)
        return [_fault("directions in a row", found=said.shown).within(said.place)]
    return []


def doubted_orientation(
    layout: Layout, criteria: Sequence[Cell], numbers: Sequence[Mapping[str, float]]
) -> Iterator[Fault]:
    """Doubt that the rows are the criteria, where no header says so and anything speaks against it.

    Parameters
    ----------
    layout : Layout
    criteria : sequence of Cell
        The names of the rows.
    numbers : sequence of mapping of str to float
        What stands in each row, by the header of its column.
    """
    corner = layout.cells[layout.keys["criterion"]]
    heads = [layout.cells[column] for column in layout.names.values()]
    if not corner.literal and heads_names(corner.text):
        yield _doubt("names in rows", found=corner.shown).within(corner.place)
        return
    telling = [cell for cell in heads if not cell.literal and _names_criterion(cell)]
    share = len(telling) / len(heads)
    if share >= 1 / 2 and share > sum(map(_names_criterion, criteria)) / len(criteria):
        names = tuple(cell.text for cell in telling)
        yield _doubt("criteria in columns", names=names).within(telling[0].place)
        return
    pair = _other_magnitudes(list(layout.names), numbers)
    if pair:
        large, small = pair
        cell = layout.cells[layout.names[large]]
        yield _doubt("other magnitudes", large=large, small=small).within(cell.place)


def _names_criterion(cell: Cell) -> bool:
    words = words_of(cell.text)
    return cell.text.casefold() in OF_CRITERIA or any(word in OF_CRITERIA for word in words)


def _other_magnitudes(
    names: Sequence[str], numbers: Sequence[Mapping[str, float]]
) -> tuple[str, str] | None:
    """Find a column whose every number is much larger than any of another; ranks are no such."""
    table = np.abs([[row.get(name, np.nan) for name in names] for row in numbers if row])
    if len(table) < _LEAST_ROWS or np.nanmax(table, initial=0.0) <= len(names):
        return None
    least = np.where(np.isnan(table), np.inf, table).min(axis=0)
    most = np.where(np.isnan(table), -np.inf, table).max(axis=0)
    complete = np.isfinite(least) & (most > 0)
    if complete.sum() < 2:
        return None
    large = int(np.where(complete, least, -np.inf).argmax())
    small = int(np.where(complete, most, np.inf).argmin())
    # Divided, since ten times the largest number there is would be none.
    return (names[large], names[small]) if least[large] / MUCH_LARGER >= most[small] else None
