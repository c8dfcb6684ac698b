"""``mcda-ai compare``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_options_of_methods, add_problem, add_saving, add_workers
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import names_of, options_of_method, problem_of, weights_of

HELP = "rank by many methods, and say where they agree"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    parser.add_argument("--methods", default="all", help="all (default), or names with commas")
    parser.add_argument("--weights", help="as for rank")
    add_options_of_methods(parser, "an option that every method is asked with: unscored=worst")
    add_workers(parser)


def run(options: argparse.Namespace) -> None:
    """Rank by many methods."""
    from mcda_ai import compare

    methods = options.methods if options.methods == "all" else names_of(options.methods)
    weights = weights_of(options.weights)
    result = compare(
        problem_of(options), methods, weights, options=options_of_method(options),
        workers=options.workers,
    )  # fmt: skip
    show_result(result, options)
