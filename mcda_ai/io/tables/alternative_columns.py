"""Columns of an effects table that are taken for alternatives, and those that can be none."""

from __future__ import annotations

from typing import Literal

from mcda_ai.io.spreadsheet.grid import Cell
from mcda_ai.io.tables.headers import (
    heads_alternatives,
    is_no_alternative,
    is_total,
    may_be_total,
)
from mcda_ai.io.tables.layout import Layout
from mcda_ai.messages.faults import Fault, faults_of

_fault = faults_of("io.tables")


def turned_round(layout: Layout, *, criteria_named: bool) -> list[Fault]:
    """Say that the alternatives seem to be the rows, if a header says so.

    Parameters
    ----------
    layout : Layout
    criteria_named : bool
        Whether a header says where the criteria are; else the first column was taken for them.
    """
    if criteria_named:
        return []
    known = set(layout.keys.values()) - {layout.keys["criterion"]}
    columns = (cell for column, cell in enumerate(layout.cells) if column not in known)
    cell = next((each for each in columns if not is_no_alternative(each.text)), None)
    if cell is None or cell.literal or not heads_alternatives(cell.text, alone=True):
        return []
    return [_fault("turned round", found=cell.shown).within(cell.place)]


def impossible_alternatives(layout: Layout, *, criteria_named: bool) -> list[Fault]:
    """Name the columns that can be no alternative: totals, numbering, what precedes the criteria.

    Else they would be compared with the alternatives, and could lead.
    """
    faults = []
    for column in layout.names.values():
        cell = layout.cells[column]
        if cell.literal:
            continue
        if is_total(cell.text):
            faults.append(total_fault(cell, "column"))
        elif is_no_alternative(cell.text):
            faults.append(_fault("no alternative", found=cell.shown).within(cell.place))
        elif criteria_named and column < layout.keys["criterion"]:
            faults.append(_fault("before the criteria", found=cell.shown).within(cell.place))
    return faults


def doubted_alternatives(layout: Layout) -> list[Fault]:
    """Name the alternatives that are called as a total may be."""
    cells = [layout.cells[column] for column in layout.names.values()]
    return [
        _fault("possible total", found=cell.shown).within(cell.place)
        for cell in cells
        if not cell.literal and may_be_total(cell.text)
    ]


def too_few_alternatives(layout: Layout) -> list[Fault]:
    """Say if there are fewer than two."""
    named = [cell for column, cell in enumerate(layout.cells)
             if cell.text and column not in layout.keys.values()]  # fmt: skip
    if len(layout.names) > 1 or len(named) > 1:  # of one name, which is a fault already
        return []
    fault = _fault("too few alternatives", n=len(layout.names), names=tuple(layout.names))
    return [fault.within(layout.cells[0].place)]


def total_fault(cell: Cell, line: Literal["column", "row"]) -> Fault:
    """Say of a column or a row that it seems a total."""
    return _fault("total", found=cell.shown, line=line).within(cell.place)
