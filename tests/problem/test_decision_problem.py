import dataclasses
import pickle
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from mcda_ai.datasets import load
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.construction import from_rankings
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Document,
    Judgement,
    Layer,
    Level,
    Reading,
    Remark,
    Scale,
    Scenario,
    ScenarioCell,
    Source,
)
from mcda_ai.weights import resolve

NAN = np.nan


def judged(text, **more):
    return Judgement(WeakOrder.parse(text), **more)


def nobody(why="not asked"):
    return Judgement(status="unscored", reason=Label.same(why))


def open_levels(**levels):
    return Judgement(levels={name: tuple(given.split("/")) for name, given in levels.items()})


OVERVIEW = {
    "cost": judged("A > B > C", sources=(Source(table="3", section="4.2"), Source(page="9"))),
    "reach": judged("C > B = A"),
    "trust": open_levels(A="low", B="low/high", C="high"),
    "jobs": nobody(),
    "law": judged("B > A"),
}
PARTS = {
    "name": "plan",
    "alternatives": (
        Alternative("A", Label("Niets doen", "Do nothing")),
        Alternative("B", Label("Meedoen", "Take part")),
        Alternative("C", Label("Zelf bouwen", "Build it")),
    ),
    "layers": (
        Layer("input", Label("Inzet", "Input")),
        Layer("impact", Label("Gevolgen", "Effects")),
        Layer("rules", Label("Voorwaarden", "Conditions"), role="precondition"),
    ),
    "criteria": (
        Criterion("cost", "input", Label("Kosten", "Expense")),
        Criterion("reach", "impact", Label("Bereik", "Range")),
        Criterion("trust", "impact", Label("Vertrouwen", "Confidence"), scale="level"),
        Criterion("jobs", "impact", Label("Banen", "Employment")),
        Criterion("law", "rules", Label("Wet", "Statute")),
    ),
    "readings": (
        Reading("overview", Label("Overzicht", "Summary")),
        Reading("detail", Label("Uitleg", "Explanation")),
    ),
    "judgements": {
        "overview": OVERVIEW,
        "detail": {**OVERVIEW, "reach": judged("C > A > B"), "law": judged("B > A > C")},
    },
    "scales": (Scale("level", (Level("low"), Level("mid"), Level("high"))),),
    "scenarios": (
        Scenario(
            "cheap-b",
            (
                ScenarioCell("cost", WeakOrder.parse("B > A > C")),
                ScenarioCell("law", WeakOrder.parse("A = C > B")),
            ),
            Label("B goedkoop", "B is cheap"),
        ),
        Scenario(
            "dear-b",
            (ScenarioCell("cost", WeakOrder.parse("C > A > B")),),
            Label("B duur", "B is dear"),
        ),
    ),
    "remarks": (Remark("typo", Label.same("page 9 repeats page 8")),),
    "document": Document("A plan", date="2024-11-29"),
    "own_weights": {"cost": 4, "reach": 1, "trust": 2, "law": 1},
}


def make(**changes):
    return DecisionProblem(**{**PARTS, **changes})


PROBLEM = make()
A, B, C = range(3)


def orders(problem):
    return {name: problem.judgement(name).text() for name in problem.criterion_names}


# --- what it holds -----------------------------------------------------------------------------


def test_a_problem_names_its_parts_in_order():
    assert PROBLEM.alternative_names == ("A", "B", "C")
    assert PROBLEM.criterion_names == ("cost", "reach", "trust", "jobs", "law")
    assert PROBLEM.layer_names == ("input", "impact", "rules")


def test_preconditions_are_the_layers_with_that_role():
    assert PROBLEM.preconditions == ("rules",)


def test_each_criterion_points_at_its_layer():
    assert PROBLEM.layer_of.tolist() == [0, 1, 1, 1, 2]


def test_ties_are_written_in_the_order_of_the_problem():
    assert str(PROBLEM.judgement("reach").order) == "C > A = B"


@pytest.mark.parametrize("name", ["reach", "Reach", "Bereik", "range"])
def test_a_judgement_is_found_by_name_and_by_label_in_either_language(name):
    assert PROBLEM.judgement(name).text() == "C > A = B"


