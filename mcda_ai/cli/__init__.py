"""The command ``mcda-ai``.

Exit codes: 0 fine, 1 a problem in the input (one line per fault), 2 wrong use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import mcda_ai
from mcda_ai.cli.arguments import Command, parser_of
from mcda_ai.cli.catalogue import datasets_command, methods_command
from mcda_ai.cli.printing import warn
from mcda_ai.cli.problems import (
    check_command,
    convert_command,
    diff_command,
    schema_command,
    template_command,
)
from mcda_ai.cli.reports import explore_command, report_command
from mcda_ai.cli.results import (
    ask_command,
    attribute_command,
    compare_command,
    ground_command,
    rank_command,
    robust_command,
    stability_command,
)
from mcda_ai.messages.faults import ProblemError

COMMANDS: dict[str, Command] = {
    "report": report_command,
    "explore": explore_command,
    "rank": rank_command,
    "robust": robust_command,
    "compare": compare_command,
    "stability": stability_command,
    "ground": ground_command,
    "attribute": attribute_command,
    "ask": ask_command,
    "diff": diff_command,
    "check": check_command,
    "template": template_command,
    "convert": convert_command,
    "schema": schema_command,
    "methods": methods_command,
    "datasets": datasets_command,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a sign shows a question mark
            stream.reconfigure(errors="replace")
    options = parser_of(COMMANDS, mcda_ai.__version__).parse_args(arguments)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except ProblemError as error:
        for fault in error.faults:
            warn(fault)
        return 1
    except KeyboardInterrupt:
        warn("interrupted; no file was left half written")
        return 130
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    return code or 0
