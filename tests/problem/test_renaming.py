"""Parts called otherwise: all that refers to them follows, and back again it is what it was."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.consistency import PARTS
from mcda_ai.problem.evidence import Reading, Remark, Scenario, ScenarioCell
from mcda_ai.problem.renaming import KINDS
from tests.strategies import examples
from tests.whole_problems import whole_problems


def whole():
    problem = mcda.from_rankings(
        {"cost": "A > B > C", "reach": "C > A = B", "trust": None},
        layers={"input": ["cost"], "effect": ["reach", "trust"]},
        weights={"cost": 2, "reach": 1},
        weight_sets={"board": {"input": 1, "effect": 2}, "council": {"cost": 1, "reach": 3}},
    )
    judged = problem.judgements["given"]
    return replace(
        problem,
        readings=(*problem.readings, Reading("other")),
        judgements={"given": judged, "other": judged},
        scenarios=(Scenario("dear", (ScenarioCell("cost", WeakOrder.parse("C > B > A")),)),),
        active_reading="other",
        active_scenarios=("dear",),
        remarks=(Remark("cost", Label.same("odd")), Remark("page 3", Label.same("cost is odd"))),
    )


def faults_of(call):
    with pytest.raises(ProblemError) as error:
        call()
    return [str(fault) for fault in error.value.faults], [
        fault.in_words("nl") for fault in error.value.faults
    ]


# --- what follows --------------------------------------------------------------------------------


def test_all_that_refers_to_a_criterion_follows():
    made = whole().rename({"cost": "price"})
    assert made.criterion_names == ("price", "reach", "trust")
    assert made.own_weights == {"price": 2, "reach": 1}
    assert made.weight_sets[1].by_name == {"price": 1, "reach": 3}
    assert made.scenarios[0].cells[0].criterion == "price"
    assert [each.name for each in made.remarks] == ["price", "page 3"]
    assert made.remarks[1].text.en == "cost is odd"  # it quotes the document
    assert all("price" in judged for judged in made.judgements.values())
    assert str(made.judgement("price").order) == "C > B > A"


def test_all_that_refers_to_a_layer_follows():
    made = whole().rename({"effect": "impact"})
    assert [each.layer for each in made.criteria] == ["input", "impact", "impact"]
    assert made.weight_sets[0].by_name == {"input": 1, "impact": 2}


def test_all_that_refers_to_an_option_follows():
    made = whole().rename({"A": "north", "C": "A"})
    assert made.alternative_names == ("north", "B", "A")
    assert str(made.judgements["given"]["reach"].order) == "A > north = B"
    assert str(made.scenarios[0].cells[0].order) == "A > B > north"
    np.testing.assert_array_equal(made.ranks, whole().ranks)
    measured = mcda.from_table(pd.DataFrame({"A": [3.0], "B": [5]}, index=["cost"]),
                               directions="min").rename({"A": "north"})  # fmt: skip
    assert measured.judgement("cost").values == {"north": 3, "B": 5}


def test_what_is_in_use_follows():
    made = whole().rename({"other": "second", "dear": "expensive"})
    assert made.active_reading == "second"
    assert made.active_scenarios == ("expensive",)
    assert set(made.judgements) == {"given", "second"}
    assert made.circumstances == ["reading second", "scenario expensive"]


def test_a_label_that_is_just_the_name_follows_and_another_does_not():
    problem = whole()
    labelled = replace(problem.criteria[0], label=Label(nl="Kosten", en="Costs"))
    problem = replace(problem, criteria=(labelled, *problem.criteria[1:]))
    made = problem.rename({"Kosten": "price", "reach": "range"})
    assert [each.label.en for each in made.criteria] == ["Costs", "range", "trust"]


def test_what_was_changed_by_hand_is_told_by_the_new_name():
    made = whole().change("reach", "A > B > C").rename({"reach": "range"})
    assert made.changed_by_hand == ("range",)


def test_no_array_is_computed_again():
    problem = whole()
    assert problem.ranks.shape == (3, 3)
    made = problem.rename({"A": "north", "cost": "price", "input": "means"})
    assert made.ranks is problem.ranks
    assert made.scored is problem.scored
    assert made.preferences["price"].loc["C", "north"] == 1


def test_weights_of_layers_follow_where_a_criterion_has_the_name_of_a_layer():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A", "trust": "A > B"},
        layers={"cost": ["cost", "reach"], "other": ["trust"]},
        weights={"cost": 1, "other": 2},
    )
    assert problem.rename({"cost": "price"}, "criterion").own_weights == {"cost": 1, "other": 2}
    assert problem.rename({"cost": "price"}, "layer").own_weights == {"price": 1, "other": 2}


@examples(60)
@given(whole_problems(), st.data())
def test_there_and_back_it_is_what_it_was(problem, data):
    kind = data.draw(st.sampled_from([kind for kind in KINDS if getattr(problem, PARTS[kind])]))
    parts = getattr(problem, PARTS[kind])
    chosen = data.draw(st.lists(st.sampled_from([each.name for each in parts]), min_size=1,
                                unique=True))  # fmt: skip
    there = {name: f"new {k}" for k, name in enumerate(chosen)}
    made = problem.rename(there, kind)
    assert made != problem
    assert {each.name for each in getattr(made, PARTS[kind])} >= set(there.values())
    back = made.rename({new: old for old, new in there.items()}, kind)
    assert back == replace(back) == problem


@examples(30)
@given(whole_problems(), st.data())
def test_names_that_change_places_twice_are_what_they_were(problem, data):
    names = data.draw(st.permutations(problem.alternative_names))
    swap = {names[0]: names[1], names[1]: names[0]}
    made = problem.rename(swap, "alternative")
    assert made.ranks.tobytes() == problem.ranks.tobytes()
    again = made.rename(swap, "alternative")
    assert again.judgements == problem.judgements
    assert again.alternative_names == problem.alternative_names


# --- what is wrong -------------------------------------------------------------------------------


def test_all_faults_at_once_with_the_nearest_names():
    english, dutch = faults_of(lambda: whole().rename({"csot": "x", "efect": "y"}))
    assert [fault.split(" allowed")[0] for fault in english] == [
        f"unknown layer, criterion, alternative, reading or scenario '{typed}'; did you mean "
        f"'{near}'?"
        for typed, near in (("csot", "cost"), ("efect", "effect"))
    ]
    assert dutch[0].startswith("laag, criterium, optie, lezing of scenario ‘csot’ is onbekend;")


@pytest.mark.parametrize(
    ("names", "english", "dutch"),
    [
        ({"cost": "reach"}, "criterion 'reach' stands there 2 times; names must differ",
         "criterium ‘reach’ komt 2 keer voor; namen moeten verschillen"),
        ({"cost": "x", "reach": "x"}, "criterion 'x' stands there 2 times; names must differ",
         "criterium ‘x’ komt 2 keer voor; namen moeten verschillen"),
        ({"cost": " "}, "criterion without a name", "criterium zonder naam"),
        ({"cost": "x "}, "criterion 'x ': a name cannot begin or end with a space",
         "criterium ‘x ’: een naam kan niet beginnen of eindigen met een spatie"),
        ({"cost": ["x"]}, "criterion ['x']: a name is needed, as text",
         "criterium ['x']: er is een naam nodig, als tekst"),
        ({"cost": "x", "Cost": "y"}, "criterion 'cost' gets more than one new name; allowed: one",
         "criterium ‘cost’ krijgt meer dan één nieuwe naam; toegestaan: één"),
    ],
)  # fmt: skip
def test_a_new_name_that_cannot_be_one_is_refused(names, english, dutch):
    assert faults_of(lambda: whole().rename(names)) == ([english], [dutch])


def test_what_is_no_name_is_a_fault_wherever_a_part_is_named():
    for call in (lambda: whole().rename({3: "x"}), lambda: whole().without(["cost"])):
        assert "a name is needed, as text" in faults_of(call)[0][0]


def test_a_name_of_several_kinds_needs_its_kind():
    problem = mcda.from_rankings({"cost": "A > B"}, layers={"cost": ["cost"]})
    english, dutch = faults_of(lambda: problem.rename({"cost": "price"}))
    assert english == [
        "'cost' can mean more than one thing: layer 'cost', criterion 'cost'; say which with kind="
    ]
    assert dutch == [
        "‘cost’ kan meer dan één ding betekenen: laag ‘cost’, criterium ‘cost’; zeg welk met kind="
    ]
    assert problem.rename({"cost": "price"}, kind="layer").layer_names == ("price",)
    assert (
        "unknown kind 'option'"
        in faults_of(lambda: problem.rename({"cost": "price"}, kind="option"))[0][0]
    )


def test_weights_that_could_be_taken_for_those_of_another_kind_are_refused():
    names = {"cost": "input", "reach": "effect"}
    english, dutch = faults_of(lambda: whole().rename(names, "criterion"))
    assert english == [
        (
            "weights 'input', 'effect': with the new names it is no longer clear whether criteria "
            "or layers are weighed; allowed: other names"
        )
    ]
    assert dutch[0].startswith("gewichten ‘input’, ‘effect’: met de nieuwe namen")
