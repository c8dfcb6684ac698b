"""What is in a workbook file, checked before anything else reads it.

An .xlsx file is a zip archive of XML. Every part that is needed is unpacked here under limits and
parsed once; only what passed goes on, in a new archive. So a zip bomb, an entity, a macro or a
second copy of a part never reaches the reader of the cells.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

from mcda_ai.io.spreadsheet.grid import MOST_CELLS, MOST_LETTERS, column_letters
from mcda_ai.messages.faults import ProblemError, raise_any

MOST_BYTES = 20_000_000
"""Size of a file that is read."""

MOST_UNPACKED = 100_000_000
"""Size of all parts of a workbook together, once unpacked."""

MOST_RATIO = 200
"""How many times larger a part may be unpacked than packed, above a small size."""

MOST_PARTS = 2_000
MOST_SHEETS = 200
MOST_TEXT = 100_000_000  # letters of all cells: one shared text can stand in a million of them

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NEEDED = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_SHARED = "xl/sharedStrings.xml"
_SMALL = 1_000_000  # bytes; XML of less than this may be packed as well as it can be
_BLOCK = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "save it as an Excel workbook (.xlsx)"


@dataclass
class SheetFacts:
    """What a sheet holds that the reader of its values does not tell.

    Attributes
    ----------
    troubles : dict of (row, column) to str
        Why a cell has no value, though it is not empty; counted from 1.
    merged : list of (first row, first column, last row, last column)
    """

    troubles: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    letters: int = 0
    too_long: str = ""  # the first cell that holds more letters than a cell can


@dataclass(frozen=True)
class CheckedWorkbook:
    """A workbook that can be read safely: its archive, and its sheets in order."""

    archive: bytes
    sheets: tuple[tuple[str, SheetFacts], ...]


def checked_workbook(content: bytes, most_unpacked: int = MOST_UNPACKED) -> CheckedWorkbook:
    """Check the bytes of an .xlsx or .xlsm file, and leave out all but its data.

    Raises
    ------
    ProblemError
        If it is another kind of file, damaged, too large, or holds what no workbook needs.
    """
    parts = _parts(content, most_unpacked)
    sheets = _sheet_parts(parts)
    facts = _facts(parts, {part: f"sheet '{name}'" for name, part in sheets})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return CheckedWorkbook(stream.getvalue(), tuple((name, facts[part]) for name, part in sheets))


def _facts(parts: dict[str, bytes], names: dict[str, str]) -> dict[str, SheetFacts]:
    """Measure every part as if it were a sheet: which are, is for the file to say."""
    shared = _shared_lengths(parts)
    found = {}
    cells = letters = 0
    for part, data in parts.items():
        facts = found[part] = SheetFacts()
        _SheetParser(shared, facts).parse(data, part)
        where = names.get(part, f"part '{part[:80]}'")
        cells += facts.rows * facts.columns
        letters += facts.letters
        if facts.too_long:
            raise ProblemError(f"{where}, {facts.too_long}")
        if cells > MOST_CELLS:
            last = f"{column_letters(facts.columns)}{facts.rows}"
            raise ProblemError(
                f"{where}: the last filled cell is {last}, which makes more than {MOST_CELLS:,} "
                "cells; clear what stands far from the table"
            )
        if letters > MOST_TEXT:
            raise ProblemError(f"{where}: the cells hold more than {MOST_TEXT:,} letters")
    return found


# --- the archive -------------------------------------------------------------------------------


def _parts(content: bytes, most_unpacked: int) -> dict[str, bytes]:
    """Unpack the XML parts, within limits."""
    _check_kind(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ProblemError(f"not a workbook, or damaged; {_SAVE_AS}") from None
    with archive:
        infos = archive.infolist()
        raise_any(_archive_faults(infos, most_unpacked))
        wanted = [i for i in infos if i.filename.endswith((".xml", ".rels"))]
        try:
            return {_plain_name(info): _unpacked(archive, info) for info in wanted}
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError,
                NotImplementedError, RuntimeError) as error:  # fmt: skip
            raise ProblemError(
                f"damaged: {error}; open it in a spreadsheet and {_SAVE_AS}"
            ) from None


def _check_kind(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise ProblemError(f"protected by a password; take the password off and {_SAVE_AS}")
        raise ProblemError(f"an old Excel file (.xls), or one with a password; {_SAVE_AS}")
    if not content:
        raise ProblemError(f"empty; {_SAVE_AS} again")
    if not content.startswith(b"PK"):
        raise ProblemError(f"not an Excel workbook; {_SAVE_AS}")


def _archive_faults(infos: list[zipfile.ZipInfo], most_unpacked: int) -> list[str]:
    """Say what is wrong with the list of parts, from their stated sizes."""
    names = [_plain_name(info) for info in infos]
    if len(names) > MOST_PARTS:
        return [f"holds {len(names):,} parts; allowed: at most {MOST_PARTS:,}"]
    if "xl/workbook.bin" in names:
        return [f"a binary workbook (.xlsb); {_SAVE_AS}"]
    if "content.xml" in names:
        return [f"an OpenDocument file (.ods); {_SAVE_AS}"]
    if any(name not in names for name in _NEEDED):
        return [f"not an Excel workbook, but another archive; {_SAVE_AS}"]
    faults = [
        f"part '{name[:80]}' is there twice; open it in a spreadsheet and {_SAVE_AS}"
        for name, count in Counter(map(str.casefold, names)).items()
        if count > 1
    ]
    total = sum(info.file_size for info in infos)
    if total > most_unpacked:
        faults.append(f"unpacks to {total:,} bytes; allowed: at most {most_unpacked:,}")
    for info in infos:
        name = info.filename[:80]
        if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
            faults.append(
                f"part '{name}' unpacks to {info.file_size:,} bytes from {info.compress_size:,}; "
                f"allowed: at most {MOST_RATIO} times as much"
            )
        if info.flag_bits & 0x1:
            faults.append(f"part '{name}' is protected by a password; take it off")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            faults.append(f"part '{name}' is packed in a way that workbooks are not")
    return faults


def _plain_name(info: zipfile.ZipInfo) -> str:
    """Name a part as the reader of the cells finds it: slashes forward, case of no account."""
    name = info.filename.replace("\\", "/")
    known = {each.casefold(): each for each in (*_NEEDED, _SHARED)}
    return known.get(name.casefold(), name)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one part; the stated size is checked by the archive's own sum of its bytes."""
    blocks = []
    with archive.open(info) as stream:
        while block := stream.read(_BLOCK):
            blocks.append(block)
    return b"".join(blocks)


