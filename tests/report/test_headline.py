"""The headline: methods that are one are counted once, and what is level is told as level."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai import report
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
