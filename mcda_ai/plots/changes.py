"""How little has to change before another alternative leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.figures import points_text
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import Words
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import label_equal_rows
from mcda_ai.plots.signs import alternative_signs
from mcda_ai.plots.style import axes_or_new, inches_of, wrapped
from mcda_ai.plots.weight_lines import linear_table
from mcda_ai.plots.wording import in_figures, label_of
from mcda_ai.sensitivity.stability_claims import several_layers
from mcda_ai.sensitivity.stability_result import Stability

POINTS = Label(
    nl="punten gewicht te verschuiven tot de optie (mede) vooraan staat\n(van 100; exact)",
    en="points of weight to move until it leads or shares the lead\n(of 100; exact)",
)
LEADS_NOW = Label(nl="staat nu vooraan", en="leads now")
NEVER = Label(
    nl="bij geen toegelaten weging vooraan", en="leads under none of the admissible weightings"
)
HEADINGS = {
    "now": Label(nl="niets weggelaten", en="nothing left out"),
    "layer": Label(nl="zonder laag", en="without layer"),
    "criterion": Label(nl="zonder criterium", en="without criterion"),
    "alternative": Label(nl="zonder optie", en="without alternative"),
    "layers": Label(nl="zonder meer lagen", en="without several layers"),
}
FLIP = Label(nl="kantelt: {leaders} vooraan", en="flips: {leaders} first")
OTHER_ORDER = Label(nl="andere volgorde", en="other order")
NOTHING_LEFT = Label(nl="niets over om te rangschikken", en="nothing left to rank")
RANK = Label(nl="rang van elke optie", en="rank of each alternative")
_FLIP_COLOUR = "#D55E00"


@marking_baseline
@checks_arguments
def weight_flips(stability: Stability, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Draw how much weight has to move before each alternative leads.

    Parameters
    ----------
    stability : Stability
        Of a method that is linear in the weights.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A bar and a figure for each alternative: the least points of weight to move, to the first
        tie for the lead. In words: those that lead now, alone or tied, and those that lead under
        no admissible weights. Unscored criteria have no weight to move.

    Raises
    ------
    ProblemError
        For a method that is not linear in the weights.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> stability = mcda.stability(mcda.load("ai-factory"), weights="layer-equal")
    >>> [text.get_text() for text in weight_flips(stability).texts]
    ['34.2', '10.6', 'leads now']
    """
    points = linear_table(stability, "weight_flips")["points"]
    signs = alternative_signs([str(name) for name in points.index])
    labels = [wrapped(name, 30) for name in signs]
    height = sum(0.32 + 0.15 * label.count("\n") for label in labels)
    ax = axes_or_new(ax, 6.4 + inches_of(labels), 1.2 + height)
    finite = points[np.isfinite(points)]
    for y, (name, value) in enumerate(points.items()):
        sign = signs[str(name)]
        length = float(value) if np.isfinite(value) else 0.0
        ax.barh(y, length, height=0.62, color=sign.colour, hatch=sign.hatch, edgecolor="white",
                linewidth=0)  # fmt: skip
        ax.annotate(_in_words(stability, str(name), float(value), language), (length, y),
                    xytext=(5, 0), textcoords="offset points", va="center")  # fmt: skip
    label_equal_rows(ax, labels)
    ax.set_xlim(0, max(1.2 * float(finite.max()), 1.0) if len(finite) else 1.0)
    in_figures(ax.xaxis, language)
    ax.set_xlabel(POINTS.text(language))
    return ax


def _in_words(stability: Stability, name: str, points: float, language: str) -> str:
    if name in stability.ranking.leaders:
        return LEADS_NOW.text(language)
    return points_text(points, language) if np.isfinite(points) else NEVER.text(language)


# --- leaving out ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class LeftOut:
    """What is drawn of leaving out: a heading or a row of ranks each, from top to bottom."""

    labels: list[str]
    ranks: pd.DataFrame
    """Rows x alternatives; NaN for a heading, and for who was left out."""
    flips: list[bool]
    notes: list[str]
    headings: list[bool]


