"""Parts of two versions of a problem that are one part under two names, by what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

from mcda_ai.messages.label import LANGUAGES
from mcda_ai.problem.consistency import PARTS
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.differences import InCommon
from mcda_ai.problem.evidence import Alternative, Criterion, Layer
from mcda_ai.problem.renaming import Renames, faults_of_weights, renamed

Part: TypeAlias = Alternative | Layer | Criterion

_MOST_COMPARED = 200
"""Parts of a kind that are gone, or new: more of them are other parts, not other names."""
_LONGEST_ENDING = 2
"""Letters at the end of a word that make no other word of it: "kost" and "kosten"."""
_SHORTEST = 4
"""Letters of a word that can have an ending; in a shorter one each tells words apart."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[ivxlc]+|.*\d.*")


def renames_between(before: DecisionProblem, after: DecisionProblem) -> Renames:
    """Say which layers, criteria and alternatives are called otherwise in the second version.

    One that is gone and one that is new are the same part if nobody else can be meant, their
    labels (or names, where they have none) are the same but for capitals, signs and endings of
    words, and they hold the same:
    a layer the same criteria; a criterion the same rankings, in the same layer; an alternative the
    same place in all rankings. What nobody ranks is never recognised.

    Returns
    -------
    mapping of kind to mapping of the name before to the name after
        Empty where nothing is recognised.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> once = from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> renames_between(once, once.rename({"cost": "Costs"}))
    {'criterion': {'cost': 'Costs'}}
    """
    found: dict[str, dict[str, str]] = {}
    while new := _recognised(renamed(before, found), after):
        for kind, names in new.items():
            found.setdefault(kind, {}).update(names)
    return {kind: found[kind] for kind in PARTS if kind in found}


def _recognised(before: DecisionProblem, after: DecisionProblem) -> dict[str, dict[str, str]]:
    """Give the renames of the first kind that has any; knowing them can tell others."""
    for kind, holds_the_same in _HOLD_THE_SAME.items():
        was, now = (
            {each.name: each for each in getattr(version, PARTS[kind])}
            for version in (before, after)
        )
        gone, new = ([n for n in one if n not in other] for one, other in ((was, now), (now, was)))
        if max(len(gone), len(new)) > _MOST_COMPARED:
            continue
        pairs = [
            (one, other)
            for one in gone
            for other in new
            if _called_alike(was[one], now[other]) and holds_the_same(before, after, one, other)
        ]
        counts = Counter(each for pair in pairs for each in zip("-+", pair, strict=True))
        sure = {one: other for one, other in pairs if counts["-", one] == counts["+", other] == 1}
        if sure and not any(faults_of_weights(before, {kind: sure})):
            return {kind: sure}
    return {}


# --- what they are called ------------------------------------------------------------------------


def _called_alike(one: Part, other: Part) -> bool:
    """Tell whether two parts are called the same, but for spelling, in each language of both."""
    texts = [[_text(part, language) for part in (one, other)] for language in LANGUAGES]
    common = [pair for pair in texts if all(pair)]
    return bool(common) and all(_spelled_alike(*pair) for pair in common)


def _text(part: Part, language: str) -> str:
    return getattr(part.label, language) if part.label else part.name


def _spelled_alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same word by word, but for capitals, signs and endings.

    Words that only look alike are other words, and numbers that do are other numbers: "baten" and
    "banen", "direct" and "indirect", "plan VII" and "plan VIII".
    """
    words = [_WORD.findall(text.casefold()) for text in (one, other)]
    if one == other or not words[0]:
        return one == other
    return len(words[0]) == len(words[1]) and all(map(_same_word, *words))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= _SHORTEST
        and len(long) - len(short) <= _LONGEST_ENDING
        and long.startswith(short)
        and not _NUMBER.fullmatch(long)
    )


# --- what they hold ------------------------------------------------------------------------------


def _same_criteria(before: DecisionProblem, after: DecisionProblem, old: str, new: str) -> bool:
    """Tell whether the criteria that both versions have stand in both layers or in neither."""
    both = InCommon(before, after).criteria
    held = [
        {c.name for c in version.criteria if c.layer == name and c.name in both}
        for version, name in ((before, old), (after, new))
    ]
    roles = [{p.role for p in v.layers if p.name == n} for v, n in ((before, old), (after, new))]
    return held[0] == held[1] != set() and roles[0] == roles[1]


def _same_rankings(before: DecisionProblem, after: DecisionProblem, old: str, new: str) -> bool:
    """Tell whether a criterion of each version ranks alike in all readings, in the same layer."""
    was, now = (
        next((c.layer, c.direction) for c in version.criteria if c.name == name)
        for version, name in ((before, old), (after, new))
    )
    both = InCommon(before, after)
    pairs = [(before.judgements[r][old], after.judgements[r][new]) for r in both.readings]
    return (
        was == now
        and any(len(both.ranked(one)) > 1 for one, _ in pairs)
        and all(both.rank_alike(one, other) for one, other in pairs)
    )


def _same_place(before: DecisionProblem, after: DecisionProblem, old: str, new: str) -> bool:
    """Tell whether an alternative of each version has the same place in all rankings."""
    both = InCommon(renamed(before, {"alternative": {old: new}}), after)
    pairs = [
        (both.before.judgements[reading][name], after.judgements[reading][name])
        for reading in both.readings
        for name in both.criteria
    ]
    ranked = [both.ranked(one) for one, _ in pairs]
    return any(new in each and len(each) > 1 for each in ranked) and all(
        both.rank_alike(one, other) for one, other in pairs
    )


_HOLD_THE_SAME: dict[str, Callable[[DecisionProblem, DecisionProblem, str, str], bool]] = {
    "layer": _same_criteria,
    "criterion": _same_rankings,
    "alternative": _same_place,
}
"""By kind: whether a part of the first version and one of the second hold the same."""
