"""Linear programmes over admissible weights, on programmes that are solved by hand."""

import numpy as np
import pytest

from mcda_ai.algorithms.linear_programmes import (
    SIMPLEX,
    AdmissibleWeights,
    extreme_values,
    least_over,
    widest_margin,
)
from mcda_ai.messages.faults import ProblemError

FIRST_AT_LEAST_SECOND = AdmissibleWeights(np.array([[-1.0, 1.0, 0.0]]), np.zeros(1))
THIRD_IS_A_FIFTH = AdmissibleWeights(a_eq=np.array([[0.0, 0.0, 1.0]]), b_eq=np.array([0.2]))
ALWAYS_MET = AdmissibleWeights(np.array([[-1.0, 0.0]]), np.zeros(1))


def test_what_is_admissible_by_hand():
    for weights, simplex, order, fifth in (
        ([0.5, 0.3, 0.2], True, True, True),
        ([0.3, 0.5, 0.2], True, False, True),
        ([0.5, 0.5, 0.0], True, True, False),  # touches the first condition
        ([0.7, 0.5, -0.2], False, False, False),
        ([0.5, 0.5, 0.2], False, False, False),
    ):
        given = np.array(weights)
        assert SIMPLEX.contains(given) == simplex
        assert FIRST_AT_LEAST_SECOND.contains(given) == order
        assert THIRD_IS_A_FIFTH.contains(given) == fifth
    assert FIRST_AT_LEAST_SECOND.contains(np.array([0.5, 0.5 + 5e-10, 0.0]))
    assert not FIRST_AT_LEAST_SECOND.contains(np.array([0.5, 0.5 + 5e-9, 0.0]))
    assert SIMPLEX.is_whole_simplex
    assert not FIRST_AT_LEAST_SECOND.is_whole_simplex
    assert not THIRD_IS_A_FIFTH.is_whole_simplex


def test_further_conditions_are_added_to_those_there_are():
    at_most = np.array([[1.0, 0.0, 0.0]]), np.array([0.4])
    forms = np.eye(3)
    within = SIMPLEX.within(*at_most)
    assert extreme_values(forms, within) == pytest.approx(np.array([[0, 0.4], [0, 1], [0, 1]]))
    both = FIRST_AT_LEAST_SECOND.within(*at_most)
    assert extreme_values(forms, both) == pytest.approx(np.array([[0, 0.4], [0, 0.4], [0.2, 1]]))
    fifth = THIRD_IS_A_FIFTH.within(*at_most)
    expected = np.array([[0, 0.4], [0.4, 0.8], [0.2, 0.2]])
    assert extreme_values(forms, fifth) == pytest.approx(expected)
    known = AdmissibleWeights(corners=np.eye(3)).within(*at_most)
    assert known.corners is None  # no longer those of the narrower set


def test_further_variables_may_be_negative_only_where_they_are_free():
    # Least of 2 w1 + w2 + x over weights and x >= -3, if x is free; else x is 0.
    objective, rows = np.array([2.0, 1.0, 1.0]), (np.array([[0.0, 0.0, -1.0]]), np.array([3.0]))
    free = least_over(SIMPLEX, 2, objective, *rows, n_free=1)
    assert free.values == pytest.approx([0, 1, -3])
    assert least_over(SIMPLEX, 2, objective, *rows).values == pytest.approx([0, 1, 0])


def test_multipliers_tell_how_strongly_the_added_rows_bind():
    # Least of w1 + 3 w2 with w1 <= 1/4: a little more room is worth 2, of an objective made
    # at most 1 in size, 2/3. The second row does not bind, and the
    # condition of the weights has no multiplier here.
    rows = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0.25, 0.9])
    found = least_over(ALWAYS_MET, 2, np.array([1.0, 3.0]), *rows)
    assert found.values == pytest.approx([0.25, 0.75])
    assert found.multipliers == pytest.approx([2 / 3, 0])


def test_a_vertex_lies_exactly_on_what_it_touches():
    thirds = AdmissibleWeights(np.array([[3.0, 0.0, 0.0], [0.0, 3.0, 0.0]]), np.ones(2))
    found = least_over(thirds, 3, np.array([-2.0, -1.0, 0.0])).values
    assert found == pytest.approx([1 / 3] * 3, abs=2e-16)


def test_the_widest_margin_by_hand():
    # w1 - w2 and 3 w2 - w1 are equal at w2 = 1/3; with w1 <= 1/2 the first is 0 at most.
    forms = np.array([[1.0, -1.0], [-1.0, 3.0]])
    found = widest_margin(1000 * forms)
    assert found.value == pytest.approx(1000 / 3)
    assert found.weights == pytest.approx([2 / 3, 1 / 3])
    assert found.multipliers @ forms / found.multipliers.sum() == pytest.approx([1 / 3, 1 / 3])
    narrow = SIMPLEX.within(np.array([[1.0, 0.0]]), np.array([0.5]))
    assert widest_margin(forms, narrow).value == pytest.approx(0, abs=1e-15)
    negative = widest_margin(np.array([[-1.0, -2.0], [-3.0, -1.0]]))
    assert negative.value == pytest.approx(-5 / 3)
    assert negative.weights == pytest.approx([1 / 3, 2 / 3])
    nothing = widest_margin(np.zeros((0, 2)), narrow)
    assert (nothing.value, nothing.multipliers.shape) == (np.inf, (0,))
    assert narrow.contains(nothing.weights)
    assert widest_margin(np.zeros((1, 2))).value == 0


def test_conditions_that_nothing_meets_are_refused():
    nowhere = AdmissibleWeights(a_eq=np.array([[1.0, 1.0]]), b_eq=np.array([0.5]))
    with pytest.raises(ProblemError, match="no weights meet all the conditions on them"):
        least_over(nowhere, 2, np.ones(2))


def test_a_form_without_a_least_value_is_told():
    with pytest.raises(ProblemError, match="a linear programme over the weights failed"):
        least_over(SIMPLEX, 2, np.array([0.0, 0.0, 1.0]), n_free=1)
