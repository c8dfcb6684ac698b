"""Two problems compared part by part: no difference where they are equal, else what differs."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.differences import PartDifference, differences_between
from mcda_ai.problem.evidence import Judgement, WeightSet
from tests.strategies import examples
from tests.whole_problems import whole_problems

PLAIN = mcda.from_rankings({"cost": "A > B", "reach": "B > A"}, weights={"cost": 2, "reach": 1})


def judged(criterion, judgement):
    return replace(PLAIN, judgements={"given": {**PLAIN.judgements["given"], criterion: judgement}})


@examples(50)
@given(whole_problems())
def test_a_problem_does_not_differ_from_itself(problem):
    assert differences_between(problem, replace(problem)) == []


@examples(50)
@given(whole_problems(), st.data())
def test_a_field_that_differs_is_the_only_difference(problem, data):
    part = data.draw(st.sampled_from(problem.criteria))
    changed = replace(part, unit=part.unit + "x")
    after = replace(problem, criteria=tuple(changed if each == part else each
                                            for each in problem.criteria))  # fmt: skip
    assert differences_between(problem, after) == [
        PartDifference("criterion", part.name, "unit", part.unit, changed.unit)
    ]


def test_what_is_given_is_the_thing_itself():
    order = Judgement(WeakOrder.parse("B > A"), note=Label.same("odd"))
    assert differences_between(PLAIN, judged("cost", order)) == [
        PartDifference("cell", "cost", "ranking", PLAIN.judgement("cost"), order, "", "given"),
        PartDifference("cell", "cost", "note", Label(), Label.same("odd"), "", "given"),
    ]
    council = WeightSet("council", (("cost", 1.0),))
    after = replace(PLAIN, own_weights={"cost": 2, "reach": 3}, weight_sets=(council,))
    assert differences_between(PLAIN, after) == [
        PartDifference("weight set", "council", "new", None, council),
        PartDifference("own weights", "", "weight", 1.0, 3, "reach"),
    ]


def test_a_ranking_of_nobody_is_not_the_same_as_none():
    """It ranks alike, and nobody is gone, so that only the status tells."""
    unscored = Judgement(status="unscored", reason=Label.same("not asked"))
    (difference,) = differences_between(judged("cost", Judgement(values={})),
                                        judged("cost", unscored))  # fmt: skip
    assert (difference.kind, difference.before, difference.after) == (
        "status",
        "stated",
        "unscored",
    )


def test_what_follows_from_an_alternative_that_is_gone_is_no_difference():
    before = mcda.from_rankings({"cost": "A > B > C", "reach": {"C": 1}})
    found = differences_between(before, before.without("C"))
    assert [(each.part, each.name, each.kind) for each in found] == [("alternative", "C", "gone")]
