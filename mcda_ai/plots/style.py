"""What all pictures share: one colour per alternative, and text that is only text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Patch

from mcda_ai.messages.arguments import checks_arguments, refusal_of
from mcda_ai.messages.faults import Fault, faults_of, shown
from mcda_ai.messages.label import Text
from mcda_ai.plots.figures import new_figure

_fault = faults_of("plots")

LINE = 0.17
"""Height of a line of text in a picture, in inches."""
SIGN = 0.085
"""Width of a sign of such text, on average."""
HEADING_WIDTH = 14
"""Signs that fit beside one another above a column."""
UNSCORED_STYLE: dict[str, Any] = {"facecolor": "white", "edgecolor": "#9a9a9a", "hatch": "////"}
TIE_GREY = "#d9d9d9"
TOLD_APART = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442",
              "#000000")  # fmt: skip
"""Colours that are told apart with any kind of colour vision."""


@checks_arguments
def alternative_colours(names: Sequence[Text]) -> dict[str, str]:
    """Give each alternative a colour that stays the same in every picture.

    The first eight are told apart by people with any kind of colour vision (Okabe and Ito 2008,
    *Color universal design*); more alternatives get evenly spaced hues.

    Examples
    --------
    >>> alternative_colours(["B1", "B2"])
    {'B1': '#0072B2', 'B2': '#E69F00'}
    """
    if len(names) <= len(TOLD_APART):
        return dict(zip(names, TOLD_APART, strict=False))
    import seaborn as sns  # slow, and not needed by every report

    return dict(zip(names, sns.color_palette("husl", len(names)).as_hex(), strict=True))


def rank_colour(rank: float, n_ranks: int) -> str:
    """Give a rank its colour: dark is best, and every step is lighter, also in grey print.

    Examples
    --------
    >>> rank_colour(1, 3), rank_colour(2.5, 3)
    ('#3e356b', '#359fab')
    """
    import seaborn as sns

    return str(to_hex(sns.color_palette("mako", as_cmap=True)(rank / (n_ranks + 1))))


def ink_on(colour: str) -> str:
    """Choose black or white text, whichever reads best on a colour.

    Examples
    --------
    >>> ink_on("#0072B2"), ink_on("#F0E442")
    ('white', 'black')
    """
    # Relative luminance as in the Web Content Accessibility Guidelines 2.2, where black and white
    # contrast equally with a luminance of 0.179.
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "black" if luminance > 0.179 else "white"


def take_off_frame(ax: Axes, *more: str) -> None:
    """Leave the axes without the lines above and to the right, and without `more` of them."""
    ax.spines[["top", "right", *more]].set_visible(False)


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


def n_lines(text: str) -> int:
    """Count the lines of a label."""
    return text.count("\n") + 1


def longest_line(texts: Iterable[str]) -> int:
    """Count the signs of the longest line of some labels; 0 if there are none."""
    return max((len(line) for text in texts for line in text.split("\n")), default=0)


def inches_of(texts: Iterable[str]) -> float:
    """Estimate the room that the longest line of some labels takes."""
    return SIGN * longest_line(texts)


def headings(texts: Sequence[str]) -> tuple[list[str], bool]:
    r"""Wrap labels of columns, keeping their lines; say whether they have to stand upright to fit.

    Examples
    --------
    >>> headings(["Nederlandse AI-fabriek", "B2"])
    (['Nederlandse\nAI-fabriek', 'B2'], False)
    """
    upright = max(len(word) for text in texts for word in [*text.split(), ""]) > HEADING_WIDTH
    width = 2 * HEADING_WIDTH if upright else HEADING_WIDTH
    parts = [[wrapped(part, width) for part in text.split("\n")] for text in texts]
    return ["\n".join(each) for each in parts], upright


def column_width(texts: Sequence[str], upright: bool) -> float:
    """Give the room, in inches, that the widest of the headings takes."""
    if upright:
        return 0.1 + LINE * max(n_lines(text) for text in texts)
    return 0.2 + inches_of(texts)


def legend_label(text: str, width: int = 36) -> str:
    """Wrap a name for a legend, which leaves out what begins with an underscore."""
    return f"\N{ZERO WIDTH SPACE}{wrapped(text, width)}"


@checks_arguments
def legend_handles(names: Sequence[Text]) -> list[Patch]:
    """Make a legend entry for each alternative."""
    colours = alternative_colours(names)
    return [Patch(color=colours[name], label=legend_label(name)) for name in names]


def axes_or_new(ax: Axes | None, width: float, height: float) -> Axes:
    """Use the axes given, or make a figure of this size in inches."""
    if ax is not None:
        return ax
    return new_figure(width, height, layout="constrained").subplots()


@refusal_of(Axes)
def _no_axes(given: object) -> Fault:
    """Say what stands in the place of axes: often the next argument, given without its name."""
    return _fault("no axes", given=shown(given))
