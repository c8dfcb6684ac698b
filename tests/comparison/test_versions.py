"""What changed between two versions of a problem: each kind of change told once, and its effect."""

from dataclasses import fields, replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.files import parse
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    Alternative,
    Document,
    Layer,
    Level,
    Reading,
    Remark,
    Scenario,
    ScenarioCell,
    Source,
    WeightSet,
)
from tests.problem_texts import LONG
from tests.sameness import assert_same
from tests.strategies import examples, problems


@pytest.fixture(scope="module")
def site():
    return parse(LONG, "site.yaml")


def told(before, after, language="en"):
    """Give the sentences on what changed, without those on the answer."""
    found = mcda.diff(before, after, size=100)
    n = len({(c.part, c.kind) if c.kind in ("new", "gone") and c.part != "own weights" else c
             for c in found.changes})  # fmt: skip
    return list(found.in_words(language)[:n])


def changed(problem, field, name, **changes):
    """Change one named part of a problem."""
    parts = getattr(problem, field)
    assert any(part.name == name for part in parts)
    return replace(
        problem,
        **{field: tuple(replace(p, **changes) if p.name == name else p for p in parts)},
    )


def judged(problem, reading, criterion, **changes):
    judgement = replace(problem.judgements[reading][criterion], **changes)
    by_criterion = {**problem.judgements[reading], criterion: judgement}
    return replace(problem, judgements={**problem.judgements, reading: by_criterion})


def measured(**values):
    table = pd.DataFrame({"A": [3.0, 10], "B": [5.5, 12]}, index=["cost", "reach"])
    for name, value in values.items():
        table.loc["cost", name] = value
    return mcda.from_table(table, directions={"cost": "min", "reach": "max"},
                           units={"cost": "euro"})  # fmt: skip


SCENARIO = Scenario("quiet", (ScenarioCell("noise", WeakOrder.parse("north > south > east")),))
SET = WeightSet("board", (("cost", 3.0), ("noise", 1.0)))

