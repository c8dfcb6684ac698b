"""Exact ways to draw from a polytope, and the choice among them and random walks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from mcda_ai.orders.weak_order import FloatArray, IntArray
from mcda_ai.weights.body import FLAT, Body
from mcda_ai.weights.drawing import BLOCK_SIZE, flat_on_simplex
from mcda_ai.weights.hit_and_run import HitAndRun
from mcda_ai.weights.polytope import Polytope
from mcda_ai.weights.sampling import Sampler, Sampling

LEAST_ACCEPTANCE = 0.01
"""Rejection is dearer than random walks where fewer of the draws are kept."""

_TRIAL_SEED = 1951
_MOST_AT_A_TIME = 4 * BLOCK_SIZE
_ROUNDING = 1e-12
SAMPLERS_KEPT = 128

Draw = Callable[[int, np.random.Generator], FloatArray]


@dataclass(frozen=True, eq=False)
class Mixture:
    """Flat mixtures of the corners of a simplex, of shape (n_corners, n)."""

    corners: FloatArray
    how: Sampling = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "how", Sampling("exact", len(self.corners) - 1))

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weights of shape (size, n)."""
        mixtures = flat_on_simplex(len(self.corners), size, generator)
        return np.asarray(mixtures @ self.corners, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Rejection:
    """Draws from a larger space, of which those in a polytope are kept.

    What is kept has the distribution of the larger space, restricted to the polytope (von Neumann
    1951, *Various techniques used in connection with random digits*).
    """

    draw_more: Draw
    polytope: Polytope
    acceptance: float
    dimension: int
    how: Sampling = field(init=False)

    def __post_init__(self) -> None:
        certain = self.acceptance == 1.0
        method = Sampling("exact" if certain else "rejection", self.dimension, self.acceptance)
        object.__setattr__(self, "how", method)

    @classmethod
    def tried(cls, draw_more: Draw, polytope: Polytope, dimension: int) -> Rejection | None:
        """Draw a trial block with a fixed seed; None if too few draws would be kept."""
        trial = draw_more(BLOCK_SIZE, np.random.default_rng(_TRIAL_SEED))
        acceptance = float(polytope.contains(trial, _ROUNDING).mean())
        if acceptance < LEAST_ACCEPTANCE:
            return None
        return cls(draw_more, polytope, acceptance, dimension)

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weights of shape (size, n)."""
        kept: list[FloatArray] = []
        missing = size
        while missing > 0:
            wanted = min(_MOST_AT_A_TIME, int(missing / self.acceptance * 1.05) + 64)
            more = self.draw_more(wanted, generator)
            kept.append(more[self.polytope.contains(more, _ROUNDING)])
            missing -= len(kept[-1])
        return np.concatenate(kept)[:size]


class Group(NamedTuple):
    """Criteria that share a known total, each of them with a known lowest weight."""

    members: IntArray
    total: float
    lowest: FloatArray


@dataclass(frozen=True, eq=False)
class Shares:
    """Known totals of groups of criteria, divided at random within each group.

    Flat, or by Dirichlet distributions with the given parameters, one for each criterion.
    """

    groups: Sequence[Group]
    parameters: FloatArray | None = None

    @classmethod
    def around(
        cls, polytope: Polytope, body: Body, parameters: FloatArray | None = None
    ) -> Shares | None:
        """Find totals and lowest weights that a polytope keeps to; None if it has other ties."""
        totals = _totals(polytope, body)
        if totals is None or sum(len(members) - 1 for members, _ in totals) != body.dimension:
            return None
        lowest = np.zeros(len(polytope.criteria))
        if parameters is None:
            lowest = np.array([polytope.extreme_point(row) @ row for row in np.eye(len(lowest))])
            lowest[lowest < FLAT] = 0.0
        groups = [Group(members, total, lowest[members]) for members, total in totals]
        return cls(groups, parameters)

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weights of shape (size, n)."""
        weights = np.zeros((size, sum(len(group.members) for group in self.groups)))
        for members, total, lowest in self.groups:
            if self.parameters is None:
                shares = flat_on_simplex(len(members), size, generator)
            else:
                shares = generator.dirichlet(self.parameters[members], size)
            weights[:, members] = lowest + max(0.0, total - lowest.sum()) * shares
        return weights


def _totals(polytope: Polytope, body: Body) -> list[tuple[IntArray, float]] | None:
    """Read the equalities as totals of groups that do not overlap; None if they are not."""
    is_fixed = np.abs(body.basis).max(axis=1) <= FLAT
    totals = [(np.array([i]), float(body.origin[i])) for i in np.flatnonzero(is_fixed)]
    rest = ~is_fixed
    for row, bound in zip(polytope.A_eq[1:], polytope.b_eq[1:], strict=True):
        members = np.flatnonzero((row != 0) & ~is_fixed)
        if not len(members) or any(np.array_equal(members, known) for known, _ in totals):
            continue  # it says nothing, or the same again
        if not rest[members].all() or np.ptp(row[members]) != 0:
            return None
        rest[members] = False
        left = float(bound - row[is_fixed] @ body.origin[is_fixed])
        totals.append((members, left / float(row[members[0]])))
    if rest.any():
        totals.append((np.flatnonzero(rest), max(0.0, 1.0 - sum(total for _, total in totals))))
    return totals


@lru_cache(SAMPLERS_KEPT)
def flat_sampler(polytope: Polytope) -> Sampler:
    """Choose how to draw flat from a polytope that is not empty: exactly if that can be done.

    Kept, as a round of questions narrows down some of the layers and leaves the others as they are.
    """
    body = Body.of(polytope)
    if body.is_simplex:
        return Mixture(body.corners())
    shares = Shares.around(polytope, body)
    if shares is not None:
        rejection = Rejection.tried(shares.draw, polytope, body.dimension)
        if rejection is not None:
            return rejection
    return HitAndRun.tuned(body)
