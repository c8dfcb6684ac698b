"""What becomes of the answer over all ways to fill in cells that allow several levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from mcda_ai.messages.figures import in_order
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa_result import Robustness

_MOST_COMPLETIONS_COMPARED = 32


class Share(NamedTuple):
    """A share of weightings, and how many were drawn for it (0 where it is exact)."""

    share: float
    size: int


def _in_order(share: Share) -> tuple[float, float]:
    return in_order(*share)


@dataclass(frozen=True)
class OpenCells:
    """What becomes of the answer over all ways to fill in cells that allow several levels.

    Attributes
    ----------
    n_completions : int
    shares : dict of alternative to (lowest, highest) share of first ranks, or None
        Over all completions, methods and weight spaces; None if there are too many completions.
    """

    n_completions: int
    shares: dict[str, tuple[Share, Share]] | None


def completions_compared(problem: DecisionProblem) -> list[DecisionProblem] | None:
    """Fill in the cells that are left open in all ways, or None if those are too many."""
    if not problem.left_open:
        return []
    return (
        list(problem.completions())
        if problem.n_ways_to_fix_levels <= _MOST_COMPLETIONS_COMPARED
        else None
    )


def open_cells_over(
    problem: DecisionProblem,
    completions: list[DecisionProblem] | None,
    over_spaces: Callable[[DecisionProblem], dict[tuple[str, str], Robustness]],
) -> OpenCells | None:
    """Give the lowest and highest shares over completions, methods and weight spaces."""
    if not problem.left_open:
        return None
    if completions is None:
        return OpenCells(problem.n_ways_to_fix_levels, None)
    results = [result for each in completions for result in over_spaces(each).values()]
    shares = {
        name: [Share(each.share(name), each.share_of(name).size) for each in results]
        for name in problem.alternative_names
    }
    return OpenCells(
        problem.n_ways_to_fix_levels,
        {
            name: (min(all_, key=_in_order), max(all_, key=_in_order))
            for name, all_ in shares.items()
        },
    )
