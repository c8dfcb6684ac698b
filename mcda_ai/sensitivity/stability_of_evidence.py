"""What the answer is without a part of the problem, and under other versions of the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mcda_ai.messages.faults import Fault, ProblemError
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods.contract import Method
from mcda_ai.methods.ranking import Ranking, rank
from mcda_ai.methods.refusals import reason_in
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, order_from_ranks
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.narrowing import Part
from mcda_ai.problem.requirements.deciding import as_decided, decided_anew
from mcda_ai.sensitivity.stability_tables import NONE_LEFT, PRECONDITIONS
from mcda_ai.weights import WeightsLike
from mcda_ai.weights.names import scored_names


def layers_and_criteria(problem: DecisionProblem) -> Iterator[tuple[str, str, BoolArray]]:
    """Layers with a scored criterion, then scored criteria: kind, name, which criteria."""
    layer_of = problem.layer_of[problem.scored]
    for layer in np.unique(layer_of):
        yield "layer", problem.layer_names[layer], layer_of == layer
    for k, name in enumerate(list(scored_names(problem))):
        yield "criterion", name, np.arange(len(layer_of)) == k


# --- leaving out


class _Ranked(NamedTuple):
    """Who is ranked, and how: of a ranking as much as is looked at here."""

    names: Sequence[str]
    ranks: IntArray

    @classmethod
    def of(cls, ranking: Ranking) -> _Ranked:
        """Take it from a ranking."""
        return cls(ranking.problem.alternative_names, np.asarray(ranking.ranks, dtype=np.intp))

    @property
    def order(self) -> str:
        """The ranks as text."""
        return str(order_from_ranks(self.ranks, self.names))

    @property
    def leaders(self) -> list[str]:
        """Who is first."""
        return [self.names[place] for place in np.flatnonzero(self.ranks == 1).tolist()]

    @property
    def ahead(self) -> IntArray:
        """Of each pair whether the one is ranked before the other: 1, 0 or -1."""
        return np.asarray(np.sign(np.subtract.outer(self.ranks, self.ranks)))


def without_parts(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
    ranking: Ranking,
) -> dict[str, pd.DataFrame]:
    """Rank without each part, the weights of the rest in proportion: the tables of `left_out`."""
    index, rows, ranks = [], [], []
    now = _Ranked.of(ranking)
    decided = as_decided(problem)  # who meets what is required can be left out too
    rest_of = _rest_of(decided, method, weights, options)
    for (kind, name), parts in _parts_left_out(decided):
        result = rest_of(parts)
        index.append((kind, name))
        rows.append(_compared(result, now, name if kind == "alternative" else None))
        ranks.append({} if result is None else dict(zip(*result, strict=True)))
    labels = pd.MultiIndex.from_tuples(index, names=["kind", "what"])
    columns = ["order", "leaders", "leader changes", "order changes"]
    return {
        "left_out": pd.DataFrame(rows, index=labels, columns=columns),
        "left_out_ranks": pd.DataFrame(
            ranks, index=labels, columns=list(problem.alternative_names), dtype=np.float64
        ),
    }


def _parts_left_out(problem: DecisionProblem) -> Iterator[tuple[Part, list[Part]]]:
    """Give what is left out in turn, and its parts: each part, and layers at once."""
    by_kind = {
        "layer": [name for kind, name, _ in layers_and_criteria(problem) if kind == "layer"],
        "criterion": list(scored_names(problem)),
        "alternative": list(problem.alternative_names),
    }
    least = {"layer": 1, "criterion": 1, "alternative": 2}
    for kind, names in by_kind.items():
        if len(names) > least[kind]:
            yield from (((kind, name), [(kind, name)]) for name in names)
    for called, names in _groups_of_layers(problem):
        yield ("layers", called), [("layer", name) for name in names]


def _groups_of_layers(problem: DecisionProblem) -> Iterator[tuple[str, list[str]]]:
    """Give what else is left out at once: preconditions, and all but the end of the chain."""
    if problem.preconditions:
        yield PRECONDITIONS, list(problem.preconditions)
    chain = [layer.name for layer in problem.layers if layer.role == "benefit chain"]
    if len(chain) > 2:
        ends = chain[-2:]
        yield f"all but {' and '.join(ends)}", [n for n in problem.layer_names if n not in ends]


def _rest_of(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
) -> Callable[[Sequence[Part]], _Ranked | None]:
    """Rank without some parts, or not at all if nothing is left that has weight or ranks anybody.

    The weights that are left keep their proportions. A method that is linear in the weights scores
    each criterion by itself, so that without some it is asked no more than their weights.
    """
    evaluator = method.on(problem, options)
    layer_of = np.array(problem.layer_names)[problem.layer_of]

    def by_weights(parts: Sequence[Part]) -> _Ranked | None:
        gone = {kind: [name for of, name in parts if of == kind] for kind in ("layer", "criterion")}
        is_gone = np.isin(layer_of, gone["layer"])
        is_gone |= np.isin(problem.criterion_names, gone["criterion"])
        left = np.where(is_gone, 0.0, weights)[problem.scored]
        if not left.sum() > 0:
            return None
        return _Ranked(problem.alternative_names, evaluator.ranks(left / left.sum()))

    def by_a_problem(parts: Sequence[Part]) -> _Ranked | None:
        try:
            rest = problem.without_parts(parts)
            kept = [problem.criterion_names.index(criterion) for criterion in rest.criterion_names]
            return _Ranked.of(rank(rest, method, weights[kept], options))
        except ProblemError:
            return None

    def ranked(parts: Sequence[Part]) -> _Ranked | None:
        is_of_weights = evaluator.criterion_scores is not None and all(
            kind != "alternative" for kind, _ in parts
        )
        return by_weights(parts) if is_of_weights else by_a_problem(parts)

    return ranked


def _compared(
    result: _Ranked | None, now: _Ranked, gone: str | None
) -> tuple[str, str, bool | None, bool | None]:
    """Order, leaders, and whether they differ from what they are now (among those left)."""
    if result is None:
        return NONE_LEFT, "", None, None
    left = [place for place, name in enumerate(now.names) if name != gone]
    expected = [name for name in now.leaders if name != gone]
    changes = (
        now.leaders != [gone] and result.leaders != expected
    )  # a sole leader's heir is no news
    differs = bool((now.ahead[np.ix_(left, left)] != result.ahead).any())
    return result.order, leaders_text(result.leaders), changes, differs


def layers_alone(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
) -> pd.DataFrame:
    """Rank by each layer alone."""
    rows = {}
    for kind, name, _ in layers_and_criteria(problem):
        if kind != "layer":
            continue
        inside = problem.layer_of == problem.layer_names.index(name)
        within = np.where(inside & problem.scored, weights, 0.0)
        within = within if within.sum() > 0 else (inside & problem.scored).astype(np.float64)
        result = rank(problem, method, within, options)
        rows[name] = (result.order, leaders_text(result.leaders))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["order", "leaders"])


def other_versions(
    problem: DecisionProblem,
    method: Method,
    weights: WeightsLike,
    options: Mapping[str, str] | None,
    now: Ranking,
) -> pd.DataFrame:
    """Rank under each reading, and each scenario that can be added to those that are active."""
    variants = {("reading", each.name): partial(problem.reading, each.name)
                for each in problem.readings}  # fmt: skip
    variants |= {
        ("scenario", each.name): partial(problem.scenario, each.name)
        for each in problem.scenarios
        if each.name not in problem.active_scenarios and problem.goes_with(each.name)
    }
    rows = {key: _of_variant(each, method, weights, options, now) for key, each in variants.items()}
    columns = ["order", "leaders", "leader changes", "reason"]
    table = pd.DataFrame(list(rows.values()), columns=columns)
    table["reason"] = _as_faults([each[-1] for each in rows.values()])
    table.index = pd.MultiIndex.from_tuples(list(rows), names=["kind", "name"])
    return table


def disputed_otherwise(
    problem: DecisionProblem,
    method: Method,
    weights: WeightsLike,
    options: Mapping[str, str] | None,
    now: Ranking,
) -> pd.DataFrame:
    """Read one disputed criterion as another reading does, and leave all else as it is."""
    rows = []
    whole, active = problem.whole, problem.active_reading  # who takes part can be what is disputed
    for name in whole.disputed:
        for reading in problem.readings:
            other = whole.judgements[reading.name][name]
            if other == whole.judgements[active][name]:
                continue
            judged = {**whole.judgements[active], name: other}
            judgements = {**whole.judgements, active: judged}
            variant = partial(decided_anew, whole, judgements=judgements)
            _, *told = _of_variant(variant, method, weights, options, now)
            rows.append((name, reading.name, *told))
    columns = ["criterion", "as in", "leaders", "leader changes", "reason"]
    table = pd.DataFrame(rows, columns=columns)
    table["reason"] = _as_faults([each[-1] for each in rows])
    return table


def _as_faults(reasons: list[object]) -> pd.Series[Any]:
    """Keep faults in a column: of texts pandas would keep the English only."""
    return pd.Series(reasons, dtype=object)


def _of_variant(
    variant: Callable[[], DecisionProblem],
    method: Method,
    weights: WeightsLike,
    options: Mapping[str, str] | None,
    now: Ranking,
) -> tuple[str, str, bool | None, Fault | str]:
    """Order, leaders and whether they change; or the reason why it cannot be ranked."""
    try:
        result = rank(variant(), method, weights, options)
    except ProblemError as error:  # the method or the weights do not fit, or too few take part
        return "", "", None, reason_in(error)
    return result.order, leaders_text(result.leaders), result.leaders != now.leaders, ""
