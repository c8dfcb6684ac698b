"""What the parts of a workbook say that the reader of its cells does not: their XML, read safely.

That reader gives the values of cells. Which of them are errors or formulas without a result, how
large a sheet is before room is made for it, and which part is which sheet stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from mcda_ai.io.limits import MOST_LETTERS_OF_A_CELL, MOST_SHEETS_OF_A_WORKBOOK
from mcda_ai.io.spreadsheet.decimal_signs import whole_number
from mcda_ai.io.spreadsheet.grid import column_letters
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any

WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
SHARED_TEXTS = "xl/sharedStrings.xml"

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
    """

    troubles: dict[tuple[int, int], Fault] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    letters: int = 0
    too_long: tuple[str, int] | None = None


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Give the part that holds each sheet, by the sheet's name, in order.

    Raises
    ------
    ProblemError
        If there is no sheet or too many, if two have one name or one part, or one is missing.
    """
    sheets, links = _Collector("sheet"), _Collector("Relationship")
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


def facts_of(part: str, data: bytes, shared_lengths: list[int]) -> SheetFacts:
    """Measure a part as if it were a sheet."""
    facts = SheetFacts()
    _SheetParser(shared_lengths, facts).parse(data, part)
    return facts


# --- reading XML -------------------------------------------------------------------------------


class _Parser:
    """Reads XML without DTD or entities; tells the start, text and end of elements by name."""

    def __init__(self) -> None:
        self.text: list[str] | None = None

    def parse(self, data: bytes, part: str) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = lambda name, attributes: self.start(
            name.rpartition(":")[2], attributes
        )
        parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = self._add
        try:
            parser.Parse(data, True)
        except _Odd as error:
            fault = _fault("no place of a cell", found=str(error))
            raise ProblemError(fault.within(_fault("part", part=part))) from None
        except expat.ExpatError as error:
            line = _fault("line of a part", part=part, line=error.lineno, column=error.offset + 1)
            raise ProblemError(_fault("damaged", reason="").within(line)) from None
        except (LookupError, ValueError):  # an encoding that is not known
            raise ProblemError(_fault("unreadable part", part=part)) from None
        except _Refused:
            raise ProblemError(_fault("entities", part=part)) from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""

    def end(self, name: str) -> None:
        """Take note of an element that ends."""

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _add(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)


class _Refused(Exception):  # noqa: N818  (caught above, never seen)
    pass


class _Odd(Exception):  # noqa: N818
    """A reference that the reader of the cells could take for any place."""


class _Collector(_Parser):
    """Collects the attributes of the elements of one name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.name:
            plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            self.found.append({**plain, **attributes})


class _SharedParser(_Parser):
    """Measures the texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        if name == "si":
            self.text = []

    def end(self, name: str) -> None:
        if name == "si" and self.text is not None:
            self.lengths.append(sum(map(len, self.text)))
            self.text = None


def shared_lengths(parts: Mapping[str, bytes]) -> list[int]:
    """Measure the texts that cells share, in order."""
    parser = _SharedParser()
    if SHARED_TEXTS in parts:
        parser.parse(parts[SHARED_TEXTS], SHARED_TEXTS)
    longest = max(parser.lengths, default=0)
    if longest > MOST_LETTERS_OF_A_CELL:
        raise ProblemError(_fault("letters of a text", n=longest, most=MOST_LETTERS_OF_A_CELL))
    return parser.lengths


class _SheetParser(_Parser):
    """Measures a sheet, and finds the cells that hold an error, or a formula without a result."""

    def __init__(self, shared: list[int], facts: SheetFacts) -> None:
        super().__init__()
        self.shared, self.facts = shared, facts
        self.row = self.column = 0
        self.kind = ""
        self.is_formula = self.has_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row = _row_number(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
        elif name == "c":
            self._start_cell(attributes)
        elif name == "f":
            self.is_formula = True
        elif name in ("v", "is"):
            self.text = []
        elif name in ("mergeCell", "dimension"):
            # What is no place could overflow where the merged cells and the size are read.
            for reference in attributes.get("ref", "A1").split(":", 1):
                _position(reference)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            self.row, self.column = _position(attributes["r"])
        self.kind = attributes.get("t", "")
        self.is_formula = self.has_value = False

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
            length = self.shared[index] if index is not None and index < len(self.shared) else 0
        facts.letters += length
        if length > MOST_LETTERS_OF_A_CELL and not facts.too_long:
            facts.too_long = f"{column_letters(self.column)}{self.row}", length
        if self.kind == "e":
            self._trouble(_fault("error of a formula", error=text[:20]))

    def _trouble(self, fault: Fault) -> None:
        facts = self.facts
        facts.rows, facts.columns = max(facts.rows, self.row), max(facts.columns, self.column)
        facts.troubles[self.row, self.column] = fault


def _row_number(text: str) -> int:
    """Read the number of a row; what is none could overflow where the cells are read."""
    number = whole_number(text, 9)
    if number is None or not 1 <= number <= _LAST_ROW:
        raise _Odd(text[:40])
    return number


def _position(reference: str) -> tuple[int, int]:
    """Read a reference such as C7 as (row, column)."""
    found = _REFERENCE.fullmatch(reference)
    if found is None or int(found[2]) > _LAST_ROW:
        raise _Odd(reference[:40])
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    if column > _LAST_COLUMN:
        raise _Odd(reference)
    return int(found[2]), column
