"""Lexicographic choice by one order, by all orders, by criteria and by layers."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given

import mcda_ai as mcda
from tests.strategies import examples, problems

few = examples(40)
BY_LAYERS = {"by": "layers"}


def shares_by_brute_force(above, orders):
    """Share of the orders of steps at whose end each alternative is still in."""
    m = above.shape[1]
    counts = [0] * m
    for order in orders:
        inside = set(range(m))
        for step in order:
            inside -= {j for j in inside if any(above[step, i, j] for i in inside)}
        for i in inside:
            counts[i] += 1
    return [float(Fraction(count, len(orders))) for count in counts]


@few
@given(problems(most_alternatives=4, most_criteria=5))
def test_shares_are_those_of_all_orders_of_equal_criteria(problem):
    above = problem.preferences.values[problem.scored] > 0
    orders = list(permutations(range(len(above))))
    result = mcda.rank(problem, "lexicographic", "equal")
    shares = result.by_alternative["share of orders led"]
    assert shares.tolist() == pytest.approx(shares_by_brute_force(above, orders), abs=1e-15)
    assert result.leaders == [name for name, share in shares.items() if share > 0]


LAYERED = mcda.from_rankings(
    {"a": "A > B > C", "b": "A > B > C", "c": "C > B > A", "d": "B > A = C", "e": "B > C > A"},
    layers={"input": ["a", "b", "c"], "outcome": ["d"], "impact": ["e"]},
)


def test_by_layers_the_heaviest_layer_goes_first_and_ranks_by_its_net_flow():
    weights = {"input": 1, "outcome": 2, "impact": 3}
    assert mcda.rank(LAYERED, "lexicographic", weights, BY_LAYERS).leaders == ["B"]
    weights = {"input": 3, "outcome": 2, "impact": 1}
    # Within input two of three criteria put A first: net flows 2, 0, -2 a third each.
    assert mcda.rank(LAYERED, "lexicographic", weights, BY_LAYERS).leaders == ["A"]


def test_by_layers_tells_the_share_of_all_orders_of_layers():
    result = mcda.rank(LAYERED, "lexicographic", {"input": 3, "outcome": 2, "impact": 1}, BY_LAYERS)
    table = result.by_alternative
    assert table["share of orders led"].tolist() == [1, 0, 0]
    assert table["share of all layer orders led"].tolist() == pytest.approx([1 / 3, 2 / 3, 0])


def test_on_the_report_b3_leads_in_most_orders_of_the_six_layers():
    problem = mcda.load("ai-factory")
    flows = np.array([
        table.to_numpy().sum(axis=1) - table.to_numpy().sum(axis=0)
        for table in map(problem.layer_preferences("layer-equal").__getitem__, problem.layer_names)
    ])  # fmt: skip
    above = flows[:, :, None] > flows[:, None, :] + 1e-9
    expected = shares_by_brute_force(above, list(permutations(range(6))))
    result = mcda.rank(problem, "lexicographic", "layer-equal", BY_LAYERS)
    shares = result.by_alternative["share of all layer orders led"]
    assert shares.tolist() == pytest.approx(expected)
    assert shares["B3"] == pytest.approx(0.6)


def test_a_layer_without_weight_decides_nothing():
    weights = {"input": 0, "outcome": 1, "impact": 1}
    result = mcda.rank(LAYERED, "lexicographic", weights, BY_LAYERS)
    assert result.by_alternative["share of all layer orders led"].tolist() == [0, 1, 0]


def test_batches_by_layers_are_ranked_as_one_at_a_time():
    found = mcda.methods.find("lexicographic")
    evaluator = found.on(LAYERED, BY_LAYERS)
    weights = np.random.default_rng(1).dirichlet(np.ones(5), 50)
    weights[:5] = 0.2
    alone = [evaluator.ranks(row).tolist() for row in weights]
    assert evaluator.ranks(weights).tolist() == alone
