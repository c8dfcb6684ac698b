"""Profiles that are known to refute some method: what a random search can miss, it need not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from mcda_ai.methods import registry
from mcda_ai.methods.profile import Profile

_FROM_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "monotonicity": (
        "6: A > B > C; 5: C > A > B; 4: B > C > A; 2: B > A > C",  # instant runoff
        "2: A > C > B > D; 3: B > A > C > D; 4: A > B > D > C; 6: C > B > D > A",  # Nanson
        "2: A > C > B; 3: B > A > C; 3: A > B > C; 5: C > B > A",  # Baldwin
    ),
    "condorcet loser": ("4: A > B > C; 3: B > C > A; 2: C > B > A",),  # plurality
    "reversal": ("4: A > B > C; 3: B > C > A; 2: C > B > A",),  # plurality
    "reinforcement": ("2: A > B > C; 2: B > C > A; 2: C > A > B; 1: A > C > B",),  # Condorcet's
}


@cache
def known_profiles(axiom: str) -> Sequence[Profile]:
    """Give those known for an axiom: of textbooks, and the witnesses of all built-in methods."""
    texts = list(_FROM_ELSEWHERE.get(axiom, ()))
    for method in registry.built_in():
        stated = [
            method.violates,
            *(each.get("violates", {}) for each in method.by_option.values()),
        ]
        texts += [witnesses[axiom] for witnesses in stated if axiom in witnesses]
    return tuple(Profile.parse(text) for text in dict.fromkeys(texts))
