"""What a method makes of who beats whom, where nothing else decides: of two or three alternatives.

So much is asked of the method itself, on pairs that one criterion each compares: no rule of any
method stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from mcda_ai.methods.contract import Method
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray
from mcda_ai.problem.construction import from_rankings
from mcda_ai.problem.decision_problem import DecisionProblem

MOST_ALTERNATIVES = 3
"""Of four, more can decide: cycles of pairs that have none in common."""


class MajorityOutcomes(NamedTuple):
    """What can follow from a majority relation, whichever of its defeats are the stronger."""

    ranks: IntArray
    """Shape (n_relations, n_strengths, m)."""
    at_least_as_good: BoolArray
    """[..., i, j]; shape (n_relations, n_strengths, m, m)."""


def majority_outcomes(
    method: Method, options: Mapping[str, str], beats: BoolArray
) -> MajorityOutcomes:
    """Rank by a method that is `by_majority`, for majority relations and all orders of strengths.

    Parameters
    ----------
    method : Method
    options : mapping of str to str
        Of the method; "unscored" says nothing here.
    beats : array of bool, shape (n_relations, m, m)
        [r, i, j]: i beats j.

    Examples
    --------
    Copeland ranks a cycle alike whatever defeat is the strongest, Schulze does not:

    >>> from mcda_ai.methods.registry import find
    >>> cycle = np.array([[[0, 1, 0], [0, 0, 1], [1, 0, 0]]], dtype=bool)
    >>> [len(np.unique(majority_outcomes(find(name), {}, cycle).ranks[0], axis=0))
    ...  for name in ("copeland", "schulze")]
    [1, 7]
    """
    m = beats.shape[-1]
    pairs = list(combinations(range(m), 2))
    strengths = _strengths(len(pairs))[None, :, :]
    for_one, for_other = (
        np.array([beats[:, i, j] for i, j in way]).T[:, None, :]
        for way in (pairs, [(j, i) for i, j in pairs])
    )
    tied = ~(for_one | for_other)
    weights = np.concatenate([(each + tied / 2) * strengths for each in (for_one, for_other)], -1)
    weights = weights / weights.sum(axis=-1, keepdims=True)
    of_method = {name: value for name, value in options.items() if name != "unscored"}
    evaluator = method.on(_one_pair_a_criterion(m), of_method)
    return MajorityOutcomes(evaluator.ranks(weights), evaluator.relation(weights))


def _strengths(n_pairs: int) -> FloatArray:
    """Give numbers above 0 in every order, ties included; shape (n_orders, n_pairs)."""
    levels = {tuple(np.unique(each, return_inverse=True)[1].tolist())
              for each in product(range(n_pairs), repeat=n_pairs)}  # fmt: skip
    return np.array(sorted(levels), dtype=np.float64) + 1


@lru_cache(maxsize=MOST_ALTERNATIVES)
def _one_pair_a_criterion(m: int) -> DecisionProblem:
    """Compare each pair on one criterion that is for the first, then on one for the second."""
    names = [f"o{i}" for i in range(m)]
    pairs = list(combinations(names, 2))
    orders = [f"{one} > {other}" for one, other in (*pairs, *((j, i) for i, j in pairs))]
    return from_rankings({f"c{k}": order for k, order in enumerate(orders)}, alternatives=names)
