"""Preference matrices: who is ranked above whom, per criterion, per layer and overall.

Pure array functions, and one labelled array for people to look at. Shapes follow the house:
criteria before alternatives before alternatives, leading axes are batches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.faults import (
    ProblemError,
    faults_of,
    find_name,
    names_meant,
    raise_any,
    unknown_name,
)
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray

_fault = faults_of("orders")

MOST_CRITERIA_AT_ONCE = 2**13
"""An election has many more, and in a sum every True becomes a number of eight bytes."""


def weighted_sums(weights: FloatArray, table: BoolArray | NDArray[np.int8]) -> FloatArray:
    """Sum the weights of the criteria on which something holds, some criteria at a time.

    Parameters
    ----------
    weights : array of shape (..., n_criteria)
    table : array of bool, shape (n_criteria, n)
        Or of 1, 0 and -1 where what holds for some counts against on others.

    Returns
    -------
    array of shape (..., n)

    Examples
    --------
    >>> weighted_sums(np.array([0.5, 0.25, 0.25]), np.array([[True], [False], [True]]))
    array([0.75])
    """
    total = weights[..., :MOST_CRITERIA_AT_ONCE] @ table[:MOST_CRITERIA_AT_ONCE]
    for start in range(MOST_CRITERIA_AT_ONCE, len(table), MOST_CRITERIA_AT_ONCE):
        part = slice(start, start + MOST_CRITERIA_AT_ONCE)
        total += weights[..., part] @ table[part]
    return np.asarray(total)


def preferences_from_ranks(best: FloatArray, worst: FloatArray | None = None) -> FloatArray:
    """Strict preference between each pair of alternatives on each criterion.

    Parameters
    ----------
    best : array of shape (n_criteria, n_alternatives)
        Rank of each alternative, 1 = best; NaN = unscored.
    worst : array of the same shape, optional
        Where a cell allows several levels, the worst rank it allows and `best` the best.

    Returns
    -------
    array of shape (n_criteria, n_alternatives, n_alternatives)
        [k, i, j] is 1 if i is ranked above j on k whatever level each cell takes, else 0.
        A tie is 0 in both directions, and so is a pair with an unscored cell.

    Examples
    --------
    >>> preferences_from_ranks(np.array([[1, 2.5, 2.5]]))[0]
    array([[0., 1., 1.],
           [0., 0., 0.],
           [0., 0., 0.]])
    """
    worst = best if worst is None else worst
    return (worst[..., :, None] < best[..., None, :]).astype(np.float64)


def comparable_pairs(best: FloatArray, worst: FloatArray | None = None) -> BoolArray:
    """Which pairs the evidence compares on each criterion; arguments as `preferences_from_ranks`.

    Returns
    -------
    array of bool, shape (n_criteria, n_alternatives, n_alternatives)
        True if both are ranked and their relation (better, tied, worse) is the same whatever
        level each cell takes. The diagonal is False.
    """
    worst = best if worst is None else worst
    decided = (worst[..., :, None] < best[..., None, :]) | (
        worst[..., None, :] < best[..., :, None]
    )
    single = best == worst  # False for NaN
    tied = (best[..., :, None] == best[..., None, :]) & single[..., :, None] & single[..., None, :]
    different = ~np.eye(best.shape[-1], dtype=np.bool_)
    result: BoolArray = (decided | tied) & different
    return result


@dataclass(frozen=True, slots=True)
class PreferenceFunction:
    """How strongly a difference on a cardinal criterion is preferred, from 0 to 1.

    The six functions of Brans, Vincke and Mareschal (1986, sec. 2) of a difference d in favour:

    - usual: 1 as soon as d > 0;
    - u-shape: 1 as soon as d > q;
    - v-shape: d / p, at most 1;
    - level: 1/2 between q and p, 1 above p;
    - linear: 0 up to q, then rising to 1 at p (V-shape with indifference);
    - gaussian: 1 - exp(-d^2 / (2 s^2)).

    Parameters
    ----------
    kind : {"usual", "u-shape", "v-shape", "level", "linear", "gaussian"}
    q, p, s : float, optional
        Indifference and preference threshold, and the turning point of the Gaussian, in the unit
        of the criterion.

    Raises
    ------
    ProblemError
        For an unknown kind, a threshold that is missing or negative, or p below q.

    Examples
    --------
    >>> PreferenceFunction("linear", q=1, p=3).degree(np.array([-5.0, 1.0, 2.0, 9.0]))
    array([0. , 0. , 0.5, 1. ])
    """

    kind: str = "usual"
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in _DEGREES:
            raise ProblemError(unknown_name("preference function", self.kind, _DEGREES))
        faults = [
            _fault("threshold", threshold=name, value=value)
            for name, value in (("q", self.q), ("p", self.p), ("s", self.s))
            if not 0 <= value < np.inf
        ]
        if self.kind in ("v-shape", "linear") and not self.p > self.q:
            faults.append(_fault("p not above q", p=self.p, q=self.q))
        if self.kind == "level" and self.p < self.q:
            faults.append(_fault("p below q", p=self.p, q=self.q))
        if self.kind == "gaussian" and not self.s > 0:
            faults.append(_fault("gaussian of 0"))
        raise_any(fault.within(_fault("preference function", kind=self.kind)) for fault in faults)

    def degree(self, differences: FloatArray) -> FloatArray:
        """Give the degree of preference for differences of any shape; NaN gives 0."""
        positive = np.where(differences > 0, differences, 0.0)
        with np.errstate(over="ignore"):  # beyond all numbers is beyond every threshold
            return np.asarray(_DEGREES[self.kind](positive, self), dtype=np.float64)

    def prefers(self, differences: FloatArray) -> BoolArray:
        """Tell for which differences the degree is above 0, however little; NaN gives False."""
        return np.asarray(differences > (self.q if self.kind in _WITH_INDIFFERENCE else 0.0))


_DEGREES: dict[str, Callable[[FloatArray, PreferenceFunction], NDArray[Any]]] = {
    "usual": lambda d, _: d > 0,
    "u-shape": lambda d, f: d > f.q,
    "v-shape": lambda d, f: np.minimum(d / f.p, 1.0),
    "level": lambda d, f: 0.5 * (d > f.q) + 0.5 * (d > f.p),
    "linear": lambda d, f: np.clip((d - f.q) / (f.p - f.q), 0.0, 1.0),
    "gaussian": lambda d, f: 1.0 - np.exp(-(d**2) / (2.0 * f.s**2)),
}


_WITH_INDIFFERENCE = ("u-shape", "level", "linear")
"""Kinds for which a difference has to exceed q to count at all."""


class PairCounts(NamedTuple):
    """Numbers of rivals; each of shape (n_criteria, n_alternatives)."""

    above: FloatArray
    """Rivals that the alternative is ahead of."""
    below: FloatArray
    """Rivals that are ahead of it."""
    compared: FloatArray
    """Rivals that it is compared with at all."""


class PairFlows(NamedTuple):
    """Degrees of preference summed over rivals; each of shape (n_criteria, n_alternatives)."""

    leaving: FloatArray
    """Degrees to which the alternative is preferred to its rivals."""
    entering: FloatArray
    """Degrees to which they are preferred to it."""


class PairWeights(NamedTuple):
    """For each pair of alternatives, where the weight lies; the four sum to 1.

    Each has shape (..., n_alternatives, n_alternatives); [i, j] speaks of i against j. The
    diagonal, which compares nothing, is "not comparable".
    """

    support: FloatArray
    against: FloatArray
    tie: FloatArray
    not_comparable: FloatArray


def pair_weights(
    ahead: FloatArray | BoolArray, comparable: BoolArray, weights: FloatArray
) -> PairWeights:
    """Divide the weight, for each pair, over: for i, for j, tie, not comparable.

    Parameters
    ----------
    ahead, comparable : arrays of shape (n_criteria, n_alternatives, n_alternatives)
        Whether i is ahead of j on k, and whether k compares them.
    weights : array of shape (..., n_criteria)
        At least 0, sum 1.
    """
    support = np.tensordot(weights, ahead.astype(np.float64), axes=1)
    compared = np.tensordot(weights, comparable.astype(np.float64), axes=1)
    against = np.swapaxes(support, -1, -2)
    # Differences of sums can leave -1e-17 where the exact value is 0.
    tie = np.maximum(compared - support - against, 0.0)
    total = weights.sum(axis=-1)[..., None, None]
    return PairWeights(support, against, tie, np.maximum(total - compared, 0.0))


def layer_means(
    tables: FloatArray | BoolArray, weights: FloatArray, layer_of: IntArray, n_layers: int
) -> FloatArray:
    """Weighted mean of tables of pairs within each layer.

    Parameters
    ----------
    tables : array of shape (n_criteria, n_alternatives, n_alternatives)
    weights : array of shape (n_criteria,)
    layer_of : array of int, shape (n_criteria,)
        Index of the layer of each criterion.
    n_layers : int

    Returns
    -------
    array of shape (n_layers, n_alternatives, n_alternatives)
        NaN throughout a layer without weight, which has no mean.
    """
    membership = layer_of[None, :] == np.arange(n_layers)[:, None]
    within = membership * weights
    totals = within.sum(axis=1, keepdims=True)
    shares = np.divide(within, totals, out=np.full_like(within, np.nan), where=totals > 0)
    return np.tensordot(shares, tables.astype(np.float64), axes=1)


@dataclass(frozen=True, eq=False)
class PairTable:
    """A matrix of alternative against alternative for each criterion or layer, with its labels.

    ``np.asarray(table)`` gives the array of shape (n_names, n_alternatives, n_alternatives),
    ``table["impact"]`` one matrix as a DataFrame (rows against columns), ``to_frame()`` all of
    it in tidy form.
    """

    values: NDArray[Any]
    kind: str
    names: tuple[str, ...]
    alternatives: tuple[str, ...]
    meaning: str

    def __array__(
        self, dtype: np.dtype[Any] | None = None, copy: bool | None = None
    ) -> NDArray[Any]:
        if copy is False and dtype is not None and dtype != self.values.dtype:
            raise ValueError("a copy is needed to change the dtype")
        return self.values.astype(dtype or self.values.dtype, copy=bool(copy))

    @property
    def shape(self) -> tuple[int, ...]:
        """(n_names, n_alternatives, n_alternatives)."""
        return self.values.shape

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(names_meant(name, self.names))

    def __getitem__(self, name: str) -> pd.DataFrame:
        found = find_name(self.kind, name, self.names)
        matrix = self.values[self.names.index(found)]
        return pd.DataFrame(matrix, index=list(self.alternatives), columns=list(self.alternatives))

    def to_frame(self) -> pd.DataFrame:
        """One row for each criterion or layer and ordered pair of different alternatives."""
        rows: list[dict[str, Any]] = [
            {self.kind: name, "alternative": a, "versus": b, self.meaning: self.values[k, i, j]}
            for k, name in enumerate(self.names)
            for i, a in enumerate(self.alternatives)
            for j, b in enumerate(self.alternatives)
            if i != j
        ]
        return pd.DataFrame(rows, columns=[self.kind, "alternative", "versus", self.meaning])

    def __repr__(self) -> str:
        blocks = [f"{name}\n{_indented(self[name].to_string())}" for name in self.names]
        head = f"{self.meaning} of row over column, per {self.kind}"
        return "\n".join([head, *blocks])

    def _repr_html_(self) -> str:
        frame = pd.concat({name: self[name] for name in self.names}, names=[self.kind])
        html: str = frame.to_html()
        return html


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
