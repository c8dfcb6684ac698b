"""What the sheets and columns of the template are called, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from mcda_ai.io.tables.confidence_cells import MEANINGS
from mcda_ai.io.tables.headers import HEADERS
from mcda_ai.io.tables.words import DECISION, Words, all_spellings, spellings, word_lists

Language: TypeAlias = Literal["en", "nl"]

_LISTS = word_lists("io.template", "columns")

SHEETS: Words = all_spellings(_LISTS["sheets"])
"""Names of the sheets; case does not matter."""

GIVEN_AS: tuple[str, ...] = spellings(_LISTS["given as"])
"""What the row of weights is called that says how they are given."""
WAYS: Words = all_spellings(_LISTS["ways"])
"""How they can be given."""
ROLES: Words = all_spellings(_LISTS["roles"])
STATUSES: Words = all_spellings(_LISTS["statuses"])


def _column(words: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the spellings of a column: its own, then those that an effects table has for it."""
    return (*spellings(words), *HEADERS.get(words.get("also", ""), ()))


MEANING_OF = {f"confidence {key}": key for key in MEANINGS}
"""What a word for confidence means, or who says so, by the key of its row on the first sheet."""

_MEANINGS = {key: MEANINGS[of] for key, of in MEANING_OF.items()}

COLUMNS: Mapping[str, Words] = {
    sheet: {key: _column(words) for key, words in columns.items()}
    | ({**DECISION, **_MEANINGS} if sheet == "problem" else {})
    for sheet, columns in _LISTS["columns"].items()
}
"""What the columns (or, on the first sheet, the rows) are called, by sheet and by key."""

ANCHORS = {
    "alternatives": "name", "layers": "name", "scales": "scale", "criteria": "name",
    "rankings": "criterion", "sources": "name", "weights": "criterion",
    "statements": "statement",
}  # fmt: skip
"""The column without which there is no such table."""

PREFERENCES = ("usual", "u-shape", "v-shape", "level", "linear", "gaussian")

FREE = ("description", "description nl", "description en", "reason", "reason nl", "reason en",
        "note", "note nl", "note en", "source", "label", "label nl", "label en", "document",
        "required source", "date")  # fmt: skip
"""Columns in which a date is a text like any other."""


def word(words: tuple[str, ...], language: str) -> str:
    """Give the spelling that a language uses."""
    return words[1 if language == "nl" else 0]


def sheet_title(key: str, language: str, number: int = 1) -> str:
    """Name a sheet; the second and later ones of a kind have a number."""
    title = word(SHEETS[key], language).capitalize()
    return title if number == 1 else f"{title} {number}"
