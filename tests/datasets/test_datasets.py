import json

import pytest

from mcda_ai.datasets import dataset_names, load
from mcda_ai.io.sources import find_source
from mcda_ai.messages.faults import ProblemError

FORM = {
    "version": 1,
    "name": "site",
    "alternatives": ["north", "south"],
    "layers": ["input"],
    "readings": ["survey"],
    "criteria": [{"name": "cost", "layer": "input", "judgements": {"survey": "south > north"}}],
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "site.json"
    path.write_text(json.dumps(FORM), encoding="utf-8")
    return path


def test_the_datasets_are_listed_by_name():
    assert {"ai-factory", "ai-factory-features"} <= set(dataset_names())
    assert dataset_names() == sorted(dataset_names())


@pytest.mark.parametrize("name", dataset_names())
def test_every_dataset_loads_under_its_own_name(name):
    assert load(name).name == name


@pytest.mark.parametrize("name", ["ai-factory", "AI Factory", "ai_factory"])
def test_a_dataset_is_found_whatever_the_case_spaces_and_hyphens(name):
    assert load(name).name == "ai-factory"


def test_an_unknown_dataset_is_answered_with_the_nearest():
    with pytest.raises(ProblemError) as caught:
        load("ai-factry")
    assert "unknown dataset 'ai-factry'; did you mean 'ai-factory'?" in str(caught.value)
    assert "allowed: ai-factory" in str(caught.value)


def test_of_a_file_it_is_told_what_reads_it():
    with pytest.raises(ProblemError) as caught:
        load("my.xlsx")
    assert caught.value.faults == (
        "'my.xlsx' is no dataset; a file is read by mcda_ai.read('my.xlsx')",
    )


def test_a_folder_is_no_name_but_does_not_hide_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("ai-factory", "mine"):
        (tmp_path / name).mkdir()
    assert find_source("ai-factory").problem == load("ai-factory")
    with pytest.raises(ProblemError) as caught:
        find_source("mine")
    assert str(caught.value) == "mine: cannot be read: it is a folder; allowed: a file"


def test_a_name_or_file_may_be_a_name():
    assert find_source("AI factory").problem == load("ai-factory")


def test_a_name_or_file_may_be_a_file(file):
    assert find_source(str(file)).problem.name == "site"


def test_a_name_or_file_may_be_a_path_object(file):
    assert find_source(file).problem.name == "site"


def test_a_file_named_like_a_dataset_is_read(file, monkeypatch):
    monkeypatch.chdir(file.parent)
    file.rename(file.with_name("ai-factory.json"))
    assert find_source("ai-factory.json").problem.name == "site"


@pytest.mark.parametrize("wanted", ["missing.yaml", "missing.YML", "folder/missing.json"])
def test_what_looks_like_a_file_is_never_taken_for_a_name(wanted):
    with pytest.raises(ProblemError, match="cannot be read"):
        find_source(wanted)


def test_neither_name_nor_file_says_that_a_file_would_do():
    with pytest.raises(ProblemError) as caught:
        find_source("ai-factry")
    assert "did you mean 'ai-factory'?" in str(caught.value)
    assert ".yaml, .yml, .json" in str(caught.value)
