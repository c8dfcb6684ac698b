"""What is wrong in a problem file is told with its place; measured criteria and circumstances."""

import pytest

from mcda_ai.io.files import parse
from mcda_ai.io.problem_files.to_problem import problem_from_data
from mcda_ai.orders.pairwise import PreferenceFunction
from tests.problem_texts import (
    LONG,
    SHORT,
    faults_of,
    faults_of_data,
    parse_data,
    short,
    with_judgement,
)

# --- every fault named -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (short(version=2), ["version: '2'; allowed: '1'"]),
        (short(version=None), ["version: missing"]),
        (short(name=None), ["name: missing"]),
        (short(criteria=None), ["criteria: missing"]),
        (short(alternativs=[]), ["unknown key 'alternativs'; did you mean 'alternatives'?"]),
        (short(alternatives="north"), ["alternatives: ", "found 'north'"]),
        (short(alternatives=["north", None]), ["alternatives > entry 2: ", "found nothing"]),
        (short(alternatives=["north"]), ["at least 2 are needed"]),
        (short(alternatives=["north", "south", "north"]), ["'north' stands there 2 times"]),
        (
            short(alternatives=["north", {"name": "south", "labl": "Zuid"}]),
            ["alternatives > 'south': unknown key 'labl'; did you mean 'label'?"],
        ),
        (
            short(alternatives=["north", {"name": "south", "label": {"nll": "Zuid"}}]),
            ["alternatives > 'south' > label: unknown key 'nll'; did you mean 'nl'? allowed: nl"],
        ),
        (short(layers=["input"]), ["criterion 'reach': unknown layer 'impact'"]),
        (
            short(layers=["inptu", "impact"]),
            ["criterion 'cost': unknown layer 'input'; did you mean 'inptu'?"],
        ),
        (
            short(layers=["input", {"name": "impact", "role": "benefit"}]),
            ["layers > 'impact' > role: ", "'benefit chain' or 'precondition'", "'benefit'"],
        ),
        (
            short(readings=["panel"]),
            ["criterion 'cost', reading 'survey': unknown reading 'survey'", "allowed: panel"],
        ),
        (short(readings=["survey", "panel"]), ["reading 'panel', criterion 'cost': no judgement"]),
        (
            short(document={"titel": "A plan"}),
            ["document: unknown key 'titel'; did you mean 'title'?", "document > title: missing"],
        ),
        (
            short(scales=[{"name": "level", "levels": ["low"]}]),
            ["scales > 'level' > levels: ", "at least 2"],
        ),
        (short(scenarios=[{"name": "quiet", "cells": []}]), ["scenarios > 'quiet' > cells: "]),
        (
            short(scenarios=[{"name": "quiet", "cells": [{"criterion": "csot", "order": "nrth"}]}]),
            [
                "scenario 'quiet', criterion 'csot': unknown criterion 'csot'; did you mean 'cost'",
                "unknown alternative 'nrth'; did you mean 'north'?",
            ],
        ),
        (
            short(remarks=[{"name": "slip", "text": "x", "sources": [{"tabel": 3}]}]),
            ["remarks > 'slip' > sources > entry 1: unknown key 'tabel'; did you mean 'table'?"],
        ),
        (
            with_judgement("south >"),
            ["criteria > 'cost' > judgements > survey > order: ", "empty place"],
        ),
        (
            with_judgement({"order": {"north": "x", "south": 1}}),
            ["criteria > 'cost' > judgements > survey > order: ", "rank of 'north': 'x'"],
        ),
        (with_judgement(3), ["criterion 'cost': unknown alternative '3'"]),
        (
            with_judgement("suoth > north"),
            ["reading 'survey', criterion 'cost': unknown alternative 'suoth'", "mean 'south'?"],
        ),
        (
            with_judgement({"ordre": "south > north"}),
            [
                "criteria > 'cost' > judgements > survey: unknown key 'ordre'",
                "mean 'order'? allowed",
            ],
        ),
        (
            with_judgement({"order": "south > north", "status": "fixed"}),
            ["criteria > 'cost' > judgements > survey > status: ", "'corrected'", "'fixed'"],
        ),
        (
            with_judgement({"order": "south > north", "status": "corrected"}),
            ["criterion 'cost', reading 'survey': status 'corrected' needs a reason"],
        ),
        (with_judgement({}), ["criterion 'cost', reading 'survey': ", "there is no ranking"]),
        (
            with_judgement({"levels": {"north": "low", "south": "high"}}),
            ["reading 'survey', criterion 'cost': levels, but the criterion names no scale"],
        ),
        (
            with_judgement("south > north", scale="level"),
            ["unknown scale 'level'; allowed: none"],
        ),
        (
            with_judgement("south > north", lable="Kosten"),
            ["criteria > 'cost': unknown key 'lable'; did you mean 'label'?"],
        ),
        (short(weights={"csot": 1}), ["weights: unknown ", "'csot'; did you mean 'cost'?"]),
        (short(weights={"cost": -1}), ["weights: 'cost' is -1"]),
        (short(weights={"cost": 0}), ["weights: all are zero"]),
        (short(weights={"cost": "two"}), ["weights > cost: ", "number", "found 'two'"]),
    ],
    ids=lambda value: value[0][:40] if isinstance(value, list) else "",
)
def test_a_fault_is_told_with_its_place_and_the_nearest_name(form, words):
    faults = faults_of_data(form)
    told = "\n".join(faults)
    assert [word for word in words if word not in told] == []
    assert all(fault.startswith("site.json, line 1, column ") for fault in faults)


