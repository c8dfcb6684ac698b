"""In which other readings other options take part, where something is required of them."""

from __future__ import annotations

from collections.abc import Iterator

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.faults import ProblemError
from mcda_ai.problem.decision_problem import DecisionProblem

_claim = claims_of("problem.readings_apart")


def readings_apart(problem: DecisionProblem) -> dict[str, tuple[str, ...]]:
    """Give who takes part in each reading in which these are others: nobody, if none can.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> readings_apart(from_rankings({"cost": "A > B"}))
    {}
    """
    if all(each.required is None for each in problem.criteria):
        return {}
    found = {each.name: _taking_part(problem, each.name) for each in problem.readings}
    return {name: those for name, those in found.items() if those != problem.alternative_names}


def _taking_part(problem: DecisionProblem, reading: str) -> tuple[str, ...]:
    try:
        return problem.reading(reading).alternative_names
    except ProblemError:
        return ()


def told_of_readings_apart(problem: DecisionProblem) -> Iterator[Claim]:
    """Say of each such reading who takes part there and not here, and the reverse."""
    for name, those in readings_apart(problem).items():
        here = problem.alternative_names
        joining = tuple(each for each in those if each not in here)
        leaving = tuple(each for each in here if each not in those) if those else ()
        both = bool(joining and leaving)
        yield _claim("apart", reading=name, joining=joining, both=both, leaving=leaving,
                     nobody=not those)  # fmt: skip
