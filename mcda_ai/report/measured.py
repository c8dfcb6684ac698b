"""What to know of criteria that were measured: which way is better, and how differences count."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from mcda_ai.messages.claims import Claim, Percent, claims_of
from mcda_ai.methods.contract import Method
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Criterion

_claim = claims_of("report.measured")
_WAYS = ("by how much", "who is ahead", "order of the values")
_AT_TURNING_POINT = 1 - math.exp(-1 / 2)
"""The degree of preference at the turning point of a Gaussian."""


def measured_criteria(problem: DecisionProblem) -> list[Criterion]:
    """Give the criteria on which values count."""
    return [each for each in problem.criteria if problem.judgement(each.name).values is not None]


def scale_of(criterion: Criterion) -> Claim:
    """Say of a measured criterion which way is better, and from which difference on it counts."""
    function = criterion.preference
    return _claim(
        "scale",
        criterion=criterion.name,
        unit=criterion.unit,
        better=criterion.direction,
        kind=function.kind,
        q=function.q,
        p=function.p,
        s=function.s,
        at=Percent(_AT_TURNING_POINT),
    )


def sizes_count(criteria: Sequence[Criterion], methods: Sequence[Method]) -> bool:
    """Tell whether a method may take one difference between values for more than another."""
    by_degree = any(each.preference.kind != "usual" for each in criteria)
    return by_degree or (bool(criteria) and any("values" in each.needs for each in methods))


def what_methods_count(methods: Iterable[Method]) -> Iterator[Claim]:
    """Say which methods count by how much values differ, and which only who is ahead."""
    labels = {way: tuple(each.label for each in methods if each.measured == way) for way in _WAYS}
    parts = [_claim("count", methods=who, what=way) for way, who in labels.items() if who]
    if parts:
        yield _claim("methods", parts=tuple(parts))
