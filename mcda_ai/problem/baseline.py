"""The baseline: the option that the others are compared with, such as doing nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

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
    words = (*ROLES, *(each for dutch in DUTCH.values() for each in dutch))
    typed = given.strip() if isinstance(given, str) else shown(given)
    raise ProblemError(unknown_name("role", typed, words))


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
        place = ("alternatives", k, "role")
        where = _fault("part", kind="alternative", name=str(each.name))
        if each.role not in ROLES:
            given = cast("object", each.role)
            typed = given if isinstance(given, str) else shown(given)
            yield unknown_name("role", typed, ROLES).within(where, *place)
        elif each.role == "baseline" and first is not None:
            yield _fault("two baselines", first=first).within(where, *place)
        elif each.role == "baseline":
            first = each.name
