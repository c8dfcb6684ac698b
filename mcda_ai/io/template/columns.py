"""The form in which a decision problem is filled in: its sheets and columns, in two languages."""

from __future__ import annotations

from typing import Literal, TypeAlias

from mcda_ai.io.tables.headers import HEADERS, Words
from mcda_ai.messages.label import Label

Language: TypeAlias = Literal["en", "nl"]

SHEETS: Words = {
    "explanation": ("instructions", "uitleg"),
    "example": ("example", "voorbeeld"),
    "problem": ("problem", "vraagstuk"),
    "alternatives": ("alternatives", "opties", "alternatieven"),
    "layers": ("layers", "lagen"),
    "scales": ("scales", "schalen"),
    "criteria": ("criteria", "criteria "),
    "rankings": ("rankings", "rangordes"),
    "sources": ("sources", "bronnen"),
    "weights": ("weights", "gewichten"),
}
"""Names of the sheets, English first, then Dutch; case does not matter."""

_NAME = ("name", "naam")
_LABEL: Words = {
    "label": ("label", "titel", "title"),
    "label nl": ("label (nl)", "titel (nl)", "title (nl)"),
    "label en": ("label (en)", "titel (en)", "title (en)"),
}
_DESCRIPTION: Words = {
    "description": ("description", "omschrijving"),
    "description nl": ("description (nl)", "omschrijving (nl)"),
    "description en": ("description (en)", "omschrijving (en)"),
}

COLUMNS: dict[str, Words] = {
    "problem": {
        "name": _NAME,
        **_LABEL,
        **_DESCRIPTION,
        "title": ("title of the document", "titel van het document"),
        "authors": ("authors", "auteurs"),
        "publisher": ("publisher", "uitgever"),
        "client": ("client", "opdrachtgever"),
        "number": ("number", "nummer"),
        "date": ("date", "datum"),
        "language": ("language", "taal"),
    },
    "alternatives": {"name": _NAME, **_LABEL, **_DESCRIPTION},
    "layers": {"name": _NAME, **_LABEL, **_DESCRIPTION, "role": ("role", "rol")},
    "scales": {"scale": HEADERS["scale"], "word": ("word", "woord"), **_LABEL},
    "criteria": {
        "name": _NAME,
        "layer": HEADERS["layer"],
        **_LABEL,
        "direction": HEADERS["direction"],
        "scale": HEADERS["scale"],
        "unit": HEADERS["unit"],
        "preference": ("preference function", "voorkeursfunctie"),
        "q": ("q",),
        "p": ("p",),
        "s": ("s",),
    },
    "rankings": {
        "criterion": HEADERS["criterion"],
        "direction": HEADERS["direction"],
        "status": ("status", "status "),
        "reason": HEADERS["reason"],
        "reason nl": ("reason (nl)", "reden (nl)"),
        "reason en": ("reason (en)", "reden (en)"),
        "note": HEADERS["note"],
        "note nl": ("note (nl)", "opmerking (nl)"),
        "note en": ("note (en)", "opmerking (en)"),
        "source": HEADERS["source"],
    },
    "reading": {
        "direction": HEADERS["direction"],
        "reading": ("reading", "lezing"),
        **_LABEL,
        **_DESCRIPTION,
    },
    "sources": {
        "name": _NAME,
        "document": ("document", "document "),
        "table": ("table", "tabel"),
        "section": ("section", "paragraaf"),
        "page": ("page", "pagina"),
        "note": ("note", "opmerking"),
    },
    "weights": {
        "criterion": ("criterion or layer", "criterium of laag", *HEADERS["criterion"]),
        "own": (
            "own weights",
            "eigen gewichten",
            "own weight",
            "eigen gewicht",
            *HEADERS["weight"],
        ),
    },
}
"""What the columns (or, on the first sheet, the rows) are called, by sheet and by key."""

ANCHORS = {
    "alternatives": "name", "layers": "name", "scales": "scale", "criteria": "name",
    "rankings": "criterion", "sources": "name", "weights": "criterion",
}  # fmt: skip
"""The column without which there is no such table."""

ROLES: Words = {
    "benefit chain": ("benefit chain", "batenketen"),
    "precondition": ("precondition", "randvoorwaarde"),
}
STATUSES: Words = {
    "stated": ("stated", "vermeld"),
    "corrected": ("corrected", "gecorrigeerd"),
    "unscored": ("not scored", "niet gescoord", "unscored"),
    "assumed": ("assumed", "aangenomen"),
}
PREFERENCES = ("usual", "u-shape", "v-shape", "level", "linear", "gaussian")

FREE = ("description", "description nl", "description en", "reason", "reason nl", "reason en",
        "note", "note nl", "note en", "source", "label", "label nl", "label en", "document",
        "date")  # fmt: skip
"""Columns in which a date is a text like any other."""


def word(spellings: tuple[str, ...], language: str) -> str:
    """Give the spelling that a language uses."""
    return spellings[min(1, len(spellings) - 1) if language == "nl" else 0].strip()


def sheet_title(key: str, language: str, number: int = 1) -> str:
    """Name a sheet; the second and later ones of a kind have a number."""
    title = word(SHEETS[key], language).capitalize()
    return title if number == 1 else f"{title} {number}"


def label_of(texts: dict[str, str], key: str, name: str = "") -> Label:
    """Make a label of the columns of a key: one for both languages, or one for each."""
    same = texts.get(key, "")
    label = Label(nl=texts.get(f"{key} nl", "") or same, en=texts.get(f"{key} en", "") or same)
    return label or Label.same(name)
