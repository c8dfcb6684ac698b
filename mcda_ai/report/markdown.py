"""The report as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mcda_ai.report.document import Block, Cell, Document, Explorer, Picture, Sentences, Table
from mcda_ai.report.texts import say

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#~"})


def as_markdown(document: Document, pictures: Mapping[str, str] | None = None) -> str:
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
    lines += [_plain(text) for text in (document.description, document.source) if text]
    lines.append(_plain("; ".join(document.circumstances)))
    options = [
        f"- **{_plain(option.name)}** {_plain(option.label)}"
        + (f": {_plain(option.description)}" if option.description else "")
        for option in document.options
    ]
    lines.append("\n".join(options))
    for section in document.sections:
        lines.append(f"## {_plain(section.title)}")
        for block in section.blocks:
            lines += _block(block, document.language, pictures or {})
    return "\n\n".join(lines) + "\n"


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
            yield f"![{_plain(block.title)}](<{pictures[block.name]}>)"
    elif isinstance(block, Explorer):
        yield say("only in a page", language)


def _table_lines(table: Table, language: str) -> Iterator[str]:
    """Write a table; the label of a group is a column of its own, in front."""
    labelled = any(group.label for group in table.groups)
    lead = [""] if labelled else []
    yield _line([*lead, *map(_plain, table.head)])
    yield _line(["---"] * (len(lead) + len(table.head)))
    for group in table.groups:
        for position, row in enumerate(group.rows):
            label = [_plain(group.label) if position == 0 else ""] if labelled else []
            yield _line([*label, *(_cell(cell, language) for cell in row)])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, language: str) -> str:
    marks = [f"({say(mark, language)})" for mark in cell.marks]
    remarks = [_plain(remark) for remark in cell.remarks]
    return "<br>".join([" ".join([_plain(cell.text), *marks]), *remarks])


def _plain(text: str) -> str:
    """Escape what Markdown would read as markup; keep it on one line."""
    return " ".join(text.translate(_SPECIAL).split())
