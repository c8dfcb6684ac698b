"""Tables of what would change the answer."""

from __future__ import annotations

from mcda_ai.messages.wording import Words
from mcda_ai.report.cells import yes_no_cell
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.texts import say
from mcda_ai.sensitivity.stability import NONE_LEFT
from mcda_ai.sensitivity.stability_result import several_layers


def left_out(answer: Answer, language: str) -> Table:
    """Show the order without one part; criteria that change nothing share a line."""
    words = Words(language, answer.problem.labels(language))
    found = answer.everything.stability
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    n_criteria_same = 0
    for row in found.left_out.reset_index().to_dict(orient="records"):
        kind = "layer" if row["kind"] == "layers" else str(row["kind"])
        if kind == "criterion" and row["order changes"] is False:
            n_criteria_same += 1
            continue
        name = str(row["what"])
        told = several_layers(found, name, words) if row["kind"] == "layers" else words.name(name)
        order = say("nothing left", language) if row["order"] == NONE_LEFT else str(row["order"])
        was_first = kind == "alternative" and name in found.ranking.leaders
        changes = None if was_first else row["leader changes"]
        cells = (Cell(told), Cell(order), yes_no_cell(changes, language))
        groups.setdefault(kind, []).append(cells)
    if n_criteria_same:
        key = "each other" if "criterion" in groups else "each"
        all_of_them = Cell(say(key, language, n=n_criteria_same))
        same = (all_of_them, Cell(found.ranking.order), yes_no_cell(False, language))
        groups.setdefault("criterion", []).append(same)
    head = ("what", "order", "changes who")
    used = say(f"with {answer.weights}", language)
    return Table(
        "left out",
        say("left out", language, weights=used),
        tuple(say(key, language) for key in head),
        tuple(Rows(tuple(rows), say(kind, language).capitalize()) for kind, rows in groups.items()),
    )


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
                Cell(str(row["order"] or row["reason"])),
                yes_no_cell(row["leader changes"], language),
            )
        )
    head = (say("reading", language), say("order", language), say("changes who", language))
    return Table(
        "versions",
        say("versions", language),
        head,
        tuple(Rows(tuple(rows), say(kind, language).capitalize()) for kind, rows in groups.items()),
    )
