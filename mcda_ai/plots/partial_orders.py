"""Partial orders, drawn by levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.figures import rounded
from mcda_ai.messages.label import Label
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import BoolArray
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.style import (
    LINE,
    alternative_colours,
    axes_or_new,
    inches_of,
    n_lines,
    wrapped,
)

_fault = faults_of("plots")

AHEAD = Label(
    nl="hoger: beter, ook langs meer lijnen", en="higher: ahead, also along several lines"
)
AHEAD_ONE_LINE = Label(
    nl="hoger: beter, alleen langs één lijn\n(de relatie is niet transitief)",
    en="higher: ahead, along one line only\n(the relation is not transitive)",
)
INDIFFERENT = Label(nl="gelijk", en="tied")
INCOMPARABLE = Label(nl="niet verbonden: onvergelijkbaar", en="not linked: incomparable")
FLOWS = Label(nl="φ⁺ uitgaande en φ⁻ inkomende stroom", en="φ⁺ leaving and φ⁻ entering flow")
_LINE_STYLE: dict[str, Any] = {"color": "#444444", "linewidth": 1.3}
_TIE_STYLE: dict[str, Any] = {"color": "#444444", "linewidth": 1.3, "linestyle": (0, (4, 3))}
_GAP = 0.5  # inches between boxes

Place = tuple[int, int] | int
"""An alternative, or (alternative, level) for the bend of a line that passes a level."""


@dataclass(frozen=True)
class Levels:
    """A partial order, arranged to be drawn.

    Attributes
    ----------
    names : tuple of str
    level : tuple of int
        0 for those that nobody is ahead of, else 1 + the lowest level of those ahead.
    lines : list of pairs of alternatives, by number
        Who is ahead of whom; without what follows from two lines, if the relation is transitive.
    tied : list of pairs of alternatives, by number
    transitive : bool
    incomparable : bool
        Whether any pair is.
    """

    names: tuple[str, ...]
    level: tuple[int, ...]
    lines: list[tuple[int, int]]
    tied: list[tuple[int, int]]
    transitive: bool
    incomparable: bool


def levels_of(ranking: Ranking) -> Levels:
    """Arrange the relation that a method found by levels, and leave out what follows.

    Raises
    ------
    ProblemError
        If the method gives no relation, or one that runs in circles.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "A > C > B"})
    >>> levels_of(mcda.rank(problem, "promethee1", "equal")).level
    (0, 1, 1)
    """
    if "relation" not in ranking.by_pair:
        raise ProblemError(_fault("no partial order", method=ranking.method.name))
    names = ranking.problem.alternative_names
    words = ranking.by_pair["relation"]
    ahead, tied = (
        np.array([[i != j and words[i, j] == word for j in names] for i in names])
        for word in ("ahead", "tied")
    )
    level = _levels(ahead)
    if level is None:
        raise ProblemError(_fault("circle", method=ranking.method.name))
    implied = ahead @ ahead  # by way of a third
    transitive = not (implied & ~ahead).any()
    return Levels(
        names=names,
        level=level,
        lines=_pairs(ahead & ~implied if transitive else ahead),
        tied=[(i, j) for i, j in _pairs(tied) if i < j],
        transitive=transitive,
        incomparable="incomparable" in set(words),
    )


def _levels(ahead: BoolArray) -> tuple[int, ...] | None:
    """Length of the longest way down to each alternative; None if there are cycles."""
    level = np.zeros(len(ahead), dtype=np.intp)
    for _ in range(len(ahead)):
        deeper = np.where(ahead, level[:, None] + 1, 0).max(axis=0)
        if (deeper == level).all():
            return tuple(level.tolist())
        level = deeper
    return None


def _pairs(relation: BoolArray) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in zip(*np.nonzero(relation), strict=True)]


@marking_baseline
@checks_arguments
def partial_order(ranking: Ranking, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Draw who is ahead of whom, as a Hasse diagram by levels.

    Parameters
    ----------
    ranking : Ranking
        By a method that returns a partial order, such as PROMETHEE I.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        Lines run from who is ahead down to the other. Lines that follow from others are left out,
        unless the relation is not transitive: then every line stands, and the legend says so.
        Tied alternatives are joined by a dashed line; incomparable ones by nothing. Where the
        method gives leaving and entering flows, they stand under the name. Unscored cells abstain.

    Raises
    ------
    ProblemError
        If the method gives no relation, or one that runs in circles.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.rank(mcda.load("ai-factory"), "promethee1", "equal")
    >>> print(partial_order(result).texts[0].get_text())
    B1
    φ⁺ 0.16
    φ⁻ 0.80
    """
    found = levels_of(ranking)
    boxes = [_box_text(ranking, name, language) for name in found.names]
    across = inches_of(boxes) + _GAP
    down = LINE * max(map(n_lines, boxes)) + 0.35 + _GAP
    arranged = _arranged(found)
    places = {
        place: (across * (position - (len(level) - 1) / 2), -down * depth)
        for depth, level in enumerate(arranged)
        for position, place in enumerate(level)
    }
    width = across * max(len(level) for level in arranged)
    ax = axes_or_new(ax, width + 4.0, max(down * len(arranged), 1.6) + 0.3)
    for way in _ways(found):
        ax.plot(*np.array([places[place] for place in way]).T, zorder=1, **_LINE_STYLE)
    for pair in found.tied:
        ax.plot(*np.array([places[place] for place in pair]).T, zorder=1, **_TIE_STYLE)
    colours = alternative_colours(found.names)
    for place, text in enumerate(boxes):
        ax.text(*places[place], text, ha="center", va="center",
                bbox={"boxstyle": "round,pad=0.4", "facecolor": "white", "linewidth": 2.5,
                      "edgecolor": colours[found.names[place]]})  # fmt: skip
    ax.set(xlim=(-width / 2, width / 2), ylim=(-down * (len(arranged) - 0.5), down / 2))
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    ax.legend(handles=_explained(ranking, found, language), loc="upper left", frameon=False,
              bbox_to_anchor=(1.0, 1.0), fontsize=9)  # fmt: skip
    return ax


