"""The headline: methods that are one are counted once, and what is level is told as level."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.io.preflib import problem_from_preflib
from mcda_ai.messages.wording import Words
from mcda_ai.report.headline import headline
from mcda_ai.sensitivity.smaa import robustness

TWO = mcda.from_rankings({"a": "A > B", "b": "B > A"})
CYCLE = mcda.from_rankings(
    {
        "c1": "Rock > Paper > Scissors",
        "c2": "Paper > Scissors > Rock",
        "c3": "Scissors > Rock > Paper",
    },
    layers={"one": ["c1"], "two": ["c2"], "three": ["c3"]},
)
ONE_LAYER = mcda.from_rankings(
    {"a": "A > B > C", "b": "B > C > A", "c": "C > A = B", "d": "B > A > C"}
)
OWN = mcda.from_rankings(
    {
        "jobs": "Harbour > Airport > Station",
        "income": "Harbour > Station > Airport",
        "noise": "Station > Airport > Harbour",
        "air": "Station > Harbour = Airport",
    },
    layers={"economy": ["jobs", "income"], "nature": ["noise", "air"]},
    weights={"jobs": 0.5, "income": 0.2, "noise": 0.2, "air": 0.1},
)


def told(answer, language="en"):
    return [Words(language).said(claim) for claim in headline(answer)]


def claims(answer, kind):
    return [claim for claim in headline(answer) if claim.kind == f"report.headline.{kind}"]


def test_methods_that_are_one_are_counted_once_and_named_together():
    answer = report.answer(OWN, size=500)
    assert answer.same_method == [("borda", "promethee2"), ("copeland", "kemeny")]
    (tally,) = claims(answer, "fixed weights differ")
    assert {part.values["total"] for part in tally.values["tally"]} == {4}  # 2 methods, 2 weights
    text = " ".join(report.as_text(answer).split())
    assert "Copeland and Kemeny give the same ranking" in text


def test_two_options_have_one_method_and_no_method_differs_from_it():
    answer = report.answer(TWO)
    assert answer.same_method == [("borda", "copeland", "kemeny", "promethee2")]
    (shares,) = claims(answer, "shares")
    assert shares.values["by_method"] == ()
    assert [part.values["span"][0].value for part in shares.values["ranges"]] == [0.5, 0.5]
    assert shares.certainty == "exact"


def test_methods_that_agree_by_fixed_weights_only_are_not_one():
    answer = report.answer(CYCLE, size=300)
    assert answer.same_method == [("borda", "promethee2")]


def test_shares_that_differ_by_chance_are_level():
    for method, true in (("copeland", 0.5), ("kemeny", 1 / 3)):
        found = robustness(CYCLE, method, "uniform", size=20_000, rng=1)
        assert found.most_often_first == ("Rock", "Paper", "Scissors")
        np.testing.assert_allclose([found.share(name) for name in found.most_often_first], true,
                                   atol=0.02)  # fmt: skip
    for claim in claims(report.answer(CYCLE, size=20_000), "shares"):
        assert claim.values["by_method"] == ()


def test_shares_that_differ_by_more_are_told_apart():
    found = robustness(OWN, "borda", "uniform")
    assert found.most_often_first == ("Station",)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "of the 10 built-in methods that differ here, 6 do so with"),
    ("nl", "van de 10 ingebouwde methoden die hier verschillen, doen 6 dat met"),
])  # fmt: skip
def test_a_choice_set_that_leaves_the_first_open_does_not_tie_them(language, text):
    assert text in told(report.answer(CYCLE, size=300), language)[0]


@pytest.mark.parametrize(("orders", "text"), [
    ({"x": "A > B"}, "; all built-in methods that apply are one method here"),
    ({"x": "A > B > C", "y": "B > A"}, "do so with equal weights for the criteria"),
])  # fmt: skip
def test_one_method_is_not_counted(orders, text):
    answer = report.answer(mcda.from_rankings(orders), size=100)
    (claim,) = claims(answer, "fixed weights agree")
    assert text in Words("en").said(claim)
    assert "of the 1 " not in Words("en").said(claim)


def test_an_option_that_is_certainly_not_first_is_never_first():
    problem = mcda.from_rankings({"x": "A > B > C > D", "y": "A > C > B > D", "z": "B > A > C > D"})
    shares = claims(report.answer(problem), "shares")[0]
    for language, told_last in (
        ("en", "C never; the one other option never"),  # every criterion ranks A above C
        ("nl", "C nooit; de ene andere optie is nooit eerste"),
    ):
        assert told_last in Words(language).said(shares)
    two = claims(report.answer(mcda.from_rankings({"x": "A > B"})), "shares")[0]
    assert Words("en").said(two).endswith("A is first in 100 of every hundred and B never")
    assert Words("nl").said(two).endswith("is A eerste bij 100 van elke honderd en B nooit")


def test_no_option_left_untold_is_first_more_often_than_a_second_that_is_told():
    orders = {f"c{k}": order for k, order in enumerate([
        "S1 > S4 > S2 > S3 > S5", "S2 > S4 > S1 > S5 > S3", "S3 > S4 > S5 > S1 > S2",
        "S5 > S1 > S3 > S2 > S4",
    ])}  # fmt: skip
    answer = report.answer(mcda.from_rankings(orders), size=500)
    for claim in claims(answer, "shares"):
        told = [part.values["span"][1].value for part in claim.values["ranges"][1:]]
        assert min(told) >= claim.values["most"].value


STAKE = {
    "cost": "B > C > A", "reach": "A > B = C", "zoning": None,
}  # fmt: skip
LAYERS = {"money": ["cost"], "effect": ["reach"], "permits": ["zoning"]}


def test_a_precondition_that_nobody_scored_is_in_no_figure():
    problem = mcda.from_rankings(STAKE, layers=LAYERS, preconditions=["permits"])
    answer = report.answer(problem, size=100)
    assert answer.without_preconditions is None
    assert "preconditions" not in " ".join(told(answer))
    assert not claims(answer, "shares")[0].values["preconditions"]
    assert not claims(answer, "no other criteria")


def test_the_weights_of_stakeholders_are_in_the_answer_and_are_not_denied():
    sets = {"parents": {"money": 1, "effect": 3}, "council": {"money": 3, "effect": 1}}
    problem = mcda.from_rankings(STAKE, layers=LAYERS, weight_sets=sets)
    answer = report.answer(problem, size=100)
    assert told(answer)[1:3] == [
        "3 of the 9 cells are empty; 1 of the 3 criteria compares no options and weighs nothing",
        (
            "by Borda, the named weight sets differ on who is first: A by the weights of parents; "
            "B by the weights of council"
        ),
    ]
    assert "verschillen de gewichten van belanghebbenden" in told(answer, "nl")[2]
    for language in ("en", "nl"):
        text = " ".join(report.document(answer, language).section("limits").blocks[0].sentences)
        assert "fixes no weights" not in text
        assert "legt geen gewichten vast" not in text


def test_bounds_over_unscored_cells_are_under_the_weights_that_are_named():
    # With equal criteria A's 8 of 9, by hand: of 3 ways for a, 3 for c, only B > A twice beats b.
    problem = mcda.from_rankings(
        {"a": None, "b": "A > B", "c": None}, layers={"x": ["a", "b"], "y": ["c"]},
        alternatives=["A", "B"],
    )  # fmt: skip
    answer = report.answer(problem, size=100)
    assert answer.weights == "equal"
    text = " ".join(Words().said(claim) for claim in answer.bounds.claims)
    assert "88.89 %" in text
    assert "33.33 %" in text


ELECTION = """# NUMBER ALTERNATIVES: 2
# NUMBER VOTERS: 101
# NUMBER UNIQUE ORDERS: 2
# ALTERNATIVE NAME 1: Yes
# ALTERNATIVE NAME 2: No
100: 1,2
1: 2,1
"""


@pytest.fixture(scope="module")
def election():
    return report.answer(problem_from_preflib(ELECTION, name="vote", kind="toc"), size=200)


@pytest.mark.parametrize(("language", "assumption", "equally"), [
    ("en", "(an assumption)", "as if each were equally likely"),
    ("nl", "(een aanname)", "alsof elk even"),
])  # fmt: skip
def test_an_election_is_told_as_voters_drawn_anew(election, language, assumption, equally):
    assert assumption in told(election, language)[1]
    made = report.document(election, language)
    titles = {table.name: table.title for table in made.tables}
    assert "weightings" not in titles["first ranks"]
    assert "wegingen" not in titles["first ranks"]
    assert made.section("robustness").title not in ("Over all weightings", "Over alle wegingen")
    assert equally not in " ".join(made.section("limits").blocks[0].sentences)
    assert not {"central weights", "weight ranges", "layers"} & set(titles)  # of one layer


def test_no_questions_are_shown_where_nothing_is_left_to_ask():
    made = report.document(report.answer(mcda.from_rankings({"x": "A = B", "y": "A = B"}), size=50))
    assert "questions" not in {table.name for table in made.tables}


def test_the_first_question_is_the_one_that_a_board_is_asked():
    answer = report.answer(CYCLE, size=20_000)
    assert answer.questions.questions[0] == answer.settlement.questions[0]


def test_one_criterion_that_changes_nothing_is_named():
    problem = mcda.from_rankings({"x": "A > B > C", "y": "B > A > C", "z": "A = B > C"})
    for language in ("en", "nl"):
        made = report.document(report.answer(problem, size=50), language)
        table = next(each for each in made.tables if each.name == "left out")
        texts = [cell.text for rows in table.groups for row in rows.rows for cell in row]
        assert "z" in texts
        assert not any(" 1 " in text for text in texts)


def test_no_share_of_first_places_in_the_first_case_hangs_on_draws():
    """By Kemeny B3 leads at least as often as it beats both others, by Copeland in cycles too."""
    factory = mcda.load("ai-factory")
    flat, layered = claims(report.answer(factory), "shares")
    assert (flat.certainty, layered.certainty) == ("certified", "certified")
    low, high = flat.values["ranges"][0].values["span"]
    assert low == robustness(factory, "borda", "uniform").share_of("B3")
    assert high == robustness(factory, "copeland", "uniform").share_of("B3")
    assert all(
        share.size == 0 for part in layered.values["ranges"] for share in part.values["span"]
    )


def test_of_who_is_never_first_alone_it_is_said_that_it_may_be_level():
    """B is level with A where x has no weight, and behind it anywhere else; C is behind both."""
    answer = report.answer(mcda.from_rankings({"x": "A > B > C", "y": "A = B > C"}), size=100)
    for language, in_short, at_length in (
        ("en", "B never first alone and C never", "B never leads alone, and can share the lead"),
        ("nl", "B nooit als enige en C nooit", "B staat nooit als enige vooraan, en kan wel mee"),
    ):
        assert in_short in Words(language).said(claims(answer, "shares")[0])
        told = answer.everything.stability.in_words(language)
        assert any(text.startswith(at_length) for text in told)


def test_a_range_says_over_which_methods_it_goes():
    (shares,) = claims(report.answer(ONE_LAYER, size=200), "shares")
    assert shares.values["methods"] == ("Borda", "Copeland", "Kemeny")
    assert "from the least to the most by Borda, Copeland and Kemeny" in Words("en").said(shares)
    assert "van het minste tot het meeste bij Borda, Copeland en Kemeny" in Words("nl").said(shares)


def test_it_is_said_where_the_lead_depends_on_how_often_equal_rankings_count():
    sentences = told(report.answer(mcda.load("ai-factory"), size=500))
    (said,) = (each for each in sentences if "double counting" in each)
    assert said == (
        "16 of the 25 criteria give the same ranking, B3 > B2 > B1; that is no proof of double "
        "counting. By Borda, with equal weights for the layers, B3 leads if all criteria count as "
        "they stand, but B2 leads if each different ranking counts once. The lead changes where "
        "these 16 together count as about 6. If equal rankings count once within their layer "
        "only, B3 still leads"
    )
    assert sentences.index(said) == 1


def test_equal_rankings_on_which_no_lead_depends_stand_in_a_section_of_their_own():
    orders = {"cost": "A > B", "fee": "A > B", "use": "B > A", "sight": "A > B"}
    answer = report.answer(mcda.from_rankings(orders), size=500)
    assert not claims(answer, "equal rankings")
    made = report.document(answer)
    (sentences, table) = made.section("repeats").blocks
    assert sentences.sentences[0] == "4 criteria give 2 different rankings; 3 criteria say A > B."
    assert "Equal rankings are no proof" in sentences.sentences[-1]
    assert table.name == "equal rankings"
    alone = report.answer(TWO, size=500)
    assert all(section.name != "repeats" for section in report.document(alone).sections)
