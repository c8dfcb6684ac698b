"""Elections in the formats of PrefLib, as decision problems and back.

Mattei, N., Walsh, T. (2013). PrefLib: a library for preferences. ADT 2013.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np

from mcda_ai.io.limits import MOST_ALTERNATIVES_OF_A_PROBLEM, MOST_BYTES_OF_A_TABLE
from mcda_ai.io.spreadsheet.decimal_signs import whole_number
from mcda_ai.io.spreadsheet.grid import cleaned, in_line
from mcda_ai.io.tables.delimited import criterion_weights, refuse_partial_orders, text_of
from mcda_ai.io.tables.reading import name_of_file, problem_in_file
from mcda_ai.io.tables.size import refuse_to_write, size_faults
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.construction import GIVEN, with_own_weights
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Alternative, Criterion, Judgement, Layer

KINDS = ("soc", "soi", "toc", "toi")
BALLOTS = Layer("ballots", Label(nl="stembiljetten", en="ballots"))
_ITEM = re.compile(r"\s*(?:(\{)([^{}]*)\}|(\d{1,9}))\s*")
_NAME_KEY = re.compile(r"ALTERNATIVE NAME (\d{1,9})")
_LINE = re.compile(r"\r\n|\r|\n")
_MOST_LETTERS_SHOWN = 40
_EXAMPLE = "1,{2,3}"

_fault = faults_of("io")

Order = tuple[tuple[int, ...], ...]


@dataclass
class _Election:
    """What has been read of an election so far."""

    names: dict[int, str] = field(default_factory=dict)
    counts: Counter[Order] = field(default_factory=Counter)
    facts: dict[str, str] = field(default_factory=dict)
    fact_lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_preflib(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    most_bytes: int = MOST_BYTES_OF_A_TABLE,
) -> DecisionProblem:
    r"""Read an election in the PrefLib format: .soc, .soi, .toc or .toi, of any year.

    Each distinct order is a criterion, and how many cast it is its weight; all stand in one layer,
    "ballots". Ties are kept; alternatives that an order leaves out are not ranked by it.

    Parameters
    ----------
    path : str or path
    name : str, optional
        Of the problem; otherwise that of the file.
    most_bytes : int, optional
        Size of the largest file that is read.

    Raises
    ------
    ProblemError
        With every fault: file, line and column, what was found and what is allowed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> text = "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n3: 1,2\n2: {1,2}\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "club.toc"
    ...     _ = file.write_text(text)
    ...     dict(read_preflib(file).own_weights)
    {'order 1': 3.0, 'order 2': 2.0}
    """
    kind = Path(path).suffix.lower().removeprefix(".")

    def problem(content: bytes, _suspect: list[Fault]) -> DecisionProblem:
        return problem_from_preflib(text_of(content), name=name or name_of_file(path), kind=kind)

    return problem_in_file(path, most_bytes, problem)


def problem_from_preflib(text: str, *, name: str, kind: str) -> DecisionProblem:
    r"""Read an election; see `read_preflib`.

    Parameters
    ----------
    text : str
    name : str
    kind : {"soc", "soi", "toc", "toi"}
        Whether orders are strict or may have ties (s, t), and complete or not (c, i).

    Raises
    ------
    ProblemError
        With every fault, each with its line and column.

    Examples
    --------
    >>> problem = problem_from_preflib(
    ...     "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Cas\n"
    ...     "5: 1,{2,3}\n2: 3\n", name="club", kind="toi")
    >>> print(problem.judgement("order 1").order, dict(problem.own_weights))
    Ann > Bob = Cas {'order 1': 5.0, 'order 2': 2.0}
    """
    if kind not in KINDS:
        raise ProblemError(_no_election(kind))
    lines = list(enumerate(_LINE.split(text), start=1))
    filled = [(number, line) for number, line in lines if line.strip()]
    if not filled:
        raise ProblemError(_fault("empty election"))
    is_new = filled[0][1].lstrip().startswith("#") or ":" in filled[0][1]
    election = _Election()
    read_lines = _read_new if is_new else _read_old
    read_lines(filled, kind, election)
    if not election.counts and not election.faults:
        election.faults.append(_fault("no order", example=_EXAMPLE))
    election.faults += size_faults(len(election.counts), len(election.names))
    raise_any(election.faults)
    return _problem(election, name)


def _no_election(kind: str) -> Fault:
    """Say of a kind of file that it is no election."""
    return _fault("no election", kind=f".{kind}", allowed=tuple(f".{each}" for each in KINDS))


def _read_new(lines: Sequence[tuple[int, str]], kind: str, election: _Election) -> None:
    """Read the format of 2022 and later: lines of '# KEY: value', then of 'count: order'."""
    for number, line in lines:
        if line.lstrip().startswith("#"):
            _read_fact(election, number, line)
    for number, line in lines:
        count, colon, order = line.partition(":")
        if line.lstrip().startswith("#"):
            continue
        if colon:
            _add(election, _Line(number, count, order, kind))
        else:
            fault = _fault("no count and order", found=_shown(line), example=_EXAMPLE)
            election.faults.append(fault.within(in_line(number, 1)))
    if not election.faults:
        election.faults += _total_faults(election)


def _read_fact(election: _Election, number: int, line: str) -> None:
    key, _, value = line.lstrip("# \t").partition(":")
    key = key.strip().upper()
    named = _NAME_KEY.fullmatch(key)
    if named:
        _name(election, int(named[1]), value, number)
    else:
        election.facts[key] = cleaned(value)
        election.fact_lines[key] = number


def _shown(text: str) -> str:
    """Give the beginning of a text, to be shown in a fault."""
    return text.strip()[:_MOST_LETTERS_SHOWN]


def _total_faults(election: _Election) -> Iterator[Fault]:
    """Say which totals that the file states are not those of its lines."""
    counted = {
        "NUMBER ALTERNATIVES": len(election.names),
        "NUMBER VOTERS": sum(election.counts.values()),
    }
    for key, number in counted.items():
        stated = election.facts.get(key, "")
        if stated and stated != str(number):
            fault = _fault("another total", key=key, stated=stated, n=number)
            yield fault.within(in_line(election.fact_lines[key]))


def _read_old(lines: Sequence[tuple[int, str]], kind: str, election: _Election) -> None:
    """Read the format before 2022: a number, 'i,name' lines, totals, then 'count,order' lines."""
    number, first = lines[0]
    n = whole_number(first, 7) or 0
    if not 2 <= n <= MOST_ALTERNATIVES_OF_A_PROBLEM or len(lines) < n + 2:
        fault = _fault("no beginning", found=_shown(first))
        election.faults.append(fault.within(in_line(number, 1)))
        return
    for number, line in lines[1 : n + 1]:
        key, comma, name = line.partition(",")
        index = whole_number(key, 9)
        if not comma or index is None:
            fault = _fault("no number and name", found=_shown(line))
            election.faults.append(fault.within(in_line(number, 1)))
            continue
        _name(election, index, name, number)
    for number, line in lines[n + 2 :]:
        count, _, order = line.partition(",")
        _add(election, _Line(number, count, order, kind))


def _name(election: _Election, index: int, name: str, line: int) -> None:
    if index in election.names:
        election.faults.append(_fault("named twice", index=index).within(in_line(line)))
    election.names[index] = cleaned(name)


@dataclass(frozen=True)
class _Line:
    """A line with an order: how many cast it, and the order, which begins after one more sign."""

    number: int
    count: str
    order: str
    kind: str

    @property
    def column(self) -> int:
        """Where the order begins, counted from 1."""
        return len(self.count) + 2 + len(self.order) - len(self.order.lstrip())

    def at(self, column: int, fault: Fault) -> Fault:
        """Say in which line and column a fault is."""
        return fault.within(in_line(self.number, column))


def _add(election: _Election, line: _Line) -> None:
    """Read one order and how many cast it."""
    count = whole_number(line.count, 12)
    if not count:
        election.faults.append(line.at(1, _fault("no count", found=_shown(line.count))))
        return
    faults: list[Fault] = []
    groups = []
    for column, group in _groups(line, faults):
        groups.append(group)
        faults += _group_faults(election, line, column, group)
    order = tuple(groups)
    faults += _repeated_faults(line, order)
    if not faults:
        faults += _missing_faults(election, line, order)
    election.faults += faults
    if not faults:
        election.counts[order] += count


def _group_faults(
    election: _Election, line: _Line, column: int, group: tuple[int, ...]
) -> Iterator[Fault]:
    for index in group:
        if index not in election.names:
            yield line.at(column, _fault("alternative without a name", index=index))
    if line.kind.startswith("s") and len(group) > 1:
        other = f".t{line.kind[1:]}"
        yield line.at(column, _fault("tie in an order", kind=f".{line.kind}", other=other))


def _repeated_faults(line: _Line, order: Order) -> Iterator[Fault]:
    for index, times in Counter(chain.from_iterable(order)).items():
        if times > 1:
            fault = _fault("alternative several times", index=index, times=times)
            yield line.at(line.column, fault)


def _missing_faults(election: _Election, line: _Line, order: Order) -> Iterator[Fault]:
    """Say that not all are ranked, in a file of an order of all."""
    ranked = sum(map(len, order))
    n = len(election.names)
    if line.kind.endswith("c") and ranked < n:
        kind, other = f".{line.kind}", f".{line.kind[:2]}i"
        yield line.at(
            line.column, _fault("not all ranked", ranked=ranked, n=n, kind=kind, other=other)
        )


def _groups(line: _Line, faults: list[Fault]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the groups of an order, best first, with their columns."""
    text = line.order.strip()
    at = 0
    while True:
        item = _ITEM.match(text, at)
        group = None if item is None or text[item.end() : item.end() + 1] not in ("", ",") else (
            _numbers_in(item))  # fmt: skip
        if item is None or group is None:
            found = text[at : at + _MOST_LETTERS_SHOWN].strip()
            faults.append(
                line.at(line.column + at, _fault("no group", found=found, example=_EXAMPLE))
            )
            return
        yield line.column + at + len(text[at:]) - len(text[at:].lstrip()), group
        if item.end() == len(text):
            return
        at = item.end() + 1


