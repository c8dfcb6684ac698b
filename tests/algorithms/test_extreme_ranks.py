"""What holds under all weights, and at the extremes: against enumeration and dense samples."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.algorithms.extreme_ranks import (
    extreme_ranks,
    greatest_leads,
    pairwise_preference,
    weight_ranges_when_leading,
)
from mcda_ai.algorithms.linear_programmes import (
    SIMPLEX,
    AdmissibleWeights,
    extreme_values,
    widest_margin,
)
from mcda_ai.orders.weak_order import ranks_from_scores
from mcda_ai.weights.polytope import admissible_weights
from tests.strategies import examples

few = examples(30)


@st.composite
def scores(draw, most=4):
    n, m = draw(st.integers(1, 4)), draw(st.integers(2, most))
    rows = draw(st.lists(st.lists(st.integers(-2, 2), min_size=m, max_size=m),
                         min_size=n, max_size=n))  # fmt: skip
    return np.array(rows, dtype=float)


def many_weights(n, seed=1):
    """Corners, mixtures of few corners in simple proportions, and flat draws."""
    rng = np.random.default_rng(seed)
    flat = rng.dirichlet(np.ones(n), 2000)
    counts = rng.multinomial(6, np.ones(n) / n, 500) / 6
    return np.concatenate([np.eye(n), flat, counts, rng.multinomial(4, np.ones(n) / n, 200) / 4])


@few
@given(scores())
def test_pairwise_preference_over_the_simplex_is_dominance_on_every_criterion(table):
    found = pairwise_preference(table)
    for i, j in np.ndindex(found.necessary.shape):
        difference = table[:, i] - table[:, j]
        assert found.necessary[i, j] == (difference >= 0).all()
        assert found.possible[i, j] == (difference >= 0).any()
        assert found.necessary_strict[i, j] == (difference > 0).all()
        assert found.possible_strict[i, j] == (difference > 0).any()


@few
@given(scores())
def test_no_weights_give_a_rank_outside_the_extremes_and_those_named_give_them(table):
    found = extreme_ranks(table)
    ranks = ranks_from_scores(many_weights(len(table)) @ table)
    assert (found.best <= ranks.min(axis=0)).all()
    assert (found.worst >= ranks.max(axis=0)).all()
    for a in range(table.shape[1]):
        assert ranks_from_scores(found.best_weights[a] @ table)[a] == found.best[a]
        assert ranks_from_scores(found.worst_weights[a] @ table)[a] == found.worst[a]
        for weights in (found.best_weights[a], found.worst_weights[a]):
            assert weights.sum() == pytest.approx(1)
            assert (weights >= 0).all()


@pytest.mark.parametrize("seed", [1, 3])
def test_of_eight_alternatives_too_no_weights_give_a_rank_outside_the_extremes(seed):
    table = np.random.default_rng(seed).normal(size=(4, 8)).round(2)
    found = extreme_ranks(table)
    ranks = ranks_from_scores(np.random.default_rng(1).dirichlet(np.ones(4), 5000) @ table)
    assert (found.best <= ranks.min(axis=0)).all()
    assert (found.worst >= ranks.max(axis=0)).all()


@few
@given(scores())
def test_an_alternative_can_lead_where_its_widest_lead_is_not_negative(table):
    found = greatest_leads(table)
    ranks = ranks_from_scores(many_weights(len(table)) @ table)
    assert (found.can_lead >= (ranks == 1).any(axis=0)).all()
    for a in np.flatnonzero(found.can_lead):
        at = found.weights[a] @ table
        assert at[a] - np.delete(at, a).max() == pytest.approx(found.margins[a], abs=1e-9)
        assert ranks_from_scores(at)[a] == 1


def test_constraints_narrow_what_can_be():
    table = np.array([[2.0, 0.0], [0.0, 1.0]])
    more_of_the_first = AdmissibleWeights(np.array([[-1.0, 1.0]]), np.zeros(1))
    assert not pairwise_preference(table).necessary[0, 1]
    assert pairwise_preference(table, more_of_the_first).necessary_strict[0, 1]
    assert greatest_leads(table, more_of_the_first).can_lead.tolist() == [True, False]
    polytope = mcda.weights.Constrained("cost >= reach").constraints(
        mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    )
    assert extreme_values(np.eye(2), admissible_weights(polytope)).tolist() == [
        [0.5, 1],
        [0, 0.5],
    ]


def test_weights_of_criteria_and_layers_where_one_leads():
    table = np.array([[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    ranges = weight_ranges_when_leading(table, 1)
    # B leads where w2 >= 2 w1: so w1 is at most a third, and w2 above 0.
    assert ranges == pytest.approx(np.array([[0, 1 / 3], [0, 1], [0, 1]]))
    layers = np.array([[True, True, False], [False, False, True]])
    assert weight_ranges_when_leading(table, 1, layers) == pytest.approx(np.array([[0, 1], [0, 1]]))
    beaten = np.array([[1.0, 0.0], [1.0, 0.5]])
    assert np.isnan(weight_ranges_when_leading(beaten, 1)).all()


@pytest.mark.parametrize(
    ("signs", "least", "greatest", "mean"),
    [
        # Derived by Abel summation, and checked by sampling.
        ([1, 1, -1, -1], 0.0, 1.0, 0.5833333333),
        ([-1, 1, 1, 1], -1.0, 0.5, -0.0416666667),
        ([1, -1, 1, -1], 0.0, 1.0, 0.3333333333),
    ],
)
def test_the_rule_of_partial_means_under_an_importance_order(signs, least, greatest, mean):
    problem = mcda.from_rankings(dict.fromkeys("wxyz", "A > B"))
    space = mcda.weights.Ordered("w > x > y > z")
    forms = np.array([signs], dtype=float)
    known = admissible_weights(space.constraints(problem), space.vertices(problem))
    assert extreme_values(forms, known)[0] == pytest.approx([least, greatest], abs=1e-12)
    assert forms[0] @ space.centroid(problem) == pytest.approx(mean, abs=1e-9)
    order = AdmissibleWeights(np.eye(4)[1:] - np.eye(4)[:-1], np.zeros(3))
    assert extreme_values(forms, order)[0] == pytest.approx([least, greatest], abs=1e-9)


@few
@given(scores(most=3))
def test_under_an_importance_order_the_rule_agrees_with_linear_programmes(table):
    n = len(table)
    order = AdmissibleWeights(np.eye(n)[1:] - np.eye(n)[:-1], np.zeros(n - 1)) if n > 1 else SIMPLEX
    corners = np.tril(np.ones((n, n))) / np.arange(1, n + 1)[:, None]
    means = table.cumsum(axis=0) / np.arange(1, n + 1)[:, None]
    found = extreme_values(table.T, order._replace(corners=corners))
    assert found == pytest.approx(np.stack([means.min(axis=0), means.max(axis=0)], axis=1))
    assert found == pytest.approx(extreme_values(table.T, order), abs=1e-9)


def test_the_widest_margin_is_proven_by_its_multipliers():
    rng = np.random.default_rng(3)
    for _ in range(20):
        forms = rng.standard_normal((3, 5))
        found = widest_margin(forms)
        assert (found.multipliers >= -1e-9).all()
        mixture = found.multipliers / found.multipliers.sum() @ forms
        assert mixture.max() == pytest.approx(found.value, abs=1e-8)


def test_contradictory_constraints_are_refused():
    nowhere = AdmissibleWeights(np.array([[1.0, 0.0], [-1.0, 0.0]]), np.array([0.2, -0.5]))
    with pytest.raises(mcda.ProblemError, match="no weights meet all the conditions"):
        pairwise_preference(np.eye(2), nowhere)


def test_a_tie_in_one_point_gives_the_best_rank():
    table = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]])
    found = extreme_ranks(table)
    assert found.best.tolist() == [1, 1, 1]
    assert found.worst.tolist() == [3, 3, 2]
    assert found.best_weights[2] == pytest.approx([0.5, 0.5])


def test_extreme_ranks_with_permanent_and_single_ties():
    table = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    found = extreme_ranks(table)
    assert found.best.tolist() == [1, 1, 1]
    assert found.worst.tolist() == [2, 2, 3]
    for order in permutations(range(3)):
        again = extreme_ranks(table[:, list(order)])
        assert again.best.tolist() == found.best[list(order)].tolist()
