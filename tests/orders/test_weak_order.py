import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from mcda_ai.messages.faults import ProblemError
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    WeakOrder,
    average_ranks,
    order_from_ranks,
    ranks_from_scores,
)
from tests.strategies import examples

PROPERTY = examples(100)

NAMES = st.text(alphabet="abcXYZé019 -_.()", min_size=1, max_size=6).filter(
    lambda text: text == text.strip()
)


@st.composite
def weak_orders(draw):
    """Cut a list of different names into groups, best first."""
    names = draw(st.lists(NAMES, min_size=1, max_size=7, unique=True))
    groups = [[names[0]]]
    for name in names[1:]:
        if draw(st.booleans()):
            groups.append([])
        groups[-1].append(name)
    return WeakOrder(tuple(map(tuple, groups)))


# --- the forms an order can be written in ------------------------------------------------------


@PROPERTY
@given(weak_orders())
def test_reading_what_was_printed_gives_the_same_order(order):
    assert WeakOrder.parse(str(order)) == order


@pytest.mark.parametrize(
    "form",
    [
        "B3 > B1 = B2",
        "B3>B1=B2",
        "  B3  >  B1=B2 ",
        "B3 > B1 ~ B2",
        "B3 ≻ B1 ∼ B2",
        "B3 > {B1, B2}",
        "{B3} > {B1,B2}",
        ["B3", ["B1", "B2"]],
        [["B3"], ["B1", "B2"]],
        (("B3",), ("B1", "B2")),
        {"B1": 2, "B2": 2, "B3": 1},
        {"B1": 3, "B2": 3, "B3": 1},
        {"B1": 2.5, "B2": 2.5, "B3": 1},
        {"B1": 70, "B2": 70, "B3": -4},
        {"B1": np.int64(2), "B2": np.float64(2), "B3": np.float32(1)},
        {"B1": 2, "B2": 2, "B3": 1, "B4": None, "B5": math.nan},
        pd.Series({"B1": 2, "B2": 2, "B3": 1}),
        pd.Series({"B1": 2.5, "B2": 2.5, "B3": 1, "B4": np.nan}),
        WeakOrder((("B3",), ("B1", "B2"))),
    ],
    ids=repr,
)
def test_every_form_gives_the_same_order(form):
    assert WeakOrder.of(form).groups == (("B3",), ("B1", "B2"))


def test_groups_may_come_from_a_generator():
    assert WeakOrder.from_groups(name for name in "BA").groups == (("B",), ("A",))


def test_a_name_may_hold_spaces_and_hyphens():
    assert WeakOrder.parse("plan one > plan-two").alternatives == ("plan one", "plan-two")


@PROPERTY
@given(weak_orders())
def test_the_ranks_of_an_order_give_the_order_back(order):
    assert WeakOrder.from_ranks(order.ranks) == order


def test_ranks_given_in_the_order_of_names_are_read_as_an_order():
    assert str(order_from_ranks([2, 1, 2], ["A", "B", "C"])) == "B > A = C"


def test_tied_alternatives_are_written_in_the_order_of_the_problem():
    assert str(WeakOrder.parse("B3 > B2 = B1").arranged(["B1", "B2", "B3"])) == "B3 > B1 = B2"


@PROPERTY
@given(weak_orders(), st.randoms(use_true_random=False))
def test_the_canonical_form_does_not_depend_on_how_ties_were_written(order, random):
    shuffled = [random.sample(group, k=len(group)) for group in order.groups]
    names = sorted(order.alternatives)
    assert WeakOrder.from_groups(shuffled).arranged(names) == order.arranged(names)


def test_equal_orders_are_one_member_of_a_set():
    assert len({WeakOrder.parse("A > B"), WeakOrder.from_groups(["A", "B"])}) == 1


def test_an_order_cannot_be_changed():
    with pytest.raises(AttributeError):
        WeakOrder.parse("A > B").groups = ()


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("A > B = A", "'A' stands in the order 2 times"),
        (["A", ["B", "A"], "A"], "'A' stands in the order 3 times"),
        ({1: 1, "1": 2}, "'1' stands in the order 2 times"),
        ([["A"], []], "empty group"),
        ([], "at least one alternative"),
        ({}, "at least one alternative"),
        ({"A": None, "B": math.nan}, "at least one alternative"),
        (["A", ""], "without a name"),
        ("", "empty place"),
        ("A >", "empty place"),
        ("= A > B", "empty place"),
        ("A >> B", "two signs after each other"),
        ("A > {B, }", "empty place"),
        ("A < B", "best first"),
        (["A", None], "None is no name; allowed: names, and lists of names that are tied"),
        (["A", [True, 2.5]], "2.5 is no name"),
        ({"A": math.inf}, "rank of 'A': inf is not a number"),
        ({"A": "1"}, "rank of 'A': '1' is not a number"),
        ({"A": True}, "rank of 'A': True is not a number"),
        (3, "3 is not an order; allowed: text"),
        (None, "None is not an order; allowed: text"),
    ],
    ids=repr,
)
def test_an_order_that_cannot_be_read_says_what_is_wrong(form, words):
    with pytest.raises(ProblemError) as caught:
        WeakOrder.of(form)
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ["A > B = A", "A >", "A < B"])
def test_an_order_that_cannot_be_read_is_quoted(text):
    with pytest.raises(ProblemError) as caught:
        WeakOrder.parse(text)
    assert f"'{text}'" in str(caught.value)


