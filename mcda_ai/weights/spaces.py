"""Weight spaces: the weightings that are admissible, and a distribution over them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

import numpy as np

from mcda_ai.faults import ProblemError, find_name
from mcda_ai.ranking import FloatArray, IntArray, OrderInput, WeakOrder
from mcda_ai.weights.fixed import NamedWeights, WeightedCriteria

BLOCK_SIZE = 2**14
"""Draws per random stream. Draws always come in whole blocks, each with a stream of its own, so
that the size of the chunks they are handled in never changes a number."""

RandomSource: TypeAlias = (
    int
    | Sequence[int]
    | np.random.SeedSequence
    | np.random.BitGenerator
    | np.random.Generator
    | None
)


class WeightSpace(ABC):
    """A set of admissible weight vectors with a distribution over it.

    A subclass says how to draw (`draw`) and, in words, what it is (``str(space)``).
    """

    name: ClassVar[str]

    @abstractmethod
    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only.

        Parameters
        ----------
        layer_of : array of int, shape (n_scored,)
            Layer of each scored criterion.
        size : int
            Number of draws.
        generator : numpy.random.Generator

        Returns
        -------
        array of shape (size, n_scored)
        """

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:  # noqa: ARG002  (names nothing)
        """Look up the criteria and layers that the space names; give what `draw` can be asked of.

        Raises
        ------
        ProblemError
            If a name is unknown or missing.
        """
        return self

    def vertices(self, criteria: WeightedCriteria) -> FloatArray:  # noqa: ARG002  (for simplices)
        """Corners of the space where it is a simplex with every weighting equally likely.

        Returns
        -------
        array of shape (n_vertices, n_criteria)
            A flat draw is a mixture of the rows with shares that are flat on the simplex.

        Raises
        ------
        ProblemError
            If the space is no such simplex.
        """
        raise ProblemError(
            f"weight space '{self.name}' is no simplex with every weighting equally likely; "
            "allowed: Uniform() or Ordered(...)"
        )

    def sample(self, criteria: WeightedCriteria, size: int, rng: RandomSource = None) -> FloatArray:
        """Draw weight vectors for a problem.

        Parameters
        ----------
        criteria : WeightedCriteria
            Usually a `DecisionProblem`.
        size : int
            Number of draws, at least 1.
        rng : int, SeedSequence, Generator, BitGenerator or None
            Seed or source of randomness (as SPEC 7). The same seed gives the same draws, and
            the first draws do not depend on how many follow in later blocks.

        Returns
        -------
        array of shape (size, n_criteria)
            0 for unscored criteria.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
        >>> Uniform().sample(problem, 3, rng=1).sum(axis=1)
        array([1., 1., 1.])
        """
        bound, layer_of = self.bound_to(criteria), criteria.layer_of[criteria.scored]
        blocks = list(draw_blocks(bound, layer_of, check_size(size), as_generator(rng)))
        weights = np.zeros((size, len(criteria.criterion_names)))
        weights[:, criteria.scored] = np.concatenate(blocks)
        return weights


@dataclass(frozen=True)
class Uniform(WeightSpace):
    """Every weight vector equally likely: flat on the simplex (Dirichlet with all parameters 1).

    Drawn as normalised exponentials (Devroye 1986, *Non-Uniform Random Variate Generation*,
    ch. V.2); normalised uniforms would not be flat. A layer of k criteria out of n gets a
    Beta(k, n - k) share, so large layers weigh more by their size alone: see `LayerFirst`.
    """

    name: ClassVar[str] = "uniform"

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        return _flat_on_simplex(len(layer_of), size, generator)

    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """All weight on one criterion; see `WeightSpace.vertices`."""
        return np.eye(len(criteria.criterion_names))[criteria.scored]

    def __str__(self) -> str:
        return "every weighting of the criteria equally likely"


@dataclass(frozen=True)
class LayerFirst(WeightSpace):
    """Flat over the layers, then flat over the criteria within each layer.

    So a layer's share does not depend on how many criteria it holds.
    """

    name: ClassVar[str] = "layer-first"

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        _, layer = np.unique(layer_of, return_inverse=True)
        n_layers = int(layer.max()) + 1
        shares = _flat_on_simplex(n_layers, size, generator)
        weights = generator.standard_exponential((size, len(layer)))
        membership = (layer[:, None] == np.arange(n_layers)).astype(np.float64)
        weights *= (shares / (weights @ membership))[:, layer]
        return weights

    def __str__(self) -> str:
        return "every weighting of the layers equally likely, then of the criteria within each"


