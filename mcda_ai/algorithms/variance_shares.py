"""Shares of a variance by what it is due to, and the weights that go with a lead: on arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from mcda_ai.orders.weak_order import FloatArray, IntArray

Sums: TypeAlias = tuple[FloatArray, ...]

_MOST_BINS = 20
_LEAST_PER_BIN = 25
_LEAST_VARIANCE = 1e-12


def responses(ranks: IntArray) -> FloatArray:
    """Tell who leads and who is above whom.

    Parameters
    ----------
    ranks : array of int, shape (..., n_alternatives)

    Returns
    -------
    array of shape (..., n_alternatives + n_pairs)
        1 for each that has rank 1; then 1, 1/2 or 0 for each pair: first above, tied, below.

    Examples
    --------
    >>> responses(np.array([1, 3, 1]))
    array([1. , 0. , 1. , 1. , 0.5, 0. ])
    """
    first, second = np.triu_indices(ranks.shape[-1], k=1)
    above = (1 + np.sign(ranks[..., second] - ranks[..., first])) / 2
    return np.concatenate([(ranks == 1).astype(np.float64), above], axis=-1)


def variance_sums(y: FloatArray) -> Sums:
    """Add up over draws what `variance_shares` needs.

    Parameters
    ----------
    y : array of shape (n_draws, *n_levels, n_responses)

    Returns
    -------
    tuple of arrays
        Number of draws; y by cell (*n_levels, q); squared mean over the cells (q,); mean square
        (q,); and for each factor (n_factors, q) the variance between level means, and within.

    Examples
    --------
    >>> size, cells, *_ = variance_sums(np.array([[[0.0], [1.0]], [[0.0], [1.0]]]))
    >>> size.tolist(), cells.tolist()
    (2.0, [[0.0], [2.0]])
    """
    axes = tuple(range(1, y.ndim - 1))
    between = [y.mean(axis=_others(axes, axis)).var(axis=1).sum(axis=0) for axis in axes]
    within = [y.var(axis=axis).mean(axis=axes[:-1]).sum(axis=0) for axis in axes]
    squared_means = (y.mean(axis=axes) ** 2).sum(axis=0)
    squares = (y**2).mean(axis=axes).sum(axis=0)
    size = np.array(float(len(y)))
    return size, y.sum(axis=0), squared_means, squares, np.array(between), np.array(within)


def variance_shares(sums: Sums, n_leads: int) -> Sums:
    """Turn the sums of `variance_sums` into shares; see the notes of `attribution`.

    Parameters
    ----------
    sums : tuple of arrays
        Those of `variance_sums`, or of several groups of draws added up.
    n_leads : int
        How many of the responses, the first, tell who leads.

    Returns
    -------
    summary (3, q + 1), first-order and total indices (1 + n_factors, q + 1) with the weights
    first, level means (all levels, q + 1)
        The summary is mean, variance and interaction. The response put in front is the first
        `n_leads` together; it has no mean. Shares of a variance of 0 are NaN.

    Notes
    -----
    1. Mean by cell, over all, and by level of each factor.
    2. Variance between draws of the mean over cells: the part of the weights by themselves.
    3. Variance between the means of levels, less what noise adds to it: that of each factor.
    4. Variance within draws, and within all levels but those of one factor: the totals.
    5. Divide by the whole variance.

    Examples
    --------
    Two draws, one factor with two levels; the response follows the level and nothing else.

    >>> y = np.array([[[0.0], [1.0]], [[0.0], [1.0]]])
    >>> summary, first, total, level_means = variance_shares(variance_sums(y), n_leads=1)
    >>> first[:, 1].tolist(), total[:, 1].tolist(), level_means[:, 1].tolist()
    ([0.0, 1.0], [0.0, 1.0], [0.0, 1.0])
    """
    n, cells, squared_means, squares, between, within = sums
    axes = tuple(range(cells.ndim - 1))
    by_cell = cells / n
    mean = by_cell.mean(axis=axes)
    level_means = [by_cell.mean(axis=_others(axes, axis)) for axis in axes]
    of_weights = (squared_means / n - mean**2) * n / (n - 1)
    variance = squares / n - mean**2 + of_weights / n
    spread = np.array([means.var(axis=0) for means in level_means])
    noise = (between / n - spread) / (n - 1)
    weights_in_all = (squares / n - (by_cell**2).mean(axis=axes)) * n / (n - 1)
    parts = np.vstack([variance, of_weights, spread - noise, weights_in_all, within / n])
    parts = np.hstack([parts[:, :n_leads].sum(axis=1, keepdims=True), parts])
    known = parts[0] > _LEAST_VARIANCE
    shares = np.divide(parts[1:], parts[0], where=known, out=np.full_like(parts[1:], np.nan))
    first, total = np.split(shares, 2)
    means = np.vstack([mean, *level_means])
    means = np.hstack([np.full((len(means), 1), np.nan), means])
    summary = np.vstack([means[0], parts[0], 1 - first.sum(axis=0)])
    return summary, first, total, means[1:]


def _others(axes: Sequence[int], axis: int) -> tuple[int, ...]:
    return tuple(other for other in axes if other != axis)


def jackknife(sums: Sequence[Sums], estimate: Callable[..., Sums]) -> tuple[Sums, Sums]:
    """Estimate from sums over groups of draws; give estimates and their standard errors.

    The jackknife that leaves out one group at a time, of any sizes (Busing, Meijer and Van der
    Leeden 1999, *Statistics and Computing* 9, 3-8). The first of the sums is the number of draws.

    Examples
    --------
    >>> groups = [(np.array(1.0), np.array(x)) for x in (1.0, 2.0, 6.0)]
    >>> (mean,), (error,) = jackknife(groups, lambda n, total: (total / n,))
    >>> bool(mean == 3) and bool(np.isclose(error, np.std([1, 2, 6], ddof=1) / 3**0.5))
    True
    """
    total = tuple(np.sum(each, axis=0) for each in zip(*sums, strict=True))
    whole = estimate(*total)
    left_out = [estimate(*(a - b for a, b in zip(total, each, strict=True))) for each in sums]
    fold = np.array([total[0] / group[0] for group in sums])
    errors = []
    for value, without in zip(whole, zip(*left_out, strict=True), strict=True):
        weight = fold.reshape(-1, *[1] * np.ndim(value))
        pseudo = weight * value - (weight - 1) * np.array(without)
        centre = (pseudo / weight).sum(axis=0)
        errors.append(np.sqrt(((pseudo - centre) ** 2 / (weight - 1)).mean(axis=0)))
    return whole, tuple(errors)


def direction_sums(leads: FloatArray, parts: FloatArray, cuts: IntArray) -> list[Sums]:
    """Add up, for each group of draws, what `direction` needs.

    Parameters
    ----------
    leads : array of shape (n, n_priors, m)
        How often each alternative leads under a weighting, over all combinations of levels.
    parts : array of shape (n, n_priors, n_parts)
        Weights of layers or criteria.
    cuts : array of int
        Where groups of draws end.

    Returns
    -------
    list of tuple of arrays
        For each group: number of draws; sums of leads, of their squares, and of weights; how many
        draws fall in each bin of each weight; sums of products, and of leads by bin.

    Examples
    --------
    Two draws of two weights; the first of two alternatives leads where the first weight is large.

    >>> leads, parts = np.eye(2)[:, None], np.array([[[0.75, 0.25]], [[0.25, 0.75]]])
    >>> (sums,) = direction_sums(leads, parts, np.array([], dtype=int))
    >>> when_leading, otherwise, difference, explained = direction(*sums)
    >>> when_leading[0].tolist(), otherwise[0].tolist()
    ([[0.75, 0.25], [0.25, 0.75]], [[0.25, 0.75], [0.75, 0.25]])
    """
    n_bins = int(np.clip(len(parts) // _LEAST_PER_BIN, 1, _MOST_BINS))
    edges = np.quantile(parts, np.arange(1, n_bins) / n_bins, axis=0)
    in_bin = (parts[..., None] >= np.moveaxis(edges, 0, -1)).sum(axis=-1)
    groups = zip(*(np.split(each, cuts) for each in (leads, parts, in_bin)), strict=True)
    sums: list[Sums] = []
    for y, x, bins in groups:
        one_hot = (bins[..., None] == np.arange(n_bins)).astype(np.float64)
        joint = np.einsum("npl,npa->pla", x, y)
        binned = np.einsum("nplk,npa->plka", one_hot, y, optimize=True)
        totals = (each.sum(axis=0) for each in (y, y**2, x, one_hot))
        sums.append((np.array(float(len(y))), *totals, joint, binned))
    return sums


def direction(
    n: FloatArray,
    leads: FloatArray,
    squares: FloatArray,
    weight: FloatArray,
    counts: FloatArray,
    joint: FloatArray,
    binned: FloatArray,
) -> Sums:
    """Turn the sums of `direction_sums`, one by one, into figures of shape (n_priors, n_parts, m).

    Returns
    -------
    when_leading, otherwise, difference, explained
        Mean weights, weighted by how often the alternative leads or does not; NaN if it always
        or never leads. Explained is the share of the variance of leading between bins of the
        weight, corrected for their number.
    """
    leads, squares = leads[:, None], squares[:, None]
    some = np.where((leads > 0) & (leads < n), 1.0, np.nan)
    when_leading = joint / (leads * some)
    otherwise = (weight[..., None] - joint) / ((n - leads) * some)
    within = squares - (binned**2 / np.maximum(counts, 1)[..., None]).sum(axis=2)
    spread = (squares - leads**2 / n) * some
    spread = np.where(spread > n * _LEAST_VARIANCE, spread, np.nan)
    freedom = (n - 1) / np.maximum(n - (counts > 0).sum(axis=2), 1)[..., None]
    return when_leading, otherwise, when_leading - otherwise, 1 - within / spread * freedom
