"""Certain bounds of first places: against joint distributions known in full, and volumes."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.optimize import linprog

from mcda_ai.algorithms import certified_shares
from mcda_ai.algorithms.certified_shares import KnownShares, certified_first_shares
from mcda_ai.algorithms.cut_simplices import probability_all_positive
from mcda_ai.algorithms.exact_orders import pairwise_winning
from mcda_ai.algorithms.layered_volumes import LayeredSimplex
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX
from tests.coverage.rankings import mallows_rankings


def events_of(n, most):
    """Give the sets of up to so many of n events."""
    return [
        tuple(e for e in range(n) if s >> e & 1) for s in range(1, 2**n) if s.bit_count() <= most
    ]


def known_of(joint, most, error=0.0, rng=None):
    n = len(joint).bit_length() - 1
    known = KnownShares(n)
    for events in events_of(n, most):
        wanted = sum(1 << e for e in events)
        share = sum(p for s, p in enumerate(joint) if s & wanted == wanted)
        known.add(events, share + (rng.uniform(-error, error) if rng else 0.0), error)
    return known


@pytest.mark.parametrize("n", [1, 2, 3, 5])
@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("error", [0.0, 1e-3])
def test_bounds_hold_for_any_joint_distribution(n, most, error):
    rng = np.random.default_rng(n * 10 + most)
    for concentration in (0.02, 0.3, 3.0):
        joint = rng.dirichlet(np.full(2**n, concentration))
        lower, upper = known_of(joint, most, error, rng).bounds_of_none()
        assert lower - 1e-12 <= joint[0] <= upper + 1e-12
        if n <= most and not error:
            assert (lower, upper) == pytest.approx((joint[0], joint[0]), abs=1e-9)


def test_one_event_at_a_time_gives_the_bounds_of_boole():
    joint = np.outer([0.9, 0.1], [0.7, 0.3]).ravel()
    lower, upper = known_of(joint, 1).bounds_of_none()
    assert (lower, upper) == pytest.approx((1 - 0.1 - 0.3, 1 - 0.3))


@pytest.mark.parametrize("spoilt", [0.0, 1e-3, 5.0])
def test_bounds_hold_whatever_the_solver_says(spoilt, monkeypatch):
    rng = np.random.default_rng(8)

    def badly(*args, **options):
        found = linprog(*args, **options)
        noise = rng.normal(size=len(found.eqlin.marginals)) * spoilt
        return SimpleNamespace(
            x=found.x, eqlin=SimpleNamespace(marginals=found.eqlin.marginals + noise)
        )

    monkeypatch.setattr(certified_shares, "linprog", badly)
    for _ in range(20):
        joint = rng.dirichlet(np.full(16, 0.3))
        lower, upper = known_of(joint, 2).bounds_of_none()
        assert lower - 1e-9 <= joint[0] <= upper + 1e-9


def bounds_of(scores, volumes):
    some = np.full(scores.shape[1], 0.5)
    winning = pairwise_winning(scores, 1.0, volumes)
    return certified_first_shares(scores, 1.0, volumes, winning, some, some)


@pytest.mark.parametrize("m", [3, 5, 8])
@pytest.mark.parametrize("dispersion", [1.0, 0.8, 0.5])
def test_bounds_hold_the_volume_of_each_cell(m, dispersion):
    scores = -mallows_rankings(5, m, dispersion, ties=0.2, seed=m)
    for i, (lower, upper) in enumerate(bounds_of(scores, FLAT_SIMPLEX)):
        leads = [scores[:, i] - scores[:, j] for j in range(m)]
        rivals = np.array([lead for lead in leads if lead.any()]).reshape(-1, 5)
        share = probability_all_positive(rivals) if len(rivals) else 1.0
        assert np.isnan(lower) or lower <= share <= upper


@pytest.mark.parametrize("dispersion", [1.0, 0.6])
def test_layer_by_layer_bounds_hold_what_draws_show(dispersion):
    layer_of, draws = np.arange(9) % 3, 200_000
    scores = -mallows_rankings(9, 5, dispersion, seed=3)
    rng = np.random.default_rng(2)
    weights = np.zeros((draws, 9))
    totals = rng.dirichlet(np.ones(3), draws)
    for layer in range(3):
        weights[:, layer_of == layer] = rng.dirichlet(np.ones(3), draws) * totals[:, [layer]]
    found = weights @ scores
    seen = (found >= found.max(axis=1, keepdims=True)).mean(axis=0)
    bounds = bounds_of(scores, LayeredSimplex(layer_of))
    is_told = ~np.isnan(bounds[:, 0])
    assert is_told.any()
    error = 5 * np.sqrt(np.maximum(seen * (1 - seen), 10 / draws) / draws)
    assert (bounds[is_told, 0] <= (seen + error)[is_told]).all()
    assert (bounds[is_told, 1] >= (seen - error)[is_told]).all()


def test_of_more_work_than_allowed_nothing_is_told(monkeypatch):
    monkeypatch.setattr(certified_shares, "MOST_WORK", 0)
    assert np.isnan(bounds_of(-mallows_rankings(5, 6, 1.0), FLAT_SIMPLEX)).all()
