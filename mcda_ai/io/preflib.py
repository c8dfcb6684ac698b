"""Elections in the formats of PrefLib, as decision problems.

Mattei, N., Walsh, T. (2013). PrefLib: a library for preferences. ADT 2013.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from mcda_ai.io.limits import MOST_ALTERNATIVES_OF_A_PROBLEM, MOST_BYTES_OF_A_TABLE
from mcda_ai.io.spreadsheet.decimal_signs import whole_number
from mcda_ai.io.spreadsheet.grid import cleaned, in_line
from mcda_ai.io.tables.delimited import text_of
from mcda_ai.io.tables.reading import name_of_file, problem_in_file
from mcda_ai.io.tables.size import size_faults
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, unknown_name
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.construction import GIVEN, with_own_weights
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import (
    NOT_SCORED,
    Alternative,
    Criterion,
    Judgement,
    Layer,
    Reading,
)

Unranked: TypeAlias = Literal["below", "abstain"]

KINDS = ("soc", "soi", "toc", "toi")
"""Written and read; a file of categories ("cat") is only read."""
_READ = (*KINDS, "cat")
UNRANKED_BELOW = Reading(
    "unranked below",
    Label(nl="niet gerangschikt is onderaan", en="unranked is below"),
    Label(
        nl="Opties die een stembiljet niet rangschikt, staan onder de opties die het wel "
        "rangschikt, en zijn onderling gelijk.",
        en="Options that a ballot does not rank stand below those that it ranks, level with one "
        "another.",
    ),
)
UNRANKED_ABSTAIN = Reading(
    "unranked abstain",
    Label(nl="niet gerangschikt telt niet mee", en="unranked abstains"),
    Label(
        nl="Over opties die een stembiljet niet rangschikt, zegt het niets.",
        en="Of options that a ballot does not rank it says nothing.",
    ),
)
BALLOTS = Layer("ballots", Label(nl="stembiljetten", en="ballots"))
_ITEM = re.compile(r"\s*(?:(\{)([^{}]*)\}|(\d{1,9}))\s*")
_NAME_KEY = re.compile(r"ALTERNATIVE NAME (\d{1,9})")
_CATEGORY_KEY = re.compile(r"CATEGORY NAME (\d{1,9})")
_TOTALS = ("NUMBER VOTERS", "SUM OF VOTE COUNT", "NUMBER UNIQUE ORDERS")
_LINE = re.compile(r"\r\n|\r|\n")
_MOST_LETTERS_SHOWN = 40
_EXAMPLE = "1,{2,3}"

_fault = faults_of("io")

Order = tuple[tuple[int, ...], ...]


@dataclass
class _Election:
    """What has been read of an election so far."""

    unranked: Unranked | None = None
    names: dict[int, str] = field(default_factory=dict)
    counts: Counter[Order] = field(default_factory=Counter)
    n_lines: int = 0
    n_incomplete: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    fact_lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, order: Order, count: int) -> None:
        """Count an order, with those below it that it does not rank, unless they abstain."""
        ranked = set(chain.from_iterable(order))
        missing = tuple(index for index in self.names if index not in ranked)
        self.n_lines += 1
        self.n_incomplete += count if missing else 0
        if missing and self.unranked != "abstain":
            order = (*order, missing)
        self.counts[order] += count

    @property
    def reading(self) -> Reading:
        """How those count that are not ranked, if there are any."""
        if not self.n_incomplete:
            return GIVEN
        return UNRANKED_ABSTAIN if self.unranked == "abstain" else UNRANKED_BELOW

    @property
    def categories(self) -> list[str]:
        """Names of the categories, in order."""
        named = ((_CATEGORY_KEY.fullmatch(key), value) for key, value in self.facts.items())
        return [name for _, name in sorted((int(key[1]), name) for key, name in named if key)]


def read_preflib(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    unranked: Unranked | None = None,
    most_bytes: int = MOST_BYTES_OF_A_TABLE,
    doubts: list[Fault] | None = None,
) -> DecisionProblem:
    r"""Read an election in the PrefLib format: .soc, .soi, .toc, .toi or .cat, of any year.

    Each distinct order is a criterion, and how many cast it is its weight; all stand in one layer,
    "ballots". Ties are kept. Categories are groups of tied alternatives, the first the best.
    Where ballots leave alternatives out, the reading of the problem says how these count.

    Parameters
    ----------
    path : str or path
    name : str, optional
        Of the problem; otherwise that of the file.
    unranked : {"below", "abstain"}, optional
        Whether alternatives that a ballot leaves out stand below those that it ranks, level with
        one another, as in the completed files of PrefLib; or are not compared by it. They stand
        below unless given, which is doubted aloud.
    most_bytes : int, optional
        Size of the largest file that is read.
    doubts : list of Fault, optional
        What is allowed but suspect is added to it.

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

    def problem(content: bytes, suspect: list[Fault]) -> DecisionProblem:
        called = name or name_of_file(path)
        return problem_from_preflib(
            text_of(content), name=called, kind=kind, unranked=unranked, doubts=suspect
        )

    return problem_in_file(path, most_bytes, problem, doubts)


