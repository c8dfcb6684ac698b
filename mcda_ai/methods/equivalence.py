"""Methods that are one method on a problem: they relate all options alike under what is tried."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import LayerFirst, Uniform, WeightSpace
from mcda_ai.weights.space_from_text import check_not_too_many

WEIGHTINGS_TRIED = 500
"""In each weight space."""
_SEED = 20241129  # the same weightings for every method
_SPACES = (Uniform(), LayerFirst())


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


def one_method_each(behaviours: Mapping[str, bytes]) -> list[tuple[str, ...]]:
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
    groups: dict[bytes, list[str]] = {}
    for name, alike in behaviours.items():
        groups.setdefault(alike, []).append(name)
    return [tuple(names) for names in groups.values()]
