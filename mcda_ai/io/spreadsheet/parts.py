"""What the parts of a workbook say that the reader of its cells does not: their XML, read safely.

That reader gives the values of cells. Which of them are errors or formulas without a result, which
are shown in per cent, struck through or hidden, how large a sheet is before room is made for it,
and which part is which sheet stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mcda_ai.io.limits import MOST_LETTERS_OF_A_CELL, MOST_SHEETS_OF_A_WORKBOOK
from mcda_ai.io.spreadsheet.decimal_signs import whole_number
from mcda_ai.io.spreadsheet.grid import column_letters
from mcda_ai.io.spreadsheet.safe_xml import Collector, OddPlace, SafeParser
from mcda_ai.io.spreadsheet.styles import CellStyles, is_on
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any

WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
SHARED_TEXTS = "xl/sharedStrings.xml"

_SHOWN = "visible"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

_fault = faults_of("io.spreadsheet")


@dataclass
class SheetFacts:
    """What a sheet holds that the reader of its values does not tell.

    Attributes
    ----------
    troubles : dict of (row, column) to Fault
        Why a cell has no value, though it is not empty; counted from 1.
    rows, columns : int
        The last of each that holds anything.
    letters : int
        Of all cells together.
    too_long : tuple of str and int, optional
        The first cell that holds more letters than a cell can, and how many it holds.
    in_percent, struck : set of (row, column)
        The cells that show their number in per cent, and those that are struck through.
    hidden_rows : set of int
    hidden_columns : list of (first, last)
        In order, without an overlap.
    is_filtered, is_hidden : bool
        Whether a filter hides rows of it; whether the sheet itself is hidden.
    """

    troubles: dict[tuple[int, int], Fault] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    letters: int = 0
    too_long: tuple[str, int] | None = None
    in_percent: set[tuple[int, int]] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    is_filtered: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class SharedTexts:
    """The texts that cells share: how long each is, and which are struck through, by place."""

    lengths: list[int]
    struck: set[int]


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Give the part that holds each sheet, by the sheet's name, in order.

    Raises
    ------
    ProblemError
        If there is no sheet or too many, if two have one name or one part, or one is missing.
    """
    sheets, links = Collector("sheet"), Collector("Relationship")
    sheets.parse(parts[WORKBOOK], WORKBOOK)
    links.parse(parts[LINKS], LINKS)
    if len(sheets.found) > MOST_SHEETS_OF_A_WORKBOOK:
        n = len(sheets.found)
        raise ProblemError(_fault("too many sheets", n=n, most=MOST_SHEETS_OF_A_WORKBOOK))
    if not sheets.found:
        raise ProblemError(_fault("no sheet"))
    targets = {link.get("Id"): link.get("Target", "") for link in links.found}
    listed = [
        (sheet.get("name", ""), _part_at(targets.get(sheet.get("r:id", sheet.get("id", "")), "")))
        for sheet in sheets.found
    ]
    raise_any(
        fault
        for at, (name, part) in enumerate(listed)
        for fault in _sheet_faults(name, part, listed[:at], parts)
    )
    return dict(listed)


