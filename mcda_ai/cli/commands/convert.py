"""``mcda-ai convert``."""

from __future__ import annotations

import argparse
from typing import get_args

from mcda_ai.cli.options import add_force, add_problem
from mcda_ai.cli.printing import language_of, show_json, show_written, warn
from mcda_ai.cli.typed import problem_of
from mcda_ai.messages.faults import faults_of

_fault = faults_of("cli")
HELP = "write a problem as a file of another kind"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    parser.add_argument("output", metavar="FILE", help="its ending says of which kind")
    add_force(parser)


def run(options: argparse.Namespace) -> None:
    """Write a problem as a file of another kind, and say what that cannot hold."""
    from mcda_ai.io.files import write
    from mcda_ai.io.losses import TableKind, losses

    problem = problem_of(options)
    path = write(problem, options.output, force=options.force, language=language_of(options))
    kind = next((kind for kind in get_args(TableKind) if path.suffix.lower() == f".{kind}"), None)
    # YAML and JSON hold everything.
    lost = () if kind is None else losses(problem, kind, called=path.stem)
    if options.json:
        show_json({"file": str(path), "losses": list(lost)}, options.doubts)
        return
    show_written(path, options)
    for loss in lost:
        warn(_fault("not in the file", loss=loss), options)
