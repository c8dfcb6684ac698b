"""Proofs of what is said: for every kind of claim, whether it is true of a problem.

A proof is written from first principles (enumeration, fractions, a linear programme of its own),
without the package's mathematics. ``python -m tests.proofs --problems 500`` runs them on as many
random problems as wanted, and counts the claims by kind and those that are untrue.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

from mcda_ai.messages.claims import Claim
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.result import ShownResult
from mcda_ai.messages.wording import Words
from mcda_ai.problem.decision_problem import DecisionProblem
from tests.proofs.problems import random_problem

Proof = Callable[[Claim, ShownResult, DecisionProblem], bool]
Maker = Callable[[DecisionProblem, random.Random], ShownResult | Iterable[ShownResult]]

PROOFS: dict[str, Proof] = {}
WITHIN: dict[str, str] = {}
"""Kinds that stand only within another, with which they are proven."""
MAKERS: dict[str, Maker] = {}


def proves(*kinds: str) -> Callable[[Proof], Proof]:
    """Register what tells of claims of these kinds whether they are true."""

    def register(proof: Proof) -> Proof:
        PROOFS.update(dict.fromkeys(kinds, proof))
        return proof

    return register


def proves_within(whole: str, *kinds: str) -> None:
    """Register that claims of these kinds are proven with the one that they stand in."""
    WITHIN.update(dict.fromkeys(kinds, whole))


def makes(name: str) -> Callable[[Maker], Maker]:
    """Register what makes results whose claims are to be proven, of a problem and a draw."""

    def register(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return register


@dataclass
class Tally:
    """How many claims of each kind were looked at, and which were untrue."""

    claims: Counter[str] = field(default_factory=Counter)
    untrue: list[str] = field(default_factory=list)


def load() -> None:
    """Import every module of proofs: those whose names begin with ``of_``."""
    for module in iter_modules(__path__):
        if module.name.startswith("of_"):
            import_module(f"{__name__}.{module.name}")


def tried(maker: str, seeds: Iterable[int]) -> Tally:
    """Prove, or refute, all claims of what a maker makes of random problems."""
    tally = Tally()
    for seed in seeds:
        draw = random.Random(seed)
        problem = random_problem(draw)
        try:
            made = MAKERS[maker](problem, draw)
        except ProblemError:  # what refuses a problem says nothing of it
            continue
        for result in [made] if isinstance(made, ShownResult) else made:
            for claim in result.claims:
                for each in _with_parts(claim):
                    tally.claims[each.kind] += 1
                    if each.kind in PROOFS and not PROOFS[each.kind](each, result, problem):
                        tally.untrue.append(f"{maker} {seed}: {each.kind}: {Words().said(each)}")
    return tally


def _with_parts(claim: Claim) -> Iterator[Claim]:
    """Yield a claim; what stands within it is proven with it, unless it has a proof of its own."""
    yield claim
    for value in claim.values.values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Claim) and part.kind in PROOFS:
                yield from _with_parts(part)
