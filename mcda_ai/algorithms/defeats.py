"""Defeats between alternatives: how strong they are, and which of them can be locked in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.orders.pairwise import MOST_CRITERIA_AT_ONCE, weighted_sums
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

_fault = faults_of("algorithms")

Pair: TypeAlias = tuple[int, int]  # the winner, and the loser
Below: TypeAlias = tuple[int, ...]
"""Of each alternative a whole number with a bit for each that it is locked in above."""

STRENGTHS = ("margins", "winning votes")
"""How strong a defeat is: the weight for less the weight against, or the weight for alone."""
MOST_OUTCOMES = 10_000
"""Of equal defeats, taken in every order: more are refused."""
MOST_WAYS = 1_000_000
"""How often to look whether one of them can be locked in: a second or so."""


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
    support, is_forward = _strengths(ahead, weights, strength)
    return _table(_made_equal(support), is_forward, weights)


def defeat_levels(ahead: BoolArray, weights: FloatArray, strength: str) -> NDArray[Any]:
    """Give defeats numbers by their strength; arguments as `defeats` takes them.

    Returns
    -------
    array of unsigned int, shape (..., m, m)
        1, 2, ... from the weakest, the same number for equal strengths; 0 where there is no defeat.

    Examples
    --------
    >>> cycle = np.zeros((3, 3, 3), dtype=bool)
    >>> cycle[[0, 1, 2], [0, 1, 2], [1, 2, 0]] = True
    >>> defeat_levels(cycle, np.array([0.5, 0.25, 0.25]), "margins").tolist()
    [[0, 2, 0], [0, 0, 1], [1, 0, 0]]
    """
    support, is_forward = _strengths(ahead, weights, strength)
    return _table(_numbered(support), is_forward, weights)


def majorities(ahead: BoolArray, weights: FloatArray) -> NDArray[np.int16]:
    """Tell who beats whom; arguments as `defeats` takes them.

    Returns
    -------
    array of int, shape (..., m, m)
        [i, j]: 1 if i beats j, -1 if j beats i, else 0.

    Examples
    --------
    >>> ahead = np.array([[[False, True], [False, False]], [[False, False], [True, False]]])
    >>> majorities(ahead, np.array([0.75, 0.25])).tolist()
    [[0, 1], [-1, 0]]
    """
    margins = _sums(_net(ahead), weights)
    wins, losses = margins > TIE_TOLERANCE, margins < -TIE_TOLERANCE
    forward = np.subtract(wins, losses, dtype=np.int16)
    return _by_sample(forward, -forward, weights)


def _net(ahead: BoolArray) -> NDArray[np.int8]:
    """For each pair: 1 where the first is ahead, -1 where the other is; (n_criteria, n_pairs)."""
    i, j = np.triu_indices(ahead.shape[-1], k=1)
    return np.subtract(ahead[:, i, j], ahead[:, j, i], dtype=np.int8)


def _sums(table: NDArray[np.int8], weights: FloatArray) -> FloatArray:
    """`weighted_sums`, the samples last: shape (n_pairs, size)."""
    rows, samples = table.T, weights.reshape(-1, weights.shape[-1]).T
    parts = (
        slice(start, start + MOST_CRITERIA_AT_ONCE)
        for start in range(0, len(samples), MOST_CRITERIA_AT_ONCE)
    )
    return reduce(np.add, (rows[:, part].astype(np.float64) @ samples[part] for part in parts))


def _strengths(
    ahead: BoolArray, weights: FloatArray, strength: str
) -> tuple[FloatArray, BoolArray]:
    """How strong the defeat in each pair is, 0 for none, and whether the first of the two wins.

    Both of shape (size, n_pairs).
    """
    weights = weights.reshape(-1, weights.shape[-1])
    if strength == "margins":
        margins = weighted_sums(weights, _net(ahead))
        support = np.abs(margins)
    else:
        i, j = np.triu_indices(ahead.shape[-1], k=1)
        forward, backward = (
            weighted_sums(weights, ahead[:, i, j]),
            weighted_sums(weights, ahead[:, j, i]),
        )
        margins = forward - backward
        support = np.maximum(forward, backward)
    support[np.abs(margins) <= TIE_TOLERANCE] = 0.0
    return support, margins > 0


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


def _numbered(strengths: FloatArray) -> NDArray[Any]:
    """Give the values of each sample numbers from 0 on, the same within the tie tolerance."""
    order = np.argsort(strengths, axis=-1)
    rising = np.take_along_axis(strengths, order, axis=-1)
    is_more = np.diff(rising, axis=-1, prepend=0.0) > TIE_TOLERANCE
    numbers = np.empty(strengths.shape, dtype=np.min_scalar_type(strengths.shape[-1]))
    np.put_along_axis(numbers, order, is_more.cumsum(axis=-1, dtype=numbers.dtype), axis=-1)
    return numbers


def _table(of_pairs: NDArray[Any], is_forward: BoolArray, weights: FloatArray) -> NDArray[Any]:
    """Put what a defeat in each pair has, of shape (size, n_pairs), at the side that wins."""
    of_pairs, is_forward = np.ascontiguousarray(of_pairs.T), np.ascontiguousarray(is_forward.T)
    nothing = of_pairs.dtype.type(0)
    forward, backward = (
        np.where(is_forward, of_pairs, nothing),
        np.where(is_forward, nothing, of_pairs),
    )
    return _by_sample(forward, backward, weights)


def _by_sample(forward: NDArray[Any], backward: NDArray[Any], weights: FloatArray) -> NDArray[Any]:
    """Arrange what pairs have, of shape (n_pairs, size), as (..., m, m).

    In memory the samples stay side by side: what loops over alternatives then works on many.
    """
    m = math.isqrt(2 * len(forward)) + 1
    i, j = np.triu_indices(m, k=1)
    table = np.zeros((m, m, forward.shape[1]), dtype=forward.dtype)
    table[i, j], table[j, i] = forward, backward
    return np.moveaxis(table.reshape(m, m, *weights.shape[:-1]), (0, 1), (-2, -1))


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


def positions_of_one_outcome(levels: IntArray) -> tuple[IntArray, BoolArray]:
    """Lock defeats in by strength, and count who is locked in above each alternative.

    Parameters
    ----------
    levels : array of int, shape (n, m, m)
        As `defeat_levels` gives them.

    Returns
    -------
    array of int, shape (n, m)
        0 = nobody above, with equal defeats taken as they stand.
    array of bool, shape (n,)
        Whether equal defeats taken in another order can lock in something else. Where none can,
        this is the only outcome.

    Notes
    -----
    The procedure of Tideman, T. N. (1987). Independence of clones as a criterion for voting rules.
    Social Choice and Welfare 4(3), 185-206; for all samples at once.

    1. Take the strongest defeat that is left.
    2. It is allowed unless the loser is locked in above the winner already. If equal defeats did
       that, the order among them counts: taken first, this one is allowed. If none is refused for
       that, they can all be locked in together, in whatever order.
    3. If so, lock in everybody above the winner, and the winner, above the loser and everybody
       below: what is locked in stays closed.

    Examples
    --------
    A cycle: 0 beats 1, 1 beats 2, and weakest of all 2 beats 0.

    >>> cycle = np.array([[0, 3, 0], [0, 0, 2], [1, 0, 0]])
    >>> positions, has_others = positions_of_one_outcome(np.array([cycle, np.minimum(cycle, 1)]))
    >>> positions.tolist(), has_others.tolist()
    ([[0, 1, 2], [0, 1, 2]], [False, True])
    """
    n, m, _ = levels.shape
    locked = np.zeros((n, m, m), dtype=np.int32)  # at which level; 0 = not
    has_others = np.zeros(n, dtype=np.bool_)
    flat = levels.reshape(n, m * m)
    rows = np.arange(n)
    for pair in np.argsort(-flat, axis=1, kind="stable")[:, : m * (m - 1) // 2].T:  # 1
        winner, loser = np.divmod(pair, m)
        level = flat[rows, pair]
        against = locked[rows, loser, winner]
        has_others |= (level > 0) & (against == level)  # 2
        before = locked[rows, :, winner] > 0
        before[rows, winner] = True
        after = locked[rows, loser] > 0
        after[rows, loser] = True  # 3
        gained = np.where(against == 0, level, 0).astype(locked.dtype)
        np.maximum(
            locked, gained[:, None, None] * (before[:, :, None] & after[:, None, :]), out=locked
        )
    return np.asarray((locked > 0).sum(axis=1)), has_others


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
        If there are more than `MOST_OUTCOMES`, or more than `MOST_WAYS` to look through.

    Notes
    -----
    Brill, M., Fischer, F. (2012). The price of neutrality for the ranked pairs method. Proceedings
    of AAAI 26, 1299-1305: to tell whether somebody leads in some outcome is NP-complete.

    1. Take the equal defeats of each strength, the strongest first, on from every outcome so far.
    2. Lock in those of them that can do no harm, whatever their turn; and then one after the other,
       unless a chain leads back. That is one outcome: no more of them can be locked in.
    3. From each outcome go on to others: take a defeat that it refutes first, then what it locks in
       but for what leads out of the loser, then all that still can be.

    Step 3 misses none. An outcome locks in all that agrees with some order of the alternatives.
    Go down that order, to the first of whom some defeat is missing that the order wants locked in,
    and take that defeat: nothing is lost of what leads to those that stand above the loser, or to
    the loser, and one is won (as Schwikowski and Speckenmeyer 2002 do).

    Schwikowski, B., Speckenmeyer, E. (2002). On enumerating all minimal solutions of feedback
    problems. Discrete Applied Mathematics 117(1-3), 253-265.

    Examples
    --------
    A cycle of three equal defeats: whichever comes last is left out.

    >>> outcomes = locked_outcomes(np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]]))
    >>> sorted(outcome.sum(axis=0).tolist() for outcome in outcomes)
    [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
    """
    m = len(level)
    outcomes: set[Below] = {(0,) * m}
    n_looked = 0
    for number in range(int(level.max()), 0, -1):  # 1
        pairs = [(int(i), int(j)) for i, j in np.argwhere(level == number)]
        ends: set[Below] = set()
        for outcome in outcomes:
            for end in _locked_in_any_order(outcome, pairs):
                ends.add(end)
                n_looked += len(pairs)
                if n_looked > MOST_WAYS:
                    raise _refused(_fault("too many ways", most=MOST_WAYS))
                if len(ends) > MOST_OUTCOMES:
                    raise _refused(_fault("too many outcomes", most=MOST_OUTCOMES))
        outcomes = ends
    rows = np.array([[list(map(int, f"{row:0{m}b}"[::-1])) for row in each] for each in outcomes])
    return list(rows.astype(np.bool_))


