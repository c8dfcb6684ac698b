"""``mcda-ai explore``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_output, add_problem
from mcda_ai.cli.printing import language_of, show_written
from mcda_ai.cli.typed import file_name, problem_of

HELP = "write a page in which people move the weights"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser, optional=True)
    parser.add_argument("--blank", action="store_true", help="a page that opens tables by itself")
    add_output(parser, "the file (NAME-explorer.html)")


def run(options: argparse.Namespace) -> None:
    """Write a page in which people move the weights."""
    from mcda_ai import explorer

    if (options.problem is None) != options.blank:
        options.wrong_use("give a PROBLEM, or --blank for a page that opens files itself")
    problem = None if options.blank else problem_of(options)
    name = "blank" if problem is None else file_name(problem.name)
    output = options.output or f"{name}-explorer.html"
    path = explorer.write(problem, output, language=language_of(options), force=options.force)
    show_written(path, options)
