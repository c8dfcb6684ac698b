"""Proofs of what the page says of an input: that what it found stands where it says, as it says.

tests/browser/test_page_faults.py makes it say every kind.
"""

from dataclasses import dataclass, field

from mcda_ai.io import limits
from mcda_ai.messages.claims import Claim
from mcda_ai.messages.phrases import texts_of
from tests.claims import OF_THE_PAGE
from tests.proofs import proves

LIMITS = {
    "letters": limits.MOST_LETTERS_OF_A_CELL,
    "cells": limits.MOST_CELLS_OF_A_FILE,
    "many criteria": limits.MOST_CRITERIA_OF_A_TABLE,
    "many alternatives": limits.MOST_ALTERNATIVES_OF_A_PROBLEM,
    "many pairs": limits.MOST_COMPARISONS_ON_A_PAGE,
    "size": limits.MOST_BYTES_ON_A_PAGE // 1_000_000,
}
UNPRINTED = "\u0007"


@dataclass
class Input:
    """What somebody pasted or opened, and how it is to be read; `facts` are counts of it."""

    text: str = ""
    direction: str = "ranks"
    scale: str = ""
    name: str = ""
    facts: dict[str, int] = field(default_factory=dict)

    def cell(self, line, column):
        """Give what stands there, without the apostrophe that makes it a name."""
        cells = self.text.split("\n")[line - 1].split(self._separator)
        return cells[column - 1].strip(' "').replace(UNPRINTED, "?").removeprefix("'")

    def column(self, alternative):
        heads = [
            line for line in self.text.split("\n") if alternative in line.split(self._separator)
        ]
        return heads[0].split(self._separator).index(alternative) + 1

    @property
    def _separator(self):
        return "\t" if "\t" in self.text else ";"


@proves(*(f"{subject}.{kind}" for subject in OF_THE_PAGE for kind in texts_of(subject)))
def stands_there(claim, given, _):
    """Every value of it is that of the input, or a limit."""
    kind = claim.kind.split(".")[-1]
    return all(
        _is_right(key, value, kind, claim.values, given) for key, value in claim.values.items()
    )


def _is_right(key, value, kind, values, given):
    if key in _CHECKS:
        return _CHECKS[key](value, kind, values, given)
    if isinstance(value, Claim):  # a place, or what was chosen
        return stands_there(value, given, None) if value.kind.startswith(OF_THE_PAGE) else True
    return key in given.facts and given.facts[key] == value


def _found(value, kind, values, given):
    shown = value.removesuffix("…")
    where = values.get("where", values)
    where = where.values if isinstance(where, Claim) else where
    if "column" not in where:
        row = (
            given.text.split("\n")[where["line"] - 1]
            if "line" in where
            else given.scale or given.text
        )
        return shown in row
    return given.cell(where["line"], where["column"]).startswith(shown)


def _text(value, kind, values, given):
    return given.cell(values["line"], given.column(values["alternative"])).startswith(
        value.removesuffix("…")
    )


def _stands_in_the_line(value, kind, values, given):
    return value in given.text.split("\n")[values["line"] - 1]


def _stands_somewhere(value, kind, values, given):
    return (
        isinstance(value, Claim)
        or value in (given.name, *given.name.split("/"))
        or value in given.text
    )


_CHECKS = {
    "found": _found,
    "text": _text,
    "alternative": lambda value, kind, values, given: given.column(value) > 0,
    "line": lambda value, kind, values, given: 1 <= value <= len(given.text.split("\n")),
    "column": lambda value, kind, values, given: value >= 1,
    "first": lambda value, kind, values, given: kind == "numbering" or value < values["column"],
    "criterion": _stands_in_the_line,
    "point": _stands_in_the_line,
    "comma": _stands_in_the_line,
    "sign": lambda value, kind, values, given: value in values["text"],
    "listed": lambda value, kind, values, given: value.replace(" ", "") in given.text,
    "usual": lambda value, kind, values, given: len({each.values["fourth"] for each in value}) == 2,
    "name": _stands_somewhere,
    "names": lambda value, kind, values, given: all(
        _stands_in_the_line(each, kind, values, given) for each in value
    ),
    "of": lambda value, kind, values, given: all(each in given.text for each in value),
    "large": _stands_in_the_line,
    "small": _stands_in_the_line,
    **dict.fromkeys(("header", "direction", "other", "score", "level"), _stands_somewhere),
    "below": _stands_somewhere,
    "above": lambda value, kind, values, given: (
        given.text.index(value) > given.text.index(values["below"])
    ),
    "like": _stands_somewhere,
    "most": lambda value, kind, values, given: value == LIMITS[kind],
    "best": lambda value, kind, values, given: value == 1,
    "least": lambda value, kind, values, given: value == (2 if kind == "alternatives" else 0),
    "allowed": lambda value, kind, values, given: all(
        isinstance(word, Claim) or word in given.text + given.scale for word in value
    ),
    "between": lambda value, kind, values, given: all(
        word in given.text and word not in values["found"] for word in value
    ),
    "scale": lambda value, kind, values, given: (
        value.replace(f"{values['found']} < ", "") in given.text
        and (kind == "half step") == (values["found"] in value.split(" < "))
    ),
    "code": lambda value, kind, values, given: chr(int(value.removeprefix("U+"), 16)) in given.text,
    "whole": lambda value, kind, values, given: int(value) >= 1000,
    "fraction": lambda value, kind, values, given: (
        value == (values.get("text") or values["found"]) + "0"
    ),
    "percent_found": lambda value, kind, values, given: value.endswith("%"),
    "plain_found": lambda value, kind, values, given: not value.endswith("%"),
    "percent_line": lambda value, kind, values, given: (
        values["percent_found"] in given.text.split("\n")[value - 1]
    ),
    "plain_line": lambda value, kind, values, given: (
        values["plain_found"] in given.text.split("\n")[value - 1]
    ),
    "file": lambda value, kind, values, given: (
        isinstance(value, Claim) or value.split(".")[0] == given.name.split(".")[0]
    ),
    "second": lambda value, kind, values, given: True,
    "third": lambda value, kind, values, given: value == values["second"],
    "fourth": lambda value, kind, values, given: value > values["third"],
}
