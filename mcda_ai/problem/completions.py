"""What the cells that nobody scored could be: filled by a convention, or in every way.

A cell is open if it has no rank, or allows several levels; where a criterion leaves alternatives
unrelated, all its cells are, for it gives nobody a rank. One on a criterion that compares others
is a gap. A criterion that compares no pair at all has no gaps, for it stands outside every
weighting; but its cells are open, and once they are filled in it counts like the others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from itertools import islice, pairwise, product
from typing import Any, Literal, TypeAlias

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.extensions import WeakExtensions
from mcda_ai.orders.partial_order import Order, PartialOrder
from mcda_ai.orders.weak_order import BoolArray, FloatArray, WeakOrder
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Criterion, Judgement

MOST_OPEN_OF_A_CRITERION = 300
"""How many alternatives one criterion may leave open where ways to put them in are drawn."""
MOST_WAYS_OF_A_CRITERION = 5_000
"""In how many ways the gaps of one criterion may be filled where each way is looked at."""

_fault = faults_of("problem")

Convention: TypeAlias = Literal["abstain", "refuse", "best", "worst"]
_Groups: TypeAlias = tuple[tuple[str, ...], ...]
_kept = lru_cache(maxsize=MOST_WAYS_OF_A_CRITERION)


def with_gaps(problem: DecisionProblem) -> BoolArray:
    """Tell which criteria compare some pair but leave a cell open; shape (n_criteria,)."""
    return np.asarray(problem.scored & np.isnan(problem.ranks).any(axis=1))


def open_criteria(problem: DecisionProblem) -> BoolArray:
    """Tell which criteria leave a cell open, also if they compare no pair; (n_criteria,)."""
    return np.asarray(np.isnan(problem.ranks).any(axis=1))


def filled(problem: DecisionProblem, convention: Convention) -> DecisionProblem:
    """Let every open cell count as best or as worst, if that is the convention.

    To be asked before weights are resolved: a criterion that scores one alternative only compares
    nothing as it is, but does once the others stand above or below it. One that scores nobody
    stays as it is, whatever the convention.

    Parameters
    ----------
    problem : DecisionProblem
    convention : {"abstain", "refuse", "best", "worst"}
        The first two leave the cells as they are. Else the unscored alternatives stand above
        (below) all that are ranked, level with one another; on a scale they have its best (worst)
        level, and where it was measured the best (worst) value measured, for no other is known. A
        cell that allows several levels takes the best (worst) of them. What a partial order
        leaves unrelated stays so.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> problem = from_rankings({"cost": {"A": 1}, "reach": "C > B > A"})
    >>> print(filled(problem, "worst").judgement("cost").order)
    A > C = B
    """
    if convention in ("abstain", "refuse"):
        return problem
    chosen = _chosen(problem, open_criteria(problem) & problem.scored_cells.any(axis=1))
    return with_filled(
        problem, {criterion.name: _filled(problem, criterion, convention) for criterion in chosen}
    )


def n_completions(problem: DecisionProblem, which: BoolArray | None = None) -> int:
    """Count the ways in which all gaps can be filled; see `ways_to_fill`."""
    return math.prod(_cells(problem, criterion).n_ways for criterion in _chosen(problem, which))


def completions(
    problem: DecisionProblem, which: BoolArray | None = None
) -> Iterator[DecisionProblem]:
    """Give a problem for each way to fill all gaps; see `ways_to_fill`."""
    ways = ways_to_fill(problem, which)
    for choice in product(*ways.values()):
        yield with_filled(problem, dict(zip(ways, choice, strict=True)))


def ways_to_fill(
    problem: DecisionProblem, which: BoolArray | None = None
) -> dict[str, list[Judgement]]:
    """Give, for each criterion with gaps, its judgement with them filled in every way.

    An unscored alternative can stand at any place of a ranking, tied with others or between
    them, and have any level of a scale. So it is with what was measured, if only the order counts
    (the usual preference function); with thresholds a missing measurement takes each of the
    values measured for others, and none between or beyond them. A cell that allows several levels
    can have each of them. A partial order becomes each weak order that keeps what it says.

    Parameters
    ----------
    problem : DecisionProblem
    which : bool array of shape (n_criteria,), optional
        The criteria whose open cells are filled: those `with_gaps` unless given, or some of the
        `open_criteria`. One without any score takes every ranking, or every level of its scale.
    """
    return {
        criterion.name: list(_cells(problem, criterion).every_way())
        for criterion in _chosen(problem, which)
    }


def first_way(problem: DecisionProblem, which: BoolArray | None = None) -> DecisionProblem:
    """Give one of the `completions`, without listing the ways."""
    cells = {each.name: _cells(problem, each) for each in _chosen(problem, which)}
    return with_filled(problem, {name: each.first_way() for name, each in cells.items()})


def ways_drawn(
    problem: DecisionProblem, size: int, generator: np.random.Generator, which: BoolArray
) -> dict[str, list[Judgement]]:
    """Draw as many of the `ways_to_fill` for each criterion, each way as likely as any other."""
    cells = {each.name: _cells(problem, each) for each in _chosen(problem, which)}
    return {name: [each.drawn_way(generator) for _ in range(size)] for name, each in cells.items()}


def ways_at(problem: DecisionProblem, places: FloatArray) -> dict[str, Judgement]:
    """Give, for each criterion with gaps, the one of the `ways_to_fill` that stands at a place.

    However many there are, they are not listed.

    Parameters
    ----------
    problem : DecisionProblem
    places : array of shape (n_criteria,)
        From 0, the first of all ways, to below 1.
    """
    at = dict(zip(problem.criterion_names, places.tolist(), strict=True))
    cells = {each.name: _cells(problem, each) for each in _chosen(problem)}
    return {name: each.way(int(Fraction(at[name]) * each.n_ways)) for name, each in cells.items()}


def with_filled(problem: DecisionProblem, judgements: Mapping[str, Judgement]) -> DecisionProblem:
    """Let these judgements count, whatever reading or scenario spoke before.

    Other cells of the active scenarios still count, and the scenarios stay active.
    """
    if not judgements:
        return problem
    reading = problem.active_reading
    left = set(problem.criterion_names).difference(judgements)
    return derived(
        problem,
        judgements={**problem.judgements, reading: {**problem.judgements[reading], **judgements}},
        scenarios=tuple(
            each.narrowed(left, ()) if each.name in problem.active_scenarios else each
            for each in problem.scenarios
        ),
    )


def _chosen(problem: DecisionProblem, which: BoolArray | None = None) -> list[Criterion]:
    chosen = with_gaps(problem) if which is None else which
    return [each for each, is_open in zip(problem.criteria, chosen, strict=True) if is_open]


def _filled(problem: DecisionProblem, criterion: Criterion, convention: Convention) -> Judgement:
    judgement = problem.judgement(criterion.name)
    if judgement.order is not None:
        missing = tuple(_missing(problem, judgement))
        return replace(judgement, order=_with_ends(judgement.order, missing, convention))
    if judgement.values is not None:
        ends = (max, min) if criterion.direction == "max" else (min, max)
        value = ends[convention == "worst"](judgement.values.values())
        added = dict.fromkeys(_missing(problem, judgement), value)
        return replace(judgement, values={**judgement.values, **added})
    end = max if convention == "best" else min
    scale = _scale_levels(problem, criterion)
    allowed = _allowed_levels(problem, criterion)
    return replace(
        judgement,
        levels={name: (end(levels, key=scale.index),) for name, levels in allowed.items()},
    )


def _with_ends(order: Order, missing: tuple[str, ...], convention: Convention) -> Order:
    """Put names above or below all that are ranked."""
    if not missing:
        return order
    if isinstance(order, PartialOrder):
        is_above = convention == "best"
        ends = (
            (missing, (name,)) if is_above else ((name,), missing) for name in order.alternatives
        )
        return PartialOrder((*order.chains, *ends))
    groups = (missing, *order.groups) if convention == "best" else (*order.groups, missing)
    return WeakOrder(groups)


@dataclass(frozen=True)
class _Places:
    """Names to be put into an order, each into a group or between groups."""

    groups: _Groups
    names: Sequence[str]
    judgement_of: Callable[[_Groups], Judgement]

    @property
    def n_ways(self) -> int:
        return _n_ways_to_insert(len(self.groups), len(self.names))

    def first_way(self) -> Judgement:
        first, *others = self.groups or ((),)
        return self.judgement_of(((*first, *self.names), *others))

    def every_way(self) -> Iterator[Judgement]:
        for groups in _insertions(self.groups, self.names):
            yield self.judgement_of(groups)

    def way(self, number: int) -> Judgement:
        """Give one of `every_way` by its number."""
        counts = _counts_of_insertions(len(self.groups), len(self.names))
        groups = list(self.groups)
        for left, name in zip(range(len(self.names), 0, -1), self.names, strict=True):
            added = len(groups) - len(self.groups)
            of_each, of_each_new = counts[left - 1][added], counts[left - 1][added + 1]
            if number < len(groups) * of_each:
                place, number = divmod(number, of_each)
                groups[place] = (*groups[place], name)
            else:
                place, number = divmod(number - len(groups) * of_each, of_each_new)
                groups.insert(place, (name,))
        return self.judgement_of(tuple(groups))

    def drawn_way(self, generator: np.random.Generator) -> Judgement:
        """Join a group or not by how many ways there are to go on from there."""
        counts = _counts_of_insertions(len(self.groups), len(self.names))
        groups = list(self.groups)
        for left, name in zip(range(len(self.names), 0, -1), self.names, strict=True):
            added = len(groups) - len(self.groups)
            joining = len(groups) * counts[left - 1][added]
            if generator.random() < joining / counts[left][added]:
                place = int(generator.integers(len(groups)))
                groups[place] = (*groups[place], name)
            else:
                groups.insert(int(generator.integers(len(groups) + 1)), (name,))
        return self.judgement_of(tuple(groups))


@dataclass(frozen=True)
class _Choices:
    """Cells that each can hold some things, whatever the others hold."""

    allowed: Sequence[Sequence[Any]]
    judgement_of: Callable[[tuple[Any, ...]], Judgement]

    @property
    def n_ways(self) -> int:
        return math.prod(map(len, self.allowed))

    def first_way(self) -> Judgement:
        return next(self.every_way())

    def every_way(self) -> Iterator[Judgement]:
        return map(self.judgement_of, product(*self.allowed))

    def way(self, number: int) -> Judgement:
        """Give one of `every_way` by its number; the last cell changes first."""
        chosen = []
        for each in reversed(self.allowed):
            number, place = divmod(number, len(each))
            chosen.append(each[place])
        return self.judgement_of(tuple(reversed(chosen)))

    def drawn_way(self, generator: np.random.Generator) -> Judgement:
        return self.judgement_of(
            tuple(each[int(generator.integers(len(each)))] for each in self.allowed)
        )


@dataclass(frozen=True)
class _Extensions:
    """Whatever keeps what a partial order says, names that it leaves out put in anywhere."""

    criterion: str
    order: PartialOrder
    names: Sequence[str]
    judgement_of: Callable[[_Groups], Judgement]

    @property
    def n_ways(self) -> int:
        return sum(self._n_by_groups.values())

    @property
    def _n_by_groups(self) -> dict[int, int]:
        """Number of ways, by the number of groups before the names are put in."""
        try:
            orders = WeakExtensions(self.order).n_by_groups
        except ProblemError as error:
            where = _fault("part", kind="criterion", name=self.criterion)
            raise ProblemError(*(fault.within(where) for fault in error.faults)) from None
        n_names = len(self.names)
        return {k: n * _n_ways_to_insert(k, n_names) for k, n in orders.items()}

    def first_way(self) -> Judgement:
        return self._places(next(iter(WeakExtensions(self.order)))).first_way()

    def every_way(self) -> Iterator[Judgement]:
        for order in WeakExtensions(self.order):
            yield from self._places(order).every_way()

    def way(self, number: int) -> Judgement:
        """Give one of `every_way` by its number; those before it are passed over."""
        return next(islice(self.every_way(), number, None))

    def drawn_way(self, generator: np.random.Generator) -> Judgement:
        ways = self._n_by_groups
        shares = np.array([n / self.n_ways for n in ways.values()])
        n_groups = list(ways)[int(generator.choice(len(ways), p=shares / shares.sum()))]
        order = WeakExtensions(self.order).drawn(generator, n_groups)
        return self._places(order).drawn_way(generator)

    def _places(self, order: WeakOrder) -> _Places:
        return _Places(order.groups, self.names, self.judgement_of)


def _cells(problem: DecisionProblem, criterion: Criterion) -> _Places | _Choices | _Extensions:
    """Give what the open cells of a criterion can be: see `ways_to_fill`.

    Of ways drawn many may be equal: these are one object, as long as they are kept.
    """
    judgement = problem.judgement(criterion.name)
    missing, known = _missing(problem, judgement), judgement.values
    judged = _in_groups(judgement)
    if isinstance(judgement.order, PartialOrder):
        return _Extensions(criterion.name, judgement.order, missing, judged)
    if judgement.order is not None:
        return _Places(judgement.order.groups, missing, judged)
    if known and criterion.preference.kind == "usual":
        return _Places(
            _order_of(known).groups, missing,
            _kept(lambda groups: replace(judgement, values=_values_in_order(groups, known))),
        )  # fmt: skip
    if known:
        return _Choices(
            [sorted(set(known.values()))] * len(missing),
            _kept(lambda chosen: replace(
                judgement, values={**known, **dict(zip(missing, chosen, strict=True))}
            )),
        )  # fmt: skip
    given = Judgement(WeakOrder((problem.alternative_names,)), status="assumed")
    if criterion.scale is None:
        return _Places((), missing, _in_groups(given))
    scored = given if judgement.levels is None else judgement
    allowed = _allowed_levels(problem, criterion)
    return _Choices(
        list(allowed.values()),
        _kept(lambda chosen: replace(
            scored,
            order=None,
            levels={name: (level,) for name, level in zip(allowed, chosen, strict=True)},
        )),
    )  # fmt: skip


def _in_groups(judgement: Judgement) -> Callable[[_Groups], Judgement]:
    return _kept(lambda groups: replace(judgement, order=WeakOrder(groups)))


def _order_of(values: Mapping[str, float]) -> WeakOrder:
    """Rank by value, the lowest first."""
    return WeakOrder.from_ranks(values)


def _values_in_order(groups: _Groups, known: Mapping[str, float]) -> dict[str, float]:
    """Give everybody a value that keeps the order: between the known ones, or 1 beyond them."""
    at = [next((known[name] for name in group if name in known), None) for group in groups]
    places = [place for place, value in enumerate(at) if value is not None]
    anchors = [known_value for known_value in at if known_value is not None]
    low, high = places[0], places[-1]
    steps = np.arange(len(at), dtype=np.float64)
    values = np.interp(steps, places, anchors)
    values[:low] = anchors[0] - np.arange(low, 0, -1)
    values[high + 1 :] = anchors[-1] + np.arange(1, len(at) - high)
    return {name: float(values[place]) for place, group in enumerate(groups)
            for name in group}  # fmt: skip


def _insertions(groups: _Groups, names: Sequence[str]) -> Iterator[_Groups]:
    """Put the names into an order at every place: into each group, and between groups."""
    if not names:
        yield groups
        return
    first, *rest = names
    for place in range(len(groups)):
        joined = (*groups[:place], (*groups[place], first), *groups[place + 1 :])
        yield from _insertions(joined, rest)
    for place in range(len(groups) + 1):
        between = (*groups[:place], (first,), *groups[place:])
        yield from _insertions(between, rest)


@cache
def _n_ways_to_insert(n_groups: int, n_names: int) -> int:
    """Count what `_insertions` gives."""
    (number,) = next(islice(_rows_of_counts(n_groups, n_names), n_names, None))  # the last row
    return number


@cache
def _counts_of_insertions(n_groups: int, n_names: int) -> list[list[int]]:
    """Count what is left to `_insertions`: [r][k] for r names left, k groups having been added."""
    if n_names > MOST_OPEN_OF_A_CRITERION:
        raise ProblemError(_fault("many open cells", n=n_names, most=MOST_OPEN_OF_A_CRITERION))
    return list(_rows_of_counts(n_groups, n_names))


def _rows_of_counts(n_groups: int, n_names: int) -> Iterator[list[int]]:
    counts = [1] * (n_names + 1)
    yield counts
    for _ in range(n_names):
        counts = [
            (n_groups + added) * joined + (n_groups + added + 1) * apart
            for added, (joined, apart) in enumerate(pairwise(counts))
        ]
        yield counts


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
