"""Weak orders (rankings with ties), and ranks from scores."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    composed,
    faults_of,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.messages.label import Text

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]

TIE_TOLERANCE = 1e-12
"""Weighted sums that differ by at most this, times the total weight and the unit of what is
summed, are equal; so that ties which are exact on paper survive floating point."""

_MOST_COMPARED = 16
"""Alternatives that are ranked by comparing each with each; more are sorted."""

_MOST_COUNTED = 12

_fault = faults_of("orders")

_BETTER = re.compile(r"[>≻]")
_EQUAL = re.compile(r"[=~∼]")


@dataclass(frozen=True, slots=True)
class WeakOrder:
    """A ranking with ties, of some or all of the alternatives.

    Parameters
    ----------
    groups : tuple of tuples of str
        Best group first; the alternatives of one group are tied. An alternative that stands in
        no group is not ranked.

    Raises
    ------
    ProblemError
        If a group is empty or an alternative stands in it twice.

    Examples
    --------
    >>> order = WeakOrder.parse("B3 > B2 = B1")
    >>> order.groups
    (('B3',), ('B2', 'B1'))
    >>> order.ranks
    {'B3': 1, 'B2': 2, 'B1': 2}
    >>> print(order.arranged(["B1", "B2", "B3"]))
    B3 > B1 = B2
    """

    groups: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        counts = Counter(name for group in self.groups for name in group)
        faults = [
            _fault("twice", name=name, n=count) for name, count in counts.items() if count > 1
        ]
        if not self.groups:
            faults.append(_fault("no alternatives"))
        if any(not group for group in self.groups):
            faults.append(_fault("empty group"))
        if "" in counts:
            faults.append(_fault("alternative without name"))
        raise_any(faults)

    @classmethod
    @checks_arguments
    def parse(cls, text: str) -> WeakOrder:
        """Read text such as ``B3 > B2 = B1``, ``B3 > B2 ~ B1`` or ``B3 > {B1, B2}``.

        Examples
        --------
        >>> WeakOrder.parse("B3 > {B1, B2}").groups
        (('B3',), ('B1', 'B2'))
        """
        try:
            return cls.parse_chain(text)
        except ProblemError as error:
            raise _found_in(_fault("order", text=text), error) from None

    @classmethod
    @checks_arguments
    def parse_chain(cls, text: str) -> WeakOrder:
        """Read the same as a part of a longer text, which its faults do not repeat."""
        return cls(_read_groups(text))

    @classmethod
    @checks_arguments
    def from_groups(cls, groups: Iterable[str | Iterable[str]]) -> WeakOrder:
        """Take groups of tied alternatives, best first; a lone name is a group of one.

        Examples
        --------
        >>> print(WeakOrder.from_groups(["B3", ["B1", "B2"]]))
        B3 > B1 = B2
        """
        given = [tuple(group) if _is_group(group) else (group,) for group in groups]
        raise_any(
            _fault("no name", given=shown(name))
            for group in given
            for name in group
            if not isinstance(name, str | int)
        )
        texts = [tuple(composed(str(name)).strip() for name in group) for group in given]
        try:
            return cls(tuple(texts))
        except ProblemError as error:
            where = _fault("groups", groups=str([list(group) for group in texts]))
            raise _found_in(where, error) from None

    @classmethod
    @checks_arguments
    def from_ranks(cls, ranks: Mapping[str, float | None]) -> WeakOrder:
        """Take a rank for each alternative; only the order of the numbers counts.

        So the tie conventions 1,2,2 and 1,3,3 and 1,2.5,2.5 give the same order, and gaps are
        fine. Rank 1 is best. None or NaN leaves an alternative out.

        Examples
        --------
        >>> print(WeakOrder.from_ranks({"B1": 2.5, "B2": 2.5, "B3": 1}))
        B3 > B1 = B2
        """
        raise_any(
            _fault("no rank", name=str(name), given=shown(value))
            for name, value in ranks.items()
            if not _is_rank(value)
        )
        ranked = [
            (float(value), composed(str(name)).strip())
            for name, value in ranks.items()
            if value is not None and not math.isnan(value)
        ]
        ranked.sort(key=lambda pair: pair[0])
        groups = [
            tuple(name for _, name in group) for _, group in groupby(ranked, key=lambda p: p[0])
        ]
        try:
            return cls(tuple(groups))
        except ProblemError as error:
            raise _found_in(_fault("ranks", ranks=str(dict(ranks))), error) from None

    @classmethod
    def of(cls, order: OrderInput) -> WeakOrder:
        """Take any of the forms an order can be written in.

        Parameters
        ----------
        order : WeakOrder, str, mapping of name to rank, or sequence of groups
            See `parse`, `from_ranks` and `from_groups`. A pandas Series counts as a mapping.

        Raises
        ------
        ProblemError
            If it has none of these forms, or a fault in it.
        """
        if isinstance(order, WeakOrder):
            return order
        if isinstance(order, str):
            return cls.parse(order)
        if isinstance(order, Mapping):
            return cls.from_ranks(order)
        if hasattr(order, "to_dict"):
            return cls.from_ranks(order.to_dict())
        if isinstance(order, list | tuple):
            return cls.from_groups(order)
        raise ProblemError(_fault("no order", given=shown(order)))

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ranked alternatives, best first."""
        return tuple(name for group in self.groups for name in group)

    @property
    def ranks(self) -> dict[str, int]:
        """Rank of each alternative: 1 + the number ranked strictly better (1, 2, 2, 4)."""
        ranks = {}
        better = 0
        for group in self.groups:
            ranks.update(dict.fromkeys(group, better + 1))
            better += len(group)
        return ranks

    @checks_arguments
    def average_ranks(self, alternatives: Sequence[Text] | str) -> FloatArray:
        """Give ranks with ties averaged (1, 2.5, 2.5), NaN where not ranked; shape (m,)."""
        ranks = [np.nan] * len(alternatives)
        position = {name: index for index, name in enumerate(alternatives)}
        better = 0
        for group in self.groups:
            for name in group:
                ranks[position[name]] = better + (len(group) + 1) / 2
            better += len(group)
        return np.array(ranks, dtype=np.float64)

    @checks_arguments
    def arranged(self, alternatives: Sequence[Text] | str) -> WeakOrder:
        """Write tied alternatives in the order of `alternatives`: the canonical form.

        Raises
        ------
        ProblemError
            If the order names an alternative that is not among them.
        """
        position = {name: index for index, name in enumerate(alternatives)}
        raise_any(
            unknown_name("alternative", name, alternatives)
            for name in self.alternatives
            if name not in position
        )
        groups = tuple(
            group if len(group) == 1 else tuple(sorted(group, key=position.__getitem__))
            for group in self.groups
        )
        return self if groups == self.groups else WeakOrder(groups)

    @checks_arguments
    def without(self, names: Iterable[Text]) -> WeakOrder | None:
        """Leave alternatives out; None if nobody is left."""
        dropped = set(names)
        groups = (tuple(name for name in group if name not in dropped) for group in self.groups)
        kept = tuple(group for group in groups if group)
        return WeakOrder(kept) if kept else None

    @checks_arguments
    def renamed(self, names: Mapping[str, Text]) -> WeakOrder:
        """Call alternatives otherwise, by their names."""
        return WeakOrder(tuple(tuple(names.get(each, each) for each in g) for g in self.groups))

    def __str__(self) -> str:
        return " > ".join(" = ".join(group) for group in self.groups)


