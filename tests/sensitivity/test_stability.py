"""What would change the answer: each table against a direct computation."""

import json
import math
import random
from itertools import pairwise

import numpy as np
import pytest

import mcda_ai as mcda
from tests.proofs.of_stability import out_of_time

FACTORY = mcda.load("ai-factory")


@pytest.fixture(scope="module")
def result():
    return mcda.stability(FACTORY, "borda", "layer-equal")


def test_the_answer_itself_stands_in_front(result):
    assert result.ranking.order == mcda.rank(FACTORY, "borda", "layer-equal").order
    assert repr(result).startswith("Borda: B3 > B2 > B1")


def test_break_points_are_where_the_leader_changes(result):
    points = (
        result.break_points.set_index(["kind", "part"]).sort_index().loc[("layer", "preconditions")]
    )
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
        f"B2 leads once the weight of preconditions is more than {at:.1f} % (now 16.7 %), up to "
        "88.9 %, and the other layers keep their proportions"
    ) in result.sentences


def test_moving_the_points_of_a_flip_ties_the_lead(result):
    row, weights = result.weight_flips.loc["B2"], result.flip_weights.loc["B2"]
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
        ranges = result.weight_ranges.xs((name, "layer"), level=("alternative", "kind"))
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


def three_of(**rankings):
    return mcda.from_rankings(rankings, alternatives=["A", "B", "C"])


CYCLE = three_of(a="A > B > C", b="B > C > A", c="C > A > B")


def sentences(problem, *arguments, **given):
    return mcda.stability(problem, *arguments, **given).sentences


def test_somebody_who_leads_for_a_stretch_only_is_told_up_to_where():
    problem = mcda.from_rankings(
        {"c0": "A > C > B", "c1": "B > C > A", "c2": "C > A = B", "c3": "A = B > C"},
        layers={f"L{k}": [f"c{k}"] for k in range(4)}, alternatives=["A", "B", "C"],
    )  # fmt: skip
    weights = {"c0": 1, "c1": 5, "c2": 5, "c3": 4}
    (told,) = [each for each in sentences(problem, weights=weights) if "of L0 is more" in each]
    assert told.startswith("C leads once the weight of L0 is more than 20.0 % (now 6.7 %), up to 3")
    for at, leader in ((0.21, "C"), (0.31, "C"), (0.33, "A")):
        moved = {"c0": at * 14 / (1 - at), **{name: weights[name] for name in ("c1", "c2", "c3")}}
        assert mcda.rank(problem, weights=moved).leaders == [leader]


def test_a_tie_where_one_part_has_all_weight_ends_the_stretch():
    problem = mcda.from_rankings({"x": "A > B", "y": "A = B > C", "z": "B > A > C"},
                                 layers={"l": ["x"], "m": ["y"], "n": ["z"]})  # fmt: skip
    result = mcda.stability(problem, weights={"x": 2, "y": 1, "z": 1})
    last = result.break_points.set_index("part").loc["m"]
    assert (last["leaders"], last["leaders at to"]) == ("A", "A, B")


def test_nobody_who_leads_is_a_leader_that_can_change():
    result = mcda.stability(CYCLE, "condorcet")
    assert result.left_out.loc[("alternative", "A"), "leader changes"]
    assert "without the alternative A: B first" in result.sentences
    assert "no single criterion, left out, changes who leads" in result.sentences
    told = sentences(CYCLE, "condorcet", weights={"a": 3, "b": 1, "c": 1})
    assert "without the criterion 'a': nobody first" in told
    assert not any(":  first" in each for each in told)


def test_only_what_was_tried_is_said_to_change_nothing():
    one = sentences(mcda.from_rankings({"cost": "A > B > C"}))
    assert "no single alternative other than A, left out, changes who leads" in one
    assert "without the alternative A, which leads now: B first" in one
    problem = mcda.from_rankings({"a": "A > B", "b": "B > A"}, layers={"x": ["a"], "y": ["b"]})
    told = sentences(problem, weights={"a": 1, "b": 0})
    assert "without the layer 'x', there is nothing left to rank by" in told
    assert "without the criterion 'a', there is nothing left to rank by" in told
    assert not any("no single layer" in each or "no single criterion" in each for each in told)


def test_all_that_are_nearest_are_told():
    problem = three_of(k="A > B = C", l="B = C > A")
    result = mcda.stability(problem, weights={"k": 3, "l": 1})
    assert result.sentences[0].endswith("another option lead is 25.0 points: B or C")
    assert result.weight_flips["takes over"].tolist() == [False, True, True]


def test_who_can_only_share_the_lead_is_no_other_leader():
    told = sentences(three_of(a="A = B > C", b="A > B > C"))
    assert told[0] == (
        "B never leads alone, and can share the lead: the smallest shift of weight for that is "
        "50.0 points"
    )
    assert "A leads under every weighting, under some of them with others" in told
    twins = sentences(three_of(a="A = B > C", b="A = B = C"))
    assert "A and B share the lead under every weighting" in twins
    assert not any("another option" in each for each in twins)


def test_a_shared_lead_is_said_to_hang_on_the_least_shift():
    told = sentences(three_of(a="A > B > C", b="B > A > C", c="C > A = B"),
                     weights={"a": 2, "b": 2, "c": 1})  # fmt: skip
    assert told[0] == "A and B share the lead: the least shift of weight can let A or B lead alone"
    assert told[1] == (
        "the smallest shift of weight that lets another option lead is 30.0 points: C"
    )


def test_weights_outside_the_admissible_ones_are_told():
    within = mcda.weights.Constrained("preconditions >= 0.6")
    result = mcda.stability(FACTORY, weights="equal", within=within)
    assert result.outside
    assert list(result.sentences[:2]) == [
        "admissible are the weights with preconditions >= 0.6",
        "the nearest admissible weights that let B1, B2 or B3 lead are 44.0 points of weight away",
    ]
    assert result.notes == ["the weights asked about are not admissible themselves"]
    assert result.notes[0] in result.sentences
    assert "within Constrained('preconditions >= 0.6')" in repr(result)
    assert "within Constrained" in result._repr_html_()
    assert result.to_dict()["within"] == "Constrained('preconditions >= 0.6')"
    assert result.to_dict()["outside"] is True
    two = mcda.from_rankings({"a": "A > B", "b": "B > A"})
    told = sentences(two, weights={"a": 0.4, "b": 0.6}, within="a >= 0.8")
    assert "no admissible weights let B lead" in told
    assert "A leads under every admissible weighting" in told


def test_a_break_point_that_is_not_admissible_is_said_to_be_so():
    told = sentences(FACTORY, weights="equal", within="equal")
    assert any(each.startswith("B2 leads once the weight of input is more than 82.6 %") and
               each.endswith(", which is not admissible") for each in told)  # fmt: skip
    never = "as far as the options are compared, no admissible weights let B1 or B2 lead"
    assert never in told  # one criterion was scored by nobody
    free = mcda.stability(FACTORY)
    assert not any("not admissible" in each for each in free.sentences)
    assert not free.outside


def test_an_order_of_importance_can_limit_the_weights():
    order = " > ".join(FACTORY.layer_names)
    result = mcda.stability(FACTORY, within=mcda.weights.Ordered(order))
    drawn = mcda.weights.Ordered(order).vertices(FACTORY)
    scores = mcda.methods.find("borda").on(FACTORY).criterion_scores
    leads = (drawn[:, FACTORY.scored] @ scores)[:, [2]] - drawn[:, FACTORY.scored] @ scores
    assert result.preference.loc[("B3", "B1"), "necessary"] == (leads[:, 0] >= -1e-12).all()


def test_distances_too_small_for_the_decimals_are_not_told_as_none():
    problem = mcda.from_rankings({"a": "A > B", "b": "B > A"}, layers={"x": ["a"], "y": ["b"]})
    told = sentences(problem, weights={"a": 0.50001, "b": 0.49999})
    assert told[0] == (
        "the smallest shift of weight that lets another option lead is < 0.1 points: B"
    )
    assert any("less than 50.000 % (now 50.001 %)" in each for each in told)
    dutch = mcda.stability(problem, weights={"a": 0.50001, "b": 0.49999}).in_words("nl")
    assert dutch[0].endswith("vooraan staat, is < 0,1 procentpunt: B")


@pytest.mark.parametrize(
    "name",
    ["points", "index", *(pytest.param(name, marks=pytest.mark.long)
                          for name in ("level_0", "kind", "part", "values"))],
)  # fmt: skip
def test_names_may_be_those_of_columns(name):
    problem = mcda.from_rankings(
        {name: "A > B > C", "level_0": "B > C > A", "index": "C > A > B"}
        if name not in ("index", "level_0")
        else {"index": "A > B > C", "level_0": "B > C > A", "points": "C > A > B"}
    )
    result = mcda.stability(problem, weights="equal")
    assert name in result.to_dict()["flip_weights"][0]["values"]
    swapped = mcda.from_rankings({"x": f"{name} > B > C", "y": f"C > B > {name}"})
    data = mcda.stability(swapped).to_dict()
    assert name in data["left_out_ranks"][0]["values"]
    assert json.dumps(data["left_out_ranks"])


