"""Elections: ballots that leave options out, categories, and lines of totals that are not there."""

import pytest

import mcda_ai as mcda
from tests.cases import kinds, orders, written

PARTIAL = [
    (
        (
            "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Cas\n"
            "5: 1\n2: 2,1\n1: 3,2\n"
        ),
        ".soi",
        "Ann > Bob > Cas",
    ),
    (
        (
            "# ALTERNATIVE NAME 1: Park\n# ALTERNATIVE NAME 2: Plein\n# ALTERNATIVE NAME 3: Tuin\n"
            "4: 2\n3: {1,3}\n"
        ),
        ".toi",
        "Plein > Park = Tuin",
    ),
    ("3\n1,a\n2,b\n3,c\n7,7,3\n4,3\n2,1,2\n1,2\n", ".soi", "c > a > b"),
]


@pytest.mark.parametrize(("text", "suffix", "order"), PARTIAL, ids=range(len(PARTIAL)))
def test_those_that_a_ballot_leaves_out_stand_below_and_that_is_told(tmp_path, text, suffix, order):
    problem = mcda.read(written(tmp_path, text, suffix))
    assert mcda.rank(problem, "borda").order == order
    assert kinds(problem.doubts) == {"unranked below"}
    assert mcda.read(written(tmp_path, text, suffix), unranked="below").doubts == ()


HEAD = (
    "# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: {}\n# CATEGORY NAME 2: {}\n"
    "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Cas\n"
)
CATEGORIES = [
    (
        HEAD.format("Yes", "No") + "5: 1,{2,3}\n2: {1,2},3\n1: {},{1,2,3}\n",
        ["Ann > Bob = Cas", "Ann = Bob > Cas", "Ann = Bob = Cas"],
    ),
    (
        HEAD.format("Voor", "Tegen") + "3: {2,3},1\n4: 1,{2,3}\n",
        ["Bob = Cas > Ann", "Ann > Bob = Cas"],
    ),
    (HEAD.format("good", "bad") + "1: 3,{1,2}\n", ["Cas > Ann = Bob"]),
]


@pytest.mark.parametrize(("text", "meant"), CATEGORIES, ids=range(len(CATEGORIES)))
def test_categories_are_groups_of_tied_options(tmp_path, text, meant):
    assert orders(mcda.read(written(tmp_path, text, ".cat"))) == meant


OLD = [
    ("3\n1,a\n2,b\n3,c\n2,1,2,3\n1,3,2,1\n", ".soc"),
    ("3\n1,Noord\n2,Zuid\n3,West\n10,{1,2},3\n4,3,{1,2}\n", ".toc"),
    ("2\n1,Yes\n2,No\n60,1\n40,2\n", ".soi"),
]


@pytest.mark.parametrize(("text", "suffix"), OLD, ids=range(len(OLD)))
def test_an_old_election_without_its_line_of_totals_is_refused(tmp_path, text, suffix):
    (fault,) = mcda.check(written(tmp_path, text, suffix)).faults
    assert "the number of voters, of votes and of distinct orders" in fault
