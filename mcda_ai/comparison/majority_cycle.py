"""Whether the majorities go round in a circle, so that no order agrees with all of them.

(Condorcet's paradox: M. de Condorcet, 1785, Essai sur l'application de l'analyse.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from mcda_ai.algorithms.defeats import defeats, reachable
from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.orders.weak_order import BoolArray, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem

_claim = claims_of("comparison.majority_cycle")


def majority_cycle(
    problem: DecisionProblem, weights: FloatArray, stated: Claim | None = None
) -> Iterator[Claim]:
    """Say that the majorities form a cycle, if they do: one of the shortest, and what it leaves.

    Parameters
    ----------
    problem : DecisionProblem
    weights : array of shape (n_criteria,)
    stated : Claim, optional
        What these weights are.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> from mcda_ai.messages.wording import Words
    >>> cycle = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    >>> (told,) = majority_cycle(cycle, mcda.weights.equal(cycle))
    >>> print(Words().said(told).partition(" (")[0])
    the majorities form a cycle: A beats B, B beats C and C beats A
    """
    counted = problem.scored
    beats = defeats(problem.ahead.values[counted], weights[counted], "margins") > 0
    cycle = shortest_cycle(beats)
    if not cycle:
        return
    names = problem.alternative_names
    steps = pairwise([*cycle, cycle[0]])
    unbeaten_by = reachable(~beats.T)
    top = np.flatnonzero(unbeaten_by.all(axis=1))  # the smallest set that beats everybody else
    yield _claim(
        "cycle",
        weights=stated or (),
        ballots=problem.counts,
        steps=tuple(_claim("beats", one=names[i], other=names[j]) for i, j in steps),
        winner=names[top[0]] if len(top) == 1 else "",
        top=len(top),
        all=len(top) == len(names),
        told=len(names) > len(cycle),
        n=len(names),
    )


def shortest_cycle(beats: BoolArray) -> list[int]:
    """Find a shortest cycle of a relation, the first by number; empty if there is none.

    Parameters
    ----------
    beats : array of bool, shape (m, m)

    Notes
    -----
    1. Walk on by one step at a time, and note who can be reached in just so many.
    2. The first number of steps in which somebody comes back to itself makes a shortest cycle.
    3. Follow it from the first that does, always to the first from which the rest is possible.

    Examples
    --------
    >>> shortest_cycle(np.roll(np.eye(4, dtype=bool), 1, axis=1))
    [0, 1, 2, 3]
    >>> shortest_cycle(np.eye(4, k=1, dtype=bool))
    []
    """
    m = len(beats)
    step = beats.astype(np.float64)
    reached = [np.eye(m, dtype=np.bool_)]
    for _ in range(m):
        reached.append(step @ reached[-1] > 0)  # 1
        back = np.flatnonzero(np.diagonal(reached[-1]))
        if len(back):  # 2
            cycle = [int(back[0])]
            for left in reversed(reached[1:-1]):  # 3
                cycle.append(int(np.flatnonzero(beats[cycle[-1]] & left[:, back[0]])[0]))
            return cycle
    return []
