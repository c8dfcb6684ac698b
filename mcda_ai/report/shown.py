"""Which options tables and pictures show: all, or the best ones where all would be too many."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.faults import Fault, faults_of
from mcda_ai.messages.label import Label
from mcda_ai.messages.rendering import Labels
from mcda_ai.messages.wording import Words
from mcda_ai.orders.weak_order import TIE_TOLERANCE
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.sensitivity.smaa_result import Robustness

_fault = faults_of("report")

MOST_SHOWN_WHOLE = 30  # options: a table of more columns, a picture of more bars, nobody reads
N_BEST = 12
MOST_LISTED = 5
"""Of longer lists in a sentence so many are told, and how many more there are; tables have all."""
_OF_PAIRS = "sensitivity.stability.better"
_MOST_LETTERS = 120  # of a cell, such as the order of a hundred options

_claim = claims_of("report.shown")


@dataclass(frozen=True)
class Shown:
    """The options that tables and pictures show.

    Attributes
    ----------
    names : tuple of str
        All, in the order of the problem; or the best, the best one first.
    level : int
        How many others are level with the last one.
    """

    names: tuple[str, ...]
    level: int = 0


def options_shown(result: Robustness) -> Shown:
    """Give all options, or of too many those with the best mean rank over all weightings."""
    names = [str(name) for name in result.expected_rank.index]
    if len(names) <= MOST_SHOWN_WHOLE:
        return Shown(tuple(names))
    ranks = result.expected_rank.to_numpy()
    order = ranks.argsort(kind="stable")
    others_apart = ranks[order[N_BEST:]] - ranks[order[N_BEST - 1]]
    level = int((others_apart <= TIE_TOLERANCE * len(names)).sum())
    return Shown(tuple(names[place] for place in order[:N_BEST]), level)


def words_of(language: str, labels: Labels = None) -> Words:
    """Give the words that sentences of the report are said in: of long lists the first few."""
    return Words(language, labels, MOST_LISTED)


def told_of(claims: Iterable[Claim], names: Collection[str]) -> list[Claim]:
    """Tell of pairs always ordered alike only where both are shown: a table has all of them."""
    return [each for claim in claims for each in _among(claim, names)]


def _among(claim: Claim, names: Collection[str]) -> list[Claim]:
    if claim.kind != _OF_PAIRS:
        return [claim]
    others = claim.values["others"]
    assert isinstance(others, tuple)
    kept = tuple(each for each in others if each in names)
    is_told = claim.values["one"] in names and kept
    return [replace(claim, values={**claim.values, "others": kept})] if is_told else []


def some_options(shown: int, total: int) -> Claim:
    """Say how many of all options a table shows."""
    return _claim("some options", n=shown, total=total)


def picture_of_some(title: str, shown: int, total: int) -> Claim:
    """Say what a picture shows, and of how many of all options."""
    return _claim("picture of some", title=Label.same(title), n=shown, total=total)


def criteria_alike(n: int, *, others: bool, ballots: bool) -> Claim:
    """Say that a line is about so many criteria, one by one, or about all the others."""
    return _claim("criteria alike", n=n, others=others, ballots=ballots)


def shortened(table: Table) -> Table:
    """Cut long texts in the cells of a table, which the appendix has whole."""
    groups = tuple(
        replace(group, rows=tuple(tuple(map(_short, row)) for row in group.rows))
        for group in table.groups
    )
    return replace(table, groups=groups)


def _short(cell: Cell) -> Cell:
    return replace(cell, text=textwrap.shorten(cell.text, _MOST_LETTERS, placeholder=" …"))


def turned(table: Table, corner: str) -> Table:
    """Exchange rows and columns: where options are columns, each gets a row of its own."""
    lines = [(group.label, row) for group in table.groups for row in group.rows]
    head = (corner, *(f"{row[0].text}, {label}" if label else row[0].text for label, row in lines))
    rows = tuple(
        (Cell(name), *(row[column] for _, row in lines))
        for column, name in enumerate(table.head[1:], start=1)
    )
    return replace(table, head=head, groups=(Rows(rows),))


def too_many_to_show(n: int) -> Iterator[tuple[str, Fault]]:
    """Name what shows all options or nothing, where they are too many."""
    if n > MOST_SHOWN_WHOLE:
        reason = _fault("too many to show", n=n, most=MOST_SHOWN_WHOLE)
        yield from (("explorer", reason), ("pictures", reason))
