"""Weights as they were made, from one line of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.weights.pairs import RULES as RULES_OF_PAIRS
from mcda_ai.weights.pairs import from_pairs
from mcda_ai.weights.points import from_points, from_swings
from mcda_ai.weights.rank_order import RULES as RULES_OF_ORDERS
from mcda_ai.weights.rank_order import from_order
from mcda_ai.weights.stated import StatedWeights

_fault = faults_of("weights")

MAKERS: Mapping[str, Callable[..., StatedWeights]] = {
    "points": from_points,
    "swings": from_swings,
    "order": from_order,
    "pairs": from_pairs,
}
"""What makes weights of the rest of a line, by how it begins."""
_RULES = {"order": tuple(RULES_OF_ORDERS), "pairs": RULES_OF_PAIRS}
_BEFORE_COLON = re.compile(rf"({'|'.join(MAKERS)}) ?(?:\(([^()]*)\))?", re.IGNORECASE)
_LONGEST_BEFORE_COLON = 60


def is_stated(text: str) -> bool:
    """Tell whether a text says how weights are made: it begins with "points:" or alike.

    Examples
    --------
    >>> is_stated("order: cost > reach"), is_stated("ordered: cost > reach")
    (True, False)
    """
    return _beginning(text) is not None


def _beginning(text: str) -> re.Match[str] | None:
    """Find what stands before the colon: what is said, and a rule."""
    before, colon, _ = text.partition(":")
    is_short = bool(colon) and len(before) <= _LONGEST_BEFORE_COLON
    return _BEFORE_COLON.fullmatch(" ".join(before.split())) if is_short else None


@checks_arguments
def stated(text: str) -> StatedWeights:
    """Read weights from a line: points, swings, an order or pairs, as each of these makes them.

    Parameters
    ----------
    text : str
        ``points: benefits 40, risks 60``, ``swings: cost 100, time 60``, ``order: A > B = C`` or
        ``pairs: A 3 B, B 2 C``. Before the colon can stand a rule: ``order (rank-sum): A > B``,
        ``pairs (geometric mean): A 3 B``. A name that holds a sign of the line stands in quotes.

    Returns
    -------
    StatedWeights

    Raises
    ------
    ProblemError
        If it is none of these, or has faults in it.

    See Also
    --------
    from_points, from_swings, from_order, from_pairs

    Examples
    --------
    >>> dict(stated("points: benefits 40, risks 60"))
    {'benefits': 0.4, 'risks': 0.6}
    """
    return _stated(text)


@lru_cache(maxsize=256)
def _stated(text: str) -> StatedWeights:
    found = _beginning(text)
    if found is None:
        raise ProblemError(_fault("not stated", given=text))
    kind, rule, body = found[1].lower(), found[2], text.partition(":")[2].strip()
    if rule is None:
        return MAKERS[kind](body)
    if kind not in _RULES:
        raise ProblemError(_fault("no rule", what=kind, rule=rule))
    return MAKERS[kind](body, rule)
