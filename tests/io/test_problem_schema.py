"""The published schema: the same as the form, true of what we write, and false of mistakes."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given

from mcda_ai.datasets import dataset_names, load
from mcda_ai.io.problem_files.from_problem import problem_to_data
from mcda_ai.io.problem_files.schema import problem_schema
from tests.strategies import examples
from tests.whole_problems import whole_problems

PUBLISHED = Path(__file__).parents[2] / "docs" / "problem.schema.json"
SCHEMA = json.loads(PUBLISHED.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

SITE = """
version: 1
name: site
label: {nl: Locatie, en: Site}
alternatives: [north, {name: south, label: Zuid}]
layers: [input, {name: rules, role: precondition}]
scales: [{name: level, levels: [low, high]}]
readings: [survey]
criteria:
  - {name: cost, layer: input, unit: EUR, direction: min, preference: {kind: linear, q: 1, p: 3},
     judgements: {survey: {values: {north: 3, south: 2.5}}}}
  - {name: reach, layer: input, judgements: {survey: south > north}}
  - {name: noise, layer: input, judgements: {survey: {north: 1, south: 2}}}
  - {name: sun, layer: input, judgements: {survey: "north = south, south = north"}}
  - {name: light, layer: input, judgements: {survey: [[[north], [south]], [[north], [south]]]}}
  - {name: law, layer: rules, judgements: {survey: [south, [north]]}}
  - {name: view, layer: rules, scale: level,
     judgements: {survey: {levels: {north: low, south: [low, high]}}}}
  - {name: jobs, layer: rules, judgements: {survey: null}}
weights: {input: 1, rules: 0.5}
"""


def site(*path, **changes):
    """Give the example, with some keys of the part at a path changed or, if None, taken away."""
    data = yaml.safe_load(SITE)
    part = data
    for step in path:
        part = part[step]
    part.update(changes)
    for key in [key for key, value in changes.items() if value is None]:
        del part[key]
    return data


def test_the_published_copy_is_what_the_form_says():
    assert problem_schema() == SCHEMA, (
        'write it again: python -c "import pathlib; from mcda_ai.io.problem_files.schema import '
        "problem_schema; from mcda_ai.io.problem_files.json_text import json_text; pathlib.Path("
        "'docs/problem.schema.json').write_text(json_text(problem_schema()), 'utf-8')\""
    )


def test_it_is_a_schema_of_the_draft_that_it_names():
    assert SCHEMA["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert "$id" not in SCHEMA


def test_every_key_has_a_description():
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    assert all(part["description"] for part in parts)
    assert all(key["description"] for part in parts for key in part["properties"].values())


@pytest.mark.parametrize("name", dataset_names())
def test_the_datasets_are_valid_as_they_are_and_as_we_write_them(name):
    text = files("mcda_ai.datasets").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    VALIDATOR.validate(yaml.safe_load(text))
    VALIDATOR.validate(problem_to_data(load(name)))


def test_every_short_way_to_write_is_valid():
    VALIDATOR.validate(site())


@examples(100, suppress_health_check=HealthCheck)
@given(whole_problems())
def test_what_we_write_is_valid(problem):
    VALIDATOR.validate(problem_to_data(problem))


@pytest.mark.parametrize(
    "data",
    [
        site(version=2),
        site(version=None),
        site(alternatives=None),
        site(alternatives="north, south"),
        site(alternativs=["north"]),
        site(layers=[{"name": "input", "role": "benefit"}]),
        site(label={"nll": "Locatie"}),
        site(scales=[{"name": "level", "levels": ["low"]}]),
        site(weights={"input": "much"}),
        site(weights={"input": -1}),
        site("criteria", 0, layer=None),
        site("criteria", 0, lable="Kosten"),
        site("criteria", 0, direction="lower"),
        site("criteria", 0, preference={"kind": "linaer"}),
        site("criteria", 0, preference={"kind": "linear", "q": "1,5"}),
        site("criteria", 0, "judgements", survey={"values": {"north": "3 EUR"}}),
        site("criteria", 0, "judgements", survey={"value": {"north": 3}}),
        site("criteria", 1, "judgements", survey={"order": "south > north", "status": "sure"}),
        site("criteria", 1, "judgements", survey=True),
        site("criteria", 1, judgements="south > north"),
        site(scenarios=[{"name": "quiet"}]),
        site(remarks=[{"name": "slip", "text": "x", "sources": [{"tabel": 3}]}]),
        [],
    ],
    ids=lambda data: "",
)
def test_common_mistakes_are_not_valid(data):
    assert not VALIDATOR.is_valid(data)
