"""One random problem: what is told of who is first, held against the truth from elsewhere."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.spatial import ConvexHull, HalfspaceIntersection, QhullError

import mcda_ai as mcda
from tests.coverage.rankings import mallows_rankings

GENERATORS = {"impartial": 1.0, "Mallows .9": 0.9, "Mallows .7": 0.7, "Mallows .5": 0.5}
FEW = 5
LONG_RUN = 200_000
SHORT_RUN = 2_000
_TOLERANCE = 1e-8
_MOST_ERRORS = 4.9
"""Standard errors of a long run: passed once in a million times by chance."""


@dataclass(frozen=True)
class Case:
    """What was told of one problem.

    Attributes
    ----------
    generator, space : str
    by_vertices : bool
        Whether the truth is a volume, rather than a long run.
    exact, certified : int
        How many first places were told so.
    untrue : int
        How many of them do not hold the truth.
    widths, drawn_widths : tuple of float
        Of what is certified, and of the drawn bounds of the same shares.
    drawn_missed : bool
        Whether any bound of a short run, of all ranks together, misses a first place.
    """

    generator: str
    space: str
    by_vertices: bool
    exact: int
    certified: int
    untrue: int
    widths: tuple[float, ...]
    drawn_widths: tuple[float, ...]
    drawn_missed: bool


def case(number):
    """Make the problem of a number, ask, and compare."""
    rng = np.random.default_rng(number)
    generator = list(GENERATORS)[number % len(GENERATORS)]
    space = ("uniform", "layer-first")[number // len(GENERATORS) % 2]
    m, n = int(rng.integers(4, 9)), int(rng.choice([rng.integers(2, FEW + 1), rng.integers(6, 26)]))
    ranks = mallows_rankings(
        n, m, GENERATORS[generator], ties=rng.choice([0, 0, 0.3]),
        repeats=rng.choice([0, 0, 0.4]), seed=number,
    )  # fmt: skip
    if len(set(map(tuple, ranks))) == 1 and not np.ptp(ranks):
        ranks[0, 0] = 1 + ranks.max()
    if rng.random() < 0.1:
        ranks[:, -1] = ranks[:, 0]  # always level
    layer_of = np.arange(n) % min(int(rng.integers(1, 5)), n)
    problem = _problem(ranks, layer_of)
    scored = np.ptp(ranks, axis=1) >= 0
    told = mcda.robustness(problem, "borda", space, rng=number)
    short = mcda.robustness(problem, "borda", space, size=SHORT_RUN, rng=number)
    scores = _borda(ranks[scored])
    by_vertices = space == "uniform" and n <= FEW
    truth = np.array([_volume(scores, i) for i in range(m)]) if by_vertices else None
    if truth is None or np.isnan(truth).any():
        by_vertices, truth = False, _long_run(scores, space, layer_of[scored], rng)
    chance = 0.0 if by_vertices else 1.0
    untrue, exact, widths, drawn_widths = 0, 0, [], []
    for name, share in zip(told.rank_acceptability.index, truth, strict=True):
        known, between = told.share_of(name), told.certified_between(name)
        if known.size == 0:
            exact += 1
            untrue += not _holds(known.value - 1e-6, known.value + 1e-6, share, chance)
        elif between is not None:
            widths.append(between[1] - between[0])
            drawn_widths.append(float(told.bounds.loc[(name, 1)].diff().iloc[1]))
            untrue += not _holds(*between, share, chance)
    ends = short.bounds.xs(1, level="rank").to_numpy()
    missed = any(
        not _holds(*pair, share, chance / 5) for pair, share in zip(ends, truth, strict=True)
    )
    return Case(generator, space, by_vertices, exact, len(widths), untrue,
                tuple(widths), tuple(drawn_widths), missed)  # fmt: skip


def _problem(ranks, layer_of):
    names = [f"o{k}" for k in range(ranks.shape[1])]
    rows = {f"c{k}": dict(zip(names, row.tolist(), strict=True)) for k, row in enumerate(ranks)}
    layers = {
        f"L{layer}": [name for name, of in zip(rows, layer_of, strict=True) if of == layer]
        for layer in sorted(set(layer_of.tolist()))
    }
    return mcda.from_rankings(rows, alternatives=names, layers=layers)


def _borda(ranks):
    """Count the options behind, less those ahead."""
    return np.sign(ranks[:, None, :] - ranks[:, :, None]).sum(axis=2).astype(float)


def _holds(lower, upper, share, chance):
    """Tell whether a share lies between, but for the error of a long run."""
    near = min(max(share, lower), upper)
    spread = np.sqrt(max(near * (1 - near), 10 / LONG_RUN) / LONG_RUN)
    return abs(share - near) <= _TOLERANCE + chance * _MOST_ERRORS * spread


def _long_run(scores, space, layer_of, rng):
    """Draw weightings, and see who is not behind."""
    n = len(scores)
    seen = np.zeros(scores.shape[1])
    for _ in range(8):
        size = LONG_RUN // 8
        weights = rng.standard_exponential((size, n))
        if space == "layer-first":
            for layer in set(layer_of.tolist()):
                own = layer_of == layer
                weights[:, own] *= (rng.standard_exponential(size) / weights[:, own].sum(axis=1))[
                    :, None
                ]
        weights /= weights.sum(axis=1, keepdims=True)
        totals = weights @ scores
        seen += (totals >= totals.max(axis=1, keepdims=True) - 1e-11).sum(axis=0)
    return seen / LONG_RUN


def _volume(scores, i):
    """Give the part of the simplex in which nobody is ahead, from its vertices."""
    n = len(scores)
    leads = scores[:, [i]] - np.delete(scores, i, axis=1)
    leads = np.unique(leads[:, leads.any(axis=0)], axis=1)
    if not leads.size:
        return 1.0
    if n == 1:
        return float((leads >= 0).all())
    # The last weight is what the others leave.
    rows = np.vstack([-(leads[:-1] - leads[-1]).T, -np.eye(n - 1), np.ones((1, n - 1))])
    ends = np.concatenate([leads[-1], np.zeros(n - 1), [1.0]])
    lengths = np.linalg.norm(rows, axis=1)
    if n == 2:
        keep = rows[:, 0] != 0
        if (ends[~keep] < 0).any():
            return 0.0
        at = ends[keep] / rows[keep, 0]
        return max(0.0, at[rows[keep, 0] > 0].min() - at[rows[keep, 0] < 0].max())
    widest = linprog(
        np.append(np.zeros(n - 1), -1), A_ub=np.column_stack([rows, lengths]), b_ub=ends,
        bounds=[(None, None)] * n,
    )  # fmt: skip
    if widest.x is None or widest.x[-1] <= 1e-10:
        return 0.0
    try:
        cell = HalfspaceIntersection(np.column_stack([rows, -ends]), widest.x[:-1])
        volume = ConvexHull(cell.intersections).volume
    except QhullError:
        return float("nan")
    return volume * float(np.prod(np.arange(1, n)))
