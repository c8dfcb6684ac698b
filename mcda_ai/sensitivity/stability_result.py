"""What stability gives: what would change the answer, in tables and in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pandas as pd

from mcda_ai.messages.claims import Claim
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import one_name
from mcda_ai.sensitivity.stability_claims import claims_about, notes_about
from mcda_ai.sensitivity.stability_tables import StabilityTables

_COLUMNS_ARE_NAMES = ("best_weights", "flip_weights", "left_out_ranks")


@dataclass(frozen=True, eq=False, repr=False)
class Stability(StabilityTables, ShownResult):
    """How far the answer of one method under one weighting can be trusted to stay.

    The tables from `preference` to `judgement_flips` are for methods that are linear in the
    weights; they are empty otherwise, and `notes` says so. All are exact. Where several lead, text
    in a table names them with a comma, ``A, B``; it is empty where nobody does.

    Attributes
    ----------
    ranking : Ranking
        The answer itself.
    within : WeightSpace
        The admissible weights.
    conditions : tuple of str
        What limits them, in the words they were given in; empty if all weights are admissible.
    outside : bool
        Whether the weights asked about are not admissible themselves.
    preference : DataFrame, (alternative, versus) x ("necessary", "possible", ...)
        Whether the first is at least as good as the other under all admissible weights, or some;
        "strictly" means better.
    extreme_ranks : DataFrame, alternatives x ("best", "worst")
    leading : DataFrame, alternatives x ("can lead", "can lead alone", "greatest lead")
    best_weights : DataFrame, alternatives x criteria
        Weights that give an alternative its greatest lead, or its narrowest defeat.
    weight_ranges : DataFrame, (alternative, kind, part) x ("least", "greatest")
        Weight of each layer and criterion over all admissible weights under which it leads; of
        layers only where there are very many options and criteria, which `notes` says.
    intervals : DataFrame, (kind, part) x ("weight", "leader from", "leader to", ...)
        Between which weights of a layer or criterion, the others in proportion, the leaders
        ("leader from", "leader to") or the whole ranking stay as they are.
    break_points : DataFrame
        For each part, the stretches of its weight ("from", "to") in which the same alternatives
        lead ("leaders"); who leads exactly at its ends ("leaders at from", "leaders at to"), where
        more can be tied; whether the weights there are admissible ("from admissible", "to
        admissible"); and from where to where those in it are, the others in proportion
        ("admissible from", "admissible to"; NaN where none is).
    end_scores : DataFrame
        For each part and alternative, its score where the part has no weight ("at 0") and where
        it has all ("at 1"), the others in proportion; in between, scores are straight lines. NaN
        for a part that has all weight now.
    weight_flips : DataFrame, alternatives x ("points", "takes over")
        Per cent of the weight to move until an alternative leads, infinite if no admissible weights
        let it lead; and whether it can lead ahead of all that lead now, rather than with them.
    flip_weights : DataFrame, alternatives x criteria
        The weights then.
    judgement_flips : DataFrame, alternatives x ("criteria", "distance", "judgements")
        The fewest criteria that, judged otherwise, let an alternative lead clearly and alone, and
        an example of such judgements. Others can do as well. NaN if none do. There is no row for
        an alternative of which it is not known, for the search takes too long.
    left_out : DataFrame, (kind, what) x ("order", "leaders", "leader changes", "order changes")
        Without one layer, criterion or alternative, without the preconditions, and with nothing
        but the last two layers of the benefit chain; the rest in proportion.
    left_out_ranks : DataFrame, (kind, what) x alternatives
        The ranks then; NaN for an alternative left out, or if nothing is left to rank.
    layers : DataFrame, layers x ("order", "leaders")
        What each layer says by itself.
    scorings : DataFrame, (points, alternative) x ("under every", "under some", "alone", ...)
        Whatever the method: whether an alternative leads, alone or level, under every scoring of
        the ranks at these weights, or under some, and alone under some; with an example of the
        points for the places ("place 1", ...), from 1 down to 0, under which it leads by much (NaN
        if under none). The rows "decreasing" are of all scorings in which no place has more points
        than a better one; the rows "convex" of those in which no step down is larger than the one
        before it either. One scoring holds for all criteria; see the notes of `stability`. Empty
        where options have no places, since a criterion leaves some unrelated, or where there are
        very many.
    second_places : DataFrame, alternatives x ("least", "greatest")
        Where three places are filled, that is all that matters: from which share of the points of
        first place to which second place must get for the alternative to lead, third place getting
        none. NaN if it never does; empty where there are not three.
    versions : DataFrame, (kind, name) x ("order", "leaders", "leader changes", "reason")
        Under each reading, and each scenario. Where the method or the weights do not fit one,
        there is no order but the "reason".
    disputed : DataFrame
        For each disputed criterion ("criterion") and other reading ("as in"): the "leaders" if it
        is read so alone, and whether that changes them ("leader changes"); or the "reason" why it
        cannot be ranked.
    """

    made_by: ClassVar[str] = "mcda_ai.stability"

    @property
    def provenance(self) -> Provenance:
        """What it rests on: that of the answer itself, and the weights that are admissible."""
        answer = self.ranking.provenance
        return replace(answer, space=f"{answer.space} within {self.within!r}")

    @property
    def notes(self) -> list[str]:
        """What could not be told, or not of these weights, in English; among the sentences."""
        return list(map(self.words_in().said, notes_about(self)))

    def _claims(self) -> Iterator[Claim]:
        """Say what would change the answer, and which weights it rests on."""
        yield from claims_about(self)
        yield from self.ranking.weights_told

    def to_frame(self) -> pd.DataFrame:
        """All tables in tidy form: table, of (row), column, value."""
        rows = [
            (name, one_name(row), str(column), value)
            for name, table in self._tables().items()
            for row, record in zip(table.index, table.to_dict(orient="records"), strict=True)
            for column, value in record.items()
        ]
        return pd.DataFrame(rows, columns=["table", "of", "column", "value"])

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "ranking": self.ranking.to_dict(),
            "within": repr(self.within),
            "conditions": list(self.conditions),
            "outside": self.outside,
            **{name: _records(name, table) for name, table in self._tables().items()},
            "claims": [claim.to_dict() for claim in self.claims],
            "sentences": list(self.sentences),
            "notes": self.notes,
        }

    def _parts(self) -> Iterator[Part]:
        yield self.ranking
        if self.conditions:
            yield f"within {self.within!r}"
        yield from ("", list(map(self.words_in().said, claims_about(self))))


def _records(name: str, table: pd.DataFrame) -> list[dict[Any, Any]]:
    """One dict a row; names of a problem stand apart from names of columns."""
    if name not in _COLUMNS_ARE_NAMES:
        return table.reset_index().to_dict(orient="records")
    keys = [each or "index" for each in table.index.names]
    return [
        {**dict(zip(keys, row if len(keys) > 1 else (row,), strict=True)), "values": values}
        for row, values in zip(table.index, table.to_dict(orient="records"), strict=True)
    ]
