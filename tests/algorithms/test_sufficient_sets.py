"""The fewest judgements that are enough: against every subset."""

from itertools import combinations, product
from math import comb

import numpy as np
import pytest

from mcda_ai.algorithms import sufficient_sets
from mcda_ai.algorithms.sufficient_sets import fewest_against_all, fewest_against_one


def by_hand(gains, least):
    """Give all the smallest sets that reach what is needed against everybody."""
    n = len(gains)
    for size in range(n + 1):
        sets = [set(each) for each in combinations(range(n), size)
                if (gains[list(each)].sum(axis=0) >= least).all()]  # fmt: skip
        if sets:
            return sets
    return []


def cases(number, seed):
    draw = np.random.default_rng(seed)
    for _ in range(number):
        n, m = draw.integers(1, 9), draw.integers(1, 4)
        gains = draw.integers(0, draw.choice([2, 3, 9]), (n, m)).astype(float)
        yield gains, np.floor(draw.random(m) * (gains.sum(axis=0) + 1))


@pytest.mark.parametrize("seed", [1, *(pytest.param(k, marks=pytest.mark.long) for k in (2, 3))])
def test_as_few_as_any_subset_all_counted_and_what_is_in_each_of_them(seed):
    for gains, least in cases(60, seed):
        found, sets = (
            fewest_against_all(gains, np.ones(len(gains), int), least),
            by_hand(gains, least),
        )
        taken = {int(k) for k in np.flatnonzero(found.taken)}
        assert taken in sets
        assert (found.least, found.ways) == (len(taken), len(sets))
        assert set(np.flatnonzero(found.always).tolist()) == set.intersection(*sets)


def test_ballots_that_say_the_same_are_taken_by_number():
    draw = np.random.default_rng(5)
    for gains, least in cases(15, 4):
        sizes = draw.integers(1, 4, len(gains))
        single = np.repeat(gains, sizes, axis=0)
        least = np.minimum(least, single.sum(axis=0))
        found = fewest_against_all(gains, sizes, least)
        assert (found.taken <= sizes).all()
        assert (found.taken @ gains >= least).all()
        numbers = product(*(range(size + 1) for size in sizes))
        enough = [each for each in numbers if (np.array(each) @ gains >= least).all()]
        fewest = min(map(sum, enough))
        ways = sum(np.prod([comb(s, t) for s, t in zip(sizes.tolist(), each, strict=True)])
                   for each in enough if sum(each) == fewest)  # fmt: skip
        assert (found.taken.sum(), found.ways) == (fewest, ways)


def test_against_one_those_that_gain_most_are_taken_until_more_is_gained():
    for gains, _ in cases(60, 6):
        for beyond in np.linspace(-0.5, gains[:, 0].sum() + 0.5, 7):
            taken = fewest_against_one(gains[:, 0], np.ones(len(gains), int), beyond)
            sums = [sum(sorted(gains[:, 0], reverse=True)[:n]) for n in range(len(gains) + 1)]
            sizes = [n for n, gained in enumerate(sums) if gained > beyond]
            assert (None if taken is None else int(taken.sum())) == (sizes[0] if sizes else None)
            assert taken is None or taken @ gains[:, 0] > beyond


def test_a_sum_that_a_solver_takes_for_enough_is_not():
    gains = np.array([[1.0], [1.0], [1.0]])
    found = fewest_against_all(gains, np.ones(3, int), np.array([2.0 + 1e-8]))
    assert found.taken.sum() == 3
    assert found.least <= 3


def test_without_time_all_are_taken_and_nothing_is_said_to_be_proven(monkeypatch):
    monkeypatch.setattr(sufficient_sets, "SECONDS_FOR_A_SET", 0.0)
    draw = np.random.default_rng(3)
    gains = draw.random((40, 12))
    found = fewest_against_all(gains, np.ones(40, int), 0.6 * gains.sum(axis=0))
    assert (found.taken @ gains >= 0.6 * gains.sum(axis=0)).all()
    assert found.least <= found.taken.sum()
    assert found.least == found.taken.sum() or found.ways == 0


def test_sets_of_too_many_kinds_are_not_counted(monkeypatch):
    monkeypatch.setattr(sufficient_sets, "_MOST_STEPS", 5)
    gains = np.arange(1.0, 9.0)[:, None]
    found = fewest_against_all(gains, np.ones(8, int), np.array([15.0]))
    assert (found.ways, found.least) == (0, 2)
    assert found.taken.tolist() == [0, 0, 0, 0, 0, 0, 1, 1]
    assert (found.always == -1).all()
