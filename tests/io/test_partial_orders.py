"""Partial orders in files: read and written in YAML and JSON, refused by all that holds ranks."""

import json

import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.io.files import parse
from mcda_ai.io.losses import losses

SITE = """\
version: 1
name: site
alternatives: [A, B, C, D]
layers: [use]
readings: [survey]
criteria:
  - name: reach
    layer: use
    judgements: {judged}
  - {{name: cost, layer: use, judgements: {{survey: A > B > C > D}}}}
"""
REACH = mcda.from_rankings({"reach": "A > B, C > D", "cost": "A > B > C > D"})
REFUSED = (
    "criterion 'reach': a partial order, A > B, C > D, cannot stand in a row of ranks; allowed: a "
    "problem file in YAML or JSON"
)


@pytest.mark.parametrize(
    "judged",
    [
        '{survey: "A > B, C > D"}',
        "{survey: 'C > D, A > B'}",
        "\n      survey: A > B, C > D",
        '{survey: {order: "A > B, C > D", note: seen}}',
        "{survey: [[[A], [B]], [[C], [D]]]}",
    ],
)
def test_ways_to_write_it_in_yaml(judged):
    problem = parse(SITE.format(judged=judged), "x.yaml")
    assert str(problem.judgement("reach").order) == "A > B, C > D"
    assert problem.unrelated == {"reach": ("A", "C")}


@pytest.mark.parametrize(
    ("judged", "told"),
    [
        ("{survey: A > B, C > D}", "unknown reading 'C > D'"),
        ("{survey: {order: A > B, C > D}}", "unknown key 'C > D'"),
    ],
)
def test_an_order_that_braces_cut_in_pieces_is_told(judged, told):
    with pytest.raises(mcda.ProblemError) as error:
        parse(SITE.format(judged=judged), "x.yaml")
    assert told in str(error.value)
    assert "between braces a text with a comma in it stands in quotation marks" in str(error.value)


def test_a_list_of_chains_as_texts_is_told():
    with pytest.raises(mcda.ProblemError, match="of several chains, is one text, as 'A > B, C"):
        parse(SITE.format(judged="{survey: [A > B, C > D]}"), "x.yaml")


def test_faults_have_their_place():
    with pytest.raises(mcda.ProblemError) as error:
        parse(SITE.format(judged='{survey: "A > B, B > A"}'), "x.yaml")
    assert str(error.value) == (
        "x.yaml, line 9, column 18: criteria > 'reach' > judgements > survey > order: order "
        "'A > B, B > A': a cycle, A > B > A; an option cannot be better than itself"
    )
    with pytest.raises(mcda.ProblemError, match="unknown alternative 'E'"):
        parse(SITE.format(judged='{survey: "A > B, C > E"}'), "x.yaml")


def test_a_name_with_a_comma_is_read_as_the_name_that_it_is():
    text = SITE.replace("[A, B, C, D]", '[A, "B, C", D]').replace("A > B > C > D", "D > A")
    problem = parse(text.format(judged='{survey: "A > B, C > D"}'), "x.yaml")
    assert problem.judgement("reach").order.groups == (("A",), ("B, C",), ("D",))
    both = SITE.replace("[A, B, C, D]", '[A, "B, C", D, B, C]')
    with pytest.raises(mcda.ProblemError, match="can be read in two ways"):
        parse(both.format(judged='{survey: "A > B, C > D"}'), "x.yaml")


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_it_comes_back_equal(tmp_path, suffix):
    file = mcda.write(REACH, tmp_path / f"again{suffix}")
    assert mcda.read(file) == REACH
    assert "A > B, C > D" in file.read_text(encoding="utf-8")
    names = ["A, B", "C > D", "E"]
    odd = mcda.from_rankings(
        {"reach": [[["A, B"], ["C > D"]], [["A, B"], ["E"]]]}, alternatives=names
    )
    assert mcda.read(mcda.write(odd, tmp_path / f"odd{suffix}")) == odd


def test_a_saved_result_keeps_it(tmp_path):
    result = mcda.rank(REACH, "borda")
    again = mcda.load_result(mcda.save(result, tmp_path / "rank.json"))
    assert again.problem == REACH


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "soc", "toi"])
def test_what_holds_ranks_refuses_it_and_says_so(tmp_path, suffix):
    assert losses(REACH, suffix, called="problem") == (f"the file cannot be written: {REFUSED}",)
    with pytest.raises(mcda.ProblemError) as error:
        mcda.write(REACH, tmp_path / f"x.{suffix}")
    assert str(error.value) == REFUSED
    assert "laat opties onvergeleken (A > B, C > D)" in error.value.faults[0].in_words("nl")
    assert not (tmp_path / f"x.{suffix}").exists()


def test_a_workbook_refuses_it_in_any_reading(tmp_path):
    two = SITE.replace("[survey]", "[survey, talks]").replace(
        "{{survey: A > B > C > D}}", "{{survey: A > B > C > D, talks: A > B > C > D}}"
    )
    problem = parse(two.format(judged='{survey: A > B, talks: "A > B, C > D"}'), "x.yaml")
    assert losses(problem, "xlsx") == (f"the file cannot be written: {REFUSED}",)
    assert not any("cannot be written" in each for each in losses(problem, "csv"))


def test_commands_take_it(tmp_path, capsys):
    file = tmp_path / "site.yaml"
    file.write_text(SITE.format(judged='{survey: "A > B, C > D"}'), encoding="utf-8")
    assert main(["rank", str(file), "--method", "borda"]) == 0
    out = capsys.readouterr().out
    assert "leaders: A" in out
    assert "unrelated options: A leads in all of the 13 ways to relate" in out
    assert main(["rank", str(file), "--method", "leximin"]) == 1
    assert "leximin: needs ranks; 'reach' leaves A and C unrelated" in capsys.readouterr().err
    assert main(["compare", str(file), "--json"]) == 0
    refusals = json.loads(capsys.readouterr().out)["refusals"]
    assert refusals["dowdall"] == "needs ranks; 'reach' leaves A and C unrelated"
    assert main(["check", str(file)]) == 0
