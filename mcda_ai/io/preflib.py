"""Elections in the formats of PrefLib, as decision problems and back.

Mattei, N., Walsh, T. (2013). PrefLib: a library for preferences. ADT 2013.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from mcda_ai.io.limits import MOST_ALTERNATIVES_OF_A_PROBLEM, MOST_BYTES_OF_A_TABLE
from mcda_ai.io.spreadsheet.grid import cleaned
from mcda_ai.io.tables.delimited import criterion_weights, text_of
from mcda_ai.io.tables.effects import GIVEN
from mcda_ai.io.tables.reading import name_of_file, problem_in_file
from mcda_ai.io.tables.size import size_faults
from mcda_ai.messages.faults import ProblemError, raise_any
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.construction import with_own_weights
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Alternative, Criterion, Judgement, Layer

KINDS = ("soc", "soi", "toc", "toi")
BALLOTS = Layer("ballots", Label(nl="stemmen", en="ballots"))
_ITEM = re.compile(r"\s*(?:(\{)([^{}]*)\}|(\d{1,9}))\s*")
_NAME_KEY = re.compile(r"ALTERNATIVE NAME (\d{1,9})", re.IGNORECASE)
_LINE = re.compile(r"\r\n|\r|\n")

Order = tuple[tuple[int, ...], ...]


@dataclass
class _Election:
    """What has been read of an election so far."""

    names: dict[int, str] = field(default_factory=dict)
    counts: Counter[Order] = field(default_factory=Counter)
    facts: dict[str, str] = field(default_factory=dict)
    fact_lines: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


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

    def problem(content: bytes, _suspect: list[str]) -> DecisionProblem:
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
        raise ProblemError(f"'.{kind}' is no election; allowed: .{', .'.join(KINDS)}")
    lines = list(enumerate(_LINE.split(text), start=1))
    filled = [(number, line) for number, line in lines if line.strip()]
    if not filled:
        raise ProblemError("empty; needed: the names of the alternatives, and the orders")
    is_new = filled[0][1].lstrip().startswith("#") or ":" in filled[0][1]
    election = _Election()
    _read_new(filled, kind, election) if is_new else _read_old(filled, kind, election)
    if not election.counts and not election.faults:
        election.faults.append("no order found; needed: lines such as '5: 1,{2,3}'")
    election.faults += size_faults(len(election.counts), len(election.names))
    raise_any(election.faults)
    return _problem(election, name)


def _read_new(lines: Sequence[tuple[int, str]], kind: str, election: _Election) -> None:
    """Read the format of 2022 and later: lines of '# KEY: value', then of 'count: order'."""
    for number, line in lines:
        if line.lstrip().startswith("#"):
            key, _, value = line.lstrip("# \t").partition(":")
            named = _NAME_KEY.fullmatch(key.strip())
            if named:
                _name(election, int(named[1]), value, number)
            else:
                election.facts[key.strip().upper()] = cleaned(value)
                election.fact_lines[key.strip().upper()] = number
    for number, line in lines:
        if not line.lstrip().startswith("#"):
            count, colon, order = line.partition(":")
            if not colon:
                election.faults.append(f"line {number}, column 1: '{line.strip()[:40]}'; allowed: "
                                       "a count and an order, as '5: 1,{2,3}'")  # fmt: skip
                continue
            _add(election, number, count, order, len(count) + 2, kind)
    told = (("NUMBER ALTERNATIVES", len(election.names), "names of alternatives"),
            ("NUMBER VOTERS", sum(election.counts.values()), "votes in the orders"))  # fmt: skip
    for key, found, what in told:
        stated = election.facts.get(key, "")
        if stated and stated != str(found) and not election.faults:
            election.faults.append(f"line {election.fact_lines[key]}: {key} is {stated}, but there "
                                   f"are {found} {what}")  # fmt: skip


def _read_old(lines: Sequence[tuple[int, str]], kind: str, election: _Election) -> None:
    """Read the format before 2022: a number, 'i,name' lines, totals, then 'count,order' lines."""
    number, first = lines[0]
    n = int(first) if _is_whole(first, 7) else 0
    if not 2 <= n <= MOST_ALTERNATIVES_OF_A_PROBLEM or len(lines) < n + 2:
        election.faults.append(
            f"line {number}, column 1: '{first.strip()[:40]}'; allowed: lines that begin with "
            "'# ', or (before 2022) the number of alternatives, with a line for each"
        )
        return
    for number, line in lines[1 : n + 1]:
        key, comma, name = line.partition(",")
        if not comma or not _is_whole(key, 9):
            election.faults.append(f"line {number}, column 1: '{line.strip()[:40]}'; allowed: a "
                                   "number and a name, as '1,Ann'")  # fmt: skip
            continue
        _name(election, int(key), name, number)
    for number, line in lines[n + 2 :]:
        count, _, order = line.partition(",")
        _add(election, number, count, order, len(count) + 2, kind)


def _is_whole(text: str, most_digits: int) -> bool:
    """Tell whether a text is a whole number, of figures that everything reads alike."""
    plain = text.strip()
    return plain.isascii() and plain.isdigit() and len(plain) <= most_digits


def _name(election: _Election, index: int, name: str, line: int) -> None:
    if index in election.names:
        election.faults.append(f"line {line}: alternative {index} is named twice")
    election.names[index] = cleaned(name)


def _add(election: _Election, line: int, count: str, text: str, column: int, kind: str) -> None:
    """Read one order and how many cast it; `column` is where the order begins."""
    plain = count.strip()
    if not _is_whole(plain, 12) or int(plain) == 0:
        election.faults.append(f"line {line}, column 1: count '{plain[:40]}'; allowed: a whole "
                               "number, 1 or more")  # fmt: skip
        return
    column += len(text) - len(text.lstrip())
    text = text.strip()
    faults: list[str] = []
    groups: list[tuple[int, ...]] = []
    for place, group in _groups(text, line, column, faults):
        where = f"line {line}, column {place}: "
        faults += [where + f"alternative {each} has no name in the file"
                   for each in group if each not in election.names]  # fmt: skip
        if kind.startswith("s") and len(group) > 1:
            faults.append(where + f"a tie, which a .{kind} file cannot hold; call it .t{kind[1:]}")
        groups.append(group)
    counts = Counter(each for group in groups for each in group)
    faults += [f"line {line}, column {column}: alternative {each} is there {times} times"
               for each, times in counts.items() if times > 1]  # fmt: skip
    if kind.endswith("c") and not faults and len(counts) < len(election.names):
        faults.append(f"line {line}, column {column}: {len(counts)} of the {len(election.names)} "
                      f"alternatives; a .{kind} file ranks all: call it .{kind[:2]}i")  # fmt: skip
    election.faults += faults
    if not faults:
        election.counts[tuple(groups)] += int(plain)


def _groups(
    text: str, line: int, column: int, faults: list[str]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the groups of an order, best first, with their columns."""
    at = 0
    while True:
        found = _ITEM.match(text, at)
        numbers = [] if found is None else (
            [each.strip() for each in found[2].split(",")] if found[1] else [found[3]])  # fmt: skip
        is_end = found is not None and (found.end() == len(text) or text[found.end()] == ",")
        if not is_end or not all(_is_whole(number, 9) for number in numbers):
            faults.append(
                f"line {line}, column {column + at}: '{text[at : at + 40].strip()}'; allowed: "
                "numbers of alternatives with commas, and braces around ties, as 1,{2,3}"
            )
            return
        start = at + len(text[at:]) - len(text[at:].lstrip())
        yield column + start, tuple(sorted(map(int, numbers)))
        if found is None or found.end() == len(text):
            return
        at = found.end() + 1


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
    return with_own_weights(problem, dict(zip(criteria, counts, strict=True)))


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
        If that format cannot hold a tie or a missing rank, or a weight is no whole number.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> print(preflib_text(from_rankings({"cost": "A > B = C"}), "toc").splitlines()[-1])
    1: 1,{2,3}
    """
    if kind not in KINDS:
        raise ProblemError(f"'.{kind}' is no election; allowed: .{', .'.join(KINDS)}")
    weights = criterion_weights(problem)
    orders = {
        name: order
        for name, ranks in zip(problem.criterion_names, problem.ranks, strict=True)
        if (order := _numbered(ranks)) and (not weights or weights.get(name))
    }
    if not orders:
        raise ProblemError("no criterion with a weight and a ranking is left to write")
    counted = {name: weights[name] if weights else 1.0 for name in orders}
    raise_any([*_weight_faults(problem, counted), *_order_faults(problem, kind, orders)])
    counts: Counter[Order] = Counter()
    for name, order in orders.items():
        counts[order] += int(counted[name])
    return _election_text(problem, kind, counts)


def _weight_faults(problem: DecisionProblem, weights: Mapping[str, float]) -> list[str]:
    """Say which weights are no counts; those of layers are no longer as they were given."""
    wrong = {name: weight for name, weight in weights.items()
             if weight != int(weight) or weight >= 1e12}  # fmt: skip
    if wrong and not set(problem.own_weights or ()) <= set(problem.criterion_names):
        name, weight = next(iter(wrong.items()))
        told = (
            "own weights: they are by layer, and are spread over the criteria, so that "
            f"'{name}' weighs {weight:g}; a count must be a whole number: weigh the criteria "
            "instead, in whole numbers"
        )
        return [told]
    return [f"criterion '{name}': weighs {weight:g}; a count must be a whole number: multiply the "
            "weights until they are" for name, weight in wrong.items()]  # fmt: skip


def _order_faults(problem: DecisionProblem, kind: str, orders: Mapping[str, Order]) -> list[str]:
    """Say what a kind of election cannot hold, and which kind holds all of it."""
    tied = {name for name, order in orders.items() if any(len(group) > 1 for group in order)}
    incomplete = {name for name, order in orders.items()
                  if sum(map(len, order)) < len(problem.alternatives)}  # fmt: skip
    enough = ("t" if tied else kind[0]) + "o" + ("i" if incomplete else kind[2])
    faults = []
    for name in orders:
        where = f"criterion '{name}': "
        if name in tied and kind.startswith("s"):
            faults.append(f"{where}has a tie, which .{kind} cannot hold; write .{enough}")
        if name in incomplete and kind.endswith("c"):
            faults.append(f"{where}does not rank all, as .{kind} must; write .{enough}")
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
