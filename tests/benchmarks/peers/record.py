"""What has been measured, kept as data until it is measured again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

KEPT = Path(__file__).with_name("measured.json")
Place: TypeAlias = tuple[str, str]
"""A table, and what a row of it tells of."""


class Told(NamedTuple):
    """What came of one question to one package."""

    seconds: float = 0.0
    first: float = 0.0
    megabytes: int = 0
    why: str = ""
    """Why there is no time: no answer, or another one."""
    text: str = ""
    """What is told instead of a time."""


@dataclass
class Row:
    """One row of the page: what, by whom, when, and by which versions."""

    table: str
    what: str
    date: str
    cells: dict[str, Told]
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.table, self.what

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Row:
        """Read what was written."""
        return cls(
            **{**kept, "cells": {name: Told(**each) for name, each in kept["cells"].items()}}
        )

    def as_data(self) -> dict[str, Any]:
        """Give what is written: of each cell only what it has."""
        cells = {
            name: {key: _short(value) for key, value in told._asdict().items() if value}
            for name, told in self.cells.items()
        }
        return {**asdict(self), "cells": cells}


def _short(value: float | str) -> float | str:
    return float(f"{value:.4g}") if isinstance(value, float) else value


class Record:
    """Rows by table and what they tell of; those of other versions are not read.

    Parameters
    ----------
    versions : mapping of package to number
    order : sequence of pairs of table and row, optional
        In which rows are kept; those that are not among them come last.
    """

    def __init__(
        self, versions: Mapping[str, str], order: Sequence[Place] = (), file: Path = KEPT
    ) -> None:
        kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
        read = [Row.of(each) for each in kept]
        self.rows = {row.place: row for row in read if row.versions.items() <= versions.items()}
        self._order = {place: number for number, place in enumerate(order)}
        self._file = file

    def add(self, row: Row) -> None:
        """Keep a row in the place of one that told the same, and write all."""
        rows = {**self.rows, row.place: row}
        last = len(self._order)
        self.rows = dict(sorted(rows.items(), key=lambda each: self._order.get(each[0], last)))
        text = ",\n".join(json.dumps(each.as_data()) for each in self.rows.values())
        self._file.write_text(f"[\n{text}\n]\n", encoding="utf-8")
