"""Majority methods: who beats whom, by weight, and by how much."""

from __future__ import annotations

import numpy as np

from mcda_ai.algorithms.defeats import (
    STRENGTHS,
    defeat_levels,
    defeats,
    distinct_levels,
    locked_outcomes,
    majorities,
    positions_of_one_outcome,
    reachable,
)
from mcda_ai.algorithms.exact_orders import condorcet_winner_probabilities
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray

_fault = faults_of("methods")

# --- scores --------------------------------------------------------------------------------------


@method(
    label="Copeland",
    family="majority",
    needs={"pairwise", "weights"},
    options={"tie": ("half", "win", "nothing")},
)
def copeland(view: View, weights: FloatArray, *, tie: str = "half") -> FloatArray:
    """Count the rivals an alternative beats less the rivals that beat it.

    i beats j where the weight of the criteria that rank i above j exceeds the weight of those
    that rank j above i (Copeland 1951); equal weights are no win for either. Criteria that tie a
    pair or leave it unscored do not count for it.

    Parameters
    ----------
    tie : {"half", "win", "nothing"}
        What a tied pair counts for, beside a win: half of it (wins less losses, which ranks the
        same), as much (Llull; Faliszewski et al. 2009, Copeland with alpha = 1), or nothing
        (alpha = 0).

    Returns
    -------
    array of shape (..., n_alternatives)
        Wins less losses, or for "win" and "nothing" wins with or without ties; higher is better.

    Notes
    -----
    1. Find who beats whom.
    2. Count the wins and the losses of each.
    3. Let a tied pair count for what `tie` says.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, method="copeland", weights="equal").scores.tolist()
    [1.0, -1.0, 0.0]
    """
    beats = majorities(view.ahead, weights)  # 1
    if tie == "half":  # 2, 3
        counts = beats.sum(axis=-1, dtype=beats.dtype)
    elif tie == "win":
        counts = view.n_alternatives - 1 - (beats < 0).sum(axis=-1)
    else:
        counts = (beats > 0).sum(axis=-1)
    return np.asarray(counts, dtype=np.float64)


@method(
    label="Minimax",
    family="majority",
    needs={"pairwise", "weights"},
    options={"strength": STRENGTHS},
)
def minimax(view: View, weights: FloatArray, *, strength: str = "margins") -> FloatArray:
    """Score an alternative by its heaviest defeat; the lightest heaviest defeat leads.

    (Simpson 1969; Kramer 1977.) It is also called maximin or the Simpson-Kramer rule; `maximin`
    here is another method, by worst ranks. An alternative that nobody beats scores 0. Criteria
    that tie a pair or leave it unscored add to neither side.

    Parameters
    ----------
    strength : {"margins", "winning votes"}
        How heavy a defeat is: the weight for the winner less the weight against, or the weight
        for the winner alone.

    Returns
    -------
    array of shape (..., n_alternatives)
        In [-1, 0]; higher is better.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, "minimax", weights={"cost": 3, "reach": 1}).scores.tolist()
    [0.0, -0.75, -0.5]
    """
    heaviest = defeats(view.ahead, weights, strength).max(axis=-2)
    return np.asarray(0.0 - heaviest, dtype=np.float64)  # not -heaviest, which can be -0.0


# --- choice sets ---------------------------------------------------------------------------------


@method(
    label="Condorcet winner", family="majority", needs={"pairwise", "weights"}, returns="choice_set"
)
def condorcet(view: View, weights: FloatArray) -> BoolArray:
    """Choose the alternative that beats every other one; there may be none (Condorcet 1785).

    A tied pair is no win, so at most one alternative is chosen. Where nobody is, nobody has rank 1
    and all share rank 2, since rank 1 is for the chosen. Over a weight space that is a
    simplex, such as ``Uniform()``, the score of up to three alternatives is the exact probability
    of being the Condorcet winner. Criteria that tie a pair or leave
    it unscored add to neither side.

    Returns
    -------
    array of bool, shape (..., n_alternatives)

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> cycle = {"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"}
    >>> mcda.rank(mcda.from_rankings(cycle), "condorcet").leaders
    []
    """
    beats = majorities(view.ahead, weights)
    return np.asarray(beats.sum(axis=-1, dtype=beats.dtype) == view.n_alternatives - 1)


