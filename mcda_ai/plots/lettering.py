"""How wide text is, and where its lines break: measured, since estimates overlap or waste room."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import accumulate, takewhile

from matplotlib.font_manager import FontProperties, findfont, get_font

_UNITS_OF_ADVANCE = 65536  # to a pixel, as FreeType counts it
_MEASURED_AT = 72  # points, on 72 dots an inch
_HINTED = 1.06  # on a screen the letters stand on whole dots, which can make a line longer
_LEAST_LETTERS = 3
_NARROWER = 0.94
_VOWELS = frozenset("aeiouyAEIOUY\u00eb\u00ef\u00e9\u00e8\u00fc\u00f6")


def inches_wide(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of one line of text, in inches, at a size in points; never less than drawn.

    Examples
    --------
    >>> inches_wide("WWW", 9) > inches_wide("iii", 9)
    True
    """
    file = findfont(FontProperties(weight="bold" if bold else "normal"))
    return sum(_advance(sign, file) for sign in text) * size / _MEASURED_AT / 72 * _HINTED


@cache
def _advance(sign: str, file: str) -> float:
    """Give how far a sign of `_MEASURED_AT` points moves the pen, in points."""
    font = get_font(file)
    font.set_size(_MEASURED_AT, 72)
    if not font.get_char_index(ord(sign)):
        return _MEASURED_AT  # a box stands for it, or another font has it
    return font.load_char(ord(sign)).linearHoriAdvance / _UNITS_OF_ADVANCE


def lines_within(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break text into lines that are no wider than this, in inches.

    A word that is wider itself is broken with a hyphen.

    Examples
    --------
    >>> lines_within("Toename van gebruik", 0.9, 9)
    ['Toename', 'van gebruik']
    """
    lines: list[str] = []
    for word in "".join(sign if sign.isprintable() else " " for sign in text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if inches_wide(joined, size, bold=bold) <= width:
            lines[-1:] = [joined]
        else:
            lines += _pieces(word, width, size, bold=bold)
    return lines


def balanced_lines(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break text into as few lines as `lines_within` does, of about the same length.

    Examples
    --------
    >>> lines_within("Europese deelname met hub", 1.7, 9)
    ['Europese deelname met', 'hub']
    >>> balanced_lines("Europese deelname met hub", 1.7, 9)
    ['Europese deelname', 'met hub']
    """
    lines = lines_within(text, width, size, bold=bold)
    word = longest_word([text], size, bold=bold)
    while len(lines) > 1 and (width := width * _NARROWER) >= word:
        narrower = lines_within(text, width, size, bold=bold)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """Break a word that is too wide, where a syllable seems to begin if there is such a place.

    Two letters at least stand on each line.
    """
    pieces = []
    while len(word) > _LEAST_LETTERS and inches_wide(word, size, bold=bold) > width:
        before = width - inches_wide("-", size, bold=bold)
        n = _letters_before_a_break(word, before, size, bold=bold)
        pieces.append(f"{word[:n]}-")
        word = word[n:]
    return [*pieces, word]


def _letters_before_a_break(word: str, width: float, size: float, *, bold: bool) -> int:
    """Count the letters that fit within a width, up to where a syllable seems to begin."""
    widths = accumulate(inches_wide(sign, size, bold=bold) for sign in word[: len(word) - 2])
    n_fitting = sum(1 for _ in takewhile(lambda so_far: so_far <= width, widths))
    fitting = range(2, max(n_fitting, 2) + 1)
    syllables = (n for n in fitting if word[n] not in _VOWELS and word[n + 1] in _VOWELS)
    return max(syllables, default=fitting[-1])


def longest_word(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Give the width of the widest word of some texts, in inches; 0 if there is none."""
    words = [word for text in texts for word in text.split()]
    return max((inches_wide(word, size, bold=bold) for word in words), default=0.0)
