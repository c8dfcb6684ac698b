"""What a judgement could have said instead, and how much that would take from a leader."""

from __future__ import annotations

from itertools import compress

import numpy as np

from mcda_ai.algorithms.all_orders import weak_orders
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.methods.contract import Method
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.foreign_code import is_our_own
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.true_orders import on_orders, rows_of_orders, scored_ranks
from mcda_ai.weights.names import scored_names

MOST_LISTED = 5
"""Options ranked on a criterion all of whose orders are looked at."""


_fault = faults_of("sensitivity")


def worst_leads(
    problem: DecisionProblem, method: Method, evaluator: Evaluator, leader: int, rivals: IntArray
) -> FloatArray:
    """Give the least lead over each rival that a criterion could give, had it said otherwise.

    It may rank those that it ranks in any order, ties among them. Of up to `MOST_LISTED` options
    the method is asked for all orders; of more for those with the rival first and the leader last,
    the others apart or tied, which of our own methods gives the least (tested).

    Returns
    -------
    array of shape (n_criteria, n_rivals)

    Raises
    ------
    ProblemError
        If the method is not linear in the weights, or takes more of a judgement than its order.
    """
    if evaluator.criterion_scores is None:
        raise ProblemError(_fault("judgements do not add up", method=method.name))
    if problem.unrelated:
        raise ProblemError(_fault("judgements leave open", criteria=tuple(problem.unrelated)))
    ranks = scored_ranks(problem)
    is_ranked = ~np.isnan(ranks)
    numbers = np.unique(is_ranked.sum(axis=1)).tolist()
    if numbers[-1] > MOST_LISTED and not is_our_own(method.function):
        raise ProblemError(_fault("orders of a plug-in", method=method.name, most=MOST_LISTED))
    tried = {n: _orders_to_try(n) for n in numbers}
    first = [np.arange(len(problem.alternatives)) < n for n in numbers]
    rows = [row for ranked, orders in zip(first, tried.values(), strict=True)
            for row in rows_of_orders(ranked, orders)]  # fmt: skip
    scores = on_orders(problem, method, evaluator.options, [*ranks, *rows]).linear_scores
    apart = np.abs(scores[: len(ranks)] - evaluator.criterion_scores).max(axis=1)
    if (more := apart > TIE_TOLERANCE * evaluator.unit).any():
        names = tuple(compress(scored_names(problem), more))
        raise ProblemError(_fault("judgements say more", criteria=names, method=method.name))
    ends = np.cumsum([len(ranks), *map(len, tried.values())])
    least = {n: _least_leads(scores[start:end], n)
             for n, start, end in zip(numbers, ends[:-1], ends[1:], strict=True)}  # fmt: skip
    by_number = np.array([least[n] for n in is_ranked.sum(axis=1).tolist()])
    which = 2 * (~is_ranked[:, [leader]]) + ~is_ranked[:, rivals]
    return np.asarray(np.take_along_axis(by_number, which, axis=1))


def _orders_to_try(n: int) -> IntArray:
    """Give orders of which some give the last option the least lead over the first."""
    if n <= MOST_LISTED:
        return weak_orders(n)
    place = np.arange(n)
    return np.array([place, np.clip(place, 0, 1) + (place == n - 1)])


def _least_leads(scores: FloatArray, n: int) -> FloatArray:
    """Give the least lead where both are ranked, the leader only, the rival only, and neither.

    The leader is the last of those ranked, the rival the first, and one that is not ranked is the
    last of all: which of them it is makes no difference to a method.
    """
    leader, rival, out = scores[:, n - 1], scores[:, 0], scores[:, -1]
    leads = (leader - rival, leader - out, out - rival, np.zeros(1))
    return np.array([each.min() for each in leads])
