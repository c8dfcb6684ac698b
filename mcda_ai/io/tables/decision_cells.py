"""What is decided, by whom and when, above a table; and its row that says what each option is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mcda_ai.io.spreadsheet.decimal_signs import number_of
from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.io.tables.headers import UNSCORED, heads_roles
from mcda_ai.io.tables.layout import TableRow
from mcda_ai.io.tables.words import DECISION, label_of
from mcda_ai.messages.faults import Fault, ProblemError
from mcda_ai.problem.baseline import OptionRole, is_role, role_of, second_baseline
from mcda_ai.problem.consistency import ProblemStructure
from mcda_ai.problem.dates import iso_date


def decision_in(cells: Mapping[str, Cell], faults: list[Fault]) -> dict[str, Any]:
    """Read the fields of a problem that say what is decided, from the cells beside `DECISION`."""
    told = {key: cell for key, cell in cells.items() if key in DECISION}
    faults += [fault.within(cell.place) for cell in told.values() if (fault := cell.free_fault())]
    texts = {key: cell.text for key, cell in told.items()}
    date = told.get("decision date")
    return {
        "question": label_of(texts, "question"),
        "owner": texts.get("owner", ""),
        "date": "" if date is None else _read_at(date, iso_date, faults) or "",
    }


def decision_told(problem: ProblemStructure) -> Iterator[tuple[str, str]]:
    """Give what a problem says of what is decided, each with its key in `DECISION`."""
    question = problem.question
    if question.nl == question.en:
        told = {"question": question.nl}
    else:
        told = {"question nl": question.nl, "question en": question.en}
    told |= {"owner": problem.owner, "decision date": problem.date}
    yield from ((key, text) for key, text in told.items() if text)


# --- what each option is -------------------------------------------------------------------------


def says_roles(row: TableRow, *, in_words: bool) -> bool:
    """Tell whether a row says what each option is, rather than scoring a criterion so called.

    Parameters
    ----------
    row : TableRow
    in_words : bool
        Whether its cells may be words of a scale: one of them must be a role then.
    """
    cell = row.cells["criterion"]
    if cell.literal or not heads_roles(cell.text):
        return False
    given = [each.text for each in row.named.values() if folded(each.text) not in UNSCORED]
    if any(map(is_role, given)):
        return True
    return bool(given) and not in_words and all(number_of(text) is None for text in given)


def roles_in(cells: Mapping[str, Cell], faults: list[Fault]) -> dict[str, OptionRole]:
    """Read what each option is; a cell that says nothing makes none the baseline."""
    roles: dict[str, OptionRole] = {}
    first = ""
    for name, cell in cells.items():
        role = _read_at(cell, role_of, faults)
        if role == "baseline" and first:
            faults.append(second_baseline(first).within(cell.place))
        elif role == "baseline":
            first = name
        roles[name] = role or "option"
    return roles


def _read_at(cell: Cell, read: Callable[[str], Any], faults: list[Fault]) -> Any:  # noqa: ANN401
    """Read the text of a cell; None if it is empty, or with a fault, which gets its place."""
    if cell.free_fault() or folded(cell.text) in UNSCORED:
        return None
    try:
        return read(cell.text)
    except ProblemError as error:
        faults += [fault.within(cell.place) for fault in error.faults]
        return None
