"""Whether the leader stays first where judgements are wrong, and which of them matters."""

import random

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.messages.faults import ProblemError
from mcda_ai.sensitivity import true_orders
from mcda_ai.weights import Fixed

FACTORY = mcda.load("ai-factory")


@pytest.mark.parametrize(
    ("error", "independent", "equal"),
    [(0.05, 0.990, 0.800), (0.1, 0.955, 0.719), (0.2, 0.850, 0.602), (0.3, 0.725, 0.506)],
)
def test_the_leader_of_the_first_case_is_truly_first_so_often(error, independent, equal):
    result = mcda.reliability(FACTORY, weights="equal", error=error)
    assert result.exact == ("none", "equal")
    assert result.survival.loc["B3"].tolist() == pytest.approx([independent, equal], abs=5e-4)
    at = result.by_error[result.by_error["error"] == error]
    assert at["survival"].tolist() == pytest.approx([independent, equal], abs=5e-4)


def test_what_is_drawn_agrees_with_what_is_exact():
    exact = mcda.reliability(FACTORY, weights="equal", error=0.2)
    nearly = np.where(FACTORY.scored, 1 + 1e-4 * np.sqrt(np.arange(26)), 0)
    drawn = mcda.reliability(FACTORY, weights=nearly / nearly.sum(), error=0.2, size=40_000)
    assert drawn.exact == ()
    assert np.abs(drawn.survival - exact.survival).to_numpy().max() < 0.015
    assert np.abs(drawn.cells - exact.cells).to_numpy().max() < 0.02


def test_the_lead_falls_to_a_threshold_where_it_is_said_to():
    found = mcda.reliability(FACTORY, weights="equal").break_even
    for threshold, row in found.iterrows():
        for together in ("none", "equal"):
            there = mcda.reliability(FACTORY, weights="equal", error=row[together])
            assert there.survival.loc["B3", together] == pytest.approx(threshold, abs=2e-3)


def test_two_options_and_one_criterion_are_a_sum_by_hand():
    result = mcda.reliability(mcda.from_rankings({"k": "A > B"}), error=0.2)
    odds = np.array([1, 4**-0.5, 0.25])  # as stated, tied, reversed
    stated, tied, _ = odds / odds.sum()
    assert result.survival.loc["A"].tolist() == pytest.approx([stated, stated])
    assert result.level.loc["A"].tolist() == pytest.approx([stated + tied] * 2)
    assert result.cells.loc["k", "wrong"] == pytest.approx(1 - stated)
    assert result.cells.loc["k", "none"] == pytest.approx(1 - stated)


def test_every_judgement_is_right_as_often_as_asked():
    problem = mcda.from_rankings({"k": "A > B > C", "l": "A = B > C", "m": "B > C"})
    assert mcda.reliability(problem, right=0.8).cells["wrong"].tolist() == pytest.approx([0.2] * 3)


@pytest.mark.parametrize("method", ["borda", "copeland", "kemeny", "schulze"])
def test_hardly_any_error_leaves_the_leader(method):
    problem = mcda.from_rankings({"k": "A > B > C", "l": "A > C > B", "m": "B > A > C"})
    result = mcda.reliability(problem, method, "equal", right=0.9999, size=2_000)
    assert result.leaders == ("A",)
    assert result.survival.loc["A"].min() > 0.99


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"error": 0.5}, "error: 0.5; allowed: a number above 0 and below 0.5"),
        ({"right": 1.5}, "right: 1.5; allowed: a number above 0.07692 .* and below 1"),
        ({"error": 0.1, "right": 0.9}, "give one of them"),
        ({"method": "lexicographic"}, "looks at criteria one by one"),
        ({"together": "equals"}, "unknown together 'equals'; did you mean 'equal'"),
        ({"weights": "unifrom"}, "did you mean 'uniform'"),
    ],
)
def test_what_cannot_be_is_told(stated, told):
    with pytest.raises(ProblemError, match=told):
        mcda.reliability(FACTORY, **stated)


def test_judgements_that_are_no_rankings_are_named():
    problem = mcda.from_rankings({"part": "A > B, A > C, D > C", "whole": "A > B > C > D"})
    with pytest.raises(ProblemError, match="in rankings only: 'part'"):
        mcda.reliability(problem)


# --- over a weight space


def test_over_a_weight_space_who_leads_under_each_weighting_is_asked_to_stay():
    problem = mcda.from_rankings({"k": "A > B", "l": "B > A"})
    result = mcda.reliability(problem, weights="uniform", error=0.2, size=40_000)
    assert result.exact == ()
    # The heavier judgement is as stated, tied or reversed in 4, 2 and 1 of 7 cases: who leads stays
    # first where it is as stated, and where it is tied and the other one is reversed.
    alone, level = 4 / 7 + 2 / 7 * 1 / 7, 4 / 7 + 2 / 7 * 3 / 7
    error = 4 * np.sqrt(alone * (1 - alone) / result.size)
    assert result.stays["none"].tolist() == pytest.approx([alone, level], abs=error)
    other = 1 / 7 + 2 / 7 * 4 / 7
    assert result.survival["none"].tolist() == pytest.approx([(alone + other) / 2] * 2, abs=error)


