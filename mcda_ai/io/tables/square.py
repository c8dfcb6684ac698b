"""Tables with the same names on both sides: alternatives or criteria, compared with one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from mcda_ai.io.spreadsheet.decimal_signs import number_of
from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.io.tables.headers import is_total
from mcda_ai.io.tables.layout import Layout
from mcda_ai.messages.faults import Fault, doubts_of, faults_of
from mcda_ai.orders.weak_order import FloatArray

MOST_NAMES = 100  # of a table that people compare in pairs
_LEAST_NAMES = 2
ROUNDING = 0.0501  # a third is written as .3

_fault = faults_of("io.tables")
_doubt = doubts_of("io.tables")


def compared_in_pairs(layout: Layout, rows: Sequence[Sequence[Cell]]) -> list[Fault]:
    """Say of a table of pairwise comparisons (AHP) what it is, which cannot be read as effects."""
    found = _square(layout, rows)
    if found is None or not _is_reciprocal(found[1]):
        return []
    return [_fault("pairwise comparisons", n=len(found[1])).within(found[0].place)]


def doubted_square(layout: Layout, rows: Sequence[Sequence[Cell]]) -> list[Fault]:
    """Doubt any other table in which the rows are called as the columns are."""
    found = _square(layout, rows)
    if found is None:
        return []
    corner, numbers = found
    mirrored = np.array_equal(numbers, numbers.T, equal_nan=True)
    return [_doubt("same names", symmetric=bool(mirrored)).within(corner.place)]


def _square(layout: Layout, rows: Sequence[Sequence[Cell]]) -> tuple[Cell, FloatArray] | None:
    """Find the numbers of a table with the same names on both sides, as its columns have them."""
    at = layout.keys["criterion"]
    columns = {folded(name): column for name, column in layout.names.items() if not is_total(name)}
    filled = (row for row in rows if at < len(row) and row[at].text and not is_total(row[at].text))
    named = {folded(row[at].text): row for row in filled}
    common = [name for name in columns if name in named]
    most = min(MOST_NAMES, len(columns), len(named))
    if len(common) < _LEAST_NAMES or len(common) != most:  # one side may have others beside them
        return None
    numbers = [[_ratio_at(named[name], columns[other]) for other in common] for name in common]
    return layout.cells[at], np.array(numbers, dtype=np.float64)


def _ratio_at(row: Sequence[Cell], column: int) -> float:
    """Read a number, or a fraction such as 1/3."""
    if column >= len(row):
        return float("nan")
    decimal = row[column].decimal
    above, line, below = row[column].text.partition("/")
    parts = [
        number_of(above.strip(), decimal),
        number_of(below.strip(), decimal) if line else 1.0,
    ]
    if parts[0] is None or not parts[1]:
        return float("nan")
    return parts[0] / parts[1]


def _is_reciprocal(numbers: FloatArray) -> bool:
    """Tell whether each number is 1 over that of its mirror image, of which one may be missing."""
    diagonal = np.diag(numbers)
    if not np.all(np.isnan(diagonal) | (diagonal == 1)) or np.any(numbers <= 0):
        return False
    pairs = [(numbers[a, b], numbers[b, a]) for a, b in combinations(range(len(numbers)), 2)]
    full = [pair for pair in pairs if np.isfinite(pair).all()]
    if not full:  # one half is filled in
        return bool(np.all(diagonal == 1)) and bool(np.isfinite(pairs).any())
    return all(max(pair) >= 1 and abs(min(pair) - 1 / max(pair)) <= ROUNDING for pair in full)