def test_every_rank_that_is_no_number_is_named():
    with pytest.raises(ProblemError) as caught:
        WeakOrder.from_ranks({"A": "1", "B": 2, "C": math.inf})
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["rank of 'A'", "rank of 'C'"]


def test_every_unknown_alternative_is_named_with_the_nearest():
    with pytest.raises(ProblemError) as caught:
        WeakOrder.parse("nrth > south > est").arranged(["north", "south", "east"])
    first, second = caught.value.faults
    assert "unknown alternative 'nrth'; did you mean 'north'?" in first
    assert "unknown alternative 'est'; did you mean 'east'?" in second


# --- leaving out, and ranks --------------------------------------------------------------------


def test_leaving_out_an_alternative_keeps_the_order_of_the_others():
    assert str(WeakOrder.parse("A > B = C > D").without(["B", "D"])) == "A > C"


def test_an_order_without_anybody_is_none():
    assert WeakOrder.parse("A > B").without(["A", "B"]) is None


def test_leaving_out_a_stranger_changes_nothing():
    order = WeakOrder.parse("A > B")
    assert order.without(["Z"]) == order


def test_a_rank_is_one_more_than_the_number_strictly_better():
    assert WeakOrder.parse("A > B = C > D").ranks == {"A": 1, "B": 2, "C": 2, "D": 4}


@PROPERTY
@given(weak_orders())
def test_ranks_are_those_of_scipy_with_the_least_rank_for_ties(order):
    level = [step for step, group in enumerate(order.groups) for _ in group]
    assert list(order.ranks.values()) == rankdata(level, method="min").tolist()


@PROPERTY
@given(weak_orders())
def test_average_ranks_of_an_order_are_those_of_scipy(order):
    names = sorted(order.alternatives)
    level = {name: step for step, group in enumerate(order.groups) for name in group}
    expected = rankdata([level[name] for name in names], method="average")
    assert order.average_ranks(names).tolist() == expected.tolist()


def test_an_alternative_that_is_not_ranked_has_no_average_rank():
    ranks = WeakOrder.parse("C > A").average_ranks(["A", "B", "C"])
    np.testing.assert_array_equal(ranks, [2, np.nan, 1])


POSITIONS = st.lists(
    st.lists(st.integers(-3, 3).map(float) | st.just(np.nan), min_size=4, max_size=4),
    min_size=1,
    max_size=5,
).map(np.array)


@PROPERTY
@given(POSITIONS)
def test_average_ranks_of_positions_are_those_of_scipy_and_leave_gaps_open(positions):
    expected = rankdata(positions, axis=-1, method="average", nan_policy="omit")
    np.testing.assert_array_equal(average_ranks(positions), expected)


def test_average_ranks_keep_leading_axes():
    positions = np.array([[[3.0, 1.0], [1.0, 1.0]]])
    np.testing.assert_array_equal(average_ranks(positions), [[[2, 1], [1.5, 1.5]]])


# --- ranks from scores -------------------------------------------------------------------------


def test_higher_scores_rank_better_and_ties_share_a_rank():
    assert ranks_from_scores(np.array([5.0, 3.0, 3.0, 1.0])).tolist() == [1, 2, 2, 4]


def test_a_tie_on_paper_survives_floating_point():
    assert 0.1 + 0.2 != 0.3
    assert ranks_from_scores(np.array([0.1 + 0.2, 0.3])).tolist() == [1, 1]


@pytest.mark.parametrize("order", [1, -1])
def test_a_difference_above_the_tolerance_is_no_tie(order):
    scores = np.array([0.5, 0.5 + 10 * TIE_TOLERANCE])[::order]
    assert ranks_from_scores(scores).tolist() == [2, 1][::order]


def test_the_tolerance_is_that_of_the_design():
    assert TIE_TOLERANCE == 1e-12


def test_the_tolerance_grows_with_the_unit_of_the_scores():
    scores = np.array([1e6, 1e6 + 1e-8])
    assert ranks_from_scores(scores, unit=1e6).tolist() == [1, 1]
    assert ranks_from_scores(scores).tolist() == [2, 1]


SCORES = st.lists(
    st.lists(st.integers(-4, 4).map(float), min_size=5, max_size=5), min_size=1, max_size=6
).map(np.array)


@PROPERTY
@given(SCORES)
def test_ranks_from_scores_are_those_of_scipy_with_the_least_rank_for_ties(scores):
    expected = rankdata(-scores, axis=-1, method="min")
    np.testing.assert_array_equal(ranks_from_scores(scores), expected)


@PROPERTY
@given(SCORES)
def test_a_batch_of_scores_ranks_as_one_at_a_time(scores):
    batch = np.stack([scores, scores[::-1]])
    one_at_a_time = [[ranks_from_scores(row) for row in table] for table in batch]
    np.testing.assert_array_equal(ranks_from_scores(batch), one_at_a_time)


def test_scores_are_left_as_they_were():
    scores = np.array([1.0, 2.0])
    ranks_from_scores(scores)
    assert scores.tolist() == [1.0, 2.0]


def test_a_fault_is_said_in_dutch():
    with pytest.raises(ProblemError) as caught:
        WeakOrder.parse("A > B = A")
    (fault,) = caught.value.faults
    assert fault.in_words("nl") == "volgorde ‘A > B = A’: ‘A’ komt 2 keer voor in de volgorde"
    assert fault.innermost.kind == "orders.faults.twice"
