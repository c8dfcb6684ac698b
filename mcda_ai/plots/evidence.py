"""The evidence as a table of ranks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon, Rectangle

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.label import Label, called
from mcda_ai.orders.partial_order import PartialOrder
from mcda_ai.plots.baseline import marking_baseline
from mcda_ai.plots.rows import FONT_SIZE, Row, label_rows, room_for_labels, stacked_rows
from mcda_ai.plots.style import (
    LINE,
    UNSCORED_STYLE,
    axes_or_new,
    column_width,
    headings,
    inches_of,
    ink_on,
    n_lines,
    rank_colour,
)
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Alternative, Criterion

BEST_RANK = Label(nl="rang 1: de beste", en="rank 1: the best")
WORST_RANK = Label(nl="rang {}: de slechtste", en="rank {}: the worst")
SHARED_RANK = Label(nl="=  gelijke plaats", en="=  shared rank")
UNSCORED = Label(nl="niet gescoord", en="unscored")
SEVERAL_LEVELS = Label(nl="meer niveaus mogelijk", en="several levels admissible")
RANGE_OF_RANKS = Label(
    nl="1–2  elke rang daartussen kan", en="1–2  any rank in between is possible"
)
DISPUTED = Label(nl="omstreden: de lezingen verschillen", en="disputed: the readings differ")
_OPEN_COLOUR = "#E69F00"


@dataclass(frozen=True)
class AppraisalCell:
    """What one alternative gets on one criterion."""

    ranks: tuple[int, int] | None
    """Best and worst rank (1 + the number strictly better) whatever level each cell takes, or
    however options that are unrelated compare."""
    shared: bool
    """Whether another alternative has this rank for certain."""
    open: bool
    """Whether the source admits several levels."""

    @property
    def text(self) -> str:
        """The rank or the range of ranks; empty where nobody scored it."""
        if self.ranks is None:
            return ""
        best, worst = self.ranks
        return f"{best}–{worst}" if best < worst else f"{best}{'=' if self.shared else ''}"


def appraisal_cells(problem: DecisionProblem, criterion: Criterion) -> list[AppraisalCell]:
    """Rank the alternatives on one criterion, under the problem's reading and scenarios.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "B > A = C"})
    >>> [cell.text for cell in appraisal_cells(problem, problem.criteria[0])]
    ['1', '2=', '2=']
    """
    judgement = problem.judgement(criterion.name)
    if isinstance(judgement.order, PartialOrder):
        return _cells_of_partial_order(judgement.order, problem.alternative_names)
    scale = problem.scale_of(criterion)
    bounds = judgement.rank_bounds(problem.alternative_names, scale, criterion.direction)
    best, worst = (each.tolist() for each in bounds)
    cells = []
    for highest, lowest in zip(best, worst, strict=True):
        if math.isnan(highest):
            cells.append(AppraisalCell(None, shared=False, open=False))
            continue
        # A rank is best where this cell takes its best level and all others their worst; an open
        # cell is no rival of its own.
        ranks = (
            1 + sum(other < highest for other in worst),
            1 + sum(other < lowest for other in best) - (highest < lowest),
        )
        alike = sum(pair == (highest, highest) for pair in zip(best, worst, strict=True))
        cells.append(AppraisalCell(ranks, shared=alike > 1, open=highest < lowest))
    return cells


def _cells_of_partial_order(
    order: PartialOrder, alternatives: Sequence[str]
) -> list[AppraisalCell]:
    ranks = list(order.ranks.values())
    return [
        AppraisalCell(
            order.ranks.get(name),
            shared=ranks.count(order.ranks.get(name, (0, 0))) > 1,
            open=False,
        )
        for name in alternatives
    ]


@marking_baseline
@checks_arguments
def appraisal_table(
    problem: DecisionProblem, ax: Axes | None = None, language: Language = "en"
) -> Axes:
    """Draw the evidence: criteria, grouped by layer, by alternatives, coloured by rank.

    Parameters
    ----------
    problem : DecisionProblem
        Shown under its reading and scenarios.
    ax : Axes, optional
    language : {"en", "nl"}, optional

    Returns
    -------
    Axes
        A rank is 1 + the number strictly better; "=" marks a shared one. A cell nobody scored is
        hatched. A cell for which the source admits several levels has a marked corner, and where
        they leave the rank open a range stands, as it does where a partial order leaves
        alternatives unrelated. A diamond behind a row says that the readings differ on the
        criterion. The legend explains the marks that occur.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> ax = appraisal_table(mcda.load("ai-factory"))
    >>> [text.get_text() for text in ax.texts[:3]]
    ['3', '2', '1']
    """
    lines = _lines(problem, language)
    rows = stacked_rows((line.label, line.cells is None) for line in lines)
    heads, upright = headings([_heading(each, language) for each in problem.alternatives])
    width = max(0.55, column_width(heads, upright))
    above = inches_of(heads) if upright else LINE * max(map(n_lines, heads))
    ax = axes_or_new(ax, room_for_labels(rows) + width * (len(heads) + 0.5) + 3.2,
                     max(rows[-1].bottom + above + 0.3, 2.4))  # fmt: skip
    for row, line in zip(rows, lines, strict=True):
        for column, cell in enumerate(line.cells or ()):
            _draw_cell(ax, column, row, cell, len(heads))
        if line.disputed:
            ax.plot(len(heads) + 0.2, row.middle, "D", color="black", markersize=5)
        if row.is_heading:
            ax.axhline(row.bottom, color="#444444", linewidth=0.8)
    ax.set_xlim(0, len(heads) + 0.4 * any(line.disputed for line in lines))
    label_rows(ax, rows)
    ax.xaxis.tick_top()
    ax.set_xticks([column + 0.5 for column in range(len(heads))], heads, fontsize=FONT_SIZE,
                  rotation=90 if upright else 0)  # fmt: skip
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.legend(handles=_legend(lines, len(heads), language), loc="upper left",
              bbox_to_anchor=(1.02, 1.0), frameon=False, fontsize=FONT_SIZE)  # fmt: skip
    return ax


@dataclass(frozen=True)
class _Line:
    """A criterion, or the heading of a layer, which has no cells."""

    label: str
    cells: Sequence[AppraisalCell] | None = None
    disputed: bool = False


def _lines(problem: DecisionProblem, language: str) -> list[_Line]:
    lines: list[_Line] = []
    for layer in problem.layers:
        members = [each for each in problem.criteria if each.layer == layer.name]
        if members:
            lines.append(_Line(called(layer, language)))
        lines += [
            _Line(
                called(criterion, language),
                appraisal_cells(problem, criterion),
                criterion.name in problem.disputed,
            )
            for criterion in members
        ]
    return lines


def _heading(alternative: Alternative, language: str) -> str:
    """Name an alternative, with its label where that says more."""
    label = alternative.label.text(language)
    return (
        f"{alternative.name}\n{label}" if label not in ("", alternative.name) else alternative.name
    )


def _draw_cell(ax: Axes, column: int, row: Row, cell: AppraisalCell, n_ranks: int) -> None:
    if cell.ranks is None:
        ax.add_patch(Rectangle((column, row.top), 1, row.height, linewidth=0, **UNSCORED_STYLE))
        return
    colour = rank_colour(sum(cell.ranks) / 2, n_ranks)
    ax.add_patch(Rectangle((column, row.top), 1, row.height, facecolor=colour, edgecolor="white"))
    ax.text(column + 0.5, row.middle, cell.text, color=ink_on(colour), ha="center", va="center",
            fontsize=FONT_SIZE)  # fmt: skip
    if cell.open:
        right, side = column + 1, 0.14
        corner = [(right - side, row.top), (right, row.top), (right, row.top + side)]
        ax.add_patch(Polygon(corner, facecolor=_OPEN_COLOUR, edgecolor="black", linewidth=0.6))


def _legend(lines: Sequence[_Line], n_ranks: int, language: str) -> list[Artist]:
    """Explain the ends of the colour ramp, and the marks that occur."""
    cells = [cell for line in lines for cell in line.cells or ()]

    def mark(shape: str, colour: str, label: Label) -> Line2D:
        return Line2D([], [], linestyle="", marker=shape, markerfacecolor=colour,
                      markeredgecolor="black", label=label.text(language))  # fmt: skip

    explained: list[tuple[bool, Artist]] = [
        (True, Patch(color=rank_colour(1, n_ranks), label=BEST_RANK.text(language))),
        (True, Patch(color=rank_colour(n_ranks, n_ranks),
                     label=WORST_RANK.text(language).format(n_ranks))),
        (any("=" in cell.text for cell in cells), _words(SHARED_RANK.text(language))),
        (any("–" in cell.text for cell in cells), _words(RANGE_OF_RANKS.text(language))),
        (any(cell.ranks is None for cell in cells),
         Patch(label=UNSCORED.text(language), **UNSCORED_STYLE)),
        (any(cell.open for cell in cells), mark("^", _OPEN_COLOUR, SEVERAL_LEVELS)),
        (any(line.disputed for line in lines), mark("D", "black", DISPUTED)),
    ]  # fmt: skip
    return [artist for occurs, artist in explained if occurs]


def _words(text: str) -> Line2D:
    """Put a line of text without a mark in a legend."""
    return Line2D([], [], linestyle="", label=text)
