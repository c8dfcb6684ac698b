"""Give every command each of the problems; record times, peak memory and how it ended.

python -m tests.sizes --record sizes.md
python -m tests.sizes --large --record large-sizes.md
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from tests.sizes.problems import N_LARGE, N_PROBLEMS, size_of, written

COMMANDS = ("rank", "robust", "compare", "stability", "ask", "report")
_MEASURED = """
import resource, sys
from mcda_ai.cli import main
from tests.peak_memory import peak_memory
code = main()
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"\\n{peak_memory() // 2**20} {used.ru_utime + used.ru_stime:.2f}", file=sys.stderr)
sys.exit(code)
"""


class Run(NamedTuple):
    """How one command ended on one problem."""

    file: str
    options: int
    criteria: int
    command: str
    code: int | str
    seconds: float
    """Of one core, whatever else it had to do."""
    megabytes: int
    said: str


def run(number: int, command: str, folder: Path, seconds: float) -> Run:
    """Run one command on the problem of a number, for so many seconds at most."""
    file = written(number, folder)
    typed = [sys.executable, "-c", _MEASURED, command, str(file)]
    if command == "report":
        typed += ["-o", str(folder / f"{number:02}.html"), "--force"]
    about = (file.name, *size_of(number), command)
    try:
        ended = subprocess.run(typed, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Run(*about, "hangs", seconds, 0, "")
    *said, measured = ended.stderr.strip().split("\n")
    if "Traceback" in ended.stderr or ended.returncode not in (0, 1, 2):
        return Run(*about, "crashes", 0, 0, ended.stderr.strip()[-300:].replace("\n", " | "))
    megabytes, of_a_core = measured.split()
    told = " | ".join(line for line in said if line)[:300]
    return Run(*about, ended.returncode, float(of_a_core), int(megabytes), told)


def table(runs: Sequence[Run]) -> str:
    """Write a line for each problem: seconds of each command, or how it ended, and most memory."""
    commands = list(dict.fromkeys(each.command for each in runs))
    lines = [["options x criteria", "kind", *commands, "MB"], ["---"] * (len(commands) + 3)]
    for file, found in groupby(runs, key=attrgetter("file")):
        of_it = {each.command: each for each in found}
        one = next(iter(of_it.values()))
        kind = "election" if file.endswith(".toi") else Path(file).stem.split("-")[1]
        told = (_ended(of_it[command]) if command in of_it else "" for command in commands)
        most = max(each.megabytes for each in of_it.values())
        lines.append([f"{one.options} x {one.criteria}", kind, *told, str(most)])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _ended(one: Run) -> str:
    return f"{one.seconds:.1f}" if one.code == 0 else f"{one.code}: {one.said}"


def main() -> int:
    """Run, print every run, and give 1 if one hung or crashed."""
    parser = argparse.ArgumentParser(prog="python -m tests.sizes", description=__doc__)
    parser.add_argument("--problems", type=int, nargs="*", help="by number; all sixty unless given")
    parser.add_argument("--large", action="store_true", help="those of 31 to 100 options instead")
    parser.add_argument("--commands", nargs="*", default=COMMANDS, choices=COMMANDS)
    parser.add_argument("--seconds", type=float, default=900, help="allowed for one command")
    parser.add_argument("--record", type=Path, help="a file to write a table to")
    asked = parser.parse_args()
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        large = range(N_PROBLEMS, N_PROBLEMS + N_LARGE)
        for number in asked.problems or (large if asked.large else range(N_PROBLEMS)):
            for command in asked.commands:
                runs.append(run(number, command, Path(folder), asked.seconds))
                print(*runs[-1], sep="  ", flush=True)
    if asked.record:
        asked.record.write_text(table(runs), encoding="utf-8")
    return int(any(isinstance(each.code, str) for each in runs))


if __name__ == "__main__":
    raise SystemExit(main())
