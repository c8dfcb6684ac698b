"""What is wrong with an input, as data, and names that were typed."""

from __future__ import annotations

import difflib
import operator
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, SupportsIndex, TypeAlias

from mcda_ai.messages.claims import Statement, Value
from mcda_ai.messages.lists import LONGEST_NAME
from mcda_ai.messages.rendering import Renderer

Spelling: TypeAlias = str | tuple[str, str]
Place: TypeAlias = tuple[str | int, ...]

_MOST_NAMES_COMPARED = 2000  # for the nearest name: comparing is slow
_MOST_SHOWN = 200  # letters of what was given, or things in it
MOST_FAULTS = 200
"""Of one input that are told one by one; a file of another kind can have thousands."""

_MORE = "messages.faults.more"
_WITHIN = "messages.faults.within"
_TEXT = "messages.faults.text"


class Fault(str, Statement):
    """What is wrong or suspect in an input, and where, as data; as a text, one line of English.

    Parameters
    ----------
    kind : str
        Which fault, as ``"weights.faults.negative"``: the room, and the phrase in its
        ``faults.yaml``, or in its ``doubts.yaml``.
    values : mapping of str to Value, optional
        The names and numbers in it, by what the phrase calls them.
    place : tuple of str and int, optional
        The way to the part, through keys and list positions as a problem file has them:
        ``("criteria", 0, "layer")``. Empty for the problem as a whole. Whoever read the problem
        from a file can tell from it where in the file the fault is.

    Examples
    --------
    >>> fault = unknown_name("layer", "csot", ["cost", "reach"]).within(
    ...     _fault("text", text="my case"), "criteria", 0, "layer"
    ... )
    >>> fault, fault.place
    ("my case: unknown layer 'csot'; did you mean 'cost'? allowed: cost, reach", \
('criteria', 0, 'layer'))
    >>> fault.in_words("nl")
    'my case: laag ‘csot’ is onbekend; bedoelt u ‘cost’? toegestaan: cost, reach'
    """

    kind: str
    values: Mapping[str, Value]
    place: Place
    is_one_line = True

    def __new__(  # noqa: D102  (see the class)
        cls, kind: str, values: Mapping[str, Value] | None = None, place: Place = ()
    ) -> Fault:
        fault = super().__new__(cls, Renderer("en").said(_Phrased(kind, values or {})))
        fault.kind, fault.values, fault.place = kind, MappingProxyType(dict(values or {})), place
        return fault

    def __reduce__(self) -> tuple[type[Fault], tuple[str, dict[str, Value], Place]]:
        """Give what it is made of, for copies."""
        return Fault, (self.kind, dict(self.values), self.place)

    def within(self, where: str | Statement, *place: str | int) -> Fault:
        """Say in what it was found, in words before it and by the way to it before its place."""
        values = {"where": where, "fault": self}
        return Fault(_WITHIN, values, (*place, *self.place))

    def inside(self, *place: str | int) -> Fault:
        """Put the way to what it was found in before its place, and say no more than it does."""
        return Fault(self.kind, self.values, (*place, *self.place))

    @property
    def innermost(self) -> Fault:
        """The fault itself, without what it was found in."""
        inner = self.values["fault"] if self.kind == _WITHIN else self
        return inner.innermost if isinstance(inner, Fault) and inner is not self else self

    @property
    def counts_others(self) -> bool:
        """Whether it only says how many more faults there are, and so comes last."""
        return self.innermost.kind == _MORE

    def in_words(self, language: str = "en") -> str:
        """Say it on one line: cut where it is very long, and without signs that do not print."""
        return Renderer(language).said(self)


class _Phrased(Statement):
    """A fault that has no text yet."""

    is_one_line = True

    def __init__(self, kind: str, values: Mapping[str, Value]) -> None:
        self.kind, self.values = kind, values


class FaultMaker(Protocol):
    """Makes a fault of the kinds of one room."""

    def __call__(self, kind: str, place: Place = (), /, **values: Value) -> Fault:
        """Give the fault of a kind at a place, with its values."""


def faults_of(room: str) -> FaultMaker:
    """Give what makes the faults of a room, and the parts that they are said with.

    Examples
    --------
    >>> faults_of("messages")("folder")
    'it is a folder; allowed: a file'
    """
    return _maker(f"{room}.faults")


def doubts_of(room: str) -> FaultMaker:
    """Give what makes the doubts of a room: what is allowed but suspect, in its ``doubts.yaml``.

    Examples
    --------
    >>> doubts_of("io.tables")("hidden sheet")
    'the sheet is hidden, and is read all the same'
    """
    return _maker(f"{room}.doubts")


