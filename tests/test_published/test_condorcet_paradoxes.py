"""Where majorities and points part, and what no Condorcet method can give."""

from fractions import Fraction

import pytest

import mcda_ai as mcda
from tests.profiles import problem_from_ballots
from tests.test_published import counts

CONDORCET_METHODS = [
    "condorcet", "copeland", "minimax", "schulze", "ranked_pairs", "smith", "schwartz", "kemeny",
    "slater",
]  # fmt: skip


def leaders_of(ballots, method, **options):
    return mcda.rank(problem_from_ballots(ballots), method, options=options).leaders


# Condorcet's example of 81 voters, called his other paradox by Fishburn, P. C. (1974). Paradoxes
# of voting. American Political Science Review 68(2), 537-546; with the figures in Pacuit, E.
# (2019). Voting methods. The Stanford Encyclopedia of Philosophy, section 3.1.1.
OTHER_PARADOX = counts.short(
    [(30, "ABC"), (1, "ACB"), (29, "BAC"), (10, "BCA"), (10, "CAB"), (1, "CBA")]
)
OTHER_PARADOX_PAIRS = {("A", "B"): (41, 40), ("A", "C"): (60, 21), ("B", "C"): (69, 12)}
OTHER_PARADOX_POINTS = {"A": 101, "B": 109, "C": 33}


def test_fishburn_1974_a_is_the_condorcet_winner_by_one_voter():
    counted = counts.votes(OTHER_PARADOX)
    assert {
        (i, j): (counted[i, j], counted[j, i]) for i, j in OTHER_PARADOX_PAIRS
    } == OTHER_PARADOX_PAIRS
    for pair, published in OTHER_PARADOX_PAIRS.items():
        assert counts.head_to_head(OTHER_PARADOX)[pair] == pytest.approx(published)
    for method in CONDORCET_METHODS:
        assert leaders_of(OTHER_PARADOX, method) == ["A"]


def test_fishburn_1974_borda_gives_b_eight_points_more_than_the_condorcet_winner():
    assert counts.points(OTHER_PARADOX, [2, 1, 0]) == OTHER_PARADOX_POINTS
    result = mcda.rank(
        problem_from_ballots(OTHER_PARADOX), "borda", options={"variant": "domination"}
    )
    assert (result.scores * 81).to_dict() == pytest.approx(OTHER_PARADOX_POINTS)
    assert result.order == "B > A > C"


def test_fishburn_1974_no_points_for_places_elect_the_condorcet_winner():
    # B leads A by 8 times what a first place is worth more than a second.
    for second in [Fraction(k, 10) for k in range(11)]:
        points = counts.points(OTHER_PARADOX, [1, second, 0])
        assert points["B"] - points["A"] == 8 * (1 - second)
    scores = mcda.rank(problem_from_ballots(OTHER_PARADOX), "dowdall").scores * 81
    assert scores["B"] - scores["A"] == pytest.approx(8 * (1 - 1 / 2))
    assert leaders_of(OTHER_PARADOX, "dowdall") == ["B"]


def test_pacuit_2019_cycles_that_cancel_out_make_the_majority_but_not_the_points():
    # Section 3.1.1, after Saari: 30 voters in one cycle and 3 in the reverse leave 48.
    left = counts.short([(20, "ABC"), (28, "BAC")])
    cycles = counts.short([(10, "ABC"), (10, "BCA"), (10, "CAB")])
    reverse = counts.short([(1, "ACB"), (1, "CBA"), (1, "BAC")])
    assert counts.votes(left + cycles + reverse) == counts.votes(OTHER_PARADOX)
    for part in (cycles, reverse):
        assert len(set(counts.points(part, [2, 1, 0]).values())) == 1
        assert sorted(leaders_of(part, "borda")) == ["A", "B", "C"]
    assert counts.condorcet_winners(left) == ["B"]
    for method in [*CONDORCET_METHODS, "borda", "dowdall"]:
        assert leaders_of(left, method) == ["B"]
    whole = mcda.rank(problem_from_ballots(OTHER_PARADOX), "borda").scores * 81
    assert (mcda.rank(problem_from_ballots(left), "borda").scores * 48).to_dict() == (
        pytest.approx(whole.to_dict())
    )


def test_pacuit_2019_borda_elects_b_where_there_is_no_condorcet_winner():
    # The same entry, section 2.1: 19 voters, of whom 10 put A above B and 9 below.
    ballots = counts.short([(7, "ABCD"), (5, "BCDA"), (4, "DBCA"), (3, "CDAB")])
    assert (counts.votes(ballots)["A", "B"], counts.votes(ballots)["B", "A"]) == (10, 9)
    assert counts.head_to_head(ballots)["A", "B"] == pytest.approx((10, 9))
    points = counts.points(ballots, [3, 2, 1, 0])
    assert [name for name in points if points[name] == max(points.values())] == ["B"]
    assert leaders_of(ballots, "borda") == ["B"]
    assert counts.condorcet_winners(ballots) == leaders_of(ballots, "condorcet") == []


# Moulin, H. (1988). Condorcet's principle implies the no show paradox. Journal of Economic Theory
# 45(1), 53-64; in the short form of Schulze, M. (2003). Condorcet and Participation.
# Election-methods mailing list, 5 October 2003. Each group that comes puts the new winner below
# somebody who might have been elected without it.
MOULIN_1988 = [(3, "ADBC"), (3, "ADCB"), (4, "BCAD"), (5, "DBCA")]
MOULIN_1988_AND_FOUR = [*MOULIN_1988, (4, "CABD")]


@pytest.mark.parametrize(
    ("before", "more", "winner"),
    [
        (MOULIN_1988, (6, "BDAC"), "D"),
        (MOULIN_1988, (8, "CBAD"), "B"),
        (MOULIN_1988, (4, "DABC"), "A"),
        (MOULIN_1988_AND_FOUR, (6, "ACBD"), "C"),
        (MOULIN_1988_AND_FOUR, (4, "CBAD"), "B"),
    ],
)
def test_moulin_1988_more_voters_make_another_the_condorcet_winner(before, more, winner):
    without, ballots = counts.short(before), counts.short([*before, more])
    assert counts.condorcet_winners(without) == leaders_of(without, "condorcet") == []
    assert counts.condorcet_winners(ballots) == [winner]
    assert winner != more[1][0]  # not the one whom those who came want most
    for method in CONDORCET_METHODS:
        assert leaders_of(ballots, method) == [winner]


# Brams, S. J. (1982). The AMS nomination procedure is vulnerable to 'truncation of preferences'.
# Notices of the American Mathematical Society 29(2), 136-138: 21 voters.
BRAMS_1982 = counts.short([(7, "BGNF"), (6, "GBNF"), (5, "NGBF"), (3, "FNGB")])
BRAMS_1982_PAIRS = {("B", "G"): (7, 14), ("G", "N"): (13, 8), ("F", "G"): (3, 18)}


def test_brams_1982_g_beats_everybody_without_most_first_places():
    counted = counts.votes(BRAMS_1982)
    assert {(i, j): (counted[i, j], counted[j, i]) for i, j in BRAMS_1982_PAIRS} == BRAMS_1982_PAIRS
    for pair, published in BRAMS_1982_PAIRS.items():
        assert counts.head_to_head(BRAMS_1982)[pair] == pytest.approx(published)
    assert counts.points(BRAMS_1982, [1, 0, 0, 0]) == {"B": 7, "F": 3, "G": 6, "N": 5}
    for method in CONDORCET_METHODS:
        assert leaders_of(BRAMS_1982, method) == ["G"]
