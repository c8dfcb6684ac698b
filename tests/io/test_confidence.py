"""How sure judgements are, in files of every kind: what is read, kept, and told as wrong."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.files import as_text, parse
from mcda_ai.io.losses import losses
from mcda_ai.io.round_trip import read_again
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.tables.delimited import csv_text, grid_of
from mcda_ai.io.tables.effects import problem_from_grid
from mcda_ai.io.template.reading import problem_from_template
from mcda_ai.io.template.writing import filled_workbook, template_workbook
from mcda_ai.messages.faults import ProblemError

CRITERIA = ("cost", "rent", "reach", "trust")
PROBLEM = mcda.from_rankings(
    {"cost": "A > B > C", "rent": "B > A", "reach": "C > A = B", "trust": None},
    layers={"means": ["cost", "rent"], "ends": ["reach", "trust"]},
)
SURE = PROBLEM.with_confidence(
    {"cost": "high", "rent": 0.7, "reach": "low", "trust": "high"},
    {"owner": "the panel", "high": "9 of 10", "low": "2 of 3"},
)
# As many digits as a workbook holds.
rights = st.one_of(
    st.integers(1, 99).map(lambda hundredths: hundredths / 100),
    st.builds(lambda times, rest: times / (times + rest), st.integers(1, 99), st.integers(1, 99)),
).map(lambda right: float(f"{right:.16g}"))


@st.composite
def problems(draw):
    """Draw confidences for some of the criteria, in numbers and in words."""
    words = draw(st.dictionaries(st.sampled_from(["high", "medium", "low"]), rights))
    owner = st.from_regex(r"\A[A-Za-z]([ -~é]{0,20}[a-z])?\Z")
    stated = st.one_of(st.none(), rights, *([st.sampled_from(sorted(words))] if words else []))
    given_ = {name: draw(stated) for name in CRITERIA}
    if not words and draw(st.booleans()):
        return PROBLEM.with_confidence(given_)
    return PROBLEM.with_confidence(given_, {"owner": draw(owner), **words})


def in_template(problem, language):
    grids = sheets_of(filled_workbook(problem, language))
    return problem_from_template(grids, name=problem.name, doubts=[])


def in_table(problem, language, **how):
    grid = grid_of(csv_text(problem, language=language, **how))
    return problem_from_grid(grid, name=problem.name, doubts=[])


@given(problems())
def test_a_problem_comes_back_from_every_file_with_its_confidences(problem):
    again = {
        "yaml": parse(as_text(problem), "x"),
        "json": parse(as_text(problem, as_json=True), "x", as_json=True),
        "csv": in_table(problem, "en", separator=",", decimal="."),
        "csv nl": in_table(problem, "nl"),
        "tsv": read_again(problem, "tsv"),
    }
    for kind, each in again.items():
        assert each.confidence == problem.confidence, kind
        assert each.confidences == problem.confidences, kind
        assert each.judgements == problem.judgements, kind


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_template_gives_back_what_it_was_filled_in_with(language):
    again = in_template(SURE, language)
    assert (again.confidence, again.confidences) == (SURE.confidence, SURE.confidences)


@pytest.mark.long
@given(problems(), st.sampled_from(["en", "nl"]))
def test_a_problem_comes_back_from_the_template_with_its_confidences(problem, language):
    again = in_template(problem, language)
    assert (again.confidence, again.judgements) == (problem.confidence, problem.judgements)


def test_nothing_is_lost_but_in_elections():
    assert [losses(SURE, kind) for kind in ("csv", "tsv", "xlsx")] == [(), (), ()]
    told = "how sure judgements are, and what the words for it mean, is left out"
    assert told in losses(SURE, "toi")
    assert told not in losses(PROBLEM, "toi")


def test_the_data_of_a_file_are_short():
    data = json.loads(as_text(SURE, as_json=True))
    assert data["confidence"] == {
        "owner": "the panel", "high": {"right": 0.9}, "low": {"right": 2 / 3},
    }  # fmt: skip
    judged = [each["judgements"]["given"] for each in data["criteria"]]
    assert [each["confidence"] for each in judged] == ["high", {"right": 0.7}, "low", "high"]


# --- what is wrong ---

FILE = """version: 1
name: site
alternatives: [A, B]
layers: [means]
readings: [survey]
criteria:
  - name: cost
    layer: means
    judgements:
      survey:
        order: A > B
        confidence: {cost}
{words}"""


def faults_of_file(cost, words=""):
    with pytest.raises(ProblemError) as caught:
        parse(FILE.replace("{cost}", cost).replace("{words}", words), "f.yaml")
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("cost", "words", "lines"),
    [
        ("{right: 9 of 8}", "", ["line 12, column 9: .* '9 of 8' does not say how often"]),
        ("hihg", "", ["line 12, column 9: .* did you mean 'high'"]),
        ("{rihgt: 1}", "", ["line 12, column 9: .* is no confidence"]),
        ("[1]", "", ["line 12, column 9: .* is no confidence"]),
        ("high", "", [r"line 12, column 9: .* confidence: \{owner: NAME, high: \{right"]),
        ("high", "confidence: {high: 0.9}", ["line 13, column 1: confidence > owner: missing"]),
        ("high", "confidence: {owner: '', high: 0.9}", ["line 13, column 14: .* add 'owner'"]),
        ("high", "confidence: {owner: us, low: 0.9}", ["line 12, column 9: .* 'high' means"]),
        (
            "{right: 0}",
            "confidence: {owner: us, low: 1.5, hihg: 3}",
            ["line 12, column 9", "line 13, column 25: .*'1.5'", "line 13, column 35: .*'high'"],
        ),
        ("high", "confidence: x", ["line 13, column 1: confidence: entries"]),
    ],
)
def test_every_fault_of_a_file_has_its_place_and_the_way_out(cost, words, lines):

    told = faults_of_file(cost, words)
    assert len(told) == len(lines), told
    for line, fault in zip(lines, told, strict=True):
        assert re.search(f"^f.yaml, {line}", fault), fault


def test_other_faults_are_told_beside_a_faulty_confidence():
    told = faults_of_file("{right: 2}\n      other: A > B", "confidence: {owner: us, high: 7}")
    assert any("'other'" in fault for fault in told)
    assert not any("nobody says" in fault for fault in told)


def faults_of_table(text, **how):
    with pytest.raises(ProblemError) as caught:
        problem_from_grid(grid_of(text), name="x", direction="ranks", doubts=[], **how)
    return [str(fault) for fault in caught.value.faults]


def confidences_of_table(text, **how):
    how = {"direction": "ranks", **how}
    return problem_from_grid(grid_of(text), name="x", doubts=[], **how).confidences


MEANINGS = "zekerheid volgens;ons\nhoge zekerheid;9 van 10\n\n"


def test_a_table_has_a_column_and_what_its_words_mean_above_it():
    wide = MEANINGS + ";A;B;zekerheid\nk;1;2;hoog\nl;2;1;0,7\nm;2;1;-\n"
    assert confidences_of_table(wide) == {"k": 0.9, "l": 0.7}
    turned = MEANINGS + "optie;k;l;m\nzekerheid;hoog;7 van 10;\nA;1;2;2\nB;2;1;1\n"
    assert confidences_of_table(turned, options_in="rows") == {"k": 0.9, "l": 0.7}
    long = MEANINGS + "optie;criterium;score;zekerheid\nA;k;1;hoog\nB;k;2;\nA;l;2;70%\nB;l;1;70%\n"
    assert confidences_of_table(long) == {"k": 0.9, "l": 0.7}


def test_an_option_may_be_called_confidence():
    problem = mcda.from_rankings({"k": "confidence > zekerheid", "l": "zekerheid > confidence"})
    assert in_table(problem, "nl").judgements == problem.judgements


def test_faults_of_a_table_are_told_with_their_cells():
    told = faults_of_table("hoge zekerheid;1,2\n\n;A;B;zekerheid\nk;1;2;hoog\nl;2;1;lag\n"
                           "m;2;1;9 van 8\nn;1;2;laag\no;2;1;laag\n")  # fmt: skip
    assert [each.split(":")[0] for each in told] == [
        "line 5, column 4", "line 6, column 4", "line 1, column 2", "line 1, column 2",
        "line 7, column 4",
    ]  # fmt: skip
    assert "did you mean 'laag'" in told[0]
    assert "add above the table 'confidence according to'" in told[3]
    assert "add above the table 'confidence low'" in told[4]


def test_a_template_tells_where_its_meanings_are_missing():
    grids = sheets_of(filled_workbook(SURE, "nl"))
    problem = grids["Vraagstuk"]
    kept = tuple(row for row in problem.rows if not row or "zekerheid" not in row[0].text)
    grids["Vraagstuk"] = type(problem)(kept, problem.sheet)
    with pytest.raises(ProblemError) as caught:
        problem_from_template(grids, name="x", doubts=[])
    told = [fault.in_words("nl") for fault in caught.value.faults]
    assert len(told) == 2
    assert "zet op blad ‘Vraagstuk’ ‘zekerheid hoog’" in told[0]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_empty_template_has_room_for_it(language):
    grids = sheets_of(template_workbook(language))
    texts = {name: [cell.text for row in grid.rows for cell in row] for name, grid in grids.items()}
    word = {"en": "confidence", "nl": "zekerheid"}[language]
    rankings, problem = {"en": ("Rankings", "Problem"), "nl": ("Rangordes", "Vraagstuk")}[language]
    assert word in texts[rankings]
    assert sum(text.startswith(word) for text in texts[problem]) == 4


# --- what is told ---


def test_check_counts_them_and_names_whose_the_words_are():
    check = mcda.check(SURE)
    assert (
        "confidence: 3 of 3 scored judgements say how likely they are to be right; what high and "
        "low mean is according to the panel"
    ) in check.in_words()
    assert (
        "zekerheid: bij 3 van de 3 gescoorde oordelen staat hoe waarschijnlijk het is dat het "
        "klopt; wat hoog en laag betekenen, bepaalt the panel"
    ) in check.in_words(language="nl")
    assert not any("confidence" in each for each in mcda.check(PROBLEM).in_words())


def test_diff_tells_what_changed():
    after = SURE.with_confidence(
        {"cost": 0.75, "rent": None}, {"owner": "us", "high": 0.5, "low": 0.4}
    )
    told = mcda.diff(SURE, after, size=20)
    assert told.in_words()[:3] == (
        (
            "the meaning of the words for confidence is now high 0.5; low 0.4 (according to us), "
            "was high 0.9; low 0.6666666666666666 (according to the panel)"
        ),
        "the confidence on cost is now 0.75, was high",
        "the confidence on rent is gone; it was 0.7",
    )
    assert told.in_words(language="nl")[1] == "de zekerheid op cost is nu 0,75, was hoog"