def test_ranks_by_hand_with_gaps_where_unscored_or_left_open():
    expected = [[1, 2, 3], [2.5, 2.5, 1], [2, NAN, 1], [NAN, NAN, NAN], [2, 1, NAN]]
    np.testing.assert_array_equal(PROBLEM.ranks, expected)


def test_preferences_by_hand():
    preferred = {
        (criterion, better, worse)
        for k, criterion in enumerate(PROBLEM.criterion_names)
        for i, better in enumerate("ABC")
        for j, worse in enumerate("ABC")
        if np.asarray(PROBLEM.preferences)[k, i, j]
    }
    assert preferred == {
        *[("cost", "A", "B"), ("cost", "A", "C"), ("cost", "B", "C")],
        *[("reach", "C", "A"), ("reach", "C", "B")],
        ("trust", "C", "A"),
        ("law", "B", "A"),
    }


def test_comparable_pairs_by_hand():
    compared = np.asarray(PROBLEM.comparable)
    assert compared.sum(axis=(1, 2)).tolist() == [6, 6, 2, 0, 2]
    assert compared[1, A, B]
    assert compared[2, A, C]
    assert compared[4, A, B]


def test_a_criterion_is_scored_if_it_compares_any_pair():
    problem = make(
        judgements={
            "overview": {**OVERVIEW, "law": judged("B")},
            "detail": {**OVERVIEW, "law": judged("B = C")},
        }
    )
    assert problem.scored.tolist() == [True, True, True, False, False]
    assert problem.reading("detail").scored.tolist() == [True, True, True, False, True]


def test_disputed_criteria_are_those_on_which_readings_differ():
    assert PROBLEM.disputed == ("reach", "law")


def test_an_unscored_pair_and_a_tie_are_a_dispute():
    readings = {"overview": OVERVIEW, "detail": {**OVERVIEW, "jobs": judged("A = B = C")}}
    assert make(judgements=readings).disputed == ("jobs",)


def test_the_same_order_written_otherwise_is_no_dispute():
    readings = {"overview": OVERVIEW, "detail": {**OVERVIEW, "reach": judged("C > A = B")}}
    assert make(judgements=readings).disputed == ()


def test_one_reading_disputes_nothing():
    assert make(readings=PARTS["readings"][:1], judgements={"overview": OVERVIEW}).disputed == ()


def test_layer_preferences_by_hand():
    # In impact, reach has weight 1 and trust 2.
    layers = PROBLEM.layer_preferences()
    assert layers.names == ("input", "impact", "rules")
    assert layers["impact"].loc["C", "A"] == pytest.approx(1)
    assert layers["impact"].loc["C", "B"] == pytest.approx(1 / 3)
    assert layers["rules"].loc["B", "A"] == pytest.approx(1)


def test_layer_preferences_take_other_weights():
    layers = PROBLEM.layer_preferences("equal")
    assert layers["impact"].loc["C", "B"] == pytest.approx(1 / 2)


def test_the_weight_of_each_pair_by_hand():
    shares = PROBLEM.pair_weights()
    assert shares.index.tolist() == [("A", "B"), ("A", "C"), ("B", "C")]
    assert shares.columns.tolist() == ["support", "against", "tie", "not comparable"]
    np.testing.assert_allclose(shares * 8, [[4, 1, 1, 2], [4, 3, 0, 1], [4, 1, 0, 3]], atol=1e-12)


# --- cells that allow several levels -----------------------------------------------------------


def test_a_problem_without_open_cells_is_its_own_only_completion():
    problem = PROBLEM.without("trust")
    assert list(problem.completions()) == [problem]


def test_there_is_a_completion_for_each_choice_of_levels():
    judgement = open_levels(A="low/mid", B="mid", C="low/mid/high")
    readings = {name: {**OVERVIEW, "trust": judgement} for name in ("overview", "detail")}
    completed = [c.ranks[2].tolist() for c in make(judgements=readings).completions()]
    # Every pair of a level for A and one for C, with B in the middle.
    assert completed == [
        [2.5, 1, 2.5],
        [3, 1.5, 1.5],
        [3, 2, 1],
        [1.5, 1.5, 3],
        [2, 2, 2],
        [2.5, 2.5, 1],
    ]