ONE_CHANGE = {
    "name": (lambda p: replace(p, name="plot"), "the name of the problem is now plot, was site"),
    "label": (
        lambda p: replace(p, label=Label(nl="Plek", en="Site")),
        "the Dutch label of the problem is now 'Plek', was 'Locatie'",
    ),
    "description": (
        lambda p: replace(p, description=Label.same("x")),
        "the description of the problem has changed",
    ),
    "document": (
        lambda p: replace(p, document=Document("A plan", authors=("Ann",))),
        "the document is now A plan, Ann, was A plan, Ann, Bob, Office, 2024-11-29",
    ),
    "no document": (
        lambda p: replace(p, document=None),
        "the document is gone; it was A plan, Ann, Bob, Office, 2024-11-29",
    ),
    "alternative gone": (lambda p: p.without("east"), "gone: alternative east"),
    "alternative new": (
        lambda p: replace(p, alternatives=(*p.alternatives, Alternative("west"))),
        "new: alternative west",
    ),
    "alternatives new": (
        lambda p: replace(
            p, alternatives=(*p.alternatives, Alternative("west"), Alternative("centre"))
        ),
        "new: alternatives west and centre",
    ),
    "alternative relabelled": (
        lambda p: changed(p, "alternatives", "north", label=Label(nl="Noord", en="The north")),
        "the English label of alternative north is now 'The north', was 'North'",
    ),
    "alternative relabelled in Dutch only": (
        lambda p: changed(p, "alternatives", "north", label=Label(nl="Het noorden", en="North")),
        "the Dutch label of alternative north is now 'Het noorden', was 'Noord'",
    ),
    "alternatives in another order": (
        lambda p: replace(p, alternatives=p.alternatives[::-1]),
        "the alternatives stand in another order: east, south, north; before: north, south, east",
    ),
    "layer new": (lambda p: replace(p, layers=(*p.layers, Layer("end"))), "new: layer end"),
    "role": (
        lambda p: changed(p, "layers", "rules", role="benefit chain"),
        "the role of layer rules is now benefit chain, was precondition",
    ),
    "criterion moved": (
        lambda p: changed(p, "criteria", "cost", layer="rules"),
        "criterion cost moved from layer input to layer rules",
    ),
    "criteria in another order": (
        lambda p: replace(p, criteria=p.criteria[::-1]),
        "the criteria stand in another order: law, noise, cost; before: cost, noise, law",
    ),
    "scale": (
        lambda p: changed(p, "criteria", "cost", scale="level"),
        "the scale of criterion cost is now level; before, there was none",
    ),
    "unit": (
        lambda p: changed(p, "criteria", "cost", unit="euro"),
        "the unit of criterion cost is now euro; before, there was none",
    ),
    "direction": (
        lambda p: changed(p, "criteria", "cost", direction="min"),
        "the direction of criterion cost is now less is better, was more is better",
    ),
    "preference": (
        lambda p: changed(p, "criteria", "cost", preference=PreferenceFunction("linear", 1, 2.5)),
        "the preference function of criterion cost is now linear, q 1, p 2.5, was usual",
    ),
    "reading new": (
        lambda p: replace(
            p,
            readings=(*p.readings, Reading("poll")),
            judgements={**p.judgements, "poll": p.judgements["panel"]},
        ),
        "new: reading poll",
    ),
    "levels": (
        lambda p: changed(
            p, "scales", "level", levels=(Level("none"), *p.scales[0].levels)
        ),
        ("the levels of scale level are now none < low < mid (middle) < high, were low < mid "
        "(middle) < high"),
    ),
    "scenario gone": (lambda p: replace(p, scenarios=()), "gone: scenario quiet"),
    "scenario ranks otherwise": (
        lambda p: changed(p, "scenarios", "quiet", cells=(
            ScenarioCell("noise", WeakOrder.parse("east > north = south"),
                         p.scenarios[0].cells[0].sources), p.scenarios[0].cells[1])),
        ("the ranking on noise in scenario quiet is now east > north = south, was north > south "
        "> east"),
    ),
    "scenario ranks less": (
        lambda p: changed(p, "scenarios", "quiet", cells=p.scenarios[0].cells[:1]),
        "the ranking on cost in scenario quiet is gone; it was north > south",
    ),
    "sources of a scenario's cell": (
        lambda p: changed(p, "scenarios", "quiet", cells=(
            replace(p.scenarios[0].cells[0], sources=()), p.scenarios[0].cells[1])),
        "the sources on noise in scenario quiet are gone; they were page 9, A plan",
    ),
    "sources of a scenario": (
        lambda p: changed(p, "scenarios", "quiet", sources=(Source(page="8"), Source(page="9"))),
        "the sources of scenario quiet are now page 8; page 9, were page 9, A plan",
    ),
    "remark": (
        lambda p: changed(p, "remarks", "slip", text=Label.same("No slip")),
        "the text of remark slip has changed",
    ),
    "remark new": (
        lambda p: replace(p, remarks=(*p.remarks, Remark("again", Label.same("x")))),
        "new: remark again",
    ),
    "ranking": (
        lambda p: judged(p, "survey", "cost", order=WeakOrder.parse("east > south = north")),
        ("the ranking on cost (reading survey) is now east > north = south, was south > north "
        "= east"),
    ),
    "admissible levels": (
        lambda p: judged(p, "survey", "noise", levels={"north": ("low",), "south": ("low",),
                                                       "east": ("high",)}),
        ("the ranking on noise (reading survey) is now north: low; south: low; east: high, was "
        "north: low; south: low / mid; east: high"),
    ),
    "scored": (
        lambda p: judged(p, "panel", "law", order=WeakOrder.parse("east > south"),
                         status="stated", reason=Label()),
        "the ranking on law (reading panel) is now east > south, was not scored",
    ),
    "not scored": (
        lambda p: judged(p, "panel", "cost", order=None, status="unscored",
                         reason=Label.same("lost")),
        "the ranking on cost (reading panel) is now not scored, was south > north = east",
    ),
    "status": (
        lambda p: judged(p, "survey", "cost", status="assumed"),
        "the status on cost (reading survey) is now assumed, was stated by the source",
    ),
    "reason": (
        lambda p: judged(p, "panel", "noise", reason=Label.same("another slip")),
        "the reason on noise (reading panel) has changed",
    ),
    "note": (
        lambda p: judged(p, "survey", "cost", note=Label()),
        "the English note on cost (reading survey) has changed",
    ),
    "sources": (
        lambda p: judged(p, "survey", "cost", sources=(Source(table="4"),)),
        "the sources on cost (reading survey) are now table 4, were table 3, section 4.2, A plan",
    ),
    "own weights": (
        lambda p: replace(p, own_weights={"cost": 2.5, "noise": 1.0}),
        "the problem’s own weight of cost is now 2.5 (71.4 %), was 3 (75.0 %)",
    ),
    "own weights gone": (
        lambda p: replace(p, own_weights=None),
        ("the problem no longer comes with weights of its own; they were: cost 3 (75.0 %); "
        "noise 1 (25.0 %)"),
    ),
    "weight set new": (lambda p: replace(p, weight_sets=(SET,)), "new: weight set board"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ONE_CHANGE)
def test_each_kind_of_change_is_told_exactly_once(site, kind):
    change, sentence = ONE_CHANGE[kind]
    found = mcda.diff(site, change(site), size=100)
    assert found.sentences[0] == sentence
    assert len({(each.part, each.kind) for each in found.changes}) == 1
    assert told(site, change(site)) == [sentence]


@pytest.mark.parametrize("kind", ONE_CHANGE)
def test_each_kind_of_change_is_told_in_dutch(site, kind):
    change, sentence = ONE_CHANGE[kind]
    (dutch,) = told(site, change(site), "nl")
    assert dutch != sentence
    assert not {"the", "was in", "gone", "new:"} & set(dutch.split())


def test_two_weight_sets_and_what_they_have_in_common():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"},
                                 weight_sets={"board": {"cost": 3, "reach": 1}})  # fmt: skip
    other = changed(problem, "weight_sets", "board", weights=(("cost", 1.5), ("reach", 1.0)))
    assert told(problem, other) == [
        "the weight of cost in weight set board is now 1.5 (60.0 %), was 3 (75.0 %)"
    ]
    assert told(problem, other, "nl") == [
        "het gewicht van cost in gewichtenset board is nu 1,5 (60,0 %), was 3 (75,0 %)"
    ]


