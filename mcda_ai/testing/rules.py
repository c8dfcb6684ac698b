"""A method as axioms see it: from a profile to who leads and who is ahead of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.methods import registry
from mcda_ai.methods.axioms import Outcome, Rule
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.profile import Profile
from mcda_ai.methods.view import View
from mcda_ai.orders.pairwise import (
    PairCounts,
    PairFlows,
    comparable_pairs,
    preferences_from_ranks,
)
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, average_ranks


@checks_arguments
def rule_of(
    method: str | Method | MethodFunction, options: Mapping[str, str] | None = None
) -> Rule:
    """See a method as axioms see it: from a profile to who leads and who is ahead of whom.

    Examples
    --------
    >>> rule_of("borda")(Profile.parse("2: A > B > C; 1: B > C > A")).leaders
    array([ True,  True, False])
    """
    found = registry.find(method)
    chosen = found.check_options(options)

    def rule(profile: Profile) -> Outcome:
        evaluator = evaluator_on(found, profile.ranks, chosen)
        ranks = evaluator.ranks(profile.weights)
        ahead: BoolArray = ranks[:, None] < ranks
        if evaluator.returns == "outranking":
            relation = evaluator.relation(profile.weights)
            ahead = relation & ~relation.T
        return Outcome(ranks == 1, ahead)

    return rule


def evaluator_on(method: Method, ranks: FloatArray, options: Mapping[str, str]) -> Evaluator:
    """Prepare a method on rankings alone, with all its options; ranks (n_criteria, m)."""
    shown = _RankedOnly(_filled(ranks, options["unscored"]))
    return method.evaluator(View(shown, method.needs), **options)


def _filled(ranks: FloatArray, convention: str) -> FloatArray:
    """Let unscored cells stand above or below the others, as `problem.completions.filled`."""
    if convention not in ("best", "worst"):
        return ranks
    place = -np.inf if convention == "best" else np.inf
    return average_ranks(np.where(np.isnan(ranks), place, ranks))


@dataclass(frozen=True)
class _Table:
    """Stands where a problem has a labelled table."""

    values: NDArray[Any]


@dataclass(frozen=True, eq=False)
class _RankedOnly:
    """Rankings as a view reads them of a problem: nothing measured, one layer."""

    ranks: FloatArray

    @property
    def alternatives(self) -> range:
        return range(self.ranks.shape[1])

    @property
    def scored(self) -> BoolArray:
        return np.ones(len(self.ranks), dtype=np.bool_)

    @property
    def values(self) -> FloatArray:
        return np.full_like(self.ranks, np.nan)

    @property
    def layer_of(self) -> IntArray:
        return np.zeros(len(self.ranks), dtype=np.intp)

    @cached_property
    def preferences(self) -> _Table:
        return _Table(preferences_from_ranks(self.ranks))

    @property
    def ahead(self) -> _Table:
        return _Table(self.preferences.values > 0)

    @property
    def comparable(self) -> _Table:
        return _Table(comparable_pairs(self.ranks))

    @property
    def pair_counts(self) -> PairCounts:
        return PairCounts(*self.pair_flows, self.comparable.values.sum(axis=2))

    @property
    def pair_flows(self) -> PairFlows:
        above = self.preferences.values
        return PairFlows(above.sum(axis=2), above.sum(axis=1))
