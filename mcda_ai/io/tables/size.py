"""How large a table, workbook or election may be: the same for who reads it and who writes it."""

from __future__ import annotations

from mcda_ai.io.limits import (
    MOST_ALTERNATIVES_OF_A_PROBLEM,
    MOST_CELLS_OF_A_FILE,
    MOST_COMPARISONS_OF_A_PROBLEM,
    MOST_CRITERIA_OF_A_TABLE,
    MOST_ORDERS_OF_AN_ELECTION,
    MOST_SHEETS_OF_A_WORKBOOK,
)
from mcda_ai.messages.faults import Fault, faults_of, raise_any

_fault = faults_of("io.tables")


def size_faults(
    n_criteria: int, n_alternatives: int, n_readings: int = 1, *, are_orders: bool = False
) -> list[Fault]:
    """Say if a problem is larger than can be worked with; of an election the criteria are orders.

    Examples
    --------
    >>> size_faults(3, 2_001)
    ['2,001 alternatives; allowed: at most 2,000']
    """
    faults = _above(
        ("orders", n_criteria, MOST_ORDERS_OF_AN_ELECTION)
        if are_orders
        else ("criteria", n_criteria, MOST_CRITERIA_OF_A_TABLE),
        ("alternatives", n_alternatives, MOST_ALTERNATIVES_OF_A_PROBLEM),
    )
    comparisons = n_criteria * n_readings * n_alternatives**2
    if not faults and comparisons > MOST_COMPARISONS_OF_A_PROBLEM:
        fault = _fault(
            "too many comparisons",
            criteria=n_criteria,
            alternatives=n_alternatives,
            readings=n_readings if n_readings > 1 else 0,
            n=comparisons,
            most=MOST_COMPARISONS_OF_A_PROBLEM,
        )
        return [fault]
    return faults


def _above(*counts: tuple[str, int, int]) -> list[Fault]:
    """Say of what there is more than allowed; each is counted, with what is allowed."""
    return [_fault("too many", what=what, n=n, most=most) for what, n, most in counts if n > most]


def refuse_to_write(
    kind: str,
    n_criteria: int,
    n_alternatives: int,
    *,
    n_readings: int = 1,
    n_cells: int = 0,
    n_sheets: int = 0,
    are_orders: bool = False,
) -> None:
    """Refuse to write what would be refused when it is read.

    Raises
    ------
    ProblemError
        Naming the kind of file, how large the problem is, and what is allowed.
    """
    faults = size_faults(n_criteria, n_alternatives, n_readings, are_orders=are_orders) or _above(
        ("cells", n_cells, MOST_CELLS_OF_A_FILE),
        ("sheets", n_sheets, MOST_SHEETS_OF_A_WORKBOOK),
    )
    raise_any(fault.within(_fault("no room", kind=kind)) for fault in faults)
