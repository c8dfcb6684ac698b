"""Who leads under every scoring of the ranks and under some, against scorings one by one."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import rankdata

from mcda_ai.algorithms.scorings import leaders_by_scoring, shares_to_place

STEPS = 60


def random_ranks(random, m):
    n = int(random.integers(1, 7))
    ranks = np.array([rankdata(row) for row in random.integers(0, m + 1, (n, m))])
    weights = random.integers(0, 4, n) + 1e-9 * (random.random() < 0)
    weights = weights + (weights.sum() == 0)
    return ranks, weights / weights.sum()


def totals(ranks, weights, points):
    """Give each alternative the points of its place; a tie, the mean of those of its places."""
    by_place = np.arange(1, len(points) + 1)
    scores = np.zeros(ranks.shape[1])
    for row, weight in zip(ranks, weights, strict=True):
        for at, rank in enumerate(row):
            tied = int((row == rank).sum())
            first = round(rank - (tied - 1) / 2)
            scores[at] += weight * points[(by_place >= first) & (by_place < first + tied)].mean()
    return scores


def scorings(m, shape):
    """Yield scorings of three or four places, in steps."""
    grid = np.linspace(0, 1, STEPS + 1)
    for second in grid:
        for third in [0.0] if m == 3 else grid[grid <= second]:
            points = np.array([1.0, second, 0.0] if m == 3 else [1.0, second, third, 0.0])
            steps = -np.diff(points)
            if shape == "decreasing" or all(a >= b - 1e-12 for a, b in pairwise(steps)):
                yield points


@pytest.mark.parametrize("shape", ["decreasing", "convex"])
@pytest.mark.parametrize("m", [3, 4])
def test_leaders_are_those_of_scorings_tried_one_by_one(m, shape):
    random, tried = np.random.default_rng(m), list(scorings(m, shape))
    for _ in range(15 if m == 3 else 5):
        ranks, weights = random_ranks(random, m)
        found = leaders_by_scoring(shares_to_place(ranks, weights), shape)
        leads = np.array([
            (scores := totals(ranks, weights, points)) >= scores.max() - 1e-12 for points in tried
        ])  # fmt: skip
        assert (leads.all(axis=0) | ~found.under_every).all()
        assert (~leads.any(axis=0) | found.under_some).all()
        for at, points in enumerate(found.points):
            if found.under_some[at]:
                scores = totals(ranks, weights, points)
                assert scores[at] >= scores.max() - 1e-9
                assert points[0] == pytest.approx(1)
                assert points[-1] == 0
                assert (np.diff(points) <= 1e-12).all()


def test_who_is_not_always_first_is_beaten_by_some_scoring():
    random, seen = np.random.default_rng(8), 0
    for _ in range(40):
        ranks, weights = random_ranks(random, 3)
        found = leaders_by_scoring(shares_to_place(ranks, weights))
        ends = np.array([totals(ranks, weights, np.array(points))
                         for points in ([1.0, 0, 0], [1.0, 1, 0])])  # fmt: skip
        leads = (ends >= ends.max(axis=1, keepdims=True) - 1e-12).all(axis=0)
        assert leads.tolist() == found.under_every.tolist()
        seen += int(leads.any())
    assert 5 < seen < 40
