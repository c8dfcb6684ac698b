"""How often an alternative of many is first: between what it lies for certain, no sampling.

An alternative is first where no rival is ahead of it. How often each rival is ahead is known, and
how often each two are, together, and some three. With x_S the unknown share of the weightings under
which exactly the rivals in S are ahead, these are sums of x_S, and the least and greatest x of the
empty set that they allow are linear programmes (Boole 1854, *An investigation of the laws of
thought*; Hailperin 1965, *Best possible inequalities for the probability of a logical function of
events*, American Mathematical Monthly 72; Prekopa 1988, *Boole-Bonferroni inequalities and linear
programming*, Operations Research 36).

**The bounds hold whatever the solver did.** A dual solution gives a number to each known share. If
for every S the sum of the numbers that count for S is at most 1 for the empty set, and at most 0
for others, then the sum of known shares times numbers is a lower bound. The solver's are shifted
until that is so, and each known share counts at its worst within its own error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from mcda_ai.algorithms.exact_orders import always_tied, differences
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX, NotSettledError, Volumes
from mcda_ai.algorithms.three_forms import mean_sign_product, means_of_signs
from mcda_ai.orders.weak_order import FloatArray, IntArray

MOST_RIVALS = 6
"""Whose ways to be ahead together are looked at; of the others each may be ahead apart."""
_RARE = 1e-9
_ROUNDING = 1e-11
MOST_WORK = 200_000
"""Of all pairs of rivals, by `Volumes.work_of_two`: .15 seconds."""
MOST_WITH_TRIPLES = 1
"""Alternatives of which ways of three rivals to be ahead are looked at too: some .3 seconds."""
MOST_CORNERS_OF_TRIPLES = 40
ENOUGH_OF_TRIPLES = 2e-4
_MOST_IN_TRIPLES = 4
_TRIPLES_PAY = 8.0  # times as wide as what draws tell, at most: three make it about that narrow
_NARROW = 1e-6
_PAYS = 4.0  # times as wide as what draws tell: for those less often first it is then not tried


def certified_first_shares(
    scores: FloatArray,
    unit: float,
    volumes: Volumes,
    winning: FloatArray,
    drawn: FloatArray,
    widths: FloatArray,
) -> FloatArray:
    """Bound the share of the weightings under which nobody is strictly better.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
    unit : float
    volumes : Volumes
        All as in `mcda_ai.algorithms.exact_orders.order_probabilities`.
    winning : array of shape (n_alternatives, n_alternatives)
        Exact: how often the row is ahead of the column.
    drawn, widths : arrays of shape (n_alternatives,)
        What draws tell, and how wide their bounds are: those that are first most often come first,
        as long as `MOST_WORK` is not reached and what is found is not far wider.

    Returns
    -------
    array of shape (n_alternatives, 2)
        Lower and upper bounds; NaN where nothing was tried.

    Examples
    --------
    Four criteria, on each of which another of four is best, and the others are level:

    >>> from mcda_ai.algorithms.exact_orders import pairwise_winning
    >>> from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX
    >>> scores, some = np.eye(4), np.full(4, 0.25)
    >>> winning = pairwise_winning(scores)
    >>> certified_first_shares(scores, 1.0, FLAT_SIMPLEX, winning, some, some).round(9)[0].tolist()
    [0.166666667, 0.333333333]
    """
    ahead = differences(scores, unit)
    stands_for = np.array(always_tied(ahead))
    found = np.full((len(ahead), 2), np.nan)
    work_left = float(MOST_WORK)
    has_triples = volumes is FLAT_SIMPLEX and len(scores) <= MOST_CORNERS_OF_TRIPLES
    triples_left = MOST_WITH_TRIPLES if has_triples else 0
    for i in np.argsort(-drawn, kind="stable").tolist():
        if stands_for[i] != i or drawn[i] == 0:
            continue
        chances = np.where(stands_for == np.arange(len(ahead)), winning[:, i], 0.0)
        order = np.argsort(-chances, kind="stable")
        rivals = order[:MOST_RIVALS][chances[order[:MOST_RIVALS]] > _RARE]
        rest = float(chances.sum() - chances[rivals].sum())
        pairs = list(combinations(range(len(rivals)), 2))
        work_left -= len(pairs) * volumes.work_of_two(len(scores))
        if work_left < 0:
            break
        known = KnownShares(len(rivals))
        for place, rival in enumerate(rivals):
            known.add((place,), float(chances[rival]), _ROUNDING)
        for one, other in pairs:
            forms = [ahead[rivals[one], i], ahead[rivals[other], i]]
            with suppress(NotSettledError):
                known.add((one, other), *volumes.about_all_positive(forms))
        rest += len(chances) * _ROUNDING
        lower, upper = _ends(known, rest)
        if triples_left and widths[i] < upper - lower <= _TRIPLES_PAY * widths[i]:
            triples_left -= 1
            _add_triples(known, ahead[rivals[:_MOST_IN_TRIPLES], i])
            lower, upper = _ends(known, rest)
        found[stands_for == i] = lower, upper
        if upper - lower > max(_PAYS * widths[i], _NARROW):
            break
    return found


def _ends(known: KnownShares, rest: float) -> tuple[float, float]:
    """Bound how often nobody is ahead, if others are as often as that."""
    lower, upper = known.bounds_of_none()
    return max(0.0, lower - rest), min(upper, 1.0)


def _add_triples(known: KnownShares, forms: FloatArray) -> None:
    """Add how often each three of the first rivals are ahead, as far as that is soon known."""
    for three in combinations(range(len(forms)), 3):
        signs, pairs = means_of_signs(forms[list(three)])
        with suppress(NotSettledError):
            product = mean_sign_product(forms[list(three)], ENOUGH_OF_TRIPLES)
            all_ahead = (1 + sum(signs) + sum(pairs.values()) + product.value) / 8
            known.add(three, all_ahead, product.error / 8 + _ROUNDING)


@dataclass
class KnownShares:
    """How often all events of some sets occur together, each within an error.

    Parameters
    ----------
    n_events : int

    Examples
    --------
    Two events of 1/2 each, of which both occur in 1/4: none occurs in 1/4.

    >>> known = KnownShares(2)
    >>> for events, share in {(0,): 0.5, (1,): 0.5, (0, 1): 0.25}.items():
    ...     known.add(events, share, 0.0)
    >>> [round(bound, 9) for bound in known.bounds_of_none()]
    [0.25, 0.25]
    """

    n_events: int
    _events: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    _shares: list[float] = field(default_factory=lambda: [1.0])
    _errors: list[float] = field(default_factory=lambda: [0.0])

    def add(self, events: tuple[int, ...], share: float, error: float) -> None:
        """Tell how often events, by their numbers, all occur."""
        self._events.append(events)
        self._shares.append(share)
        self._errors.append(error)

    def bounds_of_none(self) -> tuple[float, float]:
        """Bound how often none of the events occurs."""
        sets = np.arange(2**self.n_events)
        counts = np.array([list(self._counts_for(sets, events)) for events in self._events])
        is_none = (sets == 0).astype(np.float64)
        return self._least(is_none, counts), -self._least(-is_none, counts)

    def _counts_for(self, sets: IntArray, events: tuple[int, ...]) -> Iterator[float]:
        """Tell for each set of events, as bits, whether it holds all of these."""
        wanted = sum(1 << event for event in events)
        yield from ((sets & wanted) == wanted).astype(np.float64)

    def _least(self, costs: FloatArray, counts: FloatArray) -> float:
        """Give a lower bound of the sum of costs over what occurs: see the module."""
        solved = linprog(costs, A_eq=counts, b_eq=self._shares, bounds=(0, None), method="highs")
        numbers = np.zeros(len(counts)) if solved.x is None else solved.eqlin.marginals.copy()
        numbers[0] += (costs - numbers @ counts).min()
        return float(numbers @ self._shares - np.abs(numbers) @ self._errors)
