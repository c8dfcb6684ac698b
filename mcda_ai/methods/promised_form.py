"""Whether what the function of a method gives has the form that the method promises."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.methods.evaluator import Returns

_fault = faults_of("methods")


def in_promised_form(
    name: str, given: object, returns: Returns, shape: tuple[int, ...], weights: tuple[int, ...]
) -> NDArray[Any]:
    """Take what a method gives as an array, or say how it differs from what was promised.

    Parameters
    ----------
    name : str
        Of the method.
    given : object
        What its function gave.
    returns : {"scores", "weak_order", "outranking", "choice_set"}
    shape : tuple of int
        What is promised, for weights of the shape `weights`.
    """
    if isinstance(given, pd.Series | pd.DataFrame | np.ma.MaskedArray):
        # Labels would go unread, and what is masked would count.
        raise ProblemError(_fault("answer with labels", name=name, type=type(given).__name__))
    result = np.asarray(given)
    if result.shape != shape:
        told, found, allowed = map(str, (weights, result.shape, shape))
        raise ProblemError(
            _fault("answer of another shape", name=name, given=told, found=found, allowed=allowed)
        )
    if returns in ("outranking", "choice_set"):
        if result.dtype != np.bool_:
            kind = str(result.dtype)
            raise ProblemError(_fault("answer not true or false", name=name, type=kind,
                                      returns=returns))  # fmt: skip
        return result
    if result.dtype.kind not in "iuf" or not np.isfinite(result).all():
        raise ProblemError(_fault("answer not finite", name=name, returns=returns))
    return result.astype(np.float64)
