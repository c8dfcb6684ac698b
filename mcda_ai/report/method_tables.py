"""Tables of methods: what each ranks, their cards, and how the report was made."""

from __future__ import annotations

from mcda_ai.messages.figures import whole
from mcda_ai.messages.label import called
from mcda_ai.messages.wording import NOBODY, Words
from mcda_ai.methods.family_names import FAMILIES, Family
from mcda_ai.report.cells import text_cells
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.texts import say


def fixed_weights(answer: Answer, language: str) -> Table:
    """Show the order by each method of the headline, under each fixed weights, with and without."""
    columns = [(scope, fixed) for scope in answer.scopes for fixed in answer.fixed_weights]
    rows = [
        text_cells(
            method.label,
            FAMILIES[method.family].text(language),
            *(scope.rankings[method.name, fixed].headline_in(language) for scope, fixed in columns),
        )
        for method in answer.methods
    ]
    ballots = answer.problem.counts
    heads = [
        f"{say(fixed, language, ballots=ballots)}, "
        f"{say(answer.key(scope), language, ballots=ballots)}"
        for scope, fixed in columns
    ]
    head = (say("method", language), say("family", language), *heads)
    return Table("orders", say("fixed weights", language), head, (Rows(tuple(rows)),))


def every_method(answer: Answer, language: str) -> Table:
    """Every built-in method by family, with what it ranks alike as."""
    found, words = answer.comparison, Words(language)
    groups: dict[Family, list[tuple[Cell, ...]]] = {}
    for name, result in found.rankings.items():
        same = next(group for group in found.groups if name in group)
        others = [found.rankings[other].method.label for other in same if other != name]
        groups.setdefault(result.method.family, []).append(
            text_cells(
                result.method.label,
                result.headline_in(language),
                words.all_of(result.leaders) or words.say(NOBODY),
                ", ".join(others),
            )
        )
    head = ("method", "order", "first", "one with")
    used = say(f"with {answer.weights}", language, ballots=answer.problem.counts)
    return Table(
        "methods",
        say("all methods", language, weights=used),
        tuple(say(key, language) for key in head),
        tuple(
            Rows(tuple(rows), FAMILIES[family].text(language))
            for family, rows in sorted(groups.items())
        ),
    )


def layers(answer: Answer, language: str) -> Table:
    """Show what each layer says by itself."""
    problem = answer.problem
    found = answer.everything.stability.layers
    rows = []
    for layer in problem.layers:
        inside = problem.layer_of == problem.layer_names.index(layer.name)
        n_scored = int((problem.scored & inside).sum())
        text = found.loc[layer.name, "order"] if layer.name in found.index else "–"
        label = Cell(
            called(layer, language),
            marks=("precondition",) if layer.role == "precondition" else (),
        )
        rows.append((label, Cell(str(text)), Cell(str(n_scored), float(n_scored))))
    head = (say("layer", language), say("order", language), say("criteria n", language))
    note = say("layer note", language, weighed=say(answer.weighed, language))
    return Table("layers", say("layers", language), head, (Rows(tuple(rows)),), note)


def cards(answer: Answer, language: str) -> Table:
    """Give the cards of the methods of the headline, in short."""
    rows = []
    for method in answer.methods:
        card = method.card()
        rows.append(
            text_cells(
                method.label,
                card["summary"],
                card["ties"],
                card["unscored"],
                card["compensation"],
                ", ".join(sorted(card["satisfies"])),
                ", ".join(sorted(card["violates"])),
                card["references"][0] if card["references"] else "",
            )
        )
    head = (
        "method",
        "what it does",
        "ties",
        "gaps",
        "compensation",
        "keeps",
        "breaks",
        "reference",
    )
    return Table(
        "cards", say("cards", language), tuple(say(key, language) for key in head),
        (Rows(tuple(rows)),), say("cards note", language), kind="cards",
    )  # fmt: skip


def provenance(answer: Answer, language: str, command: str) -> Table:
    """Versions, seed, size, and the command that makes the report again."""
    result = next(iter(answer.everything.robustness.values()))
    rows = [text_cells(name, version) for name, version in result.provenance.versions.items()]
    rows += [
        text_cells(say("seed", language), str(answer.seed)),
        text_cells(say("draws", language), whole(answer.size, language)),
    ]
    if command:
        rows.append((Cell(say("command", language)), Cell(command, kind="code")))
    head = (say("fact", language), say("worth", language))
    return Table("provenance", say("provenance", language), head, (Rows(tuple(rows)),))
