"""Weight stability intervals: by hand, against a dense grid, and a published one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.algorithms.along_one_weight import walk
from mcda_ai.orders.weak_order import ranks_from_scores
from tests.strategies import examples

few = examples(40)


@st.composite
def cases(draw):
    n, m = draw(st.integers(2, 5)), draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(st.integers(-2, 2), min_size=m, max_size=m),
                         min_size=n, max_size=n))  # fmt: skip
    weights = np.array(draw(st.lists(st.integers(0, 4), min_size=n, max_size=n)), dtype=float)
    weights[draw(st.integers(1, n - 1))] += 1
    part = np.zeros(n, dtype=bool)
    part[0] = True
    return np.array(rows, dtype=float), weights / weights.sum(), part


def at(table, weights, part, t):
    inside = np.where(part, weights, 0)
    inside = inside if inside.sum() > 0 else part.astype(float)
    outside = np.where(part, 0, weights)
    return ranks_from_scores(
        (t * inside / inside.sum() + (1 - t) * outside / outside.sum()) @ table
    )


@few
@given(cases())
def test_between_break_points_a_fine_grid_never_sees_a_change(case):
    table, weights, part = case
    found = walk(table, weights, part)
    assert found.points[0] == 0
    assert found.points[-1] == 1
    between, at_points = found.ranks(found.middles), found.ranks(found.points)
    for t in np.linspace(0.0005, 0.9995, 400):
        place = int(np.searchsorted(found.points, t)) - 1
        if np.abs(found.points - t).min() > 1e-9:
            assert at(table, weights, part, t).tolist() == between[place].tolist()
    for point, ranks in zip(found.points, at_points, strict=True):
        assert at(table, weights, part, point).tolist() == ranks.tolist()
    assert found.leading_between.tolist() == (between == 1).tolist()
    assert found.leading_at_points.tolist() == (at_points == 1).tolist()


@few
@given(cases())
def test_the_interval_of_the_ranking_lies_within_that_of_the_leaders(case):
    table, weights, part = case
    found, now = walk(table, weights, part), float(weights[0])
    wide, narrow = found.interval_of_leaders(now), found.interval_of_ranking(now)
    assert wide[0] <= narrow[0] <= now + 1e-12
    assert now - 1e-12 <= narrow[1] <= wide[1]


def test_where_two_change_places_both_lead():
    found = walk(np.array([[2.0, 0.0], [0.0, 1.0]]), np.array([0.5, 0.5]), np.array([True, False]))
    assert found.points.tolist() == pytest.approx([0, 1 / 3, 1])
    assert found.ranks(found.points[1]).tolist() == [1, 1]
    assert found.interval_of_leaders(0.5) == pytest.approx((1 / 3, 1))
    assert found.interval_of_leaders(0.2) == pytest.approx((0, 1 / 3))
    assert found.interval_of_leaders(1 / 3) == pytest.approx((1 / 3, 1 / 3))


def test_a_layer_keeps_its_proportions_and_so_do_the_others():
    table = np.array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
    part = np.array([True, False, False])
    found = walk(table, np.array([0.2, 0.2, 0.6]), part)
    # The others weigh 1 to 3: A leads where t > (1 - t) / 4 * 2.
    assert found.points[1] == pytest.approx(1 / 3)
    both = walk(table, np.array([0.2, 0.2, 0.6]), np.array([True, True, False]))
    assert both.ranks(both.middles[-1]).tolist() == [2, 1]


def test_a_leader_stays_where_only_others_change_places():
    # Scores 4 - 4t, 1 and 8t: C passes B at 1/8 and A at 1/3; B passes A at 3/4.
    table = np.array([[0.0, 1.0, 8.0], [4.0, 1.0, 0.0]])
    found = walk(table, np.array([0.5, 0.5]), np.array([True, False]))
    assert found.points == pytest.approx([0, 1 / 8, 1 / 3, 3 / 4, 1])
    for weight in (0.0, 0.05, 1 / 8, 0.2):
        assert found.interval_of_leaders(weight) == pytest.approx((0, 1 / 3))
    for weight in (0.5, 3 / 4, 0.9, 1.0):
        assert found.interval_of_leaders(weight) == pytest.approx((1 / 3, 1))
    assert found.interval_of_ranking(0.05) == pytest.approx((0, 1 / 8))
    assert found.interval_of_ranking(0.2) == pytest.approx((1 / 8, 1 / 3))


def test_the_weights_along_the_walk_by_hand():
    weights = np.array([0.2, 0.2, 0.6])
    found = walk(np.eye(3), weights, np.array([True, False, False]))
    assert found.weights_at(0.2) == pytest.approx(weights)
    assert found.weights_at(0.6) == pytest.approx([0.6, 0.1, 0.3])


def test_a_part_without_weight_is_shared_equally():
    table = np.array([[1.0, 0.0], [0.0, 3.0], [1.0, 0.0]])
    found = walk(table, np.array([0.0, 0.0, 1.0]), np.array([True, True, False]))
    assert found.ranks(found.middles[-1]).tolist() == [2, 1]


def test_all_weight_on_one_part_is_an_error():
    with pytest.raises(mcda.ProblemError, match="all weight is on one part"):
        walk(np.eye(2), np.array([1.0, 0.0]), np.array([True, False]))


# Brans, Vincke and Mareschal (1986): with equal weights a5 leads; once "power" weighs enough (50
# of 100 with 10 on each other criterion) a6 does; once "villages" weighs 55 of 100 (9 on each
# other criterion), a2.
PLANTS = pd.DataFrame(
    [[80, 65, 83, 40, 52, 94], [90, 58, 60, 80, 72, 96], [6, 2, 4, 10, 6, 7],
     [5.4, 9.7, 7.2, 7.5, 2.0, 3.6], [8, 1, 4, 7, 3, 5], [5, 1, 7, 10, 8, 6]],
    index=["manpower", "power", "construction", "maintenance", "villages", "safety"],
    columns=["a1", "a2", "a3", "a4", "a5", "a6"], dtype=float,
)  # fmt: skip


def test_the_published_power_plants_change_leader_where_they_should():
    problem = mcda.from_table(
        PLANTS,
        directions={"manpower": "min", "power": "max", "construction": "min",
                    "maintenance": "min", "villages": "min", "safety": "max"},
        preference={"manpower": {"kind": "u-shape", "q": 10}, "power": {"kind": "v-shape", "p": 30},
                    "construction": {"kind": "linear", "q": 0.5, "p": 5},
                    "maintenance": {"kind": "level", "q": 1, "p": 6},
                    "safety": {"kind": "gaussian", "s": 5}},
    )  # fmt: skip
    scores = mcda.methods.find("promethee2").on(problem).criterion_scores
    names = list(PLANTS.columns)
    for criterion, published, leader in (("power", 0.5, "a6"), ("villages", 0.55, "a2")):
        part = np.array([name == criterion for name in PLANTS.index])
        found = walk(scores, np.full(6, 1 / 6), part)
        place = int(np.searchsorted(found.points, published)) - 1
        assert names[int(np.argmin(found.ranks(found.middles[place])))] == leader
        low, high = found.interval_of_leaders(1 / 6)
        assert low < 1 / 6 < high < published
