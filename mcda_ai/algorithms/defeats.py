"""Defeats between alternatives: how strong they are, and which of them can be locked in."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.pairwise import weighted_sums
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

_fault = faults_of("algorithms")

Pair: TypeAlias = tuple[int, int]

STRENGTHS = ("margins", "winning votes")
"""How strong a defeat is: the weight for less the weight against, or the weight for alone."""
MOST_OUTCOMES = 10_000
"""Of equal defeats, taken in every order: more ways than this to look through are refused."""


def defeats(ahead: BoolArray, weights: FloatArray, strength: str) -> FloatArray:
    """Tell who beats whom by weight, and how strongly.

    Parameters
    ----------
    ahead : array of bool, shape (n_criteria, m, m)
        [k, i, j]: i is ahead of j on k; neither way for a tie, or where nothing is known.
    weights : array of shape (..., n_criteria)
    strength : {"margins", "winning votes"}
        See `STRENGTHS`.

    Returns
    -------
    array of shape (..., m, m)
        [i, j]: strength of the defeat of j by i; 0 if i does not beat j. Weights for and against
        within `TIE_TOLERANCE` of each other are no defeat. Strengths that are equal on paper are
        made equal in floating point.

    Examples
    --------
    >>> ahead = np.array([[[False, True], [False, False]], [[False, False], [True, False]]])
    >>> defeats(ahead, np.array([0.75, 0.25]), "margins").tolist()
    [[0.0, 0.5], [0.0, 0.0]]
    >>> defeats(ahead, np.array([0.75, 0.25]), "winning votes").tolist()
    [[0.0, 0.75], [0.0, 0.0]]
    """
    m = ahead.shape[-1]
    i, j = np.triu_indices(m, k=1)
    forward, backward = (weighted_sums(weights, ahead[:, one, other])
                         for one, other in ((i, j), (j, i)))  # fmt: skip
    margins = forward - backward
    support = np.abs(margins) if strength == "margins" else np.where(margins > 0, forward, backward)
    strengths = _made_equal(np.where(np.abs(margins) > TIE_TOLERANCE, support, 0.0))
    table = np.zeros((*weights.shape[:-1], m, m))
    table[..., i, j] = np.where(margins > 0, strengths, 0.0)
    table[..., j, i] = np.where(margins < 0, strengths, 0.0)
    return table


def _made_equal(strengths: FloatArray) -> FloatArray:
    """Give values of a sample that differ by at most the tie tolerance the same value."""
    gaps = np.diff(np.sort(strengths, axis=-1), axis=-1)
    if not ((gaps > 0) & (gaps <= TIE_TOLERANCE)).any():
        return strengths
    order = np.argsort(strengths, axis=-1, kind="stable")
    rising = np.take_along_axis(strengths, order, axis=-1)
    starts = np.diff(rising, axis=-1, prepend=-1.0) > TIE_TOLERANCE
    first = np.maximum.accumulate(np.where(starts, np.arange(rising.shape[-1]), 0), axis=-1)
    merged = np.empty_like(strengths)
    np.put_along_axis(merged, order, np.take_along_axis(rising, first, axis=-1), axis=-1)
    return merged


def strength_levels(defeats: FloatArray) -> IntArray:
    """Give the defeats of each sample numbers by their strength.

    Parameters
    ----------
    defeats : array of shape (..., m, m)
        As `defeats` gives them.

    Returns
    -------
    array of int, shape (..., m, m)
        1, 2, ... from the weakest, the same number for equal strengths; 0 where there is no defeat.

    Examples
    --------
    >>> strength_levels(np.array([[0, 0.5, 0], [0, 0, 0.2], [0.5, 0, 0]])).tolist()
    [[0, 2, 0], [0, 0, 1], [2, 0, 0]]
    """
    i, j = np.triu_indices(defeats.shape[-1], k=1)
    forward, backward = defeats[..., i, j], defeats[..., j, i]
    strengths = np.maximum(forward, backward)
    order = np.argsort(strengths, axis=-1)
    rising = np.take_along_axis(strengths, order, axis=-1)
    numbers = (np.diff(rising, axis=-1, prepend=0.0) > 0).cumsum(axis=-1)
    of_pairs = np.empty(strengths.shape, dtype=np.intp)
    np.put_along_axis(of_pairs, order, numbers, axis=-1)
    levels = np.zeros(defeats.shape, dtype=np.intp)
    levels[..., i, j] = np.where(forward > 0, of_pairs, 0)
    levels[..., j, i] = np.where(backward > 0, of_pairs, 0)
    return levels


def reachable(relation: BoolArray) -> BoolArray:
    """Close a relation under composition, each alternative reaching itself.

    Parameters
    ----------
    relation : array of bool, shape (..., m, m)

    Returns
    -------
    array of bool, shape (..., m, m)
        [i, j]: a chain of pairs in the relation leads from i to j, or i is j.

    References
    ----------
    Warshall, S. (1962). A theorem on Boolean matrices. Journal of the ACM 9(1), 11-12.

    Examples
    --------
    >>> reachable(np.eye(3, k=1, dtype=bool)).astype(int).tolist()
    [[1, 1, 1], [0, 1, 1], [0, 0, 1]]
    """
    m = relation.shape[-1]
    reached = relation | np.eye(m, dtype=np.bool_)
    for middle in range(m):
        reached |= reached[..., :, middle, None] & reached[..., None, middle, :]
    return reached


# --- ranked pairs --------------------------------------------------------------------------------


def distinct_levels(levels: IntArray) -> tuple[IntArray, IntArray]:
    """Keep one of each different matrix of levels.

    Parameters
    ----------
    levels : array of int, shape (n, m, m)
        0 or more.

    Returns
    -------
    array of shape (n_different, m, m) and array of int, shape (n,)
        The different matrices, and which of them each was.

    Examples
    --------
    >>> levels, which = distinct_levels(np.array([[[0, 2], [0, 0]], [[0, 1], [0, 0]]])[[0, 1, 0]])
    >>> levels[which][:, 0, 1].tolist(), len(levels)
    ([2, 1, 2], 2)
    """
    flat = levels.reshape(len(levels), levels.shape[1] ** 2)
    base = int(flat.max(initial=0)) + 1
    if base ** flat.shape[1] < 2**62:  # one number for each matrix sorts much faster
        codes = flat @ base ** np.arange(flat.shape[1], dtype=np.int64)
        _, kept, which = np.unique(codes, return_index=True, return_inverse=True)
    else:
        _, kept, which = np.unique(flat, axis=0, return_index=True, return_inverse=True)
    return levels[kept], which.reshape(-1)


def has_equal_defeats(level: IntArray) -> bool:
    """Tell whether two defeats of one sample, with levels of shape (m, m), are equally strong.

    Examples
    --------
    >>> has_equal_defeats(np.array([[0, 1, 1], [0, 0, 0], [0, 2, 0]]))
    True
    """
    present = level[level > 0]
    return len(np.unique(present)) < len(present)


def positions_of_distinct(levels: IntArray) -> IntArray:
    """Lock defeats in by strength, and count who is locked in above each alternative.

    Parameters
    ----------
    levels : array of int, shape (n, m, m)
        As `strength_levels` gives them, no two defeats of a sample equal.

    Returns
    -------
    array of int, shape (n, m)
        0 = nobody above.

    Notes
    -----
    The procedure of Tideman, T. N. (1987). Independence of clones as a criterion for voting rules.
    Social Choice and Welfare 4(3), 185-206; for all samples at once.

    1. Take the strongest defeat that is left.
    2. It is allowed unless the loser is locked in above the winner already.
    3. If so, lock in everybody above the winner, and the winner, above the loser and everybody
       below: what is locked in stays closed.

    Examples
    --------
    A cycle: 0 beats 1, 1 beats 2, and weakest of all 2 beats 0.

    >>> positions_of_distinct(np.array([[[0, 3, 0], [0, 0, 2], [1, 0, 0]]])).tolist()
    [[0, 1, 2]]
    """
    n, m, _ = levels.shape
    locked = np.zeros((n, m, m), dtype=np.bool_)
    flat = levels.reshape(n, m * m)
    rows = np.arange(n)
    for pair in np.argsort(-flat, axis=1, kind="stable")[:, : m * (m - 1) // 2].T:  # 1
        winner, loser = np.divmod(pair, m)
        allowed = (flat[rows, pair] > 0) & ~locked[rows, loser, winner]  # 2
        before = locked[rows, :, winner]
        before[rows, winner] = True
        after = locked[rows, loser]
        after[rows, loser] = True  # 3
        locked |= allowed[:, None, None] & before[:, :, None] & after[:, None, :]
    return np.asarray(locked.sum(axis=1))


def locked_outcomes(level: IntArray) -> list[BoolArray]:
    """Find every relation that some order of the equal defeats locks in.

    Parameters
    ----------
    level : array of int, shape (m, m)
        Of one sample, as `strength_levels` gives them.

    Returns
    -------
    list of bool arrays of shape (m, m)
        [i, j]: i is locked in above j, straight or over others.

    Raises
    ------
    ProblemError
        If there are more than `MOST_OUTCOMES`, or as many ways to look through.

    Notes
    -----
    Brill, M., Fischer, F. (2012). The price of neutrality for the ranked pairs method. Proceedings
    of AAAI 26, 1299-1305: to tell whether somebody leads in some outcome is NP-complete.

    Examples
    --------
    A cycle of three equal defeats: whichever comes last is left out.

    >>> outcomes = locked_outcomes(np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]]))
    >>> sorted(outcome.sum(axis=0).tolist() for outcome in outcomes)
    [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
    """
    outcomes = {np.zeros(level.shape, dtype=np.bool_).tobytes()}
    for number in range(int(level.max()), 0, -1):
        pairs: list[Pair] = list(zip(*np.nonzero(level == number), strict=True))
        outcomes = {
            locked
            for outcome in outcomes
            for locked in _locked_in_any_order(outcome, pairs, level.shape)
        }
        if len(outcomes) > MOST_OUTCOMES:
            too_many = _fault("too many outcomes", most=MOST_OUTCOMES)
            raise ProblemError(too_many.within(_fault("ranked pairs")))
    return [_relation(outcome, level.shape) for outcome in outcomes]


def _locked_in_any_order(start: bytes, pairs: list[Pair], shape: tuple[int, ...]) -> set[bytes]:
    """Every closed relation that locking the pairs in, in some order, can end in."""
    ends: set[bytes] = set()
    seen: set[tuple[bytes, frozenset[Pair]]] = set()
    unfinished = [(start, frozenset(pairs))]
    while unfinished:
        state, remaining = unfinished.pop()
        relation, open_pairs = _with_free_pairs_locked(_relation(state, shape), remaining)
        state = relation.tobytes()
        if (state, open_pairs) in seen:
            continue
        seen.add((state, open_pairs))
        if len(seen) > MOST_OUTCOMES:
            too_many = _fault("too many ways", most=MOST_OUTCOMES)
            raise ProblemError(too_many.within(_fault("ranked pairs")))
        if not open_pairs:
            ends.add(state)
        unfinished += [
            (_locked(relation, pair).tobytes(), open_pairs.difference([pair]))
            for pair in open_pairs
        ]
    return ends


def _with_free_pairs_locked(
    relation: BoolArray, pairs: frozenset[Pair]
) -> tuple[BoolArray, frozenset[Pair]]:
    """Lock in the pairs whose turn makes no difference; give those for which it does.

    A pair that is decided either way stays decided. A pair on no cycle can always be locked in,
    and its turn makes no difference to the others.
    """
    undecided = [p for p in pairs if not relation[p] and not relation[p[::-1]]]
    with_all = relation.copy()
    for pair in undecided:
        with_all[pair] = True
    reaches = reachable(with_all)
    free = [pair for pair in undecided if not reaches[pair[::-1]]]
    for pair in free:
        relation = _locked(relation, pair)
    return relation, frozenset(undecided).difference(free)


def _relation(state: bytes, shape: tuple[int, ...]) -> BoolArray:
    return np.frombuffer(state, dtype=np.bool_).reshape(shape)


def _locked(relation: BoolArray, pair: Pair) -> BoolArray:
    """Lock one pair into a closed relation that allows it, and close it again."""
    winner, loser = pair
    before, after = relation[:, winner].copy(), relation[loser].copy()
    before[winner] = after[loser] = True
    return np.asarray(relation | (before[:, None] & after))
