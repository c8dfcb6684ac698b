"""What was aimed at, and whether what has been measured comes up to it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from tests.benchmarks.peers.record import Row

AI_FACTORY_BEFORE = ("Before and now", "report, ai-factory", "before")


class Goal(NamedTuple):
    """At most so many times what it is held against, by the worst of the rows that are meant."""

    what: str
    table: str
    rows: str
    """A pattern that they begin with."""
    against: str | float | tuple[str, str, str]
    """Another column of the same row, a cell of one row, or seconds (or MB)."""
    most: float
    column: str = "ours"
    of: str = "seconds"
    share: float = 1.0
    """Of what it is held against."""

    def told(self, rows: Collection[Row]) -> str:
        """Write a line: what, at most what, what was found where, whether that is enough."""
        found = {row.what: self._value(row, rows) for row in rows if self._means(row)}
        known = {what: value for what, value in found.items() if not math.isnan(value)}
        if not known:
            return f"| {self.what} | {self._figure(self.most)} | not measured | |"
        worst = max(known, key=lambda what: known[what])
        few = sum(value <= self.most for value in known.values())
        met = "met" if few == len(known) else "not met"
        met += f" ({few} of {len(known)} rows are)" if 0 < few < len(known) else ""
        figure = f"{self._figure(known[worst])}{f' ({worst})' if len(known) > 1 else ''}"
        return f"| {self.what} | {self._figure(self.most)} | {figure} | {met} |"

    def _means(self, row: Row) -> bool:
        return row.table == self.table and re.match(self.rows, row.what) is not None

    def _value(self, row: Row, rows: Collection[Row]) -> float:
        told = row.cells[self.column]
        if told.why:
            return math.inf
        if isinstance(self.against, float):
            least = self.against
        elif isinstance(self.against, str):
            least = _seconds(row, self.against)
        else:
            table, what, column = self.against
            least = next(
                (
                    _seconds(each, column)
                    for each in rows
                    if (each.table, each.what) == (table, what)
                ),
                math.nan,
            )
        return float(getattr(told, self.of) / least / self.share)

    def _figure(self, value: float) -> str:
        if math.isinf(value):
            return "no answer"
        if not isinstance(self.against, float):
            return f"{value:.3g} x"
        return f"{value:.0f} MB" if self.of == "megabytes" else f"{1e6 * value:.0f} us"


def _seconds(row: Row, column: str) -> float:
    """Give what a column took; what gave no answer in time is nothing to be held against."""
    told = row.cells.get(column)
    return math.nan if told is None or told.why else told.seconds


BEFORE, BARE, ONE = (
    "Before and now",
    "Beside the least that it takes",
    "One ranking, by each method",
)
GOALS = (
    Goal("10^6 x 25 x 3, linear, by bare NumPy", BARE, r"1,000,000 x 25 x 3: borda", "bare", 1.5),
    Goal(
        "10^6 x 25 x 3, majority and permutation, by bare NumPy",
        BARE, r"1,000,000 x 25 x 3: (?!borda)", "bare", 2.5,
    ),
    Goal("10^5 x 40 x 10, 30, 100, linear", BARE, r"\S+ x 40 x \d+: borda", "bare", 2.0),
    Goal("the same, Copeland and Schulze", BARE, r"\S+ x 40 x \d+: (?!borda)", "bare", 4.0),
    Goal("methods of pymcdm over weightings, by bare TOPSIS", BARE, ".*: pymcdm", "bare", 5.0),
    Goal("`mcda.rank`, 3 x 25, linear", ONE, "borda$", 1.0, 300e-6, "rank"),
    Goal("`mcda.rank`, 3 x 25, every method", ONE, "", 1.0, 300e-6, "rank"),
    Goal("the same by the default, by 650 us of before", BEFORE, "rank, ai-f", "before", 300 / 650),
    Goal("an evaluator, 3 x 25, linear", ONE, "borda$", 1.0, 50e-6, "evaluator"),
    Goal("an evaluator, 3 x 25, every method", ONE, "", 1.0, 50e-6, "evaluator"),
    Goal("Kemeny, 20, 40, 60 options, by a linear programme", BARE, "Kemeny", "bare", 10.0),
    Goal("limits on totals of layers, by Uniform", BARE, ".*against Uniform", "bare", 3.0),
    Goal("`compare`, by before", BEFORE, r"compare, (ai-factory|12 x 40)", "before", 0.2),
    Goal("`report` of ai-factory, by before", BEFORE, "report, ai-factory", "before", 0.5),
    *(
        Goal(
            f"`report`, {size}, by half of what that of ai-factory took before",
            BEFORE, f"report, {size}", AI_FACTORY_BEFORE, times, share=0.5,
        )
        for size, times in (("12 x 40", 1.5), ("30 x 40", 3), ("100 x 40", 6))
    ),
    Goal("`report`, 100 x 40, memory", BEFORE, "report, 100 x 40", 1.0, 600, of="megabytes"),
    Goal("`attribution`, 12 x 40, by before", BEFORE, "attribution, 12 x 40", "before", 0.25),
    Goal("`stability`, 30 x 40, by before", BEFORE, "stability, 30 x 40", "before", 0.25),
    Goal("exact, 3 options, 200 criteria, by before", BEFORE, "exact, 3 x 200", "before", 1 / 3),
    Goal("31 to 100 options x 200 criteria, memory", "Many options", "", 1.0, 600, of="megabytes"),
)  # fmt: skip


def goals(rows: Collection[Row]) -> Iterator[str]:
    """Give the lines of the table."""
    yield "| goal | at most | measured | |"
    yield "|---|---|---|---|"
    yield from (goal.told(rows) for goal in GOALS)
