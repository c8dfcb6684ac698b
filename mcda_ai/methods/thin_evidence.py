"""What is scored so thinly that it cannot count, to be said beside every answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.orders.weak_order import BoolArray
from mcda_ai.problem.decision_problem import DecisionProblem

_claim = claims_of("methods.thin_evidence")


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

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> orders = {"cost": "A > B", "reach": {"C": 1}}
    >>> ThinEvidence.of(mcda.from_rankings(orders, alternatives=["A", "B", "C", "D"]))
    ThinEvidence(never_scored=('D',), scored_alone=('C',), outside=('reach',), n_placed=2)
    """

    never_scored: tuple[str, ...] = ()
    scored_alone: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    n_placed: int = 0

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
        )

    def to_data(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
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
