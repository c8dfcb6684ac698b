"""Columns of an effects table that are taken for alternatives, and those that can be none."""

from __future__ import annotations

from mcda_ai.io.spreadsheet.grid import Cell
from mcda_ai.io.tables.headers import (
    heads_alternatives,
    is_no_alternative,
    is_total,
    may_be_total,
)
from mcda_ai.io.tables.layout import Layout
from mcda_ai.messages.lists import listed_names

_AS_NAME = "an apostrophe before it (in a workbook two) says that it is a name"


def turned_round(layout: Layout, *, criteria_named: bool) -> list[str]:
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
    fault = (
        f"{cell.place}: {cell.shown} says that the rows are alternatives; needed: a row for each "
        "criterion, and a column for each alternative with its name as header; turn the table "
        "round (in a spreadsheet: copy it, then Paste Special, Transpose), or head this column "
        "'criterion' if the criteria do stand in it"
    )
    return [fault]


def impossible_alternatives(layout: Layout, *, criteria_named: bool) -> list[str]:
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
            faults.append(f"{cell.place}: {cell.shown} seems no alternative; leave the column out; "
                          f"{_AS_NAME}")  # fmt: skip
        elif criteria_named and column < layout.keys["criterion"]:
            faults.append(f"{cell.place}: {cell.shown} stands before the criteria, so it seems no "
                          "alternative; leave the column out, or head it 'layer' (laag) if it "
                          f"groups the criteria; {_AS_NAME}")  # fmt: skip
    return faults


def doubted_alternatives(layout: Layout) -> list[str]:
    """Name the alternatives that are called as a total may be."""
    cells = [layout.cells[column] for column in layout.names.values()]
    return [
        f"{cell.place}: {cell.shown} was taken for an alternative; is it a total?"
        for cell in cells
        if not cell.literal and may_be_total(cell.text)
    ]


def too_few_alternatives(layout: Layout) -> list[str]:
    """Say if there are fewer than two."""
    named = [cell for column, cell in enumerate(layout.cells)
             if cell.text and column not in layout.keys.values()]  # fmt: skip
    if len(layout.names) > 1 or len(named) > 1:  # of one name, which is a fault already
        return []
    found = listed_names([*layout.names]) or "none"
    fault = (
        f"{layout.cells[0].place}: the headers name {len(layout.names)} alternative(s) ({found}); "
        "at least 2 are needed, each with its name in this row"
    )
    return [fault]


def total_fault(cell: Cell, line: str) -> str:
    """Say of a column or a row that it seems a total."""
    return (f"{cell.place}: {cell.shown} seems a total, which follows from the rest; leave the "
            f"{line} out; {_AS_NAME}")  # fmt: skip
