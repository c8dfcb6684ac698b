"""Figures as they are read: never rounded to nothing, with a decimal comma in Dutch."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.messages.figures import (
    at_most_of_hundred,
    bounds_of,
    counted,
    decimals_apart,
    in_full,
    in_short,
    of_hundred,
    percent,
    points_text,
    rounded,
    share_text,
    stated_percent,
    weight_decimals,
    weight_text,
    whole,
    with_error,
)
from mcda_ai.sensitivity.nearest_rival import nearest


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (0.0, 0, "0 %"),
        (1.0, 2, "100 %"),
        (0.5, 1, "50.0 %"),
        (0.998, 0, "> 99 %"),
        (0.9999, 1, "> 99.9 %"),
        (0.004, 0, "< 1 %"),
        (-0.02, 0, "< 1 %"),
        (1e-9, 2, "< 0.01 %"),
        (1.003, 0, "> 99 %"),
    ],
)
def test_a_share_that_is_not_0_or_1_is_not_rounded_to_it(share, decimals, text):
    assert percent(share, decimals=decimals) == text
    assert percent(share, "nl", decimals) == text.replace(".", ",")


@pytest.mark.parametrize(
    ("low", "high", "text", "in_dutch"),
    [
        (0.0, 0.0, "0", "0"),
        (1.0, 1.0, "100", "100"),
        (0.004, 0.004, "fewer than 1", "minder dan 1"),
        (0.996, 0.999, "more than 99", "meer dan 99"),
        (0.004, 0.054, "at most 6", "hooguit 6"),
        (0.946, 0.9999, "at least 94", "ten minste 94"),
        (0.004, 0.996, "fewer than 1 to more than 99", "minder dan 1 tot meer dan 99"),
        (0.0, 0.054, "0 to 6", "0 tot 6"),
        (0.946, 1.0, "94 to 100", "94 tot 100"),
        (0.844, 0.921, "84 to 93", "84 tot 93"),
        (0.9463, 0.9915, "at least 94", "ten minste 94"),
        (0.004, 0.07, "at most 7", "hooguit 7"),
        (0.461, 0.464, "46", "46"),
    ],
)
def test_a_range_of_shares_is_told_of_every_hundred(low, high, text, in_dutch):
    assert (of_hundred(low, high), of_hundred(low, high, "nl")) == (text, in_dutch)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.2796, 0.4724, "27 to 48"),
        (0.29, 0.58, "29 to 58"),
        (0.916, 0.9163, "92"),
        (0.0, 0.0, "0"),
        (0.0, 0.006, "0 to 1"),
        (0.004, 0.054, "at most 6"),
        (0.947, 0.996, "at least 94"),
        (0.51, 1.0, "51 to 100"),
    ],
)
def test_a_range_is_never_told_narrower_than_it_is(low, high, text):
    assert of_hundred(low, high) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "at most 0"), (1e-9, "fewer than 1"), (0.054, "at most 6"),
                        (1.0, "at most 100")],
)  # fmt: skip
def test_the_most_of_every_hundred_is_never_too_few(share, text):
    assert at_most_of_hundred(share) == text


def test_the_bounds_of_a_drawn_share_hold_no_certain_0_or_1():
    assert bounds_of(0.25, 0) == (0.25, 0.25)
    assert bounds_of(0.0, 300) == (1e-9, 0.01)
    assert bounds_of(1.0, 300) == (0.99, 1 - 1e-9)
    low, high = bounds_of(0.5, 10_000)
    assert (low, high) == pytest.approx((0.4902, 0.5098))


@pytest.mark.parametrize(
    ("text", "in_dutch"),
    [
        (lambda language: whole(1234567, language), ("1,234,567", "1.234.567")),
        (lambda language: rounded(2.005, 1, language), ("2.0", "2,0")),
        (lambda language: in_full(0.1, language), ("0.1", "0,1")),
        (lambda language: in_short(-12.5, language), ("−12.5", "−12,5")),
        (lambda language: stated_percent(0.975, language), ("97.5 %", "97,5 %")),
        (lambda language: with_error(0.512, 0.004, language), ("51.2 ± 0.4", "51,2 ± 0,4")),
        (lambda language: share_text(0.25, 10_000, language), ("25.0 % ± 0.4", "25,0 % ± 0,4")),
        (lambda language: points_text(0.01, language), ("< 0.1", "< 0,1")),
    ],
)
def test_a_figure_has_a_decimal_comma_in_dutch(text, in_dutch):
    assert (text("en"), text("nl")) == in_dutch


def test_counts_are_told_in_english():
    assert [counted(n, "fault") for n in (0, 1, 1500)] == ["no faults", "1 fault", "1,500 faults"]
    assert counted(2, "criterion", "criteria") == "2 criteria"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_full_is_read_back_as_it_was(value):
    assert float(in_full(value)) == value
    assert in_full(-0.0) == "0"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e6, "1000000"), (1500000.0, "1500000"), (0.00012, "0.00012"), (1 / 3, "0.3333333333333333")],
)
def test_a_number_in_full_has_no_more_digits_than_it_needs(value, text):
    assert in_full(value) == text


def test_only_what_rounding_leaves_of_a_sum_is_taken_for_all():
    assert weight_text(1 - 1e-13) == "100 %"
    assert weight_text(1 - 1e-11) == "> 99.9 %"
    assert percent(1 - 2.0**-44, decimals=1) == "> 99.9 %"


def test_a_range_from_next_to_none_to_next_to_all_is_not_said_to_be_at_least_none():
    assert of_hundred(0.0, 0.9999) == "0 to more than 99"
    assert of_hundred(0.007, 0.9999, "nl") == "minder dan 1 tot meer dan 99"
    assert of_hundred(0.0139, 0.9999) == "at least 1"


@given(st.integers(0, 10_000), st.floats(-1e-13, 1e-13))
def test_a_weight_is_written_alike_whichever_way_it_was_computed(hundredths, error):
    weight = hundredths / 10_000
    near = min(max(weight + error, 1e-9), 1 - 1e-9) if 0 < weight < 1 else weight
    assert weight_text(near) == weight_text(weight)
    assert float(weight_text(weight).removesuffix(" %")) == pytest.approx(hundredths / 100)
    assert percent(near, decimals=1) == percent(weight, decimals=1)
    assert points_text(100 * near) == points_text(100 * weight)


@given(st.floats(0, 1), st.floats(0, 1))
def test_weights_that_differ_are_told_apart_as_far_as_they_are_written(one, other):
    texts = [percent(one, decimals=decimals_apart(one, other)),
             percent(other, decimals=decimals_apart(other, one))]  # fmt: skip
    if abs(one - other) > 1e-8 and all(1e-9 < each < 1 - 1e-9 for each in (one, other)):
        assert texts[0] != texts[1]
        assert not any(text.startswith(("<", ">")) for text in texts)
    assert weight_decimals(one) <= decimals_apart(one, other)


@given(st.floats(0, 100))
def test_points_are_those_of_the_nearest_tenth(points):
    text = points_text(points)
    assert 0 < points < 0.1 if text == "< 0.1" else abs(float(text) - points) <= 0.05 + 1e-9


def test_all_that_take_as_few_points_are_nearest():
    points = pd.Series({"A": math.inf, "B": 4.0 + 1e-9, "C": 4.0, "D": 5.0})
    assert nearest(points) == (["B", "C"], 4.0)
    assert nearest(points[::-1]) == (["C", "B"], 4.0)
    assert nearest(points[:1]) is None
    assert nearest(points[:0]) is None
