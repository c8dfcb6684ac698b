"""What is said of a result, as data: a kind of statement, and the names and numbers in it.

A claim holds no text. The phrase of its kind, in each language, lies as data beside what makes the
claim (see `mcda_ai.messages.phrases`), and `mcda_ai.messages.wording.Words` puts the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias, Union

from mcda_ai.messages.figures import in_order
from mcda_ai.messages.label import Label
from mcda_ai.messages.phrases import phrase_of

Certainty: TypeAlias = Literal["exact", "certified", "drawn"]
SCHEMA = 1
"""Of claims as plain data; raised when a reader of an earlier one would misread them."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the weightings, and how it is known.

    Parameters
    ----------
    value : float
        From 0 to 1. Exactly 0 or 1 only if that is proven, or if no draw or every draw showed it.
    size : int, optional
        Number of draws that it comes from; 0 where it is exact.
    """

    value: float
    size: int = 0

    @property
    def in_order(self) -> tuple[float, float]:
        """What to sort shares by; see `mcda_ai.messages.figures.in_order`."""
        return in_order(self.value, self.size)


@dataclass(frozen=True, slots=True)
class Percent:
    """A figure to be written in per cent with so many decimals: a weight, or a part of a whole."""

    value: float
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Points:
    """Points of weight, in hundredths of all weight: an amount that would have to move."""

    value: float


Figure: TypeAlias = Share | Percent | Points
Value: TypeAlias = Union[str, int, float, bool, Label, Figure, "Statement", tuple["Value", ...]]
"""A name, a count, a number, a text in both languages, a figure, or statements within a statement;
several as a tuple."""


class Statement:
    """A kind of statement and the values in it: a claim, or a fault. Its phrase says it."""

    kind: str
    values: Mapping[str, Value]
    is_one_line = False
    """Whether it is said on one line, cut where it is very long, whatever the values hold."""


@dataclass(frozen=True)
class Claim(Statement):
    """A statement with its numbers.

    Attributes
    ----------
    kind : str
        Which statement, as ``"sensitivity.stability.flip"``: the room, the file of phrases in it,
        and the phrase.
    values : mapping of str to Value
        The names and numbers in it, by what the phrase calls them.
    certainty : {"exact", "certified", "drawn"}
        Whether its numbers are exact, bounded for certain, or estimated from draws.
    circumstances : mapping of str to plain data
        Under which it holds: problem, reading, scenarios, what was left out, method, weights, and
        whether preconditions weigh. Empty for a claim within another.

    Examples
    --------
    >>> claim = Claim("messages.examples.ahead", {"one": "A", "other": "B"})
    >>> claim.subjects, claim.numbers
    ({'one': 'A', 'other': 'B'}, {})
    """

    kind: str
    values: Mapping[str, Value] = field(default_factory=dict)
    certainty: Certainty = "exact"
    circumstances: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subjects(self) -> dict[str, Value]:
        """The names in it."""
        return {key: value for key, value in self.values.items() if _is_named(value)}

    @property
    def numbers(self) -> dict[str, Value]:
        """The counts and figures in it."""
        return {key: value for key, value in self.values.items() if not _is_named(value)}

    @property
    def quantifier(self) -> str:
        """Of how many it speaks: "every", "none", "at least one" ...; empty where of none."""
        return phrase_of(self.kind).quantifier

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data; a claim within it without its circumstances."""
        return {
            **plain(self),
            "quantifier": self.quantifier,
            "certainty": self.certainty,
            "circumstances": dict(self.circumstances),
        }


def certainty_of(*shares: Share) -> Certainty:
    """Say whether shares are all exact, or some of them drawn.

    Examples
    --------
    >>> certainty_of(Share(0.25)), certainty_of(Share(0.25), Share(0.5, size=1000))
    ('exact', 'drawn')
    """
    return "drawn" if any(share.size for share in shares) else "exact"


class ClaimMaker(Protocol):
    """Makes a claim of the kinds of one file."""

    def __call__(self, kind: str, certainty: Certainty = "exact", /, **values: Value) -> Claim:
        """Give the claim of a kind, with its values."""


def claims_of(subject: str) -> ClaimMaker:
    """Give what makes the claims of one file of phrases.

    Examples
    --------
    >>> claim = claims_of("sensitivity.smaa")
    >>> claim("first", "drawn", who=("A",), share=Share(0.25, 1000)).kind
    'sensitivity.smaa.first'
    """

    def make(kind: str, certainty: Certainty = "exact", /, **values: Value) -> Claim:
        return Claim(f"{subject}.{kind}", values, certainty)

    return make


def plain(value: Value) -> Any:  # noqa: ANN401  (as JSON holds it)
    """Give a value as plain data, that JSON can hold and the page can say.

    Examples
    --------
    >>> plain(("A", "B")), plain(Share(0.25, 1000)), plain(Points(10.5))
    (['A', 'B'], {'share': 0.25, 'size': 1000}, {'points': 10.5})
    """
    if isinstance(value, Statement):
        return {"kind": value.kind, "values": {k: plain(v) for k, v in value.values.items()}}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Share):
        return {"share": float(value.value), "size": value.size}
    if isinstance(value, Percent):
        return {"percent": float(value.value), "decimals": value.decimals}
    if isinstance(value, Label):
        return {"en": value.text("en"), "nl": value.text("nl")}
    if isinstance(value, Points):
        return {"points": float(value.value)}
    return value


def _is_named(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_named, value))
    return isinstance(value, str | Label | Statement)
