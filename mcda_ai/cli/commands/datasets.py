"""``mcda-ai datasets``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mcda_ai.cli.printing import show, show_json

if TYPE_CHECKING:
    from mcda_ai.problem.decision_problem import DecisionProblem

HELP = "list the decision problems that come with the package"


def add_options(_parser: argparse.ArgumentParser) -> None:
    """Say what can be typed: nothing."""


def run(options: argparse.Namespace) -> None:
    """List the decision problems that come with the package."""
    from mcda_ai import dataset_names, load

    problems = [load(name) for name in dataset_names()]
    if options.json:
        show_json([_as_data(problem) for problem in problems])
        return
    for problem in problems:
        show(f"{problem.name}: {problem.label.text('en')}")
        show(
            f"  {', '.join(problem.alternative_names)}; {int(problem.scored.sum())} scored "
            f"criteria; readings {', '.join(reading.name for reading in problem.readings)}"
            + "".join(f"; scenario {scenario.name}" for scenario in problem.scenarios)
        )


def _as_data(problem: DecisionProblem) -> dict[str, Any]:
    return {
        "name": problem.name,
        "label": problem.label.text("en"),
        "document": str(problem.document),
        "alternatives": problem.alternative_names,
        "layers": problem.layer_names,
        "n_criteria": len(problem.criteria),
        "n_scored": int(problem.scored.sum()),
        "readings": [reading.name for reading in problem.readings],
        "scenarios": [scenario.name for scenario in problem.scenarios],
    }
