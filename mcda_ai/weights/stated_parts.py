r"""Names and numbers in a line of text, with names in double or single quotes where need be.

Quotes are needed by a name that holds a sign of the line itself, such as a comma. What is quoted
is kept apart while the line is cut, so that every other module can cut at signs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from mcda_ai.orders.weak_order import real_in

_QUOTED = re.compile(r"""(?<![^\s,(>=~{])(?:"(?:[^"\\]|\\.)*"|'[^']*')(?![^\s,)>=~}])""")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_SIGNS = re.compile(r"""[,;:()<>=~≻∼{}"'\\\ue000\ue001]|^\s|\s$|^$|\s\s""")
_CUTTING = re.compile(r"[(),]")
_LAST_WORD = re.compile(r"[=\s]")
_FRACTION = re.compile(r"(\d+)/(\d+)")


class Line(NamedTuple):
    """A text of which the quoted names are kept apart."""

    text: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Line:
        """Take what is quoted out of a text."""
        names: list[str] = []

        def kept(match: re.Match[str]) -> str:
            quoted = match.group()
            names.append(json.loads(quoted, strict=False) if quoted[0] == '"' else quoted[1:-1])
            return f"\ue000{len(names) - 1}\ue001"

        try:
            return cls(_QUOTED.sub(kept, text), tuple(names))
        except json.JSONDecodeError:  # a backslash that is none of JSON
            return cls(text, ())

    def name(self, piece: str) -> str:
        """Give the name that a piece of the text is."""
        return _KEPT.sub(self._kept, piece.strip())

    def as_typed(self, piece: str) -> str:
        """Write a piece as it stood in the text, to be shown."""
        return _KEPT.sub(lambda match: quoted_if_needed(self._kept(match)), piece.strip())

    @staticmethod
    def cut(text: str) -> list[str]:
        """Cut at the commas that do not stand between parentheses."""
        pieces, start, depth = [], 0, 0
        for sign in _CUTTING.finditer(text):
            if sign.group() != ",":
                depth += 1 if sign.group() == "(" else -1
            elif depth <= 0:
                pieces.append(text[start : sign.start()])
                start = sign.end()
        return [piece.strip() for piece in (*pieces, text[start:])]

    def _kept(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self.names[number] if number < len(self.names) else match.group()


def quoted_if_needed(name: str) -> str:
    """Write a name so that a line gives it back: in quotes where a sign or a number is in it.

    Examples
    --------
    >>> [quoted_if_needed(name) for name in ("public support", "cost, total", "goal 2")]
    ['public support', '"cost, total"', '"goal 2"']
    """
    has_number = any(number_in(word) is not None for word in name.split())
    return json.dumps(name, ensure_ascii=False) if _SIGNS.search(name) or has_number else name


def number_text(number: float) -> str:
    """Write a number in as few digits as give it back.

    Examples
    --------
    >>> number_text(40.0), number_text(0.1), number_text(1 / 3)
    ('40', '0.1', '0.3333333333333333')
    """
    return f"{number:g}" if float(f"{number:g}") == number else repr(number)


def number_in(text: str) -> float | None:
    """Read a number or a fraction, as 1/3; None if it is none.

    Examples
    --------
    >>> number_in("3"), number_in("1/4"), number_in("1/0"), number_in("three")
    (3.0, 0.25, None, None)
    """
    fraction = _FRACTION.fullmatch(text) if text.isascii() else None
    if fraction is None:
        return real_in(text)
    above, below = int(fraction[1][:20]), int(fraction[2][:20])
    return above / below if below else None


def name_and_number(piece: str) -> tuple[str, str]:
    """Cut the number off behind a name, with or without ``=`` between; the name can be missing.

    Examples
    --------
    >>> name_and_number("goal 2 40"), name_and_number("cost = 3"), name_and_number("40")
    (('goal 2', '40'), ('cost', '3'), ('', '40'))
    """
    number = _LAST_WORD.split(piece)[-1]
    name = piece[: len(piece) - len(number)].rstrip()
    return name.removesuffix("=").rstrip(), number


def numbers_between(piece: str) -> Iterator[tuple[str, float, str]]:
    """Give each way to read a piece as a name, a number and a name."""
    words = piece.split()
    for at, word in enumerate(words[1:-1], start=1):
        number = number_in(word)
        if number is not None:
            yield " ".join(words[:at]), number, " ".join(words[at + 1 :])
