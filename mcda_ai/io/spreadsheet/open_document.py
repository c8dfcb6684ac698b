"""The sheets of an OpenDocument spreadsheet (.ods): its one part with all cells, read under limits.

Cells and rows that are alike stand there once, with how often they are repeated; so the size of a
sheet is known, and limited, before room is made for it.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mcda_ai.io.spreadsheet.decimal_signs import stored_number, whole_number
from mcda_ai.io.spreadsheet.safe_xml import Collector, SafeParser
from mcda_ai.io.spreadsheet.sheet_values import Room, SheetValues
from mcda_ai.messages.faults import ProblemError, faults_of

CONTENT = "content.xml"

_STYLES, _MANIFEST = "styles.xml", "META-INF/manifest.xml"
_ASIDE = ("tracked-changes", "annotation", "shapes", "frame", "forms", "dde-links")
_NUMBERS = ("float", "currency", "percentage")
_TIME = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]*)?S")

_fault = faults_of("io.spreadsheet")


def open_sheets(parts: Mapping[str, bytes]) -> list[SheetValues]:
    """Read the sheets of a spreadsheet from its unpacked parts.

    Raises
    ------
    ProblemError
        If it is protected by a password, damaged, or too large.
    """
    if _MANIFEST in parts:
        protected = Collector("encryption-data")
        protected.parse(parts[_MANIFEST], _MANIFEST)
        if protected.found:
            raise ProblemError(_fault("password"))
    styles = _StyleParser()
    for part in (_STYLES, CONTENT):
        if part in parts:
            styles.parse(parts[part], part)
    content = _ContentParser(styles.struck, styles.hidden)
    content.parse(parts[CONTENT], CONTENT)
    if not content.room.sheets:
        raise ProblemError(_fault("no sheet"))
    return content.room.sheets


class _StyleParser(SafeParser):
    """Finds the styles that strike a text through, and those that hide a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: set[str] = set()
        self.hidden: set[str] = set()
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._name = attributes.get("style:name", "")
        elif name == "text-properties":
            told = (attributes.get(f"style:text-line-through-{key}") for key in ("style", "type"))
            if any(each not in (None, "none") for each in told):
                self.struck.add(self._name)
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self._name)


@dataclass
class _OpenCell:
    """A cell while it is read, and how many columns hold the same."""

    attributes: dict[str, str]
    column: int
    times: int
    lines: list[str] = field(default_factory=list)
    is_struck: bool = False

    @property
    def value(self) -> Any:  # noqa: ANN401  (any cell)
        """What the cell holds; an empty text if nothing."""
        kind = self.attributes.get("office:value-type", "")
        if kind in _NUMBERS:
            return _number(self.attributes.get("office:value", "\n".join(self.lines)))
        if kind == "boolean":
            return self.attributes.get("office:boolean-value") == "true"
        if kind == "date":
            return _date(self.attributes.get("office:date-value", ""))
        if kind == "time":
            return _time(self.attributes.get("office:time-value", ""))
        return "\n".join(self.lines) or self.attributes.get("office:string-value", "")

    @property
    def is_error(self) -> bool:
        return self.attributes.get("calcext:value-type") == "error"

    @property
    def has_no_result(self) -> bool:
        return "table:formula" in self.attributes and "office:value-type" not in self.attributes


