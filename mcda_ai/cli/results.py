"""A result on its way out: saved if that is asked for, and printed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mcda_ai.cli.printing import language_of, show, show_json
from mcda_ai.cli.typed import problem_of, warn_of_more

if TYPE_CHECKING:
    from mcda_ai.messages.result import Result


def show_result(
    result: Result, options: argparse.Namespace, more: Mapping[str, Any] | None = None
) -> None:
    """Save a result if that is asked for, and print it: as data, in sentences, or whole.

    Whole it is in English only, so that all else is said in sentences.

    Parameters
    ----------
    result : Result
        Any: what it is, plays no part.
    options : Namespace
    more : mapping, optional
        What else the data says.
    """
    if "problem" in options:  # weights can be doubted beside what was read
        warn_of_more(result.provenance.doubts, options)
    if getattr(options, "save", None):
        from mcda_ai.io.results import save

        save(result, options.save, force=options.force)
    if options.json:
        from mcda_ai.messages.claims import SCHEMA

        show_json({**result.to_dict(), "schema": SCHEMA, **(more or {})}, options.doubts)
    elif options.lang or language_of(options) != "en":
        show("\n".join(_sentences(result, options)))
    else:
        show(result.answer_text())  # doubts were told when the problem was read


def _sentences(result: Result, options: argparse.Namespace) -> Iterator[str]:
    """Say a result, and under which reading and scenarios of a problem it holds."""
    language = language_of(options)
    if "problem" not in options:
        yield from result.in_words(language)
        return
    from mcda_ai.messages.wording import Words
    from mcda_ai.problem.circumstances import set_apart

    problem = problem_of(options)
    labels = problem.labels(language)
    yield from result.in_words(language, labels)
    yield from map(Words(language, labels).said, set_apart(problem, language))
