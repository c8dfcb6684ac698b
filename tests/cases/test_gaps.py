"""Criteria and options that hardly anybody scored: what leads then, and what is said of it."""

import pytest

import mcda_ai as mcda
from tests.cases import read

# --- a criterion that scores one option ----------------------------------------------------------

ONE_SCORED = [
    (
        "direction;ranks\ncriterion;weight;A;B;C\nreach;5;1;;\ncost;2;2;1;\ntrust;1;;2;1\n",
        "direction;ranks\ncriterion;weight;A;B;C\nreach;5;1;2;2\ncost;2;2;1;3\ntrust;1;3;2;1\n",
        "A > B > C",
    ),
    (
        "richting;hoger\ncriterium;gewicht;Noord;Zuid\nbereik;3;4;n.v.t.\nkosten;1;1;2\n",
        "richting;hoger\ncriterium;gewicht;Noord;Zuid\nbereik;3;4;1\nkosten;1;1;2\n",
        "Noord > Zuid",
    ),
    (
        [["direction", "ranks"], ["criterion", "weight", "A", "B", "C"], ["reach", 4, "-", 1, "-"],
         ["cost", 1, 1, 3, 2]],
        [["direction", "ranks"], ["criterion", "weight", "A", "B", "C"], ["reach", 4, 2, 1, 2],
         ["cost", 1, 1, 3, 2]],
        "B > A > C",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "filled", "order"), ONE_SCORED, ids=range(len(ONE_SCORED)))
def test_the_unscored_as_the_worst_is_what_is_filled_in_so(tmp_path, table, filled, order):
    problem = read(tmp_path, table)[0]
    assert mcda.rank(problem, "borda", options={"unscored": "worst"}).order == order
    assert mcda.rank(read(tmp_path, filled)[0], "borda").order == order
    assert mcda.rank(problem, "borda").order != order


# --- one thinly scored criterion of many options -------------------------------------------------

THIN = [
    (
        "direction;higher\ncriterion;A;B;C;D;E;F;G;H\nc0;2;5;1;3;1;4;4;4\nc1;4;2;1;4;1;4;4;5\n"
        "c2;1;4;3;2;5;1;3;1\nc3;1;1;5;1;4;2;4;1\nthin;4;2;;;;;;\n"
    ),
    (
        "direction;ranks\ncriterion;A;B;C;D;E;F;G;H;I;J;K;L\nfull;1;2;3;4;5;6;7;8;9;10;11;12\n"
        "thin;2;1;;;;;;;;;;\n"
    ),
    "richting;rangen\ncriterium;A;B;C;D;E;F;G;H;I\nvol;3;1;2;9;8;7;6;5;4\ndun;;;;;;;1;;2\n",
    [["richting", "hoger"], ["criterium", *"ABCDEFGHIJ"], ["vol", *range(10, 0, -1)],
     ["dun", *"-" * 8, 3, 5]],
]  # fmt: skip


@pytest.mark.parametrize("table", THIN, ids=range(len(THIN)))
def test_a_thin_criterion_has_an_answer_and_says_how_much_it_compares(tmp_path, table):
    problem = read(tmp_path, table)[0]
    result = mcda.rank(problem)
    assert len(result.ranks) == len(problem.alternative_names)
    assert any("of the weight compares two alternatives" in line for line in result.in_words())


# --- an option that nobody scored ----------------------------------------------------------------

NOBODY = [
    ("direction;ranks\ncriterion;A;B;C;D\none;1;2;3;\ntwo;1;2;3;\nthree;2;1;3;\n", "D"),
    (
        "richting;hoger\ncriterium;Noord;Zuid;West;Nieuw\nbereik;4;2;1;n.v.t.\nkosten;1;2;4;n.v.t.\n",
        "Nieuw",
    ),
    ([["direction", "ranks"], ["criterion", "A", "B", "C", "D"], ["x", 1, 2, 3, "?"],
      ["y", 3, 1, 2, "?"], ["z", 2, 3, 1, "?"]], "D"),
]  # fmt: skip


@pytest.mark.parametrize("method", ["minimax", "maximin", "leximin"])
@pytest.mark.parametrize(("table", "option"), NOBODY, ids=range(len(NOBODY)))
def test_an_option_nobody_scored_does_not_lead_without_a_word(tmp_path, table, option, method):
    result = mcda.rank(read(tmp_path, table)[0], method)
    assert f"nobody scored {option}: its place says nothing" in result.in_words()
    assert f"niemand heeft {option} gescoord" in "\n".join(result.in_words("nl"))
