"""Whether what was checked of a workbook and what is read from it are the same cells.

The reader of the cells is another than the one that looked for what must not be there. Where XML is
damaged or odd they can differ; then neither is believed, and the file is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from mcda_ai.io.spreadsheet.decimal_signs import stored_number, whole_number
from mcda_ai.io.spreadsheet.grid import cleaned, column_letters
from mcda_ai.io.spreadsheet.parts import SHARED_TEXTS, position
from mcda_ai.io.spreadsheet.safe_xml import SafeParser
from mcda_ai.messages.faults import Fault, ProblemError, faults_of

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TEXTS = ("str", "inlineStr")
_SKIPPED = ("e", "d")  # errors and dates are refused where they stand, whatever they are
_DATES = (datetime.date, datetime.time, datetime.timedelta)
_MOST_LETTERS_SHOWN = 40

_fault = faults_of("io.spreadsheet")


def check_same(
    sheet: Fault, part: str, data: bytes, rows: Sequence[Sequence[Any]], texts: Sequence[str]
) -> None:
    """Compare each cell of a sheet's part with the value that was read of it.

    Parameters
    ----------
    sheet : Fault
        The name of the sheet, to be said before what is wrong.
    part : str
    data : bytes
        The part of the sheet.
    rows : sequence of sequence
        What was read, row by row, from the first cell on.
    texts : sequence of str
        Those that cells share: `shared_texts`.

    Raises
    ------
    ProblemError
        At the first cell that differs.
    """
    cells = _Cells(sheet, rows, texts)
    cells.parse(data, part)
    n_read = sum(value != "" for row in rows for value in row)
    if cells.n_filled != n_read:
        raise ProblemError(_fault("cells differ", n=cells.n_filled, other=n_read).within(sheet))


def shared_texts_of(parts: Mapping[str, bytes]) -> list[str]:
    """Give the texts that cells share, in order."""
    parser = _SharedTexts()
    if SHARED_TEXTS in parts:
        parser.parse(parts[SHARED_TEXTS], SHARED_TEXTS)
    return parser.found


class _Texts(SafeParser):
    """Collects what stands in the elements of text, but for how it is pronounced."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.n_aside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        if name == "rPh":
            self.n_aside += 1
        elif name == "t" and not self.n_aside:
            self.text = []

    def end(self, name: str) -> None:
        if name == "rPh":
            self.n_aside -= 1
        elif name == "t" and self.text is not None:
            self.pieces += self.text
            self.text = None


class _SharedTexts(_Texts):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.pieces = []
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append("".join(self.pieces))


class _Cells(_Texts):
    """Goes through the cells of a sheet, and compares each with what was read."""

    def __init__(self, sheet: Fault, rows: Sequence[Sequence[Any]], texts: Sequence[str]) -> None:
        super().__init__()
        self.sheet, self.rows, self.texts = sheet, rows, texts
        self.row = self.column = 0
        self.kind = ""
        self.n_filled = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
        elif name == "c":
            self.column += 1
            if "r" in attributes:
                self.row, self.column = position(attributes["r"])
            self.kind, self.pieces = attributes.get("t", ""), []
        elif name == "v":
            self.text = []
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "v" and self.text is not None:
            self.pieces += self.text
            self.text = None
        elif name == "c":
            self._compare("".join(self.pieces), self._value_read())
        else:
            super().end(name)

    def _value_read(self) -> Any:  # noqa: ANN401  (any cell)
        inside = self.row <= len(self.rows) and self.column <= len(self.rows[self.row - 1])
        return self.rows[self.row - 1][self.column - 1] if inside else ""

    def _compare(self, told: str, read: Any) -> None:  # noqa: ANN401  (any cell)
        self.n_filled += read != ""
        if not self._is_same(told, read):
            cell = f"{column_letters(self.column)}{self.row}"
            one, other = (text[:_MOST_LETTERS_SHOWN] for text in (told, str(read)))
            raise ProblemError(
                _fault("cell differs", one=one, other=other).within(
                    _fault("cell of it", where=self.sheet, cell=cell)
                )
            )

    def _is_same(self, told: str, read: Any) -> bool:  # noqa: ANN401  (any cell)
        if self.kind in _SKIPPED:
            return True
        if self.kind in _TEXTS or told == "":
            return isinstance(read, str) and _plain(told) == _plain(read)
        if self.kind == "s":
            index = whole_number(told, 9)
            known = index is not None and index < len(self.texts)
            return (
                known and isinstance(read, str) and _plain(self.texts[index or 0]) == _plain(read)
            )
        if self.kind == "b":
            return isinstance(read, bool) and told == str(int(read))
        number = stored_number(told)
        if self.kind not in ("", "n") or number is None:
            return False
        is_number = isinstance(read, int | float) and not isinstance(read, bool)
        return number == read if is_number else isinstance(read, _DATES)


def _plain(text: str) -> str:
    """Write a text without what readers do differently: line ends, spaces, escaped signs."""
    return cleaned(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
