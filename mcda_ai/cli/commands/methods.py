"""The commands that list what there is: methods and datasets."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from mcda_ai.cli.printing import show, show_json
from mcda_ai.messages.faults import ProblemError


def methods_command(options: argparse.Namespace) -> None:
    """List the methods, or show the card of one."""
    from mcda_ai.methods import REFUSED_OF_PYMCDM, find, names

    if options.name in REFUSED_OF_PYMCDM:
        raise ProblemError(f"{options.name} is not available: {REFUSED_OF_PYMCDM[options.name]}")
    if options.name:
        card = find(options.name).card()
        if options.json:
            return show_json(card)
        for key, value in card.items():
            show(f"{key.replace('_', ' ')}: {_card_value(value)}")
        return None
    cards, reasons = [], dict(REFUSED_OF_PYMCDM)
    for name in names():
        try:
            cards.append(find(name).card())
        except ProblemError as error:  # a broken plug-in does not hide the others
            reasons[name] = str(error)
    if options.json:
        return show_json({"methods": cards, "not_available": reasons})
    for card in cards:
        show(f"{card['name']:13} {card['family']}: {card['summary']}")
    show("\nnot available:")
    for name, reason in reasons.items():
        show(f"{name}: {reason}")
    return None


def _card_value(value: Any) -> str:  # noqa: ANN401  (a text, a flag, a list or a mapping)
    if isinstance(value, Mapping):
        parts = [f"{name} = {told if isinstance(told, str) else ' | '.join(told)}"
                 for name, told in value.items()]  # fmt: skip
        return "; ".join(parts) or "none"
    if isinstance(value, list):
        return "; ".join(value) or "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def datasets_command(options: argparse.Namespace) -> None:
    """List the decision problems that come with the package."""
    from mcda_ai.datasets import dataset_names, load

    problems = [load(name) for name in dataset_names()]
    if options.json:
        show_json(
            [
                {
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
                for problem in problems
            ]
        )
        return
    for problem in problems:
        show(f"{problem.name}: {problem.label.text('en')}")
        show(
            f"  {', '.join(problem.alternative_names)}; {int(problem.scored.sum())} scored "
            f"criteria; readings {', '.join(reading.name for reading in problem.readings)}"
            + "".join(f"; scenario {scenario.name}" for scenario in problem.scenarios)
        )
