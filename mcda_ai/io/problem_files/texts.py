"""Texts of a problem file, and where something stands, on which all its parts rest."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from mcda_ai.messages.faults import composed
from mcda_ai.messages.label import Label

TEXT: JsonSchemaValue = {"type": ["string", "number"]}
NUMBER: JsonSchemaValue = {"type": "number"}


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


def is_text(value: object) -> bool:
    """Tell whether this is a text, or a number, which will do for one."""
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _one_text(value: object) -> object:
    """Take a plain text for both languages."""
    return {"nl": value, "en": value} if is_text(value) else value


String = Annotated[str, ShownAs(TEXT, model_too=False)]
Name = Annotated[str, AfterValidator(composed), ShownAs(TEXT, model_too=False)]


class LabelData(FileData):
    """A text in Dutch, in English or in both."""

    nl: String = Field(default="", description="In Dutch.")
    en: String = Field(default="", description="In English.")

    def label(self) -> Label:
        """Give the text as a problem holds it."""
        return Label(self.nl, self.en)


Text = Annotated[LabelData, BeforeValidator(_one_text), ShownAs(TEXT)]
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
