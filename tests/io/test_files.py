"""Files as problems: what they hold, short forms, what cannot be read, and writing."""

import json
import os

import pytest
import yaml

from mcda_ai.io.files import options_taken, parse, read, read_weights
from mcda_ai.io.writing import write_atomically
from mcda_ai.messages.faults import ProblemError
from mcda_ai.weights import resolve
from tests.problem_texts import (
    LONG,
    SHORT,
    parse_data,
    short,
    with_judgement,
    write,
)

# --- what a file holds -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def problem():
    return parse(LONG, "site.yaml")


def test_a_file_gives_names_in_order(problem):
    assert problem.alternative_names == ("north", "south", "east")
    assert problem.criterion_names == ("cost", "noise", "law")
    assert problem.layer_names == ("input", "rules")
    assert problem.preconditions == ("rules",)


def test_a_file_gives_each_reading(problem):
    panel = problem.reading("panel")
    assert problem.active_reading == "survey"
    assert problem.judgement("cost").text() == "south > north = east"
    assert problem.judgement("noise").text() == "north: low; south: low / mid; east: high"
    assert panel.judgement("cost").text() == "south > north = east"
    assert panel.judgement("noise").text() == "east > north = south"


def test_a_file_gives_status_reason_and_note(problem):
    corrected = problem.reading("panel").judgement("noise")
    assert (corrected.status, corrected.reason.en) == ("corrected", "a slip")
    assert problem.judgement("cost").note.en == "rounded"
    assert problem.reading("panel").judgement("law").reason.nl == "niet gevraagd"


def test_a_file_gives_labels_in_two_languages_or_one_for_both(problem):
    north, south, east = problem.alternatives
    assert (north.label.nl, north.label.en) == ("Noord", "North")
    assert (south.label.nl, south.label.en) == ("Zuid", "Zuid")
    assert (east.label.nl, east.label.en) == ("east", "east")


def test_a_file_gives_scales_worst_first(problem):
    assert problem.scales[0].level_names == ("low", "mid", "high")


def test_a_judgement_without_sources_takes_those_of_its_reading(problem):
    assert [source.table for source in problem.judgement("cost").sources] == ["3"]
    assert [source.table for source in problem.judgement("noise").sources] == ["7"]


def test_a_source_is_of_the_document_unless_it_names_another(problem):
    assert problem.judgement("cost").sources[0].document == "A plan"
    assert problem.remarks[0].sources[0].document == "Another plan"


def test_a_file_gives_scenarios_whose_cells_take_the_sources_of_the_scenario(problem):
    quiet = problem.scenario("Stil")
    assert quiet.judgement("noise").text() == "north > south > east"
    assert quiet.judgement("noise").sources[0].page == "9"
    assert quiet.judgement("cost").sources[0].page == "12"


def test_a_file_gives_the_document(problem):
    assert str(problem.document) == "A plan (Office, 2024-11-29)"
    assert problem.document.authors == ("Ann", "Bob")


def test_a_file_gives_own_weights(problem):
    assert resolve(None, problem).tolist() == [0.75, 0.25, 0]


def test_weights_in_a_file_may_be_by_layer():
    problem = parse(SHORT + "weights: {input: 5}\n", "site.yaml")
    assert resolve(None, problem).tolist() == [1, 0]


def test_what_is_no_weight_is_told_in_plain_words(tmp_path):
    given = {"a": True, "b": None, "c": [1] * 1000, "d": "x", "e": {"k": 1}, "f": 2}
    with pytest.raises(ProblemError) as caught:
        read_weights(write(tmp_path / "weights.json", json.dumps(given)))
    kinds = ("'a' is 'true'", "'b' is nothing", "'c' is a list", "'d' is 'x'",
             "'e' is entries with keys")  # fmt: skip
    assert caught.value.faults == tuple(
        f"{tmp_path / 'weights.json'}: {kind}; allowed: a number, 0 or more" for kind in kinds
    )


@pytest.mark.parametrize("file", ["x.yaml", "x.csv", "x.xlsx", "x.soc"])
def test_each_kind_of_file_refuses_what_it_takes_no_account_of(file):
    given = {"direction": "ranks", "scale": "low < high", "sheet": "x", "unranked": "below"}
    refused = [name for name in given if name not in options_taken(file)]
    for name in refused:
        with pytest.raises(ProblemError, match=f"{file}: (a )?{name} is for "):
            read(file, **{name: given[name]})
    assert len(refused) == {"x.csv": 2, "x.xlsx": 1, "x.yaml": 4}.get(file, 3)


def test_yaml_and_json_of_the_same_problem_are_equal(tmp_path, problem):
    plain = yaml.load(LONG, Loader=yaml.BaseLoader)  # all text, so dates are no dates
    plain["criteria"][2]["judgements"]["survey"] = None
    plain["version"] = 1
    for criterion in plain["criteria"]:
        panel = criterion["judgements"]["panel"]
        if "order" in panel:
            panel["order"] = {name: int(rank) for name, rank in panel["order"].items()}
    assert read(write(tmp_path / "site.json", json.dumps(plain))) == problem
    assert read(write(tmp_path / "site.yaml", LONG)) == problem


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".YAML", ".Json"])
def test_the_suffix_says_how_to_read_in_any_case(tmp_path, suffix):
    content = json.dumps(short()) if suffix.lower() == ".json" else SHORT
    assert read(write(tmp_path / f"site{suffix}", content)) == parse(SHORT, "site")


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_a_byte_order_mark_does_no_harm(tmp_path, suffix):
    content = json.dumps(short()) if suffix == ".json" else SHORT
    file = tmp_path / f"site{suffix}"
    file.write_bytes(b"\xef\xbb\xbf" + content.encode())
    assert read(file).name == "site"


