"""How alternatives are told apart without colour: by marker, kind of line, and hatching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.lines import Line2D

from mcda_ai.plots.style import (
    LINE,
    alternative_colours,
    inches_of,
    legend_label,
    n_lines,
)

_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", "*", ">", "p", "h")
_DASHES: tuple[Any, ...] = (
    "-", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 2, 1, 2)), (0, (3, 1, 1, 1, 1, 1)),
)  # fmt: skip
_HATCHES = ("", "///", "...", "\\\\\\", "xxx", "++", "oo")


@dataclass(frozen=True)
class Sign:
    """How one alternative is drawn: its colour, and what tells it apart in black and white."""

    colour: str
    marker: str
    dashes: Any
    hatch: str


def alternative_signs(names: Sequence[str]) -> dict[str, Sign]:
    """Give each alternative its colour, a marker, a kind of line and a hatching.

    Alternatives have different pairs of marker and line up to 60 of them.

    Examples
    --------
    >>> alternative_signs(["B1", "B2"])["B2"].marker
    's'
    """
    colours = alternative_colours(names)
    return {
        name: Sign(
            colours[name],
            _MARKERS[place % len(_MARKERS)],
            _DASHES[place % len(_DASHES)],
            _HATCHES[place % len(_HATCHES)],
        )
        for place, name in enumerate(names)
    }


LEGEND_WIDTH = 26
"""Signs on a line of a legend."""


def sign_handles(
    signs: dict[str, Sign], shown: Iterable[str], *, lines: bool = True
) -> list[Line2D]:
    """Make a legend entry of line and marker for each alternative shown."""
    return [
        Line2D(
            [], [], color=signs[name].colour, marker=signs[name].marker, markersize=6,
            linestyle=signs[name].dashes if lines else "",
            label=legend_label(name, LEGEND_WIDTH),
        )
        for name in shown
    ]  # fmt: skip


def legend_inches(handles: Iterable[Artist]) -> tuple[float, float]:
    """Estimate the width and the height of a legend in one column, to make room for it."""
    labels = [str(handle.get_label()) for handle in handles]
    height = sum(0.08 + LINE * n_lines(label) for label in labels)
    return 0.6 + inches_of(labels), 0.2 + height
