"""Where groups of methods are said to differ: by name, and only where both say something."""

import pytest

import mcda_ai as mcda


def said(rankings, methods, weights="equal"):
    return mcda.compare(mcda.from_rankings(rankings), methods, weights)


@pytest.mark.parametrize("silent", ["pareto", "condorcet", "smith"])
def test_who_says_nothing_of_a_pair_does_not_differ_on_it(silent):
    found = said({"x": "A > B > C", "y": "A > C > B", "z": "A > B > C"}, ["borda", silent])
    assert found.rankings["borda"].order == "A > B > C"
    assert found.sentence == "both distinct groups put A first"


def test_who_is_first_is_left_open_by_who_does_not_order_those_that_nobody_beats():
    rankings = {"x": "A > B > C", "y": "B > A > C", "z": "A > B > C"}
    found = said(rankings, ["borda", "pareto"])
    assert found.sentence == "borda puts A first; pareto leaves open which of A and B is first"
    assert found.in_words("nl", {"A": "Aanleg"}) == (
        "borda zet Aanleg vooraan; pareto laat open wie van Aanleg en B vooraan staat",
        "gewichten: gelijk voor alle criteria",
    )
    alone = said(rankings, ["pareto"])
    assert alone.sentence == "pareto leaves open which of A and B is first"


def test_of_many_among_whom_it_is_left_open_the_number_is_told():
    names = "ABCDEFGHI"
    found = said({"x": " > ".join(names), "y": " > ".join(reversed(names))}, ["pareto"])
    assert found.sentence == "pareto leaves open which of 9 options is first"
    told = "pareto laat open wie van 9 opties vooraan staat"
    assert found.in_words("nl") == (told, "gewichten: gelijk voor alle criteria")


def test_a_partial_order_differs_where_it_says_that_others_are_ahead():
    rankings = {"x": "A > B", "y": "B > C", "z": "C > A"}
    by_first = lambda view, weights: weights.sum(axis=-1, keepdims=True) * [0, 0, 1]  # noqa: E731
    ahead = said({"x": "A > B > C", "y": "A > B > C"}, ["pareto", by_first])
    assert (
        ahead.sentence == "the groups of methods differ: pareto puts A first; <lambda> puts C first"
    )
    level = said(rankings, ["borda", "condorcet"])
    assert level.sentence == (
        "the groups of methods differ: borda puts A, B and C first; condorcet puts nobody first"
    )


def test_groups_of_one_family_that_differ_are_named_and_the_family_is_not():
    rankings = {"x": "A > C > B", "y": "B > A > C", "z": "C > A > B"}
    found = said(rankings, ["borda", "copeland", "minimax"], {"x": 2, "y": 4, "z": 3})
    assert found.groups == [("borda",), ("copeland",), ("minimax",)]
    orders = {name: each.order for name, each in found.rankings.items()}
    assert orders == {"borda": "A > C = B", "copeland": "A > C > B", "minimax": "A > B > C"}
    assert found.sentence == (
        "all 3 distinct groups put A first; on C and B they differ: copeland puts C ahead, minimax "
        "puts B ahead, borda puts them level"
    )
    claim, weights = found.claims
    assert found.to_dict()["claims"] == [claim.to_dict(), weights.to_dict()]
    assert claim.kind == "comparison.methods.agree"


def test_of_many_pairs_the_first_are_told_and_the_others_counted():
    backwards = lambda view, weights: weights.sum(axis=-1, keepdims=True) * [9, 1, 2, 3]  # noqa: E731
    found = said({"x": "A > B > C > D"}, ["borda", backwards])
    assert found.sentence.count("they differ") == 3
    four = said({"x": "A > B > C > D > E"}, ["borda", lambda view, w: w.sum(axis=-1, keepdims=True)
                                             * [9, 1, 2, 3, 4]])  # fmt: skip
    assert four.sentence.endswith("; and on 3 more pairs")
    assert four.in_words("nl")[0].endswith("; en over nog 3 paren")


def test_the_agreement_of_families_says_over_how_many_pairs_it_is():
    """A method that ties everything has no tau-b, and a share with every other."""
    rankings = {"x": "A > B > C", "y": "B > C > A", "z": "C > B > A"}
    found = said(rankings, ["borda", "maximin", "pareto", "leximin"])
    table = found.family_agreement
    assert (table["with_tau"] <= table["with_share"]).all()
    known = found.agreement[["tau_b", "share_of_pairs"]].notna().sum()
    assert known["tau_b"] < known["share_of_pairs"]
    (row,) = table[["with_share", "with_tau"]].to_dict("records")
    assert row["with_tau"] < row["with_share"] == 3
