"""Draw flat from a polytope that limits totals of groups of criteria, and not single ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from scipy.special import betainc, betaincinv, xlog1py, xlogy

from mcda_ai.orders.weak_order import FloatArray, IntArray
from mcda_ai.weights.body import Body
from mcda_ai.weights.drawing import divided
from mcda_ai.weights.exact_sampling import SAMPLERS_KEPT, Rejection, flat_sampler
from mcda_ai.weights.hit_and_run import HitAndRun, PowerDensity
from mcda_ai.weights.polytope import Limit, Polytope
from mcda_ai.weights.sampling import Sampler, Sampling

_KEPT_AT_LEAST = 0.25
"""Where fewer draws of totals would be kept, the total that is hardest to meet is drawn first."""
_SAME = 1e-9
_STEPS = 256


@lru_cache(SAMPLERS_KEPT)
def sampler_of(polytope: Polytope) -> Sampler:
    """Choose how to draw flat from a polytope that is not empty: by totals of groups if there are.

    Kept, since to find out takes longer than to draw.
    """
    return Grouped.found_in(polytope) or flat_sampler(polytope)


@dataclass(frozen=True, eq=False)
class Grouped:
    """Totals of groups of criteria from one sampler, each total divided flat over its criteria.

    Criteria that every condition treats alike are a group, such as those of a layer where only
    totals of layers are limited. Where all weightings are equally likely, totals have a Dirichlet
    distribution with the sizes of the groups for its parameters, and how each is divided is flat
    and hangs on nothing else (Devroye 1986, ch. XI.4). So only the totals have to meet conditions.
    """

    group: IntArray
    """Of each criterion."""
    totals: Sampler
    how: Sampling = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "how", replace(self.totals.how, dimension=len(self.group) - 1))

    @classmethod
    def found_in(cls, polytope: Polytope) -> Grouped | None:
        """Group the criteria; None if no two are alike, and for what lies on a slice or a simplex.

        Of a simplex all is known by its corners.
        """
        n = len(polytope.criteria)
        if len(polytope.A_eq) > 1 or len(polytope.A_ub) == n:
            return None
        kinds, group = np.unique(polytope.A_ub[n:].T, axis=0, return_inverse=True)
        group = group.reshape(-1)
        sizes = np.bincount(group).astype(np.float64)
        if len(sizes) in (1, n):
            return None
        given = zip(polytope.labels_ub[n:], kinds.T, polytope.b_ub[n:].tolist(), strict=True)
        of_totals = Polytope.of(
            [f"total {k}" for k in range(len(sizes))],
            [Limit(label, row, "<=", bound) for label, row, bound in given],
        )
        body = Body.of(of_totals)
        if body.dimension < len(sizes) - 1 or _is_simplex(body, sizes):
            return None
        return cls(group, _sampler_of_totals(of_totals, body, sizes))

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weights of shape (size, n)."""
        return divided(self.totals.draw(size, generator), self.group, generator)


def _is_simplex(body: Body, sizes: FloatArray) -> bool:
    """Tell whether all weights whose totals lie in a body are a simplex.

    Each weight can be 0, which is a facet; where a group has several, that its total is 0 is none.
    """
    lengths = np.linalg.norm(body.basis, axis=1)
    toward_zero, away = -body.basis / lengths[:, None], body.origin / lengths
    same = (body.facets @ toward_zero.T > 1 - _SAME) & (abs(body.reach[:, None] - away) < _SAME)
    is_facet, several = same.any(axis=0), sizes > 1
    n_facets = len(body.facets) - (is_facet & several).sum() + sizes[several].sum()
    return bool(n_facets == sizes.sum())


def _sampler_of_totals(polytope: Polytope, body: Body, sizes: FloatArray) -> Sampler:
    """Choose how to draw totals with a Dirichlet distribution, restricted to a polytope."""
    plain = Rejection.tried(
        lambda size, generator: generator.dirichlet(sizes, size), polytope, body.dimension
    )
    if plain is not None and plain.acceptance >= _KEPT_AT_LEAST:
        return plain
    hardest = min(
        (LimitedTotal.found_in(polytope, sizes, k) for k in range(len(sizes))),
        key=lambda limited: limited.chance,
    )
    one_first = Rejection.tried(hardest.draw, polytope, body.dimension) if hardest.chance else None
    return one_first or HitAndRun.tuned(body, PowerDensity(np.eye(len(sizes)), sizes - 1))


@dataclass(frozen=True, eq=False)
class LimitedTotal:
    """Totals with a Dirichlet distribution, of which one lies within limits.

    That one has a Beta distribution, cut off. Between its quantiles, of which many are known, it is
    drawn by rejection from as many steps (Devroye 1986, ch. VIII.2); inversion takes five times as
    long. To what it leaves, the others are in the proportion that they have without limits.
    """

    sizes: FloatArray
    """Of the groups: the parameters of the distribution."""
    place: int
    """Of the one whose total is limited."""
    ends: FloatArray
    """Of the steps, from the least to the most that it can be."""
    chance: float
    """How often it lies between these without being held to them."""

    @classmethod
    def found_in(cls, polytope: Polytope, sizes: FloatArray, place: int) -> LimitedTotal:
        """Find the limits of one total that follow from a polytope."""
        direction = np.eye(len(sizes))[place]
        points = [polytope.extreme_point(sign * direction)[place] for sign in (1, -1)]
        least, most = np.clip(points, 0.0, 1.0)
        limits = np.array([least, most])
        one, others = sizes[place], sizes.sum() - sizes[place]
        if betainc(one, others, most) < 0.5:
            low, high = betainc(one, others, limits)
            quantiles = betaincinv(one, others, np.linspace(low, high, _STEPS + 1))
        else:  # seen from the other side: of two chances the smaller is known well
            low, high = betainc(others, one, 1 - limits)
            quantiles = 1 - betaincinv(others, one, np.linspace(low, high, _STEPS + 1))
        ends = np.clip(quantiles, least, most)
        ends[[0, -1]] = least, most
        return cls(sizes, place, np.maximum.accumulate(ends), float(abs(high - low)))

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw totals of shape (size, n_groups)."""
        total = self._limited(size, generator)
        others = generator.dirichlet(np.delete(self.sizes, self.place), size)
        return np.insert(others * (1 - total)[:, None], self.place, total, axis=1)

    def _limited(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw the one that is limited; shape (size,)."""
        widths = np.diff(self.ends)
        heights = self._density(np.clip(self._most_likely, self.ends[:-1], self.ends[1:]))
        areas = (widths * heights).cumsum()
        kept: list[FloatArray] = []
        missing = size
        while missing > 0:
            place, across, up = generator.random((3, missing + missing // 8 + 64))
            step = np.searchsorted(areas[:-1], place * areas[-1], side="right")
            total = self.ends[step] + across * widths[step]
            kept.append(total[up * heights[step] < self._density(total)])
            missing -= len(kept[-1])
        return np.concatenate(kept)[:size]

    @property
    def _most_likely(self) -> float:
        """Where the density is largest, without limits; it falls to both sides."""
        return float((self.sizes[self.place] - 1) / max(self.sizes.sum() - 2, 1.0))

    def _density(self, total: FloatArray) -> FloatArray:
        """Give the density of the Beta distribution, in proportion: the largest there is is 1."""
        one, others = self.sizes[self.place] - 1, self.sizes.sum() - self.sizes[self.place] - 1
        logarithm = xlogy(one, total) + xlog1py(others, -total)
        peak = np.clip(self._most_likely, self.ends[0], self.ends[-1])
        return np.asarray(np.exp(logarithm - xlogy(one, peak) - xlog1py(others, -peak)))
