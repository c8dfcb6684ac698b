"""Who leads whatever points the places get: by hand, by Dowdall, and where there are no places."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.sensitivity.stability_of_points import OF_POINTS, points_for_places
from tests.proofs.plain import ranks_of
from tests.sizes.problems import N_PROBLEMS, written


def told(found, language="en"):
    return [text for text, claim in zip(found.in_words(language), found.claims, strict=True)
            if claim.kind in OF_POINTS]  # fmt: skip


def test_the_first_case_hangs_on_what_second_place_is_worth():
    """By hand, all criteria equal: sum over criteria of what a place, or its half, is worth."""
    problem = mcda.load("ai-factory")
    found = mcda.stability(problem, weights="equal")
    first, second = (dict.fromkeys(problem.alternative_names, Fraction(0)) for _ in range(2))
    for ranks in ranks_of(problem):
        for name, rank in ranks.items():
            level = [each for each in ranks.values() if each == rank]
            before = sum(each < rank for each in ranks.values())
            first[name] += Fraction(int(before == 0), len(level))
            second[name] += Fraction(int(before <= 1 < before + len(level)), len(level))
    at = (first["B3"] - first["B2"]) / (second["B2"] - second["B3"])
    assert at == Fraction(13, 17)
    assert found.second_places.loc["B2", "least"] == pytest.approx(float(at))
    assert found.second_places.loc["B3", "greatest"] == pytest.approx(float(at))
    leads = found.scorings["under every"]
    assert leads["decreasing"].sum() == 0
    assert leads["convex"].to_dict() == {"B1": False, "B2": False, "B3": True}
    (sentence,) = told(found)
    assert sentence == (
        "whatever points first, second and third place get (alike on every criterion, and falling "
        "in steps that never grow), B3 leads with these weights. With other steps others can lead: "
        "B2 where second place gets at least 76.5 % of the points of first, and third none"
    )


@pytest.mark.parametrize("number", [3, 7, 12, 18, 22, 29])
def test_dowdall_is_one_of_the_scorings_whatever_is_tied_or_unscored(number, tmp_path):
    """Whoever leads under every convex scoring leads by Dowdall, and nobody else under all."""
    problem = mcda.read(written(number, tmp_path))
    if len(problem.alternatives) > 12:
        problem = problem.without(*problem.alternative_names[12:])
    found, leaders = mcda.stability(problem, "copeland"), mcda.rank(problem, "dowdall").leaders
    convex = found.scorings.loc["convex"]
    assert set(convex.index[convex["under every"]]) <= set(leaders)
    assert convex.loc[leaders, "under some"].all()


def test_an_option_shown_with_points_leads_with_them():
    problem = mcda.from_rankings({"a": "A > B > C > D", "b": "B > A > D", "c": "C > B > A > D"})
    found = mcda.stability(problem, weights="equal")
    for (_, name), row in found.scorings.iterrows():
        if row["under some"]:
            points = row.filter(like="place ").to_numpy(dtype=float)
            table = [
                {each: points[place] for place, each in enumerate(order)}
                for order in ("ABCD", "BAD", "CBAD")
            ]
            totals = {each: sum(row.get(each, np.mean(list(row.values()))) - np.mean(list(
                row.values())) for row in table) for each in "ABCD"}  # fmt: skip
            assert totals[name] >= max(totals.values()) - 1e-12


def test_who_leads_with_steps_that_never_grow_is_told_with_such_points():
    orders = ["C > A > B = D", "C > A > B = D", "A = D > B = C", "A > C = D > B"]
    problem = mcda.from_rankings({f"c{k}": order for k, order in enumerate(orders)})
    (sentence,) = told(mcda.stability(problem))
    assert sentence.endswith(
        "C, for example with 100, 0, 0, 0 points; A, for example with 100, 50, 0, 0 points"
    )


def test_options_without_places_are_not_looked_at_and_that_is_said():
    problem = mcda.from_rankings({"a": "A > B, A > C", "b": "B > A > C"})
    found = mcda.stability(problem, weights="equal")
    assert found.scorings.empty
    assert told(found)[0].endswith("'a' leaves some options unrelated, which have no places there")
    assert told(found, "nl")[0].startswith("niet nagegaan wie vooraan staat welke punten")


def test_of_measured_values_the_order_counts_whatever_the_thresholds():
    table = pd.DataFrame({"A": [10.0], "B": [9.0], "C": [0.0]}, index=["jobs"])
    problem = mcda.from_table(
        table, directions={"jobs": "max"}, preference={"jobs": {"kind": "u-shape", "q": 5}}
    )
    found = mcda.stability(problem)
    assert found.scorings.loc["decreasing"]["under every"].to_dict() == {
        "A": True, "B": False, "C": False}  # fmt: skip
    assert told(found)[0].endswith("Of what was measured only the order of the values counts here")


def test_of_an_election_it_speaks_of_ballots():
    problem = mcda.from_rankings({"3": "A > B > C", "2": "B > C > A"}, weights={"3": 3, "2": 2})
    told_of = told(mcda.stability(replace(problem, counts=True)))[0]
    assert "alike on every ballot" in told_of
    assert "with these ballots" in told_of


def test_results_keep_what_is_said_of_points(tmp_path):
    found = mcda.stability(mcda.load("ai-factory"))
    again = mcda.load_result(mcda.save(found, tmp_path / "found.json"))
    assert again.in_words("nl") == found.in_words("nl")
    pd.testing.assert_frame_equal(again.scorings, found.scorings)


@pytest.mark.long
def test_up_to_a_hundred_options_and_two_hundred_criteria(tmp_path):
    problem = mcda.read(written(N_PROBLEMS + 9, tmp_path))
    weights = mcda.weights.resolve("equal", problem)[problem.scored]
    assert len(problem.alternatives) == 100
    found = points_for_places(problem, weights)["scorings"]
    assert found["under some"]["decreasing"].any()
    assert (found["under some"]["decreasing"] | ~found["under some"]["convex"]).all()
