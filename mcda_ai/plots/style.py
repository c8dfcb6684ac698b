"""What all pictures share: one colour per alternative, and text that is only text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Patch


def alternative_colours(names: Sequence[str]) -> dict[str, str]:
    """Give each alternative a colour that stays the same in every picture.

    The first eight are told apart by people with any kind of colour vision (Okabe and Ito 2008,
    *Color universal design*); more alternatives get evenly spaced hues.

    Examples
    --------
    >>> alternative_colours(["B1", "B2"])
    {'B1': '#0072B2', 'B2': '#E69F00'}
    """
    told_apart = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442",
                  "#000000")  # fmt: skip
    if len(names) <= len(told_apart):
        return dict(zip(names, told_apart, strict=False))
    return dict(zip(names, sns.color_palette("husl", len(names)).as_hex(), strict=True))


def plain(text: str) -> str:
    """Keep dollar signs from being read as mathematics, and leave out signs that do not print."""
    return "".join(sign for sign in text if sign.isprintable()).replace("$", r"\$")


def wrapped(text: str, width: int = 36) -> str:
    """Break a long label over lines, so that it is read whole and takes no room from the picture.

    Examples
    --------
    >>> print(wrapped("Toename van gebruik van AI-toepassingen in het bedrijfsleven", 30))
    Toename van gebruik van
    AI-toepassingen in het
    bedrijfsleven
    """
    lines = textwrap.wrap(text, width, break_on_hyphens=False)
    return "\n".join(plain(line) for line in lines)


def legend_handles(names: Sequence[str]) -> list[Patch]:
    """Make a legend entry for each alternative, also for names that begin with ``_``."""
    colours = alternative_colours(names)
    # Matplotlib leaves out labels that begin with an underscore; an invisible sign goes before it.
    return [
        Patch(color=colours[name], label=f"\N{ZERO WIDTH SPACE}{plain(name)}") for name in names
    ]


def axes_or_new(ax: Axes | None, width: float, height: float) -> Axes:
    """Use the axes given, or make a figure of this size in inches."""
    if ax is not None:
        return ax
    _, made = plt.subplots(figsize=(width, height), layout="constrained")
    return made
