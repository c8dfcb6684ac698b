import json
import os

import pytest
import yaml

from mcda_ai.io.files import options_taken, parse, read, read_weights
from mcda_ai.io.problem_files.to_problem import problem_from_data
from mcda_ai.io.writing import write_atomically
from mcda_ai.messages.faults import ProblemError
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.weights import resolve

SHORT = """\
version: 1
name: site
alternatives: [north, south]
layers: [input, impact]
readings: [survey]
criteria:
  - name: cost
    layer: input
    judgements: {survey: south > north}
  - name: reach
    layer: impact
    judgements: {survey: }
"""

LONG = """\
version: 1
name: site
label: {nl: Locatie, en: Site}
description: Where to build
document: {title: A plan, authors: [Ann, Bob], publisher: Office, date: 2024-11-29}
alternatives:
  - {name: north, label: {nl: Noord, en: North}, description: The hill}
  - {name: south, label: Zuid}
  - east
layers:
  - {name: input, label: Inzet}
  - {name: rules, role: precondition}
scales:
  - name: level
    levels: [low, {name: mid, label: {nl: midden, en: middle}}, high]
readings:
  - {name: survey, label: Enquete, sources: [{table: 7}]}
  - panel
criteria:
  - name: cost
    layer: input
    label: {nl: Kosten, en: Cost}
    judgements:
      survey:
        order: south > north = east
        note: {en: rounded}
        sources: [{table: 3, section: "4.2"}]
      panel: [south, [north, east]]
  - name: noise
    layer: input
    scale: level
    judgements:
      survey: {levels: {north: low, south: [low, mid], east: high}}
      panel: {order: {north: 2, south: 2, east: 1}, status: corrected, reason: a slip}
  - name: law
    layer: rules
    judgements:
      survey:
      panel: {status: unscored, reason: {nl: niet gevraagd, en: not asked}}
scenarios:
  - name: quiet
    label: {nl: Stil, en: Quiet}
    sources: [{page: 9}]
    cells:
      - {criterion: noise, order: north > south > east}
      - {criterion: cost, order: north > south, sources: [{page: 12}]}
remarks:
  - {name: slip, text: Page 9 repeats page 8, sources: [{page: 9, document: Another plan}]}
weights: {cost: 3, noise: 1}
"""


def write(path, content):
    path.write_text(content, encoding="utf-8")
    return path


def short(**changes):
    """Give the short form as plain data, with some keys changed or, if None, taken away."""
    form = {**yaml.safe_load(SHORT), **changes}
    return {key: value for key, value in form.items() if value is not None}


def with_judgement(judgement, **criterion):
    """Give the short form with another judgement on the first criterion."""
    first, second = short()["criteria"]
    return short(criteria=[{**first, "judgements": {"survey": judgement}, **criterion}, second])


def parse_data(form):
    return parse(json.dumps(form), "site.json", as_json=True)


def faults_of(content, name="site.yaml"):
    with pytest.raises(ProblemError) as caught:
        parse(content, name, as_json=name.endswith(".json"))
    return caught.value.faults


def faults_of_data(form):
    return faults_of(json.dumps(form), "site.json")


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


