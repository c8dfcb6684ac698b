"""What is printed: text, JSON and warnings."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mcda_ai.cli.progress import make_way
from mcda_ai.messages.faults import Fault
from mcda_ai.messages.label import LANGUAGES

LANGUAGE_VARIABLE = "MCDA_AI_LANG"
"""The environment variable of those who want another language than English."""


def show(text: str) -> None:
    """Print a text."""
    make_way()
    print(text)  # noqa: T201


def warn(fault: Fault, options: argparse.Namespace) -> None:
    """Say one thing on one line, beside what is printed, in the language that is asked for."""
    make_way()
    print(f"mcda-ai: {' '.join(fault.in_words(language_of(options)).split())}", file=sys.stderr)  # noqa: T201


def language_of(options: argparse.Namespace) -> str:
    """Give the language that is asked for, by an option or else by the environment."""
    return getattr(options, "lang", None) or language_of_environment()


def language_of_environment() -> str:
    """Give the language that the environment asks for, else English."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")
    return asked if asked in LANGUAGES else "en"


def show_json(value: object, doubts: Sequence[Fault] = ()) -> None:
    """Print data as JSON; what is doubted of the problem that it is about, beside it."""
    if doubts and isinstance(value, Mapping):
        value = {**value, "doubts": list(map(str, doubts))}
    make_way()
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
