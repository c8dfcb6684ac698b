"""Which criteria say the same: who is preferred to whom, by how much, and who is compared."""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from mcda_ai.orders.weak_order import BoolArray, FloatArray
from mcda_ai.problem.arrays import EvidenceArrays


def rankings_said(problem: EvidenceArrays) -> dict[int, bytes]:
    """Give by scored criterion what it says; criteria whose rankings are equal say the same.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> said = rankings_said(from_rankings({"a": "A > B", "b": "A > B", "c": "B > A", "d": None}))
    >>> said[0] == said[1], said[0] == said[2], list(said)
    (True, False, [0, 1, 2])
    """
    tables = [problem.preferences.values, problem.ahead.values, problem.comparable.values]
    return {
        int(k): b"".join(_digest(table[k]) for table in tables)
        for k in np.flatnonzero(problem.scored)
    }


def _digest(table: FloatArray | BoolArray) -> bytes:
    """Stand for a table: those of many options and criteria are too large to lie side by side."""
    return sha256((table + 0.0).tobytes()).digest()  # in which 0 is written as -0 is
