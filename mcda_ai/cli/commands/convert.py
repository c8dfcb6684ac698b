"""The commands for problem files: check, template, convert, schema and diff."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

from mcda_ai.cli.printing import show, show_json, show_result, warn
from mcda_ai.cli.typed import options_of_method, problem_of, read_as, versions_of, weights_of
from mcda_ai.messages.faults import ProblemError


def check_command(options: argparse.Namespace) -> int:
    """Say all that is wrong or suspect in a problem file; 1 if anything is wrong."""
    from mcda_ai.io.checking import check

    how = read_as(options)
    found = check(
        options.problem, direction=how.direction, scale=how.scale, sheet=how.sheet,
        most_bytes=how.most_bytes,
    )  # fmt: skip
    show_json(found.to_dict()) if options.json else show("\n".join(found.sentences))
    return 1 if found.faults else 0


def template_command(options: argparse.Namespace) -> None:
    """Write a workbook to fill in."""
    from mcda_ai.io.files import write_atomically
    from mcda_ai.io.tables import template_workbook

    if Path(options.output).suffix.lower() != ".xlsx":
        raise ProblemError(f"{options.output}: a template is a workbook; allowed: .xlsx")
    content = template_workbook(
        options.lang, readings=options.readings, alternatives=options.alternatives
    )
    path = write_atomically(options.output, content, force=options.force)
    show_json({"file": str(path)}) if options.json else show(f"Written to {path}")


def convert_command(options: argparse.Namespace) -> None:
    """Write a problem as a file of another kind, and say what that cannot hold."""
    from mcda_ai.io.files import write
    from mcda_ai.io.losses import TableKind, losses

    problem = problem_of(options)
    path = write(problem, options.output, force=options.force)
    kind = next((each for each in get_args(TableKind) if path.suffix.lower() == f".{each}"), None)
    # YAML and JSON hold everything.
    lost = () if kind is None else losses(problem, kind, called=path.stem)
    if options.json:
        show_json({"file": str(path), "losses": list(lost)})
        return
    show(f"Written to {path}")
    for sentence in lost:
        warn(f"not in the file: {sentence}")


def schema_command(_options: argparse.Namespace) -> None:
    """Print the JSON Schema of problem files."""
    from mcda_ai.io.problem_files.schema import problem_schema

    show_json(problem_schema())


def diff_command(options: argparse.Namespace) -> None:
    """Say what changed between two versions of a problem, and what that does to the answer."""
    from mcda_ai.comparison.versions import diff

    before, after = versions_of(options)
    result = diff(
        before, after, options.method, weights_of(options.weights), options_of_method(options),
        size=options.size, seed=options.seed,
    )  # fmt: skip
    show_result(result, options)
