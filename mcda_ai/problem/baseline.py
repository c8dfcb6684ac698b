"""The baseline: the option that the others are compared with, such as doing nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    same_name,
    shown,
    unknown_name,
)

if TYPE_CHECKING:
    from mcda_ai.problem.evidence import Alternative

OptionRole: TypeAlias = Literal["option", "baseline"]
ROLES: tuple[OptionRole, ...] = get_args(OptionRole)
"""What an option can be."""
DUTCH: dict[OptionRole, tuple[str, ...]] = {
    "option": ("optie",),
    "baseline": ("nuloptie", "nulalternatief"),
}
"""How these words are written in Dutch, the usual one first."""
_WORDS = (*ROLES, *(each for dutch in DUTCH.values() for each in dutch))

_fault = faults_of("problem")


def role_of(given: Any) -> OptionRole:  # noqa: ANN401  (anything else is refused)
    """Find the role of an option, in English or in Dutch; an option where nothing is given.

    Raises
    ------
    ProblemError
        With the nearest word, if it is none of them.

    Examples
    --------
    >>> role_of("baseline"), role_of("Nuloptie"), role_of(None)
    ('baseline', 'baseline', 'option')
    """
    if given is None:
        return "option"
    if isinstance(given, str):
        for role, dutch in DUTCH.items():
            if any(same_name(given.strip(), each) for each in (role, *dutch)):
                return role
    typed = given.strip() if isinstance(given, str) else shown(given)
    raise ProblemError(unknown_name("role", typed, _WORDS))


def is_role(text: str) -> bool:
    """Tell whether a text says what an option is."""
    return any(same_name(text.strip(), each) for each in _WORDS)


def role_text(role: OptionRole, language: str) -> str:
    """Write in a cell what an option is; nothing where it is one like the others."""
    if role == "option":
        return ""
    return DUTCH[role][0] if language == "nl" else role


def second_baseline(first: str) -> Fault:
    """Say of an option that it is a baseline beside the first one."""
    return _fault("two baselines", first=first)


def baseline_among(alternatives: Sequence[Alternative]) -> str | None:
    """Name the baseline, if there is one."""
    return next((each.name for each in alternatives if each.role == "baseline"), None)


def with_baseline_among(
    alternatives: Sequence[Alternative], name: str | None
) -> tuple[Alternative, ...]:
    """Make an option the baseline, and every other one an option; all of them, where it is none."""
    return tuple(
        replace(each, role="baseline" if each.name == name else "option") for each in alternatives
    )


def faults_of_roles(alternatives: Sequence[Alternative]) -> Iterator[Fault]:
    """Yield the roles that there are not, and a second baseline."""
    first: str | None = None
    for k, each in enumerate(alternatives):
        fault = None
        if each.role not in ROLES:
            fault = unknown_name("role", each.role, ROLES)
        elif each.role == "baseline" and first is not None:
            fault = second_baseline(first)
        elif each.role == "baseline":
            first = each.name
        if fault is not None:
            where = _fault("part", kind="alternative", name=str(each.name))
            yield fault.within(where, "alternatives", k, "role")
