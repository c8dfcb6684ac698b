"""How often certain bounds of majority methods hold what long runs show, and how wide they are.

``python -m tests.coverage.of_majorities --problems 2000`` draws problems of three options,
impartial or by Mallows, with ties, repeats and gaps, in one layer or several, and looks at the
share of every rank. What is exact or certified has to lie within five errors of 200,000 draws.
"""

import argparse
import math
import random
from collections import defaultdict

import numpy as np

import mcda_ai as mcda
from mcda_ai.methods import registry
from tests.coverage.cases import GENERATORS
from tests.coverage.rankings import mallows_rankings

METHODS = sorted(name for name in registry.names() if registry.find(name).by_majority)
SORTS = ("strict", "ties", "repeats", "gaps")
OPTIONS = "ABC"
ERRORS = 5


def problem_of(dispersion, sort, draw):
    """Draw a problem of 2 to 40 criteria in one to six layers."""
    n = round(math.exp(draw.uniform(math.log(2), math.log(40))))
    ties, repeats = 0.4 * (sort == "ties"), 0.5 * (sort == "repeats")
    seed = draw.randrange(10**6)
    ranks = mallows_rankings(n, len(OPTIONS), dispersion, ties=ties, repeats=repeats, seed=seed)
    ranks[0] = [1, 2, 3]
    rows = {
        f"c{k}": {option: rank for option, rank in zip(OPTIONS, row, strict=True)
                  if k == 0 or sort != "gaps" or draw.random() >= 0.25}
        for k, row in enumerate(ranks.tolist())
    }  # fmt: skip
    n_layers = min(n, draw.choice([1, 2, 4, 6]))
    layers = {f"L{k}": list(rows)[k::n_layers] for k in range(n_layers)}
    return mcda.from_rankings(rows, alternatives=list(OPTIONS), layers=layers)


def looked_at(problem, method, options, space, size, rng):
    """Give how many shares are exact, certified or neither, those that are missed, and widths."""
    told = mcda.robustness(problem, method, space, rng=1, options=options)
    drawn = mcda.robustness(problem, method, space, size, rng, options=options)
    seen = drawn.rank_acceptability
    counts, missed, widths = defaultdict(int), [], []
    for option in OPTIONS:
        for rank in seen.columns:
            share, between = float(seen.loc[option, rank]), None
            known = told.share_of(option, int(rank))
            if known.size == 0:
                between, sort = (known.value, known.value), "exact"
            elif rank == 1:
                between, sort = told.certified_between(option), "certified"
            if between is None:
                counts["drawn"] += 1
                continue
            counts[sort] += 1
            room = ERRORS * math.sqrt(max(share * (1 - share), 1 / size) / size)
            if not between[0] - room <= share <= between[1] + room:
                missed.append((option, rank, between, share))
            if rank == 1:
                widths.append(between[1] - between[0])
    return counts, missed, widths


def main():
    """Look at many problems, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.coverage.of_majorities",
                                     description=__doc__)  # fmt: skip
    parser.add_argument("--problems", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--size", type=int, default=200_000, help="of the runs to compare with")
    asked = parser.parse_args()
    widths, counts, missed = defaultdict(list), defaultdict(int), 0
    for number in range(asked.problems):
        draw = random.Random(f"majorities {asked.seed + number}")
        generator, sort = draw.choice(list(GENERATORS)), draw.choice(SORTS)
        problem = problem_of(GENERATORS[generator], sort, draw)
        method = draw.choice(METHODS)
        values = {**registry.find(method).options, "unscored": ("abstain",)}
        options = {name: draw.choice(allowed) for name, allowed in values.items()}
        space = draw.choice(["uniform", "layer-first"])
        found, wrong, wide = looked_at(problem, method, options, space, asked.size, number)
        for known, count in found.items():
            counts[known] += count
        missed += len(wrong)
        for each in wrong:
            print("missed", number, generator, sort, method, options, space, each, flush=True)
        widths[generator, space].append(max(wide, default=math.nan))
    print(f"{asked.problems} problems: {dict(counts)} shares, {missed} missed")
    for key, each in sorted(widths.items()):
        none = np.mean([width == 0 for width in each])
        quantiles = np.nanquantile(each, [0.5, 0.9, 1])
        told = ", ".join(f"{name} {width:.1e}" for name, width in zip(
            ("median", "90 %", "most"), quantiles, strict=True))  # fmt: skip
        print(f"{key[0]:12} {key[1]:12} {len(each):5} exact {none:4.0%}; width {told}")


if __name__ == "__main__":
    main()
