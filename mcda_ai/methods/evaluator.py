"""A method at work on one problem: batches of weights in, scores, ranks and relations out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, ranks_from_scores

Returns: TypeAlias = Literal["scores", "weak_order", "outranking", "choice_set"]

Result: TypeAlias = Callable[[FloatArray], NDArray[Any]]
"""Weights (..., n_criteria) to what the method gives, in the form that it promises."""

DrawnScores: TypeAlias = Callable[[FloatArray, np.random.Generator | None], FloatArray]
"""Weights (size, n_criteria) and a generator to scores (size, n_alternatives)."""


@dataclass(frozen=True, eq=False)
class Evaluator:
    """A method ready to score and rank batches of weight vectors on one problem.

    Made by `Method.on`. Of the method it knows no more than what stands here.

    Parameters
    ----------
    name : str
        That of the method.
    returns : {"scores", "weak_order", "outranking", "choice_set"}
        What `result` gives; see `Method`.
    view : View
        What the method sees of the problem.
    options : mapping of str to str
    result : callable
        The method itself, on this view and with these options.
    unit : float
        The scale on which scores count as tied; see `Method`.
    criterion_scores : array of shape (n_criteria, n_alternatives), optional
        Of a method that is linear in the weights: what all weight on one criterion gives.
    drawn : callable, optional
        Takes the place of `result` where every weight vector is scored with numbers of its own.
    """

    name: str
    returns: Returns
    view: View
    options: Mapping[str, str]
    result: Result
    unit: float = 1.0
    criterion_scores: FloatArray | None = None
    drawn: DrawnScores | None = None

    @property
    def draws_numbers(self) -> bool:
        """Whether every weight vector is ranked with numbers of its own."""
        return self.drawn is not None

    @property
    def linear_scores(self) -> FloatArray:
        """`criterion_scores`, of a method that is known to be linear in the weights."""
        assert self.criterion_scores is not None
        return self.criterion_scores

    def scores(
        self, weights: FloatArray, generator: np.random.Generator | None = None
    ) -> FloatArray | None:
        """Scores, shape (..., n_alternatives), or None if the method gives none.

        A method that draws numbers takes them from the generator, and refuses without one.
        """
        if self.drawn is not None:
            return self.drawn(weights, generator)
        if self.criterion_scores is not None:
            return np.asarray(weights @ self.criterion_scores)
        return self.result(weights) if self.returns == "scores" else None

    def ranks(self, weights: FloatArray, scores: FloatArray | None = None) -> IntArray:
        """Ranks 1, 2, 2, 4 of shape (..., n_alternatives); see `ranks_and_relation`."""
        return self.ranks_and_relation(weights, scores)[0]

    def ranks_and_relation(
        self, weights: FloatArray, scores: FloatArray | None = None
    ) -> tuple[IntArray, BoolArray | None]:
        """Ranks, and of an outranking method the relation that they follow from, at one go.

        An outranking relation is ranked by how many alternatives are strictly above. A choice
        set puts the chosen first and the others together behind them; if nobody is chosen,
        nobody has rank 1.
        """
        scores = self.scores(weights) if scores is None else scores
        if scores is not None:
            return ranks_from_scores(scores, self.unit), None
        result = self.result(weights)
        if self.returns == "weak_order":
            return ranks_from_scores(-result), None
        if self.returns == "choice_set":
            behind = 1 + np.maximum(result.sum(axis=-1, keepdims=True), 1)
            return np.where(result, 1, behind), None
        strictly_above = np.swapaxes(result, -1, -2) & ~result
        return np.asarray(1 + strictly_above.sum(axis=-1)), result

    def relation(self, weights: FloatArray) -> BoolArray:
        """Tell which alternatives are at least as good as which; shape (..., m, m).

        A pair with neither [i, j] nor [j, i] is incomparable; only outranking methods have such.
        """
        if self.returns == "outranking":
            return self.result(weights)
        ranks = self.ranks(weights)
        return np.asarray(ranks[..., :, None] <= ranks[..., None, :])
