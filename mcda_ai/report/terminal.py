"""The answer as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from mcda_ai.report.gathering import WEIGHT_SPACES, Answer
from mcda_ai.report.headline import cautions, circumstances, sentences
from mcda_ai.report.words import number, say

_WIDTH = 96


def as_text(answer: Answer, language: str = "en") -> str:
    """Write the answer for a terminal: sentences, two tables, and what to be careful about."""
    problem = answer.problem
    blocks = [
        _heading(answer, language),
        "\n".join(_wrapped(sentence) for sentence in sentences(answer, language)),
        say("fixed weights", language) + "\n" + _fixed_weights(answer, language),
        say("first ranks", language) + "\n" + _first_ranks(answer, language),
        "\n".join(_wrapped(caution) for caution in cautions(answer, language)),
        _wrapped(say("errors", language, size=number(answer.size, language), seed=answer.seed)),
    ]
    options = [f"{a.name}  {a.label.text(language)}" for a in problem.alternatives
               if a.label.text(language) not in ("", a.name)]  # fmt: skip
    if options:
        blocks.insert(1, "\n".join(options))
    return "\n\n".join(block for block in blocks if block)


def _heading(answer: Answer, language: str) -> str:
    problem = answer.problem
    title = problem.label.text(language) or problem.name
    document = [str(problem.document)] if problem.document else []
    return "\n".join([title, *document, "; ".join(circumstances(problem, language))])


def _fixed_weights(answer: Answer, language: str) -> str:
    columns = [(scope, fixed) for scope in answer.scopes for fixed in answer.fixed_weights]
    scopes = [
        say(answer.key(scope), language) if fixed == answer.fixed_weights[0] else ""
        for scope, fixed in columns
    ]
    rows = [
        [method.label, *(scope.rankings[method.name, fixed].order for scope, fixed in columns)]
        for method in answer.methods
    ]
    weights = [say(fixed, language) for _, fixed in columns]
    return _table([["", *scopes], [say("method", language), *weights], *rows])


def _first_ranks(answer: Answer, language: str) -> str:
    head = ["", "", *answer.problem.alternative_names]
    rows = [
        [
            f"{say(space.name, language)}, {say(answer.key(scope), language)}" if line == 0 else "",
            method.label,
            *(
                scope.robustness[method.name, space.name].share_text(name, 1, language)
                for name in answer.problem.alternative_names
            ),
        ]
        for scope in answer.scopes
        for space in WEIGHT_SPACES
        for line, method in enumerate(answer.methods)
    ]
    return _table([head, *rows])


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(f"  {line}" for line in lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, width=_WIDTH, subsequent_indent="  ")
