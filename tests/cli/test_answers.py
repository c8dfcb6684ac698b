"""The command line: what it prints, what it writes, and how it fails."""

import json
import math
import subprocess
import sys

import pytest

import mcda_ai as mcda
from mcda_ai.cli import main


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *arguments):
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def run_json(capsys, *arguments):
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out, parse_constant=lambda text: pytest.fail(f"{text} is no JSON"))


@pytest.mark.long
def test_report_prints_the_answer_and_writes_the_page(capsys, tmp_path):
    code, out, err = run(capsys, "report", "ai-factory", "--size", "500")
    assert (code, err) == (0, "")
    assert "B3 is first in" in out
    assert "Written to" in out
    assert [path.name for path in tmp_path.iterdir()] == ["ai-factory-report.html"]


@pytest.mark.long
def test_the_brief_is_printed_and_written_only_where_a_file_is_named(capsys, tmp_path):
    code, out, _ = run(capsys, "report", "ai-factory", "--size", "500", "--brief")
    assert code == 0
    assert out.startswith("Policy options for an AI factory")
    assert len(out.split()) <= 250
    assert not [*tmp_path.iterdir()]
    code, out, _ = run(capsys, "report", "ai-factory", "--size", "500", "--brief", "-o", "x.md")
    assert code == 0
    assert "Written to" in out
    assert (tmp_path / "x.md").exists()


@pytest.mark.long
def test_the_brief_as_json_is_its_claims(capsys, tmp_path):
    answer = run_json(capsys, "report", "ai-factory", "--size", "300", "--brief")
    assert answer["claims"][0]["kind"] == "report.brief.leads"
    assert "file" not in answer
    assert not [*tmp_path.iterdir()]


def test_report_takes_reading_scenario_language_seed_and_file(capsys, tmp_path):
    code, out, _ = run(
        capsys, "report", "ai-factory", "--reading", "detail", "--scenario", "b2-large",
        "--lang", "nl", "--size", "300", "--seed", "9", "-o", "antwoord.html",
    )  # fmt: skip
    page = (tmp_path / "antwoord.html").read_text(encoding="utf-8")
    assert code == 0
    assert "lezing: detail (Detailtabellen); scenario: b2-large (B2 met grote investering)" in out
    assert "seed 9" in page
    command = "mcda-ai report ai-factory --reading detail --scenario b2-large --lang nl"
    assert f"{command} --size 300 --seed 9" in page


@pytest.mark.long
def test_report_as_json_prints_only_json_and_names_the_file(capsys, tmp_path):
    answer = run_json(capsys, "report", "ai-factory", "--size", "300")
    assert answer["disputed"] == list(mcda.load("ai-factory").disputed)
    assert answer["file"] == str((tmp_path / "ai-factory-report.html").resolve())


def test_rank_prints_order_and_scores(capsys):
    code, out, _ = run(capsys, "rank", "ai-factory", "--method", "kemeny", "--weights",
                       "layer-equal")  # fmt: skip
    assert code == 0
    assert "Kemeny: B3 > B2 > B1" in out
    assert "gap to the runner-up" in out


def test_rank_takes_weights_by_layer_and_options(capsys):
    result = run_json(
        capsys, "rank", "ai-factory", "--option", "variant=domination", "--weights",
        "input=1,output=0,intermediate-outcome=0,outcome=0,impact=0,preconditions=1",
    )  # fmt: skip
    assert result["options"] == {"variant": "domination", "unscored": "abstain"}
    assert result["weights"]["eu-contribution"] == pytest.approx(0.1)
    assert math.isclose(sum(result["weights"].values()), 1.0)


def test_rank_json_has_the_attribute_names(capsys):
    result = run_json(capsys, "rank", "ai-factory", "--method", "kemeny")
    ranked = mcda.rank(mcda.load("ai-factory"), "kemeny")
    assert result["ranks"] == ranked.ranks.to_dict()
    assert result["scores"] is None
    for key in ("order", "orders", "leaders"):
        assert result[key] == getattr(ranked, key)


