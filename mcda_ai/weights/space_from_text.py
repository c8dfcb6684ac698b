"""A weight space from one line of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import compress
from operator import and_
from typing import Annotated, TypeAlias

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    names_meant,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.weights.base import WeightSpace
from mcda_ai.weights.constrained import Constrained
from mcda_ai.weights.fixed import parse
from mcda_ai.weights.importance_orders import Ordered
from mcda_ai.weights.inequalities import Statement
from mcda_ai.weights.named import WeightedCriteria
from mcda_ai.weights.names import Names
from mcda_ai.weights.spaces import Around, Fixed, LayerFirst, Uniform
from mcda_ai.weights.stated import StatedWeights
from mcda_ai.weights.stated_text import is_stated

_fault = faults_of("weights")

_NAMED: dict[str, WeightSpace] = {
    "uniform": Uniform(),
    "layer-first": LayerFirst(),
    "equal": Fixed("equal"),
    "layer-equal": Fixed("layer-equal"),
}
MOST_CRITERIA_OVER_WEIGHTINGS = 10_000
"""Some spaces hold a square of them, and each draw is as long; elections can have more orders."""
RESERVED_NAMES = tuple(_NAMED)
"""A weight set of such a name could not be asked for."""
SpaceLike: TypeAlias = Annotated[
    WeightSpace | StatedWeights | str | None, "told by mcda_ai.weights.space"
]
_ORDERED = re.compile(r"\s*ordered\s*:", re.IGNORECASE)
_NUMBERED = re.compile(r"[^=<>≤≥]+=\s*[^=<>≤≥,\s]+\s*")


@checks_arguments
def default_space(criteria: WeightedCriteria | None = None) -> WeightSpace:
    """Give the weightings that are looked at unless others are asked for.

    Flat over the layers, then within each: its centre is equal layers, and with one layer, or one
    criterion in each, it is `Uniform`. Own weights do not move it, unless they count ballots:
    then the weights vary as the voters could have varied, by the Bayesian bootstrap (Rubin 1981),
    in which each ballot has a weight of its own, flat over all ballots.

    Examples
    --------
    >>> default_space()
    LayerFirst()
    """
    if criteria is None or not criteria.counts or criteria.own_weights is None:
        return _flat_where_it_is(LayerFirst(), criteria)
    ballots = compress(criteria.criterion_names, criteria.scored)
    return Around(None, float(sum(criteria.own_weights[name] for name in ballots)))


def check_not_too_many(criteria: WeightedCriteria | None) -> None:
    """Refuse more criteria than can be looked at over weightings, before anything is drawn."""
    n = 0 if criteria is None else int(criteria.scored.sum())
    if n > MOST_CRITERIA_OVER_WEIGHTINGS:
        raise ProblemError(_fault("many criteria", n=n, most=MOST_CRITERIA_OVER_WEIGHTINGS))


@checks_arguments
def space(
    weights: SpaceLike,
    criteria: WeightedCriteria | None = None,
    *,
    narrowed: WeightSpace | None = None,
) -> WeightSpace:
    """Read a weight space from one line of text, or pass one through.

    Parameters
    ----------
    weights : WeightSpace, StatedWeights, str or None
        None is `default_space`. As text:
        ``uniform``, ``layer-first``, ``equal``, ``layer-equal``, ``ordered: impact > cost``,
        ``cost=2, reach=1`` (fixed weights of all criteria or all layers), fixed weights as `stated`
        reads them (``order: impact > cost``), or constraints as `Constrained` takes them. Parts
        with ``;`` between them all have to hold: ``uniform; impact >= outcome; preconditions <= 40
        %``. An order (``ordered:``) or constraints without a space before them narrow
        `default_space`.
    criteria : WeightedCriteria, optional
        Usually a `DecisionProblem`: its named weight sets can then be asked for as well, and
        unknown names in constraints are told along with everything else.
    narrowed : WeightSpace, optional
        What an order or constraints narrow, in the place of `default_space`.

    Raises
    ------
    ProblemError
        For what cannot be read, all of it at once; or for more criteria than can be looked at over
        all weightings.

    Examples
    --------
    >>> space("layer-first")
    LayerFirst()
    >>> space("impact >= outcome; preconditions <= 40 %")
    LayerFirst() & Constrained('impact >= outcome', 'preconditions <= 40 %')
    >>> space("uniform; ordered: impact > outcome")
    Uniform() & Ordered('impact > outcome')
    >>> space("cost=2, reach=1")
    Fixed({'cost': 2.0, 'reach': 1.0})
    """
    check_not_too_many(criteria)
    if weights is None:
        return default_space(criteria)
    if isinstance(weights, WeightSpace | StatedWeights):
        return Fixed(weights) if isinstance(weights, StatedWeights) else weights
    if not isinstance(weights, str):
        raise ProblemError(_fault("no space", given=shown(weights)))
    sets = tuple(each.name for each in getattr(criteria, "weight_sets", ()))
    names = None if criteria is None else Names(criteria)
    read: list[WeightSpace] = []
    constraints: list[str] = []
    faults: list[Fault] = []
    for part in weights.split(";"):
        try:
            found = _read(part, sets)
            if isinstance(found, str):
                statement = Statement.read(found)
                if names is not None:
                    statement.limits(names)
        except ProblemError as error:
            faults += error.faults
            continue
        if isinstance(found, str):
            constraints.append(found)
        else:
            read.append(found)
    raise_any(faults)
    if all(isinstance(each, Ordered) for each in read):
        read.insert(0, default_space(criteria) if narrowed is None else narrowed)
    return reduce(and_, [*read, *([Constrained(*constraints)] if constraints else [])])


@checks_arguments
def space_on(weights: SpaceLike, criteria: WeightedCriteria) -> WeightSpace:
    """Read a weight space for a problem, as `space` does, by the name that it deserves there.

    `LayerFirst` is `Uniform` on a problem with one layer, or with one criterion in each, that
    counts: one space under two names would give two answers from different draws.
    """
    return _flat_where_it_is(space(weights, criteria), criteria)


def _flat_where_it_is(found: WeightSpace, criteria: WeightedCriteria | None) -> WeightSpace:
    is_flat = criteria is not None and isinstance(found, LayerFirst) and found.is_flat_on(criteria)
    return Uniform() if is_flat else found


def _read(part: str, sets: Sequence[str] = ()) -> WeightSpace | str:
    """Read one part of a line; a constraint stays text."""
    named = names_meant(part.strip(), sets)
    if named:  # before all else: such a name can hold any sign
        return Fixed(named[0])
    if is_stated(part):
        return Fixed(parse(part))
    if _ORDERED.match(part):
        return Ordered(part.partition(":")[2])
    if "," in part and all(map(_NUMBERED.fullmatch, part.split(","))):
        return Fixed(parse(part))
    if re.search(r"[<>=≤≥≠]|\sbetween\s", part):
        return part
    found = names_meant(part.strip(), _NAMED)
    if not found:
        unknown = unknown_name("weight space", part.strip(), [*_NAMED, *sets])
        raise ProblemError(_fault("unknown space", unknown=unknown))
    return _NAMED[found[0]]