# --- every fault named -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (short(version=2), ["version: '2'; allowed: '1'"]),
        (short(version=None), ["version: missing"]),
        (short(name=None), ["name: missing"]),
        (short(criteria=None), ["criteria: missing"]),
        (short(alternativs=[]), ["unknown key 'alternativs'; did you mean 'alternatives'?"]),
        (short(alternatives="north"), ["alternatives: ", "found 'north'"]),
        (short(alternatives=["north", None]), ["alternatives > entry 2: ", "found nothing"]),
        (short(alternatives=["north"]), ["at least 2 are needed"]),
        (short(alternatives=["north", "south", "north"]), ["'north' stands there 2 times"]),
        (
            short(alternatives=["north", {"name": "south", "labl": "Zuid"}]),
            ["alternatives > 'south': unknown key 'labl'; did you mean 'label'?"],
        ),
        (
            short(alternatives=["north", {"name": "south", "label": {"nll": "Zuid"}}]),
            ["alternatives > 'south' > label: unknown key 'nll'; did you mean 'nl'? allowed: nl"],
        ),
        (short(layers=["input"]), ["criterion 'reach': unknown layer 'impact'"]),
        (
            short(layers=["inptu", "impact"]),
            ["criterion 'cost': unknown layer 'input'; did you mean 'inptu'?"],
        ),
        (
            short(layers=["input", {"name": "impact", "role": "benefit"}]),
            ["layers > 'impact' > role: ", "'benefit chain' or 'precondition'", "'benefit'"],
        ),
        (
            short(readings=["panel"]),
            ["criterion 'cost', reading 'survey': unknown reading 'survey'", "allowed: panel"],
        ),
        (short(readings=["survey", "panel"]), ["reading 'panel', criterion 'cost': no judgement"]),
        (
            short(document={"titel": "A plan"}),
            ["document: unknown key 'titel'; did you mean 'title'?", "document > title: missing"],
        ),
        (
            short(scales=[{"name": "level", "levels": ["low"]}]),
            ["scales > 'level' > levels: ", "at least 2"],
        ),
        (short(scenarios=[{"name": "quiet", "cells": []}]), ["scenarios > 'quiet' > cells: "]),
        (
            short(scenarios=[{"name": "quiet", "cells": [{"criterion": "csot", "order": "nrth"}]}]),
            [
                "scenario 'quiet', criterion 'csot': unknown criterion 'csot'; did you mean 'cost'",
                "unknown alternative 'nrth'; did you mean 'north'?",
            ],
        ),
        (
            short(remarks=[{"name": "slip", "text": "x", "sources": [{"tabel": 3}]}]),
            ["remarks > 'slip' > sources > entry 1: unknown key 'tabel'; did you mean 'table'?"],
        ),
        (
            with_judgement("south >"),
            ["criteria > 'cost' > judgements > survey > order: ", "empty place"],
        ),
        (
            with_judgement({"order": {"north": "x", "south": 1}}),
            ["criteria > 'cost' > judgements > survey > order: ", "rank of 'north': 'x'"],
        ),
        (with_judgement(3), ["criterion 'cost': unknown alternative '3'"]),
        (
            with_judgement("suoth > north"),
            ["reading 'survey', criterion 'cost': unknown alternative 'suoth'", "mean 'south'?"],
        ),
        (
            with_judgement({"ordre": "south > north"}),
            [
                "criteria > 'cost' > judgements > survey: unknown key 'ordre'",
                "mean 'order'? allowed",
            ],
        ),
        (
            with_judgement({"order": "south > north", "status": "fixed"}),
            ["criteria > 'cost' > judgements > survey > status: ", "'corrected'", "'fixed'"],
        ),
        (
            with_judgement({"order": "south > north", "status": "corrected"}),
            ["criterion 'cost', reading 'survey': status 'corrected' needs a reason"],
        ),
        (with_judgement({}), ["criterion 'cost', reading 'survey': ", "there is no ranking"]),
        (
            with_judgement({"levels": {"north": "low", "south": "high"}}),
            ["reading 'survey', criterion 'cost': levels, but the criterion names no scale"],
        ),
        (
            with_judgement("south > north", scale="level"),
            ["unknown scale 'level'; allowed: none"],
        ),
        (
            with_judgement("south > north", lable="Kosten"),
            ["criteria > 'cost': unknown key 'lable'; did you mean 'label'?"],
        ),
        (short(weights={"csot": 1}), ["weights: unknown ", "'csot'; did you mean 'cost'?"]),
        (short(weights={"cost": -1}), ["weights: 'cost' is -1"]),
        (short(weights={"cost": 0}), ["weights: all are zero"]),
        (short(weights={"cost": "two"}), ["weights > cost: ", "number", "found 'two'"]),
    ],
    ids=lambda value: value[0][:40] if isinstance(value, list) else "",
)
def test_a_fault_is_told_with_its_place_and_the_nearest_name(form, words):
    faults = faults_of_data(form)
    told = "\n".join(faults)
    assert [word for word in words if word not in told] == []
    assert all(fault.startswith("site.json, line 1, column ") for fault in faults)


def test_several_faults_of_the_data_are_told_at_once():
    told = "\n".join(
        faults_of_data(
            {
                **with_judgement("south >"),
                "version": 3,
                "weigths": {},
                "layers": [{"name": "input", "role": "x"}, "impact"],
            }
        )
    )
    for words in ("version", "weigths", "layers > 'input' > role", "criteria > 'cost'"):
        assert words in told


