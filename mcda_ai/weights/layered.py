"""Layer-first weights, restricted by constraints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import FloatArray, IntArray
from mcda_ai.weights.body import FLAT, Body
from mcda_ai.weights.exact_sampling import SAMPLERS_KEPT, Rejection, flat_sampler
from mcda_ai.weights.hit_and_run import HitAndRun, PowerDensity
from mcda_ai.weights.polytope import Limit, Polytope
from mcda_ai.weights.sampling import Sampler, Sampling

_fault = faults_of("weights")


@dataclass(frozen=True, eq=False)
class Layered:
    """Shares of the layers from one sampler, and the division of each layer from another."""

    layer: IntArray
    """Place of each criterion's layer among those that have one."""
    over_layers: Sampler
    within: tuple[Sampler, ...]
    """One for each layer."""

    @property
    def how(self) -> Sampling:
        """The least exact way that is used, with the longest walks."""
        parts = (self.over_layers.how, *(sampler.how for sampler in self.within))
        order = ("exact", "rejection", "hit-and-run")
        return Sampling(
            max((part.method for part in parts), key=order.index),
            sum(part.dimension for part in parts),
            min(part.acceptance for part in parts),
            min(part.chains for part in parts),
            max(part.burn_in for part in parts),
            max(part.thinning for part in parts),
        )

    def draw(self, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weights of shape (size, n)."""
        shares = self.over_layers.draw(size, generator)
        weights = np.empty((size, len(self.layer)))
        for k, sampler in enumerate(self.within):
            weights[:, self.layer == k] = shares[:, k, None] * sampler.draw(size, generator)
        return weights


def layered_sampler(layer_of: IntArray, polytope: Polytope, name: str) -> Sampler:
    """Draw layer-first weights that lie in a polytope, which is not empty.

    1. A row that treats all criteria of a layer alike restricts the shares of the layers.
    2. A row without a constant that concerns one layer restricts how that layer is divided.
    3. The rest is met by rejection, or by random walks.

    Raises
    ------
    ProblemError
        If the rest holds on a slice only, where layer-first weights have no density.
    """
    _, layer = np.unique(layer_of, return_inverse=True)
    return _sampler(tuple(layer.tolist()), polytope, name)


@lru_cache(SAMPLERS_KEPT)
def _sampler(layers: tuple[int, ...], polytope: Polytope, name: str) -> Sampler:
    """Do what `layered_sampler` says, and keep it: to find out takes longer than to draw."""
    layer, n_layers = np.array(layers), max(layers) + 1
    over_layers: list[Limit] = []
    within: list[list[Limit]] = [[] for _ in range(n_layers)]
    rest: list[str] = []
    for row in _given_rows(polytope):
        found = _place_of(row, layer, n_layers)
        if found is None:
            rest.append(row.label)
        elif found[0] is None:
            over_layers.append(found[1])
        else:
            within[found[0]].append(found[1])
    names = [[polytope.criteria[i] for i in np.flatnonzero(layer == k)] for k in range(n_layers)]
    parts = [Polytope.of(criteria, rows) for criteria, rows in zip(names, within, strict=True)]
    _check_divisible(parts, name)
    sampler = Layered(
        layer,
        flat_sampler(Polytope.of([f"layer {k}" for k in range(n_layers)], over_layers)),
        tuple(flat_sampler(part) for part in parts),
    )
    return _with_rest(sampler, polytope, list(dict.fromkeys(rest)), name) if rest else sampler


def _with_rest(sampler: Layered, polytope: Polytope, rest: list[str], name: str) -> Sampler:
    """Satisfy the rows that concern neither layers nor one layer alone."""
    how = sampler.how
    if how.method != "hit-and-run":
        rejection = Rejection.tried(sampler.draw, polytope, how.dimension)
        if rejection is not None:
            return rejection
    body = Body.of(polytope)
    density, dimension = _density(sampler, body)
    if body.dimension != dimension:
        on_a_slice = _fault("on a slice", labels=tuple(rest))
        raise ProblemError(on_a_slice.within(_fault("space", name=name)))
    return HitAndRun.tuned(body, density)


def _density(sampler: Layered, body: Body) -> tuple[PowerDensity, int]:
    """Give the density of layer-first weights, and the dimension of what they range over.

    A layer with share S, divided over d dimensions, takes up a volume in proportion to S^d; the
    density is flat over shares and divisions, so it is in proportion to the product of S^-d.
    """
    n_layers = len(sampler.within)
    sums = (np.arange(n_layers)[:, None] == sampler.layer).astype(np.float64)
    varies = np.abs(sums @ body.basis).max(axis=1, initial=0.0) > FLAT
    is_there = varies | (sums @ body.origin > FLAT)
    dimensions = np.array([part.how.dimension for part in sampler.within])
    density = PowerDensity(sums[varies], -dimensions[varies].astype(np.float64))
    return density, sampler.over_layers.how.dimension + int(dimensions[is_there].sum())


def _check_divisible(parts: list[Polytope], name: str) -> None:
    """Refuse constraints that leave a layer no division, so that its share has to be 0."""
    conflicts = [label for part in parts for label in part.conflict()]
    if conflicts:
        forced = _fault("layer forced to 0", labels=tuple(conflicts))
        raise ProblemError(forced.within(_fault("space", name=name)))


def _given_rows(polytope: Polytope) -> list[Limit]:
    """List the rows beside w >= 0 and sum 1."""
    n = len(polytope.criteria)
    above = zip(polytope.labels_ub, polytope.A_ub, polytope.b_ub, strict=True)
    equal = zip(polytope.labels_eq, polytope.A_eq, polytope.b_eq, strict=True)
    return [
        *(Limit(label, row, "<=", float(bound)) for label, row, bound in list(above)[n:]),
        *(Limit(label, row, "=", float(bound)) for label, row, bound in list(equal)[1:]),
    ]


def _place_of(row: Limit, layer: IntArray, n_layers: int) -> tuple[int | None, Limit] | None:
    """Tell where a row belongs: the layers (None), one layer (its place), or neither."""
    coefficients = row.coefficients
    if coefficients is None:
        raise AssertionError("a polytope has no such rows")
    parts = [coefficients[layer == k] for k in range(n_layers)]
    if all(np.ptp(part) == 0 for part in parts):
        return None, row._replace(coefficients=np.array([part[0] for part in parts]))
    concerned = [k for k, part in enumerate(parts) if part.any()]
    if len(concerned) == 1 and row.bound == 0:
        return concerned[0], row._replace(coefficients=parts[concerned[0]])
    return None
