"""What decides the outcome, and how questions about weights settle it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mcda_ai.elicitation.settlement import Settlement
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import find_name
from mcda_ai.messages.figures import bits_text, share_text
from mcda_ai.messages.label import Label
from mcda_ai.messages.rendering import Labels
from mcda_ai.messages.wording import Words
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import label_equal_rows
from mcda_ai.plots.style import axes_or_new, inches_of, wrapped
from mcda_ai.plots.wording import in_figures, in_percent
from mcda_ai.sensitivity.attribution_result import WHO_LEADS, Attribution, factor_claim

ALONE = Label(nl="alleen (eerste orde)", en="alone (first order)")
IN_ALL = Label(nl="met wisselwerking (totaal)", en="with interactions (total)")
SHARE_OF_VARIANCE = Label(
    nl="aandeel van de variantie van: {response}\n(foutbalken: 1,96 standaardfouten)",
    en="share of the variance of: {response}\n(error bars: 1.96 standard errors)",
)
NOTHING_VARIES = Label(
    nl="Altijd dezelfde uitkomst:\nniets te verklaren.",
    en="The outcome never varies:\nnothing to explain.",
)


def variance_shares(
    result: Attribution, response: str | None = None, language: str = "en"
) -> pd.DataFrame:
    """Put the first-order and total index of each factor side by side, for one response.

    Returns
    -------
    DataFrame
        One row a factor: "label", "alone", "alone error", "in all" and "in all error" (standard
        errors). NaN if the response never varies.

    Raises
    ------
    ProblemError
        If there is no such response.
    """
    name = _response(result, response)
    factors = [str(factor) for factor in result.first_order.columns]
    words = Words(language)
    errors = result.standard_error
    return pd.DataFrame(
        {
            "label": [words.said(factor_claim(factor)) for factor in factors],
            "alone": result.first_order.loc[name].to_numpy(),
            "alone error": errors.first_order.loc[name].to_numpy(),
            "in all": result.total.loc[name].to_numpy(),
            "in all error": errors.total.loc[name].to_numpy(),
        },
        index=factors,
    )


def _response(result: Attribution, response: str | None) -> str:
    return find_name("response", response or WHO_LEADS, list(result.first_order.index))


@marking_baseline
@checks_arguments
def attribution(
    result: Attribution,
    ax: Axes | None = None,
    response: str | None = None,
    language: Language = "en",
) -> Axes:
    """Draw how much of the variance of the outcome is due to each factor.

    Parameters
    ----------
    result : Attribution
    ax : Axes, optional
    response : str, optional
        Such as "B3 leads" or "B3 above B1"; "who is first" unless stated.
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        Two bars a factor: what it explains alone, and together with others. The total bars
        overlap and add up to more than 1 where factors work together. Error bars are 1.96
        standard errors: the weightings are drawn. Estimates have no bias, so a bar can come out
        slightly below 0. Who shares the lead leads; a tied pair counts as half; unscored cells
        are filled in as the factor for it says.

    Raises
    ------
    ProblemError
        If there is no such response.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings(
    ...     {"cost": "A > B", "reach": "B > A", "use": "B > A"},
    ...     layers={"input": ["cost"], "output": ["reach", "use"]},
    ... )
    >>> result = mcda.attribution(problem, "borda", size=100, rng=1)
    >>> [label.get_text() for label in attribution(result).get_yticklabels()]
    ['the weights', 'how weights are drawn']
    """
    shares = variance_shares(result, response, language)
    labels = [wrapped(label, 26) for label in shares["label"]]
    ax = axes_or_new(ax, 5.6 + inches_of(labels), 1.8 + 0.62 * max(len(labels), 2))
    at = np.arange(len(labels))
    for step, (index, title, fill, hatch) in enumerate(
        (("alone", ALONE, "#08519c", ""), ("in all", IN_ALL, "#c6dbef", "///"))
    ):
        ax.barh(at + 0.38 * (step - 0.5), shares[index], height=0.34, label=title.text(language),
                facecolor=fill, edgecolor="#08519c", hatch=hatch,
                xerr=1.96 * shares[f"{index} error"],
                error_kw={"ecolor": "#222222", "elinewidth": 1.2, "capsize": 3})  # fmt: skip
    if shares["in all"].isna().all():
        ax.text(0.5, 0.5, NOTHING_VARIES.text(language), transform=ax.transAxes, ha="center",
                va="center")  # fmt: skip
    told = Words(language).said(result.response_claim(response or WHO_LEADS))
    ax.set_xlabel(SHARE_OF_VARIANCE.text(language).format(response=wrapped(told, 40)))
    label_equal_rows(ax, labels)
    ax.set_xlim(right=1.05)
    in_percent(ax.xaxis, language)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False)
    return ax


# --- settling who leads, question by question ----------------------------------------------------

BITS_OPEN = Label(
    nl="bits open over wie vooraan staat (geschat met trekkingen)",
    en="bits open about who leads (estimated by draws)",
)
NOTHING_ASKED = Label(nl="nog niets gevraagd", en="nothing asked yet")
ANSWERS = {"yes": Label(nl="ja", en="yes"), "no": Label(nl="nee", en="no")}
N_ANSWERED = Label(nl="beantwoorde vragen", en="answered questions")
_LONGEST_BAR = 3.2


def bits_open(settlement: Settlement) -> pd.DataFrame:
    """Put what is open after each number of answers beside what was asked and answered.

    Returns
    -------
    DataFrame
        One row for each number of answered questions from 0 on: "question" and "answer" (the last
        one given), "bits open" then, and the most frequent "leader" with its "share" of the
        weightings then; the latter are not known of the start ("" and NaN) unless nothing was
        asked.
    """
    steps = settlement.steps
    last = settlement.leaders.to_numpy(dtype=np.float64)
    now = float(-(last[last > 0] * np.log2(last[last > 0])).sum()) + 0.0
    first = ("", np.nan) if len(steps) else (settlement.leaders.index[0], last[0])
    return pd.DataFrame(
        {
            "question": ["", *steps["question"]],
            "answer": ["", *steps["answer"]],
            "bits open": [*steps["bits open"].astype(float), now],
            "leader": [first[0], *steps["leader"]],
            "share": [first[1], *steps["share"].astype(float)],
        }
    )


@marking_baseline
@checks_arguments
def entropy(
    settlement: Settlement, ax: Axes | None = None, language: Language = "en", labels: Labels = None
) -> Axes:
    """Draw how many bits are open about who leads, against the number of answered questions.

    Parameters
    ----------
    settlement : Settlement
    ax : Axes, optional
    language : {"en", "nl"}, optional
    labels : mapping of name to text, optional
        What to call layers and criteria in the questions; their names unless given.

    Returns
    -------
    Axes
        One row a question, from top to bottom, with its answer; beside the bits the most frequent
        leader and the share of the weightings that it leads in. Alternatives that tie for the
        lead are one leader, "A, B". Estimated from draws made anew after each answer. What
        unscored cells do is the method's affair.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> settled = mcda.settle(problem, answers={"cost": 2, "reach": 1}, size=500, rng=1)
    >>> [label.get_text() for label in entropy(settled, language="nl").get_yticklabels()]
    ['0: nog niets gevraagd', '1: weegt ‘cost’ zwaarder dan ‘reach’? ja']
    """
    rows, size = bits_open(settlement), settlement.provenance.size
    asked = [
        f"{question.in_words(language, labels)} {ANSWERS[answer].text(language)}"
        for question, answer in zip(settlement.questions, settlement.steps["answer"], strict=True)
    ]
    texts = [
        wrapped(f"{n}: {text}", 44) for n, text in enumerate([NOTHING_ASKED.text(language), *asked])
    ]
    notes = [
        wrapped(
            f"{bits_text(bits, size, language)} bits{_leader(leader, share, size, language)}", 44
        )
        for bits, leader, share in zip(
            rows["bits open"], rows["leader"], rows["share"], strict=True
        )
    ]
    heights = 0.34 + 0.17 * max(text.count("\n") for text in texts)
    beside = 0.2 + inches_of(notes)
    ax = axes_or_new(
        ax, 0.3 + inches_of(texts) + _LONGEST_BAR + beside, 1.3 + heights * max(len(rows), 2)
    )
    at = np.arange(len(rows))
    ax.barh(at, rows["bits open"], height=0.6, color="#6baed6")
    for y, bits, note in zip(at, rows["bits open"], notes, strict=True):
        ax.annotate(note, (bits, y), xytext=(8, 0), textcoords="offset points", va="center",
                    fontsize=9)  # fmt: skip
    label_equal_rows(ax, texts)
    ax.set_xlim(0, max(rows["bits open"].max(), 0.1) * (1 + beside / _LONGEST_BAR))
    ax.set_xlabel(BITS_OPEN.text(language))
    in_figures(ax.xaxis, language)
    ax.annotate(N_ANSWERED.text(language), (0, 1), xytext=(-4, 4), xycoords="axes fraction",
                textcoords="offset points", ha="right", va="bottom", fontweight="bold")  # fmt: skip
    return ax


def _leader(leader: str, share: float, size: int, language: str) -> str:
    return "" if np.isnan(share) else f"; {leader} {share_text(share, size, language)}"
