"""Weight spaces that need no constraints: flat, layer by layer, around weights, and one point."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mcda_ai.algorithms.layered_volumes import LayeredSimplex
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX, Volumes
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, shown
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, as_real
from mcda_ai.weights.base import BoundSpace, FlatSpace, WeightSpace
from mcda_ai.weights.body import FLAT, Body
from mcda_ai.weights.drawing import divided, flat_on_simplex
from mcda_ai.weights.exact_sampling import Group, Mixture, Rejection, Shares
from mcda_ai.weights.fixed import WeightsLike, layer_equal, resolve
from mcda_ai.weights.hit_and_run import HitAndRun, PowerDensity
from mcda_ai.weights.layered import layered_sampler
from mcda_ai.weights.named import WeightedCriteria
from mcda_ai.weights.names import scored_names
from mcda_ai.weights.polytope import Limit, Polytope
from mcda_ai.weights.sampling import Sampler
from mcda_ai.weights.stated import StatedWeights

_fault = faults_of("weights")

_MOST_CONCENTRATED = 1e12


@dataclass(frozen=True)
class Uniform(FlatSpace):
    """Every weight vector equally likely: flat on the simplex (Dirichlet with all parameters 1).

    Drawn as normalised exponentials (Devroye 1986, *Non-Uniform Random Variate Generation*,
    ch. V.2); normalised uniforms would not be flat. A layer of k criteria out of n gets a
    Beta(k, n - k) share, so large layers weigh more by their size alone: see `LayerFirst`.
    """

    name = "uniform"
    drawing = "exact"

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:  # type: ignore[override]  # needs no names
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        return flat_on_simplex(len(layer_of), size, generator)

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:  # noqa: ARG002  (names nothing)
        """Give the space itself; see `WeightSpace.bound_to`."""
        return self

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """All weight on one criterion; see `WeightSpace.vertices`."""
        return np.eye(len(criteria.criterion_names))[criteria.scored]


@dataclass(frozen=True)
class LayerFirst(WeightSpace):
    """Flat over the layers, then flat over the criteria within each layer.

    So a layer's share does not depend on how many criteria it holds. With one layer, or with one
    criterion in each, it is `Uniform`.

    Combined with constraints (``LayerFirst() & Constrained("impact <= 40 %")``), what concerns
    layers only restricts the shares of the layers, and what compares criteria within one layer
    restricts how that layer is divided; both stay flat. Other constraints are met by rejection,
    or if fewer than 1 in 100 draws meet them, by hit-and-run; those among them that fix a weight
    or tie weights of several layers are refused.
    """

    name = "layer-first"
    drawing = "exact"
    has_density = True

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        layers, layer = np.unique(layer_of, return_inverse=True)
        return divided(flat_on_simplex(len(layers), size, generator), layer, generator)

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """Those of `Uniform`, which this is with one layer or with one criterion a layer."""
        if not self.is_flat_on(criteria):
            raise self._no_simplex()
        return Uniform().vertices(criteria)

    def simplex(self, criteria: WeightedCriteria) -> tuple[FloatArray, Volumes]:
        """All weight on one criterion, and shares layer by layer; see `WeightSpace.simplex`."""
        corners = Uniform().vertices(criteria)
        if self.is_flat_on(criteria):
            return corners, FLAT_SIMPLEX
        return corners, LayeredSimplex(criteria.layer_of[criteria.scored])

    def is_flat_on(self, criteria: WeightedCriteria) -> bool:
        """Tell whether this is `Uniform`: with one layer, or one criterion in each, that counts."""
        layers = criteria.layer_of[criteria.scored]
        return len(np.unique(layers)) in (1, len(layers))

    @checks_arguments
    def centroid(self, criteria: WeightedCriteria) -> FloatArray:
        """Equal layers, equally divided; see `WeightSpace.centroid`."""
        return layer_equal(criteria)

    def restricted(self, criteria: WeightedCriteria, polytope: Polytope, name: str) -> Sampler:
        """Restrict layers, the criteria within them, and the rest by rejection."""
        return layered_sampler(criteria.layer_of[criteria.scored], polytope, name)

    def __str__(self) -> str:
        return "every weighting of the layers equally likely, then of the criteria within each"


@dataclass(frozen=True, repr=False)
class Fixed(FlatSpace):
    """One weighting.

    Parameters
    ----------
    weights : "equal", "layer-equal", mapping, array or None
        Anything that `mcda_ai.weights.resolve` takes.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> Fixed({"cost": 3, "reach": 1}).sample(problem, 2)
    array([[0.75, 0.25],
           [0.75, 0.25]])
    """

    name = "fixed"
    weights: WeightsLike

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", _kept(self.weights))

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """One equality for each criterion; see `WeightSpace.limits`."""
        point = self._point(criteria)
        (label,) = self.conditions()
        return [
            Limit(label, row, "=", value)
            for row, value in zip(np.eye(len(point)), point.tolist(), strict=True)
        ]

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names; see `WeightSpace.bound_to`."""
        return BoundSpace.of_corners(self.name, self._point(criteria)[None, :])

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """Give the weights as the only corner; see `WeightSpace.vertices`."""
        return resolve(self.weights, criteria)[None, :]

    def conditions(self) -> list[str]:
        """Say what the weights are."""
        return [f"the weights are {_in_words(self.weights)}"]

    def _point(self, criteria: WeightedCriteria) -> FloatArray:
        return resolve(self.weights, criteria)[criteria.scored]

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Fixed({self.weights!r})"

    def __str__(self) -> str:
        return f"one weighting: {_in_words(self.weights)}"


