"""Tables of a Word report: how wide their columns are, and what they are in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mcda_ai.report.cells import lines_of
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.word.styles import SOFT, TABLE, TABLE_SIZE, TABLE_TEXT, WASH, OfWord

MOST_CELLS = 20_000
"""Of one table: Word works no longer with much more."""
MOST_LETTERS = 1_000
"""Of one cell, which may not be longer than a page."""

_SIZES = (TABLE_SIZE, 8, 7)
OWN_LETTER, ANY_LETTER = 0.56, 0.66
"""How wide a letter is by its size: in the package's own font, and in whichever a template has."""
_PADDING = 8  # points beside what stands in a cell
_LONGEST_WORD, _NARROW, _WIDEST, _WIDEST_REMARK = 22, 14, 140, 40  # letters
_KEPT_TOGETHER = 14  # rows
_BREAK = re.compile(r"[\s\N{HYPHEN}-]+")
_TWENTIETHS = 20  # of a point, in which Word counts
_WHITE = "FFFFFF"
_SHADES = {"shade-0": ("12486B", _WHITE), "shade-1": ("2F78A3", _WHITE), "shade-2": ("9CC9E2", ""),
           "shade-3": ("CFE5F1", ""), "shade-4": ("EEF5FA", "")}  # fmt: skip
_HATCHED = {"unscored": "DDE2EA", "open": "CFE5F1"}
# What XML cannot hold; line ends and tabs are spaces by then.
_NO_TEXT = re.compile("[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Keep a text on one line, and give a sign of its own to what no file can hold."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]} …"


def is_cut(table: Table) -> bool:
    """Tell whether a cell of a table holds more than is shown of it."""
    return any(
        len(text) > MOST_LETTERS
        for group in table.groups
        for row in group.rows
        for cell in row
        for text in (cell.text, *cell.remarks)
    )


@dataclass(frozen=True)
class Layout:
    """How a table is laid out: in which parts, by the widths of their columns in points."""

    size: float
    is_turned: bool
    """Whether it needs a page on its side."""
    parts: tuple[dict[int, float], ...]
    """Widths by the place of the column; each part begins with the first column."""


def layout_of(table: Table, language: str, upright: float, turned: float, letter: float) -> Layout:
    """Find the largest letters, upright if they can, with which all columns fit side by side.

    Where none do, the table goes on in a next part, with its first column once more.
    """
    needs = [_needs(column, language) for column in _columns(table)]
    tried = [(size, upright) for size in _SIZES[:2]] + [(size, turned) for size in _SIZES]
    for size, width in tried:
        least = [_points(need, size * letter) for need, _ in needs]
        if sum(least) <= width:
            return Layout(size, width > upright, (_spread(least, needs, size * letter, width),))
    parts = tuple(
        _spread([least[k] for k in part], [needs[k] for k in part], size * letter, width, part)
        for part in _parts(least, width)
    )
    return Layout(size, width > upright, parts)


def _columns(table: Table) -> Iterator[tuple[Cell, ...]]:
    rows = [row for group in table.groups for row in group.rows]
    return zip_longest(tuple(map(Cell, table.head)), *rows, fillvalue=Cell(""))


def _needs(column: Sequence[Cell], language: str) -> tuple[int, int]:
    """Give how many letters a column needs at least, and how many it can use."""
    texts, remarks = [], [""]
    for cell in column:
        text, *small = lines_of(cell, language)
        texts.append(text[:MOST_LETTERS])
        remarks += small
    word = max(len(word) for line in (*texts, *remarks) for word in _BREAK.split(line))
    longest = max(*map(len, texts), min(max(map(len, remarks)), _WIDEST_REMARK))
    return max(min(word, _LONGEST_WORD), min(longest, _NARROW)), min(longest, _WIDEST)


def _points(letters: int, letter: float) -> float:
    return letters * letter + _PADDING


def _spread(
    least: list[float], needs: list[tuple[int, int]], letter: float, width: float,
    places: Sequence[int] = (),
) -> dict[int, float]:  # fmt: skip
    """Give what is left to the columns that can use it; a narrow table stays narrow."""
    more = [_points(most, letter) - own for (_, most), own in zip(needs, least, strict=True)]
    factor = min(1.0, (width - sum(least)) / sum(more)) if sum(more) > 0 else 0.0
    widths = [own + max(factor, 0) * add for own, add in zip(least, more, strict=True)]
    return dict(zip(places or range(len(widths)), widths, strict=True))


