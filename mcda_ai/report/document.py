"""The report as a document: sections of sentences, tables and pictures, in one language.

Pages, Markdown, workbooks and the terminal show the same document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from mcda_ai.messages.claims import Claim
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import Words


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes
    ----------
    text : str
        What is read.
    value : float or None
        The figure behind the text, unrounded, for a workbook.
    kind : str
        What sort of cell it is, for its colour: "shade-0" (best) to "shade-4" (worst),
        "unscored", "open", or "".
    marks : tuple of str
        Words that mark it, such as "disputed".
    remarks : tuple of str
        Small print below it.
    """

    text: str
    value: float | None = None
    kind: str = ""
    marks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows of a table that belong together; the first cell of each is its name."""

    rows: tuple[tuple[Cell, ...], ...]
    label: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a line of headers."""

    name: str
    """Short and in English, the same in every language: the sheet of a workbook."""
    title: str
    head: tuple[str, ...]
    groups: tuple[Rows, ...]
    note: str = ""
    kind: str = ""

    @property
    def _has_labels(self) -> bool:
        return any(group.label for group in self.groups)

    @property
    def header(self) -> tuple[str, ...]:
        """The headers, with an empty one over the labels of groups where there are any."""
        return ("", *self.head) if self._has_labels else self.head

    def lines(self, *, label_on_every: bool = False) -> Iterator[tuple[Cell, ...]]:
        """Give each row below the header; the label of its group stands in front.

        Parameters
        ----------
        label_on_every : bool, optional
            Whether it stands in front of every row, so that they can be sorted, rather than in
            front of the first of its group.
        """
        for group in self.groups:
            for place, row in enumerate(group.rows):
                label = group.label if label_on_every or place == 0 else ""
                yield (Cell(label), *row) if self._has_labels else row


@dataclass(frozen=True)
class Sentences:
    """Statements under one another; `heading` says what they are about, if need be.

    Only claims and texts in both languages can be stated: no figure stands in a text typed here.
    """

    stated: tuple[Claim | Label, ...]
    words: Words
    heading: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say them, each as a sentence with a capital and a full stop."""
        return tuple(map(self._sentence, self.stated))

    def _sentence(self, item: Claim | Label) -> str:
        text = self.words.said(item) if isinstance(item, Claim) else self.words.say(item)
        keeps = isinstance(item, Claim) and self.words.begins_with_name(item)
        begun = text if keeps else text[:1].upper() + text[1:]
        return begun + ("" if text.endswith((".", "?", "!")) else ".")


@dataclass(frozen=True)
class Picture:
    """A picture by its name; see `mcda_ai.report.pictures`.

    What it shows is said in words for whoever does not see it: by its title, unless `shows` says
    more.
    """

    name: str
    title: str
    shows: str = ""

    @property
    def in_words(self) -> str:
        """What stands in the place of the picture."""
        return self.shows or self.title


@dataclass(frozen=True)
class Explorer:
    """The place of the explorer, which only a page can show."""

    invitation: str


Block: TypeAlias = Sentences | Table | Picture | Explorer


@dataclass(frozen=True)
class Section:
    """One part of the report; `in_short` says in one line what it says, if there is such a line."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    in_short: Sentences | None = None

    @property
    def line(self) -> str:
        """What it says in one line; empty if there is none."""
        return " ".join(self.in_short.sentences) if self.in_short else ""


@dataclass(frozen=True)
class Option:
    """An alternative, with its colour."""

    name: str
    label: str
    description: str
    colour: str


@dataclass(frozen=True)
class Document:
    """The whole report.

    Attributes
    ----------
    language : str
    kicker, title, description, source : str
    decision : str
        What is decided, by whom and when; empty if that is not said.
    circumstances : tuple of str
        Reading, scenarios, and what was left out.
    out : tuple of str
        Who takes no part, and why.
    doubts : tuple of str
        What was suspect where the problem was read: the first few, and how many more.
    options : tuple of Option
    sections : tuple of Section
    brief : tuple of Sentences
        The answer on half a page; who takes no part stands in `out`.
    picture : Picture or None
        What stands below the brief, where there is more than one layer.
    """

    language: str
    kicker: str
    title: str
    description: str
    source: str
    circumstances: tuple[str, ...]
    doubts: tuple[str, ...]
    options: tuple[Option, ...]
    sections: tuple[Section, ...]
    out: tuple[str, ...] = ()
    brief: tuple[Sentences, ...] = ()
    picture: Picture | None = None
    decision: str = ""

    def section(self, name: str) -> Section:
        """Give a section by its name."""
        return next(section for section in self.sections if section.name == name)

    @property
    def pictures(self) -> Iterator[Picture]:
        """All pictures, in order."""
        if self.picture is not None:
            yield self.picture
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Picture))

    @property
    def tables(self) -> Iterator[Table]:
        """All tables, in order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Table))
