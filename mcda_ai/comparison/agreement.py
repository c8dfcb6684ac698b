"""How far methods agree: the groups of those that are one method here, and their families."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import combinations, combinations_with_replacement, product
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.algorithms.rank_correlation import tau_b, weighted_tau
from mcda_ai.comparison.disagreement import equal
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import BoolArray, IntArray

Groups: TypeAlias = Sequence[tuple[str, ...]]
_Figures: TypeAlias = tuple[float, float, float]
_FIGURES = ["tau_b", "weighted_tau", "share_of_pairs"]


class Answer(NamedTuple):
    """What a method gave."""

    ranking: Ranking
    relation: BoolArray
    """[i, j]: i is at least as good as j."""

    @property
    def ranks(self) -> IntArray:
        """1 + the number strictly better; shape (m,)."""
        return np.asarray(self.ranking.ranks)


class Agreement:
    """Figures of each pair of groups, which are found once, and of each pair of families."""

    def __init__(self, answers: Mapping[str, Answer], groups: Groups) -> None:
        self._groups = groups
        self._answers = answers

    @cached_property
    def _figures(self) -> dict[tuple[int, int], _Figures]:
        """By the first method of either group, for the others would give the same."""
        firsts = [self._answers[group[0]] for group in self._groups]
        pairs = combinations_with_replacement(range(len(firsts)), 2)
        return {(one, other): _agree(firsts[one], firsts[other]) for one, other in pairs}

    def of_groups(self) -> pd.DataFrame:
        """One row a pair of groups; see `Comparison`."""
        pairs = combinations(range(len(self._groups)), 2)
        rows = [
            (*(equal(self._groups[place]) for place in pair), *self._figures[pair])
            for pair in pairs
        ]
        return pd.DataFrame(rows, columns=["group", "other", *_FIGURES])

    def of_families(self) -> pd.DataFrame:
        """One row a pair of families: means over the pairs of their groups; see `Comparison`."""
        members: dict[str, list[int]] = {}
        for place, group in enumerate(self._groups):
            for family in {self._answers[name].ranking.method.family for name in group}:
                members.setdefault(family, []).append(place)
        rows = []
        for one, other in combinations(sorted(members), 2):
            pairs = product(members[one], members[other])
            figures = np.array([self._figures[min(pair), max(pair)] for pair in pairs])
            is_known = ~np.isnan(figures)  # the mean leaves out what is undefined
            n_tau, _, n_share = n_known = is_known.sum(axis=0)
            sums = figures.sum(axis=0, where=is_known)
            means = np.divide(sums, n_known, where=n_known > 0, out=np.full(3, np.nan))
            rows.append((one, other, *means.tolist(), int(n_share), int(n_tau)))
        columns = ["family", "other", *_FIGURES, "with_share", "with_tau"]
        return pd.DataFrame(rows, columns=columns)


def _agree(one: Answer, other: Answer) -> _Figures:
    """Kendall's tau-b, weighted tau, and the share of pairs in the same relation."""
    first, second = one.ranks, other.ranks
    same = one.relation == other.relation
    pairs = np.triu_indices(len(first), k=1)
    told = np.ones(len(pairs[0]), dtype=np.bool_)
    for each in (one, other):  # a choice set does not order those it chooses, nor the others
        if each.ranking.method.returns == "choice_set":
            told &= each.ranks[pairs[0]] != each.ranks[pairs[1]]
    share = float((same & same.T)[pairs][told].mean()) if told.any() else float("nan")
    if (first == first[0]).all() or (second == second[0]).all():
        return float("nan"), float("nan"), share
    return tau_b(first, second), weighted_tau(first, second), share