@dataclass(frozen=True)
class Ordered(WeightSpace):
    """Every weighting equally likely that keeps to an order of importance.

    Parameters
    ----------
    order : order of criteria or of layers
        ``"impact > outcome = output > input"``, a list of groups, or a dict of ranks. It names
        all scored criteria, or all layers that have one, whose weight is split equally within.
        ``=`` means: the same weight.

    The mean is the rank order centroid (Barron and Barrett 1996): the corners of the space give
    equal weight to the first one, the first two, ... in the order, and flat draws are mixtures of
    them (Rietveld and Ouwersloot 1992).

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> Ordered("reach > cost").vertices(problem)
    array([[0. , 1. ],
           [0.5, 0.5]])
    """

    name: ClassVar[str] = "ordered"
    order: OrderInput

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", WeakOrder.of(self.order))

    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """Equal weight on the first groups of the order; see `WeightSpace.vertices`."""
        order = WeakOrder.of(self.order)
        on_top: set[str] = set()
        corners: list[FloatArray] = []
        for group in order.groups:
            on_top.update(group)
            named = {name: float(name in on_top) for name in order.alternatives}
            weights = np.where(criteria.scored, NamedWeights.read(named, criteria).vector, 0.0)
            if np.count_nonzero(weights) > (np.count_nonzero(corners[-1]) if corners else 0):
                corners.append(weights / weights.sum())
        return np.array(corners)

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names in the order; see `WeightSpace.bound_to`."""
        return _Simplex(self.name, self.vertices(criteria)[:, criteria.scored])

    def draw(self, *_: object) -> FloatArray:
        """Refuse: without names nothing can be drawn; see `bound_to`."""
        raise ProblemError("weight space 'ordered': bind it to a problem before drawing")

    def __str__(self) -> str:
        return f"every weighting equally likely in which {self.order}"


class _Simplex(WeightSpace):
    """Flat mixtures of given corners, of shape (n_vertices, n_scored)."""

    def __init__(self, name: str, corners: FloatArray) -> None:
        self.name = name  # type: ignore[misc]
        self._corners = corners

    def draw(self, _: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        mixtures = _flat_on_simplex(len(self._corners), size, generator)
        return np.asarray(mixtures @ self._corners, dtype=np.float64)


def space(weights: WeightSpace | str) -> WeightSpace:
    """Find a weight space by its name (``uniform``, ``layer-first``), or pass one through.

    Examples
    --------
    >>> space("layer-first")
    LayerFirst()
    """
    if isinstance(weights, WeightSpace):
        return weights
    by_name: dict[str, WeightSpace] = {kind.name: kind() for kind in (Uniform, LayerFirst)}
    if not isinstance(weights, str):
        raise ProblemError(
            f"weight space: {weights!r} is none; allowed: {', '.join(by_name)}, "
            "or an object from mcda_ai.weights such as Uniform()"
        )
    return by_name[find_name("weight space", weights, list(by_name))]


def draw_blocks(
    weight_space: WeightSpace, layer_of: IntArray, size: int, generator: np.random.Generator
) -> Iterator[FloatArray]:
    """Draw in blocks of `BLOCK_SIZE`, each from a spawned stream of its own; the last is cut.

    Yields arrays of shape (at most BLOCK_SIZE, n_scored).
    """
    for start in range(0, size, BLOCK_SIZE):
        (stream,) = generator.spawn(1)
        block = weight_space.draw(layer_of, BLOCK_SIZE, stream)
        if start == 0:
            _check_draws(block, weight_space, len(layer_of))
        yield block[: size - start]


def _check_draws(block: FloatArray, weight_space: WeightSpace, n_scored: int) -> None:
    """Look at the first draws of a space, which anyone can write."""
    expected = (BLOCK_SIZE, n_scored)
    if block.shape != expected:
        raise ProblemError(
            f"weight space {weight_space!r} drew an array of shape {block.shape}; "
            f"allowed: {expected}"
        )
    if not ((block >= 0).all() and np.allclose(block.sum(axis=1), 1.0)):
        raise ProblemError(
            f"weight space {weight_space!r} drew weights that are negative or do not sum to 1"
        )


def check_size(size: object) -> int:
    """Pass a number of draws through, or say what is allowed."""
    if not isinstance(size, (int, np.integer)) or isinstance(size, bool) or size < 1:
        raise ProblemError(f"size: {size!r}; allowed: a whole number of draws, 1 or more")
    return int(size)


def as_generator(rng: RandomSource) -> np.random.Generator:
    """Make a generator as SPEC 7 asks: a seed, a generator, or None for fresh randomness."""
    try:
        generator = np.random.default_rng(rng)
    except (TypeError, ValueError):
        raise ProblemError(
            f"seed: {rng!r}; allowed: a whole number, 0 or more, or a NumPy Generator"
        ) from None
    if not isinstance(
        generator.bit_generator.seed_seq, np.random.bit_generator.ISpawnableSeedSequence
    ):
        raise ProblemError(
            "seed: this generator cannot spawn streams; make it with numpy.random.default_rng(seed)"
        )
    return generator


def _flat_on_simplex(n: int, size: int, generator: np.random.Generator) -> FloatArray:
    weights = generator.standard_exponential((size, n))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights
