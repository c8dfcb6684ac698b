"""What would change the answer: each table against a direct computation."""

import json
import math
from itertools import pairwise

import numpy as np
import pytest

import mcda_ai as mcda

FACTORY = mcda.load("ai-factory")


@pytest.fixture(scope="module")
def result():
    return mcda.stability(FACTORY, "borda", "layer-equal")


def test_the_answer_itself_stands_in_front(result):
    assert result.ranking.order == mcda.rank(FACTORY, "borda", "layer-equal").order
    assert repr(result).startswith("Borda: B3 > B2 > B1")


def test_break_points_are_where_the_leader_changes(result):
    points = result.break_points.set_index(["kind", "part"]).loc[("layer", "preconditions")]
    assert points["leaders"].tolist() == ["B3", "B2", "B1"]
    others = [name for name in FACTORY.layer_names if name != "preconditions"]
    rows = list(zip(points["from"], points["leaders"], strict=True))
    for (_, below), (at, above) in pairwise(rows):
        for step, leader in ((-1e-6, below), (1e-6, above)):
            weight = at + step
            weights = {"preconditions": weight, **dict.fromkeys(others, (1 - weight) / 5)}
            assert mcda.rank(FACTORY, "borda", weights).leaders == [leader]
    interval = result.intervals.loc[("layer", "preconditions")]
    assert interval["leader to"] == pytest.approx(points["from"].iloc[1])
    assert interval["weight"] == pytest.approx(1 / 6)
    assert interval["ranking to"] <= interval["leader to"]


def test_end_scores_are_the_scores_with_none_and_with_all_of_the_weight_on_a_part(result):
    others = [name for name in FACTORY.layer_names if name != "preconditions"]
    alone = dict.fromkeys(FACTORY.criterion_names, 0.0) | {"commitment": 1.0}
    for part, at, weights in (
        ("preconditions", "at 0", {"preconditions": 0, **dict.fromkeys(others, 1)}),
        ("preconditions", "at 1", {"preconditions": 1, **dict.fromkeys(others, 0)}),
        ("commitment", "at 1", alone),
    ):
        rows = result.end_scores[result.end_scores["part"] == part].set_index("alternative")
        expected = mcda.rank(FACTORY, "borda", weights).scores
        assert rows[at].to_dict() == pytest.approx(expected.to_dict())


def test_end_scores_of_a_part_with_all_the_weight_are_open():
    table = mcda.stability(mcda.from_rankings({"cost": "A > B"})).end_scores
    assert table["part"].to_list() == ["criteria", "criteria", "cost", "cost"]
    assert table["alternative"].to_list() == ["A", "B", "A", "B"]
    assert table[["at 0", "at 1"]].isna().all(axis=None)


def test_the_sentence_about_preconditions_is_the_break_point(result):
    at = 100 * result.intervals.loc[("layer", "preconditions"), "leader to"]
    assert (
        f"B2 leads once preconditions weighs more than {at:.1f} % (now 16.7 %) and the others keep "
        "their proportions"
    ) in result.sentences


def test_moving_the_points_of_a_flip_ties_the_lead(result):
    row = result.weight_flips.loc["B2"]
    weights = row.drop("points")
    now = result.ranking.weights[weights.index]
    assert 50 * (weights - now).abs().sum() == pytest.approx(row["points"])
    assert mcda.rank(FACTORY, "borda", weights.to_dict()).leaders == ["B2", "B3"]
    assert result.weight_flips.loc["B3", "points"] == 0


def test_judging_otherwise_as_told_lets_the_rival_lead_alone(result):
    for rival in ("B1", "B2"):
        row = result.judgement_flips.loc[rival]
        rankings = {
            name: FACTORY.judgement(name).text() or None for name in FACTORY.criterion_names
        }
        changed = mcda.from_rankings(
            {**rankings, **row["judgements"]}, alternatives=list(FACTORY.alternative_names)
        )
        assert len(row["judgements"]) == row["criteria"]
        weights = result.ranking.weights
        assert mcda.rank(changed, "borda", weights.to_numpy()).leaders == [rival]


def test_weights_that_let_an_alternative_lead_lie_within_its_ranges(result):
    drawn = mcda.weights.Uniform().sample(FACTORY, 20_000, rng=1)
    ranks = mcda.methods.find("borda").on(FACTORY).ranks(drawn[:, FACTORY.scored])
    for position, name in enumerate(FACTORY.alternative_names):
        where = drawn[ranks[:, position] == 1]
        ranges = result.weight_ranges.loc[name]
        for layer in FACTORY.layer_names:
            inside = np.array([criterion.layer == layer for criterion in FACTORY.criteria])
            shares = where[:, inside].sum(axis=1)
            if len(shares):
                assert shares.min() >= ranges.loc[layer, "least"] - 1e-9
                assert shares.max() <= ranges.loc[layer, "greatest"] + 1e-9
        best = result.best_weights.loc[name].to_dict()
        assert name in mcda.rank(FACTORY, "borda", best).leaders