def _numbers_in(item: re.Match[str]) -> tuple[int, ...] | None:
    """Read one number, or those between braces; None if any is none."""
    texts = item[2].split(",") if item[1] else [item[3]]
    numbers = [whole_number(text, 9) for text in texts]
    known = sorted(number for number in numbers if number is not None)
    return tuple(known) if len(known) == len(numbers) else None


def _problem(election: _Election, name: str) -> DecisionProblem:
    """Make a criterion of each distinct order, with its count as weight.

    Where names are missing or not unique, the numbers are the names, and the names the labels.
    """
    texts = list(election.names.values())
    usable = all(text and text.isprintable() for text in texts) and len(set(texts)) == len(texts)
    called = {index: text if usable else str(index) for index, text in election.names.items()}
    criteria = [f"order {number}" for number in range(1, len(election.counts) + 1)]
    orders = zip(criteria, election.counts, strict=True)
    title = election.facts.get("TITLE", "")
    problem = DecisionProblem(
        name=name,
        label=Label.same(title),
        description=Label.same(election.facts.get("DESCRIPTION", "")),
        alternatives=tuple(
            Alternative(called[index], Label.same(election.names[index] or called[index]))
            for index in election.names
        ),
        layers=(BALLOTS,),
        criteria=tuple(Criterion(each, BALLOTS.name, Label.same(each)) for each in criteria),
        readings=(GIVEN,),
        judgements={
            GIVEN.name: {
                criterion: Judgement(
                    WeakOrder(tuple(tuple(called[each] for each in group) for group in order))
                )
                for criterion, order in orders
            }
        },
    )
    counts = map(float, election.counts.values())
    return derived(with_own_weights(problem, dict(zip(criteria, counts, strict=True))), counts=True)


