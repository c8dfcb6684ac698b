"""Whatever is done to a problem file, it ends as a problem or with faults, after bounded work."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from mcda_ai.io.files import as_text, parse, read
from mcda_ai.io.limits import MOST_ALTERNATIVES_OF_A_PROBLEM, MOST_BYTES_OF_A_PROBLEM_FILE
from mcda_ai.io.problem_files.from_problem import problem_to_data
from mcda_ai.io.problem_files.to_problem import problem_from_data
from mcda_ai.messages.faults import ProblemError
from mcda_ai.problem.decision_problem import DecisionProblem
from tests.strategies import examples
from tests.whole_problems import HARD_NAMES
from tests.work import MOST_GROWTH, work_of

SPOIL = examples(250, suppress_health_check=list(HealthCheck))

SITE = """\
version: 1
name: site
document: {title: A plan, authors: [Ann]}
question: {nl: "Waar?", en: "Where?"}
owner: the board
date: 2026-11-29
alternatives:
  [north, {name: south, label: {nl: Zuid, en: South}}, {name: east, role: baseline}]
layers: [input, {name: rules, role: precondition}]
scales: [{name: level, levels: [low, mid, high]}]
readings: [{name: survey, sources: [{table: 7}]}, panel]
criteria:
  - {name: cost, layer: input, unit: EUR, direction: min, preference: {kind: linear, q: 1, p: 3},
     judgements: {survey: {values: {north: 3, south: 2.5}}, panel: south > north = east}}
  - {name: noise, layer: input, scale: level,
     judgements: {survey: {levels: {north: low, south: [low, mid]}}, panel: }}
  - {name: law, layer: rules, judgements: {survey: {north: 1, south: 2},
     panel: {order: [south, [north, east]], status: corrected, reason: a slip}}}
scenarios:
  - {name: quiet, cells: [{criterion: law, order: north > south, sources: [{page: 12}]}]}
