"""Majority, outranking and positional methods on published elections and decisions."""

import numpy as np
import pytest

import mcda_ai as mcda
from tests.profiles import problem_from_ballots
from tests.test_published.test_kemeny import CYCLE, SCHULZE, TENNESSEE


@pytest.mark.parametrize("strength", ["margins", "winning votes"])
def test_schulze_ranks_the_45_voters_as_published(strength):
    # electowiki.org, "Schulze method"; liquisearch.com, "Schulze method: example".
    result = mcda.rank(problem_from_ballots(SCHULZE), "schulze", options={"strength": strength})
    assert result.order == "E > A > C > B > D"


def test_other_methods_on_the_45_voters_elect_as_pref_voting_does():
    problem = problem_from_ballots(SCHULZE)
    expected = {"minimax": ["E"], "ranked_pairs": ["A"], "slater": ["C", "E"]}
    for name, leaders in expected.items():
        assert sorted(mcda.rank(problem, name).leaders) == leaders
    for name in ("smith", "schwartz"):
        assert sorted(mcda.rank(problem, name).leaders) == list("ABCDE")


@pytest.mark.parametrize(
    "method",
    ["condorcet", "copeland", "minimax", "schulze", "ranked_pairs", "smith", "schwartz", "slater"],
)
def test_every_majority_method_elects_nashville(method):
    # electowiki.org, "Condorcet method": the capital of Tennessee.
    assert mcda.rank(problem_from_ballots(TENNESSEE), method).leaders == ["Nashville"]


def test_equal_margins_leave_two_winners_of_ranked_pairs():
    # Election-methods list, 27 December 2002; the post itself settles on A > B > C > D.
    ballots = [
        (5, "A > B > C > D"),
        (4, "B > D > A > C"),
        (3, "C > D > A > B"),
        (1, "D > B > C > A"),
    ]
    result = mcda.rank(problem_from_ballots(ballots), "ranked_pairs")
    assert result.leaders == ["A", "B"]  # as pref_voting 1.18.2 finds
    assert "A > B > C > D" in result.orders
    problem = problem_from_ballots(ballots)
    for method in ("minimax", "schulze"):
        assert mcda.rank(problem, method).leaders == ["A", "B"]


def test_the_published_cycle_has_no_condorcet_winner_and_minimax_breaks_it_at_its_weakest():
    problem = problem_from_ballots(CYCLE)
    assert mcda.rank(problem, "condorcet").leaders == []
    assert sorted(mcda.rank(problem, "smith").leaders) == ["A", "B", "C"]
    # Defeats: A loses 25-75, B loses 40-60, C loses 35-65.
    assert mcda.rank(problem, "minimax").order == "B > C > A"


# Borda (1781): 21 voters, plurality elects A, whom a majority ranks last.
BORDA_1781 = [(1, "A > B > C"), (7, "A > C > B"), (7, "B > C > A"), (6, "C > B > A")]


def test_borda_1781_elects_c():
    problem = problem_from_ballots(BORDA_1781)
    points = mcda.rank(problem, "borda", options={"variant": "domination"}).scores * 21
    assert points.to_dict() == pytest.approx({"A": 16, "B": 21, "C": 26})
    assert mcda.rank(problem, "condorcet").leaders == ["C"]


# Condorcet (1785): 81 voters, in which the rule of Borda passes over the Condorcet winner.
CONDORCET_1785 = [
    (30, "A > B > C"), (1, "A > C > B"), (29, "B > A > C"),
    (10, "B > C > A"), (10, "C > A > B"), (1, "C > B > A"),
]  # fmt: skip


def test_condorcet_1785_sets_the_condorcet_winner_against_borda():
    problem = problem_from_ballots(CONDORCET_1785)
    assert mcda.rank(problem, "condorcet").leaders == ["A"]
    assert mcda.rank(problem, "borda").leaders == ["B"]


# Young (1988), "Condorcet's theory of voting", APSR 82(4): 60 voters and a majority cycle.
YOUNG_1988 = [
    (23, "A > B > C"), (17, "B > C > A"), (2, "B > A > C"), (10, "C > A > B"), (8, "C > B > A"),
]  # fmt: skip