def _part_at(target: str) -> str:
    """Name the part that a link of the workbook leads to."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _sheet_faults(
    name: str, part: str, before: list[tuple[str, str]], parts: Mapping[str, bytes]
) -> Iterator[Fault]:
    """Say what is wrong with where a sheet is, given those before it."""
    if name.casefold() in [other.casefold() for other, _ in before]:
        yield _fault("sheet twice", sheet=name)
    if part not in parts or ".." in part:
        yield _fault("missing sheet", sheet=name)
    if part in [other for _, other in before]:
        yield _fault("part of two sheets", sheet=name)


def hidden_sheets(parts: Mapping[str, bytes]) -> set[str]:
    """Name the sheets that a spreadsheet does not show."""
    sheets = Collector("sheet")
    sheets.parse(parts[WORKBOOK], WORKBOOK)
    return {sheet.get("name", "") for sheet in sheets.found if sheet.get("state", _SHOWN) != _SHOWN}


def facts_of(part: str, data: bytes, shared: SharedTexts, styles: CellStyles) -> SheetFacts:
    """Measure a part as if it were a sheet."""
    facts = SheetFacts()
    _SheetParser(shared, styles, facts).parse(data, part)
    return facts


# --- measuring -----------------------------------------------------------------------------------


class _SharedParser(SafeParser):
    """Measures the texts that cells share, and finds those of which a part is struck through."""

    def __init__(self) -> None:
        super().__init__()
        self.found = SharedTexts([], set())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.text = []
        elif name == "strike" and is_on(attributes):
            self.found.struck.add(len(self.found.lengths))

    def end(self, name: str) -> None:
        if name == "si" and self.text is not None:
            self.found.lengths.append(sum(map(len, self.text)))
            self.text = None


def shared_texts(parts: Mapping[str, bytes]) -> SharedTexts:
    """Measure the texts that cells share."""
    parser = _SharedParser()
    if SHARED_TEXTS in parts:
        parser.parse(parts[SHARED_TEXTS], SHARED_TEXTS)
    longest = max(parser.found.lengths, default=0)
    if longest > MOST_LETTERS_OF_A_CELL:
        raise ProblemError(_fault("letters of a text", n=longest, most=MOST_LETTERS_OF_A_CELL))
    return parser.found


class _SheetParser(SafeParser):
    """Measures a sheet, and finds the cells that are not what their values say.

    Those hold an error or a formula without a result, show per cent, are struck through or hidden.
    """

    def __init__(self, shared: SharedTexts, styles: CellStyles, facts: SheetFacts) -> None:
        super().__init__()
        self.shared, self.styles, self.facts = shared, styles, facts
        self.row = self.column = 0
        self.kind = ""
        self.is_formula = self.has_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row = _row_number(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
            if _is_hidden(attributes, "ht"):
                self.facts.hidden_rows.add(self.row)
        elif name == "c":
            self._start_cell(attributes)
        elif name == "f":
            self.is_formula = True
        elif name in ("v", "is"):
            self.text = []
        elif name in ("mergeCell", "dimension"):
            # What is no place could overflow where the merged cells and the size are read.
            for reference in attributes.get("ref", "A1").split(":", 1):
                position(reference)
        else:
            self._note_looks(name, attributes)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            self.row, self.column = position(attributes["r"])
        self.kind = attributes.get("t", "")
        self.is_formula = self.has_value = False
        style = attributes.get("s", "0")
        if style in self.styles.percent:
            self.facts.in_percent.add((self.row, self.column))
        if style in self.styles.struck:
            self.facts.struck.add((self.row, self.column))

    def _note_looks(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of what changes how cells look, and not what they hold."""
        if name == "col":
            self._hide_columns(attributes)
        elif name == "filterColumn":
            self.facts.is_filtered = True
        elif name == "strike" and is_on(attributes):
            self.facts.struck.add((self.row, self.column))

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = (whole_number(attributes.get(key, ""), 5) for key in ("min", "max"))
        so_far = self.facts.hidden_columns[-1][1] if self.facts.hidden_columns else 0
        if first and last and so_far < first <= last and _is_hidden(attributes, "width"):
            self.facts.hidden_columns.append((first, min(last, _LAST_COLUMN)))

    def end(self, name: str) -> None:
        if name in ("v", "is") and self.text is not None:
            self._value("".join(self.text))
            self.text = None
        elif name == "c" and self.is_formula and not self.has_value:
            self._trouble(_fault("formula without a result"))

    def _value(self, text: str) -> None:
        facts = self.facts
        self.has_value = bool(text) or self.kind == "str"
        facts.rows, facts.columns = max(facts.rows, self.row), max(facts.columns, self.column)
        length = len(text)
        if self.kind == "s":
            index = whole_number(text, 9)
            lengths = self.shared.lengths
            length = lengths[index] if index is not None and index < len(lengths) else 0
            if index in self.shared.struck:
                facts.struck.add((self.row, self.column))
        facts.letters += length
        if length > MOST_LETTERS_OF_A_CELL and not facts.too_long:
            facts.too_long = f"{column_letters(self.column)}{self.row}", length
        if self.kind == "e":
            self._trouble(_fault("error of a formula", error=text[:20]))

    def _trouble(self, fault: Fault) -> None:
        facts = self.facts
        facts.rows, facts.columns = max(facts.rows, self.row), max(facts.columns, self.column)
        facts.troubles[self.row, self.column] = fault


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Tell whether a row or a column is hidden, or has no height or width left."""
    return attributes.get("hidden", "0") in ("1", "true") or attributes.get(size) in ("0", "0.0")


def _row_number(text: str) -> int:
    """Read the number of a row; what is none could overflow where the cells are read."""
    number = whole_number(text, 9)
    if number is None or not 1 <= number <= _LAST_ROW:
        raise OddPlace(text[:40])
    return number


def position(reference: str) -> tuple[int, int]:
    """Read a reference such as C7 as (row, column)."""
    found = _REFERENCE.fullmatch(reference)
    if found is None or int(found[2]) > _LAST_ROW:
        raise OddPlace(reference[:40])
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    if column > _LAST_COLUMN:
        raise OddPlace(reference)
    return int(found[2]), column
