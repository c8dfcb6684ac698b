"""What a change does to the answer, as claims."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from mcda_ai.messages.claims import Claim, Share, Value, certainty_of, claims_of
from mcda_ai.messages.label import LANGUAGES, Label
from mcda_ai.messages.wording import Words
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import TIE_TOLERANCE

_BEYOND_CHANCE = 3.0
"""Drawn shares differ if they are further apart than this many standard errors."""

_claim = claims_of("comparison.versions.consequences")
_FIXED = ("own", "equal", "layer-equal", "given")


def of_reading_in_use(before: str, after: str) -> Claim:
    """Say of which reading the answers are that follow."""
    return _claim("of reading", before="" if before == after else before, after=after)


def of_readings(
    before: Mapping[str, Mapping[str, Ranking]],
    after: Mapping[str, Mapping[str, Ranking]],
    version_with: Mapping[str, str],
) -> Iterator[Claim]:
    """Say under which weightings the answer of another reading is another now, if under any."""
    for reading, rankings in before.items():
        claims = [
            _of_pair(name, was, now, version_with.get(name, ""))
            for name, was, now in pairs_of(rankings, after[reading])
            if was and now and not same_answer(was, now)
        ]
        yield from (_claim("in reading", reading=reading, claim=each) for each in claims)
        if not claims:
            yield _claim("same in reading", reading=reading)


def of_rankings(
    before: Mapping[str, Ranking],
    after: Mapping[str, Ranking],
    version_with: Mapping[str, str],
) -> Iterator[Claim]:
    """Say who is first under each weighting, and whether that or the order is another now.

    Weight sets under which nothing changes share a claim.

    Parameters
    ----------
    before, after : mapping of weights to Ranking
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
            yield _of_pair(name, was, now, version_with.get(name, ""))
    if len(same) > 1:
        yield _claim("same for all", names=tuple(same))


def _of_pair(name: str, was: Ranking | None, now: Ranking | None, version: str) -> Claim:
    """Say what one weighting gives; `version` is where it stands, if it is a weight set."""
    both = was is not None and now is not None
    weights = _claim(
        "weights",
        which=name if name in _FIXED else "set",
        name=name,
        only=version if both and version in ("before", "after") else "both",
    )
    if was is not None and now is not None:
        return _of_two(was, now, weights)
    fits = version == "both"
    if now is not None:
        return _claim("only now", weights=weights, fits=fits, leaders=tuple(now.leaders),
                      after=_headline(now))  # fmt: skip
    assert was is not None  # a pair has one or the other
    return _claim("only then", weights=weights, fits=fits, leaders=tuple(was.leaders),
                  before=_headline(was))  # fmt: skip


def pairs_of(
    before: Mapping[str, Ranking], after: Mapping[str, Ranking]
) -> Iterator[tuple[str, Ranking | None, Ranking | None]]:
    """Pair rankings of one name, in order; None where a version has none."""
    fuller = max(before, after, key=len)
    for name in dict.fromkeys((*fuller, *before, *after)):
        yield name, before.get(name), after.get(name)


def _of_two(was: Ranking, now: Ranking, weights: Claim) -> Claim:
    values: dict[str, Value] = {"weights": weights, "leaders": tuple(now.leaders)}
    if same_answer(was, now):
        return _claim("same", **values, after=_headline(now))
    values |= {"before": _headline(was), "after": _headline(now)}
    if same_leaders(was, now):
        return _claim("still", **values)
    return _claim("other", **values, led=tuple(was.leaders))


def _headline(result: Ranking) -> Label:
    return Label(**{language: result.headline_in(language) for language in LANGUAGES})


def same_leaders(was: Ranking, now: Ranking) -> bool:
    """Tell whether the same alternatives are first."""
    return set(was.leaders) == set(now.leaders)


def same_answer(was: Ranking, now: Ranking) -> bool:
    """Tell whether the answers are the same, however ties are written."""
    return was.ranks.to_dict() == now.ranks.to_dict() and (
        was.method.returns != "outranking" or was.headline == now.headline
    )


def of_layers(before: Mapping[str, Ranking], after: Mapping[str, Ranking]) -> Iterator[Claim]:
    """Say in which layers somebody else is first now."""
    for name, now in after.items():
        if name in before and not same_leaders(before[name], now):
            leaders, led = tuple(now.leaders), tuple(before[name].leaders)
            yield _claim("in layer", name=name, leaders=leaders, led=led)


def of_shares(shares: pd.DataFrame) -> Iterator[Claim]:
    """Say how often each alternative is first over all weightings, where that is another share."""
    for space in dict.fromkeys(shares.index.get_level_values("weights")):
        rows = shares.loc[space]
        drawn = bool(rows[["draws before", "draws after"]].to_numpy().max() > 0)
        # Of the same evidence the same draws give the same shares: chance has no part in it.
        same = bool((rows["share before"] == rows["share after"]).all())
        yield _claim(
            "shares",
            "drawn" if drawn else "exact",
            space=space,
            shares=tuple(claim for name, row in rows.iterrows() for claim in _of_share(name, row)),
            chance=drawn and not same,
        )


def _of_share(name: object, row: pd.Series[float]) -> Iterator[Claim]:
    if math.isnan(row["share after"]):
        return  # that it is gone, is told
    before, after = (
        Share(row[f"share {version}"], int(row[f"draws {version}"] or 0))
        if not math.isnan(row[f"share {version}"]) else None
        for version in ("before", "after")
    )  # fmt: skip
    assert after is not None
    certainty = certainty_of(after)
    if before is None:
        yield _claim("share", certainty, name=str(name), after=after, before=())
    elif share_differs(before.value, after.value, row["error before"], row["error after"]):
        words = Words()
        if words.value(before) != words.value(after):  # two shares next to 0 read alike
            yield _claim("share", certainty, name=str(name), after=after, before=before)


def share_differs(before: float, after: float, error_before: float, error_after: float) -> bool:
    """Tell whether two shares differ by more than rounding, or chance where they were drawn."""
    chance = _BEYOND_CHANCE * math.hypot(error_before, error_after)
    return abs(after - before) > max(chance, TIE_TOLERANCE)
