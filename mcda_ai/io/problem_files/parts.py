"""The data of a problem file and of its parts, and the short ways to write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from mcda_ai.io.problem_files.faults import kind_of
from mcda_ai.messages.faults import ProblemError, composed, faults_of
from mcda_ai.messages.label import Label
from mcda_ai.orders.partial_order import order_of
from mcda_ai.orders.weak_order import real_in
from mcda_ai.problem.baseline import ROLES, role_of
from mcda_ai.problem.confidence import WORDS, ConfidenceWords, confidence_of, right_under
from mcda_ai.problem.evidence import NOT_SCORED, Direction, Role, Status
from mcda_ai.problem.statements import DEFAULT_METHOD

if TYPE_CHECKING:
    from mcda_ai.io.problem_files.whole import ProblemData

_fault = faults_of("io.problem_files")


class FileData(BaseModel):
    """A part of a problem file: no keys but those it knows, and numbers will do for texts."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    def has(self, key: str) -> bool:
        """Tell whether the file gives a key, even if with nothing in it."""
        return key in self.model_fields_set


class ShownAs:
    """What the published schema says of an entry: these schemas, or also that of its model."""

    def __init__(self, *schemas: JsonSchemaValue, model_too: bool = True) -> None:
        self.schemas, self.model_too = schemas, model_too

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schemas = [*self.schemas, *([handler(core_schema)] if self.model_too else [])]
        return dict(schemas[0]) if len(schemas) == 1 else {"anyOf": schemas}


# --- short ways to write an entry --------------------------------------------------------------


