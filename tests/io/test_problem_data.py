"""A decision problem becomes a problem file and comes back as it was."""

import json
import os
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, given

from mcda_ai import from_rankings, from_table
from mcda_ai.datasets import dataset_names, load
from mcda_ai.io.files import as_text, parse, read, write
from mcda_ai.io.problem_files.from_problem import problem_to_data
from mcda_ai.io.problem_files.to_problem import problem_from_data
from mcda_ai.messages.faults import ProblemError
from tests.strategies import examples
from tests.whole_problems import whole_problems

ROUND_TRIP = examples(150, suppress_health_check=list(HealthCheck))


@ROUND_TRIP
@given(whole_problems())
def test_a_problem_comes_back_from_its_data_yaml_and_json_equal(problem):
    data = problem_to_data(problem)
    again = problem_from_data(data)
    assert again == problem
    assert problem_to_data(again) == data
    as_yaml, as_json = as_text(problem), as_text(problem, as_json=True)
    assert parse(as_yaml, "x.yaml") == problem
    assert parse(as_json, "x.json", as_json=True) == problem
    # Readers that are not ours find the same data, so no text is taken for something else.
    assert json.loads(as_json) == data
    assert yaml.safe_load(as_yaml) == data


@pytest.mark.parametrize("name", dataset_names())
@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_each_dataset_comes_back_from_a_file_equal(tmp_path, name, suffix):
    problem = load(name)
    assert read(write(problem, tmp_path / f"again{suffix}")) == problem


def test_a_changed_dataset_comes_back_with_its_circumstances(tmp_path):
    problem = load("ai-factory").reading("detail").scenario("b2-large").without("impact", "B1")
    again = read(write(problem, tmp_path / "again.yaml"))
    assert again == problem
    assert again.circumstances == problem.circumstances
    assert problem_to_data(problem)["circumstances"] == {
        "reading": "detail",
        "scenarios": ["b2-large"],
        "removed": ["impact", "B1"],
    }


def test_a_dataset_is_written_as_a_person_would_write_it():
    text = as_text(load("ai-factory"))
    assert text.startswith("version: 1\nname: ai-factory\nlabel:\n  nl: Beleidsopties voor een AI-")
    assert "    judgements:\n      overview: B1 > B2 > B3\n" in text
    assert "          - table: '2'\n            section: '4.2'\n" in text
    overview = problem_to_data(load("ai-factory"))["readings"][0]
    assert overview["sources"][0] == {"table": "S1", "section": "Samenvatting"}


def test_what_is_empty_or_by_default_is_left_out():
    problem = from_rankings({"cost": "A > B = C", "trust": None}, weights={"cost": 2})
    assert problem_to_data(problem) == {
        "version": 1,
        "name": "problem",
        "label": "",  # there is none, while a file without one would mean the name
        "alternatives": ["A", "B", "C"],
        "layers": ["criteria"],
        "readings": [{"name": "given", "label": {"nl": "zoals gegeven", "en": "as given"}}],
        "criteria": [
            {"name": "cost", "layer": "criteria", "judgements": {"given": "A > B = C"}},
            {"name": "trust", "layer": "criteria", "judgements": {"given": None}},
        ],
        "weights": {"cost": 2},
    }


def test_measured_criteria_are_written_with_unit_direction_and_preference():
    table = pd.DataFrame({"A": [3.5, 10], "B": [5, np.nan]}, index=["cost", "reach"])
    problem = from_table(
        table,
        directions={"cost": "min", "reach": "max"},
        units={"cost": "EUR"},
        preference={"cost": {"kind": "linear", "q": 1, "p": 3}},
    )
    assert problem_to_data(problem)["criteria"] == [
        {
            "name": "cost",
            "layer": "criteria",
            "unit": "EUR",
            "direction": "min",
            "preference": {"kind": "linear", "q": 1, "p": 3},
            "judgements": {"given": {"values": {"A": 3.5, "B": 5}}},
        },
        {
            "name": "reach",
            "layer": "criteria",
            "direction": "max",
            "judgements": {"given": {"values": {"A": 10}}},
        },
    ]


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
@pytest.mark.parametrize("number", [float("inf"), float("nan"), -1.0])
def test_a_problem_that_no_file_can_hold_is_refused_and_nothing_written(tmp_path, suffix, number):
    problem = replace(from_rankings({"cost": "A > B"}), own_weights={"cost": number})
    with pytest.raises(ProblemError, match="a file cannot hold this: problem, line"):
        write(problem, tmp_path / f"site{suffix}")
    assert list(tmp_path.iterdir()) == []


# --- writing a file ----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".JSON"])
def test_an_existing_file_is_replaced_only_by_force(tmp_path, suffix):
    file = tmp_path / f"site{suffix}"
    file.write_text("old", encoding="utf-8")
    problem = load("ai-factory-features")
    with pytest.raises(ProblemError, match=f"site{suffix}: is there already"):
        write(problem, file)
    assert file.read_text(encoding="utf-8") == "old"
    assert write(problem, str(file), force=True) == file.resolve()
    assert read(file) == problem
    assert list(tmp_path.iterdir()) == [file]


def test_another_suffix_says_which_can_be_written(tmp_path):
    with pytest.raises(ProblemError, match=r"cannot write '.odt'; allowed: .yaml, .yml, .json"):
        write(load("ai-factory"), tmp_path / "site.odt")


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError(28, "No space left on device")

    file = tmp_path / "site.yaml"
    file.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ProblemError, match="No space left on device"):
        write(load("ai-factory"), file, force=True)
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]
