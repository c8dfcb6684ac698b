"""Outranking methods: alternatives compared pair by pair, flows of preference added up."""

from __future__ import annotations

import numpy as np

from mcda_ai.algorithms.simplex_volumes import probability_positive
from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray


@method(label="PROMETHEE II", family="outranking", needs={"pairwise", "weights"}, linear=True)
def promethee2(view: View, weights: FloatArray) -> FloatArray:
    """Net flow: mean preference over rivals less the mean preference of rivals over it.

    phi(i) = (1 / (m - 1)) sum_j (pi(i, j) - pi(j, i)) with pi(i, j) = sum_k w_k P_k[i, j]
    (Brans, Vincke and Mareschal 1986, eqs. 9-12, divided by m - 1 as is usual today), in
    [-1, 1]. A ranked criterion has the usual preference function, for which this is the symmetric
    Borda score divided by m - 1; a measured one has any of the six, with its own thresholds q, p
    and s (see `mcda_ai.from_table`). A tie adds to neither side; a pair with an unscored cell
    abstains.

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
    leaving, entering = view.pair_flows
    net_flows = (leaving - entering) / (view.n_alternatives - 1)
    return np.asarray(weights @ net_flows, dtype=np.float64)


@method(
    label="PROMETHEE I", family="outranking", needs={"pairwise", "weights"}, returns="outranking"
)
def promethee1(view: View, weights: FloatArray) -> BoolArray:
    """Compare leaving and entering flows; where they contradict, the pair is incomparable.

    i is at least as good as j where its leaving flow is at least that of j and its entering flow
    at most that of j (Brans, Vincke and Mareschal 1986, sec. 4), with the preference functions of
    `promethee2`. A tie adds to neither flow; a pair with an unscored cell abstains.

    Returns
    -------
    array of bool, shape (..., n_alternatives, n_alternatives)
        [i, j]: i at least as good as j. Neither [i, j] nor [j, i]: incomparable.

    Notes
    -----
    1. The leaving flow of i is its mean preference over rivals, the entering flow theirs over it.
    2. Compare both flows of each pair, within the tie tolerance.
    3. i is at least as good as j where neither flow speaks against it.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B = C > A"})
    >>> mcda.rank(problem, "promethee1", weights={"cost": 2, "reach": 3}).headline
    'leads: B; ahead: B > A, B > C; incomparable: A | C'
    """
    leaving, entering = _flows(view, weights)  # 1
    leaves_no_less = leaving[..., :, None] >= leaving[..., None, :] - TIE_TOLERANCE  # 2
    enters_no_more = entering[..., :, None] <= entering[..., None, :] + TIE_TOLERANCE
    return np.asarray(leaves_no_less & enters_no_more)  # 3


@promethee1.detail
@promethee2.detail
def promethee_flows(view: View, weights: FloatArray) -> Detail:
    """Give the flows, and count the pairs on which they contradict each other."""
    leaving, entering = _flows(view, weights)
    relation = promethee1(view, weights)
    incomparable = int((~relation & ~relation.T).sum()) // 2
    return Detail(
        figures={"incomparable pairs": float(incomparable)},
        by_alternative={"leaving flow": leaving, "entering flow": entering},
    )


def _flows(view: View, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Leaving and entering flows; (..., m) each."""
    flows, rivals = view.pair_flows, view.n_alternatives - 1
    return weights @ (flows.leaving / rivals), weights @ (flows.entering / rivals)


@method(label="REGIME", family="outranking", needs={"pairwise", "weights"}, by_majority=True)
def regime(view: View, weights: FloatArray) -> FloatArray:
    """Score an alternative by its mean probability to beat a rival: the success index.

    The guide index of a pair is the weight for i less the weight for j, +1, 0 or -1 a criterion;
    a tie counts 0 in both directions, and a measured criterion by who is ahead (Hinloopen, Nijkamp
    and Rietveld 1983). With fixed weights
    the probability that i beats j is 1, 1/2 or 0 by its sign, and the success index is its mean
    over rivals: Copeland by another scale. Where only the importance order of the criteria is
    known (a weight space such as ``Ordered``), all weights that keep to it are equally likely,
    and the probability is their exact share in which the guide index is positive, plus half
    where it is 0 (Hinloopen, Nijkamp and Rietveld 1983, sec. 4). Guide indices, probabilities
    and the row sums of the guide index, which are Borda scores, stand beside the result. A pair
    with an unscored cell abstains.

    Returns
    -------
    array of shape (..., n_alternatives)
        In [0, 1]; higher is better.

    Notes
    -----
    1. Guide index of each pair: the weight for i less the weight for j.
    2. Probability that i beats j: 1, 1/2 or 0 by the sign of the guide index.
    3. Success index of i: the mean of its probabilities over rivals.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, "regime", weights="equal").scores.tolist()
    [0.75, 0.25, 0.5]
    >>> ordered = mcda.rank(problem, "regime", weights=mcda.weights.Ordered("cost > reach"))
    >>> ordered.scores.tolist()
    [1.0, 0.5, 0.0]
    """
    guide = _guide_index(view, weights)  # 1
    probabilities = _beats(guide)  # 2
    return _success(probabilities)  # 3