def left_out_rows(stability: Stability, language: str = "en") -> LeftOut:
    """Arrange the ranks without each part under headings, below those with everything."""
    problem, now = stability.ranking.problem, stability.ranking
    empty = dict.fromkeys(now.ranks.index, np.nan)
    rows: list[tuple[Any, ...]] = [
        (HEADINGS["now"].text(language), now.ranks.to_dict(), False, "", False)
    ]
    heading = ""
    told_of: dict[Any, dict[Any, Any]] = stability.left_out.to_dict(orient="index")
    for (kind, what), told in told_of.items():
        if kind != heading:
            rows.append((HEADINGS[kind].text(language), empty, False, "", True))
            heading = kind
        label = _label(stability, kind, what, language)
        ranks = stability.left_out_ranks.loc[[(kind, what)]].iloc[0].to_dict()
        flip = bool(told["leader changes"])
        rows.append((label, ranks, flip, _note(told, flip, language), False))
    labels, every_rank, flips, notes, headings = zip(*rows, strict=True)
    table = pd.DataFrame(
        list(every_rank), columns=list(problem.alternative_names), dtype=np.float64
    )
    return LeftOut(list(labels), table, list(flips), list(notes), list(headings))


def _label(stability: Stability, kind: str, what: str, language: str) -> str:
    if kind == "alternative":
        return what
    problem = stability.ranking.problem
    if kind != "layers":
        return label_of(problem, kind, what, language)
    return several_layers(stability, what, Words(language, problem.labels(language)))


def _note(told: dict[Any, Any], flip: bool, language: str) -> str:
    if not told["leaders"] and told["order changes"] is None:
        return NOTHING_LEFT.text(language)
    if flip:
        return wrapped(FLIP.text(language).format(leaders=told["leaders"]), 44)
    return OTHER_ORDER.text(language) if told["order changes"] else ""


@marking_baseline
@checks_arguments
def left_out(stability: Stability, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Draw the rank of each alternative without one layer, criterion or alternative.

    Parameters
    ----------
    stability : Stability
        Of any method.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A row for each thing left out; the first one with everything. Ties share a rank (1, 2, 2,
        4). A frame, and words beside it, mark where others lead than now; a dash who was left
        out. Unscored criteria are left out of the chart.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> rankings = {"cost": "A > B", "reach": "B > A", "trust": "A = B"}
    >>> stability = mcda.stability(mcda.from_rankings(rankings, weights=[3, 2, 1]))
    >>> [text.get_text() for text in left_out(stability).texts if "first" in text.get_text()]
    ['flips: B first']
    """
    shown = left_out_rows(stability, language)
    names = [wrapped(str(name), 22) for name in shown.ranks.columns]
    labels = [wrapped(label, 60) for label in shown.labels]
    most_lines = 1 + max(text.count("\n") for text in (*labels, *shown.notes))
    column = 0.2 + 0.17 * max(1 + name.count("\n") for name in names)
    ax = axes_or_new(
        ax,
        0.8 + max(column * len(names), 2.2) + inches_of(labels) + inches_of(shown.notes),
        1.0
        + (inches_of(names) if _upright(names) else 0.2)
        + (0.11 + 0.16 * most_lines) * len(labels),
    )
    m = len(names)
    import seaborn as sns

    shades = ListedColormap(sns.color_palette("mako", m))
    sns.heatmap(
        shown.ranks, ax=ax, vmin=0.5, vmax=m + 0.5, cmap=shades,
        annot=True, fmt=".0f", cbar=False, linewidths=1, linecolor="white", annot_kws={"size": 9},
        xticklabels=False, yticklabels=False,
    )  # fmt: skip
    for row in np.flatnonzero(~np.array(shown.headings)):
        _mark_row(ax, shown, int(row), m)
    ax.set_yticks(np.arange(len(labels)) + 0.5, labels, rotation=0, fontsize=9)
    for tick, heading in zip(ax.get_yticklabels(), shown.headings, strict=True):
        tick.set_fontweight("bold" if heading else "normal")
    ax.set_xticks(np.arange(m) + 0.5, names, rotation=90 if _upright(names) else 0)
    ax.tick_params(length=0, labelbottom=False, labeltop=True, bottom=False)
    ax.set_xlabel(RANK.text(language))
    return ax


def _upright(names: list[str]) -> bool:
    return max(len(name) for name in names) > 5


def _mark_row(ax: Axes, shown: LeftOut, row: int, m: int) -> None:
    """Put dashes where nobody is ranked, a frame round a flip, and the note beside it."""
    for column in np.flatnonzero(shown.ranks.iloc[row].isna()):
        ax.text(column + 0.5, row + 0.5, "–", ha="center", va="center", fontsize=9)
    if shown.flips[row]:
        ax.add_patch(Rectangle((0, row), m, 1, fill=False, edgecolor=_FLIP_COLOUR, linewidth=2.5,
                               clip_on=False, zorder=5))  # fmt: skip
    ax.annotate(shown.notes[row], (m, row + 0.5), xytext=(8, 0), textcoords="offset points",
                va="center", fontsize=9, annotation_clip=False,
                fontweight="bold" if shown.flips[row] else "normal")  # fmt: skip
