"""When shares are all or nothing, and how well draws tell them: by simulation and by hand."""

import math

import numpy as np
import pytest

from mcda_ai.algorithms.certain_shares import certain_shares
from mcda_ai.algorithms.exact_orders import (
    order_probabilities,
    pairwise_winning,
    rank_acceptability,
)
from mcda_ai.algorithms.linear_programmes import SIMPLEX, AdmissibleWeights
from mcda_ai.algorithms.shares import (
    anytime_bounds,
    are_known,
    most_draws,
    neither_all_nor_nothing,
    share_where,
)
from mcda_ai.algorithms.simplex_volumes import probability_both_positive, probability_positive

# --- all or nothing ------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [44, 60, 1200])
def test_a_share_of_next_to_nothing_is_not_nothing_and_the_rest_not_all(n):
    """One criterion against n others, each as wide: 2^-n, of which floats cannot hold the rest."""
    scores = np.vstack([[1.0, 0.0], np.repeat([[0.0, 1.0]], n, axis=0)])
    winning = pairwise_winning(scores)
    assert 0 < winning[0, 1] < 1e-12
    assert 1 - 1e-12 < winning[1, 0] < 1
    assert winning[0, 1] == pytest.approx(2.0**-n) or n > 1000
    assert set(order_probabilities(scores)) == {(1, 2), (2, 1)}
    assert (rank_acceptability(scores) > 0).all()
    assert (rank_acceptability(scores) < 1).all()


def test_shares_that_are_all_or_nothing_are_exactly_so():
    for scores in ([[2, 1, 0], [2, 1, 0]], [[3, 1, 0], [2, 2, 0], [5, 3, 1]]):
        assert rank_acceptability(np.array(scores, dtype=float)).tolist() == np.eye(3).tolist()
    first, second = np.array([3.0, 1.0, 0.0]), np.array([1.0, 0.0, 2.0])
    assert probability_both_positive(first, second) == 1.0
    assert probability_both_positive(first, -second) == 0.0
    assert probability_both_positive(first, 0 * second) == 0.0
    assert probability_both_positive(first, np.array([1.0, -1.0, 1.0])) == probability_positive(
        np.array([1.0, -1.0, 1.0])
    )


def test_shares_add_up_to_all_only_if_they_are_all():
    shares = {"a": 0.7, "b": 0.2, "c": 0.1}
    assert sum(shares.values()) != 1
    assert share_where(shares, lambda _: True) == 1
    assert share_where({**shares, "d": 2.0**-80}, lambda outcome: outcome != "d") < 1
    assert share_where(shares, lambda _: False) == 0
    assert neither_all_nor_nothing(0.0) > 0


def certain(scores, ahead, ranks, weight_set=SIMPLEX, has_density=True):
    scores, ahead, ranks = (np.array(each, dtype=float) for each in (scores, ahead, ranks))
    return certain_shares(scores, weight_set, 1.0, ahead, ranks, has_density)


def test_who_ties_on_one_criterion_and_is_ahead_on_the_other_is_surely_ahead():
    found = certain([[1, 0], [0, 0]], [[0, 1], [0, 0]], np.eye(2))
    assert found.ranks.all()
    assert found.ahead.all()
    # Of a space that may draw the second criterion alone, only that B is never ahead.
    found = certain([[1, 0], [0, 0]], [[0, 1], [0, 0]], np.eye(2), has_density=False)
    assert found.ranks.tolist() == [[True, True], [False, False]]
    assert found.ahead.tolist() == [[True, False], [True, True]]


def test_what_draws_did_not_show_but_can_be_is_not_certain():
    found = certain([[1, 0], [-1, 0]], [[0, 1], [0, 0]], np.eye(2))
    assert not found.ranks.any()
    half = AdmissibleWeights(np.array([[-1.0, 1.0]]), np.zeros(1))  # the first weighs more
    assert certain([[1, 0], [-1, 0]], [[0, 1], [0, 0]], np.eye(2), half).ranks.all()


