"""What happens as one weight goes up, the others in proportion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, names_meant, shown, unknown_name
from mcda_ai.messages.figures import weight_text
from mcda_ai.messages.label import Label
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import label_equal_rows
from mcda_ai.plots.signs import Sign, alternative_signs, legend_inches, sign_handles
from mcda_ai.plots.style import axes_or_new, inches_of, plain, take_off_frame, wrapped
from mcda_ai.plots.wording import in_figures, in_percent, label_of
from mcda_ai.problem.evidence import spellings
from mcda_ai.sensitivity.stability_result import Stability

_fault = faults_of("plots")

WEIGHT_OF = Label(
    nl="gewicht van {part}; de andere naar verhouding (kantelpunten exact)",
    en="weight of {part}; the others in proportion (break points exact)",
)
SCORE = Label(nl="score ({method})", en="score ({method})")
NOW = Label(nl="nu {weight}", en="now {weight}")
WEIGHT_NOW = Label(nl="gewicht nu", en="weight now")
SAME_LEADER = Label(nl="zelfde koploper", en="same leader")
SAME_RANKING = Label(nl="zelfde volgorde", en="same ranking")
INTERVAL = Label(
    nl="gewicht; de andere naar verhouding (exact)", en="weight; the others in proportion (exact)"
)
BELOW = Label(nl="onder {weight}: {leaders}", en="below {weight}: {leaders}")
ABOVE = Label(nl="boven {weight}: {leaders}", en="above {weight}: {leaders}")
ALL_WEIGHT = Label(
    nl="heeft al het gewicht: geen verhouding voor de rest",
    en="has all the weight: no proportions for the rest",
)
_SEVERAL = "#888888"
_NARROWEST = 0.16


def linear_table(stability: Stability, name: str) -> pd.DataFrame:
    """Give a table that only methods linear in the weights have.

    Raises
    ------
    ProblemError
        If the method is not linear in the weights.
    """
    table: pd.DataFrame = getattr(stability, name)
    if table.empty:
        method = stability.ranking.method.label
        raise ProblemError(_fault("no table to draw", method=method, table=name))
    return table


# --- one weight from 0 to 1 ----------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class AlongOneWeight:
    """What happens while one part's weight goes from 0 to 1: the scores, and who leads where."""

    kind: str
    part: str
    weight: float
    scores: pd.DataFrame
    """Alternatives x ("at 0", "at 1"); straight lines in between."""
    leaders: pd.DataFrame
    """"from", "to" and "leaders" of each stretch."""

    @property
    def break_points(self) -> list[float]:
        """The weights at which somebody else begins to lead."""
        return [float(at) for at in self.leaders["from"].iloc[1:]]


def along_one_weight(stability: Stability, part: str | tuple[str, str]) -> AlongOneWeight:
    """Look up what happens while the weight of a layer or criterion goes from 0 to 1.

    Parameters
    ----------
    stability : Stability
    part : str, or (kind, name)
        Name or label of a layer or criterion; with its kind where both have it.

    Raises
    ------
    ProblemError
        For a method that is not linear in the weights, an unknown part, or one with all weight.
    """
    table = linear_table(stability, "end_scores")
    kind, name = _find_part(stability, part)
    mine = table[(table["kind"] == kind) & (table["part"] == name)]
    scores = mine.set_index("alternative")[["at 0", "at 1"]]
    if scores.isna().to_numpy().any():
        raise ProblemError(_fault("all the weight", kind=kind, name=name))
    points = stability.break_points
    stretches = points[(points["kind"] == kind) & (points["part"] == name)]
    weight = float(stability.intervals["weight"].to_dict()[kind, name])
    return AlongOneWeight(kind, name, weight, scores, stretches[["from", "to", "leaders"]])


def _find_part(stability: Stability, part: str | tuple[str, str]) -> tuple[str, str]:
    known: list[tuple[str, str]] = list(stability.intervals.index)
    if not isinstance(part, str):
        if tuple(part) in known:
            return part
        raise ProblemError(_fault("no part", part=shown(part), example=str(known[0])))
    meant = names_meant(part, _names(known)) or names_meant(part, _labels(stability, known))
    if len(meant) > 1:
        parts = [each for each in known if _key(*each) in meant]
        told = tuple(_fault("a part", kind=kind, name=name) for kind, name in parts)
        raise ProblemError(_fault("several parts meant", typed=part, parts=told))
    if not meant:
        allowed = [name for _, name in known]
        raise ProblemError(unknown_name("layer or criterion with a score", part, allowed))
    return next(each for each in known if _key(*each) == meant[0])


def _key(kind: str, name: str) -> str:
    return f"{kind} '{name}'"