def test_completions_decide_every_pair_that_is_ranked():
    for completed in PROBLEM.completions():
        assert completed.comparable["trust"].to_numpy().sum() == 6


def test_what_is_preferred_is_preferred_in_every_completion():
    tables = [np.asarray(completed.preferences)[2] for completed in PROBLEM.completions()]
    assert len(tables) == 2
    np.testing.assert_array_equal(np.asarray(PROBLEM.preferences)[2], np.min(tables, axis=0))


def test_a_scenario_closes_an_open_cell():
    scenario = Scenario("trusted", (ScenarioCell("trust", WeakOrder.parse("A > B > C")),))
    problem = make(scenarios=(scenario,)).scenario("trusted")
    assert [c.ranks[2].tolist() for c in problem.completions()] == [[1, 2, 3]]


# --- readings and scenarios --------------------------------------------------------------------


def test_the_first_reading_counts_unless_another_is_taken():
    assert PROBLEM.active_reading == "overview"


@pytest.mark.parametrize("name", ["detail", "Detail", "Uitleg", "explanation"])
def test_a_reading_is_taken_by_name_and_by_label(name):
    problem = PROBLEM.reading(name)
    assert problem.active_reading == "detail"
    assert orders(problem)["reach"] == "C > A > B"
    assert problem.ranks[4].tolist() == [2, 1, 3]


def test_a_scenario_replaces_the_judgements_it_names_and_no_other():
    changed = orders(PROBLEM.scenario("cheap-b"))
    assert changed == {**orders(PROBLEM), "cost": "B > A > C", "law": "A = C > B"}


def test_what_a_scenario_says_is_assumed_and_named():
    judgement = PROBLEM.scenario("B goedkoop").judgement("cost")
    assert judgement.status == "assumed"
    assert judgement.reason.en == "B is cheap"


def test_scenarios_that_set_a_cell_differently_are_refused_together():
    text = (
        "scenarios 'cheap-b' and 'dear-b' contradict each other on 'cost' \\(B > A > C, against C"
    )
    with pytest.raises(ProblemError, match=text):
        PROBLEM.scenario("cheap-b").scenario("dear-b")
    with pytest.raises(ProblemError, match=text):
        dataclasses.replace(PROBLEM, active_scenarios=("cheap-b", "dear-b"))


def test_scenarios_that_set_a_cell_alike_go_together():
    dear = next(each for each in PROBLEM.scenarios if each.name == "dear-b")
    again = dataclasses.replace(dear, name="dear-again", label=Label())
    problem = dataclasses.replace(PROBLEM, scenarios=(*PROBLEM.scenarios, again))
    assert orders(problem.scenario("dear-b").scenario("dear-again"))["cost"] == "C > A > B"


def test_a_scenario_stays_when_another_reading_is_taken():
    problem = PROBLEM.scenario("dear-b").reading("detail")
    assert orders(problem)["cost"] == "C > A > B"
    assert orders(problem)["reach"] == "C > A > B"


@pytest.mark.parametrize(
    ("derive", "words"),
    [
        (lambda p: p.reading("detial"), "unknown reading 'detial'; did you mean 'detail'?"),
        (lambda p: p.scenario("cheap b2"), "unknown scenario 'cheap b2'; did you mean 'cheap-b'?"),
        (lambda p: p.judgement("csot"), "unknown criterion 'csot'; did you mean 'cost'?"),
        (lambda p: p.without("csot"), "'csot'; did you mean 'cost'?"),
        (lambda p: p.preferences["csot"], "unknown criterion 'csot'; did you mean 'cost'?"),
    ],
    ids=["reading", "scenario", "judgement", "without", "preferences"],
)
def test_an_unknown_name_is_answered_with_the_nearest(derive, words):
    with pytest.raises(ProblemError) as caught:
        derive(PROBLEM)
    assert words in str(caught.value)


