"""Heatmaps: preference matrices, and the agreement of methods."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mcda_ai.comparison.methods import Comparison
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.figures import rounded
from mcda_ai.messages.label import Label
from mcda_ai.methods.family_names import FAMILIES, Family
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import FONT_SIZE
from mcda_ai.plots.style import (
    LINE,
    axes_or_new,
    column_width,
    headings,
    inches_of,
    longest_line,
    n_lines,
    wrapped,
)

_fault = faults_of("plots")

AGREEMENT = Label(
    nl="aandeel van de optieparen in dezelfde verhouding",
    en="share of the pairs of alternatives in the same relation",
)
_BLANK = "#ededed"
_TITLE_SIGN = 0.09  # inches
_MOST_WITH_FIGURES = 25  # more columns have no room for figures


@checks_arguments
def preference_heatmap(
    matrix: pd.DataFrame, ax: Axes | None = None, title: str = "", language: Language = "en"
) -> Axes:
    """Draw one matrix of alternatives: how much speaks for the row above the column.

    Parameters
    ----------
    matrix : DataFrame, alternatives x alternatives
        Shares in [0, 1], such as ``problem.layer_preferences()["impact"]``.
    ax : Axes, optional
    title : str, optional
    language : {"en", "nl"}, optional
        Decides between decimal point and comma.

    Returns
    -------
    Axes
        The diagonal and NaN (a layer without weight) stay blank. A tie and an unscored cell add
        to neither of the two cells of a pair, so they need not sum to 1.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> table = mcda.load("ai-factory").layer_preferences()
    >>> preference_heatmap(table["impact"], title="Impact").get_title()
    'Impact'
    """
    if matrix.empty or matrix.shape[0] != matrix.shape[1]:
        raise ProblemError(_fault("no square", shape=str(matrix.shape)))
    names = [str(name) for name in matrix.index]
    rows = [wrapped(name, 28) for name in names]
    heads, upright = headings(names)
    upright = upright or column_width(heads, upright=False) > 0.63
    side = len(names) * max(0.55, LINE * max(map(n_lines, rows)) + 0.1)
    told = wrapped(title, max(26, int(side / _TITLE_SIGN)))
    side = max(side, _TITLE_SIGN * longest_line([told]))
    above = inches_of(heads) if upright else LINE * max(map(n_lines, heads))
    ax = axes_or_new(ax, side + inches_of(rows) + 0.4,
                     side + above + 0.4 + 0.2 * n_lines(told))  # fmt: skip
    shown = matrix.astype(float).mask(np.eye(len(names), dtype=bool))
    _draw_shares(ax, shown, language, with_figures=len(names) <= 12)
    ax.set_aspect("equal")
    _label_cells(ax, rows, heads, upright)
    ax.set_title(told, fontsize=10)
    return ax


def agreement_table(comparison: Comparison) -> pd.DataFrame:
    """Arrange the agreement of the groups of methods as a matrix, families together.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    DataFrame, groups x groups
        Each group is written as in ``comparison.agreement``; the diagonal is NaN, and so is the
        agreement of groups that order no pair both.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.compare(mcda.load("ai-factory"), methods=["leximin", "borda"])
    >>> round(float(agreement_table(result).loc["borda", "leximin"]), 2)
    0.67
    """
    listed = {" = ".join(group): _families(comparison, group) for group in comparison.groups}
    order = sorted(listed, key=lambda group: list(FAMILIES).index(listed[group][0]))
    table = pd.DataFrame(np.nan, index=order, columns=order)
    for row in comparison.agreement.to_dict("records"):
        table.loc[row["group"], row["other"]] = row["share_of_pairs"]
        table.loc[row["other"], row["group"]] = row["share_of_pairs"]
    return table


@marking_baseline
@checks_arguments
def method_agreement(
    comparison: Comparison, ax: Axes | None = None, language: Language = "en"
) -> Axes:
    """Draw how far groups of methods agree: the share of pairs of alternatives they order alike.

    Parameters
    ----------
    comparison : Comparison
        Methods that are one and the same on the problem form one group.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A row and a column for each group, numbered alike and sorted by family. A tie agrees with
        a tie only. Blank: a group with itself, and groups that order no pair both, as happens
        with a choice set. Unscored cells do what each method makes of them.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.compare(mcda.load("ai-factory"), methods=["kemeny", "borda", "promethee2"])
    >>> print(method_agreement(result).get_yticklabels()[0].get_text())
    positional, outranking: Borda = PROMETHEE II   1
    """
    table = agreement_table(comparison)
    members = {" = ".join(group): group for group in comparison.groups}
    families = [_families(comparison, members[str(name)]) for name in table.index]
    rows = [
        wrapped(_group_label(comparison, members[str(name)], language), 70) + f"   {place}"
        for place, name in enumerate(table.index, start=1)
    ]
    height = len(rows) * max(0.42, LINE * max(map(n_lines, rows)) + 0.1)
    ax = axes_or_new(ax, max(0.5 * len(rows), 2.0) + inches_of(rows) + 0.4, height + 0.9)
    _draw_shares(ax, table, language, with_figures=len(rows) <= _MOST_WITH_FIGURES)
    for place in range(1, len(rows)):
        if families[place][0] != families[place - 1][0]:
            ax.axhline(place, color="black", linewidth=1)
            ax.axvline(place, color="black", linewidth=1)
    _label_cells(ax, rows, [str(place) for place in range(1, len(rows) + 1)], upright=False)
    ax.xaxis.tick_top()
    ax.set_title(wrapped(AGREEMENT.text(language), 40), fontsize=10, loc="right")
    return ax


def _families(comparison: Comparison, group: Sequence[str]) -> list[Family]:
    """List the families of a group of methods, in the order of the families."""
    found = {comparison.rankings[name].method.family for name in group}
    return [family for family in FAMILIES if family in found]


def _group_label(comparison: Comparison, group: Sequence[str], language: str) -> str:
    families = ", ".join(FAMILIES[each].text(language) for each in _families(comparison, group))
    methods = {name: comparison.rankings[name].method for name in group}
    # Options stand behind the name of a method, and stay.
    labels = [each.label + name.removeprefix(each.name) for name, each in methods.items()]
    return f"{families}: {' = '.join(labels)}"


def _draw_shares(ax: Axes, shares: pd.DataFrame, language: str, with_figures: bool) -> None:
    import seaborn as sns  # slow, and not needed by every report

    figures = shares.map(lambda share: rounded(share, 2, language))
    sns.heatmap(
        shares, ax=ax, vmin=0, vmax=1, cmap="Blues", annot=figures if with_figures else False,
        fmt="", cbar=False, xticklabels=False, yticklabels=False, linewidths=1,
        linecolor="white", annot_kws={"fontsize": 9},
    )  # fmt: skip
    ax.set_facecolor(_BLANK)


def _label_cells(ax: Axes, rows: Sequence[str], heads: Sequence[str], upright: bool) -> None:
    middles = np.arange(len(rows)) + 0.5
    ax.set_yticks(middles, rows, rotation=0, fontsize=FONT_SIZE)
    ax.set_xticks(middles, heads, rotation=90 if upright else 0, fontsize=FONT_SIZE)
    ax.tick_params(length=0)
    ax.set(xlabel="", ylabel="")
