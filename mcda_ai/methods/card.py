"""What a card tells of a method: facts that its function does not need, and what it claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, TypedDict

from mcda_ai.methods.axioms import AXIOMS

Compensation: TypeAlias = Literal["", "by amount", "by weight", "none"]
Measured: TypeAlias = Literal["", "who is ahead", "by how much", "order of the values"]

PROFILES_SEARCHED = 20_000
"""In which ``python -m tests.testing.search`` did not refute what the built-in methods claim."""


class OptionFacts(TypedDict, total=False):
    """What differs once an option has another value than its default; see `Method.by_option`."""

    satisfies: Collection[str]
    violates: Mapping[str, str]
    equivalent_to: Mapping[str, str]
    unknown: Collection[str]


class CardFacts(TypedDict, total=False):
    """What a card tells of a method that its function does not need; see `Method`."""

    by_majority: bool
    references: Sequence[str]
    ties: str
    measured: Measured
    cardinalises: bool
    compensation: Compensation
    equivalent_to: Mapping[str, str]
    satisfies: Collection[str]
    violates: Mapping[str, str]
    by_option: Mapping[str, OptionFacts]
    searched: int


class MethodClaims(NamedTuple):
    """What a method says of itself with some options."""

    satisfies: frozenset[str]
    violates: Mapping[str, str]
    equivalent_to: Mapping[str, str]

    def changed(self, facts: OptionFacts) -> MethodClaims:
        """Let what an option changes take its place; being another method has to be said anew."""
        satisfied, violated = frozenset(facts.get("satisfies", ())), facts.get("violates", {})
        open_now = satisfied | frozenset(facts.get("unknown", ()))
        kept = {axiom: text for axiom, text in self.violates.items() if axiom not in open_now}
        return MethodClaims(
            (self.satisfies - open_now | satisfied) - frozenset(violated),
            {**kept, **violated},
            facts.get("equivalent_to", {}),
        )


def as_plain_data(claims: MethodClaims) -> dict[str, Any]:
    """Give claims as plain data, the axioms in their order."""
    return {
        "equivalent_to": dict(claims.equivalent_to),
        "satisfies": [axiom for axiom in AXIOMS if axiom in claims.satisfies],
        "violates": {axiom: claims.violates[axiom] for axiom in AXIOMS if axiom in claims.violates},
    }
