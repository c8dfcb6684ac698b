"""How open an outcome is, in bits, and what answers tell about it: from draws. On arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray

_QUESTIONS_AT_ONCE = 1_024  # the answers of one outcome are copied


def entropy(shares: Sequence[float] | FloatArray, size: int) -> tuple[float, float]:
    """Entropy of a distribution in bits, and its standard error (0 where exact).

    Parameters
    ----------
    shares : array of shape (n_outcomes,)
        Of the outcomes; sum 1. One of 0 adds nothing. That nobody is first is an outcome like
        any other, so who is first of k can take up to log2(k + 1) bits.
    size : int
        Number of draws that the shares are counted over; 0 where they are exact.

    Notes
    -----
    The plug-in estimate -sum p log2 p (Shannon 1948), which is low by about (K - 1) / (2 N ln 2)
    bits for K outcomes in N draws (Miller 1955); its error by the delta method (Basharin 1959).

    Examples
    --------
    >>> entropy([0.5, 0.25, 0.25], 0)
    (1.5, 0.0)
    """
    given = np.asarray(shares, dtype=np.float64)
    p = given[given > 0]
    bits = -np.log2(p)
    mean = float(p @ bits) + 0.0  # no -0.0
    variance = max(float(p @ bits**2) - mean**2, 0.0)
    return mean, float(np.sqrt(variance / size)) if size else 0.0


class InformationGain(NamedTuple):
    """What answers tell about the leader, in bits; arrays have one entry per question."""

    gain: FloatArray
    error: FloatArray
    yes: FloatArray
    yes_error: FloatArray
    if_yes: FloatArray
    if_no: FloatArray
    entropy: float
    entropy_error: float


def information_gain(outcomes: IntArray, answers: BoolArray) -> InformationGain:
    """Estimate what the answer to each question tells about an outcome.

    Parameters
    ----------
    outcomes : array of int, shape (n,)
        Which outcome each draw has: 0, 1, ...
    answers : array of bool, shape (n, n_questions)

    Returns
    -------
    InformationGain
        Mutual information with its standard error; share of yes; entropy of the outcome given
        yes and given no (0 where nobody gives that answer); entropy, with its standard error. All
        in bits; each an estimate from the shares among the draws.

    References
    ----------
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal
    27, 379-423: I(X; Y) = H(X) - H(X | Y) = sum p(x, y) log2(p(x, y) / (p(x) p(y))).

    Examples
    --------
    >>> told = information_gain(np.array([0, 0, 1, 1]), np.array([[1], [1], [0], [0]], bool))
    >>> told.gain, told.entropy
    (array([1.]), 1.0)
    """
    n = len(outcomes)
    counts = np.bincount(outcomes)
    of_outcome = [outcomes == k for k in range(len(counts))]
    some_at_once = (
        answers[:, start : start + _QUESTIONS_AT_ONCE]
        for start in range(0, max(1, answers.shape[1]), _QUESTIONS_AT_ONCE)
    )
    yes = np.hstack([[some[each].sum(axis=0) for each in of_outcome] for some in some_at_once])
    joint = np.stack([yes, counts[:, None] - yes]) / n  # (yes or no, outcomes, questions)
    # From counts, so that what an answer settles is exactly 0.
    of_answer = np.stack([yes.sum(axis=0), n - yes.sum(axis=0)]) / n
    share = counts / n
    some = joint > 0
    apart = share[:, None] * of_answer[:, None]
    pointwise = np.log2(np.divide(joint, apart, where=some, out=np.ones_like(joint)))
    gain = (joint * pointwise).sum(axis=(0, 1))
    variance = (joint * pointwise**2).sum(axis=(0, 1)) - gain**2
    given = np.divide(joint, of_answer[:, None], where=some, out=np.ones_like(joint))
    if_yes, if_no = -(given * np.log2(given)).sum(axis=1) + 0.0
    bits, bits_error = entropy(share, n)
    return InformationGain(
        gain=np.maximum(gain, 0.0),
        error=np.sqrt(np.maximum(variance, 0.0) / n),
        yes=of_answer[0],
        yes_error=np.sqrt(of_answer[0] * of_answer[1] / n),
        if_yes=if_yes,
        if_no=if_no,
        entropy=bits,
        entropy_error=bits_error,
    )