# --- writing -----------------------------------------------------------------------------------


def preflib_text(problem: DecisionProblem, kind: str) -> str:
    """Write a problem as an election: each criterion an order, its own weight the count.

    In the active reading and scenarios. Without own weights every criterion counts once; what was
    measured is ranked. Criteria that rank nobody, that are left open or weigh nothing are left
    out: `mcda_ai.io.losses` names them.

    Parameters
    ----------
    problem : DecisionProblem
    kind : {"soc", "soi", "toc", "toi"}

    Raises
    ------
    ProblemError
        If that format cannot hold a tie or a missing rank, for a partial order, which none of them
        holds, or if a weight is no whole number.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> print(preflib_text(from_rankings({"cost": "A > B = C"}), "toc").splitlines()[-1])
    1: 1,{2,3}
    """
    if kind not in KINDS:
        raise ProblemError(_no_election(kind))
    refuse_partial_orders(problem)
    weights = criterion_weights(problem)
    orders = {
        name: order
        for name, ranks in zip(problem.criterion_names, problem.ranks, strict=True)
        if (order := _numbered(ranks)) and (not weights or weights.get(name))
    }
    if not orders:
        raise ProblemError(_fault("nothing to write"))
    counted = {name: weights[name] if weights else 1.0 for name in orders}
    raise_any([*_weight_faults(problem, counted), *_order_faults(problem, kind, orders)])
    counts: Counter[Order] = Counter()
    for name, order in orders.items():
        counts[order] += int(counted[name])
    refuse_to_write(f"a .{kind} file", len(counts), len(problem.alternatives))
    return _election_text(problem, kind, counts)