def test_several_faults_of_the_data_are_told_at_once():
    told = "\n".join(
        faults_of_data(
            {
                **with_judgement("south >"),
                "version": 3,
                "weigths": {},
                "layers": [{"name": "input", "role": "x"}, "impact"],
            }
        )
    )
    for words in ("version", "weigths", "layers > 'input' > role", "criteria > 'cost'"):
        assert words in told


def test_several_faults_of_meaning_are_told_at_once():
    first, second = short()["criteria"]
    told = "\n".join(
        faults_of_data(
            short(
                alternatives=["north", "south", "north"],
                criteria=[{**first, "layer": "inptu"}, {**second, "scale": "level"}],
                scenarios=[{"name": "s", "cells": [{"criterion": "csot", "order": "north"}]}],
            )
        )
    )
    for words in ("'north' stands there 2 times", "'inptu'", "'level'", "'csot'"):
        assert words in told


def test_a_long_value_is_cut_in_the_message():
    (fault,) = faults_of_data(short(version="x" * 1000))
    assert len(fault) < 200


# --- text that cannot be read ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SHORT + "name: again\n", "line 13, column 1: not readable as YAML: the key 'name' stand"),
        ("a: {b: 1, b: 2}\n", "line 1, column 11: not readable as YAML: the key 'b' stands"),
        ("yes: 1\nyes: 2\n", "the key 'yes' stands there twice"),
        ("a: [1\nb: 2\n", "line 2, column 2: not readable as YAML"),
        ("a:\n\t- b\n", "line 2, column 1: not readable as YAML"),
        (SHORT + "---\na: 1\n", "not readable as YAML"),
        ("[1]: a\n", "line 1, column 1: not readable as YAML: a key must be a text"),
        ("a: \x00\n", "not readable as YAML"),
        ("a: !!python/object/apply:os.getcwd []\n", "not readable as YAML"),
        ("[" * 5000, "not readable as YAML"),
        ("[" * 5000 + "]" * 5000, "not readable as YAML"),
    ],
    ids=[
        *("double key", "double key inside", "double yes", "bracket", "tab", "two documents"),
        *("list as key", "control character", "object", "deep", "deep and closed"),
    ],
)
def test_text_that_is_no_yaml_says_where_and_why(content, words):
    (fault,) = faults_of(content)
    assert fault.startswith("site.yaml")
    assert words in fault


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"a": 1, "a": 2}', "not readable as JSON: the key 'a' stands there twice"),
        ('{"b": {"a": 1, "a": 2}}', "the key 'a' stands there twice"),
        ('{"a": 1,\n "b" 2}', "line 2, column 6: not readable as JSON"),
        ("", "line 1, column 1: not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
    ],
    ids=["double key", "double key inside", "colon", "empty", "deep"],
)
def test_text_that_is_no_json_says_where_and_why(content, words):
    (fault,) = faults_of(content, "site.json")
    assert fault.startswith("site.json")
    assert words in fault


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds nothing"),
        ("- a\n", "holds a list"),
        ("some words\n", "holds 'some words'"),
        ("3\n", "holds '3'"),
    ],
)
def test_a_top_level_that_is_no_mapping_says_what_is_expected(content, words):
    (fault,) = faults_of(content)
    assert words in fault
    assert "version, name," in fault


# --- measured criteria -------------------------------------------------------------------------

MEASURED = {
    "name": "cost",
    "layer": "input",
    "unit": "EUR",
    "direction": "min",
    "preference": {"kind": "linear", "q": 1, "p": 3},
    "judgements": {"survey": {"values": {"north": 4, "south": "2.0"}}},
}


def measured(**changes):
    """Give the short form with a measured criterion, some of its keys changed or taken away."""
    criterion = {key: value for key, value in {**MEASURED, **changes}.items() if value is not None}
    return short(criteria=[criterion, short()["criteria"][1]])


