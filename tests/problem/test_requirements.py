"""Who takes part: options that do not meet what is required are out of everything weighed."""

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.problem.evidence import Level, Scale
from mcda_ai.problem.requirements.required import Requirement
from tests.strategies import examples, problems

APART = {"excluded", "admitted", "removed", "claims", "sentences", "sentence", "provenance"}
"""What says who is out, or that somebody was taken away by hand."""
FIGURES = {
    "rank": lambda p: [mcda.rank(p, method) for method in ("borda", "copeland", "pareto")],
    "robustness": lambda p: [mcda.robustness(p, size=200), mcda.robustness(p, weights="equal")],
    "compare": lambda p: [mcda.compare(p, ["borda", "kemeny", "minimax"])],
    "stability": lambda p: [mcda.stability(p)],
    "rank bounds": lambda p: [mcda.rank_bounds(p)],
    "questions": lambda p: [mcda.next_question(p, size=200)],
    "reliability": lambda p: [mcda.reliability(p, size=200)],
    "explain": lambda p: [mcda.explain(p)],
    "redundancy": lambda p: [mcda.redundancy(p, size=200)],
    "attribution": lambda p: [mcda.attribution(p, size=16)],
}
TABLE = pd.DataFrame(
    {"A": [4.0, "good"], "B": [11, "fair"], "C": [32, "bad"], "D": [1, None]},
    index=["cost", "permit"],
)


def made(**more):
    return mcda.from_table(
        TABLE, directions={"cost": "min"}, units={"cost": "M€"}, scales=["bad", "fair", "good"],
        rankings={"travel": "C > B > A > D", "support": "A > D > B = C"}, **more,
    )  # fmt: skip


def figures(result):
    """Give all that a result says as data, apart from who was named as gone."""

    def plain(value):
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items() if key not in APART}
        if isinstance(value, list | tuple):
            return [plain(each) for each in value]
        is_number = isinstance(value, float | np.floating)
        return ("number", float(value)) if is_number and not np.isnan(value) else str(value)

    return plain(result.to_dict())


def told(make, problem):
    try:
        return [figures(each) for each in make(problem)]
    except mcda.ProblemError as error:
        return str(error)


def check_figures(names, problem, gone):
    kept = [name for name in problem.alternative_names if name not in gone]
    try:
        by_hand = problem.without_parts([("alternative", name) for name in gone])
    except mcda.ProblemError:
        return
    required = problem.require(problem.criterion_names[-1], met_by=kept)
    assert required.alternative_names == by_hand.alternative_names == tuple(kept)
    for field in ("ranks", "values", "scored", "disputed", "open_cells"):
        assert np.array_equal(*(getattr(p, field) for p in (required, by_hand)), equal_nan=field in
                              ("ranks", "values")), field  # fmt: skip
    for name in names:
        one, other = (told(FIGURES[name], p) for p in (required, by_hand))
        assert one == other, name
        assert gone.isdisjoint(_names_in(one)) or isinstance(one, str), name


def _names_in(data):
    if isinstance(data, dict):
        return {*data} | {name for each in data.values() for name in _names_in(each)}
    if isinstance(data, list):
        return {name for each in data for name in _names_in(each)}
    return {data}


@st.composite
def problems_with_some_out(draw):
    problem = draw(problems(most_alternatives=6).filter(lambda p: len(p.alternatives) > 2))
    names = problem.alternative_names
    most = len(names) - 2
    return problem, draw(st.sets(st.sampled_from(names), min_size=1, max_size=most))


@examples(24)
@given(problems_with_some_out())
def test_out_by_a_requirement_is_out_by_hand_in_the_figures(drawn):
    check_figures(["rank", "robustness"], *drawn)


@pytest.mark.long
@examples(30)
@given(problems_with_some_out())
def test_out_by_a_requirement_is_out_by_hand_in_every_figure(drawn):
    check_figures(FIGURES, *drawn)


