"""What is said of how stable an answer is, where it was untrue before."""

import json
from dataclasses import replace

import pytest

import mcda_ai as mcda
from tests import proofs


def said(rankings, weights="equal", language="en", within=None, **options):
    problem = mcda.from_rankings(rankings, **options)
    return mcda.stability(problem, weights=weights, within=within).in_words(language)


def test_judgements_that_turn_the_lead_are_an_example_of_the_least_number():
    """Any of three criteria would do, and which is told is one of them."""
    rankings = {"x": "A > B", "y": "A > B", "z": "A > B", "w": "B > A"}
    (told,) = [each for each in said(rankings) if "judged otherwise" in each]
    assert told.startswith("for B to lead clearly with these weights, at least 2 criteria must be")
    assert ", for example " in told
    assert "alone" not in told


def test_weights_beyond_an_edge_may_be_admissible_where_the_edge_is_not():
    rankings = {"x": "A > B", "y": "B > A", "z": "A = B"}
    weights = {"x": 1, "y": 1.2, "z": 1}
    told = said(rankings, weights, within="z <= 20 %")
    assert (
        "A leads once the weight of x is more than 35.3 % (now 31.25 %) and the other criteria "
        "keep their proportions, which is admissible from 56.0 % to 100 %"
    ) in told
    moved = {"x": 0.6, "y": 0.4 * 1.2 / 2.2, "z": 0.4 / 2.2}
    problem = mcda.from_rankings(rankings)
    assert mcda.rank(problem, weights=moved).leaders == ["A"]
    assert mcda.weights.Constrained("z <= 20 %").contains(problem, moved)
    dutch = said(rankings, weights, "nl", within="z <= 20 %")
    assert any(each.endswith("houden, wat van 56,0 % tot 100 % is toegestaan") for each in dutch)


@pytest.mark.parametrize(
    ("within", "told"),
    [
        ("x <= 50 %", ", which is admissible from 40.0 % to 50.0 %"),
        ("x <= 40 %", ", which is not admissible"),
        ("x >= 10 %", "keep their proportions"),
        ("x = 70 %", ", which is admissible at 70.0 % only"),
        ("y >= 0.7", ", which is not admissible"),
    ],
)
def test_a_stretch_is_admissible_as_far_as_is_said(within, told):
    rankings = {"x": "A > B", "y": "B > A", "z": "A = B"}
    weights = {"x": 1, "y": 2, "z": 1}
    begin = "A leads once the weight of x is more than 40.0 %"
    (stretch,) = [each for each in said(rankings, weights, within=within) if each.startswith(begin)]
    assert stretch.endswith(told)


def test_an_order_of_some_layers_can_limit_the_weights():
    problem = mcda.load("ai-factory")
    order = mcda.weights.Ordered("impact > outcome > output")
    result = mcda.stability(problem, weights="layer-equal", within=order)
    by_text = mcda.stability(problem, weights="layer-equal", within="impact >= outcome >= output")
    assert result.sentences[0].endswith("with impact > outcome; outcome > output")
    assert result.sentences[1:] == by_text.sentences[1:]


def test_who_can_at_most_share_the_lead_is_never_said_to_lead():
    told = said({"c0": "A > B", "c1": "A = B", "c2": "A = B"})
    assert told[0] == (
        "B never leads alone, and can share the lead: the smallest shift of weight for that is "
        "33.3 points"
    )
    assert not any("another option" in each for each in told)


def test_a_lead_that_is_shared_where_a_part_has_all_weight_is_told():
    told = said({"X": "A > B", "Y": "A = B"})
    assert "A and B share the lead where Y has all the weight" in told
    assert (
        "A and B share the lead where X has no weight and the other criteria keep their proportions"
    ) in told
    problem = mcda.from_rankings({"X": "A > B", "Y": "A = B"})
    assert mcda.rank(problem, weights={"X": 0, "Y": 1}).leaders == ["A", "B"]
    several = said({"x": "A = B > C", "y": "B = A > C", "z": "A > B > C"})
    assert "A and B share the lead where x or y has all the weight" in several


def test_a_stretch_that_ends_in_a_tie_says_so():
    rankings = {"x": "A > B = C", "y": "B = C > A", "z": "B > C > A"}
    told = said(rankings, {"x": 3, "y": 1, "z": 1})
    assert any(", up to 100 %, where B and C share the lead," in each for each in told)


def test_a_part_without_weight_can_decide_as_soon_as_it_has_some():
    told = said({"x": "A = B", "y": "A > B"}, {"x": 1, "y": 0})
    assert (
        "A leads once the weight of y is more than 0 % (now 0 %) and the other criteria keep their "
        "proportions"
    ) in told


