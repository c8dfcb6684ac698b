"""Reports on problems of odd shapes: labels, weights, gaps, readings, few and many options."""

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Reading
from mcda_ai.report.evidence_rows import evidence_table
from tests.report.outline import Outline

NASTY = '<script>alert("x")</script> & $a$ %s {b}'


def test_labels_from_the_input_show_as_text():
    problem = mcda.from_rankings({NASTY: [["A$"], ["B<b>"]], "$": [["B<b>"], ["A$"]]}, name=NASTY)
    page = report.as_page(report.answer(problem, size=100))
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert Outline(page).tags.count("script") == 3
    assert Outline(page).open == []


def test_a_problem_of_preconditions_only_says_that_nothing_else_is_scored():
    problem = mcda.from_rankings({"law": "A > B"}, layers={"must": ["law"]}, preconditions=["must"])
    made = report.answer(problem, size=100)
    assert made.without_preconditions is None
    assert "Only preconditions are scored" in report.as_text(made)


def test_a_problem_without_preconditions_has_one_scope():
    made = report.answer(mcda.from_rankings({"cost": "A > B"}), size=100)
    assert len(made.scopes) == 1
    assert "preconditions" not in report.as_text(made)


@pytest.mark.long
def test_a_report_of_very_many_options_is_small_enough_to_mail():
    names = [f"x{i}" for i in range(61)]
    made = report.answer(mcda.from_rankings({"cost": " > ".join(names)}), size=50)
    assert "Kemeny" not in [method.label for method in made.methods]
    assert made.comparison.refusals.keys() >= {"kemeny", "slater"}
    page = report.as_page(made)
    assert Outline(page).open == []
    assert len(page.encode("utf-8")) < 3_000_000


def test_methods_that_disagree_are_tallied():
    # Borda: B; majority: A.
    rankings = {"k1": "A > B > C", "k2": "A > B > C", "k3": "A > B > C", "k4": "B > C > A",
                "k5": "B > C > A"}  # fmt: skip
    text = " ".join(report.as_text(report.answer(mcda.from_rankings(rankings), size=50)).split())
    assert "depends on the method: " in text
    assert "A in 1 of 2 combinations" in text
    assert "B in 1 of 2 combinations" in text


def test_each_weight_space_names_its_own_most_frequent_leader():
    # One criterion against two: flat over criteria B leads more often, layer by layer A and B tie.
    problem = mcda.from_rankings(
        {"a": "A > B", "b": "B > A", "c": "B > A", "d": "A > B"},
        layers={"one": ["a"], "two": ["b", "c"], "three": ["d"]},
    )
    made = report.answer(problem, size=4000)
    text = " ".join(report.as_text(made).split())
    for space in ("uniform", "layer-first"):
        shares = made.everything.robustness["borda", space].rank_acceptability[1]
        assert f"{shares.idxmax()} is first in" in text


def test_filling_in_open_cells_bounds_the_headline():
    problem = mcda.load("ai-factory-features")
    made = report.answer(problem, size=500)
    assert made.open_cells.n_completions == 8
    by_hand = [
        mcda.robustness(each, method, space, 500, 1).rank_acceptability.loc["B3", 1]
        for each in problem.completions()
        for method in ("borda", "copeland", "kemeny")
        for space in ("uniform", "layer-first")
    ]
    shares = made.open_cells.shares["B3"]
    assert [each.share for each in shares] == [min(by_hand), max(by_hand)]
    assert [each.size for each in shares] == [500, 0]  # in some ways B3 beats both everywhere
    assert "over the 8 ways to fill them in" in " ".join(report.as_text(made).split())


def test_own_weights_have_a_column_and_are_not_denied():
    rankings = {"cost": "A > B", "reach": "B > A"}
    problem = mcda.from_rankings(rankings, weights={"cost": 1, "reach": 3})
    made = report.answer(problem, size=50)
    assert made.everything.rankings["borda", "own"].leaders == ["B"]
    page = report.as_page(made)
    assert "own weights" in page
    assert made.weights == "own"
    assert "The source fixes no weights" not in page


def test_what_was_left_out_or_assumed_is_said():
    changed = mcda.load("ai-factory").without("impact", "input", "outcome").scenario("b3-small")
    text = " ".join(report.as_text(report.answer(changed, size=200)).split())
    assert "left out: impact" in text
    assert "Assumed by a scenario, not stated by the source: Computing power deployed" in text


def test_preconditions_are_left_out_by_role_even_where_names_clash():
    problem = mcda.from_rankings(
        {"law": "A > B", "cost": "B > A"},
        layers={"law": ["law"], "input": ["cost"]},
        preconditions=["law"],
    )
    made = report.answer(problem, size=50)
    assert made.without_preconditions.problem.criterion_names == ("cost",)


