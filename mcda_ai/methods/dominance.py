"""Dominance and worst case: what holds without weighing the criteria against one another."""

from __future__ import annotations

import numpy as np

from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray


@method(label="Pareto", family="dominance", needs={"pairwise", "weights"}, returns="outranking")
def pareto(view: View, weights: FloatArray) -> BoolArray:
    """Say that i is at least as good as j if no criterion with weight ranks j above i.

    The amount of a weight does not count, only whether it is above 0. A criterion that ties a
    pair or leaves it unscored does not speak against either; a pair that no criterion with weight
    compares is incomparable.

    Returns
    -------
    array of bool, shape (..., n_alternatives, n_alternatives)
        [i, j]: i at least as good as j.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "A = B > C"})
    >>> mcda.rank(problem, "pareto").order
    'A > B > C'
    """
    against = _counted(view.ahead, weights)
    compared = _counted(view.comparable, weights) > 0
    none_against = np.swapaxes(against, -1, -2) == 0
    return np.asarray((none_against & compared) | np.eye(view.n_alternatives, dtype=np.bool_))


@pareto.detail
def pareto_objections(view: View, weights: FloatArray) -> Detail:
    """Name, for each pair, the criteria with weight that speak against dominance."""
    relation = pareto(view, weights)
    incomparable = int((~relation & ~relation.T).sum()) // 2
    against = np.swapaxes(view.ahead, 1, 2) & (weights > 0)[:, None, None]
    return Detail(
        figures={"incomparable pairs": float(incomparable)},
        criteria_by_pair={"criteria against": np.moveaxis(against, 0, -1)},
    )


@method(label="Maximin rank", family="dominance", needs={"ranks", "weights"})
def maximin(view: View, weights: FloatArray) -> FloatArray:
    """Score an alternative by its worst rank on any criterion with weight (Wald 1950).

    Elsewhere maximin is also a name of the Simpson-Kramer rule, which is `minimax` here. The amount
    of a weight does not count, only whether it is above 0. Ranks are average ranks, so a tie for
    last place is less bad than a last place alone. An unscored cell abstains; an alternative that
    no criterion with weight ranks gets the middle rank (m + 1) / 2.

    Returns
    -------
    array of shape (..., n_alternatives)
        Minus the worst rank; higher is better.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > B > A"})
    >>> mcda.rank(problem, "maximin").scores.tolist()
    [-3.0, -2.0, -3.0]
    """
    worst = _ranks_with_weight(view, weights).max(axis=-1)
    return -np.where(np.isneginf(worst), (view.n_alternatives + 1) / 2, worst)


@method(label="Leximin", family="dominance", needs={"ranks", "weights"}, returns="weak_order")
def leximin(view: View, weights: FloatArray) -> IntArray:
    """Compare worst ranks, then second worst, and so on, over the criteria with weight (Sen 1970).

    The amount of a weight does not count, only whether it is above 0. Ranks are average ranks, so
    tied alternatives share theirs. An unscored cell counts as the middle rank (m + 1) / 2, so
    that alternatives are compared over equally many ranks.

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Positions; lower is better.

    Notes
    -----
    1. Sort the ranks of each alternative, the worst first.
    2. Find for each pair the first place in which their ranks differ.
    3. Who has the larger rank there is worse.
    4. The position is the number of alternatives that one is worse than.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, "leximin").order
    'A > B > C'
    """
    ranks = np.where(np.isnan(view.ranks), (view.n_alternatives + 1) / 2, view.ranks).T
    counted = np.where((weights > 0)[..., None, :], ranks, -np.inf)  # no weight: at the end
    worst_first = -np.sort(-counted, axis=-1)  # 1
    one, other = worst_first[..., :, None, :], worst_first[..., None, :, :]
    place = np.argmax(one != other, axis=-1)[..., None]  # 2
    worse = np.take_along_axis(one, place, -1) > np.take_along_axis(other, place, -1)  # 3
    return np.asarray(worse[..., 0].sum(axis=-1), dtype=np.intp)  # 4


def _counted(table: FloatArray | BoolArray, weights: FloatArray) -> FloatArray:
    """Count, for each pair, the criteria with weight for which the table holds; (..., m, m)."""
    with_weight = (weights > 0).astype(np.float64)
    n_criteria, m, _ = table.shape
    counts = with_weight @ table.reshape(n_criteria, m * m).astype(np.float64)
    return np.asarray(counts.reshape((*weights.shape[:-1], m, m)), dtype=np.float64)


def _ranks_with_weight(view: View, weights: FloatArray) -> FloatArray:
    """Ranks of each alternative on the criteria with weight, -inf elsewhere; (..., m, n)."""
    counted = (weights > 0)[..., None, :] & ~np.isnan(view.ranks).T
    return np.where(counted, np.nan_to_num(view.ranks).T, -np.inf)


# --- cards ----------------------------------------------------------------------------------------

pareto.describe(
    ties="a tie speaks against neither side",
    measured="who is ahead",
    compensation="none",
    searched=PROFILES_SEARCHED,
    satisfies={
        "pareto",
        "monotonicity",
        "independence of other alternatives",
        "splitting a criterion",
    },
    violates={
        "condorcet winner": "2: A > B; 1: B > A",
        "condorcet loser": "2: A > B; 1: B > A",
        "smith": "2: A > B; 1: B > A",
        "reinforcement": "1: A > B; 1: A > B; 1: B > A",
        "reversal": "1: A > B > C; 1: C > D > A; unscored: E",
        "independence of clones": "1: A > B > C; 1: C > D > A; unscored: E",
    },
    references=("Pareto, V. (1906). Manuale di economia politica. Società editrice libraria.",),
)

maximin.describe(
    ties="tied alternatives share the mean of their ranks",
    compensation="none",
    searched=PROFILES_SEARCHED,
    satisfies={"pareto", "monotonicity", "splitting a criterion"},
    violates={
        "condorcet winner": "2: A > B; 1: B > A",
        "condorcet loser": "2: A > B; 1: B > A",
        "smith": "2: A > B; 1: B > A",
        "reinforcement": "1: A > B; 1: A > B; 1: B > A",
        "reversal": "1: A > B > C; 1: C > B > A",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    references=("Wald, A. (1950). Statistical Decision Functions. Wiley.",),
)

leximin.describe(
    ties="tied alternatives share the mean of their ranks",
    compensation="none",
    searched=PROFILES_SEARCHED,
    satisfies={"pareto", "monotonicity", "reinforcement"},
    violates={
        "condorcet winner": "2: A > B; 1: B > A",
        "condorcet loser": "2: A > B; 1: B > A",
        "smith": "2: A > B; 1: B > A",
        "reversal": "1: A > B > C; 1: C > B > A",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
        "splitting a criterion": "1: A > B; 1: B > A",
    },
    references=("Sen, A. K. (1970). Collective Choice and Social Welfare. Holden-Day, ch. 9.",),
)