@condorcet.over_simplex
def condorcet_probabilities(view: View, vertices: FloatArray) -> tuple[FloatArray, Detail]:
    """Give the exact probability that each alternative beats every other one."""
    if view.n_alternatives > 3:
        too_many = _fault("too many over a space", n=view.n_alternatives)
        raise ProblemError(too_many.within(_fault("by its name", name="condorcet")))
    m = view.n_alternatives
    signs = view.ahead.astype(np.float64) - np.swapaxes(view.ahead, 1, 2)
    margins = (vertices @ signs.reshape(view.n_criteria, m * m)).reshape(-1, m, m)
    return condorcet_winner_probabilities(margins, unit=1.0), Detail()


@method(label="Smith set", family="majority", needs={"pairwise", "weights"}, returns="choice_set")
def smith(view: View, weights: FloatArray) -> BoolArray:
    """Choose the smallest set whose members beat everybody outside it (Smith 1973).

    Never empty. A tied pair keeps both in or both out of reach of each other: an alternative that
    ties with a member is a member. Criteria that tie a pair or leave it unscored add to neither
    side.

    Returns
    -------
    array of bool, shape (..., n_alternatives)
    """
    is_unbeaten_by = majorities(view.ahead, weights) >= 0
    return np.asarray(reachable(is_unbeaten_by).all(axis=-1))


@method(
    label="Schwartz set", family="majority", needs={"pairwise", "weights"}, returns="choice_set"
)
def schwartz(view: View, weights: FloatArray) -> BoolArray:
    """Choose the union of the smallest sets that nobody outside beats (Schwartz 1972).

    Part of the Smith set, and the same where no pair is tied. Never empty. Criteria that tie a
    pair or leave it unscored add to neither side.

    Returns
    -------
    array of bool, shape (..., n_alternatives)
    """
    reaches = reachable(majorities(view.ahead, weights) > 0)
    return np.asarray((reaches | ~np.swapaxes(reaches, -1, -2)).all(axis=-1))


# --- rankings ------------------------------------------------------------------------------------


@method(
    label="Schulze",
    family="majority",
    needs={"pairwise", "weights"},
    returns="outranking",
    options={"strength": STRENGTHS},
)
def schulze(view: View, weights: FloatArray, *, strength: str = "margins") -> BoolArray:
    """Compare alternatives by their widest paths of defeats.

    i is at least as good as j where the widest path from i to j is at least as wide as that back;
    a path is as wide as its narrowest defeat (Schulze 2011, sec. 2.2). Where defeats are equally
    strong this holds for every admissible way to break them, and `leaders` are all alternatives
    that no other is better than. Criteria that tie a pair or leave it unscored add to neither
    side.

    Parameters
    ----------
    strength : {"margins", "winning votes"}

    Returns
    -------
    array of bool, shape (..., n_alternatives, n_alternatives)
        [i, j]: i at least as good as j.

    Notes
    -----
    1. The path straight from i to j is as wide as the defeat of j by i, 0 if there is none; only
       which of two is wider counts, so the defeats are numbered by their strength.
    2. Let paths go through one alternative more at a time (Floyd 1962; Warshall 1962); from i to j,
       a path through it is as wide as the narrower of its two parts.
    3. i is at least as good as j where the path there is at least as wide as the path back.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> cycle = {"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"}
    >>> weights = {"x": 4, "y": 3, "z": 2}  # the narrowest defeat, of A by C, gives way
    >>> mcda.rank(mcda.from_rankings(cycle), "schulze", weights).order
    'A > B > C'
    """
    width = defeat_levels(view.ahead, weights, strength)  # 1
    for middle in range(view.n_alternatives):  # 2
        through = np.minimum(width[..., :, middle, None], width[..., None, middle, :])
        np.maximum(width, through, out=width)
    return np.asarray(width >= np.swapaxes(width, -1, -2))  # 3