def test_a_criterion_that_ranks_one_option_is_not_called_unscored():
    made = report.answer(mcda.from_rankings({"cost": "A > B", "reach": "A"}), size=50)
    text = " ".join(report.as_text(made).split())
    assert "Ranked without comparing any two options, and outside every figure: reach" in text
    assert "Not scored by anyone" not in text


@pytest.mark.filterwarnings("error")
def test_odd_names_draw_without_warnings():
    problem = mcda.from_rankings({"费用": [["_a"], ["选项"]], "b": [["选项"], ["_a"]]})
    assert Outline(report.as_page(report.answer(problem, size=50))).open == []


def test_open_levels_are_named_and_shown(tmp_path):
    problem = mcda.load("ai-factory-features")
    made = report.answer(problem, size=100)
    assert "Left open by the source" in report.as_text(made)
    page = report.as_page(made, "nl")
    assert "Medium / Hoog" in page


@pytest.mark.parametrize("n_alternatives", [2, pytest.param(12, marks=pytest.mark.long)])
def test_reports_of_two_and_of_twelve_options(n_alternatives, tmp_path):
    names = [f"Optie {i + 1}" for i in range(n_alternatives)]
    rng = np.random.default_rng(4)
    table = {
        f"criterium {k}": dict(
            zip(names, rng.integers(1, n_alternatives + 1, n_alternatives).tolist(), strict=True)
        )
        for k in range(6)
    }
    problem = mcda.from_rankings(table, alternatives=names)
    made = report.answer(problem, size=200)
    assert Outline(report.as_page(made, "nl")).open == []


@pytest.mark.parametrize(
    ("weights", "language"),
    [
        ({"cost": 1, "reach": 3, "support": 2}, "en"),
        pytest.param({"effects": 3, "must": 1}, "nl", marks=pytest.mark.long),
    ],
    ids=["by criterion", "by layer"],
)
def test_own_weights_of_preconditions_do_not_stop_the_report(weights, language):
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A", "support": "A > B"},
        layers={"effects": ["cost", "reach"], "must": ["support"]},
        preconditions=["must"],
        weights=weights,
    )
    made = report.answer(problem, size=50)
    rest = made.without_preconditions
    expected = mcda.stability(problem.without("must"), "borda").weight_flips["points"]
    assert rest.stability.weight_flips["points"].tolist() == expected.tolist()
    page = report.as_page(made, language)
    assert Outline(page).open == []
    assert report.as_page(made, language) == page


def test_own_weights_of_nothing_but_preconditions_are_said():
    problem = mcda.from_rankings(
        {"cost": "A > B", "support": "A > B"},
        layers={"effects": ["cost"], "must": ["support"]},
        preconditions=["must"],
        weights={"cost": 0, "support": 1},
    )
    made = report.answer(problem, size=50)
    assert made.without_preconditions is None
    text = " ".join(report.as_text(made).split())
    assert "own weights lie wholly on preconditions" in text
    assert "Only preconditions are scored" not in text
    assert Outline(report.as_page(made)).open == []


def test_measured_values_are_written_in_full_with_a_decimal_comma_in_dutch():
    measured = pd.DataFrame({"A": [1.5, 1234567], "B": [0.00012, 1500000]}, ["noise", "cost"])
    problem = mcda.from_table(measured, directions={"noise": "min", "cost": "min"})
    (group,) = evidence_table(problem, "nl").groups
    assert [[cell.text for cell in row[1:3]] for row in group.rows] == [
        ["1,5", "0,00012"], ["1234567", "1500000"]]  # fmt: skip
    (group,) = evidence_table(problem, "en").groups
    assert [cell.text for cell in group.rows[0][1:3]] == ["1.5", "0.00012"]


def test_why_a_reading_cannot_be_ranked_is_said_in_the_language_of_the_report():
    rankings = {"x": "A > B > C", "y": None, "z": "B > C > A"}
    one = mcda.from_rankings(rankings, weights={"x": 1, "z": 2})
    other = mcda.from_rankings({**rankings, "y": "C > A"})
    judgements = {**one.judgements, "other": other.judgements[other.active_reading]}
    both = derived(one, readings=(*one.readings, Reading("other")), judgements=judgements)
    made = report.answer(both, size=100)
    assert "geen gewicht voor criterium y" in report.as_page(made, "nl")
    assert "no weight for criterion y" not in report.as_page(made, "nl")
    assert "no weight for criterion y" in report.as_page(made, "en")
