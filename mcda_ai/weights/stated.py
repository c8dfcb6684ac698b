"""Weights made from what people can say: points, swings, an order, comparisons of pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mcda_ai.messages.faults import Fault

if TYPE_CHECKING:
    from mcda_ai.weights.named import WeightedCriteria


@dataclass(frozen=True, eq=False, repr=False)
class StatedWeights(Mapping[str, float]):
    """Fixed weights by name, with the sum 1, that know how they were made.

    Made by `from_points`, `from_swings`, `from_order`, `from_pairs`, or of a line of text by
    `stated`. A mapping, so that it can be given wherever weights can.

    Attributes
    ----------
    by_name : mapping of criterion or layer name to number
    line : str
        The line of text that makes the same weights.
    made : Fault
        How they were made, as is told beside the weights.
    doubts : tuple of Fault
        What is doubted of them beside every answer.
    """

    by_name: Mapping[str, float]
    line: str
    made: Fault
    doubts: tuple[Fault, ...] = field(default=())

    def with_numbers(self, by_name: Mapping[str, float]) -> StatedWeights:
        """Give numbers that were made so, and stay what they are on any criteria."""
        return StatedWeights(dict(by_name), self.line, self.made, self.doubts)

    def on(self, criteria: WeightedCriteria) -> Mapping[str, float]:  # noqa: ARG002  (some do)
        """Give the weights as they are on these criteria, or refuse them there."""
        return self.by_name

    def __getitem__(self, name: str) -> float:
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)

    def __repr__(self) -> str:
        return f"stated({self.line!r})"
