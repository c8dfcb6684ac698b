"""The filled-in template as a decision problem, with every fault named by sheet and cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import get_args

from mcda_ai.io.spreadsheet.decimal_signs import number_of
from mcda_ai.io.spreadsheet.grid import Cell, Grid, folded
from mcda_ai.io.tables.confidence_cells import ConfidenceCells
from mcda_ai.io.tables.decision_cells import decision_in, roles_in
from mcda_ai.io.tables.effects import as_measured, stated_direction
from mcda_ai.io.tables.headers import (
    PRECONDITIONS,
    Stated,
    key_of,
)
from mcda_ai.io.tables.layout import TableRow, find_header, labelled_cells
from mcda_ai.io.tables.requirements import required_in
from mcda_ai.io.tables.size import size_faults
from mcda_ai.io.tables.weight_cells import WeightColumn
from mcda_ai.io.tables.words import DECISION, label_of
from mcda_ai.io.template.columns import COLUMNS, GIVEN_AS, MEANING_OF, ROLES
from mcda_ai.io.template.given_weights import made_of
from mcda_ai.io.template.rankings import CriterionEntry, RankingsSheet
from mcda_ai.io.template.sheets import NEEDED, TemplateSheets, sheet_key, texts_of, twice
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, known_names, raise_any
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.problem.construction import GIVEN, ONE_LAYER, with_own_weights, with_weight_sets
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Document,
    Judgement,
    Layer,
    Level,
    Reading,
    Role,
    Scale,
    Source,
    WeightSet,
)
from mcda_ai.problem.statements import DEFAULT_METHOD, Chain, OptionStatement

_fault = faults_of("io.template")


def problem_from_template(
    grids: Mapping[str, Grid],
    *,
    name: str,
    direction: Stated | None = None,
    doubts: list[Fault],
) -> DecisionProblem:
    """Build the problem that the sheets of the template describe.

    What is allowed but suspect is added to the doubts.

    Raises
    ------
    ProblemError
        With every fault, each with its sheet and cell.
    """
    reader = _TemplateReader(grids, doubts=doubts)
    reader.check_sheets()
    reader.doubts += [*reader.unread(), *reader.out_of_sight()]
    alternatives = reader.alternatives()
    layers = reader.layers()
    scales = reader.scales()
    names = [alternative.name for alternative in alternatives]
    entries = reader.criteria([layer.name for layer in layers], scales, names)
    criteria = tuple(entry.criterion for entry in entries.values())
    layers = layers or _layer_of_all(criteria)
    sources = reader.sources()
    cells = reader.about()
    about = {key: cell.text for key, cell in cells.items()}
    meanings = {of: cells[key] for key, of in MEANING_OF.items() if key in cells}
    confidence = ConfidenceCells(meanings, reader.title("problem"))
    readings = reader.readings(names, entries, sources, direction, confidence)
    statements = reader.statements(alternatives, sources)
    decision = decision_in(cells, reader.faults)
    columns = reader.weights([*entries, *(layer.name for layer in layers)] if entries else [])
    words = confidence.words(reader.faults)
    reader.faults += size_faults(len(criteria), len(alternatives), len(readings))
    raise_any(reader.faults)
    problem = DecisionProblem(
        name=about.get("name", "") or name,
        alternatives=alternatives,
        layers=layers,
        criteria=criteria,
        readings=tuple(reading for reading, _ in readings),
        judgements={reading.name: judged for reading, judged in readings},
        scales=tuple(scales.values()),
        label=label_of(about, "label"),
        description=label_of(about, "description"),
        document=_document(about),
        confidence=words,
        statements=statements,
        **decision,
    )
    return _weighted(problem, columns)


def _check_statement(text: str, alternatives: Sequence[Alternative]) -> None:
    Chain.read(text).among(alternatives)


def _layer_of_all(criteria: Iterable[Criterion]) -> tuple[Layer, ...]:
    """Give the layer of criteria that name none, where no layers are filled in."""
    if any(criterion.layer == ONE_LAYER for criterion in criteria):
        return (Layer(ONE_LAYER, Label.same(ONE_LAYER)),)
    return ()


def _weighted(problem: DecisionProblem, columns: Mapping[str, WeightColumn]) -> DecisionProblem:
    """Add the weights once all are known to fit: a set of each named column, and own ones."""
    raise_any(fault for column in columns.values() for fault in column.faults_in(problem))
    named = [column for whose, column in columns.items() if whose]
    sets = [WeightSet(column.what, (), Label.same(column.what)) for column in named]
    problem = with_weight_sets(problem, sets, [column.weights for column in named])
    return with_own_weights(problem, columns[""].by_name) if "" in columns else problem


def _document(about: Mapping[str, str]) -> Document | None:
    if not about.get("title"):
        return None
    keys = ("title", "publisher", "client", "number", "date", "language")
    authors = tuple(part.strip() for part in about.get("authors", "").split(";") if part.strip())
    return Document(authors=authors, **{key: about.get(key, "") for key in keys})


@dataclass
class _TemplateReader(TemplateSheets):
    """Reads the sheets one after another, and collects the faults of all."""

    unlisted: dict[str, Fault] = field(default_factory=dict)  # what is wrong, by missing sheet

    def check_sheets(self) -> None:
        """Make sure that the sheets are there without which nothing else can be understood."""
        found = {sheet_key(name) for name in self.grids}
        raise_any(self.missing(key) for key in NEEDED if key not in found)

    def about(self) -> dict[str, Cell]:
        """Find what the problem and its document are called, and what words for confidence mean."""
        found: dict[str, Cell] = {}
        for grid in self.sheets("problem"):
            for key, cell in labelled_cells(grid.rows, COLUMNS["problem"]).items():
                fault = None if key in MEANING_OF or key in DECISION else cell.free_fault()
                if fault is not None:
                    self.faults.append(fault.within(cell.place))
                found[key] = cell
            self.doubts += [
                _fault("unread line", found=row[0].shown).within(row[0].place)
                for row in grid.rows
                if len(row) > 1 and row[0].text and row[1].text
                and key_of(row[0].text, COLUMNS["problem"]) is None
            ]  # fmt: skip
        return found

    def alternatives(self) -> tuple[Alternative, ...]:
        rows = self.named("alternatives")
        if len(rows) < 2:
            grid = self.sheets("alternatives")[0]
            self.faults.append(grid.within(_fault("few alternatives", n=len(rows))))
        cells = {name: row.cells["role"] for name, row in rows.items() if "role" in row.cells}
        roles = roles_in(cells, self.faults)
        return tuple(
            Alternative(
                name,
                label_of(texts, "label", name),
                label_of(texts, "description"),
                roles.get(name, "option"),
            )
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
                    self.faults.append(_fault("half a word").within(cell.place))
                    continue
                texts = {key: each.text for key, each in row.cells.items()}
                levels.setdefault(scale, []).append(Level(name, label_of(texts, "label", name)))
                first.setdefault(scale, row.cells["scale"])
        found = {}
        for name, steps in levels.items():
            plain = [folded(level.name) for level in steps]
            if len(steps) < 2 or len(set(plain)) < len(plain):
                fault = _fault("words of a scale", name=name)
                self.faults.append(fault.within(first[name].place))
                continue
            found[name] = Scale(name, tuple(steps), Label.same(name))
        return found

    def criteria(
        self, layers: list[str], scales: Mapping[str, Scale], alternatives: list[str]
    ) -> dict[str, CriterionEntry]:
        rows = self.named("criteria")
        if not rows:
            self.faults.append(self.sheets("criteria")[0].within(_fault("no criteria")))
        found = {}
        for name, texts in texts_of(rows):
            row = rows[name]
            layer = self._layer_of(row, layers)
            scale = None
            if texts.get("scale"):
                scale = self._listed("scales", "scale", row.cells["scale"], scales)
            cell = row.cells.get("direction")
            direction = as_measured(self.direction_of(row), row.stated("unit"))
            found[name] = CriterionEntry(
                Criterion(
                    name, layer, label_of(texts, "label", name), scale,
                    "min" if direction == "min" else "max", row.stated("unit"),
                    self._preference(row),
                    required=required_in(
                        row.cells.get("required"), row.text("required source"), alternatives,
                        scales.get(scale or ""), row.stated("unit"), self.faults,
                    ),
                ),
                direction,
                scales.get(scale or ""),
                scale_unknown=bool(texts.get("scale")) and scale is None,
                direction_cell=cell,
            )  # fmt: skip
        if self.unlisted:  # what follows from it is not worth saying
            raise ProblemError(*self.faults, *self.unlisted.values())
        return found

    def _layer_of(self, row: TableRow, layers: list[str]) -> str:
        cell = row.cells.get("layer")
        if not layers and (cell is None or not cell.text):
            return ONE_LAYER
        if cell is None or not cell.text:
            named = row.cells["name"]
            fault = _fault("no layer", found=named.shown, allowed=tuple(layers))
            self.faults.append(fault.within((cell or named).place))
            return ""
        return self._listed("layers", "layer", cell, layers) or ""

    def _listed(self, sheet: str, kind: str, cell: Cell, allowed: Collection[str]) -> str | None:
        """Find the name of what stands on another sheet; once it is said that there is none."""
        if allowed:
            return self.one_of(kind, cell, allowed)
        named = _fault("named", place=cell.place, kind=kind, found=cell.shown)
        empty = _fault("empty sheet", sheet=self.title(sheet), named=named)
        fault = empty if self.sheets(sheet) else self.missing(sheet, named)
        self.unlisted.setdefault(sheet, fault)
        return None

    def _preference(self, row: TableRow) -> PreferenceFunction:
        numbers = {}
        for key in ("q", "p", "s"):
            cell = row.cells.get(key)
            if cell is None or not cell.text:
                continue
            value = number_of(cell.number_text, cell.decimal)
            if value is None:
                self.faults.append(_fault("no number", found=cell.shown).within(cell.place))
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

    def statements(
        self, alternatives: Sequence[Alternative], sources: Mapping[str, Source]
    ) -> tuple[OptionStatement, ...]:
        """Read what somebody says of options; sources are named as on the sheets of rankings."""
        found = []
        for grid in self.sheets("statements"):
            for row in self.table("statements", grid)[1]:
                cell = row.cells["statement"]
                if alternatives:  # else that is told, and no statement can be right
                    self.tried(cell, partial(_check_statement, cell.text, alternatives))
                method = row.text("method") or DEFAULT_METHOD
                found.append(OptionStatement(cell.text, method, self.sources_of(row, sources)))
        return tuple(found)

    def readings(
        self,
        alternatives: list[str],
        criteria: Mapping[str, CriterionEntry],
        sources: Mapping[str, Source],
        direction: Stated | None,
        confidence: ConfidenceCells,
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
                self.faults.append(grid.within(_fault("reading twice", name=reading.name)))
            stated = stated_direction(grid, header, direction, self.faults)
            sheet = RankingsSheet(self, grid, stated, alternatives, criteria, sources, confidence)
            found[reading.name] = (reading, sheet.judgements())
        for name, entry in criteria.items():
            all_judged = [judged[name] for _, judged in found.values() if name in judged]
            self.faults += entry.turned_words(all_judged)
        return list(found.values())

    def weights(self, names: list[str]) -> dict[str, WeightColumn]:
        """Read the columns that hold any weights, by the name of the set; own ones have none."""
        columns: dict[str, WeightColumn] = {}
        for grid in self.sheets("weights"):
            layout, rows = self.table("weights", grid, names=True)
            if "own" in layout.keys:
                columns[""] = WeightColumn("", layout.cells[layout.keys["own"]])
            for whose, at in layout.names.items():
                columns[whose] = WeightColumn(whose, layout.cells[at])
            says_how = [row for row in rows if _says_how(row, names)]
            self._read_weights([row for row in rows if row not in says_how], columns, names)
            for row in says_how:
                self._make_weights(row, columns)
        filled = {whose: column for whose, column in columns.items() if column.weights}
        for column in filled.values():
            self.faults += column.mixed_faults()
        return filled

    def _read_weights(
        self, rows: Iterable[TableRow], columns: Mapping[str, WeightColumn], names: list[str]
    ) -> None:
        seen: dict[str, Cell] = {}
        for row in rows:
            cell = row.cells["criterion"]
            name = self.one_of("criterion or layer", cell, names)
            if name is None:
                continue
            if name in seen:
                self.faults.append(twice(cell, seen[name]))
            seen[name] = cell
            for whose, column in columns.items():
                weight = row.named.get(whose) if whose else row.cells.get("own")
                if weight is not None:
                    column.read(name, weight, self.faults)

    def _make_weights(self, row: TableRow, columns: Mapping[str, WeightColumn]) -> None:
        """Make weights of the numbers in the columns that say how they are given."""
        own = row.cells.get("own")
        if own is not None and own.text:
            self.faults.append(_fault("own weights given as").within(own.place))
        for whose, cell in row.named.items():
            if cell.text and not cell.fault:
                make = partial(made_of, cell.text, columns[whose].by_name)
                columns[whose].made = self.tried(cell, make)


def _says_how(row: TableRow, names: list[str]) -> bool:
    """Tell whether a row says how weights are given, and is no criterion or layer."""
    text = row.cells["criterion"].text
    return folded(text) in GIVEN_AS and not known_names([text], names)
