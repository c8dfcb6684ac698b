"""Sums of weights that are discounted where criteria say the same, and where they are 0."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.algorithms.repeated_evidence import crossings, discounted

ONE_PART = np.zeros(3, dtype=int)


def random_sums(random, n_parts):
    n = int(random.integers(2, 30))
    forms = random.integers(-3, 4, (n, 3)).astype(float)
    parts = np.unique(random.integers(0, n_parts, n), return_inverse=True)[1]
    weights = random.exponential(1, n) * (random.random(n) > 0.1) + 1e-3
    return forms, weights / weights.sum(), random.integers(1, 7, n), parts


@pytest.mark.parametrize("n_parts", [1, 3])
def test_no_change_of_sign_is_missed_and_each_root_is_one(n_parts):
    random, steps, seen = np.random.default_rng(n_parts), np.linspace(0, 1, 2001), 0
    for _ in range(60):
        forms, weights, sizes, parts = random_sums(random, n_parts)
        roots = crossings(forms, weights, sizes, parts)
        sums = discounted(weights, sizes, parts, steps) @ forms
        for column in sums.T:
            (changes,) = np.nonzero(column[:-1] * column[1:] < 0)
            seen += len(changes)
            for at in changes:
                assert ((roots >= steps[at] - 1e-9) & (roots <= steps[at + 1] + 1e-9)).any()
        at_roots = np.abs(discounted(weights, sizes, parts, roots) @ forms)
        assert (at_roots.min(axis=1) < 1e-8).all()
    assert seen > 10


def test_a_sum_that_only_touches_0_has_its_root():
    sizes, weights = np.array([1, 2, 4]), np.array([1.0, 1.0, 1.0]) / 3
    touch = 2**0.5  # (x - touch)^2 with x = 2^rho: terms of 1, x and x^2
    form = np.array([[touch**2], [-2 * touch * 2], [4.0]])
    roots = crossings(form, weights, sizes, ONE_PART)
    assert roots == pytest.approx(np.full(len(roots), 0.5), abs=1e-7)
    assert len(roots) > 0


def test_sums_that_are_0_throughout_have_no_roots():
    weights, sizes = np.full(3, 1 / 3), np.array([2, 2, 1])
    assert crossings(np.array([[1.0], [-1.0], [0.0]]), weights, sizes, ONE_PART).size == 0


@given(st.integers(1, 2**32 - 1), st.floats(0, 1))
def test_each_part_keeps_its_total_and_equal_sizes_change_nothing(seed, rho):
    _, weights, sizes, parts = random_sums(np.random.default_rng(seed), 3)
    changed = discounted(weights, sizes, parts, rho)
    for part in range(parts.max() + 1):
        inside = parts == part
        assert changed[inside].sum() == pytest.approx(weights[inside].sum())
        if len(set(sizes[inside])) == 1:
            assert changed[inside] == pytest.approx(weights[inside])
    assert discounted(weights, sizes, parts, 1.0) == pytest.approx(weights)
