"""Answers of methods whose labels, or gaps, an array would lose."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.faults import ProblemError, faults_of

_fault = faults_of("methods")


def unlabelled(answer: object, name: str) -> NDArray[Any]:
    """Take what the method of a name gave as an array of its own.

    Raises
    ------
    ProblemError
        If it has labels, which would go unread, or masks, behind which something counts.
    """
    if isinstance(answer, pd.Series | pd.DataFrame | np.ma.MaskedArray):
        raise ProblemError(_fault("answer with labels", name=name, type=type(answer).__name__))
    return np.array(answer)