def _names(known: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the name of each part, and what tells it from a part of another kind."""
    return [(name, _key(kind, name)) for kind, name in known]


def _labels(stability: Stability, known: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give every way to write each part, and what tells it from a part of another kind."""
    problem = stability.ranking.problem
    return [
        (text, _key(kind, name))
        for kind, parts in (("layer", problem.layers), ("criterion", problem.criteria))
        for text, name in spellings(parts)
        if (kind, name) in known
    ]


@marking_baseline
@checks_arguments
def walking_weights(
    stability: Stability,
    part: str | tuple[str, str],
    ax: Axes | None = None,
    language: Language = "en",
) -> Axes:
    """Draw the score of each alternative while the weight of one part goes from 0 to 1.

    Parameters
    ----------
    stability : Stability
        Of a method that is linear in the weights.
    part : str, or (kind, name)
        A layer or a criterion, by name or label; its kind too, where both have the name. The
        others keep their proportions.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A band for each stretch in which the same alternatives lead, named above it where it is
        wide enough; several names where they tie all along it. At a break point both lead.
        Unscored criteria have no weight to walk.

    Raises
    ------
    ProblemError
        For a method that is not linear in the weights, an unknown part, or one with all weight.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> stability = mcda.stability(mcda.load("ai-factory"), weights="layer-equal")
    >>> drawn = walking_weights(stability, "preconditions")
    >>> [round(float(line.get_xdata()[0]), 3) for line in drawn.get_lines()[3:5]]
    [0.399, 0.889]
    """
    along = along_one_weight(stability, part)
    problem = stability.ranking.problem
    signs = alternative_signs(list(problem.alternative_names))
    handles = sign_handles(signs, signs)
    width, height = legend_inches(handles)
    ax = axes_or_new(ax, 5.6 + width, max(4.2, 1.2 + height))
    for name, (low, high) in zip(along.scores.index, along.scores.to_numpy(), strict=True):
        ax.plot([0, 1], [low, high], color=signs[name].colour, linestyle=signs[name].dashes,
                marker=signs[name].marker, linewidth=2, clip_on=False, zorder=3)  # fmt: skip
    _draw_break_points(ax, along, language)
    _draw_stretches(ax, along, signs)
    ax.axvline(along.weight, color="#222222", linewidth=1.2, linestyle="--")
    _beside_line(ax, along.weight, 0.98, NOW.text(language).format(
        weight=weight_text(along.weight, language)), "top")  # fmt: skip
    label = label_of(problem, along.kind, along.part, language)
    ax.set_xlabel(wrapped(WEIGHT_OF.text(language).format(part=label), 64))
    ax.set_ylabel(SCORE.text(language).format(method=plain(stability.ranking.method.label)))
    ax.set_xlim(0, 1)
    in_percent(ax.xaxis, language)
    in_figures(ax.yaxis, language)
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False)
    take_off_frame(ax)
    return ax


def _draw_break_points(ax: Axes, along: AlongOneWeight, language: str) -> None:
    for place, at in enumerate(along.break_points):
        ax.axvline(at, color="#222222", linewidth=1.2)
        # Neighbours that are near each other have their figures at different heights.
        _beside_line(ax, at, 0.02 + 0.18 * (place % 4), weight_text(at, language), "bottom")


def _beside_line(ax: Axes, x: float, height: float, text: str, va: str) -> None:
    """Write along a vertical line."""
    ax.text(x, height, text, transform=ax.get_xaxis_transform(), rotation=90, fontsize=8,
            ha="center", va=va, zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85})  # fmt: skip


def _draw_stretches(ax: Axes, along: AlongOneWeight, signs: dict[str, Sign]) -> None:
    """Shade who leads, and name them above."""
    width = ax.get_window_extent().width / ax.get_figure().dpi * 0.8  # type: ignore[union-attr]
    for low, high, leaders in along.leaders.itertuples(index=False):
        sign = signs.get(leaders)
        colour, hatch = (sign.colour, sign.hatch) if sign else (_SEVERAL, "")
        ax.axvspan(low, high, facecolor=colour, alpha=0.16, hatch=hatch, edgecolor=colour,
                   linewidth=0, zorder=0)  # fmt: skip
        room = (high - low) * width
        lying = wrapped(leaders, max(8, int(room / inches_of("x"))))
        if inches_of([lying]) <= room:
            _above(ax, (low + high) / 2, lying, 0)
        elif room > _NARROWEST * (1 + wrapped(leaders, 26).count("\n")):
            _above(ax, (low + high) / 2, wrapped(leaders, 26), 90)


def _above(ax: Axes, x: float, text: str, rotation: float) -> None:
    ax.text(x, 1.02, text, transform=ax.get_xaxis_transform(), ha="center", va="bottom",
            fontsize=9, fontweight="bold", rotation=rotation)  # fmt: skip


