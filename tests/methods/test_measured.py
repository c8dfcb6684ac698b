"""Measured criteria: who is ahead, by how much, or the order of the values, as each method says."""

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.orders.pairwise import PreferenceFunction

# On x A is behind by a tenth of the threshold, on y ahead by half of it.
SMALLEST = mcda.from_table(
    pd.DataFrame({"A": [10.0, 1.0], "B": [11.0, 0.0]}, index=["x", "y"]),
    directions="max",
    preference={"x": {"kind": "v-shape", "p": 10}, "y": {"kind": "v-shape", "p": 2}},
)
WHO_IS_AHEAD = (
    "borda", "copeland", "kemeny", "qualiflex", "slater", "minimax", "schulze", "ranked_pairs",
    "regime",
)  # fmt: skip


@pytest.mark.parametrize("method", WHO_IS_AHEAD)
def test_one_criterion_each_is_a_tie_by_who_is_ahead(method):
    assert mcda.rank(SMALLEST, method, "equal").order == "A = B"


@pytest.mark.parametrize("method", ["smith", "schwartz", "lexicographic"])
def test_one_criterion_each_leaves_both_in(method):
    assert mcda.rank(SMALLEST, method, "equal").leaders == ["A", "B"]


def test_one_criterion_each_elects_nobody_and_lets_nobody_dominate():
    assert mcda.rank(SMALLEST, "condorcet", "equal").leaders == []
    assert mcda.rank(SMALLEST, "pareto", "equal").headline == "leads: A, B; incomparable: A | B"


@pytest.mark.parametrize("method", ["promethee1", "promethee2"])
def test_by_how_much_a_is_ahead(method):
    assert mcda.rank(SMALLEST, method, "equal").order == "A > B"


def test_the_pairs_and_the_layers_count_criteria():
    assert SMALLEST.pair_weights("equal").iloc[0].to_dict() == {
        "support": 0.5, "against": 0.5, "tie": 0.0, "not comparable": 0.0,
    }  # fmt: skip
    counted = SMALLEST.layer_preferences("equal")
    assert counted[counted.names[0]].loc["A", "B"] == 0.5
    assert SMALLEST.preferences["x"].loc["B", "A"] == pytest.approx(0.1)
    assert SMALLEST.ahead["x"].loc["B", "A"]


@pytest.mark.parametrize("kind", ["usual", "u-shape", "v-shape", "level", "linear", "gaussian"])
def test_who_is_ahead_is_who_is_preferred_at_all(kind):
    function = PreferenceFunction(kind, q=1, p=3, s=2)
    differences = np.linspace(-4, 4, 33)
    np.testing.assert_array_equal(function.prefers(differences), function.degree(differences) > 0)


def test_a_difference_too_small_for_a_degree_is_ahead_all_the_same():
    function = PreferenceFunction("gaussian", s=1e9)
    assert function.degree(np.array([1e-3])) == 0  # in floating point
    assert function.prefers(np.array([1e-3]))