def test_a_criterion_that_is_new_is_told_with_its_ranking_and_its_weight():
    problem = mcda.from_rankings({"cost": "A > B"}, weights={"cost": 1})
    other = mcda.from_rankings(
        {"cost": "A > B", "reach": "B = A", "trust": None}, weights={"cost": 1, "reach": 3}
    )
    assert told(problem, other) == [
        "new: criteria reach (criteria: A = B) and trust (criteria: not scored)",
        "the problem’s own weight of reach is now 3 (75.0 %); before, there was none",
    ]
    assert told(problem, other, "nl") == [
        "nieuw: criteria reach (criteria: A = B) en trust (criteria: niet gescoord)",
        "het eigen gewicht van reach is nu 3 (75,0 %); eerst was er geen",
    ]


def test_own_weights_that_are_new():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    other = replace(problem, own_weights={"cost": 3, "reach": 1})
    found = mcda.diff(problem, other)
    assert list(found.sentences[:2]) == [
        "the problem now comes with weights of its own: cost 3 (75.0 %); reach 1 (25.0 %)",
        "with the problem’s own weights, which are new: A first (A > B)",
    ]
    assert mcda.diff(other, problem).sentences[1] == (
        "with the problem’s own weights, which are gone: before, A first (A > B)"
    )
    assert pd.isna(found.orders.loc["own", "answer before"])


def test_values_are_told_one_by_one_with_their_unit():
    assert told(measured(), measured(B=5.25)) == [
        "the value of B on cost is now 5.25 euro, was 5.5 euro"
    ]
    assert told(measured(), measured(B=None)) == ["the value of B on cost is gone; it was 5.5 euro"]
    assert told(measured(B=None), measured(), "nl") == [
        "de waarde van B op cost is nu 5,5 euro; eerst was er geen"
    ]


def test_values_that_differ_in_the_last_digit_are_told_apart():
    (sentence,) = told(measured(), measured(B=5.5000000001))
    assert sentence == "the value of B on cost is now 5.5000000001 euro, was 5.5 euro"


def test_a_rename_is_not_guessed_from_the_rankings_alone():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A"})
    other = mcda.from_rankings(
        {"cost": "A > B > D", "reach": "D > A"}, alternatives=["A", "B", "D"]
    )
    assert told(problem, other) == ["gone: alternative C", "new: alternative D"]


def test_a_part_that_only_has_another_name_is_told_as_renamed():
    problem = mcda.from_rankings(
        {"cost": "A > B > C", "reach": "C > A"}, weights={"cost": 2, "reach": 1},
        weight_sets={"board": {"cost": 1, "reach": 1}},
    )  # fmt: skip
    after = problem.rename({"cost": "Costs", "A": "a"})
    assert told(problem, after) == [
        "alternative A is now called a",
        "criterion cost is now called Costs",
    ]
    assert told(problem, after, "nl") == [
        "optie A heet nu a",
        "criterium cost heet nu Costs",
    ]


def test_what_follows_from_a_rename_is_compared_under_the_new_name():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A"}, weights={"cost": 2, "reach": 1}
    )
    after = replace(problem.rename({"cost": "Costs"}), own_weights={"Costs": 1, "reach": 1})
    found = mcda.diff(problem, after, size=100)
    assert found.sentences[:3] == (
        "criterion cost is now called Costs",
        "the problem’s own weight of Costs is now 1 (50.0 %), was 2 (66.7 %)",
        "with the problem’s own weights: A and B first instead of A (A = B, was A > B)",
    )
    assert found.before is problem
    given = mcda.diff(problem, after, weights={"Costs": 1, "reach": 3}, size=100)
    assert given.orders.loc["given", "answer before"] == "B > A"


def test_a_rename_is_saved_and_loaded(tmp_path):
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    found = mcda.diff(problem, problem.rename({"A": "a"}), size=100)
    again = mcda.load_result(mcda.save(found, tmp_path / "found.json"))
    assert again.sentences == found.sentences
    assert again.to_frame().loc[0, ["part", "kind", "before", "after"]].tolist() == [
        "alternative", "renamed", "A", "a",
    ]  # fmt: skip


def test_an_alternative_that_is_gone_or_new_is_told_once_and_not_of_every_ranking():
    problem = mcda.load("ai-factory")
    assert told(problem, problem.without("B1")) == ["gone: alternative B1"]
    assert told(problem.without("B1"), problem) == ["new: alternative B1"]


def test_a_ranking_that_also_changed_among_the_others_is_told_whole():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > A = B"})
    other = mcda.from_rankings({"cost": "B > A", "reach": "B = A"}, alternatives=["A", "B"])
    assert told(problem, other) == [
        "gone: alternative C",
        "the ranking on cost is now B > A, was A > B > C",
    ]


