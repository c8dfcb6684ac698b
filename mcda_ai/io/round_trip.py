"""A problem written in a format and read again at once, and what is not the same then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

import numpy as np

from mcda_ai.io.preflib import KINDS, UNRANKED_ABSTAIN, UNRANKED_BELOW, problem_from_preflib
from mcda_ai.io.preflib_writing import preflib_text
from mcda_ai.io.spreadsheet.grid import cleaned
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.tables.delimited import criterion_weights, csv_text, grid_of
from mcda_ai.io.tables.effects import problem_from_grid
from mcda_ai.io.template.reading import problem_from_template
from mcda_ai.io.template.writing import filled_workbook
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.label import Label
from mcda_ai.problem.construction import GIVEN
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.differences import PartDifference, differences_between
from mcda_ai.problem.evidence import Level

DIGITS = 16  # of a number in a workbook

_fault = faults_of("io")


def read_again(problem: DecisionProblem, kind: str) -> DecisionProblem:
    """Write a problem in a format, in memory, and read that.

    Raises
    ------
    ProblemError
        If the format cannot hold it at all, or what it holds cannot be read.
    """
    try:
        read = _written(problem, kind)
    except ProblemError as error:
        where = _fault("written in vain")
        raise ProblemError(*(fault.within(where) for fault in error.faults)) from None
    try:
        return read()
    except ProblemError as error:
        raise ProblemError(error.faults[0].within(_fault("not read again"))) from None


def _written(problem: DecisionProblem, kind: str) -> Callable[[], DecisionProblem]:
    """Write a problem; what is given reads it."""
    if kind == "xlsx":
        content = filled_workbook(problem)
        return lambda: problem_from_template(sheets_of(content), name=problem.name, doubts=[])
    if kind in ("csv", "tsv"):
        separator = "\t" if kind == "tsv" else ";"
        table = csv_text(problem, separator=separator)
        return lambda: problem_from_grid(grid_of(table), name=problem.name, doubts=[])
    election = preflib_text(problem, kind)
    is_below = problem.active_reading == UNRANKED_BELOW.name
    return lambda: problem_from_preflib(
        election, name=problem.name, kind=kind, unranked="below" if is_below else "abstain"
    )


def differences_when_read_again(
    problem: DecisionProblem, again: DecisionProblem, kind: str
) -> list[PartDifference]:
    """List what is not the same, apart from labels that show the same and weights of nothing.

    Where a format has names of its own, or counts otherwise, that is one difference
    ("renamed", "by layer", ...) and none of each part by itself. What is the same but for signs
    that a cell does not keep, or the last digits, is "unseen" or "rounded".
    """
    written = problem if kind in KINDS else problem.whole  # an election is of who takes part
    rereading = _Rereading(written, again.whole)
    rereading.note_removed()
    if kind != "xlsx":
        rereading.in_one_reading()
    if kind in KINDS:
        rereading.as_ballots()
    known = {(each.part, each.name) for each in rereading.noted if each.part == "criterion"}
    return rereading.noted + [
        _with_kind(each)
        for each in differences_between(rereading.problem, rereading.again)
        if (each.part, each.name) not in known and not _is_shown_alike(each, problem.name)
    ]


@dataclass
class _Rereading:
    """A problem as a format counts it, and what was read, called as in the problem."""

    problem: DecisionProblem
    again: DecisionProblem
    noted: list[PartDifference] = field(default_factory=list)

    def note(self, part: str, name: str, kind: str, after: object = None) -> None:
        self.noted.append(PartDifference(part, name, kind, name, after))

    def note_removed(self) -> None:
        """Note what was taken away, which is gone from both."""
        for name in self.problem.removed if self.problem.removed != self.again.removed else ():
            self.note("problem", name, "removed")

    def in_one_reading(self) -> None:
        """Apply the active scenarios, weigh by criterion, and call the reading as it was."""
        problem, name = self.problem, self.problem.active_reading
        if problem.active_scenarios:
            counting = {each: problem.judgement(each) for each in problem.criterion_names}
            problem = replace(problem, active_scenarios=(),
                              judgements={**problem.judgements, name: counting})  # fmt: skip
        if not set(problem.own_weights or ()) <= set(problem.criterion_names):
            self.note("own weights", "", "by layer")
            problem = replace(problem, own_weights=criterion_weights(problem))
        (reading,) = self.again.readings
        called = replace(reading, name=name)
        if reading.name == UNRANKED_ABSTAIN.name != name:
            self.note("reading", name, "gaps")
            called = GIVEN if name == GIVEN.name else called
        if reading.name != name:
            if called != GIVEN:
                self.note("reading", name, "renamed", reading.name)
            self.again = replace(
                self.again,
                readings=(called,),
                judgements={name: self.again.judgements[reading.name]},
                active_reading=name,
            )
        self.problem = problem

    def as_ballots(self) -> None:
        """Call each order after the first criterion that ranks so, and count these together."""
        problem, again = self.problem, self.again
        order_of = dict(zip(map(_key, again.ranks), again.criterion_names, strict=True))
        weights = problem.own_weights or dict.fromkeys(problem.criterion_names, 1.0)
        called: dict[str, str] = {}
        counts: dict[str, float] = {}
        for name, ranks in zip(problem.criterion_names, problem.ranks, strict=True):
            order, weight = order_of.get(_key(ranks), ""), weights.get(name, 0.0)
            first = called.setdefault(order, name) if order and weight else ""
            if first:
                counts[first] = counts.get(first, 0.0) + weight
            if np.isnan(ranks).all():
                self.note("criterion", name, "unranked")
            elif not weight:
                self.note("criterion", name, "weightless")
            elif first not in ("", name):
                self.note("criterion", name, "ranked as another")
        if problem.own_weights is None:
            self.note("own weights", "", "counted")
        self._note_numbers(called)
        self.problem = replace(problem, own_weights=counts)
        self.again = _with_criteria_called(again, called)

    def _note_numbers(self, called: Mapping[str, str]) -> None:
        """Note that the orders have numbers for names, or other numbers."""
        names = self.problem.criterion_names
        are_numbers = names == tuple(f"order {k}" for k in range(1, len(names) + 1))
        in_order = [each for each in self.again.criterion_names if each in called]
        if list(called) != in_order or list(called.values()) != in_order:
            self.note("order", "", "renumbered" if are_numbers else "renamed")


def _with_criteria_called(again: DecisionProblem, called: Mapping[str, str]) -> DecisionProblem:
    """Call the criteria of an election otherwise, and put them in the order of their names."""
    names = {**called, **{each: called.get(each, each) for each in again.criterion_names}}
    criteria = {each.name: each for each in again.criteria}
    (judged,) = again.judgements.values()
    return replace(
        again,
        criteria=tuple(
            replace(criteria[was], name=name, label=Label.same(name)) for was, name in names.items()
        ),
        judgements={again.active_reading: {name: judged[was] for was, name in names.items()}},
        own_weights={names[was]: count for was, count in (again.own_weights or {}).items()},
    )


def _key(ranks: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[float, ...]:
    return tuple(np.nan_to_num(ranks, nan=0.0).tolist())


# --- what a difference is ------------------------------------------------------------------------


def _is_shown_alike(difference: PartDifference, problem_name: str) -> bool:
    """Tell whether labels show the same in each language, or weights count the same."""
    if difference.kind == "weight":
        return not difference.before and not difference.after
    name = (difference.name or problem_name) if difference.kind == "label" else ""
    return _shown(difference.before, name) == _shown(difference.after, name)


def _shown(value: object, name: str) -> object:
    if isinstance(value, Label):
        return value.text("nl") or name, value.text("en") or name
    if isinstance(value, tuple) and value and isinstance(value[0], Level):
        return tuple((level.name, _shown(level.label, level.name)) for level in value)
    return value


def _with_kind(difference: PartDifference) -> PartDifference:
    """Say so where only signs or digits are not kept; a field of the problem is a name of it."""
    if _is_only(_cleaned, difference):
        return replace(difference, kind="unseen")
    if _is_only(_rounded, difference):
        return replace(difference, kind="rounded")
    if difference.part == "problem":
        name = "title" if difference.kind == "label" else difference.kind.replace("_", " ")
        return replace(difference, name=name)
    return difference


def _is_only(change: Callable[[Any], Any], difference: PartDifference) -> bool:
    """Tell whether what was read is what was written, but for a change of its texts or numbers."""
    if difference.kind in ("new", "gone", "order", "ranking", "counts"):
        return False
    try:
        return bool(_changed(difference.before, change) == difference.after)
    except ProblemError:  # two of its names become one
        return False


def _cleaned(value: Any) -> Any:  # noqa: ANN401  (a text or a number)
    return cleaned(value) if isinstance(value, str) else value


def _rounded(value: Any) -> Any:  # noqa: ANN401  (a text or a number)
    return value if isinstance(value, str) else float(f"{value:.{DIGITS}g}")


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401  (any part)
    """Change every text and number that a part, or a field of one, holds."""
    if isinstance(value, str | int | float):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _changed(each, change) for name, each in held.items()})
    return value
