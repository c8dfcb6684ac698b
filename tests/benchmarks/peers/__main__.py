"""Ask this package and its peers the same, and write what it takes each as a page.

python -m tests.benchmarks.peers --environments FOLDER --before CHECKOUT --record docs/speed.md
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.against_bare_numpy import against_kernels, limits_against_uniform
from tests.benchmarks.kemeny import against_relaxation
from tests.benchmarks.peers.questions import (
    Question,
    against_before,
    of_many_options,
    questions,
)
from tests.benchmarks.where_time_goes import where_time_goes

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
seconds, megabytes = map(int, sys.argv[1:3])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
if megabytes:
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20,) * 2)
sys.path.insert(0, sys.argv[3].rpartition("/")[0])
runpy.run_path(sys.argv[3], run_name="__main__")
"""
MOST_MEGABYTES = 600
"""What a process may take for many options; it fails when it asks for more."""
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
tenth of a second (once, if it takes two); reading the input and making a problem of it do not
count, nor does what is imported. The machine had other work to do meanwhile, which does not count
in seconds of CPU, but can make each of them do less. Behind a time of another package stands how
many times ours it is: below 1 it is faster. *First* is the first answer to a problem that was just
made, where that takes at least a quarter more than the next ones.

Options x criteria; every criterion ranks all options, without ties. pref_voting says who wins and
no more, pymcdm, pyDecision and scikit-criteria give an array, where `mcda.rank` checks what it was
given and gives the whole order, scores, notes and claims.

