"""Outranking methods: alternatives compared pair by pair, flows of preference added up."""

from __future__ import annotations

import numpy as np

from mcda_ai.contract import View
from mcda_ai.ranking import FloatArray
from mcda_ai.registry import method


@method(
    label="PROMETHEE II",
    family="outranking",
    needs={"pairwise", "weights"},
    linear=True,
    references=(
        (
            "Brans, J.-P., Vincke, P., Mareschal, B. (1986). How to select and how to rank "
            "projects: the PROMETHEE method. "
            "European Journal of Operational Research 24(2), 228-238."
        ),
    ),
)
def promethee2(view: View, weights: FloatArray) -> FloatArray:
    """Net flow with the usual criterion: mean preference over rivals less mean preference of them.

    phi(i) = (1 / (m - 1)) sum_j (pi(i, j) - pi(j, i)) with pi(i, j) = sum_k w_k P_k[i, j]
    (Brans, Vincke and Mareschal 1986, eqs. 9-12, divided by m - 1 as is usual today), in
    [-1, 1]. On ranks it is the symmetric Borda score divided by m - 1. A tie adds to neither
    side; a pair with an unscored cell abstains.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of shape (..., n_alternatives)
        Net flows; higher is better; they sum to 0.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, method="promethee2", weights="equal").scores.tolist()
    [0.25, -0.25, 0.0]
    """
    leaving = view.preferences.sum(axis=2)
    entering = view.preferences.sum(axis=1)
    net_flows = (leaving - entering) / (view.n_alternatives - 1)
    return np.asarray(weights @ net_flows, dtype=np.float64)
