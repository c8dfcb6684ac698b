"""Lexicographic choice: the most important criterion decides, the next one only among equals."""

from __future__ import annotations

import numpy as np

from mcda_ai.contract import View
from mcda_ai.ranking import TIE_TOLERANCE, BoolArray, FloatArray, IntArray
from mcda_ai.registry import method


@method(
    label="Lexicographic",
    family="lexicographic",
    needs={"pairwise", "weights"},
    returns="choice_set",
    references=(
        (
            "Fishburn, P. C. (1974). Lexicographic orders, utilities and decision rules: a survey. "
            "Management Science 20(11), 1442-1471."
        ),
    ),
)
def lexicographic(view: View, weights: FloatArray) -> BoolArray:
    """Choose by the criteria in order of their weights (Fishburn 1974).

    A criterion takes out every alternative that it ranks below one that is still in; the next
    most important criterion goes on with those left. Only the order of the weights counts;
    criteria without weight do not. Criteria with equal weight can be taken in any order: chosen is
    whoever stays in under some order. A tie or an unscored cell takes nobody out.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of bool, shape (..., n_alternatives)
        Never empty.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A = B > C", "reach": "C > B > A"})
    >>> mcda.rank(problem, "lexicographic", weights={"cost": 2, "reach": 1}).leaders
    ['B']
    >>> mcda.rank(problem, "lexicographic", weights="equal").leaders
    ['B', 'C']
    """
    rows = weights.reshape(-1, weights.shape[-1])
    order = np.argsort(-rows, axis=1, kind="stable")
    falling = np.take_along_axis(rows, order, axis=1)
    has_weight = falling > 0
    equal = (-np.diff(falling, axis=1) <= TIE_TOLERANCE) & has_weight[:, 1:]
    chosen = _in_strict_order(view.preferences > 0, order, has_weight)
    for row in np.flatnonzero(equal.any(axis=1)):
        used = order[row][has_weight[row]]
        breaks = np.flatnonzero(~equal[row, : len(used) - 1]) + 1
        chosen[row] = _in_any_order(view.preferences > 0, np.split(used, breaks))
    return chosen.reshape((*weights.shape[:-1], view.n_alternatives))


def _in_strict_order(above: BoolArray, order: IntArray, has_weight: BoolArray) -> BoolArray:
    """Who stays in, for batches in which one criterion at a time is next; (batch, m)."""
    inside = np.ones((len(order), above.shape[1]), dtype=np.bool_)
    for criterion, counts in zip(order.T, has_weight.T, strict=True):
        outdone = (above[criterion] & inside[:, :, None]).any(axis=1)
        inside &= ~(outdone & counts[:, None])
    return inside


def _in_any_order(above: BoolArray, groups: list[IntArray]) -> BoolArray:
    """Who stays in under some order of the criteria within each group; (m,)."""
    return np.array([_can_stay(above, groups, one) for one in range(above.shape[1])])


def _can_stay(above: BoolArray, groups: list[IntArray], one: int) -> bool:
    """Take criteria that spare the one as early as they can be: the fewer left, the safer it is."""
    inside = np.ones(above.shape[1], dtype=np.bool_)
    for group in groups:
        waiting = list(group)
        while waiting:
            sparing = [k for k in waiting if not (above[k, :, one] & inside).any()]
            if not sparing:
                return False
            for k in sparing:
                inside &= ~(above[k] & inside[:, None]).any(axis=0)
            waiting = [k for k in waiting if k not in sparing]
    return True
