"""Axioms of social choice as checks that can be run: what a method may or may not do to whom.

An axiom is tried on a *rule*, what a method makes of a profile, and one *profile*, rankings with
weights. It makes every variant of the profile that it speaks of, so that a witness against a
method is always just one profile, short enough to write down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import numpy as np

from mcda_ai.messages.lists import listed
from mcda_ai.methods.profile import Profile
from mcda_ai.orders.weak_order import (
    BoolArray,
    FloatArray,
)

_MOST_SPLIT_IN_EVERY_WAY = 6  # criteria


class Outcome(NamedTuple):
    """What a method makes of a profile."""

    leaders: BoolArray
    """Who leads, possibly nobody; shape (n_alternatives,)."""
    ahead: BoolArray
    """[i, j]: i comes out strictly ahead of j; shape (n_alternatives, n_alternatives)."""


Rule: TypeAlias = Callable[[Profile], Outcome]
"""A method as axioms see it; it may raise `ProblemError` for a profile that it refuses."""


@dataclass(frozen=True)
class Axiom:
    """A demand that one may make on methods, and a way to look for a breach of it.

    Parameters
    ----------
    name : str
    statement, reference : str
        One sentence, and where the demand is made or discussed.
    violation : callable
        Given a rule and a profile, a sentence that says what goes wrong on the profile or a
        variant of it, or None. A `ProblemError` that the rule raises is not caught: whether a
        refusal counts is for the caller to say.

    Examples
    --------
    >>> def plurality(profile):
    ...     score = profile.weights @ (profile.ranks == 1)
    ...     return Outcome(score == score.max(), score[:, None] > score)
    >>> profile = Profile.parse("2: A > B > C; 2: C > B > A; 1: B > A > C")
    >>> AXIOMS["condorcet winner"].violation(plurality, profile)
    'B beats every other alternative by weight, but A and C lead'
    """

    name: str
    statement: str
    reference: str
    violation: Callable[[Rule, Profile], str | None]


# --- variants of a profile -----------------------------------------------------------------------


def _without(profile: Profile, alternative: int) -> Profile | None:
    """Keep the criteria that still compare a pair; None if there are none."""
    ranks = np.delete(profile.ranks, alternative, axis=1)
    kept = (~np.isnan(ranks)).sum(axis=1) > 1
    return Profile(ranks[kept], profile.weights[kept]) if kept.any() else None


def _moved_up(profile: Profile, alternative: int) -> Iterator[tuple[int, Profile]]:
    """Move one up out of a tie, into one with the next better group, and past that group."""
    for criterion, row in enumerate(profile.ranks):
        own = row[alternative]
        better = row[row < own]  # larger moves are made of moves past the next group
        steps = {own - 0.5} if (row == own).sum() > 1 else set()
        steps |= {better.max(), better.max() - 0.5} if len(better) else set()
        for step in sorted(steps, reverse=True):
            ranks = profile.ranks.copy()
            ranks[criterion, alternative] = step
            yield criterion, Profile(ranks, profile.weights)


def _splits(n_criteria: int) -> Iterator[BoolArray]:
    """Split criteria into two groups, neither of them empty: in every way, or in some if many."""
    n_ways = 2 ** (min(n_criteria, _MOST_SPLIT_IN_EVERY_WAY) - 1)
    ways = np.arange(n_ways)[:, None] >> np.arange(n_criteria) & 1 > 0
    if n_criteria > _MOST_SPLIT_IN_EVERY_WAY:
        ways = np.random.default_rng(0).random((n_ways, n_criteria)) < 0.5
    yield from (way for way in ways if way.any() and not way.all())


_Cloned: TypeAlias = tuple[Profile, Profile, int, BoolArray]
"""With and without a clone; which it is; it and its kind, among the alternatives with it."""


def _twins_added(profile: Profile) -> Iterator[_Cloned]:
    """Give each alternative a twin: right below it on every criterion, or tied with it."""
    m = profile.ranks.shape[1]
    for original, column in enumerate(profile.ranks.T):
        # A rival that is tied with the original must be tied with the twin, or tells them apart.
        alone = (profile.ranks == column[:, None]).sum(axis=1) == 1
        for below in (0.5 * alone, np.zeros(len(column))):
            ranks = np.column_stack([profile.ranks, column + below])
            clones = np.isin(np.arange(m + 1), [original, m])
            yield Profile(ranks, profile.weights), profile, m, clones


def _clones_left_out(profile: Profile) -> Iterator[_Cloned]:
    """Leave out each clone that the profile has.

    Small sets of clones suffice: what leaving one of them out does not change for a set, it does
    not change for a larger set either.
    """
    m = profile.ranks.shape[1]
    for pair in combinations(range(m), 2):
        clones = _smallest_clone_set(profile.ranks, pair)
        for clone in pair:
            smaller = None if clones.all() else _without(profile, clone)
            if smaller is not None:
                yield profile, smaller, clone, clones


def _smallest_clone_set(ranks: FloatArray, pair: tuple[int, int]) -> BoolArray:
    """Take in whoever some criterion does not rank alike to all inside; shape (m,)."""
    relation = np.nan_to_num(np.sign(ranks[:, :, None] - ranks[:, None, :]), nan=2.0)
    inside = np.isin(np.arange(ranks.shape[1]), pair)
    while True:
        seen = relation[:, inside]
        apart = (seen != seen[:, :1]).any(axis=(0, 1)) & ~inside
        if not apart.any():
            return inside
        inside |= apart


# --- checks: each gives what is wrong, or nothing ------------------------------------------------


def _condorcet_winner(rule: Rule, profile: Profile) -> str | None:
    winner = profile.beats.sum(axis=1) == len(profile.names) - 1
    if not winner.any():
        return None
    leaders = rule(profile).leaders
    name = _listed(profile, winner)
    told = f"{name} beats every other alternative by weight, but {_who_leads(profile, leaders)}"
    return None if np.array_equal(leaders, winner) else told


def _condorcet_loser(rule: Rule, profile: Profile) -> str | None:
    loser = profile.beats.sum(axis=0) == len(profile.names) - 1
    if not (loser.any() and (rule(profile).leaders & loser).any()):
        return None
    return f"{_listed(profile, loser)} loses to every other alternative by weight, but leads"


def _smith(rule: Rule, profile: Profile) -> str | None:
    reaches = ~profile.beats.T  # i reaches j unless j beats i, or else over others
    for middle in range(len(reaches)):
        reaches |= reaches[:, middle, None] & reaches[middle]
    smith = np.asarray(reaches.all(axis=1))
    outside = rule(profile).leaders & ~smith
    if not outside.any():
        return None
    inside = f"{_listed(profile, smith)} {'beats' if smith.sum() == 1 else 'beat'}"
    return f"{inside} every other alternative by weight, but {_who_leads(profile, outside)}"


def _pareto(rule: Rule, profile: Profile) -> str | None:
    above = (profile.ranks[:, :, None] < profile.ranks[:, None, :]).all(axis=0)
    leaders = rule(profile).leaders
    for better, worse in np.argwhere(above & leaders):
        names = profile.names
        return f"every criterion ranks {names[worse]} below {names[better]}, but it leads"
    return None


def _monotonicity(rule: Rule, profile: Profile) -> str | None:
    for leader in np.flatnonzero(rule(profile).leaders).tolist():
        for criterion, variant in _moved_up(profile, leader):
            if not rule(variant).leaders[leader]:
                where = f"moved up on criterion {criterion + 1}: {variant}"
                return f"{profile.names[leader]} leads, but no longer once it is {where}"
    return None


def _reinforcement(rule: Rule, profile: Profile) -> str | None:
    found: BoolArray | None = None
    for group in _splits(len(profile.weights)):
        parts = [Profile(profile.ranks[of], profile.weights[of]) for of in (~group, group)]
        one, other = (rule(part).leaders for part in parts)
        if not (one & other).any():
            continue
        found = rule(profile).leaders if found is None else found
        if not np.array_equal(found, one & other):
            common, all_told = (_who_leads(profile, leaders) for leaders in (one & other, found))
            return f"{common} on both parts, ({parts[0]}) and ({parts[1]}), but together {all_told}"
    return None


def _reversal(rule: Rule, profile: Profile) -> str | None:
    if (np.nanmax(profile.ranks, axis=1) == np.nanmin(profile.ranks, axis=1)).all():
        return None  # nothing but ties: there is no order to turn round
    leaders = rule(profile).leaders
    turned = Profile(-profile.ranks, profile.weights)
    if leaders.sum() != 1 or not np.array_equal(rule(turned).leaders, leaders):
        return None
    return f"{_listed(profile, leaders)} alone leads, also when every order is turned round"


def _clones(rule: Rule, profile: Profile) -> str | None:
    own = rule(profile).leaders
    for larger, smaller, clone, clones in chain(_twins_added(profile), _clones_left_out(profile)):
        added = smaller is profile
        with_it = rule(larger).leaders if added else own
        without = np.insert(own if added else rule(smaller).leaders, clone, False)
        others_differ = ((with_it != without) & ~clones).any()
        if others_differ or (with_it & clones).any() != (without & clones).any():
            kind = f"{_listed(larger, clones)} are clones ({larger})"
            led = f"with {larger.names[clone]} {_who_leads(larger, with_it)}"
            return f"{kind}: {led}, without it {_who_leads(larger, without)}"
    return None


def _other_alternatives(rule: Rule, profile: Profile) -> str | None:
    m = len(profile.names)
    ahead = rule(profile).ahead
    for left_out in range(m) if m > 2 else ():
        smaller = _without(profile, left_out)
        if smaller is None:
            continue
        others = np.delete(np.arange(m), left_out)
        for i, j in np.argwhere(ahead[np.ix_(others, others)] != rule(smaller).ahead):
            one, other, gone = (profile.names[k] for k in (others[i], others[j], left_out))
            was, turns = ("", "not ") if ahead[others[i], others[j]] else ("not ", "")
            return f"{one} is {was}ahead of {other}, but without {gone} it is {turns}ahead"
    return None


def _splitting(rule: Rule, profile: Profile) -> str | None:
    before = rule(profile)
    for criterion, share in product(range(len(profile.weights)), (1 / 2, 1 / 4)):
        parts = profile.weights[criterion] * np.array([share, 1 - share])
        weights = np.append(profile.weights, parts[1])
        weights[criterion] = parts[0]
        split = Profile(np.vstack([profile.ranks, profile.ranks[criterion]]), weights)
        after = rule(split)
        where = f"once criterion {criterion + 1} is split"
        if not np.array_equal(before.leaders, after.leaders):
            led, leads = (_who_leads(profile, each.leaders) for each in (before, after))
            return f"{led}, but {leads} {where}: {split}"
        for i, j in np.argwhere(before.ahead != after.ahead):
            pair = f"{profile.names[i]} is ahead of {profile.names[j]}"
            return f"whether {pair} changes {where}: {split}"
    return None


# --- words ---------------------------------------------------------------------------------------


def _listed(profile: Profile, chosen: BoolArray) -> str:
    return listed([name for name, is_in in zip(profile.names, chosen, strict=True) if is_in])


def _who_leads(profile: Profile, leaders: BoolArray) -> str:
    verb = "lead" if leaders.sum() > 1 else "leads"
    return f"{_listed(profile, leaders) or 'nobody'} {verb}"


# --- the axioms ----------------------------------------------------------------------------------

_ALL = (
    Axiom(
        "condorcet winner",
        "An alternative that beats every other one by weight leads, alone.",
        "Condorcet, M. de (1785). Essai sur l'application de l'analyse à la probabilité des "
        "décisions rendues à la pluralité des voix. Imprimerie royale.",
        _condorcet_winner,
    ),
    Axiom(
        "condorcet loser",
        "An alternative that loses to every other one by weight does not lead.",
        "Fishburn, P. C., Gehrlein, W. V. (1976). Borda's rule, positional voting, and "
        "Condorcet's simple majority principle. Public Choice 28(1), 79-88.",
        _condorcet_loser,
    ),
    Axiom(
        "smith",
        "Nobody leads from outside the smallest group that beats everybody else by weight.",
        "Smith, J. H. (1973). Aggregation of preferences with variable electorate. "
        "Econometrica 41(6), 1027-1041.",
        _smith,
    ),
    Axiom(
        "pareto",
        "An alternative that every criterion ranks below one and the same other does not lead.",
        "Arrow, K. J. (1963). Social Choice and Individual Values, second edition. Wiley.",
        _pareto,
    ),
    Axiom(
        "monotonicity",
        "An alternative that leads still does when it alone moves up on a criterion.",
        "Fishburn, P. C. (1982). Monotonicity paradoxes in the theory of elections. "
        "Discrete Applied Mathematics 4(2), 119-134.",
        _monotonicity,
    ),
    Axiom(
        "reinforcement",
        "If some alternatives lead on each of two groups of criteria, exactly those lead on both "
        "groups together. It is about who leads; of whole orders it is another demand.",
        "Young, H. P. (1975). Social choice scoring functions. "
        "SIAM Journal on Applied Mathematics 28(4), 824-838; of orders: Young, H. P., Levenglick, "
        "A. (1978). A consistent extension of Condorcet's election principle. SIAM Journal on "
        "Applied Mathematics 35(2), 285-300.",
        _reinforcement,
    ),
    Axiom(
        "reversal",
        "An alternative that alone leads does not lead alone when every order is turned round.",
        "Saari, D. G., Barney, S. (2003). Consequences of reversing preferences. "
        "The Mathematical Intelligencer 25(4), 17-31.",
        _reversal,
    ),
    Axiom(
        "independence of clones",
        "One more or one less of several alternatives that every criterion ranks alike to all "
        "others changes neither whether one of them leads, nor which others do.",
        "Tideman, T. N. (1987). Independence of clones as a criterion for voting rules. "
        "Social Choice and Welfare 4(3), 185-206.",
        _clones,
    ),
    Axiom(
        "independence of other alternatives",
        "Leaving out an alternative does not change who of the others is ahead of whom. Arrow's "
        "demand is another one: it compares profiles of the same alternatives.",
        "Ray, P. (1973). Independence of irrelevant alternatives. Econometrica 41(5), 987-991.",
        _other_alternatives,
    ),
    Axiom(
        "splitting a criterion",
        "Two copies of a criterion that share its weight give the same outcome as it does alone.",
        "Weber, M., Eisenführ, F., von Winterfeldt, D. (1988). The effects of splitting attributes "
        "on weights in multiattribute utility measurement. Management Science 34(4), 431-445.",
        _splitting,
    ),
)
AXIOMS: Mapping[str, Axiom] = MappingProxyType({axiom.name: axiom for axiom in _ALL})
"""The axioms by name."""
