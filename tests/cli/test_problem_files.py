"""Problem files on the command line: check, template, convert, schema, diff, and saved results."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import openpyxl
import pytest

import mcda_ai as mcda
from mcda_ai.cli import main

TABLE = "Laag;Criterium;Noord;Zuid\nbaten;bereik;1;2\nbaten;kosten;2;1\nbaten;draagvlak;2;1\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *arguments):
    code = main(list(arguments))
    told = capsys.readouterr()
    return code, told.out, told.err


def run_json(capsys, *arguments):
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_check_tells_every_fault_with_its_place_and_ends_with_1(capsys, folder):
    (folder / "site.yaml").write_text(
        "version: 1\nname: site\nalternatives: [A, B]\nlayers: [input]\nreadings: [survey]\n"
        "criteria:\n  - name: cost\n    layer: imput\n    judgements: {survey: A > C}\n",
        encoding="utf-8",
    )
    code, out, err = run(capsys, "check", "site.yaml")
    assert (code, err) == (1, "")
    assert "line 8, column 5" in out
    assert "did you mean 'input'?" in out
    assert "line 9" in out
    assert run_again(capsys, "check", "site.yaml", "--json")["faults"]


def run_again(capsys, *arguments):
    main(list(arguments))
    return json.loads(capsys.readouterr().out)


def test_check_warns_of_what_is_legal_but_suspect(capsys):
    found = run_json(capsys, "check", "ai-factory")
    assert found["faults"] == []
    assert any("counted twice" in warning for warning in found["warnings"])


def test_the_direction_of_a_table_has_to_be_said(capsys, folder):
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    code, _, err = run(capsys, "rank", "table.csv")
    assert code == 1
    assert "direction" in err
    told = run_json(capsys, "rank", "table.csv", "--direction", "ranks")
    assert told["leaders"] == mcda.rank(mcda.read("table.csv", direction="ranks")).leaders
    other = run_json(capsys, "rank", "table.csv", "--direction", "higher")
    assert other["leaders"] != told["leaders"]


def test_a_direction_for_a_problem_file_is_refused(capsys):
    main(["convert", "ai-factory", "factory.yaml"])
    code, _, err = run(capsys, "rank", "factory.yaml", "--direction", "ranks")
    assert code == 1
    assert "a direction is for tables" in err


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_template_is_written_once_unless_forced(capsys, folder, language):
    code, out, _ = run(capsys, "template", "my.xlsx", "--lang", language)
    assert (code, out.split(" ")[0]) == (0, {"en": "Written", "nl": "Geschreven"}[language])
    assert len(openpyxl.load_workbook(folder / "my.xlsx").sheetnames) > 5
    code, _, err = run(capsys, "template", "my.xlsx")
    assert code == 1
    assert "my.xlsx: is there already" in err
    assert run(capsys, "template", "my.xlsx", "--force")[0] == 0
    assert run(capsys, "template", "my.csv")[0] == 1


@pytest.mark.parametrize("kind", ["yaml", "yml", "json"])
def test_problem_files_hold_everything(capsys, kind):
    told = run_json(capsys, "convert", "ai-factory", f"factory.{kind}")
    assert told["losses"] == []
    assert mcda.read(f"factory.{kind}") == mcda.load("ai-factory")


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "toc"])
def test_what_a_kind_of_file_cannot_hold_is_said(capsys, kind):
    code, out, err = run(capsys, "convert", "ai-factory", f"factory.{kind}")
    assert (code, "Written to" in out) == (0, True)
    assert "not in the file: the scenarios" in err
    there, back = mcda.load("ai-factory"), mcda.read(f"factory.{kind}")
    weights = "equal" if kind == "toc" else None  # an election counts every criterion once
    ranked = mcda.rank(back), mcda.rank(there, weights=weights)
    assert ranked[0].scores.tolist() == pytest.approx(ranked[1].scores.tolist())


def test_an_unknown_kind_of_file_is_refused_with_those_there_are(capsys, folder):
    code, _, err = run(capsys, "convert", "ai-factory", "factory.pdf")
    assert code == 1
    assert ".yaml" in err
    assert list(folder.iterdir()) == []


def test_the_schema_is_that_of_problem_files(capsys):
    schema = run_json(capsys, "schema")
    main(["convert", "ai-factory", "factory.json"])
    jsonschema.validate(json.loads(Path("factory.json").read_text(encoding="utf-8")), schema)


def test_diff_says_what_changed_and_what_that_does(capsys):
    main(["convert", "ai-factory", "after.yaml", "--scenario", "b2-large"])
    capsys.readouterr()
    code, out, _ = run(capsys, "diff", "ai-factory", "after.yaml", "--size", "500")
    assert code == 0
    assert "B2 first" in out
    told = run_json(capsys, "diff", "ai-factory", "ai-factory", "--size", "500")
    assert told["sentences"] == ["nothing changed"]
    assert "niets" in run(capsys, "diff", "ai-factory", "ai-factory", "--lang", "nl")[1]


def test_diff_says_what_changed_under_the_named_weight_sets(capsys):
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"}, name="site",
                                 weight_sets={"parents": {"cost": 1, "reach": 3}})  # fmt: skip
    mcda.write(problem, "before.yaml")
    text = Path("before.yaml").read_text(encoding="utf-8")
    Path("after.yaml").write_text(text.replace("cost: 1", "cost: 9"), encoding="utf-8")
    Path("renamed.yaml").write_text(text.replace("parents", "ouders"), encoding="utf-8")
    told = "with the weights parents: A first instead of B (A > B, was B > A)"
    assert told in run(capsys, "diff", "before.yaml", "after.yaml")[1].splitlines()
    assert told in run_json(capsys, "diff", "before.yaml", "after.yaml")["sentences"]
    for weights, version in (("parents", "first"), ("ouders", "second")):
        code, out, _ = run(capsys, "diff", "before.yaml", "renamed.yaml", "--weights", weights)
        assert code == 0
        assert f"with the weights {weights}, which only the {version} version has: no change" in out


@pytest.mark.parametrize("kind", ["yaml", "json", "toc"])
def test_diff_gives_an_option_to_the_side_that_can_use_it(capsys, folder, kind):
    (folder / "new.csv").write_text(TABLE, encoding="utf-8")
    mcda.write(mcda.from_rankings({"cost": "A > B"}), f"old.{kind}")
    for versions in ((f"old.{kind}", "new.csv"), ("new.csv", f"old.{kind}")):
        code, _, err = run(capsys, "diff", *versions, "--direction", "ranks", "--size", "10")
        assert (code, err) == (0, "")


def test_diff_gives_a_sheet_to_the_workbook_only(capsys, folder):
    (folder / "new.csv").write_text(TABLE, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "Effects"
    for line in TABLE.splitlines():
        book.active.append(line.split(";"))
    book.create_sheet("Other").append(["x"])
    book.save(folder / "old.xlsx")
    how = ["--direction", "ranks", "--sheet", "Effects", "--size", "10"]
    code, out, err = run(capsys, "diff", "old.xlsx", "new.csv", *how)
    assert (code, err) == (0, "")
    assert "the name of the problem is now new, was old" in out


def test_diff_has_an_option_refused_that_neither_side_can_use(capsys):
    mcda.write(mcda.from_rankings({"cost": "A > B"}), "old.yaml")
    code, _, err = run(capsys, "diff", "old.yaml", "old.yaml", "--direction", "ranks")
    assert code == 1
    assert "a direction is for tables" in err


def test_diff_can_be_of_another_reading(capsys):
    told = run_json(capsys, "diff", "ai-factory", "ai-factory", "--reading", "detail")
    assert [told[version]["reading"] for version in ("before", "after")] == ["detail"] * 2
    code, _, err = run(capsys, "diff", "ai-factory", "ai-factory", "--reading", "detial")
    assert code == 1
    assert "unknown reading 'detial'; did you mean 'detail'?" in err


@pytest.mark.parametrize(
    "command",
    [
        ["rank", "ai-factory"],
        ["robust", "ai-factory"],
        ["compare", "ai-factory", "--methods", "borda,kemeny"],
        ["stability", "ai-factory-features"],
        ["ground", "ai-factory", "--weights", "equal", "--weights", "layer-equal"],
        ["attribute", "ai-factory", "--methods", "borda", "--size", "200"],
        ["ask", "ai-factory", "--size", "500"],
        ["diff", "ai-factory-features", "ai-factory-features", "--size", "500"],
    ],
)
def test_a_result_is_saved_and_loaded(capsys, folder, command):
    code, out, _ = run(capsys, *command, "--save", "result.json")
    assert code == 0
    loaded = mcda.load_result(folder / "result.json")
    assert "\n".join(loaded.sentences if command[0] == "diff" else [repr(loaded)])[:200] in out
    code, _, err = run(capsys, *command, "--save", "result.json")
    assert (code, "result.json: is there already" in err) == (1, True)


def test_the_datasets_are_read_whatever_the_limits_of_files(capsys):
    text = files("mcda_ai.datasets").joinpath("ai-factory.yaml").read_text(encoding="utf-8")
    Path("factory.yaml").write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "rank", "factory.yaml", "--most-bytes", "1000")
    assert (code, "larger than 1,000 bytes" in err) == (1, True)
    assert run(capsys, "rank", "factory.yaml")[0] == 0


def test_a_doubt_about_a_table_is_said_once_beside_the_answer(capsys, folder):
    (folder / "site.csv").write_text("criterion;A;B;C\nk;11;2;3\n", encoding="utf-8")
    code, out, err = run(capsys, "compare", "site.csv", "--direction", "ranks")
    assert code == 0
    assert "B" in out
    assert err == (
        "mcda-ai: warning: site.csv: line 2, column 2: rank '11', but there are 3 alternatives; "
        "only the order of the ranks counts\n"
    )
    command = ("stability", "site.csv", "--direction", "ranks", "--lang", "nl")
    code, out, err = run(capsys, *command)
    assert code == 0
    assert "B" in out
    assert err.startswith("mcda-ai: waarschuwing: site.csv: ")
    assert err.count("\n") == 1
