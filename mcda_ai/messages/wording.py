"""How results say things in sentences: texts, names, lists and figures, in English or Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from mcda_ai.messages import figures
from mcda_ai.messages.claims import Claim, Percent, Points, Share, Value
from mcda_ai.messages.faults import ProblemError, unknown_name
from mcda_ai.messages.label import Label
from mcda_ai.messages.lists import listed, listed_names
from mcda_ai.messages.phrases import Gap, Template, phrase_of

LANGUAGES = ("en", "nl")
MOST_QUOTED = 16
"""Names in one list of a sentence."""
Labels: TypeAlias = Mapping[str, str] | None
"""What to call layers, criteria, alternatives, readings and scenarios, by name; else the name."""

NOBODY = Label(en="nobody", nl="niemand")
AND, OR = Label(en="and", nl="en"), Label(en="or", nl="of")


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

    def said(self, claim: Claim) -> str:
        """Say a claim: its phrase, with its values in it."""
        return self._filled(phrase_of(claim.kind).in_language(self.language), claim.values)

    def value(self, value: Value) -> str:
        """Write a value as its sort is: a name by what it is called, a list with "and"."""
        if isinstance(value, tuple):
            return self.listed([self.value(item) for item in value], AND)
        if isinstance(value, Claim):
            return self.said(value)
        if isinstance(value, Label):
            return value.text(self.language)
        if isinstance(value, Share):
            return figures.share_text(value.value, value.size, self.language)
        if isinstance(value, Percent):
            return self.percent(value.value, value.decimals)
        if isinstance(value, Points):
            return self.points(value.value)
        if isinstance(value, int):
            return self.whole(value)
        return (
            self.name(value) if isinstance(value, str) else figures.in_short(value, self.language)
        )

    def _filled(self, template: Template, values: Mapping[str, Value]) -> str:
        return "".join(
            part if isinstance(part, str) else self._in_gap(part, values) for part in template
        )

    def _in_gap(self, gap: Gap, values: Mapping[str, Value]) -> str:
        value = values[gap.name]
        if gap.sign == ":":
            return FORMS[gap.form](self, value) if gap.form else self.value(value)
        return self._filled(_chosen(gap, value), values)

    def begins_with_name(self, claim: Claim) -> bool:
        """Tell whether a claim is said with a name in front, which keeps its small letters."""
        template = phrase_of(claim.kind).in_language(self.language)
        return self._is_name_in_front(template, claim.values)

    def _is_name_in_front(self, template: Template, values: Mapping[str, Value]) -> bool:
        if not template or isinstance(template[0], str):
            return False
        gap, value = template[0], values[template[0].name]
        if gap.sign != ":":
            return self._is_name_in_front(_chosen(gap, value) or template[1:], values)
        first = value[0] if isinstance(value, tuple) and value else value
        if isinstance(first, Claim):
            return self.begins_with_name(first)
        return isinstance(first, str | tuple)

    def say(self, text: Label, **values: object) -> str:
        """Give a text, with the values filled in."""
        return text.text(self.language).format(**values)

    def all_of(self, names: Sequence[str]) -> str:
        """List names, as in ``A, B and C``."""
        return self.listed([self.name(name) for name in names], AND)

    def listed(self, texts: Sequence[str], last: Label) -> str:
        """Put commas between texts, and a word before the last."""
        return listed(texts, f" {self.say(last)} ")

    def whole(self, number: int) -> str:
        """Write a whole number: see `figures.whole`."""
        return figures.whole(number, self.language)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share: see `figures.percent`."""
        return figures.percent(share, self.language, decimals)

    def points(self, points: float) -> str:
        """Write points of weight: see `figures.points_text`."""
        return figures.points_text(points, self.language)


def _chosen(gap: Gap, value: Value) -> Template:
    """Choose the text of a gap by its value."""
    if gap.sign == "=":
        return dict(gap.texts)[str(value)]
    number = len(value) if isinstance(value, tuple) else value
    is_first = number == 1 if gap.sign == "#" else bool(number)
    texts = [text for _, text in gap.texts]
    return texts[0] if is_first else texts[1] if len(texts) > 1 else ()


def _or(words: Words, value: Value) -> str:
    return words.listed([words.value(item) for item in _items(value)], OR)


def _in_a_row(sign: str) -> Callable[[Words, Value], str]:
    return lambda words, value: sign.join(words.value(item) for item in _items(value))


def _as_it_is(_: Words, value: Value) -> str:
    return ", ".join(map(str, _items(value)))


def _order(words: Words, value: Value) -> str:
    """Write an order of names, groups of equals within it, with what they are called."""
    groups = (map(words.name, map(str, _items(group))) for group in _items(value))
    return " > ".join(map(" = ".join, groups))


def _quoted(words: Words, value: Value) -> str:
    """Put names in quotes: of many the first few, and how many more there are."""
    texts = [words.value(item) for item in _items(value)]
    return listed_names(texts, MOST_QUOTED, language=words.language)


def _stated(words: Words, value: Value) -> str:
    assert isinstance(value, float)
    return figures.stated_percent(value, words.language)


def _items(value: Value) -> Iterable[Value]:
    return value if isinstance(value, tuple) else (value,)


def _unbroken(words: Words, value: Value) -> str:
    """Write a figure so that no line ends within it, without saying that it is exact."""
    if isinstance(value, Share) and value.size == 0:
        value = Percent(value.value, 2)
    return words.value(value).replace(" ", "\N{NO-BREAK SPACE}")


FORMS: Mapping[str, Callable[[Words, Value], str]] = {
    "or": _or,
    "list": _in_a_row(", "),
    "semicolons": _in_a_row("; "),
    "text": _as_it_is,
    "order": _order,
    "quoted": _quoted,
    "stated": _stated,
    "unbroken": _unbroken,
}
"""How a value can be written otherwise than as its sort is: a list with "or", with commas or with
semicolons between; in quotes, at most `MOST_QUOTED` of them; text without looking for what it is
called; an order of groups; a share as somebody stated it; a figure that no line ends within."""


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
