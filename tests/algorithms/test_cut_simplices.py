"""Shares of any number of forms, against closed forms, volumes and what they have to sum to."""

from fractions import Fraction
from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.algorithms import cut_simplices
from mcda_ai.algorithms.cut_simplices import Pieces, probability_all_positive
from mcda_ai.algorithms.simplex_volumes import (
    NotSettledError,
    probability_both_positive,
    probability_positive,
)
from tests.strategies import examples

quick = examples(60)
numbers = st.one_of(st.integers(-3, 3).map(float), st.floats(-2, 2))


@st.composite
def forms(draw, n_forms):
    n = draw(st.integers(2, 6))
    rows = st.lists(numbers, min_size=n, max_size=n).filter(any)
    return np.array(draw(st.lists(rows, min_size=n_forms, max_size=n_forms)))


@pytest.mark.parametrize("n", [2, 3, 5, 7])
def test_shares_in_an_order_have_each_the_same_probability(n):
    steps = np.eye(n)[:-1] - np.eye(n)[1:]
    assert probability_all_positive(steps) == pytest.approx(1 / factorial(n), rel=1e-12)


@pytest.mark.parametrize("limits", [(0.1, 0.2, 0.3), (0.5, 0.2), (0.9,), (0.05,) * 4])
def test_shares_above_limits_have_the_volume_of_a_smaller_simplex(limits):
    n = 6
    values = np.eye(n)[: len(limits)] - np.array(limits)[:, None]
    exact = float((1 - sum(map(Fraction, map(str, limits)))) ** (n - 1))
    assert probability_all_positive(values) == pytest.approx(exact, rel=1e-12)


@quick
@given(forms(2))
def test_two_forms_have_the_probability_of_the_race(values):
    expected = probability_both_positive(*values)
    assert probability_all_positive(values) == pytest.approx(expected, abs=1e-12)
    assert probability_all_positive(values[:1]) == pytest.approx(
        probability_positive(values[0]), abs=1e-12
    )


@quick
@given(forms(4), st.integers(0, 2**32 - 1))
def test_the_order_of_the_cuts_makes_no_difference(values, seed):
    other = np.random.default_rng(seed).permutation(values)
    parts = []
    for order in (values, other):
        pieces = Pieces.whole(order)
        for _ in order:
            pieces = pieces.above()
        parts.append(pieces.shares.sum())
    assert parts[0] == pytest.approx(parts[1], abs=1e-12)
    assert parts[0] == pytest.approx(probability_all_positive(values), abs=1e-12)


@quick
@given(st.integers(2, 6), st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_one_of_all_is_first(n, m, seed):
    scores = np.random.default_rng(seed).normal(size=(n, m))
    shares = [
        probability_all_positive((scores[:, [i]] - np.delete(scores, i, axis=1)).T)
        for i in range(m)
    ]
    assert sum(shares) == pytest.approx(1, abs=1e-12)


def test_alternatives_that_are_best_in_turn_share_evenly():
    scores = np.array(list(permutations(range(3)))) @ np.eye(3)
    shares = [
        probability_all_positive((scores[:, [i]] - np.delete(scores, i, axis=1)).T)
        for i in range(3)
    ]
    assert shares == pytest.approx([1 / 3] * 3, abs=1e-13)


def test_what_takes_too_many_simplices_is_told_before_they_are_made(monkeypatch):
    monkeypatch.setattr(cut_simplices, "MOST_NUMBERS", 100)
    values = np.random.default_rng(1).normal(size=(3, 12))
    with pytest.raises(NotSettledError, match="simplices of 12 corners"):
        probability_all_positive(values)
