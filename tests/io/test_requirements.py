"""What an option must meet, from every format and on every surface: the same, and told first."""

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import mcda_ai as mcda
from mcda_ai import explorer, report
from mcda_ai.explorer.payload import study
from mcda_ai.io.losses import losses
from mcda_ai.io.problem_files.from_problem import problem_to_data
from mcda_ai.io.problem_files.to_problem import problem_from_data

EXAMPLE = Path(__file__).parents[2] / "examples" / "bridge.yaml"
BRIDGE = mcda.read(EXAMPLE)
TOLD = {
    "en": "tunnel (Tunnel below the river) takes no part: on {permit} it is 'refused', and at "
    "least 'uncertain' is required (section 2.1)",
    "nl": "tunnel (Tunnel onder de rivier) doet niet mee: op {permit} scoort deze optie "
    "‘geweigerd’, en minstens ‘onzeker’ is vereist (paragraaf 2.1)",
}
CALLED = {"en": "Permit", "nl": "Vergunning"}


@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx", "csv", "tsv"])
def test_from_every_format_the_answer_is_the_same(suffix, tmp_path):
    problem = mcda.read(mcda.write(BRIDGE, tmp_path / f"bridge.{suffix}"))
    assert problem.alternative_names == ("repair", "replace", "close")
    assert problem.whole.alternative_names == BRIDGE.whole.alternative_names
    assert [each.required for each in problem.criteria] == [
        each.required for each in BRIDGE.criteria
    ]
    for function in (mcda.rank, lambda p: mcda.rank(p, "kemeny", "equal")):
        one, other = function(problem), function(BRIDGE)
        assert one.ranks.to_dict() == other.ranks.to_dict()
    shares = [mcda.robustness(p, size=500, rng=1).rank_acceptability for p in (problem, BRIDGE)]
    assert shares[0].equals(shares[1])
    if suffix in ("yaml", "json"):
        assert problem == BRIDGE


@pytest.mark.parametrize("kind", ["toc", "soc"])
def test_what_an_election_cannot_hold_is_told(kind):
    told = losses(BRIDGE, kind)
    if kind == "toc":
        assert "what an option must meet on permit is left out" in told
        assert "the option that takes no part (tunnel) is left out" in told
    else:
        assert told


def test_a_table_holds_it():
    assert not [each for each in losses(BRIDGE, "csv") if "must meet" in each or "tunnel" in each]


@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "make",
    [
        mcda.rank,
        lambda p: mcda.robustness(p, size=100),
        lambda p: mcda.compare(p, ["borda", "kemeny"]),
        mcda.stability,
        mcda.rank_bounds,
        lambda p: mcda.next_question(p, size=100),
        mcda.check,
        lambda p: mcda.diff(p, p, size=100),
    ],
)
def test_who_is_out_is_named_first(make, language, tmp_path):
    result = make(BRIDGE)
    told = TOLD[language].format(permit="permit")
    assert result.in_words(language)[0] == told
    assert result.claims[0].kind == "messages.exclusions.out"
    if language == "en":
        assert result.answer_text().startswith(told)
        assert told in result._repr_html_().replace("&#x27;", "'")
        saved = mcda.load_result(mcda.save(result, tmp_path / "result.json"))
        assert saved.in_words(language) == result.in_words(language)
        assert saved.to_dict() == result.to_dict() or "nan" in str(result.to_dict())


def test_who_is_out_is_told_by_data():
    told = mcda.rank(BRIDGE).to_dict()
    assert told["excluded"] == [{"name": "tunnel", "criterion": "permit"}]
    assert "tunnel" not in json.dumps({**told, "claims": [], "excluded": []})


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_tells_it_above_everything(language):
    answer = report.answer(BRIDGE, methods=["borda", "kemeny"], size=200)
    document = report.document(answer, language)
    told = TOLD[language].format(permit=CALLED[language])
    who_is_out, baseline = document.out
    assert who_is_out == f"{told}."
    assert baseline.startswith("repair°")
    assert [each.name for each in document.options] == ["repair°", "replace", "close"]
    page, text = report.as_page(answer, language), report.as_text(answer, language)
    markdown = report.as_markdown(document)
    book = openpyxl.load_workbook(BytesIO(report.as_workbook(document, answer, "bridge.xlsx")))
    first = next(iter(book.worksheets))
    cells = [str(row[0].value) for row in first.iter_rows(max_row=12)]
    assert f"{told}." in cells
    plain = page.replace("&#39;", "'")
    assert plain.index(told) < plain.index('class="options')
    title, first_told, *_ = text.split("\n\n")
    assert title.startswith(BRIDGE.label.text(language))
    assert " ".join(first_told.split()).startswith(told[:40])
    assert told[:30] in markdown
    for table in document.tables:
        named = {*table.head, *(row[0].text for group in table.groups for row in group.rows)}
        assert "tunnel" not in named
    assert report.headline.data_of(answer)["claims"][0]["kind"] == "messages.exclusions.out"


def test_the_page_knows_who_is_out_and_nothing_else_of_it():
    data = study(BRIDGE)
    assert [each["name"] for each in data["alternatives"]] == ["repair", "replace", "close"]
    (version,) = data["versions"]
    told = {language: TOLD[language].format(permit=CALLED[language]) for language in TOLD}
    assert version["circumstances"][0] == told
    assert "tunnel" not in json.dumps({**data, "versions": [{**version, "circumstances": []}]})
    assert "tunnel" in explorer.as_page(BRIDGE)