def test_robust_json_is_unrounded_and_has_null_for_nan(capsys, tmp_path):
    file = tmp_path / "plain.json"
    file.write_text(json.dumps({
        "version": 1, "name": "plain", "alternatives": ["A", "B"], "layers": ["all"],
        "readings": ["one"],
        "criteria": [{"name": "cost", "layer": "all", "judgements": {"one": "A > B"}}],
    }), encoding="utf-8")  # fmt: skip
    result = run_json(capsys, "robust", str(file), "--size", "1000", "--seed", "4")
    assert result["rank_acceptability"] == {"A": {"1": 1.0, "2": 0.0}, "B": {"1": 0.0, "2": 1.0}}
    assert result["central_weights"]["B"] == {"cost": None}
    assert result["provenance"]["seed"] == 4
    assert result["exact"] is False


def test_robust_equals_the_python_result(capsys):
    result = run_json(capsys, "robust", "ai-factory", "--method", "copeland", "--weights",
                      "layer-first", "--size", "2000", "--seed", "8")  # fmt: skip
    ours = mcda.robustness(mcda.load("ai-factory"), "copeland", "layer-first", 2000, 8)
    assert result["rank_acceptability"]["B3"]["1"] == ours.rank_acceptability.loc["B3", 1]
    assert result["standard_error"]["expected_rank"] == ours.standard_error.expected_rank.to_dict()


def test_datasets_lists_them(capsys):
    code, out, _ = run(capsys, "datasets")
    assert code == 0
    assert "ai-factory:" in out
    names = [entry["name"] for entry in run_json(capsys, "datasets")]
    assert names == ["ai-factory", "ai-factory-features"]


def test_compare_prints_a_sentence_a_table_and_groups(capsys):
    code, out, _ = run(capsys, "compare", "ai-factory", "--methods", "borda,promethee2,kemeny")
    assert code == 0
    assert out.startswith("both distinct groups put B3 first")
    assert "borda = promethee2" in out
    result = run_json(capsys, "compare", "ai-factory", "--methods", "borda, kemeny")
    assert result["groups"] == [["borda"], ["kemeny"]]
    assert result["ranks"]["kemeny"] == {"B1": 3, "B2": 2, "B3": 1}


GAPS = """version: 1
name: gaps
alternatives: [A, B, C]
layers: [use]
readings: [r]
criteria:
- {name: x, layer: use, judgements: {r: A > B > C}}
- {name: y, layer: use, judgements: {r: A > B > C}}
- {name: z, layer: use, judgements: {r: B > A}}
"""


def test_rank_bounds_the_ranking_over_unscored_cells(capsys, tmp_path):
    path = tmp_path / "gaps.yaml"
    path.write_text(GAPS, encoding="utf-8")
    _, out, _ = run(capsys, "rank", str(path))
    assert "unscored cells: A leads in all of the 5 ways" in out
    bounds = run_json(capsys, "rank", str(path), "--method", "kemeny")["rank_bounds"]
    assert bounds["table"]["C"] == {
        "best rank": 3, "worst rank": 3, "always leads": False, "can lead": False}  # fmt: skip
    unscored = run_json(capsys, "rank", "ai-factory")["rank_bounds"]
    assert (unscored["n_completions"], unscored["survivors"]) == (13, ["B3"])
    path.write_text(GAPS.replace("B > A}", "B > A > C}"), encoding="utf-8")
    assert run_json(capsys, "rank", str(path))["rank_bounds"] is None


def test_rank_draws_ways_to_fill_in_cells_where_there_are_too_many(capsys, tmp_path):
    path = tmp_path / "gaps.yaml"
    many = "".join(f"- {{name: k{i}, layer: use, judgements: {{r: A > B}}}}\n" for i in range(5))
    path.write_text(GAPS.replace("[A, B, C]", "[A, B, C, D]") + many, encoding="utf-8")
    code, out, err = run(capsys, "rank", str(path), "--method", "copeland")
    assert (code, err) == (0, "")
    assert "leaders: A" in out
    assert "unscored cells: nobody leads in all of the more than 1,000,000 ways" in out


