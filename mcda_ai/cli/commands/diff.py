"""``mcda-ai diff``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import (
    add_draws,
    add_file,
    add_method,
    add_reading,
    add_reading_of_files,
    add_saving,
)
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import options_of_method, versions_of, weights_of

HELP = "say what changed between two versions, and what that does"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_file(parser, "before")
    add_file(parser, "after", "the other version")
    add_reading_of_files(parser)
    add_reading(parser, "another reading of the evidence, in both versions")
    add_method(parser)
    parser.add_argument(
        "--weights", help="as for rank; own, equal, layer-equal and all weight sets unless given"
    )
    add_draws(parser)
    add_saving(parser)


def run(options: argparse.Namespace) -> None:
    """Say what changed between two versions of a problem, and what that does to the answer."""
    from mcda_ai.comparison.versions import diff

    before, after = versions_of(options)
    result = diff(
        before, after, options.method, weights_of(options.weights), options_of_method(options),
        size=options.size, rng=options.seed,
    )  # fmt: skip
    show_result(result, options)
