"""An organisation's Word document as a template: checked, and without what is written in it."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from mcda_ai.io.limits import MOST_BYTES_OF_A_TABLE
from mcda_ai.io.regular_files import first_bytes
from mcda_ai.io.spreadsheet.archive import faults_of_size
from mcda_ai.io.spreadsheet.safe_xml import SafeParser
from mcda_ai.io.writing import AnyPath, shown_path
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, reason_of
from mcda_ai.report.word.styles import OfWord

_MAIN, _TYPES = "word/document.xml", "[Content_Types].xml"
_OLD = b"\xd0\xcf\x11\xe0"  # and what is protected by a password
# Pictures, links, attachments and comments belong to the text, and go with it.
_KEPT = {
    getattr(RELATIONSHIP_TYPE, kind)
    for kind in ("STYLES", "NUMBERING", "THEME", "FONT_TABLE", "SETTINGS", "WEB_SETTINGS", "HEADER",
                 "FOOTER", "FOOTNOTES", "ENDNOTES")
}  # fmt: skip
_OF_OTHER_FILES = ("w:attachedTemplate", "w:mailMerge")

_fault = faults_of("report")
_IS_TEMPLATE, _IS_OLD, _HAS_MACROS = (
    _fault("Word template"), _fault("old Word file"), _fault("macros"),
)  # fmt: skip
_OTHER_KINDS = {".dotx": _IS_TEMPLATE, ".doc": _IS_OLD, ".dot": _IS_OLD, ".docm": _HAS_MACROS,
                ".dotm": _HAS_MACROS}  # fmt: skip


def opened(template: AnyPath) -> OfWord:
    """Open a template and take out what is written in it; header, footer and styles stay.

    Raises
    ------
    ProblemError
        If it is no Word document, is damaged, holds macros, or is too large once unpacked.
    """
    try:
        content = _content(Path(template))
        document = docx.Document(BytesIO(content))
        _empty(document)
    except ProblemError as error:
        raise ProblemError(*(each.within(shown_path(template)) for each in error.faults)) from None
    except (LookupError, ValueError, TypeError, AttributeError, PythonDocxError, LxmlError):
        raise ProblemError(_fault("no Word document").within(shown_path(template))) from None
    return document


def _content(file: Path) -> bytes:
    """Read the file, if all parts of it can be unpacked and hold nothing that does harm."""
    try:
        content = first_bytes(file, MOST_BYTES_OF_A_TABLE)
    except (OSError, ValueError) as error:
        raise ProblemError(_fault("template not read", reason=reason_of(error))) from None
    if len(content) > MOST_BYTES_OF_A_TABLE:
        raise ProblemError(_fault("template too large", most=MOST_BYTES_OF_A_TABLE))
    suffix = file.suffix.lower()
    if suffix != ".docx":
        raise ProblemError(_OTHER_KINDS.get(suffix) or _fault("template no docx", found=suffix))
    if content.startswith(_OLD):
        raise ProblemError(_IS_OLD)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            raise_any(_faults(archive))
            for part in archive.infolist():
                _check_part(part.filename, archive.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError,
            NotImplementedError, RuntimeError) as error:  # fmt: skip
        if isinstance(error, ProblemError):
            raise
        raise ProblemError(_fault("no Word document")) from None
    return content


def _faults(archive: zipfile.ZipFile) -> Iterator[Fault]:
    """Say what is wrong with the list of parts, before one is unpacked."""
    infos = archive.infolist()
    names = Counter(info.filename.casefold() for info in infos)
    if sizes := faults_of_size(infos):
        yield from sizes
    elif _MAIN not in names or _TYPES.casefold() not in names or max(names.values()) > 1:
        yield _fault("no Word document")
    elif any(name.endswith("vbaproject.bin") for name in names):
        yield _HAS_MACROS


def _check_part(name: str, content: bytes) -> None:
    """Refuse a part that is no proper XML or declares entities, and types that are no document."""
    if not name.casefold().endswith((".xml", ".rels")):
        return
    try:
        SafeParser().parse(content, name)
    except ProblemError:  # it is told of workbooks
        raise ProblemError(_fault("damaged part", part=name)) from None
    if name.casefold() == _TYPES.casefold():
        types = content.lower()
        if b"macroenabled" in types:
            raise ProblemError(_HAS_MACROS)
        if b"wordprocessingml.template.main+xml" in types:
            raise ProblemError(_IS_TEMPLATE)


def _empty(document: OfWord) -> None:
    """Take out the text, and all that belongs to it or comes from other files."""
    body = document.element.body
    last = body.get_or_add_sectPr()
    _inherit(body, last)
    for element in list(body):
        if element is not last:
            body.remove(element)
    _drop(document.part, lambda link: link.reltype not in _KEPT)
    settings = document.settings.element  # made, where there is none
    _drop(document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS), lambda _: True)
    for name in _OF_OTHER_FILES:
        for element in settings.findall(qn(name)):
            settings.remove(element)


def _inherit(body: OfWord, last: OfWord) -> None:
    """Give the last section the headers and footers that it takes over from those before it."""
    known = {
        (each.tag, each.get(qn("w:type"))): each
        for section in body.iter(qn("w:sectPr"))
        for each in section
        if each.tag in (qn("w:headerReference"), qn("w:footerReference"))
    }
    for each in [each for each in last if (each.tag, each.get(qn("w:type"))) in known]:
        last.remove(each)
    for place, each in enumerate(known.values()):
        last.insert(place, each)


def _drop(part: OfWord, is_unwanted: Callable[[OfWord], bool]) -> None:
    for name in [name for name, link in part.rels.items() if is_unwanted(link)]:
        del part.rels[name]
