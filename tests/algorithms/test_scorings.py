"""Who leads under every scoring of the ranks and under some, against scorings one by one."""

from itertools import combinations_with_replacement, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from mcda_ai.algorithms.scorings import leaders_by_scoring, leads_to_place, second_places

SHAPES = ("decreasing", "convex")
STEPS = {2: 2, 3: 60, 4: 14, 5: 8}
"""In so many steps from none to all points are scorings of so many places tried."""


@st.composite
def profiles(draw, most=5):
    """Draw ranks with ties and gaps, and weights of which some are nothing or next to it."""
    m, n = draw(st.integers(2, most)), draw(st.integers(1, 6))
    levels = st.sampled_from([None, *range(1, m + 1), *range(1, m + 1)])
    rows = [draw(st.lists(levels, min_size=m, max_size=m)) for _ in range(n - 1)]
    rows.append(draw(st.permutations(range(1, draw(st.integers(2, m)) + 1))))
    rows[-1] = rows[-1] + [None] * (m - len(rows[-1]))
    weights = draw(st.lists(st.sampled_from([0, 1, 1, 2, 3, 1e-6]), min_size=n, max_size=n))
    weights[-1] = draw(st.sampled_from([1, 2, 5]))
    levels = np.array(rows, dtype=float)
    ranks = np.array([_ranked(row) for row in levels])
    return ranks, np.array(weights) / np.sum(weights)


def _ranked(levels):
    ranks, known = np.full(len(levels), np.nan), ~np.isnan(levels)
    ranks[known] = rankdata(levels[known])
    return ranks


def n_places(ranks, weights):
    return max(int((~np.isnan(row)).sum()) for row, w in zip(ranks, weights, strict=True) if w)


def totals(ranks, weights, points):
    """Give each alternative the points of its place less the mean; a tie, that of its places."""
    by_place = np.arange(1, len(points) + 1)
    scores = np.zeros(ranks.shape[1])
    for row, weight in zip(ranks, weights, strict=True):
        known = np.flatnonzero(~np.isnan(row))
        if not (weight and len(known)):
            continue
        for at in known:
            tied = int((row == row[at]).sum())
            first = round(row[at] - (tied - 1) / 2)
            inside = (by_place >= first) & (by_place < first + tied)
            scores[at] += weight * (points[inside].mean() - points[: len(known)].mean())
    return scores


def scorings(n, shape):
    """Yield scorings of so many places, in steps: from 1 down to 0."""
    grid = np.linspace(1, 0, STEPS[n] + 1)
    for between in combinations_with_replacement(grid, n - 2):
        points = np.array([1.0, *between, 0.0])
        steps = -np.diff(points)
        if shape == "decreasing" or all(a >= b - 1e-12 for a, b in pairwise(steps)):
            yield points


def leads_under(ranks, weights, points, slack=1e-12):
    scores = totals(ranks, weights, points)
    return scores >= scores.max() - slack


@pytest.mark.parametrize("shape", SHAPES)
@given(profile=profiles())
def test_leaders_are_those_of_scorings_tried_one_by_one(shape, profile):
    n = n_places(*profile)
    found = leaders_by_scoring(leads_to_place(*profile), shape)
    leads = np.array([leads_under(*profile, points) for points in scorings(n, shape)])
    assert (leads.all(axis=0) | ~found.under_every).all()
    assert (~leads.any(axis=0) | found.under_some).all()
    assert (found.under_some | ~found.under_every).all()
    alone = leads[leads.sum(axis=1) == 1].any(axis=0)
    assert (~alone | found.alone_under_some).all()


@pytest.mark.parametrize("shape", SHAPES)
@given(profile=profiles())
def test_each_that_leads_under_some_has_a_scoring_to_show_it(shape, profile):
    found = leaders_by_scoring(leads_to_place(*profile), shape)
    for at, points in enumerate(found.points):
        if not found.under_some[at]:
            assert np.isnan(points).all()
            continue
        leads = leads_under(*profile, points, 1e-9)
        assert leads[at]
        assert not found.alone_under_some[at] or leads_under(*profile, points).sum() == 1
        steps = -np.diff(points)
        assert (len(points), points[-1]) == (n_places(*profile), 0)
        assert points[0] == pytest.approx(1)
        assert (steps >= -1e-12).all()
        assert shape == "decreasing" or (np.diff(steps) <= 1e-12).all()


@given(profile=profiles())
def test_whoever_leads_under_every_scoring_is_behind_under_none_and_others_under_one(profile):
    """The ends of all decreasing scorings: a point for each of the first so many places."""
    n = n_places(*profile)
    found = leaders_by_scoring(leads_to_place(*profile))
    ends = [leads_under(*profile, 1.0 * (np.arange(n) < first)) for first in range(1, n)]
    assert np.array(ends).all(axis=0).tolist() == found.under_every.tolist()


@given(profile=profiles(most=3))
def test_between_what_second_place_must_be_worth_is_where_each_leads(profile):
    leads = leads_to_place(*profile)
    if leads.shape[1] != 2:
        return
    found, some = second_places(leads), leaders_by_scoring(leads).under_some
    assert (~np.isnan(found[:, 0])).tolist() == some.tolist()
    for second in np.linspace(0, 1, 41):
        near = leads_under(*profile, np.array([1.0, second, 0.0]), 1e-9)
        for at, (low, high) in enumerate(found):
            if low + 1e-6 <= second <= high - 1e-6:
                assert near[at]
            if not low - 1e-3 <= second <= high + 1e-3:
                assert not leads_under(*profile, np.array([1.0, second, 0.0]))[at]


def test_a_place_that_no_criterion_with_weight_fills_has_no_points():
    ranks = np.array([[1.0, 2, np.nan, np.nan], [4, 3, 2, 1]])
    assert leads_to_place(ranks, np.array([1.0, 0.0])).tolist() == [[0.5], [-0.5], [0], [0]]


def test_a_hundred_options_on_two_hundred_criteria():
    random = np.random.default_rng(1)
    merit = np.arange(100)
    ranks = np.array([rankdata(merit + random.normal(0, 40, 100)) for _ in range(200)])
    weights = np.full(200, 1 / 200)
    decreasing, convex = (
        leaders_by_scoring(leads_to_place(ranks, weights), shape) for shape in SHAPES
    )
    assert (decreasing.under_some | ~convex.under_some).all()
    assert decreasing.under_some.any()
    at = int(np.flatnonzero(convex.under_some)[-1])
    assert leads_under(ranks, weights, convex.points[at], 1e-9)[at]