def test_young_1988_the_most_likely_order_of_condorcet_s_example():
    problem = problem_from_ballots(YOUNG_1988)
    support = problem.pair_weights()["support"] * 60
    assert support[("A", "B")] == pytest.approx(33)
    assert support[("B", "C")] == pytest.approx(42)
    assert support[("A", "C")] == pytest.approx(25)
    for method in ("kemeny", "qualiflex"):
        assert mcda.rank(problem, method).orders == ["B > C > A"]


def test_schulze_2011_example_1_elects_d():
    # Schulze (2011), sec. 3, example 1: 21 voters.
    ballots = [
        (8, "A > C > D > B"), (2, "B > A > D > C"), (4, "C > D > B > A"),
        (4, "D > B > A > C"), (3, "D > C > B > A"),
    ]  # fmt: skip
    assert mcda.rank(problem_from_ballots(ballots), "schulze").leaders == ["D"]


def test_schwartz_1972_leaves_out_who_is_beaten_where_smith_cannot():
    # A beats B, B beats C, and C ties with A: only A is unbeaten.
    ballots = [(1, "A > B > C"), (1, "C > A > B"), (1, "B > C = A")]
    problem = problem_from_ballots(ballots)
    margins = problem.pair_weights()
    assert margins.loc[("A", "C"), "support"] == pytest.approx(margins.loc[("A", "C"), "against"])
    assert sorted(mcda.rank(problem, "smith").leaders) == ["A", "B", "C"]
    assert mcda.rank(problem, "schwartz").leaders == ["A"]


# Alinezhad and Khalili (2019), the REGIME chapter: three dam contractors, five criteria.
CONTRACTORS = np.array(
    [[3, 2, 4, 24000, 4], [1.2, 3, 2, 25000, 3], [1.5, 4, 1, 32000, 1]], dtype=float
)
LOWER_IS_BETTER = [True, False, False, False, True]


def test_regime_ranks_the_dam_contractors_as_published():
    ranks = {
        f"k{k}": dict(zip(["A1", "A2", "A3"], column if lower else -column, strict=True))
        for k, (column, lower) in enumerate(zip(CONTRACTORS.T, LOWER_IS_BETTER, strict=True))
    }
    problem = mcda.from_rankings(ranks)
    weights = [0.1, 0.175, 0.25, 0.35, 0.125]
    result = mcda.rank(problem, "regime", weights)
    assert result.order == "A3 > A2 > A1"
    # Published guide indices: A1-A2 -0.5, A1-A3 -0.5, A2-A3 -0.3.
    pairs = problem.pair_weights(weights)
    guide = pairs["support"] - pairs["against"]
    assert guide.to_dict() == pytest.approx(
        {("A1", "A2"): -0.5, ("A1", "A3"): -0.5, ("A2", "A3"): -0.3}
    )
    assert result.by_pair["guide index"].to_dict() == pytest.approx(
        {**guide.to_dict(), **{(j, i): -value for (i, j), value in guide.to_dict().items()}}
    )
    sums = result.by_alternative["sum of guide indices"]
    assert sums.to_list() == pytest.approx([-1.0, 0.2, 0.8])


def test_regime_gives_a_tie_to_neither_side():
    # pyDecision 5.1.8 counts a tie for both; Hinloopen et al. (1983) count it 0.
    problem = mcda.from_rankings({"first": "a1 = a2", "second": "a1 > a2"})
    result = mcda.rank(problem, "regime", [0.9, 0.1])
    guide = result.by_pair["guide index"]
    assert guide.to_dict() == pytest.approx({("a1", "a2"): 0.1, ("a2", "a1"): -0.1})
    assert result.by_alternative["sum of guide indices"].to_list() == pytest.approx([0.1, -0.1])
    assert result.order == "a1 > a2"


def test_rank_order_centroids_give_the_published_proportions():
    # Barron and Barrett (1996): for three, 11/18, 5/18, 2/18; for four, 0.52, 0.27, 0.15, 0.06.
    four = mcda.from_rankings({"cost": "A > B > C > D"})
    scores = mcda.rank(four, "weighted_sum", options={"numbers": "roc"}).scores.to_numpy()
    centroids = np.array([25, 13, 7, 3]) / 48
    rescaled = (centroids - centroids[-1]) / (centroids[0] - centroids[-1])
    assert scores == pytest.approx(rescaled)
