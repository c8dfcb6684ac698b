"""The texts on the form, in English and Dutch."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mcda_ai.io.template.columns import Language


@cache
def form_words(language: Language) -> dict[str, Any]:
    """Give the texts of a language: explanation, hints, messages and the filled-in example."""
    text = files("mcda_ai.io.template").joinpath("form.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)[language]
    return words
