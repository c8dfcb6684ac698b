"""Partial orders: rankings that leave some alternatives unrelated, written as chains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, TypeAlias

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, unknown_name
from mcda_ai.messages.label import Text
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, OrderInput, WeakOrder

Groups: TypeAlias = tuple[tuple[str, ...], ...]

_COMMA_BETWEEN_CHAINS = re.compile(r",(?![^{]*\})")

_fault = faults_of("orders")


@dataclass(frozen=True, eq=False)
class PartialOrder:
    """A ranking that leaves at least two of its alternatives unrelated: neither better nor tied.

    Equal to another if it relates the same alternatives in the same way, however it was written.

    Parameters
    ----------
    chains : tuple of chains
        A chain is a tuple of groups, as a `WeakOrder` has them. The relation is all that follows
        from the chains together; kept are the fewest steps that tell it.
    alternatives : tuple of str, optional
        The related alternatives, in the order in which they are written; in that of the chains
        unless given.

    Raises
    ------
    ProblemError
        If something is better than itself, or a chain relates nothing.

    Examples
    --------
    >>> order = PartialOrder.parse("C > D, A > B, A > D, C > E > D")
    >>> print(order)
    C > E > D, A > B, A > D
    >>> print(order.arranged(["A", "B", "C", "D", "E"]))
    A > B, A > D, C > E > D
    >>> order.unrelated
    ('C', 'A')
    >>> order == PartialOrder.parse("A > D, A > B, C > E, E > D")
    True
    """

    chains: tuple[Groups, ...]
    alternatives: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        relation = self._relation
        if relation.is_total:
            raise ProblemError(_fault("all related", order=str(WeakOrder(relation.groups))))
        # Behind the back of a frozen dataclass.
        vars(self).update(alternatives=relation.names, chains=relation.chains)

    @cached_property
    def _relation(self) -> _Relation:
        chains = [WeakOrder(chain).groups for chain in self.chains or ((),)]
        return _Relation.of(chains, self.alternatives)

    @classmethod
    @checks_arguments
    def parse(cls, text: str) -> PartialOrder:
        """Read text such as ``A > B, C > D``; see `order_of`, which also reads other orders."""
        order = order_of(text)
        if isinstance(order, WeakOrder):
            raise ProblemError(_fault("all related", order=str(order)))
        return order

    @property
    def groups(self) -> Groups:
        """Those tied with one another, whoever has fewer above him first."""
        return self._relation.groups

    @property
    def unrelated(self) -> tuple[str, str]:
        """The first two alternatives that it leaves unrelated."""
        one, other = np.argwhere(~self._relation.related)[0]
        return self.alternatives[one], self.alternatives[other]

    @property
    def n_unrelated(self) -> int:
        """How many pairs of its alternatives it leaves unrelated."""
        return int((~self._relation.related).sum()) // 2

    @property
    def ranks(self) -> dict[str, tuple[int, int]]:
        """The best and the worst rank that each alternative can have, unrelated ones anywhere."""
        better, worse, tied = self._relation.counts
        best, worst = 1 + better, len(self.alternatives) - worse - tied
        return dict(zip(self.alternatives, zip(best.tolist(), worst.tolist(), strict=True),
                        strict=True))  # fmt: skip

    @checks_arguments
    def above(self, alternatives: Sequence[Text] | str) -> BoolArray:
        """Tell who is ranked above whom; shape (m, m), False where somebody is not ranked."""
        return self._placed(self._relation.above, alternatives)

    @checks_arguments
    def related(self, alternatives: Sequence[Text] | str) -> BoolArray:
        """Tell which pairs it relates: above, tied or below; shape (m, m), diagonal False."""
        related = self._placed(self._relation.related, alternatives)
        return np.asarray(related & ~np.eye(len(alternatives), dtype=np.bool_))

    def _placed(self, table: BoolArray, alternatives: Sequence[str]) -> BoolArray:
        place = {name: index for index, name in enumerate(alternatives)}
        places = [place[name] for name in self.alternatives]
        placed = np.zeros((len(alternatives), len(alternatives)), dtype=np.bool_)
        placed[np.ix_(places, places)] = table
        return placed

    @checks_arguments
    def place_bounds(self, alternatives: Sequence[Text] | str) -> tuple[FloatArray, FloatArray]:
        """Give the best and the worst average rank that each can have; NaN where not ranked."""
        best, worst = np.full((2, len(alternatives)), np.nan)
        better, worse, tied = self._relation.counts
        place = {name: index for index, name in enumerate(alternatives)}
        places = [place[name] for name in self.alternatives]
        best[places] = better + 1 + tied / 2
        worst[places] = len(self.alternatives) - worse - tied / 2
        return best, worst

    @checks_arguments
    def arranged(self, alternatives: Sequence[Text] | str) -> PartialOrder:
        """Write it in the order of `alternatives`: the canonical form.

        Raises
        ------
        ProblemError
            If the order names an alternative that is not among them.
        """
        known = dict.fromkeys(alternatives)
        raise_any(
            unknown_name("alternative", name, alternatives)
            for name in self.alternatives
            if name not in known
        )
        names = tuple(name for name in known if name in self._relation.place)
        return self if names == self.alternatives else PartialOrder(self.chains, names)

    @checks_arguments
    def without(self, names: Iterable[Text]) -> Order | None:
        """Leave alternatives out; what followed through them still holds. None if none is left."""
        gone = set(names)
        kept = [name for name in self.alternatives if name not in gone]
        return _order(self._relation.among(kept))

    @checks_arguments
    def renamed(self, names: Mapping[str, Text]) -> PartialOrder:
        """Call alternatives otherwise, by their names."""
        chains = (WeakOrder(chain).renamed(names).groups for chain in self.chains)
        return PartialOrder(
            tuple(chains), tuple(names.get(each, each) for each in self.alternatives)
        )

    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, PartialOrder) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key)

    @cached_property
    def _key(self) -> tuple[tuple[str, ...], bytes]:
        relation = self._relation.among(sorted(self.alternatives))
        return relation.names, relation.at_least.tobytes()

    def __str__(self) -> str:
        return ", ".join(str(WeakOrder(chain)) for chain in self.chains)

    def __reduce__(self) -> tuple[Any, ...]:
        return PartialOrder, (self.chains, self.alternatives)


Order: TypeAlias = WeakOrder | PartialOrder
"""A ranking of some or all of the alternatives; a partial one relates not all that it ranks."""

RankingInput: TypeAlias = Annotated[
    OrderInput | PartialOrder, "told by mcda_ai.orders.partial_order.order_of"
]


def order_of(given: RankingInput, names: Collection[str] = ()) -> Order:
    """Take any of the forms an order can be written in, a partial order included.

    Parameters
    ----------
    given : order, str, mapping of name to rank, sequence of groups, or of chains of groups
        Text holds one chain, such as ``A > B = C``, or several with commas between them:
        ``A > B, C > D``. Chains may share names; the relation is all that follows from them. A
        list in which each entry is a list of lists holds chains of groups.
    names : collection of str, optional
        The names there are, if that is known: then a name may hold a comma.

    Returns
    -------
    WeakOrder or PartialOrder
        A weak order where all that it names are related.

    Raises
    ------
    ProblemError
        If it has none of these forms, or a fault in it, such as a cycle.

    Examples
    --------
    >>> order_of("A > B, B > C")
    WeakOrder(groups=(('A',), ('B',), ('C',)))
    >>> print(order_of("A > B, A > C"))
    A > B, A > C
    >>> order_of("A > B = C, C > A")
    Traceback (most recent call last):
    mcda_ai.messages.faults.ProblemError: order 'A > B = C, C > A': a cycle, A > B = C > A; \
