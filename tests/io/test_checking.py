"""All faults of a file at once with line and column, and what is legal but suspect."""

import json
from dataclasses import replace

import pandas as pd
import pytest
import yaml

import mcda_ai as mcda
from mcda_ai.io.files import parse
from mcda_ai.messages.label import Label
from mcda_ai.problem.plausibility import suspicions

FAULTY = """\
version: 1
name: site
alternatives: [north, south]
layers: [input, {name: rules, role: rule}]
readings: [survey]
scales: [{name: level, levels: [low, high]}]
criteria:
  - name: cost
    layer: inptu
    judgements:
      survey: suoth > north
  - name: noise
    layer: input
    judgements:
      survey: "south >"
  - name: view
    layer: input
    scale: level
    colour: red
    judgements:
      survey:
        levels:
          north: hgih
          south: low
  - name: price
    layer: input
    unit: EUR
    judgements:
      survey:
        values: {north: 3, soth: 4}
  - name: rent
    layer: input
    direction: higher
    judgements:
      survey:
        values: {north: "3,5", south: 4}
  - name: jobs
    layer: input
    judgements: {}
scenarios:
  - name: quiet
    cells:
      - criterion: csot
        order: south > nrth
weights: {cost: 1, niose: 1}
"""

EXPECTED = {
    "4, column 31": "layers > 'rules' > role: 'rule'; allowed: 'benefit chain' or 'precondition'",
    "9, column 5": "unknown layer 'inptu'; did you mean 'input'?",
    "11, column 7": "unknown alternative 'suoth'; did you mean 'south'?",
    "15, column 7": "criteria > 'noise' > judgements > survey > order: order 'south >': an empty",
    "19, column 5": "criteria > 'view': unknown key 'colour'; allowed: name, label, layer, scale",
    "23, column 11": "unknown level 'hgih'; did you mean 'high'? allowed: low, high",
    "30, column 28": "unknown alternative 'soth'; did you mean 'south'? allowed: north, south",
    "29, column 7": "there are values, but no direction; allowed: max (more is better) or min",
    "33, column 5": "direction: allowed: max (more is better) or min (less is",
    "36, column 18": "a number is needed, with a point where it has decimals; found '3,5'",
    "39, column 5": "reading 'survey', criterion 'jobs': no judgement",
    "43, column 9": "unknown criterion 'csot'; did you mean 'cost'?",
    "44, column 9": "unknown alternative 'nrth'; did you mean 'north'?",
    "45, column 20": "weights: unknown criterion or layer 'niose'; did you mean 'noise'?",
}


def as_numbers(place):
    line, _, column = place.partition(", column ")
    return int(line), int(column)


def test_all_faults_of_a_file_are_told_at_once_each_with_its_line_and_column(tmp_path):
    file = tmp_path / "site.yaml"
    file.write_text(FAULTY, encoding="utf-8")
    found = mcda.check(file)
    assert found.problem is None
    assert found.warnings == ()
    missing = [
        (place, words)
        for place, words in EXPECTED.items()
        if not any(
            fault.startswith(f"{file}, line {place}: ") and words in fault for fault in found.faults
        )
    ]
    assert missing == []
    assert [fault.partition(": ")[0] for fault in found.faults] == [
        f"{file}, line {place}" for place in sorted(EXPECTED, key=as_numbers)
    ]


def test_the_same_faults_are_told_of_json():
    data = yaml.safe_load(FAULTY)
    with pytest.raises(mcda.ProblemError) as caught:
        parse(json.dumps(data, indent=2), "site.json", as_json=True)
    lines = json.dumps(data, indent=2).split("\n")
    assert len(caught.value.faults) == len(EXPECTED)
    for fault in caught.value.faults:
        where = fault.split(": ")[0].split(", ")
        line, column = (int(part.split()[1]) for part in where[1:])
        assert lines[line - 1][column - 1] in '"{[', fault
    (told,) = [fault for fault in caught.value.faults if "unknown criterion 'csot'" in fault]
    at = next(k for k, line in enumerate(lines, start=1) if '"csot"' in line)
    assert told.startswith(f"site.json, line {at}, column 11: ")


