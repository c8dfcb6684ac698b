"""Names that may be those of totals, ranks, weights or bounds, whatever else stands in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal, TypeAlias

from mcda_ai.io.spreadsheet.grid import folded
from mcda_ai.io.tables.words import spellings, word_lists

Seeming: TypeAlias = Literal["", "total", "weights"]

_LISTS = {key: spellings(words) for key, words in word_lists()["doubted"].items()}
WORDS_OF_LINES = frozenset(_LISTS["lines"])
"""Words of which one is enough to doubt an alternative."""

WORDS_OF_WEIGHTS = frozenset(_LISTS["weights"])
"""Those that say that weights are meant."""

OTHER_DOUBTED_WORDS = frozenset(_LISTS["others"])
"""Words that make a name doubtful where it has no other ones."""

WORDS_BESIDE = frozenset(_LISTS["beside"])
"""Words that say nothing by themselves."""

_TELLING = WORDS_OF_LINES | WORDS_OF_WEIGHTS | OTHER_DOUBTED_WORDS
_LONGEST_COMPOUND = 40  # letters
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTERS = re.compile(r"[^\W\d_]+")


def words_of(name: str) -> tuple[str, ...]:
    """Give the words of a name, with whatever separators.

    Examples
    --------
    >>> words_of("Total_score (weighted)"), words_of("totalScore"), words_of("Price [EUR/m2]")
    (('total', 'score', 'weighted'), ('total', 'score'), ('price', 'eur', 'm'))
    """
    return tuple(_LETTERS.findall(folded(_HUMP.sub(" ", name))))


def seems_total(name: str) -> Seeming:
    """Tell whether a name says nothing but that it is a total, a rank, a bound, or weights.

    Examples
    --------
    >>> [seems_total(name) for name in ("Som van de scores", "Max. score", "puntentotaal")]
    ['total', 'total', 'total']
    >>> [seems_total(name) for name in ("Belang", "Total costs", "Option A", "2024")]
    ['weights', '', '', '']
    """
    words = [word for word in words_of(name) if word not in WORDS_BESIDE]
    parts = [_parts_of(word) for word in words]
    return _seeming({part for each in parts for part in each}) if parts and all(parts) else ""


def mentions_total(name: str, said_of_all: Collection[str] = ()) -> Seeming:
    """Tell whether one word of a name says so; what all names say tells nothing of one of them.

    Examples
    --------
    >>> mentions_total("Option A weighted"), mentions_total("Score A", ["score"])
    ('total', '')
    """
    words = (word for word in words_of(name) if word not in said_of_all)
    parts = {part for word in words for part in _parts_of(word)}
    return _seeming(parts - OTHER_DOUBTED_WORDS)


def said_of_all(names: Sequence[str]) -> frozenset[str]:
    """Give the words that stand in every one of several names."""
    return frozenset.intersection(*map(frozenset, map(words_of, names))) if names else frozenset()


def without_total(name: str) -> tuple[str, ...]:
    """Give the words of a name without those that doubt it, to find whose total it is."""
    return tuple(word for word in words_of(name) if not _parts_of(word))


def _seeming(parts: Collection[str]) -> Seeming:
    if not WORDS_OF_WEIGHTS.isdisjoint(parts) and WORDS_OF_LINES.isdisjoint(parts):
        return "weights"
    return "total" if parts else ""


@cache
def _compounds() -> re.Pattern[str]:
    longest_first = sorted(_TELLING, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _parts_of(word: str) -> tuple[str, ...]:
    """Cut a word into those of which a name is doubted; empty if it has other parts.

    In Dutch they are written as one: "puntentotaal".
    """
    if len(word) > _LONGEST_COMPOUND:
        return ()
    parts = tuple(_compounds().findall(word))
    return parts if sum(map(len, parts)) == len(word) else ()
