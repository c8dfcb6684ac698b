"""Call everything public with what it is not meant for, and write down what came of it.

python -m tests.calls.run --calls 15000 --seed 1 --record docs/wrong-calls.md
"""

import argparse
import datetime
import os
import platform
import resource
import sys
import tempfile
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import mcda_ai as mcda
from tests.calls import objects
from tests.calls.outcomes import REFUSED, TAKEN, outcome_of, wrong_call
from tests.calls.subjects import SUBJECTS

_MOST_MEMORY = 3 << 30  # bytes of addresses
LIBRARIES = ("mcda-ai", "numpy", "pandas", "matplotlib")


def outcomes(seed, cases):
    """Yield what was called, what was wrong, what came of it and how long it took."""
    for case in cases:
        subject, wrong = wrong_call(seed, case)
        start = time.perf_counter()
        outcome = outcome_of(subject, wrong)
        yield case, subject, wrong, outcome, time.perf_counter() - start


def main():
    """Make all calls; 1 if any ended as it should not."""
    options = _options()
    counts, odd, slowest = {}, [], (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        home = Path.cwd()
        os.chdir(folder)
        prepare()
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        for case, subject, wrong, outcome, seconds in outcomes(options.seed, range(options.calls)):
            slowest = max(slowest, (seconds, f"case {case}, {subject.name}"))
            right = outcome in (REFUSED, TAKEN)
            counts.setdefault(subject.name, Counter())[outcome if right else "else"] += 1
            if not right:
                odd.append(f"case {case}, {subject.name}({', '.join(wrong)}): {outcome}")
                sys.stderr.write(f"{odd[-1]}\n")
        os.chdir(home)
    record = _record(options, counts, slowest, odd)
    sys.stdout.write(record)
    if options.record:
        options.record.write_text(record, encoding="utf-8")
    return 1 if odd else 0


def prepare():
    """Write the files that some calls read, where they are looked for."""
    mcda.write(objects.PROBLEM, "site.yaml")
    mcda.save(objects.RANKING, "ranking.json")


def _options():
    parser = argparse.ArgumentParser(prog="python -m tests.calls.run", description=__doc__)
    parser.add_argument("--calls", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="a Markdown file for the record")
    return parser.parse_args()


def _record(options, counts, slowest, odd):
    total = sum(counts.values(), Counter())
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    rows = [*sorted(counts.items()), ("all", total)]
    return "\n".join([
        "# Wrong calls, in bulk", "",
        (f"{len(SUBJECTS)} public functions, methods of public classes and pictures were called "
         "with arguments of wrong types, shapes and values, of another problem and of another "
         "result: one at a time in three of four calls, else several. Each call has to end in a "
         "`ProblemError` in plain lines, or in an answer where what was given has a meaning "
         "(`tests/calls/meanings.py` says which, from the documentation). An argument by a name "
         "that there is not is Python's own TypeError."), "",
        f"- Date: {datetime.datetime.now(datetime.UTC).date()}",
        f"- Versions: Python {platform.python_version()}, {versions}",
        (f"- Command: `python -m tests.calls.run --calls {options.calls} --seed {options.seed} "
         "--record docs/wrong-calls.md`"),
        f"- Calls: {total.total():,}; ended otherwise: {len(odd)}",
        f"- Slowest call: {slowest[0]:.2f} s ({slowest[1]})", "",
        "| called | calls | `ProblemError`s | answers | anything else |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(f"| {name} | {found.total():,} | {found[REFUSED]:,} | {found[TAKEN]:,} | "
          f"{found['else']:,} |" for name, found in rows), "",
        *(f"- {each}" for each in odd),
        "1,000 of another seed are made with the tests (`tests/calls/test_calls.py`).", "",
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
