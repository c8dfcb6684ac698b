"""The command ``mcda-ai``.

Exit codes: 0 fine, 1 a problem in the input (one line per fault), 2 wrong use. Faults and warnings
are said in the language of ``--lang``, where a command has it, else of the environment variable
MCDA_AI_LANG ("en" or "nl"), else in English.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

import mcda_ai
from mcda_ai.cli.printing import language_of, warn
from mcda_ai.cli.progress import at_work
from mcda_ai.messages.faults import ProblemError, faults_of

_fault = faults_of("cli")

COMMANDS = (
    "report",
    "explore",
    "rank",
    "robust",
    "compare",
    "stability",
    "ground",
    "attribute",
    "ask",
    "diff",
    "check",
    "template",
    "convert",
    "schema",
    "methods",
    "datasets",
)
"""In the order of ``mcda-ai --help``; each is the file of that name in `commands`."""


class Command(Protocol):
    """What the file of a command holds."""

    HELP: str

    def add_options(self, parser: argparse.ArgumentParser, /) -> None:
        """Say what can be typed."""

    def run(self, options: argparse.Namespace, /) -> int | None:
        """Do it; give the exit code if it is another than 0."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a sign shows a question mark
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        with at_work(options.command, language_of(options)):
            code = options.run(options)
        sys.stdout.flush()
    except ProblemError as error:
        for fault in error.faults:
            warn(fault, options)
        return 1
    except KeyboardInterrupt:
        warn(_fault("interrupted"), options)
        return 130
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    return code or 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mcda-ai",
        allow_abbrev=False,
        description="Who leads, and how sure is that? Decision analysis on rankings.",
    )
    parser.add_argument("--version", action="version", version=f"mcda-ai {mcda_ai.__version__}")
    added = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        command = cast("Command", import_module(f"{__name__}.commands.{name}"))
        typed = added.add_parser(
            name, help=command.HELP, description=command.HELP, allow_abbrev=False
        )
        typed.add_argument("--json", action="store_true", help="print JSON, and nothing else")
        typed.set_defaults(run=command.run, wrong_use=typed.error, doubts=())
        command.add_options(typed)
    return parser
