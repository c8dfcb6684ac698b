"""How likely options are truly first, recomputed by a million draws of another kind."""

import itertools
import math
import random

import numpy as np
import pytest

import mcda_ai as mcda
from tests.proofs.problems import random_problem

SIZE = 1_000_000
ERRORS = (0.05, 0.1, 0.2, 0.3)


def all_orders(n):
    every = np.array(list(itertools.product(range(n), repeat=n)))
    dense = every.max(axis=1) + 1 == [len(set(row)) for row in every.tolist()]
    return every[dense & (every.min(axis=1) == 0)]


def chances_of(orders, stated, error):
    """Multiply, over pairs, what each that is reversed, or tied in one, makes less likely."""
    odds = np.ones(len(orders))
    for i, j in itertools.combinations(range(len(stated)), 2):
        apart = np.abs(np.sign(orders[:, i] - orders[:, j]) - np.sign(stated[i] - stated[j]))
        odds *= (error / (1 - error)) ** (apart / 2)
    return odds / odds.sum()


def simulated(problem, weights, error, together, seed):
    """Share of draws in which each is first alone: wins less losses by true orders, one by one."""
    draws = np.random.default_rng(seed)
    ranks = np.asarray(problem.ranks, dtype=float)
    scores = np.zeros((SIZE, ranks.shape[1]))
    drawn_before = {}
    for row, weight in zip(ranks, weights, strict=True):
        who = np.flatnonzero(~np.isnan(row))
        if len(who) < 2:
            continue
        orders = all_orders(len(who))
        key = str(row) if together == "equal" else object()
        if key not in drawn_before:
            chances = chances_of(orders, row[who], error)
            drawn_before[key] = draws.choice(len(orders), SIZE, p=chances)
        signs = np.sign(orders[:, None, :] - orders[:, :, None]).sum(axis=2)
        scores[:, who] += weight * signs[drawn_before[key]]
    first = scores > scores.max(axis=1, keepdims=True) - 1e-12
    return (first & (first.sum(axis=1, keepdims=True) == 1)).mean(axis=0)


@pytest.mark.long
@pytest.mark.parametrize("number", range(30))
def test_a_million_draws_give_the_same(number):
    draw = random.Random(number)
    problem, error = random_problem(draw), draw.choice(ERRORS)
    result = mcda.reliability(problem, error=error, size=100_000)
    for together in ("none", "equal"):
        weights = result.weights.to_numpy()
        found = simulated(problem, weights, error, together, [number, together == "equal"])
        told = result.survival[together].to_numpy()
        size = SIZE if together in result.exact else 1 / (1 / SIZE + 1 / result.size)
        for one, other in zip(found, told, strict=True):
            assert abs(one - other) <= 3 * math.sqrt(max(other * (1 - other), 1 / SIZE) / size)
