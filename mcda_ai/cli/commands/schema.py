"""``mcda-ai schema``."""

from __future__ import annotations

import argparse

from mcda_ai.cli.printing import show_json

HELP = "print the JSON Schema of problem files"


def add_options(_parser: argparse.ArgumentParser) -> None:
    """Say what can be typed: nothing."""


def run(_options: argparse.Namespace) -> None:
    """Print the JSON Schema of problem files."""
    from mcda_ai.io.problem_files.schema import problem_schema

    show_json(problem_schema())
