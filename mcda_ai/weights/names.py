"""Names of criteria and layers, and the weights that each of them stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mcda_ai.messages.claims import Value, claims_of
from mcda_ai.messages.faults import (
    ProblemError,
    faults_of,
    known_names,
    names_meant,
    unknown_name,
)
from mcda_ai.orders.weak_order import BoolArray, FloatArray
from mcda_ai.weights.named import WeightedCriteria

_claim = claims_of("weights.names")
_fault = faults_of("weights")

_GAP = r"(?!\s+-\s)[\s_-]+"  # between the words of a name; with spaces around, - is a minus
_NAME_ENDS = r"(?=\s*$|\s*[+*]|\s+-\s)"  # a minus needs spaces: names have hyphens


@dataclass(frozen=True, eq=False)
class Named:
    """A criterion, or a layer, by the row that adds up its scored criteria.

    `row` has one entry for each scored criterion; None if no criterion of it is scored.
    """

    kind: str
    name: str
    row: FloatArray | None


class Names:
    """Look up criteria and layers by name; case, spaces, ``-`` and ``_`` do not matter.

    Where one name fits a criterion and a layer, ``criterion NAME`` and ``layer NAME`` tell them
    apart; these are always understood.
    """

    def __init__(self, criteria: WeightedCriteria) -> None:
        self.scored = scored_names(criteria)
        self._allowed = (*criteria.layer_names, *criteria.criterion_names)
        layer_of = np.asarray(criteria.layer_of)
        masks = [
            *(("layer", name, layer_of == k) for k, name in enumerate(criteria.layer_names)),
            *(
                ("criterion", name, np.arange(len(layer_of)) == k)
                for k, name in enumerate(criteria.criterion_names)
            ),
        ]
        self._known: dict[str, Named] = {}
        self._spellings: list[tuple[str, str]] = []
        for kind, name, mask in masks:
            row = mask[criteria.scored].astype(np.float64)
            key = f"{kind} {name}"
            self._known[key] = Named(kind, name, row if row.any() else None)
            self._spellings += [(name, key), (key, key)]
        self._patterns = [
            pattern for spelling, _ in self._spellings if (pattern := _pattern(spelling))
        ]

    def find(self, typed: str) -> Named:
        """Find what a name stands for.

        Raises
        ------
        ProblemError
            If nothing fits, or a criterion and a layer that are not the same weights.
        """
        found = [self._known[key] for key in names_meant(typed, self._spellings)]
        if not found:
            raise ProblemError(unknown_name("criterion or layer", typed, self._allowed))
        first, *others = found
        if any(not _same_row(first.row, other.row) for other in others):
            ways = tuple(_fault("in quotes", text=f"{each.kind} {each.name}") for each in found)
            raise ProblemError(_fault("several meant", typed=typed, ways=ways))
        return first

    def at(self, text: str, start: int) -> str:
        """Give the longest known name that a text has at a place; '' if it has none."""
        matches = (pattern.match(text, start) for pattern in self._patterns)
        return max((match.group() for match in matches if match), key=len, default="")


def scored_names(criteria: WeightedCriteria) -> tuple[str, ...]:
    """Names of the scored criteria, in table order."""
    flags = zip(criteria.criterion_names, criteria.scored, strict=True)
    return tuple(name for name, scored in flags if scored)


class Parts(NamedTuple):
    """What shares of the weight are told of: the layers, or the criteria."""

    kind: str
    """"layer" or "criterion"."""
    names: list[str]
    membership: FloatArray
    """1 where a criterion belongs to a part; shape (n_parts, n_criteria), scored ones only."""


def parts_of(criteria: WeightedCriteria, scored: BoolArray | None = None) -> Parts:
    """Give the layers with a scored criterion, or the scored criteria if that is one layer only.

    Parameters
    ----------
    criteria : WeightedCriteria
    scored : bool array of shape (n_criteria,), optional
        Those of `criteria` unless given.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": None})
    >>> parts_of(problem).names
    ['cost', 'reach']
    """
    counted = np.asarray(criteria.scored if scored is None else scored)
    layer_of = np.asarray(criteria.layer_of)
    layers = np.unique(layer_of[counted])
    if len(layers) > 1:
        membership = (layers[:, None] == layer_of) & counted
        names = [criteria.layer_names[layer] for layer in layers]
        return Parts("layer", names, membership.astype(np.float64))
    at = np.flatnonzero(counted)
    return Parts("criterion", [criteria.criterion_names[k] for k in at], np.eye(len(counted))[at])


def kinds_where_unclear(
    kind: str, names: Sequence[str], criteria: WeightedCriteria
) -> dict[str, str]:
    """Give by each name the kind, if a layer and a criterion have that name; else empty texts."""
    shared = known_names(criteria.layer_names, criteria.criterion_names)
    unclear = set(known_names(names, shared))
    return {name: kind if name in unclear else "" for name in names}


def told_part(kind: str, name: str) -> Value:
    """Give a layer or criterion as a claim holds it, with its kind if the name alone is unclear."""
    return _claim("part", sort=kind, name=name) if kind else name


def _pattern(name: str) -> re.Pattern[str] | None:
    words = [re.escape(word) for word in re.split(r"[\s_-]+", name) if word]
    ways = rf"(?:{re.escape(name)}|{_GAP.join(words)}){_NAME_ENDS}"
    return re.compile(ways, re.IGNORECASE) if words else None


def _same_row(one: FloatArray | None, other: FloatArray | None) -> bool:
    return one is other if one is None or other is None else bool((one == other).all())
