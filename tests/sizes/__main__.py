"""Give every command each of the sixty problems; record times, peak memory and how it ended.

python -m tests.sizes --record sizes.csv
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.sizes.problems import N_PROBLEMS, size_of, written

COMMANDS = ("rank", "robust", "compare", "stability", "report")
_MEASURED = (
    "import resource, sys; from mcda_ai.cli import main; code = main();"
    "sys.stderr.write(f'\\n{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}'); sys.exit(code)"
)


class Run(NamedTuple):
    """How one command ended on one problem."""

    file: str
    options: int
    criteria: int
    command: str
    code: int | str
    seconds: float
    megabytes: int
    said: str


def run(number: int, command: str, folder: Path, seconds: float) -> Run:
    """Run one command on the problem of a number, for so many seconds at most."""
    file = written(number, folder) if not (kept := sorted(folder.glob(f"{number:02}*.[yt]*"))) else kept[0]
    typed = [sys.executable, "-c", _MEASURED, command, str(file)]
    if command == "report":
        typed += ["-o", str(folder / f"{number:02}.html"), "--force"]
    start = time.perf_counter()
    try:
        ended = subprocess.run(typed, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Run(file.name, *size_of(number), command, "hangs", seconds, 0, "")
    *said, kilobytes = ended.stderr.strip().rsplit("\n", 1)
    crashed = "Traceback" in ended.stderr or not kilobytes.isdigit()
    return Run(
        file.name,
        *size_of(number),
        command,
        "crashes" if crashed else ended.returncode,
        round(time.perf_counter() - start, 2),
        0 if crashed else int(kilobytes) // 1024,
        (ended.stderr if crashed else "".join(said)).strip()[-300:].replace("\n", " | "),
    )


def main() -> int:
    """Run, print every run, and give 1 if one hung or crashed."""
    parser = argparse.ArgumentParser(prog="python -m tests.sizes", description=__doc__)
    parser.add_argument("--problems", type=int, nargs="*", default=range(N_PROBLEMS))
    parser.add_argument("--commands", nargs="*", default=COMMANDS, choices=COMMANDS)
    parser.add_argument("--seconds", type=float, default=300, help="allowed for one command")
    parser.add_argument("--record", type=Path, help="a CSV file to write all runs to")
    asked = parser.parse_args()
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for number in asked.problems:
            for command in asked.commands:
                runs.append(run(number, command, Path(folder), asked.seconds))
                print(*runs[-1], sep="  ", flush=True)
    if asked.record:
        with asked.record.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([Run._fields, *runs])
    return int(any(isinstance(each.code, str) for each in runs))


if __name__ == "__main__":
    raise SystemExit(main())
