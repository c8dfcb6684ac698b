"""Read tables and print what came of them; 1 if any was silently wrong."""

import argparse
import datetime
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

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
    """Print the counts by shape, and the tables that were silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.tables_people_make")
    parser.add_argument("--tables", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="a Markdown file for the record")
    options = parser.parse_args()
    counts, wrong = run(SHAPES, options.tables, options.seed)
    record = _record(options, counts)
    sys.stdout.write("\n".join([record, *wrong]))
    if options.record:
        options.record.write_text(record, encoding="utf-8")
    return 1 if wrong else 0


def _record(options, counts):
    total = sum(counts.values(), Counter())
    lines = [
        "# Tables that people make, read in bulk", "",
        ("Tables with a known meaning, drawn in the shapes that people use and written as text and "
         "as workbooks. Each ends in one of four ways: read as it is meant, refused with a fault, "
         "read otherwise with a doubt that says what is wrong, or silently wrong, which must not "
         "happen. Of those that are read as meant it is counted how many are doubted all the "
         "same."),
        "",
        f"- Date: {datetime.datetime.now(datetime.UTC).date()}",
        f"- Version: mcda-ai {version('mcda-ai')}",
        (f"- Command: `python -m tests.fuzz.tables_people_make --tables {options.tables} --seed "
         f"{options.seed} --record docs/tables-in-bulk.md`"),
        f"- Tables: {options.tables:,}; silently wrong: {total[SILENTLY_WRONG]:,}", "",
        f"| shape | {' | '.join(COLUMNS)} |", f"| --- |{' ---: |' * len(COLUMNS)}",
    ]  # fmt: skip
    for name, found in [*counts.items(), ("all", total)]:
        cells = (f"{found[way]:,}" for way in COLUMNS)
        lines.append(f"| {name.replace('_', ' ')} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