def test_rank_says_where_bounds_cannot_be_had_and_ranks_all_the_same(capsys, tmp_path, monkeypatch):
    def refuse(*_):
        raise mcda.ProblemError("the method refuses one of the ways")

    monkeypatch.setattr("mcda_ai.sensitivity.rank_bounds.rank_bounds", refuse)
    path = tmp_path / "gaps.yaml"
    path.write_text(GAPS, encoding="utf-8")
    code, out, err = run(capsys, "rank", str(path))
    assert code == 0
    assert "leaders: A" in out
    assert "no bounds over unscored cells: the method refuses one of the ways" in err


def test_rank_takes_an_order_of_importance_for_regime(capsys, tmp_path):
    path = tmp_path / "gaps.yaml"
    path.write_text(GAPS, encoding="utf-8")
    result = run_json(capsys, "rank", str(path), "--method", "regime", "--order", "z > x = y")
    (pair,) = [row for row in result["by_pair"]
               if (row["alternative"], row["versus"]) == ("B", "A")]  # fmt: skip
    # At the corners (all on z; equal) the guide index is 1 and -1/3.
    assert pair["probability to beat"] == pytest.approx(3 / 4)
    code, _, err = run(capsys, "rank", str(path), "--order", "z > x = y")
    assert code == 1
    assert "'borda' ranks one weighting" in err


def test_flags_that_would_be_lost_are_refused(capsys):
    code, _, err = run(capsys, "rank", "ai-factory", "--option", "unscored=best", "--option",
                       "unscored=worst")  # fmt: skip
    assert (code, "option 'unscored' is given 2 times" in err) == (1, True)
    with pytest.raises(SystemExit) as stopped:
        run(capsys, "compare", "ai-factory", "--method", "kemeny")
    assert stopped.value.code == 2
    assert run(capsys, "rank", "ai-factory", "--order", "")[0] == 1


def test_stability_says_what_would_change_the_answer(capsys):
    _, out, _ = run(capsys, "stability", "ai-factory", "--weights", "layer-equal")
    assert "B2 leads once the weight of preconditions is more than" in out
    result = run_json(capsys, "stability", "ai-factory", "--within", "preconditions <= 20 %")
    assert result["ranking"]["leaders"] == ["B3"]
    points = {row["index"]: row["points"] for row in result["weight_flips"]}
    assert points["B3"] == 0


@pytest.mark.long
def test_stability_says_that_the_weights_are_not_admissible(capsys):
    narrow = run_json(capsys, "stability", "ai-factory", "--weights", "equal", "--within",
                      "preconditions <= 10 %")  # fmt: skip
    points = {row["index"]: row["points"] for row in narrow["weight_flips"]}
    assert points["B3"] == pytest.approx(6)  # from 16 % to 10 %: the weights are not admissible
    assert narrow["outside"] is True


def test_attribute_says_what_decides(capsys):
    _, out, _ = run(capsys, "attribute", "ai-factory", "--size", "300")
    assert "B3 leads in" in out
    assert "of all combinations tried: the weights alone decide" in out
    result = run_json(capsys, "attribute", "ai-factory", "--methods", "borda,copeland", "--size",
                      "200")  # fmt: skip
    assert result["size"] == 200
    assert set(result["first_order"]["B3 leads"]) == {"weights", "prior", "method", "reading"}


def test_attribute_keeps_the_reading_that_is_asked_for(capsys):
    _, every, _ = run(capsys, "attribute", "ai-factory", "--size", "200")
    _, one, _ = run(capsys, "attribute", "ai-factory", "--size", "200", "--reading", "detail")
    assert "reading overview, detail" in every
    assert "reading detail" in one
    assert "the reading was kept at detail, so it is no factor here" in one
    result = run_json(capsys, "attribute", "ai-factory", "--size", "200", "--reading", "detail")
    assert "reading" not in result["first_order"]["B3 leads"]
    assert result["fixed_reading"] == "detail"


