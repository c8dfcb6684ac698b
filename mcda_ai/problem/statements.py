"""Statements about options, as people make them: ``B2 >= B1 = B3``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from mcda_ai.messages.exclusions import Exclusion
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    find_name,
    names_meant,
    raise_any,
    shown,
)
from mcda_ai.problem.evidence import Alternative, Source, spellings
from mcda_ai.problem.requirements.required import stated_of_one_out

_fault = faults_of("problem")

Sign: TypeAlias = Literal[">", ">=", "="]
_SIGNS: dict[str, Sign] = {
    ">": ">", "<": ">", "=": "=", "==": "=",
    **dict.fromkeys((">=", "=>", "≥", "<=", "=<", "≤"), ">="),
}  # fmt: skip
_SIGN = re.compile(r"(>=|=>|≥|<=|=<|≤|==|=|>|<)")
_IN_NO_NAME = re.compile("[<>=≥≤;]")
_UNEQUAL = re.compile(r"!=|≠|<>")
_DOWN, _UP = frozenset({">", ">=", "=>", "≥"}), frozenset({"<", "<=", "=<", "≤"})
DEFAULT_METHOD = "borda"
EXAMPLES = ("B2 >= B3", "B2 > B1 = B3")


class Comparison(NamedTuple):
    """One step of a chain: an option, and another that it is ahead of, or level with."""

    better: str
    sign: Sign
    other: str


@dataclass(frozen=True)
class Chain:
    """Options in a row, each ahead of the next, at least level with it, or level.

    Parameters
    ----------
    options : tuple of str
        The best first; as typed until they are looked up with `among`.
    signs : tuple of {">", ">=", "="}
        Between them, so one fewer.

    Examples
    --------
    >>> print(Chain.read("B3<=B2"))
    B2 >= B3
    >>> Chain.read("B2 > B1 = B3").without(["B1"])
    Chain(options=('B2', 'B3'), signs=('>',))
    """

    options: tuple[str, ...]
    signs: tuple[Sign, ...]

    @classmethod
    def read(cls, text: object) -> Chain:
        """Take a text apart at its signs.

        Raises
        ------
        ProblemError
            For what can be seen to be wrong without knowing the options; all of it at once.
        """
        if not isinstance(text, str):
            raise ProblemError(_fault("statement no text", given=shown(text), examples=EXAMPLES))
        tidy = " ".join(text.split())
        parts = [part.strip() for part in _SIGN.split(tidy)]
        options, typed = parts[::2], parts[1::2]
        raise_any(fault.within(of_statement(tidy)) for fault in _faults(tidy, options, typed))
        signs = [_SIGNS[sign] for sign in typed]
        if _UP & set(typed):
            options, signs = options[::-1], signs[::-1]
        return cls(tuple(options), tuple(signs))

    def among(
        self, alternatives: Sequence[Alternative], excluded: Sequence[Exclusion] = ()
    ) -> Chain:
        """Look up the options, by name or label.

        Raises
        ------
        ProblemError
            For those that there are not or that take no part, and for one that stands there twice.
        """
        known, faults, found = spellings(alternatives), list[Fault](), list[str]()
        for typed in self.options:
            try:
                found.append(find_name("alternative", typed, known))
            except ProblemError as error:
                faults += list(_faults_of_one_out(typed, excluded)) or error.faults
        twice = dict.fromkeys(name for name in found if found.count(name) > 1)
        faults += [_fault("option with itself", name=name) for name in twice]
        raise_any(fault.within(of_statement(str(self))) for fault in faults)
        return replace(self, options=tuple(found))

    @property
    def comparisons(self) -> Iterator[Comparison]:
        """The steps of the chain."""
        for (better, other), sign in zip(pairwise(self.options), self.signs, strict=True):
            yield Comparison(better, sign, other)

    def renamed(self, names: Mapping[str, str]) -> Chain:
        """Call options otherwise."""
        return replace(self, options=tuple(names.get(name, name) for name in self.options))

    def without(self, gone: Collection[str]) -> Chain | None:
        """Say what it says of the other options; None if nothing."""
        kept = [place for place, name in enumerate(self.options) if name not in gone]
        if len(kept) < 2:
            return None
        signs = (_joined(self.signs[start:end]) for start, end in pairwise(kept))
        return Chain(tuple(self.options[place] for place in kept), tuple(signs))

    def __str__(self) -> str:
        further = zip(self.signs, self.options[1:], strict=True)
        return " ".join([self.options[0], *(part for pair in further for part in pair)])


def of_statement(text: str) -> Fault:
    """Say in which statement something is wrong."""
    return _fault("statement", text=text)


@dataclass(frozen=True, slots=True)
class OptionStatement:
    """What somebody says of options: which comes before which, by which method, and where.

    Parameters
    ----------
    prefers : str
        ``"B2 >= B3"``; see `Chain`.
    method : str, optional
        By whose scores it is taken.
    sources : tuple of Source, optional
    """

    prefers: str
    method: str = DEFAULT_METHOD
    sources: tuple[Source, ...] = ()

    def without(
        self, gone: Collection[str], alternatives: Sequence[Alternative]
    ) -> OptionStatement | None:
        """Say what it says of the other options; None if nothing."""
        left = Chain.read(self.prefers).among(alternatives).without(gone)
        return None if left is None else replace(self, prefers=str(left))

    def renamed(
        self, names: Mapping[str, str], alternatives: Sequence[Alternative]
    ) -> OptionStatement:
        """Call options otherwise."""
        chain = Chain.read(self.prefers).among(alternatives)
        return replace(self, prefers=str(chain.renamed(names)))


def faults_of_statements(
    statements: Sequence[OptionStatement], alternatives: Sequence[Alternative]
) -> Iterator[Fault]:
    """Give what is wrong with statements, and with the options they name."""
    for place, each in enumerate(statements):
        try:
            Chain.read(each.prefers).among(alternatives)
        except ProblemError as error:
            yield from (fault.inside("statements", place, "prefers") for fault in error.faults)


def faults_of_names(statements: Sequence[OptionStatement], names: Iterable[str]) -> Iterator[Fault]:
    """Yield new names of options that no statement can hold, if there are statements."""
    if statements:
        yield from (_fault("sign in a name", name=name) for name in names
                    if _IN_NO_NAME.search(name))  # fmt: skip


def _faults(text: str, options: Sequence[str], typed: Sequence[str]) -> Iterator[Fault]:
    if unequal := _UNEQUAL.search(text):
        yield _fault("statement unequal", sign=unequal.group())
    elif not typed:
        yield _fault("statement compares nothing", examples=EXAMPLES)
    elif not all(options):
        yield _fault("statement without an option", examples=EXAMPLES)
    elif _DOWN & set(typed) and _UP & set(typed):
        yield _fault("statement in two directions", examples=EXAMPLES)


def _faults_of_one_out(typed: str, excluded: Sequence[Exclusion]) -> Iterator[Fault]:
    """Say of an option that takes no part why it does not, and the way out."""
    known = spellings([Alternative(each.name, each.label) for each in excluded])
    for name in names_meant(typed, known):
        reasons = tuple(each.reason for each in excluded if each.name == name)
        yield stated_of_one_out(name, reasons)


def _joined(signs: Sequence[Sign]) -> Sign:
    """Say how the ends of a chain compare."""
    strongest: tuple[Sign, ...] = (">", ">=", "=")
    return next(sign for sign in strongest if sign in signs)
