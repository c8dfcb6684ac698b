"""How each field of a result is written in a file: that follows from the type of the field.

So a new field of a result needs nothing here, and a file never says which type to make: a record
is made of the type that the field has, a method is found by its name, and there are no others.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd

from mcda_ai.io.results.known_faults import fault_from_data, fault_to_data
from mcda_ai.io.results.known_methods import method_from_data, method_to_data
from mcda_ai.io.results.plain import kind_of, plain_from_data, plain_to_data
from mcda_ai.io.results.spaces import kind_of_part, parts_of_space, space_of_parts
from mcda_ai.io.results.tables import (
    frame_from_data,
    frame_to_data,
    series_from_data,
    series_to_data,
)
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, unknown_name
from mcda_ai.methods.contract import Method
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import WeightSpace

_fault = faults_of("io.results")

Problems = list[DecisionProblem]
"""The problems of a file: each is written once, and the results that share it refer to it."""


_Step = TypeVar("_Step", int, str)


class Encoding(Protocol):
    """How values of one type are written and read."""

    def takes(self, value: object) -> bool:
        """Tell whether a value is of the type, at first sight."""

    def to_data(self, value: Any, problems: Problems) -> Any:  # noqa: ANN401  (any type)
        """Write a value; problems that it holds are added to `problems`."""

    def from_data(self, data: Any, problems: Problems) -> Any:  # noqa: ANN401  (any type)
        """Read a value, or raise a `ProblemError`."""


@cache
def encoding_of(hint: Any) -> Encoding:  # noqa: ANN401  (a type expression)
    """Give the encoding of a type.

    Raises
    ------
    TypeError
        For a type that has none: a field of a result that cannot be saved.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _LEAVES:
        return _LEAVES[hint]
    if origin is Literal:
        return _Choice(inner)
    if origin in (Union, types.UnionType):
        return _Either(tuple(map(encoding_of, inner)))
    if origin is tuple and inner[1:] != (...,):
        return _Row(tuple(map(encoding_of, inner)))
    if origin in (tuple, list):
        return _Several(encoding_of(inner[0]), origin)
    if isinstance(origin, type) and issubclass(origin, Mapping) and inner[0] is str:
        return _ByName(encoding_of(inner[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return Record(hint)
    raise TypeError(f"no encoding of {hint}")


# --- single values -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Leaf:
    """A value with an encoding of its own, and what it is called in the phrase of another kind."""

    kind: tuple[type, ...]
    called: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]

    def takes(self, value: object) -> bool:
        plain = value.item() if isinstance(value, np.generic) else value
        return isinstance(plain, self.kind) and (bool in self.kind or not isinstance(plain, bool))

    def to_data(self, value: object, problems: Problems) -> Any:  # noqa: ARG002, ANN401
        return self.write(value)

    def from_data(self, data: object, problems: Problems) -> Any:  # noqa: ARG002, ANN401
        value = self.read(data)
        if not self.takes(value):
            raise ProblemError(_fault("other kind", found=kind_of(data), needed=self.called))
        return value


class _Shared:
    """A problem, by its place among those of the file."""

    def takes(self, value: object) -> bool:
        return isinstance(value, DecisionProblem)

    def to_data(self, value: DecisionProblem, problems: Problems) -> int:
        places = [place for place, each in enumerate(problems) if each is value]
        if not places:
            problems.append(value)
        return places[0] if places else len(problems) - 1

    def from_data(self, data: object, problems: Problems) -> DecisionProblem:
        if type(data) is not int or not 0 <= data < len(problems):
            last = len(problems) - 1
            raise ProblemError(_fault("no place of a problem", found=kind_of(data), last=last))
        return problems[data]


class _Space:
    """A weight space: its name, and what it is made of."""

    def takes(self, value: object) -> bool:
        return isinstance(value, WeightSpace)

    def to_data(self, value: WeightSpace, problems: Problems) -> dict[str, list[Any]]:
        name, parts = parts_of_space(value)
        encoding = encoding_of(kind_of_part(name))
        return {name: [encoding.to_data(part, problems) for part in parts]}

    def from_data(self, data: object, problems: Problems) -> WeightSpace:
        if not isinstance(data, dict) or len(data) != 1:
            raise ProblemError(_fault("other kind", found=kind_of(data), needed="weight space"))
        ((name, parts),) = data.items()
        encoding = encoding_of(kind_of_part(name))
        if not isinstance(parts, list):
            raise ProblemError(_fault("other kind", found=kind_of(parts), needed="list"))
        return space_of_parts(name, [encoding.from_data(part, problems) for part in parts])


@dataclass(frozen=True)
class _Choice:
    """One of a few texts."""

    allowed: tuple[Any, ...]

    def takes(self, value: object) -> bool:
        return value in self.allowed

    def to_data(self, value: object, problems: Problems) -> Any:  # noqa: ARG002, ANN401
        return plain_to_data(value)

    def from_data(self, data: object, problems: Problems) -> Any:  # noqa: ARG002, ANN401
        if not isinstance(data, str) or data not in self.allowed:
            allowed = tuple(map(str, self.allowed))
            raise ProblemError(_fault("not allowed", found=kind_of(data), allowed=allowed))
        return data


_LEAVES: dict[Any, Encoding] = {
    Any: _Leaf((object,), "value", plain_to_data, plain_from_data),
    types.NoneType: _Leaf((types.NoneType,), "nothing", plain_to_data, plain_from_data),
    bool: _Leaf((bool,), "truth", plain_to_data, plain_from_data),
    int: _Leaf((int,), "whole number", plain_to_data, plain_from_data),
    float: _Leaf((float, int), "number", plain_to_data, plain_from_data),
    str: _Leaf((str,), "text", plain_to_data, plain_from_data),
    pd.DataFrame: _Leaf((pd.DataFrame,), "table", frame_to_data, frame_from_data),
    pd.Series: _Leaf((pd.Series,), "series", series_to_data, series_from_data),
    Fault: _Leaf((Fault,), "fault", fault_to_data, fault_from_data),
    Method: _Leaf((Method,), "method", method_to_data, method_from_data),
    DecisionProblem: _Shared(),
    WeightSpace: _Space(),
}


# --- several values ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Either:
    """One of several types: the first that takes the value."""

    encodings: tuple[Encoding, ...]

    def takes(self, value: object) -> bool:
        return any(encoding.takes(value) for encoding in self.encodings)

    def to_data(self, value: object, problems: Problems) -> Any:  # noqa: ANN401
        encoding = next(
            (encoding for encoding in self.encodings if encoding.takes(value)), self.encodings[0]
        )
        return encoding.to_data(value, problems)

    def from_data(self, data: object, problems: Problems) -> Any:  # noqa: ANN401
        faults: list[Fault] = []
        for encoding in self.encodings:
            try:
                return encoding.from_data(data, problems)
            except ProblemError as error:
                if encoding is not _LEAVES[types.NoneType]:
                    faults += error.faults
        raise ProblemError(*faults)


@dataclass(frozen=True)
class _Several:
    """A list or a tuple of any length, of one type."""

    each: Encoding
    made: type[list[Any]] | type[tuple[Any, ...]]

    def takes(self, value: object) -> bool:
        return isinstance(value, self.made)

    def to_data(self, value: Any, problems: Problems) -> list[Any]:  # noqa: ANN401
        return [self.each.to_data(item, problems) for item in value]

    def from_data(self, data: object, problems: Problems) -> Any:  # noqa: ANN401
        if not isinstance(data, list):
            raise ProblemError(_fault("other kind", found=kind_of(data), needed="list"))
        return self.made(
            _told(_entry, place, self.each, item, problems) for place, item in enumerate(data, 1)
        )


@dataclass(frozen=True)
class _Row:
    """A tuple of a few values, each of a type of its own."""

    encodings: tuple[Encoding, ...]

    def takes(self, value: object) -> bool:
        return isinstance(value, tuple) and len(value) == len(self.encodings)

    def to_data(self, value: tuple[Any, ...], problems: Problems) -> list[Any]:
        pairs = zip(self.encodings, value, strict=True)
        return [encoding.to_data(item, problems) for encoding, item in pairs]

    def from_data(self, data: object, problems: Problems) -> tuple[Any, ...]:
        if not isinstance(data, list) or len(data) != len(self.encodings):
            raise ProblemError(_fault("other length", found=kind_of(data), n=len(self.encodings)))
        pairs = enumerate(zip(self.encodings, data, strict=True), start=1)
        return tuple(
            _told(_entry, place, encoding, item, problems) for place, (encoding, item) in pairs
        )


@dataclass(frozen=True)
class _ByName:
    """Values of one type, by name; the order counts."""

    each: Encoding

    def takes(self, value: object) -> bool:
        return isinstance(value, Mapping)

    def to_data(self, value: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
        return {str(name): self.each.to_data(item, problems) for name, item in value.items()}

    def from_data(self, data: object, problems: Problems) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise ProblemError(_fault("other kind", found=kind_of(data), needed="object"))
        return {name: _told(_named, name, self.each, item, problems) for name, item in data.items()}


@dataclass(frozen=True)
class Record:
    """A dataclass, field by field. A field that is missing has its default."""

    made: type

    def takes(self, value: object) -> bool:
        """Tell whether a value is of this very type."""
        return type(value) is self.made

    def to_data(self, value: object, problems: Problems) -> dict[str, Any]:
        """Write every field; see `Encoding`."""
        data: dict[str, Any] = {}
        faults: list[Fault] = []
        for name, encoding in self._encodings.items():
            try:
                data[name] = encoding.to_data(getattr(value, name), problems)
            except ProblemError as error:
                faults += [fault.within(name) for fault in error.faults]
        raise_any(faults)
        return data

    def from_data(self, data: object, problems: Problems) -> Any:  # noqa: ANN401
        """Read every field that is there, and make the value; see `Encoding`."""
        if not isinstance(data, dict):
            keys = tuple(self._encodings)
            raise ProblemError(
                _fault("other keys", found=kind_of(data), needed="object", keys=keys)
            )
        faults: list[Fault] = [
            unknown_name("key", key, self._encodings) for key in data if key not in self._encodings
        ]
        values = {}
        for field in _fields(self.made):
            if field.name not in data:
                if _has_no_default(field):
                    faults.append(_fault("missing").within(field.name))
                continue
            try:
                encoding = self._encodings[field.name]
                values[field.name] = _told(str, field.name, encoding, data[field.name], problems)
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        return self.made(**values)

    @property
    def _encodings(self) -> dict[str, Encoding]:
        return _encodings_of_fields(self.made)


def _told(
    where: Callable[[_Step], str], step: _Step, encoding: Encoding, data: object, problems: Problems
) -> Any:  # noqa: ANN401
    """Read a value; say where the faults are, which is put in words only if there are any."""
    try:
        return encoding.from_data(data, problems)
    except ProblemError as error:
        raise ProblemError(*(fault.within(where(step)) for fault in error.faults)) from None


def _entry(number: int) -> Fault:
    return _fault("entry", number=number)


def _named(name: str) -> Fault:
    return _fault("name", name=name)


class _AnySeries:
    """Lets ``pd.Series[float]`` be evaluated, which pandas itself does not."""

    def __class_getitem__(cls, _: object) -> type[pd.Series[Any]]:
        return pd.Series


_PANDAS = types.SimpleNamespace(DataFrame=pd.DataFrame, Series=_AnySeries)


@cache
def _encodings_of_fields(made: type) -> dict[str, Encoding]:
    hints = get_type_hints(made, localns={"pd": _PANDAS})
    return {field.name: encoding_of(hints[field.name]) for field in _fields(made)}


def _fields(made: type) -> list[Field[Any]]:
    return [field for field in fields(made) if field.init]


def _has_no_default(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