def test_one_judgement_is_told_as_one():
    told = sentences(mcda.from_rankings({"cost": "A > B > C"}))
    assert (
        "for B to lead clearly with these weights, at least 1 criterion must be judged otherwise, "
        "for example cost: B > A > C"
    ) in told


def test_readings_that_cannot_be_ranked_have_a_reason(result):
    assert set(result.versions["reason"]) == {""}
    problem = mcda.load("ai-factory")
    own = {name: 1.0 for name, flag in zip(problem.criterion_names, problem.scored, strict=True)
           if flag}  # fmt: skip
    narrowed = mcda.stability(problem, weights=own)
    assert narrowed.versions.columns.tolist() == ["order", "leaders", "leader changes", "reason"]
    assert "reason" in narrowed.disputed.columns


def test_it_is_told_in_dutch_with_labels(result):
    labels = {"preconditions": "Randvoorwaarden", "b2-large": "grote B2", "B2": "Optie 2"}
    told = result.in_words("nl", labels)
    assert (
        "Optie 2 staat vooraan zodra Randvoorwaarden meer dan 39,9 % weegt (nu 16,7 %), tot 88,9 "
        "%, en de andere lagen onderling hun verhouding houden"
    ) in told
    assert "scenario grote B2: Optie 2 vooraan" in told
    assert (
        "wie vooraan staat, verandert niet als één laag, criterium of optie behalve B3 wordt "
        "weggelaten"
    ) in told
    assert len(told) == len(result.sentences)
    assert any("bijvoorbeeld accessibility: Optie 2 > B3 > B1;" in each for each in told)
    with pytest.raises(mcda.ProblemError, match="unknown language 'de'"):
        result.in_words("de")


def test_what_is_left_of_the_chain_is_told_by_what_is_left():
    problem = mcda.from_rankings(
        {"x": "A > B", "y": "B > A", "z": "B > A"}, layers={"p": ["x"], "q": ["y"], "r": ["z"]}
    )
    told = sentences(problem, weights={"x": 3, "y": 1, "z": 1})
    assert "with q and r alone: B first" in told


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
    assert "not looked at which other judgements would turn the outcome" in result.notes[0]


def test_the_result_is_plain_data_a_tidy_frame_and_a_page(result):
    data = result.to_dict()
    assert data["sentences"] == list(result.sentences)
    assert {"table", "of", "column", "value"} == set(result.to_frame().columns)
    assert "<li>" in result._repr_html_()
    assert json.dumps(data["left_out"])


def test_judgement_flips_that_take_too_long_are_not_known(monkeypatch, tmp_path):
    """The solver stops at once, on what it cannot see through before it searches."""
    monkeypatch.setattr("mcda_ai.algorithms.flips.SECONDS_FOR_A_FLIP", 1e-6)
    draw = random.Random(1)
    rows = {f"c{k}": " > ".join(draw.sample("ABCDE", 5)) for k in range(12)}
    result = mcda.stability(mcda.from_rankings(rows))
    (leader,) = result.ranking.leaders
    assert result.judgement_flips.index.tolist() == [leader]
    who = [name for name in result.ranking.problem.alternative_names if name != leader]
    told = f"let {', '.join(who[:-1])} or {who[-1]} lead: the search takes longer than 10 seconds"
    assert told in str(result.in_words("en"))
    assert "het zoeken duurt langer dan 10 seconden" in str(result.in_words("nl"))
    assert any(out_of_time(claim, result, None) for claim in result.claims
               if claim.kind == "sensitivity.stability.out of time")  # fmt: skip
    again = mcda.load_result(mcda.save(result, tmp_path / "stability.json"))
    assert again.in_words("en") == result.in_words("en")


def test_judgement_flips_of_alternatives_named_with_signs_of_an_order():
    rankings = {k: [["A > x"], ["B = y"]] for k in ("a", "b")} | {"c": [["B = y"], ["A > x"]]}
    found = mcda.stability(mcda.from_rankings(rankings), "borda", "equal")
    assert found.judgement_flips.loc["B = y", "criteria"] == 1