OrderInput: TypeAlias = WeakOrder | str | Mapping[str, float | None] | Iterable[str | Iterable[str]]


def is_more(
    one: FloatArray | np.float64, other: FloatArray | float, unit: float = 1.0
) -> BoolArray:
    """Tell which weighted sums are more than others, and not equal but for rounding.

    Parameters
    ----------
    one, other : arrays that go together, or a number
    unit : float
        Largest contribution that one unit of weight can make to a sum; sums within
        ``TIE_TOLERANCE * unit`` of each other are equal.

    Examples
    --------
    >>> is_more(np.array([0.1 + 0.2, 0.4]), 0.3)
    array([False,  True])
    """
    return np.asarray(one > other + TIE_TOLERANCE * unit, dtype=np.bool_)


def ranks_from_scores(scores: FloatArray, unit: float = 1.0) -> IntArray:
    """Rank alternatives by score, higher is better: 1 + the number strictly better.

    Parameters
    ----------
    scores : array of shape (..., n_alternatives)
    unit : float
        Largest contribution that one unit of weight can make to a score; scores within
        ``TIE_TOLERANCE * unit`` of each other are tied.

    Returns
    -------
    array of int, shape (..., n_alternatives)
        1, 2, 2, 4 where two are tied for second place.

    Examples
    --------
    >>> ranks_from_scores(np.array([0.5, 0.1 + 0.2, 0.3, 0.0]))
    array([1, 2, 2, 4])
    """
    if scores.ndim == 1 and len(scores) <= _MOST_COMPARED:
        return np.asarray(1 + (scores > scores[:, None] + TIE_TOLERANCE * unit).sum(axis=1))
    samples = scores.reshape(-1, scores.shape[-1])
    is_few = samples.shape[1] <= _MOST_COMPARED
    ranks = _ranks_by_comparing(samples, unit) if is_few else _ranks_by_sorting(samples, unit)
    return ranks.reshape(scores.shape)


