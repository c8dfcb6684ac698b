"""Pictures: the data in them, and labels that survive."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai import plots


@pytest.fixture(autouse=True)
def without_a_screen():
    mpl.use("Agg")


@pytest.fixture(scope="module")
def result():
    return mcda.robustness(mcda.load("ai-factory"), "borda", size=5000, rng=1)


def test_rank_acceptability_bars_fill_the_axis(result):
    ax = plots.rank_acceptability(result)
    widths = np.array([patch.get_width() for patch in ax.patches]).reshape(3, 3)
    assert widths.sum(axis=0) == pytest.approx(np.ones(3))
    assert widths[0] == pytest.approx(result.rank_acceptability[1].to_numpy())


def test_first_ranks_have_a_bar_and_a_figure_each(result):
    ax = plots.first_ranks({"flat": result, "again": result})
    assert len(ax.patches) == 6
    texts = {text.get_text() for text in ax.texts}
    assert texts == {result.share_text(name) for name in ("B1", "B2", "B3")}


def test_a_heatmap_leaves_the_diagonal_blank_and_rounds_to_two_decimals():
    table = mcda.load("ai-factory").layer_preferences("equal")
    ax = plots.preference_heatmap(table["input"], title="Input")
    assert sorted(text.get_text() for text in ax.texts) == ["0.20"] + ["0.40"] * 3 + ["0.60"] * 2
    dutch = plots.preference_heatmap(table["input"], language="nl")
    assert "0,20" in {text.get_text() for text in dutch.texts}


def test_a_picture_is_drawn_on_the_axes_given(result):
    _, ax = plt.subplots()
    assert plots.rank_acceptability(result, ax=ax) is ax


def test_reliability_is_a_line_for_each_way_to_err_that_falls_where_it_is_said_to():
    rankings = {"cost": "A > B > C", "fee": "A > B > C", "use": "B > A > C", "time": "A > C > B"}
    told = mcda.reliability(mcda.from_rankings(rankings))
    ax = plots.reliability(told)
    drawn = dict(zip(("none", "equal"), ax.containers, strict=True))
    for name, line in drawn.items():
        rows = told.by_error[told.by_error["together"] == name]
        assert line[0].get_ydata().tolist() == rows["survival"].tolist()
        assert f"under 50 % from {100 * told.break_even.loc[0.5, name]:.1f} %" in line.get_label()
    alone = plots.reliability(mcda.reliability(mcda.from_rankings({"k": "A > B"})), language="nl")
    assert len(alone.containers) == 1
    assert alone.get_ylabel() == "A werkelijk alleen vooraan"


def test_contributions_are_bars_to_either_side_that_end_where_the_lead_does():
    told = mcda.explain(mcda.load("ai-factory"))
    ax = plots.contributions(told)
    widths = np.array([bar.get_width() for bar in ax.patches]).reshape(2, -1)
    assert widths == pytest.approx(told.layers[["B1", "B2"]].to_numpy().T)
    assert [float(line.get_xdata()[0]) for line in ax.lines[:2]] == pytest.approx(
        told.difference[["B1", "B2"]].tolist()
    )
    beside = plots.contributions(told, rival="B2", language="nl")
    drawn = sum(bar.get_width() for bar in beside.patches)
    assert drawn == pytest.approx(2 * told.difference["B2"])  # of criteria, and of their layers
    assert "gelijk" in {text.get_text() for text in beside.texts}
    with pytest.raises(mcda.ProblemError, match="unknown alternative 'B3'"):
        plots.contributions(told, rival="B3")


def test_of_very_many_rivals_and_criteria_the_nearest_and_the_largest_are_drawn():
    names = [f"option {k}" for k in range(70)]
    rankings = {f"c{k}": names[k % 3 :] + names[: k % 3] for k in range(70)}
    told = mcda.explain(mcda.from_rankings(rankings))
    nearest = plots.contributions(told)
    assert nearest.get_title(loc="left") == "the 60 that come nearest"
    assert "option 69" not in {label.get_text() for label in nearest.get_yticklabels()}
    largest = plots.contributions(told, rival="option 69")
    labels = [label.get_text() for label in largest.get_yticklabels()]
    assert (len(labels), labels[-1]) == (61, "10 others together")


def test_dollar_signs_are_not_mathematics():
    problem = mcda.from_rankings({"cost": "$a$ > b$ > c"})
    drawn = plots.rank_acceptability(mcda.robustness(problem, size=50, rng=1))
    drawn.figure.canvas.draw()
    assert r"b\$" in {label.get_text() for label in drawn.get_yticklabels()}


@pytest.mark.parametrize("n", [2, 8, 9, 30])
def test_every_alternative_has_a_colour_of_its_own(n):
    names = [f"option {i}" for i in range(n)]
    assert len(set(plots.alternative_colours(names).values())) == n
