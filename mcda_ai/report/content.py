"""What the report says: the document made of an answer, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from mcda_ai import plots
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.doubts import first_doubts
from mcda_ai.messages.label import Label, called
from mcda_ai.messages.wording import Words
from mcda_ai.methods.registry import label_of
from mcda_ai.problem.circumstances import circumstances_of
from mcda_ai.problem.evidence import Remark
from mcda_ai.report import change_tables, decision_tables, method_tables, weight_tables
from mcda_ai.report.cautions import (
    cautions,
    draws,
    open_cells,
    refusal,
    same_methods,
)
from mcda_ai.report.document import (
    Block,
    Document,
    Explorer,
    Option,
    Picture,
    Section,
    Sentences,
)
from mcda_ai.report.evidence_rows import evidence_table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.headline import headline
from mcda_ai.report.measured import measured_criteria, what_methods_count
from mcda_ai.report.texts import say, text_of

_CHECK = "mcda-ai check"


@checks_arguments
def document(answer: Answer, language: Language = "en", command: str = "") -> Document:
    """Write the report as a document.

    Parameters
    ----------
    answer : Answer
    language : {"en", "nl"}, optional
    command : str, optional
        The command that makes the same report again.

    Returns
    -------
    Document
    """
    problem = answer.problem
    colours = plots.alternative_colours(problem.alternative_names)
    return Document(
        language=language,
        kicker=say("title", language),
        title=called(problem, language),
        description=problem.description.text(language),
        source=str(problem.document) if problem.document else "",
        circumstances=tuple(map(Words(language).said, circumstances_of(problem, language))),
        doubts=tuple(each.in_words(language) for each in first_doubts(problem.doubts, _CHECK)),
        options=tuple(
            Option(
                name=each.name,
                label=called(each, language),
                description=each.description.text(language),
                colour=colours[each.name],
            )
            for each in problem.alternatives
        ),
        sections=tuple(_sections(answer, language, command)),
    )


def _sections(answer: Answer, language: str, command: str) -> Iterator[Section]:
    ballots = answer.problem.counts
    parts: dict[str, Iterator[Block]] = {
        "answer": _answer(answer, language),
        "changes": _changes(answer, language),
        "evidence": _evidence(answer, language),
        "layers": _layers(answer, language),
        "methods": _methods(answer, language),
        "robustness": _robustness(answer, language),
        "statements": _statements(answer, language),
        "decides": _decides(answer, language),
        "explorer": iter([Explorer(say("explorer help", language, ballots=ballots))]),
        "limits": _limits(answer, language),
        "cards": iter([method_tables.cards(answer, language)]),
        "provenance": iter([method_tables.provenance(answer, language, command)]),
    }
    for name, blocks in parts.items():
        if stated := tuple(blocks):
            yield Section(name, say(name, language, ballots=ballots), stated)


def _answer(answer: Answer, language: str) -> Iterator[Block]:
    yield Sentences(tuple(headline(answer)), Words(language))


def _changes(answer: Answer, language: str) -> Iterator[Block]:
    words = Words(language, answer.problem.labels(language))
    bounds = () if answer.bounds is None else answer.bounds.claims
    stated = (*open_cells(answer), *bounds, *answer.everything.stability.claims)
    told = set(map(words.said, headline(answer)))  # such as who was scored by nobody
    yield Sentences(tuple(each for each in stated if words.said(each) not in told), words)
    if answer.without_preconditions is not None:
        rest = answer.without_preconditions.stability.claims
        yield Sentences(rest, words, say("without heading", language))
    yield Sentences((text_of("points note", ballots=answer.problem.counts),), words)
    yield _picture("flips", answer, language)
    yield _picture("walk", answer, language)
    yield change_tables.left_out(answer, language)
    if change_tables.has_versions(answer):
        yield change_tables.versions(answer, language)


def _evidence(answer: Answer, language: str) -> Iterator[Block]:
    yield evidence_table(answer.problem, language)
    words = Words(language)
    if measured_criteria(answer.problem):
        yield Sentences(tuple(what_methods_count(answer.methods)), words)
    careful = tuple(cautions(answer, language))
    if careful:
        yield Sentences(careful, words, say("cells to know", language))
    if answer.problem.remarks:
        remarks = tuple(_remark(each, language) for each in answer.problem.remarks)
        yield Sentences(remarks, words, say("remarks", language))


def _remark(remark: Remark, language: str) -> Label:
    """Give what the document's reader remarks, in words of the source, and where it stands."""
    sources = "; ".join(source.text(language) for source in remark.sources)
    return Label.same(f"{remark.text.text(language)} ({sources})")


def _layers(answer: Answer, language: str) -> Iterator[Block]:
    if not answer.problem.counts:  # all ballots stand in one
        yield method_tables.layers(answer, language)
        yield _picture("layers", answer, language)


def _methods(answer: Answer, language: str) -> Iterator[Block]:
    words, alike = Words(language), tuple(same_methods(answer))
    if alike:
        yield Sentences(alike, words)
    yield method_tables.fixed_weights(answer, language)
    yield method_tables.every_method(answer, language)
    refused = answer.comparison.refusals
    if refused:
        told = (refusal(label_of(name), why) for name, why in refused.items())
        yield Sentences(tuple(told), words)
    yield _picture("agreement", answer, language)


def _robustness(answer: Answer, language: str) -> Iterator[Block]:
    yield _picture("first-ranks", answer, language)
    yield weight_tables.first_ranks(answer, language)
    yield weight_tables.all_ranks(answer, language)
    yield _picture("regions", answer, language)
    if answer.has_several_layers:
        yield weight_tables.central_weights(answer, language)


def _statements(answer: Answer, language: str) -> Iterator[Block]:
    yield weight_tables.extremes(answer, language)
    yield weight_tables.pairs(answer, language)
    if answer.has_several_layers:
        yield weight_tables.weight_ranges(answer, language)
    yield weight_tables.intervals(answer, language)
    yield _picture("intervals", answer, language)


def _decides(answer: Answer, language: str) -> Iterator[Block]:
    labels = answer.problem.labels(language)
    words = Words(language, labels)
    if answer.attribution is not None:
        yield Sentences(answer.attribution.claims, words)
        yield decision_tables.attribution(answer, language)
    yield Sentences((*answer.questions.claims, *answer.settlement.claims), words)
    if answer.questions.tell and not answer.questions.unanimous:
        yield decision_tables.questions(answer, language, labels)
    if len(answer.settlement.steps):
        yield decision_tables.settlement(answer, language, labels)
        yield _picture("entropy", answer, language)
    if answer.ground is not None:
        yield Sentences(answer.ground.claims, words)
        yield decision_tables.weight_sets(answer, language)


def _limits(answer: Answer, language: str) -> Iterator[Block]:
    problem = answer.problem
    given = "weight sets alone" if problem.weight_sets else "no weights"
    fixed = given if problem.own_weights is None else "own weights"
    ranks = "ranks and values" if measured_criteria(problem) else "ranks alone"
    texts = (text_of(key, ballots=problem.counts)
             for key in (fixed, "shares of weightings", ranks, "assumptions"))  # fmt: skip
    yield Sentences((*texts, draws(answer)), Words(language))


def _picture(name: str, answer: Answer, language: str) -> Picture:
    titles = {"layers": "heatmap", "first-ranks": "first ranks", "intervals": "intervals"}
    ballots, title = answer.problem.counts, titles.get(name, f"picture {name}")
    weights = say(f"with {answer.weights}", language, ballots=ballots)
    weighed = say(answer.weighed, language)
    return Picture(name, say(title, language, ballots=ballots, weights=weights, weighed=weighed))
