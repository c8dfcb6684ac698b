"""The data of a problem file as a JSON Schema, for editors and other programs."""

from __future__ import annotations

from typing import Any

from mcda_ai.io.problem_files.whole import ProblemData


def problem_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a problem file, made from its models.

    The schema says which keys there are, what each may hold and which are needed. Whether the
    parts fit together, such as an order that names an alternative, only reading the file tells.

    Returns
    -------
    dict
        Ready for ``json.dumps``. It has no ``$id``, so that it can be published anywhere.

    Examples
    --------
    >>> problem_schema()["required"]
    ['version', 'name', 'alternatives', 'layers', 'readings', 'criteria']
    """
    made = ProblemData.model_json_schema()
    parts = made.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Decision problem",
        **_tidy(made),
        "$defs": {_plain(name): _tidy(parts[name]) for name in sorted(parts)},
    }


def _tidy(part: Any) -> Any:  # noqa: ANN401  (any part of a schema)
    """Leave out what repeats the names of keys, and what differs between versions of pydantic."""
    if isinstance(part, list):
        return [_tidy(each) for each in part]
    if not isinstance(part, dict):
        return part
    tidied = {key: _tidy(each) for key, each in part.items() if key not in ("title", "default")}
    if "properties" in part:  # whose keys are ours
        tidied["properties"] = {key: _tidy(each) for key, each in part["properties"].items()}
    if "$ref" in part:
        tidied["$ref"] = _plain(part["$ref"])
    if part.get("type") == "array" and "minLength" in part:  # what pydantic 2.5 calls minItems
        tidied["minItems"] = tidied.pop("minLength")
    return tidied


def _plain(name: str) -> str:
    return name.removesuffix("Data")
