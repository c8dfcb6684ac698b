"""The weights under which each alternative leads."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.figures import whole
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import label_equal_rows
from mcda_ai.plots.signs import alternative_signs, legend_inches, sign_handles
from mcda_ai.plots.style import axes_or_new, inches_of, wrapped
from mcda_ai.plots.wording import in_percent, label_of
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa_result import Robustness

_fault = faults_of("plots")

CENTRAL_WEIGHT = Label(
    nl="gemiddeld gewicht waar een optie vooraan staat",
    en="mean weight where an alternative leads",
)
EXACT = Label(nl="exact", en="exact")
DRAWN = Label(nl="foutbalken: 1,96 standaardfouten", en="error bars: 1.96 standard errors")
NEVER_FIRST = Label(nl="nooit vooraan", en="never first")
NEVER_DRAWN = Label(
    nl="vooraan in geen van de {size} getrokken wegingen",
    en="first in none of the {size} weightings drawn",
)
EQUAL_CRITERIA = Label(nl="criteria gelijk gewogen", en="criteria equal")
EQUAL_LAYERS = Label(nl="lagen gelijk gewogen", en="layers equal")
_CRITERIA_LINE: dict[str, Any] = {"color": "#222222", "linewidth": 1.6}
_LAYERS_LINE: dict[str, Any] = {"color": "#666666", "linewidth": 1.2, "linestyle": ":"}


def central_shares(
    result: Robustness, problem: DecisionProblem | None = None, language: str = "en"
) -> pd.DataFrame:
    """Add central weights up by layer, or keep them by criterion.

    Parameters
    ----------
    result : Robustness
    problem : DecisionProblem, optional
        Says which criterion is in which layer. Without it, or if one layer only is scored, by
        criterion.
    language : {"en", "nl"}, optional
        Of the labels of the layers and criteria.

    Returns
    -------
    DataFrame
        One row a part and alternative that leads: "part", its "label", "alternative", "weight",
        "error" and "equal", what the part weighs if all criteria weigh the same. Unscored
        criteria are left out; without a problem, those without any weight. "error" is the
        standard error; for a layer the sum of those of its criteria, which it cannot exceed.

    Raises
    ------
    ProblemError
        If the result is not of this problem.
    """
    weights, errors = result.central_weights, result.standard_error.central_weights
    names = [str(name) for name in weights.columns]
    if problem is None:
        inside = {name: [name] for name in names if (weights[name] > 0).any()}
        labels = dict(zip(names, names, strict=True))
    elif names != list(problem.criterion_names):
        other = _fault("result of another problem", other=result.provenance.problem)
        raise ProblemError(other.within(problem.name))
    else:
        kind, inside = _parts(problem)
        labels = {name: label_of(problem, kind, name, language) for name in inside}
    n_criteria = sum(len(criteria) for criteria in inside.values())
    leads = weights.index[weights.notna().any(axis=1)]
    return pd.DataFrame(
        [
            (part, labels[part], str(name), weights.loc[name, criteria].sum(),
             errors.loc[name, criteria].sum(), len(criteria) / n_criteria)
            for part, criteria in inside.items()
            for name in leads
        ],
        columns=["part", "label", "alternative", "weight", "error", "equal"],
    )  # fmt: skip


def _parts(problem: DecisionProblem) -> tuple[str, dict[str, list[str]]]:
    """Give the kind of parts, and the scored criteria in each: layers, if several are scored."""
    scored = [c for c, counts in zip(problem.criteria, problem.scored, strict=True) if counts]
    layers = [name for name in problem.layer_names if any(c.layer == name for c in scored)]
    if len(layers) == 1:
        return "criterion", {c.name: [c.name] for c in scored}
    return "layer", {name: [c.name for c in scored if c.layer == name] for name in layers}


@marking_baseline
@checks_arguments
def central_weights(
    result: Robustness,
    ax: Axes | None = None,
    language: Language = "en",
    *,
    problem: DecisionProblem | None = None,
) -> Axes:
    """Draw, for each alternative, the mean of the weights under which it leads.

    To the right of the short line, a part weighs more where the alternative leads than it does if
    all criteria weigh the same; the dotted line is where all layers weigh the same.

    Parameters
    ----------
    result : Robustness
    ax : Axes, optional
    language : {"en", "nl"}, optional
    problem : DecisionProblem, optional
        The problem of the result: then by layer (by criterion if one layer only is scored), with
        labels. Without it by criterion.

    Returns
    -------
    Axes
        Alternatives that share the lead both count as leading. Unscored criteria are left out.
        Alternatives that never lead are named below. Error bars are 1.96 standard errors, for a
        layer at most so wide; exact figures have none, and say "exact".

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.load("ai-factory")
    >>> result = mcda.robustness(problem, size=1000, rng=1)
    >>> drawn = central_weights(result, problem=problem)
    >>> [label.get_text() for label in drawn.get_yticklabels()][:2]
    ['Input', 'Output']
    """
    shares = central_shares(result, problem, language)
    signs = alternative_signs([str(name) for name in result.central_weights.index])
    leads = list(dict.fromkeys(shares["alternative"]))
    parts = {part: row for row, part in enumerate(dict.fromkeys(shares["part"]))}
    labels = [wrapped(label) for label in shares.drop_duplicates("part")["label"]]
    caption = _caption(result, leads, language)
    handles = [
        *sign_handles(signs, leads, lines=False),
        *_reference_handles(shares, by_layer=problem is not None, language=language),
    ]
    width, height = legend_inches(handles)
    rows = max(min(0.24 + 0.07 * len(leads), 0.7) * len(parts), 1.6, height)
    ax = axes_or_new(
        ax, 4.8 + inches_of(labels) + width, 0.6 + rows + 0.17 * (1 + caption.count("\n"))
    )
    for step, name in enumerate(leads):
        mine = shares[shares["alternative"] == name]
        at = mine["part"].map(parts) + 0.7 * ((step + 0.5) / len(leads) - 0.5)
        ax.errorbar(mine["weight"], at, xerr=1.96 * mine["error"], fmt=signs[name].marker,
                    color=signs[name].colour, markersize=6, elinewidth=1, ecolor="#222222",
                    markeredgecolor="#222222", markeredgewidth=0.4)  # fmt: skip
    _draw_references(ax, shares, by_layer=problem is not None)
    label_equal_rows(ax, labels)
    ax.set_xlim(left=0)
    in_percent(ax.xaxis, language)
    ax.set_xlabel(caption)
    ax.grid(axis="y", color="#e6e6e6", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    return ax


def _references(shares: pd.DataFrame, *, by_layer: bool) -> tuple[FloatArray, float | None]:
    """Give the weight of each part if criteria weigh the same, and, if other, if layers do."""
    equal = shares.drop_duplicates("part")["equal"].to_numpy(dtype=np.float64)
    layers_differ = by_layer and len(equal) > 0 and bool(np.ptp(equal) > 0)
    return equal, 1 / len(equal) if layers_differ else None


def _draw_references(ax: Axes, shares: pd.DataFrame, *, by_layer: bool) -> None:
    equal, layer = _references(shares, by_layer=by_layer)
    rows = np.arange(len(equal))
    ax.vlines(equal, rows - 0.44, rows + 0.44, **_CRITERIA_LINE)
    if layer is not None:
        ax.axvline(layer, **_LAYERS_LINE)


def _reference_handles(shares: pd.DataFrame, *, by_layer: bool, language: str) -> list[Line2D]:
    handles = [Line2D([], [], label=EQUAL_CRITERIA.text(language), **_CRITERIA_LINE)]
    if _references(shares, by_layer=by_layer)[1] is not None:
        handles.append(Line2D([], [], label=EQUAL_LAYERS.text(language), **_LAYERS_LINE))
    return handles


def _caption(result: Robustness, leads: list[str], language: str) -> str:
    """Say what is shown, how sure it is, and who never leads."""
    exact = result.exact or "central_weights" in result.exact_fields
    sure = (EXACT if exact else DRAWN).text(language)
    lines = [CENTRAL_WEIGHT.text(language), f"({sure})"]
    never = [str(name) for name in result.central_weights.index if name not in leads]
    if never:
        size = whole(result.size, language)
        told = (NEVER_FIRST if exact else NEVER_DRAWN).text(language).format(size=size)
        lines.append(wrapped(f"{told}: {', '.join(never)}", 64))
    return "\n".join(lines)
