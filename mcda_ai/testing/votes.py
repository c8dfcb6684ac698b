"""Many profiles at once: every profile of m options is a weighting of all orders of them.

So one method is asked about thousands of profiles, or of their variants, as one batch of weights.
What is found is held against the check of the axiom itself before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TypeAlias

import numpy as np

from mcda_ai.methods.axioms import AXIOMS, Outcome
from mcda_ai.methods.contract import Method
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.profile import Profile
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, average_ranks
from mcda_ai.testing.rules import evaluator_on, rule_of

MOST_VOTERS = 20
_SIZES = (3, 4)  # options
_AT_ONCE = 4_000  # profiles
_UNEQUAL = 0.7  # of the profiles give orders unequal numbers of voters

Order: TypeAlias = tuple[float, ...]
"""Average ranks, 0 where unscored: the key of an order."""
Votes: TypeAlias = IntArray
"""How many voters have each order; shape (n_profiles, n_orders)."""


class _Orders:
    """Every weak order of so many options, and with gaps also those that leave some unscored."""

    def __init__(self, m: int, gaps: bool) -> None:
        levels = product(range(m + 1), repeat=m)
        keys = {_key(tuple(map(float, each))) for each in levels if gaps or all(each)}
        self.m, self.gaps = m, gaps
        self.keys = sorted(key for key in keys if m - key.count(0) > 1)
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.ranks = np.array(self.keys)
        self.ranks[self.ranks == 0] = np.nan
        self.above = self.ranks[:, :, None] < self.ranks[:, None, :]

    def __len__(self) -> int:
        return len(self.keys)

    def moved(self, votes: Votes, ends: Sequence[Order | None]) -> Votes:
        """Give the votes of each order to another of these; None: to nobody."""
        found = np.zeros((len(votes), len(self)), dtype=np.intp)
        for column, end in zip(votes.T, ends, strict=True):
            if end is not None:
                found[:, self.places[end]] += column
        return found


@cache
def _key(ranks: Order) -> Order:
    """Give the key of ranks of any kind, in which 0 is unscored."""
    numbers = np.array(ranks)
    averaged = average_ranks(np.where(numbers == 0, np.nan, numbers))
    return tuple(np.nan_to_num(averaged).tolist())


_orders = cache(_Orders)


@dataclass(frozen=True, eq=False)
class _Asked:
    """A method, asked about votes."""

    method: Method
    options: Mapping[str, str]
    evaluators: dict[tuple[int, bool, int], Evaluator] = field(default_factory=dict)

    def _ready(self, orders: _Orders, copies: int) -> Evaluator:
        """Prepare once for each table of orders."""
        key = (orders.m, orders.gaps, copies)
        if key not in self.evaluators:
            ranks = np.tile(orders.ranks, (copies, 1))
            self.evaluators[key] = evaluator_on(self.method, ranks, self.options)
        return self.evaluators[key]

    def outcome(self, votes: Votes | FloatArray, orders: _Orders, copies: int = 1) -> Outcome:
        """Give leaders (n, m) and who is ahead (n, m, m); each order can stand there twice."""
        evaluator = self._ready(orders, copies)
        weights = votes / votes.sum(axis=1, keepdims=True)
        ranks = evaluator.ranks(weights)
        ahead: BoolArray = ranks[:, :, None] < ranks[:, None, :]
        if evaluator.returns == "outranking":
            relation = evaluator.relation(weights)
            ahead = relation & ~np.swapaxes(relation, 1, 2)
        return Outcome(ranks == 1, ahead)

    def leaders(self, votes: Votes, orders: _Orders) -> BoolArray:
        return self.outcome(votes, orders).leaders


Suspects: TypeAlias = Iterator[Profile]


def refuting_votes(
    method: Method,
    options: Mapping[str, str],
    axiom: str,
    n_profiles: int,
    *,
    unscored: bool = True,
) -> Profile | None:
    """Search random votes for a profile on which a method breaks an axiom; the same every time.

    Parameters
    ----------
    method : Method
    options : mapping of str to str
        All of them.
    axiom : str
    n_profiles : int
        Half of three options and half of four, with up to 20 voters.
    unscored : bool, optional
        Whether profiles with unscored cells are among them.

    Returns
    -------
    Profile or None
        With the fewest orders of those found in one batch.
    """
    asked, rule = _Asked(method, options), rule_of(method, options)
    for start in range(0, n_profiles, _AT_ONCE):
        generator = np.random.default_rng([start, *axiom.encode()])
        for m in _SIZES:
            orders = _orders(m, unscored)
            votes = _drawn(orders, min(_AT_ONCE, n_profiles - start) // len(_SIZES), generator)
            for profile in sorted(_SEARCHES[axiom](asked, votes, orders, generator), key=_size):
                if AXIOMS[axiom].violation(rule, profile) is not None:
                    return profile
    return None


def _size(profile: Profile) -> tuple[int, int]:
    return len(profile.weights), len(str(profile))


def _drawn(orders: _Orders, n: int, generator: np.random.Generator) -> Votes:
    """Let voters choose among a few orders: strict ones, weak ones, or with gaps."""
    complete = ~np.isnan(orders.ranks).any(axis=1)
    n_levels = np.array([len(set(key)) for key in orders.keys])
    pools = [np.flatnonzero(complete & (n_levels == orders.m)), np.flatnonzero(complete)]
    pools += [np.arange(len(orders))] * orders.gaps
    votes = np.zeros((n, len(orders)), dtype=np.intp)
    for row in votes:
        few = generator.choice(pools[generator.integers(len(pools))], generator.integers(1, 7))
        voters = generator.choice(few, generator.integers(len(few), MOST_VOTERS + 1))
        np.add.at(row, voters if generator.random() < _UNEQUAL else few, 1)
    tells = orders.above.any(axis=(1, 2))
    return votes[votes @ tells > 0]


def _profile(rows: Sequence[Votes], orders: _Orders) -> Profile:
    """Give votes of one or more groups as one profile, group by group."""
    used = [np.flatnonzero(row) for row in rows]
    weights = [row[each] for row, each in zip(rows, used, strict=True)]
    return Profile(np.concatenate([orders.ranks[each] for each in used]), np.concatenate(weights))


def _where(breached: BoolArray, votes: Votes, orders: _Orders) -> Suspects:
    for row in votes[breached]:
        yield _profile([row], orders)


# --- one search an axiom: profiles of which the check of the axiom itself says what is wrong ------


def _of_leaders(asked: _Asked, votes: Votes, orders: _Orders, _: np.random.Generator) -> Suspects:
    """Find who leads beside a Condorcet winner, or as a loser, or from outside the Smith set."""
    support = np.tensordot(votes, orders.above.astype(np.intp), axes=1)
    margins = support - np.swapaxes(support, 1, 2)
    leaders, rivals = asked.leaders(votes, orders), orders.m - 1
    winner, loser = ((sign * margins > 0).sum(axis=2) == rivals for sign in (1, -1))
    reaches = margins >= 0
    for middle in range(orders.m):
        reaches |= reaches[:, :, middle, None] & reaches[:, None, middle, :]
    beside = winner.any(axis=1) & (leaders != winner).any(axis=1)
    outside = (leaders & (loser | ~reaches.all(axis=2))).any(axis=1)
    yield from _where(beside | outside, votes, orders)


def _dominated(asked: _Asked, votes: Votes, orders: _Orders, _: np.random.Generator) -> Suspects:
    everybody = np.tensordot(votes, (~orders.above).astype(np.intp), axes=1) == 0
    leads = asked.leaders(votes, orders) & everybody.any(axis=1)
    yield from _where(leads.any(axis=1), votes, orders)


def _moved(asked: _Asked, votes: Votes, orders: _Orders, _: np.random.Generator) -> Suspects:
    leaders = asked.leaders(votes, orders)
    for start, key in enumerate(orders.keys):
        for option, end in _raised(key):
            tried = votes[leaders[:, option] & (votes[:, start] > 0)]
            if len(tried):
                moved = tried.copy()
                moved[:, orders.places[end]] += moved[:, start]
                moved[:, start] = 0
                yield from _where(~asked.leaders(moved, orders)[:, option], tried, orders)


def _raised(key: Order) -> Iterator[tuple[int, Order]]:
    """Move an option up out of a tie, into one with the next better group, or past that group."""
    for option, own in enumerate(key):
        better = [rank for rank in key if 0 < rank < own]
        steps = {own - 0.25} if own and key.count(own) > 1 else set()
        steps |= {max(better), max(better) - 0.25} if better else set()
        for step in steps:
            yield option, _key((*key[:option], step, *key[option + 1 :]))


def _joined(
    asked: _Asked, votes: Votes, orders: _Orders, generator: np.random.Generator
) -> Suspects:
    others = votes[generator.permutation(len(votes))]
    one, other, both = (asked.leaders(each, orders) for each in (votes, others, votes + others))
    common = one & other
    for row in np.flatnonzero(common.any(axis=1) & (both != common).any(axis=1)):
        yield _profile([votes[row], others[row]], orders)


def _turned(asked: _Asked, votes: Votes, orders: _Orders, _: np.random.Generator) -> Suspects:
    turned = orders.moved(votes, [_key(tuple(-rank for rank in key)) for key in orders.keys])
    leaders = asked.leaders(votes, orders)
    same = (leaders == asked.leaders(turned, orders)).all(axis=1)
    yield from _where(same & (leaders.sum(axis=1) == 1), votes, orders)


def _cloned(
    asked: _Asked, votes: Votes, orders: _Orders, generator: np.random.Generator
) -> Suspects:
    """Give each option a twin: in each order below it, above it, or level."""
    more, without = _orders(orders.m + 1, orders.gaps), asked.leaders(votes, orders)
    for option in range(orders.m):
        larger = more.moved(votes, [_with_twin(key, option, generator) for key in orders.keys])
        led = asked.leaders(larger, more)
        with_it = led[:, :-1].copy()
        with_it[:, option] |= led[:, -1]
        yield from _where((with_it != without).any(axis=1), larger, more)


def _with_twin(key: Order, option: int, generator: np.random.Generator) -> Order:
    own = key[option]
    is_alone = own > 0 and key.count(own) == 1
    step = generator.choice([-0.25, 0.0, 0.25]) if is_alone else 0.0
    return _key((*key, float(own + step)))


def _left_out(asked: _Asked, votes: Votes, orders: _Orders, _: np.random.Generator) -> Suspects:
    fewer, ahead = _orders(orders.m - 1, orders.gaps), asked.outcome(votes, orders).ahead
    for option in range(orders.m):
        rest = [j for j in range(orders.m) if j != option]
        keys = [_key(tuple(key[j] for j in rest)) for key in orders.keys]
        smaller = fewer.moved(votes, [key if key in fewer.places else None for key in keys])
        some = smaller.any(axis=1)
        after = asked.outcome(smaller[some], fewer).ahead
        differ = (ahead[some][:, rest][:, :, rest] != after).any(axis=(1, 2))
        yield from _where(differ, votes[some], orders)


def _split(asked: _Asked, votes: Votes, orders: _Orders, _: np.random.Generator) -> Suspects:
    before = asked.outcome(votes, orders)
    for order in range(len(orders)):
        some = votes[:, order] > 0
        if some.any():
            doubled = np.hstack([votes[some], np.zeros_like(votes[some])]).astype(np.float64)
            doubled[:, [order, order + len(orders)]] = votes[some, order, None] / 2
            after = asked.outcome(doubled, orders, copies=2)
            differ = (before.leaders[some] != after.leaders).any(axis=1)
            differ |= (before.ahead[some] != after.ahead).any(axis=(1, 2))
            yield from _where(differ, votes[some], orders)


_Search: TypeAlias = Callable[[_Asked, Votes, _Orders, np.random.Generator], Suspects]
_SEARCHES: Mapping[str, _Search] = {
    "condorcet winner": _of_leaders,
    "condorcet loser": _of_leaders,
    "smith": _of_leaders,
    "pareto": _dominated,
    "monotonicity": _moved,
    "reinforcement": _joined,
    "reversal": _turned,
    "independence of clones": _cloned,
    "independence of other alternatives": _left_out,
    "splitting a criterion": _split,
}
