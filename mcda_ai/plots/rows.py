"""Rows of a picture: as high as their labels, under headings where there are groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from mcda_ai.messages.figures import rounded
from mcda_ai.plots.style import (
    LINE,
    inches_of,
    ink_on,
    n_lines,
    take_off_frame,
    wrapped,
)

FONT_SIZE = 9
FEW = 0.05
"""A piece of a bar that is no wider has no room for its figure."""


@dataclass(frozen=True)
class Row:
    """A row or the heading above a group of rows; `top` and `height` in inches from above."""

    label: str
    is_heading: bool
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """Where the next row begins."""
        return self.top + self.height


def stacked_rows(labels: Iterable[tuple[str, bool]], least: float = 0.0) -> list[Row]:
    """Stack rows, given their labels and whether they are headings.

    Examples
    --------
    >>> [round(row.bottom, 2) for row in stacked_rows([("Impact", True), ("Trust", False)], 0.5)]
    [0.5, 1.0]
    """
    rows: list[Row] = []
    for label, is_heading in labels:
        text = wrapped(label, 44)
        height = max(0.12 + LINE * n_lines(text), least)
        rows.append(Row(text, is_heading, rows[-1].bottom if rows else 0.0, height))
    return rows


def room_for_labels(rows: Sequence[Row]) -> float:
    """Give the room, in inches, that the labels beside the rows take."""
    return inches_of([row.label for row in rows])


def label_rows(ax: Axes, rows: Sequence[Row]) -> None:
    """Write the labels beside the rows, the first on top; headings are bold."""
    ax.set_yticks([row.middle for row in rows], [row.label for row in rows], fontsize=FONT_SIZE)
    for tick, row in zip(ax.get_yticklabels(), rows, strict=True):
        tick.set_fontweight("bold" if row.is_heading else "normal")
    ax.set_ylim(rows[-1].bottom, 0)
    ax.tick_params(axis="y", length=0)


def label_equal_rows(ax: Axes, labels: Sequence[str]) -> None:
    """Write the labels beside rows that are equally high, the first on top."""
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.5, -0.5)  # first on top, also where axes share their scale
    take_off_frame(ax, "left")
    ax.tick_params(axis="y", length=0)


def draw_pieces(
    ax: Axes, middle: float, pieces: Iterable[tuple[float, Mapping[str, Any]]], height: float
) -> None:
    """Draw a bar of pieces that sum to 1, with its per cent in each piece that has room for it.

    Parameters
    ----------
    ax : Axes
    middle : float
    pieces : iterable of (width, style)
        A style has at least a "facecolor"; with a "hatch" the figure stands on white.
    height : float
    """
    left = 0.0
    for width, style in pieces:
        ax.barh(middle, width, left=left, height=height, **{"edgecolor": "white", **style})
        if width > FEW:
            behind = {"facecolor": "white", "linewidth": 0, "pad": 1} if "hatch" in style else None
            ax.text(left + width / 2, middle, rounded(100 * width, 0), ha="center", va="center",
                    fontsize=8, color=ink_on(style["facecolor"]), bbox=behind)  # fmt: skip
        left += width