def test_ties_written_otherwise_are_no_change():
    problem = mcda.from_rankings({"cost": "A = B > C"})
    other = mcda.from_rankings({"cost": "B = A > C"}, alternatives=["B", "A", "C"])
    (sentence,) = told(problem, other)
    assert sentence.startswith("the alternatives stand in another order")


def test_a_layer_that_is_gone_takes_its_criteria_and_their_weights_along():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A"}, layers={"in": ["cost"], "out": ["reach"]},
        weights={"cost": 1, "reach": 2},
    )  # fmt: skip
    assert told(problem, problem.without("out")) == [
        "gone: layer out",
        "gone: criterion reach (out: B > A)",
    ]


def test_what_an_earlier_step_left_out_is_no_change_by_itself():
    problem = mcda.load("ai-factory")
    again = replace(problem.without("impact"), removed=())
    found = mcda.diff(problem.without("impact"), again, size=10)
    assert found.sentences == ("nothing changed",)


# --- texts in two languages -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "english", "dutch"),
    [
        (
            Label("School nl", "School"), Label("Schooltje", "School"),
            ["the Dutch label of the problem is now 'Schooltje', was 'School nl'"],
            ["het Nederlandse label van het probleem is nu 'Schooltje', was 'School nl'"],
        ),
        (
            Label.same("School"), Label.same("Site"),
            ["the label of the problem is now 'Site', was 'School'"],
            ["het label van het probleem is nu 'Site', was 'School'"],
        ),
        (
            Label(nl="School"), Label(nl="School", en="Site"),
            ["the English label of the problem is now 'Site'; before, there was none"],
            ["het Engelse label van het probleem is nu 'Site'; eerst was er geen"],
        ),
        (
            Label.same("School"), Label("Plek", "Site"),
            [
                "the English label of the problem is now 'Site', was 'School'",
                "the Dutch label of the problem is now 'Plek', was 'School'",
            ],
            [
                "het Engelse label van het probleem is nu 'Site', was 'School'",
                "het Nederlandse label van het probleem is nu 'Plek', was 'School'",
            ],
        ),
    ],
)  # fmt: skip
def test_it_is_told_in_which_language_a_label_changed(was, now, english, dutch):
    problem = replace(mcda.from_rankings({"cost": "A > B"}), label=was)
    found = mcda.diff(problem, replace(problem, label=now), size=10)
    assert list(found.in_words("en")[: len(english)]) == english
    assert list(found.in_words("nl")[: len(dutch)]) == dutch
    assert found.in_words("en")[len(english)].startswith("with equal weights")


def test_a_label_that_is_the_name_is_no_label(site):
    problem = mcda.from_rankings({"cost": "A > B"}, name="site")
    named = replace(problem, label=Label.same("site"))
    assert list(mcda.diff(named, replace(problem, label=Label()), size=10).sentences) == [
        "nothing changed"
    ]
    assert told(named, replace(problem, name="plot", label=Label.same("plot"))) == [
        "the name of the problem is now plot, was site"
    ]
    for field, name in (("alternatives", "A"), ("layers", "criteria"), ("criteria", "cost")):
        one, other = (changed(problem, field, name, label=label)
                      for label in (Label(), Label.same(name)))  # fmt: skip
        assert mcda.diff(one, other, size=10).changes == ()
    levels = tuple(replace(each, label=Label.same(each.name)) for each in site.scales[0].levels[:1])
    relabelled = changed(site, "scales", "level", levels=(*levels, *site.scales[0].levels[1:]))
    bare = changed(site, "scales", "level", levels=tuple(
        replace(each, label=Label()) if k == 0 else each
        for k, each in enumerate(site.scales[0].levels)))  # fmt: skip
    assert mcda.diff(bare, relabelled, size=10).changes == ()


def test_a_label_in_one_language_beside_the_name_in_the_other_is_a_label():
    problem = replace(mcda.from_rankings({"cost": "A > B"}, name="site"), label=Label())
    other = replace(problem, label=Label(nl="Plek", en="site"))
    assert told(problem, other)[0] == (
        "the English label of the problem is now 'site'; before, there was none"
    )


def test_it_is_told_in_which_language_a_long_text_changed(site):
    def described(nl, en):
        return replace(site, description=Label(nl, en))

    assert told(described("a", "b"), described("c", "b")) == [
        "the Dutch description of the problem has changed"
    ]
    assert told(described("a", "b"), described("a", "c"), "nl") == [
        "de Engelse beschrijving van het probleem is gewijzigd"
    ]
    assert told(described("a", "b"), described("c", "d"), "nl") == [
        "de beschrijving van het probleem is gewijzigd"
    ]


def test_levels_that_changed_in_the_other_language_only_say_so(site):
    levels = site.scales[0].levels
    other = changed(site, "scales", "level", levels=(
        Level("low", Label(nl="laag", en="low")), *levels[1:]))  # fmt: skip
    (sentence,) = told(site, other)
    assert sentence.startswith("the levels of scale level (in Dutch) are now low (laag) < ")


