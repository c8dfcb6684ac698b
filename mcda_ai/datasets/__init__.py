"""Decision problems that come with the package."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path

from mcda_ai import files
from mcda_ai.faults import ProblemError, find_name
from mcda_ai.problem import DecisionProblem


def dataset_names() -> list[str]:
    """Names of the datasets.

    Examples
    --------
    >>> dataset_names()
    ['ai-factory', 'ai-factory-features']
    """
    entries = package_files(__name__).iterdir()
    return sorted(
        entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml")
    )


def load(name: str) -> DecisionProblem:
    """Load a dataset by name.

    Raises
    ------
    ProblemError
        If there is none of that name; the nearest is offered.

    Examples
    --------
    >>> load("ai-factory").alternative_names
    ('B1', 'B2', 'B3')
    """
    return _load(find_name("dataset", name, dataset_names())).problem


def find_source(
    name_or_path: str,
    how: files.ReadAs = files.ReadAs(),  # noqa: B008  (it never changes)
) -> files.ProblemSource:
    """Load a dataset by name, or read a file if the text points to one, and know its places."""
    path = Path(name_or_path)
    suffixes = (*files.SUFFIXES, *files.OTHER_WORKBOOKS)
    if path.suffix.lower() in suffixes or os.sep in name_or_path or "/" in name_or_path:
        return files.read_with_places(path, how)
    try:
        return _load(find_name("dataset", name_or_path, dataset_names()))
    except ProblemError as error:
        raise ProblemError(f"{error}; or a file ending in {', '.join(files.SUFFIXES)}") from None


@cache
def _load(name: str) -> files.ProblemSource:
    text = package_files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return files.parse_with_places(text, f"dataset {name}")
