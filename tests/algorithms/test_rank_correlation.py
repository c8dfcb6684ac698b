"""Tau-b and weighted tau against SciPy's, on rankings with and without ties."""

import numpy as np
import pytest
from scipy.stats import kendalltau, weightedtau

from mcda_ai.algorithms.rank_correlation import tau_b, weighted_tau


@pytest.mark.parametrize("n", [2, 3, 7, 30, 100])
@pytest.mark.parametrize("n_levels", [2, 5, 100])
def test_equal_to_scipy(n, n_levels):
    generator = np.random.default_rng(n * n_levels)
    for _ in range(20):
        first, second = (
            np.append([1, 2], generator.integers(1, n_levels + 1, n - 2)) for _ in range(2)
        )
        second = generator.permutation(second)
        assert tau_b(first, second) == kendalltau(first, second).statistic
        expected = weightedtau(-first, -second).statistic
        assert weighted_tau(first, second) == pytest.approx(expected, rel=0, abs=1e-12)
