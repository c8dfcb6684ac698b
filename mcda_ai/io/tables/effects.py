"""An effects table as a decision problem: a row a criterion, a column an alternative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from mcda_ai.io.spreadsheet.decimal_signs import number_of, ordinal_of
from mcda_ai.io.spreadsheet.grid import Cell, Grid, folded
from mcda_ai.io.tables.alternative_columns import (
    AS_WRITTEN,
    TURNED,
    Lines,
    doubted_alternatives,
    doubted_criteria,
    empty_alternatives,
    impossible_alternatives,
    impossible_criterion,
    too_few_alternatives,
    total_fault,
)
from mcda_ai.io.tables.computed_lines import computed_lines
from mcda_ai.io.tables.confidence_cells import MEANINGS, ConfidenceCells
from mcda_ai.io.tables.decision_cells import decision_in, roles_in, says_roles
from mcda_ai.io.tables.doubtful_values import SuspectNumbers
from mcda_ai.io.tables.headers import (
    ANY_DIRECTION,
    HEADERS,
    PRECONDITIONS,
    TABLE_DIRECTION,
    UNSCORED,
    Direction,
    Stated,
    direction_in,
    is_total,
)
from mcda_ai.io.tables.layout import (
    Layout,
    TableRow,
    find_header,
    first_full_row,
    labelled_cells,
    layout_of,
    rows_of,
)
from mcda_ai.io.tables.long_format import wide
from mcda_ai.io.tables.marks import Marks, Rule, read_marks, scale_from, scale_line
from mcda_ai.io.tables.out_of_sight import counted_out_of_sight, counting_cells
from mcda_ai.io.tables.places import sources_in
from mcda_ai.io.tables.requirements import required_in
from mcda_ai.io.tables.size import size_faults
from mcda_ai.io.tables.square import compared_in_pairs, doubted_square
from mcda_ai.io.tables.turned import OptionsIn, doubted_orientation, turned, turned_round
from mcda_ai.io.tables.uncertain_columns import lost_criteria, settled
from mcda_ai.io.tables.weight_cells import WeightColumn
from mcda_ai.io.tables.words import DECISION
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    are_too_many,
    doubts_of,
    faults_of,
    raise_any,
    unknown_name,
)
from mcda_ai.messages.label import Label
from mcda_ai.problem.baseline import OptionRole
from mcda_ai.problem.construction import GIVEN, ONE_LAYER, with_own_weights
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Alternative, Criterion, Judgement, Layer, Scale
from mcda_ai.problem.evidence import Direction as Sense

_OF_A_CRITERION = (
    "weight", "confidence", "unit", "reason", "note", "source", "required", "required source",
)  # fmt: skip

_fault = faults_of("io.tables")
_doubt = doubts_of("io.tables")


def problem_from_grid(
    grid: Grid,
    *,
    name: str,
    direction: Stated | None = None,
    scale: Scale | str | Sequence[str] | None = None,
    options_in: OptionsIn | None = None,
    doubts: list[Fault],
) -> DecisionProblem:
    """Read an effects table; see `mcda_ai.io.tables.reading.read_table` for what it may hold.

    What is allowed but suspect is added to the doubts.

    Raises
    ------
    ProblemError
        With every fault, each with the place of its cell.
    """
    faults: list[Fault] = []
    grid = as_effects(grid, options_in)
    lines = TURNED if grid.is_turned else AS_WRITTEN
    header = find_header(grid, HEADERS, "criterion")
    criteria_named = header is not None
    if header is None:
        header = first_full_row(grid, HEADERS)
    if header is None:
        raise ProblemError(grid.within(_fault("no table")))
    stated = stated_direction(grid, header, direction, faults)
    default = _stated_scale(grid, header, scale, stated, faults)
    layout = layout_of(grid, header, HEADERS, "criterion", faults)
    below = grid.rows[header + 1 :]
    is_told = criteria_named or options_in is not None
    # Nothing else that could be said would help then.
    raise_any(compared_in_pairs(layout, below) or turned_round(layout, below, told=is_told))
    raise_any([] if criteria_named else lost_criteria(grid, layout, default))
    uncertain: list[Fault] = []
    layout = settled(grid, layout, default, faults, uncertain, lines.of_alternatives)
    faults += impossible_alternatives(layout, criteria_named=criteria_named, lines=lines)
    faults += too_few_alternatives(layout)
    raise_any(size_faults(0, len(layout.names)))  # before all cells of all rows are read
    signed = any(row.text("direction") == "+" for row in rows_of(grid, layout, []))
    above = ConfidenceCells(labelled_cells(grid.rows[:header], MEANINGS))
    decision = decision_in(labelled_cells(grid.rows[:header], DECISION), faults)
    table = _Table(stated, default, faults, lines, "layer" in layout.keys, signed, above)
    for row in rows_of(grid, layout, faults):
        table.add(row)
        if are_too_many(faults):  # the first are told; all could fill the memory
            raise ProblemError(*faults)
    if not table.criteria:
        faults.append(grid.within(_fault("no criterion")))
    faults += undirected_fault(table.undirected)
    faults += size_faults(len(table.criteria), len(layout.names))
    faults += table.weights.mixed_faults()
    words = above.words(faults)
    raise_any(faults)
    doubts += counted_out_of_sight(grid, counting_cells(layout, rows_of(grid, layout, [])))
    doubts += [*uncertain, *doubted_square(layout, below)]
    doubts += _doubts_of_lines(layout, table, is_told=is_told)
    doubts += [*table.doubts, *table.suspect.doubts(grid)]
    if default is not None and not any(criterion.scale for criterion in table.criteria):
        doubts.append(grid.within(_doubt("unused scale", scale=scale_line(default))))
    return table.problem(name, list(layout.names), confidence=words, **decision)


def _doubts_of_lines(layout: Layout, table: _Table, *, is_told: bool) -> Iterator[Fault]:
    """Doubt rows and columns: whether they are those of criteria and alternatives at all."""
    names, lines = list(table.cells.values()), table.lines
    if lines is TURNED:
        yield from empty_alternatives(layout, table.scored)
    if not is_told:
        yield from doubted_orientation(layout, names, list(table.numbers.values()))
    yield from doubted_alternatives(layout, lines)
    yield from doubted_criteria(names, lines)
    yield from computed_lines(layout, table.cells, table.numbers, table.weights.by_name, lines)


def as_effects(grid: Grid, options_in: OptionsIn | None) -> Grid:
    """Give a table with a row a criterion, whatever was in the rows; cells keep their places."""
    if options_in not in (None, *get_args(OptionsIn)):
        raise ProblemError(unknown_name("value", str(options_in), get_args(OptionsIn)))
    return turned(grid) if options_in == "rows" else wide(grid)


def stated_direction(
    grid: Grid, header: int, given: Stated | None, faults: list[Fault]
) -> Stated | None:
    """Find which numbers are better: as asked for, or as a cell above the table says."""
    if given is not None and given not in TABLE_DIRECTION:
        faults.append(unknown_name("direction", str(given), TABLE_DIRECTION))
        given = None
    cell = labelled_cells(grid.rows[:header], HEADERS).get("direction")
    before = len(faults)
    found: Any = None if cell is None else direction_in(cell, TABLE_DIRECTION, faults)
    if len(faults) > before:
        return given or "higher"  # so that no number is wrong for its own sake
    if cell is not None and given is not None and found is not None and found != given:
        fault = _fault("two directions", found=cell.shown, direction=given)
        faults.append(fault.within(cell.place))
    return found or given


def undirected_fault(cell: Cell | None) -> list[Fault]:
    """Say that nothing tells which numbers are better, with the first cell that needs it."""
    return [] if cell is None else [_fault("no direction", found=cell.shown).within(cell.place)]


def row_rule(
    row: TableRow,
    stated: Stated | None,
    scale: Scale | None,
    faults: list[Fault],
    *,
    signed: bool = False,
) -> Rule:
    """Find how the cells of a row are to be read: what the row says goes before the table."""
    cell = row.cells.get("direction")
    own: Direction | None = None
    before = len(faults)
    if cell is not None and not cell.fault:
        is_minus = signed and folded(cell.text) == "-"
        own = "lower" if is_minus else direction_in(cell, ANY_DIRECTION, faults)
    unit = row.stated("unit")
    own = as_measured(own, unit_of(row))
    is_told = len(faults) > before
    if own is None and unit and has_marks(row) and scale is None and not is_told:
        faults.append(_fault("unit without direction", unit=unit).within(row.cells["unit"].place))
        return Rule("higher", False, scale)  # so that no number is wrong for its own sake
    chosen: Direction | None = own or stated or ("ranks" if holds_ordinals(row) else None)
    return Rule(chosen or ("higher" if is_told else None), own is not None, scale)


def unit_of(row: TableRow) -> str:
    """Give the unit that a row states, or that of cells which a workbook shows in per cent."""
    in_percent = any(cell.in_percent for cell in row.named.values())
    return row.stated("unit") or ("%" if in_percent else "")


def as_measured(direction: Direction | None, unit: str) -> Direction | None:
    """Take what has a unit as measured: its values are kept, and not only their order."""
    measured: dict[Direction | None, Direction] = {"higher": "max", "lower": "min"}
    return measured.get(direction, direction) if unit else direction


def holds_ordinals(row: TableRow) -> bool:
    """Tell whether all numbers of a row are written as ranks, as 1st or 1e."""
    texts = [cell.text.strip("= ") for cell in row.named.values()]
    given = [text for text in texts if folded(text) not in UNSCORED]
    return bool(given) and all(ordinal_of(text) is not None for text in given)


def has_marks(row: TableRow) -> bool:
    """Tell whether any cell of a row says more than that nobody scored."""
    return any(folded(cell.text) not in UNSCORED for cell in row.named.values())


def _stated_scale(
    grid: Grid,
    header: int,
    given: Scale | str | Sequence[str] | None,
    direction: Stated | None,
    faults: list[Fault],
) -> Scale | None:
    """Find the words that may stand in the cells: as asked for, or as a cell above the table says.

    Numbers can be words of a scale; then a direction would say again, or otherwise, which is best.
    """
    above = labelled_cells(grid.rows[:header], HEADERS).get("scale")
    cell = above if given is None else None
    text = given if cell is None else cell.text
    if text is None or text == "":
        return None
    try:
        scale = scale_from(text, commas=cell is None)
    except ProblemError as error:
        faults += [_at(cell, fault) for fault in error.faults]
        return None
    if direction is not None and all(number_of(word) is not None for word in scale.level_names):
        fault = _fault("scale and direction", scale=scale_line(scale), direction=direction)
        faults.append(_at(cell, fault))
    return scale


def _at(cell: Cell | None, fault: Fault) -> Fault:
    """Say in which cell a fault is, if it is in any."""
    return fault if cell is None else fault.within(cell.place)


def _totals_in(*cells: Cell | None) -> list[Cell]:
    """Give the cells that are called as a total is, unless they say that they are names."""
    return [cell for cell in cells if cell and not cell.literal and is_total(cell.text)]


@dataclass
class _Table:
    """What has been read of a table so far."""

    stated: Stated | None
    default: Scale | None
    faults: list[Fault]
    lines: Lines
    has_layers: bool
    signed: bool  # whether '-' is a direction, since '+' is one
    confidence: ConfidenceCells
    criteria: list[Criterion] = field(default_factory=list)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    scales: dict[str, Scale] = field(default_factory=dict)
    weights: WeightColumn = field(default_factory=lambda: WeightColumn(""))
    suspect: SuspectNumbers = field(default_factory=SuspectNumbers)
    doubts: list[Fault] = field(default_factory=list)
    layers: dict[str, Cell] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    layer: str = ""
    undirected: Cell | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    numbers: dict[str, Mapping[str, float]] = field(default_factory=dict)
    scored: set[str] = field(default_factory=set)
    roles: dict[str, OptionRole] = field(default_factory=dict)
    roles_at: Cell | None = None

    def add(self, row: TableRow) -> None:
        """Read one row; an empty layer is the layer above, as where cells are merged."""
        cell = row.cells["criterion"]
        if says_roles(row, in_words=self.default is not None or bool(row.text("scale"))):
            self._add_roles(row, cell)
            return
        self.layer = row.text("layer") or self.layer
        if not self._names_criterion(row, cell):
            return
        layer = self._layer_of(row, cell)
        scale = self._scale_of(row)
        rule = row_rule(row, self.stated, scale or self.default, self.faults, signed=self.signed)
        rule = replace(rule, only_words=scale is not None)
        marks = read_marks(row.named, rule, self.faults)
        self.undirected = self.undirected or marks.undirected
        if marks.levels and rule.scale is not None:
            scale = rule.scale
            self.scales.setdefault(scale.name, scale)
        if cell.text in self.cells:
            self._note_second(cell, self.cells[cell.text])
            return
        self.cells[cell.text] = cell
        self.numbers[cell.text] = marks.numbers
        self.scored |= {*marks.numbers, *marks.levels}
        self._doubt_heading(row, cell)
        sense: Sense = "min" if rule.direction == "min" else "max"
        self.criteria.append(
            Criterion(
                cell.text, layer, Label.same(cell.text),
                scale=None if scale is None else scale.name,
                direction=sense, unit=unit_of(row),
                required=required_in(
                    row.cells.get("required"), row.text("required source"), row.named, scale,
                    unit_of(row), self.faults,
                ),
            )
        )  # fmt: skip
        if marks.undirected is None:
            self._judge(row, cell.text, rule, marks)
        if "weight" in row.cells:
            self.weights.read(cell.text, row.cells["weight"], self.faults)

    def _add_roles(self, row: TableRow, cell: Cell) -> None:
        if self.roles_at is not None:
            self._note_second(cell, self.roles_at)
            return
        self.roles_at, self.roles = cell, roles_in(row.named, self.faults)

    def _note_second(self, cell: Cell, first: Cell) -> None:
        fault = _fault("criterion twice", found=cell.shown, first=first.place)
        self.faults.append(fault.within(cell.place))

    def _doubt_heading(self, row: TableRow, cell: Cell) -> None:
        """Doubt a row in which nothing but its name is filled in."""
        if any(other.text for key, other in row.every_cell() if key != "criterion"):
            return
        self.doubts.append(_doubt("possible heading", found=cell.shown).within(cell.place))

    def _judge(self, row: TableRow, criterion: str, rule: Rule, marks: Marks) -> None:
        """Keep what a row says of a criterion."""
        judgement = marks.judgement(
            rule, Label.same(row.text("reason")), Label.same(row.note),
            sources_in(row.text("source")),
        )  # fmt: skip
        sure = self.confidence.read(row.cells.get("confidence"), self.faults)
        self.judgements[criterion] = replace(judgement, confidence=sure)
        self.suspect.look_at(criterion, row.named, rule, marks, unit_of(row))

    def _names_criterion(self, row: TableRow, cell: Cell) -> bool:
        """Tell whether a row is about a criterion; a row with a layer alone is a heading."""
        totals = _totals_in(row.cells.get("layer"), cell)
        self.faults += [total_fault(total, self.lines.of_criteria) for total in totals]
        self.faults += impossible_criterion(cell, self.lines)
        if totals or cell.fault:
            return False
        of_it = [row.cells[key] for key in row.cells if key in _OF_A_CRITERION]
        filled = [other for other in (*of_it, *row.named.values()) if other.text]
        if filled and not cell.text:
            fault = _fault("no name", found=filled[0].shown, place=filled[0].place)
            self.faults.append(fault.within(cell.place))
        return bool(cell.text)

    def _layer_of(self, row: TableRow, cell: Cell) -> str:
        at = row.cells.get("layer", cell)
        if not self.has_layers:
            self.layer = ONE_LAYER
        elif not self.layer:
            self.faults.append(_fault("no layer", found=cell.shown).within(at.place))
        like = self.spelled.setdefault(folded(self.layer), self.layer)
        if like != self.layer:
            first = self.layers[like].place
            fault = _fault("layer spelled otherwise", found=self.layer, like=like, first=first)
            self.faults.append(fault.within(at.place))
        self.layers.setdefault(self.layer, at)
        return self.layer

    def _scale_of(self, row: TableRow) -> Scale | None:
        """Read the scale that the row itself names."""
        text = row.stated("scale")
        if not text:
            return None
        place = row.cells["scale"].place
        try:
            scale = scale_from(text)
        except ProblemError as error:
            self.faults += [fault.within(place) for fault in error.faults]
            return None
        if self.scales.setdefault(scale.name, scale) != scale:
            self.faults.append(_fault("other words", scale=scale.name).within(place))
        return self.scales[scale.name]

    def problem(
        self,
        name: str,
        alternatives: Sequence[str],
        **said: Any,  # noqa: ANN401  (fields of the problem)
    ) -> DecisionProblem:
        problem = DecisionProblem(
            name=name,
            label=Label(),
            alternatives=tuple(
                Alternative(each, Label.same(each), role=self.roles.get(each, "option"))
                for each in alternatives
            ),
            layers=tuple(
                Layer(
                    layer,
                    Label.same(layer),
                    role="precondition" if folded(layer) in PRECONDITIONS else "benefit chain",
                )
                for layer in self.layers
            ),
            criteria=tuple(self.criteria),
            readings=(GIVEN,),
            judgements={GIVEN.name: self.judgements},
            scales=tuple(self.scales.values()),
            **said,
        )
        if not self.weights.by_name:
            return problem
        raise_any(self.weights.faults_in(problem))
        return with_own_weights(problem, self.weights.by_name)
