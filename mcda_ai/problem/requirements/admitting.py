"""What is asked of requirements: one more of them, or leave for who does not meet them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mcda_ai.messages.exclusions import Exclusion
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, names_meant, raise_any
from mcda_ai.problem.documents import Source
from mcda_ai.problem.evidence import Alternative, Criterion, spellings
from mcda_ai.problem.narrowing import find_part
from mcda_ai.problem.requirements.required import Requirement

if TYPE_CHECKING:
    from mcda_ai.problem.consistency import ProblemStructure as Structure

_fault = faults_of("problem.requirements")
_part = faults_of("problem")


def required_on(
    structure: Structure,
    typed: str,
    met_by: Sequence[str],
    at_least: str | float | None,
    at_most: float | None,
    source: str,
) -> tuple[Criterion, ...]:
    """Give the criteria, one of which requires something now."""
    name = find_part("criterion", typed, structure.criteria)
    known = spellings(structure.alternatives)
    given = (met_by,) if isinstance(met_by, str) else tuple(met_by)
    names = tuple(_name_meant(each, known) for each in given)
    sources = (Source(note=source),) if source else ()
    try:
        required = Requirement(names, at_least, at_most, sources)
    except ProblemError as error:
        where = _part("part", kind="criterion", name=name)
        raise ProblemError(*(fault.within(where) for fault in error.faults)) from None
    return tuple(
        replace(each, required=required) if each.name == name else each
        for each in structure.criteria
    )


def _name_meant(typed: str, known: Sequence[tuple[str, str]]) -> str:
    """Give the name of the option that is meant, or what was typed if that is not one."""
    found = names_meant(typed, known) if isinstance(typed, str) else ()
    return found[0] if len(found) == 1 else typed


def find_admitted(structure: Structure, whole: Structure, names: Sequence[str]) -> list[str]:
    """Find the options that are to be admitted: those that are out, and can come back."""
    found = [find_part("alternative", typed, _named(structure, whole)) for typed in names]
    raise_any(_faults(structure, whole, found))
    return list(dict.fromkeys(found))


def _named(structure: Structure, whole: Structure) -> tuple[Alternative, ...]:
    """Give all options, those too that are out for good, which a problem no longer holds."""
    gone = {each.name for each in _out(structure)}.difference(whole.alternative_names)
    return (*whole.alternatives, *map(Alternative, gone))


def _out(structure: Structure) -> tuple[Exclusion, ...]:
    return () if structure.set_aside is None else structure.set_aside.out


def _faults(structure: Structure, whole: Structure, names: Sequence[str]) -> Iterator[Fault]:
    by_name = {each.name: each for each in _out(structure)}
    for name in names:
        if name not in by_name:
            yield _fault("takes part already", name=name, out=tuple(by_name))
        elif name not in whole.alternative_names:
            yield _fault("out for good", name=name, criterion=by_name[name].criterion)