# --- the interval of each weight -----------------------------------------------------------------


def interval_rows(
    stability: Stability, kind: str | None = None, language: str = "en"
) -> pd.DataFrame:
    """Put each stability interval beside who leads beyond it.

    Returns
    -------
    DataFrame
        One row a layer or criterion: "label", "weight", "leader from", "leader to", "ranking
        from", "ranking to", and who leads "below" and "above" the interval of the leader ("" if
        it reaches 0 or 1). NaN for a part with all weight.

    Raises
    ------
    ProblemError
        For a method that is not linear in the weights, or an unknown kind.
    """
    table = linear_table(stability, "intervals").reset_index()
    if kind not in (None, "layer", "criterion"):
        raise ProblemError(unknown_name("kind", str(kind), ["layer", "criterion"]))
    kind = kind or stability.kind_of_parts
    rows = table[table["kind"] == kind].drop(columns="kind").reset_index(drop=True)
    problem, parts = stability.ranking.problem, [str(part) for part in rows["part"]]
    rows.insert(0, "label", [label_of(problem, kind, part, language) for part in parts])
    for side, edge in (("below", "leader from"), ("above", "leader to")):
        stretches = [stability.beyond(kind, part, edge) for part in parts]
        rows[side] = [str(stretch["leaders"]) if stretch else "" for stretch in stretches]
    return rows


@marking_baseline
@checks_arguments
def stability_intervals(
    stability: Stability,
    ax: Axes | None = None,
    kind: str | None = None,
    language: Language = "en",
) -> Axes:
    """Draw between which weights of each part the leader stays, and the whole ranking.

    Parameters
    ----------
    stability : Stability
        Of a method that is linear in the weights.
    ax : Axes, optional
    kind : {"layer", "criterion"}, optional
        Layers unless stated; criteria if one layer only is scored.
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A pale bar where the leaders stay the same, a dark one within it where the whole ranking
        does, a diamond for the weight now; on the right who leads beyond. Where leaders tie now
        and part at once, both bars have no length. Unscored criteria are left out.

    Raises
    ------
    ProblemError
        For a method that is not linear in the weights, or an unknown kind.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> stability = mcda.stability(mcda.load("ai-factory"), weights="layer-equal")
    >>> drawn = stability_intervals(stability, language="nl")
    >>> drawn.texts[-1].get_text()
    'boven 39,9 %: B2'
    """
    rows = interval_rows(stability, kind, language)
    labels = [wrapped(label) for label in rows["label"]]
    notes = [_beyond(row, language) for row in rows.to_dict(orient="records")]
    heights = 0.28 + 0.16 * max((text.count("\n") for text in (*labels, *notes)), default=0)
    ax = axes_or_new(ax, 4.8 + inches_of(labels) + inches_of(notes), 1.3 + heights * len(rows))
    at = np.arange(len(rows))
    colour, dark = "#9ecae1", "#08519c"
    for names, thickness, shade in (("leader", 0.62, colour), ("ranking", 0.24, dark)):
        low, high = rows[f"{names} from"], rows[f"{names} to"]
        ax.barh(at, high - low, left=low, height=thickness, color=shade)
    ax.plot(rows["weight"], at, linestyle="", marker="D", markersize=6, color="white",
            markeredgecolor="black", clip_on=False, zorder=4)  # fmt: skip
    for y, note in zip(at, notes, strict=True):
        ax.annotate(note, (1, y), xytext=(10, 0), xycoords=("axes fraction", "data"),
                    textcoords="offset points", va="center", fontsize=9)  # fmt: skip
    label_equal_rows(ax, labels)
    ax.set_xlim(0, 1)
    in_percent(ax.xaxis, language)
    ax.set_xlabel(INTERVAL.text(language))
    handles = [
        Patch(color=colour, label=SAME_LEADER.text(language)),
        Patch(color=dark, label=SAME_RANKING.text(language)),
        Line2D([], [], linestyle="", marker="D", color="white", markeredgecolor="black",
               label=WEIGHT_NOW.text(language)),
    ]  # fmt: skip
    ax.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3,
              frameon=False, columnspacing=1.2, handletextpad=0.5)  # fmt: skip
    return ax


def _beyond(row: dict[Any, Any], language: str) -> str:
    """Say who leads below and above the interval."""
    if np.isnan(row["leader from"]):
        return ALL_WEIGHT.text(language)
    told = [
        wrapped(
            text.text(language).format(weight=weight_text(row[edge], language), leaders=row[who]),
            44,
        )
        for text, edge, who in ((BELOW, "leader from", "below"), (ABOVE, "leader to", "above"))
        if row[who]
    ]
    return "\n".join(told)
