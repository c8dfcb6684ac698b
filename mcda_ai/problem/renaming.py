"""Parts of a problem called otherwise, and all that refers to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    composed,
    faults_of,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.messages.label import Label
from mcda_ai.problem.arrays import EvidenceArrays
from mcda_ai.problem.consistency import PARTS, ProblemStructure, name_faults, weighs_layers
from mcda_ai.problem.derivation import NAMELESS, derived
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Judgement,
    Layer,
    Reading,
    Remark,
    Scenario,
    ScenarioCell,
)
from mcda_ai.problem.narrowing import Part, find_parts
from mcda_ai.problem.requirements.required import Requirement
from mcda_ai.problem.requirements.taking_part import everybody, taking_part
from mcda_ai.problem.statements import faults_of_names

KINDS = ("layer", "criterion", "alternative", "reading", "scenario")
"""What can be called otherwise."""

Names: TypeAlias = Mapping[str, str]
Renames: TypeAlias = Mapping[str, Names]
"""By kind of part: the new name of each part, by the name that it has."""

Problem = TypeVar("Problem", bound=EvidenceArrays)
Named = TypeVar("Named", Alternative, Layer, Criterion, Reading, Scenario, Remark)
Cell = TypeVar("Cell")

_fault = faults_of("problem")


def find_renames(structure: ProblemStructure, names: Names, kind: str | None) -> Renames:
    """Find what each name is a name of, and make sure that the new names can be used.

    Raises
    ------
    ProblemError
        With all that is wrong with the old names, or else with the new ones.
    """
    if not isinstance(names, Mapping):
        raise ProblemError(_fault("names no dict", given=shown(names)))
    if kind is not None and kind not in KINDS:
        raise ProblemError(unknown_name("kind", str(kind), KINDS))
    names = {old: composed(new) if isinstance(new, str) else new for old, new in names.items()}
    parts = _found(structure, list(names), kind)
    faults = [
        _fault("renamed twice", kind=kind, name=name)
        for (kind, name), n in Counter(parts).items()
        if n > 1
    ]
    faults += [
        _fault("name no text", kind=kind, name=shown(new))
        for (kind, _), new in zip(parts, names.values(), strict=True)
        if not isinstance(new, str)
    ]
    raise_any(faults)
    found: dict[str, dict[str, str]] = {}
    for (of, old), new in zip(parts, names.values(), strict=True):
        found.setdefault(of, {})[old] = new
    raise_any(_faults_of_new_names(structure, found))
    raise_any(faults_of_names(structure.statements, found.get("alternative", {}).values()))
    raise_any(faults_of_weights(structure, found))
    return found


def _found(structure: ProblemStructure, names: Sequence[str], kind: str | None) -> list[Part]:
    """Find the parts; where a name is one of several kinds, say how to tell which is meant."""
    try:
        return find_parts(structure, names, KINDS if kind is None else (kind,))
    except ProblemError as error:
        told = (
            _fault("several kinds meant", fault=fault) if _is_of_kinds(fault) else fault
            for fault in error.faults
        )
        raise ProblemError(*told) from None


def _is_of_kinds(fault: Fault) -> bool:
    meant = fault.values.get("meant", ())
    return isinstance(meant, tuple) and len({each.values["kind"] for each in meant
                                             if isinstance(each, Fault)}) > 1  # fmt: skip


def _faults_of_new_names(structure: ProblemStructure, renames: Renames) -> Iterator[Fault]:
    for kind, names in renames.items():
        key = PARTS[kind]
        called = _called([part.name for part in getattr(structure, key)], names)
        if kind == "alternative" and structure.set_aside is not None:  # who is out is named as well
            called += dict.fromkeys(each.name for each in structure.set_aside.out)
        yield from name_faults(kind, key, called)


def faults_of_weights(structure: ProblemStructure, renames: Renames) -> Iterator[Fault]:
    """Yield the weights of layers that would be taken for those of criteria, or the reverse."""
    criteria = _called(structure.criterion_names, renames.get("criterion", {}))
    layers = _called(structure.layer_names, renames.get("layer", {}))
    for weights in (structure.own_weights, *(each.by_name for each in structure.weight_sets)):
        names = _weighed(structure, weights or {}, renames)
        was = weighs_layers(weights or {}, structure.criterion_names, structure.layer_names)
        if weighs_layers(names, criteria, layers) != was or len(set(names)) < len(names):
            yield _fault("weights of both", names=tuple(names))
            return


def _weighed(structure: ProblemStructure, weights: Collection[str], renames: Renames) -> list[str]:
    """Give the new names that weights go by: of layers, or of criteria and what is none."""
    criteria, layers = renames.get("criterion", {}), renames.get("layer", {})
    if weighs_layers(weights, structure.criterion_names, structure.layer_names):
        return _called(weights, layers)
    known = set(structure.criterion_names)
    return [(criteria if name in known else layers).get(name, name) for name in weights]


def renamed(problem: Problem, renames: Renames) -> Problem:
    """Call parts otherwise, in all that refers to them; the new names are known to be usable."""
    names = {kind: renames.get(kind, {}) for kind in KINDS}
    if not any(names.values()):
        return problem
    if problem.set_aside is not None:
        made = _all_renamed(derived(problem, **everybody(problem)), names)
        return derived(made, **taking_part(made))
    return _all_renamed(problem, names)


def _all_renamed(problem: Problem, names: Renames) -> Problem:
    """Call parts otherwise where every option is in it that can be; those out for good stay so."""
    options, criteria = names["alternative"], names["criterion"]
    return derived(
        problem,
        still_valid=NAMELESS,
        alternatives=_parts(problem.alternatives, options),
        layers=_parts(problem.layers, names["layer"]),
        criteria=tuple(
            replace(
                each,
                layer=names["layer"].get(each.layer, each.layer),
                required=_required(each.required, options),
            )
            for each in _parts(problem.criteria, criteria)
        ),
        readings=_parts(problem.readings, names["reading"]),
        judgements={
            names["reading"].get(reading, reading): {
                criteria.get(name, name): _judgement(each, options) for name, each in judged.items()
            }
            for reading, judged in problem.judgements.items()
        },
        scenarios=tuple(
            replace(each, cells=tuple(_cell(cell, criteria, options) for cell in each.cells))
            for each in _parts(problem.scenarios, names["scenario"])
        ),
        remarks=_parts(problem.remarks, _of_one_kind(names)),
        admitted=tuple(_called(problem.admitted, options)),
        statements=tuple(each.renamed(options, problem.alternatives) for each in problem.statements)
        if options
        else problem.statements,
        active_reading=names["reading"].get(problem.active_reading, problem.active_reading),
        active_scenarios=tuple(_called(problem.active_scenarios, names["scenario"])),
        **_weights(problem, names),
    )


def _called(names: Iterable[str], renames: Names) -> list[str]:
    return [renames.get(name, name) for name in names]


def _of_one_kind(renames: Renames) -> Names:
    """Give all names in one, for what does not say of which kind a name is."""
    return {old: new for names in renames.values() for old, new in names.items()}


def _parts(parts: tuple[Named, ...], names: Names) -> tuple[Named, ...]:
    return tuple(_part(each, names[each.name]) if each.name in names else each for each in parts)


def _part(part: Named, name: str) -> Named:
    """Call a part otherwise; so does a label that is just its name."""
    if isinstance(part, Remark) or part.label != Label.same(part.name):
        return replace(part, name=name)
    return replace(part, name=name, label=Label.same(name))


def _judgement(judgement: Judgement, options: Names) -> Judgement:
    if not options:
        return judgement
    return replace(
        judgement,
        order=judgement.order and judgement.order.renamed(options),
        levels=_by_option(judgement.levels, options),
        values=_by_option(judgement.values, options),
    )


def _required(required: Requirement | None, options: Names) -> Requirement | None:
    if required is None or not required.met_by:
        return required
    return replace(required, met_by=tuple(_called(required.met_by, options)))


def _by_option(cells: Mapping[str, Cell] | None, options: Names) -> dict[str, Cell] | None:
    return None if cells is None else {options.get(n, n): cell for n, cell in cells.items()}


def _cell(cell: ScenarioCell, criteria: Names, options: Names) -> ScenarioCell:
    return replace(
        cell,
        criterion=criteria.get(cell.criterion, cell.criterion),
        order=cell.order and cell.order.renamed(options),
    )


def _weights(structure: ProblemStructure, renames: Renames) -> dict[str, Any]:
    """Give the fields with weights, by the new names."""
    own = structure.own_weights
    return {
        "own_weights": own
        and dict(zip(_weighed(structure, own, renames), own.values(), strict=True)),
        "weight_sets": tuple(
            replace(
                each,
                weights=tuple(
                    zip(
                        _weighed(structure, each.by_name, renames),
                        each.by_name.values(),
                        strict=True,
                    )
                ),
            )
            for each in structure.weight_sets
        ),
    }
