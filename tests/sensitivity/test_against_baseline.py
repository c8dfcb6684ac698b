"""Which options are better than the baseline, and how it is told apart wherever it stands."""

from dataclasses import replace
from fractions import Fraction

import pytest

import mcda_ai as mcda
from mcda_ai.messages.baseline import MARK
from mcda_ai.messages.faults import ProblemError

RANKINGS = {"cost": "nothing > A > B", "reach": "A > B > nothing"}
PLAIN = mcda.from_rankings(RANKINGS)
PROBLEM = PLAIN.with_baseline("nothing")
OF_THE_BASELINE = ("baseline.", "against_baseline.", "above baseline")


def test_shares_are_those_worked_out_by_hand():
    """By Borda A is better where twice the weight of reach is more than that of cost; B: reverse.

    The one weight is uniform between 0 and 1, so that is in 2/3 and 1/3 of the weightings.
    """
    found = mcda.against_baseline(PROBLEM)
    assert found.table["better"].tolist() == pytest.approx([Fraction(2, 3), Fraction(1, 3)])
    assert found.table["every weighting"].tolist() == ["", ""]
    assert found.table["fixed weights"].to_dict() == {"A": "better", "B": "worse"}
    assert found.criteria.to_dict() == {
        "A": {"cost": "worse", "reach": "better"},
        "B": {"cost": "worse", "reach": "better"},
    }
    assert found.table[["criteria worse", "criteria level"]].to_numpy().tolist() == [[1, 0]] * 2


def test_every_weighting_is_decided_and_not_a_share_that_is_rounded():
    """A is behind only where one of 45 criteria has more than half of the weight: in 2^-44."""
    against = {f"c{k}": "A > nothing" for k in range(44)} | {"last": "nothing > A"}
    nearly = mcda.from_rankings(against).with_baseline("nothing")
    for size in (500, "exact"):
        result = mcda.robustness(nearly, "borda", "uniform", size=size)
        assert result.always_versus_baseline.to_dict() == {"A": ""}
    assert "100 %" not in result.in_words()[2]
    always = mcda.from_rankings({"a": "A > nothing", "b": "A = nothing"}).with_baseline("nothing")
    assert mcda.robustness(always).always_versus_baseline.to_dict() == {"A": "not worse"}
    within = mcda.robustness(always, weights="a >= 10 %")
    assert within.always_versus_baseline.to_dict() == {"A": "better"}


def test_a_leader_that_is_the_baseline_is_told_as_doing_nothing_with_who_comes_next():
    leads = PLAIN.with_baseline("A")
    _, order, told = mcda.rank(leads).sentences[:3]
    assert order == "Borda: A° > nothing > B"
    assert told == (
        "with these weights no option is better than the baseline: A° itself is first, and "
        "nothing comes next"
    )
    told = mcda.robustness(leads).in_words("nl")
    assert told[4].startswith(
        "de nuloptie (A°) staat het vaakst vooraan; van de andere opties staat "
    )
    level = mcda.from_rankings({"a": "A = nothing > B"}).with_baseline("nothing")
    assert mcda.rank(level).in_words("nl")[2] == (
        "bij deze gewichten deelt A de eerste plaats met de nuloptie (nothing°), en is deze optie "
        "dus niet beter"
    )


def test_voters_stand_in_the_place_of_weightings_in_an_election():
    ballots = {"a": "A > none > B", "b": "none > B > A", "c": "B > A > none"}
    counted = mcda.from_rankings(ballots, weights={"a": 6, "b": 5, "c": 4})
    problem = replace(counted, counts=True).with_baseline("none")
    told = mcda.robustness(problem, size=500).sentences
    assert any("none°" in each and "elections with voters drawn anew" in each for each in told)


def test_only_the_baseline_and_one_option_are_left():
    problem = PLAIN.require("reach", met_by=["A", "nothing"]).with_baseline("nothing")
    found = mcda.against_baseline(problem)
    assert list(found.table.index) == ["A"]
    assert found.sentences[0].startswith("B takes no part")
    assert found.sentences[1] == "nothing° is the baseline: what happens if nothing is decided"


def test_without_a_baseline_there_is_nothing_to_hold_against():
    with pytest.raises(ProblemError, match="no option is the baseline"):
        mcda.against_baseline(PLAIN)


ANSWERS = {
    "rank": mcda.rank,
    "partial": lambda p: mcda.rank(p, "pareto"),
    "robustness": lambda p: mcda.robustness(p, size=200),
    "compare": lambda p: mcda.compare(p, ["borda", "copeland", "pareto"]),
    "stability": mcda.stability,
    "redundancy": lambda p: mcda.redundancy(p, size=100),
    "questions": lambda p: mcda.next_question(p, size=100),
    "diff": lambda p: mcda.diff(p, p.without("reach"), size=100),
}


COSTLY = ("stability", "diff")


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[pytest.mark.long] * (n in COSTLY)) for n in ANSWERS]
)
def test_a_baseline_adds_its_own_sentences_and_marks_and_changes_nothing_else(name):
    with_it, without = ANSWERS[name](PROBLEM), ANSWERS[name](PLAIN)
    kept = [each for each in with_it.claims if not any(k in each.kind for k in OF_THE_BASELINE)]
    values = [str(each.values).replace(MARK, "") for each in kept]
    assert values == [str(each.values) for each in without.claims]
    said = zip(with_it.claims, with_it.in_words("nl"), strict=True)
    texts = [text for claim, text in said if claim in kept]
    assert [text.replace(MARK, "") for text in texts] == list(without.in_words("nl"))
    assert MARK not in repr(without) + without._repr_html_()
    assert "baseline" not in str(without.to_dict())
    assert f"nothing{MARK}" in repr(with_it)
    assert f"nothing{MARK}" in with_it._repr_html_()
    assert f"nothing{MARK}" not in str(with_it.to_frame())
