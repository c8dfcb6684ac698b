"""What is in a workbook file, checked before anything else reads it.

An .xlsx file is a zip archive of XML. Every part that is needed is unpacked here under limits and
parsed once; only what passed goes on, in a new archive. So a zip bomb, an entity, a macro or a
second copy of a part never reaches the reader of the cells.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mcda_ai.io.limits import (
    MOST_BYTES_UNPACKED,
    MOST_LETTERS_OF_A_CELL,
    MOST_PARTS_OF_A_WORKBOOK,
    MOST_TIMES_UNPACKED,
)
from mcda_ai.io.spreadsheet.open_document import CONTENT
from mcda_ai.io.spreadsheet.parts import (
    LINKS,
    SHARED_TEXTS,
    WORKBOOK,
    SheetFacts,
    facts_of,
    hidden_sheets,
    shared_texts,
    sheet_parts,
)
from mcda_ai.io.spreadsheet.sheet_values import check_room
from mcda_ai.io.spreadsheet.styles import STYLES, styles_of
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any

_NEEDED = (WORKBOOK, LINKS)
_SMALL = 1_000_000  # bytes; XML of less than this may be packed as well as it can be
_BLOCK = 1 << 16
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"

_fault = faults_of("io.spreadsheet")


@dataclass(frozen=True)
class CheckedWorkbook:
    """A workbook that can be read safely: its archive, and its sheets in order."""

    archive: bytes
    sheets: dict[str, SheetFacts]
    parts: dict[str, bytes]
    part_of: dict[str, str]
    """The part of each sheet, by its name."""


def is_open_document(content: bytes) -> bool:
    """Tell whether a file is an OpenDocument spreadsheet: its first part says so, unpacked."""
    return content.startswith(b"PK") and _OPEN_DOCUMENT in content[:200]


def open_document_parts(content: bytes, most_unpacked: int) -> dict[str, bytes]:
    """Unpack an OpenDocument spreadsheet under the limits of any workbook.

    Raises
    ------
    ProblemError
        If it is damaged or too large.
    """
    return _parts(content, most_unpacked, needed=(CONTENT,))


def checked_workbook(content: bytes, most_unpacked: int = MOST_BYTES_UNPACKED) -> CheckedWorkbook:
    """Check the bytes of an .xlsx or .xlsm file, and leave out all but its data.

    Raises
    ------
    ProblemError
        If it is another kind of file, damaged, too large, or holds what no workbook needs.
    """
    parts = _parts(content, most_unpacked, needed=_NEEDED)
    part_of = sheet_parts(parts)
    facts = _facts(parts, {part: _fault("sheet", sheet=name) for name, part in part_of.items()})
    for name in hidden_sheets(parts):
        facts[part_of[name]].is_hidden = True
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    by_name = {name: facts[part] for name, part in part_of.items()}
    return CheckedWorkbook(stream.getvalue(), by_name, parts, part_of)


def _facts(parts: dict[str, bytes], sheets: dict[str, Fault]) -> dict[str, SheetFacts]:
    """Measure every part as if it were a sheet: which are, is for the file to say."""
    shared, styles = shared_texts(parts), styles_of(parts)
    measured = {}
    cells = letters = 0
    for part, data in parts.items():
        facts = measured[part] = facts_of(part, data, shared, styles)
        where = sheets.get(part) or _fault("part", part=part)
        cells += facts.rows * facts.columns
        letters += facts.letters
        if facts.too_long:
            cell, n = facts.too_long
            fault = _fault("letters of a cell", n=n, most=MOST_LETTERS_OF_A_CELL)
            raise ProblemError(fault.within(_fault("cell of it", where=where, cell=cell)))
        check_room(cells, letters, facts, where)
    return measured


# --- the archive -------------------------------------------------------------------------------


def _parts(content: bytes, most_unpacked: int, needed: tuple[str, ...]) -> dict[str, bytes]:
    """Unpack the XML parts, within limits."""
    _check_kind(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ProblemError(_fault("no archive")) from None
    with archive:
        infos = archive.infolist()
        raise_any(_archive_faults(infos, most_unpacked, needed))
        wanted = [i for i in infos if _plain_name(i).casefold().endswith((".xml", ".rels"))]
        try:
            return {_plain_name(info): _unpacked(archive, info) for info in wanted}
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError,
                NotImplementedError, RuntimeError) as error:  # fmt: skip
            raise ProblemError(_fault("damaged", reason=str(error))) from None


def _check_kind(content: bytes) -> None:
    if not content:
        raise ProblemError(_fault("empty"))
    if not content.startswith(b"PK"):
        raise ProblemError(_fault("no workbook"))


def _archive_faults(
    infos: list[zipfile.ZipInfo], most_unpacked: int, needed: tuple[str, ...]
) -> list[Fault]:
    """Say what is wrong with the list of parts, from their stated sizes."""
    if len(infos) > MOST_PARTS_OF_A_WORKBOOK:
        return faults_of_size(infos, most_unpacked)
    names = [_plain_name(info) for info in infos]
    another_kind = _another_kind(names, needed)
    if another_kind is not None:
        return [another_kind]
    faults = [
        _fault("part twice", part=name)
        for name, count in Counter(map(str.casefold, names)).items()
        if count > 1
    ]
    return faults + faults_of_size(infos, most_unpacked)


def faults_of_size(
    infos: list[zipfile.ZipInfo], most_unpacked: int = MOST_BYTES_UNPACKED
) -> list[Fault]:
    """Say which parts of an archive, of a workbook or of another document, are not unpacked."""
    if len(infos) > MOST_PARTS_OF_A_WORKBOOK:
        return [_fault("too many parts", n=len(infos), most=MOST_PARTS_OF_A_WORKBOOK)]
    total = sum(info.file_size for info in infos)
    too_large = total > most_unpacked
    faults = [_fault("unpacked size", n=total, most=most_unpacked)] if too_large else []
    return faults + [fault for info in infos for fault in _part_faults(info)]


def _another_kind(names: list[str], needed: tuple[str, ...]) -> Fault | None:
    """Say that an archive is no workbook that can be read, unless it may be one."""
    if "xl/workbook.bin" in names:
        return _fault("binary workbook")
    if CONTENT in names and CONTENT not in needed:
        return _fault("OpenDocument file")
    if any(name not in names for name in needed):
        return _fault("another archive")
    return None


def _part_faults(info: zipfile.ZipInfo) -> Iterator[Fault]:
    """Say why one part is not unpacked."""
    part, n, packed = info.filename, info.file_size, info.compress_size
    if n > max(_SMALL, MOST_TIMES_UNPACKED * packed):
        yield _fault("unpacked part", part=part, n=n, packed=packed, times=MOST_TIMES_UNPACKED)
    if info.flag_bits & 0x1:
        yield _fault("password of a part", part=part)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield _fault("oddly packed part", part=part)


def _plain_name(info: zipfile.ZipInfo) -> str:
    """Name a part as the reader of the cells finds it: slashes forward, case of no account."""
    name = info.filename.replace("\\", "/")
    known = {each.casefold(): each for each in (*_NEEDED, SHARED_TEXTS, STYLES, CONTENT)}
    return known.get(name.casefold(), name)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one part; the stated size is checked by the archive's own sum of its bytes."""
    blocks = []
    with archive.open(info) as stream:
        while block := stream.read(_BLOCK):
            blocks.append(block)
    return b"".join(blocks)
