"""Where everything stands in the picture of the layers as a chain, at any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex, to_rgb

from mcda_ai.plots.lettering import (
    balanced_lines,
    inches_wide,
    lines_within,
    longest_word,
)
from mcda_ai.plots.style import plain

_INK, _SOFT, _TRACK, _BAND = "#1d2433", "#5b6475", "#eceef2", "#f3f4f7"
_HEAD, _END = "#dfe3ea", "#3a4356"
_SIZE, _SMALL = 9.0, 7.5  # points
_LINE = 1.25 / 72  # inches of height for each point of size
_GAP, _TIP, _PADDING, _BESIDE_NAMES = 0.17, 0.1, 0.08, 0.08  # inches, as all that follows
_LEAST_PANEL, _MOST_PANEL, _MOST_FOR_A_WORD = 0.85, 2.4, 1.2
_FOR_NAMES, _MOST_FOR_NAMES = 1.35, 1.75
_HEADS = (9.0, 8.5, 8.0, 7.5, 7.0)  # points, until each word fits on a line
_BAR, _ROOM_FOR_DOT = 0.16, 0.17
_LEAST_CELL, _LEAST_WIDTH = 0.75, 4.0
_TINT = 0.55  # how much of a colour is left
_SMALLEST, _LARGEST = 0.2, 4.0  # how far all may shrink or grow to fit axes that are given


@dataclass(frozen=True)
class Row:
    """An option: what it is called, its colour, its place, and whether it leads."""

    name: str
    label: str
    colour: str
    place: str
    leads: bool


@dataclass(frozen=True)
class Bar:
    """What an option has in one layer."""

    won: float
    uncompared: float
    first: bool


@dataclass(frozen=True)
class Panel:
    """A layer, or all of them: a bar for each option, and what is remarked below."""

    title: str
    bars: Sequence[Bar]
    remarks: Sequence[str]
    is_end: bool = False


@dataclass(frozen=True)
class Contents:
    """All that is drawn, in a language."""

    rows: Sequence[Row]
    out: str
    out_text: str
    panels: Sequence[Panel]
    bands: Sequence[Panel]
    notes: str


@dataclass
class Sheet:
    """Shapes and texts, with their places in inches from above on the left.

    All of it is to be drawn larger by `scale`.
    """

    width: float
    scale: float = 1.0
    height: float = 0.0
    areas: list[tuple[Any, str, str]] = field(default_factory=list)
    hatched: list[tuple[Any, str, str]] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    texts: list[tuple[float, float, str, dict[str, Any]]] = field(default_factory=list)

    def box(self, left: float, top: float, width: float, height: float, colour: str,
            edge: str = "none") -> None:  # fmt: skip
        """Fill a box."""
        self.areas.append((_corners(left, top, width, height), colour, edge))

    def write(self, left: float, middle: float, lines: Sequence[str], size: float = _SIZE,
              colour: str = _INK, *, bold: bool = False, align: str = "left") -> None:  # fmt: skip
        """Write lines of text around a height."""
        if lines:
            style = {"fontsize": size, "color": colour, "ha": align,
                     "fontweight": "bold" if bold else "normal"}  # fmt: skip
            self.texts.append((left, middle, "\n".join(map(plain, lines)), style))


def _corners(left: float, top: float, width: float, height: float) -> list[tuple[float, float]]:
    bottom, right = top + height, left + width
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def on_a_page(told: Contents, width: float) -> Sheet:
    """Lay out within a width, in inches: the chain on as few lines as its heads allow."""
    most = _column_of_names(told) + len(told.panels) * (_MOST_PANEL + _GAP)
    width = min(width, max(most, _LEAST_WIDTH))
    for n_lines in range(1, len(told.panels)):
        if _width_of_panels(told, width, n_lines) >= _least_panel(told):
            return _laid_out(told, width, n_lines)
    return _laid_out(told, width, len(told.panels))


def fitted_to(told: Contents, width: float, height: float) -> Sheet:
    """Lay out to fit axes: the chain on the fewest lines that leave letters their size, or most."""
    found = []
    for n_lines in range(1, len(told.panels) + 1):
        low, high = _SMALLEST, _LARGEST
        for _ in range(10):  # halves, until the letters no longer differ
            middle = (low * high) ** 0.5
            fits = (
                _width_of_panels(told, width / middle, n_lines) >= _least_panel(told)
                and _laid_out(told, width / middle, n_lines).height <= height / middle
            )
            low, high = (middle, high) if fits else (low, middle)
        found.append((low, n_lines))
        if low >= 1:
            break
    scale, n_lines = found[-1] if found[-1][0] >= 1 else max(found)
    return _laid_out(told, width / scale, n_lines, scale)


def _laid_out(told: Contents, width: float, n_lines: int, scale: float = 1.0) -> Sheet:
    """Put the chain on so many lines, preconditions beneath, then the notes."""
    sheet = Sheet(width, scale)
    names, panel = _column_of_names(told), _width_of_panels(told, width, n_lines)
    on_a_line = -(-len(told.panels) // n_lines)
    for start in range(0, len(told.panels), on_a_line):
        _line_of_panels(sheet, told, names, panel, slice(start, start + on_a_line))
    for band in told.bands:
        _band(sheet, told, band)
    lines = lines_within(told.notes, width - 2 * _PADDING, _SMALL)
    sheet.height = _write_at(sheet, _PADDING, lines, sheet.height + 0.06) + 0.02
    return sheet


def _column_of_names(told: Contents) -> float:
    """Give the width of the names of options, to the left of all bars."""
    names, labels = [row.name for row in told.rows], [row.label for row in told.rows]
    word = max(longest_word(names, _SIZE, bold=True), longest_word(labels, _SMALL))
    widest = max(
        *(inches_wide(name, _SIZE, bold=True) for name in names),
        *(inches_wide(label, _SMALL) for label in labels),
    )
    most = min(max(word, _FOR_NAMES), _MOST_FOR_NAMES)
    return min(widest, most) + _PADDING + _BESIDE_NAMES


def _width_of_panels(told: Contents, width: float, n_lines: int) -> float:
    room = (width - _column_of_names(told)) / -(-len(told.panels) // n_lines)
    return min(room - _GAP, _MOST_PANEL)


def _least_panel(told: Contents) -> float:
    """Give the least width in which heads read well."""
    word = longest_word((each.title for each in told.panels), _HEADS[-1], bold=True)
    return max(min(word + _TIP, _MOST_FOR_A_WORD), _LEAST_PANEL)


def _line_of_panels(sheet: Sheet, told: Contents, names: float, width: float, which: slice) -> None:
    """Put some panels beside one another: heads, a row for each option, remarks."""
    panels = told.panels[which]
    size = _size_of_heads(told, width - _TIP)
    heads = [balanced_lines(each.title, width - _TIP, size, bold=True) for each in panels]
    head = 0.14 + _LINE * size * max(map(len, heads))
    top, first_row = sheet.height + 0.02, sheet.height + head + 0.1
    middles, bottom = _names_of_rows(sheet, told, names, first_row)
    remarks_end = bottom
    for place, (panel, lines) in enumerate(zip(panels, heads, strict=True)):
        left = names + place * (width + _GAP)
        _head(
            sheet, panel, lines, (left, top, width, head), size, is_first=which.start + place == 0
        )
        for at, (row, bar) in enumerate(zip(told.rows, panel.bars, strict=False)):
            end = _bar(sheet, bar, row.colour, left, middles[at], width)
            if panel.is_end:
                sheet.write(end, middles[at], [row.place] if row.place else [],
                            bold=row.leads)  # fmt: skip
        remarks = [
            line
            for remark in panel.remarks
            for line in lines_within(remark, width + _GAP - 0.05, _SMALL)
        ]
        remarks_end = max(remarks_end, _write_at(sheet, left, remarks, bottom + 0.03))
    sheet.height = remarks_end + 0.1
    if told.out and which.stop >= len(told.panels):
        _who_is_out(sheet, told, names)


def _who_is_out(sheet: Sheet, told: Contents, names: float) -> None:
    """Write who takes no part below the others, without bars."""
    _write_at(sheet, names, [told.out_text], sheet.height, _SIZE)
    lines = lines_within(told.out, names - _PADDING - _BESIDE_NAMES, _SIZE)
    sheet.height = _write_at(sheet, _PADDING, lines, sheet.height, _SIZE) + 0.1


def _names_of_rows(
    sheet: Sheet, told: Contents, width: float, top: float
) -> tuple[list[float], float]:
    """Write the names of the options below one another; give their heights, and where they end."""
    middles = []
    for row in told.rows:
        name, label = _label_lines(row, width - _PADDING - _BESIDE_NAMES)
        heights = _LINE * _SIZE * len(name), _LINE * _SMALL * len(label)
        height = max(sum(heights) + 0.12, _BAR + 0.12)
        middle = top + height / 2
        sheet.write(_PADDING, middle - heights[1] / 2, name,
                    bold=row.leads)  # fmt: skip
        sheet.write(_PADDING, middle + heights[0] / 2, label, _SMALL, _SOFT)
        middles.append(middle)
        top += height
    return middles, top


def _size_of_heads(told: Contents, width: float) -> float:
    """Give the largest size at which no word of a head has to be broken; the smallest if none."""
    titles = [each.title for each in told.panels]
    sizes = (size for size in _HEADS if longest_word(titles, size, bold=True) <= width)
    return next(sizes, _HEADS[-1])


def _label_lines(row: Row, width: float) -> tuple[list[str], list[str]]:
    return (
        balanced_lines(row.name, width, _SIZE, bold=row.leads),
        balanced_lines(row.label, width, _SMALL),
    )


def _head(
    sheet: Sheet, panel: Panel, lines: Sequence[str], box: tuple[float, float, float, float],
    size: float, *, is_first: bool,
) -> None:  # fmt: skip
    """Draw the head of a panel as a link of the chain: an arrow, or the block at its end."""
    left, top, width, height = box
    middle, right, bottom = top + height / 2, left + width, top + height
    tip = [(right, top)] if panel.is_end else [(right, top), (right + _TIP, middle)]
    notch = [] if is_first else [(left + _TIP, middle)]
    shape = [(left, top), *tip, (right, bottom), (left, bottom), *notch]
    sheet.areas.append((shape, _END if panel.is_end else _HEAD, "none"))
    centre = left + width / 2 + (0 if is_first else _TIP / 2)
    colour = "white" if panel.is_end else _INK
    sheet.write(centre, middle, lines, size, colour, bold=True, align="center")


def _bar(sheet: Sheet, bar: Bar, colour: str, left: float, middle: float, width: float) -> float:
    """Draw what an option has, on a track that is all it could have; say where the mark ends."""
    track = width - _ROOM_FOR_DOT
    top = middle - _BAR / 2
    sheet.box(left, top, track, _BAR, _TRACK)
    won, uncompared = bar.won * track, bar.uncompared * track
    fill, edge = (colour, _INK) if bar.first else (_tinted(colour), "none")
    if won > 0:
        sheet.box(left, top, won, _BAR, fill, edge)
    if uncompared > 0:
        sheet.hatched.append((_corners(left + won, top, uncompared, _BAR), "white", "#9a9a9a"))
    end = left + won + uncompared + 0.06
    if bar.first:
        sheet.dots.append((end + 0.03, middle))
    return end + 0.11 * bar.first


def _tinted(colour: str) -> str:
    """Mix a colour with white, for those that do not lead."""
    red, green, blue = (1 - _TINT * (1 - each) for each in to_rgb(colour))
    return str(to_hex((red, green, blue)))


def _band(sheet: Sheet, told: Contents, panel: Panel) -> None:
    """Put preconditions beneath the whole chain: the options side by side, in the same order."""
    room = sheet.width - 2 * _PADDING
    texts = [row.name for row in told.rows]
    label = min(max(inches_wide(text, _SIZE, bold=True) for text in texts), 0.3 * room) + 0.08
    on_a_line = max(min(int((room + _GAP) / (label + _LEAST_CELL + _GAP)), len(texts)), 1)
    n_lines = -(-len(panel.bars) // on_a_line)
    on_a_line = -(-len(texts) // max(n_lines, 1))
    cell = min((room + _GAP) / on_a_line, label + _MOST_PANEL + _GAP)
    lines = [balanced_lines(text, label - 0.06, _SIZE, bold=True) for text in texts]
    height = max(_BAR + 0.1, 0.08 + _LINE * _SIZE * max(map(len, lines)))
    start = _head_of_band(sheet, panel, room)
    whole = start + n_lines * height + 0.07 - sheet.height
    sheet.box(0, sheet.height, sheet.width, whole, _BAND)
    for place, (row, bar, text) in enumerate(zip(told.rows, panel.bars, lines, strict=False)):
        left = _PADDING + place % on_a_line * cell
        middle = start + (place // on_a_line + 0.5) * height
        sheet.write(left, middle, text, bold=bar.first)
        _bar(sheet, bar, row.colour, left + label, middle, cell - _GAP - label)
    sheet.height += whole + 0.04


def _head_of_band(sheet: Sheet, panel: Panel, room: float) -> float:
    """Write what a band is, and what is remarked beside it, or below; say where that ends."""
    top = sheet.height + 0.08
    head = balanced_lines(panel.title, room, _SIZE, bold=True)
    below = _write_at(sheet, _PADDING, head, top, _SIZE, _INK, bold=True)
    remarks = "   ".join(panel.remarks)
    beside = _PADDING + inches_wide(panel.title, _SIZE, bold=True) + 0.12
    if len(head) == 1 and beside + inches_wide(remarks, _SMALL) <= room:
        sheet.write(beside, (top + below) / 2, lines_within(remarks, room, _SMALL), _SMALL, _SOFT)
    else:
        below = _write_at(sheet, _PADDING, lines_within(remarks, room, _SMALL), below)
    return below + 0.06


def _write_at(sheet: Sheet, left: float, lines: Sequence[str], top: float, size: float = _SMALL,
              colour: str = _SOFT, *, bold: bool = False) -> float:  # fmt: skip
    """Write lines from a height downward, and say where they end."""
    height = _LINE * size * len(lines)
    sheet.write(left, top + height / 2, lines, size, colour, bold=bold)
    return top + height


# --- drawing -------------------------------------------------------------------------------------


def draw(ax: Axes, sheet: Sheet, width: float, height: float) -> None:
    """Draw in the middle of axes of this size, in inches: shapes at one go, then texts."""
    scale = sheet.scale
    for areas, hatch in ((sheet.areas, None), (sheet.hatched, "/////")):
        if areas:
            shapes, faces, edges = zip(*areas, strict=True)
            ax.add_collection(
                PolyCollection(shapes, facecolors=faces, edgecolors=edges, hatch=hatch,
                               linewidths=0 if hatch else 0.8 * scale, clip_on=False),
                autolim=False,
            )  # fmt: skip
    if sheet.dots:
        across, down = zip(*sheet.dots, strict=True)
        ax.scatter(across, down, s=22 * scale**2, color=_INK, linewidths=0, clip_on=False)
    for left, middle, text, style in sheet.texts:
        ax.text(left, middle, text, va="center", linespacing=1.15,
                **{**style, "fontsize": style["fontsize"] * scale})  # fmt: skip
    for artist in (*ax.collections, *ax.texts):
        artist.set_in_layout(False)  # room has been made for all of it
    beside, above = (width / scale - sheet.width) / 2, (height / scale - sheet.height) / 2
    ax.set_xlim(-beside, sheet.width + beside)
    ax.set_ylim(sheet.height + above, -above)
    ax.set_axis_off()
