"""One text in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Protocol, TypeAlias

LANGUAGES = ("en", "nl")
"""In which everything is said."""
Text: TypeAlias = Annotated[str, "in lists"]
"""A text that also a list or dict has to hold: see `mcda_ai.messages.arguments`."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text in Dutch, English or both."""

    nl: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """Give the text in a language, or in the other one where this one is missing."""
        return (self.nl or self.en) if language == "nl" else (self.en or self.nl)

    @classmethod
    def same(cls, text: str) -> Label:
        """Use one text for both languages."""
        return cls(nl=text, en=text)

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)


class Labelled(Protocol):
    """A part of a problem: a name to type, and a label to read."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def label(self) -> Label:
        """The label; empty if there is none."""


def called(part: Labelled, language: str) -> str:
    """Give what a part is called: its label, or its name where it has none."""
    return part.label.text(language) or part.name
