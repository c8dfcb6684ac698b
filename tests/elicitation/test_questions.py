"""Which question to ask next: gains by hand, honest errors, and the loop to the end."""

import json
import math
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import mcda_ai as mcda
from mcda_ai.elicitation.questions import (
    THRESHOLDS,
    Question,
    information_gain,
    next_question,
    questions_about,
)
from mcda_ai.elicitation.settlement import settle
from mcda_ai.weights import LayerFirst, Uniform

TWO = mcda.from_rankings(
    {"cost": "A > B", "reach": "B > A"}, layers={"input": ["cost"], "outcome": ["reach"]}
)
THREE = mcda.from_rankings({"cost": "A > B > C", "reach": "B > C > A", "trust": "C > A > B"})


def entropy(*shares):
    return -sum(p * math.log2(p) for p in shares if p)


def row_of(result, text):
    return result.table.set_index("question").loc[text]


def within(found, error, expected):
    assert found == pytest.approx(expected, abs=4.5 * error)


@pytest.fixture(scope="module")
def factory():
    return mcda.load("ai-factory")


# --- information, on arrays --------------------------------------------------------------------


def test_an_answer_that_tells_everything_nothing_or_a_part():
    outcomes = np.array([0, 0, 1, 1, 2, 2, 2, 2])
    answers = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [1, 0, 0],
                        [0, 1, 1], [0, 0, 1], [0, 1, 0], [0, 0, 0]], dtype=bool)  # fmt: skip
    told = information_gain(outcomes, answers)
    assert told.entropy == pytest.approx(1.5)
    assert told.gain[:2] == pytest.approx([1, 0])
    assert told.gain[2] == pytest.approx(1.5 - 0.75 * entropy(1 / 3, 1 / 3, 1 / 3))
    assert told.yes.tolist() == [0.5, 0.5, 0.25]
    assert told.if_yes == pytest.approx([1, 1.5, 0])
    assert told.if_no == pytest.approx([0, 1.5, math.log2(3)])
    assert told.error[1] == 0


def test_the_gain_is_the_entropy_less_the_entropy_that_is_left():
    generator = np.random.default_rng(0)
    outcomes = generator.integers(0, 4, 500)
    answers = generator.random((500, 30)) < generator.random(30)
    told = information_gain(outcomes, answers)
    left = told.yes * told.if_yes + (1 - told.yes) * told.if_no
    assert told.gain == pytest.approx(told.entropy - left)
    assert (told.gain <= told.entropy).all()
    assert told.entropy == pytest.approx(stats.entropy(np.bincount(outcomes), base=2))


def test_a_question_and_its_opposite_tell_the_same():
    generator = np.random.default_rng(1)
    outcomes, answers = generator.integers(0, 3, 300), generator.random((300, 5)) < 0.3
    yes, no = information_gain(outcomes, answers), information_gain(outcomes, ~answers)
    assert yes.gain == pytest.approx(no.gain)
    assert yes.error == pytest.approx(no.error)
    assert yes.if_yes == pytest.approx(no.if_no)


