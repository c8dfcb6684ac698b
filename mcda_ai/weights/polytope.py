"""A weight space as linear constraints: its rows, what lies in it, and why it can be empty."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Literal, NamedTuple

import numpy as np

from mcda_ai.algorithms.linear_programmes import AdmissibleWeights
from mcda_ai.algorithms.solver import INFEASIBLE, linear_programme
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import BoolArray, FloatArray

_fault = faults_of("weights")

SUM_IS_ONE = "the weights sum to 1"

_LINEAR_PROGRAM_TOLERANCES = (1e-10, 1e-7)  # the smallest the solver takes, then its default
_MOST_SMALLER_SETS_TRIED = 600  # at about 2 ms each
_MOST_SETS_LEFT_OUT = 20_000
_APART = 1e-9
"""What is strictly below has to be so by more than this, where the largest coefficient is 1."""


class Limit(NamedTuple):
    """One row of constraints: ``coefficients @ weights`` is at most, below, or equal to, `bound`.

    What is below a bound has the same draws as what is at most that, but it can be nowhere.
    """

    label: str
    """The words of whoever set it. Rows with the same label stand or fall together."""
    coefficients: FloatArray | None
    """One for each scored criterion. None: it names unscored criteria only, and does not count."""
    sense: Literal["<=", "<", "="]
    bound: float


class Conflicts(NamedTuple):
    """Sets of constraints that cannot hold together, each as small as can be."""

    sets: tuple[tuple[str, ...], ...]
    """Labels; with any one left out of a set, the rest of it can hold. The smallest first."""
    all_found: bool
    """Whether there are no others."""


@dataclass(frozen=True, eq=False, repr=False)
class Polytope:
    """Weight vectors over the scored criteria that satisfy linear constraints.

    ``A_ub @ w <= b_ub`` and ``A_eq @ w == b_eq``, with w >= 0 and sum 1 among the rows: the first
    n rows of `A_ub`, and the first of `A_eq`.

    Attributes
    ----------
    criteria : tuple of str
        Names of the scored criteria, in table order; n of them.
    A_ub, b_ub, labels_ub : arrays of shape (n_rows, n) and (n_rows,), tuple of str
        Inequalities, and for each row the words it comes from.
    A_eq, b_eq, labels_eq : arrays of shape (n_rows, n) and (n_rows,), tuple of str
        Equalities.
    left_out : tuple of str
        Constraints that do not count, because what they name is unscored.
    strict_ub : array of bool, shape (n_rows,)
        Which of the inequalities have to hold strictly somewhere, or else nothing is left.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> print(mcda.weights.Constrained("cost <= 40 %").constraints(problem))
    cost >= 0
    reach >= 0
    cost <= 40 %
    the weights sum to 1
    """

    criteria: tuple[str, ...]
    A_ub: FloatArray
    b_ub: FloatArray
    labels_ub: tuple[str, ...]
    A_eq: FloatArray
    b_eq: FloatArray
    labels_eq: tuple[str, ...]
    left_out: tuple[str, ...]
    strict_ub: BoolArray

    @classmethod
    def of(cls, criteria: Sequence[str], limits: Iterable[Limit] = ()) -> Polytope:
        """Put limits beside w >= 0 and sum 1."""
        n = len(criteria)
        basic = [
            Limit(f"{name} >= 0", -row, "<=", 0.0)
            for name, row in zip(criteria, np.eye(n), strict=True)
        ]
        basic.append(Limit(SUM_IS_ONE, np.ones(n), "=", 1.0))
        rows = [*basic, *limits]
        tables = {
            senses: [row for row in rows if row.sense in senses and row.coefficients is not None]
            for senses in (("<=", "<"), ("=",))
        }
        at_most, equal = (
            (
                np.array([row.coefficients for row in table], dtype=np.float64),
                np.array([row.bound for row in table]),
                tuple(row.label for row in table),
            )
            for table in tables.values()
        )
        left_out = dict.fromkeys(row.label for row in rows if row.coefficients is None)
        strict = np.array([row.sense == "<" for row in tables["<=", "<"]], dtype=np.bool_)
        return cls(tuple(criteria), *at_most, *equal, tuple(left_out), strict)

    def contains(self, weights: FloatArray, tolerance: float = 1e-9) -> BoolArray:
        """Tell which weight vectors, of shape (..., n), satisfy every row within a tolerance."""
        below = (weights @ self.A_ub.T <= self.b_ub + tolerance).all(axis=-1)
        on = (np.abs(weights @ self.A_eq.T - self.b_eq) <= tolerance).all(axis=-1)
        return np.asarray(below & on, dtype=np.bool_)

    @property
    def conditions(self) -> tuple[str, ...]:
        """The words of each constraint that counts, beside w >= 0 and sum 1."""
        return tuple(self._statements())

    def conflict(self) -> tuple[str, ...]:
        """Find constraints that cannot hold together; none if the polytope is not empty.

        Returns
        -------
        tuple of str
            Labels. With any one of them left out, the rest of them can hold. No smaller set
            was found; up to 600 smaller ones are tried, so sets of up to three constraints among
            fifteen, or two among thirty, are certain to be the smallest.

        Notes
        -----
        A deletion filter (Chinneck and Dravnieks 1991, *Locating minimal infeasible constraint
        sets in linear programs*, ORSA Journal on Computing 3): leave out one constraint after
        another for good if the rest still cannot hold. w >= 0 and sum 1 always stay.
        """
        statements = self._statements()
        if not statements or self._can_hold(statements):
            return ()
        kept = self._needed_for_conflict(statements)
        smaller = (
            chosen for size in range(1, len(kept)) for chosen in combinations(statements, size)
        )
        for chosen in islice(smaller, _MOST_SMALLER_SETS_TRIED):
            if not self._can_hold(chosen):
                return chosen
        return tuple(kept)

    def conflicts(self, most: int = _MOST_SMALLER_SETS_TRIED) -> Conflicts:
        """Find all sets of constraints that cannot hold together and are as small as can be.

        Parameters
        ----------
        most : int, optional
            Linear programmes to solve at most, but for those of the last set; beyond them, there
            may be sets that are not found.

        Notes
        -----
        Every way to make the rest hold leaves out one constraint of each set. So: of what is left
        without some constraints, find a set; leave out each of its members in turn, and go on
        (Reiter 1987, *A theory of diagnosis from first principles*, Artificial Intelligence 32).
        Each set is found by a deletion filter, as in `conflict`.
        """
        statements, tried = self._statements(), 0
        found: list[tuple[str, ...]] = []
        mended: list[frozenset[str]] = []
        to_leave_out = deque([frozenset[str]()])
        seen = set(to_leave_out)
        while to_leave_out and tried <= most and len(seen) <= _MOST_SETS_LEFT_OUT:
            out = to_leave_out.popleft()
            conflict = next((each for each in found if not out & set(each)), None)
            if conflict is None and not any(each <= out for each in mended):
                rest = [label for label in statements if label not in out]
                tried += 1
                if self._can_hold(rest):
                    mended.append(out)
                    continue
                conflict = tuple(self._needed_for_conflict(rest))
                tried += len(rest)
                found.append(conflict)
            further = [out | {label} for label in conflict or () if out | {label} not in seen]
            to_leave_out.extend(further)
            seen.update(further)
        found.sort(key=lambda labels: (len(labels), *map(statements.index, labels)))
        return Conflicts(tuple(found), not to_leave_out)

    def extreme_point(self, direction: FloatArray) -> FloatArray:
        """Find a point where ``direction @ weights`` is least; the polytope must not be empty."""
        point = least(direction, self.A_ub, self.b_ub, self.A_eq, self.b_eq)
        if point is None:
            raise ProblemError(_fault("nothing in space"))
        return point

    def _written(self) -> tuple[object, ...]:
        """Everything that tells it from other polytopes."""
        rows = (self.A_ub, self.b_ub, self.A_eq, self.b_eq, self.strict_ub)
        labels = (self.criteria, self.labels_ub, self.labels_eq, self.left_out)
        return (*labels, *(row.tobytes() for row in rows))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polytope) and self._written() == other._written()

    def __hash__(self) -> int:
        return hash(self._written())

    def __str__(self) -> str:
        return "\n".join((*self.labels_ub, *self.labels_eq))

    def __repr__(self) -> str:
        return f"<Polytope of {len(self.criteria)} weights: {len(self._statements())} constraints>"

    def _statements(self) -> list[str]:
        """Labels of the constraints beside w >= 0 and sum 1."""
        labels = (*self.labels_ub[len(self.criteria) :], *self.labels_eq[1:])
        return list(dict.fromkeys(labels))

    def _needed_for_conflict(self, labels: Sequence[str]) -> list[str]:
        """Leave out constraints for good, one after another, as long as the rest cannot hold."""
        kept = list(labels)
        for label in reversed(labels):
            fewer = [each for each in kept if each != label]
            if not self._can_hold(fewer):
                kept = fewer
        return kept

    def _can_hold(self, labels: Iterable[str]) -> bool:
        """Tell whether some weights satisfy these constraints, the strict ones by a distance."""
        chosen, n = set(labels), len(self.criteria)
        above = np.array([i < n or label in chosen for i, label in enumerate(self.labels_ub)])
        equal = np.array([i < 1 or label in chosen for i, label in enumerate(self.labels_eq)])
        strict = self.strict_ub[above]
        if not strict.any():
            rows = self.A_ub[above], self.b_ub[above], self.A_eq[equal], self.b_eq[equal]
            return least(np.zeros(n), *rows) is not None
        at_most_1 = np.append(np.zeros(n), 1.0)
        with_distance = np.column_stack([self.A_ub[above], strict])
        found = least(
            -at_most_1,
            np.vstack([with_distance, at_most_1]),
            np.append(self.b_ub[above], 1.0),
            np.pad(self.A_eq[equal], ((0, 0), (0, 1))),
            self.b_eq[equal],
        )
        return found is not None and bool(found[-1] > _APART)


def least(
    direction: FloatArray,
    A_ub: FloatArray,  # noqa: N803
    b_ub: FloatArray,
    A_eq: FloatArray | None = None,  # noqa: N803
    b_eq: FloatArray | None = None,
) -> FloatArray | None:
    """Find the x where ``direction @ x`` is least over a bounded set; None if the set is empty."""
    for tolerance in _LINEAR_PROGRAM_TOLERANCES:
        result = linear_programme(
            direction,
            A_ub,
            b_ub,
            A_eq,
            b_eq,
            bounds=(None, None),
            method="highs",
            options={
                "primal_feasibility_tolerance": tolerance,
                "dual_feasibility_tolerance": tolerance,
            },
        )
        if result.status == INFEASIBLE:
            return None
        if result.x is not None:
            return np.asarray(result.x, dtype=np.float64)
    raise ProblemError(_fault("no optimum", reason=str(result.message)))


def admissible_weights(polytope: Polytope, corners: FloatArray | None = None) -> AdmissibleWeights:
    """Take the conditions of a weight space that go beyond w >= 0 and sum 1."""
    n = len(polytope.criteria)
    inequalities, equalities = (polytope.A_ub[n:], polytope.b_ub[n:]), (
        polytope.A_eq[1:], polytope.b_eq[1:])  # fmt: skip
    further = (*inequalities, *equalities)
    a_ub, b_ub, a_eq, b_eq = (rows if len(rows) else None for rows in further)
    return AdmissibleWeights(a_ub, b_ub, a_eq, b_eq, corners)


def check_not_empty(name: str, polytope: Polytope) -> None:
    """Raise if no weights satisfy the constraints, and name the fewest that conflict."""
    labels = polytope.conflict()
    if labels:
        raise ProblemError(_fault("empty", name=name, labels=labels))