def test_attribute_takes_all_methods_weight_spaces_and_completions(capsys, tmp_path):
    path = tmp_path / "gaps.yaml"
    path.write_text(GAPS, encoding="utf-8")
    result = run_json(capsys, "attribute", str(path), "--methods", "all", "--weights", "uniform",
                      "--completions", "0", "--size", "50")  # fmt: skip
    assert any("condorcet" in group for group in result["groups"])
    assert "scored where others are not" in result["refusals"]["pymcdm:aras"]
    assert result["provenance"]["weight_space"] == "uniform"
    assert result["fillings"][0] == 0
    code, _, err = run(capsys, "attribute", "ai-factory", "--methods", "bordaa, kemeni")
    assert (code, len(err.splitlines())) == (1, 2)
    code, _, err = run(capsys, "attribute", "ai-factory", "--methods", "")
    assert (code, "methods: none; allowed: one or more" in err) == (1, True)


def test_ground_takes_sets_as_typed(capsys):
    result = run_json(capsys, "ground", "ai-factory", "--weights", "equal", "--weights",
                      "layer-equal")  # fmt: skip
    assert list(result["rankings"]) == ["equal", "layer-equal"]
    code, _, err = run(capsys, "ground", "ai-factory", "--weights", "equal", "--weights", "equal")
    assert (code, "the same weights are given twice" in err) == (1, True)


def test_ask_takes_certainty_and_the_most_answers(capsys):
    asked = ("ask", "ai-factory", "--answers-of", "layer-equal", "--size", "500")
    result = run_json(capsys, *asked, "--certainty", "1", "--most", "1")
    assert (result["certainty"], result["most"], result["n_answers"]) == (1, 1, 1)
    _, out, _ = run(capsys, *asked, "--certainty", "0.5")
    assert "settled at 50 % without a question" in out
    code, _, err = run(capsys, *asked, "--certainty", "2")
    assert (code, "certainty: 2.0; allowed" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("stability",), "vooraan zodra Randvoorwaarden meer dan"),
        (("ground", "--weights", "equal"), "de enige gewichtenset, equal, zet B3 vooraan"),
        (("attribute", "--size", "200"), "de gewichten alleen bepalen"),
        (("ask", "--size", "500"), "vraag: weegt ‘"),
        (("ask", "--size", "500", "--answers-of", "equal"), "beslist (vereist: 95 %)"),
    ],
)
def test_results_are_told_in_dutch_with_labels(capsys, arguments, words):
    command, *rest = arguments
    code, out, err = run(capsys, command, "ai-factory", *rest, "--lang", "nl")
    assert (code, err) == (0, "")
    assert words in out
    assert "seed" not in out


def test_a_named_weight_set_and_a_limit_of_draws_work_for_robust(capsys, tmp_path):
    path = tmp_path / "sets.yaml"
    sets = "weight_sets:\n- {name: city, weights: {x: 1, y: 0, z: 0}}\n"
    path.write_text(GAPS + sets, encoding="utf-8")
    assert run_json(capsys, "robust", str(path), "--weights", "city")["leader_sets"] == {"A": 1}
    result = run_json(capsys, "robust", "ai-factory", "--method", "copeland", "--half-width",
                      "0.001", "--size", "500")  # fmt: skip
    assert result["size"] == 500


@pytest.mark.parametrize("command", ["robust", "compare", "stability", "attribute"])
def test_workers_that_cannot_be_are_refused_in_words_of_the_phrasebook(capsys, command):
    for typed in (0, 257, 10**29):
        code, _, err = run(capsys, command, "ai-factory", "--workers", str(typed))
        assert code == 1
        assert f"workers: {typed:,}; allowed: a whole number, 1 to 256" in err


def test_ask_says_what_to_ask_and_plays_the_loop(capsys):
    _, out, _ = run(capsys, "ask", "ai-factory", "--weights", "layer-first", "--size", "2000")
    assert "ask: does" in out
    result = run_json(capsys, "ask", "ai-factory", "--weights", "layer-first", "--size", "1000",
                      "--answers-of", "layer-equal")  # fmt: skip
    assert result["settled"] is True
    assert result["n_answers"] == len(result["steps"])
    code, _, err = run(capsys, "ask", "ai-factory", "--weights", "impat >= 2 %")
    assert (code, "did you mean 'impact'" in err) == (1, True)


