"""Baseline, question, owner and date: from every file the same, and told where they are wrong."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.files import as_text, parse
from mcda_ai.io.losses import losses
from mcda_ai.io.problem_files.from_problem import problem_to_data
from mcda_ai.io.problem_files.to_problem import problem_from_data
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.problem.evidence import Source
from mcda_ai.problem.statements import OptionStatement
from tests.io.test_confidence import in_table, in_template
from tests.strategies import examples

EXAMPLE = Path(__file__).parents[2] / "examples" / "bridge.yaml"
FILES = {
    "school.yaml": """
version: 1
name: school
question: Where does the school go?
owner: the council
date: 2026-11-29
alternatives: [{name: none, role: baseline}, north, south, marsh]
layers: [criteria]
readings: [{name: given, label: {nl: zoals gegeven, en: as given}}]
criteria:
  - {name: cost, layer: criteria, unit: EUR, direction: min,
     judgements: {given: {values: {none: 0, north: 3, south: 4.5, marsh: 1}}}}
  - {name: reach, layer: criteria, judgements: {given: south > north = marsh > none}}
  - {name: lawful, layer: criteria, required: {met_by: [none, north, south]},
     judgements: {given: none = north = south > marsh}}
""",
    "wide.csv": """decision question;Where does the school go?
decided by;the council
decision date;2026-11-29
criterion;none;north;south;marsh;direction;unit;required
role;baseline;;;;;;
cost;0;3;4,5;1;min;EUR;
reach;3;2;1;2;ranks;;
lawful;1;1;1;2;ranks;;none; north; south
""".replace("none; north; south", '"none; north; south"'),
    "turned.csv": """beslisvraag;Where does the school go?
besluit door;the council
besluitdatum;29-11-2026
optie;rol;cost;reach;lawful
richting;;min;rangen;rangen
eenheid;;EUR;;
vereist;;;;"none; north; south"
none;nuloptie;0;3;1
north;optie;3;2;1
south;;4,5;1;1
marsh;-;1;2;2
""",
    "long.csv": """decision question;Where does the school go?
