"""One sheet of rankings of the template: a judgement for every criterion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

from mcda_ai.io.spreadsheet.grid import Cell, Grid
from mcda_ai.io.tables.confidence_cells import ConfidenceCells
from mcda_ai.io.tables.doubtful_values import SuspectNumbers
from mcda_ai.io.tables.effects import as_measured, has_marks, undirected_fault
from mcda_ai.io.tables.headers import Direction, Stated
from mcda_ai.io.tables.layout import Layout, TableRow
from mcda_ai.io.tables.marks import Rule, read_marks
from mcda_ai.io.tables.words import label_of
from mcda_ai.io.template.columns import STATUSES
from mcda_ai.io.template.sheets import TemplateSheets, twice
from mcda_ai.messages.faults import Fault, faults_of
from mcda_ai.problem.evidence import Criterion, Judgement, Scale, Source, Status

_fault = faults_of("io.template")


@dataclass(frozen=True)
class CriterionEntry:
    """A criterion of the template, with what the sheet of rankings needs to know of it."""

    criterion: Criterion
    direction: Direction | None
    scale: Scale | None
    scale_unknown: bool = False  # its words cannot be told from mistakes then
    direction_cell: Cell | None = None

    def turned_words(self, judged: Iterable[Judgement]) -> list[Fault]:
        """Say that a lower level would be better, where words are all there is: it is not."""
        given = [each for each in judged if each.status != "unscored"]
        only_words = bool(given) and all(each.levels is not None for each in given)
        if self.direction_cell is None or self.direction not in ("lower", "min") or not only_words:
            return []
        fault = _fault("direction of words", name=self.criterion.name)
        return [fault.within(self.direction_cell.place)]


@dataclass
class RankingsSheet:
    """One sheet of rankings."""

    sheets: TemplateSheets
    grid: Grid
    stated: Stated | None
    alternatives: list[str]
    criteria: Mapping[str, CriterionEntry]
    sources: Mapping[str, Source]
    confidence: ConfidenceCells

    def judgements(self) -> dict[str, Judgement]:
        """Read the judgement of each criterion; what is missing is a fault."""
        faults = self.sheets.faults
        layout, rows = self.sheets.table("rankings", self.grid, names=True)
        column_of = self._columns(layout)
        found: dict[str, Judgement] = {}
        seen: dict[str, Cell] = {}
        undirected: Cell | None = None
        suspect = SuspectNumbers()
        for row in rows:
            cell = row.cells["criterion"]
            if not cell.text:
                if not cell.fault:
                    faults.append(_fault("no criterion").within(cell.place))
                continue
            name = self.sheets.one_of("criterion", cell, self.criteria)
            if name is None:
                continue
            if name in seen:
                faults.append(twice(cell, seen[name]))
                continue
            seen[name] = cell
            if self.criteria[name].scale_unknown:
                continue
            rule = self._rule(row, self.criteria[name])
            cells = {alternative: row.named[header] for header, alternative in column_of.items()}
            marks = read_marks(cells, rule, faults)
            suspect.look_at(name, cells, rule, marks, self.criteria[name].criterion.unit)
            undirected = undirected or marks.undirected
            if marks.undirected is None:
                judgement = marks.judgement(rule)
                made = self.sheets.tried(cell, partial(self._told, judgement, row))
                found[name] = made or judgement
        faults += undirected_fault(undirected)
        self.sheets.doubts += suspect.doubts(self.grid)
        faults += [
            self.grid.within(_fault("no row", name=name))
            for name in self.criteria
            if name not in seen
        ]
        return found

    def _columns(self, layout: Layout) -> dict[str, str]:
        """Find the alternative that each header names."""
        header = self.grid.rows[layout.header] if self.grid.rows else ()
        found: dict[str, str] = {}
        for name, column in layout.names.items():
            cell = replace(header[column], text=name)
            alternative = self.sheets.one_of("alternative", cell, self.alternatives)
            if alternative is None:
                continue
            if alternative in found.values():
                again = _fault("column twice", name=alternative)
                self.sheets.faults.append(again.within(cell.place))
            else:
                found[name] = alternative
        self.sheets.faults += [
            self.grid.within(_fault("no column", name=name))
            for name in self.alternatives
            if name not in found.values()
        ]
        return found

    def _rule(self, row: TableRow, entry: CriterionEntry) -> Rule:
        faults = self.sheets.faults
        own = self.sheets.direction_of(row)
        unit = entry.criterion.unit
        if unit and not (own or entry.direction or entry.scale) and has_marks(row):
            fault = _fault("unit without direction", name=entry.criterion.name, unit=unit[:40])
            faults.append(fault.within(row.cells["criterion"].place))
            own = "higher"  # so that no number is wrong for its own sake
        return Rule(
            as_measured(own, unit) or entry.direction or self.stated,
            own is not None,
            entry.scale,
            only_words=entry.direction is None,
            where_scales=_fault(
                "where scales are",
                scales=self.sheets.title("scales"),
                criteria=self.sheets.title("criteria"),
            ),
        )

    def _told(self, judgement: Judgement, row: TableRow) -> Judgement:
        """Add what the row says of the judgement besides its marks."""
        texts = {key: cell.text for key, cell in row.cells.items()}
        statuses: Mapping[str, Status] = {status: status for status in get_args(Status)}
        chosen = self.sheets.chosen(row, "status", STATUSES)
        return Judgement(
            order=judgement.order,
            levels=judgement.levels,
            values=judgement.values,
            status=statuses[chosen or judgement.status],
            reason=label_of(texts, "reason") or judgement.reason,
            note=label_of(texts, "note"),
            sources=self.sheets.sources_of(row, self.sources),
            confidence=self.confidence.read(row.cells.get("confidence"), self.sheets.faults),
        )
