"""What an option must meet, in a cell: ``>= enough``, ``<= 12 M€``, or the options that meet it."""

from __future__ import annotations

import re
from collections.abc import Collection

from mcda_ai.io.spreadsheet.decimal_signs import number_cell, number_of
from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.io.tables.headers import UNSCORED
from mcda_ai.io.tables.levels import level_key
from mcda_ai.io.tables.places import sources_in
from mcda_ai.io.tables.words import all_spellings, word_lists
from mcda_ai.messages.faults import Fault, faults_of, unknown_name
from mcda_ai.problem.evidence import Scale
from mcda_ai.problem.requirements.required import Requirement

_SIGNS = {"at_least": ">=", "at_most": "<="}
_WORDS = all_spellings(word_lists()["limits"])
_LIMITS = {
    key: re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s*(.+)", re.IGNORECASE)
    for key, words in _WORDS.items()
}
_BETWEEN = ";"

_fault = faults_of("io.tables")


def required_in(
    cell: Cell | None,
    source: str,
    alternatives: Collection[str],
    scale: Scale | None,
    unit: str,
    faults: list[Fault],
) -> Requirement | None:
    """Read what is required on a criterion; None where nothing is, or what is there is a fault."""
    if cell is None or cell.fault or folded(cell.text) in UNSCORED:
        return None
    found: list[Fault] = []
    required = _required(cell, alternatives, scale, unit, found)
    faults += [fault.within(cell.place) for fault in found]
    if found or required is None:
        return None
    met_by, at_least, at_most = required
    return Requirement(met_by, at_least, at_most, sources_in(source))


def _required(
    cell: Cell,
    alternatives: Collection[str],
    scale: Scale | None,
    unit: str,
    faults: list[Fault],
) -> tuple[tuple[str, ...], str | float | None, float | None] | None:
    for key, pattern in _LIMITS.items():
        match = pattern.fullmatch(cell.text.strip())
        if match is None:
            continue
        limit = _level(match[1], scale, faults) if scale else _number(match[1], unit, cell, faults)
        if key == "at_least":
            return (), limit, None
        if isinstance(limit, str):
            faults.append(_fault("at most a level", found=cell.shown))
            return None
        return (), None, limit
    names = tuple(name.strip() for name in cell.text.split(_BETWEEN) if name.strip())
    faults += [_unknown(name, alternatives) for name in names if name not in alternatives]
    return (tuple(dict.fromkeys(names)), None, None) if names else None


def _unknown(name: str, alternatives: Collection[str]) -> Fault:
    """Say also how a level or a value is written, which stands there without a sign."""
    return _fault("no option, no limit", fault=unknown_name("alternative", name, alternatives))


def _level(text: str, scale: Scale, faults: list[Fault]) -> str:
    """Find a level of the scale; spaces and capitals do not matter, as in other cells."""
    by_word = {level_key(level.name): level.name for level in scale.levels}
    found = by_word.get(level_key(text))
    if found is None:
        faults.append(unknown_name("level", text, scale.level_names))
    return found or scale.level_names[0]


def _number(text: str, unit: str, cell: Cell, faults: list[Fault]) -> float:
    """Read a number, or one with the unit behind it."""
    number = text.strip()
    if unit and number.endswith(unit):
        number = number.removesuffix(unit).strip()
    value = number_of(number, cell.decimal)
    if value is None:
        faults.append(_fault("no limit", found=text, unit=unit))
    return 0.0 if value is None else value


def required_text(required: Requirement | None, decimal: str = ".") -> str:
    """Write what is required as `required_in` reads it.

    Examples
    --------
    >>> required_text(Requirement(at_least="enough")), required_text(Requirement(("A", "B")))
    ('>= enough', 'A; B')
    """
    if required is None:
        return ""
    if required.met_by:
        return f"{_BETWEEN} ".join(required.met_by)
    limit = required.limit
    text = limit if isinstance(limit, str) else number_cell(limit, decimal)
    return f"{_SIGNS[required.key]} {text}"
