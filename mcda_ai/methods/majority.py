"""Majority methods: who beats whom, by weight, and by how much."""

from __future__ import annotations

import numpy as np

from mcda_ai.contract import Detail, View
from mcda_ai.faults import ProblemError
from mcda_ai.ranking import TIE_TOLERANCE, BoolArray, FloatArray, IntArray
from mcda_ai.registry import method

STRENGTHS = ("margins", "winning votes")
MOST_OUTCOMES = 10_000


# --- scores --------------------------------------------------------------------------------------


@method(
    label="Copeland",
    family="majority",
    needs={"pairwise", "weights"},
    options={"tie": ("half", "win", "nothing")},
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
def copeland(view: View, weights: FloatArray, *, tie: str = "half") -> FloatArray:
    """Count the rivals an alternative beats less the rivals that beat it.

    i beats j where the weight of the criteria that rank i above j exceeds the weight of those
    that rank j above i (Copeland 1951); equal weights are no win for either. Criteria that tie a
    pair or leave it unscored do not count for it.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)
    tie : {"half", "win", "nothing"}
        What a tied pair counts for, beside a win: half of it (wins less losses, which ranks the
        same), as much (Llull; Faliszewski et al. 2009, Copeland with alpha = 1), or nothing
        (alpha = 0).

    Returns
    -------
    array of shape (..., n_alternatives)
        Wins less losses, or for "win" and "nothing" wins with or without ties; higher is better.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    >>> mcda.rank(problem, method="copeland", weights="equal").scores.tolist()
    [1.0, -1.0, 0.0]
    """
    beats = _defeats(view, weights, "margins") > 0
    wins, losses = beats.sum(axis=-1), beats.sum(axis=-2)
    counts = {
        "half": wins - losses,
        "win": view.n_alternatives - 1 - losses,
        "nothing": wins,
    }[tie]
    return np.asarray(counts, dtype=np.float64)


@method(
    label="Minimax",
    family="majority",
    needs={"pairwise", "weights"},
    options={"strength": STRENGTHS},
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
def minimax(view: View, weights: FloatArray, *, strength: str = "margins") -> FloatArray:
    """Score an alternative by its heaviest defeat; the lightest heaviest defeat leads.

    (Simpson 1969; Kramer 1977.) An alternative that nobody beats scores 0. Criteria that tie a
    pair or leave it unscored add to neither side.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)
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
    return np.asarray(-_defeats(view, weights, strength).max(axis=-2), dtype=np.float64)


# --- choice sets ---------------------------------------------------------------------------------


@method(
    label="Condorcet winner",
    family="majority",
    needs={"pairwise", "weights"},
    returns="choice_set",
    references=(
        (
            "Condorcet, M. de (1785). Essai sur l'application de l'analyse à la probabilité des "
            "décisions rendues à la pluralité des voix. Imprimerie royale."
        ),
    ),
)
def condorcet(view: View, weights: FloatArray) -> BoolArray:
    """Choose the alternative that beats every other one; there may be none (Condorcet 1785).

    A tied pair is no win, so at most one alternative is chosen. Criteria that tie a pair or leave
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
    beats = _defeats(view, weights, "margins") > 0
    return np.asarray(beats.sum(axis=-1) == view.n_alternatives - 1)


@method(
    label="Smith set",
    family="majority",
    needs={"pairwise", "weights"},
    returns="choice_set",
    references=(
        (
            "Smith, J. H. (1973). Aggregation of preferences with variable electorate. "
            "Econometrica 41(6), 1027-1041."
        ),
    ),
)
def smith(view: View, weights: FloatArray) -> BoolArray:
    """Choose the smallest set whose members beat everybody outside it (Smith 1973).

    Never empty. A tied pair keeps both in or both out of reach of each other: an alternative that
    ties with a member is a member. Criteria that tie a pair or leave it unscored add to neither
    side.

    Returns
    -------
    array of bool, shape (..., n_alternatives)
    """
    unbeaten_by = np.swapaxes(_defeats(view, weights, "margins"), -1, -2) == 0
    return np.asarray(_reachable(unbeaten_by).all(axis=-1))


@method(
    label="Schwartz set",
    family="majority",
    needs={"pairwise", "weights"},
    returns="choice_set",
    references=(
        ("Schwartz, T. (1972). Rationality and the myth of the maximum. Noûs 6(2), 97-117."),
    ),
)
def schwartz(view: View, weights: FloatArray) -> BoolArray:
    """Choose the union of the smallest sets that nobody outside beats (Schwartz 1972).

    Part of the Smith set, and the same where no pair is tied. Never empty. Criteria that tie a
    pair or leave it unscored add to neither side.

    Returns
    -------
    array of bool, shape (..., n_alternatives)
    """
    reaches = _reachable(_defeats(view, weights, "margins") > 0)
    return np.asarray((reaches | ~np.swapaxes(reaches, -1, -2)).all(axis=-1))


# --- rankings ------------------------------------------------------------------------------------


@method(
    label="Schulze",
    family="majority",
    needs={"pairwise", "weights"},
    returns="outranking",
    options={"strength": STRENGTHS},
    references=(
        (
            "Schulze, M. (2011). A new monotonic, clone-independent, reversal symmetric, and "
            "Condorcet-consistent single-winner election method. "
            "Social Choice and Welfare 36(2), 267-303."
        ),
    ),
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
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)
    strength : {"margins", "winning votes"}

    Returns
    -------
    array of bool, shape (..., n_alternatives, n_alternatives)
        [i, j]: i at least as good as j.
    """
    width = _defeats(view, weights, strength)
    for middle in range(view.n_alternatives):  # Floyd and Warshall, for all samples at once
        through = np.minimum(width[..., :, middle, None], width[..., None, middle, :])
        np.maximum(width, through, out=width)
    return np.asarray(width >= np.swapaxes(width, -1, -2)) | np.eye(view.n_alternatives, dtype=bool)


@method(
    label="Ranked pairs",
    family="majority",
    needs={"pairwise", "weights"},
    returns="weak_order",
    options={"strength": STRENGTHS},
    references=(
        (
            "Tideman, T. N. (1987). Independence of clones as a criterion for voting rules. "
            "Social Choice and Welfare 4(3), 185-206."
        ),
        (
            "Brill, M., Fischer, F. (2012). The price of neutrality for the ranked pairs method. "
            "Proceedings of AAAI 26, 1299-1305."
        ),
    ),
)
def ranked_pairs(view: View, weights: FloatArray, *, strength: str = "margins") -> IntArray:
    """Lock defeats in, the strongest first, unless that closes a cycle (Tideman 1987).

    Equally strong defeats can be taken in any order; all of them are admissible, and an
    alternative is placed at its best position over the outcomes (the neutral variant: Brill and
    Fischer 2012). Criteria that tie a pair or leave it unscored add to neither side; a pair tied
    in weight is no defeat.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)
    strength : {"margins", "winning votes"}

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Fewest alternatives locked in above, over the outcomes.

    Raises
    ------
    ProblemError
        If equal defeats leave more than 10,000 orders to take them in to look through.
    """
    m = view.n_alternatives
    defeats = _defeats(view, weights, strength).reshape(-1, m, m)
    levels, inverse = np.unique(_levels(defeats), axis=0, return_inverse=True)
    tied = np.array([_has_equal_defeats(level) for level in levels])
    positions = np.empty(levels.shape[:2], dtype=np.intp)
    positions[~tied] = _lock_distinct(levels[~tied])
    for index in np.flatnonzero(tied):
        outcomes = _locked_outcomes(levels[index])
        positions[index] = np.min([outcome.sum(axis=0) for outcome in outcomes], axis=0)
    return positions[inverse.reshape(-1)].reshape((*weights.shape[:-1], m))


@ranked_pairs.detail
def ranked_pairs_outcomes(view: View, weights: FloatArray, *, strength: str = "margins") -> Detail:
    """List every admissible outcome, as a weak order by the number locked in above."""
    level = _levels(_defeats(view, weights, strength))
    orders = set()
    for outcome in _locked_outcomes(level):
        above = outcome.sum(axis=0)
        orders.add(tuple(tuple(np.flatnonzero(above == n).tolist()) for n in np.unique(above)))
    listed = sorted(orders)
    return Detail(orders=tuple(listed), n_orders=len(listed), figures={})


# --- defeats -------------------------------------------------------------------------------------


def _defeats(view: View, weights: FloatArray, strength: str) -> FloatArray:
    """Strength of the defeat of j by i, 0 if i does not beat j; shape (..., m, m).

    Strengths that are equal on paper are made equal in floating point.
    """
    m = view.n_alternatives
    preferences = view.preferences.reshape(view.n_criteria, m * m)
    support = (weights @ preferences).reshape((*weights.shape[:-1], m, m))
    margins = support - np.swapaxes(support, -1, -2)
    beats = margins > TIE_TOLERANCE
    return _made_equal(np.where(beats, margins if strength == "margins" else support, 0.0))


def _made_equal(strengths: FloatArray) -> FloatArray:
    """Give values of a sample that differ by at most the tie tolerance the same value."""
    flat = strengths.reshape((*strengths.shape[:-2], -1))
    order = np.argsort(flat, axis=-1, kind="stable")
    rising = np.take_along_axis(flat, order, axis=-1)
    starts = np.diff(rising, axis=-1, prepend=-1.0) > TIE_TOLERANCE
    first = np.maximum.accumulate(np.where(starts, np.arange(flat.shape[-1]), 0), axis=-1)
    merged = np.empty_like(flat)
    np.put_along_axis(merged, order, np.take_along_axis(rising, first, axis=-1), axis=-1)
    return merged.reshape(strengths.shape)


def _levels(defeats: FloatArray) -> IntArray:
    """Give the strengths of a sample the numbers 1, 2, ... from the weakest; no defeat is 0."""
    flat = defeats.reshape((*defeats.shape[:-2], -1))
    order = np.argsort(flat, axis=-1, kind="stable")
    rising = np.take_along_axis(flat, order, axis=-1)
    numbers = (np.diff(rising, axis=-1, prepend=0.0) > 0).cumsum(axis=-1)
    levels = np.empty(flat.shape, dtype=np.intp)
    np.put_along_axis(levels, order, numbers, axis=-1)
    return levels.reshape(defeats.shape)


def _reachable(relation: BoolArray) -> BoolArray:
    """Close a relation under composition (Warshall), each alternative reaching itself."""
    m = relation.shape[-1]
    reached = relation | np.eye(m, dtype=np.bool_)
    for middle in range(m):
        reached |= reached[..., :, middle, None] & reached[..., None, middle, :]
    return reached


# --- ranked pairs --------------------------------------------------------------------------------


def _has_equal_defeats(level: IntArray) -> bool:
    present = level[level > 0]
    return len(np.unique(present)) < len(present)


def _lock_distinct(levels: IntArray) -> IntArray:
    """Count who is locked in above each alternative where no two defeats are equal; (n, m)."""
    n, m, _ = levels.shape
    locked = np.zeros((n, m, m), dtype=np.bool_)
    flat = levels.reshape(n, m * m)
    rows = np.arange(n)
    for pair in np.argsort(-flat, axis=1, kind="stable")[:, : m * (m - 1) // 2].T:
        winner, loser = np.divmod(pair, m)
        allowed = (flat[rows, pair] > 0) & ~locked[rows, loser, winner]
        before = locked[rows, :, winner]
        before[rows, winner] = True
        after = locked[rows, loser]
        after[rows, loser] = True
        locked |= allowed[:, None, None] & before[:, :, None] & after[:, None, :]
    return np.asarray(locked.sum(axis=1))


def _locked_outcomes(level: IntArray) -> list[BoolArray]:
    """Every relation that some order of the equal defeats locks in, closed; (m, m) each."""
    outcomes = {np.zeros(level.shape, dtype=np.bool_).tobytes()}
    for number in range(int(level.max()), 0, -1):
        pairs = list(zip(*np.nonzero(level == number), strict=True))
        outcomes = {
            locked
            for outcome in outcomes
            for locked in _locked_in_any_order(outcome, pairs, level.shape)
        }
        if len(outcomes) > MOST_OUTCOMES:
            raise ProblemError(
                f"ranked_pairs: equal defeats leave more than {MOST_OUTCOMES} outcomes"
            )
    return [np.frombuffer(outcome, dtype=np.bool_).reshape(level.shape) for outcome in outcomes]


def _locked_in_any_order(
    start: bytes, pairs: list[tuple[int, int]], shape: tuple[int, ...]
) -> set[bytes]:
    """Every closed relation that locking the pairs in, in some order, can end in."""

    def relation(locked: bytes) -> BoolArray:
        return np.frombuffer(locked, dtype=np.bool_).reshape(shape)

    ends: set[bytes] = set()
    seen: set[tuple[bytes, frozenset[tuple[int, int]]]] = set()
    unfinished = [(start, frozenset(pairs))]
    while unfinished:
        locked, remaining = unfinished.pop()
        now = relation(locked)
        # A pair decided either way stays decided; a pair on no cycle can always be locked in, and
        # its turn makes no difference to the others.
        remaining = frozenset(p for p in remaining if not now[p] and not now[p[::-1]])
        everything = now.copy()
        for pair in remaining:
            everything[pair] = True
        reaches = _reachable(everything)
        free = [pair for pair in remaining if not reaches[pair[::-1]]]
        for pair in free:
            locked = _locked(relation(locked), pair)
        remaining = remaining.difference(free)
        if (locked, remaining) in seen:
            continue
        seen.add((locked, remaining))
        if len(seen) > MOST_OUTCOMES:
            raise ProblemError(
                f"ranked_pairs: equal defeats leave more than {MOST_OUTCOMES:,} ways to look "
                "through; this weighting is not decided"
            )
        if not remaining:
            ends.add(locked)
        unfinished += [
            (_locked(relation(locked), pair), remaining.difference([pair])) for pair in remaining
        ]
    return ends


def _locked(relation: BoolArray, pair: tuple[int, int]) -> bytes:
    """Lock one pair into a closed relation that allows it, and close it again."""
    winner, loser = pair
    before, after = relation[:, winner].copy(), relation[loser].copy()
    before[winner] = after[loser] = True
    return bytes((relation | (before[:, None] & after)).tobytes())
