"""``mcda-ai robust``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import (
    add_draws,
    add_method,
    add_narrowing,
    add_problem,
    add_saving,
    add_workers,
)
from mcda_ai.cli.progress import advance
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import narrowed, options_of_method, problem_of

HELP = "rank the options under very many weightings, and count"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    add_draws(parser)
    parser.add_argument(
        "--weights",
        help="a weight space: layer-first (default, but for elections), uniform, "
             "'ordered: impact > outcome', 'impact >= outcome; input <= 40 %%', "
             "a named weight set, ...",
    )  # fmt: skip
    add_narrowing(parser)
    parser.add_argument(
        "--half-width", type=float,
        help="draw until every share is known this well, as 0.005; --size is then the most draws",
    )  # fmt: skip
    add_workers(parser)


def run(options: argparse.Namespace) -> None:
    """Rank under very many weightings, and count."""
    from mcda_ai.sensitivity.smaa import number_of_draws, robustness

    problem = problem_of(options)
    weights = narrowed(options.weights, problem, options)
    result = robustness(
        problem, options.method, weights, options.size, options.seed,
        options=options_of_method(options), half_width=options.half_width,
        workers=options.workers,
        progress=lambda done: advance(done, number_of_draws(options.size)),
    )  # fmt: skip
    show_result(result, options)
