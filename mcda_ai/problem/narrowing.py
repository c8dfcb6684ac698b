"""Parts of a problem left out: layers, criteria or alternatives, and all that refers to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias, TypeVar

from mcda_ai.messages.faults import (
    Fault,
    faults_of,
    find_name,
    names_meant,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.problem.consistency import PARTS, ProblemStructure
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Judgement,
    Layer,
    Reading,
    Scenario,
    spellings,
)

NamedPart = TypeVar("NamedPart", Alternative, Layer, Criterion)
Part: TypeAlias = tuple[str, str]
"""A kind ("layer", "criterion" or "alternative") and a name."""

_NARROWED = ("layer", "criterion", "alternative")

_fault = faults_of("problem")


def find_part(
    kind: str,
    typed: str,
    parts: Sequence[Alternative | Layer | Criterion | Reading | Scenario],
) -> str:
    """Give the name of the part that was meant, by its name or a label of it."""
    return find_name(kind, typed, spellings(parts))


def find_parts(
    structure: ProblemStructure, names: Sequence[str], kinds: Sequence[str] = _NARROWED
) -> list[Part]:
    """Find what each name means: a part of one of these kinds."""
    kind = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} or {kinds[-1]}"
    raise_any(
        _fault("name no text", kind=kind, name=shown(typed))
        for typed in names
        if not isinstance(typed, str)
    )
    by_kind = {kind: getattr(structure, PARTS[kind]) for kind in kinds}
    known = {f"{kind} '{part.name}'": (kind, part.name)
             for kind, parts in by_kind.items() for part in parts}  # fmt: skip
    by_name = [(name, key) for key, (_, name) in known.items()]
    by_label = [
        (spelling, f"{kind} '{name}'")
        for kind, parts in by_kind.items()
        for text, name in spellings(parts)
        for spelling in (text, f"{kind} {name}", f"{kind} '{name}'")
    ]
    keys = {typed: names_meant(typed, by_name) or names_meant(typed, by_label) for typed in names}
    meant = {typed: [known[key] for key in found] for typed, found in keys.items()}
    allowed = [name for name, _ in by_name]
    raise_any(
        _not_one(kind, typed, found, allowed) for typed, found in meant.items() if len(found) != 1
    )
    return [meant[typed][0] for typed in names]


def _not_one(kind: str, typed: str, meant: Sequence[Part], allowed: Sequence[str]) -> Fault:
    """Say that a name means nothing, or more than one thing."""
    if meant:
        parts = tuple(_fault("part", kind=kind, name=name) for kind, name in meant)
        return _fault("several meant", typed=typed, meant=parts)
    return unknown_name(kind, typed, allowed)


def parts_left(structure: ProblemStructure, dropped: Collection[Part]) -> dict[str, Any]:
    """Give the fields of a problem that change where parts are left out."""
    layers = _left("layer", structure.layers, dropped)
    alternatives = _left("alternative", structure.alternatives, dropped)
    layer_names = {layer.name for layer in layers}
    criteria = tuple(
        criterion
        for criterion in _left("criterion", structure.criteria, dropped)
        if criterion.layer in layer_names
    )
    criterion_names = {criterion.name for criterion in criteria}
    gone = {*structure.alternative_names} - {alternative.name for alternative in alternatives}
    return {
        "layers": layers,
        "criteria": criteria,
        "alternatives": alternatives,
        "judgements": _judgements_left(structure, criterion_names, gone),
        "scenarios": tuple(each.narrowed(criterion_names, gone) for each in structure.scenarios),
        **_weights_left(structure, criterion_names | layer_names),
        "statements": tuple(
            left
            for each in structure.statements
            if (left := each.without(gone, structure.alternatives))
        ),
        "removed": (*structure.removed, *(name for _, name in dropped)),
    }


def _judgements_left(
    structure: ProblemStructure, criteria: Collection[str], gone: Collection[str]
) -> dict[str, dict[str, Judgement]]:
    return {
        reading: {name: each.without(gone) for name, each in judged.items() if name in criteria}
        for reading, judged in structure.judgements.items()
    }


def _weights_left(structure: ProblemStructure, names: Collection[str]) -> dict[str, Any]:
    own = structure.own_weights
    return {
        "own_weights": own and {name: own[name] for name in own if name in names},
        "weight_sets": tuple(each.narrowed(names) for each in structure.weight_sets),
    }


def _left(
    kind: str, parts: Sequence[NamedPart], dropped: Collection[Part]
) -> tuple[NamedPart, ...]:
    return tuple(part for part in parts if (kind, part.name) not in dropped)
