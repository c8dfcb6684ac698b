"""Bars of shares of weightings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from mcda_ai.evidence import Label
from mcda_ai.plots.style import alternative_colours, axes_or_new, legend_handles, plain
from mcda_ai.robustness_result import Robustness

SHARE_OF_WEIGHTINGS = Label(nl="aandeel van de wegingen", en="share of the weightings")


def rank_acceptability(result: Robustness, ax: Axes | None = None, language: str = "en") -> Axes:
    """Draw, for each alternative, the share of the weightings that give it each rank.

    Parameters
    ----------
    result : Robustness
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.robustness(mcda.load("ai-factory"), size=1000, rng=1)
    >>> rank_acceptability(result).get_xlabel()
    'share of the weightings'
    """
    shares = result.rank_acceptability
    ax = axes_or_new(ax, 7.0, 0.9 + 0.45 * len(shares))
    word = "rang" if language == "nl" else "rank"
    left = np.zeros(len(shares))
    for rank, colour in zip(
        shares.columns, sns.color_palette("mako", len(shares.columns)), strict=True
    ):
        widths = shares[rank].to_numpy()
        ax.barh(range(len(shares)), widths, left=left, color=colour, label=f"{word} {rank}")
        left = left + widths
    ax.set_yticks(range(len(shares)), [plain(str(name)) for name in shares.index])
    ax.set_ylim(len(shares) - 0.5, -0.5)
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    return _share_axis(ax, language)


def first_ranks(
    results: Mapping[str, Robustness], ax: Axes | None = None, language: str = "en"
) -> Axes:
    """Draw, for several results side by side, how often each alternative is first.

    Parameters
    ----------
    results : mapping of label to Robustness
        A group of bars each; the error bars are 1.96 standard errors, and often too small to
        see. Alternatives that share the first rank both count, so shares can add up to more
        than 1.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
    """
    tidy = pd.DataFrame(
        {
            "label": plain(label),
            "alternative": str(name),
            "share": share,
            "error": error,
            "text": result.share_text(name, 1, language),
        }
        for label, result in results.items()
        for name, share, error in zip(
            result.rank_acceptability.index,
            result.rank_acceptability[1],
            result.standard_error.rank_acceptability[1],
            strict=True,
        )
    )
    names = list(dict.fromkeys(tidy["alternative"]))
    colours = alternative_colours(names)
    ax = axes_or_new(ax, 7.5, 0.8 + len(results) * (0.2 + 0.2 * len(names)))
    thickness = 0.84 / len(names)
    rows = {label: row for row, label in enumerate(dict.fromkeys(tidy["label"]))}
    for step, name in enumerate(names):
        mine = tidy[tidy["alternative"] == name]
        at = mine["label"].map(rows) + (step - (len(names) - 1) / 2) * thickness
        ax.barh(at, mine["share"], height=thickness * 0.92, color=colours[name],
                xerr=1.96 * mine["error"],
                error_kw={"elinewidth": 1, "ecolor": "#222222"})  # fmt: skip
        for y, share, text in zip(at, mine["share"], mine["text"], strict=True):
            ax.annotate(text, (share, y), xytext=(5, 0), fontsize=8, textcoords="offset points",
                        va="center")  # fmt: skip
    ax.set_yticks(list(rows.values()), list(rows))
    ax.set_ylim(len(rows) - 0.5, -0.5)  # first on top, also where axes share their scale
    ax.legend(
        handles=legend_handles(names), loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False
    )
    _share_axis(ax, language)
    ax.set_xlim(0, 1.25)  # room for the figures behind the bars
    return ax


def _share_axis(ax: Axes, language: str) -> Axes:
    ax.set_xlim(0, 1)
    ax.set_xticks(np.linspace(0, 1, 6))
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    ax.set_xlabel(SHARE_OF_WEIGHTINGS.text(language))
    sns.despine(ax=ax, left=True)
    ax.tick_params(axis="y", length=0)
    return ax
