"""Which parts of two versions are one part under two names: by what they hold, never by chance."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.messages.label import Label
from mcda_ai.problem.consistency import PARTS
from mcda_ai.problem.evidence import Reading
from mcda_ai.problem.recognition import renames_between
from tests.strategies import examples
from tests.whole_problems import whole_problems

PROBLEM = mcda.from_rankings(
    {"direct costs": "north > south > east", "reach": "east > north", "trust": None},
    layers={"input": ["direct costs"], "effects": ["reach", "trust"]},
    weights={"direct costs": 2, "reach": 1},
)


def found(*names, problem=PROBLEM):
    return renames_between(problem, problem.rename(dict(names)))


# --- what is recognised --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("criterion", "direct costs", "Direct-costs"),
        ("criterion", "direct costs", "direct cost"),
        ("alternative", "north", "North"),
        ("layer", "effects", "effect"),
    ],
)
def test_a_name_spelled_otherwise_is_recognised(kind, old, new):
    assert found((old, new)) == {kind: {old: new}}


def test_several_at_once_are_recognised():
    names = {"direct costs": "direct cost", "north": "North", "effects": "effect", "reach": "Reach"}
    assert renames_between(PROBLEM, PROBLEM.rename(names)) == {
        "layer": {"effects": "effect"},
        "criterion": {"direct costs": "direct cost", "reach": "Reach"},
        "alternative": {"north": "North"},
    }


def test_another_name_with_the_same_label_is_recognised():
    labelled = replace(
        PROBLEM,
        criteria=tuple(
            replace(each, label=Label(nl=f"het {each.name}")) for each in PROBLEM.criteria
        ),
    )
    assert found(("reach", "B2"), problem=labelled) == {"criterion": {"reach": "B2"}}


def test_what_else_changed_does_not_hide_it():
    after = PROBLEM.rename({"direct costs": "direct cost"}).without("trust", "south")
    after = replace(after, own_weights={"direct cost": 1, "reach": 5})
    assert renames_between(PROBLEM, after) == {"criterion": {"direct costs": "direct cost"}}


def test_a_measured_criterion_is_recognised_by_its_values():
    table = pd.DataFrame({"A": [3.0, 10], "B": [5, 12]}, index=["cost", "reach"])
    problem = mcda.from_table(table, directions={"cost": "min", "reach": "max"})
    assert found(("cost", "costs"), problem=problem) == {"criterion": {"cost": "costs"}}
    table.loc["cost", "A"] = 4
    other = mcda.from_table(table, directions={"cost": "min", "reach": "max"})
    assert renames_between(problem, other.rename({"cost": "costs"})) == {}


@examples(60)
@given(whole_problems(), st.data())
def test_another_name_with_the_same_label_is_recognised_or_somebody_else_could_be_meant(
    problem, data
):
    """Only parts of one kind that hold the same and are called alike can be taken for another."""
    kind = data.draw(st.sampled_from(["layer", "criterion", "alternative"]))
    parts = getattr(problem, PARTS[kind])
    part = data.draw(st.sampled_from(parts))
    assume(part.label not in (Label(), Label.same(part.name)))
    recognised = renames_between(problem, problem.rename({part.name: "another"}, kind))
    assert recognised in ({kind: {part.name: "another"}}, {})
    ranked = all(
        judgement.order and len(judgement.order.alternatives) == len(problem.alternatives)
        for judged in problem.judgements.values()
        for judgement in judged.values()
    )
    has_criteria = kind != "layer" or part.name in {each.layer for each in problem.criteria}
    if ranked and has_criteria and len(problem.alternatives) > 1:
        assert recognised


@examples(30)
@given(whole_problems())
def test_nothing_is_recognised_where_nothing_is_called_otherwise(problem):
    assert renames_between(problem, replace(problem)) == {}


# --- what is not ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("direct costs", "indirect costs"),
        ("direct costs", "costs"),
        ("reach", "range"),
        ("reach", "reech"),
        ("north", "south side"),
        ("trust", "Trust"),  # nobody ranks it
        ("effects", "outcome"),
    ],
)
def test_another_name_is_another_part(old, new):
    assert found((old, new)) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plan 1", "plan 2"), ("B1", "B2"), ("plan XVII", "plan XVIII"), ("A", "B"),
        ("year 2030", "year 20300"), ("baten", "banen"), ("werknemers", "werkgevers"),
        ("employer", "employee"), ("effect", "effectiveness"), ("cat", "cats"),
    ],
)  # fmt: skip
def test_another_number_or_word_is_another_option(old, new):
    problem = mcda.from_rankings({"cost": [old, "zero"], "reach": ["zero", old]})
    assert found((old, new), problem=problem) == {}


def test_a_criterion_that_ranks_otherwise_in_a_reading_is_another():
    judged = PROBLEM.judgements["given"]
    problem = replace(
        PROBLEM,
        readings=(*PROBLEM.readings, Reading("other")),
        judgements={"given": judged, "other": judged},
    )
    after = problem.rename({"reach": "Reach"})
    assert renames_between(problem, after) == {"criterion": {"reach": "Reach"}}
    changed = after.reading("other").change("Reach", "north > east").reading("given")
    assert renames_between(problem, changed) == {}


def test_a_criterion_of_another_layer_or_direction_is_another():
    after = PROBLEM.rename({"reach": "Reach"})
    assert renames_between(PROBLEM, _with(after, "Reach", layer="input")) == {}
    assert renames_between(PROBLEM, _with(after, "Reach", direction="min")) == {}


def _with(problem, name, **changes):
    criteria = [replace(each, **changes) if each.name == name else each
                for each in problem.criteria]  # fmt: skip
    return replace(problem, criteria=tuple(criteria))


def test_an_option_with_another_place_is_another():
    after = PROBLEM.rename({"south": "South"}).change("direct costs", "South > north > east")
    assert renames_between(PROBLEM, after) == {}


def test_a_layer_with_other_criteria_or_another_role_is_another():
    after = PROBLEM.rename({"effects": "effect"})
    assert renames_between(PROBLEM, _with(after, "reach", layer="input")) == {}
    layers = tuple(replace(each, role="precondition") for each in after.layers)
    assert renames_between(PROBLEM, replace(after, layers=layers)) == {}


def test_weights_are_never_taken_for_those_of_another_kind():
    """With the new names the weights of the layers would be of criteria."""
    before = mcda.from_rankings(
        {"costs": "A > B", "reaches": "B > A"},
        layers={"cost": ["costs"], "reach": ["reaches"]},
        weights={"cost": 2, "reach": 1},
    )
    after = replace(before, own_weights=None)
    names = {"costs": "cost", "reaches": "reach"}
    criteria = [replace(each, name=names[each.name]) for each in after.criteria]
    judged = {names[name]: each for name, each in after.judgements["given"].items()}
    after = replace(after, criteria=tuple(criteria), judgements={"given": judged})
    assert renames_between(before, after) == {}
    assert renames_between(replace(before, own_weights=None), after) == {"criterion": names}


def test_where_two_could_be_meant_nothing_is_guessed():
    once = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    twice = mcda.from_rankings({"costs": "A > B", "Cost": "A > B", "reach": "B > A"})
    assert renames_between(once, twice) == {}
    assert renames_between(twice, once) == {}
