"""Orders of least cost against trying every permutation."""

from itertools import permutations

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.algorithms import linear_ordering, ordering_by_integer_programme
from mcda_ai.algorithms.linear_ordering import best_positions, optimal_orders
from mcda_ai.algorithms.ordering_by_integer_programme import Search
from mcda_ai.algorithms.ordering_search import move_costs, optima_by_search
from mcda_ai.messages.faults import ProblemError


@pytest.fixture
def by_programmes(monkeypatch):
    """Leave every component to integer programmes, as if any search would take too long."""
    linear_ordering._part_kept.cache_clear()
    monkeypatch.setattr(linear_ordering, "optima_by_search", lambda _: None)
    yield
    linear_ordering._part_kept.cache_clear()


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


@pytest.mark.parametrize(
    ("undivided", "by_sets"), [(5, 12), (1, 12), (1, 1)], ids=["undivided", "by sets", "searched"]
)
def test_optima_are_those_of_all_permutations(monkeypatch, undivided, by_sets):
    monkeypatch.setattr(linear_ordering, "_MOST_UNDIVIDED", undivided)
    monkeypatch.setattr(linear_ordering, "MOST_BY_DYNAMIC_PROGRAMMING", by_sets)
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
        both = best_positions(np.stack([np.zeros_like(costs), costs]))
        assert both.tolist() == [[1] * len(costs), expected]


@pytest.mark.usefixtures("by_programmes")
def test_integer_programming_finds_the_same():
    for costs in random_costs(12, seed=2, most=6):
        all_costs = by_brute_force(costs)
        least = min(all_costs.values())
        optimal = sorted(order for order, cost in all_costs.items() if cost <= least + 1e-12)
        found = optimal_orders(costs)
        assert found.proven
        assert sorted(found.orders) == optimal
        expected = [1 + min(order.index(i) for order in optimal) for i in range(len(costs))]
        assert best_positions(costs[None])[0].tolist() == expected


def test_the_search_tells_the_gap_and_who_stands_at_the_ends():
    for costs in random_costs(12, seed=3):
        all_costs = by_brute_force(costs)
        least = min(all_costs.values())
        optimal = sorted(order for order, cost in all_costs.items() if cost <= least + 1e-12)
        dearer = [cost for cost in all_costs.values() if cost > least + 1e-12]
        part = Search(costs).optima()
        assert (part.orders, part.n_orders, part.all_counted) == (optimal, len(optimal), True)
        assert part.gap == pytest.approx(min(dearer, default=np.inf) - least, abs=1e-9)
        assert part.first == sorted({order[0] for order in optimal})
        assert part.last == sorted({order[-1] for order in optimal})
        assert part.doubt == 0


def test_orders_that_tie_on_paper_are_all_optimal():
    # 0 > 1 > 2 costs 0.1 + 0.2 and 1 > 2 > 0 costs 0.3, which is less in floating point.
    costs = np.array([[0.0, 0.1, 0.2], [0.3, 0.0, 0.0], [0.0, 9.0, 0.0]])
    assert optimal_orders(costs).orders == ((0, 1, 2), (1, 2, 0))
    part = Search(costs).optima()
    assert (part.orders, part.all_counted) == ([(0, 1, 2), (1, 2, 0)], True)
    assert part.gap == pytest.approx(0.2)  # 1 > 0 > 2


def test_best_positions_are_found_though_not_all_optima_are_listed(monkeypatch):
    monkeypatch.setattr(ordering_by_integer_programme, "MOST_OPTIMA_ENUMERATED", 1)
    cycle = np.roll(np.eye(5), -1, axis=1)  # five optima: the cycle begun at each
    part = Search(cycle).optima()
    assert part.best.tolist() == [1] * 5
    assert not part.all_counted
    for costs in random_costs(8, seed=4):
        all_costs = by_brute_force(costs)
        least = min(all_costs.values())
        optimal = [order for order, cost in all_costs.items() if cost <= least + 1e-12]
        expected = [1 + min(order.index(i) for order in optimal) for i in range(len(costs))]
        assert Search(costs).optima().best.tolist() == expected


@pytest.mark.usefixtures("by_programmes")
def test_without_time_an_order_comes_with_a_doubt_and_positions_are_refused(monkeypatch):
    monkeypatch.setattr(ordering_by_integer_programme, "SECONDS_TO_PROVE", 0.0)
    cycle = np.roll(np.eye(4), -1, axis=1)
    part = Search(cycle).optima()
    assert cycle[np.ix_(part.orders[0], part.orders[0])][np.triu_indices(4, 1)].sum() == 1
    assert part.doubt == 1  # each pair by itself could cost nothing
    assert np.isnan(part.gap)
    assert not part.all_counted
    monkeypatch.setattr(linear_ordering, "SECONDS_TO_PROVE", 0.0)
    with pytest.raises(
        ProblemError, match=r"4 alternatives .* stopped after 0 s; .* costs 1, and none"
    ):
        best_positions(cycle[None])


@pytest.mark.usefixtures("by_programmes")
def test_without_time_for_ties_positions_are_refused(monkeypatch):
    for module in (linear_ordering, ordering_by_integer_programme):
        monkeypatch.setattr(module, "SECONDS_FOR_TIES", 0.0)
    part = Search(np.roll(np.eye(4), -1, axis=1)).optima()
    assert part.doubt == 0
    assert np.isnan(part.gap)
    assert not part.all_counted
    one_optimum = np.triu(np.ones((4, 4)), 1).T
    one_optimum[0, 3] = 1.1  # the last beats the first
    with pytest.raises(ProblemError, match="stopped after 0 s"):
        best_positions(one_optimum[None])


def test_a_component_is_searched_once_whoever_asks(monkeypatch):
    searched = []

    def counted(costs):
        searched.append(len(costs))
        return optima_by_search(costs)

    monkeypatch.setattr(linear_ordering, "optima_by_search", counted)
    linear_ordering._part_kept.cache_clear()
    problem = mcda.from_rankings({"x": "A > B > C > D", "y": "B > C > A > D", "z": "C > A > B > D"})
    for method in ("kemeny", "qualiflex"):
        assert mcda.rank(problem, method, "equal").leaders == ["A", "B", "C"]
    assert searched == [3]  # D stands below


def test_a_move_costs_the_difference_of_the_orders():
    rng = np.random.default_rng(6)
    costs, order = rng.random((5, 5)), (3, 1, 4, 0, 2)
    cost = by_brute_force(costs)
    found = move_costs(costs.T - costs, order)
    for start, end in np.ndindex(5, 5):
        moved = list(order)
        moved.insert(end, moved.pop(start))
        if start == end:
            assert np.isnan(found[start, end])
        else:
            assert found[start, end] == pytest.approx(cost[tuple(moved)] - cost[order])
