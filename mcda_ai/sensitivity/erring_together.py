"""How likely each alternative is first, where judgements are right or wrong together, or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from mcda_ai.algorithms.sums_on_a_grid import MOST_POINTS, on_a_grid, sum_distribution
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray
from mcda_ai.sensitivity.true_orders import ListedOrders, TrueOrders

_MOST_EXACT = 3
_AT_ONCE = 2**22  # numbers


class Firsts(NamedTuple):
    """How likely it is to be first.

    Attributes
    ----------
    alone, level : arrays of shape (m,)
        Each alternative alone, and alone or level with others.
    stays : array of shape (2,)
        One of those who lead as the judgements stand, under the same weights: alone, and at all.
    """

    alone: FloatArray
    level: FloatArray
    stays: FloatArray


@dataclass(frozen=True, eq=False)
class ErringTogether:
    """Judgements of which those with the same source are right or wrong together.

    Attributes
    ----------
    orders : TrueOrders
    weights : array of shape (n_draws or 1, n_judgements)
        Of each draw its own, or fixed ones.
    leads : array of bool, shape (n_draws or 1, m)
        Who leads under these weights as the judgements stand.
    source : array of int, shape (n_judgements,)
        Of each judgement the first with which it is right or wrong.
    n_draws, seed : int
    """

    orders: TrueOrders
    weights: FloatArray
    leads: BoolArray
    source: IntArray
    n_draws: int
    seed: int

    @property
    def is_exact(self) -> bool:
        """Whether nothing is drawn."""
        return self._grid is not None

    def firsts(self, thetas: Sequence[float]) -> Firsts:
        """Find how likely it is to be first, with errors so large.

        Parameters
        ----------
        thetas : sequence of float
            Of each judgement, see `mcda_ai.algorithms.mallows`; those that are right or wrong
            together are so as the least sure of them.
        """
        return self._firsts(thetas, [None])[0]

    def firsts_where_right(self, thetas: Sequence[float]) -> list[Firsts]:
        """Find it for each judgement where that one, and what is right with it, is right."""
        found = dict(zip(self._sources, self._firsts(thetas, self._sources), strict=True))
        return [found[k] for k in self.source.tolist()]

    @cached_property
    def _sources(self) -> list[int]:
        return sorted(set(self.source.tolist()))

    @cached_property
    def _weights(self) -> FloatArray:
        """Of each source, what its judgements weigh; shape (n_draws or 1, n_sources)."""
        is_of = self.source[:, None] == np.array(self._sources)
        return np.asarray(self.weights @ is_of.astype(np.float64))

    def _firsts(self, thetas: Sequence[float], right: Sequence[int | None]) -> list[Firsts]:
        least = [float(np.asarray(thetas)[self.source == k].min()) for k in self._sources]
        if self._grid is None:
            return self._counted(least, right)
        return [self._summed(least, k) for k in right]

    # --- exactly

    @cached_property
    def _grid(self) -> list[IntArray] | None:
        """What each order adds to the lead of the first alternative over each, by source."""
        scores = self.orders.evaluator.criterion_scores
        if (
            not isinstance(self.orders, ListedOrders)
            or scores is None
            or scores.shape[1] > _MOST_EXACT
            or len(self.weights) > 1
        ):
            return None
        leads, columns = scores[:, [0]] - scores[:, 1:], self.orders.columns
        weighed = zip(self._sources, self._weights[0], strict=True)
        parts = on_a_grid([weight * leads[columns[k]] for k, weight in weighed])
        if parts is None:
            return None
        n_points = np.prod(1.0 + sum(np.ptp(each, axis=0) for each in parts))
        return parts if n_points <= MOST_POINTS else None

    def _summed(self, thetas: Sequence[float], right: int | None) -> Firsts:
        """Add up what each judgement gives to the leads, of up to three alternatives."""
        assert isinstance(self.orders, ListedOrders)
        chances = []
        for k, theta in zip(self._sources, thetas, strict=True):
            judged = self.orders.judgements[k]
            sure = np.eye(1, judged.n_orders).ravel()
            chances.append(sure if k == right else judged.chances(theta))
        found = sum_distribution(self._grid or (), chances)
        assert found is not None  # the grid is small enough
        shares, lowest = found
        axes = np.moveaxis(np.indices(shares.shape), 0, -1) + lowest
        behind = np.concatenate([np.zeros_like(axes[..., :1]), axes], axis=-1)
        first = behind == behind.min(axis=-1, keepdims=True)
        alone = first & (first.sum(axis=-1, keepdims=True) == 1)
        level = [np.tensordot(shares, each, shares.ndim) for each in (alone, first)]
        stays = [shares[(each & self.leads[0]).any(axis=-1)].sum() for each in (alone, first)]
        return Firsts(level[0], level[1], np.array(stays))

    # --- by draws

    def _counted(self, thetas: Sequence[float], right: Sequence[int | None]) -> list[Firsts]:
        """Count over draws: the same for every error, for both ways to err, and where one is right.

        So a judgement that is right is drawn as often as any, however seldom it is.
        """
        streams = [np.random.default_rng([self.seed, k]) for k in self._sources]
        block = max(1, _AT_ONCE // self.orders.numbers_at_a_time)
        totals = np.zeros((len(right), 2, self.leads.shape[1]))
        stays = np.zeros((len(right), 2))
        for start in range(0, self.n_draws, block):
            some = slice(start, min(start + block, self.n_draws))
            n = some.stop - start
            asked = zip(self._sources, thetas, streams, strict=True)
            drawn = [self.orders.draw(k, theta, stream, n) for k, theta, stream in asked]
            weights = self._weights if len(self.weights) == 1 else self._weights[some]
            leads = self.leads if len(self.leads) == 1 else self.leads[some]
            for place, sure in enumerate(right):
                true = [self.orders.stated(k) if k == sure else each
                        for k, each in zip(self._sources, drawn, strict=True)]  # fmt: skip
                first = self.orders.ranks(true, weights) == 1
                first = np.broadcast_to(first, (n, first.shape[1]))
                alone = first & (first.sum(axis=1, keepdims=True) == 1)
                totals[place] += [alone.sum(axis=0), first.sum(axis=0)]
                stays[place] += [(each & leads).any(axis=1).sum() for each in (alone, first)]
        shares = zip(totals / self.n_draws, stays / self.n_draws, strict=True)
        return [Firsts(alone, level, stayed) for (alone, level), stayed in shares]
