"""Whether the lead depends on how often equal rankings count."""

from __future__ import annotations

from dataclasses import dataclass

from mcda_ai import weights
from mcda_ai.methods import registry
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.redundancy import redundancy_over
from mcda_ai.sensitivity.redundancy_result import Redundancy
from mcda_ai.sensitivity.smaa import Size
from mcda_ai.weights import WeightsLike

_MOST_WITH_SHARES = 8  # alternatives


@dataclass(frozen=True, eq=False)
class Repeated:
    """What follows, by Borda, if equal rankings count for less.

    Attributes
    ----------
    anywhere : Redundancy
        Over the whole problem; with shares over flat weights, of up to eight alternatives. Layer
        by layer they are exact, but take as long as a tenth of the report.
    within_layers : Redundancy
        Within layers only, without shares.
    """

    anywhere: Redundancy
    within_layers: Redundancy

    @property
    def is_any(self) -> bool:
        """Whether any two rankings are equal."""
        return int(self.anywhere.groups["size"].max()) > 1

    @property
    def depends(self) -> Redundancy | None:
        """Where somebody loses the lead: over the whole problem, else within layers, or None.

        Who only has to share it, as two options do with one ranking for each, has not lost it.
        """
        both = (self.anywhere, self.within_layers)
        return next((each for each in both if _is_lost(each)), None)


def _is_lost(found: Redundancy) -> bool:
    """Tell whether somebody who leads as the rankings stand does not if they count for less."""
    now = set(found.leaders_as_they_stand)
    return any(not now <= set(leaders) for leaders in found.leads["leaders"])


def repeated(
    problem: DecisionProblem, given: WeightsLike, size: Size, seed: int
) -> Repeated | None:
    """Count equal rankings for less; in an election they are voters who agree, and None is."""
    if problem.counts:
        return None
    borda, vector = registry.find("borda"), weights.resolve(given, problem)
    flat = [weights.Uniform()] if len(problem.alternatives) <= _MOST_WITH_SHARES else []
    return Repeated(
        redundancy_over(flat, problem, borda, vector, "problem", size=size, rng=seed),
        redundancy_over([], problem, borda, vector, "layer"),
    )