def _maker(subject: str) -> FaultMaker:
    def make(kind: str, place: Place = (), /, **values: Value) -> Fault:
        return Fault(f"{subject}.{kind}", values, place)

    return make


_fault = faults_of("messages")


class ProblemError(ValueError):
    """An input that cannot be used; carries every fault found, one line each.

    Parameters
    ----------
    *faults : Fault or str
        What is wrong, where, and what is allowed. At least one. A text is a fault of which only
        the text is known, as who writes a method of their own may have it.

    Attributes
    ----------
    faults : tuple of Fault
        Each is a line in English, and knows its kind, its values and the place it is about;
        ``str(error)`` joins them with line breaks. Of very many the first 200 are kept, and a
        last one that says how many more there are.

    Examples
    --------
    >>> raise ProblemError("weights: 'cost' is negative (-1); allowed: 0 or more")
    Traceback (most recent call last):
    mcda_ai.messages.faults.ProblemError: weights: 'cost' is negative (-1); allowed: 0 or more
    """

    def __init__(self, *faults: str) -> None:
        self.faults: tuple[Fault, ...] = tuple(
            each if isinstance(each, Fault) else Fault(_TEXT, {"text": each})
            for each in _first(faults)
        )
        super().__init__(*self.faults)

    def __str__(self) -> str:
        return "\n".join(self.faults)


def _first(faults: Sequence[str]) -> Sequence[str]:
    """Keep the first of very many faults; the last says how many more there are, if several."""
    told = number_told(len(faults))
    if told == len(faults):
        return faults
    rest = [each for each in faults[told:] if isinstance(each, Fault)]
    counted = [int(str(each.innermost.values["n"])) for each in rest if each.counts_others]
    return [*faults[:told], more_faults(len(faults) - told + sum(counted) - len(counted))]


def number_told(n: int) -> int:
    """Give how many of so many faults are told one by one; of the rest, if several, the number.

    Examples
    --------
    >>> number_told(10), number_told(201), number_told(300)
    (10, 201, 200)
    """
    return n if n <= MOST_FAULTS + 1 else MOST_FAULTS


def are_too_many(faults: Sequence[Fault]) -> bool:
    """Tell whether there are more than are told, so that who looks for faults can stop."""
    return number_told(len(faults)) < len(faults)


def more_faults(n: int) -> Fault:
    """Say how many more there are than are told one by one: see `Fault.counts_others`."""
    return _fault("more", n=n)


def raise_any(faults: Iterable[Fault]) -> None:
    """Raise one `ProblemError` that carries all the faults, if there are any."""
    collected = tuple(faults)
    if collected:
        raise ProblemError(*collected)


def reason_of(error: OSError | ValueError) -> Fault:
    """Say in plain words why a file cannot be opened; a `ValueError` is an odd sign in its path."""
    if isinstance(error, FileNotFoundError):
        return _fault("no file")
    path = getattr(error, "filename", None)  # not every system says it in its error
    if isinstance(error, IsADirectoryError) or _leads_to(path, stat.S_ISDIR):
        return _fault("folder")
    if _leads_to(path, lambda mode: not stat.S_ISREG(mode)):
        return _fault("no plain file")
    reason = getattr(error, "strerror", None) or getattr(error, "reason", None) or error
    return _fault("text", text=str(reason))


def _leads_to(path: object, is_such: Callable[[int], bool]) -> bool:
    """Tell by its mode whether something of such a kind stands at a path."""
    if not isinstance(path, str | os.PathLike):
        return False
    try:
        return is_such(os.stat(path).st_mode)  # noqa: PTH116  (a path can be too long for one)
    except (OSError, ValueError):
        return False


def shown(value: object) -> str:
    """Show what was given: short and plain as it is, anything else by its type.

    Examples
    --------
    >>> shown("site"), shown([1, 2]), shown({"cost": 1}), shown(range(10**6)), shown(shown)
    ("'site'", '[1, 2]', "{'cost': 1}", 'range', 'function')
    """
    is_number = getattr(value, "ndim", None) == 0  # one of NumPy
    if is_number or isinstance(value, str | bytes | int | float | list | tuple | dict | None):
        if isinstance(value, list | tuple | dict) and len(value) > _MOST_SHOWN:
            return type(value).__name__  # not even asked to write itself
        try:
            text = repr(value)
        except ValueError:  # an integer with more digits than Python writes
            return type(value).__name__
        if len(text) <= _MOST_SHOWN and "\n" not in text and " object at 0x" not in text:
            return text
    return type(value).__name__


