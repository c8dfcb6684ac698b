"""The evidence as rows of a table: one row a criterion, grouped by layer."""

from __future__ import annotations

from dataclasses import dataclass

from mcda_ai.evidence import Criterion, Judgement, Layer, Scale
from mcda_ai.problem import DecisionProblem

_SHADES = 5


@dataclass(frozen=True)
class Cell:
    """What one alternative gets on one criterion: a text, and how good it is."""

    text: str
    shade: str
    """"shade-0" (best) to "shade-4" (worst), or "unscored" or "open"."""


@dataclass(frozen=True)
class Row:
    """One criterion."""

    label: str
    cells: tuple[Cell, ...]
    marks: tuple[str, ...]
    """Words of `words.say`: unscored, disputed, corrected, assumed."""
    remarks: tuple[str, ...]
    sources: str


@dataclass(frozen=True)
class Group:
    """One layer and its criteria."""

    label: str
    is_precondition: bool
    rows: tuple[Row, ...]


def evidence_groups(problem: DecisionProblem, language: str) -> list[Group]:
    """Arrange the evidence by layer, in table order."""
    return [
        Group(
            label=layer.label.text(language) or layer.name,
            is_precondition=layer.role == "precondition",
            rows=tuple(_row(problem, c, language) for c in _members(problem, layer)),
        )
        for layer in problem.layers
    ]


def _members(problem: DecisionProblem, layer: Layer) -> list[Criterion]:
    return [criterion for criterion in problem.criteria if criterion.layer == layer.name]


def _row(problem: DecisionProblem, criterion: Criterion, language: str) -> Row:
    judgement = problem.judgement(criterion.name)
    marks: list[str] = [judgement.status] if judgement.status != "stated" else []
    if criterion.name in problem.disputed:
        marks.append("disputed")
    scale = next((scale for scale in problem.scales if scale.name == criterion.scale), None)
    texts = (judgement.reason.text(language), judgement.note.text(language))
    return Row(
        label=criterion.label.text(language) or criterion.name,
        cells=tuple(
            _level_cell(judgement, name, scale, language)
            if scale is not None and judgement.levels is not None
            else _rank_cell(judgement, name, criterion)
            for name in problem.alternative_names
        ),
        marks=tuple(marks),
        remarks=tuple(text for text in texts if text),
        sources="; ".join(source.text(language) for source in judgement.sources),
    )


def _rank_cell(judgement: Judgement, alternative: str, criterion: Criterion) -> Cell:
    ranks = judgement.order.ranks if judgement.order else {}
    if judgement.values is not None and alternative in judgement.values:
        names = list(judgement.values)
        better = judgement.measured(names, criterion.direction) > judgement.measured(
            [alternative], criterion.direction
        )
        text = f"{judgement.values[alternative]:g} {criterion.unit}".strip()
        return Cell(text, _shade(int(better.sum()), len(names)))
    if alternative not in ranks:
        return Cell("–", "unscored")
    rank = ranks[alternative]
    shared = list(ranks.values()).count(rank) > 1
    return Cell(f"{rank}{'=' if shared else ''}", _shade(rank - 1, len(ranks)))


def _level_cell(judgement: Judgement, alternative: str, scale: Scale, language: str) -> Cell:
    levels = (judgement.levels or {}).get(alternative, ())
    if not levels:
        return Cell("–", "unscored")
    labels = {level.name: level.label.text(language) or level.name for level in scale.levels}
    text = " / ".join(labels[level] for level in levels)
    if len(levels) > 1:
        return Cell(text, "open")
    from_top = len(scale.levels) - 1 - scale.level_names.index(levels[0])
    return Cell(text, _shade(from_top, len(scale.levels)))


def _shade(step: int, n_steps: int) -> str:
    """Spread steps from best to worst over the shades."""
    return f"shade-{round(step * (_SHADES - 1) / max(n_steps - 1, 1))}"
