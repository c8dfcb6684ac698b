"""Value methods: ranks turned into numbers, by a stated rule, and the numbers added up."""

from __future__ import annotations

import numpy as np

from mcda_ai.contract import View
from mcda_ai.faults import ProblemError
from mcda_ai.ranking import FloatArray
from mcda_ai.registry import method


@method(
    label="Weighted sum",
    family="value",
    needs={"ranks", "weights"},
    linear=True,
    unit=lambda _: 1.0,
    options={"numbers": ("linear", "roc"), "unscored": ("refuse", "best", "worst")},
    references=(
        (
            "Barron, F. H., Barrett, B. E. (1996). Decision quality using ranked attribute "
            "weights. Management Science 42(11), 1515-1523."
        ),
    ),
)
def weighted_sum(
    view: View, weights: FloatArray, *, numbers: str = "linear", unscored: str = "refuse"
) -> FloatArray:
    """Add up weighted numbers that stand for the tie levels of each criterion.

    Best = 1 and worst = 0 on every criterion. Between them a rank says nothing of distances, so
    the numbers are an assumption: evenly spaced, or spaced as rank order centroids (Barron and
    Barrett 1996, eq. 3, rescaled). Tied alternatives share a level; a criterion that ties all
    gives everybody 1. A criterion with an unscored cell is refused unless the option `unscored`
    says what the cell counts for. Evenly spaced numbers rank like Borda only without ties.

    Parameters
    ----------
    view : View
        Shows ranks.
    weights : array of shape (..., n_criteria)
    numbers : {"linear", "roc"}
        The rule from levels to numbers.
    unscored : {"refuse", "best", "worst"}
        What an unscored cell counts for: nothing can be computed, 1, or 0.

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
    missing = np.isnan(view.ranks)
    if unscored == "refuse" and missing.any():
        raise ProblemError(
            f"weighted_sum: {int(missing.any(axis=1).sum())} criteria are only partly scored; "
            "allowed: unscored='best' or 'worst', which count a missing cell as 1 or 0"
        )
    values = np.array([_numbers(ranks, numbers) for ranks in view.ranks])
    values[missing] = 1.0 if unscored == "best" else 0.0
    return np.asarray(weights @ values, dtype=np.float64)


def _numbers(ranks: FloatArray, rule: str) -> FloatArray:
    """Numbers for the tie levels of one criterion, best 1 and worst 0; NaN where unscored."""
    ranked = ~np.isnan(ranks)
    _, level = np.unique(ranks[ranked], return_inverse=True)
    n_levels = int(level.max()) + 1
    if rule == "linear":
        scale = np.arange(n_levels, 0, -1, dtype=np.float64)
    else:
        scale = np.cumsum(1.0 / np.arange(n_levels, 0, -1))[::-1]
    spread = scale - scale[-1]
    values = np.full(ranks.shape, np.nan)
    values[ranked] = (spread / spread[0] if n_levels > 1 else np.ones(1))[level]
    return values
