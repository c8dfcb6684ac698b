"""Majority methods: only who beats whom, by weight, counts."""

from __future__ import annotations

import numpy as np

from mcda_ai.contract import View, method
from mcda_ai.ranking import TIE_TOLERANCE, FloatArray


@method(
    label="Copeland",
    family="majority",
    needs={"pairwise", "weights"},
    references=(
        (
            "Copeland, A. H. (1951). A 'reasonable' social welfare function. "
            "Seminar on Mathematics in Social Sciences, University of Michigan."
        ),
    ),
)
def copeland(view: View, weights: FloatArray) -> FloatArray:
    """Count the rivals an alternative beats less the rivals that beat it.

    i beats j where the weight of the criteria that rank i above j exceeds the weight of those
    that rank j above i (Copeland 1951); equal weights are no win for either. Criteria that tie a
    pair or leave it unscored do not count for it.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of shape (..., n_alternatives)
        Whole numbers in [-(m - 1), m - 1]; higher is better.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, method="copeland", weights="equal").scores.tolist()
    [1.0, -1.0, 0.0]
    """
    n_alternatives = view.n_alternatives
    first, second = np.triu_indices(n_alternatives, k=1)
    preferences = view.preferences
    margins = weights @ (preferences[:, first, second] - preferences[:, second, first])
    outcomes = (margins > TIE_TOLERANCE).astype(np.float64) - (margins < -TIE_TOLERANCE)
    incidence = np.zeros((len(first), n_alternatives))
    pairs = np.arange(len(first))
    incidence[pairs, first], incidence[pairs, second] = 1.0, -1.0
    return np.asarray(outcomes @ incidence, dtype=np.float64)
