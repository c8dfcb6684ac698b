"""A real election, and one made up so that the methods fall apart."""

import pytest

import mcda_ai as mcda
from tests.profiles import problem_from_ballots
from tests.test_published import counts

# The mayor of Burlington, Vermont, 3 March 2009, for the three strongest candidates: Gierzynski,
# A., Hamilton, W., Smith, W. D. (2009). Burlington Vermont 2009 IRV mayoral election.
# rangevoting.org/Burlington.html. That Montroll was the Condorcet winner, with the fewest first
# places: Ornstein, J. T., Norman, R. Z. (2014). Frequency of monotonicity failure under instant
# runoff voting. Public Choice 161(1-2), 1-9. Who was not listed is below, and tied there.
BURLINGTON_2009 = [
    (1332, "Montroll > Kiss > Wright"), (767, "Montroll > Wright > Kiss"),
    (455, "Montroll > Kiss = Wright"), (2043, "Kiss > Montroll > Wright"),
    (371, "Kiss > Wright > Montroll"), (568, "Kiss > Montroll = Wright"),
    (1513, "Wright > Montroll > Kiss"), (495, "Wright > Kiss > Montroll"),
    (1289, "Wright > Kiss = Montroll"),
]  # fmt: skip
# electowiki.org, "2009 Burlington mayoral election", counted from all ballots.
BURLINGTON_2009_PAIRS = {
    ("Kiss", "Montroll"): (3477, 4067),
    ("Kiss", "Wright"): (4314, 4064),
    ("Montroll", "Wright"): (4597, 3668),
}


def test_burlington_2009_pairs_are_those_counted_from_all_ballots():
    counted = counts.votes(BURLINGTON_2009)
    for (i, j), published in BURLINGTON_2009_PAIRS.items():
        assert (counted[i, j], counted[j, i]) == published
        assert counts.head_to_head(BURLINGTON_2009)[i, j] == pytest.approx(published)


def test_burlington_2009_nobody_had_fewer_first_places_than_the_condorcet_winner():
    first = dict.fromkeys(counts.alternatives(BURLINGTON_2009), 0)
    for count, order in BURLINGTON_2009:
        first[order.split(" > ")[0]] += count
    assert first["Montroll"] == min(first.values()) == 2554  # as in the official second round
    assert counts.condorcet_winners(BURLINGTON_2009) == ["Montroll"]


@pytest.mark.parametrize("method", ["condorcet", "smith", "schwartz"])
def test_burlington_2009_montroll_alone_is_chosen(method):
    assert mcda.rank(problem_from_ballots(BURLINGTON_2009), method).leaders == ["Montroll"]


@pytest.mark.parametrize(
    "method",
    ["copeland", "minimax", "schulze", "ranked_pairs", "kemeny", "qualiflex", "slater"],
)
def test_burlington_2009_majorities_rank_montroll_then_kiss_then_wright(method):
    result = mcda.rank(problem_from_ballots(BURLINGTON_2009), method)
    assert result.order == "Montroll > Kiss > Wright"


# LeGrand, R. Descriptions of ranked-ballot voting methods. Angelo State University,
# cs.angelo.edu/~rlegrand/rbvote/desc.html: 921 voters, here by initials (Abby, Brad, Cora, Dave,
# Erin).
LEGRAND = counts.short(
    [
        (98, "ACEDB"), (64, "BAECD"), (12, "BAEDC"), (98, "BEACD"), (13, "BEADC"), (125, "BEDAC"),
        (124, "CAEDB"), (76, "CEADB"), (21, "DABEC"), (30, "DBAEC"), (98, "DBECA"), (139, "DCABE"),
        (23, "DCBAE"),
    ]
)  # fmt: skip
LEGRAND_PAIRS = {
    ("A", "B"): (458, 463), ("A", "C"): (461, 460), ("A", "D"): (485, 436), ("A", "E"): (511, 410),
    ("B", "C"): (461, 460), ("B", "D"): (312, 609), ("B", "E"): (623, 298), ("C", "D"): (460, 461),
    ("C", "E"): (460, 461), ("D", "E"): (311, 610),
}  # fmt: skip


