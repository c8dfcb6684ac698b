"""The date of a decision, as people write dates."""

from __future__ import annotations

import datetime
import re
from typing import Any

from mcda_ai.messages.faults import ProblemError, faults_of, shown

_MOST_LETTERS_SHOWN = 40
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")

_fault = faults_of("problem")


def iso_date(given: Any) -> str:  # noqa: ANN401  (anything else is refused)
    """Write a date as year-month-day; nothing where none is given.

    With the year last, as spreadsheets show dates, it is read where it can be one day only.

    Raises
    ------
    ProblemError
        If it is no date, or could be two.

    Examples
    --------
    >>> iso_date("2026-11-29"), iso_date("29-11-2026"), iso_date(datetime.date(2026, 3, 1))
    ('2026-11-29', '2026-11-29', '2026-03-01')
    """
    if isinstance(given, datetime.date):
        return given.isoformat()[:10]
    text = given.strip() if isinstance(given, str) else shown(given)
    if given is None or not text:
        return ""
    days = _days_in(text)
    if len(days) == 1:
        return days[0].isoformat()
    told = text[:_MOST_LETTERS_SHOWN]
    if days:
        raise ProblemError(_fault("two dates", given=told, days=tuple(map(str, days))))
    raise ProblemError(_fault("no date", given=told))


def _days_in(text: str) -> list[datetime.date]:
    """Give the days that a text can mean; with the year last, the day or the month comes first."""
    if found := _YEAR_FIRST.fullmatch(text):
        written = [found.groups()]
    elif found := _YEAR_LAST.fullmatch(text):
        one, _, other, year = found.groups()
        written = [(year, other, one), (year, one, other)]
    else:
        written = []
    days: list[datetime.date] = []
    for year, month, day in written:
        try:
            days.append(datetime.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return list(dict.fromkeys(days))
