"""What arguments have to be: said once, by their annotations, and checked where users call.

``@checks_arguments`` makes a public function refuse what its annotations do not allow, before it
does anything. What an argument *is* is checked here; what it *means* (whether a name is known, a
number within bounds) is checked by what uses it. Where that says all there is to say, the
annotation names it: ``Annotated[..., "told by mcda_ai.weights.resolve"]`` is not checked here.
"""

from __future__ import annotations

import functools
import inspect
import os
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Sized
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    ParamSpec,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np

from mcda_ai.messages.faults import Fault, faults_of, raise_any, shown, unknown_name
from mcda_ai.messages.label import LANGUAGES

P = ParamSpec("P")
R = TypeVar("R")
_Test: TypeAlias = Callable[[object], bool]

_fault = faults_of("messages")

Language: TypeAlias = Annotated[str, LANGUAGES]
"""A language in which things can be said."""
Whole: TypeAlias = Annotated[int, "told by mcda_ai.messages.faults.check_whole"]
"""A number of things: what uses it knows how many there can be."""
Portion: TypeAlias = Annotated[float, "told by what uses it"]
"""A share of something: what uses it knows how large it can be."""

_SIMPLE: Mapping[object, tuple[type, ...]] = {
    bool: (bool, np.bool_),
    int: (int, np.integer),
    float: (int, float, np.integer, np.floating),
    str: (str,),
    os.PathLike: (os.PathLike,),
}
_ANYTHING: tuple[Any, ...] = (Any, object)
_NO_LISTS = (str, bytes, bytearray, memoryview, range, Mapping)
_REFUSALS: dict[type, Callable[[object], Fault]] = {}


