"""Lines of an effects table that are taken for alternatives or criteria, and may be none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple, TypeAlias

from mcda_ai.io.spreadsheet.grid import Cell
from mcda_ai.io.tables.doubtful_names import (
    Seeming,
    mentions_total,
    said_of_all,
    seems_total,
    without_total,
    words_of,
)
from mcda_ai.io.tables.headers import is_no_alternative, is_total, may_be_total
from mcda_ai.io.tables.layout import Layout
from mcda_ai.messages.faults import Fault, doubts_of, faults_of

Line: TypeAlias = Literal["column", "row"]

_fault = faults_of("io.tables")
_doubt = doubts_of("io.tables")


class Lines(NamedTuple):
    """What the alternatives and the criteria of a table are in its file."""

    of_alternatives: Line
    of_criteria: Line


AS_WRITTEN = Lines("column", "row")
TURNED = Lines("row", "column")


def impossible_alternatives(
    layout: Layout, *, criteria_named: bool, lines: Lines = AS_WRITTEN
) -> list[Fault]:
    """Name the columns that can be no alternative: totals, numbering, what precedes the criteria.

    Else they would be compared with the alternatives, and could lead.
    """
    faults = []
    for column in layout.names.values():
        cell = layout.cells[column]
        if cell.literal:
            continue
        if is_total(cell.text):
            faults.append(total_fault(cell, lines.of_alternatives))
        elif is_no_alternative(cell.text):
            fault = _fault("no alternative", found=cell.shown, line=lines.of_alternatives)
            faults.append(fault.within(cell.place))
        elif criteria_named and column < layout.keys["criterion"]:
            faults.append(_fault("before the criteria", found=cell.shown).within(cell.place))
    return faults


def doubted_alternatives(layout: Layout, lines: Lines = AS_WRITTEN) -> list[Fault]:
    """Name the alternatives that are called as a total, a rank, a bound or weights may be."""
    cells = [layout.cells[column] for column in layout.names.values()]
    names = [cell.text for cell in cells]
    others = {words_of(name) for name in names}
    beside = said_of_all(names)
    doubts = []
    for cell in cells:
        rest = without_total(cell.text)
        of_another = rest != words_of(cell.text) and rest in others
        seeming = (
            seems_total(cell.text)
            or mentions_total(cell.text, beside)
            or ("total" if of_another or may_be_total(cell.text) else "")
        )
        if "weight" in layout.keys and seeming:  # these stand elsewhere, as in "A x weight"
            seeming = "total"
        doubts += doubted_line(cell, seeming, lines.of_alternatives, "alternative")
    return doubts


def doubted_criteria(cells: Sequence[Cell], lines: Lines = AS_WRITTEN) -> list[Fault]:
    """Name the criteria that are called as a total, a rank, a bound or weights are."""
    others = {words_of(cell.text) for cell in cells}
    doubts = []
    for cell in cells:
        rest = without_total(cell.text)
        of_another = rest != words_of(cell.text) and rest in others
        seeming = seems_total(cell.text) or ("total" if of_another else "")
        doubts += doubted_line(cell, seeming, lines.of_criteria, "criterion")
    return doubts


def doubted_line(
    cell: Cell, seeming: Seeming, line: Line, part: Literal["alternative", "criterion"]
) -> list[Fault]:
    """Doubt a line by its name, unless an apostrophe says that it is one."""
    if not seeming or cell.literal or cell.text.startswith("'"):
        return []
    if seeming == "weights" and part == "alternative":
        fault = _doubt("possible weights", found=cell.shown, line=line)
    elif seeming == "weights":
        fault = _doubt("weights of columns", found=cell.shown)
    else:
        fault = _doubt("possible total", found=cell.shown, line=line, part=part)
    return [fault.within(cell.place)]


def impossible_criterion(cell: Cell, lines: Lines) -> list[Fault]:
    """Name a criterion of a turned table that is called as a column of numbers of rows is."""
    if lines is AS_WRITTEN or cell.literal or not is_no_alternative(cell.text):
        return []
    return [_fault("no criterion here", found=cell.shown).within(cell.place)]


def empty_alternatives(layout: Layout, scored: Collection[str]) -> list[Fault]:
    """Doubt the alternatives of a turned table that nobody scored: notes below it, or headings."""
    cells = [layout.cells[column] for name, column in layout.names.items() if name not in scored]
    return [_doubt("possible note", found=cell.shown).within(cell.place) for cell in cells]


def too_few_alternatives(layout: Layout) -> list[Fault]:
    """Say if there are fewer than two."""
    known = {*layout.keys.values(), *layout.remarks}
    named = [cell for column, cell in enumerate(layout.cells) if cell.text and column not in known]
    if len(layout.names) > 1 or len(named) > 1:  # of one name, which is a fault already
        return []
    fault = _fault("too few alternatives", n=len(layout.names), names=tuple(layout.names))
    return [fault.within(layout.cells[0].place)]


def total_fault(cell: Cell, line: Line) -> Fault:
    """Say of a column or a row that it seems a total."""
    return _fault("total", found=cell.shown, line=line).within(cell.place)
