"""The lists of words that tables and the template use, as their data files hold them."""

from importlib.resources import files
from itertools import chain
from typing import get_args

import pytest

from mcda_ai.io.spreadsheet.grid import folded
from mcda_ai.io.tables import headers
from mcda_ai.io.tables.words import all_spellings, spellings, word_lists
from mcda_ai.io.template import columns
from mcda_ai.problem.evidence import Role, Status

LANGUAGES = {"en", "nl", "any"}
OF_TABLES = word_lists()
OF_THE_TEMPLATE = word_lists("io.template", "columns")


def lists_in(data, name=""):
    """Find each list with its heading: where the keys are languages, the values are words."""
    if set(data) <= LANGUAGES | {"also"}:
        yield name, data
        return
    for key, value in data.items():
        yield from lists_in(value, f"{name} {key}".strip())


LISTS = {**dict(lists_in(OF_TABLES)), **dict(lists_in(OF_THE_TEMPLATE))}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_each_word_once_as_it_is_compared(name):
    for words in (LISTS[name][key] for key in LANGUAGES & set(LISTS[name])):
        assert words
        assert all(isinstance(word, str) and word == folded(word) for word in words)
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_words_of_both_languages_unless_they_are_signs(name):
    assert set(LISTS[name]) & LANGUAGES in ({"en", "nl"}, {"en", "nl", "any"}, {"any"}, set())
    assert set(LISTS[name]) & LANGUAGES or LISTS[name]["also"] in headers.HEADERS


@pytest.mark.parametrize(
    "words",
    [headers.HEADERS, headers.DIRECTION_WORDS, columns.SHEETS, columns.ROLES, columns.STATUSES,
     *columns.COLUMNS.values(), all_spellings(OF_TABLES["places"])],
)  # fmt: skip
def test_no_word_means_two_things(words):
    every = list(chain.from_iterable(map(set, words.values())))
    assert len(set(every)) == len(every)


def test_the_first_word_of_each_language_is_the_one_that_is_written():
    assert spellings({"any": ["-"], "nl": ["bron", "b"], "en": ["source", "s"]}) == (
        "source", "bron", "-", "s", "b",
    )  # fmt: skip
    assert headers.HEADERS["note"][:2] == ("note", "opmerking")
    assert columns.COLUMNS["weights"]["own"][:2] == ("own weights", "eigen gewichten")
    assert {"gewicht", "weight"} <= set(columns.COLUMNS["weights"]["own"])


def test_the_keys_are_those_that_the_readers_know():
    assert set(OF_TABLES["directions"]) == set(get_args(headers.Direction))
    assert set(columns.ROLES) == set(get_args(Role))
    assert set(columns.STATUSES) == set(get_args(Status))
    assert {*columns.ANCHORS, "reading", "problem"} == set(columns.COLUMNS)
    assert set(columns.COLUMNS) - {"reading"} < set(columns.SHEETS)


def test_the_directions_in_lists_of_a_workbook_have_no_comma():
    assert not [words for words in headers.DIRECTION_WORDS.values() if "," in "".join(words[:2])]


def test_the_texts_of_the_template_are_the_same_in_both_languages():
    texts = word_lists("io.template", "texts")
    english, dutch = texts["en"], texts["nl"]
    assert set(texts) == {"en", "nl"}
    assert [*english] == [*dutch]
    for part in ("hints", "messages", "example"):
        assert [*english[part]] == [*dutch[part]]


def test_every_data_file_is_read_by_somebody():
    for package, names in (
        ("mcda_ai.io.tables", {"doubts.yaml", "faults.yaml", "words.yaml"}),
        ("mcda_ai.io.template", {"columns.yaml", "faults.yaml", "texts.yaml"}),
    ):
        assert {file.name for file in files(package).iterdir() if file.suffix == ".yaml"} == names
