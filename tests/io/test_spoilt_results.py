"""A file that is not as it was written ends as a plain fault, and never as anything else."""

import hashlib
import json
import os
from dataclasses import replace
from typing import get_origin

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.results import reading
from mcda_ai.io.results.encodings import encoding_of
from mcda_ai.io.results.tables import series_from_data
from mcda_ai.io.results.writing import content_of
from mcda_ai.messages.faults import Fault, ProblemError
from mcda_ai.messages.label import LANGUAGES
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import WeightSpace
from tests.sameness import assert_same
from tests.strategies import examples

QUICK = {"size": 300, "rng": 1}


def sealed(data):
    """Seal again, written here by the book: SHA-256 over the JSON with sorted keys."""
    content = {key: value for key, value in data.items() if key != "sha256"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return {**content, "sha256": hashlib.sha256(text.encode("ascii")).hexdigest()}


@pytest.fixture(scope="module")
def small():
    problem = mcda.from_rankings({"cost": "A > B", "reach": {"B": 1, "A": 2}})
    question = mcda.next_question(problem, **QUICK)
    return [mcda.rank(problem, "promethee1"), mcda.robustness(problem), question,
            mcda.stability(problem, "borda")]  # fmt: skip


@pytest.fixture(scope="module")
def contents(small):
    return [content_of(result) for result in small]


def faults_of(path, content, **limits):
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(ProblemError) as caught:
        mcda.load_result(path, **limits)
    return caught.value.faults


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "line 1, column 1: not readable as JSON"),
        ("[]", "no saved result: a list of 0; allowed: a .json file that --save or mcda.save"),
        ('{"version": 1, "name": "site"}', "no saved result: an object with the keys version"),
        (b"\xff\xfe\x00", "not UTF-8 text (byte 1)"),
        ('{"a": 1, "a": 2}', "the key 'a' stands there twice"),
        ('{"a": NaN}', "NaN is no number there"),
        ('{"a": ' + "9" * 5000 + "}", "a number that is too long"),
        ("[" * 100_000, "too deep to be a saved result"),
        (
            '{"mcda_ai": "9.0", "format": 2, "type": "Poll"}',
            "written by a newer version ('9.0'), in format 2; allowed here: format 1",
        ),
        (
            '{"mcda_ai": "9.0", "format": ' + "9" * 1000 + ', "type": "Poll"}',
            f"in format {'9' * 20}; allowed here: format 1",
        ),
        ('{"mcda_ai": "0", "format": 1, "type": "Ranking"}', "not as it was written; needed"),
        ('{"mcda_ai": "0", "format": "1", "type": "Ranking"}', "not as it was written; needed"),
    ],
)
def test_a_foreign_file_is_told(tmp_path, content, words):
    (fault,) = faults_of(tmp_path / "r.json", content)
    assert words in fault
    assert fault.startswith(str(tmp_path / "r.json"))


@pytest.mark.parametrize("name", ["site.yaml", "site.json", "site.csv", "site.xlsx", "site.soi"])
def test_a_problem_file_is_no_saved_result(tmp_path, name):
    path = mcda.write(mcda.from_rankings({"cost": "A > B"}, weights={"cost": 1}), tmp_path / name)
    with pytest.raises(ProblemError) as caught:
        mcda.load_result(path)
    (fault,) = caught.value.faults
    assert fault.startswith(f"{path}: no saved result")
    assert fault.endswith(
        "; allowed: a .json file that --save or mcda.save wrote; for a problem file use mcda.read"
    )


@pytest.mark.parametrize("name", ["result.json", "result.yaml"])
def test_a_saved_result_is_no_problem_file(tmp_path, small, name):
    path = tmp_path / name
    path.write_bytes(mcda.save(small[0], tmp_path / "saved.json").read_bytes())
    told = (
        f"{path}, line 1, column 1: a saved result ('Ranking'), not a problem; allowed here: the "
        "problem file that it was made from. In Python, mcda.load_result opens a saved result"
    )
    assert mcda.check(path).faults == (told,)
    with pytest.raises(ProblemError) as caught:
        mcda.read(path)
    assert caught.value.faults == (told,)


def test_a_missing_file_a_folder_and_a_path_that_cannot_be_are_told(tmp_path):
    for path in (tmp_path / "none.json", tmp_path, f"{tmp_path}{os.sep}\0.json"):
        with pytest.raises(ProblemError, match="cannot be read"):
            mcda.load_result(path)


