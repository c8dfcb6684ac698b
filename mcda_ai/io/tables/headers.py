"""The words by which a table says what stands where, in Dutch and in English."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from mcda_ai.io.tables.grid import Cell, folded

Direction: TypeAlias = Literal["ranks", "higher", "lower", "max", "min"]
Stated: TypeAlias = Literal["ranks", "higher"]

Words: TypeAlias = Mapping[str, tuple[str, ...]]
"""What a column or a row can be called, by what it is for."""

HEADERS: Words = {
    "layer": (
        "layer", "laag", "layers", "lagen", "theme", "thema", "themes", "thema's", "category",
        "categorie", "group", "groep",
    ),
    "criterion": (
        "criterion", "criterium", "criteria", "indicator", "indicators", "indicatoren",
        "criterion / indicator", "criterium / indicator",
    ),
    "weight": (
        "weight", "gewicht", "weights", "gewichten", "weging", "weegfactor", "wegingsfactor",
        "weight factor",
    ),
    "source": ("source", "bron", "sources", "bronnen"),
    "unit": ("unit", "eenheid"),
    "direction": ("direction", "richting"),
    "scale": ("scale", "schaal"),
    "reason": ("reason", "reden"),
    "note": (
        "note", "opmerking", "notes", "opmerkingen", "remark", "remarks", "comment", "comments",
        "toelichting",
    ),
}  # fmt: skip
"""The columns of an effects table that are no alternatives: the English header first, then the
Dutch one, then other spellings."""

FREE_TEXT = ("source", "reason", "note")

ALTERNATIVE_HEADERS = frozenset(
    {"alternative", "alternatives", "alternatief", "alternatieven", "option", "options", "optie",
     "opties", "variant", "variants", "varianten", "policy option", "policy options",
     "beleidsoptie", "beleidsopties", "beleidsalternatief", "beleidsalternatieven"}
)  # fmt: skip
"""What heads a column of alternatives, in a table that has to be turned round."""

ROW_ALTERNATIVES = frozenset(
    {"scenario", "scenarios", "scenario's", "location", "locations", "locatie", "locaties",
     "measure", "measures", "maatregel", "maatregelen", "project", "projects", "projecten"}
)  # fmt: skip
"""What heads such a column, too, where no other header says where the criteria are."""

TOTALS = frozenset(
    {"total", "totals", "totaal", "totalen", "subtotal", "subtotaal", "grand total", "eindtotaal",
     "total score", "totaalscore", "final score", "eindscore", "sum", "som", "average", "mean",
     "gemiddelde", "gemiddeld", "gem", "gem.", "avg", "avg.", "final rank", "eindrang",
     "weighted total", "gewogen totaal", "weighted score", "gewogen score", "average score",
     "mean score", "gemiddelde score", "average rank", "gemiddelde rang", "total points",
     "totaalpunten", "totaal punten", "totaal aantal punten", "overall score", "eindoordeel",
     "eindcijfer"}
)  # fmt: skip
"""What heads a column or row that follows from the others."""

NO_ALTERNATIVES = frozenset(
    {"nr", "nr.", "no.", "number", "nummer", "#", "id", "code", "rank", "rang", "ranking",
     "rangorde", "eindrang", "year", "jaar", "maximum", "minimum", "norm", "priority",
     "prioriteit", "page", "pagina", "blz", "blz.", "table", "tabel", "score", "points", "punten",
     "percentage", "%", "ø"}
)  # fmt: skip
"""What heads a column about the criteria, of which nothing is read."""

TOTAL_BEGINNINGS = (
    "totaal", "total", "subtotaal", "subtotal", "eindtotaal", "grand total", "final total",
    "gemiddeld", "average", "gewogen", "weighted", "eindscore", "eindcijfer", "eindrang",
    "eindoordeel", "final score", "final rank", "overall score",
)  # fmt: skip
"""How the header of a total may begin; that of an alternative may, too ("total ban")."""

_IN_PERCENT = re.compile(r"\s*(\(%\)|%|in %)$")
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)$")

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
        "rang 1 is best", "rang 1 is beste", "rang 1 is het beste", "rang 1 is de beste",
        "1 is beste", "1 is het beste", "1 is de beste",
    ),
    "higher": (
        "a higher number is better", "een hoger getal is beter", "higher", "hoger",
        "higher is better", "hoger is beter", "higher = better", "hoger = beter",
        "high is better", "hoog is beter", "more is better", "meer is beter",
        "the higher the better", "hoe hoger hoe beter",
    ),
    "lower": (
        "a lower number is better", "een lager getal is beter", "lower", "lager",
        "lower is better", "lager is beter", "lower = better", "lager = beter",
        "low is better", "laag is beter", "less is better", "minder is beter",
        "the lower the better", "hoe lager hoe beter",
    ),
    "max": (
        "measured: more is better", "gemeten: meer is beter", "max", "maximise", "maximaliseren",
        "measured, more is better", "gemeten, meer is beter", "measured: higher is better",
        "measured, higher is better", "gemeten: hoger is beter", "gemeten, hoger is beter",
    ),
    "min": (
        "measured: less is better", "gemeten: minder is beter", "min", "minimise", "minimaliseren",
        "measured, less is better", "gemeten, minder is beter", "measured: lower is better",
        "measured, lower is better", "gemeten: lager is beter", "gemeten, lager is beter",
    ),
}  # fmt: skip
"""How a direction is written: in English, in Dutch, and in other ways that are understood.

