"""Linear programmes over admissible weights.

A solver works with tolerances, house ties are finer: so whatever it finds is first corrected to
lie exactly on the constraints that it touches, and every yes or no is then decided on scores
computed from those weights.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mcda_ai.algorithms.solver import INFEASIBLE, SOLVED, linear_programme
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import FloatArray

_fault = faults_of("algorithms")

_SOLVER_TOLERANCE = 1e-10  # the finest that HiGHS takes
TOUCHES = 1e-9  # closer than this to a constraint, a solution is meant to lie on it
_EXACT = 1e-15
_NUMBERS_SIDE_BY_SIDE = 50_000
"""Coefficients of the programmes in one call: with more the solver takes longer for each."""


class AdmissibleWeights(NamedTuple):
    """Admissible weights: all w >= 0 with sum 1, within further linear conditions if given.

    Parameters
    ----------
    a_ub, b_ub : arrays of shape (n_rows, n_criteria) and (n_rows,), optional
        ``a_ub @ w <= b_ub``.
    a_eq, b_eq : arrays of shape (n_rows, n_criteria) and (n_rows,), optional
        ``a_eq @ w == b_eq``.
    corners : array of shape (n_corners, n_criteria), optional
        All corners of the set, where they are known: extremes of linear forms are found there.

    Examples
    --------
    The first of two criteria counts at least as much as the second.

    >>> extreme_values(np.eye(2), AdmissibleWeights(np.array([[-1.0, 1.0]]), np.zeros(1)))
    array([[0.5, 1. ],
           [0. , 0.5]])
    """

    a_ub: FloatArray | None = None
    b_ub: FloatArray | None = None
    a_eq: FloatArray | None = None
    b_eq: FloatArray | None = None
    corners: FloatArray | None = None

    @property
    def is_whole_simplex(self) -> bool:
        """Whether there are no further conditions."""
        return self.a_ub is None and self.a_eq is None

    def contains(self, weights: FloatArray) -> bool:
        """Tell whether weights are admissible; what touches a condition meets it."""
        n = len(weights)
        return Rows.of(self, n, n).excess(weights, np.zeros(n)) <= TOUCHES

    def between(self, start: FloatArray, end: FloatArray) -> tuple[float, float] | None:
        """Find which weights on the straight line between two are admissible.

        Returns
        -------
        tuple of float or None
            From where to where, on the way from `start` (0) to `end` (1); None if nowhere.

        Examples
        --------
        >>> at_most = AdmissibleWeights(np.array([[1.0, 0.0]]), np.array([0.25]))
        >>> at_most.between(np.array([0.0, 1.0]), np.array([1.0, 0.0]))
        (0.0, 0.25)
        """
        rows = Rows.of(self, len(start), len(start))
        forms = np.concatenate([rows.a_ub, rows.a_eq, -rows.a_eq])
        room = np.concatenate([rows.b_ub, rows.b_eq, -rows.b_eq]) - forms @ start
        slope = forms @ (end - start)
        flat = np.abs(slope) <= TOUCHES
        if (room[flat] < -TOUCHES).any():
            return None
        crossing = room[~flat] / slope[~flat]
        last = min([1.0, *crossing[slope[~flat] > 0].tolist()])
        first = max([0.0, *crossing[slope[~flat] < 0].tolist()])
        return (min(first, last), last) if first <= last + TOUCHES else None

    def within(self, a_ub: FloatArray, b_ub: FloatArray) -> AdmissibleWeights:
        """Add conditions ``a_ub @ w <= b_ub``."""
        if self.a_ub is not None and self.b_ub is not None:
            a_ub, b_ub = np.concatenate([self.a_ub, a_ub]), np.concatenate([self.b_ub, b_ub])
        return self._replace(a_ub=a_ub, b_ub=b_ub, corners=None)


SIMPLEX = AdmissibleWeights()
"""All weights: at least 0, sum 1."""


class Solution(NamedTuple):
    """A solved linear programme."""

    values: FloatArray
    """Shape (n_variables,)."""
    multipliers: FloatArray
    """How strongly each of the added rows binds, 0 or more; shape (n_rows,)."""


def least_over(
    weight_set: AdmissibleWeights,
    n_criteria: int,
    objective: FloatArray,
    a_ub: FloatArray | None = None,
    b_ub: FloatArray | None = None,
    n_free: int = 0,
) -> Solution:
    """Minimise a linear form of admissible weights and further variables.

    Parameters
    ----------
    weight_set : AdmissibleWeights
    n_criteria : int
    objective : array of shape (n_variables,)
        The first `n_criteria` variables are the weights.
    a_ub, b_ub : arrays of shape (n_rows, n_variables) and (n_rows,), optional
        Added rows ``a_ub @ x <= b_ub``.
    n_free : int
        How many of the last variables may be negative.

    Returns
    -------
    Solution
        A vertex of the feasible set.

    Raises
    ------
    ProblemError
        If no weights are admissible.

    Examples
    --------
    Two weights, of which the first is at most 1/4; the second counts threefold.

    >>> at_most = np.array([[1.0, 0.0]]), np.array([0.25])
    >>> least_over(SIMPLEX, 2, np.array([1.0, 3.0]), *at_most).values
    array([0.25, 0.75])
    """
    n_variables = len(objective)
    given = Rows.of(weight_set, n_criteria, n_variables)
    a_ub, b_ub = _given_or_none(a_ub, b_ub, n_variables)
    rows = given._replace(
        a_ub=np.concatenate([a_ub, given.a_ub]), b_ub=np.concatenate([b_ub, given.b_ub])
    )
    lower = np.zeros(n_variables)
    lower[n_variables - n_free :] = -np.inf
    bounds = np.column_stack([lower, np.full(n_variables, np.inf)])
    result = _solved(objective / (np.abs(objective).max() or 1.0), *rows, bounds=bounds)
    multipliers: FloatArray = -np.asarray(result.ineqlin.marginals)[: len(b_ub)]
    return Solution(_exact(result.x, rows, lower), multipliers)


def least_over_each(weight_set: AdmissibleWeights, objectives: FloatArray) -> FloatArray:
    """Minimise each of many linear forms of admissible weights.

    Parameters
    ----------
    weight_set : AdmissibleWeights
    objectives : array of shape (n_forms, n_criteria)

    Returns
    -------
    array of shape (n_forms, n_criteria)
        A vertex of the weight set for each form.

    Raises
    ------
    ProblemError
        If no weights are admissible.

    Notes
    -----
    Programmes that share no variable make one when they stand side by side, and a vertex of that
    is a vertex of each. The solver is called once for many: a call costs several times what so
    small a programme takes.

    Examples
    --------
    >>> at_most = AdmissibleWeights(np.array([[1.0, 0.0]]), np.array([0.25]))
    >>> least_over_each(at_most, np.array([[1.0, 3.0], [3.0, 1.0]]))
    array([[0.25, 0.75],
           [0.  , 1.  ]])
    """
    from scipy.sparse import eye, kron

    n_forms, n_criteria = objectives.shape
    rows = Rows.of(weight_set, n_criteria, n_criteria)
    scale = np.abs(objectives).max(axis=1, keepdims=True, initial=0.0)
    scaled = objectives / np.where(scale > 0, scale, 1.0)
    at_once = max(1, _NUMBERS_SIDE_BY_SIDE // (rows.a_ub.size + rows.a_eq.size))
    found = np.empty_like(scaled)
    for start in range(0, n_forms, at_once):
        some = scaled[start : start + at_once]
        apart = eye(len(some))
        result = _solved(
            some.ravel(),
            kron(apart, rows.a_ub, "csr"),
            np.tile(rows.b_ub, len(some)),
            kron(apart, rows.a_eq, "csr"),
            np.tile(rows.b_eq, len(some)),
            presolve=False,
        )
        found[start : start + at_once] = result.x.reshape(some.shape)
    lower = np.zeros(n_criteria)
    for place, values in enumerate(found):
        found[place] = _exact(values, rows, lower)
    return found


def _solved(
    *programme: Any,  # noqa: ANN401  (as linprog takes it)
    bounds: Any = (0, None),  # noqa: ANN401
    presolve: bool = True,
) -> Any:  # noqa: ANN401
    """Solve a programme, or say why it has no solution."""
    result = linear_programme(
        *programme,
        bounds=bounds,
        method="highs-ds",
        options={
            "primal_feasibility_tolerance": _SOLVER_TOLERANCE,
            "dual_feasibility_tolerance": _SOLVER_TOLERANCE,
            "presolve": presolve,
        },
    )
    if result.status == INFEASIBLE:
        raise ProblemError(_fault("no weights"))
    if result.status != SOLVED:
        raise ProblemError(_fault("linear programme", reason=str(result.message)))
    return result


class Rows(NamedTuple):
    """All conditions on the variables but their signs, as linprog takes them."""

    a_ub: FloatArray
    b_ub: FloatArray
    a_eq: FloatArray
    b_eq: FloatArray

    @classmethod
    def of(cls, weight_set: AdmissibleWeights, n_criteria: int, n_variables: int) -> Rows:
        """Write a weight set out: the weights come first, and sum to 1."""
        a_ub, b_ub = _given_or_none(weight_set.a_ub, weight_set.b_ub, n_criteria)
        a_eq, b_eq = _given_or_none(weight_set.a_eq, weight_set.b_eq, n_criteria)
        further = ((0, 0), (0, n_variables - n_criteria))
        return cls(
            np.pad(a_ub, further),
            b_ub,
            np.pad(np.concatenate([a_eq, np.ones((1, n_criteria))]), further),
            np.append(b_eq, 1.0),
        )

    def excess(self, values: FloatArray, lower: FloatArray) -> float:
        """By how much the worst condition is missed; 0 or less if none is."""
        missed = [
            self.a_ub @ values - self.b_ub,
            np.abs(self.a_eq @ values - self.b_eq),
            lower - values,
        ]
        return float(np.concatenate(missed).max())


def _given_or_none(
    rows: FloatArray | None, constants: FloatArray | None, n_criteria: int
) -> tuple[FloatArray, FloatArray]:
    """Give no rows at all where none are given."""
    if rows is None or constants is None:
        return np.zeros((0, n_criteria)), np.zeros(0)
    return np.asarray(rows, dtype=np.float64), np.asarray(constants, dtype=np.float64)


def _exact(values: FloatArray, rows: Rows, lower: FloatArray) -> FloatArray:
    """Move a vertex, right to the solver's tolerance, onto the conditions that it touches."""
    excess = rows.excess(values, lower)
    if excess > _EXACT:
        inside = values > lower + TOUCHES
        touched = rows.a_ub @ values > rows.b_ub - TOUCHES
        coefficients = np.concatenate([rows.a_ub[touched], rows.a_eq])[:, inside]
        constants = np.concatenate([rows.b_ub[touched], rows.b_eq])
        moved = np.where(inside, values, lower)
        missed = constants - coefficients @ moved[inside]
        moved[inside] += np.linalg.lstsq(coefficients, missed, rcond=None)[0]
        if rows.excess(moved, lower) < excess:
            values = moved
    return np.maximum(values, lower) + 0.0  # no -0.0


