"""What the report says: the document made of an answer, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mcda_ai import plots
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.claims import Claim
from mcda_ai.messages.doubts import first_doubts
from mcda_ai.messages.label import Label, called
from mcda_ai.methods.against_baseline import OF_BASELINE
from mcda_ai.methods.registry import label_of
from mcda_ai.plots.chain_of_layers import chain_of_layers
from mcda_ai.plots.style import TIE_GREY
from mcda_ai.problem.circumstances import set_apart
from mcda_ai.problem.decision import told_of_decision
from mcda_ai.problem.evidence import Remark
from mcda_ai.report import (
    change_tables,
    decision_tables,
    method_tables,
    repeat_tables,
    stated_tables,
    weight_tables,
)
from mcda_ai.report.baseline import baseline_introduced, baseline_section, with_baseline_marked
from mcda_ai.report.brief import brief
from mcda_ai.report.cautions import (
    cautions,
    draws,
    open_cells,
    refusal,
    same_methods,
)
from mcda_ai.report.changes import changes_table, is_change
from mcda_ai.report.document import (
    Block,
    Document,
    Explorer,
    Option,
    Picture,
    Section,
    Sentences,
    Table,
)
from mcda_ai.report.evidence_rows import evidence_table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.headline import headline, repeated_kinds, told_of_taking_part, weights_told
from mcda_ai.report.in_short import in_short
from mcda_ai.report.measured import measured_criteria, sizes_count, what_methods_count
from mcda_ai.report.pictures import OF_SOME, available, drawn_repeats
from mcda_ai.report.scopes import Scope
from mcda_ai.report.shown import (
    picture_of_some,
    shortened,
    some_options,
    told_of,
    turned,
    words_of,
)
from mcda_ai.report.texts import say, text_of
from mcda_ai.sensitivity.stability_of_points import OF_POINTS, claims_about_points

_CHECK = "mcda-ai check"
_TOLD_APART = (*OF_POINTS, *OF_BASELINE)
"""Kinds of claims of stability that stand beside the methods, and with the answer itself."""


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
    words = words_of(language, problem.whole.labels(language)).marking(problem.baseline or "")
    colours = plots.alternative_colours(answer.shown.names)
    made = Document(
        language=language,
        kicker=say("title", language),
        title=called(problem, language),
        description=problem.description.text(language),
        decision=" ".join(Sentences(tuple(told_of_decision(problem)), words).sentences),
        source=str(problem.document) if problem.document else "",
        out=Sentences(
            tuple(told_of_taking_part(problem)),
            words_of(
                language, problem.whole.labels(language) | baseline_introduced(problem, language)
            ),
        ).sentences,
        circumstances=tuple(map(words_of(language).said, set_apart(problem, language))),
        doubts=tuple(each.in_words(language) for each in first_doubts(problem.doubts, _CHECK)),
        options=tuple(
            Option(
                name=each.name,
                label=called(each, language),
                description=each.description.text(language),
                colour=colours.get(each.name, TIE_GREY),
            )
            for each in problem.alternatives
        ),
        sections=tuple(_sections(answer, language, command)),
        brief=brief(answer, language, with_out=False),
        picture=_of_the_brief(answer, language),
    )
    return with_baseline_marked(made, answer)


def _sections(answer: Answer, language: str, command: str) -> Iterator[Section]:
    ballots = answer.problem.counts
    parts: dict[str, Iterator[Block]] = {
        "answer": _answer(answer, language),
        "stated": _stated(answer, language),
        "baseline": baseline_section(answer, language),
        "changes": _changes(answer, language),
        "evidence": _evidence(answer, language),
        "layers": _layers(answer, language),
        "repeats": _repeats(answer, language),
        "methods": _methods(answer, language),
        "robustness": _robustness(answer, language),
        "statements": _statements(answer, language),
        "decides": _decides(answer, language),
        "explorer": _explorer(answer, language),
        "limits": _limits(answer, language),
        "cards": iter([method_tables.cards(answer, language)]),
        "provenance": iter([method_tables.provenance(answer, language, command)]),
        "appendix": _appendix(answer, language),
    }
    lines, words = in_short(answer), words_of(language, answer.problem.labels(language))
    for name, blocks in parts.items():
        if stated := tuple(blocks):
            line = Sentences((lines[name],), words) if name in lines else None
            yield Section(name, say(name, language, ballots=ballots), stated, line)


def _answer(answer: Answer, language: str) -> Iterator[Block]:
    yield Sentences(tuple(headline(answer)), words_of(language))


def _of_the_brief(answer: Answer, language: str) -> Picture | None:
    """Show the theory of change, if there is any, and say what it shows to who does not see it."""
    if "chain" not in available(answer):
        return None
    shown = chain_of_layers(answer.everything.stability.ranking).said()
    words = words_of(language, answer.problem.labels(language))
    return replace(_picture("chain", answer, language), shows=words.said(shown))


def _stated(answer: Answer, language: str) -> Iterator[Block]:
    """Show what was said of the options and what it does; nothing if nothing was said."""
    stated = answer.stated
    if stated is None:
        return
    words = words_of(language, answer.problem.labels(language))
    yield Sentences(tuple(stated.findings()), words)
    yield stated_tables.said(answer, stated, language)
    if stated.found is not None:
        names = answer.shown.names
        table = stated_tables.first_where_they_hold(answer, stated, names, language)
        yield _fitting(table, answer, language)


def changes_told(answer: Answer) -> tuple[Claim, ...]:
    """Say what would change the answer; what the headline says is not said again.

    Of many options only of those that are shown.
    """
    bounds = () if answer.bounds is None else answer.bounds.findings
    stated = (*open_cells(answer), *bounds, *_about_stability(answer, answer.everything))
    words, heads = words_of("en"), tuple(headline(answer))
    told = set(map(words.said, heads))  # such as who was scored by nobody
    elsewhere = (*_TOLD_APART, *repeated_kinds(heads))
    return tuple(
        each for each in stated if words.said(each) not in told and each.kind not in elsewhere
    )


def _about_stability(answer: Answer, scope: Scope) -> list[Claim]:
    return told_of(scope.findings, answer.shown.names)


def _changes(answer: Answer, language: str) -> Iterator[Block]:
    words = words_of(language, answer.problem.labels(language))
    used = say(f"with {answer.weights}", language, ballots=answer.problem.counts)
    headings = ("", say("without heading", language))
    by_scope = [_about_stability(answer, scope) for scope in answer.scopes]
    marking = words.marking(answer.problem.baseline or "")  # its cells hold more than names
    table = changes_table(zip(headings, by_scope, strict=False), used, marking)
    if table is not None:
        yield _fitting(table, answer, language)
    headings = (say("changes by", language, weights=used), headings[1])
    for heading, claims in zip(headings, (changes_told(answer), *by_scope[1:]), strict=False):
        if sentences := tuple(each for each in claims if not is_change(each)):
            yield Sentences(sentences, words, heading)
    yield Sentences((text_of("points note", ballots=answer.problem.counts),), words)
    yield _picture("flips", answer, language)
    yield _picture("walk", answer, language)
    yield _fitting(change_tables.left_out(answer, answer.shown.names, language), answer, language)
    if change_tables.has_versions(answer):
        yield _fitting(change_tables.versions(answer, language), answer, language)


def _evidence(answer: Answer, language: str) -> Iterator[Block]:
    table = evidence_table(answer.problem, language, answer.shown.names)
    yield _fitting(table, answer, language)
    words = words_of(language)
    if sizes_count(measured_criteria(answer.problem), answer.methods):
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
        yield _fitting(method_tables.layers(answer, language), answer, language)


def _repeats(answer: Answer, language: str) -> Iterator[Block]:
    """Show what is equal and what follows from it; nothing if no two criteria say the same."""
    if answer.repeated is None or not answer.repeated.is_any:
        return
    found = answer.repeated.anywhere
    used = say(f"with {answer.weights}", language)
    words = words_of(language, answer.problem.labels(language))
    yield Sentences(found.findings, words, say("changes by", language, weights=used))
    if drawn_repeats(answer) is not None:
        yield _picture("redundancy", answer, language)
    yield repeat_tables.equal_rankings(answer, found, language)
    if answer.has_several_layers:
        yield repeat_tables.agreement(answer, found, language)


def _methods(answer: Answer, language: str) -> Iterator[Block]:
    words, used = words_of(language), weights_told(answer, answer.weights)
    alike = tuple(same_methods(answer))
    whatever = tuple(claims_about_points(answer.everything.stability, used))
    yield Sentences((*alike, *whatever), words)
    yield _fitting(method_tables.fixed_weights(answer, language), answer, language)
    yield _fitting(method_tables.every_method(answer, language), answer, language)
    refused = answer.comparison.refusals
    if refused:
        told = (refusal(label_of(name), why) for name, why in refused.items())
        yield Sentences(tuple(told), words)
    yield _picture("agreement", answer, language)


def _robustness(answer: Answer, language: str) -> Iterator[Block]:
    yield _picture("first-ranks", answer, language)
    names = answer.shown.names
    yield _fitting(weight_tables.first_ranks(answer, names, language), answer, language)
    yield _fitting(weight_tables.all_ranks(answer, names, language), answer, language)
    yield _picture("regions", answer, language)
    if answer.has_several_layers:
        table = weight_tables.central_weights(answer, names, language)
        yield _fitting(table, answer, language)


def _statements(answer: Answer, language: str) -> Iterator[Block]:
    names = answer.shown.names
    yield _fitting(weight_tables.extremes(answer, names, language), answer, language)
    yield _fitting(weight_tables.pairs(answer, names, language), answer, language)
    if answer.has_several_layers:
        yield _fitting(weight_tables.weight_ranges(answer, names, language), answer, language)
    yield weight_tables.intervals(answer, language)
    yield _picture("intervals", answer, language)


def _decides(answer: Answer, language: str) -> Iterator[Block]:
    labels = answer.problem.labels(language)
    words = words_of(language, labels)
    if answer.attribution is not None:
        yield Sentences(answer.attribution.findings, words)
        yield decision_tables.attribution(answer, language)
    yield Sentences((*answer.questions.findings, *answer.settlement.findings), words)
    if answer.questions.tell and not answer.questions.unanimous:
        yield decision_tables.questions(answer, language, labels)
    if len(answer.settlement.steps):
        yield decision_tables.settlement(answer, language, labels)
        yield _picture("entropy", answer, language)
    if answer.ground is not None:
        yield Sentences(answer.ground.findings, words)
        yield _fitting(decision_tables.weight_sets(answer, language), answer, language)


def _explorer(answer: Answer, language: str) -> Iterator[Block]:
    if "explorer" not in answer.left_out:
        yield Explorer(say("explorer help", language, ballots=answer.problem.counts))


def _fitting(table: Table, answer: Answer, language: str) -> Table:
    """Cut long texts and say how many options there are, where not all of them are shown."""
    if answer.shows_all:
        return table
    cut, notes = shortened(table), [table.note]
    named = {*table.head, *(row[0].text for group in table.groups for row in group.rows)}
    if named.issuperset(answer.shown.names):
        notes.append(f"{words_of(language).said(some_options(*_numbers(answer)))}.")
    if cut != table:
        notes.append(say("cut texts", language))
    return replace(cut, note=" ".join(filter(None, notes)))


def _numbers(answer: Answer) -> tuple[int, int]:
    """Give how many options are shown, and how many there are."""
    return len(answer.shown.names), len(answer.problem.alternatives)


def _appendix(answer: Answer, language: str) -> Iterator[Block]:
    """Show of all options what the report shows of some; of the most, an option a row."""
    if answer.shows_all:
        return
    names, corner = answer.problem.alternative_names, say("option", language)
    tables = [
        turned(weight_tables.first_ranks(answer, names, language), corner),
        weight_tables.extremes(answer, names, language),
        method_tables.fixed_weights(answer, language),
        method_tables.every_method(answer, language),
        change_tables.left_out(answer, names, language),
        evidence_table(answer.problem, language),
        weight_tables.all_ranks(answer, names, language),
        weight_tables.pairs(answer, names, language),
    ]
    if answer.has_several_layers:
        tables += [
            method_tables.layers(answer, language),
            turned(weight_tables.central_weights(answer, names, language), corner),
            turned(weight_tables.weight_ranges(answer, names, language), corner),
        ]
    if change_tables.has_versions(answer):
        tables.append(change_tables.versions(answer, language))
    if answer.ground is not None:
        tables.append(decision_tables.weight_sets(answer, language))
    if answer.stated is not None and answer.stated.found is not None:
        all_ = stated_tables.first_where_they_hold(answer, answer.stated, names, language)
        tables.append(all_)
    yield from (replace(table, name=f"{table.name}, all") for table in tables)


def _limits(answer: Answer, language: str) -> Iterator[Block]:
    problem = answer.problem
    given = "weight sets alone" if problem.weight_sets else "no weights"
    fixed = given if problem.own_weights is None else "own weights"
    ranks = "ranks and values" if measured_criteria(problem) else "ranks alone"
    texts = (text_of(key, ballots=problem.counts)
             for key in (fixed, "shares of weightings", ranks, "assumptions"))  # fmt: skip
    yield Sentences((*texts, draws(answer)), words_of(language))


def _picture(name: str, answer: Answer, language: str) -> Picture:
    titles = {"first-ranks": "first ranks", "intervals": "intervals"}
    ballots, title = answer.problem.counts, titles.get(name, f"picture {name}")
    weights = say(f"with {answer.weights}", language, ballots=ballots)
    told = say(title, language, ballots=ballots, weights=weights)
    if name in OF_SOME and not answer.shows_all:
        told = words_of(language).said(picture_of_some(told, *_numbers(answer)))
    return Picture(name, told)
