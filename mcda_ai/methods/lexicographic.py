"""Lexicographic choice: the most important criterion decides, the next one only among equals."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

_fault = faults_of("methods")
_MOST_WAYS_SEEN = 10_000


@method(
    label="Lexicographic",
    family="lexicographic",
    needs={"pairwise", "layers", "weights"},
    returns="choice_set",
    options={"by": ("criteria", "layers")},
)
def lexicographic(view: View, weights: FloatArray, *, by: str = "criteria") -> BoolArray:
    """Choose by the criteria, or the layers, in order of their weights (Fishburn 1974).

    A criterion takes out every alternative that it ranks below one that is still in; the next
    most important criterion goes on with those left. Only the order of the weights counts;
    criteria without weight do not. Criteria with equal weight can be taken in any order: chosen is
    whoever stays in under some order, and beside the result stands the exact share of those
    orders in which each alternative does. A tie or an unscored cell takes nobody out. A measured
    criterion ranks by the order of its values, however small a difference.

    By layers, a layer is as important as its criteria together, and it ranks by their net flows:
    the weight for less the weight against, within the layer. Then the share of all orders of the
    layers in which an alternative stays in is told, too.

    Parameters
    ----------
    by : {"criteria", "layers"}

    Returns
    -------
    array of bool, shape (..., n_alternatives)
        Never empty.

    Raises
    ------
    ProblemError
        If equal weights leave more than 10,000 ways to look through.

    Notes
    -----
    1. Take criteria, or layers, as steps, each with its importance and who it ranks above whom.
    2. Sort the steps by importance, the greatest first.
    3. Let each step with weight take out whoever it ranks below one still in.
    4. Where some steps are equally important, do so in every order of these (`_ends`), and choose
       whoever stays in under some order.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A = B > C", "reach": "C > B > A"})
    >>> mcda.rank(problem, "lexicographic", weights={"cost": 2, "reach": 1}).leaders
    ['B']
    >>> mcda.rank(problem, "lexicographic", weights="equal").by_alternative["share of orders led"]
    A    0.0
    B    0.5
    C    0.5
    Name: share of orders led, dtype: float64
    """
    steps = _steps(view, weights.reshape(-1, weights.shape[-1]), by)  # 1
    order = np.argsort(-steps.importance, axis=1, kind="stable")  # 2
    falling = np.take_along_axis(steps.importance, order, axis=1)
    has_weight = falling > 0
    has_equal = ((-np.diff(falling, axis=1) <= TIE_TOLERANCE) & has_weight[:, 1:]).any(axis=1)
    chosen = np.empty((len(order), view.n_alternatives), dtype=np.bool_)
    if (strict := np.flatnonzero(~has_equal)).size:  # 3
        above = steps.above_at(strict)
        chosen[strict] = _in_strict_order(above, order[strict], has_weight[strict])
    for row in np.flatnonzero(has_equal).tolist():  # 4
        (above,) = steps.above_at([row])
        ends = _ends_of_groups(above, _equal_groups(steps.importance[row]))
        chosen[row] = np.any([_inside(state) for state in ends], axis=0)
    return chosen.reshape((*weights.shape[:-1], view.n_alternatives))


@lexicographic.detail
def shares_of_orders(view: View, weights: FloatArray, *, by: str = "criteria") -> Detail:
    """Give the exact share of the admissible orders, and of all orders of layers, each leads."""
    steps = _steps(view, weights[None, :], by)
    groups = _equal_groups(steps.importance[0])
    shares = {"share of orders led": _stay_in(_ends_of_groups(steps.above[0], groups))}
    if by == "layers":
        all_layers = np.flatnonzero(steps.importance[0] > 0)
        ends = _ends_of_groups(steps.above[0], [all_layers])
        shares["share of all layer orders led"] = _stay_in(ends)
    return Detail(by_alternative=shares)


class _Steps(NamedTuple):
    """What is taken one after the other: criteria or layers."""

    importance: FloatArray
    """Shape (batch, n_steps)."""
    above: BoolArray
    """[b, s, i, j]: step s ranks i above j; shape (batch, n_steps, m, m), or a batch of one if
    it is the same for all weights."""

    def above_at(self, rows: IntArray | list[int]) -> BoolArray:
        """Give `above` of some weights, or of all of them if it is the same."""
        return self.above if len(self.above) == 1 else self.above[rows]


def _steps(view: View, rows: FloatArray, by: str) -> _Steps:
    above = view.above
    if by == "criteria":
        return _Steps(rows, above[None])
    layers = np.unique(view.layer_of)
    within = (view.layer_of == layers[:, None]) * rows[:, None, :]
    net_flows = within @ (above.sum(axis=2) - above.sum(axis=1))
    margins = net_flows[..., :, None] - net_flows[..., None, :]
    return _Steps(within.sum(axis=-1), margins > TIE_TOLERANCE * view.n_alternatives)


def _in_strict_order(above: BoolArray, order: IntArray, has_weight: BoolArray) -> BoolArray:
    """Who stays in, for batches in which one step at a time is next; (batch, m)."""
    inside = np.ones((len(order), above.shape[-1]), dtype=np.bool_)
    batch = np.arange(len(order)) if len(above) > 1 else np.zeros(1, dtype=np.intp)
    for step, counts in zip(order.T, has_weight.T, strict=True):
        outdone = (above[batch, step] & inside[:, :, None]).any(axis=1)
        inside &= ~(outdone & counts[:, None])
    return inside


def _equal_groups(importance: FloatArray) -> list[IntArray]:
    """Group the steps that have weight by equal importance, the most important first."""
    order = np.argsort(-importance, kind="stable")
    order = order[importance[order] > 0]
    breaks = np.flatnonzero(-np.diff(importance[order]) > TIE_TOLERANCE) + 1
    return [order[start:end] for start, end in pairwise([0, *breaks, len(order)])]


def _ends_of_groups(above: BoolArray, groups: list[IntArray]) -> dict[bytes, Fraction]:
    """Who can be in at the end, and in which share of the orders within the groups."""
    ways = {np.ones(above.shape[-1], dtype=np.bool_).tobytes(): Fraction(1)}
    for group in groups:
        if all(_size(state) == 1 for state in ways):
            break
        ways = _ends(above[group], ways)
    return ways


def _ends(above: BoolArray, starts: dict[bytes, Fraction]) -> dict[bytes, Fraction]:
    """Take the steps in every order, all orders equally likely, from every start.

    What can follow depends only on who is in. A step that takes somebody out now would have done
    so at any time before, so it has not been taken yet; and in a random order each of these
    steps is equally likely to be the next of them.
    """
    above_bits = _in_bits(above.swapaxes(1, 2))
    ends: dict[bytes, Fraction] = defaultdict(Fraction)
    by_size: dict[int, dict[bytes, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for state, share in starts.items():
        by_size[_size(state)][state] += share
    n_known = len(starts)  # all of them are looked at in the end, so that too many can be told now
    for size in range(above.shape[-1], 0, -1):  # a step only ever takes alternatives out
        for state, share in by_size.pop(size, {}).items():
            following = _following(above_bits, state) if size > 1 else []
            for after, times in Counter(following).items():
                of_size = by_size[_size(after)]
                n_known += after not in of_size
                of_size[after] += share * Fraction(times, len(following))
            if not following:
                ends[state] += share
            if n_known > _MOST_WAYS_SEEN:
                by_name = _fault("by its name", name="lexicographic")
                raise ProblemError(_fault("too many ways", most=_MOST_WAYS_SEEN).within(by_name))
    return dict(ends)


def _following(above_bits: IntArray, state: bytes) -> list[bytes]:
    """Who is in after each step that takes somebody out; `above_bits` (n_steps, m, n_words)."""
    inside = _inside(state)
    left = inside & ~(above_bits & _in_bits(inside)).any(axis=-1)
    return [after.tobytes() for after in left[(left != inside).any(axis=-1)]]


def _in_bits(flags: BoolArray) -> IntArray:
    """Write the last axis as bits of whole numbers, so that sixty-four are looked at as one."""
    packed = np.packbits(flags, axis=-1)
    words = np.zeros((*flags.shape[:-1], -(-flags.shape[-1] // 64)), dtype=np.int64)
    words.view(np.uint8)[..., : packed.shape[-1]] = packed
    return words


def _stay_in(ends: dict[bytes, Fraction]) -> FloatArray:
    """Share of the orders at whose end each alternative is in; (m,)."""
    exact = [Fraction(0)] * len(next(iter(ends)))
    for state, share in ends.items():
        for i in np.flatnonzero(_inside(state)):
            exact[i] += share
    return np.array([float(share) for share in exact])


def _inside(state: bytes) -> BoolArray:
    return np.frombuffer(state, dtype=np.bool_)


def _size(state: bytes) -> int:
    return state.count(True)


# --- cards ----------------------------------------------------------------------------------------

lexicographic.describe(
    ties="a tie takes nobody out",
    measured="order of the values",
    compensation="none",
    searched=PROFILES_SEARCHED,
    satisfies={"pareto", "independence of clones"},
    violates={
        "condorcet winner": "1: A > B; 1: A > B; 1: B > A",
        "condorcet loser": "1: A > B; 1: A > B; 1: B > A",
        "smith": "1: A > B; 1: A > B; 1: B > A",
        "monotonicity": "2: A = B; 1: A > C; 1: C > B > A",
        "reinforcement": "1: A > B; 1: A > B; 1: B > A",
        "reversal": "2: A > B; 1: B > C > A",
        "independence of other alternatives": "1: A > B > C",
        "splitting a criterion": "1: A > B; 1: B > A",
    },
    references=(
        (
            "Fishburn, P. C. (1974). Lexicographic orders, utilities and decision rules: a survey. "
            "Management Science 20(11), 1442-1471."
        ),
    ),
)
