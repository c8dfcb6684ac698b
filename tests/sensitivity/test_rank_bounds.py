"""What the ranking could be if every cell were scored."""

import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.problem.completions import (
    completions,
    n_completions,
    open_criteria,
    ways_drawn,
    ways_to_fill,
)
from mcda_ai.problem.evidence import Judgement
from mcda_ai.sensitivity import rank_bounds as bounds
from tests.strategies import examples, problems_with_weights

few = examples(40)
PARTLY = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A", "trust": None})


def test_nothing_is_open_where_every_cell_is_scored():
    factory = mcda.load("ai-factory")
    result = mcda.rank_bounds(factory.without(*factory.unscored), "kemeny", "equal")
    assert (result.n_completions, result.exact) == (1, True)
    assert result.survivors == ["B3"]
    assert result.sentences == ("every cell is scored",)
    assert (result.table["best rank"] == result.table["worst rank"]).all()


@few
@given(problems_with_weights(most_alternatives=4, most_criteria=3))
def test_bounds_by_trying_are_those_of_ranking_every_completion(case):
    problem, weights = case
    which = open_criteria(problem)
    if n_completions(problem, which) > 200:
        return
    complete = completions(problem, which)
    ranks = np.array([mcda.rank(each, "copeland", weights).ranks for each in complete])
    table = mcda.rank_bounds(problem, "copeland", weights).table
    assert table["best rank"].tolist() == ranks.min(axis=0).tolist()
    assert table["worst rank"].tolist() == ranks.max(axis=0).tolist()
    assert table["always leads"].tolist() == (ranks == 1).all(axis=0).tolist()
    assert table["can lead"].tolist() == (ranks == 1).any(axis=0).tolist()


@few
@given(problems_with_weights(most_alternatives=4, most_criteria=3))
def test_bounds_by_margins_hold_and_their_survivors_are_exact(case):
    problem, weights = case
    if n_completions(problem, open_criteria(problem)) > 1000:
        return
    exact = mcda.rank_bounds(problem, "borda", weights)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "MOST_COMPLETIONS", 0)
        outer = mcda.rank_bounds(problem, "borda", weights, size=50)
    assert exact.exact
    assert not outer.exact
    assert outer.survivors == exact.survivors
    assert (outer.table["best rank"] <= exact.table["best rank"]).all()
    assert (outer.table["worst rank"] >= exact.table["worst rank"]).all()
    assert (outer.table["can lead"] >= exact.table["can lead"]).all()


def test_a_leader_that_survives_is_named_and_else_who_can_lead():
    strong = mcda.from_rankings({"a": "A > B > C", "b": "A > B > C", "c": "B > A"})
    result = mcda.rank_bounds(strong)
    assert result.sentences == (
        "A leads in all of the 5 ways to fill in the unscored cells",
        "1 cell is unscored, on c",
    )
    weak = mcda.from_rankings({"a": "A > B > C", "b": "C > B"}, weights={"a": 1, "b": 2})
    assert mcda.rank_bounds(weak).sentence == (
        "nobody leads in all of the 5 ways to fill in the unscored cells; A and C lead in some"
    )


EIGHT = list("ABCDEFGH")
OPEN = mcda.from_rankings({f"k{i}": f"{EIGHT[i]} > {EIGHT[i + 1]}" for i in range(3)},
                          alternatives=EIGHT)  # fmt: skip
MANY = mcda.from_rankings(
    {f"k{i}": "A > B > C > D" for i in range(5)} | {f"g{i}": "A > B > C" for i in range(5)},
    weight_sets={"city": {f"{letter}{i}": 1 + i for letter in "kg" for i in range(5)}},
)


@pytest.mark.parametrize("method", ["borda", "copeland"])
def test_of_too_many_ways_some_are_drawn(method):
    """They were refused before, where the method is not linear or a criterion has too many ways."""
    result = mcda.rank_bounds(OPEN, method, "equal", size=300)
    assert result.n_completions > 10**9
    assert (result.exact, result.bounded, result.size) == (False, False, 300)
    assert result.table["best rank"].tolist() == [1] * 8
    assert result.table["worst rank"].tolist() == [8] * 8
    assert result.sentence.startswith(
        "nobody leads in all of the more than 1,000,000 ways to fill in the unscored cells; A"
    )
    assert "; 300 ways were drawn" in result.sentences[1]
    assert {claim.certainty for claim in result.claims} == {"exact", "drawn"}
    assert "in 300 ways drawn at random:" in repr(result)
    again = mcda.rank_bounds(OPEN, method, "equal", size=300)
    assert again.seen.equals(result.seen)


