"""Named weight sets side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Patch

from mcda_ai.elicitation.common_ground import CommonGround
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.figures import in_short
from mcda_ai.messages.label import Label, called
from mcda_ai.messages.wording import NOBODY, leaders_text
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import FONT_SIZE, draw_pieces, label_rows, room_for_labels, stacked_rows
from mcda_ai.plots.style import (
    LINE,
    alternative_colours,
    axes_or_new,
    inches_of,
    n_lines,
    take_off_frame,
    wrapped,
)
from mcda_ai.plots.wording import in_percent
from mcda_ai.problem.decision_problem import DecisionProblem

WEIGHT_OF_LAYERS = Label(nl="gewicht van de lagen", en="weight of the layers")
LEAD = Label(nl="voorsprong", en="lead")
SQUARE = "\N{BLACK SQUARE}"


@dataclass(frozen=True)
class WeightSetRow:
    """What a weight set says: its layers' weights, who leads, by how much, and the order.

    `layers` has one weight a layer and sums to 1; `lead` is NaN where the method gives no scores.
    """

    label: str
    layers: FloatArray
    leaders: tuple[str, ...]
    lead: float
    order: str


def weight_set_rows(common_ground: CommonGround, language: str = "en") -> list[WeightSetRow]:
    """Gather what is shown of each weight set.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings(
    ...     {"cost": "A > B", "reach": "B > A"},
    ...     layers={"input": ["cost"], "impact": ["reach"]},
    ...     weight_sets={"board": {"cost": 3, "reach": 1}},
    ... )
    >>> row, = weight_set_rows(mcda.common_ground(problem))
    >>> row.leaders, row.layers.tolist()
    (('A',), [0.75, 0.25])
    """
    problem = common_ground.problem
    labels = {each.name: called(each, language) for each in problem.weight_sets}
    return [
        WeightSetRow(
            label=labels.get(name, name),
            layers=_by_layer(problem, ranking),
            leaders=tuple(ranking.leaders),
            lead=float(common_ground.table["lead"][name]),
            order=ranking.headline,
        )
        for name, ranking in common_ground.rankings.items()
    ]


def _by_layer(problem: DecisionProblem, ranking: Ranking) -> FloatArray:
    """Add up the weights of each layer's criteria."""
    sums = np.zeros(len(problem.layers))
    np.add.at(sums, problem.layer_of, ranking.weights.to_numpy())
    return sums


@marking_baseline
@checks_arguments
def weight_sets(
    common_ground: CommonGround, ax: Axes | None = None, language: Language = "en"
) -> Axes:
    """Draw weight sets side by side: the weights of the layers, and who leads under them.

    Parameters
    ----------
    common_ground : CommonGround
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A bar of the layers' weights for each set; beside it, in the colour of the leader, who
        leads and how far its score is ahead of the next (left out where several lead or the
        method gives no scores), and the whole order below. Leaders that tie stand there together.
        A criterion that nobody scored carries no weight.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings(
    ...     {"cost": "A > B", "reach": "B > A"},
    ...     weight_sets={"board": {"cost": 3, "reach": 1}, "city": {"cost": 2, "reach": 3}},
    ... )
    >>> [text.get_text() for text in weight_sets(mcda.common_ground(problem)).texts[1:4]]
    ['■', 'A (lead 1)', 'A > B']
    """
    problem = common_ground.problem
    sets = weight_set_rows(common_ground, language)
    texts = [_Texts(_leaders_text(row, language), wrapped(row.order, 60)) for row in sets]
    rows = stacked_rows(
        ((row.label, False) for row in sets), 0.3 + LINE * max(text.n_lines for text in texts)
    )
    greys: list[dict[str, Any]] = [{"facecolor": g} for g in _layer_greys(len(problem.layers))]
    handles = [
        Patch(label=wrapped(called(layer, language)), **grey)
        for layer, grey in zip(problem.layers, greys, strict=True)
    ]
    beside = 1.15 * inches_of([line for text in texts for line in text])  # some bold
    below = sum(0.05 + LINE * n_lines(str(handle.get_label())) for handle in handles)
    ax = axes_or_new(ax, 4.6 + room_for_labels(rows) + beside, 0.9 + rows[-1].bottom + below)
    colours = alternative_colours(problem.alternative_names)
    after = 10 + 12 * max(len(row.leaders) for row in sets)  # points; behind leaders' squares
    for row, of_set, text in zip(rows, sets, texts, strict=True):
        pieces = zip(of_set.layers.tolist(), greys, strict=True)
        draw_pieces(ax, row.middle, pieces, height=0.3)
        top = row.middle - LINE * text.n_lines / 2
        for step, name in enumerate(of_set.leaders):
            _tell(ax, SQUARE, top, 8 + 12 * step, colours[name])
        _tell(ax, text.leaders, top, after, weight="bold")
        _tell(ax, text.order, top + LINE * n_lines(text.leaders), after)
    label_rows(ax, rows)
    ax.set_xlim(0, 1)
    in_percent(ax.xaxis, language)
    ax.set_xlabel(WEIGHT_OF_LAYERS.text(language))
    take_off_frame(ax, "left")
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), frameon=False,
              fontsize=FONT_SIZE)  # fmt: skip
    return ax


class _Texts(NamedTuple):
    """What stands behind a bar: who leads, and below it the whole order."""

    leaders: str
    order: str

    @property
    def n_lines(self) -> int:
        return n_lines(self.leaders) + n_lines(self.order)


def _tell(
    ax: Axes, text: str, top: float, points: int, color: str = "black", weight: str = "normal"
) -> None:
    """Write text behind a bar, this many points from the end of the axis."""
    ax.annotate(text, (1.0, top), xytext=(points, 0), textcoords="offset points", va="top",
                fontsize=FONT_SIZE, color=color, fontweight=weight)  # fmt: skip


def _leaders_text(row: WeightSetRow, language: str) -> str:
    leaders = wrapped(leaders_text(row.leaders) or NOBODY.text(language), 60)
    if np.isnan(row.lead) or len(row.leaders) > 1:
        return leaders
    return f"{leaders} ({LEAD.text(language)} {in_short(row.lead, language)})"


def _layer_greys(n_layers: int) -> list[str]:
    """Give each layer a grey, which no alternative has; darker from the first to the last."""
    import seaborn as sns

    return [str(to_hex(grey)) for grey in sns.color_palette("Greys", n_layers)]
