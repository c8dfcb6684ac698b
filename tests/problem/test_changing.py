"""Another judgement on one criterion: told by results, and a fault where it cannot count."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.files import parse
from mcda_ai.io.losses import losses
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.wording import Words
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.circumstances import circumstances_of
from mcda_ai.problem.evidence import Judgement, Reading, Scenario, ScenarioCell
from mcda_ai.report.evidence_rows import evidence_table
from tests.strategies import examples
from tests.whole_problems import whole_problems

PROBLEM = mcda.from_rankings(
    {"cost": "A > B > C", "reach": "C > A = B", "trust": None}, weights={"cost": 2, "reach": 1}
)
MEASURED = mcda.from_table(
    pd.DataFrame({"A": [3.0, 10], "B": [5, 12]}, index=["cost", "reach"]),
    directions={"cost": "min", "reach": "max"},
)
SCALED = """
version: 1
name: scaled
alternatives: [A, B]
layers: [effects]
scales: [{name: steps, levels: [low, middle, high]}]
readings: [read]
criteria:
  - {name: safety, layer: effects, scale: steps, judgements: {read: {levels: {A: low, B: high}}}}
"""


def two_readings():
    given = PROBLEM.judgements["given"]
    return replace(
        PROBLEM,
        readings=(*PROBLEM.readings, Reading("other")),
        judgements={"given": given, "other": given},
        scenarios=(Scenario("dear", (ScenarioCell("cost", WeakOrder.parse("C > B > A")),)),),
    )


def faults_of(call):
    with pytest.raises(ProblemError) as error:
        call()
    return [str(fault) for fault in error.value.faults], [
        fault.in_words("nl") for fault in error.value.faults
    ]


# --- what it makes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "order",
    ["C > B > A", {"A": 3, "B": 2, "C": 1}, ["C", "B", "A"], pd.Series({"A": 9, "B": 5, "C": 1})],
)
def test_an_order_is_written_as_everywhere(order):
    made = PROBLEM.change("Cost", order)
    assert str(made.judgement("cost").order) == "C > B > A"
    assert made.changed_by_hand == ("cost",)
    assert PROBLEM.changed_by_hand == ()
    np.testing.assert_array_equal(made.ranks, [[3, 2, 1], [2.5, 2.5, 1], [np.nan] * 3])


def test_an_option_that_is_left_out_is_not_ranked():
    assert np.isnan(PROBLEM.change("cost", "C > A").ranks[0, 1])


def test_an_unscored_criterion_can_be_scored_and_a_scored_one_withdrawn():
    made = PROBLEM.change("trust", "A > B").change("cost", reason="withdrawn")
    assert made.scored.tolist() == [False, True, True]
    assert made.judgement("cost").reason.en == "withdrawn"
    assert made.changed_by_hand == ("cost", "trust")


def test_measured_values_and_levels_can_be_given():
    made = MEASURED.change("cost", values={"A": 9, "B": 5})
    np.testing.assert_array_equal(made.values[0], [-9, -5])
    scaled = parse(SCALED, "scaled.yaml")
    made = scaled.change("safety", levels={"A": ["middle", "high"], "B": "low"})
    assert made.judgement("safety").text() == "A: middle / high; B: low"
    np.testing.assert_array_equal(made.preferences["safety"], [[0, 1], [0, 0]])


def test_results_say_it():
    made = PROBLEM.change("cost", "C > B > A").without("trust")
    assert made.circumstances == ["without trust", "changed by hand: cost"]
    found = mcda.rank(made)
    assert str(found.provenance).endswith("without trust; changed by hand: cost")
    assert found.claims[0].circumstances["changed"] == ["cost"]
    assert "changed by hand: cost" in repr(found)


def test_the_report_says_it_in_both_languages_and_does_not_blame_a_scenario():
    made = mcda.load("ai-factory").change("compute", "B1 > B2 > B3")
    said = {
        language: [Words(language).said(claim) for claim in circumstances_of(made, language)][-1]
        for language in ("en", "nl")
    }
    assert said == {"en": "changed by hand: compute", "nl": "met de hand gewijzigd: compute"}
    row = next(
        row[0]
        for group in evidence_table(made, "en").groups
        for row in group.rows
        if "by hand" in row[0].marks
    )
    assert row.marks[:2] == ("assumed", "by hand")


def test_it_counts_in_its_reading_and_is_told_where_it_counts():
    made = two_readings().change("cost", "C > B > A")
    assert made.changed_by_hand == ("cost",)
    assert made.reading("other").changed_by_hand == ()
    assert str(made.reading("other").judgement("cost").order) == "A > B > C"
    assert made.scenario("dear").changed_by_hand == ()


def test_what_stands_there_already_is_no_change():
    assert PROBLEM.change("reach", "C > B = A") == PROBLEM
    assert PROBLEM.change("trust", reason="not asked") != PROBLEM


@examples(50)
@given(whole_problems(), st.data())
def test_the_order_that_stands_there_changes_no_array(problem, data):
    judged = problem.judgements[problem.active_reading]
    name = data.draw(st.sampled_from(problem.criterion_names))
    order = judged[name].order
    assume(order is not None)
    if any(cell.criterion == name for s in problem.scenarios_applied for cell in s.cells):
        return
    made = problem.change(name, order)
    assert made == problem
    for array in ("ranks", "values", "scored", "layer_of"):
        np.testing.assert_array_equal(getattr(made, array), getattr(problem, array))


def test_numbers_that_can_be_no_ranks_are_doubted_as_where_a_problem_is_made():
    made = PROBLEM.change("cost", {"A": 7.5, "B": 3.2, "C": 9})
    as_made = mcda.from_rankings({"cost": {"A": 7.5, "B": 3.2, "C": 9}})
    assert made.doubts == as_made.doubts != ()
    assert PROBLEM.change("cost", {"A": 3, "B": 1, "C": 2}).doubts == ()
    merged = PROBLEM.merge(["cost", "reach"], "cost", order={"A": 7.5, "B": 3.2, "C": 9})
    assert merged.doubts == as_made.doubts


# --- files and versions --------------------------------------------------------------------------


def test_a_problem_file_keeps_it_and_a_table_says_that_it_does_not(tmp_path):
    made = PROBLEM.change("cost", "C > B > A", reason="a later report")
    again = mcda.read(mcda.write(made, tmp_path / "made.yaml"))
    assert again == made
    assert again.changed_by_hand == ("cost",)
    told = "that the judgement on cost was changed by hand is not recorded"
    assert told in losses(made, "csv")
    assert told in losses(made, "xlsx")


def test_two_versions_say_it():
    found = mcda.diff(PROBLEM, PROBLEM.change("cost", "C > B > A"), size=100)
    assert found.sentences[:2] == (
        "the ranking on cost is now C > B > A, was A > B > C",
        "the judgement on cost is now one that was changed by hand",
    )
    assert found.in_words("nl")[1] == "het oordeel op cost is nu met de hand gewijzigd"
    assert found.provenance.changed == ("cost",)
    back = mcda.diff(PROBLEM.change("cost", "C > B > A"), PROBLEM, size=100)
    assert back.sentences[1] == ("the judgement on cost is no longer one that was changed by hand")


# --- what is wrong -------------------------------------------------------------------------------


def test_all_faults_at_once_with_the_nearest_names():
    english, dutch = faults_of(lambda: PROBLEM.change("csot", "A > Bb"))
    assert english == [
        "unknown criterion 'csot'; did you mean 'cost'? allowed: cost, reach, trust",
        "criterion 'csot': unknown alternative 'Bb'; did you mean 'B'? allowed: A, B, C",
    ]
    assert dutch[1] == (
        "criterium ‘csot’: optie ‘Bb’ is onbekend; bedoelt u ‘B’? toegestaan: A, B, C"
    )


def test_nothing_at_all_needs_a_reason():
    assert faults_of(lambda: PROBLEM.change("cost"))[0] == [
        "criterion 'cost': status 'unscored' needs a reason"
    ]


def test_ranks_on_a_measured_criterion_could_be_values():
    english, dutch = faults_of(lambda: MEASURED.change("cost", {"A": 1, "B": 2}))
    assert english == [
        (
            "criterion 'cost': numbers on a criterion that is measured; are they ranks or what was "
            "measured? allowed: an order as text or in groups, or values="
        )
    ]
    assert dutch[0].startswith("criterium ‘cost’: getallen bij een gemeten criterium;")
    assert MEASURED.change("cost", "B > A").ranks[0].tolist() == [2, 1]


def test_a_criterion_that_an_applied_scenario_sets_is_not_changed_in_vain():
    english, dutch = faults_of(lambda: two_readings().scenario("dear").change("cost", "A > B"))
    assert english == [
        (
            "criterion 'cost': scenario 'dear', which is applied, sets it, so that a change would "
            "not count; change it where that scenario is not applied"
        )
    ]
    assert "het toegepaste scenario ‘dear’" in dutch[0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"order": "A > B", "values": {"A": 1}}, "more than one of an order, levels and values"),
        ({"levels": {"A": "high"}}, "the criterion names no scale"),
        ({"values": {"A": float("nan")}}, "measures nan; allowed: a finite number"),
        ({"values": {"Z": 1}}, "unknown alternative 'Z'"),
        ({"order": "A >> B"}, "two signs after each other"),
        ({"order": 5}, "5"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(given, told):
    (fault, *_), _ = faults_of(lambda: PROBLEM.change("cost", **given))
    assert fault.startswith("criterion 'cost': ")
    assert told in fault


def test_a_level_that_is_not_on_the_scale_has_a_nearest_one():
    scaled = parse(SCALED, "scaled.yaml")
    (fault,), _ = faults_of(lambda: scaled.change("safety", levels={"A": "hihg"}))
    assert "unknown level 'hihg'; did you mean 'high'?" in fault


def test_a_problem_in_which_nothing_is_compared_any_more_is_refused():
    alone = mcda.from_rankings({"cost": "A > B"})
    assert (
        "at least one scored criterion is needed"
        in faults_of(lambda: alone.change("cost", reason="withdrawn"))[0][0]
    )


def test_a_mark_survives_copies_and_narrowing():
    made = PROBLEM.change("cost", "C > B > A").without("B")
    assert made.judgement("cost") == Judgement(
        WeakOrder.parse("C > A"), status="assumed", by_hand=True
    )