class _ContentParser(SafeParser):
    """Reads the cells of all sheets; what stands beside these, such as remarks, is passed over."""

    def __init__(self, struck: set[str], hidden: set[str]) -> None:
        super().__init__()
        self.room = Room()
        self._struck, self._hidden = struck, hidden
        self._aside = self._tables = 0
        self._row = self._column = self._times = 0
        self._columns = 0  # that have been declared
        self._visibility = ""
        self._cells: list[_OpenCell] = []
        self._cell: _OpenCell | None = None

    @property
    def _reads(self) -> bool:
        return not self._aside and self._tables == 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _ASIDE:
            self._aside += 1
        elif name == "table" and not self._aside:
            self._tables += 1
            if self._tables == 1:
                self._start_sheet(attributes)
        elif not self._reads:
            return
        elif name == "table-column":
            self._declare_columns(attributes)
        elif name == "table-row":
            self._start_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            times = _times(attributes, "table:number-columns-repeated")
            self._cell = _OpenCell(attributes, self._column + 1, times)
            self._cell.is_struck = attributes.get("table:style-name") in self._struck
            self._column += times
        elif self._cell is not None:
            self._start_text(self._cell, name, attributes)

    def end(self, name: str) -> None:
        if name in _ASIDE:
            self._aside -= 1
        elif name == "table" and not self._aside:
            self._tables -= 1
        elif not self._reads:
            return
        elif name == "table-row":
            self._end_row()
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._cells.append(self._cell)
            self._cell = None
        elif name == "p" and self._cell is not None and self.text is not None:
            self._cell.lines.append("".join(self.text))
            self.text = None

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        sheet = self.room.add(SheetValues(attributes.get("table:name", "")))
        sheet.facts.is_hidden = attributes.get("table:style-name") in self._hidden
        self._row = self._columns = 0

    def _declare_columns(self, attributes: dict[str, str]) -> None:
        first = self._columns + 1
        self._columns += _times(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility", "visible") != "visible":
            self.room.sheets[-1].facts.hidden_columns.append((first, self._columns))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._times, self._column, self._cells = (
            _times(attributes, "table:number-rows-repeated"), 0, [],
        )  # fmt: skip
        self._visibility = attributes.get("table:visibility", "visible")

    def _start_text(self, cell: _OpenCell, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self.text = []
        elif name == "span" and attributes.get("text:style-name") in self._struck:
            cell.is_struck = True
        elif self.text is not None and name in ("s", "tab", "line-break"):
            self.text.append(" ")

    def _end_row(self) -> None:
        """Keep the cells that hold anything, once they are known to fit, as often as they stand."""
        first, self._row = self._row + 1, self._row + self._times
        filled = [
            cell for cell in self._cells if cell.value != "" or cell.is_error or cell.has_no_result
        ]
        if not filled:
            return
        sheet = self.room.sheets[-1]
        letters = sum(cell.times * sum(map(len, cell.lines)) for cell in filled)
        last = filled[-1].column + filled[-1].times - 1
        self.room.grow(sheet, self._row, last, self._times * letters)
        places = [
            (cell, row, column)
            for row in range(first, self._row + 1)
            for cell in filled
            for column in range(cell.column, cell.column + cell.times)
        ]
        for cell, row, column in places:
            self._keep(sheet, cell, row, column)
        if self._visibility != "visible":
            sheet.facts.hidden_rows.update(range(first, self._row + 1))
            sheet.facts.is_filtered |= self._visibility == "filter"

    def _keep(self, sheet: SheetValues, cell: _OpenCell, row: int, column: int) -> None:
        facts, at = sheet.facts, (row, column)
        sheet.values[at] = cell.value
        if cell.is_error:
            facts.troubles[at] = _fault("error of a formula", error="".join(cell.lines)[:20])
        elif cell.has_no_result:
            facts.troubles[at] = _fault("formula without a result")
        if cell.attributes.get("office:value-type") == "percentage":
            facts.in_percent.add(at)
        if cell.is_struck:
            facts.struck.add(at)
        down, right = (
            _times(cell.attributes, f"table:number-{each}-spanned") for each in ("rows", "columns")
        )
        if down * right > 1:
            sheet.merged.append(((row - 1, column - 1), (row + down - 2, column + right - 2)))


def _times(attributes: Mapping[str, str], key: str) -> int:
    """Read how often something stands there: once, unless it says otherwise."""
    return max(1, whole_number(attributes.get(key, "1"), 9) or 1)


def _number(text: str) -> float | str:
    """Read a number; what is none stays a text, so that it is told where it stands."""
    number = stored_number(text)
    return number if number is not None and math.isfinite(number) else text


def _date(text: str) -> datetime.date | str:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return text


def _time(text: str) -> datetime.timedelta | str:
    found = _TIME.fullmatch(text)
    if found is None:
        return text
    hours, minutes, seconds = map(int, found.groups())
    return datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
