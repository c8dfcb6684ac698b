"""A problem file without its faulty parts, so that what else is wrong can be told beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from mcda_ai.messages.faults import Place

_ONLY_SHOWN = ("label", "description", "document", "sources", "note", "role", "unit", "preference")
_OF_THE_WHOLE = (
    "remarks", "weights", "weight_sets", "statements", "scenarios", "circumstances", "confidence",
)  # fmt: skip


def without_faulty_parts(
    data: Mapping[str, Any], errors: Iterable[tuple[Place, str]]
) -> dict[str, Any] | None:
    """Leave out, or make empty, each faulty part that no other part depends on.

    Parameters
    ----------
    data : mapping
        What a problem file holds.
    errors : iterable of (place, type)
        As pydantic tells them.

    Returns
    -------
    dict or None
        None if a part is faulty that others depend on, such as a name: to go on without it would
        make faults that are not there.
    """
    mended: dict[str, Any] = deepcopy(dict(data))
    for place, kind in errors:
        if not _mend(mended, place, kind == "extra_forbidden"):
            return None
    return mended


def _mend(data: dict[str, Any], place: Place, is_unknown_key: bool) -> bool:
    """Take what is faulty at a place out of the data; False if that cannot be done."""
    if is_unknown_key:
        return _take_out(data, place)
    if place[0] == "version":
        data["version"] = "1"
        return True
    if place[0] in _OF_THE_WHOLE:
        return _drop(data, str(place[0]))
    if place[0] == "criteria" and place[2:3] == ("judgements",):
        is_sound = place[4:5] == ("confidence",)
        return _take_out(data, place[:5]) if is_sound else _make_unscored(data, place)
    if place[0] == "criteria" and place[2:] == ("direction",):
        data["criteria"][place[1]]["direction"] = "max"
        return True
    for length, step in enumerate(place, start=1):
        if step in _ONLY_SHOWN:
            return _take_out(data, place[:length])
    return False


def _make_unscored(data: dict[str, Any], place: Place) -> bool:
    """Empty the faulty judgement, or all judgements of the criterion if they are faulty as such."""
    judgements = _inside(data, place[:3])
    if not isinstance(judgements, dict):
        return False
    judgements.update(dict.fromkeys(place[3:4] or judgements))
    return True


def _drop(data: dict[str, Any], key: str) -> bool:
    """Take out a part of the whole, and what refers to it."""
    data.pop(key, None)
    if key == "scenarios":
        data.pop("circumstances", None)
    if key == "confidence":
        criteria = data.get("criteria")
        for criterion in criteria if isinstance(criteria, list) else ():
            judged = _inside(criterion, ("judgements",))
            for judgement in judged.values() if isinstance(judged, dict) else ():
                if isinstance(judgement, dict):
                    judgement.pop("confidence", None)
    return True


def _take_out(data: dict[str, Any], place: Place) -> bool:
    parent = _inside(data, place[:-1])
    if isinstance(parent, dict):
        parent.pop(place[-1], None)
    return isinstance(parent, dict)


def _inside(data: Any, place: Place) -> Any:  # noqa: ANN401  (whatever the file holds)
    for step in place:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data
