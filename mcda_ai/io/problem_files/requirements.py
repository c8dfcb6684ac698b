"""What an option must meet, in the data of a problem file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mcda_ai.io.problem_files.parts import RequirementData
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import real_in
from mcda_ai.problem.documents import Source
from mcda_ai.problem.requirements.required import Requirement

_fault = faults_of("io.problem_files")


def requirement_from_data(
    data: RequirementData, unit: str, sources: Sequence[Source], *, in_levels: bool
) -> Requirement:
    """Read what is required; on a criterion with a scale the lowest level, else a number.

    Raises
    ------
    ProblemError
        If it is required in no way or in several, or what should be a number is none.
    """
    at_least: str | float | None = data.at_least
    if at_least is not None and not in_levels:
        at_least = _number("at_least", str(at_least), unit)
    at_most = None if data.at_most is None else _number("at_most", data.at_most, unit)
    return Requirement(data.met_by, at_least, at_most, tuple(sources))


def _number(key: str, text: str, unit: str) -> float:
    """Read a number, or one with the unit of the criterion behind it."""
    number = text.strip()
    if unit and number.endswith(unit):
        number = number.removesuffix(unit).strip()
    value = real_in(number)
    if value is None:
        raise ProblemError(_fault("no limit", (key,), found=text, unit=unit))
    return value


def requirement_to_data(required: Requirement, sources: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Give what is required as it stands in a file."""
    data: dict[str, Any] = {"met_by": list(required.met_by)}
    if not required.met_by:
        limit = required.limit
        is_whole = isinstance(limit, float) and limit.is_integer() and abs(limit) < 1e15
        data = {required.key: int(limit) if is_whole else limit}
    return data | ({"sources": list(sources)} if sources else {})
