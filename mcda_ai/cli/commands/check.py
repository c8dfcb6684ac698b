"""``mcda-ai check``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.options import add_file, add_reading_of_files
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import read_as

HELP = "say all that is wrong or suspect in a problem file"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_file(parser, "file")
    add_reading_of_files(parser)


def run(options: argparse.Namespace) -> int:
    """Say all that is wrong or suspect in a problem file; 1 if anything is wrong."""
    from mcda_ai.io.checking import check

    how = read_as(options)
    result = check(
        options.file, direction=how.direction, scale=how.scale, decimal=how.decimal,
        sheet=how.sheet, unranked=how.unranked, most_bytes=how.most_bytes,
        options_in=how.options_in,
    )  # fmt: skip
    if result.problem is not None:
        options.language_of_problem = result.problem.language
    show_result(result, options)
    return 1 if result.faults else 0
