"""``mcda-ai redundancy``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_draws, add_method, add_problem, add_saving
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import options_of_method, problem_of, weights_or_space_of

HELP = "say who leads if equal rankings count once instead of as often as they stand"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    parser.add_argument("--weights", help="as for rank, or a weight space as for robust")
    parser.add_argument(
        "--scope", choices=("problem", "layer"), default="problem",
        help="equal rankings over the whole problem (default), or within a layer",
    )  # fmt: skip
    add_draws(parser)


def run(options: argparse.Namespace) -> None:
    """Say who leads if equal rankings count once."""
    from mcda_ai import redundancy

    result = redundancy(
        problem_of(options), options.method, weights_or_space_of(options.weights), options.scope,
        options_of_method(options), options.size, options.seed,
    )  # fmt: skip
    show_result(result, options)