@pytest.fixture
def legrand():
    return problem_from_ballots(LEGRAND, alternatives=list("ABCDE"))


def locked(strengths):
    """Take the defeats from the strongest on, each unless it closes a cycle; who is above whom."""
    above = set()
    for i, j in sorted(
        (pair for pair in strengths if strengths[pair]), key=lambda p: -strengths[p]
    ):
        if (j, i) not in above:
            upper = {i} | {k for k, below in above if below == i}
            lower = {j} | {k for over, k in above if over == j}
            above |= {(k, below) for k in upper for below in lower}
    return above


def test_legrand_pairs_are_as_published(legrand):
    counted = counts.votes(LEGRAND)
    assert {(i, j): (counted[i, j], counted[j, i]) for i, j in LEGRAND_PAIRS} == LEGRAND_PAIRS
    for pair, published in LEGRAND_PAIRS.items():
        assert counts.head_to_head(LEGRAND)[pair] == pytest.approx(published)
    assert mcda.rank(legrand, "condorcet").leaders == counts.condorcet_winners(LEGRAND) == []


def test_legrand_copeland_ties_a_and_b_with_three_wins_each(legrand):
    won = {i: sum(i == winner for (winner, _), s in counts.defeats(LEGRAND).items() if s)
           for i in "ABCDE"}  # fmt: skip
    assert won == {"A": 3, "B": 3, "C": 0, "D": 2, "E": 2}
    result = mcda.rank(legrand, "copeland", options={"tie": "nothing"})
    assert result.scores.to_dict() == won
    assert mcda.rank(legrand, "copeland").order == "A = B > D = E > C"


def test_legrand_the_condorcet_loser_is_all_that_the_smith_set_leaves_out(legrand):
    strengths = counts.defeats(LEGRAND)
    assert all(strengths[rival, "C"] for rival in "ABDE")
    # A, D and B form a cycle, and E beats D.
    assert all(strengths[step] for step in [("A", "D"), ("D", "B"), ("B", "A"), ("E", "D")])
    for method in ("smith", "schwartz"):
        assert mcda.rank(legrand, method).leaders == ["A", "B", "D", "E"]


def test_legrand_borda_elects_a(legrand):
    points = counts.points(LEGRAND, [4, 3, 2, 1, 0])
    assert max(points, key=points.get) == "A"
    result = mcda.rank(legrand, "borda", options={"variant": "domination"})
    assert (result.scores * 921).to_dict() == pytest.approx(points)
    assert result.leaders == ["A"]


@pytest.mark.parametrize("strength", ["winning votes", "margins"])
class TestMeasuresOfStrength:
    def test_legrand_minimax_elects_the_condorcet_loser(self, legrand, strength):
        worst = counts.worst_losses(LEGRAND, strength)
        assert [name for name in worst if worst[name] == min(worst.values())] == ["C"]
        result = mcda.rank(legrand, "minimax", options={"strength": strength})
        assert (-result.scores * 921).to_dict() == pytest.approx(worst)
        assert result.leaders == ["C"]

    def test_legrand_schulze_elects_a(self, legrand, strength):
        widths = counts.widest_paths(counts.defeats(LEGRAND, strength))
        assert all(widths["A", rival] > widths[rival, "A"] for rival in "BCDE")
        result = mcda.rank(legrand, "schulze", options={"strength": strength})
        assert result.leaders == ["A"]

    def test_legrand_ranked_pairs_elects_b(self, legrand, strength):
        # The four equal defeats of C stand on no cycle, so their order makes no difference.
        above = locked(counts.defeats(LEGRAND, strength))
        assert {loser for _, loser in above} == {"A", "C", "D", "E"}
        result = mcda.rank(legrand, "ranked_pairs", options={"strength": strength})
        assert result.leaders == ["B"]
        assert result.orders == ["B > A > E > D > C"]
