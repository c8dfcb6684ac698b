"""One sheet of rankings of the template: a judgement for every criterion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

from mcda_ai.io.spreadsheet.grid import Cell, Grid
from mcda_ai.io.tables.doubtful_values import SuspectNumbers
from mcda_ai.io.tables.effects import as_measured, has_marks, undirected_fault
from mcda_ai.io.tables.headers import Direction, Stated
from mcda_ai.io.tables.layout import Layout, TableRow
from mcda_ai.io.tables.marks import Rule, read_marks
from mcda_ai.io.tables.places import sources_in
from mcda_ai.io.template.columns import STATUSES, label_of
from mcda_ai.io.template.sheets import TemplateSheets
from mcda_ai.problem.evidence import Criterion, Judgement, Scale, Source, Status


@dataclass(frozen=True)
class CriterionEntry:
    """A criterion of the template, with what the sheet of rankings needs to know of it."""

    criterion: Criterion
    direction: Direction | None
    scale: Scale | None
    scale_unknown: bool = False  # its words cannot be told from mistakes then
    direction_place: str = ""

    def turned_words(self, judged: Iterable[Judgement]) -> list[str]:
        """Say that a lower level would be better, where words are all there is: it is not."""
        given = [each for each in judged if each.status != "unscored"]
        if self.direction not in ("lower", "min") or not given or any(
            each.levels is None for each in given
        ):  # fmt: skip
            return []
        told = "the words of a scale have their own order, the worst first; leave the direction out"
        return [f"{self.direction_place}: criterion '{self.criterion.name}': {told}"]


@dataclass
class RankingsSheet:
    """One sheet of rankings."""

    sheets: TemplateSheets
    grid: Grid
    stated: Stated | None
    alternatives: list[str]
    criteria: Mapping[str, CriterionEntry]
    sources: Mapping[str, Source]

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
                    faults.append(f"{cell.place}: no criterion, but the row is filled in")
                continue
            name = self.sheets.one_of("criterion", cell, self.criteria)
            if name is None:
                continue
            if name in seen:
                faults.append(f"{cell.place}: {cell.shown} is there twice; the first is at "
                              f"{seen[name].place}")  # fmt: skip
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
            f"{self.grid.where}criterion '{name}' has no row; add one, with empty cells where "
            "nobody scored"
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
            if alternative in found.values():
                self.sheets.faults.append(f"{cell.place}: alternative '{alternative}' has a column "
                                        "already")  # fmt: skip
            elif alternative is not None:
                found[name] = alternative
        self.sheets.faults += [
            f"{self.grid.where}alternative '{name}' has no column; write it in the row of headers"
            for name in self.alternatives
            if name not in found.values()
        ]
        return found

    def _rule(self, row: TableRow, entry: CriterionEntry) -> Rule:
        faults = self.sheets.faults
        own = self.sheets.direction_of(row)
        unit = entry.criterion.unit
        if unit and not (own or entry.direction or entry.scale) and has_marks(row):
            faults.append(f"{row.cells['criterion'].place}: '{entry.criterion.name}' has the unit "
                          f"'{unit[:40]}', so the sheet of criteria must say under direction what "
                          "its numbers are")  # fmt: skip
            own = "higher"  # so that no number is wrong for its own sake
        return Rule(
            as_measured(own, unit) or entry.direction or self.stated,
            own is not None,
            entry.scale,
            only_words=entry.direction is None,
            where_scales=f"on the sheet '{self.sheets.title('scales')}', and choose that scale on "
                         f"the sheet '{self.sheets.title('criteria')}'",
        )  # fmt: skip

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
            sources=self._sources(row.cells["source"]) if "source" in row.cells else (),
        )

    def _sources(self, cell: Cell) -> tuple[Source, ...]:
        """Find the sources that a cell names; what is on no list is a place in words."""
        found: list[Source] = []
        for part in cell.text.split(";"):
            name = part.strip()
            if name in self.sources:
                found.append(self.sources[name])
                continue
            found += sources_in(name)
            if name and " " not in name:  # a short name rather than a remark
                self.sheets.doubts.append(
                    f"{cell.place}: source '{name}' has no row on the sheet "
                    f"'{self.sheets.title('sources')}'; it is kept as a remark"
                )
        return tuple(found)
