"""Ask about many random problems, compare, and write the tables of docs/exact-and-certified.md."""

import argparse
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from tests.coverage.cases import GENERATORS, Case, case

_HEAD = (
    "| generator | space | problems | truth by vertices | exact | certified | not true | "
    "width, median | width, 90 % | narrower than drawn | short runs that miss |"
)


def main() -> int:
    """Run, print a table, and tell of any that are not true."""
    parser = argparse.ArgumentParser(prog="python -m tests.coverage", description=__doc__)
    parser.add_argument("--problems", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0, help="of the first; the next are one more")
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    numbers = range(asked.seed, asked.seed + asked.problems)
    with ProcessPoolExecutor(asked.workers) as pool:
        cases = list(pool.map(case, numbers, chunksize=10))
    print("\n".join(table_of(cases)))
    untrue = [number for number, each in zip(numbers, cases, strict=True) if each.untrue]
    print(f"not true: {untrue or 'none'}")
    return 1 if untrue else 0


def table_of(cases: list[Case]) -> list[str]:
    """Give the rows of a table in Markdown."""
    rows = [_HEAD, "| --- | --- |" + " ---: |" * 9]
    for generator in GENERATORS:
        for space in ("uniform", "layer-first"):
            own = [each for each in cases if (each.generator, each.space) == (generator, space)]
            rows.append("| " + " | ".join([generator, space, *_cells(own)]) + " |")
    rows.append("| " + " | ".join(["all", "both", *_cells(cases)]) + " |")
    return rows


def _cells(cases: list[Case]) -> list[str]:
    widths = np.array([width for each in cases for width in each.widths])
    drawn = np.array([width for each in cases for width in each.drawn_widths])
    told = [f"{np.quantile(widths, q):.1e}" for q in (0.5, 0.9)] if len(widths) else ["", ""]
    return [
        f"{len(cases):,}",
        f"{sum(each.by_vertices for each in cases):,}",
        f"{sum(each.exact for each in cases):,}",
        f"{sum(each.certified for each in cases):,}",
        f"{sum(each.untrue for each in cases):,}",
        *told,
        f"{(widths <= drawn).mean():.0%}" if len(widths) else "",
        f"{np.mean([each.drawn_missed for each in cases]):.1%}" if cases else "",
    ]


if __name__ == "__main__":
    raise SystemExit(main())