@pytest.mark.parametrize("space", ["equal", Fixed("equal"), Fixed(None)])
def test_a_space_of_one_weighting_is_that_weighting(space):
    fixed = mcda.reliability(FACTORY, weights=None if space == Fixed(None) else "equal", size=50)
    result = mcda.reliability(FACTORY, weights=space, size=50)
    assert result.survival.equals(fixed.survival)
    stays, survival = result.stays.loc["alone"].tolist(), result.survival.loc["B3"].tolist()
    assert stays == pytest.approx(survival, abs=1e-12)


def test_hardly_any_error_leaves_the_shares_of_all_weightings():
    result = mcda.reliability(FACTORY, weights="layer-first", right=0.99999, size=4_000)
    told = mcda.robustness(FACTORY).rank_acceptability[1]
    apart = np.abs(result.survival["none"] - told)
    assert (apart <= 4 * result.standard_error["none"] + 1e-3).all()
    assert result.stays.to_numpy().min() > 0.999


# --- confidences


def test_judgements_are_as_right_as_they_say_themselves():
    problem = mcda.from_rankings({"k": "A > B > C", "l": "B > A", "m": "A > C > B"})
    problem = problem.with_confidence({"k": 0.9, "l": "low"}, {"owner": "panel", "low": 0.6})
    result = mcda.reliability(problem, right=0.75)
    assert result.cells["wrong"].tolist() == pytest.approx([0.1, 0.4, 0.25])
    assert result.sentences[0] == (
        "of 2 of the 3 judgements it is stated how often they are wholly right, here taken as "
        "stated: in 60 % to 90 % of the cases, with what panel says that the words for it mean"
    )
    assert result.sentences[1].startswith(
        "it is assumed of the other judgements that a judgement is"
    )


def test_equal_judgements_that_err_together_are_as_right_as_the_least_sure():
    problem = mcda.from_rankings({"k": "A > B > C", "l": "A > B > C"})
    one = problem.without("l").with_confidence({"k": 0.6})
    both = problem.with_confidence({"k": 0.9, "l": 0.6})
    assert mcda.reliability(both).survival["equal"].tolist() == pytest.approx(
        mcda.reliability(one).survival["none"].tolist()
    )


def test_a_confidence_below_that_of_no_order_at_all_is_refused():
    problem = mcda.from_rankings({"k": "A > B"}).with_confidence({"k": 0.3})
    with pytest.raises(
        ProblemError, match=r"'k': its confidence .* with 0\.3; allowed: .* 0\.3333"
    ):
        mcda.reliability(problem)


# --- rankings that are too long to list their orders

LETTERS = "ABCDEFGHIJKLMNOPQRST"


def ranked(n, seed=0):
    return dict(zip(LETTERS, random.Random(seed).sample(range(1, n + 1), n), strict=False))


@pytest.mark.parametrize("seed", [1, 2])
def test_orders_looked_at_by_places_give_what_orders_listed_give(monkeypatch, seed):
    rows = {f"c{k}": ranked(4, 10 * seed + k) for k in range(4)}
    problem = mcda.from_rankings({**rows, "tied": "A = B > C", "same": rows["c0"]})
    listed = mcda.reliability(problem, error=0.2, size=4_000)
    monkeypatch.setattr(true_orders, "MOST_LISTED", 0)
    places = mcda.reliability(problem, error=0.2, size=4_000)
    for name in ("none", "equal"):
        apart = np.abs(places.survival[name] - listed.survival[name])
        assert (apart <= 4 * np.sqrt(2) * listed.standard_error[name] + 1e-9).all()


def test_twelve_options_are_drawn_and_the_stated_order_is_right_as_often_as_asked():
    problem = mcda.from_rankings({f"c{k}": ranked(12, k) for k in range(3)})
    result = mcda.reliability(problem, right=0.5, size=200)
    assert result.cells["wrong"].tolist() == pytest.approx([0.5] * 3)
    assert result.survival["none"].sum() <= 1


def test_longer_rankings_are_refused_unless_they_hold_ties():
    long = mcda.from_rankings({"k": ranked(13), "l": "A > B"})
    with pytest.raises(ProblemError, match=r"'k' ranks so many options, .* up to 12 options"):
        mcda.reliability(long)
    tied = {name: rank // 6 for name, rank in ranked(20).items()}
    assert mcda.reliability(mcda.from_rankings({"k": tied}), size=100).size == 100
    with pytest.raises(ProblemError, match="'k' ranks more than 6 options"):
        mcda.reliability(mcda.from_rankings({"k": ranked(7)}), "copeland")


def test_the_command_says_the_same_in_dutch(capsys):
    assert main(["reliability", "ai-factory", "--weights", "equal", "--lang", "nl"]) == 0
    told = capsys.readouterr().out
    assert "staat B3 werkelijk alleen vooraan in 96 van elke honderd gevallen" in told
    assert "een aanname, geen bevinding" in told


def test_the_command_takes_a_weight_space_and_begins_with_what_is_asked_for(capsys):
    asked = ["--weights", "layer-first", "--together", "equal", "--size", "300", "--lang", "nl"]
    assert main(["reliability", "ai-factory", *asked]) == 0
    told = capsys.readouterr().out
    assert "dan staat, over alle wegingen per laag, wie bij een weging vooraan staat" in told
    assert "van elke honderd gevallen als gelijke oordelen samen fout zijn, en in" in told
    assert main(["reliability", "ai-factory", "--together", "gelijk", "--lang", "nl"]) == 1
    assert "together ‘gelijk’ is onbekend" in capsys.readouterr().err
