"""Spoil and read very many files, and write down what came of it.

python -m tests.fuzz.run --cases 20000 --seed 1 --record docs/fuzzing.md
"""

import argparse
import datetime
import faulthandler
import os
import platform
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from mcda_ai.io.files import SUFFIXES
from tests.fuzz.mutations import spoilt
from tests.fuzz.outcomes import FAULTS, PROBLEM, outcome_of
from tests.fuzz.valid_files import valid_files
from tests.peak_memory import peak_memory

LIBRARIES = ("mcda-ai", "PyYAML", "pydantic", "python-calamine", "numpy", "pandas")
_LATE = 5  # seconds of work
_HANGS = 120  # seconds; then the run ends with a traceback
_MOST_MEMORY = 4 << 30  # bytes of addresses


def main():
    """Run all cases; 1 if any ended as it should not."""
    options = _options()
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    valid_files()
    before = _peak()
    counts = {suffix: Counter() for suffix in SUFFIXES}
    slowest = (0.0, "")
    odd = []
    with tempfile.TemporaryDirectory() as folder, _printed() as (said, shown):
        for case in range(options.cases):
            suffix = SUFFIXES[case % len(SUFFIXES)]
            content = spoilt(random.Random(f"{options.seed} {case}"), suffix)
            file = Path(folder) / f"spoilt{suffix}"
            file.write_bytes(content)
            faulthandler.dump_traceback_later(_HANGS, exit=True, file=shown)
            start = time.process_time()  # of its own: the machine may be busy
            outcome, _ = outcome_of(file)
            seconds = time.process_time() - start
            faulthandler.cancel_dump_traceback_later()
            if os.fstat(said).st_size:
                outcome = f"printed by itself: {os.pread(said, 200, 0)!r}"
                os.truncate(said, 0)
            if seconds > _LATE:
                outcome = f"too late: {seconds:.1f} s"
            slowest = max(slowest, (seconds, f"case {case}, {suffix}"))
            counts[suffix][outcome if outcome in (PROBLEM, FAULTS) else "else"] += 1
            if outcome not in (PROBLEM, FAULTS):
                odd.append(f"case {case}, {suffix}: {outcome}")
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{case}{suffix}").write_bytes(content)
    record = _record(options, counts, slowest, (before, _peak()), odd)
    sys.stdout.write(record)
    if options.record:
        options.record.write_text(record, encoding="utf-8")
    return 1 if odd else 0


@contextmanager
def _printed():
    """Catch what a library prints by itself; give where, and where it would have been shown."""
    shown = os.dup(2)
    with tempfile.TemporaryFile() as said:
        os.dup2(said.fileno(), 2)
        try:
            yield said.fileno(), shown
        finally:
            os.dup2(shown, 2)


def _options():
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="a Markdown file for the record")
    parser.add_argument("--keep", type=Path, help="a folder for the files that ended badly")
    return parser.parse_args()


def _peak():
    """Give the most memory that was in use so far, in MB."""
    return peak_memory() / 2**20


def _record(options, counts, slowest, peaks, odd):
    total = sum(counts.values(), Counter())
    rows = [*counts.items(), ("all", total)]
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return "\n".join([
        "# Spoilt files, read in bulk", "",
        ("Valid files of every format were spoilt (bytes flipped, cut, doubled and put together "
         "from two files; words, lines, cells and parts of the data changed; in workbooks also the "
         "XML inside), read (every second table with a direction) and, where that gave a problem, "
         "checked. Each has to end as a problem or as a `ProblemError`, in plain lines, without a "
         f"warning or a word printed by a library, within {_LATE} seconds."), "",
        f"- Date: {datetime.datetime.now(datetime.UTC).date()}",
        f"- Versions: Python {platform.python_version()}, {versions}",
        (f"- Command: `python -m tests.fuzz.run --cases {options.cases} --seed {options.seed} "
        "--record docs/fuzzing.md`"),
        (f"- Cases: {total.total():,}; ended otherwise than as a problem or a `ProblemError`, or "
        f"too late: {len(odd)}"),
        f"- Slowest case: {slowest[0]:.2f} s ({slowest[1]})",
        f"- Peak memory: {peaks[1]:.0f} MB, of which {peaks[0]:.0f} MB before the first case", "",
        "| format | cases | problems | `ProblemError`s | anything else |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(f"| {name} | {found.total():,} | {found[PROBLEM]:,} | {found[FAULTS]:,} | "
          f"{found['else']:,} |" for name, found in rows), "",
        *(f"- {each}" for each in odd),
        ("The same mutations run in 500 cases with all tests, in an eighth of them with the quick "
         "ones (`tests/io/test_fuzz.py`), which also bound the work and the memory of a case. For "
         "inputs that are led by the code they reach:"), "",
        "```", "pip install atheris", "python -m tests.fuzz.with_atheris -max_total_time=600",
        "```", "",
        "atheris is no dependency: it needs Clang on some systems, and does not install on all.",
        "",
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
