"""Columns whose header says too little: what stands in them tells what they are for.

A column headed 'type' or 'doel' can hold directions, remarks or scores; one with a header of its
own can hold text beside the scores; and where the criteria were lost, scores stand in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from mcda_ai.io.spreadsheet.decimal_signs import number_of, ordinal_of
from mcda_ai.io.spreadsheet.grid import Cell, Grid, folded
from mcda_ai.io.tables.alternative_columns import Line
from mcda_ai.io.tables.headers import (
    FREE_TEXT,
    UNSCORED,
    is_direction,
    is_no_alternative,
    is_sign,
    may_head_directions,
)
from mcda_ai.io.tables.layout import Layout
from mcda_ai.io.tables.levels import level_key
from mcda_ai.messages.faults import Fault, doubts_of, faults_of
from mcda_ai.problem.evidence import Scale

_FEWEST_WORDS = 3  # of a text that is a remark, and no word of a scale
_BETWEEN = re.compile(r"[<>]|: ")
_WORD = re.compile(r"\w+")

_fault = faults_of("io.tables")
_doubt = doubts_of("io.tables")


def settled(
    grid: Grid,
    layout: Layout,
    scale: Scale | None,
    faults: list[Fault],
    doubts: list[Fault],
    line: Line = "column",
) -> Layout:
    """Give the layout with what each uncertain column turns out to be.

    Parameters
    ----------
    grid : Grid
    layout : Layout
    scale : Scale or None
        That of the whole table.
    faults, doubts : list of Fault
        Where not even the cells tell, and where they tell it less than surely.
    line : {"column", "row"}, optional
        What the columns are in the file.
    """
    columns = _Columns(grid, layout, scale)
    for name, column in list(layout.names.items()):
        header = layout.cells[column]
        if header.literal:
            continue
        if may_head_directions(header.text):
            layout = _as_told_by_cells(layout, name, columns, faults, doubts, line)
        elif columns.holds_text_beside_numbers(column):
            layout = _as_remark(layout, name)
            fault = _doubt("text column", found=header.shown, line=line)
            doubts.append(fault.within(header.place))
    return layout


def lost_criteria(grid: Grid, layout: Layout, scale: Scale | None) -> list[Fault]:
    """Say that scores, or what the header names, stand where names of criteria should.

    For a table of which no header names the criteria; else each would be a fault, or a criterion.
    """
    column = layout.keys["criterion"]
    header = layout.cells[column]
    if not header.text or header.literal or is_no_alternative(header.text):
        return []
    columns = _Columns(grid, layout, scale)
    cells = list(columns.filled(column))
    is_of_another_key = any(
        at == column and key not in ("criterion", *FREE_TEXT) for key, at in layout.keys.items()
    )
    if not cells or not (is_of_another_key or all(map(columns.is_score, cells))):
        return []
    return [_fault("lost criteria", found=header.shown, score=cells[0].shown).within(header.place)]


def _as_told_by_cells(
    layout: Layout,
    name: str,
    columns: _Columns,
    faults: list[Fault],
    doubts: list[Fault],
    line: Line,
) -> Layout:
    """Take a column as one of directions, of remarks or of an alternative, by its cells."""
    column = layout.names[name]
    header, cells = layout.cells[column], list(columns.filled(column))
    directions = [cell for cell in cells if is_direction(cell.text)]
    others = [cell for cell in cells if not is_direction(cell.text)]
    if columns.are_scores(column, cells):
        doubts.append(_doubt("possible remark", found=header.shown, line=line).within(header.place))
        return layout
    if directions and others:
        fault = _fault(
            "directions and others",
            found=header.shown,
            direction=directions[0].shown,
            other=others[0].shown,
            line=line,
        )
        faults.append(fault.within(others[0].place))
    elif directions and "direction" in layout.keys:
        first = layout.cells[layout.keys["direction"]].place
        faults.append(_fault("second column", found=header.shown, first=first).within(header.place))
    elif directions:
        names = {each: at for each, at in layout.names.items() if each != name}
        return replace(layout, names=names, keys={**layout.keys, "direction": column})
    return _as_remark(layout, name)


def _as_remark(layout: Layout, name: str) -> Layout:
    """Take a column for one of remarks."""
    names = {each: at for each, at in layout.names.items() if each != name}
    return replace(layout, names=names, remarks=(*layout.remarks, layout.names[name]))


@dataclass(frozen=True)
class _Columns:
    """What stands in the columns of a table."""

    grid: Grid
    layout: Layout
    scale: Scale | None

    @cached_property
    def scales(self) -> dict[tuple[int, int], str]:
        """What the rows below the header say under "scale", by the places of their cells.

        Those of a turned table are columns of its file, so that no line is that of one row.
        """
        at = self.layout.keys.get("scale")
        below = self.grid.rows[self.layout.header + 1 :] if at is not None else ()
        return {
            (cell.row, cell.column): row[at].text
            for row in below if at is not None and at < len(row)
            for cell in row if cell.text
        }  # fmt: skip

    def filled(self, column: int) -> Iterator[Cell]:
        """Give the cells of a column that say more than that nobody scored."""
        for row in self.grid.rows[self.layout.header + 1 :]:
            if column < len(row) and folded(row[column].text) not in UNSCORED:
                yield row[column]

    def is_score(self, cell: Cell) -> bool:
        """Tell whether a cell holds a number, a rank or a word of the scale of the table."""
        if _is_number(cell):
            return True
        words = () if self.scale is None else self.scale.level_names
        keys = set(map(level_key, (*words, *self._words_of_row(cell))))
        parts = (cell.text, *cell.text.split("/"))
        return level_key(parts[0]) in keys or keys.issuperset(map(level_key, parts[1:]))

    def _words_of_row(self, cell: Cell) -> list[str]:
        """Give the words of the scale that the row of a cell names itself."""
        text = self.scales.get((cell.row, cell.column), "")
        return _BETWEEN.split(text) if text else []

    def are_scores(self, column: int, cells: list[Cell]) -> bool:
        """Tell whether cells are scores rather than directions, which signs and ones can be, too.

        They are directions where they are signs and the cells of other columns are not.
        """
        if not cells or not all(map(self.is_score, cells)):
            return False
        others = (cell for at in self.layout.names.values() if at != column
                  for cell in self.filled(at))  # fmt: skip
        are_signs = len({folded(cell.text) for cell in cells}) > 1 and all(
            is_sign(cell.text) for cell in cells
        )
        return not are_signs or all(is_sign(cell.text) for cell in others)

    def holds_text_beside_numbers(self, column: int) -> bool:
        """Tell whether a column holds running text in rows of which all other cells are numbers."""
        is_long = False
        for row in self.grid.rows[self.layout.header + 1 :]:
            cell = row[column] if column < len(row) else None
            if cell is None or folded(cell.text) in UNSCORED:
                continue
            if cell.fault or self.is_score(cell) or _begins_as_amount(cell.text):
                return False
            beside = [
                row[at] for at in self.layout.names.values()
                if at != column and at < len(row) and folded(row[at].text) not in UNSCORED
            ]  # fmt: skip
            texts = [each for each in beside if not _is_number(each)]
            if len(texts) == len(beside) or any(map(_is_short, texts)):
                return False
            is_long = is_long or not _is_short(cell)
        return is_long


def _is_number(cell: Cell) -> bool:
    text = cell.number_text.strip("= ")
    return number_of(text, cell.decimal) is not None or ordinal_of(text) is not None


def _is_short(cell: Cell) -> bool:
    return len(_WORD.findall(cell.text)) < _FEWEST_WORDS


def _begins_as_amount(text: str) -> bool:
    """Tell whether a number stands in front, as in '€ 12 a year' or 'about 12 a year'."""
    return any(word[0].isdigit() for word in _WORD.findall(text)[:2])
