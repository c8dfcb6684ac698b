"""How sure judgements are: what is read as that, whose words count, and what keeps it."""

import pickle
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.problem.confidence import ConfidenceWords, confidence_of, right_of
from mcda_ai.problem.evidence import Judgement, Scenario, ScenarioCell
from mcda_ai.problem.plausibility import suspicions

PROBLEM = mcda.from_rankings(
    {"cost": "A > B > C", "rent": "A > B > C", "reach": "C > A = B", "trust": None},
    layers={"means": ["cost", "rent"], "ends": ["reach", "trust"]},
)
WORDS = {"owner": "the panel", "high": "9 of 10", "medium": 0.8, "low": {"right": "60 %"}}
SURE = PROBLEM.with_confidence({"cost": "high", "rent": 0.7, "reach": "laag"}, WORDS)


@pytest.mark.parametrize(
    "written",
    ["9 of 10", "9 out of 10", "9 in 10", "9 van 10", "9 van de 10", "9 op de 10", "9/10", "0.9",
     "0,9", ",9", "90 %", "90%", " 9  of  10 ", "9 VAN 10", "9e-1", 0.9, "4,5 van 5"],
)  # fmt: skip
def test_a_number_of_times_is_read_however_it_is_written(written):
    assert right_of(written) == confidence_of(written) == confidence_of({"right": written}) == 0.9


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_so_many_times_of_so_many_is_their_ratio(times, rest):
    of = times + rest
    for word in ("of", "van", "/"):
        assert right_of(f"{times} {word} {of}") == float(Fraction(times, of))


@pytest.mark.parametrize("given_", [0, 1, 1.0, -0.1, 1.5, "9 of 8", "8 of 8", "0 of 9", "1 of 0",
                                    "100 %", "-0,5", float("inf"), float("nan")])  # fmt: skip
def test_never_and_always_right_are_refused(given_):
    with pytest.raises(ProblemError, match="does not say how often a judgement is right"):
        confidence_of(given_)


@pytest.mark.parametrize("given_", [True, None, [0.9], {"rihgt": 0.9}, {"right": "high"}, {}, "",
                                    "9 of", "1_0 of 20", "v0.9", "nine of 10 or so 3"])  # fmt: skip
def test_what_is_no_confidence_is_refused(given_):
    with pytest.raises(ProblemError, match="is no confidence"):
        confidence_of(given_)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("high", "high"), ("Hoog", "high"), ("MIDDEL", "medium"), (" low ", "low"), ("laag", "low")],
)
def test_words_are_read_in_both_languages(word, meant):
    assert confidence_of(word) == meant


def test_an_unknown_word_is_told_with_the_nearest():
    with pytest.raises(ProblemError, match="unknown confidence 'hihg'; did you mean 'high'"):
        confidence_of("hihg")


# --- in a problem ---


def test_words_become_what_they_mean_in_the_problem():
    assert SURE.confidences == {"cost": 0.9, "rent": 0.7, "reach": 0.6}
    assert PROBLEM.confidences == {}
    assert SURE.judgement("cost").confidence == "high"
    assert pickle.loads(pickle.dumps(SURE)) == SURE != PROBLEM


def test_a_criterion_that_nobody_scored_has_none_and_is_doubted():
    doubted = SURE.with_confidence({"trust": 0.9})
    assert "trust" not in doubted.confidences
    (doubt,) = [each for each in suspicions(doubted) if "confidence" in each]
    assert doubt.startswith("criterion 'trust': it states a confidence, but nothing is ranked")
    assert doubt.place == ("criteria", 3, "judgements", "given", "confidence")


def test_high_that_means_less_than_medium_is_doubted():
    doubted = SURE.with_confidence({}, WORDS | {"high": 0.7})
    told = [str(each) for each in suspicions(doubted) if "confidence" in each.place]
    assert told == [("confidence 'high' is right with 0.7, and 'medium' with 0.8; "
                    "is it not the other way round?")]  # fmt: skip


def test_every_fault_is_told_at_once():
    with pytest.raises(ProblemError) as caught:
        PROBLEM.with_confidence({"cost": "hgih", "rent": "9 of 8", "raech": 0.9})
    told = " ".join(caught.value.faults)
    assert "criterion 'cost'" in told and "criterion 'rent'" in told  # noqa: PT018
    assert "did you mean 'reach'" in told


def test_a_word_without_a_meaning_is_told_once_with_the_way_out():
    with pytest.raises(ProblemError) as caught:
        PROBLEM.with_confidence({"cost": "high", "rent": "high", "reach": "low"})
    one, other = caught.value.faults
    assert one.place == ("criteria", 0, "judgements", "given", "confidence")
    assert one.endswith("confidence: {owner: NAME, high: {right: 9 of 10}}")
    assert other.place[1] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"high": 0.9}, "it is not said who gives"),
        ({"owner": " ", "high": 0.9}, "it is not said who gives"),
        ({"owner": "us", "high": 1}, "does not say how often"),
        ({"owner": "us", "hihg": 0.9}, "did you mean 'high'"),
        ({"owner": "us", "high": 0.9, "hoog": 0.8}, "more than one meaning"),
        (["high"], "allowed: a dict"),
    ],
)
def test_meanings_that_cannot_be_are_refused(words, told):
    with pytest.raises(ProblemError, match=told):
        ConfidenceWords.of(words)


def test_a_reading_has_its_own_and_a_scenario_none():
    other = replace(SURE.readings[0], name="other")
    judged = {**SURE.judgements["given"], "cost": Judgement(SURE.judgement("reach").order)}
    later = Scenario("later", (ScenarioCell("rent", SURE.judgement("reach").order),))
    problem = replace(
        SURE,
        readings=(*SURE.readings, other),
        judgements={**SURE.judgements, "other": judged},
        scenarios=(later,),
    )
    assert set(problem.reading("other").confidences) == {"rent", "reach"}
    assert set(problem.scenario("later").confidences) == {"cost", "reach"}
    with pytest.raises(ProblemError, match="scenario 'later', which is applied, sets it"):
        problem.scenario("later").with_confidence({"rent": 0.5})


def test_it_stays_where_parts_are_dropped_or_renamed_or_filled_in():
    assert SURE.without("B").confidences == SURE.confidences
    assert SURE.without("rent").confidences == {"cost": 0.9, "reach": 0.6}
    renamed = SURE.rename({"cost": "price", "A": "north"})
    assert renamed.confidences == {"price": 0.9, "rent": 0.7, "reach": 0.6}
    assert all(each.confidences == SURE.confidences for each in SURE.completions())


def test_what_somebody_changes_by_hand_says_nothing_until_it_does():
    changed = SURE.change("cost", "C > B > A")
    assert changed.confidences == {"rent": 0.7, "reach": 0.6}
    assert changed.with_confidence({"cost": 0.5}).confidences["cost"] == 0.5
    assert SURE.with_confidence({"cost": None}).confidences == {"rent": 0.7, "reach": 0.6}


def test_criteria_counted_as_one_have_the_least_confidence_of_them():
    assert SURE.merge(["cost", "rent"], "money").confidences == {"money": 0.7, "reach": 0.6}
    only_one = SURE.with_confidence({"rent": None})
    assert only_one.merge(["rent", "cost"], "money").judgement("money").confidence == "high"
