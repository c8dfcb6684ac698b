"""The search for all optima and the runner-up: brute force, bounds of its own, and identities."""

from itertools import permutations

import numpy as np
import pytest

from mcda_ai.algorithms import ordering_search
from mcda_ai.algorithms.linear_ordering import best_positions, optimal_orders
from mcda_ai.algorithms.ordering_relaxation import Excess, relaxed
from mcda_ai.algorithms.ordering_search import cost_of_order, optima_by_search
from tests.benchmarks.kemeny import bare_relaxation, impartial, mallows, pair_costs

ORDERS = {m: np.array(list(permutations(range(m)))) for m in range(2, 9)}


def of_many_kinds(count, seed, most=7):
    """Pair costs of 2 to 7 alternatives: numbers with and without ties, votes, weights, Slater."""
    rng = np.random.default_rng(seed)
    for trial in range(count):
        m = int(rng.integers(2, most + 1))
        votes = impartial(m, int(rng.integers(1, 8)), rng)
        yield (
            rng.random((m, m)),
            rng.integers(0, 4, (m, m)).astype(float),
            pair_costs(votes // 2),
            pair_costs(votes, rng.dirichlet(np.ones(len(votes)))),
            (pair_costs(votes) > pair_costs(votes).T).astype(float),
        )[trial % 5]


def by_brute_force(costs):
    """Optimal orders, and how much more the next best costs."""
    orders = ORDERS[len(costs)]
    i, j = np.triu_indices(len(costs), 1)
    dearer = costs[orders[:, i], orders[:, j]].sum(axis=1)
    dearer -= dearer.min()
    optimal = [tuple(order) for order in orders[dearer <= 1e-12].tolist()]
    return optimal, dearer[dearer > 1e-12].min(initial=np.inf)


@pytest.mark.parametrize("unrelaxed", [12, 1], ids=["bounded by pairs", "by the relaxation"])
@pytest.mark.parametrize("width", [2**8, 1], ids=["at once", "after a narrow search"])
def test_the_search_finds_what_all_permutations_show(monkeypatch, unrelaxed, width):
    monkeypatch.setattr(ordering_search, "_MOST_UNRELAXED", unrelaxed)
    monkeypatch.setattr(ordering_search, "MOST_IN_COMPONENT", unrelaxed)
    monkeypatch.setattr(ordering_search, "_FIRST_WIDTH", width)
    for costs in of_many_kinds(150, seed=width + unrelaxed):
        optimal, gap = by_brute_force(costs)
        part = optima_by_search(costs)
        assert (part.orders, part.n_orders, part.all_counted) == (optimal, len(optimal), True)
        assert part.gap == pytest.approx(gap, abs=1e-12)
        assert part.cost == pytest.approx(cost_of_order(costs, optimal[0]), abs=1e-12)
        assert part.first == sorted({order[0] for order in optimal})
        assert part.last == sorted({order[-1] for order in optimal})
        assert part.best.tolist() == (np.argsort(optimal, axis=1).min(axis=0) + 1).tolist()


@pytest.mark.long
def test_the_search_finds_what_all_permutations_of_eight_show():
    for costs in of_many_kinds(300, seed=8, most=8):
        optimal, gap = by_brute_force(costs)
        found = optimal_orders(costs)
        assert (list(found.orders), found.n_orders) == (optimal[:1000], len(optimal))
        runner_up = found.cost + gap if gap < np.inf else np.nan
        assert found.runner_up == pytest.approx(runner_up, abs=1e-11, nan_ok=True)


def test_any_prices_of_cycles_give_every_order_its_cost_and_no_term_below_0():
    rng = np.random.default_rng(1)
    for costs in of_many_kinds(60, seed=5):
        m = len(costs)
        cycles = np.array([rng.permutation(m)[:3] for _ in range(6)]) if m > 2 else np.empty((0, 3))
        excess = Excess.of(costs, cycles.astype(int), rng.random(len(cycles)))
        for order in ORDERS[m][rng.integers(0, len(ORDERS[m]), 5)]:
            placed = np.array([[i in order[:n] for i in range(m)] for n in range(m)])
            terms = excess.of_steps(placed)[np.arange(m), order]
            assert (terms >= 0).all()
            assert excess.least + terms.sum() == pytest.approx(cost_of_order(costs, tuple(order)))


def test_the_bound_of_the_relaxation_is_that_of_an_independent_programme():
    rng = np.random.default_rng(2)
    for costs in (pair_costs(impartial(m, 9, rng)) for m in (5, 9, 16, 24)):
        least, _ = bare_relaxation(costs)
        excess, _ = relaxed(costs, tuple(range(len(costs))))
        assert excess.least == pytest.approx(least, abs=1e-6)


@pytest.mark.parametrize(("m", "dispersion"), [(40, 0.95), (40, 0.8), (60, 0.95), (60, 0.8)])
def test_elections_of_many_candidates_reach_the_bound_of_a_bare_programme(m, dispersion):
    """Whoever is nearest in cost is one move away, or further than any one move."""
    rng = np.random.default_rng(m)
    costs = pair_costs(mallows(m, 25, dispersion, rng))
    least, is_whole = bare_relaxation(costs)
    found = optimal_orders(costs)
    assert is_whole
    assert found.cost == pytest.approx(least, abs=1e-6)
    assert found.all_counted
    assert found.n_orders >= len(found.orders) == len(set(found.orders))
    assert {round(cost_of_order(costs, order), 9) for order in found.orders} == {
        round(found.cost, 9)
    }
    one_move_away = [
        cost_of_order(costs, (*order[:k], order[k + 1], order[k], *order[k + 2 :])) - found.cost
        for order in found.orders[:50]
        for k in range(m - 1)
    ]
    dearer = [cost for cost in one_move_away if cost > 1e-9]
    assert found.runner_up - found.cost <= min(dearer) + 1e-9
    assert min(one_move_away) > -1e-9


def test_reversed_costs_have_the_reversed_optima():
    rng = np.random.default_rng(3)
    for m, n in ((15, 5), (24, 3), (30, 9)):
        costs = pair_costs(impartial(m, n, rng))
        found, back = optimal_orders(costs), optimal_orders(costs.T)
        assert (back.n_orders, back.cost) == (found.n_orders, pytest.approx(found.cost))
        assert back.runner_up == pytest.approx(found.runner_up)
        assert found.n_orders <= 1000
        assert {order[::-1] for order in back.orders} == set(found.orders)


def test_what_stands_below_everything_else_multiplies_the_optima():
    """Two cycles, every member of one above every member of the other."""
    rng = np.random.default_rng(4)
    upper, lower = (pair_costs(impartial(m, 4, rng)) for m in (14, 17))
    costs = np.zeros((31, 31))
    costs[:14, :14], costs[14:, 14:], costs[14:, :14] = upper, lower, 2.0
    apart = [optimal_orders(each) for each in (upper, lower)]
    found = optimal_orders(costs)
    assert found.n_orders == apart[0].n_orders * apart[1].n_orders
    assert found.cost == pytest.approx(apart[0].cost + apart[1].cost)
    gaps = [each.runner_up - each.cost for each in apart]
    assert found.runner_up - found.cost == pytest.approx(min(gaps))
    positions = best_positions(costs[None])[0]
    assert positions[:14].tolist() == best_positions(upper[None])[0].tolist()
    assert positions[14:].tolist() == (14 + best_positions(lower[None])[0]).tolist()


def test_relabelled_alternatives_keep_their_positions():
    rng = np.random.default_rng(5)
    for m in (13, 22, 35):
        costs = pair_costs(impartial(m, 7, rng))
        names = rng.permutation(m)
        relabelled = best_positions(costs[np.ix_(names, names)][None])[0]
        assert relabelled.tolist() == best_positions(costs[None])[0][names].tolist()


def test_two_opposite_voters_leave_all_orders_optimal_and_these_are_counted():
    costs = pair_costs(np.array([np.arange(14), np.arange(14)[::-1]]))
    found = optimal_orders(costs)
    assert found.n_orders == 87_178_291_200  # 14!
    assert found.gap_known
    assert np.isnan(found.runner_up)
    assert list(found.orders) == sorted(found.orders)
    assert found.orders[0] == tuple(range(14))
    assert len(found.orders) == 1000


def test_linear_extensions_are_counted_beyond_64_bits():
    """Two voters: optimal is what keeps to both; of 6 chains of 5 there are 30! / 5!^6 orders."""
    chains = np.arange(30).reshape(6, 5)
    costs = pair_costs(np.array([chains.ravel(), chains[::-1].ravel()]))
    found = optimal_orders(costs)
    assert found.n_orders == 88832646059788350720
    assert found.runner_up - found.cost == pytest.approx(1)


def test_without_room_for_the_runner_up_there_are_still_all_optima(monkeypatch):
    rng = np.random.default_rng(6)
    costs = pair_costs(impartial(9, 2, rng))
    whole = optima_by_search(costs)
    assert whole.gap == pytest.approx(1)
    monkeypatch.setattr(ordering_search, "_FIRST_WIDTH", 1)
    monkeypatch.setattr(ordering_search, "_MOST_STEPS", 140)
    part = optima_by_search(costs)
    assert np.isnan(part.gap)
    assert (part.orders, part.n_orders, part.all_counted) == (whole.orders, whole.n_orders, True)
    assert part.best.tolist() == whole.best.tolist()


def test_what_would_take_too_long_is_left_to_others(monkeypatch):
    costs = np.zeros((8, 8))
    monkeypatch.setattr(ordering_search, "_FIRST_WIDTH", 2)
    for limit in ("_MOST_STEPS", "_MOST_STEPS_OF_LAYER", "_MOST_TERMS"):
        with monkeypatch.context() as patch:
            patch.setattr(ordering_search, limit, 100)
            assert optima_by_search(costs) is None


def test_twenty_alternatives_are_always_searched_to_the_end():
    """Whatever the costs, no more steps lead from set to set, and no more cycles have a price."""
    assert ordering_search.MOST_IN_COMPONENT == 20
    assert ordering_search._MOST_STEPS >= 20 * 2**19
    assert ordering_search._MOST_STEPS_OF_LAYER >= 10 * 184_756
    # An answer of the relaxation has a basis: no more prices than pairs, each due in three ways.
    assert ordering_search._MOST_TERMS >= 2**20 * (20 + 3 * 190)
