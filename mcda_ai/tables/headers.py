"""The words by which a table says what stands where, in Dutch and in English."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from mcda_ai.tables.grid import Cell, folded

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

FREE_TEXT = ("source", "reason")

ALTERNATIVE_HEADERS = frozenset(
    {"alternative", "alternatives", "alternatief", "alternatieven", "option", "options", "optie",
     "opties", "variant", "variants", "varianten", "beleidsoptie", "beleidsopties",
     "beleidsalternatief", "beleidsalternatieven", "policy option", "policy options"}
)  # fmt: skip
"""What heads a column of alternatives, in a table that has to be turned round."""

ROW_ALTERNATIVES = frozenset(
    {"scenario", "scenarios", "scenario's", "locatie", "locaties", "location", "locations",
     "maatregel", "maatregelen", "measure", "measures", "project", "projecten", "projects"}
)  # fmt: skip
"""What heads a column of alternatives where it is the first column and none is headed criterion."""

NO_ALTERNATIVES = frozenset(
    {"nr", "nr.", "no.", "number", "nummer", "#", "id", "code", "rank", "rang", "eindrang",
     "ranking", "rangorde", "year", "jaar", "maximum", "minimum", "norm", "priority", "prioriteit",
     "page", "pagina", "blz", "blz.", "table", "tabel", "score", "points", "punten", "percentage",
     "%", "ø"}
)  # fmt: skip
"""What heads a column that is neither known nor an alternative."""

TOTALS = frozenset(
    {"total", "totals", "totaal", "totalen", "subtotal", "subtotaal", "grand total", "eindtotaal",
     "total score", "totaalscore", "final score", "eindscore", "sum", "som", "average", "mean",
     "gemiddelde", "gemiddeld", "gem", "gem.", "avg", "avg.", "eindrang", "final rank",
     "weighted total", "gewogen totaal", "weighted score", "gewogen score", "average score",
     "gemiddelde score", "mean score", "average rank", "gemiddelde rang", "totaal aantal punten",
     "total points", "totaal punten", "totaalpunten", "eindoordeel", "eindcijfer", "overall score"}
)  # fmt: skip
"""What heads a column or row that follows from the others."""

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
        "hoe hoger hoe beter", "the higher the better",
    ),
    "lower": (
        "a lower number is better", "een lager getal is beter", "lower", "lager",
        "lower is better", "lager is beter", "lower = better", "lager = beter",
        "low is better", "laag is beter", "less is better", "minder is beter",
        "hoe lager hoe beter", "the lower the better",
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
_DUTCH = frozenset(
    {"rang", "rangen", "rangordes", "het", "de", "beste", "beter", "hoger", "lager", "hoog", "laag",
     "meer", "minder", "een", "getal", "gemeten", "maximaliseren", "minimaliseren"}
)  # fmt: skip


def key_of(text: str, words: Words = HEADERS) -> str | None:
    """Tell which column a header heads, by its key; None for a name."""
    plain = _plain(text)
    return next((key for key, spellings in words.items() if plain in spellings), None)


def _plain(text: str) -> str:
    return folded(text).rstrip(" :*")


def is_total(name: str) -> bool:
    """Tell whether a name is that of a column or row that follows from the others."""
    return _plain(name) in TOTALS


def heads_alternatives(header: str) -> bool:
    """Tell whether a header stands above alternatives, which should be headers themselves."""
    return _plain(header) in ALTERNATIVE_HEADERS


def needs_apostrophe(name: str) -> bool:
    """Tell whether a name would be taken for what a table says about itself."""
    return key_of(name) is not None or heads_alternatives(name) or is_total(name)


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
    hint = f"; did you mean '{near[0]}'?" if near and _DIRECTION_OF[near[0]] in allowed else ";"
    # In the language that the cell seems to be in.
    spelling = int(not _DUTCH.isdisjoint(f"{folded(cell.text)} {''.join(near)}".split()))
    listed = ", ".join(f"'{DIRECTION_WORDS[each][spelling]}'" for each in allowed)
    faults.append(f"{told}{hint} allowed: {listed}")
    return None


ANY_DIRECTION: tuple[Direction, ...] = get_args(Direction)
TABLE_DIRECTION: tuple[Stated, ...] = get_args(Stated)
