"""What a text file holds, as plain data, and where in the text each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mcda_ai.messages.faults import Fault, Place, ProblemError

_UNUSABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Contents:
    """Plain data read from a text, and the line and column of each entry.

    Parameters
    ----------
    data
        Mappings, lists, texts and None. Numbers are text, as they were written.
    marks : mapping of place to (line, column), counted from 1
        Where an entry begins: at its key, or in a list at its first sign. The empty place is where
        the data as a whole begin.
    """

    data: Any
    marks: Mapping[Place, tuple[int, int]]

    def in_order(self, faults: Iterable[Fault]) -> list[Fault]:
        """Sort faults by where they are; those without a place come first."""
        return sorted(faults, key=lambda fault: self._mark(fault.place) or (0, 0))

    def located(self, name: str, fault: Fault) -> str:
        """Write the name of the file before a fault, with line and column where it has a place.

        A part that does not stand in the file is looked for where it is missing.

        Examples
        --------
        >>> contents = Contents({"layers": []}, {("layers",): (3, 1)})
        >>> contents.located("site.yaml", text_fault("none", ("layers", 0)))
        'site.yaml, line 3, column 1: none'
        """
        mark = self._mark(fault.place)
        return f"{name}{at(*mark) if mark else ''}: {fault}"

    def _mark(self, place: Place) -> tuple[int, int] | None:
        """Find where a place begins, or else the nearest that it lies in."""
        lengths = range(len(place), -1, -1)
        return next((self.marks[place[:n]] for n in lengths if place[:n] in self.marks), None)


def at(line: int, column: int) -> str:
    """Say a place in a text, to stand after the name of the file."""
    return f", line {line}, column {column}"


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Count, from 1, the line and the column of a sign."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def unreadable(name: str, notation: str, reason: str, mark: tuple[int, int] | None) -> ProblemError:
    """Give the error for a text that is no YAML or no JSON at all."""
    return ProblemError(f"{name}{at(*mark) if mark else ''}: not readable as {notation}: {reason}")


def unusable_sign(text: str) -> str:
    """Say which sign no text can hold, if there is one; else the empty text."""
    found = _UNUSABLE.search(text)
    return f"the sign U+{ord(found.group()):04X} cannot stand in a text" if found else ""
