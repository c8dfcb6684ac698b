"""The data of a whole problem file; those of its parts stand in `parts`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from mcda_ai.io.problem_files.parts import (
    NO_TEXT,
    ConfidenceData,
    CriterionData,
    DocumentData,
    FileData,
    Name,
    NamedAlternative,
    NamedLayer,
    NamedReading,
    SaidOfOptions,
    ScaleData,
    ScenarioData,
    ShownAs,
    Sources,
    String,
    Text,
    Weight,
)
from mcda_ai.io.problem_files.weight_sets import WeightSetData
from mcda_ai.problem.dates import iso_date


def _number_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Date = Annotated[
    str, BeforeValidator(iso_date), ShownAs({"type": "string", "format": "date"}, model_too=False)
]


class RemarkData(FileData):
    """A fault or an oddity of the document, kept as data."""

    name: Name = Field(description="Short name.")
    text: Text = Field(description="What is odd.")
    sources: Sources = Field(default=(), description="Where it stands.")


class CircumstancesData(FileData):
    """What sets the problem apart from what it is by default."""

    reading: Name = Field(default="", description="The reading in use; the first, unless given.")
    scenarios: tuple[Name, ...] = Field(
        default=(), description="The scenarios in use, in their order."
    )
    removed: tuple[Name, ...] = Field(
        default=(), description="What was taken away before the file was written, for the record."
    )
    admitted: tuple[Name, ...] = Field(
        default=(),
        description="The options that take part although they do not meet what is required.",
    )


class ProblemData(FileData):
    """Alternatives, criteria in layers, and what one or more readings say of them."""

    version: Annotated[
        Literal["1"], BeforeValidator(_number_as_text), ShownAs({"const": 1}, model_too=False)
    ] = Field(description="Version of this form.")
    name: Name = Field(description="Short name of the problem.")
    label: Text = Field(default=NO_TEXT, description="What is shown; the name, unless given.")
    description: Text = Field(default=NO_TEXT, description="What is decided, in a few sentences.")
    question: Text = Field(default=NO_TEXT, description="What is to be decided, as a question.")
    owner: String = Field(default="", description="Who decides, or whom to ask about it.")
    date: Date = Field(default="", description="When it is decided, or was: year-month-day.")
    document: DocumentData | None = Field(default=None, description="The report it comes from.")
    alternatives: tuple[NamedAlternative, ...] = Field(
        description="The options, at least two. Ties are written in this order."
    )
    layers: tuple[NamedLayer, ...] = Field(description="The groups of criteria, in order.")
    scales: tuple[ScaleData, ...] = Field(
        default=(), description="Ordinal scales, for criteria that are scored in levels."
    )
    readings: tuple[NamedReading, ...] = Field(
        description="Named versions of the evidence, at least one; the first is used by default."
    )
    criteria: tuple[CriterionData, ...] = Field(description="The criteria, in table order.")
    scenarios: tuple[ScenarioData, ...] = Field(default=(), description="What-ifs on the evidence.")
    remarks: tuple[RemarkData, ...] = Field(default=(), description="Oddities of the document.")
    weights: dict[str, Weight] | None = Field(
        default=None,
        description="The problem's own weights, of all scored criteria or of all layers; they "
        "need not sum to 1.",
    )
    language: Literal["en", "nl"] | None = Field(
        default=None,
        description="Language in which commands answer about it, unless another is asked for; that "
        "of a document is stated there.",
    )
    counts: bool = Field(
        default=False,
        description="Whether the own weights count ballots, each criterion being a ranking that so "
        "many voters gave.",
    )
    weight_sets: tuple[WeightSetData, ...] = Field(
        default=(), description="Named weights, such as one set a stakeholder."
    )
    statements: tuple[SaidOfOptions, ...] = Field(
        default=(), description="What somebody says of options, such as 'B2 >= B3'."
    )
    confidence: ConfidenceData | None = Field(
        default=None, description="What the words for confidence mean, and who says so."
    )
    circumstances: CircumstancesData | None = Field(
        default=None, description="The reading and the scenarios in use, and what was taken away."
    )
