"""What is printed: text, JSON, warnings, and how far a computation is."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from mcda_ai.messages.faults import Fault
from mcda_ai.messages.label import LANGUAGES

LANGUAGE_VARIABLE = "MCDA_AI_LANG"
"""The environment variable of those who want another language than English."""


def show(text: str) -> None:
    """Print a text."""
    print(text)  # noqa: T201


def warn(fault: Fault, options: argparse.Namespace) -> None:
    """Say one thing on one line, beside what is printed, in the language that is asked for."""
    language = getattr(options, "lang", None) or language_of_environment()
    print(f"mcda-ai: {' '.join(fault.in_words(language).split())}", file=sys.stderr)  # noqa: T201


def language_of_environment() -> str:
    """Give the language that the environment asks for, else English."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")
    return asked if asked in LANGUAGES else "en"


def show_json(value: object, doubts: Sequence[Fault] = ()) -> None:
    """Print data as JSON; what is doubted of the problem that it is about, beside it."""
    if doubts and isinstance(value, Mapping):
        value = {**value, "doubts": list(map(str, doubts))}
    print(json.dumps(plain(value), indent=2, allow_nan=False))  # noqa: T201


def show_written(path: Path, options: argparse.Namespace) -> None:
    """Say which file was written."""
    if options.json:
        show_json({"file": str(path)}, options.doubts)
    else:
        show(f"Written to {path}")


def plain(value: Any) -> Any:  # noqa: ANN401  (anything a result holds)
    """Turn a result's data into what JSON can hold; NaN and infinity become null."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "item"):
        return plain(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def progress_bar() -> AbstractContextManager[Callable[[int, int], None]]:
    """Show progress on a terminal, once it takes more than a second."""
    if not sys.stdout.isatty():
        return nullcontext(lambda _done, _total: None)
    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[type-arg]
        def __enter__(self) -> Any:  # noqa: ANN401
            return self.advance

        def advance(self, done: int, total: int) -> None:
            self.total = total
            self.update(done)

    return Bar(delay=1, leave=False, unit=" draws", unit_scale=True)
