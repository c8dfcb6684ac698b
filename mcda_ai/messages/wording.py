"""How results say things in sentences: names, lists and figures, in English and Dutch."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from mcda_ai.messages.faults import ProblemError, unknown_name
from mcda_ai.messages.label import Label

LANGUAGES = ("en", "nl")
Labels: TypeAlias = Mapping[str, str] | None
"""What to call layers, criteria, alternatives, readings and scenarios, by name; else the name."""

NOBODY = Label(en="nobody", nl="niemand")
FIRST = Label(en="{who} first", nl="{who} vooraan")
_AND, _OR = Label(en="and", nl="en"), Label(en="or", nl="of")
_MOST_DECIMALS = 6
_ROUNDING = 1e-4  # of a tenth of a point: what linear programmes leave


class Words:
    """One language, and what things are called in it.

    Parameters
    ----------
    language : {"en", "nl"}
    labels : mapping of name to text, optional

    Raises
    ------
    ProblemError
        For another language.

    Examples
    --------
    >>> words = Words("nl", {"impact": "Impact"})
    >>> words.all_of(["input", "output", "impact"]), words.percent(0.399)
    ('input, output en Impact', '40 %')
    """

    def __init__(self, language: str = "en", labels: Labels = None) -> None:
        if language not in LANGUAGES:
            raise ProblemError(unknown_name("language", str(language), LANGUAGES))
        self.language = language
        self._labels = labels or {}

    def name(self, name: str) -> str:
        """Give what something is called."""
        return self._labels.get(name, name)

    def say(self, text: Label, **values: object) -> str:
        """Give a text, with the values filled in."""
        return text.text(self.language).format(**values)

    def count(self, n: int, one: Label, several: Label, **values: object) -> str:
        """Give the text for one thing or for several; ``{n}`` in it is the number."""
        return self.say(one if n == 1 else several, n=self.whole(n), **values)

    def all_of(self, names: Sequence[str]) -> str:
        """List names, as in ``A, B and C``."""
        return self.listed([self.name(name) for name in names], _AND)

    def any_of(self, names: Sequence[str]) -> str:
        """List names, as in ``A, B or C``."""
        return self.listed([self.name(name) for name in names], _OR)

    def listed(self, texts: Sequence[str], last: Label) -> str:
        """Put commas between texts, and a word before the last."""
        if len(texts) < 2:
            return "".join(texts)
        return f"{', '.join(texts[:-1])} {last.text(self.language)} {texts[-1]}"

    def first(self, leaders: Sequence[str]) -> str:
        """Say who is first: ``A and B first``, or ``nobody first``."""
        return self.say(FIRST, who=self.all_of(leaders) or self.say(NOBODY))

    def whole(self, number: int) -> str:
        """Write a whole number, with the thousands apart."""
        text = f"{number:,}"
        return text.replace(",", ".") if self.language == "nl" else text

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share: see `percent`."""
        return percent(share, self.language, decimals)

    def apart(self, one: float, other: float) -> tuple[str, str]:
        """Write two shares in per cent, with decimals enough to tell them apart if they differ."""
        tried = range(1, _MOST_DECIMALS + 1)
        differ = (n for n in tried if f"{100 * one:.{n}f}" != f"{100 * other:.{n}f}")
        decimals = next(differ, 1)
        return self.percent(one, decimals), self.percent(other, decimals)

    def points(self, points: float) -> str:
        """Write points of weight with one decimal; a few that are not none are ``< 0.1``."""
        text = "< 0.1" if 0 < points < 0.05 else f"{points + 0.0:.1f}"
        return decimal(text, self.language)

    def at_least(self, points: float) -> str:
        """Write points of which it takes at least so many: rounded down, or ``< 0.1``."""
        rounded = math.floor(10 * points + _ROUNDING) / 10
        return decimal("< 0.1" if points > 0 and rounded == 0 else f"{rounded:.1f}", self.language)

    def at_most(self, points: float) -> str:
        """Write points of which it takes at most so many: rounded up."""
        return decimal(f"{math.ceil(10 * points - _ROUNDING) / 10 + 0.0:.1f}", self.language)


def percent(share: float, language: str = "en", decimals: int = 0) -> str:
    """Write a share in per cent; one that is not 0 or 1 is never rounded to it.

    Parameters
    ----------
    share : float
        An estimate without bias can come out below 0, or above 1; it is told as next to that.
    language : {"en", "nl"}
    decimals : int

    Examples
    --------
    >>> percent(0.512), percent(0.9999), percent(0.0001, "nl", 1), percent(1.0, decimals=1)
    ('51 %', '> 99 %', '< 0,1 %', '100 %')
    """
    step = 10.0**-decimals
    text = f"{100 * share:.{decimals}f}"
    if share in (0.0, 1.0):
        text = f"{100 * share:.0f}"
    elif float(text) <= 0:
        text = f"< {step:.{decimals}f}"
    elif float(text) >= 100:
        text = f"> {100 - step:.{decimals}f}"
    return decimal(f"{text} %", language)


def with_error(value: float, error: float) -> str:
    """Write a share in per cent with its standard error, with decimals enough for the error.

    Examples
    --------
    >>> with_error(0.512, 0.004), with_error(-0.00001, 0.00002), with_error(1.0, 0.0)
    ('51.2 ± 0.4', '-0.001 ± 0.002', '100')
    """
    value, error = 100 * value, 100 * error
    if not error > 10.0**-_MOST_DECIMALS:
        return f"{round(value, _MOST_DECIMALS) + 0.0:g}"
    decimals = min(max(1, -math.floor(math.log10(error))), _MOST_DECIMALS)
    return f"{round(value, decimals) + 0.0:.{decimals}f} ± {error:.{decimals}f}"


def decimal(text: str, language: str) -> str:
    """Put a decimal comma for the point in Dutch."""
    return text.replace(".", ",") if language == "nl" else text


def leaders_text(names: Sequence[str]) -> str:
    """Write a set of leaders as a name for it: ``A, B``; empty where nobody leads."""
    return ", ".join(names)


def leaders_named(text: str, names: Sequence[str]) -> list[str]:
    """Give the names in a text that `leaders_text` wrote of some of them, in their order."""
    found = []
    for name in names:
        if text == name or text.startswith(f"{name}, "):
            found.append(name)
            text = text[len(name) + 2 :]
    return found


def one_name(name: object) -> str:
    """Join a name that has several parts."""
    return ": ".join(map(str, name)) if isinstance(name, tuple) else str(name)
