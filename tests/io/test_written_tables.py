"""Effects tables written to text files: nothing in them acts, and all of it comes back."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.losses import losses
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.io.tables.reading import read_table
from mcda_ai.messages.faults import ProblemError
from tests.strategies import examples, problems
from tests.text_tables import again


def test_a_table_is_written_as_a_spreadsheet_expects_it():
    problem = mcda.from_rankings(
        {"cost": "A > B = C", "reach": {"C": 1, "A": 2}},
        layers={"input": ["cost"], "impact": ["reach"]},
        weights={"cost": 0.5, "reach": 1.5},
    )
    assert csv_text(problem, language="nl") == (
        "laag;criterium;A;B;C;richting;gewicht\r\n"
        "input;cost;1;2;2;ranks;0,5\r\n"
        "impact;reach;2;;1;ranks;1,5\r\n"
    )
    assert "impact,reach,2,,1,ranks,1.5" in csv_text(problem, separator=",", decimal=".")
    with pytest.raises(ProblemError, match="decimal sign"):
        csv_text(problem, separator=",")


DANGEROUS = ["=1+1", "+a", "-", "--", "@SUM(A1)", "'a", "'=x", "''", "source", "'source", "weight",
             'say "no"', "a;b", "1", "n.v.t.", "criterion"]  # fmt: skip


def test_nothing_that_is_written_acts_and_all_of_it_comes_back(tmp_path):
    problem = mcda.from_rankings(
        {name: {a: rank for rank, a in enumerate(DANGEROUS, 1)} for name in DANGEROUS},
        alternatives=DANGEROUS,
    )
    assert again(problem, tmp_path) == problem
    for row in csv.reader(io.StringIO(csv_text(problem)), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_names_of_totals_and_of_headers_come_back(tmp_path):
    names = ["Totaal", "option", "weight", "mean"]
    rankings = {name: {"Totaal": 1, "option": 2, "weight": 3, "mean": 3} for name in names}
    problem = mcda.from_rankings(
        rankings, alternatives=names, layers={"sum": names[:3], "k": names[3:]}
    )
    assert again(problem, tmp_path) == problem


def test_measured_values_come_back_and_are_never_thousands(tmp_path):
    table = pd.DataFrame({"A": [1.125, 1e-9], "B": [-2.5, 1e300]}, index=["x", "y"])
    problem = mcda.from_table(table, directions={"x": "min", "y": "max"}, units={"x": "km"})
    assert again(problem, tmp_path) == problem
    assert ";1,1250;" in csv_text(problem)


@pytest.mark.parametrize("name", ["ai-factory", "ai-factory-features"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_evidence_of_the_datasets_comes_back(tmp_path, name, language):
    problem = mcda.load(name)
    read_again = again(problem, tmp_path, language=language)
    assert np.array_equal(read_again.preferences, problem.preferences)
    assert read_again.layer_names == problem.layer_names
    assert read_again.preconditions == problem.preconditions
    assert losses(read_again, "csv") == ()
    assert again(read_again, tmp_path) == read_again


def test_the_active_scenario_is_what_is_written(tmp_path):
    problem = mcda.load("ai-factory").scenario("b2-minimal")
    assert np.array_equal(again(problem, tmp_path).preferences, problem.preferences)


def test_what_a_table_cannot_hold_is_named():
    told = "\n".join(losses(mcda.load("ai-factory"), "csv"))
    for part in ("scenarios (b2-minimal", "remarks on the document (", "reading detail is",
                 "labels", "notes on accessibility",
                 "title, description and document"):  # fmt: skip
        assert part in told
    with pytest.raises(ProblemError, match="unknown format 'xls'; did you mean 'xlsx'"):
        losses(mcda.load("ai-factory"), "xls")


@examples(200)
@given(problems(), st.sampled_from([(";", ","), ("\t", ","), (",", ".")]))
def test_any_rankings_come_back(tmp_path_factory, problem, signs):
    separator, decimal = signs
    assert losses(problem, "csv") == ()
    folder = tmp_path_factory.mktemp("round")
    assert again(problem, folder, separator=separator, decimal=decimal) == problem


CSV = csv_text(mcda.load("ai-factory-features"))
PIECES = [";", '"', "\n", "\r", "\t", ",", "\0", "=", "'", "\u202e", "\ufeff", "1", "-", "<", ">",
          "/", "low", "ranks", "é", "x" * 200_000]  # fmt: skip


@examples(300)
@given(st.data())
def test_any_change_ends_as_a_problem_or_as_its_faults(tmp_path_factory, data):
    text = CSV
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + data.draw(
            st.integers(0, 4)) :]  # fmt: skip
    encoding = data.draw(st.sampled_from(["utf-8", "utf-16", "windows-1252", "utf-16-le"]))
    content = text.encode(encoding, errors="replace") + data.draw(st.binary(max_size=3))
    path = tmp_path_factory.mktemp("fuzz") / "a.csv"
    path.write_bytes(content)
    faults = ()
    try:
        assert len(read_table(path, direction="ranks").alternatives) >= 2
    except ProblemError as error:
        faults = error.faults
    assert all(fault.startswith(str(path)) and "\n" not in fault for fault in faults)
