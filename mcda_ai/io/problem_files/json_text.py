"""JSON text to plain data with the place of each entry, and back."""

from __future__ import annotations

import json
import re
from typing import Any

from mcda_ai.io.limits import DEEPEST_NESTING
from mcda_ai.io.problem_files.contents import (
    Contents,
    line_and_column,
    unreadable,
    unusable_sign,
)
from mcda_ai.messages.faults import Fault, Place, ProblemError, composed, faults_of

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])")
_WORD = re.compile(r"-?\w+")
_LITERALS = {"true": True, "false": False, "null": None}
_STRING = json.JSONDecoder()
_LONGEST = 40  # letters of a word that are shown

_fault = faults_of("io.problem_files")


def read_json(text: str, name: str) -> Contents:
    r"""Read JSON in which each key stands once, and keep numbers as the text they are.

    Parameters
    ----------
    text : str
    name : str
        The name of the file, for the messages.

    Raises
    ------
    ProblemError
        If it is no JSON, or nested too deeply: where, and why; or with every key that stands
        there twice. NaN and Infinity are no JSON.

    Examples
    --------
    >>> contents = read_json('{"cost":\n [1.50, null]}', "site.json")
    >>> contents.data, contents.marks["cost", 0]
    ({'cost': ['1.50', None]}, (2, 3))
    """
    return _Reader(text, name).contents()


def json_text(data: object) -> str:
    """Write plain data as JSON, one entry a line."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


class _Reader:
    """One pass over a text; the place of each entry is noted on the way."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.at = text, name, 0
        self.marks: dict[Place, tuple[int, int]] = {}
        self.doubles: list[Fault] = []
        self.line, self.line_start, self.counted = 1, 0, 0

    def contents(self) -> Contents:
        self.skip_space()
        self.marks[()] = self.mark()
        data = self.value(())
        if self.peek():
            raise self.refusal(_fault("something after end"))
        if self.doubles:
            raise ProblemError(*self.doubles)
        return Contents(data, self.marks)

    def value(self, place: Place) -> Any:  # noqa: ANN401  (whatever the file holds)
        sign = self.peek()
        if sign and sign in "{[":
            if len(place) == DEEPEST_NESTING:
                raise self.refusal(_fault("too deep", most=DEEPEST_NESTING))
            return self.mapping(place) if sign == "{" else self.list(place)
        return self.string() if sign == '"' else self.number_or_word()

    def mapping(self, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self.at += 1
        while self.peek() != "}" or found:
            if self.peek() != '"':
                raise self.refusal(self.after_comma() or _fault("no key"))
            mark = self.mark()
            key = composed(self.string())
            if key in found:
                double = _fault("key twice", key=key)
                self.doubles += unreadable(self.name, "JSON", double, mark).faults
            self.marks[(*place, key)] = mark
            self.expect_colon()
            self.peek()
            found[key] = self.value((*place, key))
            if not self.another("}"):
                return found
        self.at += 1
        return found

    def list(self, place: Place) -> list[Any]:
        found: list[Any] = []
        self.at += 1
        while self.peek() != "]" or found:
            inner = (*place, len(found))
            self.marks[inner] = self.mark()
            found.append(self.value(inner))
            if not self.another("]"):
                return found
        self.at += 1
        return found

    def another(self, end: str) -> bool:
        """Go past a comma, or past the end of a mapping or list."""
        sign = self.peek()
        if sign not in (",", end):
            raise self.refusal(_fault("no comma or end", end=end))
        self.at += 1
        return sign == ","

    def string(self) -> str:
        try:
            found, end = _STRING.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            self.at = error.pos
            raise self.refusal(_why_no_text(error.msg)) from None
        if reason := unusable_sign(found):
            raise self.refusal(reason)
        self.at = end
        return str(found)

    def number_or_word(self) -> Any:  # noqa: ANN401  (a text, a switch or None)
        number = _NUMBER.match(self.text, self.at)
        word = number or _WORD.match(self.text, self.at)
        found = word.group() if word else ""
        if number is None and found not in _LITERALS:
            raise self.refusal(self.no_value(found))
        self.at += len(found)
        return found if number else _LITERALS[found]

    def no_value(self, found: str) -> Fault:
        """Say why what stands here is no value."""
        if not self.text.strip():
            return _fault("empty")
        if not self.peek():
            return _fault("incomplete")
        if self.peek() == "'":
            return _fault("single quotes")
        shown = found if len(found) <= _LONGEST else found[:_LONGEST] + "…"
        return self.after_comma() or _fault("no value", found=shown)

    def after_comma(self) -> Fault | None:
        """Say that a comma has nothing after it, if that is so."""
        is_end = self.peek() in ("]", "}") and self.text[: self.at].rstrip().endswith(",")
        return _fault("comma at the end") if is_end else None

    def expect_colon(self) -> None:
        if self.peek() != ":":
            raise self.refusal(_fault("no colon"))
        self.at += 1

    def peek(self) -> str:
        """Go past white space and give the next sign; the empty text at the end."""
        self.skip_space()
        return self.text[self.at : self.at + 1]

    def skip_space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def mark(self) -> tuple[int, int]:
        """Count line and column on from the last place that was asked for."""
        breaks = self.text.count("\n", self.counted, self.at)
        if breaks:
            self.line += breaks
            self.line_start = self.text.rfind("\n", self.counted, self.at) + 1
        self.counted = self.at
        return self.line, self.at - self.line_start + 1

    def refusal(self, reason: Fault) -> ProblemError:
        return unreadable(self.name, "JSON", reason, line_and_column(self.text, self.at))


def _why_no_text(message: str) -> Fault:
    """Say in our words what Python says of a text in quotation marks."""
    if message.startswith("Unterminated string"):
        return _fault("quote not closed")
    if message.startswith("Invalid control character"):
        return _fault("control sign")
    if message.startswith("Invalid \\"):
        return _fault("strange backslash")
    return _fault("strange text")
