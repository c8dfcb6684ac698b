"""Where methods differ: in whom they put first, and on pairs of alternatives.

A method that says nothing of a pair does not differ from one that does. A choice set says nothing
of two that it chooses, or of two that it does not; a partial order nothing of two that it leaves
incomparable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from mcda_ai.messages.claims import Claim, Value, claims_of
from mcda_ai.methods.ranking import Ranking

Pair: TypeAlias = tuple[str, str]
_MOST_PAIRS = 3
_MOST_NAMED = 3
_MOST_OPEN = 8
_claim = claims_of("comparison.methods")


@dataclass(frozen=True)
class View:
    """What a group of methods that are one method here says.

    Attributes
    ----------
    group : tuple of str
    relations : dict of pair to "ahead", "behind" or "tied"
        Of the pairs of which one of them says something, each pair once.
    speakers : dict of pair to list of methods
        Which of them do.
    first : tuple of str
        Whom they put first, or among whom they leave that open; nobody if a choice set is empty.
    """

    group: tuple[str, ...]
    relations: Mapping[Pair, str]
    speakers: Mapping[Pair, list[str]]
    first: tuple[str, ...]

    @classmethod
    def of(cls, group: tuple[str, ...], rankings: Mapping[str, Ranking]) -> View:
        """Gather what the methods of a group say."""
        relations: dict[Pair, str] = {}
        speakers: dict[Pair, list[str]] = {}
        for name in group:
            for pair, relation in _stated(rankings[name]):
                relations[pair] = relation
                speakers.setdefault(pair, []).append(name)
        return cls(group, relations, speakers, tuple(rankings[group[0]].leaders))

    @property
    def is_open(self) -> bool:
        """Whether it does not say in which order those stand that it puts first."""
        return any(pair not in self.relations for pair in combinations(self.first, 2))

    def contradicts(self, other: View) -> bool:
        """Tell whether two differ in who is first, and both say something of it."""
        if not self.is_open and not other.is_open:
            return self.first != other.first
        apart = set(self.first) ^ set(other.first)
        both = self.relations.keys() & other.relations.keys()
        return any(
            self.relations[pair] != other.relations[pair] for pair in both if apart & set(pair)
        )


def _stated(ranking: Ranking) -> Iterator[tuple[Pair, str]]:
    """Yield each pair of which a method says something, and what."""
    returns, ranks = ranking.method.returns, ranking.ranks.to_dict()
    partial = ranking.by_pair["relation"].to_dict() if returns == "outranking" else None
    for pair in combinations(ranking.problem.alternative_names, 2):
        relation = _by_rank(*(ranks[name] for name in pair)) if partial is None else partial[pair]
        chooses_alike = returns == "choice_set" and relation == "tied"
        if relation != "incomparable" and not chooses_alike:
            yield pair, str(relation)


def _by_rank(one: int, other: int) -> str:
    return "tied" if one == other else "ahead" if one < other else "behind"


def who_is_first(views: Sequence[View]) -> Iterator[Claim]:
    """Say which groups put whom first, or leave it open; what most groups say at the start."""
    alike: dict[tuple[tuple[str, ...], bool], list[View]] = {}
    for view in views:
        alike.setdefault((view.first, view.is_open), []).append(view)
    for (who, is_open), same in sorted(alike.items(), key=lambda item: -len(item[1])):
        told = {**_named([view.group for view in same], most=1), "all": len(views), "who": who}
        if is_open:
            yield _claim("leaves open", **told, among=len(who), many=len(who) > _MOST_OPEN)
        else:
            yield _claim("puts", **told)


def differences(views: Sequence[View], names: Sequence[str]) -> Iterator[Claim]:
    """Say on which pairs groups differ that both say something of them."""
    disputed = [
        pair
        for pair in combinations(names, 2)
        if len({view.relations[pair] for view in views if pair in view.relations}) > 1
    ]
    for pair in disputed[:_MOST_PAIRS]:
        yield _claim("pair", one=pair[0], other=pair[1], sides=tuple(_sides(views, pair)))
    if len(disputed) > _MOST_PAIRS:
        yield _claim("more pairs", n=len(disputed) - _MOST_PAIRS)


def _sides(views: Sequence[View], pair: Pair) -> Iterator[Claim]:
    """Say who puts which of two ahead, and who puts them level."""
    for relation, ahead in (("ahead", pair[0]), ("behind", pair[1]), ("tied", False)):
        groups = [
            tuple(view.speakers[pair]) for view in views if view.relations.get(pair) == relation
        ]
        if groups:
            yield _claim("side", **_named(groups, most=_MOST_NAMED), ahead=ahead)


def _named(groups: Sequence[tuple[str, ...]], most: int) -> dict[str, Value]:
    """Name groups, or count them if they are more than that."""
    methods = ", ".join(map(equal, groups)) if len(groups) <= most else ""
    n_methods = sum(map(len, groups))
    return {"methods": methods, "n": len(groups), "several": n_methods > 1}


def equal(names: Sequence[str]) -> str:
    """Write methods that are one method here."""
    return " = ".join(names)
