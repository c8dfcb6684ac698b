"""``mcda-ai attribute``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_problem, add_sample, add_saving, add_workers
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import names_of, problem_of

HELP = "say what decides the outcome, and by how much"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    parser.add_argument("--methods", help="all, or names with commas; a sensible list unless given")
    parser.add_argument(
        "--weights", action="append", metavar="WEIGHTS",
        help="a weight space, as for robust; can be given several times (uniform and layer-first)",
    )  # fmt: skip
    parser.add_argument(
        "--completions", type=int, default=12,
        help="most ways to fill in unscored cells (12); 0 leaves them open",
    )  # fmt: skip
    add_sample(parser, 2**12)
    add_workers(parser)


def run(options: argparse.Namespace) -> None:
    """Say what decides the outcome."""
    from mcda_ai.sensitivity.attribution import attribution

    problem = problem_of(options)
    methods = options.methods
    result = attribution(
        problem,
        methods if methods in (None, "all") else names_of(methods),
        priors=options.weights,
        readings=problem.active_reading if options.reading else None,
        completions=options.completions,
        size=options.size,
        rng=options.seed,
        workers=options.workers,
    )
    show_result(result, options)
