"""The filled-in form as a decision problem, with every fault named by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from mcda_ai.construction import check_weight_sets, with_own_weights
from mcda_ai.evidence import (
    Alternative,
    Criterion,
    Document,
    Judgement,
    Label,
    Layer,
    Level,
    Reading,
    Role,
    Scale,
    Source,
    WeightSet,
)
from mcda_ai.faults import raise_any
from mcda_ai.preference import PreferenceFunction
from mcda_ai.problem import DecisionProblem
from mcda_ai.tables.effects import GIVEN, ONE_LAYER, stated_direction
from mcda_ai.tables.form import COLUMNS, ROLES, label_of
from mcda_ai.tables.form_rankings import CriterionEntry, RankingsSheet
from mcda_ai.tables.form_sheets import FormSheets, sheet_key, texts_of
from mcda_ai.tables.grid import Cell, Grid, folded, size_faults
from mcda_ai.tables.headers import (
    ANY_DIRECTION,
    PRECONDITIONS,
    UNSCORED,
    Stated,
    direction_in,
)
from mcda_ai.tables.layout import TableRow, find_header, labelled_cells
from mcda_ai.tables.marks import number_of


def is_form(grids: Mapping[str, Grid]) -> bool:
    """Tell whether the sheets are those of the form: alternatives, criteria and rankings."""
    found = {sheet_key(name) for name in grids}
    return {"alternatives", "criteria", "rankings"} <= found


def problem_from_form(
    grids: Mapping[str, Grid], *, name: str, direction: Stated | None = None
) -> DecisionProblem:
    """Build the problem that the sheets of the form describe.

    Raises
    ------
    ProblemError
        With every fault, each with its sheet and cell.
    """
    reader = _FormReader(grids)
    alternatives = reader.alternatives()
    layers = reader.layers()
    scales = reader.scales()
    criteria = reader.criteria([layer.name for layer in layers], scales)
    if not layers and any(entry.criterion.layer == ONE_LAYER for entry in criteria.values()):
        layers = (Layer(ONE_LAYER, Label.same(ONE_LAYER)),)
    sources = reader.sources()
    names = [alternative.name for alternative in alternatives]
    readings = reader.readings(names, criteria, sources, direction)
    own, sets = reader.weights([*criteria, *(layer.name for layer in layers)])
    about = reader.about()
    reader.faults += size_faults(len(criteria), len(alternatives))
    raise_any(reader.faults)
    problem = DecisionProblem(
        name=about.pop("name", "") or name,
        alternatives=alternatives,
        layers=layers,
        criteria=tuple(entry.criterion for entry in criteria.values()),
        readings=tuple(reading for reading, _ in readings),
        judgements={reading.name: judged for reading, judged in readings},
        scales=tuple(scales.values()),
        weight_sets=sets,
        label=label_of(about, "label"),
        description=label_of(about, "description"),
        document=_document(about),
    )
    check_weight_sets(problem)
    return with_own_weights(problem, own) if own else problem


def _document(about: Mapping[str, str]) -> Document | None:
    if not about.get("title"):
        return None
    keys = ("title", "publisher", "client", "number", "date", "language")
    authors = tuple(part.strip() for part in about.get("authors", "").split(";") if part.strip())
    return Document(authors=authors, **{key: about.get(key, "") for key in keys})


@dataclass
class _FormReader(FormSheets):
    """Reads the sheets one after another, and collects the faults of all."""

    def about(self) -> dict[str, str]:
        """Read what the problem and its document are called."""
        found: dict[str, str] = {}
        for grid in self.sheets("problem"):
            for key, cell in labelled_cells(grid.rows, COLUMNS["problem"]).items():
                if cell.free_fault():
                    self.faults.append(f"{cell.place}: {cell.fault}")
                found[key] = cell.text
        return found

    def alternatives(self) -> tuple[Alternative, ...]:
        rows = self.named("alternatives")
        if len(rows) < 2:
            grid = self.sheets("alternatives")[0]
            self.faults.append(f"{grid.where}{len(rows)} alternative(s) filled in; at least 2 are "
                               "needed")  # fmt: skip
        return tuple(
            Alternative(name, label_of(texts, "label", name), label_of(texts, "description"))
            for name, texts in texts_of(rows)
        )

    def layers(self) -> tuple[Layer, ...]:
        rows = self.named("layers")
        roles: Mapping[str, Role] = {role: role for role in get_args(Role)}
        found = []
        for name, texts in texts_of(rows):
            default = "precondition" if folded(name) in PRECONDITIONS else "benefit chain"
            role = roles[self.chosen(rows[name], "role", ROLES) or default]
            label = label_of(texts, "label", name)
            found.append(Layer(name, label, label_of(texts, "description"), role))
        return tuple(found)

    def scales(self) -> dict[str, Scale]:
        levels: dict[str, list[Level]] = {}
        first: dict[str, Cell] = {}
        scale = ""
        for grid in self.sheets("scales"):
            for row in self.table("scales", grid)[1]:
                scale = row.text("scale") or scale  # as where cells are merged
                name = row.text("word")
                cell = row.cells.get("word", row.cells["scale"])
                if not name or not scale:
                    self.faults.append(f"{cell.place}: needed: a scale and a word of it")
                    continue
                texts = {key: each.text for key, each in row.cells.items()}
                levels.setdefault(scale, []).append(Level(name, label_of(texts, "label", name)))
                first.setdefault(scale, row.cells["scale"])
        found = {}
        for name, steps in levels.items():
            plain = [folded(level.name) for level in steps]
            if len(steps) < 2 or len(set(plain)) < len(plain):
                self.faults.append(f"{first[name].place}: scale '{name}' needs at least 2 words, "
                                   "worst first, that differ in more than case")  # fmt: skip
                continue
            found[name] = Scale(name, tuple(steps), Label.same(name))
        return found

    def criteria(self, layers: list[str], scales: Mapping[str, Scale]) -> dict[str, CriterionEntry]:
        rows = self.named("criteria")
        if not rows:
            self.faults.append(f"{self.sheets('criteria')[0].where}no criterion filled in")
        found = {}
        for name, texts in texts_of(rows):
            row = rows[name]
            layer = self._layer_of(row, layers)
            scale = None
            if texts.get("scale"):
                scale = self.one_of("scale", row.cells["scale"], scales)
            cell = row.cells.get("direction")
            direction = None if cell is None else direction_in(cell, ANY_DIRECTION, self.faults)
            if direction == "higher" and texts.get("unit"):
                direction = "max"
            found[name] = CriterionEntry(
                Criterion(
                    name, layer, label_of(texts, "label", name), scale,
                    "min" if direction == "min" else "max", texts.get("unit", ""),
                    self._preference(row),
                ),
                direction,
                scales.get(scale or ""),
            )  # fmt: skip
        return found

    def _layer_of(self, row: TableRow, layers: list[str]) -> str:
        cell = row.cells.get("layer")
        if not layers and (cell is None or not cell.text):
            return ONE_LAYER
        if cell is None or not cell.text:
            place = (cell or row.cells["name"]).place
            self.faults.append(f"{place}: {row.cells['name'].shown} has no layer; allowed: "
                               f"{', '.join(layers)}")  # fmt: skip
            return ""
        return self.one_of("layer", cell, layers) or ""

    def _preference(self, row: TableRow) -> PreferenceFunction:
        numbers = {}
        for key in ("q", "p", "s"):
            cell = row.cells.get(key)
            if cell is None or not cell.text:
                continue
            value = number_of(cell.text)
            if value is None:
                self.faults.append(f"{cell.place}: {cell.shown}; allowed: a number, 0 or more")
            else:
                numbers[key] = value
        kind = folded(row.text("preference")) or "usual"
        cell = row.cells.get("preference", row.cells["name"])
        made = self.tried(cell, lambda: PreferenceFunction(kind, **numbers))
        return made or PreferenceFunction()

    def sources(self) -> dict[str, Source]:
        keys = ("table", "section", "page", "note", "document")
        return {
            name: Source(**{key: texts.get(key, "") for key in keys})
            for name, texts in texts_of(self.named("sources"))
        }

    def readings(
        self,
        alternatives: list[str],
        criteria: Mapping[str, CriterionEntry],
        sources: Mapping[str, Source],
        direction: Stated | None,
    ) -> list[tuple[Reading, dict[str, Judgement]]]:
        """Read the sheets of rankings, one a reading."""
        found: dict[str, tuple[Reading, dict[str, Judgement]]] = {}
        for grid in self.sheets("rankings"):
            header = find_header(grid, COLUMNS["rankings"], "criterion") or 0
            above = {
                key: cell.text
                for key, cell in labelled_cells(grid.rows[:header], COLUMNS["reading"]).items()
            }
            reading = GIVEN
            if above.get("reading"):
                name = above["reading"]
                label = label_of(above, "label", name)
                reading = Reading(name, label, label_of(above, "description"))
            if reading.name in found:
                self.faults.append(f"{grid.where}reading '{reading.name}' is there twice; say "
                                   "above each table which reading it is")  # fmt: skip
            stated = stated_direction(grid, header, direction, self.faults)
            judged = RankingsSheet(self, grid, stated, alternatives, criteria, sources).judgements()
            found[reading.name] = (reading, judged)
        return list(found.values())

    def weights(self, names: list[str]) -> tuple[dict[str, float], tuple[WeightSet, ...]]:
        """Read the problem's own weights and the named sets, by criterion or layer."""
        own: dict[str, float] = {}
        sets: dict[str, dict[str, float]] = {}
        for grid in self.sheets("weights"):
            layout, rows = self.table("weights", grid, names=True)
            sets |= {name: {} for name in layout.names}
            seen: dict[str, Cell] = {}
            for row in rows:
                cell = row.cells["criterion"]
                name = self.one_of("criterion or layer", cell, names)
                if name is None:
                    continue
                if name in seen:
                    self.faults.append(f"{cell.place}: {cell.shown} is there twice; the first is "
                                       f"at {seen[name].place}")  # fmt: skip
                seen[name] = cell
                if "own" in row.cells:
                    self._weigh(row.cells["own"], name, own)
                for set_name, by_name in sets.items():
                    if set_name in row.named:
                        self._weigh(row.named[set_name], name, by_name)
        filled = {name: by_name for name, by_name in sets.items() if by_name}
        return own, tuple(
            WeightSet(name, tuple(by_name.items()), Label.same(name))
            for name, by_name in filled.items()
        )

    def _weigh(self, cell: Cell, name: str, weights: dict[str, float]) -> None:
        if not cell.fault and folded(cell.text) not in UNSCORED:
            value = number_of(cell.text)
            if value is None or value < 0:
                self.faults.append(f"{cell.place}: {cell.shown}; allowed: a weight, 0 or more")
            else:
                weights[name] = value