def problem_from_preflib(
    text: str,
    *,
    name: str,
    kind: str,
    unranked: Unranked | None = None,
    doubts: list[Fault] | None = None,
) -> DecisionProblem:
    r"""Read an election; see `read_preflib`.

    Parameters
    ----------
    text : str
    name : str
    kind : {"soc", "soi", "toc", "toi", "cat"}
        Whether orders are strict or may have ties (s, t), and complete or not (c, i); or
        categories.
    unranked : {"below", "abstain"}, optional
    doubts : list of Fault, optional

    Raises
    ------
    ProblemError
        With every fault, each with its line and column.

    Examples
    --------
    >>> problem = problem_from_preflib(
    ...     "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Cas\n"
    ...     "5: 1,{2,3}\n2: 3\n", name="club", kind="toi")
    >>> print(problem.judgement("order 2").order, dict(problem.own_weights))
    Cas > Ann = Bob {'order 1': 5.0, 'order 2': 2.0}
    >>> problem.active_reading
    'unranked below'
    """
    if kind not in _READ:
        raise ProblemError(no_election(kind))
    if unranked not in (None, *get_args(Unranked)):
        raise ProblemError(unknown_name("value of unranked", str(unranked), get_args(Unranked)))
    lines = list(enumerate(_LINE.split(text), start=1))
    filled = [(number, line) for number, line in lines if line.strip()]
    if not filled:
        raise ProblemError(_fault("empty election"))
    is_new = filled[0][1].lstrip().startswith("#") or ":" in filled[0][1]
    election = _Election(unranked)
    read_lines = _read_new if is_new else _read_old
    read_lines(filled, kind, election)
    if not election.counts and not election.faults:
        election.faults.append(_fault("no order", example=_EXAMPLE))
    election.faults += size_faults(len(election.counts), len(election.names), are_orders=True)
    raise_any(election.faults)
    if doubts is not None:
        doubts += _doubts(election)
    return _problem(election, name)


def no_election(kind: str) -> Fault:
    """Say of a kind of file that it is no election, and of what else it is."""
    allowed = tuple(f".{each}" for each in _READ)
    return _fault("no election", kind=f".{kind}", matching=kind == "wmd", allowed=allowed)


def _doubts(election: _Election) -> Iterator[Fault]:
    """Say what was decided that the file does not say, and can turn the answer."""
    if election.n_incomplete and election.unranked is None:
        n = sum(election.counts.values())
        yield _fault("unranked below", n=election.n_incomplete, votes=n)
    numbers = [whole_number(name, 9) for name in election.categories]
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers) > 1 and all(one < other for one, other in pairwise(known)):
        first, *_, last = election.categories
        yield _fault("categories go up", best=first, worst=last)


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
        "SUM OF VOTE COUNT": sum(election.counts.values()),
        "NUMBER UNIQUE ORDERS": election.n_lines,
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
    _read_totals(election, *lines[n + 1])
    for number, line in lines[n + 2 :]:
        count, _, order = line.partition(",")
        _add(election, _Line(number, count, order, kind))
    if not election.faults:
        election.faults += _total_faults(election)


def _read_totals(election: _Election, number: int, line: str) -> None:
    """Read the line between names and orders; where it is missing this is an order, with votes."""
    totals = [whole_number(text, 12) for text in line.split(",")]
    if len(totals) != len(_TOTALS) or None in totals:
        fault = _fault("no totals", found=_shown(line))
        election.faults.append(fault.within(in_line(number, 1)))
        return
    for key, total in zip(_TOTALS, totals, strict=True):
        election.facts[key] = str(total)
        election.fact_lines[key] = number


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
    faults += _category_faults(election, line, len(groups))
    order = tuple(filter(None, groups))
    faults += _repeated_faults(line, order)
    if not faults:
        faults += _missing_faults(election, line, order)
    election.faults += faults
    if not faults:
        election.add(order, count)


def _category_faults(election: _Election, line: _Line, n: int) -> Iterator[Fault]:
    """Say that there are other categories than the file names."""
    stated = election.facts.get("NUMBER CATEGORIES") or str(len(election.categories) or "")
    if line.kind == "cat" and stated and stated != str(n):
        yield line.at(line.column, _fault("another number of categories", n=n, stated=stated))


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
            _numbers_in(item, is_category=line.kind == "cat"))  # fmt: skip
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


def _numbers_in(item: re.Match[str], *, is_category: bool) -> tuple[int, ...] | None:
    """Read one number, or those between braces, if any; None if any is none."""
    texts = item[2].split(",") if item[1] else [item[3]]
    if item[1] and not item[2].strip() and is_category:
        return ()
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
        readings=(election.reading,),
        judgements={
            election.reading.name: {
                criterion: _judgement(order, called) for criterion, order in orders
            }
        },
    )
    counts = map(float, election.counts.values())
    return derived(with_own_weights(problem, dict(zip(criteria, counts, strict=True))), counts=True)


def _judgement(order: Order, called: Mapping[int, str]) -> Judgement:
    """Rank by an order; one that ranks nobody is a ballot in which all abstain."""
    if not order:
        return Judgement(status="unscored", reason=NOT_SCORED)
    return Judgement(WeakOrder(tuple(tuple(called[each] for each in group) for group in order)))
