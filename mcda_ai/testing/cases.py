"""Small problems and odd weights to try a method on, made from a seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcda_ai.orders.weak_order import FloatArray, order_from_ranks
from mcda_ai.problem.construction import from_rankings
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights.drawing import as_generator

_ROUNDED_SPLITS = ((0.1, 0.2, 0.3), (0.1, 0.7, 0.8), (0.3, 0.6, 0.9), (0.2, 0.1, 0.3))


@dataclass(frozen=True, eq=False)
class Case:
    """A problem, and weights of its scored criteria that sum to 1."""

    problem: DecisionProblem
    weights: FloatArray
    tied: tuple[int, int] | None = None
    """Alternatives that change places without any change to the problem."""
    split: bool = False
    """Whether that takes adding up the weights of criteria that say the same."""

    @property
    def criteria(self) -> list[str]:
        """Names of the scored criteria."""
        names = self.problem.criterion_names
        return [name for name, s in zip(names, self.problem.scored, strict=True) if s]

    def on(self, problem: DecisionProblem) -> Case:
        """Give the weights, by name, to another problem."""
        by_name = dict(zip(self.criteria, self.weights, strict=True))
        case = Case(problem, np.zeros(0))
        return replace(case, weights=np.array([by_name[name] for name in case.criteria]))

    @cached_property
    def relabelled(self) -> list[tuple[list[int], Case]]:
        """The alternatives in other orders."""
        parts = self.problem.alternatives
        return [
            (order, self.on(replace(self.problem, alternatives=tuple(parts[i] for i in order))))
            for order in _reorderings(len(parts))
        ]

    @cached_property
    def reordered(self) -> list[Case]:
        """The criteria in other orders."""
        parts = self.problem.criteria
        return [
            self.on(replace(self.problem, criteria=tuple(parts[k] for k in order)))
            for order in _reorderings(len(parts))
        ]

    @cached_property
    def idle(self) -> tuple[str, Case, Case] | None:
        """The name of the lightest criterion, the case if it had no weight, and without it."""
        lightest = int(np.argmin(self.weights))
        rest = np.where(np.arange(len(self.weights)) == lightest, 0.0, self.weights)
        if not rest.any():
            return None
        name, idle = self.criteria[lightest], Case(self.problem, rest / rest.sum())
        return name, idle, idle.on(self.problem.without(name))

    def __str__(self) -> str:
        names = self.problem.alternative_names
        rows = zip(self.criteria, self.problem.ranks[self.problem.scored], strict=True)
        orders = "; ".join(f"{name}: {order_from_ranks(row, names)}" for name, row in rows)
        return f"alternatives {', '.join(names)}; {orders}; weights {self.weights.tolist()}"


def _reorderings(n: int) -> list[list[int]]:
    """Swap the first two, and move all on: these two make up every other order."""
    return [[1, 0, *range(2, n)], [*range(1, n), 0]] if n > 1 else []


@cache
def default_cases(seed: int) -> list[Case]:
    """Make the cases that are tried unless problems are given."""
    return cases(None, as_generator(seed))


def cases(problems: Iterable[DecisionProblem] | None, rng: np.random.Generator) -> list[Case]:
    """Give the cases to try, the smallest first, so that the first failure is a small one."""
    tried = map(_problem, _tables(rng)) if problems is None else problems
    cases = [Case(each, w) for each in tried for w in _weights(int(each.scored.sum()), rng)]
    cases += _cases_that_tie(rng)
    return sorted(cases, key=lambda case: case.problem.ranks.size)


def _problem(table: NDArray[Any]) -> DecisionProblem:
    names = list("ABCDE"[: table.shape[1]])
    ranks = table.astype(np.float64).tolist()
    rankings = {f"k{k}": dict(zip(names, row, strict=True)) for k, row in enumerate(ranks)}
    return from_rankings(rankings, alternatives=names)


def _tables(rng: np.random.Generator) -> Iterator[FloatArray]:
    """Give ranks with ties, unscored cells, a dominated pair, one order, or nothing but ties."""
    for m, n in product(range(2, 6), range(1, 7)):
        table = rng.integers(1, m + 1, (n, m)).astype(np.float64)
        kind = (m + n) % 6
        if kind < 2:
            table[rng.random((n, m)) < 0.25] = np.nan
            table[0, :2] = 1, rng.integers(1, 3)
        elif kind == 2:
            table[:, :2] = np.sort(table[:, :2], axis=1) - [0.5, 0]
        elif kind == 3:
            table[:] = rng.permutation(m)
        elif kind == 4 and n % 2:
            table[:] = 1
        yield table


def _weights(n: int, rng: np.random.Generator) -> Iterator[FloatArray]:
    """Give equal weights, decimal ones with zeros, and random ones with tiny ones among them."""
    some = rng.random(n) < 0.4
    some[rng.integers(n)] = False
    for weights in (
        np.ones(n),
        np.where(some, 0.0, rng.integers(1, 6, n) / 10),
        np.where(some, rng.choice([1e-15, 1e-9]), rng.random(n) + 0.1),
    ):
        yield weights / weights.sum()


def _cases_that_tie(rng: np.random.Generator) -> Iterator[Case]:
    """Let two alternatives change places between criteria of equal weight, whole or split."""
    for trial in range(12):
        m, n = 2 + trial % 4, 1 + trial % 3
        i, j = (int(place) for place in rng.choice(m, 2, replace=False))
        rows = np.array([rng.permutation(m) for _ in range(n)])
        mirror = rows.copy()
        mirror[:, [i, j]] = rows[:, [j, i]]
        weights = np.tile(rng.integers(1, 8, n) / 10, 2)
        yield Case(_problem(np.concatenate([rows, mirror])), weights / weights.sum(), (i, j))
        split = _problem(np.concatenate([rows[:1], rows[:1], mirror[:1]]))
        parts = np.array(_ROUNDED_SPLITS[trial % len(_ROUNDED_SPLITS)])
        yield Case(split, parts / parts.sum(), (i, j), split=True)
