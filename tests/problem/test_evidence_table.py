"""From Python as from files: tables of measurements, scores, ranks and words; further readings."""

import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.io.files import parse
from mcda_ai.messages.faults import ProblemError

TABLE = pd.DataFrame(
    {
        "cost": [3.1, 2.4, None],
        "support": [4, 2, 5],
        "risk": ["low", "high", "low / medium"],
        "view": [1, 2, 2],
    },
    index=["north", "south", "east"],
)
DIRECTIONS = {"cost": "min", "support": "higher", "view": "ranks"}
RISK = ["high", "medium", "low"]
SAME_IN_A_FILE = """
version: 1
name: site
alternatives: [north, south, east]
layers: [{name: money}, {name: people}]
readings: [{name: given, label: {nl: zoals gegeven, en: as given}}, second]
scales: [{name: high < medium < low, levels: [high, medium, low]}]
weight_sets: [{name: council, weights: {money: 2, people: 1}}]
criteria:
  - {name: cost, layer: money, direction: min, unit: million,
     judgements: {given: {values: {north: 3.1, south: 2.4}}, second: south > north}}
  - {name: support, layer: people,
     judgements: {given: east > north > south, second: east > north > south}}
  - {name: risk, layer: people, scale: high < medium < low, judgements: {
     given: {levels: {north: [low], south: [high], east: [low, medium]}},
     second: {levels: {north: [medium], south: [high], east: [low, medium]}}}}
  - {name: view, layer: people, judgements: {given: north > south = east,
     second: {status: unscored, reason: {nl: niet gescoord, en: not scored}}}}
"""


def made(table=TABLE, **changes):
    given = {
        "options_in": "rows",
        "directions": DIRECTIONS,
        "scales": {"risk": RISK},
        "units": {"cost": "million"},
        "layers": {"money": ["cost"], "people": ["support", "risk", "view"]},
        "weight_sets": {"council": {"money": 2, "people": 1}},
        "readings": {
            "second": {"cost": "south > north", "risk": {"north": "medium"}, "view": None}
        },
        "name": "site",
    }
    return mcda.from_table(table, **given | changes)


def evidence(problem):
    return {
        (reading, name): (judgement.text(), judgement.status)
        for reading, judged in problem.judgements.items()
        for name, judgement in judged.items()
    }


def test_a_mixed_case_is_written_in_python_as_in_a_file():
    from_file = parse(SAME_IN_A_FILE, "site.yaml")
    problem = made()
    assert evidence(problem) == evidence(from_file)
    for reading in ("given", "second"):
        one, other = problem.reading(reading), from_file.reading(reading)
        assert (
            mcda.rank(one, "borda", "council").order == mcda.rank(other, "borda", "council").order
        )
        assert mcda.rank_bounds(one).to_dict() == mcda.rank_bounds(other).to_dict()
    assert [c.direction for c in problem.criteria] == [c.direction for c in from_file.criteria]
    assert [c.unit for c in problem.criteria] == ["million", "", "", ""]
    assert [s.level_names for s in problem.scales] == [tuple(RISK)]
    assert problem.doubts == ()


def test_options_stand_in_columns_unless_said():
    assert made(TABLE.T, options_in="columns") == made()


def test_a_reading_is_a_table_too_and_says_only_what_differs():
    rows = pd.DataFrame({"risk": ["medium"]}, index=["north"])
    problem = made(readings={"second": rows})
    assert problem.reading("second").judgement("risk").text() == (
        "north: medium; south: high; east: low / medium"
    )
    assert problem.reading("second").judgement("cost") == problem.judgement("cost")
    gone = made(readings={"second": {"risk": {"south": None}}}).reading("second")
    assert gone.judgement("risk").text() == "north: low; east: low / medium"


def test_one_scale_is_for_all_rows_of_words():
    table = pd.DataFrame({"A": ["low", "mid", 3], "B": ["mid", "low", 5]}, index=["x", "y", "z"])
    problem = mcda.from_table(table, scales=["low", "mid"], directions={"z": "max"})
    assert [c.scale for c in problem.criteria] == ["low < mid", "low < mid", None]
    assert problem == mcda.from_table(table, scales=["low", "mid"], directions="max")
    assert len(problem.scales) == 1
    assert problem.judgement("x").text() == "A: low; B: mid"


