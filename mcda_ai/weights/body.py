"""The shape of a polytope: its affine hull, its facets and its corners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray
from mcda_ai.weights.polytope import Polytope, least

_fault = faults_of("weights")

FLAT = 1e-9
"""A polytope that is nowhere wider than this in some direction has no width in it."""

_SURELY_WIDE = 1e-6
_MOST_CORNERS = 2000
_PAIRS_AT_A_TIME = 2**12


@dataclass(frozen=True, eq=False)
class Body:
    """A polytope within its affine hull: ``weights = origin + basis @ y``, ``facets @ y <= reach``.

    Attributes
    ----------
    origin : array of shape (n,)
        A point with room on every side within the hull.
    basis : array of shape (n, d)
        Orthonormal; d = 0 for a single point.
    facets : array of shape (n_facets, d)
        Rows of length 1, none of which the others imply.
    reach : array of shape (n_facets,)
        How far the origin lies from each facet; above 0.
    """

    origin: FloatArray
    basis: FloatArray
    facets: FloatArray
    reach: FloatArray

    @classmethod
    def of(cls, polytope: Polytope) -> Body:
        """Find the hull, a point inside and the facets; the polytope must not be empty."""
        hull = _Hull.of(polytope)
        facets, reach = _within(hull.rows, hull.bounds, hull.origin, hull.basis)
        kept = _not_implied(facets, reach)
        return cls(_clean(hull.origin), hull.basis, facets[kept], reach[kept])

    @property
    def dimension(self) -> int:
        """Dimension of the hull; 0 for a single point."""
        return int(self.basis.shape[1])

    @property
    def is_simplex(self) -> bool:
        """Whether there is one facet more than dimensions, or only one point."""
        return self.dimension == 0 or len(self.facets) == self.dimension + 1

    def corners(self) -> FloatArray:
        """Corners of a simplex: each lies on all facets but one; shape (d + 1, n)."""
        if self.dimension == 0:
            return self.origin[None, :]
        others = [np.arange(len(self.facets)) != i for i in range(len(self.facets))]
        points = [np.linalg.solve(self.facets[on], self.reach[on]) for on in others]
        return _clean(self.lifted(np.array(points)))

    def lifted(self, points: FloatArray) -> FloatArray:
        """Turn points of the hull, of shape (..., d), into weights, of shape (..., n)."""
        return np.asarray(np.maximum(points @ self.basis.T + self.origin, 0.0), dtype=np.float64)


def is_point(polytope: Polytope) -> bool:
    """Tell whether a polytope that is not empty is one point; mostly two points tell it is not."""
    direction = np.arange(len(polytope.criteria), dtype=np.float64)
    ends = [polytope.extreme_point(sign * direction) for sign in (1, -1)]
    if np.ptp(ends, axis=0).max() > _SURELY_WIDE:
        return False
    return bool(_Hull.of(polytope).basis.shape[1] == 0)


class _Hull(NamedTuple):
    """The affine hull of a polytope, and the rows that leave room in it."""

    origin: FloatArray
    basis: FloatArray
    rows: FloatArray
    bounds: FloatArray

    @classmethod
    def of(cls, polytope: Polytope) -> _Hull:
        """Find a point with room on every side, and the rows that are equalities after all."""
        lengths = np.linalg.norm(polytope.A_ub, axis=1)
        long = lengths > FLAT
        rows = polytope.A_ub[long] / lengths[long, None]
        bounds = polytope.b_ub[long] / lengths[long]
        inside, tight = _inside(rows, bounds, polytope)
        hull = np.vstack([polytope.A_eq, rows[tight]])
        heights = np.concatenate([polytope.b_eq, bounds[tight]])
        origin = inside - np.linalg.pinv(hull) @ (hull @ inside - heights)
        return cls(origin, _clean(_null_space(hull)), rows[~tight], bounds[~tight])


def corner_points(polytope: Polytope, most: int = _MOST_CORNERS) -> FloatArray:
    """Find all corners of a polytope, the largest weights on the first criteria first.

    Parameters
    ----------
    polytope : Polytope
    most : int
        Give up where more corners than this turn up on the way.

    Returns
    -------
    array of shape (n_corners, n)
        Empty if the polytope is.

    Notes
    -----
    The double description method (Motzkin, Raiffa, Thompson and Thrall 1953; Fukuda and Prodon
    1996, *Double description method revisited*): start from the corners of the simplex and cut
    with one constraint after another. New corners lie where a cut crosses an edge; two corners
    span an edge if no third one lies on all constraints that both lie on.
    """
    n = len(polytope.criteria)
    corners = np.eye(n)
    on = ~np.eye(n, dtype=bool)  # corner i lies on every w_k >= 0 but the i-th
    below = zip(polytope.A_ub[n:], polytope.b_ub[n:], strict=True)  # w >= 0 and sum 1 hold already
    level = zip(polytope.A_eq[1:], polytope.b_eq[1:], strict=True)
    cuts = [*((*cut, False) for cut in below), *((*cut, True) for cut in level)]
    while len(corners) <= most and cuts:
        corners, on = _cut(corners, on, *cuts.pop(0))
    if len(corners) > most:
        raise ProblemError(_fault("too many corners", most=most))
    return corners[np.lexsort(-corners.T[::-1])]


def _cut(
    corners: FloatArray, on: BoolArray, row: FloatArray, bound: float, is_equality: bool
) -> tuple[FloatArray, BoolArray]:
    """Keep what satisfies one more constraint; `on` tells on which ones each corner lies."""
    excess = corners @ row - bound
    excess[np.abs(excess) <= FLAT * max(1.0, float(np.abs(row).max(initial=0.0)))] = 0.0
    stays = excess == 0 if is_equality else excess <= 0
    inner, outer = _edges(on, excess)
    share = (excess[inner] / (excess[inner] - excess[outer]))[:, None]
    crossings = (1 - share) * corners[inner] + share * corners[outer]
    points = np.vstack([corners[stays], crossings])
    lies_on = np.vstack([on[stays], on[inner] & on[outer]])
    on_cut = np.concatenate([excess[stays] == 0, np.ones(len(crossings), dtype=bool)])
    return points, np.column_stack([lies_on, on_cut])


def _edges(on: BoolArray, excess: FloatArray) -> tuple[IntArray, IntArray]:
    """Find the edges from corners below a cut to corners above it, as two arrays of indices."""
    grid = np.meshgrid(np.flatnonzero(excess < 0), np.flatnonzero(excess > 0), indexing="ij")
    pairs = np.stack(grid, axis=-1).reshape(-1, 2)
    is_off = (~on).astype(np.float32).T
    found = [pairs[:0]]
    for start in range(0, len(pairs), _PAIRS_AT_A_TIME):
        part = pairs[start : start + _PAIRS_AT_A_TIME]
        common = (on[part[:, 0]] & on[part[:, 1]]).astype(np.float32)
        found.append(part[(common @ is_off == 0).sum(axis=1) == 2])
    edges = np.concatenate(found)
    return edges[:, 0], edges[:, 1]


def _inside(
    rows: FloatArray, bounds: FloatArray, polytope: Polytope
) -> tuple[FloatArray, BoolArray]:
    """Find a point with room on every side, and the rows that leave no room anywhere.

    For each row, the point farthest from it; rows that an earlier point is far from are spared.
    The mean of these points is far from every row that can be.
    """
    found: list[FloatArray] = []
    room = np.zeros(len(rows))
    for i, row in enumerate(rows):
        if room[i] <= _SURELY_WIDE:
            point = polytope.extreme_point(row)
            found.append(point)
            room = np.maximum(room, bounds - rows @ point)
    return np.mean(found, axis=0), room <= FLAT


def _null_space(rows: FloatArray) -> FloatArray:
    """Directions that no row changes along; orthonormal, shape (n, n - rank)."""
    _, sizes, directions = np.linalg.svd(rows)
    return np.asarray(directions[np.count_nonzero(sizes > FLAT * sizes[0]) :].T)


def _within(
    rows: FloatArray, bounds: FloatArray, origin: FloatArray, basis: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Turn rows over the weights into rows over the hull, of length 1 and all different."""
    facets = rows @ basis
    lengths = np.linalg.norm(facets, axis=1)
    crosses = lengths > FLAT
    facets = facets[crosses] / lengths[crosses, None]
    reach = (bounds - rows @ origin)[crosses] / lengths[crosses]
    nearest = np.argsort(reach, kind="stable")
    _, first = np.unique(np.round(facets[nearest], 9) + 0.0, axis=0, return_index=True)
    kept = np.sort(nearest[first])
    return facets[kept], reach[kept]