an option cannot be better than itself
    """
    if isinstance(given, PartialOrder):
        return given
    if isinstance(given, str) and _COMMA_BETWEEN_CHAINS.search(given):
        return _order_in_text(given, names)
    if isinstance(given, list | tuple) and given and all(map(_is_chain, given)):
        return _order_of_chains([WeakOrder.from_groups(chain) for chain in given])
    return WeakOrder.of(given)


def _is_chain(given: object) -> bool:
    return isinstance(given, list | tuple) and all(isinstance(each, list | tuple) for each in given)


def _order_in_text(text: str, names: Collection[str]) -> Order:
    """Read chains with commas between them, or names with commas in them, if these are known."""
    named = _with_commas_in_names(text, names)
    try:
        parts = _COMMA_BETWEEN_CHAINS.split(text)
        order = _order_of_chains([WeakOrder.parse_chain(part) for part in parts])
    except ProblemError as error:
        if named is None:
            where = _fault("order", text=text)
            raise ProblemError(*(fault.within(where) for fault in error.faults)) from None
        return named
    if named is not None and set(names).issuperset(order.alternatives):
        raise ProblemError(_fault("commas", text=text))
    return named or order


def _with_commas_in_names(text: str, names: Collection[str]) -> WeakOrder | None:
    """Read one chain of known names; None if some are not known."""
    try:
        order = WeakOrder.parse(text)
    except ProblemError:
        return None
    return order if set(names).issuperset(order.alternatives) else None


def _order_of_chains(chains: Sequence[WeakOrder]) -> Order:
    order = _order(_Relation.of([chain.groups for chain in chains]))
    assert order is not None  # each chain relates something
    return order


def _order(relation: _Relation) -> Order | None:
    """Give the order that relates so; who is related to nobody is not ranked by it."""
    counts = relation.related.sum(axis=1)
    kept = [name for name, n in zip(relation.names, counts, strict=True) if n > 1]
    if not kept:
        return None
    relation = relation.among(kept)
    if relation.is_total:
        return WeakOrder(relation.groups)
    return PartialOrder(relation.chains, relation.names)


@dataclass(frozen=True, eq=False)
class _Relation:
    """Who is at least as good as whom: reflexive, and closed under what follows from it."""

    names: tuple[str, ...]
    at_least: BoolArray

    @classmethod
    def of(cls, chains: Sequence[Groups], names: Sequence[str] = ()) -> _Relation:
        """Close what the chains say; names come in order of first appearance unless given."""
        alone = [chain[0][0] for chain in chains if len(chain) == len(chain[0]) == 1]
        if alone:
            raise ProblemError(_fault("chain of one", names=tuple(alone)))
        mentioned = dict.fromkeys(name for chain in chains for group in chain for name in group)
        names = tuple(dict.fromkeys([*(name for name in names if name in mentioned), *mentioned]))
        place = {name: index for index, name in enumerate(names)}
        at_least = np.eye(len(names), dtype=np.bool_)
        steps = list(_steps(chains))
        for better, other, is_tie in steps:
            at_least[place[better], place[other]] = True
            at_least[place[other], place[better]] |= is_tie
        follows = _closed(at_least)
        raise_any(_cycles(steps, names, at_least, follows))
        return cls(names, follows)

    @cached_property
    def place(self) -> dict[str, int]:
        return {name: index for index, name in enumerate(self.names)}

    @cached_property
    def above(self) -> BoolArray:
        return np.asarray(self.at_least & ~self.at_least.T)

    @property
    def related(self) -> BoolArray:
        return np.asarray(self.at_least | self.at_least.T)

    @property
    def counts(self) -> tuple[IntArray, IntArray, IntArray]:
        """How many are better, worse and tied with each, itself not counted."""
        tied = (self.at_least & self.at_least.T).sum(axis=1) - 1
        return self.above.sum(axis=0), self.above.sum(axis=1), tied

    @property
    def is_total(self) -> bool:
        return bool(self.related.all())

    def among(self, names: Sequence[str]) -> _Relation:
        """Leave out all but these names, and take them in this order."""
        places = [self.place[name] for name in names]
        return _Relation(tuple(names), self.at_least[np.ix_(places, places)])

    @cached_property
    def _members(self) -> list[list[int]]:
        """Places of those tied with one another, whoever has fewer above him first."""
        tied = self.at_least & self.at_least.T
        firsts = np.flatnonzero(tied.argmax(axis=1) == np.arange(len(tied)))
        by_depth = firsts[np.argsort(self.above.sum(axis=0)[firsts], kind="stable")]
        return [np.flatnonzero(tied[first]).tolist() for first in by_depth]

    @property
    def groups(self) -> Groups:
        """The names of those tied with one another, likewise."""
        return tuple(tuple(self.names[place] for place in group) for group in self._members)

    @property
    def chains(self) -> tuple[Groups, ...]:
        """The fewest steps from which all follows, joined into chains, each step in one of them."""
        firsts = [group[0] for group in self._members]
        above = self.above[np.ix_(firsts, firsts)]
        through_others = (above.astype(np.float32) @ above.astype(np.float32)) > 0
        left = above & ~through_others
        groups, chains = self.groups, []
        for group in range(len(firsts)):
            alone = not above[group].any() and not above[:, group].any()
            while left[group].any() or alone:
                chains.append(tuple(groups[each] for each in _path(left, group)))
                alone = False
        return tuple(chains)


def _closed(at_least: BoolArray) -> BoolArray:
    """Add what follows by way of others (Warshall 1962), eight pairs in a byte."""
    n = len(at_least)
    packed = np.packbits(at_least, axis=1)
    for middle in range(n):
        reach_it = packed[:, middle >> 3] >> (7 - (middle & 7)) & 1
        packed[reach_it.astype(np.bool_)] |= packed[middle]
    return np.unpackbits(packed, axis=1, count=n).astype(np.bool_)


def _path(left: BoolArray, start: int) -> Iterator[int]:
    """Go down from a group by steps that no chain has yet, and take them away."""
    yield start
    while left[start].any():
        following = int(left[start].argmax())
        left[start, following] = False
        start = following
        yield start


def _steps(chains: Iterable[Groups]) -> Iterator[tuple[str, str, bool]]:
    """Yield who is stated to be better than whom, or tied with: neighbours in a chain."""
    for chain in chains:
        for group in chain:
            yield from ((one, other, True) for one, other in pairwise(group))
        for group, following in pairwise(chain):
            yield group[-1], following[0], False


def _cycles(
    steps: Iterable[tuple[str, str, bool]],
    names: Sequence[str],
    stated: BoolArray,
    at_least: BoolArray,
) -> Iterator[Fault]:
    """Yield the first cycle: somebody who is better than one who is at least as good."""
    place = {name: index for index, name in enumerate(names)}
    strict = {(place[one], place[other]) for one, other, is_tie in steps if not is_tie}
    for better, other in sorted(strict):
        if at_least[other, better]:
            way = [better, *_shortest_way(stated, other, better)]
            signs = [" > " if pair in strict else " = " for pair in pairwise(way)]
            told = "".join(names[at] + sign for at, sign in zip(way, signs, strict=False))
            yield _fault("cycle", cycle=told + names[better])
            return


def _shortest_way(stated: BoolArray, start: int, end: int) -> list[int]:
    """Go from one place to another by stated steps, by way of as few others as there can be."""
    came_from = {start: start}
    reached = [start]
    for at in reached:
        for following in np.flatnonzero(stated[at]).tolist():
            if following not in came_from:
                came_from[following] = at
                reached.append(following)
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]
