"""What is doubted of a file stands beside every answer that rests on it."""

import copy
import json
import pickle
from dataclasses import replace

import openpyxl
import pytest

import mcda_ai as mcda
from mcda_ai import cli, explorer, report
from mcda_ai.messages.doubts import first_doubts
from mcda_ai.messages.faults import faults_of

FIVE_DOUBTS = "criterion,A,B,C\nv,1,2,11\nw,3,1,9\nx,1,5,2\ny,9,1,2\nz,1,2,77\n"
TOLD = (
    "warning: site.csv: line 2, column 4: rank '11', but there are 3 alternatives; "
    "only the order of the ranks counts"
)
MORE = "2 more warnings; all of them: "
COMMANDS = (
    "rank", "robust", "compare", "stability", "attribute", "ask", "ground", "stability --lang nl",
    "report --size 200", "explore", "convert site.yaml", "diff",
)  # fmt: skip
_fault = faults_of("messages")


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site.csv").write_text(FIVE_DOUBTS, encoding="utf-8")
    return mcda.read("site.csv", direction="ranks")


@pytest.fixture(scope="module")
def doubted():
    doubts = [_fault("text", text=f"<b>cell {n}</b>") for n in range(1, 5)]
    problem = mcda.from_rankings(
        {"x": "A > B > C", "y": "B > A > C", "z": "A > C > B"},
        layers={"p": ["x"], "q": ["y"], "r": ["z"]},
        weight_sets={"her": {"x": 1, "y": 2, "z": 1}},
    )
    return _with(problem, tuple(doubts))


def _with(problem, doubts):
    return replace(problem, doubts=doubts)


def test_a_file_is_doubted_where_it_stands_and_so_is_all_that_is_made_of_it(site):
    assert len(site.doubts) == 5
    assert f"warning: {site.doubts[0]}" == TOLD
    derived = (
        site.without("x"), site.without("C"), site.reading("given"), copy.deepcopy(site),
        pickle.loads(pickle.dumps(site)), next(site.completions()),
    )  # fmt: skip
    assert {problem.doubts for problem in derived} == {site.doubts}


def test_doubts_are_no_part_of_a_problem_file_and_of_equality(site):
    again = mcda.read(mcda.write(site, "again.yaml"))
    assert (again == site, again.doubts) == (True, ())
    assert "5 doubts" in repr(site)
    assert "doubt" not in repr(again)


@pytest.mark.parametrize(
    "make",
    [
        mcda.rank, mcda.compare, mcda.stability, mcda.common_ground, mcda.rank_bounds,
        mcda.leader_regions, mcda.robustness,
        lambda problem: mcda.attribution(problem, size=200, rng=1),
        lambda problem: mcda.next_question(problem, size=200, rng=1),
        lambda problem: mcda.settle(problem, answers="her", size=200, rng=1),
        lambda problem: mcda.diff(problem, problem.without("C"), size=200),
    ],
)  # fmt: skip
def test_every_result_tells_the_first_doubts_and_how_many_more_there_are(doubted, make):
    result, plain = make(doubted), make(_with(doubted, ()))
    lines = [f"warning: <b>cell {n}</b>" for n in (1, 2, 3)]
    told = [*lines, "1 more warning; all of them: problem.doubts"]
    assert repr(result) == "\n".join([*told, repr(plain)])
    html = result._repr_html_()
    assert html.endswith(plain._repr_html_())
    assert html.startswith("<p>warning: &lt;b&gt;cell 1&lt;/b&gt;</p>")
    assert str(result.to_dict()) == str(plain.to_dict())


def test_a_saved_result_is_doubted_as_before(doubted, tmp_path):
    result = mcda.rank(doubted)
    again = mcda.load_result(mcda.save(result, tmp_path / "r.json"))
    assert repr(again) == repr(result)
    assert again.problem.doubts == doubted.doubts


def test_doubts_are_told_in_dutch():
    assert [each.in_words("nl") for each in first_doubts([_fault("text", text="cel 1")] * 5)] == [
        *["waarschuwing: cel 1"] * 3, "nog 2 waarschuwingen; alle: problem.doubts",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_a_few_doubts_once_and_how_to_get_them_all(capsys, site, command):
    name, *rest = command.split()
    files = ["site.csv", *(["site.csv"] if name == "diff" else []), *rest]
    code = cli.main([name, *files, "--direction", "ranks"])
    out, err = capsys.readouterr()
    assert code == (1 if name == "ground" else 0), err
    assert site.doubts[0] not in out
    lines = err.splitlines()
    dutch = "nl" in command
    assert lines[0].startswith("mcda-ai: waarschuwing: " if dutch else f"mcda-ai: {TOLD}")
    check = "mcda-ai check site.csv --direction ranks"
    assert lines[3] == f"mcda-ai: {'nog 2 waarschuwingen; alle: ' if dutch else MORE}{check}"


@pytest.mark.parametrize("command", ["rank", "stability", "explore", "convert site.yaml"])
def test_json_holds_all_doubts(capsys, site, command):
    name, *rest = command.split()
    assert cli.main([name, "site.csv", *rest, "--direction", "ranks", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["doubts"] == list(map(str, site.doubts))


def test_json_about_a_problem_without_doubts_is_as_it_was(capsys):
    assert cli.main(["rank", "ai-factory", "--json"]) == 0
    assert "doubts" not in json.loads(capsys.readouterr().out)


def test_check_tells_all_doubts_once_of_a_file_and_of_a_problem(site):
    for checked in (mcda.check("site.csv", direction="ranks"), mcda.check(site)):
        assert checked.warnings[:5] == site.doubts
        assert repr(checked).count("rank '11'") == 1
        assert "more warnings" not in repr(checked)


def test_a_report_tells_doubts_near_the_top_in_the_language_of_its_reader(site, tmp_path):
    answer = report.answer(site, size=200)
    told = "rang ‘11’, maar er zijn 3 opties"
    more = "nog 2 waarschuwingen; alle: mcda-ai check"
    page = report.as_page(answer, "nl")
    assert page.index("<h1>") < page.index(told) < page.index(more) < page.index("<main>")
    lines = report.as_markdown(report.document(answer, "nl")).split("## ")[0]
    assert told in lines
    assert more in lines
    report.write(answer, tmp_path / "r.xlsx", language="nl")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    first = [str(row[0].value) for row in sheet.iter_rows(max_row=8)]
    assert any(told in text for text in first)
    assert more in first
    assert told in report.as_text(answer, "nl").replace("\n ", "")[:400]
    plain = report.document(report.answer(_with(site, ()), size=200), "nl")
    assert (plain.doubts, 'class="doubts"' in report.as_page(answer, "nl")) == ((), True)


def test_a_page_knows_doubts_in_both_languages(site):
    doubts = explorer.study(site)["doubts"]
    assert [set(each) for each in doubts] == [{"en", "nl"}] * 4
    assert (doubts[0]["en"], doubts[3]["nl"]) == (
        TOLD, "nog 2 waarschuwingen; alle: mcda-ai check",
    )  # fmt: skip
    assert "doubts" not in explorer.study(_with(site, ()))
