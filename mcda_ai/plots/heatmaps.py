"""Heatmaps of preference matrices."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from mcda_ai.plots.style import axes_or_new, plain


def preference_heatmap(
    matrix: pd.DataFrame, ax: Axes | None = None, title: str = "", language: str = "en"
) -> Axes:
    """Draw one preference matrix: how strongly the row is preferred to the column.

    Parameters
    ----------
    matrix : DataFrame, alternatives x alternatives
        Shares in [0, 1], such as ``problem.layer_preferences()["impact"]``. NaN stays blank.
    ax : Axes, optional
    title : str, optional
    language : {"en", "nl"}, optional
        Decides between decimal point and comma.

    Returns
    -------
    Axes

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> table = mcda.load("ai-factory").layer_preferences()
    >>> preference_heatmap(table["impact"], title="Impact").get_title()
    'Impact'
    """
    names = [plain(str(name)) for name in matrix.index]
    room = 0.4 + 0.09 * max(len(name) for name in names)  # inches for the names on each side
    ax = axes_or_new(ax, room + 0.55 * len(names), room + 0.55 * len(names))
    shown = matrix.astype(float).where(~_diagonal(matrix))
    comma = "," if language == "nl" else "."
    figures = shown.map(lambda share: f"{share:.2f}".replace(".", comma))
    sns.heatmap(
        shown, ax=ax, vmin=0, vmax=1, cmap="Blues", annot=figures if len(names) <= 12 else False,
        fmt="", cbar=False, square=True, linewidths=1, linecolor="white",
        xticklabels=names, yticklabels=names,
    )  # fmt: skip
    ax.set_facecolor("#f2f2f2")
    ax.set_title(plain(title))
    ax.tick_params(length=0)
    ax.tick_params(axis="y", labelrotation=0)
    ax.tick_params(axis="x", labelrotation=90 if max(len(name) for name in names) > 5 else 0)
    return ax


def _diagonal(matrix: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        [[row == column for column in matrix.columns] for row in matrix.index],
        index=matrix.index,
        columns=matrix.columns,
    )
