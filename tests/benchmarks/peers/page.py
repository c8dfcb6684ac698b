"""The page that tells what has been measured."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tests.benchmarks.peers.goals import goals
from tests.benchmarks.peers.record import Row, Told

MOST_MEGABYTES = 600
"""What a process may take for many options; it fails when it asks for more."""
COMMAND = "python -m tests.benchmarks.peers --environments FOLDER --before CHECKOUT --record PAGE"
HEAD = f"""\
# How fast, beside others

Written by one command, which asks every package the same on identical inputs:

```sh
{COMMAND}
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

What the command has measured is kept (`tests/benchmarks/peers/measured.json`), and is not measured
again with the same versions of the packages unless it is asked for by name (`--only`): so the page
was filled in several runs, and each table says on which days. What is compared in one row was
measured in one run.
"""
GOALS = """
What was aimed at in the work on speed, held against the rows below; the worst of the rows that a
goal is about counts.
"""
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
(`tests/benchmarks/against_bare_numpy.py`); methods of pymcdm beside TOPSIS of arrays that are laid
out already (`single_rankings.py`); limits on totals of layers beside weights without limits; all
optima of Kemeny and the runner-up beside one linear programme, to which triangles are added when
violated (`kemeny.py`). Both by turns in one process.
"""
EACH = """
`mcda.rank`, and a method that is made ready once and then called with weights, of arrays
(`methods.find(...).on(problem)`); 3 options, 25 criteria.
"""
WHERE = """
What the rooms of this package, and others, spend in their own code, of one call on the first case
after another like it, if it is 3 % or more (`tests/benchmarks/where_time_goes.py`).
"""
TABLES = {
    "Before and now": BEFORE,
    "One ranking": "",
    "One ranking, by each method": EACH,
    "Over weightings": "",
    "Kemeny": "",
    "Many options": MANY,
    "Beside the least that it takes": BARE,
    "Where the time goes": WHERE,
}
"""What stands below the heading of each, in the order of the page."""
COLUMNS = ("ours", "rank", "evaluator", "pymcdm", "pysensmcda", "scikit-criteria", "pyDecision",
           "pref_voting", "before", "bare", "share")  # fmt: skip


def page(rows: Collection[Row], missing: Mapping[str, str]) -> str:
    """Write all rows, in the order in which they were given."""
    versions = {name: number for row in rows for name, number in row.versions.items()}
    told = ", ".join(f"{name} {number}" for name, number in versions.items())
    on = f"\n{told}; one core was used.\n"
    absent = (f"\n{name} is not here: {why}.\n" for name, why in missing.items())
    parts = [HEAD, on, *absent, "\n## Goals\n", GOALS, "\n", *(f"{line}\n" for line in goals(rows))]
    for title, about in TABLES.items():
        own = [row for row in rows if row.table == title]
        if own:
            parts += [f"\n## {title}\n", about, *_lines(own)]
    return "".join(parts)


def _lines(rows: Collection[Row]) -> Iterator[str]:
    """Write a table, with a column for each that has anything to tell in it."""
    days = sorted({row.date for row in rows})
    yield f"\nMeasured on {' and '.join(days)}.\n\n"
    asked = [name for name in COLUMNS if any(name in row.cells for row in rows)]
    yield f"| | {' | '.join(asked)} |\n|{'---|' * (len(asked) + 1)}\n"
    for row in rows:
        cells = (cell(row, name) if name in row.cells else "" for name in asked)
        yield f"| {row.what} | {' | '.join(cells)} |\n"


def cell(row: Row, column: str) -> str:
    """Tell a time, and how many times ours it is; how much memory, where that was looked at."""
    told, ours = row.cells[column], row.cells.get("ours")
    if told.why or told.text:
        return told.why or told.text
    memory = f", {told.megabytes} MB" if told.megabytes else ""
    if ours is None or column == "ours" or ours.why:
        return _time(told) + memory
    ratio = told.seconds / ours.seconds
    times = f"{ratio:,.0f} x" if ratio >= 100 else f"{ratio:.2g} x"
    return f"{_time(told)}{memory} ({times})"


def _time(told: Told) -> str:
    is_slower = told.first >= 1.25 * told.seconds
    return _seconds(told.seconds) + (f", first {_seconds(told.first)}" if is_slower else "")


def _seconds(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{1e3 * seconds:.0f} ms" if seconds >= 0.01 else f"{1e6 * seconds:.0f} us"
