"""Numbers that are taken for ranks, but may have been meant as scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from mcda_ai.messages.faults import Fault, faults_of
from mcda_ai.orders.weak_order import FloatArray, as_real, average_ranks

_MOST_RANKS = 12
_MOST_CRITERIA = 20  # that are told one by one

_fault = faults_of("problem")


def doubted_ranks(texts: Mapping[str, str], ranks: Mapping[str, float]) -> tuple[str, Fault] | None:
    """Say which numbers are no ranks in any way of numbering ties; nothing if all can be.

    Parameters
    ----------
    texts : mapping of str to str
        A row as it was written, by alternative, unscored cells included.
    ranks : mapping of str to float
        Those that are scored.

    Returns
    -------
    tuple of str and Fault, optional
        The alternative at which it shows, and the doubt: a rank before the first or after that of
        the last alternative, a rank that is no whole and no half, or, where everything is scored,
        ranks that are neither 1, 2, 2, 4 nor 1, 3, 3, 4 nor 1, 2, 2, 3 nor 1, 2.5, 2.5, 4.

    Examples
    --------
    >>> doubted_ranks({"A": "5", "B": "3", "C": "1"}, {"A": 5, "B": 3, "C": 1})
    ('A', "rank '5', but there are 3 alternatives; only the order of the ranks counts")
    """
    for name, rank in ranks.items():
        if rank > len(texts):
            return name, _fault("rank of too many", found=texts[name], n=len(texts))
        if not (2 * rank).is_integer():
            return name, _fault("rank of a fraction", found=texts[name])
        if rank < 1:
            return name, _fault("rank before the first", found=texts[name])
    given = np.array(list(ranks.values()), dtype=np.float64)
    if given.size < len(texts) or any(np.array_equal(given, each) for each in _numberings(given)):
        return None
    shown = tuple(texts.values())
    fault = _fault("ranks", ranks=shown[:_MOST_RANKS], more=len(shown) > _MOST_RANKS)
    return next(iter(texts)), fault


def doubts_of_rankings(
    rankings: Mapping[str, object] | pd.DataFrame, alternatives: Sequence[str]
) -> Iterator[Fault]:
    """Doubt numbers that were given as ranks and can be none, and say how scores are given."""
    rows = dict(_rows_of_numbers(rankings))
    doubts = list(_doubts_of_rows(rows, alternatives))
    if not doubts:
        return
    if isinstance(rankings, pd.DataFrame) and _ranks_its_rows(rankings):
        yield _fault("options in rows")
        return
    yield _fault("scores as ranks", n=len(doubts), rows=len(rows))
    yield from doubts[:_MOST_CRITERIA]


def _doubts_of_rows(
    rows: Mapping[str, Mapping[str, float]], alternatives: Sequence[str]
) -> Iterator[Fault]:
    for criterion, ranks in rows.items():
        texts = {name: f"{ranks[name]:g}" if name in ranks else "" for name in alternatives}
        found = doubted_ranks(texts, ranks) if ranks.keys() <= texts.keys() else None
        if found is not None:
            yield found[1].within(_fault("part", kind="criterion", name=criterion))


def _rows_of_numbers(
    rankings: Mapping[str, object] | pd.DataFrame,
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the criteria that were given as numbers, with those that are there."""
    items = rankings.iterrows() if isinstance(rankings, pd.DataFrame) else rankings.items()
    for criterion, row in items:
        if isinstance(row, Mapping | pd.Series):
            numbers = {str(name).strip(): as_real(rank) for name, rank in row.items()}
            ranks = {n: rank for n, rank in numbers.items() if rank is not None and rank == rank}
            yield str(criterion), ranks


def _ranks_its_rows(table: pd.DataFrame) -> bool:
    """Tell whether each column ranks the rows of a table, as where the rows are options."""
    columns = dict(_rows_of_numbers(table.T))
    names = list(map(str, table.index))
    whole = all(len(ranks) == len(names) for ranks in columns.values())
    return whole and not any(_doubts_of_rows(columns, names))


def _numberings(ranks: FloatArray) -> Iterator[FloatArray]:
    """Give the ranks in each usual way of numbering ties: by the first, last or mean, and dense."""
    average = average_ranks(ranks)
    _, level, sizes = np.unique(ranks, return_inverse=True, return_counts=True)
    half = (sizes[level] - 1) / 2
    for numbering in (average - half, average + half, average, level + 1.0):
        yield np.asarray(numbering, dtype=np.float64)
