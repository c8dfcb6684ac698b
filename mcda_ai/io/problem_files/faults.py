"""What is wrong with the data of a problem file, in plain words and with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from mcda_ai.messages.faults import Fault, Place, ProblemError, text_fault, unknown_name

_LONGEST_VALUE = 40

_PLAIN_WORDS = {
    "missing": "missing; it is needed",
    "string_type": "a text is needed",
    "tuple_type": "a list is needed",
    "dict_type": "entries such as 'key: value' are needed",
    "model_type": "entries such as 'key: value' are needed",
    "float_parsing": "a number is needed, with a point where it has decimals",
    "float_type": "a number is needed",
    "finite_number": "a number is needed",
}


def faults_of_data(error: ValidationError, data: object, model: type[BaseModel]) -> list[Fault]:
    """Say what pydantic found in our own words: where, what, and what is allowed.

    Parameters
    ----------
    error : ValidationError
    data
        What was read; names the entries of lists in the messages.
    model : type of pydantic model
        That of the whole; gives the keys that are allowed.
    """
    errors = error.errors(include_url=False)
    return [
        text_fault(text, tuple(item["loc"]))
        for item in _own_faults(errors)
        for text in _texts(item, data, model)
    ]


def described(place: Sequence[str | int], data: object) -> str:
    """Write a place with the names of entries rather than their numbers."""
    parts = []
    for step in place:
        inside: object = None
        if isinstance(data, Mapping):
            inside = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            inside = data[step]
        if isinstance(step, int):
            name = inside.get("name") if isinstance(inside, Mapping) else None
            parts.append(f"'{_cut(name)}'" if isinstance(name, str) else f"entry {step + 1}")
        else:
            parts.append(_cut(str(step)))
        data = inside
    return " > ".join(parts) + ": " if parts else ""


def kind_of(value: object) -> str:
    """Say what a value is, in plain words."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "entries with keys"
    if isinstance(value, list):
        return "a list"
    return f"'{_cut(str(value))}'"


def _texts(item: Mapping[str, Any], data: object, model: type[BaseModel]) -> list[str]:
    where = described(item["loc"], data)
    if item["type"] == "extra_forbidden":
        *parents, key = item["loc"]
        return [described(parents, data) + unknown_name("key", str(key), _keys(parents, model))]
    if item["type"] == "missing":
        return [where + _PLAIN_WORDS["missing"]]
    if item["type"] == "too_short":
        return [f"{where}at least {item['ctx']['min_length']} are needed"]
    if item["type"] == "literal_error":
        return [f"{where}{kind_of(item['input'])}; allowed: {item['ctx']['expected']}"]
    cause = item.get("ctx", {}).get("error")
    plain = _PLAIN_WORDS.get(item["type"], item["msg"].removeprefix("Value error, "))
    if isinstance(cause, ProblemError):  # says itself what was found
        return [f"{where}{reason}" for reason in cause.faults]
    return [f"{where}{plain}; found {kind_of(item['input'])}"]


def _own_faults(errors: Sequence[Any]) -> list[Mapping[str, Any]]:
    """Leave out "too few entries" where the entries themselves are faulty."""
    inner: set[Place] = {
        tuple(item["loc"][:length]) for item in errors for length in range(len(item["loc"]))
    }
    return [item for item in errors if item["type"] != "too_short" or item["loc"] not in inner]


def _keys(place: Sequence[str | int], model: type[BaseModel]) -> list[str]:
    """Give the keys that the entry at a place may have."""
    for step in place:
        if step in model.model_fields:
            model = _inner_model(model.model_fields[str(step)].annotation) or model
    return list(model.model_fields)


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  (a type expression)
    """Find the model inside tuple[X, ...], dict[str, X], X | None and Annotated[X, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        inside = _inner_model(part)
        if inside is not None:
            return inside
    return _inner_model(annotation.__origin__) if hasattr(annotation, "__metadata__") else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