remarks: [{name: slip, text: Page 9 repeats page 8}]
weights: {cost: 3, noise: 1, law: 2}
weight_sets: [{name: board, weights: {input: 1, rules: 1}}]
statements: [south >= east, {prefers: south > north, sources: [{table: 7}]}]
circumstances: {reading: panel, scenarios: [quiet]}
"""
AS_YAML = SITE
AS_JSON = as_text(parse(SITE, "site.yaml"), as_json=True)
SIGNS = "\0\ufeff\u202e\u200f\x85\x1b \n\t:-?,[]{}#&*!|>'\"%@`=~^<\\0123456789.eE+aé"


def outcome(make, *arguments, **options):
    """Give the problem, or the faults that were raised instead; nothing else may happen."""
    try:
        made = make(*arguments, **options)
    except ProblemError as error:
        made = error.faults
    if isinstance(made, DecisionProblem):
        assert repr(made)
    else:
        assert made
        assert all(fault.isprintable() and len(fault) < 1200 for fault in made)
    return made


@SPOIL
@given(st.data(), st.booleans())
def test_spoilt_text_is_a_problem_or_faults(data, as_json):
    text = AS_JSON if as_json else AS_YAML
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        put = data.draw(st.one_of(st.text(SIGNS, max_size=3), st.sampled_from(HARD_NAMES)))
        text = text[:at] + put + text[at + data.draw(st.integers(0, 4)) :]
    outcome(parse, text, "site", as_json=as_json)


def places_in(value, place=()):
    yield place
    items = enumerate(value) if isinstance(value, list) else ()
    for step, inside in value.items() if isinstance(value, dict) else items:
        yield from places_in(inside, (*place, step))


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(HARD_NAMES),
    st.sampled_from(["north", "cost", "low", "survey", "quiet", "x > y", "unscored", "", "1e999"]),
    st.just([]), st.just({}), st.just([[]]), st.just([None]), st.just({"name": "x"}),
    st.just({"north": 1, "south": None}), st.just({"order": None}), st.just("9" * 5000),
).map(copy.deepcopy)  # fmt: skip


@SPOIL
@given(st.data())
def test_spoilt_data_are_a_problem_or_faults(data):
    plain = json.loads(AS_JSON)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from([p for p in places_in(plain) if p]))
        parent = plain
        for step in place[:-1]:
            parent = parent[step]
        if data.draw(st.booleans()):
            parent[place[-1]] = data.draw(anything)
        elif isinstance(parent, dict):
            parent[data.draw(st.sampled_from(["naam", "order", "values"]))] = parent.pop(place[-1])
        else:
            parent.insert(0, data.draw(anything))
    made = outcome(problem_from_data, plain)
    if isinstance(made, DecisionProblem):
        assert problem_from_data(problem_to_data(made)) == made


@SPOIL
@given(st.binary(max_size=60), st.integers(0, 10**4), st.sampled_from([".yaml", ".json"]))
def test_spoilt_bytes_are_a_problem_or_faults(tmp_path_factory, junk, at, suffix):
    content = (AS_JSON if suffix == ".json" else AS_YAML).encode()
    at %= len(content)
    file = tmp_path_factory.getbasetemp() / f"spoilt{suffix}"
    file.write_bytes(content[:at] + junk + content[at + len(junk) // 2 :])
    outcome(read, file)


def names(n, start="a"):
    return [f"{start}{k}" for k in range(n)]


def with_parts(alternatives, criteria):
    form = {"version": 1, "name": "x", "layers": ["l"], "readings": ["r"]}
    return json.dumps({**form, "alternatives": alternatives, "criteria": criteria})


def criterion(name, judgement="a0 > a1"):
    return {"name": name, "layer": "l", "judgements": {"r": judgement}}


LARGE = {
    "criteria": (15_000, lambda n: with_parts(names(3), [criterion(c) for c in names(n, "c")])),
    "unknown layers": (15_000, lambda n: with_parts(
        names(3), [{**criterion(name), "layer": name} for name in names(n, "c")])),
    "unknown alternatives": (5000, lambda n: with_parts(
        names(50), [criterion("c", " > ".join(names(n, "b")))])),
    "one name": (10**5, lambda n: with_parts(
        ["a0", "a1", "b" * 10 * n], [criterion("c", "a0 > " + "c" * n)])),
    "doubles": (100_000, lambda n: with_parts(["a"] * n, [criterion("c")])),
    "unknown keys": (50_000, lambda n: json.dumps(
        {**json.loads(AS_JSON), **dict.fromkeys(names(n), 1)})),
    "faulty entries": (100_000, lambda n: with_parts([None] * n, [criterion("c")])),
    "long number": (10**6, lambda n: AS_JSON.replace("2.5", "9" * n)),
}  # fmt: skip
REFUSED_FOR_THEIR_SIZE = {
    "alternatives": with_parts(names(MOST_ALTERNATIVES_OF_A_PROBLEM + 1), [criterion("c")]),
    "pairs": with_parts(names(1500), [criterion(name) for name in names(200)]),
}


def parse_large(text):
    outcome(parse, text, "x.json", as_json=True)


@pytest.mark.parametrize("what", LARGE)
def test_twice_as_much_takes_no_more_than_twice_the_work(what):
    largest, text_of = LARGE[what]
    parse_large(text_of(10))  # what is made once is made
    once, twice = (work_of(parse_large, text_of(n)) for n in (largest // 100, largest // 50))
    assert twice < MOST_GROWTH * once


@pytest.mark.parametrize("what", REFUSED_FOR_THEIR_SIZE)
def test_what_is_too_large_is_refused_before_it_is_compared(what):
    text = REFUSED_FOR_THEIR_SIZE[what]
    assert work_of(parse_large, text) < 10 * len(text)


@pytest.mark.long
@pytest.mark.parametrize("what", LARGE)
def test_a_large_file_is_a_problem_or_faults(what):
    largest, text_of = LARGE[what]
    parse_large(text_of(largest))


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    file = tmp_path / "site.yaml"
    with file.open("wb") as stream:
        stream.truncate(100 * MOST_BYTES_OF_A_PROBLEM_FILE)
    (fault,) = outcome(read, file)
    assert "site.yaml: larger than 2,000,000 bytes" in fault
    (fault,) = outcome(read, file, most_bytes=10)
    assert "larger than 10 bytes" in fault


def test_a_larger_file_is_read_if_that_is_allowed(tmp_path):
    file = tmp_path / "site.json"
    file.write_text(AS_JSON + " " * MOST_BYTES_OF_A_PROBLEM_FILE, encoding="utf-8")
    assert "larger than" in outcome(read, file)[0]
    assert outcome(read, file, most_bytes=3 * MOST_BYTES_OF_A_PROBLEM_FILE) == parse(SITE, "x")


def test_signs_that_command_a_terminal_are_written_out_in_messages():
    (fault, *_) = outcome(parse, SITE.replace("cost, layer", r'"\e[31mcost", layer'), "x")
    assert "\\x1b[31mcost" in fault


def test_nothing_that_a_file_names_is_followed(tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text(SITE, encoding="utf-8")
    for text in (f"!include {secret}", f"<<: !!file {secret}", f"$ref: {secret}"):
        assert isinstance(outcome(parse, text + "\n", "x"), tuple)