@pytest.mark.parametrize("n", range(3, 60))
def test_what_an_answer_settles_is_exactly_nothing(n):
    outcomes = np.arange(n) % 3
    told = information_gain(outcomes, (outcomes == 1)[:, None])
    assert told.if_yes.tolist() == [0]
    assert told.if_no[0] > 0
    assert information_gain(outcomes // 2, (outcomes // 2 == 1)[:, None]).if_no.tolist() == [0]


def test_answers_that_nobody_gives_leave_no_warnings():
    told = information_gain(np.array([0, 0]), np.array([[True, False], [True, False]]))
    assert told.gain.tolist() == [0, 0]
    assert told.entropy == 0
    assert told.entropy_error == 0


def test_standard_errors_are_the_spread_over_samples():
    generator = np.random.default_rng(2)
    found, errors, entropies, entropy_errors = [], [], [], []
    for _ in range(400):
        weight = generator.random(400)
        told = information_gain((weight > 0.6).astype(np.intp), weight[:, None] > 0.3)
        found.append(told.gain[0])
        errors.append(told.error[0])
        entropies.append(told.entropy)
        entropy_errors.append(told.entropy_error)
    assert np.mean(errors) == pytest.approx(np.std(found), rel=0.15)
    assert np.mean(entropy_errors) == pytest.approx(np.std(entropies), rel=0.15)
    exact = entropy(0.4, 0.6) - 0.7 * entropy(3 / 7, 4 / 7)
    assert np.mean(found) == pytest.approx(exact, abs=0.005)


# --- by hand -----------------------------------------------------------------------------------


def test_the_gain_of_a_threshold_by_hand():
    # The first weight is uniform, and A leads above one half.
    result = next_question(TWO, size=20_000, rng=1)
    assert result.questions[0].text == "does 'input' weigh more than 'outcome'?"
    within(result.table["gain"][0], result.table["gain_error"][0] + 1e-3, 1)
    row = row_of(result, "does 'input' weigh more than 30 %?")
    within(row["yes"], row["yes_error"], 0.7)
    within(row["gain"], row["gain_error"], 1 - 0.7 * entropy(5 / 7, 2 / 7))
    within(row["if yes"], 0.01, entropy(5 / 7, 2 / 7))
    assert row["if no"] == 0
    within(result.entropy, 0.001, 1)


def test_three_criteria_in_a_cycle_by_hand():
    result = next_question(THREE, size=20_000, rng=2)
    row = row_of(result, "does 'cost' weigh more than 50 %?")
    within(row["yes"], row["yes_error"], 1 / 4)
    assert result.entropy == pytest.approx(math.log2(3), abs=0.01)
    gains = result.table.set_index("question")["gain"]
    pairs = [gains[f"does '{a}' weigh more than '{b}'?"]
             for a, b in (("cost", "reach"), ("cost", "trust"), ("reach", "trust"))]  # fmt: skip
    assert np.ptp(pairs) < 0.03


def test_two_alternatives_that_change_places_change_only_names():
    mirrored = mcda.from_rankings(
        {"cost": "B > A", "reach": "A > B"}, layers={"input": ["cost"], "outcome": ["reach"]},
        alternatives=["A", "B"],
    )  # fmt: skip
    one, other = (next_question(problem, size=500, rng=3) for problem in (TWO, mirrored))
    assert one.table.equals(other.table)
    assert one.leaders["A"] == other.leaders["B"]


# --- the questions -----------------------------------------------------------------------------


def test_layers_are_asked_about_if_there_are_several_else_criteria(factory):
    asked = questions_about(factory)
    assert len(asked) == 15 + 6 * (len(THRESHOLDS) + 1)
    assert asked[0].text == "does 'input' weigh more than 'output'?"
    assert asked[0].if_yes == "input > output"
    assert asked[0].if_no == "input <= output"
    assert "does 'preconditions' weigh more than 17 %?" in [each.text for each in asked]
    assert questions_about(THREE)[0].text == "does 'cost' weigh more than 'reach'?"


@pytest.mark.parametrize(("n", "pairs"), [(63, 63 * 62 // 2), (64, 0), (155, 0)])
def test_of_many_criteria_each_is_asked_about_by_itself(n, pairs):
    problem = mcda.from_rankings({f"c{k}": "A > B" for k in range(n)})
    asked = questions_about(problem)
    assert sum(bool(each.other) for each in asked) == pairs
    assert len(asked) - pairs == 6 * n


def test_many_options_and_criteria_leave_room_for_the_draws():
    ranks = np.random.default_rng(1).permuted(np.tile(np.arange(1, 84), (155, 1)), axis=1)
    found = mcda.next_question(mcda.from_rankings(pd.DataFrame(ranks)))
    assert found.size == 2**14
    assert found.questions


def test_a_question_holds_where_the_weights_say_so(factory):
    drawn = Uniform().sample(factory, 200, rng=1)
    layer = {name: drawn[:, factory.layer_of == k].sum(axis=1)
             for k, name in enumerate(factory.layer_names)}  # fmt: skip
    by_text = {each.text: each for each in questions_about(factory)}
    compared = by_text["does 'input' weigh more than 'impact'?"].holds(drawn)
    assert (compared == (layer["input"] > layer["impact"])).all()
    above = by_text["does 'output' weigh more than 20 %?"].holds(drawn)
    assert (above == (layer["output"] > 0.2)).all()


def test_what_is_implied_and_what_is_asked_twice_is_left_out():
    texts = next_question(TWO, size=1000, rng=1).table["question"].tolist()
    assert "does 'input' weigh more than 'outcome'?" in texts
    assert "does 'input' weigh more than 50 %?" not in texts  # the same question
    assert "does 'outcome' weigh more than 50 %?" not in texts
    narrowed = next_question(TWO, size=1000, rng=1).answer(True)
    left = next_question(TWO, weights=narrowed, size=1000, rng=1)
    assert left.unanimous
    assert not any("30 %" in each and "'input'" in each for each in left.table["question"])


def test_unscored_criteria_and_empty_layers_are_not_asked_about():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A", "trust": None, "care": None},
        layers={"input": ["cost"], "outcome": ["reach", "trust"], "impact": ["care"]},
    )
    assert not any("impact" in each.text for each in questions_about(problem))
    assert len(questions_about(problem)) == 1 + 2 * len(THRESHOLDS)


def test_one_criterion_leaves_nothing_to_ask():
    result = next_question(mcda.from_rankings({"cost": "A > B"}), size=50, rng=1)
    assert result.unanimous
    assert result.questions == ()
    assert result.sentence == "A first in 100 % (exact) of the weightings; nothing left to ask"
    assert "DataFrame" not in repr(result)
    assert "<table" not in result._repr_html_()
    with pytest.raises(mcda.ProblemError, match="question 0: there is none; A first in 100") as no:
        result.answer(True)
    told = no.value.faults[0].in_words("nl")
    assert told.startswith("vraag 0: die is er niet; A vooraan bij 100 % (exact)")


def test_what_all_draws_show_is_not_certain_where_others_could_differ():
    opposed = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    one = next_question(opposed, size=1, rng=1)
    assert one.sentence[1:] == " first in the one weighting drawn (> 5 %); nothing to ask"
    rare = mcda.from_rankings({"one": "A > B"} | {f"k{n}": "B > A" for n in range(30)})
    few = next_question(rare, size=50, rng=1)
    assert few.sentence == "B first in all 50 weightings drawn (> 94 %); nothing left to ask"
    assert few.claims[0].certainty == "drawn"


# --- the loop ----------------------------------------------------------------------------------


def test_an_answer_narrows_the_space_by_number_by_text_and_by_question(factory):
    result = next_question(factory, size=2000, rng=1)
    best = result.questions[0]
    for question, yes in product((0, best.text, best), (True, False)):
        drawn = result.answer(yes, question).sample(factory, 300, rng=2)
        margin = drawn @ np.array(best.coefficients) - best.bound
        assert ((margin >= -1e-9) if yes else (margin <= 1e-9)).all()


def test_the_expected_entropy_is_what_answering_leaves(factory):
    """The gain foretold is the gain found by drawing afresh under both answers."""
    result = next_question(factory, weights=LayerFirst(), size=2**14, rng=5)
    best = result.table.iloc[0]
    after = {yes: next_question(factory, weights=result.answer(yes), size=2**13, rng=6)
             for yes in (True, False)}  # fmt: skip
    found = best["yes"] * after[True].entropy + (1 - best["yes"]) * after[False].entropy
    assert result.entropy - found == pytest.approx(best["gain"], abs=0.03)
    assert after[True].entropy == pytest.approx(best["if yes"], abs=0.05)


def test_the_loop_settles_what_the_decision_maker_would_choose():
    for person, cost in enumerate((0.2, 0.45, 0.55, 0.9)):
        weights = {"cost": cost, "reach": 1 - cost}
        result = settle(TWO, answers=weights, size=500, rng=person)
        assert result.settled
        assert result.n_answers == 1
        assert result.leaders.index[0] == ("A" if cost > 0.5 else "B")


def test_the_loop_never_contradicts_the_decision_maker(factory):
    theirs = Uniform().sample(factory, 1, rng=12)[0]
    result = settle(factory, answers=theirs, weights="layer-first", size=1000, rng=1, most=4,
                    certainty=0.99)  # fmt: skip
    by_text = {each.text: each for each in questions_about(factory)}
    for step in result.steps.itertuples():
        assert bool(by_text[step.question].holds(theirs)) == (step.answer == "yes")
    assert result.steps["question"].is_unique
    assert result.n_answers <= 4
    assert result.settled == (result.leaders.iloc[0] >= 0.99)


def test_a_function_can_answer_and_certainty_stops_early(factory):
    asked = []

    def always_no(question):
        assert isinstance(question, Question)
        asked.append(question.text)
        return False

    result = settle(factory, answers=always_no, size=500, rng=1, most=2)
    assert result.n_answers == len(asked) <= 2
    early = settle(factory, weights="uniform", answers=always_no, size=500, rng=1, certainty=0.5)
    assert early.n_answers == 0
    assert early.settled
    assert early.sentence.startswith("settled at 50 % without a question: B3 first in 9")
    assert "DataFrame" not in repr(early)
    assert "<table" not in early._repr_html_()


def test_on_ai_factory_answers_are_true_and_leave_b3_ahead(factory):
    """All layers weigh 1/6: a layer weighs more than another, or than 17 %, in no question."""
    result = settle(factory, answers="layer-equal", weights="layer-first", certainty=0.95,
                    size=300, rng=1)  # fmt: skip
    assert result.settled
    assert result.leaders.index[0] == "B3"
    assert result.theirs == ("B3",)
    assert "'preconditions'" in result.steps["question"][0]
    for question, answer in zip(result.questions, result.steps["answer"], strict=True):
        assert (answer == "yes") == (not question.other and question.percent < 100 / 6)


# --- what weighs the same, but for rounding ------------------------------------------------------

FIVE = mcda.from_rankings({f"c{k}": "A > B" if k % 2 else "B > A" for k in range(6)},
                          layers={"L0": ["c0"], "L1": [f"c{k}" for k in range(1, 6)]})  # fmt: skip
MIRROR = mcda.from_rankings({"x": "A > B", "y": "B > A"}, layers={"X": ["x"], "Y": ["y"]})


def test_layers_that_weigh_the_same_do_not_weigh_more(factory):
    weights = mcda.weights.resolve("layer-equal", factory)
    pairs = [each for each in questions_about(factory) if each.other]
    assert len(pairs) == 15
    assert not any(each.holds(weights) for each in pairs)
    assert all(each.is_tied(weights) for each in pairs)


@pytest.mark.parametrize(("more", "holds"), [(5e-13, False), (5e-12, True)])
def test_weights_differ_if_by_more_than_the_one_tolerance(more, holds):
    question = questions_about(TWO)[0]
    weights = np.array([0.5 + more / 2, 0.5 - more / 2])
    assert bool(question.holds(weights)) is holds
    assert question.is_tied(weights) is not holds
    assert not question.holds(weights[::-1])


def test_neither_of_two_equal_layers_weighs_more_than_half():
    weights = mcda.weights.resolve("layer-equal", FIVE)
    by_text = {each.text: each for each in questions_about(FIVE)}
    for layer in ("L0", "L1"):
        assert not by_text[f"does '{layer}' weigh more than 50 %?"].holds(weights)
        assert by_text[f"does '{layer}' weigh more than 40 %?"].holds(weights)


def test_a_no_leaves_what_weighs_the_same():
    for question in questions_about(FIVE):
        weights = mcda.weights.resolve("layer-equal", FIVE)
        if question.is_tied(weights):
            polytope = question.answered(False).constraints(FIVE)
            assert (polytope.A_ub @ weights <= polytope.b_ub + 1e-15).all()
        assert (">" in question.if_yes) != (">" in question.if_no)
        assert "=" not in question.if_yes
        assert "<=" in question.if_no


@pytest.mark.parametrize("space", ["L0 = L1", "layer-first & L0 = L1"])
def test_what_all_weightings_answer_alike_is_not_asked(space):
    problem = mcda.from_rankings(
        {"c0": "A > B", **{f"c{k}": "B > A" for k in range(1, 6)}, "d": "A > B", "e": "B > A"},
        layers={"L0": ["c0"], "L1": [f"c{k}" for k in range(1, 6)], "L2": ["d", "e"]},
    )
    known = mcda.weights.Constrained("L0 = L1")
    known = known if "first" not in space else LayerFirst() & known
    asked = next_question(problem, weights=known, size=2000, rng=1).questions
    assert asked
    assert not any({each.part, each.other} == {"L0", "L1"} for each in asked)


@pytest.mark.parametrize("layers", [{"X": ["x"], "Y": ["y"]}, {"Y": ["y"], "X": ["x"]}])
def test_a_mirror_image_is_never_settled_for_one_of_two(layers):
    problem = mcda.from_rankings({"x": "A > B", "y": "B > A"}, layers=layers)
    result = settle(problem, answers="layer-equal", size=200, rng=1)
    assert not result.settled
    assert result.tied
    assert result.theirs == ("A", "B")
    assert result.sentence.endswith(
        "; the weights that answered, which tie on what was asked, put A and B first"
    )
    assert result.in_words("nl")[0].endswith(
        "; de gewichten waarmee is geantwoord, die op een vraag gelijk uitkomen, zetten A en B "
        "vooraan"
    )


def test_who_answers_for_another_than_is_told_is_said_to():
    problem = mcda.from_rankings({f"k{n}": "A > B" for n in range(4)} | {"last": "B > A"})
    theirs = {"k0": 1, "k1": 1, "k2": 1, "k3": 1, "last": 17}
    result = settle(problem, answers=theirs, certainty=0.5, size=400, rng=1)
    assert result.settled
    assert not result.tied
    assert result.sentence.endswith("; the weights that answered put B first")


def test_an_answer_that_settles_everything_is_told_to():
    told = next_question(MIRROR, size=200, rng=1)
    assert told.sentence.startswith(
        "ask: does 'layer X' weigh more than 'layer Y'? In each of the 200 weightings drawn the "
        "answer settles who is first; it is yes in "
    )
    assert told.claims[0].kind == "elicitation.questions.ask and settle"


def test_it_is_said_how_many_weightings_were_drawn_and_what_counts_as_an_outcome():
    result = next_question(THREE, size=300, rng=1)
    assert result.sentence.endswith("(from 300 drawn, each taken to be as likely as any other)")
    assert "and so does nobody" not in repr(result)
    nobody = next_question(THREE, "condorcet", size=300, rng=1)
    assert repr(nobody).endswith("as an outcome of their own, and so does nobody")


def test_uncertainty_next_to_none_is_not_shown_as_none():
    rankings = {f"k{n}": "A > B" for n in range(9)} | {"last": "B > A"}
    result = next_question(mcda.from_rankings(rankings), size=20_000, rng=1)
    assert 0 < result.entropy < 0.05
    assert "here 0.0" in repr(result)
    assert "here 0 bits" not in repr(result)


# --- names of any kind --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["1", "cost > x", "use", *(pytest.param(name, marks=pytest.mark.long)
                               for name in ("50 %", "a; b", "a=1,b", "-x", "{n}"))],
)  # fmt: skip
def test_a_name_of_any_kind_can_be_asked_about_and_answered(name):
    problem = mcda.from_rankings(
        {name: "A > B", "upkeep": "A > B", "travel": "B > A"},
        layers={"use": [name, "upkeep"], "more": ["travel"]},
    )
    alone = mcda.from_rankings({name: "A > B", "travel": "B > A"})
    for each in (problem, alone):
        result = next_question(each, size=500, rng=1)
        for question in result.questions:
            for yes in (True, False):
                drawn = result.answer(yes, question).sample(each, 20, rng=1)
                above = drawn @ np.array(question.coefficients) - question.bound
                assert ((above >= -1e-9) if yes else (above <= 1e-9)).all()
        assert settle(each, answers="equal", size=200, rng=1, most=3).n_answers <= 3