def test_a_difference_can_be_told_with_labels_for_names():
    one = mcda.from_rankings({"cost": "A > B"}, layers={"in": ["cost"]})
    other = mcda.from_rankings(
        {"cost": "B > A", "reach": "A > B"}, layers={"in": ["cost"], "out": ["reach"]},
        alternatives=["A", "B"],
    )  # fmt: skip
    labels = {"cost": "Kosten", "reach": "Bereik", "out": "Uitkomsten", "A": "Optie A"}
    sentences = mcda.diff(one, other, size=10).in_words("nl", labels)
    assert list(sentences[:4]) == [
        "nieuw: laag Uitkomsten",
        "nieuw: criterium Bereik (out: A > B)",
        "de volgorde op Kosten is nu B > A, was A > B",
        (
            "met gelijke gewichten voor de criteria: Optie A en B vooraan in plaats van Optie A "
            "(A = B, eerst A > B)"
        ),
    ]


# --- readings and scenarios -----------------------------------------------------------------------


def test_the_readings_of_the_ai_factory_differ_on_what_the_report_shows_twice():
    problem = mcda.load("ai-factory")
    found = mcda.diff(problem, problem.reading("detail"))
    counts = {change.name: (change.before.en, change.after.en)
              for change in found.changes if change.kind == "counts"}  # fmt: skip
    tables = ("B3 > B2 > B1", "B2 = B3 > B1")  # Tables S1 and 25 against 9, 11, 12 and 17
    assert counts == dict.fromkeys(problem.disputed, tables)
    assert found.sentences[0] == "the reading taken is now detail, was overview"
    assert len(found.changes) == 5


def test_a_scenario_of_the_ai_factory_changes_what_counts_on_its_cells_only():
    problem = mcda.load("ai-factory")
    found = mcda.diff(problem, problem.scenario("b2-minimal"))
    told = [change.name for change in found.changes if change.kind == "counts"]
    assert set(told) <= {cell.criterion for cell in problem.scenarios[0].cells}
    assert found.sentences[0] == (
        "the scenarios applied are now b2-minimal; before, there were none"
    )
    assert found.in_words("nl")[0] == (
        "de toegepaste scenario’s zijn nu b2-minimal; eerst waren er geen"
    )


INTERVIEWS = """\
version: 1
name: site
alternatives: [north, south, east]
layers: [cost, reach]
readings: [survey, interviews, panel]
criteria:
  - name: building
    layer: cost
    judgements:
      survey: south > north > east
      interviews: south > east > north
      panel: south > east > north
  - name: pupils
    layer: reach
    judgements:
      survey: north > south > east
      interviews: north > south > east
      panel:
weight_sets:
  - {name: parents, weights: {cost: 1, reach: 3}}
  - {name: council, weights: {cost: 3, reach: 1}}
"""


def interviewed(order="south > east > north", reading="interviews"):
    problem = parse(INTERVIEWS, "x")
    changed = judged(problem, reading, "pupils", order=WeakOrder.parse(order), status="stated",
                     reason=Label())  # fmt: skip
    return problem, changed


def test_it_is_told_of_which_reading_the_answer_is_and_what_changes_in_another():
    found = mcda.diff(*interviewed(), size=10)
    assert list(found.sentences[:3]) == [
        (
            "the ranking on pupils (reading interviews) is now south > east > north, was north > "
            "south > east"
        ),
        "what follows is of reading survey, unless another is named",
        (
            "with equal weights for the criteria: no change, north and south first (north = south "
            "> east)"
        ),
    ]
    still = "still south first, but south > east > north, was south > north > east"
    assert list(found.sentences[-3:]) == [
        f"in reading interviews, with equal weights for the criteria: {still}",
        f"in reading interviews, with equal weights for the layers: {still}",
        (
            "in reading interviews, with the weights parents: south first instead of north (south "
            "> east > north, was north > south > east)"
        ),
    ]


def test_what_changes_in_another_reading_is_told_in_dutch():
    dutch = mcda.diff(*interviewed(), size=10).in_words("nl")
    assert dutch[1] == "wat volgt is volgens lezing survey, tenzij er een andere bij staat"
    assert dutch[-1] == (
        "in lezing interviews, met de gewichten parents: south vooraan in plaats van north (south "
        "> east > north, eerst north > south > east)"
    )


def test_another_reading_that_answers_as_it_did_is_told_so():
    found = mcda.diff(*interviewed("south > north > east"), weights="council", size=10)
    assert found.sentences[-1] == "in reading interviews: no change with these weights"
    assert found.in_words("nl")[-1] == "in lezing interviews: geen verandering met deze gewichten"


@pytest.mark.parametrize(("in_use", "others"), [("survey", ["interviews"]), ("interviews", [])])
def test_the_reading_in_use_is_not_told_twice_nor_one_that_did_not_change(in_use, others):
    before, after = (each.reading(in_use) for each in interviewed())
    assert list(mcda.diff(before, after, size=10).before_readings) == others


def test_readings_that_differ_between_the_versions_are_both_named():
    before, after = interviewed()
    found = mcda.diff(before, after.reading("interviews"), size=10)
    told = (
        "what follows is of reading interviews, and was of reading survey, unless another is named"
    )
    assert told in found.sentences
    assert any(each.startswith("wat volgt is volgens lezing interviews, en eerst volgens lezing s")
               for each in found.in_words("nl"))  # fmt: skip
    assert list(found.before_readings) == ["interviews"]


