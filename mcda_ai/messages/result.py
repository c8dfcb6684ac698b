"""The one face of all results: a table, plain data, sentences, and what they rest on."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, Union, runtime_checkable

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.baseline import labels_marking, table_marking, told_of_baseline
from mcda_ai.messages.claims import Claim
from mcda_ai.messages.doubts import first_doubts
from mcda_ai.messages.exclusions import told_of_exclusions
from mcda_ai.messages.rendering import Labels
from mcda_ai.messages.wording import Words

if TYPE_CHECKING:
    import pandas as pd

    from mcda_ai.messages.faults import Fault
    from mcda_ai.messages.provenance import Provenance

Part: TypeAlias = Union[str, Sequence[str], "pd.DataFrame", "ShownResult"]
"""Of what a result shows: a line, a list of sentences, a table, or another result. An empty line
keeps parts of a text apart."""


@runtime_checkable
class Result(Protocol):
    """What every result can do; saving, printing and reporting need no more.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> isinstance(mcda.rank(mcda.load("ai-factory")), Result)
    True
    """

    def to_frame(self) -> pd.DataFrame:
        """Give the figures as one table in tidy form."""

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What was found, as statements with their numbers."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same, in English and with names."""

    def in_words(self, language: str = "en", labels: Labels = None) -> tuple[str, ...]:
        """Say the claims in a language, and with labels for names."""

    @property
    def provenance(self) -> Provenance:
        """What it rests on, so that it can be made again."""

    def answer_text(self) -> str:
        """Show it as text, without the doubts about what was read."""

    def _repr_html_(self) -> str:
        """Show the result in a notebook."""


class ShownResult(ABC):
    """A result that shows itself, as text and in a notebook, by the parts it consists of.

    What is doubted of the evidence that it rests on stands above it, who takes no part, and which
    option is the baseline, which bears a mark wherever it stands.
    """

    if TYPE_CHECKING:  # a property here would be taken for the default of a dataclass's field

        @property
        def provenance(self) -> Provenance:
            """What it rests on, so that it can be made again."""

    @abstractmethod
    def _claims(self) -> Iterable[Claim]:
        """Give what is said of it, without the circumstances that it rests on."""

    @abstractmethod
    def _parts(self) -> Iterable[Part]:
        """Give what is shown, from top to bottom."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Who takes no part, and what was found: statements with numbers and circumstances."""
        return self._with_circumstances(self._beforehand()) + self.findings

    @property
    def findings(self) -> tuple[Claim, ...]:
        """The claims without those of who takes no part, for whoever tells that elsewhere."""
        return self._with_circumstances(self._claims())

    def _with_circumstances(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        circumstances = self.provenance.circumstances
        return tuple(replace(claim, circumstances=circumstances) for claim in claims)

    def _beforehand(self) -> tuple[Claim, ...]:
        """Who takes no part, and why, and which option is the baseline: named before all else."""
        rests_on = self.provenance
        return (*told_of_exclusions(rests_on.excluded), *told_of_baseline(rests_on.baseline))

    def words_in(self, language: str = "en", labels: Labels = None) -> Words:
        """Give the words that this result is told in: the baseline bears its mark."""
        return Words(language, labels_marking(labels, self.provenance.baseline))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, in English and with names."""
        return self.in_words()

    @checks_arguments
    def in_words(self, language: Language = "en", labels: Labels = None) -> tuple[str, ...]:
        """Say what was found.

        Parameters
        ----------
        language : {"en", "nl"}
        labels : mapping of name to text, optional
            What to call layers, criteria, alternatives and whatever else has a name; their names
            unless given.

        Raises
        ------
        ProblemError
            For another language.
        """
        words = self.words_in(language, labels)
        return tuple(map(words.said, (*self._beforehand(), *self._claims())))

    @property
    def sentence(self) -> str:
        """The first sentence of what was found."""
        return self._findings_said[0]

    @property
    def _findings_said(self) -> tuple[str, ...]:
        """What was found, in English and with names, for who takes no part is told above it."""
        return tuple(map(self.words_in().said, self._claims()))

    @property
    def _said_beforehand(self) -> tuple[str, ...]:
        return tuple(map(self.words_in().said, self._beforehand()))

    def answer_text(self) -> str:
        """Show it as text, without the doubts about what was read: where these are told apart."""
        return as_text([*self._said_beforehand, *self._parts()], self.provenance.baseline)

    def _answer_html(self) -> str:
        return as_html(self._parts(), self.provenance.baseline)

    def _doubts(self) -> tuple[Fault, ...]:
        return first_doubts(self.provenance.doubts)

    def __repr__(self) -> str:
        return as_text([*self._doubts(), self.answer_text()])

    def _repr_html_(self) -> str:
        return as_html([*self._doubts(), *self._said_beforehand]) + self._answer_html()


def as_text(parts: Iterable[Part], baseline: str = "") -> str:
    r"""Write parts below each other; in tables the baseline, if there is one, bears its mark.

    Examples
    --------
    >>> as_text(["borda: exact", "", ["A first", "B second"]])
    'borda: exact\n\nA first\nB second'
    """
    return "\n".join(_text(part, baseline) for part in parts)


def as_html(parts: Iterable[Part], baseline: str = "") -> str:
    """Write parts as HTML, in which what comes from a problem is text and nothing more.

    Examples
    --------
    >>> as_html(["A > B", "", ["A first"]])
    '<p>A &gt; B</p><ul><li>A first</li></ul>'
    """
    return "".join(_html(part, baseline) for part in parts)


def _text(part: Part, baseline: str) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, ShownResult):
        return as_text(part._parts(), baseline)
    return (
        "\n".join(part) if isinstance(part, Sequence) else table_marking(part, baseline).to_string()
    )


def _html(part: Part, baseline: str) -> str:
    if isinstance(part, str):
        return part and f"<p>{html.escape(part)}</p>"
    if isinstance(part, ShownResult):
        return part._answer_html()
    if isinstance(part, Sequence):
        return f"<ul>{''.join(f'<li>{html.escape(item)}</li>' for item in part)}</ul>"
    return str(table_marking(part, baseline).to_html())
