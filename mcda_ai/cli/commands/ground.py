"""``mcda-ai ground``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_method, add_problem, add_saving
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import options_of_method, problem_of, weights_of
from mcda_ai.messages.faults import ProblemError, faults_of

_fault = faults_of("cli")
HELP = "compare named weight sets, and look for common ground"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    parser.add_argument(
        "--weights", action="append", metavar="WEIGHTS",
        help="a weight set, as for rank; can be given several times (those of the file)",
    )  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Compare named weight sets."""
    from mcda_ai import common_ground

    typed = options.weights or []
    sets = {text: weights_of(text) for text in typed} or None
    if sets is not None and len(sets) < len(typed):
        raise ProblemError(_fault("weights twice"))
    problem = problem_of(options)
    if sets is None and not problem.weight_sets:
        raise ProblemError(_fault("no weight sets").within(problem.name))
    result = common_ground(problem, options.method, sets, options_of_method(options))
    show_result(result, options)