def test_a_file_that_is_too_large_is_not_read_unless_allowed(tmp_path, contents):
    text = json.dumps(contents[0])
    (fault,) = faults_of(tmp_path / "r.json", text, most_bytes=len(text) - 1)
    assert fault.endswith(f"more than {len(text) - 1:,} bytes; allow more with most_bytes")
    assert mcda.load_result(tmp_path / "r.json", most_bytes=len(text))


def test_a_problem_that_is_too_large_is_told_before_it_is_put_together(tmp_path, contents):
    problem = contents[0]["problems"][0]
    options = [{"name": f"o{k}", "label": {"nl": "", "en": ""}} for k in range(2001)]
    many = sealed({**contents[0], "problems": [{**problem, "alternatives": options}]})
    (fault,) = faults_of(tmp_path / "r.json", json.dumps(many))
    assert "problem 1: 2,001 alternatives; allowed: up to 2,000; allow more" in fault
    (fault,) = faults_of(tmp_path / "r.json", json.dumps(contents[0]), most_pairs=7)
    assert "8 pairs of alternatives over all criteria; allowed: up to 7" in fault


def test_a_figure_that_was_changed_is_noticed(tmp_path, contents):
    text = json.dumps(contents[1])
    assert "0.5" in text
    (fault,) = faults_of(tmp_path / "r.json", text.replace("0.5", "0.6", 1))
    assert fault.endswith("it was changed, or damaged, after it was saved")


def test_other_line_ends_and_spaces_do_no_harm(tmp_path, small, contents):
    text = json.dumps(contents[0], indent=3).replace("\n", "\r\n")
    (tmp_path / "r.json").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert repr(mcda.load_result(tmp_path / "r.json")) == repr(small[0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r.pop("coverage"), ["coverage: missing; it is needed"]),
        (lambda r: r.update(cover=1), ["unknown key 'cover'; did you mean 'coverage'?"]),
        (lambda r: r.update(n_orders="many"), ["n_orders: 'many'; needed: a whole number"]),
        (lambda r: r.update(n_orders=True), ["n_orders: yes or no; needed: a whole number"]),
        (lambda r: r.update(leaders=["A", 1]), ["leaders: entry 2: '1'; needed: a text"]),
        (lambda r: r.update(problem=1), ["problem: '1'; needed: the place of a problem"]),
        (lambda r: r.update(method="borda"), ["method: 'borda'; needed: a method with the keys"]),
        (lambda r: r["method"].update(family="best"), ["method 'promethee1': unknown family"]),
        (lambda r: r.update(figures={"a": {"number": "big"}}), ["figures: 'a': an object"]),
        (lambda r: r.update(coverage=None, notes=3), ["coverage: nothing", "notes: '3'"]),
        (lambda r: r["ranks"].update(dtype="O"), ["ranks: a column of 'O'; allowed: object, str"]),
        (lambda r: r["ranks"]["values"].pop(), ["ranks: a series with 1 values and 2 names"]),
        (lambda r: r["ranks"].update(values=[1, 1e99]), ["ranks: a column of int64 with values"]),
        (lambda r: r["ranks"].update(values=[1, 2**70]), ["ranks: a column of int64 with a num"]),
        (lambda r: r.update(by_pair=r["by_alternative"]), ["its parts do not fit together"]),
    ],
)
def test_a_forged_seal_does_not_let_a_wrong_part_in(tmp_path, contents, change, words):
    data = json.loads(json.dumps(contents[0]))
    change(data["result"])
    faults = faults_of(tmp_path / "r.json", json.dumps(sealed(data)))
    assert len(faults) == len(words)
    for fault, expected in zip(faults, words, strict=True):
        assert expected in fault


def test_a_faulty_problem_is_told_with_its_place(tmp_path, contents):
    data = json.loads(json.dumps(contents[0]))
    data["problems"][0]["criteria"][0]["layer"] = "crit"
    (fault,) = faults_of(tmp_path / "r.json", json.dumps(sealed(data)))
    assert "problem 1: problem: criterion 'cost': unknown layer 'crit'; did you mean" in fault


def test_what_is_wrong_with_a_saved_result_is_said_in_dutch_too(tmp_path, contents):
    data = json.loads(json.dumps(contents[0]))
    data["result"].update(leaders=["A", 1], n_orders="many")
    data["result"].pop("coverage")
    path = tmp_path / "r.json"
    told = [fault.in_words("nl") for fault in faults_of(path, json.dumps(sealed(data)))]
    assert told == [
        f"{path}: n_orders: ‘many’; nodig: een geheel getal",
        f"{path}: leaders: onderdeel 2: ‘1’; nodig: een tekst",
        f"{path}: coverage: ontbreekt, maar is nodig",
    ]
    (fault,) = faults_of(path, '{"a": NaN,')
    assert fault.in_words("nl") == f"{path}: niet te lezen als JSON: NaN is daar geen getal"
    (fault,) = faults_of(path, "[]")
    assert fault.in_words("nl").startswith(f"{path}: geen bewaard resultaat: een lijst van 0; ")