@method(
    label="Ranked pairs",
    family="majority",
    needs={"pairwise", "weights"},
    returns="weak_order",
    options={"strength": STRENGTHS},
    steps=lambda m: 500 * m * m,  # where defeats are equal, it takes them in every order
)
def ranked_pairs(view: View, weights: FloatArray, *, strength: str = "margins") -> IntArray:
    """Lock defeats in, the strongest first, unless that closes a cycle (Tideman 1987).

    Equally strong defeats can be taken in any order; all of them are admissible, and an
    alternative is placed at its best position over the outcomes (the neutral variant: Brill and
    Fischer 2012). It is this variant that violates independence of clones; where one ranking of
    the pairs breaks equal defeats, it holds (Zavist and Tideman 1989). Criteria that tie a pair or
    leave it unscored add to neither side; a pair tied in weight is no defeat.

    Parameters
    ----------
    strength : {"margins", "winning votes"}

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Fewest alternatives locked in above, over the outcomes.

    Raises
    ------
    ProblemError
        If equal defeats leave more than 10,000 outcomes, or 1,000,000 ways to look through.

    Notes
    -----
    1. Number the defeats by strength. Weightings that number them alike are looked at once.
    2. Lock them in one after the other, and count who is locked in above each alternative.
    3. Where the order of equal ones counts, do so in every order, and take the fewest above over
       the outcomes.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> cycle = {"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"}
    >>> weights = {"x": 4, "y": 3, "z": 2}  # C beats A, but that would close the cycle
    >>> mcda.rank(mcda.from_rankings(cycle), "ranked_pairs", weights).order
    'A > B > C'
    """
    m = view.n_alternatives
    numbers = defeat_levels(view.ahead, weights, strength).reshape(-1, m, m)
    levels, of_weighting = distinct_levels(numbers.astype(np.intp))  # 1
    positions, has_others = positions_of_one_outcome(levels)  # 2
    for index in np.flatnonzero(has_others):  # 3
        outcomes = locked_outcomes(levels[index])
        positions[index] = np.min([outcome.sum(axis=0) for outcome in outcomes], axis=0)
    return positions[of_weighting].reshape((*weights.shape[:-1], m))


@ranked_pairs.detail
def ranked_pairs_outcomes(view: View, weights: FloatArray, *, strength: str = "margins") -> Detail:
    """List every admissible outcome, as a weak order by the number locked in above."""
    level = defeat_levels(view.ahead, weights, strength)
    orders = set()
    for outcome in locked_outcomes(level):
        above = outcome.sum(axis=0)
        orders.add(tuple(tuple(np.flatnonzero(above == n).tolist()) for n in np.unique(above)))
    listed = sorted(orders)
    return Detail(orders=tuple(listed), n_orders=len(listed), figures={})


# --- cards ----------------------------------------------------------------------------------------

_OF_MOST = {
    "condorcet winner",
    "condorcet loser",
    "smith",
    "monotonicity",
    "reversal",
    "splitting a criterion",
}

for rule in (copeland, minimax, condorcet, smith, schwartz, schulze, ranked_pairs):
    rule.describe(
        by_majority=True,
        ties="a tie adds to neither side",
        measured="who is ahead",
        compensation="by weight",
    )

