"""One method, one weight vector."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.methods import permutation
from mcda_ai.methods.contract import Method
from mcda_ai.methods.detail import Detail


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
    assert "on average, 100 % of the weight compares two alternatives" in text


# --- notes and refusals --------------------------------------------------------------------------


def test_what_a_method_adds_is_said_in_dutch_too(problem):
    over = mcda.rank(problem, "regime", mcda.weights.Ordered("cost > reach"))
    assert over.notes == (
        "weights: every weighting equally likely in which cost > reach; shown is their mean",
    )
    assert over.in_words("nl")[1] == (
        "gewichten: elke weging van de criteria waarin cost > reach even waarschijnlijk; getoond "
        "is het gemiddelde"
    )
    flat = mcda.rank(problem, "regime", mcda.weights.Uniform())
    assert flat.notes == (
        "weights: every weighting of the criteria equally likely; shown is their mean",
    )


def test_the_search_for_an_order_that_was_cut_short_says_so_in_both_languages(problem, monkeypatch):
    found = permutation.optimal_orders(np.roll(np.eye(3), -1, axis=1))
    told = {
        "not proven": replace(found, proven=False, doubt=0.25),
        "at least 3 orders": replace(found, all_counted=False),
        "the cost": replace(found, gap_known=False),
    }
    for beginning, optima in told.items():
        monkeypatch.setattr(permutation, "optimal_orders", lambda _, optima=optima: optima)
        result = mcda.rank(problem, "kemeny")
        (note,) = result.notes
        assert note.startswith(beginning)
        assert note in result.in_words()
        assert note.in_words("nl") in result.in_words("nl")
    monkeypatch.setattr(permutation, "optimal_orders", lambda _: told["not proven"])
    (note,) = mcda.rank(problem, "kemeny").notes
    assert note == (
        "not proven optimal: the search stopped after 30 s; no order costs less than 0.75"
    )
    assert note.in_words("nl").endswith("geen volgorde kost minder dan 0,75")


def test_what_the_method_of_somebody_else_adds_stays_as_it_is_given(problem):
    made = Method(
        lambda view, weights: weights @ view.preferences.sum(axis=2),
        "wins", "Wins", "custom", frozenset({"pairwise", "weights"}), "scores",
        detail_function=lambda *_: Detail(notes=("naar beste weten",)),
    )  # fmt: skip
    result = mcda.rank(problem, made)
    assert result.notes == ("naar beste weten",)
    assert result.in_words("en")[1] == result.in_words("nl")[1] == "naar beste weten"


def test_a_refusal_is_said_in_dutch():
    partly = mcda.from_rankings({"cost": "A > B > C", "reach": "A > B"})
    with pytest.raises(mcda.ProblemError) as caught:
        mcda.rank(partly, "weighted_sum")
    (fault,) = caught.value.faults
    assert fault.in_words("nl") == (
        "weighted_sum: sommige opties zijn gescoord waar andere dat niet zijn; toegestaan: "
        "unscored=best of unscored=worst, waarmee een lege cel als beste of als slechtste telt"
    )
    with pytest.raises(mcda.ProblemError) as caught:
        mcda.rank(partly, "copeland", options={"tie": "haf"})
    (fault,) = caught.value.faults
    assert fault.in_words("nl").startswith("methode ‘copeland’, instelling ‘tie’: waarde ‘haf’ is")


@pytest.mark.parametrize("names", ["AB", "CAB", ["o10", "o9", "ö", "O2"]])
def test_pairs_are_labelled_as_pandas_labels_them_whatever_a_method_tells_of_them(names):
    problem = mcda.from_rankings({"x": " > ".join(names), "y": " = ".join(names)})
    pairs = pd.MultiIndex.from_tuples(
        list(permutations(problem.alternative_names, 2)), names=["alternative", "versus"]
    )
    for method in ("borda", "pareto"):
        index = mcda.rank(problem, method).by_pair.index
        assert index.identical(pairs)
        assert [list(each) for each in index.levels] == [list(each) for each in pairs.levels]
