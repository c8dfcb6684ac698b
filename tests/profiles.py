"""Election profiles as decision problems: a group of ballots is a criterion, its size a weight."""

from collections.abc import Sequence

import mcda_ai as mcda


def problem_from_ballots(
    ballots: Sequence[tuple[int, str]], alternatives: Sequence[str] | None = None
) -> mcda.DecisionProblem:
    """Take (count, order) pairs; the counts become the problem's own weights."""
    names = [f"group {index}" for index in range(len(ballots))]
    return mcda.from_rankings(
        {name: order for name, (_, order) in zip(names, ballots, strict=True)},
        weights={name: count for name, (count, _) in zip(names, ballots, strict=True)},
        alternatives=alternatives,
    )
