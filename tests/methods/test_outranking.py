"""PROMETHEE and REGIME: flows, relations and what an importance order alone decides."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.weights import Ordered
from tests.strategies import examples, problems, problems_with_weights

few = examples(40)
MIXED = mcda.from_rankings({"x": "A > B > C", "y": "C > A = B", "z": "B > A > C"})


@few
@given(problems_with_weights())
def test_leaving_less_entering_flow_is_the_net_flow(case):
    problem, weights = case
    for name in ("promethee1", "promethee2"):
        flows = mcda.rank(problem, name, weights).by_alternative
        net = flows["leaving flow"] - flows["entering flow"]
        assert net.to_numpy() == pytest.approx(
            mcda.rank(problem, "promethee2", weights).scores.to_numpy(), abs=1e-12
        )


def test_promethee1_says_of_each_pair_how_it_stands():
    apart = mcda.from_rankings({"x": "A > B = C", "y": "B = C > A"})
    result = mcda.rank(apart, "promethee1", "equal")
    # Leaving and entering flow: 1/2 and 1/2 for A, 1/4 and 1/4 for B and C.
    words = result.by_pair["relation"]
    assert words["A", "B"] == words["B", "A"] == words["C", "A"] == "incomparable"
    assert words["B", "C"] == "tied"
    assert result.figures["incomparable pairs"] == 2
    words = mcda.rank(apart, "promethee1", [2, 1]).by_pair["relation"]
    assert (words["A", "B"], words["B", "A"]) == ("ahead", "behind")
    assert "incomparable" in repr(result)


def test_pareto_names_the_criteria_that_speak_against_dominance():
    against = mcda.rank(MIXED, "pareto", [1, 1, 0]).by_pair["criteria against"]
    assert against["A", "C"] == ["y"]
    assert against["C", "A"] == ["x"]
    assert against["A", "B"] == []
    assert "criteria against, A over C: y" in repr(mcda.rank(MIXED, "pareto", [1, 1, 0]))


# --- REGIME --------------------------------------------------------------------------------------


@few
@given(problems(most_alternatives=4, most_criteria=5), st.randoms(use_true_random=False))
def test_regime_under_an_order_agrees_with_sampling_that_order(problem, random):
    names = [n for n, s in zip(problem.criterion_names, problem.scored, strict=True) if s]
    random.shuffle(names)
    space = Ordered(names)
    exact = mcda.rank(problem, "regime", space).by_pair["probability to beat"]
    drawn = space.sample(problem, 20_000, rng=1)
    signs = np.sign(problem.preferences.values - np.swapaxes(problem.preferences.values, 1, 2))
    guide = np.tensordot(drawn, signs, axes=1)
    beats = ((guide > 1e-12) + 0.5 * (np.abs(guide) <= 1e-12)).mean(axis=0)
    labels = problem.alternative_names
    for (i, j), probability in exact.items():
        share = beats[labels.index(i), labels.index(j)]
        assert probability == pytest.approx(share, abs=0.02)
        assert probability + exact[j, i] == pytest.approx(1, abs=1e-12)


def test_regime_by_hand_under_an_order():
    """With w1 >= w2 >= w3, w1 > w2 + w3 in half of all weightings and never less than w2."""
    rankings = {"k1": "A > B > C", "k2": "B > A > C", "k3": "B > A > C"}
    result = mcda.rank(mcda.from_rankings(rankings), "regime", Ordered("k1 > k2 > k3"))
    beat = result.by_pair["probability to beat"]
    # At the corners (1,0,0), (1/2,1/2,0), (1/3,1/3,1/3) the guide index is 1, 0, -1/3: positive
    # with probability 1 / (1 + 1/3) = 3/4.
    assert beat["A", "B"] == pytest.approx(3 / 4)
    assert beat["A", "C"] == beat["B", "C"] == 1
    assert result.scores.to_list() == pytest.approx([7 / 8, 5 / 8, 0])
    assert result.weights.to_list() == pytest.approx([11 / 18, 5 / 18, 2 / 18])
    assert "k1 > k2 > k3" in repr(result)


def test_a_permanent_tie_is_half_for_both():
    problem = mcda.from_rankings({"x": "A = B > C", "y": "A = B > C"})
    result = mcda.rank(problem, "regime", Ordered("x > y"))
    assert result.by_pair["probability to beat"]["A", "B"] == 0.5
    assert result.leaders == ["A", "B"]


def test_regime_knows_nothing_but_that_all_weightings_are_possible():
    result = mcda.rank(MIXED, "regime", mcda.weights.Uniform())
    beat = result.by_pair["probability to beat"]
    assert beat["A", "B"] == pytest.approx(0.5)  # one criterion each
    assert result.scores.sum() == pytest.approx(1.5)


def test_other_methods_rank_one_weighting_and_say_so():
    with pytest.raises(mcda.ProblemError, match=r"'kemeny' ranks one weighting.*robustness"):
        mcda.rank(MIXED, "kemeny", Ordered("x > y > z"))
    layered = mcda.from_rankings(
        {"x": "A > B > C", "y": "C > A = B", "z": "B > A > C"},
        layers={"one": ["x", "y"], "other": ["z"]},
    )
    with pytest.raises(mcda.ProblemError, match="no simplex"):
        mcda.rank(layered, "regime", mcda.weights.LayerFirst())


def test_regime_counts_only_the_sign_of_what_was_measured():
    table = pd.DataFrame({"A": [1.0, 5], "B": [9, 4]}, index=["x", "y"])
    problem = mcda.from_table(
        table, directions="max", preference={"x": {"kind": "v-shape", "p": 100}}
    )
    guide = mcda.rank(problem, "regime", [0.6, 0.4]).by_pair["guide index"]
    assert guide["A", "B"] == pytest.approx(-0.2)
