"""Criteria that say the same, counted once."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.io.losses import losses
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.wording import Words
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.circumstances import circumstances_of
from mcda_ai.problem.evidence import NOT_SCORED, Judgement, Reading, Scenario, ScenarioCell, Source
from tests.strategies import examples, problems

PROBLEM = mcda.from_rankings(
    {"price": "A > B > C", "rent": "A > B > C", "reach": "C > A", "cost": "A > C > B"},
    layers={"input": ["price", "rent", "cost"], "effect": ["reach"]},
    weights={"price": 2, "rent": 1, "reach": 4, "cost": 0},
    weight_sets={"board": {"price": 1, "rent": 0.5, "reach": 1, "cost": 1},
                 "layers": {"input": 1, "effect": 3}},
)  # fmt: skip


def with_scenario(**orders):
    cells = tuple(ScenarioCell(name, WeakOrder.parse(order)) for name, order in orders.items())
    return replace(PROBLEM, scenarios=(Scenario("dear", cells),))


def faults_of(call):
    with pytest.raises(ProblemError) as error:
        call()
    return [str(fault) for fault in error.value.faults], [
        fault.in_words("nl") for fault in error.value.faults
    ]


# --- what it makes -------------------------------------------------------------------------------


def test_they_are_counted_once_and_their_weights_add_up():
    made = PROBLEM.merge(["rent", "Price"], into="housing")
    assert made.criterion_names == ("housing", "reach", "cost")
    assert str(made.judgement("housing").order) == "A > B > C"
    assert made.own_weights == {"housing": 3, "reach": 4, "cost": 0}
    assert made.weight_sets[0].by_name == {"housing": 1.5, "reach": 1, "cost": 1}
    assert made.weight_sets[1].by_name == {"input": 1, "effect": 3}
    assert made.changed_by_hand == ()
    assert made.criteria[0].label.en == "housing"


def test_results_and_files_say_which_were_merged(tmp_path, capsys):
    made = PROBLEM.merge(["price", "rent"], into="housing").merge(["housing", "cost"], "money",
                                                                  order="A > B > C")  # fmt: skip
    assert made.merged == {"money": ("price", "rent", "cost")}
    told = "merged into money: price, rent, cost"
    assert made.circumstances == [told, "changed by hand: money"]
    found = mcda.rank(made)
    assert told in str(found.provenance)
    assert told in repr(found)
    assert found.claims[0].circumstances["merged"] == {"money": ["price", "rent", "cost"]}
    again = mcda.read(mcda.write(made, tmp_path / "merged.yaml"))
    assert again.merged == made.merged
    assert again.rename({"money": "euros"}).merged == {"euros": ("price", "rent", "cost")}
    assert again.without("money").merged == {}
    assert main(["rank", str(tmp_path / "merged.yaml")]) == 0
    assert told in capsys.readouterr().out
    assert "that several criteria were merged into money is not recorded" in losses(made, "csv")
    (change,) = (each for each in mcda.diff(PROBLEM.rename({"price": "money"}), made).changes
                 if each.kind == "merged")  # fmt: skip
    assert change.after.en == "price, rent, cost"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "merged into housing: price, rent"), ("nl", "samengevoegd tot housing: price, rent")],
)
def test_the_report_says_which_were_merged(language, told):
    made = PROBLEM.merge(["price", "rent"], into="housing")
    claims = circumstances_of(made, language)
    assert told in [Words(language).said(claim) for claim in claims]


def test_the_one_can_have_the_name_of_one_of_them():
    made = PROBLEM.merge(["price", "rent"], into="rent")
    assert made.criterion_names == ("rent", "reach", "cost")


def test_sources_of_all_are_kept():
    sources = {"price": Source(table="1"), "rent": Source(table="2")}
    judged = {
        name: replace(each, sources=(sources[name],) if name in sources else ())
        for name, each in PROBLEM.judgements["given"].items()
    }
    made = replace(PROBLEM, judgements={"given": judged}).merge(["price", "rent"], "housing")
    assert made.judgement("housing").sources == tuple(sources.values())


def test_an_order_settles_what_they_do_not_share_and_results_say_so():
    made = PROBLEM.merge(["price", "cost"], "money", order="A > B = C")
    assert str(made.judgement("money").order) == "A > B = C"
    assert made.changed_by_hand == ("money",)


def test_a_layer_is_named_where_they_stand_in_different_ones():
    made = PROBLEM.merge(["price", "reach"], "mixed", order="A > B", layer="Effect")
    assert made.criteria[0].layer == "effect"
    assert made.layer_of.tolist() == [1, 0, 0]


def test_a_scenario_that_sets_all_alike_sets_the_one():
    made = with_scenario(price="C > B > A", rent="C > B > A").merge(["price", "rent"], "housing")
    assert str(made.scenario("dear").judgement("housing").order) == "C > B > A"


def test_an_order_counts_in_a_scenario_that_does_not_set_them_alike():
    made = with_scenario(price="C > B > A").merge(["price", "rent"], "housing", order="A > B > C")
    assert made.scenarios[0].cells == ()


def test_measured_criteria_say_the_same_where_all_that_was_measured_is_the_same():
    table = pd.DataFrame({"A": [3.0, 3, 300], "B": [5, 5, 500]}, index=["a", "b", "cents"])
    problem = mcda.from_table(table, directions="min")
    assert problem.merge(["a", "b"], "ab").values.tolist() == [[-3, -5], [-300, -500]]
    (fault,), _ = faults_of(lambda: problem.merge(["a", "cents"], "ab"))
    assert "differ (A: 3; B: 5, against A: 300; B: 500)" in fault


@examples(50)
@given(problems(), st.data())
def test_copies_counted_as_one_give_the_same_scores(problem, data):
    """The scores of Borda are sums over criteria: it is the same to add up weights first."""
    name = data.draw(st.sampled_from(problem.criterion_names))
    copies = [f"copy {k}" for k in range(data.draw(st.integers(1, 3)))]
    judged = dict(problem.judgements["given"])
    like = next(each for each in problem.criteria if each.name == name)
    doubled = replace(
        problem,
        criteria=(*problem.criteria, *(replace(like, name=each) for each in copies)),
        judgements={"given": {**judged, **dict.fromkeys(copies, judged[name])}},
    )
    weights = {each: data.draw(st.integers(1, 5)) for each in doubled.criterion_names}
    own = replace(doubled, own_weights=weights)
    made = own.merge([name, *copies], "one")
    assert made.own_weights["one"] == sum(weights[each] for each in (name, *copies))
    scores = [mcda.rank(each, "borda").scores for each in (own, made)]
    np.testing.assert_allclose(*scores, atol=1e-12)


def test_the_weights_of_copies_add_up_as_fractions_do():
    made = PROBLEM.merge(["price", "rent"], "housing")
    total = sum(map(Fraction, PROBLEM.weight_sets[0].by_name.values()))
    assert sum(map(Fraction, made.weight_sets[0].by_name.values())) == total


# --- what is wrong -------------------------------------------------------------------------------


def test_where_they_differ_is_told_of_every_reading_and_scenario():
    given = PROBLEM.judgements["given"]
    unscored = Judgement(status="unscored", reason=NOT_SCORED)
    problem = replace(
        with_scenario(price="C > B > A"),
        readings=(*PROBLEM.readings, Reading("other")),
        judgements={"given": given, "other": {**given, "rent": unscored}},
    )
    english, dutch = faults_of(lambda: problem.merge(["price", "rent", "cost"], "money"))
    assert english == [
        (
            "'price', 'rent', 'cost' as 'money': reading 'given': 'price' and 'cost' differ "
            "(A > B > C, against A > C > B); say what counts with order="
        ),
        (
            "'price', 'rent', 'cost' as 'money': reading 'other': 'price' and 'rent' differ "
            "(A > B > C, against not scored); say what counts with order="
        ),
        (
            "'price', 'rent', 'cost' as 'money': reading 'other': 'price' and 'cost' differ "
            "(A > B > C, against A > C > B); say what counts with order="
        ),
        (
            "'price', 'rent', 'cost' as 'money': scenario 'dear' does not set them all alike "
            "('price' to C > B > A); say what counts with order="
        ),
    ]
    assert dutch[1].endswith(
        "lezing ‘other’: ‘price’ en ‘rent’ verschillen (A > B > C, tegenover niet gescoord); zeg "
        "met order= wat telt"
    )


def test_where_layers_differ_is_told_with_what_differs():
    english, dutch = faults_of(lambda: PROBLEM.merge(["price", "reach"], "mixed"))
    assert english == [
        (
            "'price', 'reach' as 'mixed': they stand in different layers ('price' in 'input', "
            "'reach' in 'effect'); say in which it stands with layer="
        ),
        (
            "'price', 'reach' as 'mixed': 'price' and 'reach' differ (A > B > C, against C > A); "
            "say what counts with order="
        ),
    ]
    assert dutch[0].endswith(
        "ze staan in verschillende lagen (‘price’ in ‘input’, ‘reach’ in ‘effect’); zeg met layer= "
        "in welke laag het staat"
    )


def test_faults_of_names_come_all_at_once():
    english, _ = faults_of(lambda: PROBLEM.merge(["prise", "rent", "rent"], "cost"))
    assert english == [
        "unknown criterion 'prise'; did you mean 'price'? allowed: price, rent, reach, cost",
        "criterion 'rent' stands in the list more than once; allowed: once",
        "criterion 'cost' stands there 2 times; names must differ",
    ]
    assert faults_of(lambda: PROBLEM.merge(["rent"], "x"))[0] == [
        "1 criterion to count as one; allowed: 2 or more"
    ]
    assert faults_of(lambda: PROBLEM.merge("rent", "x"))[0] == [
        "'rent'; allowed: a list of criterion names"
    ]
    (fault,), _ = faults_of(lambda: PROBLEM.merge(["price", "rent"], "x", order="A > D"))
    assert fault == ("'price', 'rent' as 'x': unknown alternative 'D'; allowed: A, B, C")
    assert faults_of(lambda: PROBLEM.merge(["price", 3], into=["x"]))[0][1:] == [
        "criterion ['x']: a name is needed, as text"
    ]
    (fault,), _ = faults_of(lambda: PROBLEM.merge(["price", "rent"], "x", layer="imput"))
    assert "unknown layer 'imput'; did you mean 'input'?" in fault
