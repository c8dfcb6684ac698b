"""Columns of weights: read cell by cell, and checked against the problem they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mcda_ai import weights as weight_rules
from mcda_ai.io.spreadsheet.decimal_signs import number_of, partly_in_percent, unclear_thousands
from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.io.tables.headers import UNSCORED
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import StatedWeights

_fault = faults_of("io.tables")


@dataclass
class WeightColumn:
    """One column of weights, with the cell of every name that has a row, the empty ones too.

    Parameters
    ----------
    what : str
        Name of the weight set; empty for the problem's own weights.
    header : Cell, optional
        Where faults of the column as a whole are.
    """

    what: str
    header: Cell | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    by_name: dict[str, float] = field(default_factory=dict)
    made: StatedWeights | None = None

    @property
    def weights(self) -> Mapping[str, float]:
        """What the numbers make, where it is said how they are given; else the numbers."""
        return self.by_name if self.made is None else self.made

    def read(self, name: str, cell: Cell, faults: list[Fault]) -> None:
        """Read the weight of a criterion or layer; an empty cell is no weight."""
        self.cells[name] = cell
        if cell.fault or folded(cell.text) in UNSCORED:
            return
        text = cell.text.removesuffix("%").strip()
        value = number_of(text, cell.decimal)
        unclear = unclear_thousands(cell, text)
        if unclear is not None:
            faults.append(unclear)
        elif value is None or value < 0:
            faults.append(_fault("no weight", found=cell.shown).within(cell.place))
        else:
            self.by_name[name] = value / 100 if cell.text.endswith("%") else value

    def mixed_faults(self) -> list[Fault]:
        """Say if some are in per cent and others are not: 60% beside 1 can mean two things."""
        both = partly_in_percent([self.cells[name] for name in self.by_name])
        if both is None:
            return []
        percent, plain = both
        found, other = plain.shown, percent.shown
        fault = _fault("weights partly in per cent", found=found, other=other, place=percent.place)
        return [fault.within(plain.place)]

    def faults_in(self, problem: DecisionProblem) -> list[Fault]:
        """Say why the weights cannot be used in a problem, each with its cell."""
        try:
            weight_rules.by_name(self.weights, problem)
        except ProblemError as error:
            return list(map(self._placed, error.faults))
        return []

    def _placed(self, fault: Fault) -> Fault:
        """Say in which cell a fault of the weights is, and of which weight set."""
        named = self.cells.get(str(fault.place[0])) if fault.place else None
        cell = named or self.header or next(iter(self.cells.values()))
        of_a_set = _fault("of a weight set", name=self.what)
        return (fault.within(of_a_set) if self.what else fault).within(cell.place)
