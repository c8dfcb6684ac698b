"""Kemeny on published elections; distances count ballots, so costs are multiplied back."""

import pytest

import mcda_ai as mcda
from tests.profiles import problem_from_ballots

# The capital of Tennessee: 42 M>N>C>K, 26 N>C>K>M, 15 C>K>N>M, 17 K>C>N>M
# (electowiki.org, "ABIF" and "Kemeny-Young method").
TENNESSEE = [
    (42, "Memphis > Nashville > Chattanooga > Knoxville"),
    (26, "Nashville > Chattanooga > Knoxville > Memphis"),
    (15, "Chattanooga > Knoxville > Nashville > Memphis"),
    (17, "Knoxville > Chattanooga > Nashville > Memphis"),
]
# electowiki.org, "Kemeny-Young method": 25 A>B>C, 40 B>C>A, 35 C>A>B.
CYCLE = [(25, "A > B > C"), (40, "B > C > A"), (35, "C > A > B")]
CYCLE_DISTANCES = {"ABC": 150, "ACB": 180, "BAC": 170, "BCA": 120, "CAB": 130, "CBA": 150}


def test_kemeny_ranks_the_cities_of_tennessee_as_published():
    result = mcda.rank(problem_from_ballots(TENNESSEE), method="kemeny")
    assert result.orders == ["Nashville > Chattanooga > Knoxville > Memphis"]
    assert result.leaders == ["Nashville"]
    assert result.figures["cost"] * 100 == pytest.approx(207, abs=1e-9)


def test_borda_on_tennessee_agrees_with_the_published_points():
    points = mcda.rank(problem_from_ballots(TENNESSEE), "borda", options={"variant": "domination"})
    published = {"Memphis": 126, "Nashville": 194, "Chattanooga": 173, "Knoxville": 107}
    assert (points.scores * 100).to_dict() == pytest.approx(published)


def test_kemeny_resolves_the_published_cycle():
    result = mcda.rank(problem_from_ballots(CYCLE), method="kemeny")
    assert result.order == "B > C > A"
    assert result.figures["cost"] * 100 == pytest.approx(CYCLE_DISTANCES["BCA"])


def test_the_gap_to_the_runner_up_is_that_of_the_published_distances():
    best, second = sorted(CYCLE_DISTANCES.values())[:2]
    result = mcda.rank(problem_from_ballots(CYCLE), method="kemeny")
    assert result.figures["gap to the runner-up"] * 100 == pytest.approx(second - best)


def test_copeland_sees_only_the_cycle():
    result = mcda.rank(problem_from_ballots(CYCLE), method="copeland")
    assert result.order == "A = B = C"
    assert result.leaders == ["A", "B", "C"]


def test_kemeny_with_several_equal_margins_agrees_with_pref_voting():
    # Election-methods list, 27 December 2002; pref_voting 1.18.2 finds the winner A alone.
    ballots = [
        (5, "A > B > C > D"),
        (4, "B > D > A > C"),
        (3, "C > D > A > B"),
        (1, "D > B > C > A"),
    ]
    assert mcda.rank(problem_from_ballots(ballots), "kemeny").leaders == ["A"]
    assert mcda.rank(problem_from_ballots(ballots), "copeland").leaders == ["A", "B"]


# Schulze's example of 45 voters (electowiki.org, "Schulze method").
SCHULZE = [
    (5, "A > C > B > E > D"),
    (5, "A > D > E > C > B"),
    (8, "B > E > D > A > C"),
    (3, "C > A > B > E > D"),
    (7, "C > A > E > B > D"),
    (2, "C > B > A > D > E"),
    (7, "D > C > E > B > A"),
    (8, "E > B > A > D > C"),
]


def test_pair_weights_of_the_45_voters_are_the_published_table():
    published = {
        ("A", "B"): 20, ("A", "C"): 26, ("A", "D"): 30, ("A", "E"): 22, ("B", "C"): 16,
        ("B", "D"): 33, ("B", "E"): 18, ("C", "D"): 17, ("C", "E"): 24, ("D", "E"): 14,
    }  # fmt: skip
    support = problem_from_ballots(SCHULZE, alternatives=list("ABCDE")).pair_weights()["support"]
    assert (support * 45).to_dict() == pytest.approx(published)


def test_kemeny_and_copeland_lead_with_e_for_the_45_voters_as_in_pref_voting():
    problem = problem_from_ballots(SCHULZE)
    assert mcda.rank(problem, "kemeny").leaders == ["E"]
    assert mcda.rank(problem, "copeland").leaders == ["E"]
