"""How statements are written: names, lists and figures put into a phrase, in English or Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from mcda_ai.messages import figures
from mcda_ai.messages.claims import Percent, Points, Share, Statement, Value
from mcda_ai.messages.label import Label, Text
from mcda_ai.messages.lists import listed, listed_names
from mcda_ai.messages.nouns import NOUNS
from mcda_ai.messages.phrases import Gap, Template, phrase_of

MOST_QUOTED = 16
"""Names in one list of a sentence."""
MOST_OF_A_FEW = 5  # of names that only show what is meant
_LONGEST = 1000  # letters of a fault: what a file holds can be of any length
Labels: TypeAlias = Mapping[str, Text] | None
"""What to call layers, criteria, alternatives, readings and scenarios, by name; else the name."""

AND, OR = Label(en="and", nl="en"), Label(en="or", nl="of")
MORE: Mapping[str, str] = {"en": "{} more", "nl": "nog {}"}
ALL, BOTH = Label(en="all", nl="alle"), Label(en="both", nl="beide")


class Renderer:
    """One language, and what things are called in it.

    Parameters
    ----------
    language : {"en", "nl"}
        Not checked here: see `mcda_ai.messages.wording.Words`.
    labels : mapping of name to text, optional
    most : int, optional
        How many of a longer list are said, and then how many more there are; all unless given. One
        more is said as well: it is no longer than that it is one.

    Examples
    --------
    >>> Renderer("nl").value(("input", "output", "impact")), Renderer("nl").percent(0.399)
    ('input, output en impact', '40 %')
    >>> Renderer("en", most=2).value(tuple("ABC")), Renderer("en", most=2).value(tuple("ABCD"))
    ('A, B and C', 'A, B and 2 more')
    """

    def __init__(self, language: str, labels: Labels = None, most: int | None = None) -> None:
        self.language = language
        self._labels = labels or {}
        self._most = most

    def name(self, name: str) -> str:
        """Give what something is called."""
        return self._labels.get(name, name)

    def said(self, statement: Statement) -> str:
        """Say a statement: its phrase, with its values in it."""
        template = phrase_of(statement.kind).in_language(self.language)
        text = self._filled(template, statement.values)
        return _one_line(text) if statement.is_one_line else text

    def value(self, value: Value) -> str:
        """Write a value as its sort is: a name by what it is called, a list with "and"."""
        if isinstance(value, Statement):
            return self.said(value)
        if isinstance(value, tuple):
            return self.listed([self.value(item) for item in value], AND)
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

    def begins_with_name(self, statement: Statement) -> bool:
        """Tell whether a statement is said with a name in front, which keeps its small letters."""
        template = phrase_of(statement.kind).in_language(self.language)
        return self._is_name_in_front(template, statement.values)

    def _is_name_in_front(self, template: Template, values: Mapping[str, Value]) -> bool:
        if not template or isinstance(template[0], str):
            return False
        gap, value = template[0], values[template[0].name]
        if gap.sign != ":":
            return self._is_name_in_front(_chosen(gap, value) or template[1:], values)
        first = value[0] if isinstance(value, tuple) and value else value
        if isinstance(first, Statement):
            return self.begins_with_name(first)
        return isinstance(first, str | tuple)

    def listed(self, texts: Sequence[str], last: Label) -> str:
        """Put commas between texts, and a word before the last."""
        return listed(self.first_of(texts), f" {last.text(self.language)} ")

    def first_of(self, texts: Sequence[str]) -> Sequence[str]:
        """Give texts; of many the first ones, and how many more there are."""
        if self._most is None or len(texts) <= self._most + 1:
            return texts
        return [
            *texts[: self._most],
            MORE[self.language].format(self.whole(len(texts) - self._most)),
        ]

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


def _or(renderer: Renderer, value: Value) -> str:
    return renderer.listed([renderer.value(item) for item in _items(value)], OR)


def _in_a_row(sign: str) -> Callable[[Renderer, Value], str]:
    return lambda renderer, value: sign.join(
        renderer.first_of([renderer.value(item) for item in _items(value)])
    )


def _as_it_is(_: Renderer, value: Value) -> str:
    return ", ".join(map(str, _items(value)))


def _order(renderer: Renderer, value: Value) -> str:
    """Write an order of names, groups of equals within it, or of chains with commas between."""
    items = tuple(_items(value))
    if items and any(isinstance(each, tuple) for each in _items(items[0])):
        return ", ".join(_order(renderer, chain) for chain in items)
    groups = (map(renderer.name, map(str, _items(group))) for group in _items(value))
    return " > ".join(map(" = ".join, groups))


def _quoted(renderer: Renderer, value: Value) -> str:
    """Put names in quotes: of many the first few, and how many more there are."""
    texts = [renderer.value(item) for item in _items(value)]
    return listed_names(texts, MOST_QUOTED, language=renderer.language)


def _quoted_with(last: Label, most: int) -> Callable[[Renderer, Value], str]:
    """Put names in quotes, and a word before the last where all are shown."""

    def form(renderer: Renderer, value: Value) -> str:
        texts = [renderer.value(item) for item in _items(value)]
        word = f" {last.text(renderer.language)} "
        return listed_names(texts, most, last=word, language=renderer.language)

    return form


def _names(renderer: Renderer, value: Value) -> str:
    """List names: of many the first few, and how many more there are."""
    texts = [renderer.value(item) for item in _items(value)]
    return listed_names(texts, MOST_QUOTED, quoted=False, language=renderer.language)


def _noun(renderer: Renderer, value: Value) -> str:
    """Say which kind of part of a problem is meant."""
    noun = NOUNS.get(value) if isinstance(value, str) else None
    return renderer.value(value) if noun is None else noun[0].text(renderer.language)


def _nouns(renderer: Renderer, value: Value) -> str:
    """Say of which kind several parts of a problem are."""
    return NOUNS[str(value)][1].text(renderer.language)


def _stated(renderer: Renderer, value: Value) -> str:
    assert isinstance(value, float)
    return figures.stated_percent(value, renderer.language)


def _full(renderer: Renderer, value: Value) -> str:
    """Write a number in as few digits as give it back; what is none, as it is."""
    if isinstance(value, int | float):
        return figures.in_full(value, renderer.language)
    return _as_it_is(renderer, value)


def _all(renderer: Renderer, value: Value) -> str:
    """Say that it is all of so many; two are "both"."""
    number = len(value) if isinstance(value, tuple) else value
    assert isinstance(number, int)
    if number == 2:
        return BOTH.text(renderer.language)
    return f"{ALL.text(renderer.language)} {renderer.whole(number)}"


def _items(value: Value) -> Iterable[Value]:
    return value if isinstance(value, tuple) else (value,)


def _of_hundred(renderer: Renderer, value: Value) -> str:
    """Write a share, or two as a range, as so many of every hundred."""
    bounds = [bound for share in _shares(value) for bound in figures.bounds_of(*share)]
    return figures.of_hundred(min(bounds), max(bounds), renderer.language)


def _at_most_of_hundred(renderer: Renderer, value: Value) -> str:
    (share,) = _shares(value)
    return figures.at_most_of_hundred(figures.bounds_of(*share)[1], renderer.language)


def _shares(value: Value) -> list[tuple[float, int]]:
    return [(item.value, item.size) for item in _items(value) if isinstance(item, Share)]


def _one_line(text: str) -> str:
    """Write a text on one line: cut where it is very long, and without signs that do not print."""
    text = text[:_LONGEST] + "…" if len(text) > _LONGEST else text
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(sign: str) -> str:
    """Write a sign so that it neither breaks a line nor commands a terminal."""
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else sign.encode("unicode_escape").decode("ascii")


FORMS: Mapping[str, Callable[[Renderer, Value], str]] = {
    "or": _or,
    "list": _in_a_row(", "),
    "semicolons": _in_a_row("; "),
    "text": _as_it_is,
    "order": _order,
    "quoted": _quoted,
    "quoted few": _quoted_with(AND, MOST_OF_A_FEW),
    "quoted or": _quoted_with(OR, MOST_QUOTED),
    "names": _names,
    "noun": _noun,
    "nouns": _nouns,
    "stated": _stated,
    "full": _full,
    "all": _all,
    "of_hundred": _of_hundred,
    "at_most_of_hundred": _at_most_of_hundred,
}
"""How a value can be written otherwise than as its sort is: a list with "or", with commas or with
semicolons between; text without looking for what it is called; an order of groups; in quotes or
without, at most `MOST_QUOTED` of them, or a few with "and" before the last, or with "or"; the word
for a kind of part of a problem, or for several of them, by its English name; a share as somebody
stated it; a number in full; all of so many, two being "both"; a share, or two as a
range, as so many of every hundred."""
