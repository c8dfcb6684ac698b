"""What is decided with a problem, by whom and when, as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mcda_ai.messages.claims import Claim, claims_of

if TYPE_CHECKING:
    from mcda_ai.problem.decision_problem import DecisionProblem

_claim = claims_of("problem.decision")


def told_of_decision(problem: DecisionProblem, *, baseline: str = "") -> Iterator[Claim]:
    """Say what is decided, by whom and when, as far as the problem says so.

    Parameters
    ----------
    problem : DecisionProblem
    baseline : str, optional
        The baseline, where it is told with it.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> from mcda_ai.messages.wording import Words
    >>> problem = mcda.from_rankings({"cost": "A > B"})
    >>> [Words().said(claim) for claim in told_of_decision(problem, baseline="B")]
    ['to be decided: not said; baseline: B']
    >>> list(told_of_decision(problem))
    []
    """
    question, owner, date = problem.question, problem.owner, problem.date
    if question or owner or date or baseline:
        yield _claim("told", question=question, owner=owner, date=date, baseline=baseline)
