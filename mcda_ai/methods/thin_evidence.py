"""What is scored so thinly that it cannot count, to be said beside every answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.orders.weak_order import BoolArray
from mcda_ai.problem.decision_problem import DecisionProblem

_claim = claims_of("methods.thin_evidence")


@dataclass(frozen=True)
class EmptyCells:
    """How many cells nobody scored: of how many, and on how many criteria.

    Parameters
    ----------
    n, of : int
        Empty cells, and all cells.
    on, outside, criteria : int
        Criteria with an empty cell, criteria that compare no alternatives, and all criteria.
    ballots : bool
        Whether the criteria are ballots.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A > C"})
    >>> EmptyCells.of_problem(problem)
    EmptyCells(n=1, of=6, on=1, outside=0, criteria=2, ballots=False)
    """

    n: int = 0
    of: int = 0
    on: int = 0
    outside: int = 0
    criteria: int = 0
    ballots: bool = False

    @classmethod
    def of_problem(cls, problem: DecisionProblem) -> EmptyCells:
        """Count them in what counts of a problem."""
        empty = ~problem.scored_cells
        return cls(
            n=int(empty.sum()),
            of=empty.size,
            on=int(empty.any(axis=1).sum()),
            outside=int((~problem.scored).sum()),
            criteria=len(empty),
            ballots=problem.counts,
        )

    def claims(self) -> Iterator[Claim]:
        """Say how many there are, if there are any."""
        if self.n:
            yield _claim("empty cells", **asdict(self))


@dataclass(frozen=True)
class ThinEvidence:
    """Options that no score places, and criteria on which one score compares nobody.

    Parameters
    ----------
    never_scored : tuple of str
        Alternatives that nobody scored.
    scored_alone : tuple of str
        Alternatives that somebody scored, but never beside another one.
    outside : tuple of str
        Criteria that score one alternative only, and so stand outside every weighting.
    n_placed : int
        How many alternatives are compared with another one.
    empty : EmptyCells

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> orders = {"cost": "A > B", "reach": {"C": 1}}
    >>> thin = ThinEvidence.of(mcda.from_rankings(orders, alternatives=["A", "B", "C", "D"]))
    >>> thin.never_scored, thin.scored_alone, thin.outside, thin.n_placed
    (('D',), ('C',), ('reach',), 2)
    """

    never_scored: tuple[str, ...] = ()
    scored_alone: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    n_placed: int = 0
    empty: EmptyCells = EmptyCells()

    @classmethod
    def of(cls, problem: DecisionProblem) -> ThinEvidence:
        """Look for it in what counts of a problem."""
        scored = np.asarray(problem.scored_cells.any(axis=0))
        compared = np.asarray(problem.pair_counts.compared.any(axis=0))
        alone = (problem.scored_cells.sum(axis=1) == 1) & ~problem.scored
        return cls(
            _named(problem.alternative_names, ~scored),
            _named(problem.alternative_names, scored & ~compared),
            _named(problem.criterion_names, alone),
            int(compared.sum()),
            EmptyCells.of_problem(problem),
        )

    def to_data(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    def placed_in(self, ranks: Mapping[str, int]) -> Iterator[str]:
        """Name the options without a comparison that do not stand behind all that have one."""
        for name in (*self.never_scored, *self.scored_alone):
            if ranks[name] <= self.n_placed:
                yield name

    def claims(self, placed: Collection[str]) -> Iterator[Claim]:
        """Say which of the options that an answer places no score places, and what is outside."""
        for kind, names in (
            ("nobody scored", self.never_scored),
            ("scored alone", self.scored_alone),
        ):
            if who := tuple(name for name in names if name in placed):
                yield _claim(kind, who=who)
        if self.outside:
            yield _claim("outside", criteria=self.outside)


def _named(names: tuple[str, ...], which: BoolArray) -> tuple[str, ...]:
    named: list[Any] = np.array(names, dtype=object)[which].tolist()
    return tuple(named)
