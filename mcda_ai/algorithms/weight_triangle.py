"""Who leads where in a triangle of weights: convex polygons by clipping, exact, on arrays.

A place in the triangle is a row of three weights, of its corners; they sum to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mcda_ai.algorithms.shares import neither_all_nor_nothing
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray

CORNERS = 3
_SAME_PLACE = 1e-12


class Region(NamedTuple):
    """A part of the triangle in which the same alternatives lead."""

    leaders: tuple[int, ...]
    """Several if they tie throughout the triangle."""
    polygon: FloatArray
    """Its corners in order; shape (n, 3), rows sum to 1."""


def clipped(polygon: FloatArray, form: FloatArray, tolerance: float = 0.0) -> FloatArray:
    """Keep the part of a convex polygon where a linear form is at least 0.

    Parameters
    ----------
    polygon : array of shape (n, 3)
        Corners in order, each as weights of the three corners of the triangle.
    form : array of shape (3,)
        Values at the corners of the triangle.
    tolerance : float, optional
        A corner with a value within this of 0 lies on the border line, and stays.

    Returns
    -------
    array of shape (k, 3)
        Fewer than three rows if no area is left.

    References
    ----------
    Sutherland, I. E., Hodgman, G. W. (1974). Reentrant polygon clipping. Communications of the
    ACM 17(1), 32-42.

    Examples
    --------
    >>> clipped(np.eye(3), np.array([1.0, -1.0, -1.0])).tolist()
    [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.5, 0.0, 0.5]]
    """
    values = polygon @ form
    kept: list[FloatArray] = []
    for here, there in zip(range(len(polygon)), np.roll(np.arange(len(polygon)), -1), strict=True):
        if values[here] >= -tolerance:
            kept.append(polygon[here])
        low, high = sorted((values[here], values[there]))
        if low < -tolerance and high > tolerance:
            share = values[here] / (values[here] - values[there])
            kept.append((1 - share) * polygon[here] + share * polygon[there])
    return np.array(kept).reshape(-1, CORNERS)


def area_share(polygon: FloatArray) -> float:
    """Give the area of a convex polygon as a share of the whole triangle.

    The shoelace formula on the two weights that are small there, measured from one corner, so that
    an area of next to nothing keeps its digits; the triangle has an area of 1/2.

    Parameters
    ----------
    polygon : array of shape (n, 3)
        Corners in order, each as weights of the three corners of the triangle.

    Examples
    --------
    >>> area_share(np.eye(3)), area_share(np.eye(3)[:2])
    (1.0, 0.0)
    """
    small = np.sort(np.argsort(polygon.mean(axis=0), kind="stable")[:2])
    x, y = (polygon[:, small] - polygon[0, small]).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))


def leading_regions(corner_scores: FloatArray, unit: float = 1.0) -> list[Region]:
    """Cut the triangle up by who leads.

    Parameters
    ----------
    corner_scores : array of shape (3, n_alternatives)
        Scores under all weight on each group; in between they are linear.
    unit : float
        Scores within ``TIE_TOLERANCE * unit`` of each other are tied.

    Returns
    -------
    list of Region
        In the order of the alternatives. Those that tie everywhere share one. One that leads on
        a line or in a point only, tied with others, has no region: it is ahead of all others
        nowhere.

    Examples
    --------
    >>> [(region.leaders, area_share(region.polygon)) for region in leading_regions(np.eye(3))]
    ... # doctest: +ELLIPSIS
    [((0,), 0.333...), ((1,), 0.333...), ((2,), 0.333...)]
    """
    tolerance = TIE_TOLERANCE * unit
    found = []
    for alike in _always_tied(corner_scores, tolerance):
        rivals = np.delete(corner_scores, alike, axis=1)
        leads = corner_scores[:, [alike[0]]] - rivals
        polygon = np.eye(CORNERS)
        for lead in leads.T:
            polygon = clipped(polygon, lead, tolerance)
        if len(polygon) and (polygon.mean(axis=0) @ leads > tolerance).all():
            found.append(Region(tuple(alike), polygon))
    return found


def area_shares(regions: Sequence[Region]) -> list[float]:
    """Give the areas of all regions of a triangle: 1 for the only one, and never 0.

    Examples
    --------
    >>> area_shares(leading_regions(np.eye(3)[:, :2]))
    [0.5, 0.5]
    """
    if len(regions) == 1:
        return [1.0]
    return [neither_all_nor_nothing(area_share(region.polygon)) for region in regions]


def _always_tied(corner_scores: FloatArray, tolerance: float) -> list[list[int]]:
    """Group the alternatives that tie at all corners, and so everywhere."""
    groups: list[list[int]] = []
    for alternative, scores in enumerate(corner_scores.T):
        for group in groups:
            if np.abs(scores - corner_scores[:, group[0]]).max() <= tolerance:
                group.append(alternative)
                break
        else:
            groups.append([alternative])
    return groups


def border(one: Region, other: Region, corner_scores: FloatArray, unit: float = 1.0) -> FloatArray:
    """Give the ends of the line on which two regions meet, and both lead.

    Parameters
    ----------
    one, other : Region
        Two of those that `leading_regions` gives for these scores.
    corner_scores : array of shape (3, n_alternatives)
    unit : float
        Both as in `leading_regions`.

    Returns
    -------
    array of shape (2, 3), or (0, 3) if there is none
        Regions that touch in one point have no line in common.

    Examples
    --------
    >>> scores = np.eye(3)[:, :2]  # nobody but these two; they tie where the third weight is all
    >>> border(*leading_regions(scores), scores).tolist()
    [[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]
    """
    apart = corner_scores[:, one.leaders[0]] - corner_scores[:, other.leaders[0]]
    near = 2 * TIE_TOLERANCE * unit  # where clipping found a tie, and the rounding since
    ends = one.polygon[np.abs(one.polygon @ apart) <= near]
    if len(ends) < 2:
        return np.empty((0, CORNERS))
    lengths = np.abs(ends[:, None] - ends[None, :]).max(axis=-1)
    first, last = np.unravel_index(int(lengths.argmax()), lengths.shape)
    if lengths[first, last] <= _SAME_PLACE:
        return np.empty((0, CORNERS))
    return np.asarray(ends[[first, last]])
