"""Tables and series as plain data, and back: same values, kinds of numbers, names and indexes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.io.results.plain import kind_of, plain_from_data, plain_to_data
from mcda_ai.messages.faults import ProblemError, faults_of

_fault = faults_of("io.results")

Data: TypeAlias = dict[str, Any]

_TEXT = pd.Series(["text"]).dtype
"""What pandas itself makes of texts: a kind of their own, or objects in older versions."""
_TEXT_NAME = "str"
_DTYPES = ("object", _TEXT_NAME, "bool", "int32", "int64", "float64")


def frame_to_data(frame: pd.DataFrame) -> Data:
    """Write a table, column by column."""
    columns = [_array_to_data(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return {
        "index": _index_to_data(frame.index),
        "columns": _index_to_data(frame.columns),
        "cells": columns,
    }


def frame_from_data(data: object) -> pd.DataFrame:
    """Read a table.

    Raises
    ------
    ProblemError
        If it has another form.

    Examples
    --------
    >>> table = pd.DataFrame({"share": [0.25, float("nan")]}, index=["A", "B"])
    >>> frame_from_data(frame_to_data(table)).equals(table)
    True
    """
    parts = _parts("table", data, ("index", "columns", "cells"))
    if not isinstance(parts["cells"], list):
        raise ProblemError(_fault("no list of columns", found=kind_of(parts["cells"])))
    cells = [_array_from_data(column) for column in parts["cells"]]
    index = _index_from_data(parts["index"], len(cells[0]) if cells else 0)
    columns = _index_from_data(parts["columns"], len(cells))
    if len(columns) != len(cells) or any(len(column) != len(index) for column in cells):
        raise ProblemError(_fault("columns do not fit"))
    frame = pd.DataFrame({place: column.set_axis(index) for place, column in enumerate(cells)},
                         index=index)  # fmt: skip
    frame.columns = columns
    return frame


def series_to_data(series: pd.Series[Any]) -> Data:
    """Write a series."""
    return {
        "index": _index_to_data(series.index),
        "name": plain_to_data(series.name),
        **_array_to_data(series),
    }


def series_from_data(data: object) -> pd.Series[Any]:
    """Read a series.

    Raises
    ------
    ProblemError
        If it has another form.
    """
    parts = _parts("series", data, ("index", "name", "dtype", "values"))
    values = _array_from_data({name: parts[name] for name in ("dtype", "values")})
    index = _index_from_data(parts["index"], len(values))
    if len(index) != len(values):
        raise ProblemError(_fault("names do not fit", n_values=len(values), n_names=len(index)))
    return values.set_axis(index).rename(_name(parts["name"]))


# --- indexes -------------------------------------------------------------------------------------


def _index_to_data(index: pd.Index[Any]) -> Data:
    if isinstance(index, pd.MultiIndex):
        levels = [_array_to_data(index.get_level_values(k)) for k in range(index.nlevels)]
        return {"names": [plain_to_data(name) for name in index.names], "levels": levels}
    if isinstance(index, pd.RangeIndex):
        return {"name": plain_to_data(index.name), "from": index.start, "step": index.step}
    return {"name": plain_to_data(index.name), **_array_to_data(index)}


def _index_from_data(data: object, length: int) -> pd.Index[Any]:
    """Read an index; one that only counts has the length of what it counts."""
    if isinstance(data, dict) and "levels" in data:
        return _index_of_levels(data)
    if isinstance(data, dict) and "from" in data:
        return _index_that_counts(data, length)
    parts = _parts("index", data, ("name", "dtype", "values"))
    values = _names_from_data({name: parts[name] for name in ("dtype", "values")})
    index: pd.Index[Any] = pd.Index(values, dtype=values.dtype, name=_name(parts["name"]))
    return index


def _index_of_levels(data: object) -> pd.MultiIndex:
    parts = _parts("index", data, ("names", "levels"))
    names, levels = parts["names"], parts["levels"]
    if not (isinstance(names, list) and isinstance(levels, list) and len(names) == len(levels)):
        raise ProblemError(_fault("names of levels"))
    arrays = [pd.Index(_names_from_data(level)) for level in levels]
    if not arrays or len({len(array) for array in arrays}) > 1:
        raise ProblemError(_fault("lengths of levels"))
    return pd.MultiIndex.from_arrays(arrays, names=[_name(name) for name in names])


def _index_that_counts(data: object, length: int) -> pd.RangeIndex:
    parts = _parts("index", data, ("name", "from", "step"))
    start, step = parts["from"], parts["step"]
    if not (_is_small(start) and _is_small(step) and step != 0):
        raise ProblemError(_fault("no counting"))
    return pd.RangeIndex(start, start + step * length, step, name=_name(parts["name"]))


def _is_small(number: object) -> bool:
    return type(number) is int and abs(number) < 2**31


def _names_from_data(data: object) -> pd.Series[Any]:
    """Read the values of an index, by which rows are looked up: none can be a list or an object."""
    values = _array_from_data(data)
    odd = next((value for value in values if isinstance(value, list | dict | set)), None)
    if odd is not None:
        raise ProblemError(_fault("no name in an index", found=kind_of(odd)))
    return values


def _name(data: object) -> Any:  # noqa: ANN401  (whatever pandas takes)
    name = plain_from_data(data)
    if isinstance(name, list | dict):
        raise ProblemError(_fault("no name", found=kind_of(data)))
    return name


# --- values of one kind --------------------------------------------------------------------------


def _array_to_data(values: pd.Series[Any] | pd.Index[Any]) -> Data:
    dtype = str(values.dtype)
    if dtype not in _DTYPES:
        raise ProblemError(_fault("own kind of column", kind=dtype))
    return {"dtype": dtype, "values": [plain_to_data(value) for value in values.tolist()]}


def _array_from_data(data: object) -> pd.Series[Any]:
    parts = _parts("column", data, ("dtype", "values"))
    dtype, given = parts["dtype"], parts["values"]
    if dtype not in _DTYPES or not isinstance(given, list):
        raise ProblemError(_fault("kind of column", found=kind_of(dtype), allowed=_DTYPES))
    values = [plain_from_data(value) for value in given]
    if not _are_of(values, dtype):
        raise ProblemError(_fault("values of another kind", kind=dtype))
    if dtype in (_TEXT_NAME, "object"):
        return pd.Series(values, dtype=_TEXT if dtype == _TEXT_NAME else object)
    try:
        return pd.Series(np.array(values, dtype=dtype))
    except OverflowError:
        raise ProblemError(_fault("large number in a column", kind=dtype)) from None


def _are_of(values: Sequence[object], dtype: str) -> bool:
    """Tell whether values fit a kind as they are, without being turned into it."""
    if dtype == "object":
        return True
    if dtype == _TEXT_NAME:
        return all(isinstance(value, str) or _is_gap(value) for value in values)
    kinds: tuple[type, ...] = {"b": (bool,), "f": (float, int)}.get(dtype[0], (int,))
    return all(isinstance(v, kinds) and isinstance(v, bool) == (dtype == "bool") for v in values)


def _is_gap(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _parts(what: str, data: object, keys: Sequence[str]) -> Data:
    """Take apart an object that has just these keys."""
    if not isinstance(data, dict) or set(data) != set(keys):
        found = kind_of(data)
        raise ProblemError(_fault("other keys", found=found, needed=what, keys=tuple(keys)))
    return data
