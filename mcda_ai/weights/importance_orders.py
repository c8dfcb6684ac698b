"""Weightings that keep to an order of importance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, names_meant, raise_any
from mcda_ai.orders.weak_order import FloatArray, OrderInput, WeakOrder
from mcda_ai.weights.base import BoundSpace, FlatSpace, WeightSpace
from mcda_ai.weights.named import NamedWeights, WeightedCriteria
from mcda_ai.weights.names import Named, Names, scored_names
from mcda_ai.weights.polytope import Limit

_fault = faults_of("weights")


@dataclass(frozen=True, init=False, repr=False)
class Ordered(FlatSpace):
    """Every weighting equally likely that keeps to an order of importance.

    Parameters
    ----------
    order : order of criteria or of layers
        ``"impact > outcome = output > input"``, a list of groups, or a dict of ranks.
        ``=`` means: the same weight.
    *more : orders
        Further orders that have to hold as well.

    Notes
    -----
    A full order names all scored criteria. The mean is then the rank order centroid (Barron and
    Barrett 1996): the corners of the space give equal weight to the first one, the first two, ...
    in the order, and flat draws are mixtures of them (Rietveld and Ouwersloot 1992).

    One order of all layers that have a scored criterion is a full order of the layers: their
    weight is split equally within, as it is for weights by layer.

    Any other order is partial. It says nothing about what it does not name, and a layer in it
    stands for the sum of its criteria, whose weights are otherwise free; large layers then weigh
    more by their size alone, as they do in `Uniform`. So naming the last layer changes more than
    the order: to keep the criteria within all layers free write
    ``Constrained("impact >= outcome >= input")``, and add ``& LayerFirst()`` to take away the
    effect of size.

    Unscored criteria in an order do not count.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "A > B"})
    >>> Ordered("reach > cost > trust").vertices(problem).round(2)
    array([[0.  , 1.  , 0.  ],
           [0.5 , 0.5 , 0.  ],
           [0.33, 0.33, 0.33]])
    >>> Ordered("reach > cost").vertices(problem)
    array([[0. , 0. , 1. ],
           [0. , 1. , 0. ],
           [0.5, 0.5, 0. ]])
    """

    name = "ordered"
    orders: tuple[WeakOrder, ...]

    def __init__(self, order: OrderInput, *more: OrderInput) -> None:
        read: list[WeakOrder] = []
        faults: list[Fault] = []
        for each in (order, *more):
            try:
                read.append(WeakOrder.of(each))
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        object.__setattr__(self, "orders", tuple(read))

    @property
    def order(self) -> WeakOrder:
        """The first order."""
        return self.orders[0]

    @checks_arguments
    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """Equal weight on the first groups of the order; see `WeightSpace.vertices`."""
        if not self._full_kind(criteria):
            corners = super().vertices(criteria)
            return corners[np.lexsort(corners.T[::-1])]
        order = self.order
        on_top: set[str] = set()
        found: list[FloatArray] = []
        for group in order.groups:
            on_top.update(group)
            named = {name: float(name in on_top) for name in order.alternatives}
            weights = np.where(criteria.scored, NamedWeights.read(named, criteria).vector, 0.0)
            if np.count_nonzero(weights) > (np.count_nonzero(found[-1]) if found else 0):
                found.append(weights / weights.sum())
        return np.array(found)

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names in the order; see `WeightSpace.bound_to`."""
        if not self._full_kind(criteria):
            return super().bound_to(criteria)
        return BoundSpace.of_corners(self.name, self.vertices(criteria)[:, criteria.scored])

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """One row for each two neighbours in an order; see `WeightSpace.limits`."""
        names = Names(criteria)
        full = self._full_kind(criteria)
        found: list[Limit] = []
        faults: list[Fault] = []
        for order in self.orders:
            try:
                groups = _looked_up(order, names, full)
            except ProblemError as error:
                where = _fault("order", text=str(order))
                faults += [fault.within(where) for fault in error.faults]
                continue
            found += _chain(groups)
        raise_any(faults)
        return [*found, *(_equal_within(criteria) if full == "layer" else ())]

    def conditions(self) -> list[str]:
        """Give each order as text."""
        return [str(order) for order in self.orders]

    def _full_kind(self, criteria: WeightedCriteria) -> str:
        """Tell whether there is one order that names every criterion or layer: '' if it is none."""
        if len(self.orders) > 1:
            return ""
        layers = [name for k, name in enumerate(criteria.layer_names)
                  if k in criteria.layer_of[criteria.scored]]  # fmt: skip
        for kind, allowed, needed in (
            ("criterion", criteria.criterion_names, scored_names(criteria)),
            ("layer", criteria.layer_names, layers),
        ):
            meant = [names_meant(name, allowed) for name in self.order.alternatives]
            if all(meant) and {each[0] for each in meant} >= set(needed):
                return kind
        return ""

    def __repr__(self) -> str:
        return f"Ordered({', '.join(_as_typed(order) for order in self.orders)})"


def _as_typed(order: WeakOrder) -> str:
    """Write an order as it can be typed: as text, or as groups if names hold its signs."""
    text = str(order)
    try:
        same = WeakOrder.parse(text) == order
    except ProblemError:
        same = False
    return repr(text) if same else repr([list(group) for group in order.groups])


def _looked_up(order: WeakOrder, names: Names, full: str) -> list[list[tuple[str, Named]]]:
    """Look up the names in an order, with what was typed; unscored ones are left out."""
    groups: list[list[tuple[str, Named]]] = []
    faults: list[Fault] = []
    seen: set[tuple[str, str]] = set()
    for group in order.groups:
        groups.append([])
        for typed in group:
            try:
                found = names.find(f"{full} {typed}" if full else typed)
            except ProblemError as error:
                faults += error.faults
                continue
            if (found.kind, found.name) in seen:
                faults.append(_fault("twice", kind=found.kind, name=found.name))
            seen.add((found.kind, found.name))
            if found.row is not None:
                groups[-1].append((typed, found))
    if len(order.alternatives) == 1 and not full:
        faults.append(_fault("one name"))
    raise_any(faults)
    return [group for group in groups if group]


def _chain(groups: list[list[tuple[str, Named]]]) -> Iterator[Limit]:
    """Equality within each group, and each group at least as heavy as the next."""
    for group in groups:
        for (typed, one), (other_typed, other) in pairwise(group):
            yield Limit(f"{typed} = {other_typed}", _row(one) - _row(other), "=", 0.0)
    for group, below in pairwise(groups):
        (typed, one), (other_typed, other) = group[0], below[0]
        yield Limit(f"{typed} > {other_typed}", _row(other) - _row(one), "<=", 0.0)


def _equal_within(criteria: WeightedCriteria) -> Iterator[Limit]:
    """Split each layer equally: what a full order of the layers means."""
    layer_of = criteria.layer_of[criteria.scored]
    unit = np.eye(len(layer_of))
    for layer in np.unique(layer_of):
        members = np.flatnonzero(layer_of == layer)
        label = f"layer {criteria.layer_names[layer]} split equally"
        for i, j in pairwise(members):
            yield Limit(label, unit[i] - unit[j], "=", 0.0)


def _row(named: Named) -> FloatArray:
    if named.row is None:
        raise AssertionError("left out before")
    return named.row