def test_a_layer_and_a_criterion_of_one_name_are_told_apart():
    problem = mcda.from_rankings(
        {"cost": "A > B", "upkeep": "A > B", "travel": "B > A"},
        layers={"cost": ["cost", "upkeep"], "use": ["travel"]},
    )
    question = questions_about(problem)[0]
    assert question.text == "does 'layer cost' weigh more than 'use'?"
    assert question.in_words("nl", {"cost": "Kosten"}) == (
        "weegt ‘laag Kosten’ zwaarder dan ‘use’?"
    )
    assert question.if_yes == "layer cost > use"
    assert mcda.weights.Constrained(question.if_yes).constraints(problem).A_ub[-1].tolist() == (
        question.answered(True).constraints(problem).A_ub[-1].tolist()
    )
    result = settle(problem, answers="layer-equal", size=500, rng=1)
    assert result.steps["question"].is_unique
    assert "layer cost" in repr(result.weights)


# --- what is shown -----------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_numbers(factory):
    one, same, other = (next_question(factory, size=500, rng=seed) for seed in (1, 1, 2))
    assert one.table.equals(same.table)
    assert not one.table["gain"].equals(other.table["gain"])
    assert one.provenance.seed == 1
    assert one.size == 500


def test_the_results_are_plain_data_and_frames(factory):
    result = next_question(factory, "copeland", size=500, rng=1)
    data = json.loads(json.dumps(result.to_dict()))
    assert data["table"][0]["question"] == result.questions[0].text
    assert data["provenance"]["method"] == "copeland"
    assert result.to_frame()["gain"].is_monotonic_decreasing
    assert result.questions[0].text in repr(result)
    assert "<table" in result._repr_html_()
    loop = settle(factory, answers="equal", size=500, rng=1, most=1, certainty=1)
    assert json.loads(json.dumps(loop.to_dict()))["n_answers"] == loop.n_answers == 1
    assert len(loop.to_frame()) == 1
    assert "after 1 answer, the most allowed:" in repr(loop)
    assert "<table" in loop._repr_html_()


