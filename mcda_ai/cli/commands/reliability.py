"""``mcda-ai reliability``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_method, add_problem, add_sample, add_saving
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import options_of_method, problem_of, weights_or_space_of

HELP = "say how likely the leader is truly first if judgements may be wrong"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    parser.add_argument(
        "--weights",
        help="as for rank; or a weight space as for robust, over which each leader is asked "
             "whether it stays first",
    )  # fmt: skip
    parser.add_argument(
        "--error", type=float,
        help="how far judgements may be wrong that state no confidence: each reversed pair makes "
             "an order (1 - e) / e times less likely (0.1)",
    )  # fmt: skip
    parser.add_argument(
        "--right",
        type=float,
        help="instead: how likely each such judgement is wholly right, as 0.9",
    )
    parser.add_argument(
        "--together", default="none", metavar="{none,equal}",
        help="which judgements err together, told first: none (default), or equal ones",
    )  # fmt: skip
    add_sample(parser, 20_000)


def run(options: argparse.Namespace) -> None:
    """Say how likely the leader is truly first."""
    from mcda_ai import reliability

    result = reliability(
        problem_of(options), options.method, weights_or_space_of(options.weights), options.error,
        options.right, options.together, options_of_method(options), options.size, options.seed,
    )  # fmt: skip
    show_result(result, options)