def test_a_missing_file_is_a_fault(tmp_path):
    found = mcda.check(tmp_path / "none.yaml")
    assert "cannot be read" in found.faults[0]
    assert found.sentences[0].endswith("none.yaml: 1 fault; warnings come when there are no faults")


def test_the_limit_on_size_can_be_given(tmp_path):
    file = mcda.write(mcda.load("ai-factory"), tmp_path / "site.yaml")
    assert "larger than 100 bytes" in mcda.check(file, most_bytes=100).faults[0]
    assert mcda.check(file).faults == ()


def test_what_was_checked_can_be_shown_in_every_way():
    problem = mcda.from_rankings({"cost": "A > B", "trust": None}, weights={"cost": 1})
    found = mcda.check(problem)
    assert found.problem is problem
    (warning,) = found.warnings
    assert warning.startswith("criterion 'trust': nobody scored it")
    understood = (
        "2 alternatives (A, B); 2 criteria in 1 layer, 1 scored; own weights: cost 1; 1 reading"
    )
    data = found.to_dict()
    assert [claim["kind"] for claim in data.pop("claims")] == [
        "io.checking.sound", "io.checking.understood", "io.checking.warning"]  # fmt: skip
    assert data == {
        "name": "problem", "understood": understood, "faults": [], "warnings": [warning],
    }  # fmt: skip
    assert repr(found) == "\n".join(
        ["problem: no faults; 1 warning", f"understood: {understood}", f"warning: {warning}"]
    )
    assert found.to_frame()["kind"].tolist() == ["warning"]
    assert "criterion" in found._repr_html_()


def test_what_was_understood_is_told_also_where_all_is_well(tmp_path):
    file = tmp_path / "site.csv"
    file.write_text("criterium;urgentie;Noord;Zuid\nbereik;1;2;3\nkosten;3;2;1\n",
                    encoding="utf-8")  # fmt: skip
    found = mcda.check(file, direction="ranks")
    assert found.understood == (
        "3 alternatives (urgentie, Noord, Zuid); 2 criteria in 1 layer, 2 scored; own weights: "
        "none; 1 reading"
    )
    assert found.sentences[1] == f"understood: {found.understood}"


def test_what_was_understood_names_readings_scenarios_and_weight_sets_but_not_all_of_many():
    assert mcda.check(parse(SUSPECT, "x")).understood == (
        "3 alternatives (north, south, east); 4 criteria in 3 layers, 4 scored; own weights: input "
        "1, rules 3; 2 weight sets (board, staff); 3 readings (survey, panel, again); 2 scenarios "
        "(quiet, loud)"
    )
    many = mcda.from_rankings({"cost": " > ".join("ABCDEFGHIJKLM")})
    assert mcda.check(many).understood == (
        "13 alternatives (A, B, C, D, E, F, G, H, I, J and 3 more); 1 criterion in 1 layer, 1 "
        "scored; own weights: none; 1 reading"
    )


def test_nothing_is_understood_of_a_file_with_faults(tmp_path):
    found = mcda.check(tmp_path / "none.yaml")
    assert found.to_dict()["understood"] is None
    assert not any(each.startswith("understood") for each in found.sentences)


# --- what is suspect ---------------------------------------------------------------------------