# --- each way to require -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "required", "left"),
    [
        ("travel", {"met_by": ["D", "A"]}, "AD"),
        ("permit", {"at_least": "fair"}, "ABD"),
        ("permit", {"at_least": "good"}, "AD"),
        ("cost", {"at_most": 11}, "ABD"),
        ("cost", {"at_most": 10.999}, "AD"),
    ],
)
def test_who_meets_what_is_required_takes_part(criterion, required, left):
    problem = made().require(criterion, **required)
    assert "".join(problem.alternative_names) == left
    assert {each.name for each in problem.excluded} == {*"ABCD"} - {*left}


def test_more_is_required_where_more_is_better():
    problem = mcda.from_table(pd.DataFrame({"A": [1.0], "B": [2], "C": [3]}, index=["yield"]),
                              directions="max")  # fmt: skip
    assert problem.require("yield", at_least=2).alternative_names == ("B", "C")


def test_who_is_not_known_to_meet_it_takes_part_and_is_doubted():
    problem = made().require("permit", at_least="fair")
    (doubt,) = problem.doubts
    assert "D" in problem.alternative_names
    assert doubt == (
        "criterion 'permit': it is not known whether D meets what is required (at least fair); "
        "it takes part, whatever levels and values may still be filled in"
    )
    assert str(doubt) in str(mcda.rank(problem))


@pytest.mark.parametrize(
    ("level", "takes_part", "doubted"),
    [("fair", True, True), ("bad", True, False), ("good", False, False)],
)
def test_levels_that_are_left_open_meet_it_if_all_do(level, takes_part, doubted):
    table = pd.DataFrame({"A": ["good"], "B": ["good"], "C": ["bad / fair"]}, index=["permit"])
    problem = mcda.from_table(table, scales=["bad", "fair", "good"],
                              rankings={"cost": "A > B > C"})  # fmt: skip
    problem = problem.require("permit", at_least=level)
    assert ("C" in problem.alternative_names, bool(problem.doubts)) == (takes_part, doubted)


def test_the_reading_in_use_decides():
    table = pd.DataFrame({"A": ["yes"], "B": ["yes"], "C": ["no"]}, index=["legal"])
    problem = mcda.from_table(
        table, scales=["no", "yes"], rankings={"cost": "C > A > B"},
        readings={"appeal": {"legal": {"B": "no", "C": "yes"}}},
    ).require("legal", at_least="yes")  # fmt: skip
    assert problem.alternative_names == ("A", "B")
    other = problem.reading("appeal")
    assert other.alternative_names == ("A", "C")
    assert other.reading("given") == problem
    assert str(other.judgement("cost").order) == "C > A"
    versions = mcda.stability(problem).versions
    assert versions.loc[("reading", "appeal"), "order"] == "C > A"


def test_one_that_is_left_is_no_fault_and_nothing_is_weighed():
    problem = made().require("travel", met_by=["B"])
    assert problem.alternative_names == ("B",)
    for function in (mcda.rank, mcda.robustness, mcda.compare, mcda.stability, mcda.settle,
                     mcda.rank_bounds, mcda.attribution, mcda.next_question):  # fmt: skip
        with pytest.raises(mcda.ProblemError, match="B is the only option that meets"):
            function(problem)


def test_check_tells_of_readings_with_one_option_or_none():
    table = pd.DataFrame({"A": ["yes"], "B": ["yes"]}, index=["legal"])
    problem = mcda.from_table(
        table, scales=["no", "yes"], rankings={"cost": "A > B"},
        readings={"one": {"legal": {"B": "no"}}, "none": {"legal": {"A": "no", "B": "no"}}},
    ).require("legal", at_least="yes")  # fmt: skip
    told = mcda.check(problem).warnings
    assert any("reading 'one': A is the only option that meets" in each for each in told)
    assert any("reading 'none': no option meets what is required" in each for each in told)
    assert mcda.stability(problem).versions.loc[("reading", "none"), "reason"]


# --- what if, and other changes ------------------------------------------------------------------


def test_an_option_can_be_admitted_for_once():
    problem = made().require("permit", at_least="fair")
    admitting = problem.admitting("C")
    assert admitting.alternative_names == made().alternative_names
    assert np.array_equal(admitting.ranks, made().ranks, equal_nan=True)
    assert admitting.circumstances == ["admitted: C"]
    with pytest.raises(mcda.ProblemError, match="'A' takes part already"):
        problem.admitting("A")


