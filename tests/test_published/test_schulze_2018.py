"""Examples of the Schulze method, with the strengths of the strongest paths.

Schulze, M. (2018). The Schulze Method of Voting. arXiv:1804.02973, section 3. The numbers of the
examples are those of this paper; its examples 1 and 3 stand in the neighbouring files. Strengths
are winning votes, and every path is tried here as well.
"""

import pytest

import mcda_ai as mcda
from tests.profiles import problem_from_ballots
from tests.test_published import counts

STRENGTHS = ["winning votes", "margins"]

# Ballots; the strongest paths, from each alternative to the others in alphabetical order; winners.
EXAMPLES = {
    "example 2": (
        [(3, "ACDB"), (9, "BACD"), (8, "CDAB"), (5, "DABC"), (5, "DBCA")],
        {"A": [17, 17, 17], "B": [18, 19, 19], "C": [18, 20, 20], "D": [18, 21, 19]},
        ["C"],
    ),
    "example 4": (
        [(3, "ABCD"), (2, "CBDA"), (2, "DABC"), (2, "DBCA")],
        {"A": [5, 5, 5], "B": [5, 7, 5], "C": [5, 5, 5], "D": [6, 5, 5]},
        ["B", "D"],
    ),
    "example 5": (
        [(12, "ABCD"), (6, "ADBC"), (9, "BCDA"), (15, "CDAB"), (21, "DBAC")],
        {"A": [36, 39, 36], "B": [36, 48, 36], "C": [36, 36, 36], "D": [45, 42, 42]},
        ["D"],
    ),
    "example 6": (
        [(8, "ACDB"), (2, "BCDA"), (3, "BDAC"), (5, "CBDA"), (1, "CDBA"), (3, "DABC"), (1, "DBAC")],
        {"A": [14, 15, 15], "B": [12, 12, 12], "C": [15, 14, 16], "D": [15, 14, 15]},
        ["A", "C"],
    ),
    "example 8, situation 1": (
        [(3, "ABDC"), (5, "ADBC"), (1, "ADCB"), (2, "BADC"), (2, "BDCA"), (4, "CABD"),
         (6, "CBAD"), (2, "DBCA"), (5, "DCAB")],
        {"A": [18, 20, 21], "B": [17, 17, 17], "C": [19, 18, 19], "D": [19, 18, 20]},
        ["A"],
    ),
    # Everybody ranks the newcomer E below D, and yet it changes who wins.
    "example 8, situation 2": (
        [(3, "ABDEC"), (5, "ADEBC"), (1, "ADECB"), (2, "BADEC"), (2, "BDECA"), (4, "CABDE"),
         (6, "CBADE"), (2, "DBECA"), (5, "DECAB")],
        {"A": [18, 20, 21, 21], "B": [19, 19, 19, 19], "C": [19, 18, 19, 19],
         "D": [19, 18, 20, 30], "E": [19, 18, 20, 19]},
        ["B"],
    ),
    "example 11": (
        [(9, "ADBEC"), (6, "BCADE"), (5, "BCDEA"), (2, "CDBEA"), (6, "DECBA"), (14, "EACBD"),
         (2, "ECABD"), (1, "EDACB")],
        {"A": [26, 28, 31, 28], "B": [27, 27, 27, 27], "C": [28, 26, 29, 28],
         "D": [28, 26, 28, 28], "E": [30, 26, 32, 30]},
        ["B"],
    ),
    "example 13": (
        [(2, "ABC"), (2, "BCA"), (1, "CAB")],
        {"A": [3, 3], "B": [3, 4], "C": [3, 3]},
        ["A", "B"],
    ),
}  # fmt: skip

# Ballots and the winner alone.
EXAMPLE_7 = [(3, "ADEBCF"), (3, "BFECDA"), (4, "CABFDE"), (1, "DBCEFA"), (4, "DEFABC"),
             (2, "ECBDFA"), (2, "FACDBE")]  # fmt: skip
WINNERS = {
    "example 7, situation 1": (EXAMPLE_7, "A"),
    # Two more voters rank A first, and it loses.
    "example 7, situation 2": ([*EXAMPLE_7, (2, "AEFCBD")], "D"),
    "example 9, situation 1": ([(5, "ACDB"), (2, "BCDA"), (4, "BDAC"), (2, "CDAB")], "A"),
    "example 9, situation 2": ([(5, "AECDB"), (2, "BCDAE"), (4, "BDAEC"), (2, "CDABE")], "B"),
    "example 12": (
        [(9, "ADBEC"), (1, "BACED"), (6, "CBADE"), (2, "CDBEA"), (5, "CDEAB"), (6, "DECAB"),
         (14, "EBACD"), (2, "EBCAD")],
        "E",
    ),
}  # fmt: skip

