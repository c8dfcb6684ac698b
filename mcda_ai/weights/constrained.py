"""Weightings that keep to bounds or to linear constraints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, same_name, shown
from mcda_ai.orders.weak_order import FloatArray, as_real
from mcda_ai.weights.base import BoundSpace, FlatSpace, WeightSpace
from mcda_ai.weights.inequalities import EXAMPLES, Inequality, Statement
from mcda_ai.weights.named import WeightedCriteria
from mcda_ai.weights.names import Names
from mcda_ai.weights.polytope import Limit

_fault = faults_of("weights")

_EVERY = "every criterion"

Bounds = Mapping[str, float] | float | None


@dataclass(frozen=True, repr=False)
class Bounded(FlatSpace):
    """Every weighting equally likely that keeps to bounds.

    Parameters
    ----------
    lower, upper : mapping of name to number, number or None
        Bounds from 0 to 1 by name of criterion or layer; the bound of a layer is on the sum of
        its criteria. One number is a bound on each criterion. None: no bounds.

    Notes
    -----
    With lower bounds on criteria only, the space is the simplex, shrunk and moved: exact results
    apply, and its mean is ``lower + (1 - sum(lower)) / n``. Bounds of unscored criteria do not
    count.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "A > B"})
    >>> Bounded(lower={"cost": 0.4, "reach": 0.1}).vertices(problem)
    array([[0.9, 0.1, 0. ],
           [0.4, 0.6, 0. ],
           [0.4, 0.1, 0.5]])
    >>> Bounded(lower=0.5).sample(problem, 1)
    Traceback (most recent call last):
    mcda_ai.messages.faults.ProblemError: weight space 'bounded' is empty: no weights, 0 or more with sum 1, satisfy 'every criterion >= 0.5'
    """  # noqa: E501  (what is shown)

    name = "bounded"
    lower: Bounds = None
    upper: Bounds = None

    def __post_init__(self) -> None:
        faults = [*_faults("lower", self.lower), *_faults("upper", self.upper)]
        raise_any(faults or _crossed(self.lower, self.upper))
        for side in ("lower", "upper"):
            given: Any = getattr(self, side)
            plain = given.to_dict() if hasattr(given, "to_dict") else given
            object.__setattr__(self, side, dict(plain) if isinstance(plain, Mapping) else plain)

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """One row for each bound; see `WeightSpace.limits`."""
        names = Names(criteria)
        found: list[Limit] = []
        faults: list[Fault] = []
        for side, sign, given in (("lower", ">=", self.lower), ("upper", "<=", self.upper)):
            rows, wrong = _rows(side, sign, given, names)
            found += rows
            faults += wrong
        raise_any(faults)
        return found

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names, and choose how to draw; see `WeightSpace.bound_to`."""
        corners = self._shrunk_simplex(criteria)
        if corners is None:
            return super().bound_to(criteria)
        return BoundSpace.of_corners(self.name, corners[:, criteria.scored])

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """All weight that is free on one criterion; see `WeightSpace.vertices`."""
        corners = self._shrunk_simplex(criteria)
        return super().vertices(criteria) if corners is None else corners

    def conditions(self) -> list[str]:
        """Give each bound as text."""
        sides = ((">=", self.lower), ("<=", self.upper))
        return [text for sign, given in sides for text in _in_words(sign, given)]

    def _shrunk_simplex(self, criteria: WeightedCriteria) -> FloatArray | None:
        """Find the corners where only single criteria have bounds, and only from below."""
        limits = self.limits(criteria)
        rows = [(-row, -bound) for _, row, _, bound in limits if row is not None]
        if any(np.count_nonzero(row) != 1 or row.sum() < 0 for row, _ in rows):
            return None
        bounds = [np.where(row > 0, bound, 0.0) for row, bound in rows]
        lower = np.max([np.zeros(int(criteria.scored.sum())), *bounds], axis=0)
        free = 1.0 - lower.sum()
        if free < 1e-12:  # empty, or a single point
            return None
        corners = np.zeros((len(lower), len(criteria.criterion_names)))
        corners[:, criteria.scored] = lower + free * np.eye(len(lower))
        return corners

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        sides = {"lower": self.lower, "upper": self.upper}
        given = (f"{side}={value!r}" for side, value in sides.items() if value is not None)
        return f"Bounded({', '.join(given)})"