def test_nothing_is_told_of_a_reading_under_which_the_weights_cannot_be_used():
    before, after = interviewed("north > south > east", "panel")
    found = mcda.diff(before, after, weights={"cost": 0, "reach": 1}, size=10)
    assert found.before_readings == {}
    assert not any("in reading panel" in each for each in found.sentences)


def test_answers_in_other_readings_are_data_and_are_saved_and_loaded(tmp_path):
    found = mcda.diff(*interviewed(), size=10)
    assert found.readings.index.names == ["reading", "weights"]
    assert found.readings.loc[("interviews", "parents")].to_dict() == {
        "answer before": "north > south > east", "answer after": "south > east > north",
        "leaders before": "north", "leaders after": "south", "answer changes": True,
        "leaders change": True,
    }  # fmt: skip
    assert [(each["reading"], each["weights"]) for each in found.to_dict()["readings"]] == [
        ("interviews", name) for name in ("equal", "layer-equal", "parents", "council")
    ]
    loaded = mcda.load_result(mcda.save(found, tmp_path / "difference.json"))
    assert_same(found, loaded)
    assert loaded.in_words("nl") == found.in_words("nl")
    assert mcda.diff(mcda.from_rankings(ONE), mcda.from_rankings(OTHER)).to_dict()["readings"] == []


# --- what it does to the answer -------------------------------------------------------------------


ONE = {"cost": "A > B", "reach": "B > A"}
OTHER = {"cost": "A > B", "reach": "A = B"}


def test_the_answer_before_and_after_under_fixed_weights_and_over_all():
    found = mcda.diff(mcda.from_rankings(ONE), mcda.from_rankings(OTHER))
    assert list(found.sentences) == [
        "the ranking on reach is now A = B, was B > A",
        "with equal weights for the criteria: A first instead of A and B (A > B, was A = B)",
        "with equal weights for the layers: A first instead of A and B (A > B, was A = B)",
        (
            "over all weightings of the criteria: A is first in 100 % (exact), was in 50.00 % "
            "(exact); B is first in 0 % (exact), was in 50.00 % (exact)"
        ),
        found.sentences[4],
    ]
    by_layer = "over all weightings layer by layer: A is first in 100 % (exact), was"
    assert found.sentences[4].startswith(by_layer)
    assert found.orders.loc["equal"].to_dict() == {
        "answer before": "A = B", "answer after": "A > B", "leaders before": "A, B",
        "leaders after": "A", "answer changes": True, "leaders change": True,
    }  # fmt: skip
    assert found.shares.loc["uniform", "share before"].to_dict() == {"A": 0.5, "B": 0.5}
    assert found.shares.loc["uniform", "share after"].to_dict() == {"A": 1.0, "B": 0.0}


def test_the_answer_in_dutch():
    found = mcda.diff(mcda.from_rankings(ONE), mcda.from_rankings(OTHER))
    assert list(found.in_words("nl")[:4]) == [
        "de volgorde op reach is nu A = B, was B > A",
        (
            "met gelijke gewichten voor de criteria: A vooraan in plaats van A en B (A > B, eerst "
            "A = B)"
        ),
        "met gelijke gewichten voor de lagen: A vooraan in plaats van A en B (A > B, eerst A = B)",
        (
            "over alle wegingen van de criteria: A is eerste bij 100 % (exact), was bij 50,00 % "
            "(exact); B is eerste bij 0 % (exact), was bij 50,00 % (exact)"
        ),
    ]


def test_a_change_that_does_nothing_to_the_answer_says_so():
    problem = mcda.from_rankings(OTHER)
    found = mcda.diff(problem, replace(problem, description=Label.same("x")), size="auto")
    assert list(found.sentences[1:]) == [
        "with equal weights for the criteria: no change, A first (A > B)",
        "with equal weights for the layers: no change, A first (A > B)",
        "over all weightings of the criteria: no alternative is first more or less often",
        "over all weightings layer by layer: no alternative is first more or less often",
    ]


def test_a_new_alternative_has_a_share_and_a_gone_one_has_none():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    other = mcda.from_rankings({"cost": "C > B", "reach": "B > C"})
    found = mcda.diff(problem, other)
    assert found.shares.loc[("uniform", "A")].isna().tolist() == [False, True] * 3
    assert "C is first in 50.00 % (exact)" in found.sentences[-2]
    assert "A is first" not in found.sentences[-2]


def test_shares_of_other_draws_differ_by_chance():
    problem = mcda.load("ai-factory")
    turned = replace(problem, criteria=problem.criteria[::-1], layers=problem.layers[::-1])
    told = mcda.diff(problem, turned, size=2_000).sentences[-1]
    assert told == (
        "over all weightings layer by layer: no alternative is first more or less often than "
        "chance explains"
    )


