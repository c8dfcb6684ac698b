"""The report tells of doing nothing: in its headline, in a table, and by a mark."""

import re

import pytest
from matplotlib.text import Text

import mcda_ai as mcda
from mcda_ai import plots, report
from mcda_ai.explorer import study
from mcda_ai.messages.baseline import MARK

PROBLEM = mcda.from_rankings(
    {"cost": "stay > A > B", "reach": "stay > B > A", "trust": "A > stay > B"},
    layers={"means": ["cost"], "ends": ["reach", "trust"]},
)
UNMARKED = re.compile(r"\bstay\b(?!°)")


@pytest.fixture(scope="module")
def answers():
    return {name: report.answer(PROBLEM.with_baseline(name), size=200) for name in ("stay", "B")}


def test_a_headline_that_doing_nothing_leads_says_so_and_who_is_next(answers):
    made = report.document(answers["stay"])
    told = made.section("answer").blocks[0].sentences
    assert told[1] == (
        "That is the baseline: no option is better than stay° then; by Borda, the best of the "
        "other options is A."
    )
    assert told[2].startswith("Compared with the baseline (stay°), over all weightings")


def test_a_headline_says_whether_the_leader_is_always_better_than_doing_nothing(answers):
    told = report.document(answers["B"], "nl").section("answer").blocks[0].sentences
    assert any(
        "stay (vooraan met" in each and "beter dan de nuloptie (B°)" in each for each in told
    )
    assert not any(each.startswith("Dat is de nuloptie") for each in told)


def test_a_table_says_of_each_option_what_it_is_worse_on(answers):
    table = next(
        each for each in report.document(answers["stay"]).tables if each.name == "baseline"
    )
    rows = {row[0].text: row for group in table.groups for row in group.rows}
    assert list(rows) == ["A", "B"]
    assert rows["A"][-2].text == "cost and reach"
    assert rows["B"][-2].text == "cost, reach and trust"
    assert rows["B"][1].text == rows["B"][-3].text == "worse"


def test_the_baseline_bears_its_mark_in_every_sentence_table_and_title(answers):
    made = report.document(answers["stay"])
    for table in made.tables:
        cells = [cell.text for group in table.groups for row in group.rows for cell in row]
        found = [text for text in (*table.head, *cells) if UNMARKED.search(text)]
        assert found == [], table.name
    assert all("° the baseline" in block.title
               for section in made.sections for block in section.blocks
               if type(block).__name__ == "Picture")  # fmt: skip
    text = report.as_text(answers["stay"])
    assert not UNMARKED.search(text)
    assert "stay°" in report.as_markdown(made)


@pytest.mark.long
def test_a_page_marks_the_baseline(answers):
    assert "stay°" in report.as_page(answers["stay"], "nl")


def test_without_a_baseline_nothing_is_marked(answers):
    plain = report.answer(PROBLEM, size=200)
    text = report.as_text(plain)
    assert MARK not in text
    assert "baseline" not in text
    assert "baseline" not in str(report.data_of(plain))
    assert "baseline" not in study(PROBLEM)
    assert study(PROBLEM.with_baseline("stay"))["baseline"] == {"name": "stay", "shown": "stay°"}


def texts_of(axes):
    axes.get_figure().canvas.draw()
    return [each.get_text() for each in axes.get_figure().findobj(Text)]


@pytest.mark.parametrize("draw", [
    lambda p: plots.first_ranks({"flat": mcda.robustness(p, size=100)}),
    pytest.param(lambda p: plots.weight_flips(mcda.stability(p)), marks=pytest.mark.long),
    pytest.param(lambda p: plots.appraisal_table(p), marks=pytest.mark.long),
    pytest.param(lambda p: plots.walking_weights(
        mcda.stability(p), ("layer", "means"), language="nl"), marks=pytest.mark.long),
])  # fmt: skip
def test_a_picture_marks_the_baseline_and_says_below_what_that_means(draw):
    texts = texts_of(draw(PROBLEM.with_baseline("stay")))
    assert any("stay°" in text for text in texts)
    assert not any(UNMARKED.search(text) for text in texts)
    assert any(text.startswith("° ") for text in texts)
    assert not any(MARK in text for text in texts_of(draw(PROBLEM)))
