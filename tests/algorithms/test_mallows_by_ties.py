"""Orders drawn by their ties, against all orders listed."""

import math

import numpy as np
import pytest

from mcda_ai.algorithms.all_orders import weak_orders
from mcda_ai.algorithms.mallows import OrderInList
from mcda_ai.algorithms.mallows_by_ties import OrderByTies, n_steps

STATED = ([1, 2], [1.5, 1.5], [3, 1, 2], [1.5, 3, 1.5], [3, 1, 4, 2], [2.5, 1, 2.5, 4], [2.5] * 4,
          [5, 1.5, 3, 1.5, 4])  # fmt: skip


@pytest.mark.parametrize("ranks", STATED)
def test_the_stated_order_is_as_likely_as_among_all_orders_listed(ranks):
    listed, by_ties = (kind.of(np.array(ranks)) for kind in (OrderInList, OrderByTies))
    assert by_ties.n_orders == listed.n_orders
    for theta in (0.1, 1.0, 5.0):
        assert by_ties.right(theta) == pytest.approx(listed.right(theta), abs=1e-12)
    assert by_ties.theta_of(0.8) == pytest.approx(listed.theta_of(0.8), abs=1e-9)


@pytest.mark.parametrize("ranks", STATED)
def test_every_order_is_drawn_as_often_as_it_should_be(ranks):
    size, theta = 40_000, 0.7
    listed, by_ties = (kind.of(np.array(ranks)) for kind in (OrderInList, OrderByTies))
    levels = weak_orders(len(ranks))[listed.places]
    places = np.stack([(levels[:, None] < levels[:, :, None]).sum(axis=2),
                       (levels[:, None] == levels[:, :, None]).sum(axis=2)], axis=2)  # fmt: skip
    assert by_ties.stated.tolist() == places[0].tolist()
    drawn = by_ties.draw(theta, np.random.default_rng(5), size).reshape(size, -1)
    number = {tuple(order.ravel()): k for k, order in enumerate(places)}
    counts = np.bincount([number[tuple(row)] for row in drawn], minlength=len(places))
    expected = size * listed.chances(theta)
    apart = ((counts - expected) ** 2 / expected).sum()
    assert apart < len(places) + 5 * math.sqrt(2 * len(places))  # chi-squared, five standard errors


def test_orders_of_twelve_options_are_counted_by_their_recurrence():
    counts = [1]
    for n in range(1, 13):  # Fubini numbers: Gross (1962), American Mathematical Monthly 69
        counts.append(sum(math.comb(n, k) * counts[n - k] for k in range(1, n + 1)))
    stated = np.arange(12.0)
    assert OrderByTies.of(stated).n_orders == counts[12] == 28_091_567_595
    assert n_steps(stated) == 3**12
    q = math.exp(-0.9)  # of strict orders: by multinomial coefficients of q, level by level
    assert 1 / OrderByTies.of(stated).right(0.9) == pytest.approx(_sum_by_levels(12, q), rel=1e-12)


def _sum_by_levels(n, q):
    def factorial(k):
        return math.prod((1 - q**i) / (1 - q) for i in range(1, k + 1))

    sums = [1.0]
    for left in range(1, n + 1):
        sums.append(sum(
            factorial(left) / factorial(k) / factorial(left - k) * q ** (k * (k - 1) / 4)
            * sums[left - k] for k in range(1, left + 1)
        ))  # fmt: skip
    return sums[n]