@pytest.mark.parametrize(
    "hint",
    [bool, int, float, str, type(None), pd.DataFrame, pd.Series, mcda.Method, Fault, WeightSpace,
     DecisionProblem, mcda.Stability, list[str], dict[str, int], tuple[int, str]],
    ids=str,
)  # fmt: skip
def test_what_is_needed_instead_of_another_kind_is_said_in_both_languages(hint):
    with pytest.raises(ProblemError) as caught:
        encoding_of(hint).from_data("?" if get_origin(hint) else [["?"]], [])
    (fault,) = caught.value.faults
    assert "; needed: " in fault
    assert "; nodig: " in fault.in_words("nl")


@pytest.mark.parametrize("key", reading._MOST_PARTS)
def test_too_many_parts_of_a_problem_are_counted_in_both_languages(key):
    with pytest.raises(ProblemError) as caught:
        reading._check_size({key: [0] * 1200}, 1000, 10**9)
    (fault,) = caught.value.faults
    assert fault == f"1,200 {key}; allowed: up to 1,000; allow more with most_parts"
    assert fault.in_words("nl").startswith("1.200 ")
    assert fault.in_words("nl").endswith("; toegestaan: hooguit 1.000; sta meer toe met most_parts")


def test_an_unknown_kind_of_result_is_told_and_never_imported(tmp_path, contents):
    for kind in ("Rankin", "os.system", ["Ranking"]):
        data = sealed({**contents[0], "type": kind})
        (fault,) = faults_of(tmp_path / "r.json", json.dumps(data))
        assert "unknown kind of result" in fault


def test_a_field_that_came_later_has_its_default(tmp_path, small, contents):
    data = json.loads(json.dumps(contents[0]))
    assert data["result"].pop("figures")
    (tmp_path / "r.json").write_text(json.dumps(sealed(data)), encoding="utf-8")
    assert_same(mcda.load_result(tmp_path / "r.json"), replace(small[0], figures={}))


@given(data=st.data())
@examples(300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_of_the_bytes_ends_as_the_same_result_or_as_a_fault(
    data, small, contents, tmp_path
):
    which = data.draw(st.integers(0, len(small) - 1))
    text = json.dumps(contents[which]).encode()
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.sampled_from([0, 1, 2, 20, len(text)]))
    new = data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"]", b"9", b"null"]))
    path = tmp_path / "r.json"
    path.write_bytes(text[:start] + new + text[start + length :])
    try:
        loaded = mcda.load_result(path)
    except ProblemError:
        return
    assert_same(small[which], loaded)


def places_in(value, path=()):
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places_in(value[key], (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from places_in(each, (*path, index))


ODD = st.one_of(
    st.sampled_from([None, True, -1, 0, 10**30, 1e300, "", "A", "nan", [], {}, [[]], {"a": 1}]),
    st.sampled_from([{"number": "nan"}, {"tuple": []}, {"mapping": [[{"mapping": []}, 1]]}]),
    st.text(max_size=3),
)


@given(data=st.data())
@examples(300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_under_a_new_seal_ends_as_a_result_or_as_a_fault(data, contents, tmp_path):
    content = json.loads(json.dumps(data.draw(st.sampled_from(contents))))
    *parents, last = data.draw(st.sampled_from([path for path in places_in(content) if path]))
    inside = content
    for step in parents:
        inside = inside[step]
    if data.draw(st.booleans()):
        inside[last] = data.draw(ODD)
    else:
        del inside[last]
    path = tmp_path / "r.json"
    path.write_text(json.dumps(sealed(content)), encoding="utf-8")
    try:
        loaded = mcda.load_result(path)
    except ProblemError as error:
        told = [fault.in_words(language) for fault in error.faults for language in LANGUAGES]
    else:
        told = (repr(loaded),)
    assert told
    assert all(told)


@pytest.mark.parametrize("levels", [False, True])
def test_an_index_of_lists_is_a_fault(levels):
    column = {"dtype": "object", "values": [["a"], ["b"]]}
    data = {"names": ["x"], "levels": [column]} if levels else {"name": "x", **column}
    with pytest.raises(ProblemError, match="an index with a list of 1 in it; needed: texts or"):
        series_from_data({"index": data, "name": None, "dtype": "int64", "values": [1, 2]})
