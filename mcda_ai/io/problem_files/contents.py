"""What a text file holds, as plain data, and where in the text each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mcda_ai.messages.faults import Fault, Place, ProblemError, faults_of

_UNUSABLE = re.compile("[\0\ud800-\udfff]")

_fault = faults_of("io.problem_files")


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
        """Sort faults by where they are; those without a place come first, a count of more last."""
        return sorted(
            faults, key=lambda fault: (fault.counts_others, self._mark(fault.place) or (0, 0))
        )

    def located(self, name: str, fault: Fault) -> Fault:
        """Say in which file a fault is, with line and column where it has a place.

        A part that does not stand in the file is looked for where it is missing.

        Examples
        --------
        >>> contents = Contents({"layers": []}, {("layers",): (3, 1)})
        >>> contents.located("site.yaml", _fault("missing", ("layers", 0)))
        'site.yaml, line 3, column 1: missing; it is needed'
        """
        return fault.within(_where(name, self._mark(fault.place)))

    def _mark(self, place: Place) -> tuple[int, int] | None:
        """Find where a place begins, or else the nearest that it lies in."""
        lengths = range(len(place), -1, -1)
        return next((self.marks[place[:n]] for n in lengths if place[:n] in self.marks), None)


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Count, from 1, the line and the column of a sign."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def unreadable(
    name: str, notation: str, reason: Fault, mark: tuple[int, int] | None
) -> ProblemError:
    """Give the error for a text that is no YAML or no JSON at all."""
    fault = reason.within(_fault("not readable", notation=notation))
    return ProblemError(fault.within(_where(name, mark)))


def unusable_sign(text: str) -> Fault | None:
    """Say which sign no text can hold, if there is one."""
    found = _UNUSABLE.search(text)
    return strange_sign(ord(found.group())) if found else None


def strange_sign(code: int) -> Fault:
    """Say that a sign, by its number in Unicode, cannot be used."""
    return _fault("strange sign", code=f"U+{code:04X}")


def _where(name: str, mark: tuple[int, int] | None) -> str:
    """Say in which file, and where in it."""
    if mark is None:
        return name
    return _fault("line and column", file=name, line=mark[0], column=mark[1])
