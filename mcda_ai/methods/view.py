"""What a method sees of a problem: only what it says that it needs, scored criteria only."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.pairwise import PairCounts, PairFlows
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray

_fault = faults_of("methods")
Need: TypeAlias = Literal["ranks", "pairwise", "values", "layers", "weights"]


class Table(Protocol):
    """A labelled table, of which only the numbers are shown."""

    @property
    def values(self) -> NDArray[Any]:
        """Of shape (n_criteria, ...)."""


class Shown(Protocol):
    """What a view can show: a `DecisionProblem`, or what stands in for one."""

    @property
    def alternatives(self) -> Sized:
        """So many."""

    @property
    def scored(self) -> BoolArray:
        """Which criteria are shown at all."""

    @property
    def ranks(self) -> FloatArray:
        """See `View`, as for all that follows."""

    @property
    def values(self) -> FloatArray:
        """What was measured."""

    @property
    def layer_of(self) -> IntArray:
        """Layers by number."""

    @property
    def ahead(self) -> Table:
        """Who is ahead of whom."""

    @property
    def preferences(self) -> Table:
        """By how much."""

    @property
    def comparable(self) -> Table:
        """Which pairs are compared."""

    @property
    def pair_counts(self) -> PairCounts:
        """Numbers of rivals."""

    @property
    def pair_flows(self) -> PairFlows:
        """Sums of preferences."""


class View:
    """What a method sees of a problem: only what it said it needs, scored criteria only.

    Parameters
    ----------
    problem : DecisionProblem
        Or anything else that has the arrays of one.
    needs : collection of str
        Any of "ranks", "pairwise", "values", "layers", "weights".

    Attributes
    ----------
    n_criteria, n_alternatives : int
        Always visible. Criteria are the scored ones, in table order.
    ranks : array of shape (n_criteria, n_alternatives)
        Average ranks, NaN = unscored. Needs "ranks", which a problem with a partial order on some
        criterion does not have.
    ahead, preferences, comparable : arrays of shape (n_criteria, n_alternatives, n_alternatives)
        Who is ahead of whom, by how much (from 0 to 1, and 1 wherever nothing was measured), and
        which pairs are compared at all. Needs "pairwise".
    above : array of bool of the same shape
        Who is ranked above whom: as `ahead`, but by the order of measured values, however small
        the difference. Needs "pairwise".
    pair_counts, pair_flows : PairCounts and PairFlows of arrays of shape (n_criteria,
        n_alternatives)
        Rivals counted by the first and the last; preferences summed over rivals. Needs "pairwise".
    values : array of shape (n_criteria, n_alternatives)
        What was measured, more is better; NaN where nothing was. Needs "values".
    layer_of : array of int, shape (n_criteria,)
        Index of the layer of each criterion. Needs "layers".
    has_gaps : bool
        Whether some criterion leaves a cell open. Always visible.
    """

    def __init__(
        self, problem: Shown, needs: frozenset[Need], criteria: IntArray | None = None
    ) -> None:
        self._problem = problem
        self._needs = needs
        self._scored = np.flatnonzero(problem.scored) if criteria is None else criteria
        self._taken: dict[str, NDArray[Any]] = {}
        self.n_criteria = len(self._scored)
        self.n_alternatives = len(problem.alternatives)

    def parts(self, size: int) -> Iterator[View]:
        """Show so many criteria at a time."""
        if self.n_criteria <= size:
            yield self
            return
        for start in range(0, self.n_criteria, size):
            yield View(self._problem, self._needs, self._scored[start : start + size])

    @property
    def ranks(self) -> FloatArray:
        """Average ranks; shape (n_criteria, n_alternatives)."""
        return self._show("ranks", "ranks", self._problem.ranks)

    @property
    def ahead(self) -> BoolArray:
        """Who is ahead of whom; shape (n_criteria, n_alternatives, n_alternatives)."""
        return self._show("pairwise", "ahead", self._problem.ahead.values)

    @property
    def above(self) -> BoolArray:
        """Who is ranked above whom, by however small a difference; same shape."""
        ranks = self._problem.ranks
        above = self._problem.ahead.values | (ranks[:, :, None] < ranks[:, None, :])
        return self._show("pairwise", "above", above)

    @property
    def preferences(self) -> FloatArray:
        """By how much, from 0 to 1; same shape."""
        return self._show("pairwise", "preferences", self._problem.preferences.values)

    @property
    def comparable(self) -> BoolArray:
        """Which pairs are compared; same shape."""
        return self._show("pairwise", "comparable", self._problem.comparable.values)

    @property
    def values(self) -> FloatArray:
        """Measurements, more is better; shape (n_criteria, n_alternatives)."""
        return self._show("values", "values", self._problem.values)

    @property
    def layer_of(self) -> IntArray:
        """Index of the layer of each criterion; shape (n_criteria,)."""
        return self._show("layers", "layer_of", self._problem.layer_of)

    @property
    def pair_counts(self) -> PairCounts:
        """Rivals behind, rivals ahead, and rivals compared at all.

        Each of shape (n_criteria, n_alternatives). Needs "pairwise", but not the memory of all
        pairs.
        """
        counts = self._problem.pair_counts
        return PairCounts(*(self._show("pairwise", name, getattr(counts, name))
                            for name in PairCounts._fields))  # fmt: skip

    @property
    def pair_flows(self) -> PairFlows:
        """Preferences over rivals, and of rivals over the alternative; as `pair_counts`."""
        flows = self._problem.pair_flows
        return PairFlows(*(self._show("pairwise", name, getattr(flows, name))
                           for name in PairFlows._fields))  # fmt: skip

    @property
    def has_gaps(self) -> bool:
        """Whether some criterion ranks some alternatives but not all."""
        return bool(np.isnan(self._problem.ranks[self._scored]).any())

    def _show(self, need: Need, name: str, table: NDArray[Any]) -> NDArray[Any]:
        """Give the rows of the scored criteria, read-only, if the method said it needs them."""
        self._require(need)
        if name not in self._taken:
            rows = table[self._scored]
            rows.setflags(write=False)
            self._taken[name] = rows
        return self._taken[name]

    def _require(self, need: Need) -> None:
        if need not in self._needs:
            stated = tuple(sorted(self._needs))
            raise ProblemError(_fault("need not stated", need=need, stated=stated))