def test_several_faults_of_meaning_are_told_at_once():
    first, second = short()["criteria"]
    told = "\n".join(
        faults_of_data(
            short(
                alternatives=["north", "south", "north"],
                criteria=[{**first, "layer": "inptu"}, {**second, "scale": "level"}],
                scenarios=[{"name": "s", "cells": [{"criterion": "csot", "order": "north"}]}],
            )
        )
    )
    for words in ("'north' stands there 2 times", "'inptu'", "'level'", "'csot'"):
        assert words in told


def test_a_long_value_is_cut_in_the_message():
    (fault,) = faults_of_data(short(version="x" * 1000))
    assert len(fault) < 200


# --- text that cannot be read ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SHORT + "name: again\n", "line 13, column 1: not readable as YAML: the key 'name' stand"),
        ("a: {b: 1, b: 2}\n", "line 1, column 11: not readable as YAML: the key 'b' stands"),
        ("yes: 1\nyes: 2\n", "the key 'yes' stands there twice"),
        ("a: [1\nb: 2\n", "line 2, column 2: not readable as YAML"),
        ("a:\n\t- b\n", "line 2, column 1: not readable as YAML"),
        (SHORT + "---\na: 1\n", "not readable as YAML"),
        ("[1]: a\n", "line 1, column 1: not readable as YAML: a key must be a text"),
        ("a: \x00\n", "not readable as YAML"),
        ("a: !!python/object/apply:os.getcwd []\n", "not readable as YAML"),
        ("[" * 5000, "not readable as YAML"),
        ("[" * 5000 + "]" * 5000, "not readable as YAML"),
    ],
    ids=[
        *("double key", "double key inside", "double yes", "bracket", "tab", "two documents"),
        *("list as key", "control character", "object", "deep", "deep and closed"),
    ],
)
def test_text_that_is_no_yaml_says_where_and_why(content, words):
    (fault,) = faults_of(content)
    assert fault.startswith("site.yaml")
    assert words in fault


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"a": 1, "a": 2}', "not readable as JSON: the key 'a' stands there twice"),
        ('{"b": {"a": 1, "a": 2}}', "the key 'a' stands there twice"),
        ('{"a": 1,\n "b" 2}', "line 2, column 6: not readable as JSON"),
        ("", "line 1, column 1: not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
    ],
    ids=["double key", "double key inside", "colon", "empty", "deep"],
)
def test_text_that_is_no_json_says_where_and_why(content, words):
    (fault,) = faults_of(content, "site.json")
    assert fault.startswith("site.json")
    assert words in fault


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds nothing"),
        ("- a\n", "holds a list"),
        ("some words\n", "holds 'some words'"),
        ("3\n", "holds '3'"),
    ],
)
def test_a_top_level_that_is_no_mapping_says_what_is_expected(content, words):
    (fault,) = faults_of(content)
    assert words in fault
    assert "version, name," in fault


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


# --- measured criteria -------------------------------------------------------------------------

MEASURED = {
    "name": "cost",
    "layer": "input",
    "unit": "EUR",
    "direction": "min",
    "preference": {"kind": "linear", "q": 1, "p": 3},
    "judgements": {"survey": {"values": {"north": 4, "south": "2.0"}}},
}


def measured(**changes):
    """Give the short form with a measured criterion, some of its keys changed or taken away."""
    criterion = {key: value for key, value in {**MEASURED, **changes}.items() if value is not None}
    return short(criteria=[criterion, short()["criteria"][1]])


def test_a_measured_criterion_stands_beside_a_ranked_one():
    problem = parse_data(measured())
    cost = problem.criteria[0]
    assert (cost.unit, cost.direction) == ("EUR", "min")
    assert cost.preference == PreferenceFunction("linear", q=1, p=3)
    assert problem.preferences.values[0].tolist() == [[0, 0], [0.5, 0]]