SUSPECT = """\
version: 1
name: site
alternatives:
  - {name: north, label: Place}
  - {name: south, label: {nl: place, en: Other}}
  - east
layers: [input, rules, spare]
readings: [survey, panel, again]
criteria:
  - {name: cost, layer: input, judgements: {survey: south > north, panel: , again: }}
  - {name: price, layer: input, judgements: {survey: south > north, panel: north > south,
     again: north > south}}
  - {name: noise, layer: input, judgements: {survey: south = north, panel: south = north,
     again: south = north}}
  - {name: law, layer: rules, direction: min, judgements: {survey: north > south,
     panel: north > south, again: north > south}}
scenarios:
  - {name: quiet, cells: [{criterion: law, order: north > south}]}
  - {name: loud, cells: [{criterion: price, order: north > south}]}
weights: {input: 1, rules: 3}
weight_sets:
  - {name: board, weights: {input: 0.25, rules: 0.75}}
  - {name: staff, weights: {input: 50, rules: 50}}
"""

WARNINGS = [
    "line 6, column 5: alternative 'east': nobody ranks it",
    "line 7, column 17: layer 'rules': 'law' is its only criterion, and weighs as much as a whole",
    "line 7, column 24: layer 'spare': no criterion stands in it",
    "line 10, column 68: criterion 'cost', reading 'panel', 'again': nobody scored it",
    "line 13, column 46: criterion 'noise': 'north' and 'south' are equal on it, and 'east' is not",
    "line 15, column 31: criterion 'law': a direction (min), but nothing was measured",
    "line 11, column 5: layer 'input', reading 'survey': 'cost' and 'price' give the same ranking",
    "line 8, column 27: reading 'again': it ranks all as reading 'panel' does",
    "line 18, column 5: scenario 'quiet': it changes nothing, in any reading",
    "line 5, column 19: alternatives 'north' and 'south': both have the label 'place'",
    (
        "line 20, column 1: own weights and the weight set 'staff' sum to 4 and 100, not to 1; "
        "each is divided by its sum"
    ),
]


def test_each_warning_is_given_once_with_its_line_and_column(tmp_path):
    file = tmp_path / "site.yaml"
    file.write_text(SUSPECT, encoding="utf-8")
    found = mcda.check(file)
    assert found.faults == ()
    for told, expected in zip(found.warnings, WARNINGS, strict=True):
        assert told.startswith(f"{file}, {expected}")


def test_a_sound_problem_has_no_warnings():
    rankings = {"cost": "A > B", "reach": "B > A", "trust": "B > A", "law": "A > B"}
    layers = {"input": ["cost", "reach"], "rules": ["trust", "law"]}
    weights = {"input": 0.7, "rules": 0.3}
    assert suspicions(mcda.from_rankings(rankings, layers=layers, weights=weights)) == []


def warning_on(rankings, alternatives=None):
    """Give the one warning on criterion x, beside a criterion that ranks all."""
    problem = mcda.from_rankings({"cost": "A > B > C", "x": rankings}, alternatives=alternatives)
    (told,) = [str(each) for each in suspicions(problem) if "'x'" in str(each)]
    return told.removeprefix("criterion 'x': ")


@pytest.mark.parametrize(
    ("ranking", "told"),
    [
        ("A = B = C", "all alternatives are equal on it; it decides nothing"),
        ("A = B", "'A' and 'B' are equal on it, and 'C' is not scored; it decides nothing"),
        ("B", "only 'B' is scored on it, so nothing is compared; it counts for nothing"),
        (None, "nobody scored it; it counts for nothing"),
    ],
)
def test_it_is_told_who_is_not_scored_on_a_criterion_that_decides_nothing(ranking, told):
    assert warning_on(ranking) == told


def test_of_many_that_are_not_scored_the_first_are_named():
    told = warning_on("A = B", alternatives=list("ABCDEFGHI"))
    assert told == (
        "'A' and 'B' are equal on it, and 'C', 'D', 'E', 'F', 'G' and 2 more are not scored; it "
        "decides nothing"
    )


def test_of_many_criteria_with_the_same_ranking_the_first_are_named():
    problem = mcda.from_rankings({f"c{k}": "A > B" for k in range(500)})
    (told,) = suspicions(problem)
    assert told == (
        "layer 'criteria': 'c0', 'c1', 'c2', 'c3', 'c4' and 495 more give the same ranking, A > B; "
        "is one thing counted twice?"
    )


