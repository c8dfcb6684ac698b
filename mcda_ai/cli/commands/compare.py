"""``mcda-ai compare``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_problem, add_saving
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import names_of, problem_of, weights_of

HELP = "rank by many methods, and say where they agree"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    parser.add_argument("--methods", default="all", help="all (default), or names with commas")
    parser.add_argument("--weights", help="as for rank")
    parser.add_argument(
        "--unscored", choices=("best", "worst"), help="what an unscored cell counts for"
    )


def run(options: argparse.Namespace) -> None:
    """Rank by many methods."""
    from mcda_ai import compare

    methods = options.methods if options.methods == "all" else names_of(options.methods)
    weights = weights_of(options.weights)
    result = compare(problem_of(options), methods, weights, unscored=options.unscored)
    show_result(result, options)
