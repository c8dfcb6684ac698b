"""Rows and columns whose numbers follow from those of others, whatever they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np

from mcda_ai.io.spreadsheet.grid import Cell
from mcda_ai.io.tables.alternative_columns import AS_WRITTEN, Line, Lines
from mcda_ai.io.tables.doubtful_names import mentions_total, seems_total
from mcda_ai.io.tables.headers import may_be_total, row_needs_apostrophe
from mcda_ai.io.tables.layout import Layout
from mcda_ai.messages.faults import Fault, doubts_of
from mcda_ai.orders.weak_order import BoolArray, FloatArray, average_ranks

Way: TypeAlias = Literal["sum", "mean", "weighted sum", "weighted mean", "product", "ranks"]

MOST_LINES = 100  # of a table in which people compute totals
MOST_IN_PRODUCTS = 15  # lines: all pairs of them are tried
LEAST_CHANCE = 0.05  # that as many numbers agree by accident: a more likely one proves nothing
_LEAST_AGREE = 2
_LEAST_OPERANDS = 2
LEAST_RANKED = 4
NARROWER = 2  # the spread of means, and then some, than that of what they are the means of
MOST_NAMED = 5
ROUNDED = 1e-9  # of the size of numbers, by sums of floating-point numbers

_doubt = doubts_of("io.tables")


@dataclass(frozen=True, eq=False)
class _Made:
    """Numbers made of some lines in one way."""

    way: Way
    of: tuple[int, ...]
    numbers: FloatArray


def computed_lines(
    layout: Layout,
    criteria: Mapping[str, Cell],
    numbers: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
    lines: Lines = AS_WRITTEN,
) -> Iterator[Fault]:
    """Doubt rows and columns that are the sum, mean, product or ranks of others, within rounding.

    Those of which the name says so are doubted for it, and those are passed over whose apostrophe
    says that they are names. Only so many numbers count that hardly any accident makes them agree.

    Parameters
    ----------
    layout : Layout
    criteria : mapping of str to Cell
        The names of the rows.
    numbers : mapping of str to mapping of str to float
        The numbers in each row, by the header of their column.
    weights : mapping of str to float
        Those of a column of weights.
    lines : Lines, optional
    """
    names = list(layout.names)
    if not criteria or max(len(names), len(criteria)) > MOST_LINES:
        return
    table = np.array([[numbers[row].get(name, np.nan) for name in names] for row in criteria])
    by_row = np.array([weights.get(row, np.nan) for row in criteria])
    seem_weights = [at for at, name in enumerate(names) if mentions_total(name) == "weights"]
    if seem_weights and not weights:
        by_row = table[:, seem_weights[0]]
    # Who is always ranked in the middle is the mean of the others.
    rankings = (average_ranks(table) == table).all(axis=1)
    heads = [layout.cells[column] for column in layout.names.values()]
    columns = _doubted(
        table.T, heads, _seems_total, lambda of: _made_of_columns(table.T, of, by_row, rankings)
    )
    yield from _told(columns, heads, lines.of_alternatives)
    cells = list(criteria.values())
    rows = _doubted(table, cells, row_needs_apostrophe, lambda of: _made_of_rows(table, of, by_row))
    yield from _told(rows, cells, lines.of_criteria)


def _seems_total(name: str) -> bool:
    """Tell whether the name of an alternative is doubted for what it says."""
    return may_be_total(name) or mentions_total(name) != "" or seems_total(name) != ""


def _doubted(
    table: FloatArray,
    cells: Sequence[Cell],
    is_doubted: Callable[[str], bool],
    made_of: Callable[[tuple[int, ...]], list[_Made]],
) -> Iterator[tuple[int, _Made]]:
    """Find the lines that are made of others; none is made of one that is itself made of others."""
    passed_over = {at for at, cell in enumerate(cells) if cell.literal or is_doubted(cell.text)}
    made: set[int] = set()
    halves = _halves_of_last_digits(table)
    for at in sorted(set(range(len(cells))) - passed_over, reverse=True):
        usable = [k for k in range(len(cells)) if k != at and k not in passed_over | made]
        before = tuple(k for k in usable if k < at)
        tried = [each for each in dict.fromkeys((before, tuple(usable)))
                 if len(each) >= _LEAST_OPERANDS]  # fmt: skip
        # What is beyond all numbers is infinite, or none, and agrees with no line.
        with np.errstate(over="ignore", invalid="ignore"):
            candidates = [each for operands in tried for each in made_of(operands)]
            n = len(candidates) * len(cells)
            # Where people put totals fewer were tried: what is made of all lines before the last.
            totals = [each for each in candidates if each.of == before and at == len(cells) - 1]
            tries = ((each, len(totals) if each in totals else n) for each in candidates)
            agreeing = (each for each, times in tries if _agrees(table, halves, at, each, times))
            found = next(agreeing, None)
        if found is not None:
            made.add(at)
            yield at, found


def _made_of_rows(table: FloatArray, of: tuple[int, ...], weights: FloatArray) -> list[_Made]:
    """Give the totals that people compute of rows, and the ranks by these."""
    rows = table[list(of)]
    filled = np.isfinite(rows)
    counts = np.maximum(filled.sum(axis=0), 1)
    own = np.nan_to_num(weights[list(of)])
    total = np.where(filled, rows, 0.0).sum(axis=0)
    weighted = own @ np.where(filled, rows, 0.0)
    made = [_Made("sum", of, total), _Made("mean", of, total / counts)]
    if own.sum() > 0:
        made += [
            _Made("weighted sum", of, weighted),
            _Made("weighted mean", of, weighted / own.sum()),
        ]
        weighing = of if len(of) <= MOST_IN_PRODUCTS else ()
        made += [_Made("product", (k,), weights[k] * table[k]) for k in weighing if weights[k] != 1]
    best = [total, weighted] if own.sum() > 0 else [total]
    ranks = [average_ranks(sign * each) for each in best for sign in (1.0, -1.0)]
    if len(total) < LEAST_RANKED or _are_ranks(rows).any():
        return made
    return made + [_Made("ranks", of, each) for each in ranks if _are_ranks(each)]


def _made_of_columns(
    columns: FloatArray, of: tuple[int, ...], weights: FloatArray, rankings: BoolArray
) -> list[_Made]:
    """Give the totals that people compute of columns, and the products with weights."""
    chosen = columns[list(of)]
    filled = np.isfinite(chosen)
    total = np.where(filled, chosen, 0.0).sum(axis=0)
    mean = np.where(rankings, np.nan, total / np.maximum(filled.sum(axis=0), 1))
    made = [_Made("sum", of, total), _Made("mean", of, mean)]
    made += [_Made("product", (k,), weights * columns[k]) for k in of if np.isfinite(weights).any()]
    if len(columns) <= MOST_IN_PRODUCTS:
        pairs = combinations(of, 2)
        made += [_Made("product", (a, b), columns[a] * columns[b]) for a, b in pairs]
    return made


def _are_ranks(rows: FloatArray) -> BoolArray:
    n = rows.shape[-1]
    return np.asarray((np.sort(rows, axis=-1) == np.arange(1.0, n + 1)).all(axis=-1))


def _agrees(table: FloatArray, halves: FloatArray, at: int, made: _Made, tried: int) -> bool:
    """Tell whether a line agrees with what is made of others, and hardly by accident."""
    line, other = table[at], made.numbers
    filled = np.isfinite(line)
    if filled.sum() < _LEAST_AGREE or not np.isfinite(other[filled]).all():
        return False
    operands = table[list(made.of)][:, filled]
    line, other = line[filled], other[filled]
    half = halves[at][filled]
    if np.any(np.abs(line - other) > half + ROUNDED * (1 + np.abs(other))):
        return False
    if any(np.array_equal(line, each) for each in operands):  # a sum with nothing, a product with 1
        return False
    together = np.vstack([operands, line])
    reach = np.nanmax(together, axis=0) - np.nanmin(together, axis=0)
    # How many values such a number could have had, each of which is taken as equally likely.
    reach = reach / NARROWER if made.way in ("mean", "weighted mean") else reach
    values = reach / (2 * np.maximum(half, ROUNDED * (1 + np.abs(other)))) + 1
    return bool(np.log(tried) - np.log(values).sum() < np.log(LEAST_CHANCE))


def _halves_of_last_digits(table: FloatArray) -> FloatArray:
    """Give how far each number can be from what it was rounded from."""
    numbers, at = np.unique(table, return_inverse=True)
    texts = (np.format_float_positional(number, trim="-") for number in numbers)
    halves = np.array([0.5 * 10.0 ** -len(text.partition(".")[2]) for text in texts])
    return np.asarray(halves[at].reshape(table.shape))


def _told(found: Iterator[tuple[int, _Made]], cells: Sequence[Cell], line: Line) -> Iterator[Fault]:
    for at, made in found:
        names = tuple(cells[k].text for k in made.of)
        yield _doubt(
            "computed", found=cells[at].shown, way=made.way, line=line,
            of=names[:MOST_NAMED], more=max(0, len(names) - MOST_NAMED),
        ).within(cells[at].place)  # fmt: skip
