"""The styles of a Word report: those of the package, and of a template with what it lacks."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, TypeAlias

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Mm, Pt, RGBColor

OfWord: TypeAlias = Any
"""What python-docx makes: where it is not installed, nobody knows its types."""

TITLE, KICKER, HEADING, SUBHEADING = "Title", "Subtitle", "Heading 1", "Heading 2"
BULLET, CAPTION, CONTENTS, ENTRY = "List Bullet", "Caption", "TOC Heading", "TOC 1"
STRESS, TABLE = "Emphasis", "Table Grid"
_OF_WORD = (TITLE, KICKER, HEADING, SUBHEADING, BULLET, CAPTION, CONTENTS, ENTRY, STRESS, TABLE)
TABLE_TEXT, SMALL_PRINT = "Report Table Text", "Report Small Print"
_OWN = (TABLE_TEXT, SMALL_PRINT)
"""Styles that no template has unless a report was made with it before."""

FONT = "Calibri"
TABLE_SIZE = 9
ACCENT, INK, SOFT, WASH, LINE = "1F5F8B", "1D2433", "5B6475", "F5F7FA", "D9DEE7"
_A4 = {
    "page_width": Mm(210), "page_height": Mm(297), "left_margin": Mm(20), "right_margin": Mm(20),
    "top_margin": Mm(18), "bottom_margin": Mm(18), "header_distance": Mm(9),
    "footer_distance": Mm(9),
}  # fmt: skip
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}

# Size, bold, colour, space before and after, in points.
_LOOKS = {
    "Normal": (10.5, None, INK, 0, 6),
    TITLE: (22, True, INK, 0, 2),
    KICKER: (12, True, ACCENT, 0, 6),
    HEADING: (15, True, ACCENT, 18, 4),
    SUBHEADING: (11, True, INK, 8, 2),
    BULLET: (10.5, None, INK, 0, 3),
    CAPTION: (9.5, True, INK, 8, 3),
    CONTENTS: (15, True, ACCENT, 0, 6),
    ENTRY: (10.5, None, INK, 0, 3),
    TABLE_TEXT: (TABLE_SIZE, None, INK, 1, 1),
    SMALL_PRINT: (8.5, None, SOFT, 2, 8),
}
_BULLETS = """
<w:abstractNum {ns} w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>
"""
_NUMBERED = '<w:num {ns} w:numId="{n}"><w:abstractNumId w:val="{of}"/></w:num>'
_TABLE_LOOK = """
<w:style {ns} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>
<w:uiPriority w:val="59"/>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="{line}"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{line}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ink}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/></w:tcPr></w:tblStylePr></w:style>
"""


def missing_in(document: OfWord) -> tuple[str, ...]:
    """Name the styles of Word that a report needs and a template does not hold."""
    return tuple(name for name in _OF_WORD if name not in document.styles)


def own_document() -> OfWord:
    """Make an empty document in the styles of the package, on A4."""
    document = docx.Document()
    styles = document.styles
    for fonts in styles.element.iter(qn("w:rFonts")):
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        fonts.set(qn("w:ascii"), FONT)
        fonts.set(qn("w:hAnsi"), FONT)
        fonts.set(qn("w:cs"), FONT)
    for name in (ENTRY, *_OWN):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name in _LOOKS:
        _dress(styles[name], *_LOOKS[name])
    for name in (HEADING, SUBHEADING, CONTENTS):
        styles[name].paragraph_format.keep_with_next = True
    _let_go(styles[TITLE], "w:pBdr")
    _let_go(styles[KICKER], "w:numPr")
    old = styles[TABLE].element
    look = _TABLE_LOOK.format(ns=nsdecls("w"), line=LINE, ink=INK, wash=WASH)
    old.getparent().replace(old, parse_xml(look))
    _number_bullets(document)
    for measure, length in _A4.items():
        setattr(document.sections[0], measure, length)
    for name, link in list(document.part.package.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del document.part.package.rels[name]
    return document


def _dress(
    style: OfWord, size: float, bold: bool | None, colour: str, before: float, after: float,
) -> None:  # fmt: skip
    for unwanted in ("w:color", "w:spacing", "w:kern", "w:i", "w:iCs"):
        _let_go(style, unwanted)
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.08


def _let_go(style: OfWord, name: str) -> None:
    for part in (style.element.rPr, style.element.pPr):
        for element in [] if part is None else part.findall(qn(name)):
            part.remove(element)


def complete(document: OfWord) -> None:
    """Give a template the styles of the package that it lacks, upon its own text and bullets."""
    missing, own = missing_in(document), own_document().styles
    styles = document.styles
    base = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    for name in (*missing, *(name for name in _OWN if name not in styles)):
        element = deepcopy(own[name].element)
        taken = {each.get(qn("w:styleId")) for each in styles.element}
        while element.styleId in taken:
            element.styleId += "0"
        for link in ("w:link", "w:next", "w:basedOn"):
            for each in element.findall(qn(link)):
                element.remove(each)
        for fonts in element.iter(qn("w:rFonts")):
            fonts.getparent().remove(fonts)
        styles.element.append(element)
        if base is not None and own[name].type == WD_STYLE_TYPE.PARAGRAPH:
            styles[name].base_style = base
    if BULLET in missing:
        _number_bullets(document)
    section = document.sections[0]
    for measure, length in _A4.items():
        if getattr(section, measure) is None:
            setattr(section, measure, length)


def _number_bullets(document: OfWord) -> None:
    """Let the style of bullets count by a list of its own."""
    numbering = _numbering_of(document)
    lists, counted = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    of = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in lists), default=0)
    n = 1 + max((int(each.get(qn("w:numId"))) for each in counted), default=0)
    numbering.insert(len(lists), parse_xml(_BULLETS.format(ns=nsdecls("w"), n=of)))
    numbering.insert(
        len(lists) + len(counted) + 1, parse_xml(_NUMBERED.format(ns=nsdecls("w"), n=n, of=of))
    )
    shape = document.styles[BULLET].element.get_or_add_pPr()
    shape.get_or_add_numPr().get_or_add_numId().val = n


def _numbering_of(document: OfWord) -> OfWord:
    part = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        made = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"), part.package,
        )  # fmt: skip
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element


def speak(document: OfWord, language: str) -> None:
    """Set the language of all text, by which spelling is checked and text is read aloud."""
    code, styles = LANGUAGES[language], document.styles
    base = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if base is not None and base.element.find(f"{qn('w:rPr')}/{qn('w:lang')}") is None:
        base.element.get_or_add_rPr().append(parse_xml(f"<w:lang {nsdecls('w')}/>"))
    for element in (*styles.element.iter(qn("w:lang")),
                    *document.settings.element.iter(qn("w:themeFontLang"))):  # fmt: skip
        element.set(qn("w:val"), code)
