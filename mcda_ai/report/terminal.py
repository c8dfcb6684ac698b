"""The answer as plain text."""

from __future__ import annotations

import textwrap

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.report.brief import brief, heading
from mcda_ai.report.cautions import cautions, draws
from mcda_ai.report.content import changes_told, document
from mcda_ai.report.document import Document, Sentences, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.shown import words_of

_WIDTH = 96
_SHOWN = ("baseline", "orders", "first ranks")
_OF_ALL = ("first ranks, all", "extremes, all")  # of the appendix: an option a row


@checks_arguments
def as_text(answer: Answer, language: Language = "en", *, doubts: bool = True) -> str:
    """Write the answer for a terminal: sentences, two tables, and what to be careful about.

    Parameters
    ----------
    answer : Answer
    language : {"en", "nl"}, optional
    doubts : bool, optional
        Whether what was suspect in what was read stands above it.
    """
    made, words = document(answer, language), words_of(language)
    tables = {table.name: table for table in made.tables}
    blocks = [
        _heading(made),
        "\n".join(map(_wrapped, made.out)),
        "\n".join(map(_wrapped, made.doubts if doubts else ())),
        "\n".join(f"{o.name}  {o.label}" for o in made.options if o.label != o.name),
        _sentences(made, "answer"),
        _titled(made, "stated", _sentences(made, "stated")),
        _titled(made, "changes", _changes(answer, language)),
        _sentences(made, "methods"),
        *(_table_text(tables[name]) for name in _SHOWN if name in tables),
        "\n".join(map(_wrapped, Sentences(tuple(cautions(answer, language)), words).sentences)),
        *map(_wrapped, Sentences((draws(answer),), words).sentences),
        *(_table_text(tables[name]) for name in _OF_ALL if name in tables),
    ]
    return "\n\n".join(block for block in blocks if block)


@checks_arguments
def as_brief(answer: Answer, language: Language = "en") -> str:
    """Write the brief for a terminal: who leads and what that hangs on, in at most 250 words.

    Parameters
    ----------
    answer : Answer
    language : {"en", "nl"}, optional
    """
    parts = (
        "\n".join([part.heading, *map(_wrapped, part.sentences)])
        for part in brief(answer, language)
    )
    return "\n\n".join(["\n".join(map(_wrapped, heading(answer, language))), *parts])


def _titled(made: Document, name: str, said: str) -> str:
    """Put the title of a section above what it says, if it says something."""
    return said and f"{made.section(name).title}\n{said}"


def _heading(made: Document) -> str:
    lines = [made.title, made.decision, made.source, "; ".join(made.circumstances)]
    return "\n".join(line for line in lines if line)


def _sentences(made: Document, name: str) -> str:
    """Write the first sentences of a section."""
    firsts = (section.blocks[0] for section in made.sections if section.name == name)
    said = (sentence for first in firsts for sentence in getattr(first, "sentences", ()))
    return "\n".join(map(_wrapped, said))


def _changes(answer: Answer, language: Language) -> str:
    """Write as sentences what the report shows as a table: on a line there is no room for columns.

    Without the preconditions it is told in the report.
    """
    words = words_of(language, answer.problem.labels(language))
    words = words.marking(answer.problem.baseline or "")
    return "\n".join(map(_wrapped, Sentences(changes_told(answer), words).sentences))


def _table_text(table: Table) -> str:
    """Write a table in columns, each as wide as what it holds, below its title."""
    rows = [table.header, *(tuple(cell.text for cell in cells) for cells in table.lines())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([table.title, *(f"  {line}" for line in lines)])


def _wrapped(text: str) -> str:
    return textwrap.fill(text, width=_WIDTH, subsequent_indent="  ")
