"""Words of a scale in a cell: one, several with slashes between them, or signs such as ``0/+``."""

from __future__ import annotations

import re

from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.problem.evidence import Scale

_SIGNS = frozenset("+-0/ ")
_NEITHER = re.compile(r"[^\w\s/]+/[^\w\s/]+")  # '+/-', which is no choice between the two
_ONE_LONG_DASH = re.compile(r"(?<![-\u2010-\u2015])[\u2012-\u2015](?![-\u2010-\u2015])")


def is_signs(text: str) -> bool:
    """Tell whether a text is signs only, as ``--``, ``0`` or ``0/+``."""
    plain = folded(text)
    return bool(plain) and _SIGNS.issuperset(plain)


def level_key(word: str) -> str:
    """Write a word of a scale as it is compared: spaces between signs do not matter.

    Examples
    --------
    >>> level_key("- -"), level_key("Very  High"), level_key("+ / 0")
    ('--', 'very high', '0/+')
    """
    plain = folded(word)
    if not is_signs(plain):
        return plain
    plain = plain.replace(" ", "")
    one, slash, other = plain.partition("/")
    return f"{other}/{one}" if slash and other == "0" else plain


def levels_in(cell: Cell, scale: Scale | None) -> tuple[str, ...] | None:
    """Read one level, or several with slashes between them; None if there is another thing."""
    if scale is None:
        return None
    by_word = {level_key(level.name): level.name for level in scale.levels}
    whole = by_word.get(level_key(cell.text))
    if whole is not None:
        return (whole,)
    if _NEITHER.fullmatch(cell.text):
        return None
    parts = [by_word.get(level_key(part)) for part in cell.text.split("/")]
    found = tuple(dict.fromkeys(part for part in parts if part is not None))
    return found if len(parts) > 1 and len(found) == len(parts) else None


def has_long_dash(text: str) -> bool:
    """Tell whether a sign may have been two dashes, of which word processors make a long one."""
    return is_signs(text) and _ONE_LONG_DASH.search(text.replace(" ", "")) is not None


def with_step(words: tuple[str, ...], step: str, below: str) -> tuple[str, ...]:
    """Give the words of a scale with one more step above one of them."""
    at = words.index(below) + 1
    return (*words[:at], step, *words[at:])