def test_a_measured_criterion_stands_beside_a_ranked_one():
    problem = parse_data(measured())
    cost = problem.criteria[0]
    assert (cost.unit, cost.direction) == ("EUR", "min")
    assert cost.preference == PreferenceFunction("linear", q=1, p=3)
    assert problem.preferences.values[0].tolist() == [[0, 0], [0.5, 0]]


def test_a_preference_function_may_be_named_alone_and_a_value_left_empty():
    values = {"survey": {"values": {"north": 4, "south": None}, "note": "south was closed"}}
    second = {"name": "reach", "layer": "impact", "judgements": {"survey": "north > south"}}
    form = measured(preference="usual", judgements=values)
    problem = parse_data({**form, "criteria": [form["criteria"][0], second]})
    assert problem.judgement("cost").values == {"north": 4.0}
    assert problem.scored.tolist() == [False, True]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"direction": None}, "criterion 'cost': there are values, but no direction; allowed: max"),
        ({"direction": "lower"}, "allowed: max (more is better) or min (less is better); found 'l"),
        ({"preference": "linaer"}, "preference > kind: 'linaer'; allowed: 'usual', 'u-shape'"),
        (
            {"preference": {"kind": "linear", "q": 3, "p": 1}},
            "p is 1; it must exceed q, which is 3",
        ),
        ({"preference": {"kind": "u-shape", "q": -1}}, "q is -1.0; allowed: a number, 0 or more"),
        ({"preference": {"shape": "usual"}}, "preference: unknown key 'shape'; allowed: kind, q"),
        ({"judgements": {"survey": {"values": {"north": "3,5"}}}}, "with a point where it has dec"),
        (
            {"judgements": {"survey": {"values": {"north": True}}}},
            "a number is needed; found 'True'",
        ),
        ({"judgements": {"survey": {"values": {"north": "1e999"}}}}, "a number is needed"),
        ({"judgements": {"survey": {"values": {"nroth": 3}}}}, "'nroth'; did you mean 'north'?"),
        (
            {"judgements": {"survey": {"values": {"north": 3}, "order": "north > south"}}},
            "more than one of an order, levels and values; allowed: one of them",
        ),
        (
            {"judgements": {"survey": {"north": 3, "south": 4}}},
            "the numbers under survey can be ranks or measured values; write them under 'order'",
        ),
    ],
)
def test_what_is_wrong_with_a_measured_criterion_is_told(changes, words):
    told = "\n".join(faults_of_data(measured(**changes)))
    assert words in told


# --- circumstances -----------------------------------------------------------------------------


def test_a_file_can_give_the_reading_and_the_scenarios_in_use():
    text = LONG + "circumstances: {reading: panel, scenarios: [quiet], removed: [west]}\n"
    problem = parse(text, "site.yaml")
    assert problem.circumstances == ["reading panel", "scenario quiet", "without west"]


def test_circumstances_that_do_not_exist_are_told_with_their_place():
    faults = faults_of(LONG + "circumstances:\n  reading: panle\n  scenarios: [quit]\n")
    assert len(faults) == 2
    n = LONG.count("\n")
    assert f"site.yaml, line {n + 2}, column 3: site: unknown reading 'panle'; did you" in faults[0]
    assert f"line {n + 3}, column 15: site: unknown scenario 'quit'; did you mean" in faults[1]


# --- what is said explicitly -------------------------------------------------------------------


def test_an_empty_list_of_sources_is_not_filled_from_the_reading():
    text = LONG.replace("status: corrected,", "status: corrected, sources: [],")
    assert parse(LONG, "x").reading("panel").judgement("noise").sources == ()
    changed = text.replace("- panel", "- {name: panel, sources: [{table: 8}]}")
    assert parse(changed, "x").reading("panel").judgement("noise").sources == ()
    assert parse(changed, "x").reading("panel").judgement("cost").sources[0].table == "8"


def test_an_empty_label_is_no_label():
    north = parse(LONG.replace("label: {nl: Noord, en: North}", "label: ''"), "x").alternatives[0]
    assert not north.label


@pytest.mark.parametrize("name", [" north", "north "])
def test_a_name_with_a_space_around_it_is_refused(name):
    told = "\n".join(faults_of_data(short(alternatives=[name, "south", "north"])))
    assert f"alternative '{name}': a name cannot begin or end with a space" in told


def test_python_numbers_will_do_for_texts():
    data = short(name=2024, alternatives=[1, 2.5], label=7)
    data["criteria"][0]["judgements"] = {"survey": {"1": 2, "2.5": 1}}
    problem = problem_from_data(data)
    assert (problem.name, problem.alternative_names, problem.label.en) == (
        "2024",
        ("1", "2.5"),
        "7",
    )
    assert problem.judgement("cost").text() == "2.5 > 1"