def _is_text(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _one_text(value: object) -> object:
    """Take a plain text for both languages."""
    return {"nl": value, "en": value} if _is_text(value) else value


def _named(value: object) -> object:
    """Take a plain name for an entry with nothing but a name."""
    return {"name": value} if _is_text(value) else value


def _kind_alone(value: object) -> object:
    """Take the kind alone for a preference function without thresholds."""
    return {"kind": value} if _is_text(value) else value


def _prefers_alone(value: object) -> object:
    """Take what is said alone for a statement without a method or sources."""
    return {"prefers": value} if _is_text(value) else value


def _several(value: object) -> object:
    """Take one level for a list of one."""
    return [value] if _is_text(value) else value


def _bare_judgement(value: object) -> object:
    """Take an order alone for a judgement, and nothing for an unscored one."""
    if value is None:
        return {"status": "unscored", "reason": {"nl": NOT_SCORED.nl, "en": NOT_SCORED.en}}
    return (
        {"order": value}
        if _is_text(value) or isinstance(value, list) or _is_ranks(value)
        else value
    )


def _is_ranks(value: object) -> bool:
    """Tell whether this is a rank for each alternative, and not a judgement with keys."""
    if not isinstance(value, Mapping) or not value:
        return False
    keys, ranks = JudgementData.model_fields.keys(), [is_rank(each) for each in value.values()]
    if all(ranks):
        return not value.keys() <= keys
    return any(ranks) and value.keys().isdisjoint(keys)  # the others are faults of their own


def is_rank(value: object) -> bool:
    """Tell whether this is a number, or nothing, as the rank of an alternative may be."""
    if value is None or isinstance(value, bool) or not _is_text(value):
        return value is None
    return real_in(str(value)) is not None


def _order(value: object, info: ValidationInfo) -> object:
    """Read an order; numbers may arrive as text, and names may be known."""
    if isinstance(value, Mapping):
        value = {name: float(rank) if is_rank(rank) and rank is not None else rank
                 for name, rank in value.items()}  # fmt: skip
    elif value is not None and not isinstance(value, list):
        value = str(value)
    names = (info.context or {}).get("alternatives", ())
    return value if value is None else order_of(value, names)


def _no_switch(value: object) -> object:
    if isinstance(value, bool):
        raise ProblemError(_fault("no number", found=kind_of(value)))
    if isinstance(value, str) and "_" in value and real_in(value.replace("_", "")) is not None:
        # 1_000, which pydantic takes for a number, and people do not write
        raise ProblemError(_fault("text for a number", found=kind_of(value)))
    return value


def _direction(value: object) -> object:
    if value not in ("max", "min"):
        raise ProblemError(_fault("other direction", found=kind_of(value)))
    return value


_TEXT: JsonSchemaValue = {"type": ["string", "number"]}
_NUMBER: JsonSchemaValue = {"type": "number"}
_ORDERS: tuple[JsonSchemaValue, ...] = (
    {
        "description": "The best first, as 'B3 > B1 = B2'; of a partial order its chains, as "
        "'B1 > B2, B3 > B4'.",
        **_TEXT,
    },
    {
        "description": "Groups of tied alternatives, the best first.",
        "type": "array",
        "items": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    },
    {
        "description": "Chains of groups, of a partial order.",
        "type": "array",
        "items": {
            "type": "array",
            "items": {"type": "array", "items": _TEXT},
        },
    },
    {
        "description": "A rank for each alternative, 1 is best; nothing leaves it unranked.",
        "type": "object",
        "additionalProperties": {"type": ["number", "null"]},
        "minProperties": 1,
    },
)

String = Annotated[str, ShownAs(_TEXT, model_too=False)]
Name = Annotated[str, AfterValidator(composed), ShownAs(_TEXT, model_too=False)]
_Order = Annotated[Any, BeforeValidator(_order), ShownAs(*_ORDERS, model_too=False)]
_OrderOrNone = Annotated[
    Any, BeforeValidator(_order), ShownAs(*_ORDERS, {"type": "null"}, model_too=False)
]
Weight = Annotated[
    float, BeforeValidator(_no_switch), ShownAs({**_NUMBER, "minimum": 0}, model_too=False)
]
_Finite = Annotated[float, BeforeValidator(_no_switch), Field(allow_inf_nan=False)]
_Threshold = Annotated[_Finite, ShownAs({**_NUMBER, "minimum": 0}, model_too=False)]
_Value = Annotated[_Finite | None, ShownAs({"type": ["number", "null"]}, model_too=False)]
_RIGHT: JsonSchemaValue = {
    "description": "How likely to be wholly right: between 0 and 1, or as '9 of 10'.",
    "type": "object",
    "properties": {
        "right": {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
                {"type": "string"},
            ]
        }
    },
    "required": ["right"],
    "additionalProperties": False,
}
_Right = Annotated[Any, BeforeValidator(right_under), ShownAs(_RIGHT, model_too=False)]
_Confidence = Annotated[
    Any,
    BeforeValidator(lambda given: None if given is None else confidence_of(given)),
    ShownAs({"enum": list(WORDS)}, _RIGHT, model_too=False),
]
_Role = Annotated[Any, BeforeValidator(role_of), ShownAs({"enum": list(ROLES)}, model_too=False)]


# --- the parts ---------------------------------------------------------------------------------


class LabelData(FileData):
    """A text in Dutch, in English or in both."""

    nl: String = Field(default="", description="In Dutch.")
    en: String = Field(default="", description="In English.")

    def label(self) -> Label:
        """Give the text as a problem holds it."""
        return Label(self.nl, self.en)


Text = Annotated[LabelData, BeforeValidator(_one_text), ShownAs(_TEXT)]
NO_TEXT = LabelData()


class SourceData(FileData):
    """Where something stands."""

    table: String = Field(default="", description="Number of the table.")
    section: String = Field(default="", description="Number or name of the section.")
    page: String = Field(default="", description="Number of the page.")
    note: String = Field(default="", description="What else helps to find it.")
    document: String = Field(
        "", description="Title of the document, if it is not that of the file."
    )


Sources = tuple[SourceData, ...]


class DocumentData(FileData):
    """The report that the evidence comes from."""

    title: String = Field(description="Title, as it is cited.")
    authors: tuple[String, ...] = Field(default=(), description="Names of the authors.")
    publisher: String = Field(default="", description="Who published it.")
    client: String = Field(default="", description="Who asked for it.")
    number: String = Field(default="", description="Number of the publication.")
    date: String = Field(default="", description="Date, as 2024-11-29.")
    language: String = Field(default="", description="Language of the document, as nl or en.")


