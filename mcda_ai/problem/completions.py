"""What the cells that nobody scored could be: filled by a convention, or in every way.

A gap is a cell without a rank on a criterion that compares others, or one that allows several
levels. A criterion that compares no pair at all has no gaps: it stands outside every weighting.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Literal, TypeAlias

import numpy as np

from mcda_ai.orders.weak_order import BoolArray, WeakOrder
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Criterion, Judgement

MOST_WAYS_OF_A_CRITERION = 5_000
"""In how many ways the gaps of one criterion may be filled where each way is looked at."""

Convention: TypeAlias = Literal["abstain", "refuse", "best", "worst"]


def with_gaps(problem: DecisionProblem) -> BoolArray:
    """Tell which criteria compare some pair but leave a cell open; shape (n_criteria,)."""
    return np.asarray(problem.scored & np.isnan(problem.ranks).any(axis=1))


def filled(problem: DecisionProblem, convention: Convention) -> DecisionProblem:
    """Let every gap count as best or as worst, if that is the convention.

    Parameters
    ----------
    problem : DecisionProblem
    convention : {"abstain", "refuse", "best", "worst"}
        The first two leave the gaps as they are. Else an unscored alternative shares the best
        (worst) place that the criterion gives to anybody, and a cell that allows several levels
        takes the best (worst) of them.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> problem = from_rankings({"cost": "A > B", "reach": "C > B > A"})
    >>> print(filled(problem, "worst").judgement("cost").order)
    A > B = C
    """
    if convention in ("abstain", "refuse"):
        return problem
    return _judged(
        problem,
        {
            criterion.name: _filled(problem, criterion, convention)
            for criterion in _criteria_with_gaps(problem)
        },
    )


def n_completions(problem: DecisionProblem) -> int:
    """Count the ways in which all gaps can be filled."""
    return math.prod(_n_ways(problem, criterion) for criterion in _criteria_with_gaps(problem))


def completions(problem: DecisionProblem) -> Iterator[DecisionProblem]:
    """Give a problem for each way to fill all gaps; see `ways_to_fill`."""
    ways = ways_to_fill(problem)
    for choice in product(*ways.values()):
        yield _judged(problem, dict(zip(ways, choice, strict=True)))


def ways_to_fill(problem: DecisionProblem) -> dict[str, list[Judgement]]:
    """Give, for each criterion with gaps, its judgement with them filled in every way.

    An unscored alternative can stand at any place of a ranking, tied with others or between
    them, and have any level of a scale. So it is with what was measured, if only the order counts
    (the usual preference function); with thresholds a missing measurement takes each of the
    values measured for others, and none between or beyond them. A cell that allows several levels
    can have each of them.
    """
    return {
        criterion.name: list(_fillings(problem, criterion))
        for criterion in _criteria_with_gaps(problem)
    }


def with_one_filled(
    problem: DecisionProblem, criterion: str, judgement: Judgement
) -> DecisionProblem:
    """Put one judgement in the place of what counts on a criterion."""
    return _judged(problem, {criterion: judgement})


def _criteria_with_gaps(problem: DecisionProblem) -> list[Criterion]:
    return [c for c, gaps in zip(problem.criteria, with_gaps(problem), strict=True) if gaps]


def _judged(problem: DecisionProblem, judgements: Mapping[str, Judgement]) -> DecisionProblem:
    """Give a problem in which these judgements count, whatever reading or scenario spoke before."""
    if not judgements:
        return problem
    counting = {name: problem.judgement(name) for name in problem.criterion_names}
    return derived(
        problem,
        judgements={**problem.judgements, problem.active_reading: {**counting, **judgements}},
        active_scenarios=(),
    )


def _filled(problem: DecisionProblem, criterion: Criterion, convention: Convention) -> Judgement:
    judgement = problem.judgement(criterion.name)
    if judgement.order is not None:
        missing = tuple(_missing(problem, judgement))
        groups = list(judgement.order.groups)
        place = 0 if convention == "best" else -1
        groups[place] = (*groups[place], *missing)
        return replace(judgement, order=WeakOrder(tuple(groups)))
    if judgement.values is not None:
        ends = (max, min) if criterion.direction == "max" else (min, max)
        value = ends[convention == "worst"](judgement.values.values())
        added = dict.fromkeys(_missing(problem, judgement), value)
        return replace(judgement, values={**judgement.values, **added})
    end = max if convention == "best" else min
    height = {name: step for step, name in enumerate(_scale_levels(problem, criterion))}
    given = {name: end(levels, key=height.__getitem__)
             for name, levels in (judgement.levels or {}).items() if levels}  # fmt: skip
    extreme = end(given.values(), key=height.__getitem__)
    return replace(
        judgement,
        levels={name: (given.get(name, extreme),) for name in problem.alternative_names},
    )


def _fillings(problem: DecisionProblem, criterion: Criterion) -> Iterator[Judgement]:
    judgement = problem.judgement(criterion.name)
    missing = _missing(problem, judgement)
    if judgement.order is not None:
        for order in _insertions(judgement.order, missing):
            yield replace(judgement, order=order)
    elif judgement.values is not None and criterion.preference.kind == "usual":
        for order in _insertions(_order_of(judgement.values), missing):
            yield replace(judgement, values=_values_in_order(order, judgement.values))
    elif judgement.values is not None:
        measured = sorted(set(judgement.values.values()))
        for choice in product(measured, repeat=len(missing)):
            added = dict(zip(missing, choice, strict=True))
            yield replace(judgement, values={**judgement.values, **added})
    else:
        allowed = _allowed_levels(problem, criterion)
        for levels in product(*allowed.values()):
            fixed = {name: (level,) for name, level in zip(allowed, levels, strict=True)}
            yield replace(judgement, levels=fixed)


def _order_of(values: Mapping[str, float]) -> WeakOrder:
    """Rank by value, the lowest first."""
    return WeakOrder.from_ranks(values)


def _values_in_order(order: WeakOrder, known: Mapping[str, float]) -> dict[str, float]:
    """Give everybody a value that keeps the order: between the known ones, or 1 beyond them."""
    at = [next((known[name] for name in group if name in known), None) for group in order.groups]
    places = [place for place, value in enumerate(at) if value is not None]
    anchors = [known_value for known_value in at if known_value is not None]
    low, high = places[0], places[-1]
    steps = np.arange(len(at), dtype=np.float64)
    values = np.interp(steps, places, anchors)
    values[:low] = anchors[0] - np.arange(low, 0, -1)
    values[high + 1 :] = anchors[-1] + np.arange(1, len(at) - high)
    return {name: float(values[place]) for place, group in enumerate(order.groups)
            for name in group}  # fmt: skip


def _insertions(order: WeakOrder, names: list[str]) -> Iterator[WeakOrder]:
    """Put the names into an order at every place: into each group, and between groups."""
    if not names:
        yield order
        return
    first, *rest = names
    groups = order.groups
    for place in range(len(groups)):
        joined = (*groups[:place], (*groups[place], first), *groups[place + 1 :])
        yield from _insertions(WeakOrder(joined), rest)
    for place in range(len(groups) + 1):
        between = (*groups[:place], (first,), *groups[place:])
        yield from _insertions(WeakOrder(between), rest)


def _n_ways(problem: DecisionProblem, criterion: Criterion) -> int:
    judgement = problem.judgement(criterion.name)
    n_missing = len(_missing(problem, judgement))
    if judgement.order is not None:
        return _n_insertions(len(judgement.order.groups), n_missing)
    if judgement.values is not None:
        n_values = len(set(judgement.values.values()))
        usual = criterion.preference.kind == "usual"
        return _n_insertions(n_values, n_missing) if usual else int(n_values**n_missing)
    return math.prod(len(levels) for levels in _allowed_levels(problem, criterion).values())


def _n_insertions(n_groups: int, n_names: int) -> int:
    """Count what `_insertions` gives, without giving it."""
    ways = {n_groups: 1}
    for _ in range(n_names):
        following: dict[int, int] = {}
        for groups, count in ways.items():
            following[groups] = following.get(groups, 0) + groups * count
            following[groups + 1] = following.get(groups + 1, 0) + (groups + 1) * count
        ways = following
    return sum(ways.values())


def _allowed_levels(problem: DecisionProblem, criterion: Criterion) -> dict[str, tuple[str, ...]]:
    levels = problem.judgement(criterion.name).levels or {}
    scale = _scale_levels(problem, criterion)
    return {name: levels.get(name) or scale for name in problem.alternative_names}


def _scale_levels(problem: DecisionProblem, criterion: Criterion) -> tuple[str, ...]:
    """Levels of the criterion's scale, worst first."""
    return next(s.level_names for s in problem.scales if s.name == criterion.scale)


def _missing(problem: DecisionProblem, judgement: Judgement) -> list[str]:
    """Alternatives that an order or a measurement leaves out."""
    ranked = judgement.order.alternatives if judgement.order else (judgement.values or ())
    return [name for name in problem.alternative_names if name not in ranked]
