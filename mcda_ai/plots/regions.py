"""Who leads in a triangle of weights."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import mpltern  # noqa: F401  (brings the projection "ternary")
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from mpltern.ternary import TernaryAxes

from mcda_ai.algorithms.weight_triangle import area_share
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.figures import percent
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import Words
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.figures import new_figure
from mcda_ai.plots.signs import LEGEND_WIDTH, Sign, alternative_signs, legend_inches
from mcda_ai.plots.style import inches_of, legend_label, wrapped
from mcda_ai.plots.wording import in_percent, label_of
from mcda_ai.sensitivity.leader_regions import LeaderRegions

_fault = faults_of("plots")

WEIGHTS_NOW = Label(nl="gewichten nu", en="weights now")
SHARES_EXACT = Label(
    nl="aandeel van de verdelingen van het gewicht over deze drie groepen (exact)",
    en="share of the divisions of the weight over these three groups (exact)",
)
_SEVERAL = Sign("#888888", "o", "-", "++")
_SIDE = 4.6
"""Inches of a side of the triangle."""
_UPWARD = np.array([2.0, -1.0, -1.0]) / np.sqrt(3)
"""The change of place that goes up by 1, if a side has length 1."""


@marking_baseline
@checks_arguments
def leader_regions(
    result: LeaderRegions, ax: Axes | None = None, language: Language = "en"
) -> Axes:
    """Draw who leads under each division of the weight over three groups of layers.

    Parameters
    ----------
    result : LeaderRegions
    ax : ternary Axes, optional
        Made with ``projection="ternary"`` of mpltern.
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        At a corner one group has all weight, on the side opposite none. The borders are exact; on
        them both lead. Alternatives that tie under every division share a region; those that lead
        on a border only, or nowhere, are named below. The cross is where the weights are.
        Unscored criteria have no weight.

    Raises
    ------
    ProblemError
        If `ax` is not a ternary one.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> drawn = leader_regions(mcda.leader_regions(mcda.load("ai-factory")))
    >>> [text.get_text() for text in drawn.texts][-3:][::2]
    ['Input', 'Preconditions']
    """
    signs = alternative_signs(list(result.problem.alternative_names))
    corners = [wrapped(each, 24) for each in corner_labels(result, language)]
    handles = _handles(result, signs, language)
    title = wrapped(SHARES_EXACT.text(language), 28)
    width, height = legend_inches(handles)
    room = _Room.of(corners, _note(result, language), max(width, inches_of([title])), height)
    axes = _ternary_or_new(ax, room)
    mark = np.asarray(result.weights, dtype=np.float64)
    for region, rows in result.corners.groupby("region", sort=False):
        sign = _sign_of(result.leaders[str(region)], signs)
        axes.fill(*rows.to_numpy().T, facecolor=_pale(sign.colour), edgecolor=sign.colour,
                  hatch=sign.hatch, linewidth=0)  # fmt: skip
        _write_in(axes, rows.to_numpy(), wrapped(str(region), 18), mark)
    for _, ends in result.borders.groupby(["region", "versus"], sort=False):
        axes.plot(*ends.to_numpy().T, color="#222222", linewidth=1.6)
    axes.plot(*mark[:, None], linestyle="", marker="X", markersize=11,
              color="white", markeredgecolor="black", markeredgewidth=1.4, zorder=6,
              clip_on=False)  # fmt: skip
    _write_around(axes, corners, _note(result, language), room)
    for axis in (axes.taxis, axes.laxis, axes.raxis):
        axis.set_ticks([0.2, 0.4, 0.6, 0.8])  # at the corners the ends would cover one another
        in_percent(axis, language)
    axes.legend(handles=handles, loc="upper left", frameon=False, title=title, alignment="left",
                bbox_to_anchor=(1 + room.right / _SIDE, 1.0))  # fmt: skip
    drawn: Axes = axes
    return drawn


class _Room(NamedTuple):
    """Inches round the triangle: what is written there counts in no layout of matplotlib."""

    left: float
    right: float
    top: float
    bottom: float
    legend: float
    height: float

    @classmethod
    def of(cls, corners: list[str], note: str, legend: float, height: float) -> _Room:
        sides = [0.25 + max(0.4, 0.58 * inches_of([corner])) for corner in corners[1:]]
        lines = [1 + corner.count("\n") for corner in corners]
        below = 0.6 + 0.18 * max(lines[1:]) + (0.18 * (1 + note.count("\n")) if note else 0)
        top = 0.6 + 0.18 * lines[0]
        return cls(sides[0], sides[1], top, below, legend + 0.2, height + 0.6)


def corner_labels(result: LeaderRegions, language: str) -> list[str]:
    """Name the three groups; one that is named after its layers, by their labels."""
    return [
        " + ".join(label_of(result.problem, "layer", layer, language) for layer in layers)
        if name == " + ".join(layers)
        else name
        for name, layers in result.groups.items()
    ]


def _ternary_or_new(ax: Axes | None, room: _Room) -> Any:  # noqa: ANN401  (mpltern has no types)
    if ax is None:
        tall = _SIDE * np.sqrt(3) / 2
        width = room.left + _SIDE + room.right + room.legend
        bottom = max(room.bottom, room.height - tall)
        height = bottom + tall + room.top
        made = new_figure(width, height)
        box = (room.left / width, bottom / height, _SIDE / width, tall / height)
        return made.add_axes(box, projection="ternary")
    if not isinstance(ax, TernaryAxes):
        made_by = "plt.subplots(subplot_kw={'projection': 'ternary'})"
        raise ProblemError(_fault("axes not ternary", type=type(ax).__name__, made_by=made_by))
    return ax


def _sign_of(leaders: tuple[str, ...], signs: dict[str, Sign]) -> Sign:
    return signs[leaders[0]] if len(leaders) == 1 else _SEVERAL


def _pale(colour: str) -> str:
    """Mix a colour with white, so that hatching and text on it can be read."""
    return to_hex((0.45 * np.array(to_rgb(colour)) + 0.55).tolist())


def _write_in(axes: Any, polygon: FloatArray, text: str, mark: FloatArray) -> None:  # noqa: ANN401
    """Name a region where its name fits, clear of the mark; the legend names it in any case."""
    middle = centre(polygon)
    half_width, half_height = 0.55 * inches_of([text]), 0.09 * (1 + text.count("\n"))
    if max(half_width, half_height) > 1.1 * depth(polygon, middle) * _SIDE:
        return
    across, up = np.abs(_flat(middle) - _flat(mark)) * _SIDE
    if across < half_width + 0.15 and up < half_height + 0.15:
        middle = mark - (half_height + 0.2) / _SIDE * _UPWARD
    axes.text(*middle, text, ha="center", va="center", fontsize=10, fontweight="bold",
              zorder=5, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85,
                              "boxstyle": "round,pad=0.25"})  # fmt: skip


def depth(polygon: FloatArray, place: FloatArray) -> float:
    """Give the distance from a place inside a polygon to its border, if a side has length 1.

    Examples
    --------
    >>> round(depth(np.eye(3), np.full(3, 1 / 3)) * 2 * 3**0.5, 6)
    1.0
    """
    corners, here = _flat(polygon), _flat(place)
    along = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(*along.T)
    sides = lengths > 0
    apart = here - corners
    areas = np.abs(along[:, 0] * apart[:, 1] - along[:, 1] * apart[:, 0])
    return float((areas[sides] / lengths[sides]).min())


def _flat(places: FloatArray) -> FloatArray:
    """Put places of the triangle in the plane."""
    plane: FloatArray = places @ np.array([[0.5, np.sqrt(3) / 2], [0.0, 0.0], [1.0, 0.0]])
    return plane


def centre(polygon: FloatArray) -> FloatArray:
    """Give the centre of gravity of a convex polygon: of the triangles it fans out in.

    Examples
    --------
    >>> centre(np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])).round(3).tolist()
    [0.333, 0.333, 0.333]
    """
    fans = np.array([[polygon[0], one, other] for one, other in pairwise(polygon[1:])])
    areas = np.array([area_share(fan) for fan in fans])
    middle: FloatArray = areas @ fans.mean(axis=1) / areas.sum()
    return middle


def _write_around(axes: Any, corners: list[str], note: str, room: _Room) -> None:  # noqa: ANN401
    """Name the corners beyond the ticks, and put the note below."""
    for corner, points, text, va in zip(
        ((0.5, 1), (0, 0), (1, 0)), (26, -26, -26), corners, ("bottom", "top", "top"), strict=True
    ):
        axes.annotate(text, corner, xytext=(0, points), xycoords="axes fraction",
                      textcoords="offset points", ha="center", va=va,
                      fontweight="bold")  # fmt: skip
    if note:
        lines = 1 + note.count("\n")
        below = room.bottom - 0.1 - 0.18 * lines
        axes.annotate(note, (0.5, 0), xytext=(0, -72 * below), xycoords="axes fraction",
                      textcoords="offset points", ha="center", va="top")  # fmt: skip
    axes.tick_params(labelsize=8)


def _note(result: LeaderRegions, language: str) -> str:
    """Name who has no region."""
    said = [
        Words(language).said(claim) for claim in result.findings if claim.kind.endswith(".nowhere")
    ]
    return wrapped("".join(said), 64)


def _handles(result: LeaderRegions, signs: dict[str, Sign], language: str) -> list[Patch | Line2D]:
    """One entry a region with its share, largest first, and the weights now."""
    handles: list[Patch | Line2D] = []
    for region, share in result.shares.sort_values(ascending=False, kind="stable").items():
        sign = _sign_of(result.leaders[str(region)], signs)
        text = f"{region}: {percent(float(share), language, 2)}"
        handles.append(
            Patch(facecolor=_pale(sign.colour), edgecolor=sign.colour, hatch=sign.hatch,
                  label=legend_label(text, LEGEND_WIDTH))
        )  # fmt: skip
    handles.append(
        Line2D([], [], linestyle="", marker="X", markersize=9, color="white",
               markeredgecolor="black", label=WEIGHTS_NOW.text(language))
    )  # fmt: skip
    return handles
