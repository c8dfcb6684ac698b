"""The evidence as a table: one row a criterion, grouped by layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcda_ai.messages.figures import in_full
from mcda_ai.messages.label import called
from mcda_ai.messages.wording import Words
from mcda_ai.orders.partial_order import PartialOrder
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Criterion, Judgement, Layer, Scale
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.measured import measured_criteria, scale_of
from mcda_ai.report.texts import say

_SHADES = 5


def evidence_table(
    problem: DecisionProblem, language: str, options: Sequence[str] | None = None
) -> Table:
    """Arrange the evidence by layer, in table order; the last column names the sources.

    Of all options, unless some are given.
    """
    names = problem.alternative_names if options is None else options
    groups = tuple(
        Rows(
            rows=tuple(
                _row(problem, criterion, names, language) for criterion in _members(problem, layer)
            ),
            label=called(layer, language),
            kind="precondition" if layer.role == "precondition" else "",
        )
        for layer in problem.layers
    )
    head = (
        say("criterion", language, ballots=problem.counts),
        *names,
        say("source", language),
    )
    note = " ".join(say(legend, language) for legend in _legends(problem))
    return Table("evidence", say("evidence", language), head, groups, note, kind="evidence")


def _legends(problem: DecisionProblem) -> Iterator[str]:
    """Name the legends that what stands in the cells asks for."""
    measured = {criterion.name for criterion in measured_criteria(problem)}
    if len(measured) < len(problem.criteria):
        yield "legend"
    if measured:
        yield "legend of values"


def _members(problem: DecisionProblem, layer: Layer) -> list[Criterion]:
    return [criterion for criterion in problem.criteria if criterion.layer == layer.name]


def _row(
    problem: DecisionProblem, criterion: Criterion, names: Sequence[str], language: str
) -> tuple[Cell, ...]:
    judgement = problem.judgement(criterion.name)
    marks = [str(judgement.status)] * (judgement.status != "stated")
    marks += ["by hand"] * judgement.by_hand
    marks += ["disputed"] * (criterion.name in problem.disputed)
    partial = str(judgement.order) if isinstance(judgement.order, PartialOrder) else ""
    scales = [scale_of(criterion)] if judgement.values is not None else []
    texts = (
        *map(Words(language).said, scales),
        partial,
        judgement.reason.text(language),
        judgement.note.text(language),
    )
    name = Cell(
        called(criterion, language),
        marks=tuple(marks),
        remarks=tuple(text for text in texts if text),
    )
    scale = problem.scale_of(criterion)
    cells = (_cell(judgement, alternative, criterion, scale, language) for alternative in names)
    sources = "; ".join(source.text(language) for source in judgement.sources)
    return (name, *cells, Cell(sources, kind="source"))


def _cell(
    judgement: Judgement,
    alternative: str,
    criterion: Criterion,
    scale: Scale | None,
    language: str,
) -> Cell:
    """Write what was stated: a level, a measured value or a rank."""
    if scale is not None and judgement.levels is not None:
        return _level_cell(judgement, alternative, scale, language)
    if alternative in (judgement.values or {}):
        return _measured_cell(judgement, alternative, criterion, language)
    return _rank_cell(judgement, alternative)


def _measured_cell(
    judgement: Judgement, alternative: str, criterion: Criterion, language: str
) -> Cell:
    values = judgement.values or {}
    all_of, own = (
        judgement.measured(names, criterion.direction) for names in (list(values), [alternative])
    )
    text = f"{in_full(values[alternative], language)} {criterion.unit}".strip()
    return Cell(text, values[alternative], _shade(int((all_of > own).sum()), len(values)))


def _rank_cell(judgement: Judgement, alternative: str) -> Cell:
    if isinstance(judgement.order, PartialOrder):
        return _range_cell(judgement.order, alternative)
    ranks = judgement.order.ranks if judgement.order else {}
    if alternative not in ranks:
        return Cell("–", kind="unscored")
    rank = ranks[alternative]
    shared = list(ranks.values()).count(rank) > 1
    return Cell(f"{rank}{'=' if shared else ''}", float(rank), _shade(rank - 1, len(ranks)))


def _range_cell(order: PartialOrder, alternative: str) -> Cell:
    """Write the ranks that a partial order allows."""
    if alternative not in order.ranks:
        return Cell("–", kind="unscored")
    best, worst = order.ranks[alternative]
    if best < worst:
        return Cell(f"{best}–{worst}", kind="open")
    shared = list(order.ranks.values()).count((best, worst)) > 1
    return Cell(f"{best}{'=' if shared else ''}", float(best), _shade(best - 1, len(order.ranks)))


def _level_cell(judgement: Judgement, alternative: str, scale: Scale, language: str) -> Cell:
    levels = (judgement.levels or {}).get(alternative, ())
    if not levels:
        return Cell("–", kind="unscored")
    labels = {level.name: called(level, language) for level in scale.levels}
    text = " / ".join(labels[level] for level in levels)
    if len(levels) > 1:
        return Cell(text, kind="open")
    from_top = len(scale.levels) - 1 - scale.level_names.index(levels[0])
    return Cell(text, kind=_shade(from_top, len(scale.levels)))


def _shade(step: int, n_steps: int) -> str:
    """Spread steps from best to worst over the shades."""
    return f"shade-{round(step * (_SHADES - 1) / max(n_steps - 1, 1))}"
