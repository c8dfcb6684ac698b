"""Names of layers and criteria, and figures on axes, in the language of the reader."""

from __future__ import annotations

from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter

from mcda_ai.messages.figures import in_short
from mcda_ai.messages.label import called
from mcda_ai.problem.decision_problem import DecisionProblem


def label_of(problem: DecisionProblem, kind: str, name: str, language: str) -> str:
    """Give the label of a layer or criterion in a language; its name if it has no label."""
    parts = problem.layers if kind == "layer" else problem.criteria
    return next((called(part, language) for part in parts if part.name == name), name)


def in_percent(axis: Axis, language: str) -> None:
    """Write the ticks of an axis of shares in per cent."""
    axis.set_major_formatter(
        FuncFormatter(lambda share, _place=None: f"{in_short(100 * share, language)} %")
    )


def in_figures(axis: Axis, language: str) -> None:
    """Write the ticks of an axis as plain numbers, in Dutch with a decimal comma."""
    axis.set_major_formatter(FuncFormatter(lambda value, _place=None: in_short(value, language)))
