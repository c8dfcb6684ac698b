"""Paradoxes of Borda's and of the minimax rule.

Felsenthal, D. S. (2010). Review of Paradoxes Afflicting Various Voting Procedures Where One Out of
m Candidates (m >= 2) Must Be Elected. University of Haifa and London School of Economics, revised
26 May 2010, appendices A4, A5 and A10; the numbers of the examples are those of this paper. In a
later version: Felsenthal, D. S., Machover, M. (eds., 2012). Electoral Systems: Paradoxes,
Assumptions, and Procedures. Springer. A worst loss is in winning votes, as there.
"""

import pytest

import mcda_ai as mcda
from tests.profiles import problem_from_ballots
from tests.test_published import counts


def points(ballots):
    """The voters' pairs won by each alternative: Borda points, 0 for the last place."""
    result = mcda.rank(problem_from_ballots(ballots), "borda", options={"variant": "domination"})
    return (result.scores * counts.n_voters(ballots)).to_dict()


def minimax(ballots):
    return mcda.rank(
        problem_from_ballots(ballots), "minimax", options={"strength": "winning votes"}
    )


def check_worst_losses(ballots, published, winners):
    assert counts.worst_losses(ballots) == published
    result = minimax(ballots)
    assert (-result.scores * counts.n_voters(ballots)).to_dict() == pytest.approx(published)
    assert sorted(result.leaders) == winners


# Example 9: 11 voters and a majority cycle.
EXAMPLE_9 = counts.short([(3, "ABCD"), (2, "CABD"), (1, "CDAB"), (5, "DABC")])
EXAMPLE_9_PAIRS = {
    ("A", "B"): (11, 0), ("A", "C"): (8, 3), ("A", "D"): (5, 6),
    ("B", "C"): (8, 3), ("C", "D"): (6, 5),
}  # fmt: skip


def test_felsenthal_2010_example_9_b_alone_is_dominated_within_a_cycle_of_all():
    counted = counts.votes(EXAMPLE_9)
    assert {(i, j): (counted[i, j], counted[j, i]) for i, j in EXAMPLE_9_PAIRS} == EXAMPLE_9_PAIRS
    for pair, published in EXAMPLE_9_PAIRS.items():
        assert counts.head_to_head(EXAMPLE_9)[pair] == pytest.approx(published)
    unanimous = [pair for pair, count in counted.items() if count == 11]
    assert unanimous == [("A", "B")]
    problem = problem_from_ballots(EXAMPLE_9)
    dominance = mcda.rank(problem, "pareto")
    assert dominance.ranks.to_dict() == {"A": 1, "B": 2, "C": 1, "D": 1}
    assert dominance.figures["incomparable pairs"] == 5
    assert sorted(mcda.rank(problem, "smith").leaders) == list("ABCD")


def test_felsenthal_2010_example_13_borda_passes_over_who_is_first_for_a_majority():
    ballots = counts.short([(51, "ABC"), (48, "BCA"), (1, "CBA")])
    published = {"A": 102, "B": 148, "C": 50}
    assert counts.points(ballots, [2, 1, 0]) == published
    assert points(ballots) == pytest.approx(published)
    assert counts.condorcet_winners(ballots) == ["A"]
    assert mcda.rank(problem_from_ballots(ballots), "condorcet").leaders == ["A"]
    assert mcda.rank(problem_from_ballots(ballots), "borda").leaders == ["B"]


def test_felsenthal_2010_example_14_borda_elects_c_out_of_a_cycle():
    # Adapted there from Fishburn (1974), American Political Science Review 68(2), 543. The last
    # place earns 1 point.
    ballots = counts.short([(3, "ABCD"), (1, "BCAD"), (1, "BCDA"), (2, "CDAB")])
    published = {"A": 19, "B": 19, "C": 20, "D": 12}
    assert counts.points(ballots, [4, 3, 2, 1]) == published
    assert {name: won + 7 for name, won in points(ballots).items()} == pytest.approx(published)
    assert mcda.rank(problem_from_ballots(ballots), "borda").order == "C > A = B > D"
    counted = counts.votes(ballots)
    cycle = [("A", "B"), ("B", "C"), ("C", "A")]
    assert [counted[pair] for pair in cycle] == [5, 5, 4]
    assert all(counted[name, "D"] > counted["D", name] for name in "ABC")
    assert mcda.rank(problem_from_ballots(ballots), "smith").leaders == ["A", "B", "C"]


# Example 29: 11 voters; D loses to everybody, but only just.
EXAMPLE_29 = counts.short([(2, "DACB"), (3, "DBAC"), (3, "CBAD"), (1, "BACD"), (2, "ACBD")])


def test_felsenthal_2010_example_29_minimax_elects_the_condorcet_loser():
    check_worst_losses(EXAMPLE_29, {"A": 7, "B": 7, "C": 8, "D": 6}, ["D"])
    counted = counts.votes(EXAMPLE_29)
    assert [counted["D", rival] for rival in "ABC"] == [5, 5, 5]
    assert [counted[pair] for pair in [("B", "A"), ("A", "C"), ("C", "B")]] == [7, 8, 7]
    problem = problem_from_ballots(EXAMPLE_29)
    assert sorted(mcda.rank(problem, "smith").leaders) == ["A", "B", "C"]
    assert mcda.rank(problem, "copeland").scores["D"] == -3


@pytest.mark.parametrize(
    ("came", "losses", "winner"),
    [
        (4, {"A": 13, "B": 11, "C": 12, "D": 14}, "B"),
        (1, {"A": 10, "B": 11, "C": 12, "D": 11}, "A"),
    ],
)
def test_felsenthal_2010_example_30_minimax_serves_voters_better_who_stay_at_home(
    came, losses, winner
):
    others = [(5, "DBCA"), (4, "BCAD"), (3, "ADCB"), (3, "ADBC")]
    check_worst_losses(counts.short([*others, (came, "CABD")]), losses, [winner])


def test_felsenthal_2010_example_32_two_districts_elect_d_and_both_together_do_not_alone():
    district = counts.short([(2, "DABC"), (1, "BACD")])
    assert counts.condorcet_winners(district) == minimax(district).leaders == ["D"]
    together = EXAMPLE_29 + district
    counted = counts.votes(together)
    even = [(i, j) for i, j in counted if i < j and counted[i, j] == counted[j, i] == 7]
    assert even == [("A", "D"), ("B", "C"), ("B", "D"), ("C", "D")]
    check_worst_losses(together, {"A": 8, "B": 0, "C": 11, "D": 0}, ["B", "D"])
    for pair in even:
        assert counts.head_to_head(together)[pair] == pytest.approx((7, 7))


def test_felsenthal_2010_example_33_a_loser_who_leaves_changes_the_minimax_winner():
    # Adapted there from Fishburn (1974), American Political Science Review 68(2), 540.
    ballots = counts.short([(3, "DCBA"), (2, "ADCB"), (2, "BADC")])
    check_worst_losses(ballots, {"A": 5, "B": 5, "C": 7, "D": 4}, ["D"])
    without_b = counts.short([(3, "DCA"), (2, "ADC"), (2, "ADC")])
    assert counts.votes(without_b).items() <= counts.votes(ballots).items()
    assert counts.condorcet_winners(without_b) == minimax(without_b).leaders == ["A"]
    left = problem_from_ballots(ballots).without("B")
    assert mcda.rank(left, "minimax").leaders == mcda.rank(left, "condorcet").leaders == ["A"]