def test_changes_are_made_of_all_options():
    problem = made().require("permit", at_least="fair")
    assert problem.without("cost").whole.alternative_names == tuple("ABCD")
    assert problem.without("C").excluded == ()
    assert problem.rename({"C": "Z", "A": "Y"}).whole.alternative_names == tuple("YBZD")
    assert problem.change("cost", values={"A": 1, "B": 2, "D": 3}).excluded == problem.excluded
    assert problem.change("permit", levels={"A": "bad"}).alternative_names == ("B", "D")
    assert replace(problem, name="other").excluded == problem.excluded
    assert pickle.loads(pickle.dumps(problem)) == problem
    again = replace(problem, alternatives=problem.alternatives[::-1])
    assert again.alternative_names == tuple("DBA")


def test_who_is_out_by_a_criterion_stays_out_when_that_is_left_out():
    problem = made().require("permit", at_least="fair").without("permit")
    assert problem.alternative_names == tuple("ABD")
    assert [each.name for each in problem.excluded] == ["C"]
    assert problem.reading("given").alternative_names == tuple("ABD")
    with pytest.raises(mcda.ProblemError, match="admit it first"):
        problem.admitting("C")
    renamed = problem.rename({"A": "Y", "cost": "price"})
    assert renamed.alternative_names == tuple("YBD")
    assert renamed.excluded == problem.excluded
    like_it = problem.rename({"travel": "permit"})
    assert like_it.reading("given").excluded == problem.excluded
    with pytest.raises(mcda.ProblemError, match="'C'"):
        problem.rename({"A": "C"})


def test_who_is_out_by_two_criteria_is_out_for_good_by_both():
    problem = made().require("permit", at_least="fair").require("travel", met_by=["A", "B", "D"])
    left = problem.without("permit")
    assert [each.criterion for each in left.excluded] == ["permit", "travel"]
    assert left.reading("given").excluded == left.excluded
    assert left.rename({"A": "Y"}).excluded == left.excluded


def test_a_file_holds_who_is_out_by_a_criterion_left_out_as_taken_away(tmp_path):
    both = made().require("permit", at_least="fair").require("travel", met_by=["A", "C", "D"])
    mcda.write(both.without("permit"), tmp_path / "left.yaml")
    again = mcda.read(tmp_path / "left.yaml")
    assert again.alternative_names == tuple("AD")
    assert again.removed == ("permit", "C")
    assert [each.name for each in again.excluded] == ["B"]
    assert again == made().require("travel", met_by=["A", "C", "D"]).without("permit", "C")


def test_equal_rankings_count_once_where_one_of_them_requires_something():
    rankings = {"a": "A > B > C > D", "b": "A > B > D > C", "c": "C > B > A > D"}
    problem = mcda.from_rankings(rankings).require("b", met_by=["A", "B", "C"])
    found, by_hand = (mcda.redundancy(each) for each in
                      (problem, mcda.from_rankings(rankings).without("D")))  # fmt: skip
    assert found.groups["criteria"].tolist() == [("a", "b"), ("c",)]
    assert found.shares.equals(by_hand.shares)
    assert [each.name for each in found.problem.excluded] == ["D"]


def test_without_the_only_one_that_meets_it_those_admitted_are_ranked():
    rankings = {"a": "A > B > C", "b": "A > C > B", "c": "C > B > A"}
    problem = mcda.from_rankings(rankings).require("a", met_by=["A"]).admitting("B", "C")
    tables = [mcda.stability(each).left_out for each in (problem, mcda.from_rankings(rankings))]
    assert tables[0].loc[("alternative", "A"), "order"] == "C > B"
    pd.testing.assert_frame_equal(*tables)


# --- faults --------------------------------------------------------------------------------------


def faulty(required, **more):
    problem = made()
    criteria = tuple(replace(each, required=required.get(each.name)) for each in problem.criteria)
    with pytest.raises(mcda.ProblemError) as raised:
        replace(problem, criteria=criteria, **more)
    return raised.value.faults


