"""A problem changed in its evidence: who takes part is decided anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from mcda_ai.messages.faults import raise_any
from mcda_ai.problem.arrays import EvidenceArrays
from mcda_ai.problem.derivation import NAMELESS, derived
from mcda_ai.problem.requirements.taking_part import (
    everybody,
    faults_of_requirements,
    taking_part,
)

Problem = TypeVar("Problem", bound=EvidenceArrays)


def decided_anew(problem: Problem, **changes: Any) -> Problem:  # noqa: ANN401  (any field)
    """Change parts as `derived` does, of all options, and decide who of them takes part.

    Raises
    ------
    ProblemError
        If no option meets what is required, or no criterion is scored any more.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "C > A > B", "lawful": "A = B > C"})
    >>> problem = problem.require("lawful", met_by=["A", "B"])
    >>> decided_anew(problem, admitted=("C",)).alternative_names
    ('C', 'A', 'B')
    """
    made = derived(problem, **{**everybody(problem), **changes})
    raise_any(fault.within(problem.name) for fault in faults_of_requirements(made))
    out = taking_part(made)
    return derived(made, **out) if out else made


def as_decided(problem: Problem) -> Problem:
    """Give the problem of who takes part, in which nothing is required any more.

    So any of them can be left out, to see what then: of those admitted too, who stay.
    """
    if all(each.required is None for each in problem.criteria):
        return problem
    criteria = tuple(replace(each, required=None) for each in problem.criteria)
    return derived(problem, still_valid=NAMELESS, criteria=criteria, set_aside=None, admitted=())
