"""One method, one weight vector."""

import numpy as np
import pytest

import mcda_ai as mcda


@pytest.fixture
def problem():
    return mcda.from_rankings(
        {"cost": "A > B > C", "reach": "C > A = B", "trust": None},
        weights={"cost": 3, "reach": 1},
    )


def test_ranks_and_scores_are_series_by_alternative(problem):
    result = mcda.rank(problem, "borda")
    assert result.ranks.to_dict() == {"A": 1, "B": 2, "C": 3}
    assert list(result.scores.index) == ["A", "B", "C"]


def test_without_weights_the_problem_s_own_are_used(problem):
    assert mcda.rank(problem).weights.to_dict() == {"cost": 0.75, "reach": 0.25, "trust": 0.0}


def test_a_method_without_scores_gives_none(problem):
    assert mcda.rank(problem, "kemeny").scores is None


def test_a_method_with_one_optimum_gives_its_order_once(problem):
    result = mcda.rank(problem, "borda")
    assert (result.orders, result.n_orders) == ([result.order], 1)


def test_every_optimum_is_listed_and_all_its_leaders():
    tied = mcda.from_rankings({"cost": "A = B > C"})
    result = mcda.rank(tied, "kemeny")
    assert sorted(result.orders) == ["A > B > C", "B > A > C"]
    assert result.leaders == ["A", "B"]
    assert result.order == "A = B > C"


def test_coverage_is_the_share_of_the_weight_that_compares_a_pair():
    partly = mcda.from_rankings({"cost": "A > B", "reach": "A > B > C"}, weights=[1, 1])
    # Pairs A-B fully, A-C and B-C on one of two criteria.
    assert mcda.rank(partly).coverage == pytest.approx((1 + 0.5 + 0.5) / 3)


def test_a_leader_that_nobody_compares_is_not_hidden_by_missing_pairs():
    apart = mcda.from_rankings({"cost": "A > B", "reach": "C > D"})
    assert mcda.rank(apart, "copeland").leaders == ["A", "C"]


def test_to_dict_has_plain_values(problem):
    plain = mcda.rank(problem, "kemeny").to_dict()
    assert plain["leaders"] == ["A"]
    assert plain["scores"] is None
    assert plain["figures"]["cost"] == pytest.approx(0.5)


def test_a_plain_function_of_view_and_weights_is_a_method(problem):
    def last_counts(view, weights):
        return -(weights @ view.preferences.sum(axis=1))

    assert mcda.rank(problem, last_counts).leaders == ["A"]


def test_a_choice_rule_that_elects_nobody_has_no_leader():
    @mcda.method(label="Condorcet", family="custom", needs={"pairwise", "weights"},
                 returns="choice_set", name="condorcet-for-test")  # fmt: skip
    def beats_all(view, weights):
        support = np.tensordot(weights, view.preferences, axes=1)
        beats = support > np.swapaxes(support, -1, -2)
        return beats.sum(axis=-1) == view.n_alternatives - 1

    cycle = mcda.from_rankings({"a": "A > B > C", "b": "B > C > A", "c": "C > A > B"})
    assert mcda.rank(cycle, beats_all).leaders == []
    winner = mcda.from_rankings({"a": "A > B > C", "b": "A > C > B", "c": "C > A > B"})
    assert mcda.rank(winner, beats_all).leaders == ["A"]


def test_the_repr_names_order_scores_and_coverage(problem):
    text = repr(mcda.rank(problem, "borda"))
    assert text.startswith("Borda: A > B > C")
    assert "coverage: 100 %" in text
