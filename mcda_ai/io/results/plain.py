"""Plain values as JSON can hold them: texts, numbers (infinite ones too), lists and mappings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from mcda_ai.messages.faults import Fault, ProblemError, faults_of

_fault = faults_of("io.results")

_MOST_KEYS = 5  # that are shown
_MOST_LETTERS = 40
_NUMBERS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
"""JSON has no such numbers, so they are written by name."""


def plain_to_data(value: Any) -> Any:  # noqa: ANN401  (a cell of a table can hold anything)
    """Write a value as JSON can hold it; what JSON has no form for is an object with one key.

    Raises
    ------
    ProblemError
        If it is of a kind that cannot be saved.

    Examples
    --------
    >>> plain_to_data([1, float("-inf"), ("a", None)])
    [1, {'number': '-inf'}, {'tuple': ['a', None]}]
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else {"number": repr(value)}
    if isinstance(value, list):
        return [plain_to_data(each) for each in value]
    if isinstance(value, tuple):
        return {"tuple": [plain_to_data(each) for each in value]}
    if isinstance(value, Mapping):
        pairs = [[plain_to_data(name), plain_to_data(each)] for name, each in value.items()]
        return {"mapping": pairs}
    raise ProblemError(_fault("own type", type=type(value).__name__))


def plain_from_data(data: Any) -> Any:  # noqa: ANN401  (see above)
    """Read what `plain_to_data` wrote.

    Raises
    ------
    ProblemError
        If it has another form.

    Examples
    --------
    >>> plain_from_data([1, {"number": "-inf"}, {"tuple": ["a", None]}])
    [1, -inf, ('a', None)]
    """
    if isinstance(data, list):
        return [plain_from_data(each) for each in data]
    if not isinstance(data, dict):
        return data
    match data:
        case {"number": str(name), **rest} if not rest and name in _NUMBERS:
            return _NUMBERS[name]
        case {"tuple": list(items), **rest} if not rest:
            return tuple(plain_from_data(each) for each in items)
        case {"mapping": list(pairs), **rest} if not rest:
            return dict(_pair(pair) for pair in pairs)
    raise ProblemError(_fault("no plain value", found=kind_of(data)))


def _pair(data: object) -> tuple[Any, Any]:
    if not isinstance(data, list) or len(data) != 2:
        raise ProblemError(_fault("no pair"))
    name = plain_from_data(data[0])
    try:
        hash(name)
    except TypeError:
        raise ProblemError(_fault("list as a name")) from None
    return name, plain_from_data(data[1])


def kind_of(data: object) -> Fault:
    """Say in plain words what stands in a file.

    Examples
    --------
    >>> kind_of({"a": 1}), kind_of([1, 2]), kind_of("a")
    ('an object with the keys a', 'a list of 2', "'a'")
    """
    if data is None:
        return _fault("nothing")
    if isinstance(data, bool):
        return _fault("yes or no")
    if isinstance(data, dict):
        return _fault("object", keys=tuple(data)[:_MOST_KEYS])
    if isinstance(data, list):
        return _fault("list", n=len(data))
    text = str(data)
    is_long = len(text) > _MOST_LETTERS
    return _fault("text", text=f"{text[:_MOST_LETTERS]}…" if is_long else text)
