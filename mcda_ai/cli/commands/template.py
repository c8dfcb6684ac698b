"""``mcda-ai template``."""

from __future__ import annotations

import argparse
from pathlib import Path

from mcda_ai.cli.options import add_force, whole
from mcda_ai.cli.printing import language_of, show_written
from mcda_ai.messages.faults import ProblemError, faults_of

_fault = faults_of("cli")
HELP = "write a workbook to fill in with your own options and criteria"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    parser.add_argument("output", metavar="FILE", help="the workbook, ending in .xlsx")
    parser.add_argument("--readings", type=whole, default=1, help="sheets of rankings (1)")
    parser.add_argument("--alternatives", type=whole, default=8, help="columns for options (8)")
    add_force(parser)


def run(options: argparse.Namespace) -> None:
    """Write a workbook to fill in."""
    from mcda_ai.io.template.writing import template_workbook
    from mcda_ai.io.writing import write_atomically

    if Path(options.output).suffix.lower() != ".xlsx":
        raise ProblemError(_fault("template no workbook").within(options.output))
    content = template_workbook(
        language_of(options), readings=options.readings, alternatives=options.alternatives
    )
    path = write_atomically(options.output, content, force=options.force)
    show_written(path, options)