@pytest.mark.parametrize(
    ("criterion", "required", "text", "place"),
    [
        ("travel", {"met_by": ("A", "AA")}, "unknown alternative 'AA'; did you mean 'A'?",
         ("met_by", 1)),
        ("travel", {"met_by": ("A", "A")}, "'A' stands there more than once", ("met_by", 1)),
        ("travel", {"at_least": "fair"}, "the criterion has no scale", ("at_least",)),
        ("travel", {"at_most": 2}, "nothing was measured", ("at_most",)),
        ("permit", {"at_least": "fairr"}, "unknown level 'fairr'; did you mean 'fair'?",
         ("at_least",)),
        ("cost", {"at_least": 2}, "less is better on the criterion; allowed: at_most",
         ("at_least",)),
        ("cost", {"at_most": 0}, "no option meets what is required (at most 0 M€)", ()),
    ],
)  # fmt: skip
def test_a_requirement_that_does_not_fit_is_a_fault_with_its_place(
    criterion, required, text, place
):
    # D has no permit, so it could meet that; the cost of each is known
    (fault,) = faulty({criterion: Requirement(**required)})
    at = made().criterion_names.index(criterion)
    assert text in fault
    assert fault.place == ("criteria", at, "required", *place)


def test_all_faults_are_told_at_once():
    required = {"travel": Requirement(met_by=("X",)), "cost": Requirement(at_least=3)}
    assert len(faulty(required)) == 2


def test_options_that_meet_one_requirement_each_meet_not_all():
    required = {"travel": Requirement(met_by=("A",)), "cost": Requirement(at_most=3)}
    (fault,) = faulty(required)
    assert "no option meets what is required on cost and travel, taken together" in fault


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "nothing is required; allowed: one of met_by, at_least or at_most"),
        ({"met_by": ("A",), "at_most": 3}, "met_by and at_most at once; allowed: one of these"),
        ({"at_most": float("nan")}, "at_most: nan; allowed: a number"),
        ({"at_least": True}, "at_least: True; allowed: a level of the scale, or a number"),
    ],
)
def test_it_is_required_in_one_way(given, text):
    with pytest.raises(mcda.ProblemError) as raised:
        Requirement(**given)
    assert text in str(raised.value)


def test_criteria_that_require_something_are_not_merged():
    problem = made().require("travel", met_by=["A", "B"])
    with pytest.raises(mcda.ProblemError, match="says what an option must meet"):
        problem.merge(["travel", "support"], "both", order="A > B")


def test_without_all_who_meet_it_the_criterion_goes_too():
    problem = made().require("travel", met_by=["A", "B"])
    with pytest.raises(mcda.ProblemError, match="nobody is left who meets"):
        problem.admitting("C").without("A", "B")


def test_levels_are_told_by_what_they_are_called():
    problem = made().require("permit", at_least="fair")
    scale = problem.scales[0]
    levels = tuple(Level(each.name, mcda.messages.label.Label(nl=each.name.upper(), en=each.name))
                   for each in scale.levels)  # fmt: skip
    told_in_dutch = mcda.rank(replace(problem, scales=(Scale(scale.name, levels),))).in_words("nl")
    assert told_in_dutch[0] == (
        "C doet niet mee: op permit scoort deze optie ‘BAD’, en minstens ‘FAIR’ is vereist"
    )


def test_who_meets_it_goes_by_label_as_well():
    bridge = mcda.read(Path(__file__).parents[2] / "examples" / "bridge.yaml")
    by_label = bridge.require("nature", met_by=["Keep repairing", "close"])
    assert by_label == bridge.require("nature", met_by=["repair", "close"])


def test_a_criterion_that_goes_with_what_it_requires_is_one_change():
    bridge = mcda.read(Path(__file__).parents[2] / "examples" / "bridge.yaml")
    without = bridge.without("permit")
    for before, after, told in ((bridge, without, "gone"), (without, bridge, "new")):
        changes = mcda.diff(before, after, size=200).changes
        assert [(each.kind, each.part, each.name) for each in changes] == [
            (told, "criterion", "permit")
        ]
        text = changes[0].after if told == "new" else changes[0].before
        assert "required: at least uncertain (section 2.1)" in text.en