copeland.describe(
    equivalent_to={"regime": "with fixed weights"},
    searched=PROFILES_SEARCHED,
    satisfies=_OF_MOST | {"pareto"},
    violates={
        "reinforcement": "2: A > B > C; 2: B > C > A; 1: C > A > B; 1: C > A > B",
        "independence of clones": "1: A > B; 1: B > A",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    by_option={
        "tie=win": {
            "violates": {
                "reversal": "1: B > C > D; 1: C > D > B; 1: D > B > C; unscored: A",
                "independence of clones": "3: B > C; 1: A = D > B; 1: C > A > D > B",
            },
        },
        "tie=nothing": {
            "violates": {"reversal": "1: A > B; 1: A > C; 1: D > A; 1: E > A"},
        },
    },
    references=(
        (
            "Copeland, A. H. (1951). A 'reasonable' social welfare function. "
            "Seminar on Mathematics in Social Sciences, University of Michigan."
        ),
        (
            "Faliszewski, P., Hemaspaandra, E., Hemaspaandra, L. A., Rothe, J. (2009). Llull and "
            "Copeland voting computationally resist bribery and constructive control. "
            "Journal of Artificial Intelligence Research 35, 275-341."
        ),
    ),
)

minimax.describe(
    searched=PROFILES_SEARCHED,
    satisfies={"condorcet winner", "pareto", "monotonicity", "splitting a criterion"},
    violates={
        "condorcet loser": "1: A > B > C > D; 1: C > A > B > D; 1: D > B > C > A",
        "smith": "1: A > B > C > D; 1: C > A > B > D; 1: D > B > C > A",
        "reinforcement": "1: A > B > C; 1: A > C > B; 1: B > C > A; 1: C > A > B",
        "reversal": (
            "2: A > B > C > D; 2: B > C > A > D; 2: D > C > A > B; 1: D > A > B > C; "
            "1: D > B > C > A"
        ),
        "independence of clones": "1: A > B > C > D; 1: C > A > B > D; 1: D > B > C > A",
        "independence of other alternatives": "1: A > B > C",
    },
    by_option={"strength=winning votes": {}},
    references=(
        (
            "Simpson, P. B. (1969). On defining areas of voter choice: Professor Tullock on stable "
            "voting. Quarterly Journal of Economics 83(3), 478-490."
        ),
        (
            "Kramer, G. H. (1977). A dynamical model of political equilibrium. "
            "Journal of Economic Theory 16(2), 310-334."
        ),
    ),
)

condorcet.describe(
    searched=PROFILES_SEARCHED,
    satisfies={
        "condorcet winner",
        "condorcet loser",
        "smith",
        "pareto",
        "monotonicity",
        "reinforcement",
        "reversal",
        "splitting a criterion",
    },
    violates={
        "independence of clones": "1: A > B",
        "independence of other alternatives": "1: A > B > C",
    },
    references=(
        (
            "Condorcet, M. de (1785). Essai sur l'application de l'analyse à la probabilité des "
            "décisions rendues à la pluralité des voix. Imprimerie royale."
        ),
    ),
)

smith.describe(
    equivalent_to={"schwartz": "where no two alternatives tie by weight"},
    searched=PROFILES_SEARCHED,
    satisfies=_OF_MOST | {"independence of clones"},
    violates={
        "pareto": "1: A > B > C; 1: B > C > A",
        "reinforcement": "1: A > B > C; 1: B > A > C; 1: C > A > B",
        "independence of other alternatives": "1: A > B > C",
    },
    references=(
        (
            "Smith, J. H. (1973). Aggregation of preferences with variable electorate. "
            "Econometrica 41(6), 1027-1041."
        ),
    ),
)

schwartz.describe(
    equivalent_to={"smith": "where no two alternatives tie by weight"},
    searched=PROFILES_SEARCHED,
    satisfies=_OF_MOST | {"independence of clones"},
    violates={
        "pareto": "1: A > B > C > D; 1: B > C > D > A; 1: C > D > A > B",
        "reinforcement": "1: A > B > C; 1: A > C > B; 1: B > C > A; 1: C > A > B",
        "independence of other alternatives": "1: A > B > C",
    },
    references=(
        ("Schwartz, T. (1972). Rationality and the myth of the maximum. Noûs 6(2), 97-117."),
    ),
)

schulze.describe(
    equivalent_to={
        "ranked_pairs": "with three alternatives and distinct margins",
        "kemeny": "with three alternatives and distinct margins",
    },
    searched=PROFILES_SEARCHED,
    satisfies=_OF_MOST | {"pareto", "independence of clones"},
    violates={
        "reinforcement": "1: A > B > C; 1: A > C > B; 1: B > C > A; 1: C > A > B",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A; 1: C > A > B",
    },
    by_option={"strength=winning votes": {}},
    references=(
        (
            "Schulze, M. (2011). A new monotonic, clone-independent, reversal symmetric, and "
            "Condorcet-consistent single-winner election method. "
            "Social Choice and Welfare 36(2), 267-303."
        ),
    ),
)

ranked_pairs.describe(
    equivalent_to={
        "schulze": "with three alternatives and distinct margins",
        "kemeny": "with three alternatives and distinct margins",
    },
    searched=PROFILES_SEARCHED,
    satisfies=_OF_MOST | {"pareto"},
    violates={
        "independence of clones": (
            "3: A > B > C > D > E; 2: D > B > E > C > A; 2: C > E > A > D > B; "
            "1: E > A > C > D > B; 1: C > D > B > E > A"
        ),
        "reinforcement": "1: A > B > C; 1: A > C > B; 1: B > C > A; 1: C > A > B",
        "independence of other alternatives": "1: A > B > C; 1: B > C > A",
    },
    by_option={"strength=winning votes": {}},
    references=(
        (
            "Tideman, T. N. (1987). Independence of clones as a criterion for voting rules. "
            "Social Choice and Welfare 4(3), 185-206."
        ),
        (
            "Zavist, T. M., Tideman, T. N. (1989). Complete independence of clones in the ranked "
            "pairs rule. Social Choice and Welfare 6(2), 167-173."
        ),
        (
            "Brill, M., Fischer, F. (2012). The price of neutrality for the ranked pairs method. "
            "Proceedings of AAAI 26, 1299-1305."
        ),
    ),
)