def test_a_reading_in_which_others_take_part_is_told_of_and_not_on_the_page():
    data = problem_to_data(BRIDGE)
    data["readings"] = ["inspection", "appeal"]
    for criterion in data["criteria"]:
        criterion["judgements"]["appeal"] = criterion["judgements"]["inspection"]
    levels = dict.fromkeys(BRIDGE.whole.alternative_names, "granted")
    data["criteria"][-1]["judgements"]["appeal"] = {"levels": levels}
    problem = problem_from_data(data)
    data = study(problem)
    assert {each["reading"] for each in data["versions"]} == {0}
    assert "appeal" in data["doubts"][-1]["en"]
    assert problem.reading("appeal").excluded == ()
    deciding = mcda.attribution(problem, ["borda", "kemeny"], size=20)  # of who takes part now
    assert tuple(deciding.alternatives) == problem.alternative_names
    assert "reading" in deciding.first_order.columns
    versions = mcda.stability(problem).versions
    assert "tunnel" in versions.loc[("reading", "appeal"), "order"]


def test_diff_says_who_comes_in_and_who_goes_out():
    admitting = BRIDGE.admitting("tunnel")
    assert (
        mcda.diff(BRIDGE, admitting, size=100)
        .in_words()[1]
        .startswith("takes part now, which did not before: tunnel (on Permit it is 'refused'")
    )
    back = mcda.diff(admitting, BRIDGE, size=100).in_words()
    assert back[0] == TOLD["en"].format(permit="permit")
    assert back[2].startswith("no longer takes part: tunnel")
    lifted = BRIDGE.require("permit", at_least="granted")
    said = mcda.diff(BRIDGE, lifted, size=100).in_words()
    assert any("what is required" in each and "granted" in each for each in said)


# --- faults --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("required", "text"),
    [
        ("{at_least: grantd}", "line 54, column 16: bridge: criterion 'permit': unknown level "),
        ("{met_by: [repar]}", "unknown alternative 'repar'; did you mean 'repair'?"),
        ("{met_by: []}", "nothing is required; allowed: one of met_by, at_least or at_most"),
        ("{}", "nothing is required; allowed: one of met_by, at_least or at_most"),
        ("{met_by: [repair], at_least: granted}", "met_by and at_least at once"),
        ("{at_most: 3}", "a number is required with at_most, but nothing was measured"),
        ("{least: 3}", "unknown key 'least'"),
    ],
)  # fmt: skip
def test_a_file_with_a_faulty_requirement_says_where(required, text, tmp_path):
    source = EXAMPLE.read_text(encoding="utf-8")
    stated = '{at_least: uncertain, sources: [{section: "2.1"}]}'
    file = tmp_path / "bridge.yaml"
    file.write_text(source.replace(stated, required), encoding="utf-8")
    with pytest.raises(mcda.ProblemError) as raised:
        mcda.read(file)
    assert text in str(raised.value)
    assert "line 5" in str(raised.value)


def test_a_limit_may_have_its_unit(tmp_path):
    file = tmp_path / "bridge.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    required = "direction: min\n    required: {at_most: 11 M€}"
    file.write_text(text.replace("direction: min", required), encoding="utf-8")
    problem = mcda.read(file)
    assert problem.criteria[0].required.at_most == 11
    assert [each.criterion for each in problem.excluded] == ["cost", "permit"]
    required = required.replace("M€", "km")
    file.write_text(text.replace("direction: min", required), encoding="utf-8")
    with pytest.raises(mcda.ProblemError, match="'11 km' is no number in 'M€'"):
        mcda.read(file)


TABLE = """criterion;A;B;C;direction;scale;unit;required
cost;1;2,5;3;min;;M€;{cost}
permit;yes;no;yes;;no < yes;;{permit}
noise;1;2;3;ranks;;;{noise}
"""


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ({"cost": "<= 2,5 M€"}, ["A", "B"]),
        ({"cost": "hooguit 2,5"}, ["A", "B"]),
        ({"permit": ">= yes"}, ["A", "C"]),
        ({"permit": "minstens yes"}, ["A", "C"]),
        ({"noise": '"A; B"'}, ["A", "B"]),
        ({"noise": "-"}, ["A", "B", "C"]),
    ],
)
def test_a_table_says_it_in_a_cell(cells, left, tmp_path):
    file = tmp_path / "t.csv"
    filled = {"cost": "", "permit": "", "noise": "", **cells}
    file.write_text(TABLE.format(**filled), encoding="utf-8")
    assert list(mcda.read(file).alternative_names) == left


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"cost": "2,5"}, "line 2, column 8: unknown alternative '2,5'; allowed: A, B, C; a level"),
        ({"cost": "<= veel"}, "line 2, column 8: 'veel' is no number in 'M€'"),
        ({"cost": ">= 3"}, "less is better on the criterion; allowed: at_most"),
        ({"permit": ">= ja"}, "line 3, column 8: unknown level 'ja'"),
        ({"permit": "<= yes"}, "line 3, column 8: '<= yes': a level is the lowest that will do"),
        ({"noise": ">= 3"}, "nothing was measured"),
    ],
)  # fmt: skip
def test_a_faulty_cell_says_where(cells, text, tmp_path):
    file = tmp_path / "t.csv"
    filled = {"cost": "", "permit": "", "noise": "", **cells}
    file.write_text(TABLE.format(**filled), encoding="utf-8")
    with pytest.raises(mcda.ProblemError) as raised:
        mcda.read(file)
    assert text in str(raised.value)
