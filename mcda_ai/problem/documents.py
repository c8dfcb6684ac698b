"""The document that evidence comes from, and where in it something stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where in which document something stands."""

    table: str = ""
    section: str = ""
    page: str = ""
    note: str = ""
    document: str = ""

    def text(self, language: str) -> str:
        """Cite the place, without the document, in a few words.

        Examples
        --------
        >>> Source(table="3", section="4.2").text("en")
        'table 3, section 4.2'
        """
        words = {
            "nl": ("tabel", "paragraaf", "pagina"),
            "en": ("table", "section", "page"),
        }["nl" if language == "nl" else "en"]
        parts = [
            f"{word} {value}"
            for word, value in zip(words, (self.table, self.section, self.page), strict=True)
            if value
        ]
        return ", ".join([*parts, self.note] if self.note else parts)


def cited(sources: Iterable[Source], language: str) -> str:
    """Cite places, each without its document; of one that is a whole document, that.

    Examples
    --------
    >>> cited([Source(section="2.1", document="a law"), Source(document="a letter")], "en")
    'section 2.1; a letter'
    """
    return "; ".join(source.text(language) or source.document for source in sources)


@dataclass(frozen=True, slots=True)
class Document:
    """The report that the evidence comes from."""

    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    client: str = ""
    number: str = ""
    date: str = ""
    language: str = ""

    def __str__(self) -> str:
        details = ", ".join(part for part in (self.publisher, self.number, self.date) if part)
        return f"{self.title} ({details})" if details else self.title
