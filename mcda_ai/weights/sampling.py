"""How draws are made, and how much they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.weights.drawing import BLOCK_SIZE

_fault = faults_of("weights")

CHAINS = 1024
"""Random walks in a block of `BLOCK_SIZE` draws."""


@dataclass(frozen=True)
class Sampling:
    """How a weight space draws for a problem.

    Attributes
    ----------
    method : str
        "exact": straight from the distribution. "rejection": exact as well, by drawing from a
        larger space until enough draws lie in this one. "hit-and-run": random walks, whose draws
        are nearly, but not wholly, independent and free of where they started. "own": as a space
        of your own does it.
    dimension : int
        Of the weight space; 0 for a single point.
    acceptance : float
        Share of the draws that are kept; 1 unless by rejection.
    chains : int
        Random walks in a block of 16,384 draws. The next draw of a walk stands this many rows
        further; each block starts new ones.
    burn_in, thinning : int
        Steps of a walk before its first draw, and between its draws.
    """

    method: Literal["exact", "rejection", "hit-and-run", "own"]
    dimension: int
    acceptance: float = 1.0
    chains: int = BLOCK_SIZE
    burn_in: int = 0
    thinning: int = 0

    def __str__(self) -> str:
        told = f"{self.method} in {self.dimension} dimension{'' if self.dimension == 1 else 's'}"
        if self.method == "rejection":
            told += f", {self.acceptance:.0%} of the draws kept"
        if self.method == "hit-and-run":
            told += (
                f": {self.chains:,} walks a block, {self.burn_in:,} steps before the first draw of "
                f"each and {self.thinning:,} between draws"
            )
        return told


class Sampler(Protocol):
    """What draws weights of the scored criteria of one problem."""

    @property
    def how(self) -> Sampling:
        """How it draws."""

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weights of shape (size, n)."""


@checks_arguments
def effective_sample_size(draws: FloatArray, chains: int = BLOCK_SIZE) -> FloatArray:
    """Count how many independent draws would tell the mean of each column as well.

    Parameters
    ----------
    draws : array of shape (size, n_columns)
        Weights as `WeightSpace.sample` gives them, or anything computed from each of them, in
        the same order; at least twice as many as there are chains, if these are random walks.
    chains : int
        Random walks in a block, as ``WeightSpace.sampling(problem).chains`` tells. As many as
        there are draws in a block means that all draws are independent.

    Returns
    -------
    array of shape (n_columns,)
        At most `size`; NaN for a column that does not vary.

    Raises
    ------
    ProblemError
        For anything but a table of numbers, a draw a row, and with too few draws for the walks.

    Notes
    -----
    size / (1 + 2 * sum of autocorrelations), summed over the lags 1, 2, ... until two neighbours
    together are no longer above 0 (Geyer 1992, *Practical Markov chain Monte Carlo*, Statistical
    Science 7). Deviations are from the mean over all chains.

    Examples
    --------
    >>> draws = np.random.default_rng(1).random((4096, 1))
    >>> bool(abs(effective_sample_size(draws, chains=1024)[0] - 4096) < 400)
    True
    """
    try:
        values = np.zeros(0) if np.iscomplexobj(draws) else np.asarray(draws, dtype=np.float64)
    except (TypeError, ValueError):  # texts, or rows of several lengths
        values = np.zeros(0)
    if values.ndim != 2 or not values.size or not np.isfinite(values).all():
        raise ProblemError(_fault("no table of draws", shape=str(values.shape)))
    check_whole("chains", chains)
    size = len(values)
    varies = np.ptp(values, axis=0) > 0
    if chains >= BLOCK_SIZE:
        return np.where(varies, float(size), np.nan)
    walks = _as_walks(values, chains)
    off = walks - walks.mean(axis=(0, 1))
    lags = range(walks.shape[0])
    products = np.array([(off[: len(off) - lag] * off[lag:]).mean(axis=(0, 1)) for lag in lags])
    correlations = np.divide(products, products[0], out=np.zeros_like(products), where=varies)
    return np.where(varies, np.minimum(size / _time_to_forget(correlations), size), np.nan)


def _as_walks(values: FloatArray, chains: int) -> FloatArray:
    """Arrange draws of whole rounds by time and chain: (n_times, n_chains, n_columns)."""
    n_times = min(len(values), BLOCK_SIZE) // chains
    if n_times < 2:
        raise ProblemError(
            _fault("few draws of walks", n=len(values), chains=chains, least=2 * chains)
        )
    n_blocks = max(1, len(values) // BLOCK_SIZE)
    whole = [
        values[start : start + n_times * chains].reshape(n_times, chains, -1)
        for start in range(0, n_blocks * BLOCK_SIZE, BLOCK_SIZE)
    ]
    return np.concatenate(whole, axis=1)


def _time_to_forget(correlations: FloatArray) -> FloatArray:
    """Sum autocorrelations over both signs of the lag while pairs of them are above 0."""
    n_pairs = len(correlations) // 2
    pairs = correlations[: 2 * n_pairs].reshape(n_pairs, 2, -1).sum(axis=1)
    counted = np.logical_and.accumulate(pairs > 0, axis=0)
    return np.asarray(2 * (pairs * counted).sum(axis=0) - 1, dtype=np.float64)
