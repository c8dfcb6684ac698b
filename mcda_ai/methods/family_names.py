"""The families of methods, and what they are called in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from mcda_ai.messages.label import Label

Family: TypeAlias = Literal[
    "positional",
    "majority",
    "permutation",
    "outranking",
    "lexicographic",
    "dominance",
    "value",
    "custom",
]
FAMILIES: Mapping[Family, Label] = {
    "positional": Label(en="positional", nl="positioneel"),
    "majority": Label(en="majority", nl="meerderheid"),
    "permutation": Label(en="permutation", nl="permutatie"),
    "outranking": Label(en="outranking", nl="outranking"),
    "lexicographic": Label(en="lexicographic", nl="lexicografisch"),
    "dominance": Label(en="dominance", nl="dominantie"),
    "value": Label(en="value", nl="waarde"),
    "custom": Label(en="custom", nl="eigen"),
}
"""In the order in which they are shown."""
