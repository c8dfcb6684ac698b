"""Shares of the weightings: when they are all or nothing, and how well draws tell them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

import numpy as np
from scipy.special import betaln, xlog1py, xlogy

from mcda_ai.orders.weak_order import BoolArray, FloatArray

Outcome = TypeVar("Outcome", bound=Hashable)

ERROR = 0.05
"""Chance, at most, that any of the intervals that belong together misses its share."""
_LEAST, _MOST = float(np.nextafter(0, 1)), float(np.nextafter(1, 0))
_HALVINGS = 60
_ROUNDING = 1e-9  # between exact shares
_ERRORS_APART = 3  # standard errors: a difference that chance alone gives 3 times in 1,000


def neither_all_nor_nothing(share: float) -> float:
    """Keep a share that is known to be neither 0 nor 1 from being rounded to them.

    Examples
    --------
    >>> neither_all_nor_nothing(1 - 2.0**-60) < 1, neither_all_nor_nothing(0.25)
    (True, 0.25)
    """
    return min(max(share, _LEAST), _MOST)


def rows_made_whole(shares: FloatArray, is_exact: BoolArray) -> FloatArray:
    """Scale what was drawn in each row, so that with what is exact there it adds up to 1.

    Parameters
    ----------
    shares, is_exact : arrays of shape (n_rows, n_outcomes)

    Examples
    --------
    >>> rows_made_whole(np.array([[0.5, 0.3, 0.1]]), np.array([[True, False, False]])).round(3)
    array([[0.5  , 0.375, 0.125]])
    """
    known = np.where(is_exact, shares, 0.0).sum(axis=1, keepdims=True)
    drawn = np.where(is_exact, 0.0, shares).sum(axis=1, keepdims=True)
    scale = np.divide((1 - known).clip(0), drawn, out=np.ones_like(known),
                      where=is_exact.any(axis=1, keepdims=True) & (drawn > 0))  # fmt: skip
    return np.asarray(np.where(is_exact, shares, shares * scale))


def share_where(shares: Mapping[Outcome, float], holds: Callable[[Outcome], bool]) -> float:
    """Add up the shares of outcomes for which something holds: 1 if it does for all of them.

    Parameters
    ----------
    shares : mapping of outcome to share
        Every outcome that can be, with a share above 0; they sum to 1 but for rounding.
    holds : callable

    Examples
    --------
    >>> shares = {"A > B": 0.1, "B > A": 0.2, "A = B": 0.7}
    >>> share_where(shares, lambda order: "A" in order), share_where(shares, str.islower)
    (1.0, 0.0)
    """
    parts = [share for outcome, share in shares.items() if holds(outcome)]
    if len(parts) in (0, len(shares)):
        return float(len(parts) > 0)
    return neither_all_nor_nothing(sum(parts))


def are_level(one: float, other: float, size: int) -> bool:
    """Tell whether nothing parts two shares of the same draws: they differ within their error.

    Parameters
    ----------
    one, other : float
        Of outcomes that may occur together, such as two that are first in a tie.
    size : int
        Number of draws; 0 where both are exact.

    Notes
    -----
    Each draw adds 1, 0 or -1 to the difference, and in at most min(p + q, 2 - p - q) of them not 0.

    Examples
    --------
    >>> are_level(0.499, 0.501, 100_000), are_level(0.49, 0.51, 100_000), are_level(0.499, 0.501, 0)
    (True, False, False)
    """
    apart = abs(one - other)
    if size == 0:
        return apart <= _ROUNDING
    of_one_draw = max(min(one + other, 2 - one - other) - apart**2, 0.0)
    return apart <= _ROUNDING + _ERRORS_APART * float(np.sqrt(of_one_draw / size))


def anytime_bounds(
    shares: FloatArray, size: float, n_shares: int, error: float = ERROR
) -> tuple[FloatArray, FloatArray]:
    """Bound shares that are counted over draws, whenever the drawing stopped, all at once.

    Parameters
    ----------
    shares : array
        Counted over the draws so far.
    size : float
        Number of independent draws. Of draws that hang together in groups which do not (random
        walks), each counting for the mean of its group: the number of groups.
    n_shares : int
        How many shares are asked about, named before the first draw.
    error : float
        Chance, at most, that any of them ever lies outside its bounds, however often one looks.

    Returns
    -------
    lower, upper : arrays of the same shape

    Notes
    -----
    With k of n, all p at which the density of Beta(k + 1, n - k + 1) is `error` / `n_shares` or
    more (Robbins 1970, *Statistical methods related to the law of the iterated logarithm*, Annals
    of Mathematical Statistics 41, sec. 4). For the true p, 1 / density is the mean over q, flat,
    of (q / p)^k ((1 - q) / (1 - p))^(n - k): as n grows a martingale that begins at 1, so it
    reaches n_shares / error with a chance of at most error / n_shares (Ville 1939). A group that
    counts for its mean x in [0, 1] adds a factor that is convex in x, so at most as large in the
    mean as that of one draw (Hoeffding 1963), and the bounds hold as well.

    Examples
    --------
    >>> lower, upper = anytime_bounds(np.array([0.25, 0.0]), 10_000, 2)
    >>> lower.round(3).tolist(), upper.round(4).tolist()
    ([0.233, 0.0], [0.2678, 0.0013])
    """
    different, place = np.unique(shares, return_inverse=True)
    ends = []
    for extreme in (0.0, 1.0):
        inside, outside = different, np.full_like(different, extreme)
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            is_in = _is_within(middle, different, size, n_shares, error)
            inside, outside = np.where(is_in, middle, inside), np.where(is_in, outside, middle)
        ends.append(outside[place].reshape(np.shape(shares)))
    return ends[0], ends[1]


def are_known(shares: FloatArray, size: float, half_width: float, n_shares: int) -> bool:
    """Tell whether all bounds lie within a half-width of shares; see `anytime_bounds`."""
    lower, upper = shares - half_width, shares + half_width
    return not any(
        _is_within(end[there], shares[there], size, n_shares, ERROR).any()
        for end, there in ((lower, lower > 0), (upper, upper < 1))
    )


def most_draws(half_width: float, n_shares: int) -> int:
    """Give the number of draws that is enough for a half-width whatever the shares are.

    Examples
    --------
    >>> most_draws(0.01, 15)
    54651
    """
    anything = np.linspace(0, 1, 65)
    low, high = 0, 1
    while not are_known(anything, high, half_width, n_shares):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if are_known(anything, middle, half_width, n_shares):
            high = middle
        else:
            low = middle
    return high


def _is_within(
    p: FloatArray, shares: FloatArray, size: float, n_shares: int, error: float
) -> FloatArray:
    """Tell whether p lies within the bounds of each share."""
    k = shares * size
    density = xlogy(k, p) + xlog1py(size - k, -p) - betaln(k + 1, size - k + 1)
    return np.asarray(density >= np.log(error / n_shares))
