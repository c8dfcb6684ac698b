"""Who leads, and how often, as criteria with equal rankings count for less than so many."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, find_name
from mcda_ai.messages.figures import in_short
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import leaders_text
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.signs import Sign, alternative_signs, legend_inches, sign_handles
from mcda_ai.plots.style import axes_or_new, inches_of, take_off_frame, wrapped
from mcda_ai.plots.wording import in_figures, in_percent
from mcda_ai.sensitivity.redundancy_result import Redundancy

COUNT_AS = Label(
    nl="als hoeveel criteria de {most} gelijke volgordes samen tellen",
    en="as how many criteria the {most} equal rankings count together",
)
SHARE = Label(
    nl="eerste bij zoveel van de wegingen\n(foutbalken: 95 %)",
    en="first in so many of the weightings\n(error bars: 95 %)",
)
_MOST_TICKS = 6
_SEVERAL = "#888888"

_fault = faults_of("plots")


@marking_baseline
@checks_arguments
def redundancy(
    result: Redundancy,
    ax: Axes | None = None,
    space: str | None = None,
    language: Language = "en",
) -> Axes:
    """Draw how often each alternative is first, and who leads, against what equal rankings count.

    Parameters
    ----------
    result : Redundancy
    ax : Axes, optional
    space : str, optional
        The weight space whose shares are drawn, such as "layer-first"; the first of the result's
        unless stated: flat, if none was asked about.
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        From left, where each ranking counts once, to right, where each counts as often as it
        stands: k^rho criteria for the k of the largest group, on a scale of equal ratios. Lines
        are shares of first places over all weightings, shared ones counted for each; bands, with
        names above, say who leads at the fixed weights.

    Raises
    ------
    ProblemError
        If no rankings are equal, or there is no such space.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "fee": "A > B", "use": "B > A"})
    >>> drawn = redundancy(mcda.redundancy(problem, size=1_000))
    >>> drawn.get_xlabel()
    'as how many criteria the 2 equal rankings count together'
    """
    if result.shares.empty:
        raise ProblemError(_fault("no equal rankings"))
    spaces = [str(name) for name in result.shares["space"].unique()]
    name = spaces[0] if space is None else find_name("space", space, spaces)
    signs = alternative_signs(list(result.problem.alternative_names))
    handles = sign_handles(signs, signs)
    width, height = legend_inches(handles)
    ax = axes_or_new(ax, 5.6 + width, max(4.2, 1.2 + height))
    most = int(result.groups["size"].max())
    _draw_shares(ax, result, name, signs, most)
    _draw_leaders(ax, result, signs, language)
    ax.set_xscale("log")
    ticks = np.unique(np.round(np.geomspace(1, most, _MOST_TICKS)))
    ax.set_xticks(ticks)
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlim(1, most)
    ax.set_ylim(0, 1)
    ax.set_xlabel(COUNT_AS.text(language).format(most=most))
    ax.set_ylabel(SHARE.text(language))
    in_figures(ax.xaxis, language)
    in_percent(ax.yaxis, language)
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False)
    take_off_frame(ax)
    return ax


def _draw_shares(
    ax: Axes, result: Redundancy, space: str, signs: dict[str, Sign], most: int
) -> None:
    shares = result.shares[result.shares["space"] == space]
    for name, sign in signs.items():
        mine = shares[shares["alternative"] == name]
        share = mine["share"].to_numpy()
        apart = [share - mine["lower"].to_numpy(), mine["upper"].to_numpy() - share]
        ax.errorbar(most ** mine["rho"].to_numpy(), share, yerr=np.maximum(apart, 0.0),
                    color=sign.colour, linestyle=sign.dashes, marker=sign.marker, linewidth=2,
                    clip_on=False, zorder=3)  # fmt: skip


def _draw_leaders(ax: Axes, result: Redundancy, signs: dict[str, Sign], language: str) -> None:
    """Shade who leads at the fixed weights, say where that changes, and name them above."""
    most = int(result.groups["size"].max())
    for low, high, leaders in result.leads.itertuples(index=False):
        if low == high:
            ax.axvline(most**low, color="#222222", linewidth=1.2, linestyle="--")
            ax.text(
                most**low, 0.02, in_short(round(most**low, 1), language), ha="center", fontsize=8,
                transform=ax.get_xaxis_transform(),
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            )  # fmt: skip
            continue
        sign = signs.get(leaders[0]) if len(leaders) == 1 else None
        colour, hatch = (sign.colour, sign.hatch) if sign else (_SEVERAL, "")
        ax.axvspan(most**low, most**high, facecolor=colour, alpha=0.16, hatch=hatch,
                   edgecolor=colour, linewidth=0, zorder=0)  # fmt: skip
        text = wrapped(leaders_text(leaders), 26)
        if (high - low) * 4.5 > inches_of([text]):
            ax.text(most ** ((low + high) / 2), 1.02, text, transform=ax.get_xaxis_transform(),
                    ha="center", va="bottom", fontsize=9, fontweight="bold")  # fmt: skip
