"""The weights that somebody gives in a problem file: numbers, or the line they follow from."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic.json_schema import JsonSchemaValue

from mcda_ai.io.problem_files.parts import Name, NamedData, ShownAs, Sources, Weight
from mcda_ai.messages.faults import ProblemError
from mcda_ai.weights.stated_text import is_stated, stated

_LINE_OF_WEIGHTS: JsonSchemaValue = {
    "description": "What they are made from, as 'points: benefits 40, risks 60', "
    "'order: benefits > risks' or 'pairs: benefits 3 risks'.",
    "type": "string",
}


def _is_line(value: object) -> bool:
    return isinstance(value, str) and is_stated(value)


def _numbers_of_line(value: object) -> object:
    """Take the numbers of weights that are given as points, an order, or comparisons of pairs."""
    return dict(stated(value)) if isinstance(value, str) and is_stated(value) else value


def _line(value: str) -> str:
    """Refuse what weights cannot be made from."""
    if value:
        stated(value)
    return value


class WeightSetData(NamedData):
    """The weights that somebody gives."""

    weights: Annotated[
        dict[str, Weight], BeforeValidator(_numbers_of_line), ShownAs(_LINE_OF_WEIGHTS)
    ] = Field(description="By criterion, or by layer.")
    sources: Sources = Field(default=(), description="Where they stand.")
    made: Annotated[Name, AfterValidator(_line)] = Field(
        default="",
        description="The line that the weights were made from, where they are given as numbers.",
    )

    @model_validator(mode="before")
    @classmethod
    def _made_from_line(cls, data: object) -> object:
        """Keep the line that the weights are given as."""
        if isinstance(data, Mapping) and _is_line(data.get("weights")):
            with suppress(ProblemError):  # which is told of the weights
                return {"made": stated(data["weights"]).line, **data}
        return data

    def given(self) -> Mapping[str, float]:
        """Give the weights as they can be checked on a problem, made anew unless changed since."""
        if not self.made:
            return self.weights
        made = stated(self.made)
        return made if dict(made) == self.weights else made.with_numbers(self.weights)
