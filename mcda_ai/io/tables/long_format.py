"""Tables with a row for each score, arranged as effects tables have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from mcda_ai.io.spreadsheet.decimal_signs import number_of
from mcda_ai.io.spreadsheet.grid import Cell, Grid, folded
from mcda_ai.io.tables.headers import (
    ALTERNATIVE_HEADERS,
    FREE_TEXT,
    HEADERS,
    NAMES_IN_ROWS,
    ROW_ALTERNATIVES,
)
from mcda_ai.io.tables.layout import Layout, TableRow, find_header, layout_of, rows_of
from mcda_ai.io.tables.size import size_faults
from mcda_ai.io.tables.words import Words, all_spellings, word_lists
from mcda_ai.messages.faults import Fault, faults_of, raise_any

_OWN = all_spellings(word_lists()["row_for_each_score"])
LONG_HEADERS: Words = {
    **HEADERS,
    "criterion": (*HEADERS["criterion"], *_OWN["criterion"]),
    "alternative": (
        *sorted(ALTERNATIVE_HEADERS),
        *sorted(ROW_ALTERNATIVES),
        *sorted(NAMES_IN_ROWS),
    ),
    "score": _OWN["score"],
}
"""The columns of a table with a row for each score, by what they are for."""

_NEEDED = ("alternative", "criterion", "score")

_Pair: TypeAlias = tuple[str, str]

_fault = faults_of("io.tables")


def wide(grid: Grid) -> Grid:
    """Arrange a table with a row for each score as a row a criterion; give others as they are.

    Every cell keeps its place. A pair that has no row is unscored; what is said of a criterion may
    be said in one of its rows or in all, and a layer holds for the rows below it.

    Raises
    ------
    ProblemError
        If a pair has two scores, or two rows of a criterion say different things of it.
    """
    header = find_header(grid, LONG_HEADERS, "score")
    if header is None:
        return grid
    faults: list[Fault] = []
    layout = layout_of(grid, header, LONG_HEADERS, "score", faults)
    if not all(key in layout.keys for key in _NEEDED):
        return grid
    rows = list(rows_of(grid, layout, faults))
    if not _has_row_for_each_score(layout, rows):
        return grid
    faults += [
        _fault("no column of scores", found=cell.shown).within(cell.place)
        for cell in (layout.cells[column] for column in layout.names.values())
    ]
    scores = _Scores(faults)
    for row in rows:
        scores.add(row)
    raise_any([*faults, *size_faults(len(scores.criteria), len(scores.alternatives))])
    return replace(grid, rows=(*grid.rows[:header], *scores.rows(layout)))


def _has_row_for_each_score(layout: Layout, rows: Sequence[TableRow]) -> bool:
    """Tell it from an effects table with alternatives that are called "Variant" and "Score"."""
    criteria = [row.text("criterion") for row in rows]
    if len(set(criteria)) < len(criteria):
        return True
    names = [row.text("alternative") for row in rows]
    return not layout.names and all(name and number_of(name) is None for name in names)


@dataclass
class _Scores:
    """What has been read of such a table so far, by the names as they are compared."""

    faults: list[Fault]
    criteria: dict[str, Cell] = field(default_factory=dict)
    alternatives: dict[str, Cell] = field(default_factory=dict)
    scores: dict[_Pair, Cell] = field(default_factory=dict)
    said: dict[_Pair, Cell] = field(default_factory=dict)
    layer: Cell | None = None

    def add(self, row: TableRow) -> None:
        criterion, alternative = row.cells["criterion"], row.cells["alternative"]
        score = row.cells["score"]
        if not criterion.text or not alternative.text:
            unnamed = criterion if not criterion.text else alternative
            self.faults.append(_fault("score of nothing", found=score.shown).within(unnamed.place))
            return
        pair = self._name(criterion, self.criteria), self._name(alternative, self.alternatives)
        other = _kept(self.scores, pair, score)
        if other is not None:
            fault = _fault(
                "two scores", criterion=criterion.text, alternative=alternative.text,
                found=score.shown, first=other.shown, at=other.place,
            )  # fmt: skip
            self.faults.append(fault.within(score.place))
        if row.text("layer"):
            self.layer = row.cells["layer"]
        for key, cell in row.cells.items():
            if key not in _NEEDED:
                self._say(criterion, key, cell)

    def _name(self, cell: Cell, known: dict[str, Cell]) -> str:
        name = folded(cell.text)
        first = known.setdefault(name, cell)
        if first.text != cell.text:
            fault = _fault("spelled otherwise", found=cell.shown, like=first.shown, at=first.place)
            self.faults.append(fault.within(cell.place))
        return name

    def _say(self, criterion: Cell, key: str, cell: Cell) -> None:
        """Keep what a row says of its criterion; remarks of several rows are put together."""
        if key == "layer":
            cell = self.layer or cell
        at = (folded(criterion.text), key)
        first = self.said.get(at)
        if key in FREE_TEXT and first is not None and cell.text:
            parts = dict.fromkeys([*first.text.split("; "), cell.text])
            self.said[at] = replace(first, text="; ".join(filter(None, parts)))
            return
        other = _kept(self.said, at, cell)
        if other is not None:
            fault = _fault(
                "said otherwise", criterion=criterion.text,
                found=cell.shown, first=other.shown, at=other.place,
            )  # fmt: skip
            self.faults.append(fault.within(cell.place))

    def rows(self, layout: Layout) -> Iterator[tuple[Cell, ...]]:
        """Give a header, and a row for each criterion."""
        keys = [key for key in layout.keys if key not in _NEEDED]
        at = {key: layout.cells[column] for key, column in layout.keys.items()}
        heading = replace(at["criterion"], text=HEADERS["criterion"][0])
        yield (heading, *(replace(at[key], text=HEADERS[key][0]) for key in keys),
               *self.alternatives.values())  # fmt: skip
        for name, criterion in self.criteria.items():
            nothing = replace(criterion, text="", column=at["score"].column, literal=False)
            scores = (self.scores.get((name, each), nothing) for each in self.alternatives)
            yield (criterion, *(self.said[name, key] for key in keys), *scores)


def _kept(kept: dict[_Pair, Cell], at: _Pair, cell: Cell) -> Cell | None:
    """Keep a cell, the first that says anything; give the one that is kept if it says otherwise."""
    first = kept.get(at)
    if first is None or not first.text:
        kept[at] = cell if first is None or cell.text else first
        return None
    return None if not cell.text or _same(first, cell) else first


def _same(one: Cell, other: Cell) -> bool:
    numbers = [number_of(cell.number_text, cell.decimal) for cell in (one, other)]
    is_same = numbers[0] is not None and numbers[0] == numbers[1]
    return (is_same and one.in_percent == other.in_percent) or folded(one.text) == folded(
        other.text
    )
