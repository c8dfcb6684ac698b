"""How results say things in sentences: in a language that there is, with labels for names."""

from __future__ import annotations

from collections.abc import Sequence

from mcda_ai.messages.baseline import labels_marking
from mcda_ai.messages.faults import ProblemError, unknown_name
from mcda_ai.messages.label import LANGUAGES, Label
from mcda_ai.messages.rendering import AND, Labels, Renderer

NOBODY = Label(en="nobody", nl="niemand")


class Words(Renderer):
    """A renderer in a language that somebody asked for.

    Parameters
    ----------
    language : {"en", "nl"}
    labels : mapping of name to text, optional
    most : int, optional
        How many of a longer list are said; see `Renderer`.

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

    def __init__(
        self, language: str = "en", labels: Labels = None, most: int | None = None
    ) -> None:
        if language not in LANGUAGES:
            raise ProblemError(unknown_name("language", str(language), LANGUAGES))
        super().__init__(language, labels, most)

    def marking(self, baseline: str) -> Words:
        """Give the same words, in which the option that is the baseline bears its mark."""
        return Words(self.language, labels_marking(self._labels, baseline), self._most)

    def say(self, text: Label, **values: object) -> str:
        """Give a text, with the values filled in."""
        return text.text(self.language).format(**values)

    def all_of(self, names: Sequence[str]) -> str:
        """List names, as in ``A, B and C``."""
        return self.listed([self.name(name) for name in names], AND)


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