@dataclass(frozen=True, repr=False)
class Around(WeightSpace):
    """Weights near given ones: a Dirichlet distribution with these as its mean.

    Its parameters are ``concentration * weights``, with weights that sum to 1. A weight with mean
    m then has standard deviation ``sqrt(m * (1 - m) / (concentration + 1))``: with concentration
    15, 0.1 around 0.2; with concentration 99, 0.04. Concentration n around n equal weights is
    flat: `Uniform`. A criterion of weight 0 stays 0.

    Parameters
    ----------
    weights : "equal", "layer-equal", mapping, array or None
        Anything that `mcda_ai.weights.resolve` takes.
    concentration : float
        Above 0, at most 1e12. Near 0, nearly all weight is on one criterion, a different one in
        each draw.

    Notes
    -----
    Combined with constraints, it is restricted to where they hold: by rejection if at least 1 in
    100 draws meets them, else by hit-and-run with this density, and that only if all parameters
    are 1 or more (else the density has no bound at weight 0). Equalities mean the density on
    what they leave, not a limit of thinner and thinner slices.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> Around({"cost": 4, "reach": 1}, concentration=15).sample(problem, 20_000, 1).std(0).round(2)
    array([0.1, 0.1])
    """

    name = "around"
    has_density = True
    weights: WeightsLike
    concentration: float

    def __post_init__(self) -> None:
        number = as_real(self.concentration)
        if number is None or not 0 < number <= _MOST_CONCENTRATED:  # not a number compares as False
            most = f"{_MOST_CONCENTRATED:g}"
            raise ProblemError(_fault("concentration", given=shown(self.concentration), most=most))
        object.__setattr__(self, "weights", _kept(self.weights))

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """Keep criteria of weight 0 at 0; see `WeightSpace.limits`."""
        names, mean = scored_names(criteria), self._mean(criteria)
        return [
            Limit(f"{name} = 0, as in {self!r}", row, "=", 0.0)
            for name, row, value in zip(names, np.eye(len(names)), mean.tolist(), strict=True)
            if value == 0
        ]

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names; see `WeightSpace.bound_to`."""
        mean = self._mean(criteria)
        above_zero = np.flatnonzero(mean)
        everything = [Group(above_zero, 1.0, np.zeros(len(above_zero)))]
        everything += [Group(np.array([i]), 0.0, np.zeros(1)) for i in np.flatnonzero(mean == 0)]
        shares = Shares(everything, self._parameters(mean))
        polytope = Polytope.of(scored_names(criteria))
        return BoundSpace(self.name, Rejection(shares.draw, polytope, 1.0, len(above_zero) - 1))

    def draw(self, *_: object) -> FloatArray:
        """Refuse: without names nothing can be drawn; see `bound_to`."""
        raise ProblemError(_fault("not bound").within(_fault("space", name=self.name)))

    @checks_arguments
    def centroid(self, criteria: WeightedCriteria) -> FloatArray:
        """Give the weights themselves; see `WeightSpace.centroid`."""
        return resolve(self.weights, criteria)

    def restricted(self, criteria: WeightedCriteria, polytope: Polytope, name: str) -> Sampler:
        """Restrict the density by rejection or hit-and-run; see the notes of the class."""
        body = Body.of(polytope)
        if body.dimension == 0:
            return Mixture(body.corners())
        parameters = self._parameters(self._mean(criteria))
        is_fixed = np.abs(body.basis).max(axis=1) <= FLAT
        self._check_density(parameters, is_fixed & (body.origin <= FLAT), polytope, name)
        shares = Shares.around(polytope, body, parameters)
        rejection = shares and Rejection.tried(shares.draw, polytope, body.dimension)
        if rejection:
            return rejection
        if (parameters[~is_fixed] < 1).any():
            too_low = _fault(
                "concentration too low",
                concentration=float(self.concentration),
                least=float(1 / self._mean(criteria)[~is_fixed].min()),
            )
            raise ProblemError(too_low.within(_fault("space", name=name)))
        forms = np.eye(len(parameters))[~is_fixed & (parameters > 1)]
        return HitAndRun.tuned(body, PowerDensity(forms, forms @ (parameters - 1)))

    def _mean(self, criteria: WeightedCriteria) -> FloatArray:
        return resolve(self.weights, criteria)[criteria.scored]

    def _parameters(self, mean: FloatArray) -> FloatArray:
        """Dirichlet parameters; 1 for weights that stay 0, where any number would do."""
        return np.where(mean == 0, 1.0, self.concentration * mean)

    def _check_density(
        self, parameters: FloatArray, at_zero: BoolArray, polytope: Polytope, name: str
    ) -> None:
        """Refuse constraints that force a weight to 0 where the density is 0 or has no bound."""
        unclear = np.flatnonzero(at_zero & (parameters != 1))
        if len(unclear):
            named = tuple(polytope.criteria[i] for i in unclear)
            forced = _fault("forced to 0", names=named, space=repr(self))
            raise ProblemError(forced.within(_fault("space", name=name)))

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Around({self.weights!r}, concentration={self.concentration!r})"

    def __str__(self) -> str:
        spread = 50 / math.sqrt(self.concentration + 1)
        return (
            f"weightings around {_in_words(self.weights)}, with concentration "
            f"{self.concentration:g} (a weight of 50 % varies by {spread:.2g} points)"
        )


@checks_arguments
def _kept(weights: WeightsLike) -> str | dict[str, float] | tuple[Any, ...] | Any:  # noqa: ANN401
    """Copy weights into plain data, so that what is done to the original later does not count."""
    if weights is None or isinstance(weights, str):
        return weights
    if isinstance(weights, StatedWeights):
        return weights.line
    if isinstance(weights, Mapping):
        return dict(weights)
    if hasattr(weights, "to_dict"):
        return dict(weights.to_dict())
    if isinstance(weights, np.ndarray):
        return tuple(weights.tolist()) if weights.ndim == 1 else weights.tolist()
    is_list = isinstance(weights, Sequence) and not isinstance(weights, range)
    return tuple(weights) if is_list else weights


def _in_words(weights: WeightsLike) -> str:
    if weights is None:
        return "those of the problem"
    if isinstance(weights, str):
        return weights
    if isinstance(weights, Mapping):
        return ", ".join(f"{name} {value:g}" for name, value in weights.items())
    return ", ".join(f"{value:g}" for value in weights)