def test_leaving_out_the_one_that_leads_is_told():
    rankings = {"x": "A > B > C", "y": "A > B > C"}
    told = said(rankings)
    assert "without the alternative A, which leads now: B first" in told
    assert "no single criterion or alternative other than A, left out, changes who leads" in told
    shared = said({"x": "A = B > C", "y": "A = B > C"}, language="nl")
    assert any(
        "als één criterium of optie behalve A of B wordt weggelaten" in each for each in shared
    )


@pytest.mark.parametrize("language", ["en", "nl"])
def test_points_are_written_to_the_nearest_tenth_and_never_as_at_least(language):
    result = mcda.stability(mcda.load("ai-factory"), weights="layer-equal")
    assert result.weight_flips.loc["B2", "points"] == pytest.approx(10.5556, abs=1e-4)
    told = result.in_words(language)[0]
    assert ("10.6 points" if language == "en" else "10,6 procentpunt") in told
    assert not any("at least <" in each or "ten minste <" in each for each in result.sentences)


def test_a_result_saved_before_says_nothing_of_what_it_did_not_look_into():
    rankings = {"x": "A > B", "y": "B > A", "z": "A = B"}
    problem = mcda.from_rankings(rankings)
    result = mcda.stability(problem, weights={"x": 1, "y": 1.2, "z": 1}, within="z <= 20 %")
    before = result.break_points.drop(columns=["admissible from", "admissible to"])
    told = replace(result, break_points=before).sentences
    (stretch,) = [each for each in told if each.startswith("A leads once the weight of x")]
    assert stretch.endswith("and the other criteria keep their proportions")


def test_a_weight_too_small_to_be_written_is_no_edge():
    rankings = {"x": "A > B", "y": "B > A", "z": "A > B"}
    told = said(rankings, {"x": 1, "y": 1.000000004, "z": 0})
    assert (
        told[0] == "the smallest shift of weight that lets another option lead is < 0.1 points: A"
    )
    assert not any("than <" in each or "weight of z" in each for each in told)


@pytest.mark.parametrize("within", [None, "z <= 20 %"])
def test_what_is_said_is_plain_data_too(within):
    problem = mcda.from_rankings({"x": "A > B", "y": "B > A", "z": "A = B"})
    result = mcda.stability(problem, weights={"x": 1, "y": 1.2, "z": 1}, within=within)
    claims = json.loads(json.dumps(result.to_dict()["claims"]))
    assert len(claims) == len(result.sentences)
    rooms = [claim["kind"].rpartition(".")[0] for claim in claims]
    assert set(rooms) == {"sensitivity.stability", "problem.circumstances"}
    assert rooms.count("problem.circumstances") == 1  # which weights these are
    (at_least, *_) = [each for each in claims if each["quantifier"] == "at least"]
    assert at_least["values"]["judgements"][0]["kind"] == "sensitivity.stability.judgement"


@pytest.mark.parametrize("seed", [1070, 1105, 1179])
def test_a_stretch_narrower_than_decimals_is_passed_over(seed):
    """Weights of 1e-9 make one that begins and ends at the same figure."""
    proofs.load()
    assert proofs.tried("stability", [seed]).untrue == []


# --- as far as anything is compared ---------------------------------------------------------------


def test_what_holds_under_every_weighting_says_on_which_scores_it_rests():
    told = said({"x": "A > B > C", "y": "B > C > A", "z": None})
    assert (
        "as far as the options are compared, B is better than C under every weighting; only x and "
        "y compare these two"
    ) in told
    never = mcda.from_rankings({"x": "A > B", "y": "D > C"})
    assert (
        mcda.stability(never)
        .in_words("nl")
        .count("voor zover de opties zijn vergeleken, staat B of C bij geen enkele weging vooraan")
        == 1
    )


def test_an_option_that_nobody_compared_with_another_is_not_simply_better():
    told = said({"x": "A > C", "y": "A > B > C"}, alternatives=["A", "B", "C", "D"])
    assert (
        "as far as the options are compared, D is better than C under every weighting; no "
        "criterion compares these two"
    ) in told
    assert not any(each.startswith("D is better") for each in told)


@pytest.mark.parametrize(
    ("order", "begins"),
    [("A > B, A > C", "as far as the options are compared, A leads"), ("A > B > C", "A leads")],
)
def test_a_partial_order_leaves_options_uncompared_too(order, begins):
    assert any(each.startswith(begins) for each in said({"x": order, "y": "A > B > C"}))


def test_a_pair_compared_by_many_is_told_by_their_number():
    rankings = {**{f"k{n}": "A > B > C" for n in range(3)}, "k3": "B > C > A", "z": None}
    assert any(each.endswith("; 4 of the 5 criteria compare these two") for each in said(rankings))


def test_where_all_is_compared_nothing_is_added():
    told = said({"x": "A > B > C", "y": "A > C > B"})
    assert "A leads under every weighting" in told
    assert not any("compare" in each for each in told)
