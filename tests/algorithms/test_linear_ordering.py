"""Orders of least cost against trying every permutation."""

from itertools import permutations

import numpy as np
import pytest

from mcda_ai.algorithms import linear_ordering, ordering_by_integer_programme
from mcda_ai.algorithms.linear_ordering import best_positions, optimal_orders


def by_brute_force(costs):
    """Cost of every order."""
    m = len(costs)
    return {
        order: sum(costs[order[a], order[b]] for a in range(m) for b in range(a + 1, m))
        for order in permutations(range(m))
    }


def random_costs(count, seed, most=6):
    """Integer and real costs, with ties and cycles."""
    rng = np.random.default_rng(seed)
    for trial in range(count):
        m = int(rng.integers(2, most))
        yield rng.integers(0, 4, (m, m)).astype(float) if trial % 2 else rng.random((m, m))


@pytest.mark.parametrize("limit", [12, 1], ids=["undivided", "by components"])
def test_optima_are_those_of_all_permutations(monkeypatch, limit):
    monkeypatch.setattr(linear_ordering, "MOST_BY_DYNAMIC_PROGRAMMING", limit)
    for costs in random_costs(60, seed=1):
        all_costs = by_brute_force(costs)
        least = min(all_costs.values())
        optimal = sorted(order for order, cost in all_costs.items() if cost <= least + 1e-12)
        dearer = [cost for cost in all_costs.values() if cost > least + 1e-12]
        found = optimal_orders(costs)
        assert sorted(found.orders) == optimal
        assert (found.n_orders, found.all_counted, found.proven) == (len(optimal), True, True)
        assert found.cost == pytest.approx(least)
        assert found.runner_up == pytest.approx(min(dearer, default=np.nan), nan_ok=True)
        expected = [1 + min(order.index(i) for order in optimal) for i in range(len(costs))]
        assert best_positions(costs[None])[0].tolist() == expected


def test_integer_programming_finds_the_same(monkeypatch):
    for module in (linear_ordering, ordering_by_integer_programme):
        monkeypatch.setattr(module, "MOST_IN_COMPONENT", 1)
    monkeypatch.setattr(linear_ordering, "MOST_BY_DYNAMIC_PROGRAMMING", 1)
    for costs in random_costs(12, seed=2, most=6):
        all_costs = by_brute_force(costs)
        least = min(all_costs.values())
        optimal = sorted(order for order, cost in all_costs.items() if cost <= least + 1e-12)
        found = optimal_orders(costs)
        assert found.proven
        assert sorted(found.orders) == optimal
        expected = [1 + min(order.index(i) for order in optimal) for i in range(len(costs))]
        assert best_positions(costs[None])[0].tolist() == expected
