"""The words by which a table says what stands where, in Dutch and in English."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.io.tables.doubtful_names import mentions_total, seems_total
from mcda_ai.io.tables.words import Words, all_spellings, spellings, word_lists
from mcda_ai.messages.faults import Fault, faults_of
from mcda_ai.messages.label import Label

Direction: TypeAlias = Literal["ranks", "higher", "lower", "max", "min"]
Stated: TypeAlias = Literal["ranks", "higher"]

_LISTS = word_lists()

HEADERS: Words = all_spellings(_LISTS["headers"])
"""The columns of an effects table that are no alternatives, by what they are for."""

FREE_TEXT = ("source", "reason", "note", "required source")

ALTERNATIVE_HEADERS = frozenset(spellings(_LISTS["alternatives"]))
"""What heads a column of alternatives, in a table that has to be turned round."""

ROW_ALTERNATIVES = frozenset(spellings(_LISTS["alternatives_in_rows"]))
"""What heads such a column, too, where no other header says where the criteria are."""

NAMES_IN_ROWS = frozenset(spellings(_LISTS["names_in_rows"]))
"""What may head such a column: names of anything, but of criteria seldom."""

OF_CRITERIA = frozenset(spellings(_LISTS["of_criteria"]))
"""Words that name criteria more often than alternatives."""

POSSIBLE_DIRECTIONS = frozenset(spellings(_LISTS["possible_directions"]))
"""What heads a column of directions, or of something else: the cells tell."""

TOTALS = frozenset(spellings(_LISTS["totals"]))
"""What heads a column or row that follows from the others."""

NO_ALTERNATIVES = frozenset(spellings(_LISTS["no_alternatives"]))
"""What heads a column about the criteria, of which nothing is read."""

TOTAL_BEGINNINGS = spellings(_LISTS["total_beginnings"])
"""How the header of a total may begin; that of an alternative may, too ("total ban")."""

UNSCORED = frozenset(spellings(_LISTS["unscored"]))
"""What a cell says that nobody scored; case and kinds of dashes do not matter."""

PRECONDITIONS = frozenset(spellings(_LISTS["preconditions"]))
"""Names of layers that are preconditions rather than benefits."""

DIRECTION_WORDS: Mapping[Direction, tuple[str, ...]] = {
    direction: spellings(_LISTS["directions"][direction]) for direction in get_args(Direction)
}
"""How a direction is written: in English, in Dutch, and in other ways that are understood."""

ANY_DIRECTION: tuple[Direction, ...] = get_args(Direction)
TABLE_DIRECTION: tuple[Stated, ...] = get_args(Stated)

ROLE_ROW = spellings(_LISTS["roles"])
"""What the row is called that says which option is the baseline."""

_DIRECTION_OF = {
    folded(word): direction for direction, words in DIRECTION_WORDS.items() for word in words
}
_IN_PERCENT = re.compile(r"\s*(\(%\)|%|in %)$")
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)$")
_WORST = re.compile("|".join(map(re.escape, spellings(_LISTS["worst"]))))
_WORD = re.compile(r"\w+")
_WEIGHTS = ("weight", "own")
ONES_AND_SIGNS = ("+", "-", "1", "+1", "-1")

_fault = faults_of("io.tables")


def _words_of_directions(language: str) -> set[str]:
    """Give every word that directions are written with in a language."""
    phrases = (phrase for lists in _LISTS["directions"].values() for phrase in lists[language])
    return {word for phrase in phrases for word in _WORD.findall(phrase)}


_DUTCH = _words_of_directions("nl") - _words_of_directions("en")


def key_of(text: str, words: Words = HEADERS) -> str | None:
    """Tell which column a header heads, by its key; None for a name."""
    plain = _plain(text)
    key = next((key for key, known in words.items() if plain in known), None)
    if key is None and _IN_PERCENT.search(plain):
        weight = key_of(_IN_PERCENT.sub("", plain), words)
        return weight if weight in _WEIGHTS else None
    return key


def _plain(text: str) -> str:
    return folded(text.replace("_", " ")).rstrip(" :*")


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


def heads_names(header: str) -> bool:
    """Tell whether a header stands above names that are seldom those of criteria."""
    return heads_alternatives(header, alone=True) or _plain(header) in NAMES_IN_ROWS


def may_head_directions(header: str) -> bool:
    """Tell whether a header may be one of directions as well as of something else."""
    return _plain(header) in POSSIBLE_DIRECTIONS


def is_direction(text: str) -> bool:
    """Tell whether a text says which numbers are better."""
    return folded(text) in _DIRECTION_OF


def is_sign(text: str) -> bool:
    """Tell whether a text says so by a sign that can be a score, too."""
    return folded(text) in ONES_AND_SIGNS


def heads_roles(name: str) -> bool:
    """Tell whether a row is called as the one that says which option is the baseline."""
    return _plain(name) in ROLE_ROW


def needs_apostrophe(name: str) -> bool:
    """Tell whether a name would be taken for what a table says about itself, or doubted."""
    return (
        key_of(name) is not None
        or may_head_directions(name)
        or heads_alternatives(name, alone=False)
        or heads_roles(name)
        or is_total(name)
        or is_no_alternative(name)
        or may_be_total(name)
        or mentions_total(name) != ""
        or seems_total(name) != ""
    )


def row_needs_apostrophe(name: str) -> bool:
    """Tell whether the name of a criterion would be taken for that of another line, or doubted."""
    return heads_roles(name) or is_total(name) or seems_total(name) != ""


def direction_label(direction: Direction, *, in_dutch: bool = False) -> Label:
    """Give how a direction is written: in Dutch in English too where a table speaks Dutch."""
    english, dutch, *_ = DIRECTION_WORDS[direction]
    return Label(en=dutch if in_dutch else english, nl=dutch)


def direction_in(
    cell: Cell, allowed: tuple[Direction, ...], faults: list[Fault]
) -> Direction | None:
    """Read a direction; None if the cell is empty or, with a fault, holds none that is allowed."""
    typed = folded(cell.text)
    if typed in UNSCORED:
        return None
    direction = _DIRECTION_OF.get(typed)
    if direction in allowed:
        return direction
    meant = _direction_meant(cell.text, allowed)
    in_dutch = not _DUTCH.isdisjoint(_WORD.findall(f"{typed} {meant}"))
    labels = tuple(direction_label(each, in_dutch=in_dutch) for each in allowed)
    if direction is None:
        fault = _fault("unknown direction", found=cell.shown, nearest=meant, allowed=labels)
    else:
        fault = _fault("direction of a row", found=cell.shown, nearest=meant, allowed=labels)
    faults.append(fault.within(cell.place))
    return None


def _direction_meant(typed: str, allowed: tuple[Direction, ...]) -> str:
    """Find what is spelled nearly alike, unless it may mean the opposite; empty if nothing is."""
    for near in difflib.get_close_matches(folded(typed[:40]), _DIRECTION_OF, n=1, cutoff=0.5):
        if _DIRECTION_OF[near] in allowed and not _may_be_opposite(typed, near):
            return near
    return ""


def _may_be_opposite(typed: str, near: str) -> bool:
    """Tell whether a text may mean the opposite of what is spelled nearly alike."""
    digits = [sign for sign in typed if sign.isdigit()] != [sign for sign in near if sign.isdigit()]
    return digits or _WORST.search(folded(typed)) is not None
