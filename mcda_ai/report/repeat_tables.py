"""Tables of criteria that say the same, and of how far the layers agree."""

from __future__ import annotations

import numpy as np

from mcda_ai.messages.figures import in_short, weight_text, whole
from mcda_ai.messages.label import called
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.texts import say
from mcda_ai.sensitivity.redundancy_result import Redundancy


def equal_rankings(answer: Answer, found: Redundancy, language: str) -> Table:
    """Show the groups of criteria whose rankings are equal, the largest first."""
    labels = answer.problem.labels(language)
    rows = [
        (
            Cell(str(row["ranking"]) or "–"),
            Cell(whole(int(row["size"]), language), int(row["size"])),
            Cell(weight_text(float(row["weight"]), language), float(row["weight"])),
            Cell(", ".join(labels.get(name, name) for name in row["layers"])),
            Cell(", ".join(labels.get(name, name) for name in row["criteria"])),
        )
        for row in found.groups[found.groups["size"] > 1].to_dict(orient="records")
    ]
    head = ("ranking", "criteria n", "weight together", "layers told", "which criteria")
    return Table(
        "equal rankings", say("equal rankings", language),
        tuple(say(key, language) for key in head), (Rows(tuple(rows)),),
    )  # fmt: skip


def agreement(answer: Answer, found: Redundancy, language: str) -> Table:
    """Show the mean tau-b of criteria within each layer, and of each two layers."""
    means = found.agreement_of_layers
    labels = {layer.name: called(layer, language) for layer in answer.problem.layers}
    rows = [
        (Cell(labels[str(name)]), *(_tau(mean, language) for mean in row))
        for name, row in zip(means.index, means.to_numpy().tolist(), strict=True)
    ]
    head = (say("layer", language), *(labels[str(name)] for name in means.columns))
    return Table(
        "agreement of layers", say("agreement of layers", language), head, (Rows(tuple(rows)),),
        say("tau note", language), kind="figures",
    )  # fmt: skip


def _tau(mean: float, language: str) -> Cell:
    return Cell("–") if np.isnan(mean) else Cell(in_short(round(mean, 2), language), mean)