def _ranks_by_comparing(scores: FloatArray, unit: float) -> IntArray:
    """Compare each alternative with each; an alternative at a time, of all samples."""
    columns = np.ascontiguousarray(scores.T)
    beaten_by = columns + TIE_TOLERANCE * unit  # what is above is more, as `is_more` has it
    better = np.zeros(columns.shape, dtype=np.min_scalar_type(len(columns)))
    for rival in columns:
        better += rival > beaten_by
    return np.asarray(better.T.astype(np.intp) + 1)


def _ranks_by_sorting(scores: FloatArray, unit: float) -> IntArray:
    """Sort each row, and let those that are tied begin where the first of them does.

    Where tied ones are not all tied with each other, as rounding would have to add up to, only
    comparing tells.
    """
    by_score = np.argsort(-scores, axis=1)
    falling = np.take_along_axis(scores, by_score, axis=1)
    is_first = np.ones(scores.shape, dtype=np.bool_)
    is_first[:, 1:] = is_more(falling[:, :-1], falling[:, 1:], unit)
    place = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    if not is_first.all():
        place = np.maximum.accumulate(np.where(is_first, place, 0), axis=1)
    ranks = np.empty(scores.shape, dtype=np.intp)
    np.put_along_axis(ranks, by_score, place + 1, axis=1)
    if not is_first.all():
        is_apart = is_more(np.take_along_axis(falling, place, axis=1), falling, unit)
        unclear = np.flatnonzero(is_apart.any(axis=1))
        ranks[unclear] = _ranks_by_comparing(scores[unclear], unit)
    return ranks


