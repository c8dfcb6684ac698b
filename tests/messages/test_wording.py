"""Names, lists and figures in sentences: never rounded to nothing, in English and Dutch."""

import pytest

import mcda_ai as mcda
from mcda_ai.messages.wording import Words, leaders_named, leaders_text


def test_few_points_are_told_from_none():
    assert [Words().points(each) for each in (0.0, 1e-6, 0.05001, 66.66)] == [
        "0.0", "< 0.1", "0.1", "66.7"]  # fmt: skip
    assert Words("nl").points(1e-6) == "< 0,1"


def test_lists_counts_and_labels():
    words = Words("nl", {"a": "Aap"})
    assert words.all_of(["a", "b"]) == "Aap en b"
    assert words.whole(2000) == "2.000"
    with pytest.raises(mcda.ProblemError, match="unknown language 'fr'; allowed: en, nl"):
        Words("fr")


def test_names_of_leaders_come_back_from_their_text():
    names = ["B1", "B10", "B2"]
    for leaders in ([], ["B10"], ["B1", "B2"], names):
        assert leaders_named(leaders_text(leaders), names) == leaders
