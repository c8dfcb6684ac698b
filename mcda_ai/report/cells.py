"""Cells of tables: shares, spans and points as text, with the figure behind them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mcda_ai.messages.figures import points_text, rounded, weight_text
from mcda_ai.report.document import Cell, Rows
from mcda_ai.report.texts import say
from mcda_ai.sensitivity.smaa_result import Robustness


def text_cells(*texts: str) -> tuple[Cell, ...]:
    """Make a row of texts."""
    return tuple(Cell(text) for text in texts)


def lines_of(cell: Cell, language: str) -> list[str]:
    """Give the lines of a cell: its text with the words that mark it, then the small print."""
    marks = [f"({say(mark, language)})" for mark in cell.marks]
    return [" ".join([cell.text, *marks]), *cell.remarks]


def share_cells(
    result: Robustness, rank: int, names: Sequence[str], language: str
) -> tuple[Cell, ...]:
    """Give the share of a rank of each alternative, with its error or the word exact."""
    return tuple(
        Cell(result.share_text(name, rank, language), result.share(name, rank)) for name in names
    )


def percent_cells(values: pd.Series[float], language: str, none: str) -> tuple[Cell, ...]:
    """Give weights in per cent; `none` stands where there is none."""
    return tuple(
        Cell(none) if np.isnan(value) else Cell(weight_text(value, language), value)
        for value in values.astype(float)
    )


def span_cell(low: float, high: float, language: str) -> Cell:
    """Write from which weight to which; a dash where it is not known."""
    if np.isnan(low) or np.isnan(high):
        return Cell("–")
    return Cell(f"{weight_text(low, language)} – {weight_text(high, language)}")


def whole_cell(value: float) -> Cell:
    """Write a whole number."""
    return Cell(rounded(value, 0), float(value))


def points_cell(points: float, language: str) -> Cell:
    """Write points of weight; a little is not rounded to nothing."""
    return Cell(points_text(points, language), points)


def yes_no_cell(value: bool | float | None, language: str) -> Cell:
    """Write yes, no, or a dash where it cannot be told."""
    if value is None or math.isnan(value):
        return Cell("–")
    return Cell(say("yes" if value else "no", language), kind="changed" if value else "")


def by_kind(
    groups: Mapping[str, list[tuple[Cell, ...]]], language: str, *, ballots: bool
) -> tuple[Rows, ...]:
    """Head each group of rows with the kind of part that they are about."""
    return tuple(
        Rows(tuple(rows), say(kind, language, ballots=ballots).capitalize())
        for kind, rows in groups.items()
    )