def check_whole(what: str, given: object, least: int = 1, most: int | None = None) -> int:
    """Pass a whole number through, or say what is allowed.

    Parameters
    ----------
    what : str
        What it is the number of, for the message ("size").
    given : object
    least, most : int, optional

    Raises
    ------
    ProblemError
        If it is not a whole number, or out of bounds.

    Examples
    --------
    >>> check_whole("size", 10**12, most=10**8)
    Traceback (most recent call last):
    mcda_ai...ProblemError: size: 1,000,000,000,000; allowed: a whole number, 1 to 100,000,000
    """
    number = None
    is_array = hasattr(given, "__len__")  # which says that it can be an index, and seldom can
    if isinstance(given, SupportsIndex) and not isinstance(given, bool | type) and not is_array:
        number = operator.index(given)
    if number is None or number < least or (most is not None and number > most):
        text = shown(given) if number is None else number
        raise ProblemError(
            _fault("no whole number", what=what, shown=text, least=least, most=most or False)
        )
    return number


def unknown_name(kind: str | Statement, typed: object, allowed: Iterable[str]) -> Fault:
    """Say that a name is not known, which is nearest, and what is allowed."""
    if not isinstance(typed, str):
        return _fault("no name", kind=kind, typed=shown(typed))
    names = tuple(dict.fromkeys(allowed))
    by_folded = {folded(name[:LONGEST_NAME]): name for name in names[:_MOST_NAMES_COMPARED]}
    near = difflib.get_close_matches(folded(typed[:LONGEST_NAME]), by_folded, n=1, cutoff=0.5)
    nearest = by_folded[near[0]] if near else ""
    return _fault("unknown name", kind=kind, typed=typed, nearest=nearest, allowed=names)


def names_meant(typed: str, allowed: Iterable[Spelling]) -> list[str]:
    """Find the names that were possibly meant, the most literal reading first.

    A name itself counts before another spelling (a label), and that before a spelling that
    differs in case, spaces, ``-`` or ``_``.

    Parameters
    ----------
    typed : str
    allowed : iterable of str, or of (spelling, name)

    Returns
    -------
    list of str
        Empty if nothing fits; several if the text can mean several things.
    """
    pairs = [(each, each) if isinstance(each, str) else each for each in allowed]
    wanted = folded(typed)
    fits = (
        [name for _, name in pairs if name == typed]
        or [name for spelling, name in pairs if spelling == typed]
        or [name for spelling, name in pairs if folded(spelling) == wanted]
    )
    return list(dict.fromkeys(fits))


def known_names(typed: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """Give those of the names that fit one that is allowed, as `names_meant` finds it.

    Examples
    --------
    >>> known_names(["Cost", "reech"], ["cost", "reach"])
    ['Cost']
    """
    known = {folded(name) for name in allowed}
    return [name for name in typed if folded(name) in known]


def find_name(kind: str, typed: object, allowed: Iterable[Spelling]) -> str:
    """Find the one name that was meant; case, spaces, ``-`` and ``_`` do not matter.

    Parameters
    ----------
    kind : str
        What the name is a name of, for the message ("criterion").
    typed : str
        What was typed.
    allowed : iterable of str, or of (spelling, name)
        The names, or other spellings (labels) with the name each stands for.

    Raises
    ------
    ProblemError
        If nothing fits, or several different names do.
    """
    spellings = list(allowed)
    if not isinstance(typed, str):
        raise ProblemError(_fault("no name", kind=kind, typed=shown(typed)))
    found = names_meant(typed, spellings)
    if len(found) > 1:
        raise ProblemError(_fault("several meant", kind=kind, typed=typed, meant=tuple(found)))
    if not found:
        names = (each if isinstance(each, str) else each[1] for each in spellings)
        raise ProblemError(unknown_name(kind, typed, names))
    return found[0]


def same_name(one: str, other: str) -> bool:
    """Tell whether two names differ at most in case, spaces, ``-`` and ``_``."""
    return folded(one) == folded(other)


def composed(name: str) -> str:
    r"""Write an accent in one way: as part of its letter, not behind it.

    Examples
    --------
    >>> composed("Cafe\N{COMBINING ACUTE ACCENT}") == "Café"
    True
    """
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """Write a name so that case, spaces, ``-`` and ``_`` do not matter."""
    return " ".join(composed(name).casefold().replace("-", " ").replace("_", " ").split())