# --- leaving out -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["impact", "IMPACT", "Gevolgen", "effects"])
def test_a_layer_goes_with_its_criteria(name):
    problem = PROBLEM.without(name)
    assert problem.layer_names == ("input", "rules")
    assert problem.criterion_names == ("cost", "law")
    assert problem.layer_of.tolist() == [0, 1]


@pytest.mark.parametrize("name", ["trust", "Vertrouwen", "confidence"])
def test_a_criterion_goes_and_its_layer_stays(name):
    problem = PROBLEM.without(name)
    assert problem.criterion_names == ("cost", "reach", "jobs", "law")
    assert problem.layer_names == PROBLEM.layer_names


@pytest.mark.parametrize("name", ["B", "b", "Meedoen", "take part"])
def test_an_alternative_goes_from_every_judgement_and_scenario(name):
    problem = PROBLEM.without(name)
    assert problem.alternative_names == ("A", "C")
    assert orders(problem) == {
        "cost": "A > C",
        "reach": "C > A",
        "trust": "A: low; C: high",
        "jobs": "",
        "law": "A",
    }
    assert orders(problem.reading("detail"))["law"] == "A > C"
    assert orders(problem.scenario("cheap-b"))["law"] == "A = C"


def test_a_criterion_whose_ranked_alternatives_are_gone_is_unscored():
    alone = {name: {**OVERVIEW, "law": judged("B")} for name in ("overview", "detail")}
    judgement = make(judgements=alone).without("B").judgement("law")
    assert judgement.status == "unscored"
    assert judgement.reason


def test_several_kinds_of_parts_go_at_once():
    problem = PROBLEM.without("Inzet", "jobs", "C", "law")
    assert problem.layer_names == ("impact", "rules")
    assert problem.criterion_names == ("reach", "trust")
    assert problem.alternative_names == ("A", "B")


def test_what_is_gone_is_remembered_by_name():
    assert PROBLEM.without("Inzet").without("jobs", "meedoen").removed == ("input", "jobs", "B")


def test_leaving_out_nothing_changes_nothing():
    assert PROBLEM.without() == PROBLEM


def test_a_name_that_can_mean_two_parts_is_an_error_that_names_both():
    criteria = (replace(PARTS["criteria"][0], name="impact"), *PARTS["criteria"][1:])
    readings = {
        name: {**given, "impact": given["cost"]} for name, given in PARTS["judgements"].items()
    }
    for given in readings.values():
        del given["cost"]
    problem = make(criteria=criteria, judgements=readings, scenarios=(), own_weights=None)
    with pytest.raises(ProblemError) as caught:
        problem.without("impact")
    assert "layer 'impact'" in str(caught.value)
    assert "criterion 'impact'" in str(caught.value)


def test_an_exact_name_goes_before_a_label_of_another_part():
    layers = (replace(PARTS["layers"][0], label=Label.same("Law")), *PARTS["layers"][1:])
    assert make(layers=layers).without("law").layer_names == ("input", "impact", "rules")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("A", "B"), "at least 2 are needed"),
        (("input", "impact", "rules"), "at least one scored criterion is needed"),
        (("cost", "reach", "trust", "law"), "at least one scored criterion is needed"),
    ],
)
def test_too_little_left_is_an_error(names, words):
    with pytest.raises(ProblemError, match=words):
        PROBLEM.without(*names)


def test_own_weights_keep_their_proportions_when_criteria_go():
    problem = PROBLEM.without("impact")
    assert dict(problem.own_weights) == {"cost": 4, "law": 1}
    assert resolve(None, problem).tolist() == [0.8, 0.2]


def test_own_weights_stay_when_an_alternative_goes():
    assert PROBLEM.without("C").own_weights == PROBLEM.own_weights


def test_no_own_weights_stay_none():
    assert make(own_weights=None).without("impact").own_weights is None


# --- immutable, equal, copied ------------------------------------------------------------------


