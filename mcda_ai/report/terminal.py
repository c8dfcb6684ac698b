"""The answer as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from mcda_ai.messages.figures import whole
from mcda_ai.report.content import document
from mcda_ai.report.document import Document, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.headline import cautions
from mcda_ai.report.texts import say

_WIDTH = 96
_SHOWN = ("orders", "first ranks")


def as_text(answer: Answer, language: str = "en") -> str:
    """Write the answer for a terminal: sentences, two tables, and what to be careful about."""
    made = document(answer, language)
    shown = {table.name: table for table in made.tables if table.name in _SHOWN}
    size = whole(answer.size, language)
    blocks = [
        _heading(made),
        "\n".join(f"{o.name}  {o.label}" for o in made.options if o.label != o.name),
        _sentences(made, "answer"),
        f"{made.section('changes').title}\n{_sentences(made, 'changes')}",
        _sentences(made, "methods"),
        *(f"{shown[name].title}\n{_table_text(shown[name])}" for name in _SHOWN),
        "\n".join(_wrapped(caution) for caution in cautions(answer, language)),
        _wrapped(say("errors", language, size=size, seed=answer.seed)),
    ]
    return "\n\n".join(block for block in blocks if block)


def _heading(made: Document) -> str:
    lines = [made.title, made.source, "; ".join(made.circumstances)]
    return "\n".join(line for line in lines if line)


def _sentences(made: Document, name: str) -> str:
    """Write the first sentences of a section."""
    first = made.section(name).blocks[0]
    return "\n".join(_wrapped(sentence) for sentence in getattr(first, "sentences", ()))


def _table_text(table: Table) -> str:
    return _table(list(_lines(table)))


def _lines(table: Table) -> Iterator[list[str]]:
    """Write the label of a group in front of its first row."""
    labelled = any(group.label for group in table.groups)
    yield [*([""] if labelled else []), *table.head]
    for group in table.groups:
        for position, row in enumerate(group.rows):
            label = [group.label if position == 0 else ""] if labelled else []
            yield [*label, *(cell.text for cell in row)]


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(f"  {line}" for line in lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, width=_WIDTH, subsequent_indent="  ")
