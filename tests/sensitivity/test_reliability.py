"""Whether the leader stays first where judgements are wrong, and which of them matters."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.messages.faults import ProblemError

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
    ],
)
def test_what_cannot_be_is_told(stated, told):
    with pytest.raises(ProblemError, match=told):
        mcda.reliability(FACTORY, **stated)


def test_judgements_that_are_no_rankings_are_named():
    problem = mcda.from_rankings({"part": "A > B, A > C, D > C", "whole": "A > B > C > D"})
    with pytest.raises(ProblemError, match="in rankings only: 'part'"):
        mcda.reliability(problem)
    long = mcda.from_rankings({"k": "A > B > C > D > E > F > G"})
    with pytest.raises(ProblemError, match="'k' ranks more than 6 options"):
        mcda.reliability(long)


def test_the_command_says_the_same_in_dutch(capsys):
    assert main(["reliability", "ai-factory", "--weights", "equal", "--lang", "nl"]) == 0
    told = capsys.readouterr().out
    assert "staat B3 werkelijk alleen vooraan in 96 van elke honderd gevallen" in told
    assert "een aanname, geen bevinding" in told
