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
SAME_WEIGHTS = "weights: the same for every criterion"


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


# --- what is left out of what was measured is said ------------------------------------------------

WITHIN = mcda.from_table(
    pd.DataFrame({"A": [10.0, 1], "B": [11, 0], "C": [20, 2]}, index=["x", "y"]),
    directions="max",
    preference={"x": {"kind": "linear", "q": 2, "p": 5}},
)


@pytest.mark.parametrize("method", ["maximin", "leximin", "dowdall", "lexicographic"])
def test_a_method_of_ranks_says_that_it_counts_what_is_within_the_threshold(method):
    result = mcda.rank(WITHIN, method, "equal")
    told = (
        "on x this method counts differences within the threshold too, since it takes only the "
        "order of the values"
    )
    assert told in result.sentences
    assert told in repr(result)
    assert told in result._repr_html_()
    other = (
        "of y only the order of the values counts, not by how much they differ; weighted_sum, "
        "promethee2 count that"
    )
    without = mcda.rank(WITHIN, method, {"x": 0, "y": 1}).sentences[1:]
    weights = "weights: y 100 %, x 0 %"
    assert without == ((other, weights) if method == "dowdall" else (weights,))


@pytest.mark.parametrize("method", ["borda", "kemeny", "promethee2", "weighted_sum"])
def test_other_methods_have_nothing_to_say_of_thresholds(method):
    assert mcda.rank(WITHIN, method, "equal").sentences[1:] == (SAME_WEIGHTS,)


def test_lexicographic_choice_goes_by_the_order_of_the_values():
    assert mcda.rank(WITHIN, "lexicographic", {"x": 2, "y": 1}).leaders == ["C"]
    table = pd.DataFrame({"A": [10.0, 1], "B": [11, 0]}, index=["x", "y"])
    near = mcda.from_table(table, directions="max", preference={"x": {"kind": "u-shape", "q": 5}})
    assert mcda.rank(near, "lexicographic", {"x": 2, "y": 1}).leaders == ["B"]
    assert mcda.rank(near, "lexicographic", {"x": 2, "y": 1}, {"by": "layers"}).leaders == ["B"]


def test_a_choice_of_nobody_is_said_with_the_rank_that_all_share():
    cycle = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    result = mcda.rank(cycle, "condorcet", "equal")
    assert (result.leaders, result.ranks.to_list()) == ([], [2, 2, 2])
    assert result.sentences == (
        "Condorcet winner: chosen: nobody",
        "nobody is chosen, so all share rank 2; the first rank is for the chosen",
        SAME_WEIGHTS,
    )


# --- one method or two ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["usual", "v-shape"])
def test_borda_is_promethee_ii_only_with_the_usual_preference_function(kind):
    table = pd.DataFrame({"A": [9.0, 0, 1], "B": [0, 1, 2], "C": [5, 5, 0]}, index=list("xyz"))
    problem = mcda.from_table(
        table, directions="max", preference={key: {"kind": kind, "p": 9} for key in "xyz"}
    )
    scores = [mcda.rank(problem, name, "equal").scores for name in ("borda", "promethee2")]
    assert np.allclose(scores[0] / 2, scores[1]) == (kind == "usual")
    counted = [mcda.rank(problem, name, "equal").ranks.to_dict() for name in ("copeland", "regime")]
    assert counted[0] == counted[1]


@pytest.mark.parametrize("name", [n for n in mcda.methods.names() if ":" not in n])
def test_every_card_says_what_counts_of_a_measured_criterion(name):
    card = mcda.methods.find(name).card()
    assert card["measured"] in ("who is ahead", "by how much", "order of the values")
    assert card["compensation"] in ("by amount", "by weight", "none")
