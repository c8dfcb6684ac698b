"""Who takes no part in what is weighed, and why, as it is told before every answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.label import Label

Way: TypeAlias = Literal["met_by", "level", "at_least", "at_most"]
_MOST_TOLD = 8  # options with their reasons; who they are is told of all

_claim = claims_of("messages.exclusions")


@dataclass(frozen=True)
class Exclusion:
    """A requirement that an option does not meet.

    Parameters
    ----------
    name : str
        The option.
    criterion : str
    way : {"met_by", "level", "at_least", "at_most"}
        Whether those that meet it are named, or a level or value is required.
    levels : tuple of Label, optional
        Where it stands on the scale; several where the source leaves open which.
    level : Label, optional
        The lowest that would do.
    value, limit : float, optional
        What was measured, and what would just do.
    unit : str, optional
        Of both.
    source : Label, optional
        Where it is required.
    label : Label, optional
        What the option is called, if that says more than its name.
    """

    name: str
    criterion: str
    way: Way
    levels: tuple[Label, ...] = ()
    level: Label = Label()
    value: float = 0.0
    limit: float = 0.0
    unit: str = ""
    source: Label = Label()
    label: Label = Label()

    @property
    def reason(self) -> Claim:
        """Why it takes no part."""
        return _claim(
            "reason",
            way=self.way,
            criterion=self.criterion,
            levels=self.levels,
            level=self.level,
            value=self.value,
            limit=self.limit,
            unit=self.unit,
            source=self.source or False,
        )


def told_of_exclusions(exclusions: Sequence[Exclusion]) -> Iterator[Claim]:
    """Say of each option that takes no part why it does not; of very many, of the first few.

    Examples
    --------
    >>> from mcda_ai.messages.wording import Words
    >>> told = told_of_exclusions([Exclusion("B4", "lawful", "met_by")])
    >>> [Words().said(claim) for claim in told]
    ['B4 takes no part: it is not among the options that meet lawful']
    """
    by_name = [list(those) for _, those in groupby(exclusions, lambda each: each.name)]
    for first, *others in by_name[:_MOST_TOLD]:
        reasons = tuple(each.reason for each in (first, *others))
        yield _claim("out", who=first.name, label=first.label or False, reasons=reasons)
    if rest := by_name[_MOST_TOLD:]:
        yield _claim("others out", who=tuple(first.name for first, *_ in rest), n=len(rest))