@pytest.mark.parametrize(
    "derive",
    [
        lambda p: p.reading("detail"),
        lambda p: p.scenario("cheap-b"),
        lambda p: p.without("impact"),
        lambda p: list(p.completions()),
    ],
    ids=["reading", "scenario", "without", "completions"],
)
def test_a_derivation_leaves_the_problem_as_it_was(derive):
    before = make()
    derive(before)
    assert before == make()


@pytest.mark.parametrize("field", ["name", "criteria", "active_reading", "own_weights"])
def test_a_field_cannot_be_set(field):
    with pytest.raises(FrozenInstanceError):
        setattr(PROBLEM, field, None)


@pytest.mark.parametrize(
    "mapping",
    [PROBLEM.judgements, PROBLEM.judgements["overview"], PROBLEM.own_weights],
    ids=["readings", "judgements", "own weights"],
)
def test_a_mapping_cannot_be_changed(mapping):
    with pytest.raises(TypeError):
        mapping["cost"] = None


def test_own_weights_do_not_follow_the_dict_they_came_from():
    given = {"cost": 1.0, "reach": 1.0}
    problem = make(own_weights=given)
    given["cost"] = 9.0
    assert problem.own_weights["cost"] == 1


@pytest.mark.parametrize(
    "array",
    [
        PROBLEM.ranks,
        PROBLEM.layer_of,
        PROBLEM.scored,
        np.asarray(PROBLEM.preferences),
        np.asarray(PROBLEM.comparable),
        np.asarray(PROBLEM.layer_preferences()),
    ],
    ids=["ranks", "layer_of", "scored", "preferences", "comparable", "layer preferences"],
)
def test_an_array_cannot_be_written(array):
    with pytest.raises(ValueError, match="read-only"):
        array[...] = 0


def test_problems_made_alike_are_equal():
    assert make() == make()
    assert make() != make(name="another plan")


@pytest.mark.parametrize(
    "problem",
    [PROBLEM, PROBLEM.reading("detail").scenario("cheap-b").without("trust", "C")],
    ids=["whole", "derived"],
)
def test_a_problem_survives_pickling(problem):
    copy = pickle.loads(pickle.dumps(problem))
    assert copy == problem
    assert repr(copy) == repr(problem)
    np.testing.assert_array_equal(copy.ranks, problem.ranks)


def test_a_pickled_problem_cannot_be_changed_either():
    copy = pickle.loads(pickle.dumps(PROBLEM))
    with pytest.raises(TypeError):
        copy.judgements["overview"]["cost"] = None


def test_replacing_nothing_gives_an_equal_problem():
    assert replace(PROBLEM) == PROBLEM


def test_replacing_judgements_gives_new_arrays():
    _ = PROBLEM.ranks
    changed = {name: {**OVERVIEW, "cost": judged("C > B > A")} for name in ("overview", "detail")}
    assert replace(PROBLEM, judgements=changed).ranks[0].tolist() == [3, 2, 1]


# --- for people --------------------------------------------------------------------------------


def test_a_frame_has_a_row_for_each_criterion_with_its_ranks_and_sources():
    frame = PROBLEM.to_frame()
    assert frame.index.names == ["layer", "criterion"]
    assert frame.index.tolist()[:2] == [("input", "cost"), ("impact", "reach")]
    assert frame.columns.tolist() == ["A", "B", "C", "ranking", "status", "disputed", "source"]
    assert frame.loc[("input", "cost")].tolist() == [
        *(1, 2, 3),
        *("A > B > C", "stated", False),
        "table 3, section 4.2; page 9",
    ]


def test_a_frame_leaves_unscored_cells_empty():
    row = PROBLEM.to_frame().loc[("impact", "jobs")]
    assert row[["A", "B", "C"]].isna().all()
    assert row["status"] == "unscored"
    assert row["ranking"] == ""


def test_a_frame_marks_what_is_disputed_and_what_is_assumed():
    frame = PROBLEM.scenario("dear-b").to_frame().droplevel("layer")
    assert frame.index[frame["disputed"]].tolist() == ["reach", "law"]
    assert frame.index[frame["status"] == "assumed"].tolist() == ["cost"]


def test_a_frame_cites_in_dutch_if_asked():
    source = PROBLEM.to_frame("nl").loc[("input", "cost"), "source"]
    assert source == "tabel 3, paragraaf 4.2; pagina 9"


