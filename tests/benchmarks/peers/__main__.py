"""Ask this package and its peers the same, and write what it takes each as a page.

python -m tests.benchmarks.peers --environments FOLDER --before CHECKOUT --record docs/speed.md
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.against_bare_numpy import against_kernels, limits_against_uniform
from tests.benchmarks.beside import Beside
from tests.benchmarks.kemeny import against_relaxation
from tests.benchmarks.peers.page import MOST_MEGABYTES, TABLES, cell, page
from tests.benchmarks.peers.questions import (
    Question,
    against_before,
    of_many_options,
    questions,
)
from tests.benchmarks.peers.record import Place, Record, Row, Told
from tests.benchmarks.single_rankings import against_topsis, rankings
from tests.benchmarks.where_time_goes import where_time_goes

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PEERS = {
    "pymcdm": "1.4.0",
    "pysensmcda": "2.0.0",
    "scikit-criteria": "0.10",
    "pyDecision": "5.1.8",
    "pref_voting": "1.18.2",
}
"""What is installed, each in an environment of its own."""
OURS = {
    platform.system(): platform.machine(),
    "Python": platform.python_version(),
    "mcda-ai": version("mcda-ai"),
}
"""What a row is measured on, whoever is asked."""
_LIMITED = """
import resource, runpy, sys
seconds, megabytes = map(int, sys.argv[1:3])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
if megabytes:
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20,) * 2)
sys.path.insert(0, sys.argv[3].rpartition("/")[0])
sys.path.append(sys.argv[4])
runpy.run_path(sys.argv[3], run_name="__main__")
"""

Measured = tuple[dict[str, Told], dict[str, str]]
"""What is told in each column, and the versions of the packages that were asked."""


class Package(NamedTuple):
    """How a package is asked: by which Python, and which script."""

    python: str
    script: Path
    path: str = ""

    def ask(self, asked: Question, limit: int) -> tuple[Told, object]:
        """Ask in a process of its own, which is ended after so many seconds of CPU."""
        most = "0" if asked.peers else str(MOST_MEGABYTES)
        given = {"task": asked.task, "input": asked.given, "smaller": asked.smaller}
        threads = dict.fromkeys(
            ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
        )
        ended = subprocess.run(
            [self.python, "-c", _LIMITED, str(limit), most, self.script.as_posix(),
             str(ROOT / "tests")],
            input=json.dumps(given), capture_output=True, text=True, check=False, cwd=HERE,
            env={**os.environ, **threads, "PYTHONPATH": self.path, "MPLBACKEND": "agg"},
        )  # fmt: skip
        if ended.returncode < 0:
            return Told(why=f"no answer in {limit} s"), None
        if ended.returncode:
            return Told(why=f"fails: {ended.stderr.strip().splitlines()[-1][:80]}"), None
        told = json.loads(ended.stdout.strip().splitlines()[-1])
        with_memory = not asked.peers or "before" in asked.peers
        megabytes = told["megabytes"] if with_memory else 0
        return Told(told["seconds"], told["first"], megabytes), told["answer"]


class Task(NamedTuple):
    """What becomes one row of the page."""

    table: str
    what: str
    measure: Callable[[], Measured]

    @property
    def place(self) -> Place:
        """Where its row stands."""
        return self.table, self.what


def packages(folder: Path, before: Path | None) -> tuple[dict[str, Package], dict[str, str]]:
    """Give each package that can be asked, and the others with the reason; install what is not."""
    found = {"ours": Package(sys.executable, HERE / "of_mcda_ai.py", str(ROOT))}
    missing = {}
    for name, number in PEERS.items():
        home = folder / name
        python = home / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        wanted = f"{name}=={number}"
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


def tasks(known: Mapping[str, Package], limit: int) -> Iterator[Task]:
    """Give all that is measured, as far as there is whom to ask, in the order of the page."""
    for each in chain(against_before(), questions(), of_many_options()):
        if not each.peers or any(name in known for name in each.peers):
            yield Task(each.table, each.title, partial(_asked, each, known, limit))
    for name, measured in rankings():
        yield Task("One ranking, by each method", name, partial(_of_a_method, measured))
    pairs = (against_kernels(), against_topsis(), limits_against_uniform(), against_relaxation())
    for pair in chain(*pairs):
        yield Task("Beside the least that it takes", pair.what, partial(_beside, pair))
    for name, told in where_time_goes():
        yield Task("Where the time goes", name, partial(_in_words, told))


def _asked(asked: Question, known: Mapping[str, Package], limit: int) -> Measured:
    """Ask ours and each peer; one that answers otherwise has no time."""
    told, answer = known["ours"].ask(asked, limit)
    cells, versions = {"ours": told}, {}
    for name in (name for name in asked.peers if name in known):
        cells[name], other = known[name].ask(asked, limit)
        versions |= {name: PEERS[name]} if name in PEERS else {}
        if not (told.why or cells[name].why or asked.are_equal(answer, other)):
            cells[name] = Told(why="another answer")
    return cells, versions


def _of_a_method(measured: Callable[[], tuple[float, float]]) -> Measured:
    whole, ready = measured()
    return {"rank": Told(whole), "evaluator": Told(ready)}, {}


def _beside(pair: Beside) -> Measured:
    ours, bare = pair.seconds()
    return {"ours": Told(ours), "bare": Told(bare)}, {}


def _in_words(told: Callable[[], str]) -> Measured:
    return {"share": Told(text=told())}, {}


def main() -> None:
    """Measure what is not known or asked for, print it, and write the page if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers", description=__doc__)
    parser.add_argument("--environments", type=Path, required=True, help="a folder, made if needed")
    parser.add_argument("--before", type=Path, help="a checkout of an earlier commit, to compare")
    parser.add_argument("--limit", type=int, default=300, help="seconds of CPU for one answer")
    parser.add_argument("--only", nargs="*", help="rows that have one of these, known or not")
    parser.add_argument("--record", type=Path, help="the page to write")
    typed = parser.parse_args()
    known, missing = packages(typed.environments, typed.before)
    every_task = sorted(tasks(known, typed.limit), key=lambda task: [*TABLES].index(task.table))
    record = Record({**PEERS, **OURS}, [task.place for task in every_task])
    for task in wanted(every_task, typed.only, record):
        cells, versions = task.measure()
        row = Row(*task.place, date.today().isoformat(), cells, {**OURS, **versions})
        record.add(row)
        print(task.what, *(f"{name} {cell(row, name)}" for name in cells), sep="; ", flush=True)
        if typed.record:
            typed.record.write_text(page(record.rows.values(), missing), encoding="utf-8")


def wanted(known: Iterable[Task], only: list[str] | None, record: Record) -> list[Task]:
    """Give those whose row has one of some texts; without these, all that have no row yet."""
    if only is None:
        return [task for task in known if task.place not in record.rows]
    return [task for task in known if any(part in ": ".join(task.place) for part in only)]


if __name__ == "__main__":
    main()