def test_a_preference_function_may_be_named_alone_and_a_value_left_empty():
    values = {"survey": {"values": {"north": 4, "south": None}, "note": "south was closed"}}
    second = {"name": "reach", "layer": "impact", "judgements": {"survey": "north > south"}}
    form = measured(preference="usual", judgements=values)
    problem = parse_data({**form, "criteria": [form["criteria"][0], second]})
    assert problem.judgement("cost").values == {"north": 4.0}
    assert problem.scored.tolist() == [False, True]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"direction": None}, "criterion 'cost': there are values, but no direction; allowed: max"),
        ({"direction": "lower"}, "allowed: max (more is better) or min (less is better); found 'l"),
        ({"preference": "linaer"}, "preference > kind: 'linaer'; allowed: 'usual', 'u-shape'"),
        (
            {"preference": {"kind": "linear", "q": 3, "p": 1}},
            "p is 1; it must exceed q, which is 3",
        ),
        ({"preference": {"kind": "u-shape", "q": -1}}, "q is -1.0; allowed: a number, 0 or more"),
        ({"preference": {"shape": "usual"}}, "preference: unknown key 'shape'; allowed: kind, q"),
        ({"judgements": {"survey": {"values": {"north": "3,5"}}}}, "with a point where it has dec"),
        (
            {"judgements": {"survey": {"values": {"north": True}}}},
            "a number is needed; found 'True'",
        ),
        ({"judgements": {"survey": {"values": {"north": "1e999"}}}}, "a number is needed"),
        ({"judgements": {"survey": {"values": {"nroth": 3}}}}, "'nroth'; did you mean 'north'?"),
        (
            {"judgements": {"survey": {"values": {"north": 3}, "order": "north > south"}}},
            "more than one of an order, levels and values; allowed: one of them",
        ),
        (
            {"judgements": {"survey": {"north": 3, "south": 4}}},
            "the numbers under survey can be ranks or measured values; write them under 'order'",
        ),
    ],
)
def test_what_is_wrong_with_a_measured_criterion_is_told(changes, words):
    told = "\n".join(faults_of_data(measured(**changes)))
    assert words in told


# --- circumstances -----------------------------------------------------------------------------


def test_a_file_can_give_the_reading_and_the_scenarios_in_use():
    text = LONG + "circumstances: {reading: panel, scenarios: [quiet], removed: [west]}\n"
    problem = parse(text, "site.yaml")
    assert problem.circumstances == ["reading panel", "scenario quiet", "without west"]


def test_circumstances_that_do_not_exist_are_told_with_their_place():
    faults = faults_of(LONG + "circumstances:\n  reading: panle\n  scenarios: [quit]\n")
    assert len(faults) == 2
    n = LONG.count("\n")
    assert f"site.yaml, line {n + 2}, column 3: site: unknown reading 'panle'; did you" in faults[0]
    assert f"line {n + 3}, column 15: site: unknown scenario 'quit'; did you mean" in faults[1]


# --- what is said explicitly -------------------------------------------------------------------


def test_an_empty_list_of_sources_is_not_filled_from_the_reading():
    text = LONG.replace("status: corrected,", "status: corrected, sources: [],")
    assert parse(LONG, "x").reading("panel").judgement("noise").sources == ()
    changed = text.replace("- panel", "- {name: panel, sources: [{table: 8}]}")
    assert parse(changed, "x").reading("panel").judgement("noise").sources == ()
    assert parse(changed, "x").reading("panel").judgement("cost").sources[0].table == "8"


def test_an_empty_label_is_no_label():
    north = parse(LONG.replace("label: {nl: Noord, en: North}", "label: ''"), "x").alternatives[0]
    assert not north.label


@pytest.mark.parametrize("name", [" north", "north "])
def test_a_name_with_a_space_around_it_is_refused(name):
    told = "\n".join(faults_of_data(short(alternatives=[name, "south", "north"])))
    assert f"alternative '{name}': a name cannot begin or end with a space" in told


def test_python_numbers_will_do_for_texts():
    data = short(name=2024, alternatives=[1, 2.5], label=7)
    data["criteria"][0]["judgements"] = {"survey": {"1": 2, "2.5": 1}}
    problem = problem_from_data(data)
    assert (problem.name, problem.alternative_names, problem.label.en) == (
        "2024",
        ("1", "2.5"),
        "7",
    )
    assert problem.judgement("cost").text() == "2.5 > 1"
