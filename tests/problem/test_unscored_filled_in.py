"""Unscored cells that count as best or worst: as in a table where they are filled in by hand."""

from dataclasses import replace

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import Scenario, ScenarioCell

HEAD = "direction;ranks\ncriterion;weight;A;B;C\n"
TABLES = {
    "worst": [
        ("reach;5;1;;\ncost;2;2;1;\ntrust;1;;2;1\n",
         "reach;5;1;2;2\ncost;2;2;1;3\ntrust;1;3;2;1\n"),
        ("reach;5;;1;\ncost;2;2;1;3\n", "reach;5;2;1;2\ncost;2;2;1;3\n"),
        ("reach;1;2;1;\ncost;4;;;1\n", "reach;1;2;1;3\ncost;4;2;2;1\n"),
    ],
    "best": [
        ("reach;5;1;;\ncost;2;2;1;\ntrust;1;;2;1\n",
         "reach;5;3;1;1\ncost;2;3;2;1\ntrust;1;1;3;2\n"),
        ("reach;5;;1;\ncost;2;2;1;3\n", "reach;5;1;3;1\ncost;2;2;1;3\n"),
    ],
}  # fmt: skip
CASES = [(unscored, *pair) for unscored, pairs in TABLES.items() for pair in pairs]


def read(tmp_path, text, name):
    (tmp_path / f"{name}.csv").write_text(HEAD + text, encoding="utf-8")
    return mcda.read(tmp_path / f"{name}.csv")


@pytest.fixture(params=CASES)
def tables(request, tmp_path):
    unscored, left_open, filled_in = request.param
    return unscored, read(tmp_path, left_open, "t"), read(tmp_path, filled_in, "filled")


@pytest.mark.parametrize("method", ["borda", "kemeny", "schulze", "minimax", "dowdall"])
def test_every_answer_is_that_of_the_table_filled_in(tables, method):
    unscored, left_open, filled_in = tables
    options = {"unscored": unscored}
    was, now = (mcda.rank(each, method, options=o) for each, o in (
        (filled_in, None), (left_open, options)))  # fmt: skip
    assert now.ranks.to_dict() == was.ranks.to_dict()
    assert now.weights.to_dict() == was.weights.to_dict()
    assert now.coverage == was.coverage == 1
    shares = [mcda.robustness(each, method, options=o, size=2000, rng=1).rank_acceptability
              for each, o in ((filled_in, None), (left_open, options))]  # fmt: skip
    assert np.array_equal(shares[0], shares[1])
    bounds = [mcda.rank_bounds(each, method, options=o).table
              for each, o in ((filled_in, None), (left_open, options))]  # fmt: skip
    assert bounds[0].equals(bounds[1])


def test_what_is_stable_and_how_methods_compare_is_that_of_the_table_filled_in(tables):
    unscored, left_open, filled_in = tables
    found = [mcda.stability(each, options=o).to_dict()
             for each, o in ((filled_in, None), (left_open, {"unscored": unscored}))]  # fmt: skip
    for key in ("extreme_ranks", "weight_flips", "judgement_flips"):
        assert found[0][key] == found[1][key]
    was, now = mcda.compare(filled_in), mcda.compare(left_open, options={"unscored": unscored})
    assert now.ranks.equals(was.ranks)
    assert now.groups == was.groups
    one = mcda.compare(left_open, [("borda", {"unscored": unscored})])
    assert (
        next(iter(one.rankings.values())).ranks.to_list() == was.rankings["borda"].ranks.to_list()
    )


def test_a_criterion_that_scores_nobody_stays_outside():
    problem = mcda.from_rankings({"cost": "A > B > C", "trust": None})
    result = mcda.rank(problem, options={"unscored": "worst"})
    assert result.weights.to_dict() == {"cost": 1.0, "trust": 0.0}


def test_scenarios_stay_told_where_their_cells_are_filled_in():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > B > A"})
    orders = {"cost": "C", "reach": "A > B > C"}
    cells = tuple(ScenarioCell(name, WeakOrder.parse(order)) for name, order in orders.items())
    what_if = replace(problem, scenarios=(Scenario("what-if", cells),)).scenario("what-if")
    result = mcda.rank(what_if, options={"unscored": "worst"})
    assert result.problem.circumstances == ["scenario what-if"]
    assert str(result.problem.judgement("cost").order) == "C > A = B"
    assert str(result.problem.judgement("reach").order) == "A > B > C"
