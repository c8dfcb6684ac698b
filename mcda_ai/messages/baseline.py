"""How the option that is the baseline is told apart from the others wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.rendering import Labels

if TYPE_CHECKING:
    import pandas as pd

MARK = "°"
"""Stands right behind the name: it is in every font, and seen without colour."""
_BETWEEN_NAMES = re.compile("( > | = | [|] |, | and | en )")
"""In an order, a pair or a list."""

_claim = claims_of("messages.baseline")
LEGEND = _claim("legend", mark=MARK)
"""What the mark says, for below a table or a picture."""


def told_of_baseline(baseline: str) -> Iterator[Claim]:
    """Say which option is the baseline, if there is one.

    Examples
    --------
    >>> from mcda_ai.messages.wording import Words
    >>> told = told_of_baseline("A0")
    >>> [Words("en", labels_marking(None, "A0")).said(claim) for claim in told]
    ['A0° is the baseline: what happens if nothing is decided']
    """
    if baseline:
        yield _claim("told", who=baseline)


def labels_marking(labels: Labels, baseline: str) -> Labels:
    """Let the baseline bear its mark in all that is said with these labels.

    Examples
    --------
    >>> labels_marking({"cost": "Cost"}, "A0")
    {'cost': 'Cost', 'A0': 'A0°'}
    """
    known = labels or {}
    return {**known, baseline: marked(known.get(baseline, baseline))} if baseline else labels


def marked(name: str) -> str:
    """Put the mark behind a name."""
    return f"{name}{MARK}"


def marked_within(text: str, baseline: str, names: Collection[str] | None = None) -> str:
    """Mark the baseline in a text that holds names of options alone: one, an order or a list.

    Without the names of all options, where it stands between the signs of an order or a list.

    Examples
    --------
    >>> marked_within("A > A0 = B", "A0", ["A", "A0", "B"]), marked_within("A0?", "A0", ["A0"])
    ('A > A0° = B', 'A0?')
    """
    parts = _BETWEEN_NAMES.split(text)
    if names is not None and not set(parts[::2]).issubset(names):
        return text
    return "".join(marked(part) if part == baseline else part for part in parts)


def table_marking(table: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Mark the baseline, if there is one, in what is shown of a table: labels, and texts in it."""
    if not baseline:
        return table

    def shown(value: object) -> object:
        return marked_within(value, baseline) if isinstance(value, str) else value

    return table.map(shown).rename(index=shown, columns=shown)
