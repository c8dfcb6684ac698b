"""How large a table, workbook or election may be: the same for who reads it and who writes it."""

from __future__ import annotations

from mcda_ai.io.limits import (
    MOST_ALTERNATIVES_OF_A_PROBLEM,
    MOST_CELLS_OF_A_FILE,
    MOST_COMPARISONS_OF_A_PROBLEM,
    MOST_CRITERIA_OF_A_TABLE,
    MOST_SHEETS_OF_A_WORKBOOK,
)
from mcda_ai.messages.faults import raise_any


def size_faults(n_criteria: int, n_alternatives: int, n_readings: int = 1) -> list[str]:
    """Say if a problem is larger than can be worked with.

    Examples
    --------
    >>> size_faults(3, 2_001)
    ['2,001 alternatives; allowed: at most 2,000']
    """
    faults = [
        f"{number:,} {what}; allowed: at most {most:,}"
        for number, what, most in (
            (n_criteria, "criteria", MOST_CRITERIA_OF_A_TABLE),
            (n_alternatives, "alternatives", MOST_ALTERNATIVES_OF_A_PROBLEM),
        )
        if number > most
    ]
    comparisons = n_criteria * n_readings * n_alternatives**2
    if not faults and comparisons > MOST_COMPARISONS_OF_A_PROBLEM:
        readings = f" in {n_readings:,} readings" if n_readings > 1 else ""
        faults.append(f"{n_criteria:,} criteria on {n_alternatives:,} alternatives{readings} are "
                      f"{comparisons:,} comparisons; allowed: at most "
                      f"{MOST_COMPARISONS_OF_A_PROBLEM:,}")  # fmt: skip
    return faults


def refuse_to_write(
    kind: str,
    n_criteria: int,
    n_alternatives: int,
    *,
    n_readings: int = 1,
    n_cells: int = 0,
    n_sheets: int = 0,
) -> None:
    """Refuse to write what would be refused when it is read.

    Raises
    ------
    ProblemError
        Naming the kind of file, how large the problem is, and what is allowed.
    """
    faults = size_faults(n_criteria, n_alternatives, n_readings) or [
        f"{number:,} {what}; allowed: at most {most:,}"
        for number, what, most in (
            (n_cells, "cells", MOST_CELLS_OF_A_FILE),
            (n_sheets, "sheets", MOST_SHEETS_OF_A_WORKBOOK),
        )
        if number > most
    ]
    raise_any(f"{kind} cannot hold this: {fault}" for fault in faults)
