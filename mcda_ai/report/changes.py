"""What would change who leads, as rows: the change, and who leads then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.wording import Words
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.texts import say

_claim = claims_of("report.changes")
_STABILITY = "sensitivity.stability."
_TIES = ("stretch", "tie at end", "left out", "version", "disputed")
"""Of which several leaders lead together; of the others, either of them."""
_CHANGES = frozenset(f"{_STABILITY}{kind}" for kind in ("flip", "at most", "judgements", *_TIES))


def is_change(claim: Claim) -> bool:
    """Tell whether a claim about stability says after which change who leads."""
    return claim.kind in _CHANGES


def change_and_then(claim: Claim) -> tuple[Claim, Claim]:
    """Take a claim apart: what changes, and who leads then."""
    kind, who = claim.kind.removeprefix(_STABILITY), claim.values["who"]
    leaders = who if isinstance(who, tuple) else (who,)
    then = _claim(
        "then",
        claim.certainty,
        who=leaders,
        together=kind in _TIES and len(leaders) > 1,
        clearly=kind == "judgements",
        level=kind == "at most",
    )
    return replace(claim, kind=f"report.changes.{kind}"), then


def changes_table(
    parts: Iterable[tuple[str, Iterable[Claim]]], weights: str, words: Words
) -> Table | None:
    """Make the table, with a group for each set of criteria; none if nothing changes who leads."""
    groups = [
        Rows(tuple(_row(claim, words) for claim in claims if is_change(claim)), label)
        for label, claims in parts
    ]
    if not any(group.rows for group in groups):
        return None
    language = words.language
    head = (say("change", language), say("then first", language))
    return Table("changes", say("changes table", language, weights=weights), head,
                 tuple(group for group in groups if group.rows))  # fmt: skip


def _row(claim: Claim, words: Words) -> tuple[Cell, ...]:
    return tuple(Cell(words.said(each)) for each in change_and_then(claim))
