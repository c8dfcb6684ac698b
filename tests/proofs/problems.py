"""Random problems of every shape that a statement can go wrong on."""

import random

import pandas as pd

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


def random_measured_problem(draw: random.Random) -> DecisionProblem:
    """Draw a problem with measured criteria, with every sort of threshold, and some ranked ones."""
    options = list(OPTIONS[: draw.choice([2, 3, 3, 4, 5])])
    names = [f"m{k}" for k in range(draw.choice([1, 2, 2, 3, 4]))]
    gaps = draw.choice([0.0, 0.0, 0.0, 0.2])
    table = {name: [_measured(gaps, draw) for _ in options] for name in names}
    for row in table.values():
        row[:2] = [draw.randint(0, 12), draw.randint(0, 12)]
    chances = [draw.choice(each) for each in (TIES, GAPS, AGREEMENT)]
    ranked = {f"c{k}": _ranks(options, *chances, draw) for k in range(draw.choice([0, 0, 1, 2, 3]))}
    rows = [*table, *ranked]
    n_layers = draw.choice([1, 1, 2, 3])
    return mcda.from_table(
        pd.DataFrame.from_dict(table, orient="index", columns=options, dtype=float),
        directions={name: draw.choice(["max", "min"]) for name in names},
        preference={name: _preference(draw) for name in names},
        rankings=ranked,
        layers={f"L{k}": rows[k::n_layers] for k in range(n_layers) if rows[k::n_layers]},
    )


def _measured(gaps: float, draw: random.Random) -> float | None:
    """Draw a whole number, so that differences and degrees are equal where they are on paper."""
    return None if draw.random() < gaps else draw.randint(0, 12)


def _preference(draw: random.Random) -> dict[str, float | str]:
    q, p = draw.choice([0, 1, 2, 4]), draw.choice([6, 8, 10])
    thresholds: dict[str, dict[str, float]] = {
        "usual": {},
        "u-shape": {"q": q},
        "v-shape": {"p": p},
        "level": {"q": q, "p": p},
        "linear": {"q": q, "p": p},
        "gaussian": {"s": p},
    }
    kind = draw.choice(list(thresholds))
    return {"kind": kind, **thresholds[kind]}


def random_cyclic_problem(draw: random.Random) -> DecisionProblem:
    """Draw a problem whose majorities often go round, some of them with ties or gaps."""
    options = list(OPTIONS[: draw.choice([3, 4, 4, 5, 6])])
    turns = draw.sample(range(len(options)), draw.choice([3, 3, len(options)]))
    ties, gaps = draw.choice([0.0, 0.0, 0.2]), draw.choice([0.0, 0.0, 0.1])
    rows = [_ranks(options[k:] + options[:k], ties, gaps, 1.0, draw) for k in turns]
    rows += [_ranks(options, ties, gaps, 0.0, draw) for _ in range(draw.choice([0, 0, 1, 2]))]
    rows[0] = dict(zip(options, range(1, len(options) + 1), strict=True))
    names = [f"c{k}" for k in range(len(rows))]
    n_layers = draw.choice([1, 2, 3])
    return mcda.from_rankings(
        dict(zip(names, rows, strict=True)),
        alternatives=options,
        layers={f"L{k}": names[k::n_layers] for k in range(n_layers)},
    )