def _weight_faults(problem: DecisionProblem, weights: Mapping[str, float]) -> list[Fault]:
    """Say which weights are no counts; those of layers are no longer as they were given."""
    wrong = {name: round(weight, 6) or weight for name, weight in weights.items()
             if weight != int(weight) or weight >= 1e12}  # fmt: skip
    if wrong and not set(problem.own_weights or ()) <= set(problem.criterion_names):
        name, weight = next(iter(wrong.items()))
        return [_fault("weights of layers", name=name, weight=weight)]
    return [_fault("no weight to count", name=name, weight=weight)
            for name, weight in wrong.items()]  # fmt: skip


def _order_faults(problem: DecisionProblem, kind: str, orders: Mapping[str, Order]) -> list[Fault]:
    """Say what a kind of election cannot hold, and which kind holds all of it."""
    tied = {name for name, order in orders.items() if any(len(group) > 1 for group in order)}
    incomplete = {name for name, order in orders.items()
                  if sum(map(len, order)) < len(problem.alternatives)}  # fmt: skip
    enough = ("t" if tied else kind[0]) + "o" + ("i" if incomplete else kind[2])
    faults = []
    for name in orders:
        if name in tied and kind.startswith("s"):
            faults.append(_fault("tie to write", name=name, kind=f".{kind}", other=f".{enough}"))
        if name in incomplete and kind.endswith("c"):
            faults.append(_fault("gap to write", name=name, kind=f".{kind}", other=f".{enough}"))
    return faults


def _numbered(ranks: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Order:
    """Group the ranked alternatives, counted from 1, best first."""
    return tuple(
        tuple((np.flatnonzero(ranks == rank) + 1).tolist())
        for rank in np.unique(ranks[~np.isnan(ranks)])
    )


def _election_text(problem: DecisionProblem, kind: str, counts: Counter[Order]) -> str:
    facts = {
        "TITLE": problem.label.text("en"),
        "DESCRIPTION": problem.description.text("en"),
        "DATA TYPE": kind,
        "NUMBER ALTERNATIVES": str(len(problem.alternatives)),
        "NUMBER VOTERS": str(sum(counts.values())),
        "NUMBER UNIQUE ORDERS": str(len(counts)),
    }
    facts |= {f"ALTERNATIVE NAME {index}": name
              for index, name in enumerate(problem.alternative_names, start=1)}  # fmt: skip
    lines = [f"# {key}: {cleaned(value)}" for key, value in facts.items() if value]
    for order, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        groups = [
            str(group[0]) if len(group) == 1 else f"{{{','.join(map(str, group))}}}"
            for group in order
        ]
        lines.append(f"{count}: {','.join(groups)}")
    return "\n".join(lines) + "\n"