def test_methods_lists_all_and_shows_the_card_of_one(capsys):
    code, out, _ = run(capsys, "methods")
    assert code == 0
    assert all(f"\n{name} " in f"\n{out}" for name in mcda.methods.names())
    assert "pymcdm:copras: needs a cost criterion" in out
    _, out, _ = run(capsys, "methods", "schulze")
    assert "family: majority" in out
    assert "strength = margins | winning votes" in out
    assert run_json(capsys, "methods", "borda")["linear"] is True


PROBLEM_FILES = {
    "unknown.yaml": "version: 1\nname: x\nalternatives: [A, B]\nlayers: [l]\nreadings: [r]\n"
    "criteria:\n- {name: cost, layer: l, judgements: {r: A > C}}\n",
    "twice.yaml": "version: 1\nname: x\nalternatives: [A, B]\nlayers: [l]\nreadings: [r]\n"
    "criteria:\n- {name: cost, layer: l, judgements: {r: A > B}}\n"
    "- {name: cost, layer: l, judgements: {r: A > B}}\n",
    "unscored.yaml": "version: 1\nname: x\nalternatives: [A, B]\nlayers: [l]\nreadings: [r]\n"
    "criteria:\n- {name: cost, layer: l, judgements: {r: null}}\n",
    "single.yaml": "version: 1\nname: x\nalternatives: [A]\nlayers: [l]\nreadings: [r]\n"
    "criteria:\n- {name: cost, layer: l, judgements: {r: A}}\n",
    "broken.json": '{"version": 1,',
    "small.yaml": "version: 1\nname: x\nalternatives: [A, B]\nlayers: [l]\nreadings: [r]\n"
    "criteria:\n- {name: cost, layer: l, judgements: {r: A > B}}\n",
}

BAD_INPUT = [
    (["report", "ai-factry"], "unknown dataset 'ai-factry'; did you mean 'ai-factory'?"),
    (["report", "missing.yaml"], "missing.yaml: cannot be read"),
    (["report", "broken.json"], "broken.json, line 1"),
    (["report", "unknown.yaml"], "unknown alternative 'C'"),
    (["report", "twice.yaml"], "'cost' stands there 2 times"),
    (["report", "unscored.yaml"], "at least one scored criterion is needed"),
    (["report", "single.yaml"], "at least 2 are needed"),
    (["report", "ai-factory", "--reading", "detial"], "did you mean 'detail'?"),
    (["report", "ai-factory", "--scenario", "b2-big"], "unknown scenario 'b2-big'"),
    (["report", "ai-factory", "--size", "0"], "size: 0"),
    (["report", "ai-factory", "--size", "-3"], "size: -3"),
    (["report", "ai-factory", "--size", "10", "--seed", "-1"], "seed: -1"),
    (
        ["report", "small.yaml", "--size", "10", "-o", "nowhere/x.html"],
        "nowhere/x.html: cannot be written: there is no such folder",
    ),
    (
        ["report", "small.yaml", "-o", "answer"],
        "answer: nothing says in which format; allowed: html, md, docx, xlsx, as the end",
    ),
    (["rank", "ai-factory", "--method", "kemny"], "did you mean 'kemeny'?"),
    (["rank", "ai-factory", "--weights", "input=1"], "no weight for layer output"),
    (["rank", "ai-factory", "--weights", "inptu=1"], "did you mean 'input'?"),
    (["rank", "ai-factory", "--weights", "eql"], "unknown weights 'eql'; did you mean 'equal'?"),
    (["rank", "single.yaml"], "at least 2 are needed"),
    (["rank", "ai-factory", "--option", "variant=other"], "unknown value 'other'"),
    (["rank", "ai-factory", "--option", "variant"], "NAME=VALUE"),
    (["methods", "kemny"], "did you mean 'kemeny'?"),
    (["methods", "pymcdm:copras"], "pymcdm:copras is not available: needs a cost criterion"),
    (["compare", "ai-factory", "--methods", "borda,kemny"], "did you mean 'kemeny'?"),
    (["attribute", "ai-factory", "--size", "5"], "size: 5; allowed: a whole number, 10 or more"),
    (["ask", "ai-factory", "--size", "1000000000"], "size: 1,000,000,000; allowed"),
    (["robust", "ai-factory", "--half-width", "0"], "half_width: 0.0; allowed: above 0, up to 0.5"),
    (["robust", "ai-factory", "--size", "99999999999"], "size: 99,999,999,999; allowed"),
    (["robust", "ai-factory", "--seed", "-1"], "seed: -1"),
    (["stability", "ai-factory", "--within", "impact != outcome"], "'!=' excludes next to nothing"),
    (["robust", "ai-factory", "--weights", "unifrom"], "did you mean 'uniform'?"),
    (
        ["robust", "ai-factory", "--size", "exact", "--weights", "input <= 30 %"],
        "'exact' is not available",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), BAD_INPUT, ids=lambda value: str(value)[:40])
