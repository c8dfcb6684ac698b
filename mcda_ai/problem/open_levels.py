"""Cells that allow several levels: which they are, and each choice of one level for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from mcda_ai.problem.arrays import EvidenceArrays
from mcda_ai.problem.evidence import Judgement


def open_cells(problem: EvidenceArrays) -> list[tuple[str, str, tuple[str, ...]]]:
    """List the cells that allow several levels: criterion, alternative and levels."""
    judged = problem.judgements[problem.active_reading]
    return [
        (name, alternative, levels)
        for name in problem.left_open
        for alternative, levels in (judged[name].levels or {}).items()
        if len(levels) > 1
    ]


def judgements_with_one_level(problem: EvidenceArrays) -> Iterator[dict[str, Judgement]]:
    """Give the judgements of the active reading for each choice of one level in every open cell."""
    cells = open_cells(problem)
    for choice in product(*(levels for _, _, levels in cells)):
        judged = dict(problem.judgements[problem.active_reading])
        for (criterion, alternative, _), level in zip(cells, choice, strict=True):
            levels = {**(judged[criterion].levels or {}), alternative: (level,)}
            judged[criterion] = replace(judged[criterion], levels=levels)
        yield judged
