from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_ai.messages.faults import ProblemError
from mcda_ai.orders.pairwise import (
    PairTable,
    PreferenceFunction,
    comparable_pairs,
    layer_means,
    pair_weights,
    preferences_from_ranks,
    weighted_sums,
)
from tests.strategies import examples

PROPERTY = examples(100)

# Three alternatives A, B, C; first criterion A > B = C, second C > A with B unscored.
RANKS = np.array([[1.0, 2.5, 2.5], [2.0, np.nan, 1.0]])
PREFERENCES = np.array([[[0, 1, 1], [0, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0], [1, 0, 0]]])
COMPARABLE = np.array(
    [[[0, 1, 1], [1, 0, 1], [1, 1, 0]], [[0, 0, 1], [0, 0, 0], [1, 0, 0]]], dtype=bool
)
WEIGHTS = np.array([0.75, 0.25])
A, B, C = range(3)


# --- preferences and comparable pairs ----------------------------------------------------------


def test_preferences_by_hand():
    np.testing.assert_array_equal(preferences_from_ranks(RANKS), PREFERENCES)


def test_comparable_pairs_by_hand():
    np.testing.assert_array_equal(comparable_pairs(RANKS), COMPARABLE)


def test_a_tie_is_no_preference_yet_it_is_compared():
    assert preferences_from_ranks(RANKS)[0, B, C] == preferences_from_ranks(RANKS)[0, C, B] == 0
    assert comparable_pairs(RANKS)[0, B, C]


def test_an_unscored_criterion_prefers_and_compares_nothing():
    unscored = np.full((1, 3), np.nan)
    assert not preferences_from_ranks(unscored).any()
    assert not comparable_pairs(unscored).any()


def test_nobody_is_compared_with_itself():
    assert not np.einsum("kii->ki", comparable_pairs(RANKS)).any()


LEVELS = st.lists(st.sets(st.integers(0, 3), max_size=3), min_size=2, max_size=4)


def relations_under_every_choice(first, second):
    """Compare every admissible level of one cell with every one of the other."""
    return {(a > b) - (a < b) for a, b in product(first, second)}


@PROPERTY
@given(LEVELS)
def test_a_pair_is_decided_only_if_every_choice_of_levels_says_the_same(cells):
    best = np.array([[min(levels, default=np.nan) for levels in cells]])
    worst = np.array([[max(levels, default=np.nan) for levels in cells]])
    preferred = preferences_from_ranks(best, worst)[0]
    compared = comparable_pairs(best, worst)[0]
    for i, j in product(range(len(cells)), repeat=2):
        relations = relations_under_every_choice(cells[i], cells[j])
        assert preferred[i, j] == (relations == {-1})
        assert compared[i, j] == (len(relations) == 1 and i != j)


# --- preference functions ----------------------------------------------------------------------

DIFFERENCES = np.array([-9.0, 0.0, 1.0, 2.0, 3.0, 4.0])


@pytest.mark.parametrize(
    ("function", "degrees"),
    [
        (PreferenceFunction(), [0, 0, 1, 1, 1, 1]),
        (PreferenceFunction("u-shape", q=2), [0, 0, 0, 0, 1, 1]),
        (PreferenceFunction("v-shape", p=4), [0, 0, 0.25, 0.5, 0.75, 1]),
        (PreferenceFunction("level", q=1, p=3), [0, 0, 0, 0.5, 0.5, 1]),
        (PreferenceFunction("linear", q=1, p=3), [0, 0, 0, 0.5, 1, 1]),
        # 1 - e^(-1/8), 1 - e^(-1/2), 1 - e^(-9/8), 1 - e^(-2).
        (PreferenceFunction("gaussian", s=2), [0, 0, 0.117503, 0.393469, 0.675348, 0.864665]),
    ],
    ids=lambda value: value.kind if isinstance(value, PreferenceFunction) else "",
)
def test_degrees_of_preference_by_hand(function, degrees):
    assert function.degree(DIFFERENCES) == pytest.approx(degrees, abs=1e-6)


def test_a_difference_beyond_all_numbers_is_wholly_preferred():
    assert PreferenceFunction("gaussian", s=1).degree(np.array([1e200])).tolist() == [1]
    assert PreferenceFunction("v-shape", p=1e-200).degree(np.array([1e200])).tolist() == [1]


