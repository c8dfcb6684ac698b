"""A profile: rankings with weights and nothing else, written and read as one short line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from string import ascii_uppercase

import numpy as np

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    BoolArray,
    FloatArray,
    WeakOrder,
    average_ranks,
    order_from_ranks,
)

_UNSCORED = "unscored"
_fault = faults_of("methods")
_LARGEST_DENOMINATOR, _LARGEST_WHOLE_WEIGHT = 1000, 10**6


@dataclass(frozen=True, eq=False, repr=False)
class Profile:
    """Rankings of alternatives on criteria that have weights.

    Parameters
    ----------
    ranks : array of shape (n_criteria, n_alternatives)
        Lower is better, NaN = unscored. Kept as average ranks: only the order counts.
    weights : array of shape (n_criteria,)
        Above 0. Kept so that they sum to 1.

    Raises
    ------
    ProblemError
        If a criterion ranks fewer than two alternatives, or a weight is not above 0.

    Examples
    --------
    >>> profile = Profile(np.array([[1, 2, 3], [2, 1, np.nan]]), np.array([0.6, 0.4]))
    >>> print(profile)
    3: A > B > C; 2: B > A
    """

    ranks: FloatArray
    weights: FloatArray

    def __post_init__(self) -> None:
        ranks, weights = (np.asarray(a, dtype=np.float64) for a in (self.ranks, self.weights))
        if ranks.ndim != 2 or not ranks.size or weights.shape != ranks.shape[:1]:
            of_ranks, of_weights = str(ranks.shape), str(weights.shape)
            raise ProblemError(_fault("shapes of a profile", ranks=of_ranks, weights=of_weights))
        raise_any(_faults_of(ranks, weights))
        for name, array in (("ranks", average_ranks(ranks)), ("weights", weights / weights.sum())):
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @classmethod
    def parse(cls, text: str) -> Profile:
        """Read text such as ``3: A > B > C; 2: B > C = A``, weights before orders.

        The alternatives are sorted by name. One that an order leaves out is unscored there; one
        that all leave out stands at the end, as in ``1: A > B; unscored: C``.

        Raises
        ------
        ProblemError
            With every fault found.

        Examples
        --------
        >>> Profile.parse("3: A > C; 1: C > A = B").ranks
        array([[1. , nan, 2. ],
               [2.5, 2.5, 1. ]])
        """
        faults: list[Fault] = []
        orders, unscored = text.split(";"), set[str]()
        if orders[-1].strip().startswith(_UNSCORED):
            unscored = {name.strip() for name in orders.pop().partition(":")[2].split(",")}
            faults += [_fault("unscored without names")] * ("" in unscored)
        read = [_read(order, faults) for order in orders]
        ranked = {name for _, ranks in read for name in ranks}
        both = sorted(unscored & ranked)
        faults += [_fault("unscored but ranked", name=name) for name in both]
        faults += [_fault("no order")] * (not orders)
        raise_any(faults)
        names = sorted(ranked | unscored)
        table = [[ranks.get(name, np.nan) for name in names] for _, ranks in read]
        return cls(np.array(table), np.array([weight for weight, _ in read]))

    @property
    def names(self) -> list[str]:
        """The names A, B, C, ... that the alternatives are given in text."""
        m = self.ranks.shape[1]
        return list(ascii_uppercase[:m]) if m <= 26 else [f"A{i:0{len(str(m))}}" for i in range(m)]

    @property
    def is_complete(self) -> bool:
        """Whether every criterion ranks every alternative."""
        return not np.isnan(self.ranks).any()

    @cached_property
    def beats(self) -> BoolArray:
        """[i, j]: more weight ranks i above j than below; ties and unscored cells are neither."""
        above = self.ranks[:, :, None] < self.ranks[:, None, :]
        support = np.tensordot(self.weights, above, axes=1)
        return np.asarray(support - support.T > TIE_TOLERANCE)

    def __str__(self) -> str:
        orders = (order_from_ranks(row, self.names) for row in self.ranks)
        texts = [f"{w}: {order}" for w, order in zip(_short(self.weights), orders, strict=True)]
        nowhere = np.flatnonzero(np.isnan(self.ranks).all(axis=0))
        if len(nowhere):
            texts.append(f"{_UNSCORED}: {', '.join(self.names[i] for i in nowhere)}")
        return "; ".join(texts)

    def __repr__(self) -> str:
        return f"Profile.parse({str(self)!r})"


def _short(weights: FloatArray) -> list[str]:
    """Write weights as whole numbers if they are multiples of a common unit."""
    shares = [Fraction(float(w)).limit_denominator(_LARGEST_DENOMINATOR) for w in weights]
    unit = math.lcm(*(share.denominator for share in shares))
    near = np.abs(np.array([float(share) for share in shares]) - weights) <= TIE_TOLERANCE
    if all(shares) and sum(shares) == 1 and near.all() and unit <= _LARGEST_WHOLE_WEIGHT:
        return [str(share * unit) for share in shares]
    return [f"{w:.12g}" for w in weights]


def _read(part: str, faults: list[Fault]) -> tuple[float, dict[str, int]]:
    """Read a weight and an order, and add what is wrong with them to the faults."""
    head, _, body = part.partition(":")
    try:
        weight = float(head)
    except ValueError:
        weight = math.nan
    if not 0 < weight < math.inf:
        faults.append(_fault("no weight and order", part=part.strip()))
    try:
        ranks = WeakOrder.parse(body).ranks
    except ProblemError as error:
        faults += error.faults
        return weight, {}
    if len(ranks) < 2:
        faults.append(_fault("no pair").within(_fault("of an order", order=body.strip())))
    return weight, ranks


def _faults_of(ranks: FloatArray, weights: FloatArray) -> Iterator[Fault]:
    for number, (row, weight) in enumerate(zip(ranks, weights, strict=True), 1):
        where = _fault("of a criterion", number=number)
        if not 0 < weight < np.inf:
            yield _fault("weight not above 0", weight=f"{weight:g}").within(where)
        if np.isinf(row).any():
            yield _fault("infinite rank").within(where)
        if (~np.isnan(row)).sum() < 2:
            yield _fault("no pair").within(where)
