"""Where a problem comes from: a dataset of the package by its name, or a file."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path

from mcda_ai.io import files
from mcda_ai.messages.faults import ProblemError, faults_of, find_name

_DATASETS = "mcda_ai.datasets"

_fault = faults_of("io")


def dataset_names() -> list[str]:
    """Names of the datasets.

    Examples
    --------
    >>> dataset_names()
    ['ai-factory', 'ai-factory-features']
    """
    entries = package_files(_DATASETS).iterdir()
    return sorted(
        entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml")
    )


def dataset(name: str) -> files.ProblemSource:
    """Load a dataset by name, once, and know its places; the nearest name is offered."""
    if Path(name).suffix.lower() in files.SUFFIXES:
        raise ProblemError(_fault("file for a dataset", given=name))
    return _dataset(find_name("dataset", name, dataset_names()))


def find_source(
    name_or_path: str,
    how: files.ReadAs = files.ReadAs(),  # noqa: B008  (it never changes)
) -> files.ProblemSource:
    """Load a dataset by name, or read a file if the text points to one, and know its places."""
    path = Path(name_or_path)
    suffixes = (*files.SUFFIXES, *files.REFUSED)
    if path.suffix.lower() in suffixes or os.sep in name_or_path or "/" in name_or_path:
        return files.read_with_places(path, how)
    try:
        return dataset(name_or_path)
    except ProblemError as error:
        if os.path.isdir(path):  # noqa: PTH112  (a path can be too long for one)
            return files.read_with_places(path, how)
        fault = _fault("no dataset or file", fault=error.faults[0], suffixes=files.SUFFIXES)
        raise ProblemError(fault) from None


@cache
def _dataset(name: str) -> files.ProblemSource:
    text = package_files(_DATASETS).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return files.parse_with_places(text, f"dataset {name}")
