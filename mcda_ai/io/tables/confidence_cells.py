"""How sure judgements are, in their rows, and what the words for that mean, above the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mcda_ai.io.spreadsheet.grid import Cell, folded
from mcda_ai.io.tables.headers import UNSCORED
from mcda_ai.io.tables.words import Words, all_spellings, word_lists
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.label import Label
from mcda_ai.problem.confidence import (
    DUTCH,
    Confidence,
    ConfidenceWords,
    confidence_of,
    right_of,
)

MEANINGS: Words = all_spellings(word_lists()["confidence"])
"""What stands left of what a word for confidence means, and of who says so."""

_fault = faults_of("io.tables")


@dataclass
class ConfidenceCells:
    """The cells of a table or template that say how sure judgements are.

    Parameters
    ----------
    meanings : mapping of key to Cell
        What stands beside each of the `MEANINGS`.
    sheet : str, optional
        Where these should stand; above the table unless given.
    """

    meanings: Mapping[str, Cell]
    sheet: str = ""
    used: dict[str, Cell] = field(default_factory=dict)

    def read(self, cell: Cell | None, faults: list[Fault]) -> Confidence | None:
        """Read how sure a judgement is; None where the cell is empty or, with a fault, faulty."""
        if cell is None or cell.fault or folded(cell.text) in UNSCORED:
            return None  # a fault of a cell is told where its row is read
        try:
            confidence = confidence_of(cell.text)
        except ProblemError as error:
            faults += [fault.within(cell.place) for fault in error.faults]
            return None
        if isinstance(confidence, str):
            self.used.setdefault(confidence, cell)
        return confidence

    def words(self, faults: list[Fault]) -> ConfidenceWords | None:
        """Read what the words mean; a word that was used and means nothing is a fault."""
        told = {key: cell for key, cell in self.meanings.items()
                if folded(cell.text) not in UNSCORED}  # fmt: skip
        faults += [cell.fault.within(cell.place) for cell in told.values() if cell.fault]
        owner = told.pop("owner").text if "owner" in told else ""
        read: list[tuple[str, float]] = []
        for word, cell in told.items():
            try:
                read.append((word, 0.5 if cell.fault else right_of(cell.text)))
            except ProblemError as error:
                faults += [fault.within(cell.place) for fault in error.faults]
        if told and not owner:
            fault = _fault("meanings without owner", label=_label("owner"), sheet=self.sheet)
            faults.append(fault.within(next(iter(told.values())).place))
        faults += [
            _fault(
                "word without meaning",
                word=Label(en=word, nl=DUTCH[word]),
                label=_label(word),
                owner=_label("owner"),
                sheet=self.sheet,
            ).within(cell.place)
            for word, cell in self.used.items()
            if word not in told
        ]
        return ConfidenceWords(owner, tuple(read)) if owner or read else None


def _label(key: str) -> Label:
    english, dutch, *_ = MEANINGS[key]
    return Label(en=english, nl=dutch)


def confidence_text(confidence: Confidence | None, language: str) -> str | float | None:
    """Give what is written in a cell: a number, or a word of the language."""
    return DUTCH[confidence] if language == "nl" and isinstance(confidence, str) else confidence


def meanings_told(words: ConfidenceWords | None) -> Iterator[tuple[str, str | float]]:
    """Give what the words mean, and who says so, each with its key."""
    if words is not None:
        yield "owner", words.owner
        yield from words.meanings
