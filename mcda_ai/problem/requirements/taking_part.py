"""Who takes part: options that do not meet what is required are out before anything is weighed.

What a problem holds is of those that take part. What it was made of, with the options that are out,
is set aside: another reading can let them in, and files and comparisons tell of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from mcda_ai.messages.exclusions import Exclusion
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, unknown_name
from mcda_ai.messages.label import Label
from mcda_ai.problem.documents import cited
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Judgement,
    Scale,
    Scenario,
)
from mcda_ai.problem.requirements.required import Requirement

if TYPE_CHECKING:
    from mcda_ai.problem.consistency import ProblemStructure as Structure

Problem = TypeVar("Problem", bound="Structure")
_OF_DOUBTS = "problem.requirements.faults.not known to meet"

_fault = faults_of("problem.requirements")
_part = faults_of("problem")


@dataclass(frozen=True)
class SetAside:
    """What was said of all options where some of them are out, and why these are.

    Parameters
    ----------
    alternatives : tuple of Alternative
        All of them, in their order.
    judgements : mapping of reading to mapping of criterion to Judgement
    scenarios : tuple of Scenario
    out : tuple of Exclusion
        Those of an option together. Where its criterion is left out of the problem the option
        stays out, whatever the reading.
    """

    alternatives: tuple[Alternative, ...]
    judgements: Mapping[str, Mapping[str, Judgement]]
    scenarios: tuple[Scenario, ...]
    out: tuple[Exclusion, ...]

    def __post_init__(self) -> None:
        judged = {name: MappingProxyType(dict(each)) for name, each in self.judgements.items()}
        object.__setattr__(self, "judgements", MappingProxyType(judged))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled; plain dicts can, and are wrapped again on loading.
        judged = {name: dict(each) for name, each in self.judgements.items()}
        return SetAside, (self.alternatives, judged, self.scenarios, self.out)


# --- who takes part ------------------------------------------------------------------------------


def taking_part(structure: Structure) -> dict[str, Any]:
    """Give the fields of a problem with all options that change where some of them are out."""
    settled = () if structure.set_aside is None else structure.set_aside.out
    found = [each for each in exclusions(structure) if each.name not in structure.admitted]
    gone = {each.name for each in found}
    kept = tuple(each for each in structure.doubts if each.innermost.kind != _OF_DOUBTS)
    doubts = (*kept, *_doubts(structure, gone))
    changes: dict[str, Any] = {} if doubts == structure.doubts else {"doubts": doubts}
    if not found:
        return changes
    return {
        **changes,
        "alternatives": tuple(each for each in structure.alternatives if each.name not in gone),
        "judgements": {
            reading: {name: each.without(gone) for name, each in judged.items()}
            for reading, judged in structure.judgements.items()
        },
        "scenarios": tuple(
            each.narrowed(structure.criterion_names, gone) for each in structure.scenarios
        ),
        "set_aside": SetAside(
            structure.alternatives, structure.judgements, structure.scenarios, (*settled, *found)
        ),
    }


def everybody(structure: Structure) -> dict[str, Any]:
    """Give the fields of a problem that change where the options that are out come back.

    What was changed since they went out stays so. Who is out by a criterion that was left out of
    the problem does not come back, whatever is called like it since.
    """
    aside = structure.set_aside
    if aside is None:
        return {}
    known = {each.name for each in aside.alternatives}
    for_good = {
        each.name
        for each in aside.out
        if each.criterion not in structure.criterion_names or each.name not in known
    }
    settled = tuple(each for each in aside.out if each.name in for_good)
    back = known & {each.name for each in aside.out} - for_good
    return {
        "alternatives": _all_alternatives(structure, back),
        "judgements": {
            reading: {
                name: _whole(each, aside.judgements.get(reading, {}).get(name), back)
                for name, each in judged.items()
            }
            for reading, judged in structure.judgements.items()
        },
        "scenarios": tuple(_whole_scenario(each, structure, back) for each in structure.scenarios),
        "set_aside": SetAside((), {}, (), settled) if settled else None,
    }


def _all_alternatives(structure: Structure, back: Collection[str]) -> tuple[Alternative, ...]:
    """Put options back in their places, or at the end if the others are in another order."""
    known = structure.set_aside.alternatives if structure.set_aside else ()
    both = (*structure.alternatives, *(each for each in known if each.name in back))
    place = {each.name: k for k, each in enumerate(known)}
    places = [place.get(name, -1) for name in structure.alternative_names]
    if places != sorted(places) or -1 in places:
        return both
    return tuple(sorted(both, key=lambda each: place[each.name]))


def _whole(judgement: Judgement, was: Judgement | None, back: Collection[str]) -> Judgement:
    """Give what was said before options went out, or add what was said of these."""
    if was is None:
        return judgement
    return was if was.without(back) == judgement else judgement.with_cells_of(back, was)


def with_cells_of_those_out(
    structure: Structure, judgements: Mapping[str, Mapping[str, Judgement]]
) -> Mapping[str, Mapping[str, Judgement]]:
    """Keep levels and values of options that are out, where a changed judgement names them not."""
    if structure.set_aside is None:
        return judgements
    out = {each.name for each in structure.set_aside.out}
    return {
        reading: {
            name: each.with_cells_of(out, was[name]) if name in was else each
            for name, each in judged.items()
        }
        for reading, judged in judgements.items()
        for was in [structure.set_aside.judgements.get(reading, {})]
    }


def _whole_scenario(scenario: Scenario, structure: Structure, back: Collection[str]) -> Scenario:
    aside = structure.set_aside
    by_name = {each.name: each for each in aside.scenarios} if aside else {}
    was = by_name.get(scenario.name, scenario)
    same = was.narrowed(structure.criterion_names, back) == scenario
    return was.narrowed(structure.criterion_names, ()) if same else scenario


def exclusions(structure: Structure) -> Iterator[Exclusion]:
    """Yield every requirement that an option does not meet, by option.

    The reading in use decides: a scenario assumes an order, which says no level and no value.
    """
    requiring = list(_requiring(structure))
    for alternative in structure.alternatives:
        for criterion, judgement in requiring:
            if meets(alternative.name, criterion, judgement, structure) is False:
                found = _exclusion(alternative.name, criterion, judgement, structure)
                yield replace(found, label=_label_of(alternative))


def meets(
    name: str, criterion: Criterion, judgement: Judgement, structure: Structure
) -> bool | None:
    """Tell whether an option meets what a criterion requires; None if that is not known."""
    required = criterion.required
    if required is None:
        return True
    if required.met_by:
        return name in required.met_by
    if isinstance(required.limit, str):
        levels = (judgement.levels or {}).get(name, ())
        will_do = set(levels) & set(_levels_from(required.limit, structure.scale_of(criterion)))
        return None if not levels or 0 < len(will_do) < len(levels) else bool(will_do)
    value = (judgement.values or {}).get(name)
    if value is None:
        return None
    return value <= required.limit if required.key == "at_most" else value >= required.limit


def _levels_from(level: str, scale: Scale | None) -> tuple[str, ...]:
    """Give the levels of a scale from one upwards."""
    names = () if scale is None else scale.level_names
    return names[names.index(level) :] if level in names else ()


def _label_of(alternative: Alternative) -> Label:
    """Give what an option is called, where that says more than its name."""
    texts = {alternative.label.nl.casefold(), alternative.label.en.casefold()}
    return Label() if texts <= {"", alternative.name.casefold()} else alternative.label


def _requiring(structure: Structure) -> Iterator[tuple[Criterion, Judgement]]:
    """Yield the criteria that require something, with what the reading in use says on them."""
    for criterion in structure.criteria:  # an election has thousands, and requires nothing
        if criterion.required is not None:
            reading = structure.active_reading or structure.readings[0].name
            judgement = structure.judgements.get(reading, {}).get(criterion.name)
            if judgement is not None:
                yield criterion, judgement


def _exclusion(
    name: str, criterion: Criterion, judgement: Judgement, structure: Structure
) -> Exclusion:
    required = criterion.required
    assert required is not None  # else nobody is out by it
    source = Label(nl=cited(required.sources, "nl"), en=cited(required.sources, "en"))
    if required.met_by:
        return Exclusion(name, criterion.name, "met_by", source=source)
    if isinstance(required.limit, str):
        labels = _labels(structure.scale_of(criterion))
        levels = tuple(labels[each] for each in (judgement.levels or {})[name])
        return Exclusion(
            name,
            criterion.name,
            "level",
            levels=levels,
            level=labels[required.limit],
            source=source,
        )
    return Exclusion(
        name,
        criterion.name,
        "at_least" if required.key == "at_least" else "at_most",
        value=float((judgement.values or {})[name]),
        limit=required.limit,
        unit=criterion.unit,
        source=source,
    )


def _labels(scale: Scale | None) -> dict[str, Label]:
    """Give what the levels of a scale are called."""
    levels = () if scale is None else scale.levels
    return {each.name: each.label or Label.same(each.name) for each in levels}


def _doubts(structure: Structure, gone: Collection[str]) -> Iterator[Fault]:
    """Yield the criteria on which it is not known whether an option meets what is required."""
    for criterion, judgement in _requiring(structure):
        names = tuple(
            name
            for name in structure.alternative_names
            if name not in gone and meets(name, criterion, judgement, structure) is None
        )
        if names and criterion.required is not None:
            told = told_requirement(criterion.required, criterion.unit)
            fault = _fault("not known to meet", names=names, required=told)
            place = ("criteria", structure.criterion_names.index(criterion.name), "required")
            yield fault.within(_of(criterion), *place)


def told_requirement(required: Requirement, unit: str) -> Fault:
    """Say what is required, in a few words."""
    if required.met_by:
        return _fault("met by", names=required.met_by)
    limit = required.limit
    return _fault(
        "limit",
        way=required.key,
        level=limit if isinstance(limit, str) else "",
        value=0.0 if isinstance(limit, str) else limit,
        unit=unit,
    )


# --- what is wrong with requirements -------------------------------------------------------------


def faults_of_requirements(structure: Structure) -> Iterator[Fault]:
    """Yield requirements that do not fit their criteria; if none, whether nobody meets them."""
    found = [
        fault.within(_of(criterion), "criteria", k, "required")
        for k, criterion in enumerate(structure.criteria)
        if criterion.required is not None
        for fault in _misfits(criterion, criterion.required, structure)
    ]
    found += [
        unknown_name("alternative", name, structure.alternative_names).inside(
            "circumstances", "admitted", k
        )
        for k, name in enumerate(structure.admitted)
        if name not in structure.alternative_names
    ]
    found = found or list(_of_the_baseline(structure))
    yield from found or _if_nobody_is_left(structure)


def _of_the_baseline(structure: Structure) -> Iterator[Fault]:
    """Say what the baseline does not meet, in any reading: out, nothing is compared with it."""
    name = structure.baseline
    if name is None or name in structure.admitted:
        return
    for k, criterion in enumerate(structure.criteria):
        if criterion.required is None:
            continue
        failing = tuple(
            reading.name
            for reading in structure.readings
            if (judged := structure.judgements.get(reading.name, {}).get(criterion.name))
            and meets(name, criterion, judged, structure) is False
        )
        if failing:
            told = told_requirement(criterion.required, criterion.unit)
            several = failing if len(structure.readings) > 1 else ()
            fault = _fault("baseline is out", name=name, required=told, readings=several)
            yield fault.within(_of(criterion), "criteria", k, "required")


def _misfits(criterion: Criterion, required: Requirement, structure: Structure) -> Iterator[Fault]:
    """Yield why a requirement does not go with its criterion, with the place within it."""
    for k, name in enumerate(required.met_by):
        if name not in structure.alternative_names:
            fault = unknown_name("alternative", name, structure.alternative_names)
            yield fault.inside("met_by", k)
        elif name in required.met_by[:k]:
            yield _fault("met by twice", ("met_by", k), name=name)
    if required.met_by:
        return
    place, limit = (required.key,), required.limit
    if isinstance(limit, str):
        scale = structure.scale_of(criterion)
        if scale is None:
            yield _fault("level without scale", place, level=limit)
        elif limit not in scale.level_names:
            yield unknown_name("level", limit, scale.level_names).inside(*place)
        return
    if not _is_measured(criterion, structure):
        yield _fault("limit of no values", place, key=required.key)
    elif (criterion.direction == "min") == (required.key == "at_least"):
        yield _fault("other limit", place, key=required.key, direction=criterion.direction)


def _is_measured(criterion: Criterion, structure: Structure) -> bool:
    return any(
        criterion.name in judged and judged[criterion.name].values is not None
        for judged in structure.judgements.values()
    )


def _if_nobody_is_left(structure: Structure) -> Iterator[Fault]:
    """Say which requirement no option meets, or that none meets all."""
    if not structure.alternatives or not structure.readings:
        return
    failing = [each for each in exclusions(structure) if each.name not in structure.admitted]
    out = {each.name for each in failing}
    if len(out) < len(structure.alternatives):
        return
    by_criterion: dict[str, set[str]] = {}
    for each in failing:
        by_criterion.setdefault(each.criterion, set()).add(each.name)
    alone = [name for name, those in by_criterion.items() if those == out]
    for k, criterion in enumerate(structure.criteria):
        if criterion.name in alone and criterion.required is not None:
            told = told_requirement(criterion.required, criterion.unit)
            fault = _fault("nobody meets", required=told)
            yield fault.within(_of(criterion), "criteria", k, "required")
    if not alone:
        yield _fault("nobody meets all", ("criteria",), criteria=tuple(by_criterion))


def _of(criterion: Criterion) -> Fault:
    return _part("part", kind="criterion", name=criterion.name)


def is_of_requirements(fault: Fault) -> bool:
    """Tell whether a fault is about who meets what is required."""
    return fault.innermost.kind.startswith("problem.requirements.")


def to_be_weighed(problem: Problem) -> Problem:
    """Pass a problem through, or say that only one of its options meets what is required."""
    if len(problem.alternatives) > 1 or problem.set_aside is None:
        return problem
    out = tuple(dict.fromkeys(each.name for each in problem.set_aside.out))
    name = problem.alternative_names[0]
    is_baseline = name == problem.baseline
    raise ProblemError(_fault("one left", name=name, baseline=is_baseline, out=out, first=out[0]))