def test_a_problem_shows_what_is_in_it():
    shown = repr(PROBLEM)
    for words in ("'plan'", "3 alternatives", "5 criteria (4 scored)", "3 layers", "overview"):
        assert words in shown


def test_a_problem_shows_how_it_was_derived():
    shown = repr(PROBLEM.reading("detail").scenario("cheap-b").without("Inzet", "C"))
    for words in ("2 alternatives", "reading detail", "scenario cheap-b", "without input, C"):
        assert words in shown


def test_a_problem_shows_as_an_html_table():
    shown = PROBLEM._repr_html_()
    assert "<table" in shown
    assert "A &gt; B &gt; C" in shown


# --- what is refused ---------------------------------------------------------------------------


def faults_of(**changes):
    with pytest.raises(ProblemError) as caught:
        make(**changes)
    return caught.value.faults


TWICE = "stands there 2 times"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"alternatives": PARTS["alternatives"][:1]}, "at least 2 are needed"),
        ({"alternatives": PARTS["alternatives"] * 2}, f"alternative 'A' {TWICE}"),
        ({"layers": PARTS["layers"] * 2}, f"layer 'input' {TWICE}"),
        ({"criteria": PARTS["criteria"] * 2}, f"criterion 'cost' {TWICE}"),
        ({"readings": PARTS["readings"] * 2}, f"reading 'detail' {TWICE}"),
        ({"scenarios": PARTS["scenarios"] * 2}, f"scenario 'cheap-b' {TWICE}"),
        ({"scales": PARTS["scales"] * 2}, f"scale 'level' {TWICE}"),
        ({"alternatives": (*PARTS["alternatives"], Alternative(" "))}, "without a name"),
        ({"layers": PARTS["layers"][:2]}, "criterion 'law': unknown layer 'rules'"),
        ({"readings": (), "judgements": {}}, "no reading"),
        ({"readings": PARTS["readings"][:1]}, "unknown reading 'detail'"),
        ({"active_reading": "detial"}, "unknown reading 'detial'; did you mean 'detail'?"),
        ({"active_scenarios": ("cheap",)}, "unknown scenario 'cheap'; did you mean 'cheap-b'?"),
        ({"scales": ()}, "unknown scale 'level'; allowed: none"),
        ({"own_weights": {"csot": 1}}, "unknown criterion or layer 'csot'; did you mean 'cost'?"),
        ({"judgements": {"overview": OVERVIEW}}, "reading 'detail', criterion 'cost': no judg"),
        (
            {"judgements": {"overview": OVERVIEW, "detail": {**OVERVIEW, "csot": nobody()}}},
            "reading 'detail': unknown criterion 'csot'; did you mean 'cost'?",
        ),
        (
            {"judgements": {"overview": OVERVIEW, "detail": {**OVERVIEW, "cost": judged("A > D")}}},
            "reading 'detail', criterion 'cost': unknown alternative 'D'",
        ),
        (
            {
                "judgements": {
                    "overview": OVERVIEW,
                    "detail": {**OVERVIEW, "trust": open_levels(A="hihg", B="low")},
                }
            },
            "reading 'detail', criterion 'trust': unknown level 'hihg'; did you mean 'high'?",
        ),
        (
            {
                "judgements": {
                    "overview": OVERVIEW,
                    "detail": {**OVERVIEW, "law": open_levels(A="high", B="low")},
                }
            },
            "reading 'detail', criterion 'law': levels, but the criterion names no scale",
        ),
        (
            {"scenarios": (Scenario("s", (ScenarioCell("csot", WeakOrder.parse("A > B")),)),)},
            "scenario 's', criterion 'csot': unknown criterion 'csot'; did you mean 'cost'?",
        ),
        (
            {"scenarios": (Scenario("s", (ScenarioCell("cost", WeakOrder.parse("A > D")),)),)},
            "scenario 's', criterion 'cost': unknown alternative 'D'",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parts_that_do_not_fit_together_are_named(changes, words):
    assert any(words in fault for fault in faults_of(**changes))


def test_every_fault_names_the_problem():
    assert all(fault.startswith("plan: ") for fault in faults_of(scales=(), active_reading="x"))


def test_all_faults_are_told_at_once():
    faults = faults_of(
        alternatives=(*PARTS["alternatives"], Alternative("A")),
        layers=PARTS["layers"][:2],
        scales=(),
        own_weights={"csot": 1},
        active_reading="detial",
        active_scenarios=("nope",),
        judgements={"overview": OVERVIEW, "detail": {**OVERVIEW, "cost": judged("A > D")}},
    )
    for word in ("'A'", "'rules'", "'level'", "'csot'", "'detial'", "'nope'", "'D'"):
        assert any(word in fault for fault in faults), word


def test_a_problem_in_which_nothing_is_compared_is_refused():
    silent = {"cost": judged("A"), **dict.fromkeys(("reach", "trust", "jobs", "law"), nobody())}
    faults = faults_of(judgements={"overview": silent, "detail": OVERVIEW})
    assert "at least one scored criterion is needed" in faults[0]


# --- one judgement -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "there is no ranking"),
        ({"status": "unscored"}, "needs a reason"),
        ({"order": WeakOrder.parse("A > B"), "status": "corrected"}, "needs a reason"),
        (
            {
                "order": WeakOrder.parse("A > B"),
                "status": "unscored",
                "reason": Label.same("because"),
            },
            "there is a ranking",
        ),
        ({"order": WeakOrder.parse("A > B"), "levels": {"A": ("low",)}}, "one of them"),
    ],
    ids=["nothing", "unscored", "corrected", "contradiction", "two forms"],
)
def test_a_judgement_that_contradicts_itself_is_refused(parts, words):
    with pytest.raises(ProblemError, match=words):
        Judgement(**parts)


