"""Sixty problems from 2 options by 1 criterion to 30 by 60, and ten of 31 to 100 options.

Each is the same for its number.
"""

import math
import random
from pathlib import Path

import pandas as pd

import mcda_ai as mcda
from mcda_ai.problem.decision_problem import DecisionProblem

SMALLEST, LARGEST = (2, 1), (30, 60)
N_PROBLEMS = 60
SMALLEST_OF_LARGE, LARGEST_OF_LARGE = (31, 20), (100, 200)
N_LARGE = 10
"""The numbers of these follow those of the sixty."""
KINDS = ("measured", "ranked", "election", "thin", "gaps")


def size_of(number: int) -> tuple[int, int]:
    """Give options and criteria: the smallest first, the largest last, evenly by factor between."""
    is_large = number >= N_PROBLEMS
    smallest, largest = (SMALLEST_OF_LARGE, LARGEST_OF_LARGE) if is_large else (SMALLEST, LARGEST)
    if number in (0, N_PROBLEMS):
        return smallest
    if number in (N_PROBLEMS - 1, N_PROBLEMS + N_LARGE - 1):
        return largest
    draw = random.Random(f"size {number}")
    options, criteria = (
        round(math.exp(draw.uniform(math.log(least), math.log(most))))
        for least, most in zip(smallest, largest, strict=True)
    )
    return options, criteria


def written(number: int, folder: Path) -> Path:
    """Write the problem of a number to a file that the commands read."""
    draw = random.Random(f"problem {number}")
    n_options, n_criteria = size_of(number)
    kind = KINDS[number % len(KINDS)]
    options = [f"o{k + 1}" for k in range(n_options)]
    if kind == "election":
        file = folder / f"{number:02}.toi"
        file.write_text(_election(options, n_criteria, draw), encoding="utf-8")
        return file
    criteria = [f"c{k + 1}" for k in range(n_criteria)]
    file = folder / f"{number:02}-{kind}.yaml"
    return mcda.write(_problem(kind, options, criteria, draw), file, force=True)


def _problem(
    kind: str, options: list[str], criteria: list[str], draw: random.Random
) -> DecisionProblem:
    n_layers = draw.choice([1, 1, 3, 6])
    layers = {f"L{k}": criteria[k::n_layers] for k in range(n_layers) if criteria[k::n_layers]}
    if kind == "measured":
        table = {name: [round(draw.gauss(50, 20)) for _ in options] for name in criteria}
        for row in table.values():
            row[0], row[-1] = 0, 100
            for place in range(1, len(row) - 1):
                row[place] = None if draw.random() < 0.1 else row[place]
        return mcda.from_table(
            pd.DataFrame.from_dict(table, orient="index", columns=options, dtype=float),
            directions={name: draw.choice(["max", "min"]) for name in criteria},
            layers=layers,
        )
    gap, tie = (draw.choice([0.02, 0.2, 0.5]) if kind == "gaps" else 0), draw.choice([0, 0.3, 0.8])
    rows = {name: _ranks(options, gap, tie, draw) for name in criteria}
    if kind == "thin" and len(rows) > 1:
        rows[criteria[-1]] = dict(zip(options[:2], (1, 2), strict=True))
        rows[criteria[len(rows) // 2]] = {options[0]: 1}
    rows[criteria[0]] = dict(zip(options, range(1, len(options) + 1), strict=True))
    has_own = draw.random() < 0.5
    return mcda.from_rankings(
        rows,
        alternatives=options,
        layers=layers,
        weights={name: draw.choice([1, 2, 3, 0.5]) for name in criteria} if has_own else None,
        preconditions=list(layers)[-1:] if len(layers) > 1 and draw.random() < 0.3 else (),
    )


def _ranks(options: list[str], gap: float, tie: float, draw: random.Random) -> dict[str, int]:
    order, ranks, place = draw.sample(options, len(options)), {}, 0
    for name in order:
        place += place == 0 or draw.random() >= tie
        if draw.random() >= gap:
            ranks[name] = place
    return ranks


def _election(options: list[str], n_orders: int, draw: random.Random) -> str:
    """Give distinct orders with ties, some of which leave options out, in PrefLib's form."""
    ballots: dict[str, int] = {}
    for _ in range(n_orders):
        ranks = _ranks(options, draw.choice([0, 0.4]), 0.2, draw) or {options[0]: 1}
        groups = [[k + 1 for k, name in enumerate(options) if ranks.get(name) == place]
                  for place in sorted(set(ranks.values()))]  # fmt: skip
        told = ",".join(
            f"{{{','.join(map(str, group))}}}" if len(group) > 1 else str(group[0])
            for group in groups
        )
        ballots[told] = draw.randint(1, 40)
    head = {
        "FILE NAME": "election.toi",
        "TITLE": "An election",
        "DATA TYPE": "toi",
        "NUMBER ALTERNATIVES": len(options),
        "NUMBER VOTERS": sum(ballots.values()),
        "NUMBER UNIQUE ORDERS": len(ballots),
        **{f"ALTERNATIVE NAME {k + 1}": name for k, name in enumerate(options)},
    }
    return "".join([*(f"# {key}: {value}\n" for key, value in head.items()),
                    *(f"{n}: {told}\n" for told, n in ballots.items())])  # fmt: skip
