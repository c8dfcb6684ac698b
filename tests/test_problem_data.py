"""A decision problem becomes a problem file and comes back as it was."""

import json

import yaml
from hypothesis import HealthCheck, given, settings

from mcda_ai.files import as_text, parse
from mcda_ai.problem_data import problem_to_data
from mcda_ai.problem_form import problem_from_data
from tests.whole_problems import whole_problems

ROUND_TRIP = settings(deadline=None, derandomize=True, max_examples=150,
                      suppress_health_check=list(HealthCheck))  # fmt: skip


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
