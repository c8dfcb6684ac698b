"""What statements about options, where a problem holds them, do to the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mcda_ai.algorithms.shares import are_level
from mcda_ai.elicitation.prefers import stated as held_by
from mcda_ai.elicitation.statements import statements
from mcda_ai.elicitation.statements_result import Statements
from mcda_ai.messages.claims import Claim, Share, Value, certainty_of, claims_of
from mcda_ai.messages.faults import Fault, ProblemError
from mcda_ai.methods.refusals import in_both_languages
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa import Size, robustness
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import WeightsLike, WeightSpace, resolve

_claim = claims_of("report.stated")
_METHOD, _CONFLICT = "borda", "elicitation.faults.conflict"


@dataclass(frozen=True, eq=False)
class Stated:
    """What follows, by Borda, from the statements that a problem holds.

    Attributes
    ----------
    found : Statements or None
        None if they conflict, or are no limits on weights.
    before : Robustness or None
        Over all weightings, whether they hold or not; None as `found` is.
    faults : tuple of Fault
        Why there is nothing: each of the smallest sets that cannot stand together.
    holds : tuple of bool
        Whether each statement holds with the fixed weights; none as `found` is.
    n : int
        How many statements there are.
    """

    found: Statements | None
    before: Robustness | None
    faults: tuple[Fault, ...]
    holds: tuple[bool, ...]
    n: int

    def headline(self) -> Iterator[Claim]:
        """Say that they settle who leads, change it, or cannot be met; nothing if none of it."""
        if self.found is None or self.before is None:
            conflict = any(fault.kind == _CONFLICT for fault in self.faults)
            yield _claim("unused", n=self.n, conflict=conflict)
            return
        told: dict[str, Value] = {"n": self.n, "over": self.found.over}
        always = self.found.always_first
        if always and not _led_always(self.found):
            told |= {"who": always, "part": self.found.part, "slice": self.found.is_slice}
            yield _claim("settled", certainty_of(self.found.part), **told)
            return
        shares, led = self.found.first_places, self.before.most_often_first
        leads = _most_often(shares)
        if leads and not set(leads) & set(led):
            told |= {"who": leads, "led": led, "share": shares[leads[0]]}
            yield _claim("changed", certainty_of(shares[leads[0]]), **told)

    def findings(self) -> Iterator[Claim]:
        """Say what the statements leave and what follows, or which of them cannot stand together.

        What every other part of the report counts stands behind it.
        """
        if self.found is None:
            yield from (_claim("fault", reason=in_both_languages(each)) for each in self.faults)
            return
        yield from self.found.findings
        yield _claim("elsewhere", n=self.n, over=self.found.over)

    def to_dict(self) -> dict[str, Any]:
        """Give the figures as plain data."""
        found = {} if self.found is None else self.found.to_dict()
        return {**found, "faults": [str(fault) for fault in self.faults]}


def stated(
    problem: DecisionProblem, fixed: WeightsLike, over: WeightSpace, size: Size, seed: int
) -> Stated | None:
    """Tell what the statements of a problem leave of a weight space; None if it holds none."""
    if not problem.statements:
        return None
    n = len(problem.statements)
    try:
        found = statements(problem, None, _METHOD, over, size=size, rng=seed)
    except ProblemError as error:
        faults = tuple(_without(problem.name, fault) for fault in error.faults)
        return Stated(None, None, faults, (), n)
    weights = resolve(fixed, problem)
    holds = tuple(bool(each.contains(problem, weights)) for each in held_by(problem))
    return Stated(found, robustness(problem, _METHOD, over, size, seed), (), holds, n)


def _without(name: str, fault: Fault) -> Fault:
    """Leave out in which problem it was found, for that is the one that the report is about."""
    inner = fault.values.get("fault")
    return inner if isinstance(inner, Fault) and fault.values["where"] == name else fault


def _most_often(shares: Mapping[str, Share]) -> tuple[str, ...]:
    """Give who is first most often: several where that is within their error."""
    most = max((share.value for share in shares.values()), default=0.0)
    return tuple(name for name, share in shares.items()
                 if are_level(share.value, most, share.size))  # fmt: skip


def _led_always(found: Statements) -> bool:
    """Tell whether an option is at least level with all others without the statements too."""
    behind_some: set[str] = set()
    for (one, other), _, stands in found.pairs.itertuples(name=None):
        if stands not in ("ahead", "at least level", "level"):
            behind_some.add(one)
        if stands not in ("behind", "at most level", "level"):
            behind_some.add(other)
    return not behind_some.issuperset(found.ranks.index)