def test_bad_input_ends_with_one_clear_line_and_no_file(capsys, tmp_path, arguments, message):
    for name, text in PROBLEM_FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("mcda-ai: ")
    assert message in lines[0]
    assert {path.name for path in tmp_path.iterdir()} == set(PROBLEM_FILES)


@pytest.mark.parametrize("weights", ["-1", "nan", "inf", "0"])
def test_unusable_weights_are_refused(capsys, weights):
    names = ("input", "output", "intermediate-outcome", "outcome", "impact", "preconditions")
    given = ",".join(f"{name}={weights}" for name in names)
    code, _, err = run(capsys, "rank", "ai-factory", "--weights", given)
    assert code == 1
    assert all(line.startswith("mcda-ai: weights: ") for line in err.splitlines())


def test_every_unknown_method_has_a_line(capsys):
    code, _, err = run(capsys, "compare", "ai-factory", "--methods", "bordaa,kemeni,borda")
    assert (code, len(err.splitlines())) == (1, 2)


def test_an_existing_report_survives_a_failing_run(capsys, tmp_path):
    (tmp_path / "ai-factory-report.html").write_text("kept", encoding="utf-8")
    assert run(capsys, "report", "ai-factory", "--size", "0")[0] == 1
    assert (tmp_path / "ai-factory-report.html").read_text(encoding="utf-8") == "kept"


def test_a_name_from_a_file_is_no_path(capsys, tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    file = inside / "p.yaml"
    file.write_text(PROBLEM_FILES["twice.yaml"].split("- {name: cost, layer: l, judgements: {r: A "
                    "> B}}\n")[0].replace("name: x", "name: ../../x")
                    + "- {name: cost, layer: l, judgements: {r: A > B}}\n",
                    encoding="utf-8")  # fmt: skip
    code, out, err = run(capsys, "report", str(file), "--size", "50")
    assert (code, err) == (0, "")
    assert "A is first in" in out
    assert "Written to" in out
    assert (tmp_path / "x-report.html").exists()


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["report"], ["rank", "ai-factory", "--x"],
                                       ["report", "ai-factory", "--size", "few"],
                                       ["ask", "ai-factory", "--size", "few"],
                                       ["explore"]])  # fmt: skip