Measured on {date}, Python {python}, {machine}, of which one core was used.
{versions}.
"""
UNFINISHED = "\nNot all rows have been measured yet; the command writes all of them.\n"
BEFORE = """
*Before* is the commit before the work on speed; behind its time stands how many times as long it
took. Methods that refused then may answer now; the others have to rank alike. MB is the most memory
that the process had.
"""
MANY = f"""
Everything that works for so many options, each in a process that fails if it asks for more than
{MOST_MEGABYTES} MB of memory.
"""
BARE = """
Beside kernels of NumPy that draw, normalise, multiply, compare and count, and no more
(`tests/benchmarks/against_bare_numpy.py`); limits on totals of layers beside weights without
limits; all optima of Kemeny and the runner-up beside one linear programme, to which triangles are
added when violated (`tests/benchmarks/kemeny.py`).
"""
WHERE = """
What the rooms of this package, and others, spend in their own code, of one call on the first case
after another like it, if it is 3 % or more (`tests/benchmarks/where_time_goes.py`).
"""


class Told(NamedTuple):
    """What came of one question to one package."""

    answer: Any = None
    first: float = 0.0
    seconds: float = 0.0
    megabytes: int = 0
    why: str = ""
    """Why there is no answer."""


class Package(NamedTuple):
    """How a package is asked: by which Python, and which script."""

    python: str
    script: Path
    path: str = ""

    def ask(self, asked: Question, limit: int) -> tuple[Told, dict[str, str]]:
        """Ask in a process of its own, which is ended after so many seconds of CPU."""
        most = "0" if asked.peers else str(MOST_MEGABYTES)
        given = {"task": asked.task, "input": asked.given, "smaller": asked.smaller}
        threads = dict.fromkeys(
            ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
        )
        ended = subprocess.run(
            [self.python, "-c", _LIMITED, str(limit), most, self.script.as_posix()],
            input=json.dumps(given), capture_output=True, text=True, check=False, cwd=HERE,
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


class Table(NamedTuple):
    """One table of the page."""

    title: str
    about: str
    lines: list[str]
    versions: dict[str, str]

    @property
    def text(self) -> str:
        """As it stands on the page."""
        return "\n".join([f"\n## {self.title}{self.about}", *self.lines, ""])


def tables(asked: Sequence[Question], known: dict[str, Package], limit: int) -> Iterator[Table]:
    """Ask everything; a table for each kind of question, after each row that it gets."""
    about = {"Before and now": f"\n{BEFORE}", "Many options": f"\n{MANY}"}
    for title, group in groupby(asked, key=lambda each: each.table):
        rows = list(group)
        columns = [name for name in known if any(name in each.peers for each in rows)]
        table = Table(title, about.get(title, ""), _head("", "ours", *columns), {})
        for each in rows:
            ours, found = known["ours"].ask(each, limit)
            table.versions.update(found)
            cells = [_own_cell(each, ours)]
            for name in columns:
                if name not in each.peers:
                    cells.append("")
                    continue
                theirs, found = known[name].ask(each, limit)
                table.versions.update({} if name == "before" else found)
                cells.append(_cell(each, ours, theirs))
            table.lines.append(f"| {each.title} | {' | '.join(cells)} |")
            print(table.lines[-1], flush=True)
            yield table


def own_tables(parts: Sequence[str]) -> Iterator[Table]:
    """Hold this package against the least that could be done, and tell what it does meanwhile."""
    for title, about, columns, lines in (
        ("Beside the least that it takes", BARE, ("ours", "bare", "ours by bare"), _by_bare),
        ("Where the time goes", WHERE, ("share",), _shares_of_time),
    ):
        if any(part in title for part in parts):
            table = Table(title, f"\n{about}", _head("", *columns), {})
            for line in lines():
                table.lines.append(line)
                print(line, flush=True)
                yield table


def _by_bare() -> Iterator[str]:
    for row in chain(against_kernels(), limits_against_uniform(), against_relaxation()):
        ours, bare, ratio = (float(row[name]) for name in ("ours", "bare", "ratio"))
        yield f"| {row['what']} | {_seconds(ours)} | {_seconds(bare)} | {ratio:.2g} x |"


def _shares_of_time() -> Iterator[str]:
    return (f"| {name} | {told} |" for name, told in where_time_goes())


def _head(*columns: str) -> list[str]:
    return [f"| {' | '.join(columns)} |".replace("|  |", "| |"), f"|{'---|' * len(columns)}"]


def _own_cell(asked: Question, ours: Told) -> str:
    return ours.why or _time(ours) + _memory(asked, ours)


def _cell(asked: Question, ours: Told, theirs: Told) -> str:
    if theirs.why or ours.why:
        return theirs.why or _time(theirs)
    if not asked.are_equal(ours.answer, theirs.answer):
        return "another answer"
    ratio = theirs.seconds / ours.seconds
    times = f"{ratio:,.0f} x" if ratio >= 100 else f"{ratio:.2g} x"
    return f"{_time(theirs)}{_memory(asked, theirs)} ({times})"


def _time(told: Told) -> str:
    is_slower = told.first >= 1.25 * told.seconds
    return _seconds(told.seconds) + (f", first {_seconds(told.first)}" if is_slower else "")


def _memory(asked: Question, told: Told) -> str:
    return f", {told.megabytes} MB" if not asked.peers or "before" in asked.peers else ""


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
    asked = [*(against_before() if typed.before else []), *questions(), *of_many_options()]
    wanted = [
        each for each in asked if any(part in f"{each.table}: {each.title}" for part in typed.only)
    ]
    done: dict[str, Table] = {}
    for table in chain(tables(wanted, known, typed.limit), own_tables(typed.only)):
        done[table.title] = table
        if typed.record:
            text = page(done.values(), missing, UNFINISHED)
            typed.record.write_text(text, encoding="utf-8")
    if typed.record:
        typed.record.write_text(page(done.values(), missing), encoding="utf-8")


def page(done: Collection[Table], missing: dict[str, str], remark: str = "") -> str:
    """Write what has been measured."""
    versions = {name: number for table in done for name, number in table.versions.items()}
    head = PAGE.format(
        date=date.today().isoformat(), python=platform.python_version(),
        machine=f"{platform.system()} on {platform.machine()}",
        versions=", ".join(f"{name} {number}" for name, number in versions.items()),
    )  # fmt: skip
    absent = (f"\n{name} is not here: {why}.\n" for name, why in missing.items())
    return "".join([head, *absent, remark, *(table.text for table in done)])


if __name__ == "__main__":
    main()
