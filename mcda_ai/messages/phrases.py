"""Phrases: a text for each kind of statement in each language, and the language of their gaps.

The phrases of ``room.subject.kind`` lie in ``mcda_ai/room/subject.yaml`` under ``kind``, each with
``en`` and ``nl``, and optionally a ``quantifier``: what a claim says of how many ("every",
"none", "at least one" ...). Those of faults lie in the ``faults.yaml`` of a room; what only who
writes Python can cause may have ``en`` alone. In a phrase stand in braces:

``{who}``, ``{who:or}``
    A value, written as its sort is, or in a form of `mcda_ai.messages.rendering.FORMS`.
``{n#one|several}``
    The first text for one, the second for any other number, of a count or of a list.
``{who?text|other}``
    The first text if the value is neither false, nor 0, nor empty; else the second, which may be
    left out.
``{sort=layer:text|criterion:text}``
    The text for what the value is.

Texts within braces are phrases themselves. The page says phrases by the same rules
(``explorer/phrases.js``); the tests say the same claims by both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, Union

from mcda_ai.messages.packaged import packaged_data

_GAP = re.compile(r"(\w+)(?:([:?#=])|$)")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a phrase: a value and its form, or texts to choose from by the value.

    `sign` is ``:``, ``?``, ``#`` or ``=``; `form` goes with the first, `texts` with the others, by
    key where the sign is ``=``.
    """

    name: str
    sign: str = ":"
    form: str = ""
    texts: tuple[tuple[str, Template], ...] = ()


Template: TypeAlias = tuple[Union[str, "Gap"], ...]
"""A phrase taken apart: texts, and gaps between them."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The texts of one kind of claim."""

    en: Template
    nl: Template
    quantifier: str = ""

    def in_language(self, language: str) -> Template:
        """Give the text in a language."""
        return self.nl if language == "nl" else self.en


def phrase_of(kind: str) -> Phrase:
    """Give the phrase of a kind of claim.

    Raises
    ------
    KeyError
        If there is none.

    Examples
    --------
    >>> phrase_of("messages.examples.ahead").en
    (Gap(name='one', sign=':', form='', texts=()), ' is ahead of ', Gap(name='other', sign=':', form='', texts=()))
    """  # noqa: E501  (what is shown)
    subject, _, name = kind.rpartition(".")
    return _phrases_of(subject)[name]


def texts_of(subject: str) -> dict[str, dict[str, str]]:
    """Give the phrases of one file as they are written, by their names."""
    room, _, name = subject.rpartition(".")
    phrases: dict[str, dict[str, str]] = packaged_data(room, name)
    return phrases


@cache
def _phrases_of(subject: str) -> dict[str, Phrase]:
    return {
        name: Phrase(
            parsed(each["en"]), parsed(each.get("nl", each["en"])), each.get("quantifier", "")
        )
        for name, each in texts_of(subject).items()
    }


def parsed(text: str) -> Template:
    """Take a phrase apart.

    Raises
    ------
    ValueError
        If a brace is not closed, or what stands in braces is not as the module says.

    Examples
    --------
    >>> parsed("{n} {n#option|options}")[2].texts
    (('', ('option',)), ('', ('options',)))
    """
    parts: list[str | Gap] = []
    place = 0
    while (start := text.find("{", place)) >= 0:
        end = _end(text, start)
        parts += [text[place:start], _gap(text[start + 1 : end])]
        place = end + 1
    return tuple(part for part in (*parts, text[place:]) if part != "")


def _end(text: str, start: int) -> int:
    """Find the brace that closes the one at a place."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError(f"phrase: a brace is not closed in {text!r}")


def _gap(inside: str) -> Gap:
    match = _GAP.match(inside)
    if match is None:
        raise ValueError(f"phrase: {inside!r} in braces; allowed: a name, then one of : ? # =")
    name, sign, rest = match[1], match[2] or ":", inside[match.end() :]
    if sign == ":":
        return Gap(name, sign, rest)
    texts = _alternatives(rest)
    if sign != "=":
        return Gap(name, sign, "", tuple(("", parsed(text)) for text in texts))
    pairs = (text.partition(":") for text in texts)
    return Gap(name, sign, "", tuple((key, parsed(text)) for key, _, text in pairs))


def _alternatives(text: str) -> list[str]:
    """Part a text at each ``|`` that does not stand in braces of its own."""
    texts, depth = [""], 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "|" and depth == 0:
            texts.append("")
        else:
            texts[-1] += sign
    return texts