def test_a_gaussian_needs_a_turning_point():
    with pytest.raises(ProblemError, match="s is 0; it must exceed 0"):
        PreferenceFunction("gaussian")


# --- weights of pairs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pair", "shares"),
    [
        ((A, B), (0.75, 0, 0, 0.25)),
        ((B, A), (0, 0.75, 0, 0.25)),
        ((A, C), (0.75, 0.25, 0, 0)),
        ((B, C), (0, 0, 0.75, 0.25)),
        ((A, A), (0, 0, 0, 1)),
    ],
)
def test_the_weight_of_a_pair_by_hand(pair, shares):
    divided = pair_weights(PREFERENCES, COMPARABLE, WEIGHTS)
    assert [float(share[pair]) for share in divided] == pytest.approx(shares, abs=1e-15)


def test_a_tie_counts_for_neither():
    divided = pair_weights(PREFERENCES[:1], COMPARABLE[:1], np.array([1.0]))
    assert (divided.support[B, C], divided.against[B, C], divided.tie[B, C]) == (0, 0, 1)


@st.composite
def ranks_and_weights(draw):
    """Draw ranks with gaps and ties, and a batch of weight vectors that sum to 1."""
    n_criteria, n_alternatives = draw(st.integers(1, 5)), draw(st.integers(2, 4))
    rank = st.integers(1, 3).map(float) | st.just(np.nan)
    row = st.lists(rank, min_size=n_alternatives, max_size=n_alternatives)
    ranks = draw(st.lists(row, min_size=n_criteria, max_size=n_criteria))
    vector = st.lists(st.floats(0, 1), min_size=n_criteria, max_size=n_criteria)
    batch = draw(st.lists(vector.filter(lambda x: sum(x) > 1e-3), min_size=1, max_size=4))
    weights = np.array(batch)
    return np.array(ranks), weights / weights.sum(axis=1, keepdims=True)


@PROPERTY
@given(ranks_and_weights())
def test_the_four_shares_of_every_pair_sum_to_one(case):
    ranks, weights = case
    divided = pair_weights(preferences_from_ranks(ranks), comparable_pairs(ranks), weights)
    np.testing.assert_allclose(sum(divided), 1, atol=1e-12)
    assert all((share >= 0).all() for share in divided)


@PROPERTY
@given(ranks_and_weights())
def test_the_shares_are_the_weights_of_the_criteria_that_say_so(case):
    ranks, batch = case
    divided = pair_weights(preferences_from_ranks(ranks), comparable_pairs(ranks), batch)
    for row, weights in enumerate(batch):
        for i, j in product(range(ranks.shape[1]), repeat=2):
            counted = dict.fromkeys(("support", "against", "tie", "not comparable"), 0.0)
            for weight, rank in zip(weights, ranks, strict=True):
                if i == j or np.isnan(rank[i]) or np.isnan(rank[j]):
                    counted["not comparable"] += weight
                elif rank[i] == rank[j]:
                    counted["tie"] += weight
                else:
                    counted["support" if rank[i] < rank[j] else "against"] += weight
            shares = [share[row, i, j] for share in divided]
            assert shares == pytest.approx(list(counted.values()), abs=1e-12)


def test_a_batch_of_weights_keeps_its_leading_axes():
    divided = pair_weights(PREFERENCES, COMPARABLE, np.full((4, 2, 2), 0.5))
    assert {share.shape for share in divided} == {(4, 2, 3, 3)}


# --- means within layers -----------------------------------------------------------------------


def test_the_mean_within_a_layer_by_hand():
    means = layer_means(PREFERENCES, WEIGHTS, np.array([0, 0]), 1)
    np.testing.assert_allclose(means, [[[0, 0.75, 0.75], [0, 0, 0], [0.25, 0, 0]]])


def test_the_mean_within_a_layer_does_not_depend_on_the_weight_of_the_layer():
    means = layer_means(PREFERENCES, WEIGHTS, np.array([1, 0]), 2)
    np.testing.assert_allclose(means, PREFERENCES[::-1])


