"""Why methods were not applied, and how claims hold that."""

from __future__ import annotations

from collections.abc import Iterable

from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.label import Label
from mcda_ai.problem.arrays import EvidenceArrays

_fault = faults_of("methods")
_NAMING = (
    "methods.faults.of a method",
    "methods.faults.by its name",
    "algorithms.faults.ranked pairs",
)
"""The kinds of what names a method before a fault."""


def needs_ranks(problem: EvidenceArrays) -> Fault:
    """Say on which criterion there are none, for some options are unrelated there."""
    (name, (one, other)), *more = problem.unrelated.items()
    return _fault("needs ranks", criterion=name, one=one, other=other, more=len(more))


def reason_in(error: ProblemError) -> Fault:
    """Give all that an error tells, as one fault."""
    return _together(error.faults)


def refusal_in(error: ProblemError) -> Fault:
    """Give the same to stand beside the name of the method, which it leaves out.

    Examples
    --------
    >>> partly = _fault("partly scored criteria").within(_fault("by its name", name="borda"))
    >>> refusal_in(ProblemError(partly))[:44]
    'some options are scored where others are not'
    """
    return _together(map(_without_name, error.faults))


def refused_by_all(errors: Iterable[ProblemError]) -> ProblemError:
    """Give one error for all methods, which tells each fault once."""
    return ProblemError(*dict.fromkeys(fault for error in errors for fault in error.faults))


def in_both_languages(fault: Fault) -> Label:
    """Give what a fault says, as a claim holds it: the same for one of a saved result.

    Of that one no more is known than its text; see `mcda_ai.io.results`.
    """
    return Label(en=fault.in_words("en"), nl=fault.in_words("nl"))


def _together(faults: Iterable[Fault]) -> Fault:
    reasons = tuple(faults)
    return reasons[0] if len(reasons) == 1 else _fault("several reasons", reasons=reasons)


def _without_name(fault: Fault) -> Fault:
    where, inside = fault.values.get("where"), fault.values.get("fault")
    is_named = isinstance(where, Fault) and where.kind in _NAMING
    return inside if is_named and isinstance(inside, Fault) else fault
