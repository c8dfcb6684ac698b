"""A result on its way out: saved if that is asked for, and printed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mcda_ai.cli.printing import show, show_json
from mcda_ai.cli.typed import problem_of

if TYPE_CHECKING:
    from mcda_ai.messages.result import Result


def show_result(
    result: Result, options: argparse.Namespace, more: Mapping[str, Any] | None = None
) -> None:
    """Save a result if that is asked for, and print it: as data, in sentences, or whole.

    Parameters
    ----------
    result : Result
        Any: what it is, plays no part.
    options : Namespace
    more : mapping, optional
        What else the data says.
    """
    if getattr(options, "save", None):
        from mcda_ai.io.results import save

        save(result, options.save, force=options.force)
    if options.json:
        from mcda_ai.messages.claims import SCHEMA

        show_json({**result.to_dict(), "schema": SCHEMA, **(more or {})}, options.doubts)
    elif getattr(options, "lang", None):
        labels = problem_of(options).labels(options.lang) if "problem" in options else None
        show("\n".join(result.in_words(options.lang, labels)))
    else:
        show(result.answer_text())  # doubts were told when the problem was read
