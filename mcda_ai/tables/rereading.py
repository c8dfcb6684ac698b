"""A problem written in a format and read again at once, and what is not the same then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from mcda_ai.evidence import Label
from mcda_ai.problem import DecisionProblem
from mcda_ai.tables.delimited import csv_text, grid_of
from mcda_ai.tables.effects import problem_from_grid
from mcda_ai.tables.form_reading import problem_from_form
from mcda_ai.tables.form_writing import filled_workbook
from mcda_ai.tables.preflib import preflib_text, problem_from_preflib
from mcda_ai.tables.workbook import sheets_of

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
        return lambda: problem_from_form(sheets_of(content), name=problem.name, doubts=[])
    if kind in ("csv", "tsv"):
        separator = "\t" if kind == "tsv" else ";"
        table = csv_text(problem, separator=separator)
        return lambda: problem_from_grid(grid_of(table), name=problem.name, doubts=[])
    election = preflib_text(problem, kind)
    return lambda: problem_from_preflib(election, name=problem.name, kind=kind)


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
