"""Layer by layer: exact probabilities, against closed forms, flat simplices, and draws."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.algorithms.exact_orders import (
    condorcet_winner_probabilities,
    mean_weights_where_first,
    order_probabilities,
    pairwise_winning,
    rank_acceptability,
)
from mcda_ai.algorithms.layered_volumes import LayeredSimplex
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX
from tests.strategies import examples

quick = examples(30)
LN3 = math.log(3)
HALVES = np.array([0, 0, 1, 1])


def layered(*sizes):
    return LayeredSimplex(np.repeat(np.arange(len(sizes)), sizes))


def drawn(volumes, size, seed):
    """Draw weights as they are defined: flat layers, and flat shares in each."""
    rng = np.random.default_rng(seed)
    names, layer = np.unique(volumes.layer_of, return_inverse=True)
    shares = rng.dirichlet(np.ones(len(names)), size)
    weights = np.empty((size, len(layer)))
    for place in range(len(names)):
        own = layer == place
        weights[:, own] = shares[:, [place]] * rng.dirichlet(np.ones(own.sum()), size)
    return weights


# One form.


def test_a_layer_against_a_layer_is_even():
    assert layered(1, 4).probability_all_positive([np.array([1.0, -1, -1, -1, -1])]) == (
        pytest.approx(0.5, abs=1e-11)
    )


def test_one_criterion_of_a_layer_of_two_has_more_than_half():
    """P(S U > 1/2) with S and U flat on (0, 1)."""
    more = [np.array([1.0, -1, -1])]
    expected = (1 - math.log(2)) / 2
    assert layered(2, 1).probability_all_positive(more) == pytest.approx(expected, abs=1e-11)


def test_the_figure_of_the_ai_factory():
    """B3 over B2 by Borda: 25 digits of it were computed by other means."""
    import mcda_ai as mcda

    result = mcda.robustness(mcda.load("ai-factory"), "borda", "layer-first")
    assert result.exact
    assert result.pairwise_winning.loc["B3", "B2"] == pytest.approx(0.84445634043045, abs=1e-12)


# Two forms.


def test_two_criteria_of_two_layers_have_more_than_a_quarter_each():
    """The integral of (1 - 1 / (4 s)) (1 - 1 / (4 (1 - s))) over 1/4 < s < 3/4."""
    forms = [np.array([3.0, -1, -1, -1]), np.array([-1.0, -1, 3, -1])]
    both = LayeredSimplex(HALVES).probability_all_positive(forms)
    assert both == pytest.approx(0.5 - 3 / 8 * LN3, abs=1e-11)


def test_what_depends_on_other_layers_is_not_independent_but_what_is_within_them_is():
    forms = [np.array([1.0, -3, 0, 0]), np.array([0.0, 0, 1, -1])]
    both = LayeredSimplex(HALVES).probability_all_positive(forms)
    assert both == pytest.approx(1 / 4 * 1 / 2, abs=1e-11)


values = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=2, max_size=7)
real_values = st.lists(
    st.tuples(*[st.floats(-4, 4).filter(lambda x: abs(x) > 1e-3)] * 2), min_size=2, max_size=7
)


@quick
@given(st.one_of(values, real_values), st.booleans())
def test_one_layer_or_one_criterion_in_each_is_flat(pairs, in_one):
    """The flat simplex is computed in quite another way: by a race and a contour integral."""
    first, second = np.array(pairs, dtype=float).T
    n = len(first)
    volumes = LayeredSimplex(np.zeros(n, dtype=int) if in_one else np.arange(n))
    for forms in ([first], [second], [first, second], [first, -second]):
        flat = FLAT_SIMPLEX.probability_all_positive(forms)
        assert volumes.probability_all_positive(forms) == pytest.approx(flat, abs=1e-10)
    if first.any() and second.any():
        shares = volumes.shares_where_both_positive(first, second)
        assert shares == pytest.approx(
            FLAT_SIMPLEX.shares_where_both_positive(first, second), abs=1e-10
        )


@quick
@given(st.one_of(values, real_values), st.integers(0, 2**32 - 1))
def test_the_share_of_draws_is_near(pairs, seed):
    forms = np.array(pairs, dtype=float).T
    volumes = LayeredSimplex(np.random.default_rng(seed).integers(0, 3, forms.shape[1]))
    weights = drawn(volumes, 40_000, seed)
    above = weights @ forms.T > 1e-12
    for exact, share in (
        (volumes.probability_all_positive(forms), above.all(axis=1).mean()),
        (volumes.probability_all_positive(forms[:1]), above[:, 0].mean()),
    ):
        assert abs(exact - share) < 5.5 * math.sqrt(max(exact * (1 - exact), 1e-6) / len(weights))


@quick
@given(st.one_of(values, real_values), st.integers(0, 99))
def test_the_quarters_make_a_whole_and_the_shares_the_probability(pairs, seed):
    first, second = np.array(pairs, dtype=float).T
    if not (first.any() and second.any()):
        return
    volumes = LayeredSimplex(np.random.default_rng(seed).integers(0, 3, len(first)))
    quarters = [volumes.shares_where_both_positive(a * first, b * second)
                for a in (1, -1) for b in (1, -1)]  # fmt: skip
    for quarter in quarters:
        assert quarter[1:].sum() == pytest.approx(quarter[0], abs=1e-10)
    together = volumes.probability_all_positive([first]) + volumes.probability_all_positive(
        [-first]
    )
    is_proportional = np.linalg.matrix_rank([first, second]) < 2
    if together > 1 - 1e-9 and not is_proportional:
        assert np.sum(quarters, axis=0)[0] == pytest.approx(1, abs=1e-9)


def test_the_mean_weights_are_near_those_of_draws():
    rng = np.random.default_rng(3)
    first, second = rng.normal(size=(2, 9))
    volumes = layered(4, 1, 2, 2)
    weights = drawn(volumes, 400_000, 5)
    parts = weights * ((weights @ first > 0) & (weights @ second > 0))[:, None]
    error = parts.std(axis=0) / math.sqrt(len(weights))
    exact = volumes.shares_where_both_positive(first, second)[1:]
    assert (np.abs(exact - parts.mean(axis=0)) < 4.5 * error).all()


@pytest.mark.parametrize(
    ("sizes", "ranks"),
    [
        *(((25,) * 8, ranks) for ranks in (True, False)),
        *(pytest.param(sizes, ranks, marks=pytest.mark.long)
          for sizes in [(2, 198), (100, 1, 99)] for ranks in (True, False)),
    ],
)  # fmt: skip
def test_many_criteria_cost_no_digits(sizes, ranks):
    """The halves of an angle at the right, and what the three signs of an order must add up to."""
    rng = np.random.default_rng(sum(sizes))
    n = sum(sizes)
    scores = (
        np.argsort(rng.normal(size=(n, 3)), axis=1) if ranks else rng.normal(size=(n, 3))
    ) * 1.0
    orders = order_probabilities(scores, volumes=layered(*sizes))
    assert sum(orders.values()) == pytest.approx(1, abs=1e-9)
    winning = pairwise_winning(scores, volumes=layered(*sizes))
    one_over_two = sum(share for ranks, share in orders.items() if ranks[0] < ranks[1])
    assert one_over_two == pytest.approx(winning[0, 1], abs=1e-9)


def test_neither_the_order_of_the_criteria_nor_the_unit_matters():
    rng = np.random.default_rng(0)
    layer_of, forms = np.array([0, 0, 1, 2, 2, 2]), rng.normal(size=(2, 6))
    expected = LayeredSimplex(layer_of).shares_where_both_positive(*forms)
    order = rng.permutation(6)
    shuffled = LayeredSimplex(7 - layer_of[order]).shares_where_both_positive(
        1e-200 * forms[0, order], 1e200 * forms[1, order]
    )
    assert shuffled[0] == pytest.approx(expected[0], abs=1e-10)
    assert shuffled[1:] == pytest.approx(expected[1:][order], abs=1e-10)


def test_forms_that_are_nowhere_or_everywhere_both_above_zero():
    form = np.array([2.0, -1, 1, -3])
    volumes = LayeredSimplex(HALVES)
    assert volumes.probability_all_positive([form, -form]) == 0
    assert volumes.probability_all_positive([form, -2 * form + 0.0]) == 0
    one = volumes.probability_all_positive([form])
    assert volumes.probability_all_positive([form, 3 * form]) == pytest.approx(one, abs=1e-12)
    assert volumes.probability_all_positive([form, np.ones(4)]) == one
    assert volumes.probability_all_positive([np.ones(4), np.ones(4)]) == 1


# Three alternatives.


@pytest.mark.parametrize("seed", range(6))
def test_what_is_told_of_three_alternatives_agrees(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 12))
    scores = rng.integers(0, 3, size=(n, 3)).astype(float)
    volumes = LayeredSimplex(rng.integers(0, 4, n))
    orders = order_probabilities(scores, volumes=volumes)
    assert sum(orders.values()) == pytest.approx(1, abs=1e-9)
    ranks = rank_acceptability(scores, volumes=volumes)
    means = mean_weights_where_first(scores, np.eye(n), volumes=volumes)
    alone = condorcet_winner_probabilities(scores[:, :, None] - scores[:, None], volumes=volumes)
    weights = drawn(volumes, 200_000, seed)
    points = (weights @ scores).round(9)
    for i in range(3):
        first = (points[:, i] >= points.max(axis=1)).mean()
        assert abs(ranks[i, 0] - first) < 5 * math.sqrt(0.25 / len(weights))
        if ranks[i, 0] > 0:
            assert means[i].sum() == pytest.approx(1, abs=1e-6)
        beats_all = (points[:, [i]] > np.delete(points, i, axis=1)).all(axis=1).mean()
        assert abs(alone[i] - beats_all) < 5 * math.sqrt(0.25 / len(weights))


def test_alternatives_in_another_order_get_the_same():
    scores = np.array([[2.0, 1, 0], [0, 1, 2], [1, 2, 0], [0, 2, 1], [2, 0, 1]])
    volumes = layered(2, 2, 1)
    expected = rank_acceptability(scores, volumes=volumes)
    for order in permutations(range(3)):
        found = rank_acceptability(scores[:, order], volumes=volumes)
        assert found == pytest.approx(expected[list(order)], abs=1e-10)
