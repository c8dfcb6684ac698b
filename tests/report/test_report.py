"""The report: its words come from the results, and the page is one safe, self-contained file."""

import base64
import html
import re
from functools import cache
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.explorer.payload import study
from mcda_ai.messages.figures import bounds_of, of_hundred
from mcda_ai.messages.wording import Words
from tests.report.outline import Outline
from tests.structure_proofs import proofs_counted

SIZE = 2000


@pytest.fixture(scope="module")
def answer_and_proofs():
    problem = mcda.load("ai-factory")
    with proofs_counted() as proven:
        answer = report.answer(problem, size=SIZE, rng=3)
    return answer, proven


@pytest.fixture(scope="module")
def answer(answer_and_proofs):
    return answer_and_proofs[0]


COMMAND = "mcda-ai report ai-factory"


@pytest.fixture(scope="module")
def page_in(answer):
    return cache(lambda language: report.as_page(answer, language, COMMAND))


@pytest.fixture(params=["en", pytest.param("nl", marks=pytest.mark.long)])
def page(request, page_in):
    return page_in(request.param)


def test_every_tag_of_the_page_closes(page):
    assert page.startswith("<!doctype html>")
    assert Outline(page).open == []


def test_the_page_needs_no_network_and_allows_only_its_own_script(page):
    outline = Outline(page)
    assert outline.tags.count("script") == 3  # the folds, the explorer, and its data
    assert all(
        address.startswith(("data:image/svg+xml;base64,", "#")) for address in outline.addresses
    )
    (policy,) = re.findall(r'"Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src" in policy
    assert "unsafe" not in policy


def test_the_pictures_are_well_formed_svg(page):
    pictures = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page)
    assert len(pictures) == 10  # one of which is for telephones
    for picture in pictures:
        root = ElementTree.fromstring(base64.b64decode(picture))
        assert root.tag.endswith("svg")


def test_the_page_is_small_enough_to_mail(page):
    assert len(page.encode("utf-8")) < 3_000_000


def test_the_sections_stand_in_the_order_that_was_asked_for(answer):
    made = report.document(answer)
    assert [section.name for section in made.sections] == [
        "answer", "changes", "evidence", "layers", "repeats", "methods", "robustness", "statements",
        "decides", "explorer", "limits", "cards", "provenance",
    ]  # fmt: skip
    assert len(made.section("answer").blocks[0].sentences) == 9


@pytest.mark.long
def test_the_same_answer_gives_the_same_page(answer, page_in):
    assert report.as_page(answer, "en", COMMAND) == page_in("en")


def test_every_first_rank_share_of_the_page_stands_in_the_results(answer, page_in):
    table = next(each for each in report.document(answer).tables if each.name == "first ranks")
    known = {
        (result.share_text(name, 1), result.share(name, 1))
        for scope in answer.scopes
        for result in scope.robustness.values()
        for name in answer.problem.alternative_names
    }
    shown = {
        (cell.text, cell.value) for group in table.groups for row in group.rows for cell in row[1:]
    }
    assert shown == known
    assert all(html.escape(text) in page_in("en") for text, _ in shown)


def test_each_headline_stands_with_and_without_the_preconditions(answer):
    text = " ".join(report.as_text(answer).split())
    assert (
        "Without the preconditions, by the same methods: over all weightings of the criteria"
        in text
    )
    for scope in answer.scopes:
        shares = sorted(
            (result.share_of("B3") for result in scope.in_space("uniform")), key=lambda s: s.value
        )
        bounds = [bounds_of(share.value, share.size) for share in (shares[0], shares[-1])]
        told = of_hundred(bounds[0][0], bounds[1][1])
        assert f"B3 is first in {told} of every hundred" in text


def test_the_weight_that_has_to_move_is_the_flip_of_stability(answer):
    points = mcda.stability(answer.problem, "borda", "layer-equal").weight_flips["points"]
    told = report.document(answer).section("answer").blocks[0].sentences[-1]
    assert f"puts another option first is {points['B2']:.1f} of the hundred points" in told
    assert told.endswith("of weight: B2.")


def test_a_shared_lead_is_not_called_a_distance():
    tied = report.answer(mcda.from_rankings({"cost": "A > B", "reach": "B > A"}), size=50)
    told = report.document(tied).section("answer").blocks[0].sentences[-1]
    assert "A and B share the first place" in told
    assert "a small change of the weights can decide" in told


def test_options_that_always_tie_are_not_told_apart_by_weights():
    problem = mcda.from_rankings({"cost": "A = B > C", "reach": "A = B > C"})
    told = report.document(report.answer(problem, size=50)).section("answer").blocks[0].sentences
    assert "no weights tell them apart" in told[-1]


def test_gathering_an_answer_proves_no_structure_again(answer_and_proofs):
    assert answer_and_proofs[1] == []


def test_the_explorer_proves_no_structure_again():
    problem = mcda.load("ai-factory").without("input", "output", "intermediate-outcome", "impact")
    with proofs_counted() as proven:
        study(problem)
    assert proven == []


def test_the_methods_that_agree_are_named_and_the_others_counted(answer):
    first = report.document(answer).section("answer").blocks[0].sentences[0]
    distinct = [answer.method_labels[name] for name in answer.distinct_methods]
    assert f"{Words().all_of(distinct)} put B3 first" in first
    groups = answer.comparison.groups
    n = sum(answer.comparison.rankings[group[0]].leaders == ["B3"] for group in groups)
    assert f"of the {len(groups)} built-in methods that differ here, {n} do so" in first
    assert n < len(groups)  # leximin and others do not


def test_a_lead_that_no_weighting_takes_away_is_said():
    sure = report.answer(mcda.from_rankings({"cost": "A > B", "reach": "A > B"}), size=50)
    told = report.document(sure).section("answer").blocks[0].sentences[-1]
    assert "no weighting puts another option first" in told


