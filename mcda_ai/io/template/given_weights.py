"""Weights of a column of the template that says how they are given: as points, as an order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mcda_ai.io.tables.headers import key_of
from mcda_ai.io.template.columns import WAYS
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.weights import StatedWeights, from_order, stated
from mcda_ai.weights.stated_text import MAKERS, is_stated

_fault = faults_of("io.template")
_WAY = re.compile(r"(.*?)\s*(?:\((.*)\))?")


def made_of(text: str, numbers: Mapping[str, float]) -> StatedWeights:
    """Make weights of the numbers in a column, in the way that its cell says; or of a line in it.

    Beside a line numbers are what became of the weights since, as when a criterion was left out.
    """
    if is_stated(text):
        made = stated(text)
        return made.with_numbers(numbers) if numbers and dict(made) != numbers else made
    said = _WAY.fullmatch(text.strip())
    found = said and key_of(said[1], WAYS)
    if said is None or found is None or (said[2] and found != "order"):
        raise ProblemError(_fault("unknown way", found=text))
    return from_order(numbers, said[2] or "roc") if found == "order" else MAKERS[found](numbers)
