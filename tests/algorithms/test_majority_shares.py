"""Shares of majority relations, against volumes, closed forms, symmetry and draws."""

import math
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import ConvexHull, HalfspaceIntersection, QhullError

from mcda_ai.algorithms.exact_orders import condorcet_winner_probabilities
from mcda_ai.algorithms.layered_volumes import LayeredSimplex
from mcda_ai.algorithms.linear_programmes import widest_margin
from mcda_ai.algorithms.majority_shares import majority_shares, occurs
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX
from tests.strategies import examples

CYCLE = np.array([np.roll([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]], k, axis=(0, 1)) for k in range(3)])
ALL_ORDERS = np.array([[[np.sign(order.index(j) - order.index(i)) for j in range(3)]
                        for i in range(3)] for order in permutations(range(3))])  # fmt: skip


def margins_of(n, seed, gaps=0.3):
    """Rank three alternatives on n criteria, with ties and gaps."""
    rng = np.random.default_rng(seed)
    ranks = rng.integers(0, rng.integers(2, 5), (n, 3)).astype(float)
    ranks[rng.random((n, 3)) < rng.choice([0, gaps])] = np.nan
    return np.sign(np.nan_to_num(ranks[:, None, :] - ranks[:, :, None]))


def part_where(forms):
    """Part of the simplex in which linear forms are above 0: the volume of a polytope."""
    n = forms.shape[1]
    if n == 1:
        return float((forms > 0).all())
    # In shares of all corners but the first; the last column is the constant.
    rows = np.vstack([np.column_stack([-np.eye(n - 1), np.zeros(n - 1)]), [*[1.0] * (n - 1), -1.0],
                      np.column_stack([forms[:, :1] - forms[:, 1:], -forms[:, 0]])])  # fmt: skip
    inside = widest_margin(np.vstack([forms, n * np.eye(n)]))
    if inside.value <= 1e-9:
        return 0.0
    if n == 2:
        slopes, constants = rows[rows[:, 0] != 0].T  # others hold throughout, since they do inside
        ends = -constants / slopes
        return float(ends[slopes > 0].min() - ends[slopes < 0].max())
    try:
        corners = HalfspaceIntersection(rows, inside.weights[1:]).intersections
        return float(ConvexHull(corners).volume * math.factorial(n - 1))
    except QhullError:
        return float("nan")


def drawn_shares(margins, volumes, size, seed):
    """Share of draws with each relation, as the rows of `beats` are given."""
    rng = np.random.default_rng(seed)
    n = len(margins)
    weights = rng.standard_exponential((size, n))
    if isinstance(volumes, LayeredSimplex):
        members = volumes.layer_of == np.unique(volumes.layer_of)[:, None]
        totals = rng.standard_exponential((size, len(members)))
        weights *= (totals / (weights @ members.T)) @ members
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("bk,kij->bij", weights, margins) > 1e-12, weights


def each(found):
    """Bounds of the share of each relation; shape (n_relations, 2)."""
    return np.array([found.between(row) for row in np.eye(len(found.beats), dtype=bool)])


@examples(60)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_flat_shares_are_volumes_of_polytopes(n, seed):
    margins = margins_of(n, seed)
    found = majority_shares(margins, unit=1.0)
    total = 0.0
    for beats, (lower, upper) in zip(found.beats, each(found), strict=True):
        pairs = np.argwhere(beats)
        volume = part_where(np.array([margins[:, i, j] for i, j in pairs]).reshape(len(pairs), n))
        if not math.isnan(volume):
            assert lower - 1e-9 <= volume <= upper + 1e-9
        total += volume
    assert math.isnan(total) or total == pytest.approx(1, abs=1e-9)


