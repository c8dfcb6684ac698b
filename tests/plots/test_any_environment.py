"""Pictures are drawn in any environment, and their labels are text whatever signs they hold."""

import os
import subprocess
import sys
import warnings

import pytest
from matplotlib.text import Text

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.report import pictures

DRAWN = """
import mcda_ai as mcda
problem = mcda.from_rankings({"x": "A > B > C", "y": "B > A", "z": "C > A > B"})
axes = mcda.plots.left_out(mcda.stability(problem))
axes.figure.savefig("alone.png")
"""


@pytest.mark.parametrize(
    "backend",
    [
        "nonsense",
        # As a notebook sets one for what it starts.
        pytest.param("module://no_such_package.backend", marks=pytest.mark.long),
        pytest.param("TkAgg", marks=pytest.mark.long),
        pytest.param("", marks=pytest.mark.long),
    ],
)
def test_no_backend_keeps_a_picture_from_being_drawn(tmp_path, backend):
    done = subprocess.run(
        [sys.executable, "-c", DRAWN], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": backend},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "alone.png").stat().st_size > 1000


@pytest.mark.long
@pytest.mark.parametrize("backend", ["nonsense", "module://no_such_package.backend"])
def test_a_report_with_figures_asks_for_no_backend(tmp_path, backend):
    mcda.write(mcda.from_rankings({"x": "A > B", "y": "B > A"}), tmp_path / "two.yaml")
    done = subprocess.run(
        [sys.executable, "-m", "mcda_ai", "report", "two.yaml", "--size", "200", "--figures", "f"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": backend},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "f").iterdir())) > 10


def answer_with(names):
    """Give the answer on a problem of which everything is called so."""
    one, other, third = names
    rankings = {one: [one, other, third], other: [other, one, third], third: [third, one, other]}
    problem = mcda.from_rankings(
        {name: " > ".join(order) for name, order in rankings.items()},
        alternatives=list(names),
        layers={f"layer {name}": [name] for name in names},
        weight_sets={one: {one: 1, other: 1, third: 3}, other: {one: 3, other: 1, third: 1}},
    )
    return report.answer(problem, size=200)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("$", "$$", r"$\frac$"), marks=pytest.mark.long),
        pytest.param(("$a$", "$b$", "x$y$z"), marks=pytest.mark.long),
        pytest.param((r"\$", r"\$a\$", r"$\sum_$"), marks=pytest.mark.long),
    ],
)
def test_labels_are_text_in_every_picture_and_never_mathematics(names):
    answer = answer_with(names)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        for name in pictures.available(answer):
            figure = pictures.PICTURES[name](answer, "nl")
            figure.canvas.draw()
            texts = [text for text in figure.findobj(Text) if text.get_visible()]
            assert not [text for text in texts if text._preprocess_math(text.get_text())[1]], name


def test_a_single_picture_of_odd_names_is_drawn_as_they_are():
    problem = mcda.from_rankings({"$c$": "$ > $$", "$d": "$$ > $"}, alternatives=["$", "$$"])
    axes = mcda.plots.left_out(mcda.stability(problem))
    axes.figure.canvas.draw()
    shown = [text._preprocess_math(text.get_text()) for text in axes.get_xticklabels()]
    assert shown == [("$", False), ("$$", False)]
