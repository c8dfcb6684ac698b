"""Value methods: ranks turned into numbers, by a stated rule, and the numbers added up."""

from __future__ import annotations

import numpy as np

from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import FloatArray, tie_levels


@method(
    label="Weighted sum",
    family="value",
    needs={"ranks", "values", "weights"},
    linear=True,
    unit=lambda _: 1.0,
    options={"numbers": ("linear", "roc", "mean")},
    unscored="refuse",
)
def weighted_sum(view: View, weights: FloatArray, *, numbers: str = "linear") -> FloatArray:
    """Add up weighted numbers that stand for the tie levels of each criterion.

    On a ranked criterion best = 1 and worst = 0, and between them a rank says nothing of
    distances, so the numbers are an assumption. Tied alternatives share a level; a criterion that
    ties all gives everybody 1. A measured criterion keeps its distances: its values are laid
    between 1 for the best and 0 for the worst. A criterion with an unscored cell is refused
    unless the option `unscored` says what the cell counts for. Evenly spaced numbers rank like
    Borda only without ties.

    Parameters
    ----------
    numbers : {"linear", "roc", "mean"}
        The rule from levels to numbers: evenly spaced, (L - level) / (L - 1), which is also the
        mean over all sorted numbers with the ends fixed; spaced as rank order centroids (Barron
        and Barrett 1996, eq. 3, rescaled); or the mean over all sorted numbers with free ends,
        (L + 1 - level) / (L + 1) (Lahdelma, Miettinen and Salminen 2003, sec. 3), in which a
        criterion with few levels tells less. `mcda_ai.robustness` also takes "random" and
        "random levels" (SMAA-O), which draw these sorted numbers, with the ends fixed or free,
        together with the weights.

    Returns
    -------
    array of shape (..., n_alternatives)
        In [0, 1]; higher is better.

    Raises
    ------
    ProblemError
        If a criterion is partly scored and `unscored` is "refuse".

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, "weighted_sum", weights="equal").scores.tolist()
    [0.5, 0.25, 0.5]
    """
    rows = _numbers(view.ranks, numbers)
    is_measured = ~np.isnan(view.values).all(axis=1)
    if is_measured.any():
        rows[is_measured] = _rescaled(view.values[is_measured])
    return np.asarray(weights @ rows, dtype=np.float64)


def _rescaled(values: FloatArray) -> FloatArray:
    """Lay measured values between 1 for the best and 0 for the worst; 1 where all are equal."""
    worst = values.min(axis=1, keepdims=True)
    spread = values.max(axis=1, keepdims=True) - worst
    return np.where(spread > 0, (values - worst) / np.where(spread > 0, spread, 1.0), 1.0)


def _numbers(ranks: FloatArray, rule: str) -> FloatArray:
    """Numbers for the tie levels of each criterion, the best level first in the scale."""
    levels = tie_levels(ranks)
    last = levels.max(axis=1, keepdims=True)
    if rule == "mean":
        return np.asarray((last + 1 - levels) / (last + 2))
    scale = np.arange(ranks.shape[1], dtype=np.float64)
    if rule == "roc":
        scale[1:] = np.cumsum(1.0 / scale[1:])
    return np.where(last > 0, (scale[last] - scale[levels]) / scale[last.clip(1)], 1.0)


@weighted_sum.at_random(numbers=("random", "random levels"))
def randomly_weighted_sum(
    view: View, weights: FloatArray, generator: np.random.Generator, *, numbers: str
) -> FloatArray:
    """Add up weighted numbers drawn anew for each weighting; scores of shape (size, m)."""
    size = len(weights)
    scores = np.zeros((size, view.n_alternatives))
    for weight, values, level in zip(weights.T, view.values, tie_levels(view.ranks), strict=True):
        if np.isnan(values).all():
            scale = _drawn_scale(int(level.max()) + 1, size, generator, numbers)
            scores += weight[:, None] * scale[:, level]
        else:
            scores += weight[:, None] * _rescaled(values[None])
    return scores


def _drawn_scale(n_levels: int, size: int, generator: np.random.Generator, rule: str) -> FloatArray:
    """Sorted uniform numbers, the best level first; shape (size, n_levels)."""
    n_free = n_levels if rule == "random levels" else max(n_levels - 2, 0)
    free = -np.sort(-generator.random((size, n_free)), axis=1)
    if rule == "random levels":
        return free
    ends = np.ones((size, 1)), np.zeros((size, 1))
    return np.hstack([ends[0], free, ends[1]]) if n_levels > 1 else ends[0]


# --- cards ----------------------------------------------------------------------------------------

weighted_sum.describe(
    ties="tied alternatives get the same number",
    measured="by how much",
    cardinalises=True,
    compensation="by amount",
    equivalent_to={"borda": "up to scale, where no criterion is measured and none ties a pair"},
    searched=PROFILES_SEARCHED,
    satisfies={"pareto", "reinforcement", "reversal", "splitting a criterion"},
    violates={
        "condorcet loser": "3: A > B = C; 2: B > C > A; 2: C > B > A",
        "condorcet winner": "2: A > B > C; 1: B > C > A",
        "smith": "2: A > B > C; 1: B > C > A",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    by_option={
        "numbers=roc": {
            "violates": {
                "condorcet winner": "4: A > C > B; 5: B > A > C",
                "smith": "6: A > B > C; 5: B > A = C",
                "reversal": "1: A > B > C; 2: B > A > C; 2: C > A > B; 1: C > B > A",
            },
        },
        "numbers=mean": {
            "unknown": ["condorcet loser"],
            "equivalent_to": {
                "borda": "up to scale, where no criterion is measured and none ties a pair"
            },
        },
    },
    references=(
        (
            "Barron, F. H., Barrett, B. E. (1996). Decision quality using ranked attribute "
            "weights. Management Science 42(11), 1515-1523."
        ),
        (
            "Lahdelma, R., Miettinen, K., Salminen, P. (2003). Ordinal criteria in stochastic "
            "multicriteria acceptability analysis (SMAA). "
            "European Journal of Operational Research 147(1), 117-127."
        ),
    ),
)
