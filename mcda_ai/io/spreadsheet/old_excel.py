"""The sheets of a workbook of Excel 97 to 2003 (.xls), read under the limits of any workbook.

Such a file is one stream of records: first those of the whole workbook (fonts, formats, styles and
the texts that cells share), then those of each sheet. (Microsoft, [MS-XLS]: Excel Binary File
Format.) Records that say nothing of values, or of how these are shown, are passed over.
"""

from __future__ import annotations

import datetime
import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from mcda_ai.io.spreadsheet.compound_file import MAGIC, CompoundFile
from mcda_ai.io.spreadsheet.sheet_values import Room, SheetValues
from mcda_ai.io.spreadsheet.styles import PERCENT_BY_NUMBER, is_percent, plain_format
from mcda_ai.messages.faults import ProblemError, faults_of

_STREAM, _PROTECTED = "Workbook", "EncryptedPackage"
_NEW_ENOUGH = 0x0600  # the version of Excel 97
_A_TABLE = 0  # a sheet of cells rather than of a chart or of macros
_DATES_BY_NUMBER = {*range(14, 23), *range(45, 48)}
_LAST_DAY = 2_958_466  # the day after the last of the year 9999
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
           42: "#N/A"}  # fmt: skip

# Records, by their number.
_BEGIN, _END, _CONTINUE, _PASSWORD, _SHEET = 0x0809, 0x000A, 0x003C, 0x002F, 0x0085
_FONT, _FORMAT, _STYLE, _TEXTS, _DATES_FROM_1904 = 0x0031, 0x041E, 0x00E0, 0x00FC, 0x0022
_ROW, _COLUMNS, _FILTERED, _MERGED = 0x0208, 0x007D, 0x009B, 0x00E5
_SHARED_TEXT, _TEXT, _RICH_TEXT, _NUMBER, _SHORT, _SHORTS, _SIGN, _FORMULA, _RESULT = (
    0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006, 0x0207
)  # fmt: skip

_Value: TypeAlias = str | float | datetime.datetime | datetime.timedelta

_fault = faults_of("io.spreadsheet")


class _Record(NamedTuple):
    """A record: its number, and what it and the records that continue it hold."""

    number: int
    pieces: list[bytes]

    @property
    def data(self) -> bytes:
        """What it holds itself."""
        return self.pieces[0]


class _Text(NamedTuple):
    """A text, and the fonts that parts of it have of their own."""

    text: str
    fonts: tuple[int, ...] = ()


def is_compound_file(content: bytes) -> bool:
    """Tell whether a file may be a workbook of Excel 97 to 2003."""
    return content.startswith(MAGIC)


def old_sheets(content: bytes) -> list[SheetValues]:
    """Read the sheets of a workbook of Excel 97 to 2003.

    Raises
    ------
    ProblemError
        If it is another kind of file, is protected by a password, damaged or too large.
    """
    try:
        return _Workbook(_workbook_in(CompoundFile(content))).sheets()
    except ProblemError:
        raise
    except (ValueError, IndexError, struct.error):
        raise ProblemError(_fault("damaged", reason="")) from None


def _workbook_in(file: CompoundFile) -> bytes:
    if _PROTECTED in file:
        raise ProblemError(_fault("password"))
    if _STREAM not in file:
        raise ProblemError(_fault("old Excel file"))
    return file.stream(_STREAM)


# --- records -------------------------------------------------------------------------------------


