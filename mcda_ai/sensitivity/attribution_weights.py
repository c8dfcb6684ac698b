"""The weightings under which an attribution ranks: for all priors from the same random numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.special import gammaincc

from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.attribution_fillings import Problems
from mcda_ai.weights import LayerFirst, Uniform, WeightSpace
from mcda_ai.weights.drawing import draw_blocks


def weightings(
    problems: Problems, priors: Sequence[WeightSpace], size: int, seed: int
) -> Iterator[list[list[FloatArray]]]:
    """Draw for each prior and reading, block by block, all from the same random numbers."""
    readings = [row[0] for row in problems]
    anywhere = np.any([each.scored for each in readings], axis=0)
    draws = [
        draw_blocks(
            _FromCommonNumbers(isinstance(prior, LayerFirst), each.scored[anywhere])
            if type(prior) in (Uniform, LayerFirst)
            else prior.bound_to(each),
            each.layer_of[each.scored],
            size,
            np.random.default_rng(seed),
        )
        for prior in priors
        for each in readings
    ]
    for blocks in zip(*draws, strict=True):
        yield [list(blocks[i : i + len(readings)]) for i in range(0, len(blocks), len(readings))]


class _FromCommonNumbers(WeightSpace):
    """Flat or layer-first weights of criteria, both made of one exponential a criterion."""

    name = "common numbers"

    def __init__(self, layers_first: bool, kept: BoolArray) -> None:
        self._layers_first = layers_first
        self._kept = kept

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        drawn = generator.standard_exponential((size, len(self._kept)))[:, self._kept]
        return paired_weights(drawn, layer_of)[int(self._layers_first)]


def paired_weights(exponentials: FloatArray, layer_of: IntArray) -> tuple[FloatArray, FloatArray]:
    """Make flat weights and layer-first weights of the same random numbers.

    Parameters
    ----------
    exponentials : array of shape (n, n_scored)
        Standard exponential.
    layer_of : array of int, shape (n_scored,)

    Returns
    -------
    flat, layer_first : arrays of shape (n, n_scored)
        Both keep the proportions within each layer; a layer that weighs much among the flat
        draws does so among the others too. See the notes of `attribution`.

    Examples
    --------
    >>> flat, layer_first = paired_weights(np.array([[1.0, 1.0, 2.0]]), np.array([0, 0, 1]))
    >>> flat
    array([[0.25, 0.25, 0.5 ]])
    >>> layer_first.round(3)
    array([[0.155, 0.155, 0.689]])
    """
    _, layer, counts = np.unique(layer_of, return_inverse=True, return_counts=True)
    totals = exponentials @ (layer[:, None] == np.arange(len(counts))).astype(np.float64)
    shares = -np.log(gammaincc(counts, totals))
    shares /= shares.sum(axis=1, keepdims=True)
    flat = exponentials / exponentials.sum(axis=1, keepdims=True)
    return flat, exponentials * (shares / totals)[:, layer]


def part_weights(
    weights: list[list[FloatArray]], readings: Sequence[DecisionProblem], membership: FloatArray
) -> FloatArray:
    """Weight of each part, as a mean over the readings; (n, n_priors, n_parts)."""
    by_prior = [
        [drawn @ membership[each.scored] for drawn, each in zip(row, readings, strict=True)]
        for row in weights
    ]
    return np.stack([np.mean(row, axis=0) for row in by_prior], axis=1)
