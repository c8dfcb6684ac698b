"""Numbers of a table that are allowed, but may not be what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from mcda_ai.io.spreadsheet.grid import Cell
from mcda_ai.io.tables.headers import DIRECTION_WORDS
from mcda_ai.io.tables.marks import Marks, Rule
from mcda_ai.messages.lists import listed_names
from mcda_ai.orders.weak_order import FloatArray, average_ranks

_MOST_ROWS = 20  # that are told one by one
_MOST_RANKS = 12
_LARGEST_SCORE = 10  # that people give; a larger number is likely to have been measured
_ORDER_ONLY = "only the order of the ranks counts"


@dataclass
class SuspectNumbers:
    """What is suspect in the rows of a table that have been looked at."""

    rows: list[str] = field(default_factory=list)
    measured: list[str] = field(default_factory=list)

    def look_at(
        self,
        criterion: str,
        cells: Mapping[str, Cell],
        rule: Rule,
        marks: Marks,
        unit: str = "",
    ) -> None:
        """Look at one row: its cells by alternative, and what was read in them."""
        self.rows += [*_gaps_in_levels(cells, rule, marks), *_shares_as_percent(cells, marks, unit)]
        if rule.direction == "ranks":
            doubt = doubted_ranks(cells, marks.numbers)
            self.rows += [doubt] if doubt else []
        elif rule.direction in ("higher", "lower") and any(
            map(_looks_measured, marks.numbers.values())
        ):
            self.measured.append(criterion)

    def doubts(self, where: str) -> list[str]:
        """Say what is suspect; what is true of many criteria is said once, of the whole table."""
        more = len(self.rows) - _MOST_ROWS
        rest = [f"{where}and {more:,} more rows with something of that kind"] if more > 0 else []
        return [*self._order_only(where), *self.rows[:_MOST_ROWS], *rest]

    def _order_only(self, where: str) -> list[str]:
        if not self.measured:
            return []
        named = listed_names(self.measured)
        ways = " or ".join(f"'{DIRECTION_WORDS[each][0]}'" for each in ("max", "min"))
        doubt = (
            f"{where}only the order of the numbers of {named} counts; to keep the numbers "
            f"themselves, say {ways} under direction"
        )
        return [doubt]


def _gaps_in_levels(cells: Mapping[str, Cell], rule: Rule, marks: Marks) -> Iterator[str]:
    """Say where a cell allows two words of a scale, but not those between them."""
    names = () if rule.scale is None else rule.scale.level_names
    for name, allowed in marks.levels.items():
        at = sorted(names.index(level) for level in allowed)
        between = [level for level in names[at[0] : at[-1]] if level not in allowed]
        if between:
            yield (f"{cells[name].place}: {cells[name].shown} leaves out {listed_names(between)}, "
                   "which lies between; it is read as one or the other")  # fmt: skip


def _shares_as_percent(cells: Mapping[str, Cell], marks: Marks, unit: str) -> Iterator[str]:
    """Say where 12 %, which a workbook keeps as 0.12, may be taken for 0.12 %."""
    numbers = {name: cells[name] for name in marks.numbers if cells[name].kind == "number"}
    if "%" not in unit or not numbers or max(map(abs, marks.numbers.values())) > 1:
        return
    first = next(iter(numbers.values()))
    yield (f"{first.place}: {first.shown} with the unit '{unit}'; a cell that shows 12 % holds "
           "0.12: write 12 in a plain cell if that is meant")  # fmt: skip


def doubted_ranks(cells: Mapping[str, Cell], ranks: Mapping[str, float]) -> str:
    """Say which numbers are no ranks in any way of numbering ties; empty if all can be.

    Parameters
    ----------
    cells : mapping of str to Cell
        A row, by alternative, unscored cells included.
    ranks : mapping of str to float
        Those that are scored.

    Returns
    -------
    str
        One line: a rank below that of the last alternative, a rank that is no whole and no half,
        or, where everything is scored, ranks that are neither 1, 2, 2, 4 nor 1, 3, 3, 4 nor
        1, 2, 2, 3 nor 1, 2.5, 2.5, 4.
    """
    for name, rank in ranks.items():
        if rank > len(cells):
            told = f"but there are {len(cells)} alternatives"
        elif not _is_whole_or_half(rank):
            told = "which is no whole rank and no half"
        else:
            continue
        return f"{cells[name].place}: rank {cells[name].shown}, {told}; {_ORDER_ONLY}"
    given = np.array(list(ranks.values()), dtype=np.float64)
    if given.size < len(cells) or any(np.array_equal(given, each) for each in _numberings(given)):
        return ""
    first, *others = cells.values()
    listed = "; ".join(cell.text for cell in (first, *others[: _MOST_RANKS - 1]))
    more = "; …" if len(others) >= _MOST_RANKS else ""
    return f"{first.place}: the ranks {listed}{more} fit no way to number ties; {_ORDER_ONLY}"


def _numberings(ranks: FloatArray) -> Iterator[FloatArray]:
    """Give the ranks in each usual way of numbering ties: by the first, last or mean, and dense."""
    average = average_ranks(ranks)
    _, level, sizes = np.unique(ranks, return_inverse=True, return_counts=True)
    half = (sizes[level] - 1) / 2
    for numbering in (average - half, average + half, average, level + 1.0):
        yield np.asarray(numbering, dtype=np.float64)


def _looks_measured(number: float) -> bool:
    return abs(number) > _LARGEST_SCORE or not _is_whole_or_half(number)


def _is_whole_or_half(number: float) -> bool:
    return (2 * number).is_integer()