The first two stand in lists of a workbook, which a comma would cut.

Of ranks, and of numbers of which a higher or a lower one is better, only the order counts; what was
measured keeps its values.
"""

_DIRECTION_OF = {
    folded(word): direction for direction, words in DIRECTION_WORDS.items() for word in words
}
_WORST = re.compile(r"slecht|worst|worse|lowest|laagst|\bbad\b")
_WEIGHTS = ("weight", "own")
_DUTCH = frozenset(
    {"rang", "rangen", "rangordes", "het", "de", "beste", "beter", "hoger", "lager", "hoog", "laag",
     "meer", "minder", "een", "getal", "gemeten", "maximaliseren", "minimaliseren"}
)  # fmt: skip


def key_of(text: str, words: Words = HEADERS) -> str | None:
    """Tell which column a header heads, by its key; None for a name."""
    plain = _plain(text)
    found = next((key for key, spellings in words.items() if plain in spellings), None)
    if found is None and _IN_PERCENT.search(plain):
        weight = key_of(_IN_PERCENT.sub("", plain), words)
        return weight if weight in _WEIGHTS else None
    return found


def _plain(text: str) -> str:
    return folded(text).rstrip(" :*")


def is_total(name: str) -> bool:
    """Tell whether a name is that of a column or row that follows from the others."""
    plain = _plain(name)
    return plain in TOTALS or _IN_PARENTHESES.sub("", plain) in TOTALS


def may_be_total(name: str) -> bool:
    """Tell whether a name begins as that of a total does."""
    return _plain(name).startswith(TOTAL_BEGINNINGS)


def is_no_alternative(name: str) -> bool:
    """Tell whether a column is about the criteria rather than of an alternative."""
    return _plain(name) in NO_ALTERNATIVES


def heads_alternatives(header: str, *, alone: bool) -> bool:
    """Tell whether a header stands above alternatives, which should be headers themselves.

    Parameters
    ----------
    header : str
    alone : bool
        Whether no other header says where the criteria are.
    """
    plain = _plain(header)
    return plain in ALTERNATIVE_HEADERS or (alone and plain in ROW_ALTERNATIVES)


def needs_apostrophe(name: str) -> bool:
    """Tell whether a name would be taken for what a table says about itself."""
    return (
        key_of(name) is not None
        or heads_alternatives(name, alone=False)
        or is_total(name)
        or is_no_alternative(name)
    )


def direction_in(cell: Cell, allowed: tuple[Direction, ...], faults: list[str]) -> Direction | None:
    """Read a direction; None if the cell is empty or, with a fault, holds none that is allowed."""
    if folded(cell.text) in UNSCORED:
        return None
    found = _DIRECTION_OF.get(folded(cell.text))
    if found in allowed:
        return found
    told = f"{cell.place}: unknown direction {cell.shown}"
    if found is not None:
        told = f"{cell.place}: direction {cell.shown} can be said of a row, not of all of them"
    near = difflib.get_close_matches(folded(cell.text[:40]), _DIRECTION_OF, n=1, cutoff=0.5)
    if not near or _DIRECTION_OF[near[0]] not in allowed or _may_be_opposite(cell.text, near[0]):
        near = []
    hint = f"; did you mean '{near[0]}'?" if near else ";"
    # In the language that the cell seems to be in.
    spelling = int(not _DUTCH.isdisjoint(f"{folded(cell.text)} {''.join(near)}".split()))
    listed = ", ".join(f"'{DIRECTION_WORDS[each][spelling]}'" for each in allowed)
    faults.append(f"{told}{hint} allowed: {listed}")
    return None


def _may_be_opposite(typed: str, near: str) -> bool:
    """Tell whether a text may mean the opposite of what is spelled nearly alike."""
    digits = [sign for sign in typed if sign.isdigit()] != [sign for sign in near if sign.isdigit()]
    return digits or _WORST.search(folded(typed)) is not None


ANY_DIRECTION: tuple[Direction, ...] = get_args(Direction)
TABLE_DIRECTION: tuple[Stated, ...] = get_args(Stated)