def test_a_label_falls_back_on_the_other_language():
    assert Label(nl="Kosten").text("en") == "Kosten"
    assert Label(en="Cost").text("nl") == "Cost"


def test_a_document_cites_itself():
    document = Document("A plan", publisher="Office", number="12", date="2024-11-29")
    assert str(document) == "A plan (Office, 12, 2024-11-29)"


def test_criteria_with_several_admissible_levels_are_left_open():
    features = load("ai-factory-features")
    assert features.left_open == ("compute", "expertise")
    assert load("ai-factory").left_open == ()


def test_levels_cannot_be_changed_in_place():
    levels = load("ai-factory-features").judgement("compute").levels
    with pytest.raises(TypeError):
        levels["B1"] = ("high",)


def test_a_label_of_two_criteria_is_ambiguous():
    problem = load("ai-factory")
    doubled = dataclasses.replace(
        problem,
        criteria=tuple(dataclasses.replace(c, label=Label.same("same")) for c in problem.criteria),
    )
    with pytest.raises(ProblemError, match="'same' can mean more than one"):
        doubled.judgement("same")
    with pytest.raises(ProblemError, match="'same' can mean more than one thing"):
        doubled.without("same")


def test_every_unknown_part_is_told_at_once():
    with pytest.raises(ProblemError) as caught:
        load("ai-factory").without("impacc", "B9")
    assert len(caught.value.faults) == 2


def test_a_criterion_twice_in_a_scenario_is_an_error():
    problem = load("ai-factory")
    scenario = problem.scenarios[1]
    doubled = dataclasses.replace(scenario, cells=(*scenario.cells, scenario.cells[0]))
    with pytest.raises(ProblemError, match="more than one cell; allowed: one"):
        dataclasses.replace(problem, scenarios=(doubled,))


def test_a_scenario_that_says_nothing_of_those_left_leaves_the_criterion_unscored():
    problem = from_rankings({"c": "C > D > A > B", "d": "C > D"})
    cell = ScenarioCell("c", WeakOrder.parse("A > B"))
    assumed = dataclasses.replace(problem, scenarios=(Scenario("s", (cell,)),)).scenario("s")
    assert assumed.without("A", "B").judgement("c").status == "unscored"
    assert str(assumed.without("A").judgement("c").order) == "B"
