"""Methods that are one method on a problem: whatever says so, by one of three kinds of reason.

`have_same_scores` and the card know it of all weightings; else it is tried: `behaviour`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from operator import methodcaller
from typing import NamedTuple

import numpy as np

from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods.contract import Method
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.foreign_code import is_our_own, ours_side_by_side
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import LayerFirst, Uniform, WeightSpace
from mcda_ai.weights.space_from_text import check_not_too_many

WEIGHTINGS_TRIED = 500
"""In each weight space."""
_SEED = 20241129  # the same weightings for every method
_SPACES = (Uniform(), LayerFirst())
_SAME_AT_FIXED_WEIGHTS = ("always", "with fixed weights")
_FIRST_TRIED, _TIMES_AS_MANY = 8, 8
_MOST_NUMBERS = 2**19
"""Of weightings ranked at a time, times pairs of alternatives."""


def weightings_tried(
    problem: DecisionProblem, spaces: Sequence[WeightSpace] = _SPACES
) -> FloatArray:
    """Give the weightings of a problem under which methods are told apart.

    Returns
    -------
    array of shape (500 * number of spaces, n_scored)
        The same every time.
    """
    check_not_too_many(problem)
    drawn = [space.sample(problem, WEIGHTINGS_TRIED, _SEED) for space in spaces]
    return np.concatenate(drawn)[:, problem.scored]


def have_same_scores(one: Evaluator, other: Evaluator) -> bool:
    """Tell whether two linear methods have the same scores, but for their unit.

    They rank alike under every weighting, as PROMETHEE II and Borda do on ranks.
    """
    if one.criterion_scores is None or other.criterion_scores is None:
        return False
    scores, others = one.criterion_scores / one.unit, other.criterion_scores / other.unit
    has_all = scores.shape == others.shape  # not where only one is filled in
    return has_all and bool(np.allclose(scores, others, rtol=0, atol=TIE_TOLERANCE))


def behaviour(tried: Iterable[tuple[Evaluator, FloatArray]]) -> bytes:
    """Sum up who is ahead of whom, tied or incomparable, for one method in all that is tried.

    Parameters
    ----------
    tried : iterable of (evaluator, weights of shape (n, n_scored))
        The method, ready on each version of a problem, and the weightings there.

    Returns
    -------
    bytes
        Equal for methods that give the same relations under all weightings of all versions.
    """
    digest = hashlib.sha256()
    for evaluator, weights in tried:
        ranks = evaluator.ranks(weights)
        digest.update(ranks.astype(np.int64).tobytes())
        if evaluator.returns == "outranking":
            relation = evaluator.relation(weights)
            if (relation != (ranks[..., :, None] <= ranks[..., None, :])).any():
                digest.update(relation.tobytes())
    return digest.digest()


def one_method_each(behaviours: Mapping[str, Hashable]) -> list[tuple[str, ...]]:
    """Group the names of methods that behave alike, in the order given: each group is one method.

    It is found by trying, so methods of one group may differ under some other weights.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> from mcda_ai.methods import registry
    >>> problem = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    >>> weights = weightings_tried(problem)
    >>> one_method_each({
    ...     name: behaviour([(registry.find(name).on(problem), weights)])
    ...     for name in ("borda", "promethee2", "copeland")
    ... })
    [('borda', 'promethee2'), ('copeland',)]
    """
    groups: dict[Hashable, list[str]] = {}
    for name, alike in behaviours.items():
        groups.setdefault(alike, []).append(name)
    return [tuple(names) for names in groups.values()]


class Asked(NamedTuple):
    """A method that has ranked a problem under the weights asked for."""

    method: Method
    evaluator: Evaluator
    weightings: FloatArray
    """That are tried; shape (n, n_scored), as many for every method."""
    answer: bytes
    """Equal for those that gave the same relation under the weights asked for."""

    def is_known_to_be(self, other: Asked) -> bool:
        """Tell whether this method is the other one, by its scores or what the card says.

        What another package states of its methods is not known to hold.
        """
        if have_same_scores(self.evaluator, other.evaluator):
            return True
        one, two = self.method, other.method
        if not is_our_own(one.function) or not is_our_own(two.function):
            return False
        if (self.evaluator.options, self.answer) != (other.evaluator.options, other.answer):
            return False
        same = one.claims(self.evaluator.options).equivalent_to.get(two.name)
        return one is two or same in _SAME_AT_FIXED_WEIGHTS

    def behaviour(self, rows: slice) -> bytes | ProblemError:
        """Sum up the relations under some of the weightings, or say why there are none."""
        try:
            return behaviour([(self.evaluator, self.weightings[rows])])
        except ProblemError as error:
            return error


def told_apart(
    asked: Mapping[str, Asked], workers: int = 1
) -> tuple[list[tuple[str, ...]], dict[str, ProblemError]]:
    """Group the names of methods that are one method under the weightings that are tried.

    Parameters
    ----------
    asked : mapping of name to Asked
    workers : int
        So many are looked at side by side.

    Returns
    -------
    groups : list of tuples of str
        In the order given.
    refused : dict of name to ProblemError
        Methods that could not rank under some of the weightings; they are in no group.

    Notes
    -----
    1. Who is known to be a method that came before goes where that one goes, and is not looked at.
    2. The others are told apart by their answers, and those that gave the same by more and more of
       the weightings. Who answers like nobody else is looked at no further.
    """
    if not asked:
        return [], {}
    stands_for = {
        name: next(one for one in asked if one == name or each.is_known_to_be(asked[one]))
        for name, each in asked.items()
    }  # 1
    refused: dict[str, ProblemError] = {}
    group_of: dict[str, tuple[bytes, ...]] = {
        name: (asked[name].answer,) for name in stands_for.values()
    }  # 2
    for rows in _blocks(next(iter(asked.values()))):
        alike = Counter(group_of.values())
        shared = [name for name, group in group_of.items() if alike[group] > 1]
        found = ours_side_by_side(
            methodcaller("behaviour", rows),
            [asked[name] for name in shared],
            [asked[name].method.function for name in shared],
            workers,
        )
        for name, told in zip(shared, found, strict=True):
            if isinstance(told, ProblemError):
                refused[name] = told
                del group_of[name]
            else:
                group_of[name] = (*group_of[name], told)
    for name, one in stands_for.items():
        if one in refused:
            refused[name] = refused[one]
    keys = {name: group_of[one] for name, one in stands_for.items() if one in group_of}
    return one_method_each(keys), refused


def _blocks(asked: Asked) -> Iterator[slice]:
    """Take few weightings first, and never so many that their relations fill the memory."""
    n_weightings, start, size = len(asked.weightings), 0, _FIRST_TRIED
    most = max(1, _MOST_NUMBERS // asked.evaluator.view.n_alternatives**2)
    while start < n_weightings:
        yield slice(start, start + min(size, most))
        start, size = start + min(size, most), size * _TIMES_AS_MANY
