"""An option that is out stands in no table of ranks or shares on any surface, and is told first."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai import explorer, report
from mcda_ai.messages.wording import Words
from mcda_ai.problem.readings_apart import told_of_readings_apart

OUT, LABEL = "tunnel", "Tunnel below the river"
BRIDGE = mcda.read(Path(__file__).parents[2] / "examples" / "bridge.yaml")


@pytest.fixture(scope="module")
def answer():
    return report.answer(BRIDGE, size=200)


def cells_of_page(page):
    """Give the texts of all cells of tables, and of headers."""
    return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page, re.DOTALL)


def names_out(text):
    return OUT in text.casefold()


@pytest.mark.long
def test_no_cell_of_the_page_names_it_and_the_first_thing_told_does(answer):
    page = report.as_page(answer)
    assert not any(map(names_out, cells_of_page(page)))
    body = page[page.index("<body>") :]
    assert body.index(OUT) < body.index('<ul class="options') < body.index('id="answer"')
    assert f"{OUT} ({LABEL}) takes no part" in body
    assert body.index(f"{OUT} ({LABEL})") < body.index('class="part-of-brief"')


def test_no_line_of_a_table_in_markdown_names_it(answer):
    text = report.as_markdown(report.document(answer))
    assert not any(names_out(line) for line in text.splitlines() if line.startswith("|"))
    assert text.index(OUT) < text.index("## ")


def test_no_line_of_the_text_names_it_but_the_first(answer):
    text = report.as_text(answer)
    assert [names_out(block) for block in text.split("\n\n")].count(True) == 1
    assert names_out(text.split("\n\n")[1])


def test_no_sheet_of_the_workbook_names_it_but_the_sentences(answer, tmp_path):
    report.write(answer, tmp_path / "made.xlsx")
    sheets = pd.read_excel(tmp_path / "made.xlsx", sheet_name=None, header=None, dtype=str,
                           engine="openpyxl")  # fmt: skip
    first, *others = sheets
    assert first == "answer"
    assert [name for name in others if names_out(sheets[name].to_string())] == []
    assert names_out(sheets[first].head(6).to_string())


def test_no_figure_of_the_explorer_is_about_it():
    study = explorer.study(BRIDGE)
    text = json.dumps({key: value for key, value in study.items() if key != "versions"})
    assert not names_out(text)
    for version in study["versions"]:
        rest = {key: value for key, value in version.items() if key != "circumstances"}
        assert not names_out(json.dumps(rest))
        assert names_out(json.dumps(version["circumstances"][0]))


@pytest.mark.parametrize(
    "ask",
    [
        mcda.rank, mcda.robustness, mcda.compare, mcda.stability, mcda.rank_bounds,
        mcda.redundancy, mcda.reliability, mcda.next_question,
        pytest.param(mcda.attribution, marks=pytest.mark.long),
        pytest.param(mcda.settle, marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_no_figure_of_a_result_is_about_it_and_the_first_sentence_is(ask):
    found = ask(BRIDGE)
    assert not names_out(found.to_frame().to_string())
    assert found.sentences[0].startswith(f"{OUT} ({LABEL}) takes no part")
    assert not any(map(names_out, found.sentences[1:])) or ask is mcda.reliability


def test_a_report_on_the_only_one_that_qualifies_says_so_once():
    alone = BRIDGE.require("permit", at_least="granted").require("nature", met_by=["repair"])
    with pytest.raises(
        mcda.ProblemError, match="repair, the baseline, is the only option"
    ) as refused:
        report.answer(alone)
    assert len(refused.value.faults) == 1


TWO_READINGS = """
version: 1
name: two
alternatives: [A, B, C]
readings: [one, other]
layers: [all]
scales: [{name: s, levels: ["no", "yes"]}]
criteria:
  - {name: x, layer: all, judgements: {one: A > B > C, other: A > B > C}}
  - name: law
    layer: all
    scale: s
    required: {at_least: "yes"}
    judgements:
      one: {levels: {A: "no", B: "yes", C: "yes"}}
      other: {levels: {A: "yes", B: "yes", C: "no"}}
"""


def test_other_readings_that_let_others_in_are_told_before_the_answer(tmp_path):
    (tmp_path / "two.yaml").write_text(TWO_READINGS, encoding="utf-8")
    problem = mcda.read(tmp_path / "two.yaml")
    told = [Words().said(claim) for claim in told_of_readings_apart(problem)]
    assert told == ["in reading other, A takes part as well, but C takes no part"]
    assert list(told_of_readings_apart(BRIDGE)) == []
    said = mcda.attribution(problem, ["borda"], size=200).sentences
    assert any("other options take part in reading other" in each for each in said)