@dataclass(frozen=True, init=False, repr=False)
class Constrained(FlatSpace):
    """Every weighting equally likely that satisfies linear constraints.

    Parameters
    ----------
    *constraints : str or Inequality
        ``"impact >= outcome"``, ``"preconditions <= 40 %"``, ``"input between 0.1 and 0.3"``,
        ``"2 * cost >= reach + trust"``, ``"impact = 1/3"``, ``"0.1 <= input <= outcome"``.
        A name of a layer stands for the sum of its criteria. Case, spaces, ``-`` and ``_`` in
        names do not matter; a minus sign has spaces around it. ``>`` and ``<`` mean ``>=`` and
        ``<=``. One text can hold several constraints, with ``;`` between them. Where a name
        fits a criterion and a layer, write ``criterion NAME`` or ``layer NAME``. An `Inequality`
        holds the coefficients themselves, where a name has signs that cannot be typed.

    Notes
    -----
    Unscored criteria have no weight. A side of a comparison that names nothing else is skipped
    (``cost >= trust`` does not force `cost` to 0 where it is unscored); `Polytope.left_out` of
    `constraints` lists what does not count at all.

    How it is drawn from: exactly if the constraints leave a simplex, or if at least 1 in 100 flat
    draws satisfies them; else by hit-and-run, see `WeightSpace.sampling`. Criteria that every
    constraint treats alike, such as those of a layer, are first drawn as one total.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "A > B"})
    >>> space = Constrained("cost >= reach", "trust between 10 % and 20 %")
    >>> space.corner_points(problem).round(2).tolist()
    [[0.9, 0.0, 0.1], [0.8, 0.0, 0.2], [0.45, 0.45, 0.1], [0.4, 0.4, 0.2]]
    """

    name = "constrained"
    constraints_read: tuple[Statement | Inequality, ...]

    def __init__(self, *constraints: str | Inequality) -> None:
        texts: list[Any] = []
        for each in constraints:
            texts += each.split(";") if isinstance(each, str) else [each]
        read: list[Statement | Inequality] = []
        faults = [] if texts else [_fault("no constraint", examples=EXAMPLES)]
        for text in texts:
            try:
                read.append(text if isinstance(text, Inequality) else Statement.read(text))
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        object.__setattr__(self, "constraints_read", tuple(read))

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """One row for each comparison; see `WeightSpace.limits`."""
        names = Names(criteria)
        found: list[Limit] = []
        faults: list[Fault] = []
        for statement in self.constraints_read:
            try:
                found += statement.limits(names)
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        return found

    def conditions(self) -> list[str]:
        """Give each constraint as it was typed."""
        return [statement.text for statement in self.constraints_read]

    def __repr__(self) -> str:
        return f"Constrained({', '.join(map(repr, self.conditions()))})"


def _faults(side: str, given: object) -> Iterator[Fault]:
    """Say what is wrong with bounds, before names are known."""
    values = given.items() if hasattr(given, "items") else [(_EVERY, given)]
    for name, value in values if given is not None else ():
        number = as_real(value)
        if not isinstance(name, str) or number is None or not 0 <= number <= 1:
            named = shown(name) if name != _EVERY else ""
            wrong = _fault("no bound", name=named, value=shown(value))
            yield wrong.within(_fault("bound", side=side))


def _crossed(lower: Bounds, upper: Bounds) -> Iterator[Fault]:
    """Say which lower bounds are above the upper bound of the same."""
    for name, low in _by_name(lower).items():
        for other, high in _by_name(upper).items():
            if same_name(name, other) and low > high:
                yield _fault("crossed", name=name, low=low, high=high)


def _by_name(given: Bounds) -> dict[str, float]:
    if given is None:
        return {}
    if isinstance(given, Mapping) or hasattr(given, "items"):
        return {str(name): float(value) for name, value in given.items()}
    return {_EVERY: float(given)}


def _rows(side: str, sign: str, given: Bounds, names: Names) -> tuple[list[Limit], list[Fault]]:
    """Turn bounds into rows, and tell which names are unknown or double."""
    toward = -1.0 if sign == ">=" else 1.0
    if given is None or not isinstance(given, Mapping):
        texts = _in_words(sign, given)
        unit = np.eye(len(names.scored))
        return [
            Limit(text, toward * row, "<=", toward * float(given or 0))
            for text in texts
            for row in unit
        ], []
    rows: list[Limit] = []
    faults: list[Fault] = []
    seen: set[tuple[str, str]] = set()
    for (typed, value), text in zip(given.items(), _in_words(sign, given), strict=True):
        try:
            found = names.find(typed)
        except ProblemError as error:
            faults += error.faults
            continue
        if (found.kind, found.name) in seen:
            faults.append(_fault("twice", kind=found.kind, name=found.name))
        seen.add((found.kind, found.name))
        row = None if found.row is None else toward * found.row
        rows.append(Limit(text, row, "<=", toward * float(value)))
    return rows, [fault.within(_fault("bound", side=side)) for fault in faults]


def _in_words(sign: str, given: Bounds) -> list[str]:
    return [f"{name} {sign} {value:.6g}" for name, value in _by_name(given).items()]
