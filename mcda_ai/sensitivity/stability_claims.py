"""What is said of stability: each claim, from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mcda_ai.algorithms.flips import MOST_ALTERNATIVES_TO_REJUDGE
from mcda_ai.messages.claims import Claim, Percent, Points, Value, claims_of
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.figures import decimals_apart
from mcda_ai.messages.wording import Words, leaders_named
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.sensitivity.nearest_rival import Nearest, nearest
from mcda_ai.sensitivity.stability_tables import PRECONDITIONS, StabilityTables

_claim = claims_of("sensitivity.stability")
_KINDS_LEFT_OUT = ("layer", "criterion", "alternative")


def claims_about(found: StabilityTables) -> Iterator[Claim]:
    """Say what would change the answer."""
    if found.conditions:
        yield _claim("admissible", conditions=found.conditions)
    yield from _of_flips(found)
    yield from _of_judgements(found)
    yield from _of_all_weights(found)
    yield from _of_intervals(found)
    yield from _of_leaving_out(found)
    yield from _of_versions(found)
    yield from notes_about(found)


def notes_about(found: StabilityTables) -> Iterator[Claim]:
    """Say what could not be told, or not of these weights."""
    if found.leading.empty:
        yield _claim("not linear", method=found.ranking.method.label)
    elif found.judgement_flips.empty:
        yield _claim("too many", n=MOST_ALTERNATIVES_TO_REJUDGE)
    if found.outside:
        yield _claim("outside")


def _is_limited(found: StabilityTables) -> bool:
    return bool(found.conditions)


def _of_flips(found: StabilityTables) -> Iterator[Claim]:
    """Say how far the nearest other lead is, and who can never lead or at most share it."""
    if found.weight_flips.empty:
        return
    rivals = found.rivals
    if found.outside:
        yield from _least_move("nearest", nearest(rivals["points"]))
    else:
        yield from _shared_lead(found)
        takes_over = rivals["takes over"].astype(bool)
        yield from _least_move("flip", nearest(rivals["points"][takes_over]))
        yield from _least_move("at most", nearest(rivals["points"][~takes_over]))
    never = tuple(str(name) for name in rivals.index[np.isinf(rivals["points"])])
    if never:
        yield _claim("never", who=never, limited=_is_limited(found))


def _shared_lead(found: StabilityTables) -> Iterator[Claim]:
    """Say who can lead alone of those that share the lead now."""
    leaders = found.ranking.leaders
    alone = [name for name in leaders if found.leading.loc[name, "can lead alone"]]
    if len(leaders) > 1 and alone:
        yield _claim("shared", who=tuple(leaders), alone=tuple(alone))


def _least_move(kind: str, least: Nearest | None) -> Iterator[Claim]:
    """Say who leads by the least move of weight, where any move will do."""
    if least is not None:
        yield _claim(kind, who=tuple(least.names), points=Points(least.points))


def _of_judgements(found: StabilityTables) -> Iterator[Claim]:
    for name, row in found.judgement_flips.to_dict(orient="index").items():
        if name not in found.ranking.leaders and row["judgements"]:
            judgements = tuple(
                _claim("judgement", criterion=criterion, order=_groups(order))
                for criterion, order in row["judgements"].items()
            )
            yield _claim("judgements", who=str(name), n=int(row["criteria"]), judgements=judgements)


def _groups(order: str) -> Value:
    """Take an order apart, to say it with what its alternatives are called."""
    try:
        return WeakOrder.parse(order).groups
    except ProblemError:  # a name holds a sign of the order: it stays as it is
        return ((order,),)


def _of_all_weights(found: StabilityTables) -> Iterator[Claim]:
    if found.leading.empty:
        return
    names, limited = found.ranking.problem.alternative_names, _is_limited(found)
    able = found.leading.index[found.leading["can lead"]]
    always = tuple(
        name
        for name in names
        if all(found.preference.loc[(name, rival), "necessary"] for rival in names if rival != name)
    )
    if always:
        alone = len(able) == 1
        kind = "always" if len(always) == 1 else "always tied"
        more: dict[str, Value] = {"alone": alone} if kind == "always" else {}
        yield _claim(kind, who=always, limited=limited, **more)
    sure = found.preference[found.preference["necessary strictly"]]
    for better, worse in sure.index:
        if not (len(able) == 1 and better == able[0]):  # that one is better than everybody
            yield _claim("better", one=better, other=worse, limited=limited)


def _of_intervals(found: StabilityTables) -> Iterator[Claim]:
    """Say from which weight of each layer on somebody else leads, and up to which."""
    if found.intervals.empty:
        return
    for row in found.intervals.loc[[found.kind_of_parts]].reset_index().to_dict(orient="records"):
        for edge, side, near in (("leader to", "more", "from"), ("leader from", "less", "to")):
            stretch = found.beyond(row["kind"], row["part"], edge)
            if stretch is not None:
                yield _from_there_on(found, row, stretch, side, near)


def _from_there_on(
    found: StabilityTables, row: dict[Any, Any], stretch: dict[Any, Any], side: str, near: str
) -> Claim:
    """Say who leads in the stretch beyond an edge, which need not last to the end."""
    names = found.ranking.problem.alternative_names
    far = "to" if near == "from" else "from"
    lasts = stretch[far] in (0.0, 1.0) and stretch[f"leaders at {far}"] == stretch["leaders"]
    at, now, end = float(stretch[near]), float(row["weight"]), float(stretch[far])
    decimals = decimals_apart(at, now)
    return _claim(
        "stretch",
        who=tuple(leaders_named(stretch["leaders"], names)),
        part=row["part"],
        sort=row["kind"],
        side=side,
        at=Percent(at, decimals),
        now=Percent(now, decimals),
        lasts=lasts,
        end=Percent(end, decimals_apart(end, at)),
        admissible=bool(stretch[f"{near} admissible"]),
    )


def _of_leaving_out(found: StabilityTables) -> Iterator[Claim]:
    rows = found.left_out.reset_index().to_dict(orient="records")
    names = found.ranking.problem.alternative_names
    for row in rows:
        without = _without(found, row["kind"], row["what"])
        if row["leader changes"] is None:
            yield _claim("nothing left", without=without)
        elif row["leader changes"]:
            who = tuple(leaders_named(row["leaders"], names))
            yield _claim("left out", without=without, who=who)
    kinds = [
        kind
        for kind in _KINDS_LEFT_OUT
        if (of_kind := [row["leader changes"] for row in rows if row["kind"] == kind])
        and not any(changes is None or changes for changes in of_kind)
    ]
    if kinds:
        yield _claim("nothing changes", kinds=tuple(_claim("part", sort=kind) for kind in kinds))


def _without(found: StabilityTables, kind: str, what: str) -> Claim:
    if kind != "layers":
        return _claim("without", sort=kind, name=what)
    if what == PRECONDITIONS:
        return _claim("without preconditions")
    return _claim("alone", names=_ends(found))


def several_layers(found: StabilityTables, what: str, words: Words) -> str:
    """Say which layers are left out together, as `Stability.left_out` calls them."""
    if what == PRECONDITIONS:
        return words.said(_claim("the preconditions"))
    return words.said(_claim("all but", names=_ends(found)))


def _ends(found: StabilityTables) -> tuple[str, ...]:
    """Give the end of the chain of benefits, which is left alone."""
    chain = [each.name for each in found.ranking.problem.layers if each.role == "benefit chain"]
    return tuple(chain[-2:])


def _of_versions(found: StabilityTables) -> Iterator[Claim]:
    names = found.ranking.problem.alternative_names
    for row in found.versions.reset_index().to_dict(orient="records"):
        if row["leader changes"]:
            who = tuple(leaders_named(row["leaders"], names))
            yield _claim("version", sort=row["kind"], name=row["name"], who=who)
    for row in found.disputed.to_dict(orient="records"):
        if row["leader changes"]:
            who = tuple(leaders_named(row["leaders"], names))
            yield _claim("disputed", criterion=row["criterion"], reading=row["as in"], who=who)
