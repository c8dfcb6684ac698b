"""What unscored cells could be, and what that does to the ranking."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import mcda_ai as mcda
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.completions import (
    completions,
    filled,
    first_way,
    n_completions,
    open_criteria,
    ways_at,
    ways_to_fill,
    with_filled,
    with_gaps,
)
from mcda_ai.problem.evidence import Scenario, ScenarioCell
from tests.strategies import examples, problems_with_weights

few = examples(40)
PARTLY = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A", "trust": None})


def test_only_criteria_that_compare_somebody_have_gaps():
    assert with_gaps(PARTLY).tolist() == [False, True, False]
    lone = mcda.from_rankings({"cost": "A > B", "reach": {"A": 1, "B": None}})
    assert not with_gaps(lone).any()
    assert n_completions(lone) == 1


@pytest.mark.parametrize(
    ("convention", "order"),
    [("best", "C > B > A"), ("worst", "B > A > C"), ("abstain", "B > A"), ("refuse", "B > A")],
)
def test_an_unscored_alternative_stands_above_or_below_all_others(convention, order):
    assert str(filled(PARTLY, convention).judgement("reach").order) == order
    assert filled(PARTLY, convention).judgement("trust").status == "unscored"


def test_a_missing_measurement_counts_as_the_best_or_worst_that_was_measured():
    table = pd.DataFrame({"A": [3.0], "B": [5.0], "C": [np.nan]}, index=["cost"])
    problem = mcda.from_table(table, directions="min")
    values = {each: filled(problem, each).judgement("cost").values["C"]
              for each in ("best", "worst")}  # fmt: skip
    assert values == {"best": 3.0, "worst": 5.0}


def test_on_a_scale_an_unscored_alternative_has_its_best_or_worst_level():
    features = mcda.load("ai-factory-features")
    scale = {name: (level,) for name, level in (("B1", "medium"),)}
    thin = replace(features.judgement("compute"), levels=scale)
    problem = with_filled(features, {"compute": thin})
    worst, best = (filled(problem, each).judgement("compute").levels for each in ("worst", "best"))
    assert dict(worst) == {"B1": ("medium",), "B2": ("low",), "B3": ("low",)}
    assert dict(best) == {"B1": ("medium",), "B2": ("high",), "B3": ("high",)}


def test_a_cell_with_several_levels_takes_its_own_best_or_worst():
    features = mcda.load("ai-factory-features")
    assert filled(features, "worst").judgement("compute").levels["B3"] == ("medium",)
    assert filled(features, "best").judgement("compute").levels["B3"] == ("high",)
    assert not with_gaps(filled(features, "best")).any()


def test_a_convention_counts_on_top_of_a_scenario():
    cell = ScenarioCell("cost", WeakOrder.parse("C > B"))
    problem = replace(PARTLY, scenarios=(Scenario("what-if", (cell,)),)).scenario("what-if")
    assert str(filled(problem, "worst").judgement("cost").order) == "C > B > A"
    assert {str(each.judgement("cost").order) for each in completions(problem)} == {
        "A > C > B", "A = C > B", "C > A > B", "C > A = B", "C > B > A"}  # fmt: skip


def test_an_unscored_alternative_can_stand_anywhere():
    orders = {str(each.judgement("reach").order) for each in completions(PARTLY)}
    assert orders == {"C > B > A", "B = C > A", "B > C > A", "B > A = C", "B > A > C"}


@few
@given(problems_with_weights(most_alternatives=4, most_criteria=2))
def test_the_completions_are_all_weak_orders_that_keep_the_ranking(case):
    problem, _ = case
    m, found = len(problem.alternatives), [each.ranks for each in completions(problem)]
    assert len(found) == n_completions(problem)
    assert len({ranks.tobytes() for ranks in found}) == len(found)
    expected = 1
    for gaps, ranks in zip(with_gaps(problem), problem.ranks, strict=True):
        if gaps:
            known = np.flatnonzero(~np.isnan(ranks))
            kept = np.sign(ranks[known, None] - ranks[None, known])
            weak_orders = {
                tuple(np.unique(places, return_inverse=True)[1].tolist())
                for places in product(range(m), repeat=m)
            }
            expected *= sum(
                (np.sign(np.subtract.outer(order, order))[np.ix_(known, known)] == kept).all()
                for order in map(np.array, weak_orders)
            )
    assert len(found) == expected


THIN = {
    "a ranking": mcda.from_rankings({"x": {"B": 1, "D": 1}, "y": "A > B > C > D"}),
    "a measurement": mcda.from_table(
        pd.DataFrame({"A": [3.0], "B": [np.nan], "C": [5.0], "D": [np.nan]}, index=["x"]),
        directions="max",
    ),
    "words of a scale": mcda.load("ai-factory-features"),
}


@pytest.mark.parametrize("which", THIN)
def test_a_way_at_a_place_is_the_one_that_a_list_of_all_has_there(which):
    problem = THIN[which]
    for name, ways in ways_to_fill(problem).items():
        row = problem.criterion_names.index(name)
        for number, way in enumerate(ways):
            places = np.zeros(len(problem.criteria))
            places[row] = (number + 0.5) / len(ways)
            assert ways_at(problem, places)[name] == way


def test_a_way_at_a_place_is_given_however_many_there_are():
    names = [f"a{k}" for k in range(40)]
    problem = mcda.from_rankings({"x": {"a0": 1, "a1": 2}, "y": " > ".join(names)})
    for place in (0.0, 0.5, np.nextafter(1.0, 0.0)):
        way = ways_at(problem, np.array([place, 0.0]))["x"]
        assert set(way.order.alternatives) == set(names)
        assert way.order.ranks["a0"] < way.order.ranks["a1"]


def test_all_open_cells_are_counted_however_many_ways_there_are():
    # Of n that nobody ranked beside none, the ordered Bell numbers (OEIS A000670): 1, 1, 3, 13, 75.
    for n, ways in enumerate([3, 13, 75, 541, 4683], start=2):
        names = [f"o{k}" for k in range(n)]
        problem = mcda.from_rankings({"all": dict.fromkeys(names, 1), "none": None},
                                     alternatives=names)  # fmt: skip
        assert problem.n_completions == ways
    many = mcda.from_rankings(
        {f"c{k}": "A > B" for k in range(60)}, alternatives=["A", "B", "C", "D"]
    )
    # C stands at 5 places; beside two groups there are then 5 for D, beside three 7: 2 x 5 + 3 x 7.
    assert many.n_completions == 31**60


def test_ways_for_hundreds_of_options_are_counted_but_not_drawn(monkeypatch):
    names = [f"o{k}" for k in range(302)]
    problem = mcda.from_rankings({"thin": "o0 > o1"}, alternatives=names)
    assert problem.n_completions > 10**500
    monkeypatch.setattr("mcda_ai.problem.completions.MOST_OPEN_OF_A_CRITERION", 299)
    with pytest.raises(mcda.ProblemError, match="leaves 300 options open"):
        mcda.rank_bounds(problem)


def test_the_first_way_is_the_first_of_all_of_them_however_many_options_are_open():
    given = {"cost": "A > B", "none": None, "reach": "A > B, C > D"}
    problem = mcda.from_rankings(given, alternatives=list("ABCD"))
    every = open_criteria(problem)
    first = first_way(problem, every)
    for name, ways in ways_to_fill(problem, every).items():
        assert first.judgement(name) == ways[0]
    names = [f"o{k}" for k in range(1_500)]
    thin = mcda.from_rankings({"thin": "o0 > o1"}, alternatives=names)
    assert len(first_way(thin).judgement("thin").order.groups) == 2