def test_who_is_first_in_all_ways_drawn_need_not_be_in_all_there_are():
    rankings = {f"k{i}": "A > B > C > D > E > F > G > H" for i in range(6)}
    problem = mcda.from_rankings({**rankings, "z": "B > A"})
    result = mcda.rank_bounds(problem, "copeland", "equal", size=100)
    assert result.sentence == (
        "A leads in each of 100 ways drawn at random from the 249,271 to fill in the unscored "
        "cells, so probably in > 97 % of them all; that others lead in some is not ruled out"
    )
    assert result.survivors == []


def test_who_always_leads_is_certain_beyond_what_can_be_tried():
    result = mcda.rank_bounds(MANY, "promethee2", "equal")
    assert result.n_completions == 7**5
    assert (result.exact, result.bounded) == (False, True)
    assert result.survivors == ["A"]
    assert result.sentence == "A leads in all of the 16,807 ways to fill in the unscored cells"


def test_a_weight_set_that_names_criteria_can_be_asked_for_beyond_what_can_be_tried():
    result = mcda.rank_bounds(MANY, "borda", "city", size=50)
    assert result.survivors == ["A"]
    assert result.weights["k4"] == pytest.approx(5 / 30)


def test_who_can_lead_is_seen_or_not_ruled_out():
    eight = "A > B > C > D > E > F > G > H"
    problem = mcda.from_rankings(
        {
            **{f"k{i}": eight for i in range(3)},
            **{f"m{i}": "H > G > F > E > D > C" for i in range(2)},
        }
    )
    result = mcda.rank_bounds(problem, "borda", "equal", size=100)
    claim = result.claims[0]
    seen = result.seen["first in"]
    assert set(claim.values["who"]) == set(seen.index[seen > 0])
    assert set(claim.values["who"]) | set(claim.values["may"]) == set(
        result.table.index[result.table["can lead"]]
    )


def test_where_nobody_ever_leads_no_shares_are_told():
    cycle = {"a": "A > B > C", "b": "B > C > A", "c": "C > A > B", "d": "A > B"}
    weights = {"a": 1, "b": 1, "c": 1, "d": 0.1}
    result = mcda.rank_bounds(mcda.from_rankings(cycle), "condorcet", weights)
    assert result.sentences == (
        "nobody leads in all of the 5 ways to fill in the unscored cells",
        "1 cell is unscored, on d",
    )


def test_a_result_that_was_saved_without_what_was_seen_still_says_what_it_knows():
    weak = mcda.from_rankings({"a": "A > B > C", "b": "C > B"}, weights={"a": 1, "b": 2})
    now = mcda.rank_bounds(weak)
    before = replace(now, seen=pd.DataFrame())
    assert before.sentence == now.sentence
    outer = replace(before, exact=False)
    assert outer.sentence.endswith("whether A and C lead in some was not seen and is not ruled out")
    assert len(outer.sentences) == 2


def test_what_is_said_is_plain_data_too():
    claims = json.loads(json.dumps(mcda.rank_bounds(OPEN, size=50).to_dict()["claims"]))
    assert [claim["certainty"] for claim in claims] == ["exact", "drawn", "exact"]
    assert claims[1]["values"]["size"] == 50
    assert claims[2]["values"]["n"] == 18


def test_of_many_open_cells_only_the_number_of_criteria_is_told():
    rankings = {f"k{i}": "A > B" for i in range(13)}
    problem = mcda.from_rankings(rankings, alternatives=["A", "B", "C"])
    told = mcda.rank_bounds(problem, "borda", "equal", size=50).sentences
    assert told[-1] == "13 cells are unscored, on 13 criteria"


# --- criteria that nobody scored -----------------------------------------------------------------


def test_a_criterion_that_nobody_scored_is_open_too():
    """Of ai-factory it was said before that every cell is scored."""
    result = mcda.rank_bounds(mcda.load("ai-factory"), "borda", "layer-equal")
    assert result.n_completions == 13
    assert result.sentences == (
        "B3 leads in all of the 13 ways to fill in the unscored cells",
        "3 cells are unscored, on built-ai-factory",
    )
    assert result.weights["built-ai-factory"] > 0


UNSCORED = mcda.from_rankings({"x": "A > B > C", "y": "A > B", "z": None, "w": None})


