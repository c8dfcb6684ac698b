"""``mcda-ai explain``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_method, add_problem, add_saving
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import options_of_method, problem_of, weights_of

HELP = "say what speaks for who leads, what against, and which judgements are enough"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    parser.add_argument("--weights", help="as for rank")
    parser.add_argument(
        "--rival", metavar="OPTION", help="beside whom the leader is put (every other option)"
    )


def run(options: argparse.Namespace) -> None:
    """Say what speaks for who leads, and what against."""
    from mcda_ai import explain

    result = explain(
        problem_of(options), options.method, weights_of(options.weights), options.rival,
        options_of_method(options),
    )  # fmt: skip
    show_result(result, options)
