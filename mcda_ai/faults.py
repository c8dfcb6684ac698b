"""What is wrong with an input, and how it is said."""

from __future__ import annotations

import difflib
import operator
from collections.abc import Iterable
from typing import SupportsIndex, TypeAlias

Spelling: TypeAlias = str | tuple[str, str]

_MOST_NAMES_LISTED = 16
_LONGEST = 1000  # letters of a fault: what a file holds can be of any length


class ProblemError(ValueError):
    """An input that cannot be used; carries every fault found, one line each.

    Parameters
    ----------
    *faults : str
        What is wrong, where, and what is allowed. At least one.

    Attributes
    ----------
    faults : tuple of str
        The same lines; ``str(error)`` joins them with line breaks.

    Examples
    --------
    >>> raise ProblemError("weights: 'cost' is negative (-1); allowed: 0 or more")
    Traceback (most recent call last):
    mcda_ai.faults.ProblemError: weights: 'cost' is negative (-1); allowed: 0 or more
    """

    def __init__(self, *faults: str) -> None:
        short = [fault if len(fault) <= _LONGEST else fault[:_LONGEST] + "…" for fault in faults]
        super().__init__(*short)
        self.faults = tuple(short)

    def __str__(self) -> str:
        return "\n".join(self.faults)


def raise_any(faults: Iterable[str]) -> None:
    """Raise one `ProblemError` that carries all the faults, if there are any."""
    collected = tuple(faults)
    if collected:
        raise ProblemError(*collected)


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
    mcda_ai.faults.ProblemError: size: 1,000,000,000,000; allowed: a whole number, 1 to 100,000,000
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
    by_folded = {_folded(name): name for name in names}
    near = difflib.get_close_matches(_folded(typed), by_folded, n=1, cutoff=0.5)
    hint = f"; did you mean '{by_folded[near[0]]}'?" if near else ";"
    listed = ", ".join(names[:_MOST_NAMES_LISTED]) or "none"
    more = len(names) - _MOST_NAMES_LISTED
    rest = f" and {more} more" if more > 0 else ""
    return f"unknown {kind} '{typed}'{hint} allowed: {listed}{rest}"


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
    for is_meant in (
        lambda _, name: name == typed,
        lambda spelling, _: spelling == typed,
        lambda spelling, _: same_name(spelling, typed),
    ):
        fits = [name for spelling, name in pairs if is_meant(spelling, name)]
        if fits:
            return list(dict.fromkeys(fits))
    return []


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
