"""Of more than 30 options the report shows the twelve best, and all of them in an appendix."""

import json
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.report import gathering
from mcda_ai.report.pictures import available

N_OPTIONS, N_CRITERIA = 34, 6
LANGUAGES = ("en", "nl")


def problem_of(n_options, n_criteria, seed=0):
    """Make a problem of some layers in which the options come roughly in their own order."""
    generator = np.random.default_rng(seed)
    names = [f"o{k}" for k in range(n_options)]
    criteria = [f"c{k}" for k in range(n_criteria)]
    rows = {}
    for name in criteria:
        merit = np.arange(n_options) + generator.normal(0, n_options / 6, n_options)
        rows[name] = dict(zip(names, (1 + merit.argsort().argsort()).tolist(), strict=True))
    layers = {f"L{k}": criteria[k::3] for k in range(3)}
    return mcda.from_rankings(rows, alternatives=names, layers=layers)


@pytest.fixture(scope="module")
def answer():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "_built_in", lambda: ["borda", "copeland", "promethee1"])
        return report.answer(problem_of(N_OPTIONS, N_CRITERIA), size=500)


@pytest.fixture(scope="module")
def page(answer):
    return report.as_page(answer)


@pytest.fixture(scope="module", params=LANGUAGES)
def told(answer, request):
    return request.param, report.as_text(answer, request.param)


def tables_of(answer, language="en"):
    return {table.name: table for table in report.document(answer, language).tables}


def test_those_shown_have_the_best_mean_rank(answer):
    found = mcda.robustness(answer.problem, size=500).expected_rank
    best = found.sort_values(kind="stable").index[:12]
    assert list(answer.shown.names) == list(best)
    assert not answer.shows_all


def test_of_thirty_options_all_are_shown_in_their_order_without_an_appendix(monkeypatch):
    monkeypatch.setattr(gathering, "_built_in", lambda: ["borda", "promethee1"])
    problem = problem_of(30, 2)
    made = report.answer(problem, methods=["borda"], size=100)
    assert made.shown.names == problem.alternative_names
    names = [section.name for section in report.document(made).sections]
    assert "appendix" not in names
    assert "explorer" in names


def test_options_that_are_level_with_the_last_are_counted():
    problem = mcda.from_rankings({"x": {f"o{k}": 1 + k // 8 for k in range(40)}})
    shown = report.shown.options_shown(mcda.robustness(problem, size=100))
    assert shown.names == tuple(f"o{k}" for k in range(12))
    assert shown.level == 4


def test_the_rule_is_said_once_with_its_numbers(told):
    language, text = told
    rule = {
        "en": "show the 12 of all 34 options that have the best mean rank by Borda",
        "nl": "tonen de 12 van alle 34 opties met de beste gemiddelde rang bij Borda",
    }
    assert " ".join(text.split()).count(rule[language]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_appendix_has_all_that_is_cut(answer, language):
    tables, everybody = tables_of(answer, language), set(answer.problem.alternative_names)
    for name in ("first ranks", "evidence"):
        assert set(answer.shown.names) == set(tables[name].head) & everybody
    assert everybody <= set(tables["evidence, all"].head)
    for name in ("first ranks, all", "extremes, all", "ranks, all", "pairs, all"):
        for group in tables[name].groups:
            assert {row[0].text for row in group.rows} == everybody


def test_figures_of_the_appendix_are_those_of_the_results(answer):
    """Turned, so that each option has a row, and each method and space a column."""
    table = tables_of(answer)["first ranks, all"]
    result = answer.everything.robustness["copeland", answer.spaces[0].name]
    column = next(k for k, text in enumerate(table.head) if text.startswith("Copeland, flat"))
    shares = {row[0].text: row[column].value for row in table.lines()}
    assert shares == {name: result.share(name) for name in answer.problem.alternative_names}


def test_every_format_that_is_read_has_the_appendix(answer, page, told):
    last = answer.problem.alternative_names[-1]
    assert last not in answer.shown.names
    text = report.as_markdown(report.document(answer))
    assert 'id="appendix"' in page
    assert "## Appendix: all options" in text
    assert f"| {last} |" in text.partition("## Appendix")[2]
    assert any(line.split()[:1] == [last] for line in told[1].splitlines())


def test_the_workbook_has_the_appendix(answer, tmp_path):
    path = report.write_workbook(report.document(answer), answer, tmp_path / "many.xlsx")
    with closing(load_workbook(path, read_only=True)) as book:
        assert {"first ranks, all", "pairs, all", "evidence, all"} <= set(book.sheetnames)


def test_what_cannot_be_shown_of_so_many_says_why(answer, page):
    text = " ".join(report.as_text(answer).split())
    for part in ("sliders to move the weights", "pictures of the scores along one weight"):
        assert f"not in this report: {part}" in text.lower()
    assert "there are 34 options; this is shown where there are at most 30" in text
    assert page.count("<script") == 1  # the folds
    assert {"walk", "regions"}.isdisjoint(available(answer))


def test_dominance_is_told_between_options_that_are_shown(answer):
    others = set(answer.problem.alternative_names) - set(answer.shown.names)
    blocks = report.document(answer).section("changes").blocks
    changes = [each for block in blocks for each in getattr(block, "sentences", ())]
    told = [each for each in changes if "is better than" in each]
    assert told
    assert not any(f" {name} " in f" {each} " for each in told for name in others)


def test_no_figure_depends_on_the_number_of_threads(monkeypatch):
    monkeypatch.setattr(gathering, "_built_in", lambda: ["borda"])
    problem = problem_of(5, 4)
    one, three = (
        json.dumps(report.answer(problem, methods=["copeland"], size=40_000, workers=n).to_dict())
        for n in (1, 3)
    )  # as text: what is not known does not equal itself
    assert repr(one) == repr(three)  # in which what is no number equals itself


_CHILD = """
import sys
sys.path.insert(0, {root!r})
from mcda_ai import report
from mcda_ai.report import gathering
from tests.peak_memory import peak_memory
from tests.report.test_many_options import problem_of

gathering._built_in = lambda: ["borda", "copeland", "schulze", "promethee1"]
answer = report.answer(problem_of(100, 40))
report.write(answer, {page!r})
report.write(answer, {book!r})
print(peak_memory())
"""


@pytest.mark.long
@pytest.mark.skipif(
    find_spec("resource") is None, reason="this system does not tell how much memory was taken"
)
def test_a_hundred_options_take_less_than_600_megabytes(tmp_path):
    """By methods that are quick for so many; what Kemeny takes has tests of its own."""
    root = Path(__file__).parent.parent.parent
    code = _CHILD.format(
        root=str(root), page=str(tmp_path / "many.html"), book=str(tmp_path / "many.xlsx")
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert int(finished.stdout.split()[-1]) < 600e6