@regime.detail
def regime_guide_index(view: View, weights: FloatArray) -> Detail:
    """Give guide indices, their row sums, and the probabilities that follow from their signs."""
    guide = _guide_index(view, weights)
    return _regime_detail(guide, _beats(guide))


@regime.over_simplex
def regime_over_simplex(view: View, vertices: FloatArray) -> tuple[FloatArray, Detail]:
    """Give success indices, and the mean guide indices with the exact probabilities behind them."""
    at_corners = _guide_index(view, vertices)
    m = view.n_alternatives
    probabilities = np.full((m, m), 0.5)
    for i, j in zip(*np.triu_indices(m, k=1), strict=True):
        corners = np.where(np.abs(at_corners[:, i, j]) <= TIE_TOLERANCE, 0.0, at_corners[:, i, j])
        if corners.any():  # else a permanent tie
            probabilities[i, j] = probability_positive(corners)
            probabilities[j, i] = 1.0 - probabilities[i, j]
    return _success(probabilities), _regime_detail(at_corners.mean(axis=0), probabilities)


def _beats(guide: FloatArray) -> FloatArray:
    """Probability that i beats j where the weights are fixed: 1, 1/2 or 0."""
    return (guide > TIE_TOLERANCE) + 0.5 * (np.abs(guide) <= TIE_TOLERANCE)


def _success(probabilities: FloatArray) -> FloatArray:
    """Mean over rivals; the diagonal, 1/2, is none."""
    rivals = probabilities.shape[-1] - 1
    return np.asarray((probabilities.sum(axis=-1) - 0.5) / rivals, dtype=np.float64)


def _regime_detail(guide: FloatArray, probabilities: FloatArray) -> Detail:
    return Detail(
        by_alternative={"sum of guide indices": guide.sum(axis=-1)},
        by_pair={"guide index": guide, "probability to beat": probabilities},
    )


def _guide_index(view: View, weights: FloatArray) -> FloatArray:
    """Weight for i less weight for j; shape (..., m, m)."""
    m = view.n_alternatives
    signs = view.ahead.astype(np.float64) - np.swapaxes(view.ahead, 1, 2)
    guide = weights @ signs.reshape(view.n_criteria, m * m)
    return np.asarray(guide.reshape((*weights.shape[:-1], m, m)), dtype=np.float64)


# --- cards ----------------------------------------------------------------------------------------

BRANS_1986 = (
    "Brans, J.-P., Vincke, P., Mareschal, B. (1986). How to select and how to rank projects: the "
    "PROMETHEE method. European Journal of Operational Research 24(2), 228-238."
)

promethee2.describe(
    ties="a tie adds to neither side",
    measured="by how much",
    compensation="by amount",
    equivalent_to={
        "borda": "up to scale, where no criterion is measured, or all that are have the usual "
        "preference function",
    },
    searched=PROFILES_SEARCHED,
    satisfies={
        "condorcet loser",
        "pareto",
        "monotonicity",
        "reinforcement",
        "reversal",
        "splitting a criterion",
    },
    violates={
        "condorcet winner": "2: A > B > C; 1: B > C > A",
        "smith": "2: A > B > C; 1: B > C > A",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    references=[BRANS_1986],
)

promethee1.describe(
    ties="a tie adds to neither side",
    measured="by how much",
    compensation="by amount",
    searched=PROFILES_SEARCHED,
    satisfies={"pareto", "monotonicity", "reversal", "splitting a criterion"},
    violates={
        "condorcet winner": "2: A > B > C; 1: B > C > A",
        "condorcet loser": "3: A = B > C; 2: C > A = B",
        "smith": "2: A > B > C; 1: B > C > A",
        "reinforcement": "2: A > B; 1: A > B; 1: C > A > B",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    references=[BRANS_1986],
)

regime.describe(
    ties="a tie adds to neither side",
    measured="who is ahead",
    compensation="by weight",
    equivalent_to={"copeland": "with fixed weights"},
    searched=PROFILES_SEARCHED,
    satisfies={
        "condorcet winner",
        "condorcet loser",
        "smith",
        "pareto",
        "monotonicity",
        "reversal",
        "splitting a criterion",
    },
    violates={
        "reinforcement": "2: A > B > C; 2: B > C > A; 1: C > A > B; 1: C > A > B",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    references=(
        (
            "Hinloopen, E., Nijkamp, P., Rietveld, P. (1983). Qualitative discrete multiple "
            "criteria choice models in regional planning. "
            "Regional Science and Urban Economics 13(1), 77-102."
        ),
    ),
)
