"""The report as a Word document: headings, captions and tables as Word itself makes them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Pt, RGBColor

from mcda_ai.io.writing import AnyPath
from mcda_ai.messages.arguments import Language
from mcda_ai.messages.label import Label
from mcda_ai.report.content import document as document_of
from mcda_ai.report.document import Block, Document, Explorer, Picture, Sentences, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.pictures import available, picture_on_paper
from mcda_ai.report.texts import say
from mcda_ai.report.word import styles as looks
from mcda_ai.report.word.styles import OfWord
from mcda_ai.report.word.tables import (
    ANY_LETTER,
    MOST_CELLS,
    OWN_LETTER,
    Layout,
    element_of,
    is_cut,
    layout_of,
    plain,
)
from mcda_ai.report.word.template import opened

_KINDS = {
    "table": Label(en="Table", nl="Tabel"),
    "figure": Label(en="Figure", nl="Figuur"),
}
_GOES_ON = Label(en="goes on", nl="vervolg")
_TOO_LARGE = Label(
    en="This table is too large for Word; the Excel report has it whole.",
    nl="Deze tabel is te groot voor Word; het Excel-rapport heeft hem heel.",
)
_CUT = Label(
    en="… stands for what the Excel report has whole.",
    nl="… staat voor wat in het Excel-rapport voluit staat.",
)
_MOST_LETTERS = 255  # of a property of a file
_HIGHEST, _HIGHEST_IN_BRIEF = 0.4, 0.26  # of a page
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that an archive can hold
_BEHIND_UPDATES = (
    "w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids",
    "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping",
)  # fmt: skip


def word_document(
    answer: Answer, language: Language, command: str, template: AnyPath | None
) -> bytes:
    """Give the bytes of the document; see `mcda_ai.report.as_word`."""
    if template is None:
        file, letter = looks.own_document(), OWN_LETTER
    else:
        file, letter = opened(template), ANY_LETTER
        looks.complete(file)
    looks.speak(file, language)
    report = document_of(answer, language, command)
    drawn = available(answer)
    pictures = {
        each.name: picture_on_paper(answer, each.name, language)
        for each in report.pictures
        if each.name in drawn
    }
    _Writer(file, report, pictures, letter).write()
    _describe(file, report)
    return _packed(file)


class _Writer:
    """Writes a report into an empty document."""

    def __init__(
        self, file: OfWord, report: Document, pictures: dict[str, bytes], letter: float
    ) -> None:
        self._letter = letter
        self._file = file
        self._report = report
        self._language = report.language
        self._pictures = pictures
        self._ids = {name: file.styles[name].style_id for name in (looks.TABLE, looks.TABLE_TEXT)}
        self._numbers = dict.fromkeys(_KINDS, 0)
        self._headings: list[tuple[str, str]] = []
        section = file.sections[0]
        self._page = (section.page_width, section.page_height)
        self._is_turned = False
        self._upright = self._width()
        # What a page on its side has more; nothing where all pages of a template lie so.
        self._turned = self._upright + max(section.page_height - section.page_width, 0)

    def write(self) -> None:
        """Write all of it; the contents come last, as they name what was written."""
        if self._file.sections[0].footer.is_linked_to_previous:
            self._number_pages()
        self._first_page()
        contents = self._paragraph(say("contents", self._language), looks.CONTENTS)
        contents.paragraph_format.page_break_before = True
        self._heading(say("options", self._language).capitalize())
        self._options()
        for section in self._report.sections:
            self._turn(wanted=self._is_wide(section.blocks[0]))
            self._heading(section.title)
            if section.line:
                line = self._paragraph("")
                line.add_run(plain(section.line), style=looks.STRESS)
                line.paragraph_format.keep_with_next = True
            for block in section.blocks:
                self._block(block)
        self._contents_behind(contents)

    def _first_page(self) -> None:
        report = self._report
        self._paragraph(report.title, looks.TITLE)
        self._paragraph(report.kicker, looks.KICKER)
        if report.description:
            self._paragraph(report.description)
        source = f"{say('source', self._language)}: {report.source}" if report.source else ""
        if told := "; ".join(filter(None, (source, *report.circumstances))):
            self._paragraph(f"{told}.", looks.SMALL_PRINT)
        self._bullets((*report.out, *report.doubts))
        self._heading(say("brief", self._language))
        for part in report.brief:
            self._subheading(part.heading).space_before = Pt(5)
            for sentence in part.sentences:
                self._paragraph(sentence).paragraph_format.space_after = Pt(2)
        if report.picture is not None:
            self._picture(report.picture, _HIGHEST_IN_BRIEF)

    # --- parts ---

    def _block(self, block: Block) -> None:
        if self._is_wide(block):  # what comes behind it stays with it
            self._turn(wanted=True)
        if isinstance(block, Sentences):
            if block.heading:
                self._subheading(block.heading)
            self._bullets(block.sentences)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            self._picture(block, _HIGHEST)
        elif isinstance(block, Explorer):
            self._paragraph(say("only in a page", self._language))

    def _paragraph(self, text: str, style: str | None = None) -> OfWord:
        return self._file.add_paragraph(plain(text), style)

    def _heading(self, text: str) -> None:
        """Write a heading that the contents name."""
        n = len(self._headings)
        name = f"_Toc{n:06}"
        line = self._paragraph("", looks.HEADING)
        line.paragraph_format.keep_with_next = True
        _append(line, _xml("bookmarkStart", f'w:id="{n}" w:name="{name}"'))
        line.add_run(plain(text))
        _append(line, _xml("bookmarkEnd", f'w:id="{n}"'))
        self._headings.append((name, text))

    def _subheading(self, text: str) -> OfWord:
        """Write a heading within a section; give its format."""
        shape = self._paragraph(text, looks.SUBHEADING).paragraph_format
        shape.keep_with_next = True
        return shape

    def _bullets(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            self._paragraph(sentence, looks.BULLET)

    def _options(self) -> None:
        """Write each option on a line of its own, or on one line if there is no more to say."""
        has_lines = any(option.description for option in self._report.options)
        line = self._paragraph("")
        for place, option in enumerate(self._report.options):
            if place and has_lines:
                line = self._paragraph("")
            elif place:
                line.add_run("   ")
            dot = line.add_run("\N{BLACK SQUARE}\N{NO-BREAK SPACE}")
            dot.font.color.rgb = RGBColor.from_string(option.colour.lstrip("#").upper())
            line.add_run(plain(option.name)).bold = True
            if option.label != option.name:
                line.add_run(f" {plain(option.label)}")
            if option.description:
                line.add_run(f": {plain(option.description)}")

    def _caption(self, kind: str, text: str) -> OfWord:
        """Write a caption, numbered by a field as Word numbers them."""
        self._numbers[kind] += 1
        word = _KINDS[kind].text(self._language)
        line = self._paragraph("", looks.CAPTION)
        line.add_run(f"{word} ")
        _append(line, _field(f"SEQ {word} \\* ARABIC", str(self._numbers[kind])))
        line.add_run(f". {plain(text)}")
        return line

    # --- tables and pictures ---

    def _table(self, table: Table) -> None:
        caption = self._caption("table", table.title)
        caption.paragraph_format.keep_with_next = True
        if _is_too_large(table):
            self._paragraph(_TOO_LARGE.text(self._language))
            return
        cut = _CUT.text(self._language) if is_cut(table) else ""
        notes = [each for each in (table.note, cut) if each]
        layout = self._layout(table)
        for place, widths in enumerate(layout.parts):
            if place:
                title = f"{table.title} ({_GOES_ON.text(self._language)})"
                self._paragraph(title, looks.CAPTION).paragraph_format.keep_with_next = True
            element = element_of(table, layout.size, widths, self._language, self._ids)
            self._file.element.body.insert_element_before(element, "w:sectPr")
            if place < len(layout.parts) - 1 or not notes:  # Word would join two tables
                self._paragraph("", looks.SMALL_PRINT)
        if notes:
            self._paragraph(" ".join(notes), looks.SMALL_PRINT)

    def _layout(self, table: Table) -> Layout:
        widths = Emu(self._upright).pt, Emu(self._turned).pt
        return layout_of(table, self._language, *widths, self._letter)

    def _picture(self, picture: Picture, highest: float) -> None:
        """Show a picture as large as it is drawn, or as there is room for, its caption below it."""
        content = self._pictures.get(picture.name)
        if content is None:
            return
        line = self._paragraph("")
        line.paragraph_format.keep_with_next = True
        shown = line.add_run().add_picture(BytesIO(content))
        section = self._file.sections[0]
        height = self._page[1] - section.top_margin - section.bottom_margin
        factor = min(1, self._width() / shown.width, highest * height / shown.height)
        shown.width, shown.height = Emu(int(shown.width * factor)), Emu(int(shown.height * factor))
        shown._inline.docPr.set("descr", plain(picture.in_words))
        self._caption("figure", picture.title).paragraph_format.keep_with_next = False

    # --- pages ---

    def _width(self) -> int:
        section = self._file.sections[-1]
        return int(section.page_width - section.left_margin - section.right_margin)

    def _is_wide(self, block: Block) -> bool:
        return (
            isinstance(block, Table) and not _is_too_large(block) and self._layout(block).is_turned
        )

    def _turn(self, *, wanted: bool) -> None:
        """Go on upright, or on a page on its side."""
        if wanted == self._is_turned:
            return
        self._is_turned = wanted
        section = self._file.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if wanted else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = self._page[::-1] if wanted else self._page

    def _number_pages(self) -> None:
        line = self._file.sections[0].footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _append(line, _field("PAGE", "1"))

    def _contents_behind(self, heading: OfWord) -> None:
        """Write the contents as a field that Word fills in; until then it holds the headings."""
        before = heading._p
        for name, text in self._headings:
            entry = self._paragraph("", looks.ENTRY)
            if (name, text) == self._headings[0]:
                _append(entry, *_begun('TOC \\o "1-1" \\h \\z \\u'))
            link = _xml("hyperlink", f'w:anchor="{name}" w:history="1"')
            link.append(entry.add_run(plain(text) + "\t")._r)
            link.append(_field(f"PAGEREF {name} \\h", ""))
            _append(entry, link)
            before.addnext(entry._p)
            before = entry._p
        _append(entry, _field_sign("end"))
        _ask_to_fill_in(self._file.settings.element)


def _is_too_large(table: Table) -> bool:
    return len(table.head) * sum(len(group.rows) for group in table.groups) > MOST_CELLS


def _append(line: OfWord, *elements: OfWord) -> None:
    for element in elements:
        line._p.append(element)


def _xml(tag: str, attributes: str = "", inside: str = "") -> OfWord:
    return parse_xml(f"<w:{tag} {nsdecls('w')} {attributes}>{inside}</w:{tag}>")


def _field(instruction: str, result: str) -> OfWord:
    """Make a field with what it shows until it is computed again."""
    return _xml("fldSimple", f'w:instr="{instruction}"', f"<w:r><w:t>{result}</w:t></w:r>")


def _begun(instruction: str) -> tuple[OfWord, ...]:
    """Begin a field that goes on over several paragraphs."""
    told = f'<w:instrText xml:space="preserve">{instruction}</w:instrText>'
    return _field_sign("begin"), _xml("r", inside=told), _field_sign("separate")


def _field_sign(kind: str) -> OfWord:
    return _xml("r", inside=f'<w:fldChar w:fldCharType="{kind}"/>')


def _ask_to_fill_in(settings: OfWord) -> None:
    """Let Word compute the contents, with the numbers of their pages, as it opens the file."""
    for element in settings.findall(qn("w:updateFields")):
        settings.remove(element)
    behind = [each for each in settings if each.tag in map(qn, _BEHIND_UPDATES)]
    place = settings.index(behind[0]) if behind else len(settings)
    settings.insert(place, _xml("updateFields", 'w:val="true"'))


def _describe(file: OfWord, report: Document) -> None:
    """Say what the file is, but not by whom or when: the same answer gives the same file."""
    properties = file.core_properties
    for element in list(properties._element):
        properties._element.remove(element)
    properties.title = plain(f"{report.title} – {report.kicker}")[:_MOST_LETTERS]
    properties.language = looks.LANGUAGES[report.language]


def _packed(file: OfWord) -> bytes:
    """Pack the document anew, without the time at which it was made."""
    made, packed = BytesIO(), BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(packed, "w") as archive:
        for part in parts.infolist():
            info = zipfile.ZipInfo(part.filename, _LONG_AGO)
            archive.writestr(info, parts.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
