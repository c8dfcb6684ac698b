"""Counting over draws, by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import beta

from mcda_ai.algorithms.smaa_indices import PairCounts, Tally

WEIGHTS = np.array([[1, 0], [0.5, 0.5], [0.25, 0.75], [0, 1]])
RANKS = np.array([[1, 2, 3], [1, 1, 3], [2, 1, 3], [3, 1, 2]])
NEVER = [np.nan, np.nan]


@pytest.fixture
def indices():
    return Tally.of(WEIGHTS, RANKS).indices()


def by_ranks(orders):
    listed = zip(map(tuple, orders.ranks(len(orders)).tolist()), orders.shares, strict=True)
    return dict(listed)


def test_indices_of_four_draws_by_hand(indices):
    assert indices.rank_acceptability.tolist() == [
        [0.5, 0.25, 0.25],
        [0.75, 0.25, 0],
        [0, 0.25, 0.75],
    ]
    assert indices.ahead.tolist() == [[0, 0.25, 0.75], [0.5, 0, 1], [0.25, 0, 0]]
    assert indices.tied.tolist() == [[1, 0.25, 0], [0.25, 1, 0], [0, 0, 1]]
    assert by_ranks(indices.orders) == dict.fromkeys(map(tuple, RANKS.tolist()), 0.25)
    assert indices.orders.leader_sets == {(0,): 0.25, (0, 1): 0.25, (1,): 0.5}
    assert indices.size == 4


def test_central_weights_of_four_draws_by_hand(indices):
    central = [[0.75, 0.25], [0.25, 0.75], NEVER]
    assert indices.central_weights == pytest.approx(np.array(central), nan_ok=True)
    # First weights of 1 and 1/2: a spread of 1/2 / sqrt 2; of 1/2, 1/4 and 0: a spread of 1/4.
    errors = [[0.25, 0.25], [0.25 / 3**0.5] * 2, NEVER]
    assert indices.central_weights_error == pytest.approx(np.array(errors), nan_ok=True)


def test_who_is_first_once_has_central_weights_without_an_error():
    indices = Tally.of(WEIGHTS[:1], RANKS[:1]).indices()
    assert indices.central_weights[0].tolist() == [1, 0]
    assert np.isnan(indices.central_weights_error).all()
    assert np.isnan(indices.expected_rank_error).all()


def test_expected_ranks_of_four_draws_by_hand(indices):
    assert indices.expected_rank.tolist() == [1.75, 1.25, 2.75]
    spread = [np.std(column, ddof=1) / 2 for column in RANKS.T]
    assert indices.expected_rank_error == pytest.approx(spread)


def test_how_well_shares_are_known(indices):
    assert indices.share_error(np.array([0.5, 0.2, 1])) == pytest.approx([0.25, 0.2, 0])
    halves = Tally.of(WEIGHTS, np.array([[1, 2], [2, 1]] * 2)).indices()
    many = replace(halves, size=10_000, ahead=np.full((2, 2), 0.5))
    # Robbins 1970: where the density of Beta(k + 1, n - k + 1) is 0.05 over the 6 shares there are.
    edge = brentq(lambda p: beta.logpdf(p, 5001, 5001) - math.log(0.05 / 6), 0.4, 0.5)
    assert many.within(0.5 - edge + 1e-6)
    assert not many.within(0.5 - edge - 1e-6)


def test_exact_shares_have_no_error(indices):
    exact = replace(indices, size=0)
    assert exact.share_error(np.array([0.5])).tolist() == [0]
    assert exact.expected_rank_error.tolist() == [0, 0, 0]


def test_of_a_partial_order_the_relation_tells_who_is_ahead():
    ahead, tied, apart = ([[1, 1], [0, 1]], [[1, 1], [1, 1]], [[1, 0], [0, 1]])
    relation = np.array([ahead, tied, apart, apart], dtype=bool)
    indices = Tally.of(WEIGHTS, np.array([[1, 2], [1, 1], [1, 1], [1, 1]]),
                       PairCounts.of_relation(relation)).indices()  # fmt: skip
    assert indices.ahead.tolist() == [[0, 0.25], [0, 0]]
    assert indices.tied.tolist() == [[1, 0.25], [0.25, 1]]


def test_blocks_add_up_to_the_whole(indices):
    blocks = [Tally.of(WEIGHTS[rows], RANKS[rows]) for rows in (slice(1), slice(1, 4))]
    together = blocks[0].plus(blocks[1]).indices()
    for name in ("rank_acceptability", "ahead", "tied", "central_weights", "central_weights_error"):
        assert getattr(together, name) == pytest.approx(getattr(indices, name), nan_ok=True)
    assert (by_ranks(together.orders), together.size) == (by_ranks(indices.orders), 4)
