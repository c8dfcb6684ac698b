"""From a decision problem to the plain data of a problem file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from mcda_ai.io.problem_files.requirements import requirement_to_data
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.orders.partial_order import Order, PartialOrder, order_of
from mcda_ai.problem.confidence import Confidence, ConfidenceWords
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    NOT_SCORED,
    Alternative,
    Criterion,
    Document,
    Judgement,
    Layer,
    Level,
    Reading,
    Scale,
    Scenario,
    ScenarioCell,
    Source,
    WeightSet,
)
from mcda_ai.problem.requirements.deciding import decided_anew
from mcda_ai.problem.statements import DEFAULT_METHOD, OptionStatement

Named = Alternative | Layer | Level | Reading | Scale | Criterion | Scenario | WeightSet


def problem_to_data(problem: DecisionProblem) -> dict[str, Any]:
    """Give the plain data of a problem file, from which `problem_from_data` makes an equal problem.

    What is empty or as it is by default is left out, and sources that most judgements of a reading
    share stand at the reading. All readings and scenarios are given; the reading and the scenarios
    in use, and the names of what was removed, stand under ``circumstances``. What was removed is
    gone, as it is from the problem.

    Parameters
    ----------
    problem : DecisionProblem

    Returns
    -------
    dict
        Mappings, lists, texts, numbers and None; ties are written in the order of the
        alternatives, an unscored criterion as None or with its reason.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "trust": None})
    >>> problem_to_data(problem)["criteria"][1]["judgements"]
    {'given': None}
    """
    problem = problem.whole
    title = "" if problem.document is None else problem.document.title
    shared = {name: _shared_sources(judged) for name, judged in problem.judgements.items()}
    return _given(
        version=1,
        **_named(problem),
        description=_text(problem.description),
        question=_text(problem.question),
        owner=problem.owner,
        date=problem.date,
        document=None if problem.document is None else _document(problem.document),
        alternatives=[_short(_alternative(each)) for each in problem.alternatives],
        layers=[_short(_layer(each)) for each in problem.layers],
        scales=[
            {**_named(each), "levels": [_short(_named(level)) for level in each.levels]}
            for each in problem.scales
        ],
        readings=[
            _short(
                _given(
                    **_named(each),
                    description=_text(each.description),
                    sources=_sources(shared[each.name], title),
                )
            )
            for each in problem.readings
        ],
        criteria=[_criterion(problem, each, shared, title) for each in problem.criteria],
        scenarios=[_scenario(each, title) for each in problem.scenarios],
        remarks=[
            {
                "name": each.name,
                "text": _text(each.text) or "",
                **_given(sources=_sources(each.sources, title)),
            }
            for each in problem.remarks
        ],
        weights=None if problem.own_weights is None else _numbers(problem.own_weights),
        counts=problem.counts,
        language=problem.language,
        weight_sets=[
            {
                **_named(each),
                "weights": _numbers(each.by_name),
                **_given(sources=_sources(each.sources, title)),
            }
            for each in problem.weight_sets
        ],
        statements=[_statement(each, title) for each in problem.statements],
        confidence=None if problem.confidence is None else _words(problem.confidence),
        circumstances=_circumstances(problem),
    )


def _given(**entries: Any) -> dict[str, Any]:  # noqa: ANN401  (any plain data)
    """Leave out entries that are empty; weights may be, of a problem that lost its criteria."""
    return {
        key: value
        for key, value in entries.items()
        if value or (key in ("weights", "label") and value is not None)
    }


def _short(entry: dict[str, Any]) -> Any:  # noqa: ANN401  (a text or a mapping)
    """Write a name alone where there is nothing else."""
    return entry["name"] if entry.keys() == {"name"} else entry


def _named(part: Named | DecisionProblem) -> dict[str, Any]:
    """Give name and label; the label is left out where it is the name."""
    label = None if part.label == Label.same(part.name) else _text(part.label) or ""
    return {"name": part.name, **_given(label=label)}


def _text(label: Label) -> str | dict[str, str] | None:
    if not label:
        return None
    return label.nl if label.nl == label.en else _given(nl=label.nl, en=label.en)


def _number(value: float) -> float:
    """Write a whole number without decimals."""
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _numbers(by_name: Mapping[str, float]) -> dict[str, float]:
    return {name: _number(value) for name, value in by_name.items()}


def _document(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        **_given(
            authors=list(document.authors),
            publisher=document.publisher,
            client=document.client,
            number=document.number,
            date=document.date,
            language=document.language,
        ),
    }


def _alternative(alternative: Alternative) -> dict[str, Any]:
    role = "" if alternative.role == "option" else alternative.role
    return _given(**_named(alternative), description=_text(alternative.description), role=role)


def _layer(layer: Layer) -> dict[str, Any]:
    role = "" if layer.role == "benefit chain" else layer.role
    return _given(**_named(layer), description=_text(layer.description), role=role)


def _circumstances(problem: DecisionProblem) -> dict[str, Any]:
    is_first = problem.active_reading == problem.readings[0].name
    return _given(
        reading="" if is_first else problem.active_reading,
        scenarios=list(problem.active_scenarios),
        removed=_removed(problem),
        admitted=list(problem.admitted),
    )


def as_held(problem: DecisionProblem) -> DecisionProblem:
    """Give the problem that a file holds: who is out by a criterion left out is taken away."""
    whole = problem.whole
    if not whole.excluded:
        return problem
    return decided_anew(problem, set_aside=None, removed=tuple(_removed(whole)))


def _removed(problem: DecisionProblem) -> list[str]:
    """Name what was taken away; so are the options that are out by a criterion that was."""
    return [*problem.removed, *dict.fromkeys(each.name for each in problem.excluded)]


# --- sources -----------------------------------------------------------------------------------


def _shared_sources(judged: Mapping[str, Judgement]) -> tuple[Source, ...]:
    """Give the sources that most judgements of a reading have, where at least two have them."""
    counts = Counter(judgement.sources for judgement in judged.values() if judgement.sources)
    sources, count = counts.most_common(1)[0] if counts else ((), 0)
    return sources if count > 1 else ()


def _sources(sources: Sequence[Source], title: str) -> list[dict[str, str]]:
    return [_source(source, title) for source in sources]


def _source(source: Source, title: str) -> dict[str, str]:
    """Give a source; its document is that of the file unless it says otherwise."""
    document = {} if source.document == title else {"document": source.document}
    place = _given(table=source.table, section=source.section, page=source.page, note=source.note)
    return {**place, **document}


def _own_sources(
    sources: Sequence[Source], inherited: Sequence[Source], title: str
) -> dict[str, Any]:
    """Give sources where they differ from the inherited ones; if there are none, an empty list."""
    return {} if sources == inherited else {"sources": _sources(sources, title)}


# --- evidence ----------------------------------------------------------------------------------


def _criterion(
    problem: DecisionProblem,
    criterion: Criterion,
    shared: Mapping[str, tuple[Source, ...]],
    title: str,
) -> dict[str, Any]:
    judged = {name: table[criterion.name] for name, table in problem.judgements.items()}
    is_measured = any(judgement.values is not None for judgement in judged.values())
    return {
        **_named(criterion),
        "layer": criterion.layer,
        **({} if criterion.scale is None else {"scale": criterion.scale}),
        **_given(
            unit=criterion.unit,
            direction=criterion.direction if is_measured or criterion.direction != "max" else "",
            preference=_preference(criterion.preference),
            merged=list(criterion.merged),
            required=_required(criterion, title),
        ),
        "judgements": {
            reading.name: _judgement(judged[reading.name], shared[reading.name], title)
            for reading in problem.readings
        },
    }


def _required(criterion: Criterion, title: str) -> dict[str, Any] | None:
    required = criterion.required
    if required is None:
        return None
    return requirement_to_data(required, _sources(required.sources, title))


def _preference(function: PreferenceFunction) -> dict[str, Any] | None:
    if function == PreferenceFunction():
        return None
    return _given(
        kind=function.kind,
        q=_number(function.q),
        p=_number(function.p),
        s=_number(function.s),
    )


def _judgement(judgement: Judgement, inherited: tuple[Source, ...], title: str) -> Any:  # noqa: ANN401
    """Give a judgement; an order alone, or nothing, where that says it all."""
    data = {
        **_evidence(judgement),
        **_given(
            status="" if judgement.status == "stated" else judgement.status,
            reason=_text(judgement.reason),
            note=_text(judgement.note),
            by_hand=judgement.by_hand,
            confidence=_confidence(judgement.confidence),
        ),
        **_own_sources(judgement.sources, inherited, title),
    }
    if data == {"status": "unscored", "reason": {"nl": NOT_SCORED.nl, "en": NOT_SCORED.en}}:
        return None
    return data["order"] if data.keys() == {"order"} else data


def _confidence(confidence: Confidence | None) -> Any:  # noqa: ANN401  (plain data)
    is_number = isinstance(confidence, float)
    return {"right": confidence} if is_number else confidence


def _words(words: ConfidenceWords) -> dict[str, Any]:
    return {"owner": words.owner} | {each: _confidence(right) for each, right in words.meanings}


def _evidence(judgement: Judgement) -> dict[str, Any]:
    if judgement.order is not None:
        return {"order": _order(judgement.order)}
    if judgement.levels is not None:
        levels = judgement.levels.items()
        return {"levels": {n: each[0] if len(each) == 1 else list(each) for n, each in levels}}
    return {} if judgement.values is None else {"values": _numbers(judgement.values)}


def _order(order: Order) -> str | list[Any]:
    """Write an order as text, or as groups where a name holds a sign that stands for something."""
    text = str(order)
    try:
        is_plain = order_of(text) == order
    except ProblemError:
        is_plain = False
    if is_plain:
        return text
    if isinstance(order, PartialOrder):
        return [list(map(list, chain)) for chain in order.chains]
    return [list(group) if len(group) > 1 else group[0] for group in order.groups]


def _scenario(scenario: Scenario, title: str) -> dict[str, Any]:
    return {
        **_named(scenario),
        **_given(
            description=_text(scenario.description), sources=_sources(scenario.sources, title)
        ),
        "cells": [_cell(cell, scenario, title) for cell in scenario.cells],
    }


def _cell(cell: ScenarioCell, scenario: Scenario, title: str) -> dict[str, Any]:
    return {
        "criterion": cell.criterion,
        "order": None if cell.order is None else _order(cell.order),
        **_own_sources(cell.sources, scenario.sources, title),
    }


def _statement(statement: OptionStatement, title: str) -> Any:  # noqa: ANN401  (plain data)
    """Write a statement: what it says alone, where that is all there is."""
    method = "" if statement.method == DEFAULT_METHOD else statement.method
    further = _given(method=method, sources=_sources(statement.sources, title))
    return {"prefers": statement.prefers, **further} if further else statement.prefers
