"""What is wrong with a file, whatever it holds, in Dutch; `test_golden` has more of it."""

from dataclasses import replace

import pytest

import mcda_ai as mcda
from mcda_ai.io.files import read_weights
from mcda_ai.io.problem_files.to_problem import problem_from_data
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label

SITE = mcda.from_rankings({"cost": "A > B"}, name="site")


def told_of(make):
    with pytest.raises(ProblemError) as caught:
        make()
    return [fault.in_words("nl") for fault in caught.value.faults]


def test_what_is_wrong_with_files_is_told_in_dutch(tmp_path):
    file = mcda.write(SITE, tmp_path / "site.yaml")
    assert told_of(lambda: mcda.write(SITE, file)) == [
        f"{file}: bestaat al; vervangen kan met --force, of met force=True in Python"
    ]
    (fault,) = told_of(lambda: mcda.read(file, most_bytes=10))
    assert fault.startswith(f"{file}: groter dan 10 bytes, en meer wordt niet gelezen tenzij u")
    why = "een probleembestand zegt zelf wat de oordelen betekenen"
    assert told_of(lambda: mcda.read(file, sheet="x", direction="ranks")) == [
        f"{file}: een richting opgeven kan alleen bij een tabel; {why}",
        f"{file}: een blad opgeven kan alleen bij een werkmap; {why}",
    ]
    (fault,) = told_of(lambda: mcda.write(SITE, "site"))
    assert fault.startswith("site: een bestand zonder extensie is niet te schrijven; toegestaan: .")


def test_a_reason_of_the_file_system_is_told_as_the_system_gives_it(tmp_path):
    file = tmp_path / "none" / "site.yaml"
    with pytest.raises(ProblemError) as caught:
        mcda.read(file)
    (fault,) = caught.value.faults
    assert fault == f"{file}: cannot be read: there is no such file"
    assert fault.in_words("nl") == f"{file}: kan niet worden gelezen: dat bestand bestaat niet"
    assert fault.innermost.kind == "io.faults.cannot be read"


def test_a_folder_is_told_as_one_where_a_file_is_read_or_written(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    assert told_of(lambda: mcda.read(folder)) == [
        f"{folder}: kan niet worden gelezen: dat is een map; toegestaan: een bestand"
    ]
    file = tmp_path / "none" / "site.yaml"
    assert told_of(lambda: mcda.write(SITE, file)) == [
        f"{file}: kan niet worden geschreven: die map bestaat niet"
    ]


@pytest.mark.parametrize("name", ["picture.csv", "picture.soi"])
def test_a_picture_under_the_name_of_a_table_is_told_as_one(tmp_path, name):
    file = tmp_path / name
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (fault,) = told_of(lambda: mcda.read(file))
    assert fault.startswith(f"{file}: een werkmap, document of afbeelding onder een andere naam;")


def test_what_is_wrong_with_saved_weights_is_told_in_dutch(tmp_path):
    file = tmp_path / "weights.json"
    file.write_text('{"cost": true, "reach": [1]}', encoding="utf-8")
    assert told_of(lambda: read_weights(file)) == [
        f"{file}: ‘cost’ is ‘true’; toegestaan: een getal, 0 of meer",
        f"{file}: ‘reach’ is een lijst; toegestaan: een getal, 0 of meer",
    ]


def test_a_switch_that_is_none_is_told_in_our_words():
    """Pydantic speaks of a valid boolean, and of what it cannot interpret."""
    data = {"version": 1, "name": "x", "alternatives": ["A", "B"], "layers": ["l"],
            "readings": ["r"], "criteria": [], "counts": "perhaps"}  # fmt: skip
    with pytest.raises(ProblemError) as caught:
        problem_from_data(data)
    fault = caught.value.faults[0]
    assert fault == "counts: true or false is needed; found 'perhaps'"
    assert fault.in_words("nl") == "counts: er is true of false nodig; gevonden: ‘perhaps’"
    assert fault.place == ("counts",)


def test_what_only_data_of_python_can_hold_is_told_in_our_words():
    data = {"version": 1, "name": "x", "alternatives": ["A", "B"], "layers": ["l"],
            "readings": ["r"], "criteria": [], "weights": {"A": "\ud800"},
            "description": {3: "x"}}  # fmt: skip
    with pytest.raises(ProblemError) as caught:
        problem_from_data(data)
    assert caught.value.faults[:2] == (
        "description: a key must be a text; found '3'",
        "weights > A: the sign U+D800 cannot stand in a text",
    )


def test_a_check_tells_its_faults_in_dutch_each_on_one_line():
    problem = mcda.from_rankings({"cost": "A > B", "trust": None, "view": "B > A"})
    label = Label.same("two\x1b\nlines")
    named = tuple(replace(each, label=label) for each in problem.criteria[::2])
    found = mcda.check(replace(problem, criteria=(named[0], problem.criteria[1], named[1])))
    assert found.in_words("nl")[2:] == (
        "waarschuwing: criterium ‘trust’: niemand heeft het gescoord; het telt niet mee",
        "waarschuwing: criteria ‘cost’ en ‘view’ hebben hetzelfde label ‘two\\x1b lines’",
    )
    assert found.to_dict()["claims"][2]["values"] == {"text": found.warnings[0]}
