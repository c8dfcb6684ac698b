"""The form that a method promises for its answer, and what an array of it would lose."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.evaluator import Returns

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


def in_form(
    answer: NDArray[Any],
    name: str,
    returns: Returns,
    given: tuple[int, ...],
    n_alternatives: int,
) -> NDArray[Any]:
    """Make sure that what a method gave has the promised form.

    Parameters
    ----------
    answer : array
    name : str
        That of the method.
    returns : {"scores", "weak_order", "outranking", "choice_set"}
        What it promises; see `Method`.
    given : tuple of int
        The shape of the weights that it was given, (..., n_criteria).
    n_alternatives : int

    Returns
    -------
    array of shape (..., n_alternatives), of a relation (..., n_alternatives, n_alternatives)

    Raises
    ------
    ProblemError
        If it is of another shape or type, or has numbers that are not finite.
    """
    shape: tuple[int, ...] = (*given[:-1], n_alternatives)
    if returns == "outranking":
        shape = (*shape, n_alternatives)
    if answer.shape != shape:
        was_given, found, allowed = map(str, (given, answer.shape, shape))
        raise ProblemError(
            _fault("answer of another shape", name=name, given=was_given, found=found,
                   allowed=allowed)
        )  # fmt: skip
    if returns in ("outranking", "choice_set"):
        if answer.dtype != np.bool_:
            raise ProblemError(
                _fault("answer not true or false", name=name, type=str(answer.dtype),
                       returns=returns)
            )  # fmt: skip
        return answer
    if answer.dtype.kind not in "iuf" or not np.isfinite(answer).all():
        raise ProblemError(_fault("answer not finite", name=name, returns=returns))
    return answer.astype(np.float64)


def checked_detail(detail: object, name: str) -> Detail:
    """Make sure that what the method of a name tells beside its answer is a detail.

    Raises
    ------
    ProblemError
        If it is not.
    """
    if not isinstance(detail, Detail):
        raise ProblemError(_fault("no detail", name=name, type=type(detail).__name__))
    return detail
