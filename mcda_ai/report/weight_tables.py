"""Tables over all weightings: shares of ranks, and what needs no distribution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mcda_ai.messages.figures import weight_text
from mcda_ai.messages.label import called
from mcda_ai.report.cells import (
    by_kind,
    percent_cells,
    points_cell,
    share_cells,
    span_cell,
    whole_cell,
)
from mcda_ai.report.document import Cell, Rows, Table
from mcda_ai.report.gathering import Answer
from mcda_ai.report.scopes import Scope
from mcda_ai.report.texts import say
from mcda_ai.weights import WeightSpace


def first_ranks(answer: Answer, names: Sequence[str], language: str) -> Table:
    """Share of first ranks by method, weight space, and with or without preconditions."""
    groups = []
    for scope in answer.scopes:
        for space in answer.spaces:
            rows = []
            for method in answer.methods:
                result = scope.robustness[method.name, space.name]
                rows.append((Cell(method.label), *share_cells(result, 1, names, language)))
            label = over_which(answer, scope, space, language)
            groups.append(Rows(tuple(rows), label))
    head = (say("method", language), *names)
    title = say("first ranks", language, ballots=answer.problem.counts)
    return Table("first ranks", title, head, tuple(groups), kind="figures")


def over_which(answer: Answer, scope: Scope, space: WeightSpace, language: str) -> str:
    """Name the weightings of one space, and what they are of."""
    scope_told = say(answer.key(scope), language, ballots=answer.problem.counts)
    return f"{say(space.name, language)}, {scope_told}"


def all_ranks(answer: Answer, names: Sequence[str], language: str) -> Table:
    """Share of each rank by Borda, in each weight space."""
    ranks = range(1, len(names) + 1)
    groups = []
    for scope in answer.scopes:
        for space in answer.spaces:
            result = scope.robustness[answer.methods[0].name, space.name]
            rows = []
            for name in names:
                shares = (share_cells(result, rank, (name,), language)[0] for rank in ranks)
                rows.append((Cell(name), *shares))
            label = over_which(answer, scope, space, language)
            groups.append(Rows(tuple(rows), label))
    head = (say("option", language), *(say("rank n", language, n=rank) for rank in ranks))
    return Table("ranks", say("all ranks", language), head, tuple(groups), kind="figures")


def central_weights(answer: Answer, names: Sequence[str], language: str) -> Table:
    """Central weights of each alternative, added up by layer."""
    problem = answer.problem
    result = answer.everything.robustness[answer.methods[0].name, answer.spaces[0].name]
    table = result.central_weights.loc[list(names)]
    layer_of = dict(zip(problem.criterion_names, problem.layer_of, strict=True))
    rows = []
    for at, layer in enumerate(problem.layers):
        inside = [name for name in table.columns if layer_of[str(name)] == at]
        sums = table[inside].sum(axis=1, skipna=False)
        if not problem.scored[problem.layer_of == at].any():
            continue
        rows.append((Cell(called(layer, language)), *percent_cells(sums, language, "–")))
    head = (say("layer", language), *names)
    used = say(answer.spaces[0].name, language)
    title = say("central weights", language, space=used)
    return Table("central weights", title, head, (Rows(tuple(rows)),), kind="figures")


def extremes(answer: Answer, names: Sequence[str], language: str) -> Table:
    """Give extreme ranks, and what it takes to lead."""
    found = answer.everything.stability
    ends = found.extreme_ranks.to_dict(orient="index")
    points = found.weight_flips["points"].to_dict()
    judged = found.judgement_flips["criteria"].to_dict() if len(found.judgement_flips) else {}
    rows = []
    for name in names:
        criteria = float(judged.get(name, np.nan))
        leads = name in found.ranking.leaders
        never = np.isinf(points[name])
        rows.append(
            (
                Cell(name),
                *(whole_cell(ends[name][end]) for end in ("best", "worst")),
                Cell(say("no weighting", language))
                if never
                else points_cell(points[name], language),
                Cell("–") if np.isnan(criteria) or leads else whole_cell(criteria),
            )
        )
    head = ("option", "best rank", "worst rank", "points", "judgements")
    return Table(
        "extremes", say("extremes", language),
        tuple(say(key, language, ballots=answer.problem.counts) for key in head),
        (Rows(tuple(rows)),), kind="figures",
    )  # fmt: skip


def pairs(answer: Answer, names: Sequence[str], language: str) -> Table:
    """Whether one alternative is ahead of another under all weightings, some or none."""
    found = answer.everything.stability.preference.to_dict(orient="index")
    rows = []
    for name in names:
        cells = [Cell(name)]
        for other in names:
            if name == other:
                cells.append(Cell("–"))
                continue
            row = found[name, other]
            for key, column in (
                ("always", "necessary strictly"),
                ("never behind", "necessary"),
                ("sometimes", "possible strictly"),
            ):
                if row[column]:
                    cells.append(Cell(say(key, language)))
                    break
            else:
                cells.append(Cell(say("never", language)))
        rows.append(tuple(cells))
    head = (say("option", language), *names)
    return Table("pairs", say("pairs", language), head, (Rows(tuple(rows)),))


def weight_ranges(answer: Answer, names: Sequence[str], language: str) -> Table:
    """Least and greatest weight of each layer where an alternative leads."""
    problem = answer.problem
    found = answer.everything.stability.weight_ranges.to_dict(orient="index")
    rows = []
    for layer in problem.layers:
        if (names[0], "layer", layer.name) not in found:
            continue
        cells = [Cell(called(layer, language))]
        for name in names:
            row = found[name, "layer", layer.name]
            cells.append(span_cell(float(row["least"]), float(row["greatest"]), language))
        rows.append(tuple(cells))
    head = (say("layer", language), *names)
    title = say("weight ranges", language)
    return Table("weight ranges", title, head, (Rows(tuple(rows)),), kind="figures")


def intervals(answer: Answer, language: str) -> Table:
    """Stability intervals of layers and of criteria."""
    problem = answer.problem
    labels = {
        kind: {part.name: called(part, language) for part in parts}
        for kind, parts in (("layer", problem.layers), ("criterion", problem.criteria))
    }
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for row in answer.everything.stability.intervals.reset_index().to_dict(orient="records"):
        if row["kind"] == "layer" and not answer.has_several_layers:
            continue  # it has all the weight
        groups.setdefault(str(row["kind"]), []).append(
            (
                Cell(labels[str(row["kind"])][str(row["part"])]),
                Cell(weight_text(row["weight"], language), row["weight"]),
                span_cell(row["leader from"], row["leader to"], language),
                span_cell(row["ranking from"], row["ranking to"], language),
            )
        )
    head = ("part", "weight now", "leader stays", "ranking stays")
    used = say(f"with {answer.weights}", language, ballots=answer.problem.counts)
    return Table(
        "intervals",
        say("intervals", language, weights=used),
        tuple(say(key, language, ballots=answer.problem.counts) for key in head),
        by_kind(groups, language, ballots=answer.problem.counts),
        kind="figures",
    )
