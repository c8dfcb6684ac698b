"""PROMETHEE II on 1,000 alternatives and 50 criteria: time, and memory beyond the start.

Run with ``python -m tests.benchmarks.many_alternatives``.
"""

from __future__ import annotations

import time
import tracemalloc

import numpy as np
import pandas as pd

import mcda_ai as mcda


def main() -> None:
    """Print the time of one ranking and the peak of the memory it took."""
    generator = np.random.default_rng(1)
    ranks = pd.DataFrame(generator.integers(1, 200, (50, 1000)))
    start = time.perf_counter()
    mcda.rank(mcda.from_rankings(ranks), "promethee2", weights="equal")
    print(f"problem and ranking: {time.perf_counter() - start:.2f} s")
    tracemalloc.start()
    mcda.rank(mcda.from_rankings(ranks), "promethee2", weights="equal")
    print(f"peak memory: {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
