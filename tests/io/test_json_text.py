"""Our JSON reader against that of Python: the same texts, the same data, and where each part is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.io.limits import DEEPEST_NESTING
from mcda_ai.io.problem_files.json_text import json_text, read_json
from mcda_ai.messages.faults import ProblemError, faults_of
from tests.strategies import examples

PROPERTY = examples(300)
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


def question(*place):
    return faults_of("messages")("text", place, text="?")


def as_python_reads(text):
    """Read with the standard library, numbers as text, and refuse what is no JSON at all."""

    def refuse(word):
        raise ValueError(word)

    def once(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("twice")
        return dict(pairs)

    value = json.loads(
        text, parse_int=str, parse_float=str, parse_constant=refuse, object_pairs_hook=once
    )
    for told in texts_in(value):
        told.encode("utf-8")  # half a sign cannot be
        if "\0" in told:
            raise ValueError(told)
    return value


def texts_in(value):
    if isinstance(value, str):
        yield value
    for inside in value if isinstance(value, list | dict) else ():
        yield from texts_in(inside)
    for inside in value.values() if isinstance(value, dict) else ():
        yield from texts_in(inside)


@PROPERTY
@given(values, st.sampled_from([None, 2]), st.booleans())
def test_it_reads_what_python_writes(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only, allow_nan=False)
    assert read_json(text, "x").data == as_python_reads(text)


@PROPERTY
@given(st.data())
def test_it_accepts_a_spoilt_text_exactly_if_python_does(data):
    text = json.dumps(data.draw(values), allow_nan=False)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 2))
        put = data.draw(st.text('{}[]",:0123456789.-+eE tfn\\u\n\t', max_size=2))
        text = text[:at] + put + text[at + cut :]
    try:
        expected = as_python_reads(text)
    except ValueError:
        with pytest.raises(ProblemError):
            read_json(text, "x")
    else:
        assert read_json(text, "x").data == expected


@PROPERTY
@given(values, st.sampled_from([None, 1, 3]))
def test_each_mark_points_at_the_part(value, indent):
    text = json.dumps(value, indent=indent)
    contents = read_json(text, "x")
    lines = text.split("\n")
    for place, (line, column) in contents.marks.items():
        rest = lines[line - 1][column - 1 :]
        if place and isinstance(place[-1], str):
            assert rest.startswith(json.dumps(place[-1]) + ":")
        else:
            part = contents.data
            for step in place:
                part = part[step]
            first = {list: "[", dict: "{"}.get(type(part))
            assert rest.startswith(first or rest[:1])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": NaN}', "line 1, column 7: not readable as JSON: 'NaN' is no value"),
        ("[1,\n -Infinity]", "line 2, column 2: not readable as JSON: '-Infinity' is no value"),
        ("[01]", "'01' is no value"),
        ("[1, ]", "line 1, column 5: "),
        ('{"a": 1 "b": 2}', "a ',' or '}' is missing"),
        ("{'a': 1}", "a key in quotation marks is missing"),
        ('["a\n"]', "a line end or a tab inside a text"),
        ('["a', "a quotation mark is opened and never closed"),
        (r'["\x"]', "a backslash that means nothing"),
        (r'["a\u0000"]', "the sign U+0000 cannot stand in a text"),
        (r'["\ud800"]', "the sign U+D800 cannot stand in a text"),
        ('["a\0"]', "line 1, column 4: not readable as JSON"),
        ("[1] [2]", "line 1, column 5: not readable as JSON: something stands after its end"),
    ],
)
def test_it_says_where_and_why_a_text_is_no_json(text, words):
    with pytest.raises(ProblemError) as caught:
        read_json(text, "site.json")
    (fault,) = caught.value.faults
    assert fault.startswith("site.json, line ")
    assert words in fault


def test_all_keys_that_stand_there_twice_are_told():
    with pytest.raises(ProblemError) as caught:
        read_json('{"a": 1,\n "a": {"b": 1, "b": 2}}', "x")
    assert sorted(fault.partition(": not")[0] for fault in caught.value.faults) == [
        "x, line 2, column 16",
        "x, line 2, column 2",
    ]


def test_a_number_of_any_length_stays_the_text_it_is():
    assert read_json("[" + "9" * 50_000 + ", 1e999, 1.10]", "x").data[1:] == ["1e999", "1.10"]


@pytest.mark.parametrize("sign", ["[", '{"a":'])
def test_lists_in_lists_are_read_to_a_depth_and_no_deeper(sign):
    close = "]" if sign == "[" else "}"
    read_json(
        sign * (DEEPEST_NESTING - 1) + "1" * (sign != "[") + close * (DEEPEST_NESTING - 1), "x"
    )
    with pytest.raises(ProblemError, match=f"nested deeper than {DEEPEST_NESTING} levels"):
        read_json(sign * 100_000, "x")


def test_a_part_that_is_missing_is_located_at_what_it_is_missing_from():
    contents = read_json('{"a":\n [{"b": 1}]}', "x.json")
    assert contents.located("x.json", question(*("a", 0, "c", 3))) == "x.json, line 2, column 3: ?"
    assert contents.located("x.json", question(*("z",))) == "x.json, line 1, column 1: ?"
    assert contents.located("x.json", question(*("a", 0, "b"))) == "x.json, line 2, column 4: ?"


def test_what_is_written_ends_in_a_line_end_and_keeps_its_signs():
    assert json_text({"a": "é"}) == '{\n  "a": "é"\n}\n'