def test_the_path_may_be_text(tmp_path):
    assert read(str(write(tmp_path / "site.yaml", SHORT))).name == "site"


def test_windows_line_ends_do_no_harm(tmp_path):
    file = tmp_path / "site.yaml"
    file.write_bytes(SHORT.replace("\n", "\r\n").encode())
    assert read(file) == parse(SHORT, "site")


# --- short forms -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "judgement",
    [
        "south > north",
        ["south", "north"],
        [["south"], ["north"]],
        {"order": "south > north"},
        {"order": ["south", "north"]},
        {"order": {"north": 7, "south": 2}},
    ],
    ids=repr,
)
def test_an_order_may_stand_alone_or_under_its_key_in_any_form(judgement):
    assert parse_data(with_judgement(judgement)) == parse(SHORT, "site")


def test_a_judgement_that_is_left_empty_is_unscored_with_a_reason():
    judgement = parse(SHORT, "site").judgement("reach")
    assert judgement.status == "unscored"
    assert judgement.reason


def test_one_level_may_stand_alone():
    scales = [{"name": "level", "levels": ["low", "high"]}]
    judgement = {"levels": {"north": "low", "south": ["high"]}}
    form = {**with_judgement(judgement, scale="level"), "scales": scales}
    assert parse_data(form).ranks[0].tolist() == [2, 1]


@pytest.mark.parametrize("key", ["alternatives", "layers", "readings"], ids=lambda key: f"of {key}")
def test_a_name_may_stand_alone(key):
    named = short(**{key: [{"name": name} for name in short()[key]]})
    assert parse_data(named) == parse(SHORT, "site")


# --- text stays text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("yes", "no"),
        ("on", "off"),
        ("true", "FALSE"),
        ("2024-11-29", "2024-13-45"),
        ("1", "2"),
        ("010", "1_0"),
        ("5.10", "5.1"),
        ("1:30", "0x1F"),
    ],
)
def test_words_and_dates_that_yaml_would_convert_stay_the_text_they_are(first, second):
    content = SHORT.replace("[north, south]", f"[{first}, {second}]")
    problem = parse(content.replace("south > north", f"{second} > {first}"), "site")
    assert problem.alternative_names == (first, second)


def test_a_date_in_the_document_stays_text(problem):
    assert problem.document.date == "2024-11-29"


# --- files that cannot be read -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["site.pdf", "site.docx", "site", "yaml"])
def test_another_suffix_says_which_are_allowed(tmp_path, name):
    with pytest.raises(ProblemError) as caught:
        read(write(tmp_path / name, SHORT))
    assert ".yaml" in str(caught.value)
    assert ".json" in str(caught.value)
    assert name in str(caught.value)


@pytest.mark.parametrize("suffix", ["xls", "xlsb"])
def test_a_workbook_of_another_kind_says_how_to_save_it(tmp_path, suffix):
    with pytest.raises(ProblemError, match=r"site\.\w+: .*\.xlsx"):
        read(write(tmp_path / f"site.{suffix}", SHORT))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ProblemError) as caught:
        read(tmp_path / "missing.yaml")
    assert f"{tmp_path / 'missing.yaml'}: cannot be read" in str(caught.value)


def test_a_folder_cannot_be_read(tmp_path):
    (tmp_path / "site.yaml").mkdir()
    with pytest.raises(ProblemError, match="cannot be read"):
        read(tmp_path / "site.yaml")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_says_to_save_as_utf_8(tmp_path, encoding):
    file = tmp_path / "site.yaml"
    file.write_bytes(SHORT.replace("site", "café").encode(encoding))
    with pytest.raises(ProblemError, match=r"not UTF-8 text \(byte \d+\); save it as UTF-8"):
        read(file)


def test_the_faults_in_a_file_name_the_file(tmp_path):
    file = write(tmp_path / "site.yaml", SHORT.replace("layer: input", "layer: inptu"))
    with pytest.raises(ProblemError) as caught:
        read(file)
    assert caught.value.faults[0].startswith(f"{file}, line 8, column 5: ")


# --- writing whole or not at all ---------------------------------------------------------------


def test_a_new_file_is_written_and_its_path_given(tmp_path):
    target = tmp_path / "report.html"
    assert write_atomically(target, "é ≻\n") == target.resolve()
    assert target.read_bytes() == "é ≻\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_replaced_whole(tmp_path):
    target = write(tmp_path / "report.html", "a long text that was there before")
    write_atomically(str(target), "new", force=True)
    assert target.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_line_ends_are_the_same_on_every_system(tmp_path):
    write_atomically(tmp_path / "report.html", "one\ntwo\n")
    assert (tmp_path / "report.html").read_bytes() == b"one\ntwo\n"


@pytest.fixture
def full_disk(monkeypatch):
    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)


def test_when_writing_fails_the_old_file_stays_and_nothing_else(tmp_path, full_disk):
    target = write(tmp_path / "report.html", "old")
    with pytest.raises(ProblemError, match="cannot be written: No space left on device"):
        write_atomically(target, "new", force=True)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_when_writing_a_new_file_fails_nothing_is_left(tmp_path, full_disk):
    with pytest.raises(ProblemError, match="cannot be written"):
        write_atomically(tmp_path / "report.html", "new")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_an_error_that_names_the_path(tmp_path):
    with pytest.raises(ProblemError) as caught:
        write_atomically(tmp_path / "missing" / "report.html", "new")
    assert str(tmp_path / "missing" / "report.html") in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_overwritten(tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(ProblemError, match="is there already"):
        write_atomically(tmp_path / "report.html", "new")
    with pytest.raises(ProblemError, match="cannot be written"):
        write_atomically(tmp_path / "report.html", "new", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
