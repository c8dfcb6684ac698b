"""A judgement put by hand in the place of what the source says on one criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, shown
from mcda_ai.messages.label import Label
from mcda_ai.orders.partial_order import RankingInput, order_of
from mcda_ai.problem.arrays import EvidenceArrays
from mcda_ai.problem.confidence import Confidence
from mcda_ai.problem.evidence import Criterion, Judgement
from mcda_ai.problem.narrowing import find_part

LevelsInput: TypeAlias = Mapping[str, str | Sequence[str]]
"""For each alternative one level of the scale, or those that are possible."""

_fault = faults_of("problem")


def judgements_changed(
    problem: EvidenceArrays,
    criterion: str,
    order: RankingInput | None,
    values: Mapping[str, float] | None,
    levels: LevelsInput | None,
    reason: str | Label,
) -> dict[str, Mapping[str, Judgement]]:
    """Give the judgements with another one on a criterion, in the reading in use.

    Raises
    ------
    ProblemError
        With all that is wrong with the criterion and with the judgement.
    """
    faults: list[Fault] = []
    found, given = None, None
    try:
        found = _criterion(problem, criterion)
    except ProblemError as error:
        faults += error.faults
    where = _fault("part", kind="criterion", name=found.name if found else str(criterion))
    try:
        given = judgement_by_hand(order, values, levels, reason)
    except ProblemError as error:
        faults += [fault.within(where) for fault in error.faults]
    faults += [fault.within(where) for fault in _misfits(problem, found, given, order)]
    raise_any(faults)
    assert found is not None
    assert given is not None  # else there was a fault
    judged = problem.judgements[problem.active_reading]
    same = _says_the_same(judged[found.name], given.arranged(problem.alternative_names))
    changed = judged if same else {**judged, found.name: given}
    return {**problem.judgements, problem.active_reading: changed}


def judgement_by_hand(
    order: RankingInput | None,
    values: Mapping[str, float] | None = None,
    levels: LevelsInput | None = None,
    reason: str | Label = "",
) -> Judgement:
    """Make the judgement of what somebody gives; unscored if that is nothing but a reason."""
    is_scored = not (order is None and values is None and levels is None)
    return Judgement(
        None if order is None else order_of(order),
        None if levels is None else {name: _several(name, each) for name, each in levels.items()},
        "assumed" if is_scored else "unscored",
        Label.same(reason) if isinstance(reason, str) else reason,
        values=values,
        by_hand=True,
    )


def _several(alternative: str, levels: str | Sequence[str]) -> tuple[str, ...]:
    given = (levels,) if isinstance(levels, str) else levels
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise ProblemError(_fault("levels no texts", name=str(alternative), given=shown(levels)))
    return tuple(given)


def _criterion(problem: EvidenceArrays, typed: str) -> Criterion:
    name = find_part("criterion", typed, problem.criteria)
    return next(each for each in problem.criteria if each.name == name)


def _misfits(
    problem: EvidenceArrays,
    criterion: Criterion | None,
    given: Judgement | None,
    order: RankingInput | None,
) -> Iterator[Fault]:
    """Yield why a judgement does not go with the problem, as far as both are known."""
    if given is not None and (criterion is not None or given.levels is None):
        scale = None if criterion is None else problem.scale_of(criterion)
        yield from given.faults(problem.alternative_names, scale)
    if criterion is None:
        return
    is_measured = any(each[criterion.name].values is not None
                      for each in problem.judgements.values())  # fmt: skip
    if is_measured and (isinstance(order, Mapping) or hasattr(order, "to_dict")):
        yield _fault("ranks or values")
    yield from _set_by_scenarios(problem, criterion)


def _set_by_scenarios(problem: EvidenceArrays, criterion: Criterion) -> Iterator[Fault]:
    for scenario in problem.scenarios_applied:
        if criterion.name in {cell.criterion for cell in scenario.cells}:
            yield _fault("set by a scenario", scenario=scenario.name)


def judgements_with_confidence(
    problem: EvidenceArrays, confidence: Mapping[str, Confidence | None]
) -> dict[str, Mapping[str, Judgement]]:
    """Give the judgements with other confidences, in the reading in use.

    Raises
    ------
    ProblemError
        With every criterion that is unknown or that a scenario sets, and what is no confidence.
    """
    faults: list[Fault] = []
    judged = dict(problem.judgements[problem.active_reading])
    for typed, given in confidence.items():
        where = _fault("part", kind="criterion", name=str(typed))
        try:
            found = _criterion(problem, typed)
            judged[found.name] = replace(judged[found.name], confidence=given)
            faults += [fault.within(where) for fault in _set_by_scenarios(problem, found)]
        except ProblemError as error:
            faults += [fault.within(where) for fault in error.faults]
    raise_any(faults)
    return {**problem.judgements, problem.active_reading: judged}


def _says_the_same(one: Judgement, other: Judgement) -> bool:
    """Tell whether a judgement has nothing to add to another."""
    parts: list[tuple[Any, ...]] = [(each.order, each.levels, each.values) for each in (one, other)]
    return parts[0] == parts[1] and other.reason in (Label(), one.reason)