def _parts(least: Sequence[float], width: float) -> Iterator[list[int]]:
    part, room = [0], width - least[0]
    for place in range(1, len(least)):
        if least[place] > room and len(part) > 1:
            yield part
            part, room = [0], width - least[0]
        part.append(place)
        room -= least[place]
    yield part


def element_of(
    table: Table, size: float, widths: dict[int, float], language: str, ids: Mapping[str, str]
) -> OfWord:
    """Make a part of a table, all at once: of very many cells each would take its time.

    `ids` are those of the styles, by their names.
    """
    return parse_xml("".join(_Writer(table, size, widths, language, ids).pieces()))


class _Writer:
    """Writes a part of a table as XML."""

    def __init__(
        self, table: Table, size: float, widths: dict[int, float], language: str,
        ids: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._table = table
        self._ids = ids
        self._size = size
        self._widths = {place: round(width * _TWENTIETHS) for place, width in widths.items()}
        self._language = language
        rows = sum(len(group.rows) + bool(group.label) for group in table.groups)
        self._keeps = rows <= _KEPT_TOGETHER
        self._left = rows

    def pieces(self) -> Iterator[str]:
        title = escape(plain(self._table.title), {'"': "&quot;"})
        yield (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{self._ids[TABLE]}"/>'
            f'<w:tblW w:w="{sum(self._widths.values())}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
            ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid>'
        )
        for width in self._widths.values():
            yield f'<w:gridCol w:w="{width}"/>'
        yield "</w:tblGrid>"
        yield self._row(tuple(map(Cell, self._table.head)), is_head=True)
        for group in self._table.groups:
            yield from self._group(group)
        yield "</w:tbl>"

    def _group(self, group: Rows) -> Iterator[str]:
        if group.label:
            self._left -= 1
            yield self._label(group.label)
        for row in group.rows:
            self._left -= 1
            yield self._row(row)

    def _label(self, text: str) -> str:
        """Write the label of a group over all columns, on the page of its first row."""
        look = f'<w:gridSpan w:val="{len(self._widths)}"/>{_shading(WASH)}'
        told = self._paragraph(self._run(text, "<w:b/>"), keeps=True)
        cell = _cell(sum(self._widths.values()), look, told)
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"

    def _row(self, row: Sequence[Cell], *, is_head: bool = False) -> str:
        keeps = is_head or (self._keeps and self._left > 0)
        cells = [
            self._cell(row[place] if place < len(row) else Cell(""), place, is_head, keeps)
            for place in self._widths
        ]
        repeats = "<w:tblHeader/>" if is_head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, place: int, is_head: bool, keeps: bool) -> str:
        text, *remarks = (_cut(line) for line in lines_of(cell, self._language))
        fill, colour = _SHADES.get(cell.kind, ("", ""))
        look = _shading(fill) if fill else ""
        if cell.kind in _HATCHED:
            look = f'<w:shd w:val="thinDiagStripe" w:color="{_HATCHED[cell.kind]}" w:fill="auto"/>'
        bold = "<w:b/>" if is_head or cell.kind == "changed" else ""
        coloured = f'<w:color w:val="{colour}"/>' if colour else ""
        centred = self._table.kind == "evidence" and place > 0 and cell.kind != "source"
        told = [self._paragraph(self._run(text, bold + coloured), keeps=keeps, centred=centred)]
        small = f'<w:color w:val="{colour or SOFT}"/>'
        told += [
            self._paragraph(self._run(remark, small, self._size - 1), keeps=keeps, centred=centred)
            for remark in remarks
        ]
        return _cell(self._widths[place], look, "".join(told))

    def _paragraph(self, run: str, *, keeps: bool, centred: bool = False) -> str:
        look = "<w:keepNext/>" if keeps else ""
        look += '<w:jc w:val="center"/>' if centred else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self._ids[TABLE_TEXT]}"/>{look}</w:pPr>{run}</w:p>'

    def _run(self, text: str, look: str = "", size: float | None = None) -> str:
        size = size or self._size
        sized = f'<w:sz w:val="{round(2 * size)}"/>' if size != TABLE_SIZE else ""
        told = escape(plain(text))
        return f'<w:r><w:rPr>{look}{sized}</w:rPr><w:t xml:space="preserve">{told}</w:t></w:r>'


def _cell(width: int, look: str, told: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{told}</w:tc>'


def _shading(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
