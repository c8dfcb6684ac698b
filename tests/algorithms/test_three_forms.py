"""Products of three signs, and ranks of four, against closed forms, cuts, identities and draws."""

import numpy as np
import pytest

from mcda_ai.algorithms import three_forms
from mcda_ai.algorithms.cut_simplices import probability_all_positive
from mcda_ai.algorithms.exact_orders import rank_acceptability
from mcda_ai.algorithms.four_alternatives import OWN_ERROR, rank_acceptability_of_four
from mcda_ai.algorithms.simplex_volumes import NotSettledError
from mcda_ai.algorithms.three_forms import _by_integral, mean_sign_product
from tests.coverage.rankings import mallows_rankings


def of_limits(n, limit):
    """Give the mean product of the signs of three shares less a limit: inclusion and exclusion."""
    above = [max(1 - k * limit, 0) ** (n - 1) for k in range(4)]
    return sum((-1) ** (3 - k) * 2**k * [1, 3, 3, 1][k] * above[k] for k in range(4))


@pytest.mark.parametrize("n", [4, 8, 13, 16, 25])
@pytest.mark.parametrize("share", [0.5, 1.0, 1.5])
def test_three_shares_above_a_limit(n, share):
    limit = share / n
    known = mean_sign_product(np.eye(n)[:3] - limit)
    assert abs(known.value - of_limits(n, limit)) <= known.error <= 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_a_sum_over_lattices_gives_what_cuts_give(seed):
    forms = np.random.default_rng(seed).normal(size=(3, 10))
    cut = mean_sign_product(forms)
    summed = _by_integral(forms / abs(forms).max(axis=1, keepdims=True), 1e-6)
    assert abs(summed.value - cut.value) <= summed.error <= 1e-6
    assert cut.error < 1e-12


@pytest.mark.parametrize("factor", [1.0, 2.5, -0.5])
def test_a_form_that_stands_twice_or_turned_leaves_the_sign_of_the_third(factor):
    form, third = np.array([3.0, -1, 2, -1]), np.array([-1.0, 3, -1, -1])
    known = mean_sign_product(np.array([form, third, factor * form]))
    assert known.value == pytest.approx(np.sign(factor) * (2 * 0.75**3 - 1), abs=known.error)


@pytest.mark.parametrize("spread", [1e7, 1e12])
def test_what_a_lattice_cannot_tell_is_not_told(spread, monkeypatch):
    monkeypatch.setattr(three_forms, "MOST_WORK", 10_000_000)
    rng = np.random.default_rng(5)
    forms = rng.normal(size=(3, 16)) * spread ** rng.uniform(-1, 0, size=16)
    near = np.array([forms[0], forms[0] * (1 + 1e-9) + forms[1] / spread, forms[2]])
    for each in (forms, near):
        try:
            known = mean_sign_product(each)
        except NotSettledError:
            continue
        shares = np.random.default_rng(1).dirichlet(np.ones(16), 400_000)
        seen = np.sign(shares @ each.T).prod(axis=1).mean()
        assert abs(known.value - seen) < 5 / np.sqrt(400_000) + known.error


def test_four_alternatives_that_are_alike_are_first_equally_often():
    scores = np.vstack([np.roll(np.arange(4.0), k) for k in range(4)] * 5)
    shares, error = rank_acceptability_of_four(scores)
    assert error <= OWN_ERROR
    assert shares[:, 0] == pytest.approx(np.full(4, 0.25), abs=error)
    assert shares.sum(axis=0) == pytest.approx(np.ones(4), abs=4 * error)


@pytest.mark.parametrize("n", [5, 9, 14, 25])
@pytest.mark.parametrize("dispersion", [1.0, 0.7])
def test_ranks_of_four_are_those_of_draws(n, dispersion):
    scores = -mallows_rankings(n, 4, dispersion, seed=n)
    shares, error = rank_acceptability_of_four(scores)
    draws, seen = 400_000, np.zeros((4, 4))
    totals = np.random.default_rng(n).dirichlet(np.ones(n), draws) @ scores
    ranks = (totals[:, None, :] > totals[:, :, None] + 1e-12).sum(axis=2)
    seen = np.array([np.bincount(ranks[:, i], minlength=4) for i in range(4)]) / draws
    spread = 5 * np.sqrt(np.maximum(seen * (1 - seen), 10 / draws) / draws)
    assert (abs(shares - seen) <= spread + error).all()
    firsts = [probability_all_positive((scores[:, [i]] - np.delete(scores, i, axis=1)).T)
              for i in range(4)] if n < 10 else shares[:, 0]  # fmt: skip
    assert shares[:, 0] == pytest.approx(firsts, abs=error + 1e-12)


def test_alternatives_that_are_always_level_count_once():
    rng = np.random.default_rng(2)
    scores = rng.normal(size=(8, 4))
    alone, _ = rank_acceptability_of_four(scores)
    twice, _ = rank_acceptability_of_four(scores[:, [0, 1, 2, 3, 1]])
    assert twice[:, 0] == pytest.approx(np.append(alone[:, 0], alone[1, 0]), abs=1e-12)
    assert twice[1] == pytest.approx(twice[4])
    assert twice.sum(axis=1) == pytest.approx(np.ones(5), abs=1e-12)
    of_three = rank_acceptability(scores[:, [0, 1, 2, 1]])
    assert of_three[:3, 0] == pytest.approx(rank_acceptability(scores[:, :3])[:, 0], abs=1e-12)
    assert of_three[1] == pytest.approx(of_three[3])


def test_where_one_is_ahead_of_another_everywhere_fewer_signs_turn():
    rng = np.random.default_rng(4)
    scores = rng.normal(size=(8, 4))
    scores[:, 1] = scores[:, 0] - 1
    shares, _ = rank_acceptability_of_four(scores)
    of_three = rank_acceptability(scores[:, [0, 2, 3]])
    assert shares[[0, 2, 3], 0] == pytest.approx(of_three[:, 0], abs=1e-12)
    assert shares[1, 0] == pytest.approx(0, abs=1e-12)
