"""The weak orders that a partial order allows: what it could be if it left nothing open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.partial_order import Groups, PartialOrder
from mcda_ai.orders.weak_order import WeakOrder

MOST_STEPS_COUNTED = 2_000_000
"""How long to count weak orders; twelve options of which no two are related take half a million."""

_fault = faults_of("orders")


@dataclass(frozen=True)
class WeakExtensions:
    """All weak orders that keep what a partial order says.

    Who is above another stays so, and who is tied stays tied; all others can be above one another
    or tied.

    Examples
    --------
    >>> ways = WeakExtensions(PartialOrder.parse("A > B, A > C"))
    >>> [str(order) for order in ways]
    ['A > B > C', 'A > C > B', 'A > B = C']
    >>> dict(ways.n_by_groups)
    {3: 2, 2: 1}
    """

    order: PartialOrder

    @property
    def n_by_groups(self) -> Counter[int]:
        """How many there are, by their number of groups.

        Raises
        ------
        ProblemError
            If counting them would take too long.
        """
        return self._counts[self._all]

    def __iter__(self) -> Iterator[WeakOrder]:
        return (WeakOrder(groups) for groups in self._from(self._all))

    def drawn(self, generator: np.random.Generator, n_groups: int) -> WeakOrder:
        """Draw one with so many groups, each of these as likely as any other."""
        groups, left = [], self._all
        for following in range(n_groups - 1, -1, -1):
            at = generator.random() * self._counts[left][following + 1]
            for first in _possible_firsts(self._above, left):
                at -= self._counts[left & ~first][following]
                if at < 0:
                    break
            groups.append(self._group(first))
            left &= ~first
        return WeakOrder(tuple(groups))

    # --- inside: sets of groups of tied alternatives, as bits ------------------------------------

    @cached_property
    def _above(self) -> tuple[int, ...]:
        """For each group, those above it."""
        firsts = [group[0] for group in self.order.groups]
        above = self.order.above(self.order.alternatives)
        places = [self.order.alternatives.index(name) for name in firsts]
        columns = above[np.ix_(places, places)].T.tolist()
        return tuple(sum(1 << at for at, is_above in enumerate(each) if is_above)
                     for each in columns)  # fmt: skip

    @property
    def _all(self) -> int:
        return (1 << len(self._above)) - 1

    @property
    def _counts(self) -> dict[int, Counter[int]]:
        counts = _counted(self._above)
        if counts is None:
            raise ProblemError(_fault("many extensions", order=str(self.order)))
        return counts

    def _from(self, left: int) -> Iterator[Groups]:
        if not left:
            yield ()
        for first in _possible_firsts(self._above, left):
            group = self._group(first)
            yield from ((group, *rest) for rest in self._from(left & ~first))

    def _group(self, bits: int) -> tuple[str, ...]:
        return tuple(
            name for at, group in enumerate(self.order.groups) if bits >> at & 1 for name in group
        )


def _possible_firsts(above: tuple[int, ...], left: int) -> Iterator[int]:
    """Yield which can share the first place among those left: each set of the topmost."""
    topmost = sum(1 << at for at, each in enumerate(above) if left >> at & 1 and not each & left)
    chosen = 0
    while chosen != topmost:
        chosen = (chosen - topmost) & topmost  # the next subset of these bits
        yield chosen


@lru_cache(maxsize=64)
def _counted(above: tuple[int, ...]) -> dict[int, Counter[int]] | None:
    """Count the orders of each set that can be left, by groups; None if that takes too long."""
    counts = {0: Counter({0: 1})}
    waiting = [(1 << len(above)) - 1]
    steps = 0
    while waiting:
        left = waiting[-1]
        total: Counter[int] = Counter()
        unknown = []
        for first in () if left in counts else _possible_firsts(above, left):
            steps += 1
            if steps > MOST_STEPS_COUNTED:
                return None
            rest = left & ~first
            if rest not in counts:
                unknown.append(rest)
            elif not unknown:
                for n_groups, n in counts[rest].items():
                    total[n_groups + 1] += n
        if unknown:
            waiting += unknown
            continue
        counts.setdefault(left, total)
        waiting.pop()
    return counts
