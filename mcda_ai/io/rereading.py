"""A problem written in a format and read again at once, and what is not the same then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeAlias

from mcda_ai.io.preflib import KINDS, preflib_text, problem_from_preflib
from mcda_ai.io.spreadsheet.grid import cleaned
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.tables.delimited import criterion_weights, csv_text, grid_of
from mcda_ai.io.tables.effects import problem_from_grid
from mcda_ai.io.template.reading import problem_from_template
from mcda_ai.io.template.writing import filled_workbook
from mcda_ai.messages.label import Label
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import NOT_SCORED, Judgement

_Judged: TypeAlias = Mapping[str, Judgement]

_PARTS = {
    "alternatives": "alternative",
    "layers": "layer",
    "criteria": "criterion",
    "scales": "scale",
    "scenarios": "scenario",
    "remarks": "remark",
    "weight_sets": "weight set",
    "readings": "reading",
}
_NOT_THERE = Judgement(status="unscored", reason=NOT_SCORED)
DIGITS = 16  # of a number in a workbook
_WHOLE = ("document", "label", "description", "own_weights", "active_reading")


def written(problem: DecisionProblem, kind: str) -> Callable[[], DecisionProblem]:
    """Write a problem in a format; what is given reads it again.

    Raises
    ------
    ProblemError
        If the format cannot hold it at all; when it is read, if that cannot be done.
    """
    if kind == "xlsx":
        content = filled_workbook(problem)
        return lambda: problem_from_template(sheets_of(content), name=problem.name, doubts=[])
    if kind in ("csv", "tsv"):
        separator = "\t" if kind == "tsv" else ";"
        table = csv_text(problem, separator=separator)
        return lambda: problem_from_grid(grid_of(table), name=problem.name, doubts=[])
    election = preflib_text(problem, kind)
    return lambda: problem_from_preflib(election, name=problem.name, kind=kind)


def as_written(number: float, kind: str) -> float:
    """Give what is left of a number: a workbook rounds it."""
    return float(f"{number:.{DIGITS}g}") if kind == "xlsx" else number


def what_differs(problem: DecisionProblem, again: DecisionProblem) -> Iterator[str]:
    """Name what is not the same; a label that is shown alike is the same."""
    for attribute in _WHOLE:
        name = problem.name if attribute == "label" else ""
        if _shown(getattr(problem, attribute), name) != _shown(getattr(again, attribute), name):
            yield f"the {attribute.replace('_', ' ')} of the problem"
    for attribute, kind in _PARTS.items():
        was, now = ({part.name: part for part in getattr(version, attribute)}
                    for version in (problem, again))  # fmt: skip
        if list(was) != list(now):
            yield f"the {attribute.replace('_', ' ')} or their order"
            continue
        for name in was:
            yield from _differing_fields(f"{kind} '{name}'", was[name], now[name])
    yield from _differing_judgements(problem, again)


def what_counts_otherwise(
    problem: DecisionProblem, again: DecisionProblem, kind: str
) -> Iterator[str]:
    """Name values, orders, levels and weights that are not the same, whatever else is lost."""
    if kind in KINDS:
        if _ballots(problem) != _ballots(again):
            yield "the orders or their counts"
        return
    for where, was, now in _compared_readings(problem, again, kind):
        yield from (
            f"what {where} says on '{name}'"
            for name in was
            if _counted(was[name], kind) != _counted(now.get(cleaned(name), _NOT_THERE), kind)
        )
    for what, weights in _weights(problem, kind).items():
        if weights != _weights(again, kind).get(what, {}):
            yield f"the {what}"


def _ballots(problem: DecisionProblem) -> dict[frozenset[tuple[str, float]], float]:
    """Count each ranking, as an election does: its criteria have no names of their own."""
    weights = criterion_weights(problem)
    names = [cleaned(name) for name in problem.alternative_names]
    counts: dict[frozenset[tuple[str, float]], float] = {}
    for criterion, row in zip(problem.criterion_names, problem.ranks.tolist(), strict=True):
        weight = weights.get(criterion, 0.0) if weights else 1.0
        ranking = frozenset(each for each in zip(names, row, strict=True) if each[1] == each[1])
        if ranking and weight:
            counts[ranking] = counts.get(ranking, 0.0) + weight
    return counts


def _compared_readings(
    problem: DecisionProblem, again: DecisionProblem, kind: str
) -> Iterator[tuple[str, _Judged, _Judged]]:
    """Pair what is judged: a workbook holds every reading, a table what counts in the one used."""
    if kind != "xlsx":
        was, now = ({name: version.judgement(name) for name in version.criterion_names}
                    for version in (problem, again))  # fmt: skip
        yield f"reading '{problem.active_reading}'", was, now
        return
    for reading, judged in problem.judgements.items():
        yield f"reading '{reading}'", judged, again.judgements.get(cleaned(reading), {})


def _counted(judgement: Judgement, kind: str) -> tuple[object, ...]:
    """Give what a judgement ranks, apart from what is said about it."""
    ranks = {} if judgement.order is None else judgement.order.ranks
    return (
        {cleaned(name): rank for name, rank in ranks.items()},
        {cleaned(name): {*map(cleaned, levels)}
         for name, levels in (judgement.levels or {}).items() if levels},
        {cleaned(name): as_written(value, kind)
         for name, value in (judgement.values or {}).items()},
    )  # fmt: skip


def _weights(problem: DecisionProblem, kind: str) -> dict[str, dict[str, float]]:
    """Give the weights that a file holds; a table has one column of them, by criterion."""
    if kind != "xlsx":
        return {"own weights": _above_zero(criterion_weights(problem), kind)}
    sets = {f"weight set '{cleaned(each.name)}'": each.by_name for each in problem.weight_sets}
    given = {"own weights": problem.own_weights or {}, **sets}
    return {what: _above_zero(weights, kind) for what, weights in given.items()}


def _above_zero(weights: Mapping[str, float], kind: str) -> dict[str, float]:
    return {cleaned(name): as_written(weight, kind) for name, weight in weights.items() if weight}


def _differing_fields(what: str, was: Any, now: Any) -> Iterator[str]:  # noqa: ANN401  (any part)
    for field in fields(was):
        before, after = getattr(was, field.name), getattr(now, field.name)
        if field.name == "weights":  # a set, whatever the order
            before, after = dict(before), dict(after)
        name = was.name if field.name == "label" else ""
        if _shown(before, name) != _shown(after, name):
            yield f"the {field.name} of {what}"


def _differing_judgements(problem: DecisionProblem, again: DecisionProblem) -> Iterator[str]:
    for reading, judged in problem.judgements.items():
        for name, judgement in judged.items():
            if again.judgements.get(reading, {}).get(name, judgement) != judgement:
                yield f"what reading '{reading}' says on '{name}'"


def _shown(value: object, name: str = "") -> object:
    """Give what a label shows in each language; whatever else it is, the value itself."""
    if isinstance(value, Label):
        return value.text("nl") or name, value.text("en") or name
    if isinstance(value, tuple):
        return tuple(
            (each.name, _shown(each.label, each.name)) if hasattr(each, "label") else each
            for each in value
        )
    return dict(value) if isinstance(value, Mapping) else value