def test_questions_and_settlements_speak_dutch_and_call_things_by_their_labels(factory):
    labels = {"preconditions": "Randvoorwaarden", "B3": "Optie 3"}
    result = next_question(factory, weights="layer-first", size=2000, rng=1)
    (told,) = result.in_words("nl", labels)
    assert told.startswith("vraag: weegt ‘Randvoorwaarden’ meer dan ")
    assert "% van de onzekerheid weg over wie vooraan staat, en luidt ja bij" in told
    assert result.sentence in repr(result)
    loop = settle(factory, answers="layer-equal", weights="layer-first", size=300, rng=1)
    (told,) = loop.in_words("nl", labels)
    assert told.startswith("beslist (vereist: 95 %) na 4 antwoorden: Optie 3 vooraan bij 9")
    assert told.endswith("van de wegingen die overblijven (300 getrokken)")
    assert "." not in told
    assert list(loop.sentences) == [loop.sentence]
    assert list(next_question(TWO, weights="cost >= 60 %", size=50, rng=1).in_words("nl")) == [
        "A vooraan bij 100 % (exact) van de wegingen; er is niets meer te vragen"
    ]


def test_a_share_next_to_1_is_not_told_as_all():
    rankings = {f"k{n}": "A > B" for n in range(9)} | {"last": "B > A"}
    problem = mcda.from_rankings(rankings)
    result = settle(problem, answers="equal", size=20_000, rng=1)
    assert 0.995 < result.leaders.iloc[0] < 1
    assert "100" not in result.sentence
    asked = next_question(problem, size=20_000, rng=1)
    assert "(it is yes in 0" not in asked.sentence or "± 0." in asked.sentence
    assert "all of" not in asked.sentence


