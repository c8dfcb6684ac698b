"""Read tables and print what came of them; 1 if any was silently wrong."""

import argparse
import sys
from collections import Counter

from tests.fuzz.tables_people_make import SHAPES
from tests.fuzz.tables_people_make.meant import FORMS
from tests.fuzz.tables_people_make.outcomes import (
    AS_MEANT,
    DOUBT,
    FAULT,
    NEEDLESS,
    SILENTLY_WRONG,
    run,
)

COLUMNS = (*dict.fromkeys(FORMS), AS_MEANT, NEEDLESS, FAULT, DOUBT, SILENTLY_WRONG)


def main():
    """Print the counts by shape as a Markdown table, then the tables that were silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.tables_people_make")
    parser.add_argument("--tables", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts, wrong = run(SHAPES, options.tables, options.seed)
    counts["all"] = sum(counts.values(), Counter())
    lines = [f"| shape | {' | '.join(COLUMNS)} |", f"| --- |{' ---: |' * len(COLUMNS)}"]
    for name, found in counts.items():
        cells = (f"{found[way]:,}" for way in COLUMNS)
        lines.append(f"| {name.replace('_', ' ')} | {' | '.join(cells)} |")
    sys.stdout.write("\n".join([*lines, "", *wrong]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