def extreme_values(forms: FloatArray, weight_set: AdmissibleWeights = SIMPLEX) -> FloatArray:
    """Find the least and the greatest value of linear forms of the weights.

    Parameters
    ----------
    forms : array of shape (n_forms, n_criteria)
    weight_set : AdmissibleWeights

    Returns
    -------
    array of shape (n_forms, 2)
        Least and greatest. Over the whole simplex these are the least and the greatest
        coefficient, and over a set whose corners are known the least and the greatest value at a
        corner; else a linear programme finds the greatest, and another one the least, if that is
        more than the least coefficient at all weights found so far.

    Notes
    -----
    The corners of the weights that keep to a full order of importance give equal weight to the
    first k criteria, so the extremes are the least and the greatest S_k / k, with S_k the sum of
    the first k coefficients. By Abel summation, with w_{n+1} = 0: sum_k w_k s_k = sum_k v_k S_k / k
    with v_k = k (w_k - w_{k+1}), which are at least 0 and sum to 1 just if the weights keep to the
    order (Barron, F. H. (1992). Selecting a best multiattribute alternative with partial
    information about attribute weights. Acta Psychologica 80(1-3), 91-103).

    Examples
    --------
    >>> extreme_values(np.array([[1.0, -2.0, 0.5]]))
    array([[-2.,  1.]])
    """
    if weight_set.is_whole_simplex:
        return np.stack([forms.min(axis=1), forms.max(axis=1)], axis=1)
    if weight_set.corners is not None:
        values = forms @ weight_set.corners.T
        return np.stack([values.min(axis=1), values.max(axis=1)], axis=1)
    where_greatest = least_over_each(weight_set, -forms)
    greatest = _at(forms, where_greatest)
    least = forms.min(axis=1, initial=np.inf)  # nothing is less, under whatever weights
    is_open = (forms @ where_greatest.T).min(axis=1, initial=np.inf) > least
    least[is_open] = _at(forms[is_open], least_over_each(weight_set, forms[is_open]))
    return np.stack([least, greatest], axis=1)


