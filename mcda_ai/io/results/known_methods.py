"""Methods by name: the one that is known here, or a stand-in that only says what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mcda_ai.io.results.plain import kind_of
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method

_fault = faults_of("io.results")

_SAID = ("name", "label", "family", "returns")


def method_to_data(method: Method) -> dict[str, str]:
    """Write what results say of a method."""
    return {key: getattr(method, key) for key in _SAID}


def method_from_data(data: object) -> Method:
    """Find a method by its name; where none here says the same of itself, a stand-in.

    So a result can be read without the plug-in or the notebook that its method came from. The
    stand-in cannot be run.

    Raises
    ------
    ProblemError
        If it is no description of a method.

    Examples
    --------
    >>> from mcda_ai.methods.registry import find
    >>> method_from_data(method_to_data(find("borda"))) is find("borda")
    True
    """
    if not isinstance(data, dict) or set(data) != set(_SAID):
        raise ProblemError(_fault("other keys", found=kind_of(data), needed="method", keys=_SAID))
    for key, value in data.items():
        if not isinstance(value, str):
            raise ProblemError(_fault("said of a method", key=key, found=kind_of(value)))
    known = _known(data["name"])
    if known is not None and method_to_data(known) == data:
        return known
    said: dict[str, Any] = dict(data)
    return Method(_refusal(data["name"]), needs=frozenset(), **said)


def _known(name: str) -> Method | None:
    """Find a method that is there already: a file never decides what is imported."""
    if not registry.is_there(name):
        return None
    try:
        return registry.find(name)
    except ProblemError:  # a plug-in that cannot be loaded
        return None


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise ProblemError(_fault("unknown method", name=name))

    return refuse
