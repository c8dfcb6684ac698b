"""What is wrong with an input, and how it is said."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

_MOST_NAMES_LISTED = 12


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
        super().__init__(*faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(self.faults)


def raise_any(faults: Iterable[str]) -> None:
    """Raise one `ProblemError` that carries all the faults, if there are any."""
    collected = tuple(faults)
    if collected:
        raise ProblemError(*collected)


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


def find_name(kind: str, typed: str, allowed: Iterable[str] | Mapping[str, str]) -> str:
    """Find the name that was meant; case, spaces, ``-`` and ``_`` do not matter.

    Parameters
    ----------
    kind : str
        What the name is a name of, for the message ("criterion").
    typed : str
        What was typed.
    allowed : iterable of str, or mapping of str to str
        The names, or other spellings (labels) and the name each stands for.

    Raises
    ------
    ProblemError
        If nothing fits, or several different names do.
    """
    names = dict(allowed) if isinstance(allowed, Mapping) else {name: name for name in allowed}
    if typed in names:
        return names[typed]
    found = {name for spelling, name in names.items() if _folded(spelling) == _folded(str(typed))}
    if len(found) == 1:
        return found.pop()
    if found:
        meant = ", ".join(sorted(found))
        raise ProblemError(f"'{typed}' can be more than one {kind}: {meant}")
    raise ProblemError(unknown_name(kind, str(typed), dict.fromkeys(names.values())))


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
