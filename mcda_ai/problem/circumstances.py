"""What sets a problem apart from its source as it was read: reading, scenarios, changes."""

from __future__ import annotations

from collections.abc import Iterator

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Reading, Scenario

_claim = claims_of("problem.circumstances")


def circumstances_of(problem: DecisionProblem, language: str) -> Iterator[Claim]:
    """Say which reading and scenarios count, and what was left out, merged or changed by hand.

    Examples
    --------
    >>> from mcda_ai.messages.wording import Words
    >>> from mcda_ai.problem.construction import from_rankings
    >>> made = from_rankings({"a": "A > B", "b": "A > B", "c": "B > A"}).merge(["a", "b"], "ab")
    >>> [Words().said(claim) for claim in circumstances_of(made.change("c", "A = B"), "en")]
    ['merged into ab: a, b', 'changed by hand: c']
    """
    for part in problem.readings:
        if part.name == problem.active_reading and problem.tells_reading:
            yield _claim("circumstance", kind="reading", names=(titled(part, language),))
    for scenario in problem.scenarios_applied:
        yield _claim("circumstance", kind="scenario", names=(titled(scenario, language),))
    if problem.removed:
        yield _claim("circumstance", kind="removed", names=problem.removed)
    for name, members in problem.merged.items():
        yield _claim("merged", into=name, names=members)
    if problem.changed_by_hand:
        yield _claim("circumstance", kind="changed", names=problem.changed_by_hand)


def titled(part: Reading | Scenario, language: str) -> Claim:
    """Give the name to type, and the label to read."""
    label = part.label.text(language)
    return _claim("part", name=part.name, label=label if label != part.name else "")
