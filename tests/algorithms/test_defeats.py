"""Defeats: by hand, and against trying every order in which equal ones can be locked in."""

from itertools import chain, permutations, product

import numpy as np
import pytest

from mcda_ai.algorithms import defeats as module
from mcda_ai.algorithms.defeats import (
    defeat_levels,
    defeats,
    distinct_levels,
    locked_outcomes,
    majorities,
    positions_of_one_outcome,
    reachable,
)
from mcda_ai.messages.faults import ProblemError

# Criteria that say 0 > 1 > 2, 1 > 2 > 0 and 2 > 0 > 1.
CYCLE = np.zeros((3, 3, 3), dtype=bool)
for _k, _order in enumerate([(0, 1, 2), (1, 2, 0), (2, 0, 1)]):
    for _place, _better in enumerate(_order):
        CYCLE[_k, _better, list(_order[_place + 1 :])] = True


def random_relation(rng, m):
    return rng.random((m, m)) < 0.3


def random_levels(rng, m, most):
    """A strength for each pair, one way or the other, or none."""
    level = np.zeros((m, m), dtype=int)
    for i in range(m):
        for j in range(i):
            level[(i, j) if rng.random() < 0.5 else (j, i)] = rng.integers(0, most + 1)
    return level


def locks(m, pairs):
    """Lock pairs in one after the other, unless a chain leads back; see who is above whom."""
    above = {i: set() for i in range(m)}  # who is locked in above each
    for winner, loser in pairs:
        if loser not in above[winner]:
            higher = above[winner] | {winner}
            for i in range(m):
                if i == loser or loser in above[i]:
                    above[i] |= higher
    return np.array([[i in above[j] for j in range(m)] for i in range(m)])


def test_defeats_in_a_cycle_by_hand():
    weights = np.array([[0.5, 0.3, 0.2], [0.2, 0.3, 0.5]])
    margins = defeats(CYCLE, weights, "margins")
    # 0 beats 1 by 0.7 to 0.3, 1 beats 2 by 0.8 to 0.2, 2 and 0 tie; with the other weights
    # 0 beats 1 by as much, 1 and 2 tie, and 2 beats 0 by 0.8 to 0.2.
    expected = [[[0, 0.4, 0], [0, 0, 0.6], [0, 0, 0]], [[0, 0.4, 0], [0, 0, 0], [0.6, 0, 0]]]
    np.testing.assert_allclose(margins, expected, atol=1e-15)
    assert (margins[0, 0, 2], margins[1, 1, 2]) == (0, 0)
    votes = defeats(CYCLE, weights, "winning votes")
    expected = [[[0, 0.7, 0], [0, 0, 0.8], [0, 0, 0]], [[0, 0.7, 0], [0, 0, 0], [0.8, 0, 0]]]
    np.testing.assert_allclose(votes, expected, atol=1e-15)


def test_strengths_that_are_equal_on_paper_are_equal():
    # 0.1 + 0.2 is not 0.3 in floating point: both defeats are by 0.3 to nothing.
    preferences = np.zeros((3, 4, 4), dtype=bool)
    preferences[0, 0, 1] = preferences[1, 0, 1] = preferences[2, 2, 3] = True
    weights = np.array([[0.1, 0.2, 0.3], [0.5, 0.2, 0.3]])
    found = defeats(preferences, weights, "margins")
    assert 0.1 + 0.2 != 0.3
    assert found[0, 0, 1] == found[0, 2, 3] == pytest.approx(0.3)
    assert found[1, [0, 2], [1, 3]] == pytest.approx([0.7, 0.3])
    level = defeat_levels(preferences, weights, "margins")
    assert level[0, 0, 1] == level[0, 2, 3]
    assert level[1, 0, 1] != level[1, 2, 3]


def some_profiles():
    """Who is ahead, with ties and gaps, and weights that make many defeats equal, a sample each."""
    rng = np.random.default_rng(1)
    for m in (2, 3, 4, 7):
        ranks = rng.integers(1, m + 1, (6, m)).astype(float)
        ranks[rng.random(ranks.shape) < 0.2] = np.nan
        weights = rng.integers(0, 4, (30, 6)) + rng.choice([0, 1e-3], (30, 6)) + [1, 0, 0, 0, 0, 0]
        yield ranks[:, :, None] < ranks[:, None, :], weights / weights.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("strength", module.STRENGTHS)
def test_levels_number_the_strengths_that_occur(strength):
    for ahead, weights in some_profiles():
        levels = defeat_levels(ahead, weights, strength)
        for level, found in zip(levels, defeats(ahead, weights, strength), strict=True):
            numbers = {x: k for k, x in enumerate(sorted({0.0, *found.ravel().tolist()}))}
            assert level.tolist() == np.vectorize(numbers.__getitem__)(found).tolist()


def test_majorities_tell_who_has_more_weight():
    for ahead, weights in some_profiles():
        for row, beats in zip(weights, majorities(ahead, weights), strict=True):
            margin = np.einsum("k,kij->ij", row, ahead) - np.einsum("k,kij->ji", row, ahead)
            assert beats.tolist() == np.sign(np.round(margin, 9)).tolist()


def test_one_sample_and_many_samples_get_the_same():
    ahead, weights = list(some_profiles())[2]
    for ask in (majorities, lambda *given: defeat_levels(*given, "margins"),
                lambda *given: defeats(*given, "winning votes")):  # fmt: skip
        alone = [ask(ahead, row).tolist() for row in weights]
        assert ask(ahead, weights).tolist() == alone
        assert ask(ahead, weights.reshape(5, 6, -1)).reshape(30, 4, 4).tolist() == alone