def test_leaving_out_is_ranking_without(result):
    table = result.left_out
    kept = {name: 1.0 for name in FACTORY.layer_names if name != "impact"}
    expected = mcda.rank(FACTORY.without("impact"), "borda", kept)
    assert table.loc[("layer", "impact"), "order"] == expected.order
    two = mcda.rank(FACTORY.without("B1"), "borda", "layer-equal")
    assert table.loc[("alternative", "B1"), "order"] == two.order
    chain = FACTORY.without("input", "output", "intermediate-outcome", "preconditions")
    ends = mcda.rank(chain, "borda", "layer-equal")
    assert table.loc[("layers", "all but outcome and impact"), "order"] == ends.order
    assert not table["leader changes"].any()
    ranks = result.left_out_ranks
    assert ranks.index.equals(table.index)
    assert ranks.loc[("layer", "impact")].to_dict() == expected.ranks.to_dict()
    assert ranks.loc[("alternative", "B1")].dropna().to_dict() == two.ranks.to_dict()


def test_layers_readings_scenarios_and_disputed_cells(result):
    assert result.layers.loc["preconditions", "leaders"] == "B1"
    assert result.versions.loc[("scenario", "b2-large"), "leader changes"]
    assert set(result.disputed["criterion"]) == set(FACTORY.disputed)
    assert "scenario b2-large: B2 first" in result.sentences


def test_rank_reversal_is_told():
    rankings = {"k1": "A > B > C", "k2": "A > B > C", "k3": "A > B > C", "k4": "B > C > A",
                "k5": "B > C > A"}  # fmt: skip
    result = mcda.stability(mcda.from_rankings(rankings), "borda")
    assert result.ranking.leaders == ["B"]
    row = result.left_out.loc[("alternative", "C")]
    assert (row["leaders"], row["leader changes"]) == ("A", True)
    assert "without the alternative C: A first" in result.sentences


def test_admissible_weights_can_be_narrowed():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    free = mcda.stability(problem, weights={"cost": 3, "reach": 2})
    assert free.weight_flips.loc["B", "points"] == pytest.approx(10)
    bound = mcda.stability(problem, weights={"cost": 3, "reach": 2}, within="cost >= 55 %")
    assert math.isinf(bound.weight_flips.loc["B", "points"])
    assert "no admissible weights let B lead" in bound.sentences
    assert "A leads under every admissible weighting" in bound.sentences
    assert bound.preference.loc[("A", "B"), "necessary strictly"]
    with pytest.raises(mcda.ProblemError, match="is empty"):
        mcda.stability(problem, within="cost >= 60 %; reach >= 60 %")


def test_a_problem_with_named_weight_sets_has_judgement_flips_too():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A"}, weight_sets={"city": {"cost": 1, "reach": 2}}
    )
    result = mcda.stability(problem, weights="city")
    assert result.ranking.leaders == ["B"]
    assert result.judgement_flips.loc["A", "judgements"] == {"reach": "A = B"}


def test_a_method_that_is_not_linear_gets_what_needs_no_linearity():
    result = mcda.stability(FACTORY, "kemeny", "equal")
    assert result.intervals.empty
    assert "Kemeny is not linear in the weights" in result.notes[0]
    assert len(result.left_out) == 6 + 25 + 3 + 2
    assert not result.versions.empty


def test_all_weight_on_one_layer_leaves_no_proportions_there():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    result = mcda.stability(problem, weights={"cost": 1, "reach": 0})
    assert np.isnan(result.intervals.loc[("criterion", "cost"), "leader to"])
    assert result.intervals.loc[("criterion", "reach"), "leader to"] == pytest.approx(0.5)


def test_more_than_five_alternatives_have_no_judgement_flips():
    names = list("ABCDEF")
    result = mcda.stability(mcda.from_rankings({"x": " > ".join(names), "y": "F > A > B"},
                                               alternatives=names))  # fmt: skip
    assert result.judgement_flips.empty
    assert "no judgement flips" in result.notes[0]


def test_the_result_is_plain_data_a_tidy_frame_and_a_page(result):
    data = result.to_dict()
    assert data["sentences"] == result.sentences
    assert {"table", "of", "column", "value"} == set(result.to_frame().columns)
    assert "<li>" in result._repr_html_()
    assert json.dumps(data["left_out"])