def test_every_warning_is_one_line_of_some_length():
    problem = mcda.from_rankings({name: {f"A{k}": k for k in range(1000)} for name in "xy"})
    named = [replace(each, label=Label.same("one\nand two")) for each in problem.criteria]
    found = suspicions(replace(problem, criteria=tuple(named)))
    assert len(found) == 2
    assert all(each.isprintable() and len(each) <= 1001 and each.place for each in found)


LEVELS = """\
version: 1
name: site
alternatives: [A, B, C, D]
layers: [input]
readings: [survey, panel, poll]
scales: [{name: level, levels: [low, high]}]
criteria:
  - {name: cost, layer: input, judgements: {survey: A > B, panel: A > B > C, poll: A > C > B}}
  - name: x
    layer: input
    scale: level
    judgements:
      survey: {levels: {A: low, B: low, C: [low, high]}}
      panel: {levels: {A: [low, high], B: low}}
      poll: {levels: {A: low, B: low, C: low, D: low}}
"""


def test_cells_that_are_left_open_are_told_apart_from_those_that_are_equal():
    told = [str(each) for each in suspicions(parse(LEVELS, "x")) if "'x'" in str(each)]
    assert told == [
        (
            "criterion 'x', reading 'survey': 'A' and 'B' are equal on it, and 'D' is not scored "
            "and 'C' is left open; it decides nothing"
        ),
        (
            "criterion 'x', reading 'panel': it leaves open which of any two alternatives is "
            "better; it counts for nothing"
        ),
        "criterion 'x', reading 'poll': all alternatives are equal on it; it decides nothing",
    ]


def test_a_measured_criterion_within_its_threshold_decides_nothing():
    table = pd.DataFrame({"A": [3.0, 1], "B": [4, 2]}, index=["cost", "reach"])
    problem = mcda.from_table(
        table, directions="max", preference={"cost": {"kind": "u-shape", "q": 5}}
    )
    told = [str(each) for each in suspicions(problem)]
    assert "criterion 'cost': all alternatives are equal on it; it decides nothing" in told


def test_a_scenario_on_a_measured_criterion_changes_the_degrees():
    problem = parse(
        MEASURED + "scenarios: [{name: flip, cells: [{criterion: cost, order: south > north}]}]\n",
        "x",
    )
    assert not any("changes nothing" in each for each in suspicions(problem))


def test_weights_that_no_longer_fit_are_told():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A"}, weights={"cost": 0, "reach": 1}
    )
    (told,) = [each for each in suspicions(problem.without("reach")) if "weights" in each]
    assert told.startswith("weights: cannot be used as the problem is now: all are zero")


def on_sums(own=None, **sets):
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A"},
        weights=own and {"cost": own, "reach": 0},
        weight_sets={name: {"cost": total, "reach": 0} for name, total in sets.items()},
    )
    return [each for each in suspicions(problem) if "sum" in each]


@pytest.mark.parametrize(
    ("sums", "told", "place"),
    [
        ({"own": 1, "A": 1}, None, None),
        (
            {"own": 7},
            "weights: they sum to 7, not to 1; they are divided by that",
            ("weights",),
        ),
        (
            {"own": 1, "A": 1, "B": 9},
            "weight set 'B': they sum to 9, not to 1; they are divided by that",
            ("weight_sets", 1, "weights"),
        ),
        (
            {"own": 7, "A": 7, "B": 8},
            (
                "own weights and the weight sets 'A' and 'B' sum to 7, 7 and 8, not to 1; each is "
                "divided by its sum"
            ),
            ("weights",),
        ),
        (
            {"A": 1, "B": 100, "C": 100},
            "the weight sets 'B' and 'C' each sum to 100, not to 1; each is divided by its sum",
            ("weight_sets", 1, "weights"),
        ),
        (
            dict(zip("ABCDEFG", range(2, 9), strict=True)),
            (
                "the weight sets 'A', 'B', 'C', 'D', 'E' and 2 more sum to 2, 3, 4, 5, 6 and 2 "
                "more, not to 1; each is divided by its sum"
            ),
            ("weight_sets", 0, "weights"),
        ),
    ],
)
def test_all_weights_that_do_not_sum_to_1_are_told_at_once(sums, told, place):
    found = on_sums(**sums)
    assert found == ([] if told is None else [told])
    assert [each.place for each in found] == ([] if place is None else [place])


