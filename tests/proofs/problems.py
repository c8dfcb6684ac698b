"""Random problems of every shape that a statement can go wrong on."""

import random

import mcda_ai as mcda
from mcda_ai.problem.decision_problem import DecisionProblem

OPTIONS = "ABCDEF"
TIES = (0.0, 0.0, 0.2, 0.6, 1.0)
GAPS = (0.0, 0.0, 0.0, 0.15, 0.4)
AGREEMENT = (0.0, 0.0, 0.5, 0.9)
"""Chances that an option ties with the one before it, is not ranked, or that a criterion ranks the
options in their own order."""


def random_problem(draw: random.Random) -> DecisionProblem:
    """Draw a problem: ties, gaps, criteria nobody scored, one layer or several, own weights.

    Some are mirror images of themselves, so that options tie; some have one option ahead nearly
    everywhere, so that shares are near 0 or 1; some own weights are tiny beside others.
    """
    options = list(OPTIONS[: draw.choice([2, 3, 3, 3, 4, 5, 6])])
    chances = [draw.choice(each) for each in (TIES, GAPS, AGREEMENT)]
    rows = [_ranks(options, *chances, draw) for _ in range(draw.choice([1, 2, 3, 3, 4, 5, 6, 8]))]
    if draw.random() < 0.15:
        rows = rows[:4] + [_mirrored(row) for row in rows[:4]]
    if draw.random() < 0.15:
        rows[draw.randrange(len(rows))] = {}
    if not any(len(row) > 1 for row in rows):
        rows[0] = dict(zip(options, range(1, len(options) + 1), strict=True))
    names = [f"c{k}" for k in range(len(rows))]
    n_layers = draw.choice([1, 1, 2, 3, 4])
    layers = {f"L{k}": names[k::n_layers] for k in range(n_layers) if names[k::n_layers]}
    return mcda.from_rankings(
        dict(zip(names, rows, strict=True)),
        alternatives=options,
        layers=layers,
        weights=_own_weights(names, rows, draw) if draw.random() < 0.4 else None,
        preconditions=list(layers)[-1:] if len(layers) > 1 and draw.random() < 0.3 else (),
    )


def _ranks(
    options: list[str], ties: float, gaps: float, agreement: float, draw: random.Random
) -> dict[str, int]:
    order = list(options)
    if draw.random() >= agreement:
        draw.shuffle(order)
    ranks, place = {}, 0
    for name in order:
        place += place == 0 or draw.random() >= ties
        if draw.random() >= gaps:
            ranks[name] = place
    return ranks


def _mirrored(ranks: dict[str, int]) -> dict[str, int]:
    return {name: -place for name, place in ranks.items()}


def _own_weights(
    names: list[str], rows: list[dict[str, int]], draw: random.Random
) -> dict[str, float]:
    """Draw weights, some of which are nothing or next to nothing; one that counts is 1 or more."""
    weights = {name: draw.choice([0, 1, 1, 2, 3, 0.3, 1e-9]) for name in names}
    counts = [name for name, row in zip(names, rows, strict=True) if len(set(row)) > 1]
    weights[draw.choice(counts)] = draw.choice([1, 2, 5])
    return weights