def as_real(value: object) -> float | None:
    """Give a plain real number as a float (NaN included), or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def real_in(text: str) -> float | None:
    r"""Read a number as people type it, or give None: also for what only Python takes for one.

    Examples
    --------
    >>> real_in("1e3"), real_in("1_000"), real_in("\N{FULLWIDTH DIGIT ONE}")
    (1000.0, None, None)
    """
    try:
        return float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        return None


def average_ranks(positions: FloatArray) -> FloatArray:
    """Turn positions (lower is better, any scale) into ranks with ties averaged.

    Parameters
    ----------
    positions : array of shape (..., n_alternatives)
        NaN = not ranked.

    Returns
    -------
    array of the same shape
        Ranks among those that are ranked, 1 = best; NaN stays NaN.

    Examples
    --------
    >>> average_ranks(np.array([7, 3, np.nan, 7]))
    array([2.5, 1. , nan, 2.5])
    """
    better = (positions[..., None, :] < positions[..., :, None]).sum(axis=-1)
    tied = (positions[..., None, :] == positions[..., :, None]).sum(axis=-1)
    return np.where(np.isnan(positions), np.nan, better + (tied + 1) / 2)


def tie_levels(ranks: FloatArray) -> IntArray:
    """Give the level of each on its row, 0 for the best; those that are tied share one.

    Parameters
    ----------
    ranks : array of shape (n_criteria, n_alternatives)
        NaN = not ranked, which is a level of its own for each, behind all.

    Returns
    -------
    array of int of the same shape

    Examples
    --------
    >>> tie_levels(np.array([[2.5, 1.0, 4.0, 2.5]])).tolist()
    [[1, 0, 2, 1]]
    """
    by_rank = np.argsort(ranks, axis=1)
    rising = np.take_along_axis(ranks, by_rank, axis=1)
    in_order = np.zeros(ranks.shape, dtype=np.intp)
    np.cumsum(rising[:, 1:] != rising[:, :-1], axis=1, out=in_order[:, 1:])
    levels = np.empty_like(in_order)
    np.put_along_axis(levels, by_rank, in_order, axis=1)
    return levels


def number_of_weak_orders(n: int) -> float:
    """Count the rankings of n alternatives, ties among them (Fubini numbers; OEIS A000670).

    Of more than twelve there are more than 10^12, given as infinitely many.

    Examples
    --------
    >>> [number_of_weak_orders(n) for n in range(5)]
    [1, 1, 3, 13, 75]
    """
    if n > _MOST_COUNTED:
        return math.inf
    counts = [1]
    for m in range(1, n + 1):
        counts.append(sum(math.comb(m, k) * counts[m - k] for k in range(1, m + 1)))
    return counts[n]


def order_from_ranks(
    ranks: Sequence[float] | NDArray[np.generic], names: Sequence[str]
) -> WeakOrder:
    """Read ranks, in the order of `names`, as a weak order."""
    return WeakOrder.from_ranks(dict(zip(names, np.asarray(ranks).tolist(), strict=True)))


def order_texts(ranks: IntArray, names: Sequence[str]) -> list[str]:
    """Write many rankings, as `order_from_ranks` writes one.

    Parameters
    ----------
    ranks : array of int, shape (n_orders, n_alternatives)
    names : sequence of str

    Examples
    --------
    >>> order_texts(np.array([[2, 1, 3], [1, 1, 3]]), ["A", "B", "C"])
    ['B > A > C', 'A = B > C']
    """
    by_rank = np.argsort(ranks, axis=1, kind="stable")
    rising = np.take_along_axis(ranks, by_rank, axis=1)
    signs = np.where(rising[:, 1:] > rising[:, :-1], " > ", " = ")
    return [
        "".join([names[first], *(part for k, sign in zip(rest, of_row, strict=True)
                                 for part in (sign, names[k]))])
        for (first, *rest), of_row in zip(by_rank.tolist(), signs.tolist(), strict=True)
    ]  # fmt: skip


def _read_groups(text: str) -> tuple[tuple[str, ...], ...]:
    if "<" in text:
        raise ProblemError(_fault("worst first"))
    return tuple(_read_group(part, text) for part in _BETTER.split(composed(text)))


def _read_group(part: str, text: str) -> tuple[str, ...]:
    part = part.strip()
    if part.startswith("{") and part.endswith("}"):
        names = [name.strip() for name in part[1:-1].split(",")]
    else:
        names = [name.strip() for name in _EQUAL.split(part)]
    if any(sign in name for name in names for sign in "{}"):
        raise ProblemError(_fault("braces", example="{A, B} > C"))
    if not all(names) and re.search(r"[>=]\s*[>=]", text):
        raise ProblemError(_fault("two signs"))
    if not all(names):
        raise ProblemError(_fault("empty place"))
    return tuple(names)


def _found_in(where: Fault, error: ProblemError) -> ProblemError:
    return ProblemError(*(fault.within(where) for fault in error.faults))


def _is_group(group: object) -> bool:
    has_dimensions = getattr(group, "ndim", 1) > 0  # a NumPy scalar says it can be gone through
    return isinstance(group, Iterable) and not isinstance(group, str | bytes) and has_dimensions


def _is_rank(value: object) -> bool:
    number = as_real(value)
    return value is None or (number is not None and not math.isinf(number))
