"""Graphs of alternatives: margins between them, with the cycles in the majority relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mcda_ai.algorithms.defeats import reachable
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.figures import rounded
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.style import (
    LINE,
    SIGN,
    alternative_colours,
    axes_or_new,
    inches_of,
    n_lines,
    wrapped,
)
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import WeightsLike

ARROW = Label(
    nl="pijl: van de beste naar de andere, met de marge\n(gewicht ervoor min gewicht ertegen)",
    en="arrow: from the preferred to the other, with the margin\n(weight for less weight against)",
)
ON_A_CYCLE = Label(nl="pijl op een cyclus", en="arrow on a cycle")
EQUAL_SUPPORT = Label(nl="evenveel gewicht voor als tegen", en="as much weight for as against")
CYCLE = Label(nl="cyclus", en="cycle")
NO_CYCLE = Label(nl="geen cyclus", en="no cycle")
_PLAIN_STYLE: dict[str, Any] = {"color": "#555555", "linewidth": 1.0}
_CYCLE_STYLE: dict[str, Any] = {"color": "#D55E00", "linewidth": 2.6}
_TIE_STYLE: dict[str, Any] = {"color": "#555555", "linewidth": 1.0, "linestyle": (0, (4, 3))}
_MOST_WITH_FIGURES = 14  # more alternatives leave no room for the margins


@dataclass(frozen=True)
class Margins:
    """Who is preferred to whom, by how much, and where that runs in circles.

    Attributes
    ----------
    names : tuple of str
    margins : array of shape (n_alternatives, n_alternatives)
        Weight for the row less the weight for the column; 0 where both have as much.
    compared : array of bool, the same shape
        Whether any weight compares the pair.
    cycles : list of tuples of str
        Sets of alternatives of which each beats each other by a chain of majorities, so that
        every arrow within a set lies on a cycle.
    """

    names: tuple[str, ...]
    margins: FloatArray
    compared: BoolArray
    cycles: list[tuple[str, ...]]

    def on_a_cycle(self, first: str, second: str) -> bool:
        """Say whether both stand in one of the cycles."""
        return any(first in cycle and second in cycle for cycle in self.cycles)


def margins_between(problem: DecisionProblem, weights: WeightsLike = None) -> Margins:
    """Weigh each pair of alternatives, and find the strongly connected components.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> orders = {"cost": "A > B > C", "reach": "B > C > A", "trust": "C > A > B"}
    >>> margins_between(mcda.from_rankings(orders)).cycles
    [('A', 'B', 'C')]
    """
    names = problem.alternative_names
    table = problem.pair_weights(weights)
    first, second = np.triu_indices(len(names), k=1)
    margins = problem.margins(weights).to_numpy()
    compared = np.zeros(margins.shape, dtype=np.bool_)
    compared[first, second] = table["not comparable"] < 1 - TIE_TOLERANCE
    reaches = reachable(margins > 0)
    components = {tuple(np.flatnonzero(row).tolist()) for row in reaches & reaches.T}
    cycles = [tuple(names[i] for i in each) for each in sorted(components) if len(each) > 1]
    return Margins(names, margins, compared | compared.T, cycles)


@marking_baseline
@checks_arguments
def margin_graph(
    problem: DecisionProblem,
    ax: Axes | None = None,
    weights: WeightsLike = None,
    language: Language = "en",
) -> Axes:
    """Draw who is preferred to whom by weighted majority, with the margins and the cycles.

    Parameters
    ----------
    problem : DecisionProblem
    ax : Axes, optional
    weights : None, "equal", "layer-equal", mapping or array, optional
        See `mcda_ai.weights.resolve`.
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        Arrows on a cycle are thick and coloured, and the title names the alternatives on it. A
        pair with as much weight for as against is joined by a dashed line. A measured criterion
        counts whole for who is ahead on it, not by how much. A criterion that ties
        a pair or leaves it unscored adds to neither side; no line joins a pair that no criterion
        compares. Beyond 14 alternatives the margins are left out.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> orders = {"cost": "A > B > C", "reach": "B > C > A", "trust": "C > A > B"}
    >>> margin_graph(mcda.from_rankings(orders)).get_title()
    'cycle: A, B, C'
    """
    found = margins_between(problem, weights)
    m = len(found.names)
    labels = [wrapped(name, 24) for name in found.names]
    radius = max(1.3, 0.42 * m)  # inches, as all lengths here
    right = radius + inches_of(labels) + 0.3
    top = radius + LINE * max(map(n_lines, labels)) + 0.3
    told = "; ".join(f"{CYCLE.text(language)}: {', '.join(each)}" for each in found.cycles)
    title = wrapped(told or NO_CYCLE.text(language), int(max(2 * right, 5.0) / SIGN))
    ax = axes_or_new(ax, max(2 * right, 5.2), 2 * top + LINE * n_lines(title) + 1.2)
    angles = np.pi / 2 - 2 * np.pi * np.arange(m) / m  # clockwise, the first on top
    places = radius * np.column_stack([np.cos(angles), np.sin(angles)])
    for i, j in zip(*np.triu_indices(m, k=1), strict=True):
        if found.compared[i, j]:
            better, other = (i, j) if found.margins[i, j] >= 0 else (j, i)
            _draw_margin(ax, found, places, int(better), int(other), language)
    colours = alternative_colours(found.names)
    for name, label, (x, y) in zip(found.names, labels, places, strict=True):
        ax.plot(x, y, "o", color=colours[name], markersize=15, markeredgecolor="black", zorder=3)
        _label_node(ax, label, x / radius, y / radius, radius)
    ax.set(xlim=(-right, right), ylim=(-top, top), aspect="equal", xticks=[], yticks=[])
    ax.set_axis_off()
    ax.set_title(title, fontsize=10)
    ax.legend(handles=_explained_lines(found, language), loc="upper center", frameon=False,
              bbox_to_anchor=(0.5, 0), fontsize=9)  # fmt: skip
    return ax


def _draw_margin(
    ax: Axes, found: Margins, places: FloatArray, better: int, other: int, language: str
) -> None:
    """Join a pair by an arrow from the preferred one, or a dashed line where neither is."""
    margin = found.margins[better, other]
    cycle = found.on_a_cycle(found.names[better], found.names[other])
    style = (_CYCLE_STYLE if cycle else _PLAIN_STYLE) if margin > 0 else _TIE_STYLE
    ax.annotate("", xy=places[other], xytext=places[better],
                arrowprops={"arrowstyle": "-|>" if margin > 0 else "-", "shrinkA": 8,
                            "shrinkB": 9, "mutation_scale": 14, **style})  # fmt: skip
    m = len(places)
    if margin == 0 or m > _MOST_WITH_FIGURES:
        return
    towards = places[other] - places[better]
    length = float(np.hypot(*towards))
    # At one distance from where they start, arrows have fanned out and figures do not collide.
    edge = float(np.hypot(*(places[0] - places[1])))
    x, y = places[better] + 0.42 * edge / length * towards
    angle = float(np.degrees(np.arctan2(towards[1], towards[0])))
    ax.text(x, y, rounded(margin, 2, language), fontsize=9 if m <= 6 else 7, ha="center",
            va="center", rotation=(angle + 90) % 180 - 90, rotation_mode="anchor",
            color=style["color"] if cycle else "black", fontweight="bold" if cycle else "normal",
            bbox={"facecolor": "white", "linewidth": 0, "pad": 0.8})  # fmt: skip


def _label_node(ax: Axes, label: str, x: float, y: float, radius: float) -> None:
    """Write a name outside the circle; `x` and `y` on a circle of radius 1."""
    sideways = 0 if abs(x) < 0.2 else int(np.sign(x))
    ax.annotate(label, (radius * x, radius * y), xytext=(13 * x, 13 * y),
                textcoords="offset points", ha={-1: "right", 0: "center", 1: "left"}[sideways],
                va="center" if abs(y) < 0.4 else ("bottom" if y > 0 else "top"))  # fmt: skip


def _explained_lines(found: Margins, language: str) -> list[Artist]:
    handles: list[Artist] = [
        Line2D([], [], label=ARROW.text(language), marker=">", markevery=[1], **_PLAIN_STYLE)
    ]
    if found.cycles:
        handles.append(Line2D([], [], label=ON_A_CYCLE.text(language), **_CYCLE_STYLE))
    if (found.compared & (found.margins == 0)).any():
        handles.append(Line2D([], [], label=EQUAL_SUPPORT.text(language), **_TIE_STYLE))
    return handles
