"""How likely who leads is truly first, against how far judgements may be wrong."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.figures import bounds_of, percent
from mcda_ai.messages.label import Label
from mcda_ai.messages.lists import listed
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.style import TOLD_APART, axes_or_new, plain, take_off_frame, wrapped
from mcda_ai.plots.wording import in_percent
from mcda_ai.sensitivity.reliability_result import LINES, THRESHOLDS, Reliability

ERROR = Label(
    nl="fout: elk omgekeerd paar maakt een volgorde (1 − e) / e keer minder waarschijnlijk",
    en="error: each reversed pair makes an order (1 − e) / e times less likely",
)
FIRST = Label(nl="{who} werkelijk alleen vooraan", en="{who} truly first, alone")
ANYBODY = Label(nl="wie bij een weging vooraan staat,", en="whoever leads under a weighting")
OR = Label(nl=" of ", en=" or ")
BARS = Label(nl="(foutbalken: 95 %)", en="(error bars: 95 %)")
HOW = {
    "none": Label(nl="oordelen los van elkaar fout", en="judgements err independently"),
    "equal": Label(nl="gelijke oordelen samen fout", en="equal judgements err together"),
}
FALLS = Label(nl="onder {share} vanaf {error}", en="under {share} from {error}")
_STYLES = {"none": (TOLD_APART[0], "-", "o"), "equal": (TOLD_APART[5], "--", "s")}
_WIDTH = 46


@marking_baseline
@checks_arguments
def reliability(result: Reliability, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Draw how likely who leads is truly first, alone, against the error in every judgement.

    Parameters
    ----------
    result : Reliability
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A line for judgements that err independently, and one for equal ones that err together,
        where there are any; grey lines at 95 % and 50 %, and in the legend
        from which error on a line is below them.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "fee": "A > B", "use": "B > A"})
    >>> drawn = reliability(mcda.reliability(problem, size=1_000))
    >>> drawn.get_ylabel()
    'A truly first, alone'
    """
    ax = axes_or_new(ax, 7.2, 4.4)
    shown = LINES[:1] if result.has_one_line else LINES
    for share in THRESHOLDS:
        ax.axhline(share, color="#9a9a9a", linewidth=1, linestyle=":", zorder=0)
    for name in shown:
        _draw_line(ax, result, name, language)
    errors = result.by_error["error"]
    ax.set_xlim(0, float(errors.max()))
    ax.set_ylim(0, 1)
    ax.set_yticks([0, 0.25, *sorted(THRESHOLDS), 0.75])
    in_percent(ax.xaxis, language)
    in_percent(ax.yaxis, language)
    ax.set_xlabel(ERROR.text(language))
    ax.set_ylabel(_subject(result, language))
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
    take_off_frame(ax)
    return ax


def _draw_line(ax: Axes, result: Reliability, name: str, language: str) -> None:
    """Draw a line, and write at which errors it falls to a threshold."""
    colour, dashes, marker = _STYLES[name]
    rows = result.by_error[result.by_error["together"] == name]
    share = rows["survival"].to_numpy()
    size = 0 if name in result.exact else result.size
    low, high = np.array([bounds_of(each, size) for each in share.tolist()]).T
    ax.errorbar(rows["error"], share, yerr=np.maximum([share - low, high - share], 0.0),
                color=colour, linestyle=dashes, marker=marker, markersize=5, linewidth=2,
                label=_told(result, name, language), clip_on=False)  # fmt: skip
    for threshold, error in _falls(result, name).items():
        ax.plot([error] * 2, [threshold, 0], color=colour, linewidth=1, linestyle=dashes, zorder=0)


def _falls(result: Reliability, name: str) -> dict[float, float]:
    """Give the error at which a line falls to each threshold that it falls to."""
    found = zip(THRESHOLDS, result.break_even[name].tolist(), strict=True)
    return {threshold: error for threshold, error in found if not np.isnan(error)}


def _told(result: Reliability, name: str, language: str) -> str:
    """Say what a line is, and where it falls to the thresholds."""
    falls = [FALLS.text(language).format(share=percent(threshold, language),
                                         error=percent(error, language, 1))
             for threshold, error in _falls(result, name).items()]  # fmt: skip
    return ": ".join([HOW[name].text(language), ", ".join(falls)][: 1 + bool(falls)])


def _subject(result: Reliability, language: str) -> str:
    leaders = listed(list(map(plain, result.leaders)), OR.text(language))
    who = ANYBODY.text(language) if result.over_weightings else leaders
    told = [wrapped(FIRST.text(language).format(who=who), _WIDTH)]
    told += [] if result.is_exact else [BARS.text(language)]
    return "\n".join(told)
