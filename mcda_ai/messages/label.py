"""One text in two languages."""

from __future__ import annotations

from dataclasses import dataclass


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