def test_what_is_made_in_python_is_read_from_its_file(tmp_path):
    problem = made()
    assert mcda.read(mcda.write(problem, tmp_path / "site.yaml")) == problem


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"options_in": "row"}, "unknown place of the options 'row'; did you mean 'rows'?"),
        ({"options_in": "columns"}, ("scales: 'risk' is a column of the table, not a row; "
            "allowed with alternatives in the rows: options_in='rows'")),
        ({"directions": {**DIRECTIONS, "risk": "max"}},
            "criterion 'risk' has a scale and a direction; allowed: one of the two"),
        ({"directions": {"cost": "min", "support": "higher"}}, ("directions: criterion 'view' has "
            "none; allowed: max, min (measured), higher (scores), ranks (1 is the best)")),
        ({"directions": DIRECTIONS | {"view": "rank"}},
            "directions: 'view' is 'rank'; allowed: max, min, higher, ranks"),
        ({"scales": None}, ("directions: criterion 'risk' holds words, and has neither that nor a "
            "scale; allowed: scales, with its words from worst to best")),
        ({"scales": {"risk": "low < high"}},
            "scales: 'low < high'; allowed: a list of two or more words, from worst to best"),
        ({"scales": {"risk": ["low", "high", "low"]}},
            "scales: scale 'low < high < low': level 'low' stands there 2 times"),
        ({"scales": {"risk": ["high", "low"]}},
            "criterion 'risk', 'east': unknown level 'medium'; allowed: high, low"),
        ({"scales": {"risk": RISK, "rsk": RISK}},
            "scales: unknown criterion 'rsk'; did you mean 'risk'?"),
        ({"readings": {"second": {"cots": None}}},
            "reading 'second': unknown criterion 'cots'; did you mean 'cost'?"),
        ({"readings": {"second": {"risk": {"north": "lw"}}}}, ("reading 'second': criterion "
            "'risk', 'north': unknown level 'lw'; did you mean 'low'?")),
        ({"readings": {"second": {"cost": {"north": "much"}}}},
            "reading 'second': criterion 'cost', 'north': 'much' is no number"),
        ({"readings": {"second": {"cost": "north < south"}}}, "reading 'second': criterion 'cost'"),
        ({"readings": {"second": {"cost": {"nrth": 2.0}}}}, "nrth"),
        ({"readings": {"second": 3}},
            "readings: int; allowed: a dict of criterion to row or order, or a DataFrame"),
        ({"readings": {"given": {}}}, "reading 'given' stands there 2 times"),
        ({"preference": {"support": "v-shape"}},
            "preference: unknown criterion 'support'; allowed: cost"),
        ({"weight_sets": {"her": {"cots": 1}}}, "weight set 'her'"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_the_way_out(changes, told):
    with pytest.raises(ProblemError) as found:
        made(**changes)
    assert told in str(found.value)


# --- numbers that are taken for ranks ------------------------------------------------------------


def doubts(rankings, **more):
    return [str(each) for each in mcda.from_rankings(rankings, **more).doubts]


SCORES = (
    "the numbers of {} criteria that are given as numbers can be no ranks; if they are scores, and "
    "more is better: from_table(..., directions='higher')"
)
TOO_MANY = (
    "criterion 'x': rank '5', but there are 3 alternatives; only the order of the ranks counts"
)


@pytest.mark.parametrize(
    "given",
    [
        pd.DataFrame([[5, 3, 4], [1, 2, 3]], index=["x", "y"], columns=list("ABC")),
        {"x": {"A": 5, "B": 3, "C": 4}, "y": {"A": 1, "B": 2, "C": 3}},
        {"x": pd.Series({"A": 5, "B": 3, "C": 4}), "y": {"A": 1, "B": 2, "C": 3}, "z": "A > B"},
    ],
)
def test_scores_are_never_taken_for_ranks_without_a_word(given):
    assert doubts(given) == [SCORES.format("1 of the 2"), TOO_MANY]


def test_the_way_out_is_no_longer_doubted_and_gives_the_other_answer():
    scores = pd.DataFrame([[5, 3, 4]], index=["x"], columns=list("ABC"))
    as_ranks, as_scores = mcda.from_rankings(scores), mcda.from_table(scores, directions="higher")
    assert (str(as_ranks.judgement("x").order), str(as_scores.judgement("x").order)) == (
        "B > C > A", "A > C > B",
    )  # fmt: skip
    assert as_scores.doubts == ()
    assert [str(d) for d in mcda.from_table(scores, directions="ranks").doubts] == [
        SCORES.format("1 of the 1"), TOO_MANY,
    ]  # fmt: skip


def test_places_counted_from_nought_are_doubted():
    (_, doubt) = doubts({"x": {"A": 0, "B": 1, "C": 2}})
    assert "rank '0', but the best rank is 1" in doubt


def test_ranks_of_rows_are_doubted_and_the_way_out_is_right():
    table = pd.DataFrame({"x": [1, 2, 3], "y": [3, 1, 2]}, index=list("ABC"))
    assert doubts(table) == [
        (
            "each column ranks the rows, and the rows do not rank the columns; if the rows are the "
            "alternatives: options_in='rows'"
        )
    ]
    turned = mcda.from_rankings(table, options_in="rows")
    assert turned == mcda.from_rankings(
        {"x": "A > B > C", "y": "B > C > A"}, alternatives=list("ABC")
    )
    assert turned.doubts == ()


@pytest.mark.parametrize("row", [[1, 2, 2, 4], [1, 3, 3, 4], [1, 2, 2, 3], [1, 2.5, 2.5, 4],
                                 [1, None, 4, None], [2, 2, 2, 1], [4, 4, 4, 4]])  # fmt: skip
def test_no_usual_way_to_number_ties_is_doubted(row):
    assert doubts(pd.DataFrame([row], index=["x"], columns=list("ABCD"))) == []


def test_doubts_of_another_reading_say_which():
    table = pd.DataFrame({"A": [1], "B": [2]}, index=["x"])
    problem = mcda.from_table(table, directions="ranks", readings={"second": {"x": {"B": 9}}})
    assert [str(doubt) for doubt in problem.doubts] == [
        f"reading 'second': {SCORES.format('1 of the 1')}",
        (
            "reading 'second': criterion 'x': rank '9', but there are 2 alternatives; only the "
            "order of the ranks counts"
        ),
    ]