@examples(25)
@given(st.integers(1, 12), st.booleans(), st.integers(0, 2**32 - 1))
def test_shares_and_weights_are_those_of_draws(n, flat, seed):
    margins = margins_of(n, seed)
    layers = np.random.default_rng(seed).integers(0, 3, n)
    volumes = FLAT_SIMPLEX if flat else LayeredSimplex(layers)
    found = majority_shares(margins, unit=1.0, volumes=volumes)
    beaten, weights = drawn_shares(margins, volumes, 4_000, seed)
    seen = (beaten[:, None] == found.beats).all(axis=(2, 3)).mean(axis=0)
    assert seen.sum() == pytest.approx(1)  # none is missing
    error = 5 * np.sqrt(np.maximum(seen * (1 - seen), 1 / 4_000) / 4_000)
    lower, upper = each(found).T
    assert (lower - error <= seen).all()
    assert (seen <= upper + error).all()
    for i in range(3):
        wins = found.beats[:, i].sum(axis=1) == 2
        mean = found.weights_where(wins, np.eye(n))
        where = beaten[:, i].sum(axis=1) == 2
        if where.sum() > 100:
            error = weights[where].std(axis=0) / math.sqrt(where.sum())
            assert (abs(weights[where].mean(axis=0) - mean) <= 5.5 * error + 1e-9).all()


@examples(40)
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_winners_and_cycles_are_known_exactly(n, seed):
    margins = margins_of(n, seed)
    found = majority_shares(margins, unit=1.0)
    winners = condorcet_winner_probabilities(margins, unit=1.0)
    for i in range(3):
        lower, upper = found.between(found.beats[:, i].sum(axis=1) == 2)
        assert lower == upper == pytest.approx(winners[i], abs=1e-12)
    lower, upper = found.between((found.beats.sum(axis=2) == 1).all(axis=1))
    assert lower == upper


def test_a_cycle_the_other_way_that_cannot_be_leaves_nothing_open():
    found = majority_shares(CYCLE)
    assert found.at_zero[:, 0] == pytest.approx(0.25)
    assert not found.changes.any()
    back = majority_shares(-CYCLE)
    assert {tuple(beats.ravel()) for beats in back.beats} == {
        tuple(beats.T.ravel()) for beats in found.beats
    }


def test_of_many_criteria_for_every_order_the_paradox_has_the_chance_of_guilbaud():
    """1/4 - 3/(2 pi) arcsin(1/3) in the limit; what it still misses goes with 1 / n."""
    cycles = []
    for copies in (4, 8):
        found = majority_shares(np.tile(ALL_ORDERS, (copies, 1, 1)), unit=1.0)
        lower, upper = found.between((found.beats.sum(axis=2) == 1).all(axis=1))
        assert lower == upper
        assert found.least <= lower / 2 <= found.most  # as often the one way round as the other
        cycles.append(lower)
    limit = 0.25 - 1.5 / math.pi * math.asin(1 / 3)
    assert 2 * cycles[1] - cycles[0] == pytest.approx(limit, abs=2e-4)


def test_a_pair_that_is_always_tied_is_tied_in_every_relation():
    tied = np.array([[[0, 0, 1], [0, 0, 1], [-1, -1, 0]], [[0, 0, -1], [0, 0, -1], [1, 1, 0]]])
    found = majority_shares(tied)
    assert not found.beats[:, [0, 1], [1, 0]].any()
    assert each(found) == pytest.approx(0.5)
    nobody = majority_shares(np.zeros((4, 3, 3)))
    assert each(nobody).tolist() == [[1, 1]]
    assert nobody.weights_where(np.array([True]), np.eye(4)) == pytest.approx(0.25)


def test_what_is_always_or_never_is_1_or_0():
    found = majority_shares(ALL_ORDERS[:1], unit=1.0)
    assert each(found).tolist() == [[1, 1]]
    assert found.between(~np.array([True])) == (0, 0)
    assert np.isnan(found.weights_where(~np.array([True]), np.eye(1))).all()


def test_what_is_not_known_is_bounded_and_has_no_mean_weights():
    found = majority_shares(np.tile(ALL_ORDERS, (2, 1, 1)), unit=1.0)
    one = np.arange(len(found.beats)) == 0
    lower, upper = found.between(one)
    assert 0 <= lower < upper < 1
    assert found.weights_where(one, np.eye(12)) is None
    assert found.between(one, one | True) == (lower, 1)


@pytest.mark.parametrize("signs", list(product((1, -1), repeat=3)))
def test_forms_occur_together_where_they_do(signs):
    """The first is below 0 unless one of the others is."""
    forms = np.array([[-1.0, 2, -1], [0.5, -1, 0], [0.5, -1, 1]]) * np.array(signs)[:, None]
    grid = np.random.default_rng(1).dirichlet(np.ones(3), 20_000)
    assert occurs(forms) == bool((forms @ grid.T > 0).all(axis=0).any())
