"""Tables of what would change the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mcda_ai.messages.wording import Words
from mcda_ai.report.cells import by_kind, yes_no_cell
from mcda_ai.report.document import Cell, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.shown import criteria_alike
from mcda_ai.report.texts import say
from mcda_ai.sensitivity.stability_claims import several_layers
from mcda_ai.sensitivity.stability_result import Stability
from mcda_ai.sensitivity.stability_tables import NONE_LEFT


def left_out(answer: Answer, names: Sequence[str], language: str) -> Table:
    """Show the order without one part; criteria that change nothing share a line.

    Of options only these are left out.
    """
    found, ballots = answer.everything.stability, answer.problem.counts
    words = Words(language, answer.problem.labels(language))
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    records = [
        row
        for row in found.left_out.reset_index().to_dict(orient="records")
        if row["kind"] != "alternative" or row["what"] in names
    ]
    alike = [
        row
        for row in records
        if row["kind"] == "criterion"
        and row["order changes"] is not None  # else nothing is left
        and not row["order changes"]
    ]
    n_criteria_same = len(alike) if len(alike) > 1 else 0
    for row in records:
        if n_criteria_same and row in alike:
            continue
        kind = "layer" if row["kind"] == "layers" else str(row["kind"])
        groups.setdefault(kind, []).append(_without_part(found, row, words))
    if n_criteria_same:
        others = "criterion" in groups
        alike_told = criteria_alike(n_criteria_same, others=others, ballots=ballots)
        all_of_them = Cell(words.said(alike_told))
        same = (all_of_them, Cell(found.ranking.order), yes_no_cell(False, language))
        groups.setdefault("criterion", []).append(same)
    used = say(f"with {answer.weights}", language, ballots=ballots)
    head = tuple(say(key, language) for key in ("what", "order", "changes who"))
    title = say("left out", language, weights=used)
    return Table("left out", title, head, by_kind(groups, language, ballots=answer.problem.counts))


def _without_part(found: Stability, row: dict[Any, Any], words: Words) -> tuple[Cell, ...]:
    """Say what was left out, the order then, and whether another leads."""
    name, language = str(row["what"]), words.language
    part = several_layers(found, name, words) if row["kind"] == "layers" else words.name(name)
    order = say("nothing left", language) if row["order"] == NONE_LEFT else str(row["order"])
    was_first = row["kind"] == "alternative" and name in found.ranking.leaders
    changes = None if was_first else row["leader changes"]
    return Cell(part), Cell(order), yes_no_cell(changes, language)


def has_versions(answer: Answer) -> bool:
    """Whether there is more than one reading, or a scenario."""
    return len(answer.everything.stability.versions) > 1


def versions(answer: Answer, language: str) -> Table:
    """Show the order under other readings and scenarios."""
    labels = answer.problem.labels(language)
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for row in answer.everything.stability.versions.reset_index().to_dict(orient="records"):
        groups.setdefault(str(row["kind"]), []).append(
            (
                Cell(labels[str(row["name"])]),
                Cell(row["reason"].in_words(language) if row["reason"] else str(row["order"])),
                yes_no_cell(row["leader changes"], language),
            )
        )
    head = (say("reading", language), say("order", language), say("changes who", language))
    rows = by_kind(groups, language, ballots=answer.problem.counts)
    return Table("versions", say("versions", language), head, rows)
