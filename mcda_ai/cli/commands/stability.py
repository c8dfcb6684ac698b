"""``mcda-ai stability``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_method, add_narrowing, add_problem, add_saving, add_workers
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import narrowed, options_of_method, problem_of, weights_of

HELP = "say what would change the answer"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    parser.add_argument("--weights", help="as for rank")
    parser.add_argument(
        "--within", default="uniform", help="admissible weights: as --weights of robust"
    )
    add_narrowing(parser)
    add_workers(parser)


def run(options: argparse.Namespace) -> None:
    """Say what would change the answer."""
    from mcda_ai import stability

    weights = weights_of(options.weights)
    problem = problem_of(options)
    result = stability(
        problem, options.method, weights, options_of_method(options),
        within=narrowed(options.within, problem, options, of_all=True), workers=options.workers,
    )  # fmt: skip
    show_result(result, options)