def _at(forms: FloatArray, weights: FloatArray) -> FloatArray:
    """Value of each form at the weights in the same row."""
    return np.array([form @ each for form, each in zip(forms, weights, strict=True)])


class Margin(NamedTuple):
    """The weights under which the least of several linear forms is as great as can be."""

    value: float
    """The least form at these weights; infinite if there are no forms."""
    weights: FloatArray
    """Shape (n_criteria,); often not the only ones."""
    multipliers: FloatArray
    """At least 0. The forms weighted by them never exceed `value` in total, under any admissible
    weights: they prove that it cannot be greater. Shape (n_forms,)."""


def widest_margin(forms: FloatArray, weight_set: AdmissibleWeights = SIMPLEX) -> Margin:
    """Maximise the least of linear forms of the weights: max t subject to forms @ w >= t.

    Parameters
    ----------
    forms : array of shape (n_forms, n_criteria)
    weight_set : AdmissibleWeights

    Returns
    -------
    Margin

    Raises
    ------
    ProblemError
        If no weights are admissible.

    Examples
    --------
    >>> margin = widest_margin(np.array([[1.0, -1.0], [-1.0, 3.0]]))
    >>> round(margin.value, 9), margin.weights.round(9).tolist()
    (0.333333333, [0.666666667, 0.333333333])
    """
    n_forms, n_criteria = forms.shape
    if n_forms == 0:
        anything = least_over(weight_set, n_criteria, np.zeros(n_criteria)).values
        return Margin(np.inf, anything, np.zeros(0))
    scale = np.abs(forms).max() or 1.0
    objective = np.append(np.zeros(n_criteria), -1.0)
    rows = np.column_stack([-forms / scale, np.ones(n_forms)])
    solved = least_over(weight_set, n_criteria, objective, rows, np.zeros(n_forms), n_free=1)
    weights = solved.values[:-1]
    return Margin(float((forms @ weights).min()), weights, solved.multipliers)