# Example 10: tied ranks, where the measure of strength decides who wins.
EXAMPLE_10 = [
    (6, "A > B > C > D"), (8, "A = B > C = D"), (8, "A = C > B = D"), (18, "A = C > D > B"),
    (8, "A = C = D > B"), (40, "B > A = C = D"), (4, "C > B > D > A"), (9, "C > D > A > B"),
    (8, "C = D > A = B"), (14, "D > A > B > C"), (11, "D > B > C > A"), (4, "D > C > A > B"),
]  # fmt: skip
EXAMPLE_10_PAIRS = {
    ("A", "B"): (67, 55), ("A", "C"): (28, 36), ("A", "D"): (40, 50),
    ("B", "C"): (79, 59), ("B", "D"): (58, 72), ("C", "D"): (45, 29),
}  # fmt: skip
EXAMPLE_10_PATHS = {
    "margins": {"A": [12, 12, 12], "B": [10, 20, 16], "C": [10, 14, 16], "D": [10, 14, 14]},
    "winning votes": {"A": [67, 67, 45], "B": [45, 79, 45], "C": [45, 45, 45], "D": [50, 72, 72]},
}
EXAMPLE_10_WINNER = {"margins": "A", "winning votes": "D"}


def paths(table):
    """The table by pairs: its rows leave out the way from an alternative to itself."""
    return {
        (start, end): width
        for start, row in table.items()
        for end, width in zip([name for name in table if name != start], row, strict=True)
    }


def ranks(widths):
    """One more than the number of those to whom the way there is narrower than the way back."""
    names = sorted({start for start, _ in widths})
    return {
        name: 1 + sum(widths[other, name] > widths[name, other] for other in names if other != name)
        for name in names
    }


def leaders(widths):
    return [name for name, rank in ranks(widths).items() if rank == 1]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_strongest_paths_of_schulze_2018_are_those_over_every_path(name):
    ballots, table, winners = EXAMPLES[name]
    assert counts.widest_paths(counts.defeats(counts.short(ballots))) == paths(table)
    assert leaders(paths(table)) == winners


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_schulze_2018_ranks_as_the_strongest_paths_say(name, strength):
    # Nobody ties here, so that support and margin put the defeats in the same order.
    ballots, table, winners = EXAMPLES[name]
    problem = problem_from_ballots(counts.short(ballots), alternatives=list(table))
    result = mcda.rank(problem, "schulze", options={"strength": strength})
    assert result.leaders == winners
    assert result.ranks.to_dict() == ranks(paths(table))


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("name", WINNERS)
def test_schulze_2018_elects_the_published_winner(name, strength):
    ballots, winner = WINNERS[name]
    widths = counts.widest_paths(counts.defeats(counts.short(ballots), strength))
    assert leaders(widths) == [winner]
    problem = problem_from_ballots(counts.short(ballots))
    assert mcda.rank(problem, "schulze", options={"strength": strength}).leaders == [winner]


def test_schulze_2018_example_4_leaves_only_two_pairs_ordered():
    widths = paths(EXAMPLES["example 4"][1])
    ordered = {(i, j) for i, j in widths if widths[i, j] > widths[j, i]}
    assert ordered == {("B", "C"), ("D", "A")}
    result = mcda.rank(problem_from_ballots(counts.short(EXAMPLES["example 4"][0])), "schulze")
    assert result.ranks.to_dict() == {"A": 2, "B": 1, "C": 2, "D": 1}


def test_schulze_2018_example_10_counts_tied_voters_for_neither():
    counted = counts.votes(EXAMPLE_10)
    assert {(i, j): (counted[i, j], counted[j, i]) for i, j in EXAMPLE_10_PAIRS} == EXAMPLE_10_PAIRS
    for pair, published in EXAMPLE_10_PAIRS.items():
        assert counts.head_to_head(EXAMPLE_10)[pair] == pytest.approx(published)


@pytest.mark.parametrize("strength", STRENGTHS)
def test_schulze_2018_example_10_turns_on_the_measure_of_strength(strength):
    published = paths(EXAMPLE_10_PATHS[strength])
    assert counts.widest_paths(counts.defeats(EXAMPLE_10, strength)) == published
    problem = problem_from_ballots(EXAMPLE_10, alternatives=list("ABCD"))
    result = mcda.rank(problem, "schulze", options={"strength": strength})
    assert result.leaders == [EXAMPLE_10_WINNER[strength]]
    assert result.ranks.to_dict() == ranks(published)
