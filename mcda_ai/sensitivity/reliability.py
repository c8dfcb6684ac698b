"""Whether the leader stays first where judgements were made with errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from mcda_ai.algorithms.all_orders import weak_orders
from mcda_ai.algorithms.mallows import MOST_OPTIONS, StatedOrder, theta_of_error
from mcda_ai.algorithms.sums_on_a_grid import MOST_POINTS, on_a_grid, sum_distribution
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of, raise_any, shown
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    FloatArray,
    IntArray,
    as_real,
    ranks_from_scores,
)
from mcda_ai.problem.construction import from_rankings
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.reliability_result import ERRORS, THRESHOLDS, Reliability
from mcda_ai.sensitivity.repeats import Repeats
from mcda_ai.weights import RandomSource, WeightsLike, as_generator, resolve
from mcda_ai.weights.drawing import MOST_DRAWS
from mcda_ai.weights.names import scored_names

_MOST_EXACT = 3
_ALONE, _LEVEL = 0, 1
_AT_ONCE = 2**22  # numbers
_LEAST, _MOST = 1e-6, 0.5 - 1e-9  # errors between which a threshold is looked for

_fault = faults_of("sensitivity")
Chances: TypeAlias = Sequence[FloatArray]
"""Of each judgement, how likely each order is to be the true one."""


@checks_arguments
def reliability(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    error: float | None = None,
    right: float | None = None,
    options: Mapping[str, str] | None = None,
    size: int = 20_000,
    rng: RandomSource = 1,
) -> Reliability:
    """Find how likely each alternative is to be first, if judgements were made with errors.

    Parameters
    ----------
    problem : DecisionProblem
        Whose judgements are rankings: up to six options each, no measured values with thresholds.
    method : str, Method or callable, optional
        For which a criterion counts as its copies together, such as Borda, Copeland and Kemeny.
    weights : "equal", "layer-equal", mapping, array or None
        The problem's own unless given, else equal layers.
    error : float, optional
        Between 0 and 1/2; 0.1 unless `right` is given. Each reversed pair makes an order
        (1 - error) / error times less likely; how often a judgement is then wholly right, the
        result says.
    right : float, optional
        Instead of `error`: how likely each judgement is to be wholly right, such as 0.9.
    options : mapping of str to str, optional
    size : int, optional
        Number of draws where figures are not exact: at least 2.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional

    Returns
    -------
    Reliability

    Raises
    ------
    ProblemError
        For an unknown method or option, one that looks at criteria one by one, an error or a
        `right` that cannot be, and judgements that are no rankings.

    Notes
    -----
    The true order is drawn for each judgement by Mallows' model, see `mcda_ai.algorithms.mallows`:
    over all orders, with ties, of the options that are ranked there; cells that are not scored
    stay so. Errors are independent, or criteria with equal rankings err together: both are given.
    Exact for methods linear in the weights, up to three alternatives and weights on a grid that is
    not too fine, such as equal ones; else drawn, the same draws for every error.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.reliability(mcda.load("ai-factory"), weights="equal", error=0.1)
    >>> result.first.loc["B3"].round(4).to_dict()
    {'independent': 0.9551, 'equal': 0.719}
    """
    found = registry.find(method)
    problem = found.problem_for(problem, options)
    n_draws = check_whole("size", size, least=2, most=MOST_DRAWS)
    generator = as_generator(rng)
    evaluator = found.on(problem, options)
    vector = resolve(weights, problem)
    if "splitting a criterion" not in found.claims(evaluator.options).satisfies:
        raise ProblemError(_fault("criteria one by one", method=found.name))
    judgements = _judgements(problem)
    thetas = _thetas(judgements, error, right)
    used = vector[problem.scored]
    orders = _AllOrders.of(problem, found, options, judgements)
    orders.check_scores(evaluator, found.name)
    seed = int(generator.integers(2**63))
    models = {
        "independent": _Model(orders, used, np.arange(len(used)), n_draws, seed),
        "equal": _Model(orders, used, Repeats.of(problem, "problem").first_alike, n_draws, seed),
    }
    leads = np.flatnonzero(evaluator.ranks(used) == 1)
    by_error = _by_error(models, judgements, leads)
    return Reliability(
        leaders=tuple(problem.alternative_names[i] for i in leads),
        error=None if right is not None else 0.1 if error is None else error,
        right=right,
        **_tables(problem, models, judgements, thetas, leads),
        by_error=by_error,
        break_even=_break_even(models, judgements, leads, by_error),
        exact=tuple(name for name, model in models.items() if model.is_exact),
        size=n_draws,
        weights=pd.Series(vector, index=list(problem.criterion_names)),
        method=found,
        problem=problem,
        options=evaluator.options,
    )


# --- judgements and how far they may be wrong


def _ranks(problem: DecisionProblem) -> FloatArray:
    return np.asarray(problem.ranks, dtype=np.float64)[problem.scored]


def _judgements(problem: DecisionProblem) -> list[StatedOrder]:
    """List what may be true of each judgement; refuse those that are no rankings, or too long."""
    ranks, names = _ranks(problem), scored_names(problem)
    by_rank = ranks[:, :, None] < ranks[:, None, :]
    told = problem.preferences.values[problem.scored]
    odd = [name for name, same in zip(names, (told == by_rank).all(axis=(1, 2)), strict=True)
           if not same]  # fmt: skip
    counts = (~np.isnan(ranks)).sum(axis=1)
    long = [name for name, n in zip(names, counts, strict=True) if n > MOST_OPTIONS]
    raise_any([
        *([_fault("no rankings", criteria=tuple(odd))] if odd else []),
        *([_fault("long rankings", criteria=tuple(long), most=MOST_OPTIONS)] if long else []),
    ])  # fmt: skip
    return [StatedOrder.of(row[~np.isnan(row)]) for row in ranks]


def _thetas(
    judgements: Sequence[StatedOrder], error: float | None, right: float | None
) -> list[float]:
    """Give the theta of each judgement."""
    if error is not None and right is not None:
        raise ProblemError(_fault("error and right"))
    if right is not None:
        number = as_real(right)
        least = max(1 / len(each.places) for each in judgements)
        if number is None or not least < number < 1:
            raise ProblemError(_fault("right", given=shown(right), least=least))
        return [each.theta_of(number) for each in judgements]
    number = as_real(0.1 if error is None else error)
    if number is None or not 0 < number < 0.5:
        raise ProblemError(_fault("error", given=shown(error)))
    return [theta_of_error(number)] * len(judgements)


class _AllOrders(NamedTuple):
    """Every order that may be true of any judgement, as criteria of one problem."""

    evaluator: Evaluator
    columns: list[IntArray]
    """Of each judgement: where its orders stand among these criteria, the stated one first."""

    @classmethod
    def of(
        cls,
        problem: DecisionProblem,
        method: Method,
        options: Mapping[str, str] | None,
        judgements: list[StatedOrder],
    ) -> _AllOrders:
        names = np.array(problem.alternative_names)
        is_ranked = ~np.isnan(_ranks(problem))
        starts: dict[tuple[bool, ...], int] = {}
        rankings: dict[str, dict[str, int]] = {}
        columns = []
        for ranked, judgement in zip(is_ranked, judgements, strict=True):
            if tuple(ranked) not in starts:
                starts[tuple(ranked)] = len(rankings)
                for order in weak_orders(int(ranked.sum())).tolist():
                    levels = (level + 1 for level in order)
                    pairs = zip(names[ranked].tolist(), levels, strict=True)
                    rankings[str(len(rankings))] = dict(pairs)
            columns.append(starts[tuple(ranked)] + judgement.places)
        orders = from_rankings(rankings, alternatives=list(names))
        return cls(method.on(orders, options), columns)

    def check_scores(self, evaluator: Evaluator, method: str) -> None:
        """Refuse a method that takes more of a judgement than its order."""
        if evaluator.criterion_scores is None or self.evaluator.criterion_scores is None:
            return
        stated = self.evaluator.criterion_scores[[column[0] for column in self.columns]]
        if np.abs(stated - evaluator.criterion_scores).max() > TIE_TOLERANCE * evaluator.unit:
            raise ProblemError(_fault("more than orders", method=method))


# --- how likely each is to be first


@dataclass(frozen=True)
class _Model:
    """Judgements of which those with the same `source` are right or wrong together."""

    orders: _AllOrders
    weights: FloatArray
    source: IntArray
    n_draws: int
    seed: int

    @cached_property
    def _grid(self) -> list[list[IntArray]] | None:
        """What each order adds to the lead over each rival, in steps: by option, then by source."""
        scores = self.orders.evaluator.criterion_scores
        if scores is None or scores.shape[1] > _MOST_EXACT:
            return None
        found = []
        for i in range(scores.shape[1]):
            leads = scores[:, [i]] - np.delete(scores, i, axis=1)
            parts = on_a_grid([self._weight(k) * leads[self.orders.columns[k]]
                               for k in self._sources])  # fmt: skip
            if (
                parts is None
                or np.prod(1.0 + sum(np.ptp(each, axis=0) for each in parts)) > MOST_POINTS
            ):
                return None
            found.append(parts)
        return found

    @property
    def is_exact(self) -> bool:
        """Whether nothing is drawn."""
        return self._grid is not None

    @cached_property
    def _sources(self) -> list[int]:
        return sorted(set(self.source.tolist()))

    def _weight(self, source: int) -> float:
        return float(self.weights[self.source == source].sum())

    def first(self, chances: Chances) -> FloatArray:
        """Give how likely each alternative is first alone, and alone or level; shape (2, m)."""
        if self._grid is None:
            return self._counted(chances)
        shares = []
        for parts in self._grid:
            found = sum_distribution(parts, [chances[k] for k in self._sources])
            assert found is not None  # the grid is small enough
            leads, lowest = found
            axes = [np.arange(n) + low for n, low in zip(leads.shape, lowest, strict=True)]
            shares.append([leads[np.ix_(*(axis > 0 for axis in axes))].sum(),
                           leads[np.ix_(*(axis >= 0 for axis in axes))].sum()])  # fmt: skip
        return np.array(shares).T

    def first_where_right(self, chances: Chances, who: int) -> FloatArray:
        """Give, of each judgement, how likely `who` is first alone where it is wholly right."""
        alone = np.zeros(len(self.weights))
        for k in self._sources:
            sure = [np.eye(1, len(each)).ravel() if source == k else each
                    for source, each in zip(self.source, chances, strict=True)]  # fmt: skip
            alone[self.source == k] = self.first(sure)[_ALONE, who]
        return alone

    def _counted(self, chances: Chances) -> FloatArray:
        """Count over draws: the same for every error, for both ways to err, and where one is right.

        So a judgement that is right is drawn as often as any, however seldom it is.
        """
        evaluator, n = self.orders.evaluator, len(self.weights)
        ends = [np.cumsum(each)[:-1] for each in chances]
        generator = np.random.default_rng(self.seed)
        block = max(1, _AT_ONCE // max(evaluator.view.n_criteria, n))
        totals = np.zeros((2, evaluator.view.n_alternatives))
        for start in range(0, self.n_draws, block):
            drawn = generator.random((min(block, self.n_draws - start), n))[:, self.source]
            states = np.column_stack([np.searchsorted(end, u, side="right")
                                      for end, u in zip(ends, drawn.T, strict=True)])  # fmt: skip
            first = self._ranks(states) == 1
            alone = first & (first.sum(axis=1, keepdims=True) == 1)
            totals += np.stack([alone.sum(axis=0), first.sum(axis=0)])
        return totals / self.n_draws

    def _ranks(self, states: IntArray) -> IntArray:
        """Rank the alternatives by what is true of each judgement; shape (n_draws, m)."""
        evaluator = self.orders.evaluator
        judged = list(zip(self.orders.columns, self.weights, states.T, strict=True))
        if (of_order := evaluator.criterion_scores) is not None:
            scores = np.zeros((len(states), evaluator.view.n_alternatives))
            for column, weight, state in judged:
                scores += weight * of_order[column[state]]
            return ranks_from_scores(scores, evaluator.unit)
        # Each true order weighs what the judgements weigh of which it is true.
        weights = np.zeros((len(states), evaluator.view.n_criteria))
        rows = np.arange(len(states))
        for column, weight, state in judged:
            weights[rows, column[state]] += weight
        return evaluator.ranks(weights)


# --- tables


def _chances(judgements: Sequence[StatedOrder], thetas: Sequence[float]) -> Chances:
    return [each.chances(theta) for each, theta in zip(judgements, thetas, strict=True)]


def _tables(
    problem: DecisionProblem,
    models: Mapping[str, _Model],
    judgements: Sequence[StatedOrder],
    thetas: Sequence[float],
    leads: IntArray,
) -> dict[str, pd.DataFrame]:
    """Give the tables of how likely each is first, and of what each judgement matters."""
    chances = _chances(judgements, thetas)
    shares = {name: model.first(chances) for name, model in models.items()}
    names = list(problem.alternative_names)
    wrong = np.array([1 - each[0] for each in chances])
    cells = {"wrong": wrong}
    for name, model in models.items():
        if len(leads) == 1:
            now = shares[name][_ALONE, leads[0]]
            where_right = model.first_where_right(chances, int(leads[0]))
            cells[name] = where_right - now
        else:
            cells[name] = np.full(len(wrong), np.nan)
    return {
        "first": pd.DataFrame({k: each[_ALONE] for k, each in shares.items()}, names),
        "level": pd.DataFrame({k: each[_LEVEL] for k, each in shares.items()}, names),
        "cells": pd.DataFrame(cells, scored_names(problem)),
    }


def _stays(
    model: _Model, judgements: Sequence[StatedOrder], leads: IntArray, error: float
) -> FloatArray:
    """Give how likely one of the leaders is first alone, and first at all, with an error."""
    chances = _chances(judgements, [theta_of_error(error)] * len(judgements))
    return np.asarray(model.first(chances)[:, leads].max(axis=1))


def _by_error(
    models: Mapping[str, _Model], judgements: Sequence[StatedOrder], leads: IntArray
) -> pd.DataFrame:
    rows = [
        (error, name, *_stays(model, judgements, leads, error))
        for error, (name, model) in product(ERRORS, models.items())
    ]
    return pd.DataFrame(rows, columns=["error", "together", "first", "level"])


def _break_even(
    models: Mapping[str, _Model],
    judgements: Sequence[StatedOrder],
    leads: IntArray,
    by_error: pd.DataFrame,
) -> pd.DataFrame:
    """Find the error from which on the leader is first alone less often; NaN if there is none.

    That is where it first falls so low, of the errors in `by_error` and just above 0 and below 1/2.
    """

    def found(name: str, threshold: float) -> float:
        def above(error: float) -> float:
            return float(_stays(models[name], judgements, leads, error)[_ALONE]) - threshold

        told = by_error[by_error["together"] == name]
        errors = [_LEAST, *told["error"], _MOST]
        lefts = [above(_LEAST), *(told["first"] - threshold), above(_MOST)]
        low = next((k for k, left in enumerate(lefts) if left < 0), 0)
        if low == 0:  # never, or with hardly any error
            return np.nan
        return float(brentq(above, errors[low - 1], errors[low], xtol=1e-4))

    table = {name: [found(name, each) for each in THRESHOLDS] for name in models}
    return pd.DataFrame(table, index=pd.Index(THRESHOLDS, name="first"))
