"""Our YAML reader against PyYAML's own, its limits, and the writing of texts as texts."""

from contextlib import suppress

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mcda_ai.io.limits import DEEPEST_NESTING, MOST_ENTRIES_REPEATED
from mcda_ai.io.problem_files.yaml_text import read_yaml, yaml_text
from mcda_ai.messages.faults import ProblemError
from tests.strategies import examples
from tests.whole_problems import HARD_NAMES
from tests.work import counted_work

PROPERTY = examples(200)
texts = st.one_of(
    st.sampled_from(HARD_NAMES),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
    st.text("ab \n\t:#-'\"|>", max_size=40),
)
data = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


MOST_CALLS_OF_A_SIGN = 40


def fault_of(text):
    with pytest.raises(ProblemError) as caught:
        read_yaml(text, "site.yaml")
    (fault,) = caught.value.faults
    assert fault.startswith("site.yaml")
    return fault


# --- reading -----------------------------------------------------------------------------------

LONG = """\
# a comment
site: &s {name: no, when: 2024-11-29, "quoted": '1e3'}
list:
  - 5.10
  -
  - ~
  - [a, *s]
  - >-
    folded
    text
again: *s
"""


def test_all_but_null_is_text_as_pyyaml_reads_it_without_types():
    expected = yaml.load(LONG.replace("~", "null"), Loader=yaml.BaseLoader)
    expected["list"][1:3] = [None, None]
    assert read_yaml(LONG, "x").data == expected


def test_marks_are_those_of_pyyaml():
    marks = read_yaml(LONG, "x").marks
    node = yaml.compose(LONG, Loader=yaml.SafeLoader)
    for key, value in node.value:
        assert marks[(key.value,)] == (key.start_mark.line + 1, key.start_mark.column + 1)
        if key.value == "list":
            for k, item in enumerate(value.value[:3]):
                assert marks["list", k] == (item.start_mark.line + 1, item.start_mark.column + 1)
    assert marks["site", "when"] == (2, 21)
    assert marks["list", 3, 1] == (7, 9)


@PROPERTY
@given(st.data())
def test_a_spoilt_text_is_read_or_refused(data):
    text = LONG
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        put = data.draw(st.text("\0\ufeff\u202e\x85 \n\t:-?,[]{}#&*!|>'\"%@`a1~\\", max_size=3))
        text = text[:at] + put + text[at + data.draw(st.integers(0, 3)) :]
    with suppress(ProblemError):  # and nothing else
        read_yaml(text, "x")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\na: 2\n", "line 2, column 1: not readable as YAML: the key 'a' stands there twice"),
        ("a: !!int 3\n", "a tag, !!int; leave it out"),
        ("a: !!python/object/apply:os.getcwd []\n", "a tag, !!python/object/apply:os.getcwd"),
        ("a: *b\n", "line 1, column 4: not readable as YAML: an alias, '*b', of what"),
        ("a: &b [*b]\n", "an alias, '*b', of what does not stand whole before it"),
        ("a: 1\n---\nb: 2\n", "line 2, column 1: not readable as YAML: a second document"),
        ("a: x\0y\n", "line 1, column 5: not readable as YAML: the sign U+0000 cannot stand"),
        ('a: "\\0"\n', "the sign U+0000 cannot stand in a text"),
        ('a: "\\ud800"\n', "the sign U+D800 cannot stand in a text"),
        ('a: "\\U00110000"\n', "an escape that means no sign"),
        ("a:\n\tb: 1\n", "a tab; indent with spaces"),
        ("a: b: c\n", "put a text that holds ': ' in quotation marks"),
        ("a: 'b\n", "a quotation mark is opened and never closed"),
        ("? [1]\n: a\n", "a key must be a text"),
        ("~: a\n", "a key must be a text"),
    ],
)
def test_it_says_where_and_why_a_text_cannot_be_read(text, words):
    assert words in fault_of(text)


def billion_laughs(levels, width):
    lines = [f"a0: &a0 [{', '.join(['ha'] * width)}]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * width)}]" for k in range(1, levels)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("levels", "width"), [(9, 9), (30, 2), (2, 2000)])
def test_aliases_that_multiply_are_refused_at_once(levels, width):
    text = billion_laughs(levels, width)
    with counted_work() as work:
        fault = fault_of(text)
    assert f"its aliases repeat more than {MOST_ENTRIES_REPEATED:,} entries" in fault
    assert work.calls < MOST_CALLS_OF_A_SIGN * len(text)


def test_a_few_aliases_are_fine():
    assert read_yaml(billion_laughs(3, 9), "x").data["a2"][8][8][8] == "ha"


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused_at_once(sign):
    with counted_work() as work:
        fault = fault_of(sign * 50_000)
    assert (
        f"nested deeper than {DEEPEST_NESTING} levels" in fault or "a key must be a text" in fault
    )
    assert work.calls < MOST_CALLS_OF_A_SIGN * DEEPEST_NESTING * 100  # it stops there


# --- writing -----------------------------------------------------------------------------------


@PROPERTY
@given(data)
@example({"a": "x\x85y", "b": "x\u2028y", "c": "one\ntwo\n", "d": " \n x", "e": "x\n\n"})
def test_what_is_written_is_read_as_the_same_by_us_and_by_pyyaml(value):
    text = yaml_text(value)
    assert read_yaml(text, "x").data == value
    assert yaml.safe_load(text) == value


@pytest.mark.parametrize("name", ["no", "y", "1e3", "0o17", "0x1F", "2024-11-29", "~", "null", "1"])
def test_a_text_that_looks_like_something_else_is_quoted(name):
    assert yaml_text([name]) == f"- '{name}'\n"


def test_what_is_written_is_for_people_to_read():
    value = {
        "order": "B3 > B1 = B2",
        "name": "Criëria",
        "list": ["a", {"b": "c", "d": None}],
        "note": "one line\nanother line",
        "weight": 0.5,
    }
    assert yaml_text(value) == (
        "order: B3 > B1 = B2\n"
        "name: Criëria\n"
        "list:\n"
        "  - a\n"
        "  - b: c\n"
        "    d: null\n"
        "note: |-\n"
        "  one line\n"
        "  another line\n"
        "weight: 0.5\n"
    )
