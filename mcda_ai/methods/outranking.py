"""Outranking methods: alternatives compared pair by pair, flows of preference added up."""

from __future__ import annotations

import numpy as np

from mcda_ai.contract import Detail, View
from mcda_ai.ranking import TIE_TOLERANCE, BoolArray, FloatArray, ranks_from_scores
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
    leaving, entering, _ = view.pair_counts
    net_flows = (leaving - entering) / (view.n_alternatives - 1)
    return np.asarray(weights @ net_flows, dtype=np.float64)


@method(
    label="PROMETHEE I",
    family="outranking",
    needs={"pairwise", "weights"},
    returns="outranking",
    references=(
        (
            "Brans, J.-P., Vincke, P., Mareschal, B. (1986). How to select and how to rank "
            "projects: the PROMETHEE method. "
            "European Journal of Operational Research 24(2), 228-238."
        ),
    ),
)
def promethee1(view: View, weights: FloatArray) -> BoolArray:
    """Compare leaving and entering flows; where they contradict, the pair is incomparable.

    i is at least as good as j where its leaving flow is at least that of j and its entering flow
    at most that of j (Brans, Vincke and Mareschal 1986, sec. 4), with the usual criterion. A tie
    adds to neither flow; a pair with an unscored cell abstains.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of bool, shape (..., n_alternatives, n_alternatives)
        [i, j]: i at least as good as j. Neither [i, j] nor [j, i]: incomparable.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, "promethee1", weights="equal").leaders
    ['A', 'C']
    """
    rivals = view.n_alternatives - 1
    counts = view.pair_counts
    leaving = weights @ (counts.above / rivals)
    entering = weights @ (counts.below / rivals)
    leaves_more = leaving[..., :, None] >= leaving[..., None, :] - TIE_TOLERANCE
    enters_less = entering[..., :, None] <= entering[..., None, :] + TIE_TOLERANCE
    return np.asarray(leaves_more & enters_less)


@promethee1.detail
def promethee1_flows(view: View, weights: FloatArray) -> Detail:
    """Count the incomparable pairs."""
    relation = promethee1(view, weights)
    incomparable = int((~relation & ~relation.T).sum()) // 2
    strictly_above = (relation.T & ~relation).sum(axis=1)
    groups = tuple(
        tuple(np.flatnonzero(strictly_above == n).tolist()) for n in np.unique(strictly_above)
    )
    return Detail((groups,), 1, {"incomparable pairs": float(incomparable)})


@method(
    label="REGIME",
    family="outranking",
    needs={"pairwise", "weights"},
    references=(
        (
            "Hinloopen, E., Nijkamp, P., Rietveld, P. (1983). Qualitative discrete multiple "
            "criteria choice models in regional planning. "
            "Regional Science and Urban Economics 13(1), 77-102."
        ),
    ),
)
def regime(view: View, weights: FloatArray) -> FloatArray:
    """Score an alternative by the share of rivals it beats: the success index, weights fixed.

    The guide index of a pair is the weight for i less the weight for j, +1, 0 or -1 a criterion;
    a tie counts 0 in both directions (Hinloopen, Nijkamp and Rietveld 1983). With fixed weights
    the probability that i beats j is 1, 1/2 or 0 by its sign, and the success index is its mean
    over rivals: Copeland by another scale. The row sums of the guide index, which are Borda
    scores, stand among the figures. A pair with an unscored cell abstains.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of shape (..., n_alternatives)
        In [0, 1]; higher is better.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, "regime", weights="equal").scores.tolist()
    [0.75, 0.25, 0.5]
    """
    guide = _guide_index(view, weights)
    probabilities = (guide > TIE_TOLERANCE) + 0.5 * (np.abs(guide) <= TIE_TOLERANCE)
    rivals = view.n_alternatives - 1
    return np.asarray((probabilities.sum(axis=-1) - 0.5) / rivals, dtype=np.float64)


@regime.detail
def regime_guide_index(view: View, weights: FloatArray) -> Detail:
    """Give the row sums of the guide index beside the success index."""
    scores = regime(view, weights)
    ranks = ranks_from_scores(scores)
    groups = tuple(tuple(np.flatnonzero(ranks == rank).tolist()) for rank in np.unique(ranks))
    sums = _guide_index(view, weights).sum(axis=-1)
    figures = {f"guide index of option {i + 1}": float(value) for i, value in enumerate(sums)}
    return Detail((groups,), 1, figures)


def _guide_index(view: View, weights: FloatArray) -> FloatArray:
    """Weight for i less weight for j; shape (..., m, m)."""
    m = view.n_alternatives
    signs = view.preferences - np.swapaxes(view.preferences, 1, 2)
    guide = weights @ signs.reshape(view.n_criteria, m * m)
    return np.asarray(guide.reshape((*weights.shape[:-1], m, m)), dtype=np.float64)
