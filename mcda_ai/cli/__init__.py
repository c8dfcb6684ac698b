"""The command ``mcda-ai``.

Exit codes: 0 fine, 1 a problem in the input (one line per fault) or a stream that fails, 2 wrong
use, 130 interrupted, 143 told to stop. All is said in the language of ``--lang``, else of the
environment variable MCDA_AI_LANG ("en" or "nl"), else of the problem that was read, else in
English.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn, Protocol, cast

import mcda_ai
from mcda_ai.algorithms.side_by_side import is_any_at_work
from mcda_ai.cli.options import add_what_all_have
from mcda_ai.cli.printing import (
    NotPrinted,
    answers_apart,
    flush_answers,
    keep_output_for_answers,
    language_of,
    show,
    visible,
    warn,
)
from mcda_ai.cli.progress import at_work
from mcda_ai.cli.stopping import Stopped, stopped_by_signals
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.lists import LONGEST_NAME

_fault = faults_of("cli")
_STANDARD_ERROR = 2
_MADE_BEFORE_COLLECTED = 100_000  # objects: a process that ends soon has little garbage
_NEAR = 0.7  # of options, which all begin alike

COMMANDS = (
    "report",
    "explore",
    "rank",
    "robust",
    "compare",
    "stability",
    "explain",
    "baseline",
    "redundancy",
    "reliability",
    "ground",
    "attribute",
    "ask",
    "statements",
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
    """Run the command line; give the exit code.

    Without arguments, those of the process, which then is the command's own.
    """
    _prepare_streams()
    if arguments is None:
        keep_output_for_answers()
        gc.set_threshold(_MADE_BEFORE_COLLECTED)
    options = argparse.Namespace()
    try:
        with stopped_by_signals():
            code = _run(arguments, options)
    except ProblemError as error:
        for fault in error.faults:
            warn(fault, options)
        return 1
    except NotPrinted as error:
        if error.reason is not None:
            warn(_fault("not printed", reason=error.reason), options)
        return 1
    except Stopped as stopped:
        warn(_fault("stopped"), options)
        return stopped.exit_code
    except KeyboardInterrupt:
        warn(_fault("interrupted"), options)
        return 130
    return code or int("untold" in options)


def run() -> NoReturn:
    """Be the program `mcda-ai`.

    A thread that nobody waits for any more is not waited for: Python would stop it within code that
    cannot be stopped, such as a solver, and abort.
    """
    code = main()
    if is_any_at_work():
        for stream in (sys.stdout, sys.stderr):
            with suppress(AttributeError, OSError, ValueError):  # none, or closed
                stream.flush()
        os._exit(code)
    sys.exit(code)


def _run(arguments: Sequence[str] | None, options: argparse.Namespace) -> int:
    try:
        _parser().parse_args(arguments, options)
        with at_work(options.command, language_of(options)), answers_apart():
            return options.run(options) or 0
    finally:
        flush_answers()


def _prepare_streams() -> None:
    """Let a sign that a terminal lacks be a question mark, and no file be a closed stream."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if None in (sys.stdin, sys.stdout, sys.stderr):
        # What is opened next would get the number of a stream, and what others print into that.
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
            pass
        os.close(descriptor)


class _Parser(argparse.ArgumentParser):
    """Prints as a command does: what cannot be printed is told."""

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401
        if message and file is sys.stdout and file is not sys.stderr:
            show(message.removesuffix("\n"))
        else:
            super()._print_message(visible(message), file)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Refuse what no option knows here, where the command is known whose options are shown."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._unknown(unknown).in_words(language_of(found)))
        return found, unknown

    def _unknown(self, typed: Sequence[str]) -> Fault:
        option = next((each for each in typed if each.startswith("-")), None)
        if option is None:
            return _fault("argument too many", typed=typed[0])
        name, known = option.split("=")[0], self._option_string_actions
        near = get_close_matches(name, known, n=1, cutoff=_NEAR) if len(name) < LONGEST_NAME else []
        return _fault("unknown option", typed=name, nearest="".join(near))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
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
        add_what_all_have(typed)
        typed.set_defaults(run=command.run, wrong_use=typed.error, doubts=())
        command.add_options(typed)
    return parser