def test_a_settlement_says_how_it_was_made_and_why_it_ended(factory):
    result = settle(factory, answers="layer-equal", weights="layer-first", size=500, rng=7,
                    certainty=1, most=1)  # fmt: skip
    assert result.sentence.startswith(
        "not settled in all 500 weightings drawn after 1 answer, the most allowed: B3 first in "
    )
    assert result.provenance.seed == 7
    assert repr(result).startswith("borda, layer-first: 500 draws, seed 7; ")
    data = json.loads(json.dumps(result.to_dict()))
    assert (data["certainty"], data["most"], data["answers"]) == (1, 1, "layer-equal")
    assert data["provenance"]["method"] == "borda"
    assert data["leader_sets"][0] == ["B3"]
    assert [each.text for each in result.questions] == result.steps["question"].tolist()
    tied = mcda.from_rankings({"x": "A = B > C", "y": "A = B > C"})
    assert settle(tied, size=50, rng=1).leaders.index[0] == "A, B"


def test_a_named_weight_set_is_what_is_known_or_who_answers():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"},
                                 weight_sets={"city": {"cost": 1, "reach": 3}})  # fmt: skip
    assert next_question(problem, weights="city", size=50, rng=1).leaders.index[0] == "B"
    assert settle(problem, answers="city", size=200, rng=1).leaders.index[0] == "B"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: next_question(TWO, weights="flat"), "unknown weight space"),
        (lambda: next_question(TWO, "bordr"), "did you mean 'borda'"),
        (lambda: next_question(TWO, size=0), "size: 0"),
        (lambda: next_question(TWO, size=50, rng=1).answer("yes"), "allowed: True or False"),
        (
            lambda: next_question(TWO, size=50, rng=1).answer(True, 99),
            "question: 99; allowed: a whole number, 0 to",
        ),
        (lambda: next_question(TWO, size=50, rng=1).answer(True, "why?"), "unknown question"),
        (lambda: next_question(TWO, size=50, rng=1).answer(True, 1.5), "question: 1.5; allowed: a"),
        (lambda: next_question(TWO, size=50, rng=1).answer(True, None), "question: None; allowed"),
        (lambda: next_question(TWO, size=50, rng=1).answer(True, True), "question: True; allowed"),
        (lambda: next_question(TWO, size=10**9), "size: 1,000,000,000; allowed: a whole number, 1"),
        (lambda: settle(TWO, certainty="x"), "certainty: 'x'; allowed: a number above 0, up to 1"),
        (lambda: settle(TWO, certainty=2), "certainty: 2; allowed"),
        (lambda: settle(TWO, certainty=math.nan), "certainty: nan; allowed"),
        (lambda: settle(TWO, certainty=0), "certainty: 0; allowed"),
        (lambda: settle(TWO, most=-1), "most: -1; allowed: a whole number, 0 or more"),
        (lambda: settle(TWO, most="x"), "most: 'x'; allowed"),
        (
            lambda: settle(TWO, answers=lambda _: "no", size=50, rng=1),
            "answer: 'no'; allowed: True",
        ),
        (lambda: next_question(TWO).questions[0].in_words("fr"), "unknown language 'fr'"),
    ],
)
def test_faults_say_what_is_allowed(call, words):
    with pytest.raises(mcda.ProblemError, match=words):
        call()
