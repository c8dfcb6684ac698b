"""``mcda-ai statements``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_draws, add_method, add_problem, add_saving, add_statements
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import options_of_method, prefers_of, problem_of

HELP = "say what statements about options leave of the weightings, and what follows"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    add_statements(parser, "what holds of options, instead of the statements in the file")
    parser.add_argument("--weights", help="what is known of the weights beside: as for robust")
    add_draws(parser)


def run(options: argparse.Namespace) -> None:
    """Say what statements leave, and what follows from them."""
    from mcda_ai import statements

    result = statements(
        problem_of(options), prefers_of(options) or None, options.method, options.weights,
        size=options.size, rng=options.seed, options=options_of_method(options),
    )  # fmt: skip
    show_result(result, options)
