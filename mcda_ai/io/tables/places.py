"""Where in a document something stands, written in a few words and read back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mcda_ai.io.spreadsheet.grid import cleaned
from mcda_ai.io.tables.words import all_spellings, word_lists
from mcda_ai.problem.evidence import Source

_KEY_OF = {
    word: key for key, words in all_spellings(word_lists()["places"]).items() for word in words
}
_PART = re.compile(rf"({'|'.join(map(re.escape, _KEY_OF))})\s+(\S.*)", re.IGNORECASE)


def sources_in(text: str) -> tuple[Source, ...]:
    """Read sources with semicolons between them; what is no place is a note.

    Examples
    --------
    >>> sources_in("table 3, section 4.2; see the letter")
    (Source(table='3', section='4.2', page='', note='', document=''), \
Source(table='', section='', page='', note='see the letter', document=''))
    """
    return tuple(_source(part.strip()) for part in text.split(";") if part.strip())


def _source(text: str) -> Source:
    parts = [part.strip() for part in text.split(",")]
    found: dict[str, str] = {}
    while parts:
        match = _PART.fullmatch(parts[0])
        key = _KEY_OF[match[1].lower()] if match else ""
        if match is None or key in found:
            break
        found[key] = match[2]
        parts.pop(0)
    return Source(**found, note=", ".join(parts))


def sources_text(sources: Iterable[Source], language: str) -> str:
    """Write sources as `sources_in` reads them; documents are left out."""
    return cleaned("; ".join(source.text(language) for source in sources))
