"""Bars of shares: of the weightings, and of the weight itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.figures import whole
from mcda_ai.messages.label import Label
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import (
    FEW,
    FONT_SIZE,
    Row,
    draw_pieces,
    label_equal_rows,
    label_rows,
    room_for_labels,
    stacked_rows,
)
from mcda_ai.plots.style import (
    LINE,
    SIGN,
    TIE_GREY,
    UNSCORED_STYLE,
    alternative_colours,
    axes_or_new,
    inches_of,
    ink_on,
    legend_handles,
    legend_label,
    longest_line,
    n_lines,
    rank_colour,
    take_off_frame,
    wrapped,
)
from mcda_ai.plots.wording import in_percent
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import WeightsLike

SHARE_OF_WEIGHTINGS = Label(nl="aandeel van de wegingen", en="share of the weightings")
SHARE_OF_WEIGHT = Label(nl="aandeel van het gewicht", en="share of the weight")
RANK = Label(nl="rang", en="rank")
EXACT = Label(nl="exact", en="exact")
DRAWS = Label(nl="trekkingen", en="draws")
ERROR_BAR = Label(
    nl="1,96 standaardfout\nvan het aandeel rang 1",
    en="1.96 standard errors\nof the share of rank 1",
)
FOR_EITHER = Label(
    nl="gekleurd: gewicht voor de optie aan die kant",
    en="coloured: weight for the option on that side",
)
TIE = Label(nl="gelijk", en="tie")
NOT_COMPARABLE = Label(nl="niet te vergelijken (niet gescoord)", en="not comparable (unscored)")
HALF = Label(nl="de helft", en="half")


@marking_baseline
@checks_arguments
def rank_acceptability(
    result: Robustness | Mapping[str, Robustness], ax: Axes | None = None, language: Language = "en"
) -> Axes:
    """Draw, for each alternative, the share of the weightings that give it each rank.

    Parameters
    ----------
    result : Robustness or mapping of label to Robustness
        Several results, such as one for each family of methods and weight space, stand in
        groups under their labels.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        Bars stacked by rank, rank 1 first. Above each group stands "exact", or how many
        weightings were drawn; of those, error bars of 1.96 standard errors stand where rank 1
        ends, often too small to see. A rank is 1 + the number strictly better, so tied
        alternatives share the best of their ranks. Unscored cells abstain.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.robustness(mcda.load("ai-factory"), size=1000, rng=1)
    >>> rank_acceptability(result).get_xlabel()
    'share of the weightings'
    """
    results = result if isinstance(result, Mapping) else {"": result}
    rows = stacked_rows(
        (text, is_heading)
        for label, each in results.items()
        for text, is_heading in [(label, True), *((str(n), False) for n in _names(each))]
    )
    n_ranks = max(len(_names(each)) for each in results.values())
    ax = axes_or_new(ax, 6.6 + room_for_labels(rows),
                     0.7 + max(rows[-1].bottom, 0.6 + 1.4 * LINE * n_ranks))  # fmt: skip
    below = iter(rows)
    for each in results.values():
        heading = next(below)
        mine = [next(below) for _ in _names(each)]
        ax.text(1.0, heading.middle, _precision(each, language), ha="right", va="center",
                style="italic", fontsize=FONT_SIZE)  # fmt: skip
        _draw_ranks(ax, each, mine, n_ranks)
    label_rows(ax, rows)
    ax.legend(handles=_explained_ranks(results, n_ranks, language), loc="upper left",
              bbox_to_anchor=(1.01, 1.0), frameon=False, fontsize=FONT_SIZE)  # fmt: skip
    return _share_axis(ax, SHARE_OF_WEIGHTINGS, language)


def _names(result: Robustness) -> list[str]:
    return [str(name) for name in result.rank_acceptability.index]


def _is_exact(result: Robustness) -> bool:
    return "rank_acceptability" in result.exact_fields


def _precision(result: Robustness, language: str) -> str:
    if _is_exact(result):
        return EXACT.text(language)
    return f"{whole(result.size, language)} {DRAWS.text(language)}"


def _draw_ranks(ax: Axes, result: Robustness, rows: list[Row], n_ranks: int) -> None:
    """Draw a stacked bar for each alternative of one result."""
    shares = result.rank_acceptability
    middles = [row.middle for row in rows]
    left = np.zeros(len(rows))
    for rank in shares.columns:
        colour, widths = rank_colour(int(rank), n_ranks), shares[rank].to_numpy()
        ax.barh(middles, widths, left=left, height=0.22, color=colour, edgecolor="white",
                linewidth=0.5)  # fmt: skip
        for middle, start, width in zip(middles, left, widths, strict=True):
            if width > FEW:
                ax.text(start + width / 2, middle, str(rank), color=ink_on(colour), ha="center",
                        va="center", fontsize=7)  # fmt: skip
        left = left + widths
    if not _is_exact(result):
        ax.errorbar(shares[1], middles, xerr=1.96 * result.standard_error.rank_acceptability[1],
                    fmt="none", ecolor="#D55E00", elinewidth=1.4, capsize=3)  # fmt: skip


def _explained_ranks(
    results: Mapping[str, Robustness], n_ranks: int, language: str
) -> list[Artist]:
    handles: list[Artist] = [
        Patch(color=rank_colour(rank, n_ranks), label=f"{RANK.text(language)} {rank}")
        for rank in range(1, n_ranks + 1)
    ]
    if not all(map(_is_exact, results.values())):
        handles.append(Line2D([], [], color="#D55E00", marker="|", label=ERROR_BAR.text(language)))
    return handles


@marking_baseline
@checks_arguments
def first_ranks(
    results: Mapping[str, Robustness], ax: Axes | None = None, language: Language = "en"
) -> Axes:
    """Draw, for several results side by side, how often each alternative is first.

    Parameters
    ----------
    results : mapping of label to Robustness
        A group of bars each.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        The error bars are 1.96 standard errors, and often too small to see; the figures say
        "exact" where nothing was drawn. Alternatives that share the first rank both count, so
        shares can add up to more than 1. Unscored cells abstain.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.robustness(mcda.from_rankings({"cost": "A > B", "reach": "A > B"}))
    >>> [text.get_text() for text in first_ranks({"flat": result}).texts]
    ['100 % (exact)', '0 % (exact)']
    """
    names = dict.fromkeys(name for result in results.values() for name in _names(result))
    ax = first_ranks_of(list(names), results, ax, language)
    handles = legend_handles(list(names))
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    return ax


def first_ranks_of(
    names: Sequence[str], results: Mapping[str, Robustness], ax: Axes | None, language: str
) -> Axes:
    """Draw the shares of these alternatives only, without a legend; see `first_ranks`."""
    tidy = pd.DataFrame(
        {
            "label": wrapped(label),
            "alternative": name,
            "share": result.rank_acceptability.loc[name, 1],
            "error": result.standard_error.rank_acceptability.loc[name, 1],
            "text": result.share_text(name, 1, language),
        }
        for label, result in results.items()
        for name in names
        if name in result.rank_acceptability.index
    )
    colours = alternative_colours(names)
    keys = list(map(legend_label, names))
    heights = (len(results) * (0.2 + 0.2 * len(names)), sum(0.1 + LINE * n_lines(k) for k in keys))
    width = 5.5 + SIGN * (longest_line(tidy["label"].to_list()) + longest_line(keys))
    ax = axes_or_new(ax, width, 0.8 + max(heights))
    thickness = 0.84 / len(names)
    rows = {label: row for row, label in enumerate(dict.fromkeys(tidy["label"]))}
    steps = tidy["alternative"].map({name: step for step, name in enumerate(names)})
    at = tidy["label"].map(rows) + (steps - (len(names) - 1) / 2) * thickness
    errors = 1.96 * tidy["error"]
    ax.barh(at, tidy["share"], height=thickness * 0.92,
            color=tidy["alternative"].map(colours).to_list(),
            xerr=errors, error_kw={"elinewidth": 1, "ecolor": "#222222"})  # fmt: skip
    behind = ax.transData + ScaledTranslation(5 / 72, 0, ax.figure.dpi_scale_trans)
    for y, end, text in zip(at, tidy["share"] + errors, tidy["text"], strict=True):
        ax.text(end, y, text, transform=behind, fontsize=8, va="center")
    label_equal_rows(ax, list(rows))
    _share_axis(ax, SHARE_OF_WEIGHTINGS, language)
    ax.set_xlim(0, 1.25)  # room for the figures behind the bars
    return ax


@marking_baseline
@checks_arguments
def pairwise_support(
    problem: DecisionProblem,
    ax: Axes | None = None,
    weights: WeightsLike = None,
    language: Language = "en",
) -> Axes:
    """Draw, for each pair of alternatives, for which of them the weight speaks.

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
        One bar a pair, of four pieces that sum to 1: the weight for the alternative on the left,
        of the criteria on which the two tie (grey), of those that do not compare them because a
        cell is unscored (hatched), and for the alternative on the right. A measured criterion
        counts whole for who is ahead on it, not by how much.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "A = B", "trust": "B > A"})
    >>> [text.get_text() for text in pairwise_support(problem).texts]
    ['33', '33', '33']
    """
    table = problem.pair_weights(weights)
    colours = alternative_colours(problem.alternative_names)
    rows = stacked_rows(((str(first), False) for first, _ in table.index), least=0.34)
    others = [wrapped(str(second)) for _, second in table.index]
    ax = axes_or_new(ax, 5.5 + room_for_labels(rows) + inches_of(others),
                     1.5 + rows[-1].bottom)  # fmt: skip
    for row, (first, second), pair in zip(rows, table.index, table.to_dict("records"), strict=True):
        pieces: list[tuple[float, Mapping[str, Any]]] = [
            (pair["support"], {"facecolor": colours[first]}),
            (pair["tie"], {"facecolor": TIE_GREY}),
            (pair["not comparable"], UNSCORED_STYLE),
            (pair["against"], {"facecolor": colours[second]}),
        ]
        draw_pieces(ax, row.middle, pieces, height=0.24)
    ax.axvline(0.5, color="black", linewidth=1, linestyle=":")
    label_rows(ax, rows)
    right = ax.secondary_yaxis("right")
    right.set_yticks([row.middle for row in rows], others, fontsize=FONT_SIZE)
    right.tick_params(length=0)
    right.spines["right"].set_visible(False)
    ax.legend(handles=_explained_support(language), loc="lower left", bbox_to_anchor=(0, 1),
              ncols=1, frameon=False, fontsize=FONT_SIZE)  # fmt: skip
    return _share_axis(ax, SHARE_OF_WEIGHT, language)


def _explained_support(language: str) -> list[Artist]:
    return [
        Line2D([], [], linestyle="", label=FOR_EITHER.text(language)),
        Patch(facecolor=TIE_GREY, label=TIE.text(language)),
        Patch(label=NOT_COMPARABLE.text(language), **UNSCORED_STYLE),
        Line2D([], [], color="black", linewidth=1, linestyle=":", label=HALF.text(language)),
    ]


def _share_axis(ax: Axes, label: Label, language: str) -> Axes:
    ax.set_xlim(0, 1)
    ax.set_xticks(np.linspace(0, 1, 6))
    in_percent(ax.xaxis, language)
    ax.set_xlabel(label.text(language))
    take_off_frame(ax, "left")
    ax.tick_params(axis="y", length=0)
    return ax
