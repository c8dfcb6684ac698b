"""Weight spaces as a name and what they are made of; no others than those of this package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_type_hints

from mcda_ai.elicitation.prefers import Prefers
from mcda_ai.messages.faults import ProblemError, faults_of, unknown_name
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.weights import (
    Around,
    Bounded,
    Constrained,
    Fixed,
    Intersection,
    LayerFirst,
    Ordered,
    Uniform,
    WeightSpace,
)
from mcda_ai.weights.inequalities import Statement

_fault = faults_of("io.results")

_SPACES: dict[str, type[WeightSpace]] = {
    space.__name__: space
    for space in (
        Uniform,
        LayerFirst,
        Fixed,
        Around,
        Bounded,
        Ordered,
        Constrained,
        Intersection,
        Prefers,
    )
}
_KINDS = {
    "Ordered": WeakOrder,
    "Constrained": get_type_hints(Constrained.__init__)["constraints"],
    "Intersection": WeightSpace,
}


def parts_of_space(space: WeightSpace) -> tuple[str, list[Any]]:
    """Give the name of a weight space, and what it is made of, one after another.

    Raises
    ------
    ProblemError
        For a weight space of somebody else.

    Examples
    --------
    >>> parts_of_space(Uniform() & Constrained("cost >= reach"))
    ('Intersection', [Uniform(), Constrained('cost >= reach')])
    """
    name = type(space).__name__
    if _SPACES.get(name) is not type(space):
        raise ProblemError(_fault("own space", space=str(space), allowed=tuple(_SPACES)))
    match space:
        case Ordered():
            return name, list(space.orders)
        case Constrained():
            read = space.constraints_read
            return name, [each.text if isinstance(each, Statement) else each for each in read]
        case Intersection():
            return name, list(space.spaces)
        case Prefers():
            return name, [space.method.name, dict(space.options), *map(str, space.chains)]
    return name, list(vars(space).values())


def kind_of_part(name: str) -> Any:  # noqa: ANN401  (a type expression)
    """Give the type of what a weight space of this name is made of.

    Raises
    ------
    ProblemError
        If there is no weight space of this name.
    """
    if name not in _SPACES:
        raise ProblemError(unknown_name("weight space", name, _SPACES))
    return _KINDS.get(name, Any)


def space_of_parts(name: str, parts: Sequence[Any]) -> WeightSpace:
    """Make a weight space of what it is made of.

    Raises
    ------
    ProblemError
        If it cannot be made of that.
    """
    try:
        return _prefers(*parts) if name == "Prefers" else _SPACES[name](*parts)
    except (TypeError, AttributeError):  # too few, too many, or of another kind
        made_of = _fault("parts of a space", space=name, parts=str(list(parts)))
        raise ProblemError(made_of) from None


def _prefers(method: str, options: Any, first: str, *further: str) -> Prefers:  # noqa: ANN401
    return Prefers(first, *further, method=method, options=options)
