import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.messages.faults import (
    ProblemError,
    faults_of,
    find_name,
    raise_any,
    unknown_name,
)
from mcda_ai.messages.lists import listed_names
from tests.strategies import examples

PROPERTY = examples(100)
FAULT = faults_of("messages")


def test_a_problem_error_is_a_value_error():
    assert issubclass(ProblemError, ValueError)


def test_a_problem_error_carries_each_fault_and_prints_one_a_line():
    error = ProblemError("first", "second")
    assert error.faults == ("first", "second")
    assert str(error) == "first\nsecond"


def test_a_problem_error_survives_pickling():
    error = pickle.loads(pickle.dumps(ProblemError("first", "second")))
    assert error.faults == ("first", "second")


def test_no_fault_raises_nothing():
    raise_any([])


def test_all_faults_are_raised_together():
    with pytest.raises(ProblemError) as caught:
        raise_any(f"fault {number}" for number in range(3))
    assert caught.value.faults == ("fault 0", "fault 1", "fault 2")


def test_an_unknown_name_is_told_with_the_nearest_and_with_all_that_are_allowed():
    message = unknown_name("criterion", "reech", ["cost", "reach"])
    assert "unknown criterion 'reech'" in message
    assert "did you mean 'reach'?" in message
    assert "allowed: cost, reach" in message


def test_the_nearest_name_is_found_whatever_the_case():
    assert "did you mean 'Reach'?" in unknown_name("criterion", "REECH", ["cost", "Reach"])


def test_no_name_is_offered_where_none_is_near():
    assert "did you mean" not in unknown_name("criterion", "zzzz", ["cost", "reach"])


def test_an_empty_list_of_allowed_names_reads_none():
    assert unknown_name("scenario", "x", []).endswith("allowed: none")


def test_a_long_list_of_names_is_cut_and_says_by_how_many():
    message = unknown_name("criterion", "zzzz", [f"c{number}" for number in range(40)])
    listed = message.split("allowed: ")[1].removesuffix(" more").rpartition(" and ")
    assert len(listed[0].split(", ")) + int(listed[2]) == 40
    assert "c39" not in message


def test_a_name_given_twice_is_listed_once():
    assert unknown_name("layer", "zzzz", ["input", "input"]).count("input") == 1


@pytest.mark.parametrize(
    "typed", ["layer-equal", "Layer-Equal", "layer equal", "layer_equal", "  LAYER  EQUAL "]
)
def test_case_spaces_hyphens_and_underscores_do_not_matter(typed):
    assert find_name("weights", typed, ["equal", "layer-equal"]) == "layer-equal"


@PROPERTY
@given(st.lists(st.from_regex(r"[a-z]{1,6}( [a-z]{1,6})?", fullmatch=True), unique=True))
def test_every_name_is_found_by_its_other_spellings(names):
    for name in names:
        assert find_name("thing", name, names) == name
        assert find_name("thing", name.upper().replace(" ", "-"), names) == name
        assert find_name("thing", f" {name.title().replace(' ', '_')} ", names) == name


def test_a_label_leads_to_the_name_it_stands_for():
    spellings = [("kosten", "cost"), ("costs", "cost"), ("bereik", "reach")]
    assert find_name("criterion", "Kosten", spellings) == "cost"


def test_two_labels_of_one_name_are_not_ambiguous():
    assert find_name("criterion", "COST", [("cost", "c1"), ("Cost", "c1")]) == "c1"


def test_a_spelling_of_several_names_is_an_error_that_lists_them():
    with pytest.raises(ProblemError, match="'A B' can mean more than one criterion: a-b, a b"):
        find_name("criterion", "A B", ["a-b", "a b"])


def test_a_label_of_two_names_is_an_error_and_a_name_counts_before_a_label():
    spellings = [("c", "c"), ("kosten", "c"), ("d", "d"), ("kosten", "d"), ("c", "d")]
    with pytest.raises(ProblemError, match="'kosten' can mean more than one criterion: c, d"):
        find_name("criterion", "kosten", spellings)
    assert find_name("criterion", "c", spellings) == "c"


def test_a_name_that_is_no_text_is_an_error():
    with pytest.raises(ProblemError, match=r"reading \['detail'\]: a name is needed"):
        find_name("reading", ["detail"], ["detail"])


def test_an_exact_name_is_never_ambiguous():
    assert find_name("criterion", "a b", ["a-b", "a b"]) == "a b"


def test_an_unknown_label_is_answered_with_names_not_labels():
    with pytest.raises(ProblemError, match=r"unknown criterion 'zzzz'.*allowed: cost$"):
        find_name("criterion", "zzzz", [("kosten", "cost"), ("costs", "cost")])


def test_a_fault_knows_its_place_and_keeps_it_when_put_in_context():
    inner = FAULT("text", ("levels", "A"), text="unknown level")
    fault = inner.within("cost", "criteria", 0)
    assert (fault, fault.place) == ("cost: unknown level", ("criteria", 0, "levels", "A"))
    assert fault.innermost is inner
    assert fault.within("my case").innermost is inner


def test_a_fault_is_data_and_is_said_in_both_languages():
    fault = unknown_name("criterion", "reech", ["cost", "reach"])
    assert fault.kind == "messages.faults.unknown name"
    assert fault.values["nearest"] == "reach"
    assert fault.in_words("nl").startswith("criterium ‘reech’ is onbekend; bedoelt u ‘reach’?")
    assert fault.within("x").in_words("nl") == f"x: {fault.in_words('nl')}"
    for again in (pickle.loads(pickle.dumps(fault)), copy.deepcopy(fault)):
        assert (again, again.kind, again.values) == (fault, fault.kind, fault.values)
    with pytest.raises(TypeError):
        fault.values["nearest"] = "cost"


def test_a_problem_error_keeps_the_places_also_through_pickling():
    error = pickle.loads(
        pickle.dumps(ProblemError(FAULT("text", ("layers", 1), text="first"), "second"))
    )
    assert [fault.place for fault in error.faults] == [("layers", 1), ()]
    assert error.faults == ("first", "second")


def test_a_fault_is_one_line_whatever_it_quotes():
    (fault,) = ProblemError("a\nb\x1b[31m\u202ec\0").faults
    assert fault == "a b\\x1b[31m\\u202ec\\x00"


def test_a_name_of_any_length_is_shown_in_part():
    message = unknown_name("criterion", "x" * 10_000, ["y" * 10_000, "z"])
    assert len(message) < 300
    assert "x" * 100 + "…" in message


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ("", ""),
        ("A", "'A'"),
        ("ABC", "'A', 'B' and 'C'"),
        ("ABCDE", "'A', 'B', 'C', 'D' and 'E'"),
        ("ABCDEF", "'A', 'B', 'C', 'D', 'E' and 1 more"),
    ],
)
def test_of_many_names_the_first_are_listed_and_how_many_there_are_more(names, listed):
    assert listed_names([*names], last=" and ") == listed


def test_a_list_of_names_is_short_whatever_their_length():
    assert len(listed_names(["x" * 10_000] * 10_000)) < 600
