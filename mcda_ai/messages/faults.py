"""What is wrong with an input, and how it is said."""

from __future__ import annotations

import difflib
import operator
import os
from collections.abc import Iterable
from pathlib import Path
from typing import SupportsIndex, TypeAlias

from mcda_ai.messages.lists import LONGEST_NAME, listed_names, shown_name

Spelling: TypeAlias = str | tuple[str, str]
Place: TypeAlias = tuple[str | int, ...]

_MOST_NAMES_LISTED = 16
_MOST_NAMES_COMPARED = 2000  # for the nearest name: comparing is slow
_LONGEST = 1000  # letters of a fault: what a file holds can be of any length


class Fault(str):
    """One line about what is wrong, which knows the part of the problem that it is about.

    Parameters
    ----------
    text : str
    place : tuple of str and int, optional
        The way to the part, through keys and list positions as a problem file has them:
        ``("criteria", 0, "layer")``. Empty for the problem as a whole. Whoever read the problem
        from a file can tell from it where in the file the fault is.

    Examples
    --------
    >>> fault = Fault("unknown level 'hgih'", ("levels", "B1"))
    >>> inside = Fault.inside(fault, "criterion 'cost': ", "criteria", 0)
    >>> inside, inside.place
    ("criterion 'cost': unknown level 'hgih'", ('criteria', 0, 'levels', 'B1'))
    """

    place: Place

    def __new__(cls, text: str, place: Place = ()) -> Fault:  # noqa: D102  (see the class)
        fault = super().__new__(cls, text)
        fault.place = place
        return fault

    @staticmethod
    def inside(fault: str, context: str, *place: str | int) -> Fault:
        """Put words before a fault, and the way to what it was found in before its place."""
        return Fault(context + fault, (*place, *getattr(fault, "place", ())))

    def as_one_line(self) -> Fault:
        """Cut what is very long, and write signs that do not print so that they can be seen."""
        text = self[:_LONGEST] + "…" if len(self) > _LONGEST else str(self)
        return Fault(text if text.isprintable() else "".join(map(_visible, text)), self.place)


class ProblemError(ValueError):
    """An input that cannot be used; carries every fault found, one line each.

    Parameters
    ----------
    *faults : str
        What is wrong, where, and what is allowed. At least one.

    Attributes
    ----------
    faults : tuple of Fault
        The same lines, each with the place it is about; ``str(error)`` joins them with line
        breaks.

    Examples
    --------
    >>> raise ProblemError("weights: 'cost' is negative (-1); allowed: 0 or more")
    Traceback (most recent call last):
    mcda_ai.messages.faults.ProblemError: weights: 'cost' is negative (-1); allowed: 0 or more
    """

    def __init__(self, *faults: str) -> None:
        lines = tuple(Fault.inside(fault, "").as_one_line() for fault in faults)
        super().__init__(*lines)
        self.faults: tuple[Fault, ...] = lines

    def __str__(self) -> str:
        return "\n".join(self.faults)


def raise_any(faults: Iterable[str]) -> None:
    """Raise one `ProblemError` that carries all the faults, if there are any."""
    collected = tuple(faults)
    if collected:
        raise ProblemError(*collected)


def reason_of(error: OSError | ValueError) -> str:
    """Say in plain words why a file cannot be opened; a `ValueError` is an odd sign in its path."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError) or _is_about_folder(error):
        return "it is a folder; allowed: a file"
    return str(getattr(error, "strerror", None) or getattr(error, "reason", None) or error)


def _is_about_folder(error: OSError | ValueError) -> bool:
    """Tell it of the path: not every system says it in its error."""
    path = getattr(error, "filename", None)
    return isinstance(path, str | os.PathLike) and Path(path).is_dir()


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
    allowed = f"{least:,} or more" if most is None else f"{least:,} to {most:,}"
    number = None
    if isinstance(given, SupportsIndex) and not isinstance(given, bool):
        number = operator.index(given)
    if number is None or number < least or (most is not None and number > most):
        told = repr(given) if number is None else f"{number:,}"
        raise ProblemError(f"{what}: {told}; allowed: a whole number, {allowed}")
    return number


def unknown_name(kind: str, typed: str, allowed: Iterable[str]) -> str:
    """Say that a name is not known, which is nearest, and what is allowed."""
    names = list(dict.fromkeys(allowed))
    by_folded = {_folded(name[:LONGEST_NAME]): name for name in names[:_MOST_NAMES_COMPARED]}
    near = difflib.get_close_matches(_folded(typed[:LONGEST_NAME]), by_folded, n=1, cutoff=0.5)
    hint = f"; did you mean '{shown_name(by_folded[near[0]])}'?" if near else ";"
    listed = listed_names(names, _MOST_NAMES_LISTED, quoted=False) or "none"
    return f"unknown {kind} '{shown_name(typed)}'{hint} allowed: {listed}"


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
    folded = _folded(typed)
    fits = (
        [name for _, name in pairs if name == typed]
        or [name for spelling, name in pairs if spelling == typed]
        or [name for spelling, name in pairs if _folded(spelling) == folded]
    )
    return list(dict.fromkeys(fits))


def known_names(typed: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """Give those of the names that fit one that is allowed, as `names_meant` finds it.

    Examples
    --------
    >>> known_names(["Cost", "reech"], ["cost", "reach"])
    ['Cost']
    """
    folded = {_folded(name) for name in allowed}
    return [name for name in typed if _folded(name) in folded]


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
        raise ProblemError(f"{kind} {typed!r}: a name is needed, as text")
    found = names_meant(typed, spellings)
    if len(found) > 1:
        raise ProblemError(f"'{typed}' can mean more than one {kind}: {', '.join(found)}")
    if not found:
        names = (each if isinstance(each, str) else each[1] for each in spellings)
        raise ProblemError(unknown_name(kind, typed, names))
    return found[0]


def same_name(one: str, other: str) -> bool:
    """Tell whether two names differ at most in case, spaces, ``-`` and ``_``."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _visible(sign: str) -> str:
    """Write a sign so that it neither breaks a line nor commands a terminal."""
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else sign.encode("unicode_escape").decode("ascii")