# --- the parts ---------------------------------------------------------------------------------


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
            raise ProblemError(
                f"part '{part[:80]}': '{error}' is no place of a cell; open it in a spreadsheet "
                f"and {_SAVE_AS}"
            ) from None
        except expat.ExpatError as error:
            raise ProblemError(
                f"part '{part[:80]}', line {error.lineno}, column {error.offset + 1}: damaged; "
                f"open it in a spreadsheet and {_SAVE_AS}"
            ) from None
        except (LookupError, ValueError):  # an encoding that is not known
            raise ProblemError(f"part '{part[:80]}' is not readable; {_SAVE_AS}") from None
        except _Refused:
            raise ProblemError(
                f"part '{part[:80]}' declares XML entities, which no workbook needs and which can "
                f"do harm; open it in a spreadsheet and {_SAVE_AS}"
            ) from None

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


def _sheet_parts(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Give the name of each sheet and the part that holds it."""
    sheets, links = _Collector("sheet"), _Collector("Relationship")
    for collector, part in zip((sheets, links), _NEEDED, strict=True):
        collector.parse(parts[part], part)
    found: list[tuple[str, str]] = []
    targets = {link.get("Id"): link.get("Target", "") for link in links.found}
    faults = []
    names: list[str] = []
    for sheet in sheets.found:
        name = sheet.get("name", "")
        target = targets.get(sheet.get("r:id", sheet.get("id", "")), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if name.casefold() in names:
            faults.append(f"sheet '{name}' is there twice; names of sheets must differ")
        names.append(name.casefold())
        if part not in parts or ".." in part:
            faults.append(f"sheet '{name}' is missing from the file; {_SAVE_AS} again")
        if any(part == other for _, other in found):
            faults.append(f"sheet '{name}' is the same part of the file as another; {_SAVE_AS} "
                          "again")  # fmt: skip
        found.append((name, part))
    if len(found) > MOST_SHEETS:
        faults = [f"{len(found):,} sheets; allowed: at most {MOST_SHEETS}"]
    if not found:
        faults.append("no sheet in the workbook")
    raise_any(faults)
    return found


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


def _shared_lengths(parts: dict[str, bytes]) -> list[int]:
    parser = _SharedParser()
    if _SHARED in parts:
        parser.parse(parts[_SHARED], _SHARED)
    longest = max(parser.lengths, default=0)
    if longest > MOST_LETTERS:
        raise ProblemError(f"a cell holds {longest:,} letters; allowed: at most {MOST_LETTERS:,}")
    return parser.lengths


class _SheetParser(_Parser):
    """Measures a sheet, and finds its merged cells and those that hold errors."""

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
            self.column += 1
            if "r" in attributes:
                self.row, self.column = _position(attributes["r"])
            self.kind = attributes.get("t", "")
            self.is_formula = self.has_value = False
        elif name == "f":
            self.is_formula = True
        elif name in ("v", "is"):
            self.text = []
        elif name in ("mergeCell", "dimension") and "ref" in attributes:
            first, _, last = attributes["ref"].partition(":")
            area = (*_position(first), *_position(last or first))
            if name == "mergeCell":
                self.facts.merged.append(area)

    def end(self, name: str) -> None:
        if name in ("v", "is") and self.text is not None:
            self._value("".join(self.text))
            self.text = None
        elif name == "c" and self.is_formula and not self.has_value:
            self._trouble("holds a formula whose result is not saved; open the file in a "
                          "spreadsheet and save it")  # fmt: skip

    def _value(self, text: str) -> None:
        facts = self.facts
        self.has_value = bool(text) or self.kind == "str"
        facts.rows, facts.columns = max(facts.rows, self.row), max(facts.columns, self.column)
        length = len(text)
        if self.kind == "s":
            index = _whole(text.strip(), -1)
            length = self.shared[index] if 0 <= index < len(self.shared) else 0
        facts.letters += length
        if length > MOST_LETTERS and not facts.too_long:
            cell = f"cell {column_letters(self.column)}{self.row}"
            facts.too_long = f"{cell}: {length:,} letters; allowed: at most {MOST_LETTERS:,}"
        if self.kind == "e":
            self._trouble(f"holds the error {text[:20]} of a formula; write what is meant")

    def _trouble(self, message: str) -> None:
        facts = self.facts
        facts.rows, facts.columns = max(facts.rows, self.row), max(facts.columns, self.column)
        facts.troubles[self.row, self.column] = message


def _whole(text: str, otherwise: int) -> int:
    """Read a short whole number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _row_number(text: str) -> int:
    """Read the number of a row; what is none could overflow where the cells are read."""
    number = _whole(text, 0)
    if not 1 <= number <= _LAST_ROW:
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