def _refused(why: Fault) -> ProblemError:
    return ProblemError(why.within(_fault("ranked pairs")))


def _locked_in_any_order(start: Below, pairs: Sequence[Pair]) -> Iterator[Below]:
    """Give every relation that locking the pairs in, in some order, ends in; some repeatedly."""
    start, pairs = _with_free_pairs_locked(start, pairs)  # 2
    seen = {_with_all_locked(start, pairs)}
    yield from seen
    unfinished = list(seen)
    while unfinished:
        outcome = unfinished.pop()
        for winner, loser in pairs:  # 3
            if outcome[loser] >> winner & 1:
                out_of_it = start[loser] | 1 << loser
                kept = [(i, j) for i, j in pairs if outcome[i] >> j & 1 and not out_of_it >> i & 1]
                other = _with_all_locked(start, [(winner, loser), *kept, *pairs])
                yield other
                if other not in seen:
                    seen.add(other)
                    unfinished.append(other)


def _with_all_locked(below: Below, pairs: Sequence[Pair]) -> Below:
    """Lock pairs in one after the other, unless a chain leads back."""
    for i, j in pairs:
        if not (below[i] >> j | below[j] >> i) & 1:
            below = _locked(below, (i, j))
    return below


def _with_free_pairs_locked(below: Below, pairs: Sequence[Pair]) -> tuple[Below, list[Pair]]:
    """Lock in the pairs whose turn makes no difference; give those for which it does.

    A pair that is decided either way stays decided. A pair on no cycle can always be locked in,
    and its turn makes no difference to the others.
    """
    undecided = [(i, j) for i, j in pairs if not (below[i] >> j | below[j] >> i) & 1]
    reached = list(below)
    for i, j in undecided:
        reached[i] |= 1 << j
    for middle in range(len(below)):  # Warshall 1962
        bit, through = 1 << middle, reached[middle]
        reached = [row | through if row & bit else row for row in reached]
    left = []
    for i, j in undecided:
        if reached[j] >> i & 1:
            left.append((i, j))
        else:
            below = _locked(below, (i, j))
    return below, left


def _locked(below: Below, pair: Pair) -> Below:
    """Lock one pair into a closed relation that allows it, and close it again."""
    winner, loser = pair
    gained = below[loser] | 1 << loser
    return tuple(
        row | gained if i == winner or row >> winner & 1 else row for i, row in enumerate(below)
    )
