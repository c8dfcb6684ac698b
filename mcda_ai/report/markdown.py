"""The report as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.label import Text
from mcda_ai.report.cells import lines_of
from mcda_ai.report.document import Block, Document, Explorer, Picture, Sentences, Table
from mcda_ai.report.texts import say

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#~"})


@checks_arguments
def as_markdown(document: Document, pictures: Mapping[str, Text] | None = None) -> str:
    """Write the report as Markdown, with tables in the form that GitHub and pandoc read.

    Parameters
    ----------
    document : Document
    pictures : mapping of picture name to address, optional
        Where the pictures stand; those without an address are left out.

    Returns
    -------
    str
        Labels from the input are escaped, so that none is read as markup.
    """
    lines = [f"# {_plain(document.title)}", f"*{_plain(document.kicker)}*"]
    told = (document.description, document.source, "; ".join(document.circumstances))
    lines += [_plain(text) for text in told if text]
    if document.out:
        lines.append("\n".join(f"- {_plain(each)}" for each in document.out))
    if document.doubts:
        lines.append("\n".join(f"- {_plain(doubt)}" for doubt in document.doubts))
    lines += chain.from_iterable(map(_of_brief, document.brief))
    if document.picture is not None:
        lines += _block(document.picture, document.language, pictures or {})
    options = [
        f"- **{_plain(option.name)}**"
        + (f" {_plain(option.label)}" if option.label != option.name else "")
        + (f": {_plain(option.description)}" if option.description else "")
        for option in document.options
    ]
    lines.append("\n".join(options))
    for section in document.sections:
        lines.append(f"## {_plain(section.title)}")
        if section.line:
            lines.append(f"*{_plain(section.line)}*")
        for block in section.blocks:
            lines += _block(block, document.language, pictures or {})
    return "\n\n".join(lines) + "\n"


def _of_brief(part: Sentences) -> Iterator[str]:
    yield f"**{_plain(part.heading)}**"
    yield "\n".join(f"- {_plain(sentence)}" for sentence in part.sentences)


def _block(block: Block, language: str, pictures: Mapping[str, str]) -> Iterator[str]:
    if isinstance(block, Sentences):
        if block.heading:
            yield f"### {_plain(block.heading)}"
        yield "\n".join(f"- {_plain(sentence)}" for sentence in block.sentences)
    elif isinstance(block, Table):
        yield f"### {_plain(block.title)}"
        yield "\n".join(_table_lines(block, language))
        if block.note:
            yield _plain(block.note)
    elif isinstance(block, Picture):
        if block.name in pictures:
            yield f"![{_plain(block.in_words)}](<{pictures[block.name]}>)"
    elif isinstance(block, Explorer):
        yield say("only in a page", language)


def _table_lines(table: Table, language: str) -> Iterator[str]:
    yield _line(_plain(text) for text in table.header)
    yield _line("---" for _ in table.header)
    for cells in table.lines():
        yield _line("<br>".join(map(_plain, lines_of(cell, language))) for cell in cells)


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _plain(text: str) -> str:
    """Escape what Markdown would read as markup; keep it on one line."""
    return " ".join(text.translate(_SPECIAL).split())