def test_filling_in_what_nobody_scored_can_put_another_first():
    result = mcda.rank_bounds(UNSCORED, "borda", "equal")
    assert result.n_completions == 5 * 13 * 13
    assert result.survivors == []
    assert result.sentence == (
        "nobody leads in all of the 845 ways to fill in the unscored cells; A, B and C lead in some"
    )
    assert result.sentences[2] == "7 cells are unscored, on y, z and w"
    filled_in = mcda.from_rankings(
        {"x": "A > B > C", "y": "A > B > C", "z": "C > B > A", "w": "C > B > A"}
    )
    assert "C" in mcda.rank(filled_in, "borda", "equal").leaders


def test_a_criterion_that_ranks_one_option_is_open():
    problem = mcda.from_rankings({"x": "A > B", "y": {"A": 1, "B": None}})
    assert mcda.rank_bounds(problem, "borda", "equal").n_completions == 3


@pytest.mark.parametrize("weights", [{"x": 2, "y": 1}, [2, 1, np.nan, np.nan]])
def test_without_a_weight_nobody_knows_what_it_would_count_for(weights):
    result = mcda.rank_bounds(UNSCORED, "borda", weights)
    assert (result.n_completions, result.left_out) == (5, ("z", "w"))
    assert result.sentences[:2] == (
        "A leads in all of the 5 ways to fill in the unscored cells",
        "1 cell is unscored, on y",
    )
    assert result.sentences[2] == (
        "nobody scored z and w, and neither the weights nor the method have a place for them: they "
        "stay out of this"
    )


def test_a_scale_says_what_a_criterion_without_scores_can_be():
    features = mcda.load("ai-factory-features")
    unscored = replace(
        features,
        judgements={
            reading: {name: Judgement(status="unscored", reason=Label.same("?"))
                      if name == "compute" else judgement
                      for name, judgement in judged.items()}
            for reading, judged in features.judgements.items()
        },
    )  # fmt: skip
    which = open_criteria(unscored)
    n_levels = len(next(each for each in features.scales
                        if each.name == features.criteria[0].scale).levels)  # fmt: skip
    ways = ways_to_fill(unscored, which)["compute"]
    assert len(ways) == n_levels ** len(features.alternatives)
    assert all(len(level) == 1 for each in ways for level in each.levels.values())


def test_each_way_is_drawn_as_often_as_any_other():
    which = open_criteria(UNSCORED)
    drawn = ways_drawn(UNSCORED, 13_000, np.random.default_rng(1), which)
    for name, n_ways in (("y", 5), ("z", 13)):
        counts = Counter(str(each.order) for each in drawn[name])
        assert len(counts) == n_ways
        assert max(abs(n * n_ways / 13_000 - 1) for n in counts.values()) < 0.15


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


# --- one thinly scored criterion -----------------------------------------------------------------

SHUFFLED = [" > ".join(f"a{7 * k * step % 11}" for k in range(11)) for step in (1, 3, 5)]


def thin(m, scored=2):
    """Give a problem with three rankings of up to 11 options and one that ranks a few of them."""
    names = [f"a{k}" for k in range(m)]
    orders = {f"c{k}": [name for name in order.split(" > ") if name in names]
              for k, order in enumerate(SHUFFLED)}  # fmt: skip
    rest = names[11:]
    full = {name: [*order, *rest] for name, order in orders.items()}
    return mcda.from_rankings({**full, "thin": names[:scored]})


@pytest.mark.parametrize("method", ["kemeny", "slater", "ranked_pairs", "copeland", "borda"])
@pytest.mark.parametrize("m", [7, 8, 11, 12, 20])
def test_few_steps_are_taken_where_a_thin_criterion_can_be_filled_in_many_ways(
    monkeypatch, method, m
):
    ranked = []
    monkeypatch.setattr(bounds._OpenCells, "_ranked", lambda self, ways: np.array(
        [(ranked.append(way), np.arange(1, m + 1))[1] for way in ways]))  # fmt: skip
    steps = mcda.methods.find(method).steps or (lambda m: 1)
    if 50 * steps(m) > 2**24:
        with pytest.raises(ProblemError, match="takes long to rank"):  # said before it starts
            mcda.rank_bounds(thin(m), method)
        assert ranked == []
    else:
        mcda.rank_bounds(thin(m), method)
        assert len(ranked) * steps(m) <= 2**24


def test_who_says_how_many_ways_are_drawn_gets_them_from_any_method():
    result = mcda.rank_bounds(thin(15), "kemeny", size=2)
    assert result.size == 2
    with pytest.raises(ProblemError, match="Kemeny: with 15 options each way to fill in"):
        mcda.rank_bounds(thin(15), "kemeny")