def _not_implied(facets: FloatArray, reach: FloatArray) -> BoolArray:
    """Tell which rows are facets: without them the polytope would be larger."""
    kept = np.ones(len(facets), dtype=bool)
    limits = reach / reach.max(initial=FLAT)  # so that a small polytope is no small problem
    for i in np.flatnonzero(~_met_first(facets, limits)):
        row = facets[i]
        further = limits + (np.arange(len(limits)) == i)
        farthest = least(-row, facets[kept], further[kept])
        if farthest is not None and row @ farthest <= limits[i] + FLAT:
            kept[i] = False
    return kept


def _met_first(facets: FloatArray, limits: FloatArray) -> BoolArray:
    """Tell which rows a ray from the origin meets clearly before all others: these are facets.

    One ray is shot along each row; most rows are met first by their own (Clarkson 1994).
    """
    found = np.zeros(len(facets), dtype=np.bool_)
    if len(facets) > 1:
        along = facets @ facets.T  # rows and rays
        at = np.full_like(along, np.inf)
        np.divide(limits[:, None], along, out=at, where=along > FLAT)
        first, rays = at.argmin(axis=0), np.arange(len(facets))
        nearest, next_one = np.partition(at, 1, axis=0)[:2]
        found[first[(next_one - nearest) * along[first, rays] > _SURELY_WIDE]] = True
    return found


def _clean(values: FloatArray) -> FloatArray:
    """Write what is 0 but for rounding as 0."""
    return np.where(np.abs(values) < 1e-14, 0.0, values)
