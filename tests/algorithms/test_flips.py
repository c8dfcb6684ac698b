"""The smallest change that lets a rival lead: against enumeration."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.algorithms import flips as module
from mcda_ai.algorithms.all_orders import distances
from mcda_ai.algorithms.flips import judgement_flip, weak_orders, weight_flip
from mcda_ai.algorithms.linear_programmes import AdmissibleWeights
from mcda_ai.orders.weak_order import ranks_from_scores
from tests.strategies import examples

few = examples(30)


@st.composite
def tables(draw, most=4):
    n = draw(st.integers(1, most))
    rows = draw(st.lists(st.lists(st.integers(-2, 2), min_size=3, max_size=3),
                         min_size=n, max_size=n))  # fmt: skip
    weights = np.array(draw(st.lists(st.integers(1, 4), min_size=n, max_size=n)), dtype=float)
    return np.array(rows, dtype=float), weights / weights.sum()


@few
@given(tables(), st.integers(0, 2))
def test_the_nearest_weights_let_the_rival_lead_and_no_nearer_ones_found_do(case, rival):
    table, weights = case
    flip = weight_flip(table, weights, rival)
    rng = np.random.default_rng(1)
    tried = np.concatenate([rng.dirichlet(np.ones(len(weights)), 3000), np.eye(len(weights))])
    leading = ranks_from_scores(tried @ table)[:, rival] == 1
    if np.isinf(flip.points):
        assert not leading.any()
        return
    assert ranks_from_scores(flip.weights @ table)[rival] == 1
    assert flip.points == pytest.approx(50 * np.abs(flip.weights - weights).sum(), abs=1e-9)
    away = 50 * np.abs(tried[leading] - weights).sum(axis=1)
    assert (away >= flip.points - 1e-6).all()


def test_a_leader_needs_no_points_and_constraints_can_make_it_impossible():
    table = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert weight_flip(table, np.array([0.8, 0.2]), 0).points == 0
    kept = AdmissibleWeights(np.array([[-1.0, 0.0]]), np.array([-0.6]))
    assert np.isinf(weight_flip(table, np.array([0.8, 0.2]), 1, kept).points)
    dominated = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert np.isinf(weight_flip(dominated, np.array([0.5, 0.5]), 1).points)


def test_a_rival_that_can_only_just_tie_does_so_at_one_point():
    table = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]])
    flip = weight_flip(table, np.array([0.8, 0.2]), 2)
    assert flip.points == pytest.approx(30)
    assert flip.weights == pytest.approx([0.5, 0.5])


def test_who_is_tied_for_the_lead_within_the_tolerance_moves_no_weight():
    now = np.array([0.5 + 1e-13, 0.5 - 1e-13])
    flip = weight_flip(np.array([[1.0, -1.0], [-1.0, 1.0]]), now, 1)
    assert (flip.points, flip.weights.tolist()) == (0, now.tolist())


def test_a_narrow_lead_is_a_lead_and_a_tie_of_large_scores_is_none():
    menu, apart = np.array([[0.0, 1.0]]), np.array([[2.0]])
    lead = np.array([[0.0, 1e-7]])
    assert judgement_flip(lead, menu, apart, np.ones(1), 1).distance == 0
    tie = np.array([[1000.0, 1000.0 + 5e-10]])
    assert judgement_flip(tie, 1000 * menu, apart, np.ones(1), 1, unit=1000).distance == 2


def test_who_leads_already_at_weights_that_are_not_admissible_leads_nowhere_admissible():
    table, now = np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([0.4, 0.6])
    mostly_first = AdmissibleWeights(np.array([[-1.0, 0.0]]), np.array([-0.8]))
    assert np.isinf(weight_flip(table, now, 1, mostly_first).points)
    assert weight_flip(table, now, 0, mostly_first).points == pytest.approx(40)
    assert weight_flip(table, now, 1).points == 0


def test_flipping_one_criterion_by_hand():
    # A leads by 2 w1 - w2; B ties where w1 = 1/3: from 1/2 that is one sixth of the weight.
    table = np.array([[2.0, 0.0], [0.0, 1.0]])
    assert weight_flip(table, np.array([0.5, 0.5]), 1).points == pytest.approx(100 / 6)


# --- judgements ----------------------------------------------------------------------------------


def test_weak_orders_are_counted_by_the_fubini_numbers():
    assert [len(weak_orders(m)) for m in (1, 2, 3, 4, 5)] == [1, 3, 13, 75, 541]
    with pytest.raises(mcda.ProblemError, match=r"6 alternatives; allowed .* up to 5"):
        weak_orders(6)


def apart_from(ranks, orders):
    above = ranks[:, :, None] < ranks[:, None, :]
    return distances(above, np.ones_like(above), orders)


def test_distances_are_those_of_kemeny_and_snell():
    orders = np.array(weak_orders(3))
    apart = apart_from(orders, orders)
    assert (np.diagonal(apart) == 0).all()
    assert (apart == apart.T).all()
    assert apart.max() == 6  # an order and its opposite: three pairs turned round
    for i, j, k in product(range(len(orders)), repeat=3):
        assert apart[i, k] <= apart[i, j] + apart[j, k]


def by_brute_force(table, menu, apart, weights, rival):
    """Fewest criteria, then least distance, over all choices."""
    n, n_options = apart.shape
    for count in range(n + 1):
        best = np.inf
        for chosen in combinations(range(n), count):
            for options in product(range(n_options), repeat=count):
                new = table.copy()
                new[list(chosen)] = menu[list(options)]
                scores = weights @ new
                if (scores[rival] > np.delete(scores, rival) + 1e-12).all():
                    best = min(best, sum(apart[k, o] for k, o in zip(chosen, options, strict=True)))
        if np.isfinite(best):
            return count, best
    return None


@examples(25)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=3), st.integers(0, 2), st.data())
def test_judgement_flips_are_those_of_all_choices(rows, rival, data):
    orders = np.array(weak_orders(3))
    menu = (orders.sum(axis=1, keepdims=True) - 3 * orders) / 3
    weights = np.array(data.draw(st.lists(st.integers(1, 5), min_size=len(rows),
                                          max_size=len(rows))), dtype=float)  # fmt: skip
    weights /= weights.sum()
    apart = apart_from(orders[rows], orders)
    flip = judgement_flip(menu[rows], menu, apart, weights, rival)
    expected = by_brute_force(menu[rows], menu, apart, weights, rival)
    assert (int(flip.changed.sum()), flip.distance) == pytest.approx(expected)


@pytest.mark.parametrize("seed", [2, 4, 5])
def test_of_five_criteria_too_those_judged_anew_change_by_as_little_as_can_be(seed):
    rng, orders = np.random.default_rng(seed), np.array(weak_orders(3))
    menu, rows = 4 - 2 * orders, rng.integers(0, 13, 5)
    weights, apart = rng.dirichlet(np.ones(5)), apart_from(orders[rows], orders)
    rival = int((weights @ menu[rows]).argmin())
    flip = judgement_flip(menu[rows], menu, apart, weights, rival)
    expected = by_brute_force(menu[rows], menu, apart, weights, rival)
    assert (int(flip.changed.sum()), flip.distance) == expected


def test_a_rival_that_no_judgement_helps_is_told():
    table, menu = np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]])
    assert judgement_flip(table, menu, np.zeros((1, 1)), np.ones(1), 1) is None
    assert judgement_flip(table, menu, np.zeros((1, 1)), np.ones(1), 0).distance == 0


def test_criteria_without_weight_are_left_alone():
    orders = np.array(weak_orders(2))
    menu = 3 - 2 * orders
    apart = apart_from(orders[[0, 0]], orders)
    flip = judgement_flip(menu[[0, 0]], menu, apart, np.array([1.0, 0.0]), 1)
    assert flip.changed.tolist() == [True, False]


@pytest.mark.parametrize("steps", range(4))
def test_what_was_found_in_time_is_kept(steps, monkeypatch):
    """The fewest alone are the least that has to be found."""
    solved, left = module.integer_programme, iter(range(steps))

    def in_time(*given, **more):
        found = solved(*given, **more)
        if next(left, None) is None:
            found.status, found.x = module.OUT_OF_TIME, None
        return found

    monkeypatch.setattr(module, "integer_programme", in_time)
    orders = np.array(weak_orders(3))
    menu, rows = 4 - 2 * orders, [0, 1, 2, 0, 1]
    given = menu[rows], menu, apart_from(orders[rows], orders), np.full(5, 0.2), 2
    if steps == 0:
        with pytest.raises(module.OutOfTimeError):
            judgement_flip(*given)
        return
    flip, expected = judgement_flip(*given), by_brute_force(*given)
    assert int(flip.changed.sum()) == expected[0]
    assert np.isnan(flip.distance) if steps == 1 else flip.distance == expected[1]


def test_of_several_flips_as_good_the_first_in_the_problem_is_given():
    alike = np.array([[1.0, -1.0]] * 5)
    menu = np.array([[1.0, -1.0], [-1.0, 1.0], [0.0, 0.0]])
    apart = np.tile([0.0, 2.0, 1.0], (5, 1))
    flip = judgement_flip(alike, menu, apart, np.full(5, 0.2), rival=1)
    assert np.flatnonzero(flip.changed).tolist() == [0, 1, 2]


@pytest.mark.parametrize("seed", range(6))
def test_the_flip_is_the_first_of_all_that_are_as_good(seed):
    """By trying every choice: fewest criteria, least distance, least places, least options."""
    draw = np.random.default_rng(seed)
    menu = np.array([[1.0, -1.0], [-1.0, 1.0], [0.0, 0.0]])
    ranked = draw.integers(0, 3, 4)
    scores, apart = menu[ranked], np.abs(menu[ranked][:, :1] - menu[:, 0][None])
    weights = np.full(4, 0.25)
    found = {}
    for options in product(range(-1, 3), repeat=4):
        chosen = np.array(options)
        new = np.where((chosen >= 0)[:, None], menu[chosen], scores)
        lead = weights @ (new[:, 1] - new[:, 0])
        changed = np.flatnonzero(chosen >= 0)
        if lead > 1e-4:
            distance = float(apart[changed, chosen[changed]].sum())
            key = (len(changed), distance, changed.sum(), chosen[changed].sum())
            found.setdefault(key, []).append(options)
    flip = judgement_flip(scores, menu, apart, weights, rival=1)
    assert tuple(flip.options.tolist()) in found[min(found)]