def test_unscored_and_disputed_cells_are_named(answer):
    text = " ".join(report.as_text(answer).split())
    assert "outside every figure: AI factory built." in text
    for name in answer.problem.disputed:
        labels = {c.name: c.label.en for c in answer.problem.criteria}
        assert labels[name] in text


def test_linear_methods_that_always_rank_alike_are_called_one_method(answer):
    assert answer.same_method[0] == ("borda", "promethee2")
    assert "Borda and PROMETHEE II give the same ranking" in " ".join(
        report.as_text(answer).split()
    )


def test_all_methods_are_one_where_there_is_one_criterion():
    unanimous = report.answer(mcda.from_rankings({"cost": "A > B > C"}), size=5)
    assert unanimous.same_method == [("borda", "copeland", "kemeny", "promethee2")]
    assert unanimous.distinct_methods == ["borda"]


def test_the_corrected_cell_is_named_in_the_detail_reading():
    layers = ("output", "intermediate-outcome", "outcome", "impact")
    detail = report.answer(mcda.load("ai-factory").without(*layers).reading("detail"), size=200)
    assert detail.corrected == ("housing-energy",)
    assert "source contradicts itself: Housing and energy" in " ".join(
        report.as_text(detail).split()
    )


def test_all_texts_are_there_in_both_languages():
    from mcda_ai.report.texts import TEXTS

    for label in TEXTS.values():
        assert label.nl
        assert label.en
        assert re.findall(r"\{\w+\}", label.nl) != [] or "{" not in label.en
        assert set(re.findall(r"\{\w+\}", label.nl)) == set(re.findall(r"\{\w+\}", label.en))


def test_write_makes_the_file_and_replaces_it_whole(tmp_path):
    target = tmp_path / "answer.html"
    target.write_text("old", encoding="utf-8")
    problem = mcda.from_rankings({"cost": "A > B"})
    with pytest.raises(mcda.ProblemError, match="is there already"):
        report.write(problem, target, size=50)
    assert target.read_text(encoding="utf-8") == "old"
    assert report.write(problem, target, size=50, force=True) == target.resolve()
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["answer.html"]


# --- other forms ---------------------------------------------------------------------------------


def test_exact_shares_say_so_and_the_others_have_an_error():
    made = report.answer(
        mcda.from_rankings({"a": "A > B", "b": "B > A", "c": "A > B"}), size="auto"
    )
    text = " ".join(report.as_text(made).split())
    assert "A is first in 75 of every hundred" in text
    assert "75.00 % (exact)" in text


def test_markdown_holds_every_sentence_and_table(answer):
    made = report.document(answer, "nl")
    text = report.as_markdown(made)
    for section in made.sections:
        assert f"## {section.title}" in text
    lines = text.splitlines()
    for table in made.tables:
        at = next(i for i, line in enumerate(lines) if line == f"### {table.title}")
        shown = lines[at + 2 : at + 4 + sum(len(group.rows) for group in table.groups)]
        labelled = any(group.label for group in table.groups)
        columns = {len(re.findall(r"(?<!\\)\|", line)) - 1 for line in shown}
        assert columns == {len(table.head) + labelled}  # no cell has broken out of its row
    assert "![" not in text


def test_markdown_does_not_read_labels_as_markup():
    problem = mcda.from_rankings({"a|b *c* <i>": "A > B", "[x](y)": "B > A"})
    text = report.as_markdown(report.document(report.answer(problem, size=50)))
    assert r"a\|b \*c\* \<i\>" in text
    assert r"\[x\](y)" in text


def test_a_workbook_has_a_sheet_for_each_table_and_figures_as_numbers(answer, tmp_path):
    made = report.document(answer, "nl")
    path = report.write_workbook(made, answer, tmp_path / "rapport.xlsx")
    book = openpyxl.load_workbook(path)
    names = [table.name for table in made.tables]
    assert book.sheetnames[: len(names) + 1] == ["answer", *names]
    sheet = book["first ranks"]
    result = answer.everything.robustness["borda", "uniform"]
    assert sheet.cell(4, 3).value == pytest.approx(result.share("B1"), abs=1e-15)
    tidy = pd.read_excel(path, sheet_name="all shares", engine="openpyxl")
    found = tidy[(tidy["index"] == "rank_acceptability") & (tidy["alternative"] == "B3")]
    assert found["value"].notna().all()


def test_a_workbook_holds_no_formula_and_no_link(tmp_path):
    problem = mcda.from_rankings({"=1+1": "@a > -b", "http://x.example": "-b > @a"})
    made = report.answer(problem, size=50)
    path = report.write_workbook(report.document(made), made, tmp_path / "x.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert all(cell.hyperlink is None for cell in cells)
    assert any(cell.value == "=1+1" for cell in cells)


@pytest.mark.long
def test_figures_are_written_as_svg_and_png_and_markdown_shows_them(answer, tmp_path):
    target = report.write(answer, tmp_path / "report.md", figures=tmp_path / "fig ures")
    names = {path.name for path in (tmp_path / "fig ures").iterdir()}
    assert {"appraisal.svg", "appraisal.png", "regions.svg", "walk.png"} <= names
    assert len(names) == 2 * len({name.split(".")[0] for name in names})
    text = target.read_text(encoding="utf-8")
    assert "](<fig ures/first-ranks.svg>)" in text


@pytest.mark.parametrize("name", ["report.pdf", "report"])
def test_an_unknown_format_is_refused(answer, tmp_path, name):
    with pytest.raises(mcda.ProblemError, match="allowed: html, md, docx, xlsx"):
        report.write(answer, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
