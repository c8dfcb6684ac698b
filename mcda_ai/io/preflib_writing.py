"""Problems written as elections, in the formats of PrefLib; see `mcda_ai.io.preflib`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from mcda_ai.io.preflib import KINDS, UNRANKED_BELOW, Order, no_election
from mcda_ai.io.spreadsheet.grid import cleaned
from mcda_ai.io.tables.delimited import criterion_weights, refuse_partial_orders
from mcda_ai.io.tables.size import refuse_to_write
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any
from mcda_ai.problem.decision_problem import DecisionProblem

_fault = faults_of("io")


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
        raise ProblemError(no_election(kind))
    refuse_partial_orders(problem)
    weights = criterion_weights(problem)
    orders = {
        name: order
        for name, ranks in zip(problem.criterion_names, problem.ranks, strict=True)
        if (order := _order(problem, kind, ranks)) and (not weights or weights.get(name))
    }
    if not orders:
        raise ProblemError(_fault("nothing to write"))
    counted = {name: weights[name] if weights else 1.0 for name in orders}
    raise_any([*_weight_faults(problem, counted), *_order_faults(problem, kind, orders)])
    counts: Counter[Order] = Counter()
    for name, order in orders.items():
        counts[order] += int(counted[name])
    refuse_to_write(f"a .{kind} file", len(counts), len(problem.alternatives), are_orders=True)
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


def _order(
    problem: DecisionProblem, kind: str, ranks: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Order:
    """Leave out those that were not ranked and stand last for that, where they may be missing."""
    order = _numbered(ranks)
    is_left_out = problem.active_reading == UNRANKED_BELOW.name and kind.endswith("i")
    return order[:-1] if is_left_out and len(order) > 1 and len(order[-1]) > 1 else order


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
