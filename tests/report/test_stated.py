"""Statements about options in the report: on every surface, and no work where there are none."""

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

import mcda_ai as mcda
from mcda_ai import explorer, report
from mcda_ai.problem.statements import OptionStatement
from mcda_ai.report import stated
from mcda_ai.weights import LayerFirst

BRIDGE = mcda.read(Path(__file__).parents[2] / "examples" / "bridge.yaml")
HEADING = {"en": "Statements about the options", "nl": "Uitspraken over de opties"}


def holding(*texts):
    return replace(BRIDGE, statements=tuple(map(OptionStatement, texts)))


def told(problem):
    """Give the kinds of what the statements add to the headline."""
    found = stated.stated(problem, None, LayerFirst(), 2000, 1)
    return [claim.kind.rpartition(".")[2] for claim in found.headline()]


@pytest.fixture(scope="module")
def answer():
    return report.answer(holding("repair >= close", "replace >= close"), size=200)


def test_a_problem_without_statements_has_no_such_chapter_and_no_work(monkeypatch):
    monkeypatch.setattr(stated, "statements", None)
    monkeypatch.setattr(stated, "robustness", None)
    assert stated.stated(BRIDGE, None, LayerFirst(), "auto", 1) is None


@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.long)])
def test_every_surface_tells_of_them(answer, language, tmp_path):
    made = report.document(answer, language)
    assert HEADING[language] in [section.title for section in made.sections]
    headline = made.section("answer").blocks[0].sentences
    assert any("replace" in each and "2 " in each and "close" in each for each in headline[3:4])
    report.write(answer, tmp_path / "made.xlsx", language=language)
    with ZipFile(tmp_path / "made.xlsx") as book:
        sheets = book.read("xl/workbook.xml").decode()
    assert '"statements"' in sheets
    assert '"where statements hold"' in sheets
    texts = (report.as_text(answer, language), report.as_page(answer, language),
             report.as_markdown(made))  # fmt: skip
    for text in texts:
        assert HEADING[language] in text
        assert ("3.07 %" if language == "en" else "3,07 %") in text


def test_the_tables_say_what_each_leaves_and_who_is_first_there(answer):
    tables = {table.name: table for table in report.document(answer).tables}
    said = [[cell.text for cell in row] for row in tables["statements"].lines()]
    assert said[0] == ["repair >= close", "Borda", "", "5.69 % (exact)", "no", "something new"]
    first = {row[0].text: row[2].value for row in tables["where statements hold"].lines()}
    assert first["close"] == 0
    assert sum(first.values()) == pytest.approx(1)


def test_statements_that_change_or_settle_who_leads_are_told_in_the_headline_and_no_others():
    assert told(holding("repair >= close", "replace >= close")) == ["changed"]
    assert told(holding("replace > close", "replace > repair")) == ["settled"]
    assert told(holding("close > repair")) == []
    assert told(holding("repair > close", "close > repair")) == ["unused"]


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "nl"])
def test_statements_in_conflict_are_told_by_their_smallest_sets(language):
    made = report.answer(holding("repair > close", "close > replace", "close > repair"), size=200)
    said = report.document(made, language).section("stated").blocks[0].sentences
    assert len(said) == 1
    assert "repair > close" in said[0]
    assert "close > repair" in said[0]
    assert "close > replace" not in said[0]
    json.dumps(report.data_of(made), default=str)


def test_the_data_hold_them(answer):
    data = report.data_of(answer)
    assert data["statements"]["table"][0]["statement"] == "repair >= close"
    assert "report.stated.changed" in [claim["kind"] for claim in data["claims"]]


def test_methods_side_by_side_say_whether_what_was_stated_holds():
    found = mcda.compare(holding("close >= repair", "replace > close"), ["borda", "kemeny"])
    kinds = [claim.kind for claim in found.claims]
    assert kinds.count("comparison.statements_kept.kept") == 2
    (kept, missed) = (c.values for c in found.claims if "statements_kept" in c.kind)
    assert (kept["own"], missed["own"], missed["n"]) == ("yes", "no", 0)


def test_a_statement_that_is_new_or_gone_is_a_change_of_its_own():
    before, after = holding("close >= repair"), holding("close >= repair", "replace > close")
    assert "new: statement 'replace > close' (borda)" in mcda.diff(before, after).sentences
    assert "gone: statement 'replace > close' (borda)" in mcda.diff(after, before).sentences
    assert not mcda.diff(before, before).changes


def test_the_explorer_names_what_was_stated_and_that_its_sliders_do_not_heed_it():
    study = explorer.study(holding("close >= repair"))
    told = "stated of the options, and not heeded by the sliders: 'close >= repair'"
    assert told in [each["en"] for each in study["doubts"]]
    assert not any("stated" in each["en"] for each in explorer.study(BRIDGE).get("doubts", []))
