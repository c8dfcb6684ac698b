"""Layers, criteria, options, readings can share names: all works, and is told apart."""

import json

import pytest

import mcda_ai as mcda
from mcda_ai import report
from mcda_ai.cli import main
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.wording import Words

TABLE = "layer;criterion;A;B\ncost;cost;1;2\nreach;pupils;2;1\n"
OF_ITS_LAYER = """
version: 1
name: of its layer
alternatives: [A, B, C]
layers: [cost, reach, risk]
readings: [x]
criteria:
- {name: cost, layer: cost, judgements: {x: A > B > C}}
- {name: money, layer: cost, judgements: {x: B > A}}
- {name: reach, layer: reach, judgements: {x: C > B > A}}
- {name: risk, layer: risk, judgements: {x: C > A = B}}
"""
OF_ANOTHER_LAYER = """
version: 1
name: of another layer
alternatives: [A, B]
layers: [cost, reach, risk]
readings: [x]
criteria:
- {name: reach, layer: cost, judgements: {x: A > B}}
- {name: cost, layer: reach, judgements: {x: B > A}}
- {name: delay, layer: risk, judgements: {x: B > A}}
"""
OF_EVERYTHING = """
version: 1
name: of everything
alternatives: [A, B, cost]
layers:
- {name: cost, label: {en: All costs, nl: Alle kosten}}
- {name: reach, label: {en: Range, nl: Bereik}}
readings: [reach, cost]
weights: {cost: 2, reach: 1, money: 1}
weight_sets:
- {name: cost, weights: {cost: 2, reach: 1, money: 1}}
- {name: reach, weights: {cost: 1, reach: 2, money: 1}}
scenarios:
- {name: cost, cells: [{criterion: cost, order: B > A > cost}]}
criteria:
- name: cost
  layer: cost
  label: {en: Euros, nl: Bedragen}
  judgements: {reach: A > B > cost, cost: B > A}
- {name: money, layer: cost, judgements: {reach: B > A, cost: B > A}}
- {name: reach, layer: reach, judgements: {reach: cost > B > A, cost: B > A}}
"""
FILES = {"of its layer": OF_ITS_LAYER, "of another layer": OF_ANOTHER_LAYER,
         "of everything": OF_EVERYTHING}  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_table_with_a_criterion_named_as_its_layer_is_reported(folder, capsys):
    problem = mcda.read("table.csv", direction="ranks")
    answer = report.answer(problem, size=200)
    assert "cost" in report.as_page(answer, "nl", "")
    assert "layer cost" in report.as_text(answer, "en")
    found = answer.everything.stability.weight_ranges["greatest"]
    assert found["A", "layer", "cost"] == found["A", "criterion", "cost"] == 1


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", ["html", "md", "docx", "xlsx"])
def test_every_form_of_the_report_is_made(folder, capsys, name, kind):
    for language in ("en", "nl"):
        typed = ["report", f"{name}.yaml", "-o", f"{language}.{kind}", "--lang", language]
        assert main([*typed, "--size", "500", "--figures", f"{language} {kind}"]) == 0
        assert len(list((folder / f"{language} {kind}").iterdir())) > 10
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "name",
    ["of everything", *(pytest.param(each, marks=pytest.mark.long) for each in list(FILES)[:2])],
)
def test_every_other_command_answers(folder, capsys, name):
    file = f"{name}.yaml"
    for typed in (
        ["rank", file], ["rank", file, "--save", "rank.json"], ["check", file],
        ["robust", file, "--size", "500"],
        ["robust", file, "--weights", "layer cost > layer reach"],
        ["robust", file, "--weights", "criterion cost > criterion reach"],
        ["stability", file, "--lang", "nl"], ["ground", file, "--weights", "equal",
                                              "--weights", "layer-equal"],
        ["compare", file], ["attribute", file, "--size", "100"], ["ask", file, "--size", "500"],
        ["diff", file, file], ["explore", file, "-o", "page.html"],
        ["convert", file, "out.xlsx"], ["convert", file, "out.json"], ["convert", file, "out.csv"],
        ["stability", "out.xlsx"], ["rank", "out.json"],
    ):  # fmt: skip
        assert main([*typed, "--json"]) == 0, typed
        json.loads(capsys.readouterr().out)
    assert mcda.read("out.json") == mcda.read(file)


def test_sentences_say_which_of_the_two_weighs(folder):
    problem = mcda.read("of its layer.yaml")
    told = mcda.stability(problem, weights="layer-equal").in_words("en")
    ranges = [sentence for sentence in told if "keep their proportions" in sentence]
    assert ranges
    assert all("weight of layer " in sentence for sentence in ranges)
    told = mcda.stability(problem, weights="layer-equal").in_words("nl")
    assert any("zodra laag cost" in sentence for sentence in told)
    decided = mcda.attribution(problem, size=200).in_words("nl")
    assert any("weegt ‘laag " in sentence for sentence in decided)
    asked = mcda.next_question(problem, size=500).table["question"]
    assert asked.str.contains("'layer cost'").any()


def test_where_a_name_is_of_one_part_only_no_kind_is_said():
    problem = mcda.load("ai-factory")
    assert not any("weight of layer" in each for each in mcda.stability(problem).in_words("en"))
    assert set(mcda.attribution(problem, "borda", size=100).directions["kind"]) == {""}


def test_conditions_on_a_shared_name_ask_which_is_meant(folder):
    with pytest.raises(ProblemError, match="write 'layer cost' or 'criterion cost'"):
        mcda.robustness(mcda.read("of its layer.yaml"), weights="cost > risk")


def test_parts_with_one_name_are_left_out_by_their_kind(folder):
    problem = mcda.read("of its layer.yaml")
    with pytest.raises(ProblemError, match="layer 'cost', criterion 'cost'"):
        problem.without("cost")
    assert problem.without("layer cost").criterion_names == ("reach", "risk")
    assert problem.without("criterion 'cost'").criterion_names == ("money", "reach", "risk")


def test_a_label_of_one_part_is_never_said_of_another(folder):
    words = Words("en", mcda.read("of everything.yaml").labels("en"))
    assert words.name("cost") == "cost"  # the option leads, and not "All costs" or "Euros"
    assert words.name("reach") == "reach"


@pytest.mark.long
def test_tables_have_the_labels_of_both(folder):
    problem = mcda.read("of everything.yaml")
    answer = report.answer(problem, size=200)
    page = report.as_page(answer, "en", "")
    assert "All costs first" not in page
    assert "Euros first" not in page
    text = str(report.document(answer, "en", ""))
    assert "All costs" in text
    assert "Euros" in text
