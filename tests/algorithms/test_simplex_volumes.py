"""Exact probabilities of linear forms, against closed forms, volumes, long decimals and draws."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import ConvexHull, QhullError
from scipy.stats import binom

from mcda_ai.algorithms.exact_orders import (
    condorcet_winner_probabilities,
    mean_weights_where_first,
    order_probabilities,
    pairwise_winning,
    rank_acceptability,
)
from mcda_ai.algorithms.simplex_volumes import probability_both_positive, probability_positive
from tests.strategies import examples

quick = examples(60)


@pytest.mark.parametrize(("p", "q"), [(1, 1), (2, 1), (3, 2), (7, 5), (12, 12), (13, 11), (20, 4)])
def test_signs_alone_give_a_binomial_tail(p, q):
    """P(sum of p shares > sum of q shares) = P(Bin(p + q - 1, 1/2) >= q)."""
    exact = probability_positive(np.array([1.0] * p + [-1.0] * q))
    assert exact == pytest.approx(binom.sf(q - 1, p + q - 1, 0.5), abs=1e-13)


def test_a_rational_example_in_exact_arithmetic():
    a = np.array([3, 1, -2, -2, 0.5])
    assert probability_positive(a) == pytest.approx(float(Fraction(613, 1125)), abs=1e-15)


@quick
@given(st.lists(st.floats(-5, 5).filter(lambda x: abs(x) > 1e-6), min_size=1, max_size=30))
def test_turned_round_the_probabilities_sum_to_one(values):
    a = np.array(values)
    assert probability_positive(a) + probability_positive(-a) == pytest.approx(1, abs=1e-12)


@quick
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_the_share_of_flat_draws_is_near(values, seed):
    a = np.array(values, dtype=float)
    exact, size = probability_positive(a), 40_000
    draws = np.random.default_rng(seed).dirichlet(np.ones(len(a)), size) @ a
    share = float((draws > 1e-15).mean())
    error = math.sqrt(max(exact * (1 - exact), 1e-6) / size)
    assert abs(share - exact) < 5.5 * error


def test_a_form_that_is_nothing_is_never_positive_and_zeros_never_decide():
    assert probability_positive(np.zeros(3)) == 0
    assert probability_positive(np.array([0.0, 1.0])) == 1
    assert probability_positive(np.array([0.0, -1.0])) == 0


# One form: small probabilities.


def test_a_small_probability_keeps_its_digits():
    assert probability_positive(np.array([1.0] + [-1.0] * 59)) == pytest.approx(2.0**-59, rel=1e-13)


# Two forms: references that share nothing with the race.


def in_long_decimals(first, second):
    """Give P(both > 0) by residues, first in one form and then in the other.

    Sum over p with first_p > 0 of prod_r first_p / (first_p - first_r) times the one-form formula
    for the values of the second form where the lines through p and r meet first = 0. The terms
    cancel, hence the digits; and no two values may be equal.
    """
    with localcontext() as context:
        context.prec = 60 + 8 * len(first)
        u, v = ([Decimal(repr(float(a))) for a in form] for form in (first, second))
        total = Decimal(0)
        for p in (p for p in range(len(u)) if u[p] > 0):
            others = [r for r in range(len(u)) if r != p]
            share = math.prod(u[p] / (u[p] - u[r]) for r in others)
            met = [v[p]] + [(v[r] * u[p] - v[p] * u[r]) / (u[p] - u[r]) for r in others]
            total += share * sum(
                math.prod(a / (a - b) for b in met[:q] + met[q + 1 :])
                for q, a in enumerate(met)
                if a > 0
            )
        return float(total)


def volume_share(first, second):
    """Give P(both >= 0) from the corners of the cut simplex, of at least three corners."""
    n = len(first)
    points = []
    for size in (1, 2, 3):
        for face in combinations(range(n), size):
            tight = np.array([np.ones(n), first, second])[:, face]
            for kept in combinations((1, 2), size - 1):
                matrix = tight[[0, *kept]]
                if abs(np.linalg.det(matrix)) > 1e-9:
                    point = np.zeros(n)
                    point[list(face)] = np.linalg.solve(matrix, np.eye(size)[0])
                    points.append(point)
    inside = [p for p in points if min(p.min(), p @ first, p @ second) > -1e-9]
    try:
        return ConvexHull(np.array(inside)[:, :-1]).volume * math.factorial(n - 1)
    except (QhullError, IndexError, ValueError):  # flat, or empty
        return 0.0


def left_over(p, q):
    """Give P(k of p coins are left once q others are used up, one of either at each even toss)."""
    if q == 0:
        return {p: Fraction(1)}
    return {k: Fraction(math.comb(p - k + q - 1, q - 1), 2 ** (p - k + q)) for k in range(1, p + 1)}


def of_signs_alone(a, b, c, d):
    """Give P(A + B > C + D and A + C > B + D) for shares of a, b, c and d corners.

    That is A - D > |B - C|; what is left of A and of the larger of B and C are shares of whole
    numbers of corners.
    """
    total = Fraction(0)
    for k, chance in left_over(a, d).items():
        for p, q in ((b, c), (c, b)) if b or c else ((0, 0),):
            for rest, of_rest in left_over(p, q).items():
                tosses = k + rest - 1
                heads = sum(math.comb(tosses, r) for r in range(rest, tosses + 1))
                total += chance * of_rest * Fraction(heads, 2**tosses)
    return float(total)


@pytest.mark.parametrize(
    "counts",
    [
        (1, 1, 1, 1),
        (3, 2, 2, 4),
        (15, 15, 15, 15),
        (1, 20, 20, 19),
        (40, 5, 5, 10),
        (10, 26, 24, 0),
        (2, 1, 0, 57),
        (1, 0, 0, 59),
        (30, 0, 0, 30),
        (59, 1, 0, 0),
    ],
)
def test_many_repeated_values_against_exact_fractions(counts):
    first, second = np.repeat([[1, 1, -1, -1], [1, -1, 1, -1]], counts, axis=1)
    zeros = np.zeros(2)
    exact = pytest.approx(of_signs_alone(*counts), rel=1e-13)
    assert probability_both_positive(first, second) == exact
    assert probability_both_positive(np.append(second, zeros), np.append(first, zeros)) == exact


def hard_pair(kind, n, generator):
    """Draw two forms: unrelated, against each other, nearly opposite, rarely above 0, uneven."""
    u, v = generator.normal(size=(2, n))
    if kind == "against":
        v = v - 2 * u
    elif kind == "opposite":
        v = 1e-3 * v - u
    elif kind == "rare":
        u, v = -abs(u), -abs(v)
        u[0], v[1], v[0] = 1, 1, -0.1
    elif kind == "uneven":
        u, v = u * 10 ** generator.uniform(-4, 0, n), v * 10 ** generator.uniform(-4, 0, n)
    return u.round(9), v.round(9)


@pytest.mark.parametrize("kind", ["unrelated", "against", "opposite", "rare", "uneven"])
@pytest.mark.parametrize("n", [2, 3, 7, 25, 60])
def test_real_values_against_long_decimals(n, kind):
    first, second = hard_pair(kind, n, np.random.default_rng(n))
    exact, found = in_long_decimals(first, second), probability_both_positive(first, second)
    assert found == pytest.approx(exact, rel=1e-11, abs=1e-15 if kind == "opposite" else 1e-60)


def test_the_rarest_of_them_are_very_rare():
    first, second = hard_pair("rare", 60, np.random.default_rng(60))
    assert 0 < probability_both_positive(first, second) < 1e-25


@pytest.mark.parametrize("n", [3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_small_cases_against_volumes(n, seed):
    generator = np.random.default_rng(seed)
    whole = generator.integers(-2, 3, size=(2, n)).astype(float)
    first, second = whole if seed % 2 else generator.normal(size=(2, n))
    if not (first.any() and second.any()):
        pytest.skip("a form that is 0 everywhere")
    expected = volume_share(first, second)
    assert probability_both_positive(first, second) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("n", "t", "s"), [(2, 0.2, 0.3), (4, 0.25, 0.25), (25, 0.01, 0.03)])
def test_two_shares_are_large_at_once(n, t, s):
    """P(share_1 > t and share_2 > s) = (1 - t - s)^(n - 1)."""
    first, second = np.eye(n)[0] - t, np.eye(n)[1] - s
    found = probability_both_positive(first, second)
    assert found == pytest.approx((1 - t - s) ** (n - 1), rel=1e-12)


def test_a_multiple_adds_nothing_or_everything():
    form = np.array([3, 1, -2, -2, 0.5, 0])
    alone = pytest.approx(probability_positive(form), abs=1e-14)
    assert probability_both_positive(form, form) == alone
    assert probability_both_positive(form, 0.3 * form) == alone
    assert probability_both_positive(form, np.ones(6)) == alone
    assert probability_both_positive(form, -0.3 * form) == 0
    assert probability_both_positive(form / 3, -form * 0.7) == 0


def test_forms_that_are_nowhere_both_above_zero_have_probability_zero():
    something, nothing = np.array([1.0, -2.0]), np.zeros(2)
    assert probability_both_positive(something, nothing) == 0
    assert probability_both_positive(nothing, something) == 0
    assert probability_both_positive(-np.ones(2), something) == 0
    assert probability_both_positive(np.ones(2), np.array([0.0, 1.0])) == pytest.approx(1)


def test_traces_of_rounding_count_as_zero():
    clean, traced = np.array([1.0, -1, 0, 0]), np.array([1.0, -1, 1e-17, -1e-17])
    other = np.array([0.0, 0, 1, -3])
    expected = probability_both_positive(clean, other)
    assert probability_both_positive(traced, other) == expected
    assert probability_both_positive(1e9 * traced, 1e-9 * other) == pytest.approx(expected)
    assert probability_positive(traced) == probability_positive(clean)


# Two forms: symmetry.

values = st.one_of(
    st.integers(-2, 2).map(float),
    st.floats(-5, 5).filter(lambda x: x == 0 or abs(x) > 1e-6),
)
forms = st.lists(st.tuples(values, values), min_size=1, max_size=14).map(lambda v: np.array(v).T)
near = {"rel": 1e-10, "abs": 1e-13}


@quick
@given(forms)
def test_the_forms_may_be_swapped(pair):
    first, second = pair
    assert probability_both_positive(first, second) == pytest.approx(
        probability_both_positive(second, first), **near
    )


@quick
@given(forms)
def test_one_form_turned_round_gives_the_rest(pair):
    first, second = pair
    total = probability_both_positive(first, second) + probability_both_positive(first, -second)
    assert total == pytest.approx(probability_positive(first) if second.any() else 0, abs=1e-13)


@quick
@given(forms, st.randoms(use_true_random=False), st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_neither_the_order_of_the_corners_nor_the_unit_matters(pair, random, unit, other):
    order = random.sample(range(pair.shape[1]), pair.shape[1])
    first, second = pair[:, order] * [[unit], [other]]
    assert probability_both_positive(*pair) == pytest.approx(
        probability_both_positive(first, second), **near
    )


@quick
@given(forms)
def test_a_corner_that_stands_twice_gives_the_mean_share(pair):
    """E[share_i; A] = P(A with corner i twice) / n, and so for all corners together P(A)."""
    first, second = pair
    n = len(first)
    scores = np.column_stack([np.zeros(n), -first, -second])
    probability = probability_both_positive(first, second)
    if probability < 1e-9 or not (first.any() and second.any()):
        return
    means = mean_weights_where_first(scores, np.eye(n))[0]
    twice = [probability_both_positive(*np.hstack([pair, pair[:, [i]]])) for i in range(n)]
    assert means == pytest.approx(np.array(twice) / (n * probability), rel=1e-9, abs=1e-12)
    assert means.sum() == pytest.approx(1, abs=1e-12)


# Alternatives.

# Derived in exact arithmetic for three alternatives that four criteria rank 1 2 3, 3 1 2, 2 3 1
# and 1 1 3, scored by wins less losses; checked against polytope volumes.
BORDA = np.array([[2, 0, -2], [-2, 2, 0], [0, -2, 2], [1, 1, -2]])
ACCEPTABILITY = [
    [11 / 25, 28 / 75, 14 / 75],
    [2 / 5, 41 / 105, 22 / 105],
    [4 / 25, 124 / 525, 317 / 525],
]
PAIRWISE = [[0, 5 / 9, 157 / 225], [4 / 9, 0, 47 / 63], [68 / 225, 16 / 63, 0]]
CENTRAL = [
    [439 / 1188, 647 / 5940, 283 / 1188, 17 / 60],
    [19 / 108, 227 / 540, 37 / 270, 4 / 15],
    [23 / 216, 229 / 1080, 61 / 108, 7 / 60],
]


def test_the_derived_example_of_three_alternatives_and_four_criteria():
    assert rank_acceptability(BORDA) == pytest.approx(np.array(ACCEPTABILITY), abs=1e-13)
    assert pairwise_winning(BORDA) == pytest.approx(np.array(PAIRWISE), abs=1e-13)
    found = mean_weights_where_first(BORDA, np.eye(4))
    assert found == pytest.approx(np.array(CENTRAL), abs=1e-12)


def test_means_are_taken_through_the_corners():
    corners = np.random.default_rng(0).dirichlet(np.ones(6), 4)
    found = mean_weights_where_first(BORDA, corners)
    assert found == pytest.approx(np.array(CENTRAL) @ corners, abs=1e-12)


@pytest.mark.parametrize("n", [3, 10, 25])
@pytest.mark.parametrize("whole", [True, False])
def test_draws_give_the_same(n, whole):
    generator = np.random.default_rng(n)
    scores = generator.normal(size=(n, 3))
    scores = scores.round() if whole else scores
    shares = generator.dirichlet(np.ones(n), 60_000)
    drawn = shares @ scores
    ranks = 1 + (drawn[:, None, :] > drawn[:, :, None] + 1e-12).sum(axis=2)
    for order, exact in order_probabilities(scores).items():
        found = (ranks == order).all(axis=1).mean()
        assert abs(found - exact) < 5 * math.sqrt(exact * (1 - exact) / len(drawn)) + 1e-12
    means = mean_weights_where_first(scores, np.eye(n))
    for i in range(3):
        where_first = shares[ranks[:, i] == 1]
        if len(where_first) > 100:
            error = where_first.std(axis=0) / math.sqrt(len(where_first))
            assert (abs(where_first.mean(axis=0) - means[i]) < 5 * error).all()


@quick
@given(st.integers(1, 20), st.integers(1, 3), st.booleans(), st.integers(0, 2**32 - 1))
def test_what_is_told_of_the_alternatives_agrees(n, m, whole, seed):
    generator = np.random.default_rng(seed)
    scores = generator.integers(-1, 2, (n, m)) if whole else generator.normal(size=(n, m))
    orders = order_probabilities(scores)
    assert sum(orders.values()) == pytest.approx(1, abs=1e-12)
    acceptability = rank_acceptability(scores)
    assert acceptability.sum(axis=1) == pytest.approx(np.ones(m), abs=1e-12)
    ahead = sum(p * np.less.outer(ranks, ranks) for ranks, p in orders.items())
    assert pairwise_winning(scores) == pytest.approx(ahead, abs=1e-12)
    margins = scores[:, :, None] - scores[:, None, :]
    alone = sum(p * np.array([r.count(1) == 1 == own for own in r]) for r, p in orders.items())
    assert condorcet_winner_probabilities(margins) == pytest.approx(alone, abs=1e-12)
    means = mean_weights_where_first(scores, np.eye(n))
    first = acceptability[:, 0]
    assert (np.isnan(means[:, 0]) == (first == 0)).all()
    assert means[first > 0].sum(axis=1) == pytest.approx(np.ones((first > 0).sum()), abs=1e-12)


def test_alternatives_that_are_always_tied_share_their_rank():
    scores = np.array([[0.1 + 0.2, 0.3, 1], [1, 1, 0.3]])
    orders = order_probabilities(scores)
    assert set(orders) == {(1, 1, 3), (2, 2, 1)}
    assert orders[1, 1, 3] == pytest.approx(0.5)
    assert pairwise_winning(scores)[0, 1] == 0
    means = mean_weights_where_first(scores, np.eye(2))
    assert means == pytest.approx(np.array([[0.25, 0.75], [0.25, 0.75], [0.75, 0.25]]))
    assert order_probabilities(np.ones((4, 3))) == {(1, 1, 1): 1.0}
    assert mean_weights_where_first(np.ones((4, 3)), np.eye(4)) == pytest.approx(0.25)


def test_rounding_in_large_scores_makes_no_difference():
    scores = 1e6 + np.array([[1e-9, 0], [1e-9, 0]])
    assert order_probabilities(scores) == {(1, 1): 1.0}
    assert not pairwise_winning(scores).any()


def test_near_ties_that_do_not_chain_still_make_whole_orders():
    chain = np.array([[1.0, 1 + 0.8e-12, 1 + 1.6e-12]] * 2)
    assert sum(order_probabilities(chain).values()) == pytest.approx(1)


def test_an_alternative_that_is_never_first_has_no_central_weights():
    scores = np.array([[2, 1], [1, 0]])
    assert order_probabilities(scores) == {(1, 2): 1.0}
    means = mean_weights_where_first(scores, np.eye(2))
    assert means[0] == pytest.approx(0.5)
    assert np.isnan(means[1]).all()


def test_pairs_of_many_alternatives():
    generator = np.random.default_rng(3)
    scores = generator.normal(size=(30, 8))
    found = pairwise_winning(scores)
    assert found + found.T == pytest.approx(1 - np.eye(8), abs=1e-13)
    drawn = generator.dirichlet(np.ones(30), 40_000) @ scores
    shares = (drawn[:, :, None] > drawn[:, None, :]).mean(axis=0)
    error = np.sqrt(found * (1 - found) / len(drawn))
    assert (abs(shares - found) <= 5 * error + 1e-12).all()


def test_a_cycle_leaves_no_winner_and_a_lasting_tie_forbids_one():
    order = np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]])
    cycle = np.array([np.roll(order, k, axis=(0, 1)) for k in range(3)])
    assert condorcet_winner_probabilities(cycle) == pytest.approx([0.25] * 3)
    tied = np.array([[[0, 0, 1], [0, 0, 1], [-1, -1, 0]]] * 4)
    assert condorcet_winner_probabilities(tied) == pytest.approx([0, 0, 0])
    assert condorcet_winner_probabilities(np.zeros((4, 1, 1))) == pytest.approx([1])


def test_more_alternatives_than_two_forms_can_order_are_refused():
    four = np.array([[0.0, 1.0, 2.0, 3.0], [3.0, 1.0, 0.0, 2.0]])  # none of them always level
    for refuses in (order_probabilities, rank_acceptability):
        with pytest.raises(ValueError, match="4 alternatives"):
            refuses(four)
    with pytest.raises(ValueError, match="4 alternatives"):
        mean_weights_where_first(four, np.eye(2))
    with pytest.raises(ValueError, match="4 alternatives"):
        condorcet_winner_probabilities(np.zeros((2, 4, 4)))


def test_scores_that_are_all_next_to_nothing_are_told_apart_unless_a_unit_says_otherwise():
    scores = 1e-13 * np.array([[3.0, 0.0], [0.0, 1.0]])
    assert order_probabilities(scores) == pytest.approx({(1, 2): 0.75, (2, 1): 0.25})
    assert order_probabilities(scores, unit=1.0) == {(1, 1): 1}
    assert rank_acceptability(scores)[0] == pytest.approx([0.75, 0.25])
    assert pairwise_winning(scores)[0, 1] == pytest.approx(0.75)
    assert mean_weights_where_first(scores, np.eye(2))[0] == pytest.approx([0.625, 0.375])
    margins = scores[:, :, None] - scores[:, None, :]
    assert condorcet_winner_probabilities(margins) == pytest.approx([0.75, 0.25])


@pytest.mark.filterwarnings("error")
def test_of_many_criteria_no_number_grows_out_of_reach():
    first, second = np.repeat([1.0, -1.0], 100), np.ones(200)
    second[0] = -0.01
    assert probability_both_positive(first, second) == pytest.approx(0.5, abs=1e-12)
