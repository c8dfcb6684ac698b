"""What explaining a lead gives: reasons, and the judgements that are enough for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from mcda_ai.algorithms.sufficient_sets import SECONDS_FOR_A_SET
from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.faults import Fault
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods.refusals import in_both_languages
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.sensitivity.reasons import Reasons, voters_of
from mcda_ai.weights.names import parts_of

BY_PAIR = ("sufficient", "judgements", "against", "judgements against")
MOST_NAMED = 5
"""Judgements that a sentence names; more stand in the result."""

_claim = claims_of("sensitivity.explanation")


@dataclass(frozen=True)
class JudgementSet:
    """Judgements that are enough for something, as few as were found.

    Attributes
    ----------
    criteria : tuple of str
        On which they stand, in table order; in an election the kinds of ballots.
    numbers : tuple of int
        How many on each: 1, or so many ballots.
    of : int
        How many judgements there are in all.
    least : int
        Fewer than that are never enough; `size` where these are proven the fewest.
    ways : int
        How many sets of so few are enough; 0 where they were not counted: since there are very
        many, or since the fewest are not proven.
    always : tuple of str
        Of the criteria those that are in each of these sets.
    rivals : tuple of str
        Against whom; of judgements that could overturn a lead, who could pass by so few.
    """

    criteria: tuple[str, ...]
    numbers: tuple[int, ...]
    of: int
    least: int
    ways: int = 0
    always: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many judgements it holds."""
        return sum(self.numbers)

    @property
    def is_proven(self) -> bool:
        """Whether no fewer are enough, for certain."""
        return self.least == self.size

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "size": self.size,
            "of": self.of,
            "judgements": dict(zip(self.criteria, self.numbers, strict=True)),
            "is_proven": self.is_proven,
            "least": self.least,
            "ways": self.ways,
            "always": list(self.always),
            "rivals": list(self.rivals),
        }


@dataclass(frozen=True, eq=False, repr=False)
class Explanation(Reasons, ShownResult):
    """Why an option leads.

    Attributes
    ----------
    ranking, leader, rival, contributions
        See `Reasons`, which also tells by layer (`layers`), what they add up to (`difference`),
        and which criteria put whom above (`sides`).
    sufficient : JudgementSet or None
        The fewest judgements that keep the leader at least level with every rival at once, whatever
        all others say; see the notes of `mcda_ai.explain`. None where `refusal` says why.
    against : JudgementSet or None
        The fewest that, judged otherwise, could put a rival ahead of the leader; None if none can.
    by_pair : DataFrame, rivals x ("sufficient", "judgements", "against", "judgements against")
        Both against each rival alone: how many judgements, and on which criteria. NaN for a rival
        whom no judgements could put ahead.
    refusal : Fault or None
    """

    made_by: ClassVar[str] = "mcda_ai.explain"
    by_pair: pd.DataFrame
    sufficient: JudgementSet | None = None
    against: JudgementSet | None = None
    refusal: Fault | None = None

    @property
    def provenance(self) -> Provenance:
        """What it rests on: that of the answer itself."""
        return self.ranking.provenance

    def _claims(self) -> Iterator[Claim]:
        """Say what speaks for the leader and against, and which judgements are enough."""
        yield from self.for_and_against()
        yield from self._of_sets()
        thin = ThinEvidence.of(self.ranking.problem)
        yield from thin.claims(self.ranking.placed_by_nothing)
        yield from self.ranking.weights_told

    def _of_sets(self) -> Iterator[Claim]:
        if self.refusal is not None:
            yield _claim("no sets", reason=in_both_languages(self.refusal))
        if self.sufficient is None:
            return
        enough, sort = self.sufficient, self._sort
        names = enough.criteria if len(enough.criteria) <= MOST_NAMED else ()
        yield _claim("sufficient", leader=self.leader, n=enough.size, of=enough.of, sort=sort,
                     rival=self.rival or "", criteria=() if sort == "voter" else names)  # fmt: skip
        if not enough.is_proven:
            yield _claim("not proven", n=enough.size, least=enough.least,
                         seconds=SECONDS_FOR_A_SET)  # fmt: skip
        elif enough.ways == 1 and enough.size:
            yield _claim("no others", n=enough.size)
        elif enough.ways > 1 and sort != "voter":
            yield _claim("ways", n=enough.size, ways=enough.ways, always=len(enough.always),
                         rest=enough.size - len(enough.always), sort=sort)  # fmt: skip
        if self.against is None:
            yield _claim("never", leader=self.leader, rival=self.rival or "")
            return
        turning = self.against
        names = turning.criteria if len(turning.criteria) <= MOST_NAMED else ()
        yield _claim("against", leader=self.leader, who=turning.rivals, n=turning.size, sort=sort,
                     of=turning.of, criteria=() if sort == "voter" else names)  # fmt: skip

    @property
    def _sort(self) -> str:
        """What a judgement is: that on a criterion, a kind of ballot, or a ballot."""
        if not self.ranking.problem.counts:
            return "criterion"
        return "ballot" if voters_of(self.ranking) is None else "voter"

    def to_frame(self) -> pd.DataFrame:
        """One row a rival and a criterion: what it says of the two, and what it adds."""
        problem = self.ranking.problem
        criteria, sides = list(self.contributions.index), self.sides
        layers = [problem.layer_names[k] for k in problem.layer_of[problem.scored]]
        weights = self.ranking.weights.to_numpy()[problem.scored]
        tables = [
            pd.DataFrame({
                "rival": rival, "layer": layers, "criterion": criteria, "weight": weights,
                "side": sides[rival].to_numpy(), "contribution": adds.to_numpy(),
            }) for rival, adds in self.contributions.items()
        ]  # fmt: skip
        return pd.concat(tables, ignore_index=True)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        pairs = self.by_pair.rename_axis("rival").reset_index()
        return {
            "ranking": self.ranking.to_dict(),
            "leader": self.leader,
            "rival": self.rival,
            "contributions": self.to_frame().to_dict(orient="records"),
            "layers": self.layers.to_dict(orient="index"),
            "difference": self.difference.to_dict(),
            "sufficient": None if self.sufficient is None else self.sufficient.to_dict(),
            "against": None if self.against is None else self.against.to_dict(),
            "by_pair": pairs.to_dict(orient="records"),
            "refusal": None if self.refusal is None else str(self.refusal),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        yield str(self.provenance)
        has_layers = parts_of(self.ranking.problem).kind == "layer"
        table = self.layers if has_layers else self.contributions
        in_all = self.difference.to_frame("in all").T
        yield f"what adds to the lead of {self.leader} over"
        yield pd.concat([table, in_all])[list(self.told_rivals)].round(4)
        yield from ("", self._findings_said)
