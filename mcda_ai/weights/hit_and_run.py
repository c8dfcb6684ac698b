"""Hit-and-run: random walks that end up anywhere in a polytope with the right probability."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.weights.body import FLAT, Body
from mcda_ai.weights.sampling import CHAINS, Sampling

_TUNING_SEED = 1984  # tuning is the same for everyone; a draw never uses this stream
_TUNING_CHAINS = 512
_LIKENESS_SEEN = 0.2
_LIKENESS_ALLOWED = 0.05
_FACET_SWEEPS = 2
_PARALLEL = 1e-12
_MOST_SHRINKS = 200
_LEAST_FORM = 1e-300


@dataclass(frozen=True, eq=False)
class PowerDensity:
    """A density in proportion to a product of powers of sums of weights.

    Attributes
    ----------
    forms : array of shape (n_forms, n)
        Each row adds up some of the weights.
    powers : array of shape (n_forms,)
    """

    forms: FloatArray
    powers: FloatArray


@dataclass(frozen=True, eq=False)
class HitAndRun:
    """Draw from a polytope by hit-and-run, flat or in proportion to a density.

    Attributes
    ----------
    body : Body
        The polytope; a dimension of 1 or more.
    density : PowerDensity, optional
        Flat if None.
    start : array of shape (d,)
        Where chains start: the mean of the trial run.
    rounding : array of shape (d, d)
        Makes directions of equal length about as long as the polytope is wide in them.
    thinning, burn_in : int
        Rounds between the draws kept of a chain, and before the first.

    Notes
    -----
    One step: choose a direction, then a point on the line that lies inside (Smith 1984,
    *Efficient Monte Carlo procedures for generating points uniformly distributed over bounded
    regions*, Operations Research 32; Rubin 1984, *Generating random points in a polytope*,
    Communications in Statistics B 13). Any rule for the directions that does not look at the
    point leaves the distribution as it is (Bélisle, Romeijn and Smith 1993, *Hit-and-run
    algorithms for generating multivariate distributions*, Mathematics of Operations Research
    18). Here a round is three sweeps of d steps: two along lines in which all but one of d
    randomly chosen facets meet (the edges, if the polytope is a simplex), and one along a random
    orthogonal frame, stretched to the shape of the polytope. The first are fast where few
    constraints meet in a line, the second are safe where many do.

    All chains of a block take the same directions, so a step is a few array operations. Given the
    directions, chains are independent and each has the right distribution, so draws of different
    chains are uncorrelated.

    With a density, the point on the line is drawn by slice sampling: shrink an interval toward
    the old point until the density is high enough (Neal 2003, *Slice sampling*, Annals of
    Statistics 31).

    A trial run with a fixed seed finds the rounding, and the number of rounds after which weights,
    distances to the facets, and the distance to the centre are correlated by at most 0.05 (taken
    from the rounds needed for 0.2). That is the thinning; the burn-in is three times as long.
    """

    body: Body
    density: PowerDensity | None
    start: FloatArray
    rounding: FloatArray
    thinning: int = 1
    burn_in: int = 3
    how: Sampling = field(init=False)

    def __post_init__(self) -> None:
        steps = self.body.dimension * (_FACET_SWEEPS + 1)
        how = Sampling(
            "hit-and-run",
            self.body.dimension,
            chains=CHAINS,
            burn_in=self.burn_in * steps,
            thinning=self.thinning * steps,
        )
        object.__setattr__(self, "how", how)

    @classmethod
    def tuned(cls, body: Body, density: PowerDensity | None = None) -> HitAndRun:
        """Find the rounding and the thinning in a trial run."""
        d = body.dimension
        generator = np.random.default_rng(_TUNING_SEED)
        walk = cls(body, density, np.zeros(d), np.eye(d))
        points = walk._chains(_TUNING_CHAINS)
        for _ in range(4):
            kept = []
            for _ in range(4 + d // 8):
                walk._round(points, generator)
                kept.append(points.copy())
            pooled = np.concatenate(kept[len(kept) // 2 :], axis=1)
            walk = cls(body, density, pooled.mean(axis=1), _root(np.cov(pooled)))
        thinning = walk._rounds_apart(points, generator)
        return cls(body, density, walk.start, walk.rounding, thinning, 3 * thinning)

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weights of shape (size, n); draws of one chain stand `CHAINS` rows apart."""
        points = self._chains(min(CHAINS, size))
        kept: list[FloatArray] = []
        for number in range(-(-size // points.shape[1])):
            for _ in range(self.thinning if number else self.burn_in):
                self._round(points, generator)
            kept.append(self.body.lifted(points.T))
        return np.concatenate(kept)[:size]

    def _chains(self, n_chains: int) -> FloatArray:
        return np.repeat(self.start[:, None], n_chains, axis=1)

    def _round(self, points: FloatArray, generator: np.random.Generator) -> None:
        """Move all points, of shape (d, n_chains), in place."""
        for _ in range(_FACET_SWEEPS):
            self._sweep(points, _facet_directions(self.body.facets, generator), generator)
        frame, _ = np.linalg.qr(generator.standard_normal(self.rounding.shape))
        self._sweep(points, self.rounding @ frame, generator)

    def _sweep(
        self, points: FloatArray, directions: FloatArray, generator: np.random.Generator
    ) -> None:
        """Take one step along each column of `directions`."""
        body = self.body
        slack = body.reach[:, None] - body.facets @ points
        np.maximum(slack, 0.0, out=slack)
        rates = body.facets @ directions
        rates[np.abs(rates) <= _PARALLEL * np.abs(rates).max(axis=0)] = 0.0
        steps = np.empty((directions.shape[1], points.shape[1]))
        line = None if self.density is None else _Line(self.density, body.lifted(points.T).T)
        moves = None if self.density is None else self.density.forms @ body.basis @ directions
        for k, uniform in enumerate(generator.random(steps.shape)):
            crossed = np.flatnonzero(rates[:, k])
            rate = rates[crossed, k, None]
            ahead = rate[:, 0] > 0
            times = slack[crossed] / rate
            low, high = times[~ahead].max(axis=0), times[ahead].min(axis=0)
            if line is None or moves is None:
                steps[k] = low + uniform * (high - low)
            else:
                steps[k] = line.step(moves[:, k], low, high, generator)
            slack[crossed] -= rate * steps[k]
        points += directions @ steps

    def _rounds_apart(self, points: FloatArray, generator: np.random.Generator) -> int:
        """Count the rounds until what is watched has all but forgotten where it was."""
        n_rounds = 24 + self.body.dimension
        whitened = np.linalg.inv(self.rounding)
        weights = self.body.basis[np.abs(self.body.basis).max(axis=1) > FLAT]
        seen = []
        for _ in range(n_rounds):
            self._round(points, generator)
            away = whitened @ (points - self.start[:, None])
            rows = (weights @ points, self.body.facets @ points, away, (away**2).sum(axis=0))
            seen.append(np.vstack(rows))
        for lag in range(1, n_rounds // 2):
            if _likeness(np.array(seen), lag) <= _LIKENESS_SEEN:
                break
        return math.ceil(lag * math.log(_LIKENESS_ALLOWED) / math.log(_LIKENESS_SEEN))


class _Line:
    """Points in a density, which move along lines."""

    def __init__(self, density: PowerDensity, weights: FloatArray) -> None:
        """Take weights of shape (n, n_chains)."""
        self._powers = density.powers
        self._values = density.forms @ weights

    def step(
        self, rates: FloatArray, low: FloatArray, high: FloatArray, generator: np.random.Generator
    ) -> FloatArray:
        """Choose how far each chain goes, between `low` and `high`; `rates` is a row a form."""
        moving = np.flatnonzero(np.abs(rates) > FLAT * np.abs(rates).max(initial=0.0))
        powers, rates, values = self._powers[moving], rates[moving, None], self._values[moving]
        level = _logarithm(powers, values) - generator.standard_exponential(len(low))
        low, high, steps = low.copy(), high.copy(), np.zeros(len(low))
        undecided = np.arange(len(low))
        for _ in range(_MOST_SHRINKS):
            room = high[undecided] - low[undecided]
            tried = low[undecided] + generator.random(len(undecided)) * room
            reached = values[:, undecided] + rates * tried
            fails = _logarithm(powers, reached) < level[undecided]
            steps[undecided[~fails]] = tried[~fails]
            undecided, tried = undecided[fails], tried[fails]
            low[undecided] = np.where(tried < 0, tried, low[undecided])
            high[undecided] = np.where(tried < 0, high[undecided], tried)
            if not len(undecided):
                break
        self._values[moving] = values + rates * steps
        return steps


def _logarithm(powers: FloatArray, values: FloatArray) -> FloatArray:
    """Logarithm of a product of powers; shape (n_chains,)."""
    return np.asarray(powers @ np.log(np.maximum(values, _LEAST_FORM)), dtype=np.float64)


def _facet_directions(facets: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Lines in which all but one of d facets meet, for d facets chosen at random; shape (d, d)."""
    from scipy.linalg import qr

    d = facets.shape[1]
    importance = generator.lognormal(sigma=3.0, size=len(facets))
    _, order = qr((facets * importance[:, None]).T, mode="r", pivoting=True)
    lines = np.linalg.inv(facets[order[:d]])
    return np.asarray(lines / np.linalg.norm(lines, axis=0), dtype=np.float64)


def _root(covariance: FloatArray) -> FloatArray:
    """Find a square matrix R with R R' = covariance, however thin."""
    sizes, axes = np.linalg.eigh(np.atleast_2d(covariance))
    floor = sizes.max() * 1e-24
    return np.asarray(axes * np.sqrt(np.maximum(sizes, floor)), dtype=np.float64)


def _likeness(seen: FloatArray, lag: int) -> float:
    """Largest correlation between what is seen some rounds apart; `seen` (rounds, what, chains)."""
    off = seen - seen.mean(axis=(0, 2), keepdims=True)
    variance = (off**2).mean(axis=(0, 2))
    together = (off[:-lag] * off[lag:]).mean(axis=(0, 2))
    return float((together / variance).max())