def test_wrong_use_exits_with_2(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize(("typed", "told", "in_dutch"), [
    (
        ["--methd", "kemeny"],
        "unknown option '--methd'; did you mean '--method'?",
        "instelling ‘--methd’ is onbekend; bedoelt u ‘--method’?",
    ),
    (
        ["--wieghts=equal"],
        "unknown option '--wieghts'; did you mean '--weights'?",
        "instelling ‘--wieghts’ is onbekend; bedoelt u ‘--weights’?",
    ),
    (["-x", "1"], "unknown option '-x'", "instelling ‘-x’ is onbekend"),
    (["twice"], "'twice' is one argument too many", "‘twice’ is te veel"),
])  # fmt: skip
def test_what_no_option_knows_is_told_with_the_nearest_and_the_use(
    capsys, monkeypatch, typed, told, in_dutch
):
    for language, words in (("en", told), ("nl", in_dutch)):
        monkeypatch.setenv("MCDA_AI_LANG", language)
        with pytest.raises(SystemExit) as stopped:
            main(["rank", "ai-factory", *typed])
        error = capsys.readouterr().err
        assert stopped.value.code == 2
        assert error.startswith("usage: mcda-ai rank ")
        assert error.splitlines()[-1] == f"mcda-ai rank: error: {words}"


def test_json_is_plain_ascii_for_any_stream(capsys, tmp_path):
    file = tmp_path / "signs.yaml"
    file.write_text(PROBLEM_FILES["unknown.yaml"].replace("A > C", "ç≥ > B").replace("[A, B]",
                    "['ç≥', B]"), encoding="utf-8")  # fmt: skip
    code, out, _ = run(capsys, "rank", str(file), "--json")
    assert code == 0
    assert out.isascii()
    assert json.loads(out)["order"] == "ç≥ > B"


def test_an_endless_name_is_answered_in_one_line(capsys):
    code, _, err = run(capsys, "rank", "x" * 5000)
    assert (code, len(err.splitlines())) == (1, 1)


def test_a_file_of_the_name_of_a_dataset_does_not_hide_it(capsys, tmp_path):
    (tmp_path / "ai-factory").write_text("", encoding="utf-8")
    assert run(capsys, "rank", "ai-factory")[0] == 0


def test_progress_shows_on_a_terminal_only(capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, _ = run(capsys, "robust", "ai-factory", "--size", "100")
    assert code == 0
    assert "%|" not in out


def test_the_command_runs_as_a_program():
    run_once = subprocess.run(
        [sys.executable, "-m", "mcda_ai", "rank", "ai-factory"], capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run_once.returncode, run_once.stderr) == (0, "")
    assert run_once.stdout.startswith("Borda: B3 > B2 > B1")


MISTYPED = ("--method", "brda")
IN_DUTCH = "mcda-ai: methode ‘brda’ is onbekend; bedoelt u ‘borda’? toegestaan: borda, "


def test_faults_are_said_in_the_language_of_the_command_or_of_the_environment(capsys, monkeypatch):
    in_english = run(capsys, "rank", "ai-factory", *MISTYPED)[2]
    assert in_english.startswith("mcda-ai: unknown method 'brda'; did you mean 'borda'?")
    assert run(capsys, "stability", "ai-factory", *MISTYPED, "--lang", "nl")[2].startswith(IN_DUTCH)
    monkeypatch.setenv("MCDA_AI_LANG", "nl")
    assert run(capsys, "rank", "ai-factory", *MISTYPED)[2].startswith(IN_DUTCH)
    assert run(capsys, "stability", "ai-factory", *MISTYPED, "--lang", "en")[2] == in_english
    monkeypatch.setenv("MCDA_AI_LANG", "fr")
    assert run(capsys, "rank", "ai-factory", *MISTYPED)[2] == in_english


@pytest.mark.parametrize(("arguments", "told"), [
    (["rank", "ai-factory", "--option", "tie"], "instelling ‘tie’: toegestaan: NAAM=WAARDE"),
    (["template", "leeg.csv"], "leeg.csv: een sjabloon is een werkmap; toegestaan: .xlsx"),
    (
        ["methods", "pymcdm:moora"],
        "pymcdm:moora is niet beschikbaar: heeft een kostencriterium nodig",
    ),
    (
        ["robust", "ai-factory", "--size", "exact", "--weights", "input <= 30 %"],
        (
            "size: exact kan niet: de gewichtenruimte is geen simplex waarin elke weging even "
            "waarschijnlijk is; toegestaan: auto of een aantal trekkingen"
        ),
    ),
])  # fmt: skip
def test_what_was_typed_wrong_is_said_in_dutch(capsys, monkeypatch, arguments, told):
    monkeypatch.setenv("MCDA_AI_LANG", "nl")
    assert run(capsys, *arguments)[2] == f"mcda-ai: {told}\n"


def test_a_check_is_said_in_the_language_that_is_asked_for(capsys, monkeypatch, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("criterium;A;B\nkosten;x;2\n", encoding="utf-8")
    told = "regel 2, kolom 2: ‘x’ is geen getal; toegestaan: een getal"
    assert told in run(capsys, "check", str(table), "--lang", "nl")[1]
    monkeypatch.setenv("MCDA_AI_LANG", "nl")
    assert told in run(capsys, "check", str(table))[1]
    assert "is no number" in run(capsys, "check", str(table), "--lang", "en")[1]