def label_of(part: NamedData | ProblemData) -> Label:
    """Give what is shown for a part: its label, or its name where it gives none."""
    return part.label.label() if part.has("label") else Label.same(part.name)


class NamedData(FileData):
    """A name alone, or a name and what is shown for it."""

    name: Name = Field(description="Short name, by which the rest of the file refers to it.")
    label: Text = Field(default=NO_TEXT, description="What is shown; the name, unless given.")

    def named(self) -> dict[str, Any]:
        """Give name and label; a label that is not given is the name."""
        return {"name": self.name, "label": label_of(self)}


class DescribedData(NamedData):
    """A name, and what it means."""

    description: Text = Field(default=NO_TEXT, description="What it means, in a few sentences.")


class AlternativeData(DescribedData):
    """One of the options that are ranked."""

    role: _Role = Field(
        default="option", description="Whether it is the baseline, such as doing nothing; one is."
    )


class LayerData(DescribedData):
    """A group of criteria: a step of the theory of change, or the preconditions."""

    role: Role = Field(
        default="benefit chain",
        description="Whether its criteria are benefits, or must "
        "be met before an option can be carried out.",
    )


class ReadingData(DescribedData):
    """One named version of the evidence; the first is used unless another is asked for."""

    sources: Sources = Field(
        default=(), description="Where its judgements stand, unless they say so."
    )


class ScaleData(NamedData):
    """An ordinal scale, such as low, medium, high."""

    levels: tuple[Annotated[NamedData, BeforeValidator(_named), ShownAs(_TEXT)], ...] = Field(
        min_length=2, description="The levels, the worst first."
    )


class JudgementData(FileData):
    """What a reading says on one criterion: an order, levels or values; or why there is none."""

    order: _OrderOrNone = Field(
        default=None,
        description="The ranking, the best first. Alternatives that it leaves out are not ranked; "
        "of a partial order, those that its chains do not relate are not compared.",
    )
    levels: (
        dict[
            str,
            Annotated[tuple[String, ...], BeforeValidator(_several), ShownAs(_TEXT)],
        ]
        | None
    ) = Field(
        default=None,
        description="The level of each alternative on the scale of the criterion; "
        "several where the source leaves open which.",
    )
    values: dict[str, _Value] | None = Field(
        default=None,
        description="What was measured for each alternative, in the unit of the criterion; "
        "nothing where it was not measured.",
    )
    status: Status | None = Field(
        default=None,
        description="Whether the source says so (stated, unless "
        "given), or was corrected here, or gives no ranking, or "
        "somebody assumes it.",
    )
    reason: Text = Field(
        default=NO_TEXT, description="Why it was corrected, or why nobody scored it."
    )
    note: Text = Field(default=NO_TEXT, description="What a careful reader needs to know.")
    by_hand: bool = Field(
        default=False,
        description="Whether somebody put it in the place of what the source says; results say so.",
    )
    confidence: _Confidence = Field(
        default=None,
        description="How likely it is to be wholly right, or a word whose meaning the file gives.",
    )
    sources: Sources = Field(
        default=(), description="Where it stands; where the reading stands, unless given."
    )


class PreferenceData(FileData):
    """How strongly a difference in the values is preferred (Brans, Vincke, Mareschal 1986)."""

    kind: Literal["usual", "u-shape", "v-shape", "level", "linear", "gaussian"] = Field(
        description="Shape of the function."
    )
    q: _Threshold = Field(default=0.0, description="Difference up to which there is no preference.")
    p: _Threshold = Field(default=0.0, description="Difference from which the preference is full.")
    s: _Threshold = Field(default=0.0, description="Turning point of the gaussian shape.")


