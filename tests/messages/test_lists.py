"""Names one after another in a sentence."""

import pytest

from mcda_ai.messages.lists import LONGEST_NAME, listed, listed_names


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_a_list_has_a_word_before_its_last_name(names, text):
    assert listed(names) == text
    assert listed(names, " or ") == text.replace("and", "or")


def test_of_many_names_the_first_few_are_told_and_how_many_more_there_are():
    names = [f"x{place}" for place in range(2000)]
    assert listed_names(names[:5], quoted=False) == "x0, x1, x2, x3, x4"
    assert listed_names(names, 2) == "'x0', 'x1' and 1,998 more"
    assert listed_names(names[:3], quoted=False, last=" and ") == "x0, x1 and x2"


def test_of_a_long_name_the_beginning_is_told():
    (shown,) = listed_names(["x" * 500], quoted=False).split(", ")
    assert shown == "x" * LONGEST_NAME + "…"
