"""Faults as data: of a kind that is known here, or a stand-in that only says what it said."""

from __future__ import annotations

import math
from importlib.resources import files
from typing import Any

from mcda_ai.io.results.plain import kind_of
from mcda_ai.messages.claims import Percent, Points, Share, Value, plain
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.label import Label

_KEYS = ("kind", "values", "place", "en", "nl")

_fault = faults_of("io.results")


def fault_to_data(fault: Fault) -> dict[str, Any]:
    """Write a fault, and what it says: phrases may change from version to version."""
    said = {"en": str(fault), "nl": fault.in_words("nl")}
    return {**_finite(plain(fault)), "place": list(fault.place), **said}


def fault_from_data(data: object) -> Fault:
    """Read a fault; where its kind says something else here, or nothing, a stand-in.

    Raises
    ------
    ProblemError
        If it is no fault, nor a text, as faults were before 0.2.

    Examples
    --------
    >>> fault = fault_from_data(fault_to_data(_fault("list", n=3).within("my case", "layers")))
    >>> fault, fault.kind, fault.place
    ('my case: a list of 3', 'messages.faults.within', ('layers',))
    """
    match data:
        case str():
            return _fault("saved", text=Label.same(data))
        case {
            "kind": kind,
            "values": values,
            "place": place,
            "en": str(en),
            "nl": str(nl),
            **rest,
        } if not rest:
            known = _known(kind, values, place)
            if known is not None and (known, known.in_words("nl")) == (en, nl):
                return known
            return _fault("saved", text=Label(en=en, nl=nl))
    raise ProblemError(_fault("other keys", found=kind_of(data), needed="fault", keys=_KEYS))


def _known(kind: Any, values: Any, place: Any) -> Fault | None:  # noqa: ANN401  (as found)
    """Make a fault of what a file holds, if it can be made and said."""
    try:
        fault = _statement(kind, values)
        return Fault(fault.kind, fault.values, tuple(place))
    except Exception:  # values that do not fit a phrase can fail in any way
        return None


def _statement(kind: str, values: dict[str, Any]) -> Fault:
    """Make a fault, or a part of one; only files of phrases are looked into."""
    *rooms, name, _ = kind.split(".")
    if not all(map(str.isidentifier, (*rooms, name))):
        raise ValueError(kind)
    if not files("mcda_ai").joinpath(*rooms, f"{name}.yaml").is_file():
        raise ValueError(kind)
    return Fault(kind, {name: _value(value) for name, value in values.items()})


def _value(data: Any) -> Value:  # noqa: ANN401  (as found)
    """Read what `plain` wrote."""
    match data:
        case list():
            return tuple(map(_value, data))
        case {"kind": kind, "values": values}:
            return _statement(kind, values)
        case {"en": en, "nl": nl}:
            return Label(en=en, nl=nl)
        case {"share": share, "size": size}:
            return Share(share, size)
        case {"percent": percent, "decimals": decimals}:
            return Percent(percent, decimals)
        case {"points": points}:
            return Points(points)
        case str() | int() | float():
            return data
    raise TypeError(data)


def _finite(data: Any) -> Any:  # noqa: ANN401  (plain data)
    """Write numbers that JSON does not have as texts."""
    if isinstance(data, list):
        return [_finite(each) for each in data]
    if isinstance(data, dict):
        return {key: _finite(each) for key, each in data.items()}
    return str(data) if isinstance(data, float) and not math.isfinite(data) else data
