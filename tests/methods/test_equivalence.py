"""Methods that are one method on a problem, found by trying the same weightings on each."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.methods import registry
from mcda_ai.methods.equivalence import (
    Asked,
    behaviour,
    one_method_each,
    told_apart,
    weightings_tried,
)
from mcda_ai.weights import Constrained

CYCLE = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B", "w": None})


@pytest.fixture(scope="module", autouse=True)
def few_weightings_tried():
    """Try them all here, in place of the few that do elsewhere."""


def behaviours(problem, *names):
    weights = weightings_tried(problem)
    return {name: behaviour([(registry.find(name).on(problem), weights)]) for name in names}


def test_the_weightings_tried_are_the_same_every_time_and_weigh_scored_criteria_only():
    tried = weightings_tried(CYCLE)
    assert tried.shape == (1000, 3)
    np.testing.assert_allclose(tried.sum(axis=1), 1)
    np.testing.assert_array_equal(tried, weightings_tried(CYCLE))


def test_other_spaces_can_be_tried():
    tried = weightings_tried(CYCLE, [Constrained("x <= 10 %")])
    assert tried.shape == (500, 3)
    assert tried[:, 0].max() <= 0.1 + 1e-9


def test_methods_that_rank_alike_are_one_and_others_are_not():
    groups = one_method_each(behaviours(CYCLE, "borda", "copeland", "promethee2", "regime"))
    assert groups == [("borda", "promethee2"), ("copeland", "regime")]


def test_what_cannot_be_compared_is_told_apart_from_a_tie():
    # A wins and loses more often than B and C, so PROMETHEE I compares it with neither.
    problem = mcda.from_rankings({"x": "A > B = C", "y": "B = C > A"})
    equal = np.full((1, 2), 0.5)
    by_sums, by_flows = (registry.find(name).on(problem) for name in ("borda", "promethee1"))
    np.testing.assert_array_equal(by_sums.ranks(equal), by_flows.ranks(equal))
    assert behaviour([(by_sums, equal)]) != behaviour([(by_flows, equal)])


def test_methods_that_differ_in_one_version_are_not_one():
    dominated = mcda.from_rankings({"x": "A > B > C", "y": "A > B > C", "z": "A > B > C"})
    alone = behaviours(dominated, "borda", "copeland")
    assert len(one_method_each(alone)) == 1
    over_both = {
        name: behaviour(
            (registry.find(name).on(problem), weightings_tried(problem))
            for problem in (dominated, CYCLE)
        )
        for name in ("borda", "copeland")
    }
    assert len(one_method_each(over_both)) == 2


def _asked(problem, names):
    found = {}
    for name in names:
        method, tried = registry.find(name), weightings_tried(problem)
        evaluator = method.on(problem)
        now = evaluator.ranks(tried[-1]).tobytes() + evaluator.relation(tried[-1]).tobytes()
        found[name] = Asked(method, evaluator, tried, now)
    return found


@pytest.mark.parametrize("orders", [
    {"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"},
    {"x": "A > B > C > D", "y": "A > C = D", "z": "B > A > D > C", "u": "D > B > A"},
    {"x": "A > B", "y": "B > A"},
    {"x": "A > B > C", "y": "A > B > C"},
])  # fmt: skip
def test_asking_no_further_than_needed_finds_the_groups_that_asking_all_finds(orders):
    problem = mcda.from_rankings(
        orders, alternatives=sorted({*"".join(orders.values())} & {*"ABCD"})
    )
    names = ["borda", "qualiflex", "kemeny", "slater", "promethee2", "regime", "copeland",
             "schulze", "smith", "promethee1", "dowdall"]  # fmt: skip
    groups, refused = told_apart(_asked(problem, names), workers=2)
    assert refused == {}
    assert groups == one_method_each(behaviours(problem, *names))
    assert told_apart({}) == ([], {})
