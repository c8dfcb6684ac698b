"""Linear constraints on weights, as people write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, shown
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.weights.names import Named, Names
from mcda_ai.weights.polytope import Limit

_fault = faults_of("weights")

EXAMPLES = (
    "impact >= outcome",
    "preconditions <= 40 %",
    "input between 0.1 and 0.3",
    "2 * cost >= reach + trust",
    "impact = 0.3",
)

_DIGITS = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_PLAIN = rf"{_DIGITS}(?:\s*/\s*{_DIGITS})?"
_NUMBER = re.compile(rf"(?P<over>{_PLAIN})(?P<percent>\s*%)?(?=\s*$|\s*[+*]|\s+-\s)")
_NUMBER_ONLY = re.compile(rf"[+-]?\s*{_PLAIN}(?:\s*%)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+(?:\s*%)?")
_SIGN = re.compile(r"(>=|=>|≥|<=|=<|≤|==|=|>|<)")
_UNEQUAL = re.compile(r"!=|≠|<>")
_BETWEEN = re.compile(
    rf"(?P<what>.*\S)\s+between\s+(?P<low>{_PLAIN}(?:\s*%)?)\s+and\s+(?P<high>{_PLAIN}(?:\s*%)?)",
    re.IGNORECASE,
)
_SMALLEST, _LARGEST = 1e-3, 1e3
_AT_LEAST, _AT_MOST, _EQUALS = ">=", "<=", "="


class Form(NamedTuple):
    """A linear form of the weights: ``row @ weights + constant``, and what it names."""

    row: FloatArray
    constant: float
    named: tuple[Named, ...]

    @property
    def does_not_count(self) -> bool:
        """Whether all that it names is unscored."""
        return bool(self.named) and all(each.row is None for each in self.named)


@dataclass(frozen=True)
class Statement:
    """A comparison of two or more sides, not yet looked up: ``0.1 <= input <= 0.3``.

    `senses` has one entry fewer than `sides`: ">=", "<=" or "=".
    """

    text: str
    sides: tuple[str, ...]
    senses: tuple[str, ...]

    @classmethod
    def read(cls, text: object) -> Statement:
        """Take a text apart at its comparison signs.

        Raises
        ------
        ProblemError
            For what can be seen to be wrong without knowing the names.

        Examples
        --------
        >>> Statement.read("input between 0.1 and 30 %").sides
        ('0.1', 'input', '30 %')
        """
        if not isinstance(text, str):
            raise ProblemError(_fault("constraint no text", given=shown(text), examples=EXAMPLES))
        tidy = " ".join(text.split())
        if unequal := _UNEQUAL.search(tidy):
            refused = _fault("unequal", sign=unequal.group())
            raise ProblemError(refused.within(_fault("constraint", text=tidy)))
        between = _BETWEEN.fullmatch(tidy)
        if between and not _SIGN.search(tidy):
            parts = [between["low"], _AT_MOST, between["what"], _AT_MOST, between["high"]]
        else:
            parts = [part.strip() for part in _SIGN.split(tidy)]
        read = cls(tidy, tuple(parts[::2]), tuple(_sense(sign) for sign in parts[1::2]))
        raise_any(map(read._found_in_it, read._faults(bool(between))))
        return read

    def limits(self, names: Names) -> list[Limit]:
        """Look up the names, and give the rows over the scored criteria.

        A side that names only unscored criteria is skipped, with the comparisons on both of its
        sides joined; a statement of which less than a comparison is left does not count.
        """
        forms = [self._form(side, names) for side in self.sides]
        counted = [i for i, form in enumerate(forms) if not form.does_not_count]
        if not any(forms[i].named for i in counted) or len(counted) < 2:
            return [Limit(self.text, None, "<=", 0.0)]
        return [
            _limit(self.text, forms[i], forms[j], self.senses[i:j]) for i, j in pairwise(counted)
        ]

    def _form(self, side: str, names: Names) -> Form:
        try:
            return _read_form(side, names)
        except ProblemError as error:
            raise ProblemError(*map(self._found_in_it, error.faults)) from None

    def _found_in_it(self, fault: Fault) -> Fault:
        return fault.within(_fault("constraint", text=self.text))

    def _faults(self, is_between: bool) -> Iterator[Fault]:
        if not self.senses:
            yield _fault("nothing compared", examples=EXAMPLES)
        elif not all(self.sides):
            yield _fault("empty side")
        elif {_AT_LEAST, _AT_MOST} <= set(self.senses):
            yield _fault("two directions")
        elif all(_NUMBER_ONLY.fullmatch(side) for side in self.sides):
            yield _fault("no names")
        for side in dict.fromkeys(self.sides):
            yield from self._faults_of(side)
        numbers = [_number(side) for side in self.sides if _NUMBER_ONLY.fullmatch(side)]
        if not all(math.isfinite(number) for number in numbers):
            yield _fault("too large", text="")
        elif is_between and numbers[0] > numbers[-1]:
            yield _fault("lower first")

    def _faults_of(self, side: str) -> Iterator[Fault]:
        if self.sides.count(side) > 1 and side and not _NUMBER_ONLY.fullmatch(side):
            yield _fault("side twice", side=side)
        if _DECIMAL_COMMA.fullmatch(side):
            yield _fault("decimal comma", side=side, example=side.replace(",", "."))
        elif re.search(r"(?:^|\s)[+*-]$|^\*|[+*-]\s+\*", side):
            yield _fault("something missing", side=side)


@dataclass(frozen=True)
class Inequality:
    """A constraint given by its coefficients rather than as text, for names of any kind.

    Parameters
    ----------
    text : str
        What it says; only shown.
    coefficients : tuple of (name of a criterion, number)
    bound : float
        The sum of the coefficients times the weights is at most this.
    """

    text: str
    coefficients: tuple[tuple[str, float], ...]
    bound: float

    def limits(self, names: Names) -> list[Limit]:
        """Give the row over the scored criteria; criteria that are not scored do not count."""
        given = dict(self.coefficients)
        row = np.array([given.get(name, 0.0) for name in names.scored])
        return [Limit(self.text, row if row.any() else None, "<=", self.bound)]


def _sense(sign: str) -> str:
    """Read every sign as one of three; what is strict has the same draws as what is not."""
    return {">": _AT_LEAST, "=>": _AT_LEAST, "≥": _AT_LEAST, "==": _EQUALS,
            "<": _AT_MOST, "=<": _AT_MOST, "≤": _AT_MOST}.get(sign, sign)  # fmt: skip


def _limit(label: str, left: Form, right: Form, senses: tuple[str, ...]) -> Limit:
    """Bring everything to one side, and turn what is at least into what is at most."""
    row, bound = left.row - right.row, right.constant - left.constant
    size = float(np.abs(row).max())
    if size and not _SMALLEST <= size <= _LARGEST:  # the same limit, but fit for linear programs
        row, bound = row / size, bound / size
    if _AT_LEAST in senses:
        return Limit(label, -row, "<=", -bound)
    return Limit(label, row, "<=" if _AT_MOST in senses else "=", bound)


def _read_form(side: str, names: Names) -> Form:
    """Read a sum of terms: numbers, names, and numbers times names."""
    row, constant = np.zeros(len(names.scored)), 0.0
    named: list[Named] = []
    place = 0
    while place < len(side):
        operator = re.compile(r"\s*([+-]?)\s*").match(side, place)
        sign = -1.0 if operator and operator[1] == "-" else 1.0
        place = operator.end() if operator else place
        factor, what, place = _read_term(side, place, names)
        if what is None:
            constant += sign * factor
        else:
            named.append(what)
            row += sign * factor * (0.0 if what.row is None else what.row)
        if not re.compile(r"\s*$|\s*\+|\s+-\s").match(side, place):
            raise ProblemError(_fault("unreadable sum", text=side[place:].strip()))
    if not np.isfinite([*row, constant]).all():
        raise ProblemError(_fault("too large", text=side))
    return Form(row, constant, tuple(named))


def _read_term(side: str, place: int, names: Names) -> tuple[float, Named | None, int]:
    """Read one term: a factor, what it multiplies (None for a mere number), and where it ends."""
    name = names.at(side, place)
    number = _NUMBER.match(side, place)
    times = number and re.compile(r"\s*\*\s*").match(side, number.end())
    if number and times:
        factor = _number(number.group())
        name = names.at(side, times.end())
        if not name:
            raise _unknown(side, times.end(), names)
        return factor, names.find(name), times.end() + len(name)
    if number and len(number.group()) > len(name):
        return _number(number.group()), None, number.end()
    if number and name:
        raise ProblemError(_fault("number and name", name=name))
    if not name:
        raise _unknown(side, place, names)
    return 1.0, names.find(name), place + len(name)


def _unknown(side: str, place: int, names: Names) -> ProblemError:
    """Say that there is no known name at a place."""
    typed = re.split(r"\s[-+*](?:\s|$)|\s*\+", side[place:])[0].strip()
    faults: tuple[Fault, ...] = (_fault("unreadable", text=side[place:]),)
    try:
        names.find(typed)
    except ProblemError as error:
        faults = error.faults
    parts = typed.split("-")
    if len(parts) > 1 and all(names.at(part.strip(), 0) for part in parts):
        faults = (*faults, _fault("minus without spaces", text=typed))
    return ProblemError(*faults)


def _number(text: str) -> float:
    """Read a number, a fraction or a percentage; not a number if it is divided by 0."""
    body = text.replace(" ", "").removesuffix("%")
    over, _, under = body.partition("/")
    try:
        value = float(over) / (float(under) if under else 1.0)
    except (ZeroDivisionError, OverflowError):
        return math.nan
    return value / 100 if text.rstrip().endswith("%") else value
