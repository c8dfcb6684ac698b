"""Plain values as JSON can hold them: texts, numbers (infinite ones too), lists and mappings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from mcda_ai.messages.faults import ProblemError

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
    raise ProblemError(f"a value of type {type(value).__name__} cannot be saved")


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
    raise ProblemError(
        f"an object with the keys {', '.join(data) or 'none'}; allowed: number (nan, inf or -inf), "
        "tuple or mapping"
    )


def _pair(data: object) -> tuple[Any, Any]:
    if not isinstance(data, list) or len(data) != 2:
        raise ProblemError("a mapping is a list of pairs of a name and a value")
    name = plain_from_data(data[0])
    try:
        hash(name)
    except TypeError:
        raise ProblemError("a list or a mapping cannot be the name of a value") from None
    return name, plain_from_data(data[1])


def kind_of(data: object) -> str:
    """Say in plain words what stands in a file."""
    if data is None:
        return "nothing"
    if isinstance(data, bool):
        return "yes or no"
    if isinstance(data, dict):
        return f"an object with the keys {', '.join(list(data)[:5]) or 'none'}"
    if isinstance(data, list):
        return f"a list of {len(data)}"
    text = str(data)
    return f"'{text if len(text) <= 40 else text[:40] + '…'}'"