@pytest.mark.parametrize("weights", [[1.0, 0.0], [0.3, 0.0]])
def test_a_layer_without_weight_has_no_mean(weights):
    means = layer_means(PREFERENCES, np.array(weights), np.array([0, 1]), 2)
    assert np.isnan(means[1]).all()
    np.testing.assert_allclose(means[0], PREFERENCES[0])


def test_a_layer_without_criteria_has_no_mean():
    means = layer_means(PREFERENCES, WEIGHTS, np.array([0, 2]), 3)
    assert np.isnan(means).all(axis=(1, 2)).tolist() == [False, True, False]


@PROPERTY
@given(ranks_and_weights(), st.randoms(use_true_random=False))
def test_layer_means_by_layer_weight_add_up_to_the_support(case, random):
    ranks, batch = case
    weights = batch[0]
    layer_of = np.array([random.randrange(3) for _ in weights])
    preferences = preferences_from_ranks(ranks)
    means = layer_means(preferences, weights, layer_of, 3)
    shares = np.array([weights[layer_of == layer].sum() for layer in range(3)])
    support = pair_weights(preferences, comparable_pairs(ranks), weights).support
    weighted = np.where(shares[:, None, None] > 0, shares[:, None, None] * means, 0)
    np.testing.assert_allclose(weighted.sum(axis=0), support, atol=1e-12)


# --- the labelled table ------------------------------------------------------------------------


@pytest.fixture
def table():
    return PairTable(
        PREFERENCES.astype(float), "criterion", ("cost", "sea-level"), ("A", "B", "C"), "preference"
    )


def test_a_table_gives_one_matrix_by_name_with_its_labels(table):
    matrix = table["cost"]
    assert matrix.index.tolist() == matrix.columns.tolist() == ["A", "B", "C"]
    assert matrix.loc["A", "B"] == 1
    assert matrix.loc["B", "A"] == 0


def test_a_table_finds_a_name_in_any_case(table):
    assert table["Sea level"].loc["C", "A"] == 1


def test_a_table_offers_the_nearest_name(table):
    with pytest.raises(ProblemError, match="unknown criterion 'csot'; did you mean 'cost'"):
        table["csot"]


def test_a_table_has_the_shape_of_its_array_and_the_length_of_its_names(table):
    assert table.shape == (2, 3, 3)
    assert len(table) == 2


def test_a_tidy_table_has_a_row_for_each_name_and_ordered_pair(table):
    frame = table.to_frame()
    assert frame.columns.tolist() == ["criterion", "alternative", "versus", "preference"]
    assert len(frame) == 2 * 3 * 2
    preferred = frame[frame["preference"] == 1].drop(columns="preference")
    assert preferred.to_numpy().tolist() == [
        ["cost", "A", "B"],
        ["cost", "A", "C"],
        ["sea-level", "C", "A"],
    ]


def test_a_table_is_taken_as_an_array_without_a_copy(table):
    assert np.shares_memory(np.asarray(table), table.values)


def test_a_copy_of_a_table_is_one_of_its_own(table):
    taken = np.array(table)
    taken[:] = 7
    np.testing.assert_array_equal(table.values, PREFERENCES)


def test_a_table_is_taken_as_an_array_of_another_type(table):
    taken = np.asarray(table, dtype=bool)
    assert taken.dtype == np.bool_
    np.testing.assert_array_equal(taken, PREFERENCES)


def test_another_type_without_a_copy_is_refused(table):
    with pytest.raises(ValueError, match="copy"):
        table.__array__(np.dtype(bool), copy=False)


def test_a_table_shows_each_name_and_says_which_way_to_read_it(table):
    shown = repr(table)
    assert "preference of row over column" in shown
    assert "cost" in shown
    assert "sea-level" in shown


def test_a_table_shows_as_html_with_its_names(table):
    shown = table._repr_html_()
    assert "<table" in shown
    assert "sea-level" in shown


@pytest.mark.parametrize("n", [1, 8_191, 8_192, 8_193, 20_000])
def test_sums_some_criteria_at_a_time_are_the_sums_of_all(n):
    rng = np.random.default_rng(1)
    table, weights = rng.random((n, 5)) < 0.5, rng.random((3, n))
    assert np.allclose(weighted_sums(weights, table), weights @ table, rtol=1e-12)
