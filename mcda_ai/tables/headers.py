"""The words by which a table says what stands where, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from mcda_ai.faults import unknown_name
from mcda_ai.tables.grid import Cell, folded

Direction: TypeAlias = Literal["ranks", "higher", "max", "min"]
Stated: TypeAlias = Literal["ranks", "higher"]

Words: TypeAlias = Mapping[str, tuple[str, ...]]
"""What a column or a row can be called, by what it is for."""

HEADERS: Words = {
    "layer": ("layer", "laag", "layers", "lagen"),
    "criterion": (
        "criterion", "criterium", "criteria", "indicator", "indicators", "indicatoren",
        "criterion / indicator", "criterium / indicator",
    ),
    "weight": ("weight", "gewicht", "weights", "gewichten", "weging"),
    "source": ("source", "bron", "sources", "bronnen"),
    "unit": ("unit", "eenheid"),
    "direction": ("direction", "richting"),
    "scale": ("scale", "schaal"),
    "reason": ("reason", "reden"),
}  # fmt: skip
"""The columns of an effects table that are no alternatives: the English header first, then the
Dutch one, then other spellings."""

FREE_TEXT = ("source", "reason")

UNSCORED = frozenset(
    {"", "-", "n.v.t.", "n.v.t", "nvt", "n/a", "n.a.", "na", "(niet gescoord)", "niet gescoord",
     "(not scored)", "not scored", "?"}
)  # fmt: skip
"""What a cell says that nobody scored; case and kinds of dashes do not matter."""

PRECONDITIONS = frozenset({"preconditions", "precondition", "randvoorwaarden", "randvoorwaarde"})
"""Names of layers that are preconditions rather than benefits."""

DIRECTION_WORDS: dict[Direction, tuple[str, ...]] = {
    "ranks": (
        "rank 1 is best", "rang 1 is het best", "ranks", "rank", "rangen", "rang", "rangordes",
        "1 is best", "1 is the best", "1 is het best", "1 = best", "rank 1 = best", "rang 1 = best",
        "rang 1 is het beste", "1 is het beste",
    ),
    "higher": (
        "a higher number is better", "een hoger getal is beter", "higher", "hoger",
        "higher is better", "hoger is beter", "higher = better", "hoger = beter",
    ),
    "max": (
        "measured, more is better", "gemeten, meer is beter", "max", "maximise", "maximaliseren",
    ),
    "min": (
        "measured, less is better", "gemeten, minder is beter", "min", "lower", "lager",
        "lower is better", "lager is beter", "minimise", "minimaliseren",
    ),
}  # fmt: skip
"""How a direction is written: in English, in Dutch, and in other ways that are understood."""

_DIRECTION_OF = {
    folded(word): direction for direction, words in DIRECTION_WORDS.items() for word in words
}


def key_of(text: str, words: Words = HEADERS) -> str | None:
    """Tell which column a header heads, by its key; None for a name."""
    plain = folded(text).rstrip(" :*")
    return next((key for key, spellings in words.items() if plain in spellings), None)


def direction_in(cell: Cell, allowed: tuple[Direction, ...], faults: list[str]) -> Direction | None:
    """Read a direction; None if the cell is empty or, with a fault, holds none that is allowed."""
    if folded(cell.text) in UNSCORED:
        return None
    found = _DIRECTION_OF.get(folded(cell.text))
    if found in allowed:
        return found
    words = [word for each in allowed for word in (each, *DIRECTION_WORDS[each][:2])]
    faults.append(f"{cell.place}: " + unknown_name("direction", cell.text[:40], words))
    return None


ANY_DIRECTION: tuple[Direction, ...] = get_args(Direction)
TABLE_DIRECTION: tuple[Stated, ...] = get_args(Stated)
