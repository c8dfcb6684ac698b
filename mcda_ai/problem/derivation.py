"""Problems made from one whose structure is proven, in ways that cannot break it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from mcda_ai.problem.arrays import EvidenceArrays
from mcda_ai.problem.evidence import Judgement

Problem = TypeVar("Problem", bound=EvidenceArrays)
Judgements: TypeAlias = Mapping[str, Mapping[str, Judgement]]

_EVIDENCE = frozenset({"alternatives", "criteria", "scales", "judgements"})
_COUNTING = _EVIDENCE | {"scenarios", "active_reading", "active_scenarios"}
_MADE_OF = {
    "_scales_by_name": frozenset({"scales"}),
    "layer_of": frozenset({"criteria", "layers"}),
    "disputed": _EVIDENCE,
    **dict.fromkeys(
        ("_counting", "ranks", "unrelated", "values", "_by_criterion", "scored"), _COUNTING
    ),
}
"""What is computed once, and of which parts: where none of them changes it stays valid."""


NAMELESS = frozenset({"layer_of", "ranks", "values", "_by_criterion", "scored"})
"""What is computed once and holds no name of a part."""


def derived(
    problem: Problem,
    *,
    still_valid: frozenset[str] = frozenset(),
    **changes: Any,  # noqa: ANN401  (any field)
) -> Problem:
    """Change parts of a problem without proving again that all parts fit together.

    Only for changes that cannot break the structure, by what they are made of; who is not sure
    takes `dataclasses.replace`, which proves everything. What was computed of parts that stay as
    they are is shared.

    Parameters
    ----------
    problem : DecisionProblem
    still_valid : frozenset of str, optional
        What was computed and stays valid although parts that it is made of change.
    **changes
        Fields, as for `dataclasses.replace`.

    Raises
    ------
    ProblemError
        If no criterion is scored any more.
    """
    names = {field.name for field in fields(problem)}
    made = object.__new__(type(problem))
    parts = vars(made)  # a frozen dataclass is filled behind its back, here and where it is made
    parts |= {
        name: value
        for name, value in vars(problem).items()
        if name in names
        or name in still_valid
        or (name in _MADE_OF and _MADE_OF[name].isdisjoint(changes))
    }
    parts |= changes
    are_same = (made.alternatives, made.scales) == (problem.alternatives, problem.scales)
    if "judgements" in changes:
        were = problem.judgements if are_same else {}
        parts["judgements"] = arranged(made.judgements, made.alternative_names, were)
    if "own_weights" in changes:
        parts["own_weights"] = read_only(made.own_weights)
    if are_same and "_by_criterion" not in parts:
        parts["_by_criterion"] = made.sums_beside(problem)
    made.check_scored()
    return made


def arranged(
    judgements: Judgements, alternatives: Sequence[str], were: Judgements = MappingProxyType({})
) -> Judgements:
    """Copy judgements, by reading and criterion, with ties in the order of the alternatives.

    Those that `were` there, arranged so, need not be looked at again.
    """
    return MappingProxyType(
        {
            reading: MappingProxyType(
                {
                    name: each
                    if were.get(reading, {}).get(name) is each
                    else each.arranged(alternatives)
                    for name, each in judged.items()
                }
            )
            for reading, judged in judgements.items()
        }
    )


def read_only(weights: Mapping[str, float] | None) -> Mapping[str, float] | None:
    """Copy weights, so that nobody can change them."""
    return None if weights is None else MappingProxyType(dict(weights))
