"""Three options and a method that majorities decide: what is told, held against a long run.

``python -m tests.coverage.of_majorities --problems 500`` writes the second table of
docs/exact-and-certified.md: of problems that are impartial or by Mallows, with ties, repeats, gaps,
in one layer or several, and of every such method with any of its options, it looks at the share of
every rank.
"""

import argparse
import math
import random
from dataclasses import dataclass

import numpy as np

import mcda_ai as mcda
from mcda_ai.methods import registry
from tests.coverage.cases import GENERATORS
from tests.coverage.rankings import mallows_rankings

METHODS = sorted(name for name in registry.names() if registry.find(name).by_majority)
SORTS = ("strict", "ties", "repeats", "gaps")
SPACES = ("uniform", "layer-first")
OPTIONS = "ABC"
LONG_RUN = 100_000
_MOST_ERRORS = 5
"""Standard errors of a long run."""


@dataclass(frozen=True)
class Case:
    """What was told of one problem: how many shares are exact, certified, and not true.

    `width` is that of the widest first place.
    """

    generator: str
    space: str
    method: str
    exact: int
    certified: int
    untrue: int
    width: float


def case(number, size=LONG_RUN):
    """Make the problem of a number, ask, and compare."""
    draw = random.Random(f"majorities {number}")
    generator, sort, space = (draw.choice(each) for each in (list(GENERATORS), SORTS, SPACES))
    problem, method = _problem(GENERATORS[generator], sort, draw), draw.choice(METHODS)
    values = {**registry.find(method).options, "unscored": ("abstain",)}
    options = {name: draw.choice(allowed) for name, allowed in values.items()}
    told = mcda.robustness(problem, method, space, rng=1, options=options)
    drawn = mcda.robustness(problem, method, space, size, number, options=options)
    exact, certified, untrue, widths = 0, 0, 0, [0.0]
    for (option, rank), share in drawn.rank_acceptability.stack().items():
        known, between = told.share_of(option, rank), told.certified_between(option)
        if known.size == 0:
            exact, between = exact + 1, (known.value, known.value)
        elif rank == 1 and between is not None:
            certified += 1
            widths.append(between[1] - between[0])
        else:
            continue
        room = _MOST_ERRORS * math.sqrt(max(share * (1 - share), 1 / size) / size)
        untrue += not between[0] - room <= share <= between[1] + room
    return Case(generator, space, method, exact, certified, untrue, max(widths))


def _problem(dispersion, sort, draw):
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


def main():
    """Look at many problems, and print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.coverage.of_majorities",
                                     description=__doc__)  # fmt: skip
    parser.add_argument("--problems", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first; the next are one more")
    asked = parser.parse_args()
    cases = [case(number) for number in range(asked.seed, asked.seed + asked.problems)]
    by_generator = {
        f"{generator} | {space}": [
            each for each in cases if (each.generator, each.space) == (generator, space)
        ]
        for generator in GENERATORS
        for space in SPACES
    }
    by_method = {name: [each for each in cases if each.method == name] for name in METHODS}
    print(_table("generator | space", {**by_generator, "all | both": cases}))
    print(_table("method", by_method))
    return 1 if any(each.untrue for each in cases) else 0


def _table(what, groups):
    columns = f"{what} | problems | exact | certified | not true | no width | width, 90 %"
    n_names = what.count("|") + 1
    lines = [columns, " | ".join(["---"] * n_names + ["---:"] * 6)]
    lines += [" | ".join([name, *_cells(cases)]) for name, cases in groups.items()]
    return "".join(f"| {line} |\n" for line in lines)


def _cells(cases):
    widths = np.array([each.width for each in cases])
    counts = [sum(getattr(each, name) for each in cases)
              for name in ("exact", "certified", "untrue")]  # fmt: skip
    spread = (
        [f"{(widths == 0).mean():.0%}", f"{np.quantile(widths, 0.9):.1e}"] if cases else [""] * 2
    )
    return [f"{len(cases):,}", *(f"{count:,}" for count in counts), *spread]


if __name__ == "__main__":
    raise SystemExit(main())
