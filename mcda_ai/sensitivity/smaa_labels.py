"""The tables of a robustness analysis, from the indices that were counted or computed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mcda_ai.algorithms.entropy import entropy
from mcda_ai.algorithms.smaa_indices import Indices
from mcda_ai.messages.provenance import Provenance, versions
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.orders.weak_order import FloatArray, order_from_ranks
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa_result import (
    Robustness,
    StandardErrors,
    bounds_by_rank,
    relations_between,
)
from mcda_ai.weights import BLOCK_SIZE, WeightSpace

NUMBERS_AT_CENTRAL_WEIGHTS = BLOCK_SIZE


def first_at_central_weights(
    evaluator: Evaluator, central: FloatArray, generator: np.random.Generator | None
) -> FloatArray:
    """[i, k]: share with which i is first at the central weights of k; NaN where k has none."""
    m = len(central)
    shares = np.full((m, m), np.nan)
    known = np.flatnonzero(~np.isnan(central).any(axis=1))
    if evaluator.draws_numbers:
        assert generator is not None
        for k in known:
            weights = np.broadcast_to(central[k], (NUMBERS_AT_CENTRAL_WEIGHTS, central.shape[1]))
            (stream,) = generator.spawn(1)
            ranks = evaluator.ranks(weights, evaluator.scores(weights, stream))
            shares[:, k] = (ranks == 1).mean(axis=0)
    elif len(known):
        shares[:, known] = (evaluator.ranks(central[known]) == 1).T
    return shares


def labelled(
    problem: DecisionProblem,
    indices: Indices,
    first: FloatArray,
    provenance: Provenance,
    bounds: tuple[FloatArray, FloatArray],
) -> Robustness:
    """Give the indices the names of alternatives and criteria."""
    names = list(problem.alternative_names)
    rank_numbers = list(range(1, len(names) + 1))
    entropies = [
        entropy(indices.leader_sets.values(), indices.size),
        entropy(indices.orders.values(), indices.size),
    ]

    def table(values: FloatArray, columns: list[int] | list[str]) -> pd.DataFrame:
        return pd.DataFrame(values, index=names, columns=columns)

    def by_criterion(values: FloatArray) -> pd.DataFrame:
        wide = np.zeros((len(names), len(problem.criteria)))
        wide[:, problem.scored] = values
        wide[np.isnan(values).any(axis=1)] = np.nan
        return table(wide, list(problem.criterion_names))

    def bits(values: list[float]) -> pd.Series[float]:
        return pd.Series(values, index=["leader", "ranking"])

    return Robustness(
        rank_acceptability=table(indices.rank_acceptability, rank_numbers),
        pairwise_winning=table(indices.ahead, names),
        relations=relations_between(indices.ahead, indices.tied, names),
        central_weights=by_criterion(indices.central_weights),
        confidence_factors=pd.Series(np.diagonal(first).copy(), index=names),
        cross_confidence=table(first, names),
        expected_rank=pd.Series(indices.expected_rank, index=names),
        leader_sets=_shares(
            {
                leaders_text([names[i] for i in leaders]): share
                for leaders, share in indices.leader_sets.items()
            }
        ),
        order_shares=_shares(
            {str(order_from_ranks(order, names)): share for order, share in indices.orders.items()}
        ),
        entropy=bits([value for value, _ in entropies]),
        standard_error=StandardErrors(
            table(indices.share_error(indices.rank_acceptability), rank_numbers),
            table(indices.share_error(indices.ahead), names),
            by_criterion(indices.central_weights_error),
            pd.Series(indices.expected_rank_error, index=names),
            bits([error for _, error in entropies]),
        ),
        size=indices.size,
        provenance=provenance,
        bounds=bounds_by_rank(*(table(each, rank_numbers) for each in bounds)),
        thin=ThinEvidence.of(problem),
    )


def _shares(by_name: dict[str, float]) -> pd.Series[float]:
    """Put shares in order, the largest first; equal texts are one."""
    series = pd.Series(by_name, dtype=np.float64)
    return series.sort_values(ascending=False, kind="stable")


def provenance_of(
    problem: DecisionProblem,
    evaluator: Evaluator,
    weight_space: WeightSpace,
    size: int,
    seed: int | str | None,
) -> Provenance:
    """Say of what an analysis is the result; size 0 where nothing was drawn."""
    return Provenance.of(
        problem, evaluator.name, evaluator.options, weight_space.name, repr(weight_space),
        size=size, seed=seed, versions=versions(),
    )  # fmt: skip
