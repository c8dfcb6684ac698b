"""``mcda-ai baseline``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_draws, add_method, add_narrowing, add_problem, add_saving
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import narrowed, options_of_method, problem_of, weights_of

HELP = "say which options are better than doing nothing, how often, and on which criteria worse"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    add_draws(parser)
    parser.add_argument("--weights", help="fixed weights: as for rank")
    parser.add_argument("--within", help="a weight space: as --weights of robust")
    add_narrowing(parser)


def run(options: argparse.Namespace) -> None:
    """Hold each option against the baseline."""
    from mcda_ai import against_baseline

    problem = problem_of(options)
    result = against_baseline(
        problem, options.method, weights_of(options.weights),
        within=narrowed(options.within, problem, options), size=options.size, rng=options.seed,
        options=options_of_method(options),
    )  # fmt: skip
    show_result(result, options)
