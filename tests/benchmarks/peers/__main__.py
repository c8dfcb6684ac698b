"""Ask this package and its peers the same, and write what it takes each as a page.

python -m tests.benchmarks.peers --environments FOLDER --before CHECKOUT --record docs/speed.md
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.peers.questions import Question, against_before, questions

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PEERS = {
    "pymcdm": "pymcdm==1.4.0",
    "pysensmcda": "pysensmcda==2.0.0",
    "scikit-criteria": "scikit-criteria==0.10",
    "pyDecision": "pyDecision==5.1.8",
    "pref_voting": "pref_voting==1.18.2",
}
"""What is installed, each in an environment of its own."""
_LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
sys.path.insert(0, sys.argv[2].rpartition("/")[0])
runpy.run_path(sys.argv[2], run_name="__main__")
"""
PAGE = """\
# How fast, beside others

Written by one command, which asks every package the same on identical inputs:

```sh
python -m tests.benchmarks.peers --environments FOLDER --before CHECKOUT --record docs/speed.md
```

It makes an environment for each package in a folder, outside of this one. An answer is compared
with ours before its time counts: scores to 1e-9, orders and winners as they are, shares of
weightings that were drawn within five standard errors. Where the answers are not equal, no time is
compared.

Times are seconds of CPU of one thread for one answer, the best of three times as many as take a
third of a second (once, if it takes two); reading the input and making a problem of it do not
count. Behind a time of another package stands how many times ours it is: below 1 it is faster.
Options x criteria; every criterion ranks all options, without ties. pref_voting says who wins and
no more, pymcdm, pyDecision and scikit-criteria give an array, where `mcda.rank` checks what it was
given and gives the whole order, scores, notes and claims.

Measured on {date}, Python {python}, {machine}, of which one core was used.
{versions}.
"""


class Told(NamedTuple):
    """What came of one question to one package."""

    answer: Any = None
    seconds: float = 0.0
    megabytes: int = 0
    why: str = ""
    """Why there is no answer."""


class Package(NamedTuple):
    """How a package is asked: by which Python, and which script."""

    python: str
    script: Path
    path: str = ""

    def ask(self, task: str, given: dict[str, Any], limit: int) -> tuple[Told, dict[str, str]]:
        """Ask in a process of its own, which is ended after so many seconds of CPU."""
        threads = dict.fromkeys(
            ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
        )
        ended = subprocess.run(
            [self.python, "-c", _LIMITED, str(limit), self.script.as_posix()],
            input=json.dumps({"task": task, "input": given}), capture_output=True, text=True,
            check=False, cwd=HERE,
            env={**os.environ, **threads, "PYTHONPATH": self.path, "MPLBACKEND": "agg"},
        )  # fmt: skip
        if ended.returncode < 0:
            return Told(why=f"no answer in {limit} s"), {}
        if ended.returncode:
            return Told(why=f"fails: {ended.stderr.strip().splitlines()[-1][:80]}"), {}
        told = json.loads(ended.stdout.strip().splitlines()[-1])
        versions = told.pop("versions")
        return Told(**told), versions


def packages(folder: Path, before: Path | None) -> tuple[dict[str, Package], dict[str, str]]:
    """Give each package that can be asked, and the others with the reason; install what is not."""
    found = {"ours": Package(sys.executable, HERE / "of_mcda_ai.py", str(ROOT))}
    missing = {}
    for name, wanted in PEERS.items():
        home = folder / name
        python = home / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        done = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", wanted], capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        script = f"of_{name.lower().replace('-', '_')}.py"
        if done.returncode:
            missing[name] = f"{wanted} cannot be installed here"
        else:
            found[name] = Package(str(python), HERE / script)
    if before is not None:
        found["before"] = Package(sys.executable, HERE / "of_mcda_ai.py", str(before.resolve()))
    return found, missing


def tables(
    asked: Sequence[Question], known: dict[str, Package], limit: int
) -> tuple[list[str], dict[str, str]]:
    """Ask everything, and write a table for each kind of question."""
    lines: list[str] = []
    versions: dict[str, str] = {}
    for title, group in groupby(asked, key=lambda each: each.table):
        rows = list(group)
        columns = [name for name in known if any(name in each.peers for each in rows)]
        lines += ["", f"## {title}", f"| | ours | {' | '.join(columns)} |",
                  f"|---|---|{'---|' * len(columns)}"]  # fmt: skip
        for each in rows:
            ours, found = known["ours"].ask(each.task, each.given, limit)
            versions |= found
            cells = [_own_cell(ours, with_memory="before" in each.peers)]
            for name in columns:
                if name not in each.peers:
                    cells.append("")
                    continue
                theirs, found = known[name].ask(each.task, each.given, limit)
                versions |= {} if name == "before" else found
                cells.append(_cell(each, ours, theirs))
            lines.append(f"| {each.title} | {' | '.join(cells)} |")
            print(lines[-1], flush=True)
    return lines, versions


def _own_cell(ours: Told, *, with_memory: bool) -> str:
    if ours.why:
        return ours.why
    return _seconds(ours.seconds) + (f", {ours.megabytes} MB" if with_memory else "")


def _cell(asked: Question, ours: Told, theirs: Told) -> str:
    if theirs.why or ours.why:
        return theirs.why or _seconds(theirs.seconds)
    if not asked.are_equal(ours.answer, theirs.answer):
        return "another answer"
    memory = f", {theirs.megabytes} MB" if "before" in asked.peers else ""
    return f"{_seconds(theirs.seconds)}{memory} ({theirs.seconds / ours.seconds:.2g} x)"


def _seconds(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{1e3 * seconds:.0f} ms" if seconds >= 0.01 else f"{1e6 * seconds:.0f} us"


def main() -> None:
    """Ask, print the tables, and write the page if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers", description=__doc__)
    parser.add_argument("--environments", type=Path, required=True, help="a folder, made if needed")
    parser.add_argument("--before", type=Path, help="a checkout of an earlier commit, to compare")
    parser.add_argument("--limit", type=int, default=300, help="seconds of CPU for one answer")
    parser.add_argument("--only", nargs="*", default=[""], help="only rows that have one of these")
    parser.add_argument("--record", type=Path, help="the page to write")
    typed = parser.parse_args()
    known, missing = packages(typed.environments, typed.before)
    asked = [*questions(), *(against_before() if typed.before else [])]
    wanted = [
        each for each in asked if any(part in f"{each.table}: {each.title}" for part in typed.only)
    ]
    lines, versions = tables(wanted, known, typed.limit)
    told = [f"{name} {number}" for name, number in versions.items()]
    page = PAGE.format(
        date=date.today().isoformat(), python=platform.python_version(),
        machine=f"{platform.system()} on {platform.machine()}", versions=", ".join(told),
    )  # fmt: skip
    page += "".join(f"\n{name} is not here: {why}.\n" for name, why in missing.items())
    page += "\n".join([*lines, ""])
    if typed.record:
        typed.record.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
