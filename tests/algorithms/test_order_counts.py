"""Whole rankings are counted exactly, however many alternatives and draws there are."""

from collections import Counter
from functools import reduce

import numpy as np
import pytest

from mcda_ai.algorithms import order_counts
from mcda_ai.algorithms.order_counts import OrderCounts, Orders, places_of
from mcda_ai.messages.faults import ProblemError

SIZES = [1, 2, 3, 5, 15, 16, 17, 30, 100, 255, 256, 257, 300]


def drawn(m, size, rng):
    """Rankings, of which the first come again and again, and some differ in two places only."""
    ranks = rng.integers(1, m + 1, (size, m))
    ranks[size // 2 :] = ranks[rng.integers(0, 5, size - size // 2)]
    for row in ranks[size - 10 :]:
        i, j = rng.integers(0, m, 2)
        row[i], row[j] = row[j], row[i]
    return ranks


def as_counter(counts, size):
    orders = counts.orders()
    ranks = map(tuple, orders.ranks(len(orders)).tolist())
    return Counter(
        dict(zip(ranks, np.rint(orders.shares * size).astype(int).tolist(), strict=True))
    )


@pytest.mark.parametrize("m", SIZES)
def test_whole_rankings_are_counted_however_many_there_can_be(m):
    ranks = drawn(m, 400, np.random.default_rng(m))
    expected = Counter(map(tuple, ranks.tolist()))
    assert as_counter(OrderCounts.of(places_of(ranks)), 400) == expected


@pytest.mark.parametrize("m", SIZES)
@pytest.mark.parametrize("put_off", [0, 100, 2**17])
def test_blocks_add_up_whenever_equal_ones_are_put_together(m, put_off, monkeypatch):
    monkeypatch.setattr(order_counts, "_MOST_UNSORTED", put_off)
    ranks = drawn(m, 500, np.random.default_rng(m))
    blocks = [OrderCounts.of(places_of(block)) for block in np.array_split(ranks, 7)]
    expected = Counter(map(tuple, ranks.tolist()))
    assert as_counter(reduce(OrderCounts.plus, blocks), 500) == expected


def test_the_largest_number_is_no_other_ranking():
    # 16 digits of base 16 fill 64 bits to the last; one more alternative does not fit.
    for m in (16, 17):
        ranks = np.array([[m] * m, [1] * m, [m, *[1] * (m - 1)], [*[1] * (m - 1), m]])
        counted = as_counter(OrderCounts.of(places_of(ranks)), 4)
        assert counted == Counter(map(tuple, ranks.tolist()))


def test_the_most_frequent_come_first_and_no_share_is_lost():
    ranks = drawn(7, 1000, np.random.default_rng(1))
    orders = OrderCounts.of(places_of(ranks)).orders()
    assert (np.diff(orders.shares) <= 0).all()
    assert orders.shares.sum() == pytest.approx(1, abs=1e-12)
    assert orders.ranks(3).tolist() == orders.ranks(len(orders))[:3].tolist()


@pytest.mark.parametrize("m", [2, 5, 64, 65, 100])
def test_leader_sets_are_those_of_all_orders(m):
    ranks = drawn(m, 300, np.random.default_rng(m))
    expected = Counter(tuple(np.flatnonzero(row == 1).tolist()) for row in ranks)
    found = OrderCounts.of(places_of(ranks)).orders().leader_sets
    assert found == pytest.approx({who: n / 300 for who, n in expected.items()})


def test_one_set_that_always_leads_has_a_share_of_exactly_one():
    shares = {(1, 2, place): 0.1 for place in range(2, 12)}
    assert sum(shares.values()) != 1
    assert Orders.of(shares).leader_sets == {(0,): 1.0}


def test_ranks_that_are_written_alike_are_one_order():
    # Of a partial order 1, 3, 3 and 1, 2, 2 are both A > B = C; nobody first is A = B = C.
    shares = {(1, 3, 3): 0.25, (1, 2, 2): 0.25, (2, 2, 2): 0.125, (1, 1, 1): 0.25, (2, 1, 3): 0.125}
    found = Orders.of(shares).as_weak_orders()
    assert found.ranks(3).tolist() == [[1, 2, 2], [1, 1, 1], [2, 1, 3]]
    assert found.shares.tolist() == [0.5, 0.375, 0.125]


def test_more_orders_than_memory_allows_are_refused(monkeypatch):
    monkeypatch.setattr(order_counts, "MOST_BYTES_OF_ORDERS", 10_000)
    monkeypatch.setattr(order_counts, "_MOST_UNSORTED", 0)
    rng = np.random.default_rng(1)
    ranks = np.argsort(rng.random((1_000, 40)), axis=1) + 1
    counts = OrderCounts.of(places_of(ranks))
    with pytest.raises(ProblemError, match=r"more than 1,?000 different orders"):
        counts.plus(counts).plus(counts)
