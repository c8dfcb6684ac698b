"""Who is placed by no score, and what stands outside for one score only, is said beside answers."""

import pytest

import mcda_ai as mcda

ORDERS = {"one": "A > B > C", "two": "A > B > C", "three": "B > A > C"}
NEVER_SCORED = "nobody scored D: its place says nothing"
OUTSIDE = (
    "reach scores one option only and stands outside every weighting; with unscored=worst the "
    "others count as below it"
)


def of(**more):
    return mcda.from_rankings({**ORDERS, **more}, alternatives=["A", "B", "C", "D"])


def said(problem, method="minimax"):
    return [
        mcda.rank(problem, method),
        mcda.robustness(problem, method, size=300, rng=1),
        mcda.compare(problem, ["borda", method]),
        mcda.stability(problem, method),
    ]


@pytest.mark.parametrize("method", ["minimax", "maximin", "leximin"])
def test_an_option_that_nobody_scored_does_not_lead_in_silence(method):
    for result in said(of(), method):
        assert NEVER_SCORED in result.sentences
        assert NEVER_SCORED in str(result)
        assert any("niemand heeft D gescoord" in each for each in result.in_words("nl"))


def test_nor_does_it_stand_before_a_scored_one():
    assert mcda.rank(of(), "borda").order == "A > B > D > C"
    assert NEVER_SCORED in mcda.rank(of(), "borda").sentences


def test_nothing_is_said_of_one_that_stands_behind_all_others():
    result = mcda.rank(of(), "borda", options={"unscored": "worst"})
    assert result.order == "A > B > C > D"
    assert NEVER_SCORED not in result.sentences
    chosen = mcda.rank(of(), "condorcet")  # who is not chosen has no place
    assert chosen.leaders == []
    assert NEVER_SCORED not in chosen.sentences


def test_an_option_that_is_scored_alone_has_a_sentence_of_its_own():
    for result in said(of(reach={"D": 1})):
        assert "nobody scored D beside another option: its place says nothing" in result.sentences
        assert OUTSIDE in result.sentences


def test_a_criterion_that_scores_one_option_is_told_to_be_outside_until_the_others_are_filled_in():
    problem = mcda.from_rankings({"reach": {"A": 1}, "cost": "B > A > C", "trust": "C > B"})
    for result in said(problem, "borda"):
        assert OUTSIDE in result.sentences
    filled = mcda.rank(problem, options={"unscored": "worst"})
    assert OUTSIDE not in filled.sentences
    assert not any("outside" in each for each in mcda.rank(of(), "borda").sentences)


def test_the_datasets_have_nothing_of_the_kind():
    for name in ("ai-factory", "ai-factory-features"):
        assert not any("one option only" in each for each in mcda.rank(mcda.load(name)).sentences)
