"""What speaks for who leads, and what against: bars to either side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.figures import in_short, whole
from mcda_ai.messages.label import Label, called
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import FONT_SIZE, Row, label_rows, room_for_labels, stacked_rows
from mcda_ai.plots.signs import LEGEND_WIDTH, alternative_signs, legend_inches
from mcda_ai.plots.style import (
    axes_or_new,
    inches_of,
    legend_label,
    take_off_frame,
    wrapped,
)
from mcda_ai.plots.wording import in_figures, label_of
from mcda_ai.problem.narrowing import find_part
from mcda_ai.sensitivity.explanation_result import Explanation
from mcda_ai.weights.names import parts_of

ADDS = Label(nl="draagt bij aan de voorsprong van {leader}", en="adds to the lead of {leader}")
WEIGHS = Label(
    nl="gewicht voor {leader}, min gewicht ertegen", en="weight for {leader}, less weight against"
)
FOR, AGAINST = Label(nl="voor {name}", en="for {name}"), Label(nl="tegen", en="against")
IN_ALL = Label(nl="per saldo", en="in all")
OTHERS = Label(nl="{n} andere samen", en="{n} others together")
NEAREST = Label(nl="de {n} die het dichtstbij komen", en="the {n} that come nearest")
SAID = {
    "level": Label(nl="gelijk", en="level"),
    "not compared": Label(nl="niet vergeleken", en="not compared"),
}
_HATCHES = ("", "////", "", "....", "", "xxxx", "", "----")
MOST_ROWS = 60
"""Criteria, or rivals, that have a bar: of more those that add most, or that come nearest."""
_AGAINST = "////"
_GREYS = ("#404040", "white", "#bfbfbf", "white", "#8c8c8c", "white", "#e6e6e6", "white")
"""Of layers, for each colour stands for an option."""
_QUIET = "#555555"
_SUM_STYLE: dict[str, Any] = {"facecolor": "white", "edgecolor": "#222222", "linewidth": 1.2}


@marking_baseline
@checks_arguments
def contributions(
    result: Explanation,
    ax: Axes | None = None,
    rival: str | None = None,
    language: Language = "en",
) -> Axes:
    """Draw what criteria add to a lead, to the right, and what they take from it, to the left.

    Parameters
    ----------
    result : Explanation
    ax : Axes, optional
    rival : str, optional
        Criterion by criterion beside this one, under the sums of layers. Unless given, a bar for
        each rival, in which layers are stacked; criterion by criterion if there is only one.
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        Of a method that is linear in the weights the bars add up to the difference in scores; of
        others they are weights. Where a criterion adds nothing, a word says whether the two are
        level or not compared.

    Raises
    ------
    ProblemError
        For a rival that is none.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> drawn = contributions(mcda.explain(problem, weights={"cost": 3, "reach": 1}))
    >>> [float(round(bar.get_width(), 2)) for bar in drawn.patches]
    [1.5, -0.5]
    """
    if rival is not None or len(result.rivals) == 1:
        alternatives = result.ranking.problem.alternatives
        parts = [part for part in alternatives if part.name in result.rivals]
        named = result.rivals[0] if rival is None else find_part("alternative", rival, parts)
        ax = _by_criterion(result, ax, named, language)
    else:
        ax = _by_rival(result, ax, language)
    ax.axvline(0, color="#222222", linewidth=1)
    in_figures(ax.xaxis, language)
    text = (ADDS if result.is_linear else WEIGHS).text(language)
    ax.set_xlabel(wrapped(text.format(leader=result.leader), 60))
    take_off_frame(ax, "left")
    return ax


# --- beside one rival


def _by_criterion(result: Explanation, ax: Axes | None, rival: str, language: str) -> Axes:
    """Draw a bar for each criterion, under a frame for the sum of its layer."""
    labels, adds, said, are_sums = _rows_beside(result, rival, language)
    rows = stacked_rows(zip(labels, are_sums, strict=True))
    signs = alternative_signs(list(result.ranking.problem.alternative_names))
    handles = [
        Patch(facecolor=signs[name].colour, hatch=hatch, edgecolor="white",
              label=legend_label(FOR.text(language).format(name=name), LEGEND_WIDTH))
        for name, hatch in ((result.leader, ""), (rival, _AGAINST))
    ]  # fmt: skip
    width, height = legend_inches(handles)
    ax = axes_or_new(ax, 4.6 + room_for_labels(rows) + width, max(1.2 + rows[-1].bottom, height))
    for row, value, words in zip(rows, adds, said, strict=True):
        sign = signs[result.leader if value > 0 else rival]
        style: dict[str, Any] = _SUM_STYLE
        if not row.is_heading:
            style = {"facecolor": sign.colour, "hatch": "" if value > 0 else _AGAINST,
                     "edgecolor": "white", "linewidth": 0}  # fmt: skip
        if value:
            ax.barh(row.middle, value, height=0.18, **style)
        _write_at_end(ax, row, value, words or in_short(round(value, 3), language))
    label_rows(ax, rows)
    _room_for_figures(ax, adds)
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False)
    return ax


def _rows_beside(
    result: Explanation, rival: str, language: str
) -> tuple[list[str], list[float], list[str], list[bool]]:
    """Give labels, what is added, words where that is nothing, and which rows are sums."""
    problem = result.ranking.problem
    adds = {str(name): float(value) for name, value in result.contributions[rival].items()}
    sides = {str(name): str(side) for name, side in result.sides[rival].items()}
    sums = result.layers[rival].to_dict() if parts_of(problem).kind == "layer" else {}
    shown = set(sorted(adds, key=lambda name: -abs(adds[name]))[:MOST_ROWS])
    rows: list[tuple[str, float, str, bool]] = []
    for layer in problem.layers:
        if layer.name in sums:
            rows.append((called(layer, language), sums[layer.name], "", True))
        for criterion in problem.criteria:
            if criterion.layer == layer.name and criterion.name in shown:
                value, side = adds[criterion.name], sides[criterion.name]
                words = SAID[side].text(language) if value == 0 and side in SAID else ""
                rows.append((called(criterion, language), value, words, False))
    if left := [name for name in adds if name not in shown]:
        text = OTHERS.text(language).format(n=whole(len(left), language))
        rows.append((text, sum(adds[name] for name in left), "", True))
    labels, values, said, are_sums = zip(*rows, strict=True)
    return list(labels), list(values), list(said), list(are_sums)


def _write_at_end(ax: Axes, row: Row, value: float, text: str) -> None:
    left = value < 0
    ax.annotate(
        text, (value, row.middle), xytext=(-4 if left else 4, 0), textcoords="offset points",
        ha="right" if left else "left", va="center", fontsize=FONT_SIZE - 1, color=_QUIET,
        fontweight="bold" if row.is_heading else "normal",
    )  # fmt: skip


def _room_for_figures(ax: Axes, ends: Sequence[float]) -> None:
    """Leave room beside the longest bars for their figures."""
    low, high = min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)
    room = 0.15 * (high - low) or 1.0
    ax.set_xlim(low - room, high + room)


# --- beside every rival


def _by_rival(result: Explanation, ax: Axes | None, language: str) -> Axes:
    """Draw for each rival what each layer adds, and a mark where that ends in all."""
    problem, leads = result.ranking.problem, result.difference
    nearest = set(leads.sort_values(kind="stable").index[:MOST_ROWS])
    rivals = [name for name in result.rivals if name in nearest]
    colours: tuple[str, ...] = _GREYS
    layers, adds = result.layers[rivals], result.contributions[rivals].to_numpy()
    if parts_of(problem).kind == "layer" and len(layers) <= len(_HATCHES):
        table = layers.to_numpy()
        labels = [label_of(problem, "layer", str(name), language) for name in layers.index]
    else:  # one bar to either side
        table = np.array([adds.clip(0).sum(axis=0), adds.clip(max=0).sum(axis=0)])
        labels = [FOR.text(language).format(name=result.leader), AGAINST.text(language)]
        colours = (
            alternative_signs(list(problem.alternative_names))[result.leader].colour,
            "#d9d9d9",
        )
    rows = stacked_rows(((name, False) for name in rivals), 0.36)
    room = 1.0 + inches_of([wrapped(label, 30) for label in labels])
    ax = axes_or_new(ax, 5.4 + room_for_labels(rows) + room, max(1.0 + rows[-1].bottom, 2.4))
    for row, adds_to in zip(rows, table.T, strict=True):
        ends = {True: 0.0, False: 0.0}
        for k, value in enumerate(adds_to):
            ax.barh(row.middle, value, left=ends[value > 0], height=0.24, hatch=_HATCHES[k],
                    facecolor=colours[k], edgecolor="#222222", linewidth=0.5)  # fmt: skip
            ends[value > 0] += float(value)
        ax.plot(adds_to.sum(), row.middle, marker="D", color="black", markeredgecolor="white",
                markersize=7, linestyle="", zorder=4)  # fmt: skip
    label_rows(ax, rows)
    if len(rivals) < len(result.rivals):
        ax.set_title(NEAREST.text(language).format(n=len(rivals)), fontsize=FONT_SIZE, loc="left")
    handles = [Patch(facecolor=colours[k], hatch=_HATCHES[k], edgecolor="#222222",
                     label=legend_label(label, 30)) for k, label in enumerate(labels)]  # fmt: skip
    mark = ax.plot([], [], marker="D", color="black", linestyle="", label=IN_ALL.text(language))
    ax.legend(handles=[*handles, *mark], loc="upper left", bbox_to_anchor=(1.02, 1.0),
              frameon=False)  # fmt: skip
    return ax
