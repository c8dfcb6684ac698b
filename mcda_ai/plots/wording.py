"""Names of layers and criteria, and figures, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter

from mcda_ai.problem import DecisionProblem

INCHES_A_SIGN = 0.083


def label_of(problem: DecisionProblem, kind: str, name: str, language: str) -> str:
    """Give the label of a layer or criterion in a language; its name if it has no label."""
    parts = problem.layers if kind == "layer" else problem.criteria
    labels = {part.name: part.label.text(language) for part in parts}
    return labels.get(name) or name


def figure(value: float, decimals: int, language: str) -> str:
    """Write a number, in Dutch with a decimal comma.

    Examples
    --------
    >>> figure(2.5, 1, "nl")
    '2,5'
    """
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if language == "nl" else text


def percentage(share: float, language: str, decimals: int = 1) -> str:
    """Write a share in per cent; one that is not 0 or 1 is not rounded to it.

    Examples
    --------
    >>> percentage(0.3986, "nl"), percentage(0.9999, "en")
    ('39,9 %', '> 99.9 %')
    """
    least = 10.0**-decimals
    if 0 < share < least / 200:
        return f"< {figure(least, decimals, language)} %"
    if 1 - least / 200 < share < 1:
        return f"> {figure(100 - least, decimals, language)} %"
    return f"{figure(100 * share, decimals, language)} %"


def inches_of(texts: Iterable[str]) -> float:
    """Estimate the room that the longest line of some texts takes, at 10 points."""
    return INCHES_A_SIGN * max(
        (len(line) for text in texts for line in text.split("\n")), default=0
    )


def in_percent(axis: Axis, language: str) -> None:
    """Write the ticks of an axis of shares in per cent."""
    axis.set_major_formatter(
        FuncFormatter(lambda share, _place=None: f"{_short(100 * share, language)} %")
    )


def in_figures(axis: Axis, language: str) -> None:
    """Write the ticks of an axis as plain numbers, in Dutch with a decimal comma."""
    axis.set_major_formatter(FuncFormatter(lambda value, _place=None: _short(value, language)))


def _short(value: float, language: str) -> str:
    text = f"{value:.4g}".replace("-", "−")
    return text.replace(".", ",") if language == "nl" else text
