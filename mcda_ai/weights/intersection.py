"""What lies in several weight spaces at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mcda_ai.messages.faults import ProblemError, raise_any
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.weights.base import BoundSpace, FlatSpace, WeightSpace
from mcda_ai.weights.body import Body
from mcda_ai.weights.exact import Mixture
from mcda_ai.weights.fixed import WeightedCriteria
from mcda_ai.weights.polytope import Limit
from mcda_ai.weights.spaces import Uniform


@dataclass(frozen=True, init=False, repr=False)
class Intersection(FlatSpace):
    """The weightings that lie in all of several spaces: what ``a & b`` gives.

    Flat spaces (`Uniform`, `Bounded`, `Constrained`, `Ordered`, `Fixed`) give the flat
    distribution on what they share. One space that is not flat (`LayerFirst`, `Around`, or your
    own) can be among them; its distribution is restricted to what the others leave, in the way
    that its `restricted` tells.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> from mcda_ai.weights import Bounded, LayerFirst, Ordered
    >>> both = Ordered("reach > cost") & Bounded(upper={"reach": 0.6})
    >>> both
    Ordered('reach > cost') & Bounded(upper={'reach': 0.6})
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> sorted(both.vertices(problem).round(2).tolist())
    [[0.4, 0.6], [0.5, 0.5]]
    """

    name: str
    spaces: tuple[WeightSpace, ...]

    def __init__(self, *spaces: WeightSpace) -> None:
        by_text = {repr(part): part for each in spaces for part in _parts(each)}
        parts = tuple(by_text.values())
        special = [part for part in parts if not isinstance(part, FlatSpace)]
        if len(special) > 1:
            raise ProblemError(
                f"weight spaces {' & '.join(map(repr, special))}: each is a distribution of its "
                "own; allowed: one of them, with Bounded, Constrained, Ordered or Fixed"
            )
        object.__setattr__(self, "spaces", parts)
        object.__setattr__(self, "name", " & ".join(part.name for part in parts))

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """Give the rows of all spaces; see `WeightSpace.limits`."""
        found: list[Limit] = []
        faults: list[str] = []
        for part in self.spaces:
            try:
                found += part.limits(criteria)
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        return found

    def bound_to(self, criteria: WeightedCriteria) -> WeightSpace:
        """Look up the names, and choose how to draw; see `WeightSpace.bound_to`."""
        polytope = self.polytope(criteria)
        special = self._special
        if special is None:
            return super().bound_to(criteria)
        body = Body.of(polytope)
        if body.dimension == 0:
            return BoundSpace(self.name, Mixture(body.corners()))
        return BoundSpace(self.name, special.restricted(criteria, polytope, self.name))

    def vertices(self, criteria: WeightedCriteria) -> FloatArray:
        """Corners, if the spaces are flat and share a simplex; see `WeightSpace.vertices`."""
        if self._special is not None:
            raise self._no_simplex()
        return super().vertices(criteria)

    def conditions(self) -> list[str]:
        """Give the conditions of all flat spaces."""
        flat = (part for part in self.spaces if isinstance(part, FlatSpace))
        return [condition for part in flat for condition in part.conditions()]

    @property
    def _special(self) -> WeightSpace | None:
        """The space that is not flat, if there is one."""
        return next((part for part in self.spaces if not isinstance(part, FlatSpace)), None)

    def __repr__(self) -> str:
        return " & ".join(map(repr, self.spaces))

    def __str__(self) -> str:
        special = self._special
        told = self.conditions()
        if special is None:
            return super().__str__() if told else str(Uniform())
        return f"{special}; only those in which {' and '.join(told)}" if told else str(special)


def _parts(space: WeightSpace) -> Iterator[WeightSpace]:
    if isinstance(space, Intersection):
        yield from space.spaces
    else:
        yield space
