"""Whatever a format cannot hold is told: what is read back differs by nothing else."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.losses import losses
from mcda_ai.io.tables.effects import GIVEN
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import Document, Judgement, Level, Reading, Scale, WeightSet
from tests.losses import check_losses
from tests.strategies import examples
from tests.whole_problems import whole_problems

# --- problems with only few things that a format cannot hold --------------------------------------


def named_plainly(parts, **changes):
    return tuple(replace(part, label=Label.same(part.name), **changes) for part in parts)


def judged(problem, change):
    return replace(problem, judgements={
        reading: {name: change(judgement) for name, judgement in by_name.items()}
        for reading, by_name in problem.judgements.items()
    })  # fmt: skip


def stated(judgement):
    if judgement.status == "unscored":
        return replace(judgement, reason=Label(nl="niet gescoord", en="not scored"))
    return replace(judgement, reason=Label(), status="stated")


def one_reading(problem):
    judgements = problem.judgements[problem.active_reading]
    return replace(problem, readings=(GIVEN,), judgements={GIVEN.name: judgements},
                   active_reading=GIVEN.name)  # fmt: skip


def printable(thing):
    """Leave signs that do not print out of all texts in a problem or a part of it."""
    if isinstance(thing, str):
        return "".join(sign for sign in thing if sign.isprintable()).strip() or "x" * bool(thing)
    if isinstance(thing, tuple):
        return tuple(map(printable, thing))
    if isinstance(thing, Mapping):
        return {name: printable(each) for name, each in thing.items()}
    if is_dataclass(thing):
        return replace(thing, **{f.name: printable(getattr(thing, f.name)) for f in fields(thing)})
    return thing


PLAINER = {
    "printable": printable,
    "no scenarios": lambda p: replace(p, scenarios=(), active_scenarios=()),
    "no remarks": lambda p: replace(p, remarks=()),
    "nothing removed": lambda p: replace(p, removed=()),
    "no weight sets": lambda p: replace(p, weight_sets=()),
    "plain weight sets": lambda p: replace(
        p, weight_sets=named_plainly(p.weight_sets, sources=())
    ),
    "no own weights": lambda p: replace(p, own_weights=None),
    "no document": lambda p: replace(p, document=None),
    "no label": lambda p: replace(p, label=Label()),
    "no description": lambda p: replace(p, description=Label()),
    "plain alternatives": lambda p: replace(
        p, alternatives=named_plainly(p.alternatives, description=Label())
    ),
    "no baseline": lambda p: p.with_baseline(None),
    "nothing to decide": lambda p: replace(p, question=Label(), owner="", date=""),
    "plain layers": lambda p: replace(
        p, layers=named_plainly(p.layers, description=Label(), role="benefit chain")
    ),
    "plain criteria": lambda p: replace(p, criteria=named_plainly(p.criteria)),
    "no thresholds": lambda p: replace(p, criteria=tuple(
        replace(each, preference=PreferenceFunction()) for each in p.criteria)),
    "plain scales": lambda p: replace(p, scales=tuple(
        replace(each, label=Label.same(each.name), levels=named_plainly(each.levels))
        for each in p.scales)),
    "one reading": one_reading,
    "no notes": lambda p: judged(p, lambda each: replace(each, note=Label())),
    "no reasons": lambda p: judged(p, stated),
    "no sources": lambda p: judged(p, lambda each: replace(each, sources=())),
}  # fmt: skip


@st.composite
def plainer_problems(draw):
    problem = draw(whole_problems())
    kept = draw(st.sets(st.sampled_from(sorted(PLAINER)), max_size=3))
    for name, change in PLAINER.items():
        if name not in kept:
            with suppress(ProblemError):  # too little would be left
                problem = change(problem)
    return problem


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("losses")


@examples(100)
@given(plainer_problems(), st.sampled_from(["csv", "tsv", "xlsx", "toc", "toi"]))
def test_what_is_read_again_is_the_same_or_something_is_told(folder, problem, kind):
    check_losses(problem, kind, folder)


ELECTION = mcda.from_rankings(
    {"order 1": "A > B > C", "order 2": "B > C > A"},
    layers={"ballots": ["order 1", "order 2"]}, weights={"order 1": 3, "order 2": 2},
)  # fmt: skip
ELECTION = replace(
    ELECTION, counts=True,
    layers=(replace(ELECTION.layers[0], label=Label("stembiljetten", "ballots")),),
)  # fmt: skip
ODD_IN_ELECTIONS = {
    "a Dutch title": lambda p: replace(p, label=Label(nl="Vereniging", en="Club")),
    "one title": lambda p: replace(p, label=Label.same("Club")),
    "a Dutch description": lambda p: replace(p, description=Label(nl="a", en="b")),
    "lines in a description": lambda p: replace(p, description=Label.same("a\nb")),
    "a role": lambda p: replace(p, layers=(replace(p.layers[0], role="precondition"),)),
    "a layer": lambda p: replace(p, layers=(replace(p.layers[0], label=Label("a", "b")),)),
    "another order": lambda p: replace(p, own_weights={"order 1": 2, "order 2": 3}),
    "labels": lambda p: replace(p, criteria=tuple(
        replace(each, label=Label.same("x")) for each in p.criteria)),
    "a unit": lambda p: replace(p, criteria=(replace(p.criteria[0], unit="km"), p.criteria[1])),
    "a direction": lambda p: replace(p, criteria=(
        replace(p.criteria[0], direction="min"), p.criteria[1])),
    "labels of alternatives": lambda p: replace(p, alternatives=tuple(
        replace(each, label=Label("x", "y")) for each in p.alternatives)),
    "no weights": lambda p: replace(p, own_weights=None),
    "a count of 0": lambda p: replace(p, own_weights={"order 1": 2, "order 2": 0}),
    "criteria swapped": lambda p: replace(p, criteria=p.criteria[::-1]),
    "alternatives swapped": lambda p: replace(p, alternatives=p.alternatives[::-1]),
}  # fmt: skip


def test_an_election_comes_back_whole(folder):
    for kind in ("soc", "soi", "toc", "toi"):
        assert losses(ELECTION, kind) == ()
        check_losses(ELECTION, kind, folder)


@examples(100)
@given(st.sets(st.sampled_from(sorted(ODD_IN_ELECTIONS)), max_size=3),
       st.sampled_from(["soc", "soi", "toc", "toi"]))  # fmt: skip
def test_an_election_comes_back_the_same_or_something_is_told(folder, odd, kind):
    problem = ELECTION
    for name in sorted(odd):
        problem = ODD_IN_ELECTIONS[name](problem)
    check_losses(problem, kind, folder)


# --- each loss in its own words -------------------------------------------------------------------


PLAIN = mcda.from_rankings({"cost": "A > B", "reach": "B > A"},
                           layers={"in": ["cost"], "out": ["reach"]})  # fmt: skip


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({"label": Label()}, ()),
        ({"label": Label.same(PLAIN.name)}, ()),
        ({"label": Label(nl="Plek")}, ("the title of the problem is left out",)),
        (
            {"description": Label(en="Where")},
            ("the description of the problem is left out",),
        ),
        (
            {"label": Label.same("Site"), "document": Document("A plan")},
            ("the title and document of the problem are left out",),
        ),
        (
            {"label": Label.same("Site"), "description": Label.same("x"),
             "document": Document("A plan")},
            ("the title, description and document of the problem are left out",),
        ),
    ],
)  # fmt: skip
def test_only_what_there_is_of_title_description_and_document_is_named(there, told):
    assert losses(replace(PLAIN, **there), "csv") == told


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        (
            {"survey": {"cost": "A > B"}},
            ("the name and texts of the reading 'survey' are left out; it is read as 'given'",),
        ),
        (
            {"given": {"cost": "A > B"}, "panel": {"cost": "B > A"}},
            ("the reading panel is left out; only 'given' is written",),
        ),
        (
            {each: {"cost": "A > B"} for each in ("survey", "panel", "poll")},
            (
                "the readings panel, poll are left out; only 'survey' is written",
                "the name and texts of the reading 'survey' are left out; it is read as 'given'",
            ),
        ),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "toi"])
def test_it_is_told_what_becomes_of_the_readings(readings, told, kind):
    judgements = {
        name: {each: Judgement(WeakOrder.parse(order)) for each, order in judged.items()}
        for name, judged in readings.items()
    }
    kept = tuple(GIVEN if name == "given" else Reading(name) for name in readings)
    problem = replace(mcda.from_rankings({"cost": "A > B"}), readings=kept, judgements=judgements,
                      active_reading="")  # fmt: skip
    assert losses(problem, kind)[: len(told)] == told
    assert kind == "toi" or losses(problem, kind) == told


@pytest.mark.parametrize("kind", ["csv", "tsv", "soc", "toi"])
def test_a_name_that_the_file_does_not_hold_is_told(folder, kind):
    problem = replace(ELECTION, name="site") if kind in ("soc", "toi") else PLAIN
    told = f"the name '{problem.name}' is left out; it is read as 'x', after its file"
    assert losses(problem, kind, called="x") == (told, *losses(problem, kind))
    assert losses(problem, kind, called=problem.name) == losses(problem, kind)
    mcda.write(problem, folder / f"x.{kind}", force=True)
    assert mcda.read(folder / f"x.{kind}").name == "x"


def test_a_workbook_holds_the_name():
    assert losses(PLAIN, "xlsx", called="x") == ()


def test_one_thing_that_is_lost_is_told_as_one():
    problem = mcda.from_rankings(
        {"cost": "A > B", "trust": None, "time": "B > A", "law": None, "view": "A > B"},
        weights={"cost": 1, "time": 0, "view": 0},
        weight_sets={"council": {"cost": 1, "time": 1, "view": 1}},
    )
    told = losses(problem, "toc")
    assert "the criteria trust, law rank nobody and are left out" in told
    assert "the criteria time, view weigh nothing and are left out" in told
    assert "the named weight set (council) is left out" in told


def test_another_order_of_the_layers_is_told(folder):
    problem = replace(PLAIN, layers=PLAIN.layers[::-1])
    (told,) = losses(problem, "csv")
    assert told == "the layers come in another order, that of the criteria: in, out"
    mcda.write(problem, folder / "order.csv")
    assert mcda.read(folder / "order.csv").layer_names == ("in", "out")
    assert losses(problem, "xlsx") == ()


@pytest.mark.parametrize(
    ("name", "role", "told"),
    [
        (
            "Rand", "precondition",
            (
                (
                    "that layer 'Rand' is a precondition is not recorded: unless it is called "
                    "'preconditions', it counts along with the others"
                ),
            ),
        ),
        (
            "Preconditions", "benefit chain",
            (
                (
                    "layer 'Preconditions' becomes a precondition, for that is its name in a "
                    "table; here it counts along with the others"
                ),
            ),
        ),
        ("randvoorwaarden", "precondition", ()),
    ],
)  # fmt: skip
def test_what_becomes_of_a_precondition_is_told(folder, name, role, told):
    problem = mcda.from_rankings({"cost": "A > B"}, layers={name: ["cost"]})
    problem = replace(problem, layers=(replace(problem.layers[0], role=role),))
    assert losses(problem, "csv") == told
    check_losses(problem, "csv", folder)
    assert losses(problem, "xlsx") == ()


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ("one title", ()),
        (
            "a Dutch title",
            ("the Dutch title of the problem is left out; the English one is written",),
        ),
        (
            "a Dutch description",
            ("the Dutch description of the problem is left out; the English one is written",),
        ),
        ("a role", ("what is said of the layer 'ballots' beside its name is left out",)),
        ("labels", ("the labels of the criteria are left out",)),
        (
            "another order",
            ("the orders get other numbers: those that are counted most often come first",),
        ),
    ],
)
def test_what_an_election_loses_is_told(odd, told):
    assert losses(ODD_IN_ELECTIONS[odd](ELECTION), "toc") == told


def test_lines_and_digits_that_a_workbook_does_not_keep_are_told(folder):
    problem = replace(PLAIN, description=Label.same("one\ntwo"))
    assert losses(problem, "xlsx") == (
        "line ends, signs that cannot be seen and spaces around texts are left out",
    )
    problem = replace(PLAIN, own_weights={"in": 0.1 + 0.2, "out": 1 / 3})
    assert losses(problem, "xlsx") == ("numbers are rounded to 16 digits",)
    check_losses(problem, "xlsx", folder)


def test_a_scale_that_no_criterion_uses_stays_in_a_workbook(folder):
    spare = Scale("mark", (Level("low", Label.same("low")), Level("high", Label.same("high"))),
                  Label.same("mark"))  # fmt: skip
    problem = replace(PLAIN, scales=(spare,))
    assert losses(problem, "xlsx") == ()
    check_losses(problem, "xlsx", folder)
    assert losses(problem, "csv") == ("scale 'mark', which no criterion uses, is left out",)


def test_a_scale_with_a_direction_is_written_so_that_it_can_be_read(folder):
    scale = Scale("mark", (Level("low", Label.same("low")), Level("high", Label.same("high"))),
                  Label.same("mark"))  # fmt: skip
    cost = replace(PLAIN.criteria[0], scale="mark", direction="min")
    levels = Judgement(levels={"A": ("low",), "B": ("high",)})
    problem = replace(
        PLAIN, scales=(scale,), criteria=(cost, PLAIN.criteria[1]),
        judgements={"given": {**PLAIN.judgements["given"], "cost": levels}},
    )  # fmt: skip
    assert losses(problem, "csv") == (
        "that less is better on cost, where nothing was measured, is left out",
    )
    mcda.write(problem, folder / "levels.csv")
    assert mcda.read(folder / "levels.csv").judgement("cost").levels == levels.levels


THREE = mcda.from_rankings(
    {"cost": "A > B > C", "reach": "C > A"}, layers={"in": ["cost"], "out": ["reach"]}
)
SETS = replace(THREE, weight_sets=(WeightSet("board", (("cost", 2), ("reach", 1)), Label("a", "b")),
                                   WeightSet("nobody", ())))  # fmt: skip
READINGS = replace(
    THREE, readings=(*THREE.readings, Reading("panel")), active_reading="panel",
    judgements={"given": THREE.judgements["given"], "panel": THREE.judgements["given"]},
)  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "kind", "told"),
    [
        (THREE.without("C"), "csv", ("that C was taken away is not recorded",)),
        (THREE.without("C", "reach"), "xlsx", ("that C, reach were taken away is not recorded",)),
        (
            replace(THREE, readings=(replace(GIVEN, description=Label.same("x")),)),
            "tsv",
            ("the texts of the reading 'given' are left out",),
        ),
        (READINGS, "xlsx", ("that the reading in use is 'panel' is not recorded",)),
        (
            replace(THREE, document=Document("", publisher="us")),
            "xlsx",
            ("the document of the problem has no title and is left out",),
        ),
        (
            SETS,
            "xlsx",
            (
                "the weight set without weights (nobody) is left out",
                "the labels of the weight sets are left out",
            ),
        ),
        (
            replace(THREE, own_weights={"in": 2, "out": 1}),
            "csv",
            ("the problem's own weights by layer are written as weights by criterion",),
        ),
        (
            replace(
                THREE,
                scales=(Scale("mark", (Level("low"), Level("high"))),),
                criteria=(replace(THREE.criteria[0], direction="min", scale="mark"),
                          THREE.criteria[1]),
            ),
            "xlsx",
            ("that less is better on cost, where nothing was measured, is left out",),
        ),
    ],
)  # fmt: skip
def test_each_loss_is_told_in_its_own_words(problem, kind, told):
    assert losses(problem, kind) == told


def test_of_what_cannot_be_written_only_that_is_told(folder):
    assert losses(THREE, "soc", called="x")[1:] == (
        (
            "the file cannot be written: criterion 'reach': does not rank all, as .soc must; write "
            ".soi"
        ),
    )
    check_losses(THREE, "soc", folder)


def test_what_cannot_be_read_again_is_told():
    problem = replace(
        PLAIN, criteria=(replace(PLAIN.criteria[0], unit="\ue000"), PLAIN.criteria[1])
    )
    for kind in ("csv", "xlsx"):
        (told,) = losses(problem, kind)
        assert told.startswith("the file cannot be read again: ")
        assert "a sign that does not print" in told


def test_what_no_rule_foresees_is_named():
    empty = {"given": {**PLAIN.judgements["given"], "reach": Judgement(values={})}}
    assert losses(replace(PLAIN, judgements=empty), "csv") == (
        "not the same when it is read again: what reading 'given' says on 'reach'",
    )


def test_a_value_that_changes_is_told_whatever_else_is_lost():
    problem = mcda.from_rankings({"cost": {"A": 1, "B": 2}, "reach": "A > B"})
    measured = Judgement(values={"A": 123456789012345678, "B": 2})
    problem = replace(
        problem, description=Label.same("Where"),
        judgements={"given": {**problem.judgements["given"], "cost": measured}},
    )  # fmt: skip
    assert losses(problem, "csv") == (
        "the description of the problem is left out",
        "not the same when it is read again: what reading 'given' says on 'cost'",
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx", "toi"])
def test_it_is_told_once_what_becomes_of_an_active_scenario(kind):
    told = "\n".join(losses(mcda.load("ai-factory").scenario("b2-minimal"), kind))
    in_table = "left out, except that what follows from what is active is written"
    in_sheets = "the sheets hold the readings as they are, without the active scenarios"
    assert (in_table in told, in_sheets in told) == (kind != "xlsx", kind == "xlsx")
