"""Entropy and what answers tell, against counting by hand and the spread over many samples."""

import numpy as np
import pytest

from mcda_ai.algorithms.entropy import entropy, information_gain


def test_what_answers_tell_by_hand():
    """Eight draws, two outcomes: an answer that settles it, one that tells nothing, one between."""
    outcomes = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    settles = outcomes == 0
    nothing = np.array([1, 0, 1, 0, 1, 0, 1, 0], dtype=bool)
    between = np.array([1, 1, 1, 1, 1, 1, 0, 0], dtype=bool)
    result = information_gain(outcomes, np.stack([settles, nothing, between], axis=1))
    of_six = -(4 / 6 * np.log2(4 / 6) + 2 / 6 * np.log2(2 / 6))
    assert result.entropy == 1
    assert result.entropy_error == 0
    assert result.yes.tolist() == [0.5, 0.5, 0.75]
    assert result.yes_error == pytest.approx(np.sqrt(np.array([2, 2, 1.5]) / 8 / 8))
    assert result.if_yes == pytest.approx([0, 1, of_six], abs=1e-12)
    assert result.if_no == pytest.approx([0, 1, 0], abs=1e-12)
    assert result.gain == pytest.approx([1, 0, 1 - 0.75 * of_six], abs=1e-12)
    # What each of the eight draws tells in the last case: log2 of 4/3, of 2/3, or of 2.
    told = np.log2([4 / 3] * 4 + [2 / 3] * 2 + [2] * 2)
    assert result.gain[2] == pytest.approx(told.mean())
    assert result.error == pytest.approx([0, 0, told.std() / np.sqrt(8)], abs=1e-12)


def test_an_answer_that_nobody_gives_tells_nothing():
    result = information_gain(np.array([0, 1, 2, 2]), np.array([[True], [True], [True], [True]]))
    assert result.gain == pytest.approx([0], abs=1e-12)
    assert result.if_yes == pytest.approx([result.entropy])
    assert result.if_no.tolist() == [0]
    assert result.entropy == pytest.approx(1.5)


def test_standard_errors_are_the_spread_over_many_samples():
    rng = np.random.default_rng(5)
    results = []
    for _ in range(400):
        outcomes = rng.choice(3, 500, p=[0.6, 0.3, 0.1])
        answers = rng.random((500, 1)) < np.array([0.9, 0.4, 0.2])[outcomes][:, None]
        results.append(information_gain(outcomes, answers))
    for value, error in (("gain", "error"), ("yes", "yes_error"), ("entropy", "entropy_error")):
        spread = np.std([getattr(each, value) for each in results])
        told = np.mean([getattr(each, error) for each in results])
        assert told == pytest.approx(spread, rel=0.15), value


def test_entropy_of_shares_that_are_exact_has_no_error():
    assert entropy([0.5, 0.5, 0], 0) == (1, 0)
    mean, error = entropy([0.75, 0.25], 100)
    bits = -np.log2([0.75, 0.25])
    assert mean == pytest.approx(0.75 * bits[0] + 0.25 * bits[1])
    assert error == pytest.approx(np.sqrt(0.75 * 0.25) * abs(bits[0] - bits[1]) / 10)
