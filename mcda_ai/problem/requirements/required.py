"""What an option must meet on a criterion to take part in anything that is weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mcda_ai.messages.claims import Claim
from mcda_ai.messages.faults import Fault, faults_of, raise_any, shown
from mcda_ai.orders.weak_order import as_real
from mcda_ai.problem.documents import Source

KEYS = ("met_by", "at_least", "at_most")
"""The ways to say what is required; one of them."""

_fault = faults_of("problem.requirements")


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an option must meet on a criterion; who does not is out before anything is weighed.

    Parameters
    ----------
    met_by : tuple of str, optional
        The options that meet it, where somebody found out which do.
    at_least : str or number, optional
        The lowest level of the criterion's scale that will do; or the smallest value, where more
        is better.
    at_most : number, optional
        The largest value that will do, where less is better.
    sources : tuple of Source, optional
        Where it is required.

    Raises
    ------
    ProblemError
        Unless it is required in exactly one of these ways.

    Examples
    --------
    >>> Requirement(at_most=12).key, Requirement(at_most=12).limit
    ('at_most', 12.0)
    """

    met_by: tuple[str, ...] = ()
    at_least: str | float | None = None
    at_most: float | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        raise_any(self._faults())
        for key in ("at_least", "at_most"):
            number = as_real(getattr(self, key))
            if number is not None:
                object.__setattr__(self, key, float(number))

    @property
    def key(self) -> str:
        """In which of the ways it is required."""
        return next(key for key in KEYS if self._is_given(key))

    @property
    def limit(self) -> str | float:
        """The level or the value that is required; not where options are named."""
        given = self.at_least if self.at_least is not None else self.at_most
        assert given is not None
        return given

    def _is_given(self, key: str) -> bool:
        return getattr(self, key) not in (None, ())

    def _faults(self) -> Iterator[Fault]:
        given = tuple(key for key in KEYS if self._is_given(key))
        if not given:
            yield _fault("nothing required", keys=KEYS)
        if len(given) > 1:
            yield _fault("required in several ways", keys=given)
        for key in ("at_least", "at_most"):
            value = getattr(self, key)
            is_level = key == "at_least" and isinstance(value, str)
            number = as_real(value)
            if value is not None and not is_level and (number is None or not np.isfinite(number)):
                yield _fault("no limit", key=key, value=shown(value))


def nobody_left() -> Fault:
    """Say that the options that meet a requirement were all left out."""
    return _fault("nobody left who meets")


def required_of_merged(name: str) -> Fault:
    """Say that a criterion that requires something cannot count as one with others."""
    return _fault("required of the merged", name=name)


def stated_of_one_out(name: str, reasons: tuple[Claim, ...]) -> Fault:
    """Say that an option that a statement is about takes no part, why, and the way out."""
    return _fault("stated of one that is out", name=name, reasons=reasons)