def test_layers_whose_leaders_changed_are_named():
    problem = mcda.load("ai-factory")
    found = mcda.diff(problem, problem.scenario("b2-minimal"), size=100)
    told = [each for each in found.sentences if each.startswith("in layer")]
    assert told == [
        "in layer input, its criteria weighted equally: B3 first instead of B2",
        "in layer output, its criteria weighted equally: B3 first instead of B2 and B3",
        "in layer preconditions, its criteria weighted equally: B1 and B2 first instead of B1",
    ]
    assert found.layers["leaders change"].sum() == 3


def test_weights_that_are_given_are_the_only_ones():
    found = mcda.diff(
        mcda.from_rankings(ONE), mcda.from_rankings(OTHER), weights={"cost": 0, "reach": 1}
    )
    assert list(found.orders.index) == ["given"]
    assert found.sentences[1] == (
        "with the weights given: A and B first instead of B (A = B, was B > A)"
    )


SETS = {"parents": {"cost": 1, "reach": 9}, "council": {"cost": 3, "reach": 1},
        "staff": {"cost": 2, "reach": 1}}  # fmt: skip


def with_sets(rankings=None, **sets):
    """Give a problem with the weight sets above, but for those that are given; None = gone."""
    kept = {name: weights for name, weights in (SETS | sets).items() if weights is not None}
    return mcda.from_rankings(rankings or ONE, weight_sets=kept)


def on_sets(found, language="en"):
    words = {"en": "with the weights ", "nl": "met de gewichten "}[language]
    return [each for each in found.in_words(language) if each.startswith(words)]


def test_the_answer_under_a_named_set_that_changed_is_told_and_the_others_share_a_line():
    found = mcda.diff(with_sets(), with_sets(parents={"cost": 9, "reach": 1}), size=10)
    assert on_sets(found) == [
        "with the weights parents: A first instead of B (A > B, was B > A)",
        "with the weights council and staff: no change",
    ]
    assert on_sets(found, "nl") == [
        "met de gewichten parents: A vooraan in plaats van B (A > B, eerst B > A)",
        "met de gewichten council en staff: geen verandering",
    ]
    assert found.orders["leaders change"].to_dict() == {
        "equal": False, "layer-equal": False, "parents": True, "council": False, "staff": False,
    }  # fmt: skip
    assert [each["weights"] for each in found.to_dict()["orders"]][2:] == list(SETS)


def test_one_set_under_which_nothing_changes_is_told_as_any_weights_are():
    one, other = (with_sets(council=None, staff=None, parents={"cost": 1, "reach": n})
                  for n in (9, 8))  # fmt: skip
    assert on_sets(mcda.diff(one, other, size=10)) == [
        "with the weights parents: no change, B first (B > A)"
    ]


def test_a_set_that_only_one_version_has_is_told_with_its_answer():
    one, other = with_sets(staff=None), with_sets(staff=None, parents=None, ouders=SETS["parents"])
    found = mcda.diff(one, other, size=10)
    assert list(found.sentences[:2]) == ["gone: weight set parents", "new: weight set ouders"]
    assert on_sets(found) == [
        "with the weights parents, which are gone: before, B first (B > A)",
        "with the weights council: no change, A first (A > B)",
        "with the weights ouders, which are new: B first (B > A)",
    ]


@pytest.mark.parametrize("typed", ["parents", "Parents"])
def test_a_set_that_only_one_version_has_can_be_asked_for_and_goes_for_both(typed):
    less = with_sets({"cost": "A > B", "reach": "A = B"}, parents=None)
    found = mcda.diff(with_sets(), less, weights=typed, size=10)
    assert list(found.orders.index) == ["parents"]
    assert on_sets(found) == [
        (
            "with the weights parents, which only the first version has: A first instead of B "
            "(A > B, was B > A)"
        )
    ]
    assert on_sets(mcda.diff(less, with_sets(), weights=typed, size=10), "nl") == [
        (
            "met de gewichten parents, die alleen in de tweede versie staan: B vooraan in plaats "
            "van A (B > A, eerst A > B)"
        )
    ]


def test_a_set_that_does_not_fit_the_other_version_is_refused_with_the_reason():
    other = mcda.from_rankings({**ONE, "trust": "A > B"})
    with pytest.raises(ProblemError) as caught:
        mcda.diff(with_sets(), other, weights="parents")
    assert caught.value.faults == (
        (
            "after: has no weight set 'parents', and that of before does not fit it: no weight for "
            "criterion trust; every scored criterion needs one (0 is allowed)"
        ),
    )
    told = caught.value.faults[0].in_words("nl")
    assert told.startswith("nieuwe versie: heeft geen gewichtenset ‘parents’, en die van de oude ")
    with pytest.raises(ProblemError, match="unknown weights 'parrents'; did you mean 'parents'"):
        mcda.diff(with_sets(), other, weights="parrents")


def test_a_set_that_fits_one_version_only_is_told_so_and_is_no_fault():
    one = with_sets(council=None, staff=None)
    more = mcda.from_rankings({**ONE, "trust": "A > B"})
    other = replace(more, weight_sets=one.weight_sets)
    back = mcda.diff(other, one, size=10)
    assert on_sets(mcda.diff(one, other, size=10)) == [
        (
            "with the weights parents, which do not fit the problem as it is now: before, B first "
            "(B > A)"
        )
    ]
    assert on_sets(back) == [
        "with the weights parents, which did not fit the problem before: B first (B > A)"
    ]