def test_a_rank_between_is_ruled_out_by_programmes():
    """The third is best on none, and never second to one of the first two alone."""
    scores = [[2, 0, 1], [0, 2, 1]]
    drawn = [[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]]
    found = certain(scores, drawn, [[0.5, 0, 0.5], [0.5, 0, 0.5], [0, 1, 0]])
    assert found.ranks.tolist() == [[False, True, False], [False, True, False], [True] * 3]


def test_nothing_is_certain_of_too_many_sets_of_rivals():
    rng = np.random.default_rng(1)
    scores = rng.random((4, 9))
    middle = certain(scores, np.full((9, 9), 0.5), np.zeros((9, 9))).ranks[:, 4]
    assert not middle.any()


# --- bounds from draws ---------------------------------------------------------------------------


def coverage(n_runs, n_draws, shares, seed=1):
    """Share of runs in which no look finds a share out of bounds: after each draw, later each 10th.

    The shares depend on one another.
    """
    rng = np.random.default_rng(seed)
    good = np.ones(n_runs, dtype=bool)
    counts = np.zeros((n_runs, len(shares)))
    for n in range(1, n_draws + 1):
        counts += rng.random((n_runs, 1)) < shares
        if n <= 100 or n % 10 == 0:
            lower, upper = anytime_bounds(counts / n, n, len(shares))
            good &= ((lower <= shares) & (shares <= upper)).all(axis=1)
    return good.mean()


def test_bounds_hold_at_every_look():
    assert coverage(300, 400, np.array([0.5, 0.03, 0.001])) >= 0.95


@pytest.mark.long
def test_bounds_hold_at_every_look_in_many_runs():
    assert coverage(10_000, 1_000, np.array([0.5, 0.03, 0.001])) >= 0.95


@pytest.mark.long
def test_bounds_of_draws_that_hang_together_hold_if_each_group_counts_once():
    """Walks of 16 draws that hardly move: nearly always all of them alike."""
    rng, share, good = np.random.default_rng(2), 0.2, 0
    for _ in range(500):
        starts = rng.random(400) < share
        stays = rng.random((400, 15)) < 0.97
        moved = rng.random((400, 15)) < share
        walks = [starts]
        for step in range(15):
            walks.append(np.where(stays[:, step], walks[-1], moved[:, step]))
        means = np.cumsum(np.mean(walks, axis=0)) / np.arange(1, 401)
        looks = [anytime_bounds(means[n - 1 : n], n, 1) for n in range(20, 401, 20)]
        good += all(lower[0] <= share <= upper[0] for lower, upper in looks)
    assert good / 500 >= 0.95


def test_bounds_by_hand():
    """No draw of n showed it: (n + 1) (1 - p)^n = error / K. Nothing is known of no draws."""
    n, n_shares, error = 1000, 4, 0.05
    _, upper = anytime_bounds(np.array([0.0]), n, n_shares, error)
    assert upper[0] == pytest.approx(1 - (error / n_shares / (n + 1)) ** (1 / n))
    lower, upper = anytime_bounds(np.array([0.25]), n, n_shares)
    log_choose = math.lgamma(n + 1) - math.lgamma(251) - math.lgamma(751)
    for p in (lower[0], upper[0]):
        density = math.log(n + 1) + log_choose + 250 * math.log(p) + 750 * math.log(1 - p)
        assert density == pytest.approx(math.log(error / n_shares), abs=1e-6)
    assert [each[0] for each in anytime_bounds(np.array([0.0]), 0, 1)] == [0, 1]


def test_enough_draws_are_enough_and_one_less_is_not():
    shares = np.linspace(0, 1, 65)
    for half_width, n_shares in ((0.5, 2), (0.1, 15), (0.01, 15), (0.01, 400)):
        n = most_draws(half_width, n_shares)
        assert are_known(shares, n, half_width, n_shares)
        assert not are_known(shares, n - 1, half_width, n_shares)
        lower, upper = anytime_bounds(shares, n, n_shares)
        assert np.maximum(shares - lower, upper - shares).max() <= half_width + 1e-9
