"""What a change does to the answer, in sentences: in English and Dutch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from mcda_ai.messages.figures import share_text
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import NOBODY, Words
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import TIE_TOLERANCE

_BEYOND_CHANCE = 3.0
"""Drawn shares differ if they are further apart than this many standard errors."""

_WITH = {
    "own": Label(en="with the problem’s own weights", nl="met de eigen gewichten van het probleem"),
    "equal": Label(
        en="with equal weights for the criteria", nl="met gelijke gewichten voor de criteria"
    ),
    "layer-equal": Label(
        en="with equal weights for the layers", nl="met gelijke gewichten voor de lagen"
    ),
    "given": Label(en="with the weights given", nl="met de gegeven gewichten"),
}
_WITH_SET = Label(en="with the weights {name}", nl="met de gewichten {name}")
_OF_ONE_VERSION = {
    "before": Label(
        en="with the weights {name}, which only the first version has",
        nl="met de gewichten {name}, die alleen in de eerste versie staan",
    ),
    "after": Label(
        en="with the weights {name}, which only the second version has",
        nl="met de gewichten {name}, die alleen in de tweede versie staan",
    ),
}
_OVER = {
    "uniform": Label(
        en="over all weightings of the criteria", nl="over alle wegingen van de criteria"
    ),
    "layer-first": Label(en="over all weightings layer by layer", nl="over alle wegingen per laag"),
}
_SAME = Label(en="{weights}: no change, {first} ({after})",
              nl="{weights}: geen verandering, {first} ({after})")  # fmt: skip
_STILL = Label(
    en="{weights}: still {first}, but {after}, was {before}",
    nl="{weights}: nog steeds {first}, maar {after}, eerst {before}",
)
_OTHER = Label(
    en="{weights}: {first} instead of {led} ({after}, was {before})",
    nl="{weights}: {first} in plaats van {led} ({after}, eerst {before})",
)
_ONLY_NOW = Label(
    en="{weights}, which are new: {first} ({after})",
    nl="{weights}, die nieuw zijn: {first} ({after})",
)
_ONLY_THEN = Label(
    en="{weights}, which are gone: before, {first} ({before})",
    nl="{weights}, die weg zijn: eerst {first} ({before})",
)
_FITS_ONLY_NOW = Label(
    en="{weights}, which did not fit the problem before: {first} ({after})",
    nl="{weights}, die eerst niet bij het probleem pasten: {first} ({after})",
)
_FITS_ONLY_THEN = Label(
    en="{weights}, which do not fit the problem as it is now: before, {first} ({before})",
    nl="{weights}, die niet passen bij het probleem zoals het nu is: eerst {first} ({before})",
)
_SAME_FOR_ALL = Label(
    en="with the weights {names}: no change", nl="met de gewichten {names}: geen verandering"
)
_SHARE = Label(
    en="{name} is first in {after}, was in {before}",
    nl="{name} is eerste in {after}, was in {before}",
)
_SHARE_NEW = Label(en="{name} is first in {after}", nl="{name} is eerste in {after}")
_SAME_SHARES = Label(
    en="no alternative is first more or less often",
    nl="geen optie is vaker of minder vaak eerste",
)
_SAME_BUT_CHANCE = Label(
    en="no alternative is first more or less often than chance explains",
    nl="geen optie is vaker of minder vaak eerste dan toeval verklaart",
)
_IN_LAYER = Label(
    en="in layer {name}: {first} instead of {led}", nl="in laag {name}: {first} in plaats van {led}"
)
_OF_READING = Label(
    en="what follows is of reading {after}, unless another is named",
    nl="wat volgt is volgens lezing {after}, tenzij er een andere bij staat",
)
_OF_READINGS = Label(
    en="what follows is of reading {after}, and was of reading {before}, unless another is named",
    nl="wat volgt is volgens lezing {after}, en eerst volgens lezing {before}, tenzij er een "
    "andere bij staat",
)
_IN_READING = Label(en="in reading {reading}, {told}", nl="in lezing {reading}, {told}")
_SAME_IN_READING = Label(
    en="in reading {reading}: no change with these weights",
    nl="in lezing {reading}: geen verandering met deze gewichten",
)


def of_reading_in_use(before: str, after: str, words: Words) -> str:
    """Say of which reading the answers are that follow."""
    text = _OF_READING if before == after else _OF_READINGS
    return words.say(text, before=words.name(before), after=words.name(after))


def of_readings(
    before: Mapping[str, Mapping[str, Ranking]],
    after: Mapping[str, Mapping[str, Ranking]],
    words: Words,
    version_with: Mapping[str, str],
) -> Iterator[str]:
    """Say under which weightings the answer of another reading is another now, if under any."""
    for reading, rankings in before.items():
        called = words.name(reading)
        told = [
            _of_pair(name, was, now, words, version_with.get(name, ""))
            for name, was, now in pairs_of(rankings, after[reading])
            if was and now and not same_answer(was, now)
        ]
        yield from (words.say(_IN_READING, reading=called, told=each) for each in told)
        if not told:
            yield words.say(_SAME_IN_READING, reading=called)


def of_rankings(
    before: Mapping[str, Ranking],
    after: Mapping[str, Ranking],
    words: Words,
    version_with: Mapping[str, str],
) -> Iterator[str]:
    """Say who is first under each weighting, and whether that or the order is another now.

    Weight sets under which nothing changes share a sentence.

    Parameters
    ----------
    before, after : mapping of weights to Ranking
    words : Words
    version_with : mapping of weight set to {"before", "after", "both"}
        In which version it stands.
    """
    pairs = list(pairs_of(before, after))
    same = [
        name for name, was, now in pairs
        if version_with.get(name) == "both" and was and now and same_answer(was, now)
    ]  # fmt: skip
    for name, was, now in pairs:
        if len(same) < 2 or name not in same:
            yield _of_pair(name, was, now, words, version_with.get(name, ""))
    if len(same) > 1:
        yield words.say(_SAME_FOR_ALL, names=words.all_of(same))


def _of_pair(
    name: str, was: Ranking | None, now: Ranking | None, words: Words, version: str
) -> str:
    """Say what one weighting gives; `version` is where it stands, if it is a weight set."""
    only = _OF_ONE_VERSION.get(version) if was and now else None
    weights = words.say(only or _WITH.get(name, _WITH_SET), name=words.name(name))
    if was is not None and now is not None:
        return _of_two(was, now, weights, words)
    if now is not None:
        text = _FITS_ONLY_NOW if version == "both" else _ONLY_NOW
        return words.say(text, weights=weights, first=words.first(now.leaders),
                         after=now.headline_in(words.language))  # fmt: skip
    assert was is not None  # a pair has one or the other
    text = _FITS_ONLY_THEN if version == "both" else _ONLY_THEN
    return words.say(text, weights=weights, first=words.first(was.leaders),
                     before=was.headline_in(words.language))  # fmt: skip


def pairs_of(
    before: Mapping[str, Ranking], after: Mapping[str, Ranking]
) -> Iterator[tuple[str, Ranking | None, Ranking | None]]:
    """Pair rankings of one name, in order; None where a version has none."""
    fuller = max(before, after, key=len)
    for name in dict.fromkeys((*fuller, *before, *after)):
        yield name, before.get(name), after.get(name)


def _of_two(was: Ranking, now: Ranking, weights: str, words: Words) -> str:
    told = {
        "weights": weights,
        "first": words.first(now.leaders),
        "led": _who(was, words),
        "before": was.headline_in(words.language),
        "after": now.headline_in(words.language),
    }
    if not same_leaders(was, now):
        return words.say(_OTHER, **told)
    return words.say(_SAME if same_answer(was, now) else _STILL, **told)


def same_leaders(was: Ranking, now: Ranking) -> bool:
    """Tell whether the same alternatives are first."""
    return set(was.leaders) == set(now.leaders)


def same_answer(was: Ranking, now: Ranking) -> bool:
    """Tell whether the answers are the same, however ties are written."""
    return was.ranks.to_dict() == now.ranks.to_dict() and (
        was.method.returns != "outranking" or was.headline == now.headline
    )


def of_layers(
    before: Mapping[str, Ranking], after: Mapping[str, Ranking], words: Words
) -> Iterator[str]:
    """Say in which layers somebody else is first now."""
    for name, now in after.items():
        if name in before and not same_leaders(before[name], now):
            first, led = words.first(now.leaders), _who(before[name], words)
            yield words.say(_IN_LAYER, name=words.name(name), first=first, led=led)


def of_shares(shares: pd.DataFrame, words: Words) -> Iterator[str]:
    """Say how often each alternative is first over all weightings, where that is another share."""
    for space in dict.fromkeys(shares.index.get_level_values("weights")):
        rows = shares.loc[space]
        told = [text for name, row in rows.iterrows() for text in _of_share(str(name), row, words)]
        if not told:
            # Of the same evidence the same draws give the same shares: chance has no part in it.
            same = bool((rows["share before"] == rows["share after"]).all())
            drawn = rows[["draws before", "draws after"]].to_numpy().max() > 0
            told = [words.say(_SAME_BUT_CHANCE if drawn and not same else _SAME_SHARES)]
        yield f"{words.say(_OVER[space])}: {'; '.join(told)}"


def _of_share(name: str, row: pd.Series[float], words: Words) -> Iterator[str]:
    before, after = row["share before"], row["share after"]
    if math.isnan(after):
        return  # that it is gone, is told
    now = share_text(after, int(row["draws after"]), words.language)
    if math.isnan(before):
        yield words.say(_SHARE_NEW, name=words.name(name), after=now)
    elif share_differs(before, after, row["error before"], row["error after"]):
        then = share_text(before, int(row["draws before"]), words.language)
        if now != then:  # two shares next to 0 read alike
            yield words.say(_SHARE, name=words.name(name), after=now, before=then)


def share_differs(before: float, after: float, error_before: float, error_after: float) -> bool:
    """Tell whether two shares differ by more than rounding, or chance where they were drawn."""
    chance = _BEYOND_CHANCE * math.hypot(error_before, error_after)
    return abs(after - before) > max(chance, TIE_TOLERANCE)


def _who(result: Ranking, words: Words) -> str:
    return words.all_of(result.leaders) or words.say(NOBODY)
