"""What statements about options give: the part that is left, shares, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, TypeAlias

import pandas as pd

from mcda_ai.messages.claims import Claim, Share, certainty_of, claims_of
from mcda_ai.messages.faults import Fault
from mcda_ai.messages.figures import share_text
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods.contract import Method
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.statements import Chain
from mcda_ai.sensitivity.smaa_result import Robustness, assumption_in
from mcda_ai.weights import WeightSpace

Relation: TypeAlias = Literal["ahead", "at least level", "level", "at most level", "behind", "open"]
_TURNED = {"behind": "ahead", "at most level": "at least level"}
_SAID_BY_SIGN = {">": "at least level", ">=": "at least level", "=": "level"}
_MOST_TOLD = 12

_claim = claims_of("elicitation.statements")


@dataclass(frozen=True, eq=False, repr=False)
class Statements(ShownResult):
    """What statements about options leave of the weightings, and what follows from them.

    Attributes
    ----------
    table : DataFrame, one row a statement
        "statement", "method", "source"; "leaves", the share of the weightings under which it holds,
        by itself, and "size", by how many draws that is known, 0 if exactly; "follows from":
        "weights" if it says nothing of them, "before" if it follows from the statements above it,
        empty if it tells something.
    part : Share
        Of the weightings, under which all statements hold.
    is_slice : bool
        Whether these are a slice, without any share: where options are level.
    weights : WeightSpace
        What was known of the weights beside the statements.
    left : WeightSpace
        What is left of them by those statements that tell something; wherever weights are asked
        for, it can be given.
    ranks : DataFrame, alternatives x ("best rank", "worst rank", "can lead", "always leads")
        Over all weightings that are left, alone or level; exact. Empty where the method is not
        linear in the weights, or that would take too long.
    pairs : DataFrame, (alternative, versus) x ("relation", "before")
        How two alternatives stand under every weighting that is left: "ahead", "at least level",
        "level", "at most level" or "behind"; "open" if either can be ahead. And how they stood
        without the statements. Empty as `ranks` is.
    ranks_are_exact : bool
        Whether each of the ranks is reached; else they are bounds.
    first : DataFrame, alternatives x ("share", "size")
        How often each is first, alone or level, of the weightings that are left; "size" is the
        number of draws, 0 where exact: as with one statement about up to three options, or few
        criteria. Without rows if these cannot be drawn.
    shares : Robustness, or None
        All drawn shares, over the weightings that are left; None if these cannot be drawn.
    refused : Fault, or None
        Why they cannot.
    method : Method
    problem : DecisionProblem
    provenance : Provenance
    """

    made_by: ClassVar[str] = "mcda_ai.statements"
    table: pd.DataFrame
    part: Share
    is_slice: bool
    weights: WeightSpace
    left: WeightSpace
    ranks: pd.DataFrame
    pairs: pd.DataFrame
    ranks_are_exact: bool
    first: pd.DataFrame
    shares: Robustness | None
    refused: Fault | None
    method: Method
    problem: DecisionProblem
    provenance: Provenance = field(kw_only=True)

    def _claims(self) -> Iterator[Claim]:
        """Say how much is left, what says nothing new, who leads there, and what is decided."""
        said = tuple(map(str, self.table["statement"]))
        if self.is_slice:
            yield _claim("slice", said=said, over=self.over)
        elif self.part == Share(1.0):
            yield _claim("everything", said=said, over=self.over)
        else:
            yield _claim("part", certainty_of(self.part), said=said, part=self.part, over=self.over)
        for text, source in self.table[["statement", "follows from"]].itertuples(index=False):
            if source and len(said) > 1:
                yield _claim("nothing new", statement=text, source=source, over=self.over)
        yield from self._of_shares()
        if not self.ranks.empty:
            yield from self._of_leading()
            yield from self._of_ranks()
            yield from self._of_pairs()
        if self.shares is not None:
            yield from assumption_in(self.shares.provenance)

    @property
    def first_places(self) -> dict[str, Share]:
        """How often each is first of what is left, as `first` has it."""
        rows = self.first.itertuples(name=None)
        return {str(name): Share(float(share), int(size)) for name, share, size in rows}

    @property
    def always_first(self) -> tuple[str, ...]:
        """Those that are first, alone or level, under every weighting that is left."""
        return self._who("always leads")

    @property
    def over(self) -> str:
        """What is spoken of: in an election, all those of voters drawn anew."""
        is_election = self.provenance.around_ballots and self.weights.name == "around"
        return "voters" if is_election else "weightings"

    def _of_shares(self) -> Iterator[Claim]:
        if self.first.empty:
            yield _claim("no shares", reason=self.refused or "")
            return
        shares = self.first_places
        able = sorted((name for name in shares if shares[name].value > 0),
                      key=lambda name: -shares[name].value)  # fmt: skip
        if not able:
            return
        drawn = certainty_of(*(shares[name] for name in able))
        told = tuple(
            _claim("first", certainty_of(shares[name]), who=name, share=shares[name])
            for name in able[:_MOST_TOLD]
        )
        yield _claim("shares", drawn, parts=told, rest=len(able) - len(told), over=self.over)

    def _of_leading(self) -> Iterator[Claim]:
        always, can = self.always_first, self._who("can lead")
        if always:
            others = tuple(who for who in can if who not in always)
            yield _claim("always", who=always, others=others, over=self.over)
        else:
            never = tuple(str(name) for name in self.ranks.index if str(name) not in can)
            yield _claim("can lead", who=can, never=never, over=self.over)

    def _who(self, flag: str) -> tuple[str, ...]:
        if self.ranks.empty:
            return ()
        return tuple(str(name) for name in self.ranks.index[self.ranks[flag]])

    def _of_ranks(self) -> Iterator[Claim]:
        """Say the best and the worst rank of each, if there are not too many."""
        if self.ranks_are_exact and len(self.ranks) <= _MOST_TOLD:
            rows = self.ranks[["best rank", "worst rank"]].itertuples(name=None)
            parts = tuple(_claim("rank", who=str(who), best=int(best), worst=int(worst),
                                 same=best == worst) for who, best, worst in rows)  # fmt: skip
            yield _claim("ranks", parts=parts, over=self.over)

    def _of_pairs(self) -> Iterator[Claim]:
        """Say which pairs are decided now that were not, but for what a statement says itself."""
        said, decided = self._said, []
        for (one, other), relation, before in self.pairs.itertuples(name=None):
            if relation in (before, "open"):
                continue
            better, worse = (other, one) if relation in _TURNED else (one, other)
            stands = _TURNED.get(relation, relation)
            if (better, stands, worse) not in said and (worse, stands, better) not in said:
                decided.append(_claim("pair", one=better, relation=stands, other=worse))
        if decided:
            told = tuple(decided[:_MOST_TOLD])
            yield _claim("decided", pairs=told, rest=len(decided) - len(told), over=self.over)
        if n_open := int((self.pairs["relation"] == "open").sum()):
            yield _claim("open", n=n_open, all=len(self.pairs))

    @property
    def _said(self) -> set[tuple[str, str, str]]:
        """What the statements say themselves, of those that are by the same method."""
        by_it = self.table["method"].str.split(",").str[0] == self.method.name
        chains = (Chain.read(text) for text in self.table.loc[by_it, "statement"])
        steps = [step for chain in chains
                 for step in chain.among(self.problem.alternatives).comparisons]  # fmt: skip
        said = {(each.better, _SAID_BY_SIGN[each.sign], each.other) for each in steps}
        return said | {(each.other, "level", each.better) for each in steps if each.sign == "="}

    def to_frame(self) -> pd.DataFrame:
        """One row a statement."""
        return self.table.copy()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "table": self.table.to_dict(orient="records"),
            "part": {"share": self.part.value, "size": self.part.size},
            "is_slice": self.is_slice,
            "weights": repr(self.weights),
            "left": repr(self.left),
            "ranks": self.ranks.to_dict(orient="index"),
            "pairs": self.pairs.reset_index().to_dict(orient="records"),
            "ranks_are_exact": self.ranks_are_exact,
            "first": self.first.to_dict(orient="index"),
            "shares": None if self.shares is None else self.shares.to_dict(),
            "refused": None if self.refused is None else str(self.refused),
            "method": self.method.name,
            "claims": [claim.to_dict() for claim in self.claims],
            "sentences": list(self.sentences),
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        shares = zip(self.table["leaves"], self.table["size"], strict=True)
        texts = [share_text(share, size) for share, size in shares]
        shown = self.table.assign(leaves=texts).drop(columns="size")
        yield from (
            str(self.provenance),
            shown.loc[:, (shown != "").any()],
            "",
            self._findings_said,
        )
        if not self.ranks.empty:
            yield from ("", self.ranks)
