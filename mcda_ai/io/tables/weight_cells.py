"""Columns of weights: read cell by cell, and checked against the problem they are for."""

from __future__ import annotations

from dataclasses import dataclass, field

from mcda_ai import weights as weight_rules
from mcda_ai.io.spreadsheet.decimal_signs import number_of, unclear_thousands
from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.io.tables.headers import UNSCORED
from mcda_ai.messages.faults import ProblemError
from mcda_ai.problem.decision_problem import DecisionProblem


@dataclass
class WeightColumn:
    """One column of weights, with the cell of every name that has a row, the empty ones too.

    Parameters
    ----------
    what : str
        Whose weights they are, for the messages; empty for the problem's own.
    header : Cell, optional
        Where faults of the column as a whole are.
    """

    what: str
    header: Cell | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    by_name: dict[str, float] = field(default_factory=dict)

    def read(self, name: str, cell: Cell, faults: list[str]) -> None:
        """Read the weight of a criterion or layer; an empty cell is no weight."""
        self.cells[name] = cell
        if cell.fault or folded(cell.text) in UNSCORED:
            return
        text = cell.text.removesuffix("%").strip()
        value = number_of(text)
        unclear = unclear_thousands(cell, text)
        if unclear:
            faults.append(unclear)
        elif value is None or value < 0:
            faults.append(f"{cell.place}: {cell.shown}; allowed: a weight, 0 or more")
        else:
            self.by_name[name] = value / 100 if cell.text.endswith("%") else value

    def mixed_faults(self) -> list[str]:
        """Say if some are in per cent and others are not: 60% beside 1 can mean two things."""
        filled = [self.cells[name] for name in self.by_name]
        percent = next((cell for cell in filled if cell.text.endswith("%")), None)
        plain = next((cell for cell in filled if not cell.text.endswith("%")), None)
        if percent is None or plain is None:
            return []
        fault = (
            f"{plain.place}: {plain.shown}, but {percent.shown} at {percent.place}; allowed: all "
            "weights of a column with a percent sign, or none"
        )
        return [fault]

    def faults_in(self, problem: DecisionProblem) -> list[str]:
        """Say why the weights cannot be used in a problem, each with its cell."""
        try:
            weight_rules.by_name(self.by_name, problem)
        except ProblemError as error:
            return [f"{self._place_of(fault.place)}: {self.what}{fault}" for fault in error.faults]
        return []

    def _place_of(self, place: tuple[str | int, ...]) -> str:
        named = self.cells.get(str(place[0])) if place else None
        found = named or self.header or next(iter(self.cells.values()))
        return found.place