@pytest.mark.parametrize(
    ("language", "told"), [("en", "the document has changed"), ("nl", "het document is gewijzigd")]
)
def test_no_language_is_named_where_neither_text_differs(language, told):
    one = replace(with_sets(), document=Document("a, b"))
    other = replace(one, document=Document("a", date="b"))
    assert mcda.diff(one, other, size=10).in_words(language)[0] == told


def test_a_set_that_is_called_as_the_own_weights_are_is_told_apart_from_them():
    one = replace(with_sets(own={"cost": 0, "reach": 1}), own_weights={"cost": 1, "reach": 0})
    other = replace(one, name="other")
    found = mcda.diff(one, other, size=10)
    assert found.orders.loc["own", "answer after"] == "A > B"
    assert found.orders.loc["weight set own", "answer after"] == "B > A"


def test_no_two_weight_sets_are_called_alike():
    sets = {
        "own": {"cost": 0, "reach": 1}, "weight set own": {"cost": 1, "reach": 0},
        "given": {"cost": 3, "reach": 1}, "weight set given": {"cost": 1, "reach": 3},
    }  # fmt: skip
    one = replace(with_sets(), weight_sets=with_sets(**sets).weight_sets[-4:])
    orders = mcda.diff(one, replace(one, name="other"), size=10).orders["answer after"]
    assert orders.drop(["equal", "layer-equal"]).to_list() == ["B > A", "A > B", "A > B", "B > A"]


def test_answers_under_named_sets_are_saved_and_loaded(tmp_path):
    found = mcda.diff(with_sets(), with_sets(parents={"cost": 9, "reach": 1}), size=10)
    loaded = mcda.load_result(mcda.save(found, tmp_path / "difference.json"))
    assert_same(found, loaded)
    assert loaded.in_words("nl") == found.in_words("nl")


def test_faults_are_told_of_the_version_they_are_of():
    problem = mcda.from_rankings(ONE)
    other = mcda.from_rankings({**ONE, "trust": "A > B"})
    with pytest.raises(ProblemError) as caught:
        mcda.diff(problem, other, weights={"cost": 1, "reach": 1})
    assert caught.value.faults == (
        (
            "after: weights: no weight for criterion trust; every scored criterion needs one (0 is "
            "allowed)"
        ),
    )
    with pytest.raises(ProblemError, match="unknown method 'brda'; did you mean 'borda'"):
        mcda.diff(problem, other, "brda")
    with pytest.raises(ProblemError, match="unknown language 'fr'"):
        mcda.diff(problem, other).in_words("fr")


@pytest.mark.parametrize("method", ["kemeny", "pareto", "promethee1", "condorcet"])
def test_methods_of_every_kind_of_answer(method):
    problem = mcda.load("ai-factory")
    found = mcda.diff(problem, problem.scenario("b2-minimal"), method, size=50)
    assert found.orders.loc["equal", "answer after"] == (
        mcda.rank(problem.scenario("b2-minimal"), method, "equal").headline
    )
    assert all(found.in_words("nl"))


# --- as a result ----------------------------------------------------------------------------------


def test_a_difference_is_a_result_like_the_others(tmp_path, site):
    found = mcda.diff(site, site.reading("panel").without("east"), size=100)
    frame = found.to_frame()
    assert list(frame) == ["part", "name", "kind", "before", "after", "of", "reading"]
    assert len(frame) == len(found.changes) > 0
    data = found.to_dict()
    assert data["sentences"] == list(found.sentences)
    assert data["after"]["removed"] == ["east"]
    assert repr(found).splitlines()[1:] == list(found.sentences)
    assert "<li>gone: alternative east</li>" in found._repr_html_()
    assert_same(found, mcda.load_result(mcda.save(found, tmp_path / "difference.json")))


@given(problems())
@examples(40)
def test_a_problem_does_not_differ_from_itself(problem):
    copy = DecisionProblem(
        **{field.name: getattr(problem, field.name) for field in fields(problem)}
    )
    found = mcda.diff(problem, copy, size=10)
    assert found.changes == ()
    assert list(found.sentences) == ["nothing changed"]
    assert list(found.in_words("nl")) == ["er is niets veranderd"]
    assert found.to_frame().empty


@given(problems(), problems(), st.sampled_from(["borda", "kemeny"]))
@examples(40)
def test_any_two_problems_differ_by_what_is_not_the_same(one, other, method):
    found = mcda.diff(one, other, method, size=10)
    assert bool(found.changes) == (one != other)
    back = mcda.diff(other, one, method, size=10)
    assert len(back.changes) == len(found.changes)
    cells = {(c.name, c.before, c.after) for c in found.changes if c.part == "cell"}
    assert cells == {(c.name, c.after, c.before) for c in back.changes if c.part == "cell"}
    for language in ("en", "nl"):
        assert all(sentence.strip() for sentence in found.in_words(language))