def test_reachable_is_a_chain_of_some_length():
    rng = np.random.default_rng(2)
    relations = np.array([random_relation(rng, 5) for _ in range(30)])
    for relation, found in zip(relations, reachable(relations), strict=True):
        steps = np.linalg.matrix_power(relation + np.eye(5, dtype=int), 4)
        assert (found == (steps > 0)).all()


@pytest.mark.parametrize("most", [2, 10**6], ids=["by a number for each", "row by row"])
def test_distinct_levels_are_each_kept_once(most):
    rng = np.random.default_rng(3)
    different = np.array([random_levels(rng, 4, most) for _ in range(6)])
    levels = different[rng.integers(0, 6, 40)]
    kept, which = distinct_levels(levels)
    assert (kept[which] == levels).all()
    assert len(kept) == len({level.tobytes() for level in levels}) < 40


def test_two_matrices_whose_numbers_would_overflow_are_told_apart():
    # As one number in base 2^20, the last entries would weigh 2^80 and more: nothing in 64 bits.
    one = np.zeros((4, 4), dtype=int)
    one[0, 1], one[3, 2] = 2**20 - 1, 1
    other = one.copy()
    other[3, 2] = 2
    assert distinct_levels(np.array([one, other]))[1].tolist() == [0, 1]


def test_locked_positions_are_those_of_locking_one_after_the_other():
    rng = np.random.default_rng(4)
    levels = []
    for _ in range(60):
        level = random_levels(rng, 5, 1)
        level[level > 0] = 1 + rng.permutation(np.count_nonzero(level))
        levels.append(level)
    found, has_others = positions_of_one_outcome(np.array(levels))
    assert not has_others.any()
    for level, positions in zip(levels, found, strict=True):
        pairs = sorted(zip(*np.nonzero(level), strict=True), key=lambda pair: -level[pair])
        assert positions.tolist() == locks(5, pairs).sum(axis=0).tolist()


def test_other_outcomes_are_told_where_some_order_of_equal_defeats_locks_in_something_else():
    rng = np.random.default_rng(7)
    levels = np.array([random_levels(rng, 4, 3) for _ in range(100)])
    for level, positions, has_others in zip(levels, *positions_of_one_outcome(levels), strict=True):
        equal = [list(zip(*np.nonzero(level == k), strict=True)) for k in (3, 2, 1)]
        orders = (chain.from_iterable(each) for each in product(*map(permutations, equal)))
        every = {locks(4, list(each)).tobytes() for each in orders}
        assert has_others == (len(every) > 1)
        outcomes = (np.frombuffer(each, dtype=bool).reshape(4, 4).sum(axis=0) for each in every)
        assert positions.tolist() in [each.tolist() for each in outcomes]


def test_outcomes_are_those_of_every_order_of_the_equal_defeats():
    rng = np.random.default_rng(5)
    seen = set()
    for _ in range(60):
        level = random_levels(rng, 4, 2)
        strong, weak = (list(zip(*np.nonzero(level == number), strict=True)) for number in (2, 1))
        orders = product(permutations(strong), permutations(weak))
        expected = {locks(4, [*first, *then]).tobytes() for first, then in orders}
        found = locked_outcomes(level)
        assert sorted(outcome.tobytes() for outcome in found) == sorted(expected)
        seen.add(len(expected))
    assert {1, 2, 3} <= seen


def test_as_many_ways_as_are_allowed_are_looked_through_and_no_more(monkeypatch):
    # Three outcomes, each with one defeat that it refutes to go on from; one way before that; and
    # in each of the four ways three defeats are looked at.
    cycle = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    monkeypatch.setattr(module, "MOST_WAYS", 12)
    assert len(locked_outcomes(cycle)) == 3
    monkeypatch.setattr(module, "MOST_WAYS", 11)
    with pytest.raises(ProblemError, match="more than 11 ways to look through"):
        locked_outcomes(cycle)


def test_no_more_outcomes_than_are_allowed_are_kept(monkeypatch):
    cycle = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    monkeypatch.setattr(module, "MOST_OUTCOMES", 3)
    assert len(locked_outcomes(cycle)) == 3
    monkeypatch.setattr(module, "MOST_OUTCOMES", 2)
    with pytest.raises(ProblemError, match="more than 2 outcomes"):
        locked_outcomes(cycle)


def test_every_outcome_of_equal_defeats_between_all_is_found():
    # An outcome locks in all that agrees with some order of the alternatives, and more cannot be.
    rng = np.random.default_rng(6)
    for _ in range(5):
        level = random_levels(rng, 6, 1)
        agreeing = set()
        for order in permutations(range(6)):
            places = np.argsort(order)
            forward = (level > 0) & (places[:, None] < places)
            agreeing.add((forward.tobytes(), forward.sum()))
        sets = {each: np.frombuffer(each, dtype=bool) for each, _ in agreeing}
        largest = [one for one in sets.values()
                   if not any((one <= other).all() and (one != other).any()
                              for other in sets.values())]  # fmt: skip
        found = locked_outcomes(level)
        assert {reachable(one.reshape(6, 6)).tobytes() for one in largest} == {
            (each | np.eye(6, dtype=bool)).tobytes() for each in found
        }


def test_a_fault_is_said_in_dutch(monkeypatch):
    monkeypatch.setattr(module, "MOST_WAYS", 11)
    with pytest.raises(ProblemError) as caught:
        locked_outcomes(np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]]))
    (fault,) = caught.value.faults
    told = "ranked_pairs: door gelijke nederlagen zijn er meer dan 11 "
    assert fault.in_words("nl").startswith(told)
