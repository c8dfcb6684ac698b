"""Numbers of a table that are allowed, but may not be what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mcda_ai.io.spreadsheet.grid import Cell, Grid
from mcda_ai.io.tables.headers import direction_label
from mcda_ai.io.tables.levels import has_long_dash, is_signs, level_key, with_step
from mcda_ai.io.tables.marks import Marks, Rule
from mcda_ai.io.tables.turned import MUCH_LARGER
from mcda_ai.messages.faults import Fault, doubts_of
from mcda_ai.problem import doubtful_ranks
from mcda_ai.problem.evidence import Scale

_MOST_ROWS = 20  # that are told one by one
_MOST_NAMED = 5
_LEAST_RANKINGS = 2  # so that hardly any marks are all of them by accident
_LARGEST_SCORE = 10  # that people give; a larger number is likely to have been measured

_doubt = doubts_of("io.tables")


@dataclass
class SuspectNumbers:
    """What is suspect in the rows of a table that have been looked at."""

    rows: list[Fault] = field(default_factory=list)
    measured: list[str] = field(default_factory=list)
    as_ranks: list[str] = field(default_factory=list)
    n_higher: int = 0
    halves: list[tuple[Cell, tuple[str, ...], Scale]] = field(default_factory=list)
    dashes: list[tuple[Cell, str]] = field(default_factory=list)
    decided: list[tuple[Cell, Cell]] = field(default_factory=list)

    def look_at(
        self,
        criterion: str,
        cells: Mapping[str, Cell],
        rule: Rule,
        marks: Marks,
        unit: str = "",
    ) -> None:
        """Look at one row: its cells by alternative, and what was read in them."""
        self._look_at_signs(cells, rule, marks)
        if marks.telling is not None:
            self.decided += [(cell, marks.telling) for cell in marks.decided]
        self.rows += [*_gaps_in_levels(cells, rule, marks), *_shares_as_percent(cells, marks, unit)]
        if rule.direction == "ranks":
            doubt = doubted_ranks(cells, marks.numbers)
            self.rows += [] if doubt is None else [doubt]
        if rule.direction in ("higher", "max") and marks.numbers:
            self.n_higher += 1
            self.as_ranks += [criterion] if _are_ranks(marks.numbers, len(cells)) else []
        if rule.direction in ("higher", "lower") and any(
            map(_looks_measured, marks.numbers.values())
        ):
            self.measured.append(criterion)

    def _look_at_signs(self, cells: Mapping[str, Cell], rule: Rule, marks: Marks) -> None:
        """Find what lies between two signs of a scale, and long dashes that were taken for one."""
        for name, levels in marks.levels.items():
            cell = cells[name]
            if rule.scale is not None and len(levels) > 1 and is_signs(cell.text):
                self.halves.append((cell, levels, rule.scale))
            elif has_long_dash(cell.text) and cell.text != levels[0]:
                self.dashes.append((cell, levels[0]))

    def doubts(self, grid: Grid) -> list[Fault]:
        """Say what is suspect; what is true of many criteria is said once, of the whole table."""
        more = len(self.rows) - _MOST_ROWS
        rest = [grid.within(_doubt("more rows", n=more))] if more > 0 else []
        signs = [*self._half_steps(), *self._long_dashes(), *self._decimals()]
        table = [*self._order_only(), *self._ranks_as_scores()]
        return [*map(grid.within, table), *signs, *self.rows[:_MOST_ROWS], *rest]

    def _half_steps(self) -> Iterator[Fault]:
        if self.halves:
            cell, _, scale = self.halves[0]
            words = scale.level_names
            for half, levels, its_scale in self.halves:
                below = min(levels, key=scale.level_names.index) if its_scale == scale else ""
                if below and level_key(half.text) not in map(level_key, words):
                    words = with_step(words, level_key(half.text), below)
            below, above = sorted(self.halves[0][1], key=scale.level_names.index)
            more, line = len(self.halves) - 1, " < ".join(words)
            fault = _doubt(
                "half a step", found=cell.shown, below=below, above=above, more=more, scale=line
            )
            yield fault.within(cell.place)

    def _long_dashes(self) -> Iterator[Fault]:
        if self.dashes:
            cell, level = self.dashes[0]
            more = len(self.dashes) - 1
            yield _doubt("long dash", found=cell.shown, level=level, more=more).within(cell.place)

    def _decimals(self) -> Iterator[Fault]:
        if self.decided:
            cell, telling = self.decided[0]
            fault = _doubt(
                "decimals by another",
                found=cell.shown,
                more=len(self.decided) - 1,
                other=telling.shown,
                place=telling.place,
                sign="." if "." in cell.text else ",",
            )
            yield fault.within(cell.place)

    def _order_only(self) -> Iterator[Fault]:
        if self.measured:
            best, least = direction_label("max"), direction_label("min")
            yield _doubt("order only", criteria=tuple(self.measured), max=best, min=least)

    def _ranks_as_scores(self) -> Iterator[Fault]:
        """Doubt that the highest is best where every row is a ranking: who ranks begins at 1."""
        if len(self.as_ranks) == self.n_higher >= _LEAST_RANKINGS:
            names, more = self.as_ranks[:_MOST_NAMED], len(self.as_ranks) - _MOST_NAMED
            yield _doubt("ranks as scores", criteria=tuple(names), more=max(0, more))


def _are_ranks(numbers: Mapping[str, float], n: int) -> bool:
    """Tell whether they are 1 to the number of alternatives, without ties; of two anything is."""
    return len(numbers) == n > 2 and sorted(numbers.values()) == list(range(1, n + 1))


def _gaps_in_levels(cells: Mapping[str, Cell], rule: Rule, marks: Marks) -> Iterator[Fault]:
    """Say where a cell allows two words of a scale, but not those between them."""
    names = () if rule.scale is None else rule.scale.level_names
    for name, allowed in marks.levels.items():
        at = sorted(names.index(level) for level in allowed)
        between = tuple(level for level in names[at[0] : at[-1]] if level not in allowed)
        if between:
            fault = _doubt("gap in levels", found=cells[name].shown, between=between)
            yield fault.within(cells[name].place)


def _shares_as_percent(cells: Mapping[str, Cell], marks: Marks, unit: str) -> Iterator[Fault]:
    """Say where 0.12, which is 12 % to a workbook, may be taken for 0.12 %: alone, or beside 9."""
    if "%" not in unit or not marks.numbers or any(cell.in_percent for cell in cells.values()):
        return
    sizes = {name: abs(number) for name, number in marks.numbers.items()}
    small = [name for name, size in sizes.items() if 0 < size < 1]
    others = [size for size in sizes.values() if size >= 1]
    if max(sizes.values()) <= 1:
        found = [name for name in sizes if cells[name].kind == "number"]
    else:
        found = small if small and _seem_shares([sizes[name] for name in small], others) else []
    if found:
        first = cells[found[0]]
        yield _doubt("share as per cent", found=first.shown, unit=unit).within(first.place)


def _seem_shares(small: Sequence[float], others: Sequence[float]) -> bool:
    """Tell whether numbers are much smaller than others, but as shares of 100 of their size."""
    most = max(small)
    return MUCH_LARGER * most <= min(others) and max(others) <= MUCH_LARGER * 100 * most


def doubted_ranks(cells: Mapping[str, Cell], ranks: Mapping[str, float]) -> Fault | None:
    """Say which cells hold numbers that are no ranks, if any do; see the rule of the problem."""
    found = doubtful_ranks.doubted_ranks({name: cell.text for name, cell in cells.items()}, ranks)
    return None if found is None else found[1].within(cells[found[0]].place)


def _looks_measured(number: float) -> bool:
    return abs(number) > _LARGEST_SCORE or not _is_whole_or_half(number)


def _is_whole_or_half(number: float) -> bool:
    return (2 * number).is_integer()
