"""What counts of the evidence in a problem, as arrays with the criteria in table order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders import pairwise
from mcda_ai.orders.pairwise import PairCounts, PairFlows, PairTable, PreferenceFunction
from mcda_ai.orders.partial_order import PartialOrder
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    BoolArray,
    FloatArray,
    IntArray,
    average_ranks,
)
from mcda_ai.problem.consistency import ProblemStructure
from mcda_ai.problem.evidence import Criterion, Judgement, Scenario
from mcda_ai.weights import WeightsLike, resolve

AnyArray = TypeVar("AnyArray", bound=np.ndarray[Any, Any])
AnyScalar = TypeVar("AnyScalar", np.float64, np.bool_)

Judged: TypeAlias = tuple[Criterion, Judgement]

_fault = faults_of("problem")
_PAIRS_AT_ONCE = 2**16


@dataclass(frozen=True, repr=False)
class EvidenceArrays(ProblemStructure):
    """The judgements that count under a problem's reading and scenarios, and arrays of them.

    Every array is computed once and read-only.
    """

    def check_scored(self) -> None:
        """Make sure that some criterion ranks two or more alternatives, if two take part."""
        if len(self.alternatives) > 1 and not self.scored.any():
            raise ProblemError(_fault("nothing compared", ("criteria",)).within(self.name))

    @cached_property
    def _counting(self) -> dict[str, Judgement]:
        """What counts on each criterion, in table order."""
        judged = self.judgements[self.active_reading]
        assumed = {
            cell.criterion: cell.judgement(scenario.label)
            for scenario in self.scenarios_applied
            for cell in scenario.cells
        }
        return {name: assumed.get(name, judged[name]) for name in self.criterion_names}

    @property
    def confidences(self) -> dict[str, float]:
        """How likely each judgement that counts is to be wholly right, where it says so.

        By the names of scored criteria; a word has become what it means in this problem, and what
        a scenario assumes has no confidence.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
        >>> problem.with_confidence({"cost": "9 of 10"}).confidences
        {'cost': 0.9}
        """
        meanings = {} if self.confidence is None else self.confidence.by_word
        stated = zip(self._counting.items(), self.scored.tolist(), strict=True)
        return {
            name: meanings[each.confidence] if isinstance(each.confidence, str) else each.confidence
            for (name, each), is_scored in stated
            if is_scored and each.confidence is not None
        }

    @property
    def scenarios_applied(self) -> tuple[Scenario, ...]:
        """The active scenarios, in the order in which they were applied."""
        by_name = {scenario.name: scenario for scenario in self.scenarios}
        return tuple(by_name[name] for name in self.active_scenarios)

    @cached_property
    def layer_of(self) -> IntArray:
        """Index of each criterion's layer; shape (n_criteria,)."""
        index = {name: k for k, name in enumerate(self.layer_names)}
        return _frozen(np.array([index[c.layer] for c in self.criteria], np.intp))

    @cached_property
    def ranks(self) -> FloatArray:
        """Average ranks, shape (n_criteria, n_alternatives); NaN = unscored or left open.

        A criterion that leaves some alternatives unrelated has no ranks: NaN throughout.
        """
        best, worst = self._rank_bounds
        certain = np.where(best == worst, best, np.nan)
        certain[[name in self.unrelated for name in self.criterion_names]] = np.nan
        return _frozen(average_ranks(certain))

    @cached_property
    def unrelated(self) -> dict[str, tuple[str, str]]:
        """The criteria on which a partial order counts, each with two that it leaves unrelated."""
        return {
            name: judgement.order.unrelated
            for name, judgement in self._counting.items()
            if isinstance(judgement.order, PartialOrder)
        }

    @property
    def open_cells(self) -> BoolArray:
        """Which cells nobody scored, or allow several levels; shape (n_criteria, n_alternatives).

        Those of a partial order are no open cells: it says what it says of them.
        """
        best, _ = self._rank_bounds
        related = [[name in self.unrelated] for name in self.criterion_names]
        return np.asarray(np.isnan(self.ranks) & ~(related & ~np.isnan(best)))

    @cached_property
    def values(self) -> FloatArray:
        """What was measured, turned so that more is better; shape (n_criteria, n_alternatives).

        NaN where nothing was measured, so throughout a criterion that is only ranked.
        """
        rows = [
            judgement.measured(self.alternative_names, criterion.direction)
            for criterion, judgement in zip(self.criteria, self._counting.values(), strict=True)
        ]
        return _frozen(np.array(rows))

    @cached_property
    def preferences(self) -> PairTable:
        """Who is ranked above whom; shape (n_criteria, n_alternatives, n_alternatives).

        1 = the row is strictly preferred to the column; a tie or an unscored cell gives 0 both
        ways. An unscored criterion is all 0. On a measured criterion its preference function
        gives the degree, from 0 to 1; `ahead` counts any of it as 1.
        """
        return PairTable(
            _frozen(self._pair_table("degrees", np.float64)),
            "criterion",
            self.criterion_names,
            self.alternative_names,
            "preference",
        )

    @cached_property
    def ahead(self) -> PairTable:
        """Who is ahead of whom; bool, same shape as `preferences`: True where that is above 0."""
        return PairTable(
            _frozen(self._pair_table("ahead", np.bool_)),
            "criterion",
            self.criterion_names,
            self.alternative_names,
            "ahead",
        )

    @cached_property
    def comparable(self) -> PairTable:
        """Which pairs the evidence compares; bool, same shape. An unscored criterion: all False."""
        return PairTable(
            _frozen(self._pair_table("comparable", np.bool_)),
            "criterion",
            self.criterion_names,
            self.alternative_names,
            "comparable",
        )

    @property
    def pair_counts(self) -> PairCounts:
        """Per criterion and alternative, how many rivals are behind, ahead, and compared at all.

        Made without a table of all pairs.
        """
        return PairCounts(*self._by_criterion[2:5])

    @property
    def pair_flows(self) -> PairFlows:
        """Per criterion and alternative, sums of preference over rivals and of theirs over it."""
        return PairFlows(*self._by_criterion[5:])

    @cached_property
    def scored(self) -> BoolArray:
        """Which criteria compare at least one pair; shape (n_criteria,)."""
        return _frozen(np.asarray(self.pair_counts.compared.any(axis=1)))

    @property
    def scored_cells(self) -> BoolArray:
        """Which cells somebody scored, be it with several levels; (n_criteria, n_alternatives)."""
        return np.asarray(~np.isnan(self._rank_bounds[0]))

    @cached_property
    def disputed(self) -> tuple[str, ...]:
        """Names of the criteria on which the readings differ."""
        if len(self.judgements) == 1:
            return ()
        tables = [
            self._pair_tables_of([judged[name] for name in self.criterion_names])
            for judged in self.judgements.values()
        ]
        differs = np.any([(table != tables[0]).any(axis=(0, 2, 3)) for table in tables], axis=0)
        return tuple(name for name, flag in zip(self.criterion_names, differs, strict=True) if flag)

    @property
    def unscored(self) -> tuple[str, ...]:
        """Names of the criteria that nobody ranked."""
        return tuple(
            name for name, judgement in self._counting.items() if judgement.status == "unscored"
        )

    @property
    def changed_by_hand(self) -> tuple[str, ...]:
        """Names of the criteria on which a judgement counts that was changed by hand."""
        return tuple(name for name, judgement in self._counting.items() if judgement.by_hand)

    @property
    def merged(self) -> Mapping[str, tuple[str, ...]]:
        """Of the criteria in which others count as one: the names of these."""
        return {each.name: each.merged for each in self.criteria if each.merged}

    @property
    def left_open(self) -> tuple[str, ...]:
        """Names of the criteria with a cell that allows several levels."""
        return tuple(
            name
            for name, judgement in self._counting.items()
            if any(len(levels) > 1 for levels in (judgement.levels or {}).values())
        )

    def layer_preferences(self, weights: WeightsLike = None) -> PairTable:
        """Share of the weight within each layer that puts the row ahead of the column.

        Who is ahead counts, not by how much: see `ahead`.

        Parameters
        ----------
        weights : None, "equal", "layer-equal", mapping or array, optional
            As for `mcda_ai.weights.resolve`.

        Returns
        -------
        PairTable of shape (n_layers, n_alternatives, n_alternatives)
            NaN throughout a layer without a scored criterion or without weight.
        """
        means = pairwise.layer_means(
            self.ahead.values, resolve(weights, self), self.layer_of, len(self.layers)
        )
        return PairTable(
            _frozen(means), "layer", self.layer_names, self.alternative_names, "preference"
        )

    def pair_weights(self, weights: WeightsLike = None) -> pd.DataFrame:
        """Divide the weight, for each pair, over four shares that sum to 1.

        Who is ahead counts, not by how much: see `ahead`.

        Returns
        -------
        DataFrame
            One row for each pair of alternatives, in order; columns "support" (for the first),
            "against" (for the second), "tie" and "not comparable".
        """
        shares = pairwise.pair_weights(
            self.ahead.values, self.comparable.values, resolve(weights, self)
        )
        first, second = np.triu_indices(len(self.alternatives), k=1)
        names = np.array(self.alternative_names, dtype=object)
        index = pd.MultiIndex.from_arrays(
            [names[first], names[second]], names=["alternative", "versus"]
        )
        columns = ("support", "against", "tie", "not comparable")
        return pd.DataFrame(
            {column: share[first, second] for column, share in zip(columns, shares, strict=True)},
            index=index,
        )

    def margins(self, weights: WeightsLike = None) -> pd.DataFrame:
        """Weight for the row less the weight for the column, for each pair of alternatives.

        Who is ahead counts, not by how much: see `ahead`.

        Returns
        -------
        DataFrame
            Alternatives by alternatives; 0 where both have as much weight, and on the diagonal.
        """
        shares = pairwise.pair_weights(
            self.ahead.values, self.comparable.values, resolve(weights, self)
        )
        differences = shares.support - shares.against
        rows, columns = (
            pd.Index(self.alternative_names, name=name, dtype=object)
            for name in ("alternative", "versus")
        )
        margins = np.where(np.abs(differences) > TIE_TOLERANCE, differences, 0.0)
        return pd.DataFrame(margins, index=rows, columns=columns)

    # --- inside --------------------------------------------------------------------------------

    @property
    def _judged(self) -> list[Judged]:
        """The criteria in table order, each with the judgement that counts on it."""
        return list(zip(self.criteria, self._counting.values(), strict=True))

    @cached_property
    def _by_criterion(self) -> FloatArray:
        """Best and worst position, then `pair_counts` and `pair_flows`; shape (7, n, m)."""
        return _frozen(self._sums_of(self._judged))

    def sums_beside(self, other: EvidenceArrays) -> FloatArray:
        """Give the sums by criterion, of which another problem has some already.

        It has the same alternatives and scales: where the same judgement counts on a criterion,
        all sums are the same.
        """
        known = {tuple(map(id, each)): place for place, each in enumerate(other._judged)}
        judged = self._judged
        places = np.array([known.get(tuple(map(id, each)), -1) for each in judged])
        sums = other._by_criterion.take(places, axis=1)
        new = np.flatnonzero(places < 0)
        sums[:, new] = self._sums_of([judged[place] for place in new])
        return _frozen(sums)

    @property
    def _rank_bounds(self) -> FloatArray:
        """Best and worst position of each alternative; shape (2, n_criteria, n_alternatives)."""
        return self._by_criterion[:2]

    def _sums_of(self, judged: Sequence[Judged]) -> FloatArray:
        """Give the sums on some criteria; shape (7, number of them, n_alternatives)."""
        sums = [np.empty((7, 0, len(self.alternatives)))]
        for bounds, (degrees, compared, ahead) in self._pair_tables_by_run(judged):
            counts = ahead.sum(axis=2), ahead.sum(axis=1), compared.sum(axis=2)
            flows = degrees.sum(axis=2), degrees.sum(axis=1)
            sums.append(np.stack([*bounds, *counts, *flows]))
        return np.concatenate(sums, axis=1)

    def _pair_table(self, which: str, dtype: type[AnyScalar]) -> NDArray[AnyScalar]:
        """Fill one table by criterion: an election has too many for all tables at once."""
        place = ("degrees", "comparable", "ahead").index(which)
        n, m = len(self.criteria), len(self.alternatives)
        table, done = np.empty((n, m, m), dtype), 0
        for _, tables in self._pair_tables_by_run(self._judged):
            some = tables[place]
            table[done : done + len(some)] = some > 0 if dtype is np.bool_ else some
            done += len(some)
        return table

    def _pair_tables_of(self, judgements: Sequence[Judgement]) -> FloatArray:
        """Preferences, comparable pairs and who is ahead, by one judgement a criterion.

        Shape (3, n, m, m).
        """
        judged = list(zip(self.criteria, judgements, strict=True))
        return np.concatenate([tables for _, tables in self._pair_tables_by_run(judged)], axis=1)

    def _pair_tables_by_run(
        self, judged: Sequence[Judged]
    ) -> Iterator[tuple[FloatArray, FloatArray]]:
        """Yield positions, then preferences, comparable pairs and who is ahead, some at a time.

        Of shapes (2, k, m), the best and the worst, and (3, k, m, m), for the next k criteria:
        those that are judged in the same way.
        """
        at_once = max(1, _PAIRS_AT_ONCE // len(self.alternatives) ** 2)
        for _, alike in groupby(judged, _way_of_judging):
            run = list(alike)
            for start in range(0, len(run), at_once):
                yield self._pair_tables_alike(run[start : start + at_once])

    def _pair_tables_alike(self, judged: Sequence[Judged]) -> tuple[FloatArray, FloatArray]:
        names = self.alternative_names
        bounds = np.array(
            [
                judgement.rank_bounds(names, self.scale_of(criterion), criterion.direction)
                for criterion, judgement in judged
            ]
        )
        best, worst = bounds.transpose(1, 0, 2)
        orders = [judgement.order for _, judgement in judged]
        if isinstance(orders[0], PartialOrder):
            above, related = (
                np.array([getattr(order, table)(names) for order in orders], dtype=np.float64)
                for table in ("above", "related")
            )
            return np.stack([best, worst]), np.stack([above, related, above])
        (criterion, judgement), *_ = judged
        if judgement.values is None:
            ahead = degrees = pairwise.preferences_from_ranks(best, worst)
        else:
            values = np.array(
                [each.measured(names, criterion.direction) for criterion, each in judged]
            )
            with np.errstate(over="ignore"):
                differences = values[:, :, None] - values[:, None, :]
            degrees = criterion.preference.degree(differences)
            ahead = criterion.preference.prefers(differences).astype(np.float64)
        compared = pairwise.comparable_pairs(best, worst)
        return np.stack([best, worst]), np.stack([degrees, compared, ahead])


def _way_of_judging(judged: Judged) -> tuple[bool, PreferenceFunction | None]:
    """Tell what is computed alike: partial orders, others without values, or with these."""
    criterion, judgement = judged
    is_partial = isinstance(judgement.order, PartialOrder)
    return is_partial, None if is_partial or judgement.values is None else criterion.preference


def _frozen(array: AnyArray) -> AnyArray:
    """Make an array read-only, so that it can be shared."""
    array.setflags(write=False)
    return array
