"""Positional methods: an alternative earns points by its position on each criterion."""

from __future__ import annotations

import numpy as np

from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import FloatArray, tie_levels


@method(
    label="Borda",
    family="positional",
    needs={"pairwise", "weights"},
    linear=True,
    unit=lambda view: view.n_alternatives - 1,
    options={
        "variant": ("symmetric", "domination", "weak domination", "non-domination"),
    },
)
def borda(view: View, weights: FloatArray, *, variant: str = "symmetric") -> FloatArray:
    """Count, over criteria and rivals, the weight for each alternative less the weight against.

    The symmetric form, sum_k w_k sum_j (P_k[i, j] - P_k[j, i]) (Young 1974, eq. 1 extended to
    weights and ties), lies in [-(m - 1), m - 1]. A tie adds to neither side; a pair with an
    unscored cell abstains. On a measured criterion it counts who is ahead, not by how much.

    Parameters
    ----------
    variant : {"symmetric", "domination", "weak domination", "non-domination"}
        What a rival counts for: above +1 and below -1; above +1; above or tied +1; below -1.

    Returns
    -------
    array of shape (..., n_alternatives)
        Higher is better.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, method="borda", weights="equal").scores.tolist()
    [0.5, -0.5, 0.0]
    """
    above, below, compared = view.pair_counts
    per_criterion = {
        "symmetric": above - below,
        "domination": above,
        "weak domination": compared - below,
        "non-domination": -below,
    }[variant]
    return np.asarray(weights @ per_criterion, dtype=np.float64)


@method(
    label="Dowdall",
    family="positional",
    needs={"ranks", "weights"},
    linear=True,
    unit=lambda _: 1.0,
)
def dowdall(view: View, weights: FloatArray) -> FloatArray:
    """Give 1, 1/2, 1/3, ... points for first, second, third place on each criterion.

    (Reilly 2002, on Nauru.) Tied alternatives share the mean of the points of the places they
    fill. So that an unscored cell neither helps nor harms, points count from the mean of those
    ranked on the criterion, and an alternative that is not ranked there gets 0.

    Returns
    -------
    array of shape (..., n_alternatives)
        Higher is better; they sum to 0.

    Notes
    -----
    On each criterion:

    1. Put those it ranks in order; the one in place p gets 1 / p points.
    2. Give tied alternatives the mean of the points of their places.
    3. Take off the mean over those that are ranked.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, "dowdall", weights="equal").order
    'A > C > B'
    """
    return np.asarray(weights @ _harmonic_points(view.ranks), dtype=np.float64)


def _harmonic_points(ranks: FloatArray) -> FloatArray:
    """Points of the alternatives on each criterion, from average ranks; centred."""
    n_criteria, m = ranks.shape
    group = tie_levels(ranks) + m * np.arange(n_criteria)[:, None]
    of_place = np.sort(group, axis=1).ravel()  # 1
    of_group = np.bincount(of_place, np.tile(1.0 / np.arange(1, m + 1), n_criteria))
    points = (of_group / np.bincount(of_place).clip(1))[group]  # 2
    is_ranked = ~np.isnan(ranks)
    means = np.mean(points, axis=1, keepdims=True, where=is_ranked)  # 3
    return np.where(is_ranked, points - means, 0.0)


# --- cards ----------------------------------------------------------------------------------------

borda.describe(
    ties="a tie adds to neither side",
    measured="who is ahead",
    compensation="by amount",
    equivalent_to={
        "promethee2": "up to scale, where no criterion is measured, or all that are have the usual "
        "preference function",
        "weighted_sum": "up to scale, where no criterion is measured and none ties a pair",
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
    by_option={
        "variant=domination": {
            "violates": {
                "condorcet loser": "3: A = B > C; 2: C > A = B",
                "reversal": "2: A > B = C; 3: B = C > A",
            },
        },
        "variant=weak domination": {
            "violates": {
                "condorcet loser": "2: A > B > C; 6: A = C; 3: C > A; 3: B > A",
                "reversal": "1: A > B; 2: A = C; 1: A = D",
            },
        },
        "variant=non-domination": {
            "violates": {
                "condorcet loser": "1: A = B > C; 2: A > B; 2: B > A",
                "reversal": "1: A > B; 1: B > A; unscored: C",
            },
        },
    },
    references=(
        (
            "Borda, J.-C. de (1781). Mémoire sur les élections au scrutin. "
            "Histoire de l'Académie royale des sciences."
        ),
        (
            "Young, H. P. (1974). An axiomatization of Borda's rule. "
            "Journal of Economic Theory 9(1), 43-52."
        ),
    ),
)

dowdall.describe(
    ties="tied alternatives share the mean of their points",
    cardinalises=True,
    compensation="by amount",
    searched=PROFILES_SEARCHED,
    satisfies={"pareto", "monotonicity", "reinforcement", "splitting a criterion"},
    violates={
        "condorcet winner": "4: A > B > C; 3: B > C > A",
        "condorcet loser": "2: A > B > C; 2: B > A > C; 2: C > A > B; 1: C > B > A",
        "smith": "4: A > B > C; 3: B > C > A",
        "reversal": "4: A > B > C; 3: C > B > A; 2: C > A > B",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    references=(
        (
            "Reilly, B. (2002). Social choice in the south seas: electoral innovation and the "
            "Borda count in the Pacific island countries. "
            "International Political Science Review 23(4), 355-372."
        ),
    ),
)
