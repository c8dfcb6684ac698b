"""The lists of words that tables use, from data files: in English, in Dutch, and signs of any."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

from mcda_ai.messages.label import Label
from mcda_ai.messages.packaged import packaged_data

Words: TypeAlias = Mapping[str, tuple[str, ...]]
"""What a column or a row can be called, by what it is for: English first, then Dutch, then more."""

_LANGUAGES = ("en", "nl", "any")


@cache
def word_lists(room: str = "io.tables", name: str = "words") -> dict[str, Any]:
    """Give the lists of a data file under their headings."""
    lists: dict[str, Any] = packaged_data(room, name)
    return lists


def spellings(by_language: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Give all ways of writing a word once: the first of each language first.

    Examples
    --------
    >>> spellings({"en": ["scale"], "nl": ["schaal", "schalen"]})
    ('scale', 'schaal', 'schalen')
    """
    lists = [by_language[language] for language in _LANGUAGES if language in by_language]
    rest = dict.fromkeys(word for words in lists for word in words[1:])
    firsts = [words[0] for words in lists]
    return (*firsts, *(word for word in rest if word not in firsts))


def all_spellings(lists: Mapping[str, Mapping[str, list[str]]]) -> Words:
    """Give the spellings of each word, by its key."""
    return {key: spellings(by_language) for key, by_language in lists.items()}


DECISION: Words = all_spellings(word_lists()["decision"])
"""What stands left of what is decided, by whom and when."""


def label_of(texts: Mapping[str, str], key: str, name: str = "") -> Label:
    """Make a label of the cells of a key: one for both languages, or one for each."""
    same = texts.get(key, "")
    label = Label(nl=texts.get(f"{key} nl", "") or same, en=texts.get(f"{key} en", "") or same)
    return label or Label.same(name)
