"""Tau-b and weighted tau against SciPy's, on rankings with and without ties."""

import numpy as np
import pytest
from scipy.stats import kendalltau, weightedtau

from mcda_ai.algorithms.rank_correlation import tau_b, tau_b_of_all, weighted_tau


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


def test_tau_b_of_many_is_that_of_the_options_that_both_rank():
    generator = np.random.default_rng(3)
    ranks = generator.integers(1, 5, (12, 6)).astype(float)
    ranks[generator.random(ranks.shape) < 0.2] = np.nan
    ahead = ranks[:, :, None] < ranks[:, None, :]
    known = ~np.isnan(ranks)
    tau = tau_b_of_all(ahead, known[:, :, None] & known[:, None, :] & ~np.eye(6, dtype=bool))
    for i in range(12):
        for j in range(12):
            both = known[i] & known[j]
            one, other = ranks[i, both], ranks[j, both]
            known_apart = min(len(set(one)), len(set(other))) > 1
            expected = kendalltau(one, other).statistic if known_apart else np.nan
            assert tau[i, j] == pytest.approx(expected, nan_ok=True)