def checks_arguments(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function refuse arguments that its annotations do not allow, all of them at once.

    Lists and dicts are looked through for objects; names and numbers in them are left to what
    knows these. An argument by a name that there is not stays Python's own TypeError.

    Examples
    --------
    >>> @checks_arguments
    ... def greet(name: str, times: int = 1, language: Language = "en") -> str:
    ...     return " ".join([name] * times)
    >>> greet("Ann", times="2", language="fr")
    Traceback (most recent call last):
    mcda_ai...ProblemError: times: '2'; allowed: a whole number
    unknown language 'fr'; allowed: en, nl
    """
    contract = _Contract(function)

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not contract.holds(args, kwargs):
            raise_any(contract.faults(args, kwargs))
        return function(*args, **kwargs)

    return checked


def refusal_of(
    wanted: type,
) -> Callable[[Callable[[object], Fault]], Callable[[object], Fault]]:
    """Let a function say what is wrong with what is given for an object of a class."""

    def register(refusal: Callable[[object], Fault]) -> Callable[[object], Fault]:
        _REFUSALS[wanted] = refusal
        return refusal

    return register


class _Contract:
    """What the annotations of a function ask; read when it is first called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    @functools.cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self._function)

    @functools.cached_property
    def _expected(self) -> dict[str, Expected]:
        asked = {
            name: each for name, each in self._function.__annotations__.items() if name != "return"
        }
        hints = get_type_hints(
            types.SimpleNamespace(__annotations__=asked),
            getattr(self._function, "__globals__", {}),
            include_extras=True,
        )
        return {
            name: Expected.of(_each_of(hints.get(name, Any), each.kind))
            for name, each in self._signature.parameters.items()
        }

    @functools.cached_property
    def _in_order(self) -> tuple[Expected, ...]:
        """Those of the arguments that are given by their place."""
        return tuple(
            self._expected[name]
            for name, each in self._signature.parameters.items()
            if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)
        )

    @functools.cached_property
    def _by_name(self) -> dict[str, Expected]:
        """Those that are given by their name."""
        return {
            name: self._expected[name]
            for name, each in self._signature.parameters.items()
            if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)
        }

    def holds(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
        """Tell at once that nothing is wrong; where that is not plain, `faults` has to look.

        Whether they are too few, or one is given twice, is left to Python.
        """
        return (
            len(args) <= len(self._in_order)
            and all(each.fits(value) for each, value in zip(self._in_order, args, strict=False))
            and all(
                name in self._by_name and self._by_name[name].fits(value)
                for name, value in kwargs.items()
            )
        )

    def faults(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Iterator[Fault]:
        """Name every argument that is not what it has to be."""
        try:
            given = self._signature.bind(*args, **kwargs).arguments
        except TypeError:  # names, or how many there are: Python says which
            return
        for name, value in given.items():
            expected = self._expected[name]
            if not expected.fits(value):
                meant = "" if name in kwargs else self._meant(name, value, given)
                yield expected.refusal(name, value, meant)

    def _meant(self, wrong: str, value: object, given: Mapping[str, Any]) -> str:
        """Name the argument that was meant, where a text stands in the place of another."""
        names = list(self._signature.parameters)
        others = (name for name in names[names.index(wrong) + 1 :] if name not in given)
        fits = (name for name in others if self._expected[name].allows_text(value))
        return next(fits, "")


class Expected(NamedTuple):
    """What a value can be.

    Attributes
    ----------
    fits : callable
        Whether a value can be used.
    kinds : tuple of callable
        What can, in words that are made when they are needed; empty where anything can.
    names : tuple of str
        The texts that can, where only some can.
    classes : tuple of type
        Those of which it can be an object.
    in_lists : bool
        Whether a list or dict is looked through for it.
    """

    fits: _Test
    kinds: tuple[Callable[[], Fault], ...] = ()
    names: tuple[str, ...] = ()
    classes: tuple[type, ...] = ()
    in_lists: bool = False

    @classmethod
    def of(cls, annotation: Any) -> Expected:  # noqa: ANN401  (annotations have no type)
        """Read an annotation."""
        origin, parts = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return _one_of(parts[1]) if isinstance(parts[1], tuple) else _noted(*parts[:2])
        if origin is Literal:
            return _one_of(parts)
        if origin in (Union, types.UnionType):
            return _any_of([cls.of(part) for part in parts])
        if annotation in (None, type(None)):
            return cls(lambda value: value is None, (lambda: _fault("none"),), in_lists=True)
        wanted = annotation if origin is None else origin
        return cls._of_class(wanted, parts)

    @classmethod
    def _of_class(cls, wanted: Any, parts: tuple[Any, ...]) -> Expected:  # noqa: ANN401
        """Read what stands before the brackets of an annotation, of the parts in them."""
        if wanted in _SIMPLE:
            return _simple(wanted)
        if wanted is Callable:
            return cls(callable, (lambda: _fault("a function"),))
        if wanted in (Iterable, Collection):
            return _list_of(_is_iterable, *map(cls.of, parts[:1]))
        if wanted in (Sequence, list, tuple):
            return _list_of(_is_row, *map(cls.of, parts[:1]))
        if not isinstance(wanted, type) or wanted in _ANYTHING:
            return _ANY
        if issubclass(wanted, Mapping):
            return _dict_of(*map(cls.of, parts))
        return _object(wanted)

    def allows_text(self, value: object) -> bool:
        """Tell whether a value is a text that can be used."""
        return isinstance(value, str) and bool(self.kinds) and self.fits(value)

    def refusal(self, argument: str, value: object, meant: str = "") -> Fault:
        """Say that an argument is not what it has to be, and what it can be."""
        for wanted in self.classes:
            if wanted in _REFUSALS:
                return _REFUSALS[wanted](value)
        if isinstance(value, str) and self.names and not meant:
            return unknown_name(argument, value, self.names)
        return _fault(
            "argument",
            argument=argument,
            given=shown(value),
            allowed=tuple(kind() for kind in self.kinds),
            meant=meant,
        )


_ANY = Expected(lambda _: True)


def _noted(wanted: Any, note: str) -> Expected:  # noqa: ANN401
    """Look for it in lists, or leave it to what the note names."""
    return Expected.of(wanted)._replace(in_lists=True) if note == "in lists" else _ANY


def _each_of(annotation: Any, kind: Any) -> Any:  # noqa: ANN401
    """Read ``*names: str`` as what it gives: several."""
    if kind is inspect.Parameter.VAR_POSITIONAL:
        return tuple[annotation, ...]
    return Mapping[str, annotation] if kind is inspect.Parameter.VAR_KEYWORD else annotation


def _simple(wanted: type) -> Expected:
    classes = _SIMPLE[wanted]
    is_number = wanted in (int, float)  # True is none, though Python counts with it

    def fits(value: object) -> bool:
        return isinstance(value, classes) and not (is_number and isinstance(value, bool))

    return Expected(fits, (lambda: _fault("simple", type=wanted.__name__),))


def _one_of(names: tuple[Any, ...]) -> Expected:
    """Allow a few values; what is not of their types is not even compared with them."""
    classes = tuple({type(name) for name in names})

    def fits(value: object) -> bool:
        return isinstance(value, classes) and value in names

    texts = tuple(map(str, names))
    return Expected(fits, (lambda: _fault("one of", names=texts),), names=texts)


def _object(wanted: type) -> Expected:
    name, by = wanted.__name__, getattr(wanted, "made_by", "")
    is_protocol = getattr(wanted, "_is_protocol", False)
    return Expected(
        functools.partial(_follows, wanted) if is_protocol else lambda v: isinstance(v, wanted),
        (lambda: _fault("object", name=name, by=by),),
        classes=(wanted,),
        in_lists=True,
    )


def _follows(protocol: type, value: object) -> bool:
    """Tell whether an object has all that a protocol asks, without computing any of it."""
    kind: Any = type(value)
    return not isinstance(value, type) and (
        _all_follow(protocol, kind)
        or all(
            inspect.getattr_static(value, each, _fault) is not _fault
            for each in _asked_by(protocol)
        )
    )


@functools.lru_cache
def _all_follow(protocol: type[Any], kind: type[Any]) -> bool:
    """Tell whether each object of a class has it, by its class alone."""
    known = {name for each in kind.__mro__ for name in vars(each)}
    return known.issuperset(_asked_by(protocol))


def _asked_by(protocol: type) -> Iterator[str]:
    return (each for each in vars(protocol) if not each.startswith("_"))


def _any_of(several: Sequence[Expected]) -> Expected:
    if not all(each.kinds for each in several):
        return _ANY
    return Expected(
        lambda value: any(each.fits(value) for each in several),
        tuple(kind for each in several for kind in each.kinds),
        tuple(name for each in several for name in each.names),
        tuple(wanted for each in several for wanted in each.classes),
        all(each.in_lists for each in several),
    )


def _dict_of(key: Expected = _ANY, value: Expected = _ANY) -> Expected:
    of = "anything"
    if value.in_lists:
        of = "results" if value.classes else "texts"

    def fits(given: object) -> bool:
        if not isinstance(given, Mapping) or not value.in_lists:
            return isinstance(given, Mapping)
        is_empty = of == "results" and not given  # there is nothing to show
        return not is_empty and all(map(key.fits, given)) and all(map(value.fits, given.values()))

    return Expected(fits, (lambda: _fault("dict", of=of, example="{'flat': result}"),))


def _list_of(is_list: _Test, item: Expected = _ANY) -> Expected:
    def fits(given: object) -> bool:
        is_looked_through = item.in_lists and isinstance(given, Sized)  # others are used up by it
        return is_list(given) and (not is_looked_through or all(map(item.fits, given)))  # type: ignore[call-overload]

    return Expected(fits, (lambda: _fault("list"),))


def _is_iterable(given: object) -> bool:
    is_list = getattr(given, "ndim", 1) == 1  # a number and a table say that they can be, too
    return is_list and isinstance(given, Iterable) and not isinstance(given, _NO_LISTS)


def _is_row(given: object) -> bool:
    """Tell whether things stand in a row: a list, or a column of a table."""
    if isinstance(given, Sequence):
        return not isinstance(given, _NO_LISTS)
    return getattr(given, "ndim", None) == 1 and not isinstance(given, np.ma.MaskedArray)
