"""What unscored cells could be, and what that does to the ranking."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import mcda_ai as mcda
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.completions import completions, filled, n_completions, with_gaps
from mcda_ai.problem.evidence import Scenario, ScenarioCell
from mcda_ai.sensitivity import rank_bounds as bounds
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
    [("best", "B = C > A"), ("worst", "B > A = C"), ("abstain", "B > A"), ("refuse", "B > A")],
)
def test_an_unscored_alternative_shares_the_best_or_the_worst_place(convention, order):
    assert str(filled(PARTLY, convention).judgement("reach").order) == order
    assert filled(PARTLY, convention).judgement("trust").status == "unscored"


def test_a_missing_measurement_counts_as_the_best_or_worst_that_was_measured():
    table = pd.DataFrame({"A": [3.0], "B": [5.0], "C": [np.nan]}, index=["cost"])
    problem = mcda.from_table(table, directions="min")
    values = {each: filled(problem, each).judgement("cost").values["C"]
              for each in ("best", "worst")}  # fmt: skip
    assert values == {"best": 3.0, "worst": 5.0}


def test_a_cell_with_several_levels_takes_its_own_best_or_worst():
    features = mcda.load("ai-factory-features")
    assert filled(features, "worst").judgement("compute").levels["B3"] == ("medium",)
    assert filled(features, "best").judgement("compute").levels["B3"] == ("high",)
    assert not with_gaps(filled(features, "best")).any()


def test_a_convention_counts_on_top_of_a_scenario():
    cell = ScenarioCell("cost", WeakOrder.parse("C > B"))
    problem = replace(PARTLY, scenarios=(Scenario("what-if", (cell,)),)).scenario("what-if")
    assert str(filled(problem, "worst").judgement("cost").order) == "C > A = B"
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


# --- bounds --------------------------------------------------------------------------------------


def test_nothing_is_open_where_every_cell_is_scored():
    result = mcda.rank_bounds(mcda.load("ai-factory"), "kemeny", "equal")
    assert (result.n_completions, result.exact) == (1, True)
    assert result.survivors == ["B3"]
    assert result.sentence == "every cell is scored"
    assert (result.table["best rank"] == result.table["worst rank"]).all()


@few
@given(problems_with_weights(most_alternatives=4, most_criteria=3))
def test_bounds_by_trying_are_those_of_ranking_every_completion(case):
    problem, weights = case
    if n_completions(problem) > 200:
        return
    ranks = np.array([mcda.rank(each, "copeland", weights).ranks for each in completions(problem)])
    table = mcda.rank_bounds(problem, "copeland", weights).table
    assert table["best rank"].tolist() == ranks.min(axis=0).tolist()
    assert table["worst rank"].tolist() == ranks.max(axis=0).tolist()
    assert table["always leads"].tolist() == (ranks == 1).all(axis=0).tolist()
    assert table["can lead"].tolist() == (ranks == 1).any(axis=0).tolist()


@few
@given(problems_with_weights(most_alternatives=4, most_criteria=3))
def test_bounds_by_margins_hold_and_their_survivors_are_exact(case):
    problem, weights = case
    if n_completions(problem) > 1000:
        return
    exact = mcda.rank_bounds(problem, "borda", weights)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "MOST_COMPLETIONS", 0)
        outer = mcda.rank_bounds(problem, "borda", weights)
    assert exact.exact
    assert not outer.exact
    assert outer.survivors == exact.survivors
    assert (outer.table["best rank"] <= exact.table["best rank"]).all()
    assert (outer.table["worst rank"] >= exact.table["worst rank"]).all()
    assert (outer.table["can lead"] >= exact.table["can lead"]).all()


def test_a_leader_that_survives_is_named_and_else_who_can_lead():
    strong = mcda.from_rankings({"a": "A > B > C", "b": "A > B > C", "c": "B > A"})
    result = mcda.rank_bounds(strong)
    assert result.sentence == ("A leads in all of the 5 ways to fill in the unscored cells (exact)")
    weak = mcda.from_rankings({"a": "A > B > C", "b": "C > B"}, weights={"a": 1, "b": 2})
    assert mcda.rank_bounds(weak).sentence == (
        "nobody leads in all of the 5 ways to fill in the unscored cells; in some lead A, C"
    )


@pytest.mark.long
def test_too_many_completions_are_refused_unless_the_method_is_linear():
    names = list("ABCDEFGH")
    rankings = {f"k{i}": f"{names[i]} > {names[i + 1]}" for i in range(3)}
    problem = mcda.from_rankings(rankings, alternatives=names)
    with pytest.raises(mcda.ProblemError, match="ways; allowed for method 'kemeny': up to 5,000"):
        mcda.rank_bounds(problem, "kemeny")
    with pytest.raises(mcda.ProblemError, match=r"ways;\s*allowed: up to 5,000"):
        mcda.rank_bounds(problem, "borda")
    fewer = mcda.from_rankings({f"k{i}": "A > B > C > D" for i in range(5)}
                               | {f"g{i}": "A > B > C" for i in range(5)})  # fmt: skip
    result = mcda.rank_bounds(fewer, "promethee2")
    assert result.n_completions == 7**5
    assert not result.exact
    assert result.survivors == ["A"]


def test_bounds_show_as_text_table_and_plain_data():
    result = mcda.rank_bounds(PARTLY)
    assert "best rank" in repr(result)
    assert "<table" in result._repr_html_()
    assert list(result.to_frame()["alternative"]) == ["A", "B", "C"]
    assert result.to_dict()["table"]["A"]["best rank"] == 1


# --- measured criteria ---------------------------------------------------------------------------


def measured(preference=None):
    table = pd.DataFrame({"A": [10.0, 3], "B": [5, 1], "C": [np.nan, 3]}, index=["cost", "reach"])
    return mcda.from_table(table, directions="max", preference=preference)


def test_a_missing_measurement_of_which_only_the_order_counts_can_stand_anywhere():
    problem = measured()
    values = [each.values[0].tolist() for each in completions(problem)]
    assert sorted(value[2] for value in values) == [4, 5, 7.5, 10, 11]
    result = mcda.rank_bounds(problem, "borda")
    assert result.exact
    assert result.survivors == []  # C is ahead once it measures above 10
    ranked = mcda.from_rankings({"cost": "A > B", "reach": "A = C > B"})
    assert result.table.equals(mcda.rank_bounds(ranked, "borda").table)


def test_where_distances_count_a_missing_measurement_is_tried_at_some_values_and_that_is_said():
    steep = measured({"cost": {"kind": "v-shape", "p": 4}})
    for result, ways in (
        (mcda.rank_bounds(steep, "promethee2"), 2),
        (mcda.rank_bounds(measured(), "weighted_sum"), 5),
    ):
        assert (result.exact, result.distances_count, result.n_completions) == (False, True, ways)
    sure = mcda.rank_bounds(steep.without("reach"), "promethee2")
    assert sure.survivors == ["A"]
    assert sure.sentence.endswith("(a missing measurement tried at some values only)")
