"""Data files that come with the package: phrases, words that tables use, texts of the template."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def packaged_data(room: str, name: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    """Give what a YAML file of a room holds.

    Parameters
    ----------
    room : str
        The folder below the package, with dots: ``"io.tables"``.
    name : str
        The file in it, without ``.yaml``.

    Examples
    --------
    >>> packaged_data("messages", "examples")["ahead"]["en"]
    '{one} is ahead of {other}'
    """
    import yaml  # takes a while, and `mcda-ai --help` needs none

    # As safe as the other loader, and ten times as fast, where PyYAML was built with it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files(f"mcda_ai.{room}").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)