class _Records:
    """Reads the records of a stream; none is read twice, as of sheets that lie in one another."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._left = len(stream) // 4 + 1

    def of_part(self, start: int) -> Iterator[_Record]:
        """Give the records of the workbook or of a sheet, without those of what is put in it."""
        depth = 0
        for record in self._joined(start):
            depth += (record.number == _BEGIN) - (record.number == _END)
            if depth == 0 and record.number == _END:
                return
            if depth == 0:
                raise ValueError("a part that does not begin")
            if depth == 1:
                yield record
        raise ValueError("a part that does not end")

    def _joined(self, start: int) -> Iterator[_Record]:
        """Give each record with those that continue it."""
        number, pieces = 0, list[bytes]()
        for following, data in self._each(start):
            if following == _CONTINUE:
                pieces.append(data)
                continue
            if pieces:
                yield _Record(number, pieces)
            number, pieces = following, [data]
        if pieces:
            yield _Record(number, pieces)

    def _each(self, at: int) -> Iterator[tuple[int, bytes]]:
        while at + 4 <= len(self._stream):
            number, size = struct.unpack_from("<HH", self._stream, at)
            data = self._stream[at + 4 : at + 4 + size]
            at += 4 + size
            self._left -= 1
            if self._left < 0 or len(data) < size:
                raise ValueError("records that are read twice, or cut short")
            yield number, data


class _Texts:
    """Reads the texts of a record, which may go on in others."""

    def __init__(self, record: _Record, at: int = 0) -> None:
        self._pieces = record.pieces
        self._piece, self._at = 0, at

    def text(self) -> _Text:
        """Read a text, its fonts, and what else is kept of how it is spoken."""
        n, signs = struct.unpack("<HB", self._bytes(3))
        (n_fonts,) = struct.unpack("<H", self._bytes(2)) if signs & 8 else (0,)
        (n_more,) = struct.unpack("<I", self._bytes(4)) if signs & 4 else (0,)
        text = self._letters(n, signs)
        fonts = self._bytes(4 * n_fonts)
        self._bytes(n_more)
        return _Text(text, struct.unpack(f"<{2 * n_fonts}H", fonts)[1::2])

    def _letters(self, n: int, signs: int) -> str:
        """Read letters of one byte or of two: a record that goes on says again of how many."""
        parts = []
        while n:
            width = 1 + (signs & 1)
            here = min(n, (len(self._pieces[self._piece]) - self._at) // width)
            parts.append(_decoded(self._bytes(here * width), width))
            n -= here
            if n:
                self._piece, self._at = self._piece + 1, 1
                signs = self._pieces[self._piece][0]
        return "".join(parts)

    def _bytes(self, n: int) -> bytes:
        found = []
        while n:
            if self._at == len(self._pieces[self._piece]):
                self._piece, self._at = self._piece + 1, 0
            part = self._pieces[self._piece][self._at : self._at + n]
            self._at += len(part)
            n -= len(part)
            found.append(part)
        return b"".join(found)


def _decoded(data: bytes, width: int) -> str:
    return data.decode("utf-16-le" if width == 2 else "latin-1", "replace")


# --- the workbook --------------------------------------------------------------------------------


@dataclass
class _Styles:
    """Which styles of cells show per cent, a date, or strike a text through, by their number."""

    struck_fonts: list[bool] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    cells: list[tuple[int, int]] = field(default_factory=list)  # the font and the format of each

    def add_font(self, data: bytes) -> None:
        (signs,) = struct.unpack_from("<H", data, 2)
        self.struck_fonts.append(bool(signs & 8))

    def strikes(self, font: int) -> bool:
        """Tell whether a font is struck through; there is none with the number 4."""
        at = font - (font > 4)
        return at < len(self.struck_fonts) and self.struck_fonts[at]

    def is_struck(self, style: int) -> bool:
        return style < len(self.cells) and self.strikes(self.cells[style][0])

    def is_percent(self, style: int) -> bool:
        number, code = self._format(style)
        return str(number) in PERCENT_BY_NUMBER or is_percent(code)

    def is_date(self, style: int) -> bool:
        number, code = self._format(style)
        return number in _DATES_BY_NUMBER or _DATE.search(plain_format(code)) is not None

    def _format(self, style: int) -> tuple[int, str]:
        number = self.cells[style][1] if style < len(self.cells) else 0
        return number, self.formats.get(number, "")


class _Workbook:
    """Reads the records of a workbook, and then those of each sheet."""

    def __init__(self, stream: bytes) -> None:
        self._records = _Records(stream)
        self._styles = _Styles()
        self._texts: list[_Text] = []
        self._first_day = datetime.datetime(1899, 12, 30)
        self._starts: list[tuple[int, SheetValues]] = []
        self._room = Room()
        for record in self._records.of_part(0):
            self._take(record)

    def sheets(self) -> list[SheetValues]:
        """Read the sheets."""
        for start, sheet in self._starts:
            reader = _SheetReader(sheet, self._styles, self._texts, self._first_day, self._room)
            for record in self._records.of_part(start):
                reader.take(record)
        if not self._starts:
            raise ProblemError(_fault("no sheet"))
        return [sheet for _, sheet in self._starts]

    def _take(self, record: _Record) -> None:
        number, data = record.number, record.data
        if number == _BEGIN and struct.unpack_from("<H", data)[0] < _NEW_ENOUGH:
            raise ProblemError(_fault("old Excel file"))
        if number == _PASSWORD:
            raise ProblemError(_fault("password"))
        if number == _SHEET:
            self._add_sheet(data)
        elif number == _FONT:
            self._styles.add_font(data)
        elif number == _FORMAT:
            (of,) = struct.unpack_from("<H", data)
            self._styles.formats[of] = _Texts(record, 2).text().text
        elif number == _STYLE:
            self._styles.cells.append(struct.unpack_from("<HH", data))
        elif number == _TEXTS:
            (n,) = struct.unpack_from("<4xI", data)
            texts = _Texts(record, 8)
            # As many as there is room for: the number could be any.
            self._texts = [texts.text() for _ in range(n)]
        elif number == _DATES_FROM_1904 and data[:1] == b"\1":
            self._first_day = datetime.datetime(1904, 1, 1)

    def _add_sheet(self, data: bytes) -> None:
        start, state, kind, n, signs = struct.unpack_from("<IBBBB", data)
        if kind == _A_TABLE:
            width = 1 + (signs & 1)
            sheet = self._room.add(SheetValues(_decoded(data[8 : 8 + n * width], width)))
            sheet.facts.is_hidden = state & 3 != 0
            self._starts.append((start, sheet))


# --- a sheet -------------------------------------------------------------------------------------


@dataclass
class _SheetReader:
    """Reads the records of a sheet into its values."""

    sheet: SheetValues
    styles: _Styles
    texts: list[_Text]
    first_day: datetime.datetime
    room: Room
    awaiting: tuple[int, int, int] | None = None  # the formula whose text comes next

    def take(self, record: _Record) -> None:
        """Take note of a record."""
        number, data = record.number, record.data
        if number in _CELLS:
            _CELLS[number](self, record, *struct.unpack_from("<HHH", data))
        elif number == _RESULT and self.awaiting is not None:
            self._keep(*self.awaiting, _Texts(record).text().text)
            self.awaiting = None
        elif number == _ROW:
            row, height, signs = struct.unpack_from("<H4xH4xH", data)
            if signs & 0x20 or height == 0:
                self.sheet.facts.hidden_rows.add(row + 1)
        elif number == _COLUMNS:
            first, last, width, signs = struct.unpack_from("<HHH2xH", data)
            hidden = self.sheet.facts.hidden_columns
            in_order = (hidden[-1][1] if hidden else 0) <= first <= last
            if in_order and (signs & 1 or width == 0):
                hidden.append((first + 1, last + 1))
        elif number == _FILTERED:
            self.sheet.facts.is_filtered = True
        elif number == _MERGED:
            (n,) = struct.unpack_from("<H", data)
            for top, bottom, left, right in struct.iter_unpack("<HHHH", data[2 : 2 + 8 * n]):
                self.sheet.merged.append(((top, left), (bottom, right)))

    def _number(self, record: _Record, row: int, column: int, style: int) -> None:
        self._keep(row, column, style, struct.unpack_from("<6xd", record.data)[0])

    def _short(self, record: _Record, row: int, column: int, style: int) -> None:
        self._keep(row, column, style, _short_number(*struct.unpack_from("<6xI", record.data)))

    def _shorts(self, record: _Record, row: int, first: int, _: int) -> None:
        """Read short numbers side by side; behind them stands the last column."""
        numbers = record.data[4 : 4 + (len(record.data) - 6) // 6 * 6]
        for column, (style, short) in enumerate(struct.iter_unpack("<HI", numbers), start=first):
            self._keep(row, column, style, _short_number(short))

    def _shared(self, record: _Record, row: int, column: int, style: int) -> None:
        text, fonts = self.texts[struct.unpack_from("<6xI", record.data)[0]]
        self._keep(row, column, style, text, is_struck=any(map(self.styles.strikes, fonts)))

    def _text(self, record: _Record, row: int, column: int, style: int) -> None:
        self._keep(row, column, style, _Texts(record, 6).text().text)

    def _sign(self, record: _Record, row: int, column: int, style: int) -> None:
        value, is_error = struct.unpack_from("<6xBB", record.data)
        self._keep(row, column, style, "" if is_error else bool(value))
        if is_error:
            self._fail(row, column, value)

    def _formula(self, record: _Record, row: int, column: int, style: int) -> None:
        """Read the result that is saved with a formula."""
        kind, value, is_other = struct.unpack_from("<6xBxBxxxH", record.data)
        if is_other != 0xFFFF:
            self._number(record, row, column, style)
        elif kind == 0:
            self.awaiting = row, column, style
        elif kind == 1:
            self._keep(row, column, style, bool(value))
        elif kind == 2:
            self._fail(row, column, value)

    def _fail(self, row: int, column: int, error: int) -> None:
        self.room.grow(self.sheet, row + 1, column + 1, 0)
        fault = _fault("error of a formula", error=_ERRORS.get(error, "#"))
        self.sheet.facts.troubles[row + 1, column + 1] = fault

    def _keep(
        self, row: int, column: int, style: int, value: _Value, *, is_struck: bool = False
    ) -> None:
        """Keep a value, and what is shown of it."""
        if value == "":
            return
        at = row + 1, column + 1
        self.room.grow(self.sheet, *at, len(value) if isinstance(value, str) else 0)
        facts = self.sheet.facts
        if isinstance(value, float):
            value = self._as_shown(value, style)
        self.sheet.values[at] = value
        if isinstance(value, float) and self.styles.is_percent(style):
            facts.in_percent.add(at)
        if is_struck or self.styles.is_struck(style):
            facts.struck.add(at)

    def _as_shown(self, number: float, style: int) -> _Value:
        """Give the date or the time that a number is shown as; a number that is none as a text."""
        if not math.isfinite(number):
            return str(number)
        if not self.styles.is_date(style) or not 0 <= number < _LAST_DAY:
            return number
        since = datetime.timedelta(days=number)
        return since if number < 1 else self.first_day + since


_CELLS = {
    _NUMBER: _SheetReader._number,
    _SHORT: _SheetReader._short,
    _SHORTS: _SheetReader._shorts,
    _SHARED_TEXT: _SheetReader._shared,
    _TEXT: _SheetReader._text,
    _RICH_TEXT: _SheetReader._text,
    _SIGN: _SheetReader._sign,
    _FORMULA: _SheetReader._formula,
}


def _short_number(short: int) -> float:
    """Read a number of 30 bits: the first of a fraction or a whole one, or a hundredth of it."""
    if short & 2:
        number = float((short >> 2) - (short >> 31 << 30))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (short & 0xFFFFFFFC) << 32))
    return number / 100 if short & 1 else number
