"""Mallows' model over orders with ties, and sums of what independent orders give."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import kendalltau

from mcda_ai.algorithms.all_orders import weak_orders
from mcda_ai.algorithms.mallows import OrderInList, distances, theta_of_error
from mcda_ai.algorithms.sums_on_a_grid import on_a_grid, sum_distribution

STRICT = np.array([1.0, 2.0, 3.0])


def test_all_orders_are_listed_once():
    fubini = [1, 1, 3, 13, 75, 541]  # OEIS A000670
    assert [len(weak_orders(n)) for n in range(6)] == fubini
    assert len({tuple(order) for order in weak_orders(4).tolist()}) == 75


def test_of_strict_orders_the_distance_is_that_of_kendall():
    orders = np.array([each for each in weak_orders(4) if len(set(each.tolist())) == 4])
    found = distances(orders, np.arange(4.0))
    for order, apart in zip(orders, found, strict=True):
        tau = kendalltau(order, np.arange(4)).statistic
        assert apart == pytest.approx((1 - tau) / 2 * 6)


def test_distances_are_a_metric():
    orders = weak_orders(3)
    table = np.array([distances(orders, each.astype(float)) for each in orders])
    assert (table == table.T).all()
    assert (np.diag(table) == 0).all()
    assert (table[:, :, None] <= table[:, None, :] + table.T[None] + 1e-12).all()


def test_a_strict_order_of_three_is_wholly_right_in_62_per_cent_at_an_error_of_5_per_cent():
    assert OrderInList.of(STRICT).right(theta_of_error(0.05)) == pytest.approx(0.62217, abs=1e-5)


@pytest.mark.parametrize("right", [0.1, 0.5, 0.9, 0.999])
def test_theta_is_that_with_which_an_order_is_right_so_often(right):
    stated = OrderInList.of(np.array([1.5, 1.5, 3.0]))
    assert stated.right(stated.theta_of(right)) == pytest.approx(right, abs=1e-9)


def test_chances_fall_by_the_odds_with_each_reversed_pair():
    stated = OrderInList.of(STRICT)
    chances = stated.chances(theta_of_error(0.2))
    for apart in (0.5, 1.0, 3.0):
        share = chances[stated.distances == apart] / chances[0]
        assert share == pytest.approx(np.full(len(share), 4.0**-apart))


def test_the_distribution_of_a_sum_is_that_of_all_combinations():
    random = np.random.default_rng(2)
    values = [random.integers(-3, 4, (n, 2)) * 0.25 for n in (3, 4, 2)]
    chances = [random.dirichlet(np.ones(len(each))) for each in values]
    total, lowest = sum_distribution(on_a_grid(values), chances)
    step = 0.25
    expected = np.zeros_like(total)
    for places in product(*(range(len(each)) for each in values)):
        where = sum(value[at] for value, at in zip(values, places, strict=True)) / step - lowest
        share = np.prod([chance[at] for chance, at in zip(chances, places, strict=True)])
        expected[tuple(np.rint(where).astype(int))] += share
    assert total == pytest.approx(expected)


def test_numbers_without_a_common_step_have_no_grid():
    assert on_a_grid([np.array([1.0, np.sqrt(2)])]) is None
    assert [each.tolist() for each in on_a_grid([np.array([1 / 3, 1 / 4])])] == [[4, 3]]
    assert [each.tolist() for each in on_a_grid([np.zeros(2)])] == [[0, 0]]
    assert on_a_grid([np.array([1 / 3, 0.333333333])]) is None  # as near as that is not level
