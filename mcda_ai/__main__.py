"""Run the command line as ``python -m mcda_ai``."""

from mcda_ai.cli import run

run()