decided by;the council
decision date;2026-11-29
option;criterion;score;direction;unit;required
none;role;Baseline;;;
none;cost;0;min;EUR;
north;cost;3;;;
south;cost;4,5;;;
marsh;cost;1;;;
none;reach;3;ranks;;
north;reach;2;;;
south;reach;1;;;
marsh;reach;2;;;
none;lawful;1;ranks;;"none; north; south"
north;lawful;1;;;
south;lawful;1;;;
marsh;lawful;2;;;
""",
}


def read(name, folder):
    (folder / name).write_text(FILES[name], encoding="utf-8")
    return mcda.read(folder / name, **({"options_in": "rows"} if name == "turned.csv" else {}))


def told(problem):
    return problem.baseline, problem.question, problem.owner, problem.date


def check_same(problem, expected):
    """Of four options one is unlawful, one is doing nothing: the answer is the same."""
    assert problem.alternative_names == ("none", "north", "south")
    assert [each.name for each in problem.excluded] == ["marsh"]
    assert told(problem) == told(expected)
    for method in ("borda", "kemeny"):
        one, other = (mcda.rank(each, method) for each in (problem, expected))
        assert one.ranks.to_dict() == other.ranks.to_dict()
    shares = [mcda.robustness(each).rank_acceptability for each in (problem, expected)]
    assert shares[0].equals(shares[1])


@pytest.mark.parametrize("name", FILES)
def test_from_every_form_the_answer_is_the_same(name, tmp_path):
    problem = read(name, tmp_path)
    assert told(problem) == (
        "none", Label.same("Where does the school go?"), "the council", "2026-11-29",
    )  # fmt: skip
    check_same(problem, read("school.yaml", tmp_path))


@pytest.mark.parametrize("suffix", ["json", "xlsx", "csv", "tsv"])
def test_written_in_every_form_the_answer_is_the_same(suffix, tmp_path):
    problem = read("school.yaml", tmp_path)
    assert losses(problem, suffix, called="school") == () if suffix != "json" else True
    check_same(mcda.read(mcda.write(problem, tmp_path / f"school.{suffix}")), problem)


def test_what_an_election_cannot_hold_is_told(tmp_path):
    said = losses(read("school.yaml", tmp_path), "toc")
    assert "what is decided, by whom and when is left out" in said
    assert "which option is the baseline is left out" in said
    dutch = [each.in_words("nl") for each in said]
    assert "welke optie de nuloptie is, vervalt" in dutch
    assert not set(dutch) & set(said)


# --- whatever they are ---------------------------------------------------------------------------

PLAIN = mcda.from_rankings(
    {"cost": "A > B > C", "role": "B > A = C"}, layers={"role": ["cost", "role"]}
)
lines = st.from_regex(r"\A[A-Za-zé?=+'-]([ -~é]{0,20}[a-z?])?\Z")
questions = st.one_of(st.just(Label()), lines.map(Label.same), st.builds(Label, lines, lines),
                      st.builds(Label, lines))  # fmt: skip
sources = st.lists(st.builds(Source, section=st.sampled_from(["2", "4.1"])), max_size=2).map(tuple)
statements = st.lists(
    st.builds(OptionStatement, st.sampled_from(["A > B", "B>=A", "A = B = C", "C < A"]),
              st.sampled_from(["borda", "promethee2"]), sources), max_size=3,
).map(tuple)  # fmt: skip
problems = st.builds(
    lambda question, owner, date, name: replace(
        PLAIN, question=question, owner=owner, date=date
    ).with_baseline(name),
    questions,
    st.one_of(st.just(""), lines),
    st.one_of(st.just(""), st.dates().map(str)),
    st.sampled_from([None, "A", "B", "C"]),
)


@given(problems, statements)
def test_a_problem_comes_back_from_every_file(problem, said):
    stated = replace(problem, statements=said)
    assert parse(as_text(stated), "x") == stated
    assert parse(as_text(stated, as_json=True), "x", as_json=True) == stated
    for language, how in (("en", {"separator": ",", "decimal": "."}), ("nl", {})):
        again = in_table(problem, language, **how)
        assert told(again) == told(problem)
        assert again.judgements == problem.judgements


@pytest.mark.long
@examples(40)
@given(problems, statements, st.sampled_from(["en", "nl"]))
def test_a_problem_comes_back_from_the_template(problem, said, language):
    problem = replace(problem, statements=said)
    again = in_template(problem, language)
    assert told(again) == told(problem)
    assert again.statements == problem.statements


def test_files_of_problems_without_them_are_as_they_were():
    assert {"question", "owner", "date"}.isdisjoint(problem_to_data(PLAIN))
    assert problem_to_data(PLAIN)["alternatives"] == ["A", "B", "C"]
    assert csv_text(PLAIN).splitlines()[1].startswith("'role;cost;")


# --- in Python -----------------------------------------------------------------------------------


def test_the_baseline_goes_along_with_its_option():
    problem = mcda.from_rankings({"cost": "A > B > C"}, baseline="A")
    assert problem.baseline == "A"
    assert problem.with_baseline("B").baseline == "B"
    assert problem.with_baseline(None) == mcda.from_rankings({"cost": "A > B > C"})
    assert problem.rename({"A": "now"}).baseline == "now"
    assert problem.without("A").baseline is None
    assert problem.without("B").baseline == "A"
    out = problem.require("cost", met_by=["A", "B"])
    assert (out.baseline, out.alternative_names) == ("A", ("A", "B"))
    assert out.admitting("C").baseline == "A"


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda p: p.with_baseline("none"), "unknown alternative 'none'; allowed: A, B, C"),
        (lambda p: mcda.from_rankings({"k": "A > B"}, baseline="X"), "unknown alternative 'X'"),
        (lambda p: p.require("cost", met_by=["A"]).with_baseline("B"), "the baseline, 'B', does"),
        (lambda p: p.with_baseline("B").require("cost", met_by=["A"]), "the baseline, 'B', does"),
        (lambda p: replace(p, date="2026-02-29"), "'2026-02-29' is no date"),
        (lambda p: replace(p, date=20261129), "'20261129' is no date"),
        (lambda p: replace(p, owner=["us"]), "who decides, as text on one line"),
        (lambda p: replace(p, owner="u\ns"), "who decides, as text on one line"),
        (lambda p: replace(p, owner="x" * 501), "a text of 501 letters for who decides"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(make, text):
    with pytest.raises(ProblemError) as raised:
        make(PLAIN)
    assert text in str(raised.value)


def test_a_baseline_that_alone_meets_what_is_required_is_told():
    problem = PLAIN.with_baseline("A").require("cost", met_by=["A"])
    assert problem.alternative_names == ("A",)
    with pytest.raises(ProblemError, match="A, the baseline, is the only option that meets"):
        mcda.rank(problem)
    assert mcda.rank(problem.admitting("B")).order == "A = B"


def test_a_baseline_must_meet_what_is_required_in_every_reading_unless_it_is_admitted(tmp_path):
    data = problem_to_data(mcda.from_rankings({"lawful": "A > B"}, baseline="A"))
    data["readings"] = ["given", "second"]
    data["scales"] = [{"name": "permit", "levels": ["no", "yes"]}]
    data["criteria"][0] |= {
        "scale": "permit", "required": {"at_least": "yes"},
        "judgements": {"given": {"levels": {"A": "yes", "B": "yes"}},
                       "second": {"levels": {"A": "no", "B": "yes"}}},
    }  # fmt: skip
    with pytest.raises(ProblemError, match=r"\(at least yes\) in reading 'second'"):
        problem_from_data(data)
    problem = problem_from_data({**data, "circumstances": {"admitted": ["A"]}})
    assert problem.reading("second").baseline == "A"


@pytest.mark.parametrize(
    "given_date",
    [datetime.date(2026, 3, 25), "25-3-2026", "3/25/2026", "2026-3-25", " 25.03.2026 "],
)
def test_a_date_is_read_as_people_write_it(given_date):
    assert replace(PLAIN, date=given_date).date == "2026-03-25"
    assert problem_from_data({**problem_to_data(PLAIN), "date": given_date}).date == "2026-03-25"


# --- in versions ---------------------------------------------------------------------------------


def test_diff_names_each_of_them(tmp_path):
    before = read("school.yaml", tmp_path)
    after = replace(
        before.with_baseline("north"), question=Label(nl="Waar?", en="Where?"), owner="the mayor",
        date="2026-12-01",
    )  # fmt: skip
    english = mcda.diff(before, after, size=50).in_words("en")
    dutch = mcda.diff(before, after, size=50).in_words("nl")
    for said in (
        "the baseline is now north, was none",
        "the owner of the decision is now the mayor, was the council",
        "the decision date is now 2026-12-01, was 2026-11-29",
        "the English decision question is now 'Where?', was 'Where does the school go?'",
    ):
        assert said in english
    assert "de nuloptie is nu north, was none" in dutch
    assert "de nuloptie is weg; eerst none" in mcda.diff(
        before, before.with_baseline(None), size=50
    ).in_words("nl")

    before = mcda.read(EXAMPLE)
    said = mcda.diff(before, before.rename({"repair": "now"}), size=50).in_words()
    assert "alternative repair is now called now" in said
    assert [each for each in said if "baseline" in each] == [
        "now° is the baseline: what happens if nothing is decided"
    ]