class RequirementData(FileData):
    """What an option must meet to take part: options, or a level or value that will just do."""

    met_by: tuple[Name, ...] = Field(default=(), description="The options that meet it.")
    at_least: String | None = Field(
        default=None,
        description="The lowest level of the scale of the criterion that will do; or the smallest "
        "value, where more is better, in the unit of the criterion, which may stand behind it.",
    )
    at_most: String | None = Field(
        default=None,
        description="The largest value that will do, where less is better, in the unit of the "
        "criterion, which may stand behind it.",
    )
    sources: Sources = Field(default=(), description="Where it is required.")


class CriterionData(NamedData):
    """What the alternatives are ranked on, or measured on."""

    layer: Name = Field(description="Name of its layer.")
    scale: Name | None = Field(
        default=None, description="Name of its scale, if it is scored in levels."
    )
    unit: String = Field(default="", description="Unit of its values, if it is measured.")
    direction: Annotated[Direction, BeforeValidator(_direction)] | None = Field(
        default=None, description="If it is measured: max where more is better, min where less is."
    )
    merged: tuple[String, ...] = Field(
        default=(), description="Names of the criteria that count as one in it; results say so."
    )
    required: RequirementData | None = Field(
        default=None,
        description="What an option must meet here; who does not is out before anything is "
        "weighed.",
    )
    preference: (
        Annotated[PreferenceData, BeforeValidator(_kind_alone), ShownAs({"const": "usual"})] | None
    ) = Field(default=None, description="If it is measured: how strongly a difference counts.")
    judgements: dict[
        str,
        Annotated[
            JudgementData, BeforeValidator(_bare_judgement), ShownAs(*_ORDERS, {"type": "null"})
        ],
    ] = Field(description="By reading: an order, or a judgement with keys; nothing if unscored.")

    @field_validator("judgements", mode="before")
    @classmethod
    def _no_bare_numbers_if_measured(cls, value: object, info: ValidationInfo) -> object:
        """Refuse numbers that could be ranks or values; which of them is better must be stated."""
        is_measured = any(info.data.get(key) for key in ("unit", "direction", "preference"))
        if is_measured and isinstance(value, Mapping):
            bare = [str(reading) for reading, judgement in value.items() if _is_ranks(judgement)]
            if bare:
                fault = _fault("ranks or values", readings=tuple(bare), found=kind_of(value))
                raise ProblemError(fault)
        return value


class CellData(FileData):
    """The ranking that a scenario assumes on one criterion."""

    criterion: Name = Field(description="Name of the criterion.")
    order: _OrderOrNone = Field(description="The ranking, the best first.")
    sources: Sources = Field(
        default=(), description="Where it stands; where the scenario stands, unless given."
    )


class ScenarioData(DescribedData):
    """A documented what-if on the evidence; off unless it is asked for."""

    sources: Sources = Field(default=(), description="What it is based on.")
    cells: tuple[CellData, ...] = Field(description="What it assumes.")


class StatementData(FileData):
    """What somebody says of options: which comes before which."""

    prefers: Name = Field(description="Options with >, >= or = between them, as 'B2 >= B3'.")
    method: Name = Field(default=DEFAULT_METHOD, description="By the scores of which method.")
    sources: Sources = Field(default=(), description="Who says so, and where.")


class ConfidenceData(FileData):
    """What the words for confidence mean that stand at judgements."""

    owner: String = Field(description="Who says so: a person, a group or a document.")
    high: _Right = Field(default=None, description="What high means.")
    medium: _Right = Field(default=None, description="What medium means.")
    low: _Right = Field(default=None, description="What low means.")

    def words(self) -> ConfidenceWords:
        """Give the meanings as a problem holds them."""
        given = ((word, getattr(self, word)) for word in WORDS if self.has(word))
        return ConfidenceWords(self.owner, tuple(given))


NamedAlternative = Annotated[AlternativeData, BeforeValidator(_named), ShownAs(_TEXT)]
NamedLayer = Annotated[LayerData, BeforeValidator(_named), ShownAs(_TEXT)]
NamedReading = Annotated[ReadingData, BeforeValidator(_named), ShownAs(_TEXT)]
SaidOfOptions = Annotated[StatementData, BeforeValidator(_prefers_alone), ShownAs(_TEXT)]
