"""The brief: half a page that begins with the answer, in words for who has five minutes."""

from dataclasses import replace

import pytest

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.io.preflib import problem_from_preflib
from mcda_ai.messages.label import Label
from mcda_ai.report.brief import MOST_WORDS, brief

ORDERS = {
    "a": "stay > move > wait > sell",
    "b": "move > stay > wait > sell",
    "c": "stay > wait > sell > move",
}


def answered(problem):
    return report.answer(problem, size=200)


def labelled(labels):
    """Give the same problem with its options called otherwise."""
    problem = mcda.from_rankings(ORDERS)
    parts = [replace(part, label=Label(nl=labels(part.name))) for part in problem.alternatives]
    return answered(replace(problem, alternatives=tuple(parts)))


@pytest.fixture(scope="module")
def first_case():
    return answered(mcda.load("ai-factory"))


def headings(answer, language="en"):
    return [part.heading for part in brief(answer, language)]


def text_of(answer, language="en"):
    return " ".join(report.as_brief(answer, language).split())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_first_case_fits_in_full(first_case, language):
    assert len(report.as_brief(first_case, language).split()) <= MOST_WORDS
    told = headings(first_case, language)
    assert told[0] in ("Who leads", "Wie vooraan staat")
    assert told[-1] in ("What this does not say", "Wat dit niet zegt")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_methods_go_unnamed(first_case, language):
    text = text_of(first_case, language)
    assert not any(each in text for each in ("Borda", "Copeland", "Kemeny", "PROMETHEE"))


def test_a_code_is_introduced_by_its_label_where_it_first_stands(first_case):
    text = text_of(first_case)
    assert text.count("(Dutch AI factory)") == 1
    assert text.index("B3 (Dutch AI factory)") < text.index("B3 is first in")
    assert "Scenario B2 with large investment: B2 first." in text


def test_a_longer_name_makes_place_for_its_label():
    text = text_of(labelled(lambda name: f"optie {name.upper()}"), "nl")
    assert "optie STAY" in text
    assert "stay" not in text


def test_parts_fall_away_from_the_end_but_never_who_leads():
    whole, long = labelled(str.upper), labelled(lambda name: " ".join([name] * 90))
    assert headings(whole, "nl")[-1] == "Wat dit niet zegt"
    assert headings(long, "nl") == ["Wie vooraan staat"]


def test_it_says_where_nobody_can_decide():
    text = text_of(answered(mcda.from_rankings({"a": "X > Y", "b": "Y > X"})))
    assert "X and Y share the lead" in text
    assert "X and Y are level: a small change of the weights can decide" in text


def test_it_says_where_methods_differ_by_how_many():
    text = text_of(answered(mcda.from_rankings(
        {"a": "A > B > C > D > E", "b": "A > B > C > D > E", "c": "B > C > D > E > A"}
    )))  # fmt: skip
    assert "depends on the method: B by 1; A by 1 (of the 2 compared here)" in text


def test_it_names_who_takes_no_part_first_and_of_many_only_what_was_required():
    orders = {f"c{k}": "A > B > C > D > E" for k in range(3)}
    problem = mcda.from_rankings(orders)
    few = answered(problem.require("c0", met_by=["A", "B", "C"]))
    many = answered(problem.require("c0", met_by=["A", "B"]))
    assert headings(few)[0] == headings(many)[0] == "Who takes part"
    assert "D takes no part: it is not among the options that meet c0" in text_of(few)
    assert "3 options take no part, for what c0 requires: C, D and E" in text_of(many)


ELECTION = """# TITLE: Board
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: A
# ALTERNATIVE NAME 2: B
# ALTERNATIVE NAME 3: C
5: 1,2,3
2: 2,3,1
"""


def test_an_election_speaks_of_voters_and_ballots():
    text = text_of(answered(problem_from_preflib(ELECTION, name="vote", kind="soc")))
    assert "With the ballots as counted, A leads" in text
    assert "voters drawn anew" in text
    assert "weightings" not in text


def test_stakeholders_are_told_with_how_many_they_are():
    sets = {
        "city": {"a": 3, "b": 1, "c": 1},
        "board": {"a": 0, "b": 1, "c": 0},
        "firm": {"a": 1, "b": 0, "c": 0},
    }
    text = text_of(answered(mcda.from_rankings(ORDERS, weight_sets=sets)))
    assert (
        "First by the weights of stakeholders: stay with 2 (city and firm); move with 1 (board)"
        in text
    )


def test_its_data_are_claims_under_their_circumstances(first_case):
    claims = report.brief_data(first_case)["claims"]
    assert claims[0]["kind"] == "report.brief.leads"
    assert all(claim["circumstances"]["reading"] == "overview" for claim in claims)
