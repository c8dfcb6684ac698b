"""How much is drawn: sizes, half-widths, workers and seeds that cannot be are refused by name."""

import math

import pytest

import mcda_ai as mcda
from mcda_ai.weights import space_from_text


@pytest.fixture(scope="module")
def problem():
    return mcda.load("ai-factory")


@pytest.mark.parametrize("half_width", [0, 0.0, 0.7, -1.0, "small", 1, math.nan, True])
def test_a_half_width_that_cannot_be_is_refused(problem, half_width):
    with pytest.raises(mcda.ProblemError, match=r"half_width: .*; allowed: above 0, up to 0.5"):
        mcda.robustness(problem, "copeland", half_width=half_width, rng=1)


def test_a_half_width_and_a_size_work_together(problem):
    assert mcda.robustness(problem, "copeland", half_width=0.5, rng=1).size == 14
    few = mcda.robustness(problem, "copeland", size=500, half_width=0.001, rng=1)
    assert few.size == 500
    with pytest.raises(mcda.ProblemError, match="'exact' does not go with half_width"):
        mcda.robustness(problem, size="exact", half_width=0.01)
    with pytest.raises(mcda.ProblemError, match=r"half_width: 1e-06 can take .* draws"):
        mcda.robustness(problem, "copeland", half_width=1e-6)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"workers": 1.5}, "workers: 1.5; allowed: a whole number, 1 to 256"),
        ({"workers": 0}, "workers: 0; allowed"),
        ({"chunk_size": -2}, "chunk_size: -2; allowed"),
        ({"rng": -1}, "seed: -1; allowed"),
        ({"size": 99_999_999_999}, "size: 99,999,999,999; allowed: a whole number, 1 to 100,000,"),
    ],
)
def test_what_cannot_be_is_refused_by_its_own_name_also_where_nothing_is_drawn(
    problem, given, words
):
    with pytest.raises(mcda.ProblemError, match=words):
        mcda.robustness(problem, **given)


def test_draws_that_no_memory_holds_are_refused_with_the_most_allowed(problem):
    most = 10**8 // len(problem.criteria)
    with pytest.raises(mcda.ProblemError, match=f"allowed: a whole number, 1 to {most:,}"):
        mcda.weights.Uniform().sample(problem, 10**9)


@pytest.mark.parametrize(
    "look", [mcda.robustness, mcda.stability, mcda.next_question, mcda.compare]
)
def test_more_criteria_than_fit_over_weightings_are_refused_before_anything_is_drawn(
    monkeypatch, look
):
    monkeypatch.setattr(space_from_text, "MOST_CRITERIA_OVER_WEIGHTINGS", 2)
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "B > A"})
    with pytest.raises(mcda.ProblemError, match="over weightings: 3 criteria"):
        look(problem)
    assert mcda.rank(problem, weights="equal").leaders == ["B"]