def _flows(ranking: Ranking) -> Mapping[str, str]:
    """Give the flows among what the method says of each alternative, with their signs."""
    signs = {"leaving flow": "φ⁺", "entering flow": "φ⁻"}
    return {column: sign for column, sign in signs.items() if column in ranking.by_alternative}


def _box_text(ranking: Ranking, name: str, language: str) -> str:
    flows = [
        f"{sign} {rounded(ranking.by_alternative[column][name], 2, language)}"
        for column, sign in _flows(ranking).items()
    ]
    return "\n".join([wrapped(name, 26), *flows])


def _ways(found: Levels) -> list[list[Place]]:
    """Give each line the places it runs along: a bend on every level that it passes."""
    return [
        [i, *((i, depth) for depth in range(found.level[i] + 1, found.level[j])), j]
        for i, j in found.lines
    ]


def _arranged(found: Levels) -> list[list[Place]]:
    """Order the places within each level, near those above that they are joined to.

    One sweep of the barycentre method (Sugiyama, Tagawa and Toda 1981): each place goes to the
    mean position of its upper neighbours; bends keep lines from running behind a box.
    """
    ways = _ways(found)
    levels, above, group = _by_level(found, ways), _joined_above(ways), _tied_groups(found)
    for upper_level, level in pairwise([[], *levels]):
        offset = {place: i - (len(upper_level) - 1) / 2 for i, place in enumerate(upper_level)}
        means = {
            place: float(np.mean([offset[upper] for upper in above.get(place, ())] or [0.0]))
            for place in level
        }
        # Tied alternatives have the same neighbours, and stay beside one another.
        level.sort(key=lambda place: (round(means[place], 9), group.get(place, -1)))
    return levels


def _by_level(found: Levels, ways: list[list[Place]]) -> list[list[Place]]:
    """Give the alternatives on each level, then the bends of the lines that pass it."""
    levels: list[list[Place]] = [[] for _ in range(max(found.level) + 1)]
    for alternative, depth in enumerate(found.level):
        levels[depth].append(alternative)
    bends = dict.fromkeys(bend for way in ways for bend in way if isinstance(bend, tuple))
    for bend in bends:
        levels[bend[1]].append(bend)
    return levels


def _joined_above(ways: list[list[Place]]) -> dict[Place, set[Place]]:
    """Give the places just above each place that a line joins it to."""
    above: dict[Place, set[Place]] = {}
    for way in ways:
        for upper, lower in pairwise(way):
            above.setdefault(lower, set()).add(upper)
    return above


def _tied_groups(found: Levels) -> dict[Place, int]:
    """Give tied alternatives one number, that of the first of them."""
    group: dict[Place, int] = {i: i for i in range(len(found.names))}
    for first, other in found.tied:
        group[other] = min(group[first], group[other])
    return group


def _explained(ranking: Ranking, found: Levels, language: str) -> list[Artist]:
    ahead = AHEAD if found.transitive else AHEAD_ONE_LINE
    told: Sequence[tuple[bool, Label, dict[str, Any]]] = [
        (bool(found.lines), ahead, _LINE_STYLE),
        (bool(found.tied), INDIFFERENT, _TIE_STYLE),
        (found.incomparable, INCOMPARABLE, {"linestyle": ""}),
        (bool(_flows(ranking)), FLOWS, {"linestyle": ""}),
    ]
    return [
        Line2D([], [], label=label.text(language), **style)
        for occurs, label, style in told
        if occurs
    ]
