"""``mcda-ai datasets``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mcda_ai.cli.printing import language_of, show, show_json
from mcda_ai.messages.faults import faults_of

if TYPE_CHECKING:
    from mcda_ai.problem.decision_problem import DecisionProblem

_fault = faults_of("cli")
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
    language = language_of(options)
    for problem in problems:
        show(f"{problem.name}: {problem.label.text(language)}")
        told = _fault(
            "dataset",
            alternatives=problem.alternative_names,
            criteria=int(problem.scored.sum()),
            readings=tuple(reading.name for reading in problem.readings),
            scenarios=tuple(scenario.name for scenario in problem.scenarios),
        )
        show(f"  {told.in_words(language)}")


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
