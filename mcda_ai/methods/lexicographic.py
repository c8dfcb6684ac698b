"""Lexicographic choice: the most important criterion decides, the next one only among equals."""

from __future__ import annotations

import numpy as np

from mcda_ai.contract import View
from mcda_ai.faults import ProblemError
from mcda_ai.ranking import TIE_TOLERANCE, BoolArray, FloatArray, IntArray
from mcda_ai.registry import method

MOST_WAYS = 10_000


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

    Raises
    ------
    ProblemError
        If equal weights leave more than 10,000 ways to look through.

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
    """Who stays in under some order of the criteria within each group; (m,).

    A criterion that has been taken puts nobody out any more, so what can follow depends only on
    who is in, not on the way there.
    """
    ways = {np.ones(above.shape[1], dtype=np.bool_).tobytes()}
    for group in groups:
        ways = _ends(above[group], ways)
    return np.asarray(np.any([np.frombuffer(inside, dtype=np.bool_) for inside in ways], axis=0))


def _ends(above: BoolArray, starts: set[bytes]) -> set[bytes]:
    """Take the criteria in every order, from every start; give who can be in at the end."""
    ends: set[bytes] = set()
    seen: set[bytes] = set()
    unfinished = list(starts)
    while unfinished:
        state = unfinished.pop()
        if state in seen:
            continue
        seen.add(state)
        if len(seen) > MOST_WAYS:
            raise ProblemError(
                f"lexicographic: equal weights leave more than {MOST_WAYS:,} ways to look through"
            )
        inside = np.frombuffer(state, dtype=np.bool_)
        left = inside & ~(above & inside[:, None]).any(axis=1)
        following = {after.tobytes() for after in left if (after != inside).any()}
        unfinished += following
        if not following:
            ends.add(state)
    return ends
