"""What is printed: text, JSON and warnings."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import (
    contextmanager,
    redirect_stdout,
    suppress,
)
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Literal, TextIO

from mcda_ai.cli.progress import make_way
from mcda_ai.messages.faults import Fault, faults_of, reason_of
from mcda_ai.messages.label import LANGUAGES, Label

_fault = faults_of("cli")

LANGUAGE_VARIABLE = "MCDA_AI_LANG"
"""The environment variable of those who want another language than English."""


_WRITTEN = Label(en="Written to", nl="Geschreven naar")
_answers: ContextVar[TextIO | None] = ContextVar("answers")


class NotPrinted(Exception):  # noqa: N818  (it ends the command as an interrupt does)
    """An answer that could not be printed; its reason is None if who read it has seen enough."""

    def __init__(self, reason: Fault | None = None) -> None:
        self.reason = reason


def keep_output_for_answers() -> None:
    """Let what compiled code prints by itself, such as a solver, go nowhere: for a whole process.

    Standard output gets another number; what is written under its own one vanishes.
    """
    stream = sys.stdout
    try:
        own = os.dup(stream.fileno())
        _let_go(stream)
    except (AttributeError, OSError, ValueError):  # it is closed, or no file
        return
    answers = os.fdopen(own, "w", encoding=stream.encoding, errors="replace")
    answers.reconfigure(line_buffering=stream.isatty())
    sys.stdout = answers


@contextmanager
def answers_apart() -> Iterator[None]:
    """Keep standard output for answers: what other code prints, such as a plug-in, goes beside."""
    token = _answers.set(sys.stdout)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _answers.reset(token)


def show(text: str) -> None:
    """Print a text."""
    make_way()
    stream = _answers.get(sys.stdout)
    with _to_be_printed(stream):
        print(visible(text), file=stream)


def visible(text: str) -> str:
    """Write signs that do not print so that none of them commands a terminal; lines stay lines."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign in "\n\t" else sign.encode("unicode_escape").decode()
        for sign in text
    )


def flush_answers() -> None:
    """Make sure that what was printed has arrived."""
    if sys.stdout is not None:
        with _to_be_printed(sys.stdout):
            sys.stdout.flush()


@contextmanager
def _to_be_printed(stream: TextIO | None) -> Iterator[None]:
    """Tell why something cannot be printed, as on a full disk."""
    if stream is None:
        raise NotPrinted(_fault("no output"))
    try:
        yield
    except BrokenPipeError:
        _let_go(stream)
        raise NotPrinted from None
    except (OSError, ValueError) as error:  # a ValueError is a stream that was closed
        _let_go(stream)
        raise NotPrinted(reason_of(error)) from None


def _let_go(stream: TextIO) -> None:
    """Let what could not be written vanish; Python would fail on it once more at its end."""
    with suppress(OSError, ValueError):  # there may be no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def warn(fault: Fault, options: argparse.Namespace) -> None:
    """Say one thing on one line, beside what is printed, in the language that is asked for."""
    make_way()
    try:
        with _to_be_printed(sys.stderr):
            text = f"mcda-ai: {' '.join(fault.in_words(language_of(options)).split())}"
            print(text, file=sys.stderr)  # noqa: T201
    except NotPrinted:  # there is no other place to say it
        options.untold = True


def language_of(options: argparse.Namespace) -> Literal["en", "nl"]:
    """Give that of the option, else of the environment, else of the problem read, else English."""
    asked = (
        getattr(options, "lang", None),
        os.environ.get(LANGUAGE_VARIABLE),
        getattr(options, "language_of_problem", None),
    )
    stated = next((language for language in asked if language in LANGUAGES), "en")
    return "nl" if stated == "nl" else "en"


def show_json(value: object, doubts: Sequence[Fault] = ()) -> None:
    """Print data as JSON; what is doubted of the problem that it is about, beside it."""
    if doubts and isinstance(value, Mapping):
        value = {**value, "doubts": list(map(str, doubts))}
    show(json.dumps(plain(value), indent=2, allow_nan=False))


def show_written(path: Path, options: argparse.Namespace) -> None:
    """Say which file was written."""
    if options.json:
        show_json({"file": str(path)}, options.doubts)
    else:
        show(written(path, options))


def written(path: Path, options: argparse.Namespace) -> str:
    """Name the file that was written, in a sentence."""
    return f"{_WRITTEN.text(language_of(options))} {path}"


def plain(value: Any) -> Any:  # noqa: ANN401  (anything a result holds)
    """Turn a result's data into what JSON can hold; NaN and infinity become null."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "item"):
        return plain(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value