PER_READING = """\
version: 1
name: site
alternatives: [A, B]
layers: [input, rules]
readings: [survey, panel, poll]
criteria:
  - {name: cost, layer: input, judgements: {survey: A > B, panel: A > B, poll: A > B}}
  - {name: law, layer: rules, judgements: {survey: , panel: B > A, poll: B > A}}
weights: {input: 1}
weight_sets:
  - {name: parents, weights: {input: 1}}
  - {name: staff, weights: {input: 0.5, rules: 0.5}}
"""


def test_weights_that_can_be_used_in_one_reading_only_are_told_with_their_place(tmp_path):
    file = tmp_path / "site.yaml"
    file.write_text(PER_READING, encoding="utf-8")
    why = "no weight for layer rules; every scored layer needs one (0 is allowed)"
    where = "cannot be used in readings 'panel' and 'poll'"
    told = [each.removeprefix(f"{file}, line ") for each in mcda.check(file).warnings]
    assert [each for each in told if "cannot be used" in each] == [
        f"9, column 1: weights: {where}: {why}",
        f"11, column 21: weight set 'parents': {where}: {why}",
    ]


MEASURED = """\
version: 1
name: site
alternatives: [north, south]
layers: [input]
readings: [survey]
criteria:
  - name: cost
    layer: input
    unit: EUR
    direction: min
    preference: {kind: linear, q: 1, p: 3}
    judgements: {survey: {values: {north: 4.0, south: 2}}}
"""


def test_weights_that_count_ballots_need_no_sum_of_1(tmp_path):
    election = tmp_path / "e.soc"
    election.write_text(
        "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n3: 1,2\n2: 2,1\n", "utf-8"
    )
    assert mcda.check(election).warnings == ()


def across_layers(orders):
    """Put criteria with these orders in three layers by turns, and give what is said of them."""
    rankings = {f"c{k}": order for k, order in enumerate(orders)}
    layers = {f"L{k}": list(rankings)[k::3] for k in range(3)}
    told = mcda.check(mcda.from_rankings(rankings, layers=layers)).warnings
    return [str(each) for each in told if "more than once" in each]


OTHERS = ["B > A > C", "B > C > A", "C > A = B", "A = B > C", "A > C > B", "C > B > A", "A > B = C"]


def test_five_criteria_of_several_layers_that_rank_alike_are_told_of_and_four_are_not():
    (told,) = across_layers(["A > B > C"] * 5 + OTHERS)
    assert told.startswith(
        "5 of the 12 criteria that rank anything, in 3 layers, give the same ranking, A > B > C: "
        "'c0', 'c1', 'c2', 'c3' and 'c4'; is one thing counted more than once, or do they agree?"
    )
    assert "there are only" not in told
    assert across_layers(["A > B > C"] * 4 + OTHERS) == []


def test_it_is_told_that_so_many_criteria_had_to_repeat_a_ranking():
    (told,) = across_layers(["A > B > C"] * 8 + OTHERS)
    assert "With 3 options there are only 13 rankings, so among 15 criteria some must be" in told


def test_equal_rankings_that_mean_little_are_not_told_of_across_layers():
    assert across_layers(["A > B"] * 30 + ["B > A"] * 2) == []  # two options
    assert across_layers(["A > B > C"] * 9) == []  # all say the same
    assert across_layers(["A > B > C"] * 6 + OTHERS * 5) == []  # no more than twice the mean
