"""What is said of stability: each claim, from the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Any

import numpy as np

from mcda_ai.algorithms.flips import MOST_ALTERNATIVES_TO_REJUDGE, SECONDS_FOR_A_FLIP
from mcda_ai.messages.claims import Claim, Percent, Points, Value, claims_of
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.figures import decimals_apart, weight_decimals
from mcda_ai.messages.wording import Words, leaders_named, leaders_text
from mcda_ai.methods.against_baseline import claims_against_baseline
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.sensitivity.nearest_rival import Nearest, nearest
from mcda_ai.sensitivity.stability_of_points import claims_about_points
from mcda_ai.sensitivity.stability_tables import PRECONDITIONS, SAME_WEIGHT, StabilityTables
from mcda_ai.weights.names import kinds_where_unclear, told_part

_claim = claims_of("sensitivity.stability")
_LEAST_WRITTEN = 5e-9  # of all weight: less is no figure in per cent with six decimals
_MOST_NAMED = 3  # criteria that compare two options
_KINDS_LEFT_OUT = ("layer", "criterion", "alternative")


def claims_about(found: StabilityTables) -> Iterator[Claim]:
    """Say what would change the answer."""
    if found.conditions:
        yield _claim("admissible", conditions=found.conditions)
    yield from claims_against_baseline(found.ranking)
    yield from _of_flips(found)
    yield from _of_judgements(found)
    yield from _of_all_weights(found)
    yield from claims_about_points(found)
    yield from _of_intervals(found)
    yield from _of_leaving_out(found)
    yield from _of_versions(found)
    yield from ThinEvidence.of(found.ranking.problem).claims(found.ranking.placed_by_nothing)
    yield from notes_about(found)


def notes_about(found: StabilityTables) -> Iterator[Claim]:
    """Say what could not be told, or not of these weights."""
    if found.leading.empty:
        yield _claim("not linear", method=found.ranking.method.label)
    elif len(names := found.ranking.problem.alternative_names) > MOST_ALTERNATIVES_TO_REJUDGE:
        yield _claim("too many", n=MOST_ALTERNATIVES_TO_REJUDGE)
    elif unknown := tuple(name for name in names if name not in found.judgement_flips.index):
        yield _claim("out of time", who=unknown, seconds=SECONDS_FOR_A_FLIP)
    parts = found.weight_ranges.index
    if "kind" in parts.names and "criterion" not in parts.unique("kind"):  # 0.1.0 had all parts
        yield _claim("ranges of layers", ballots=found.ranking.problem.counts)
    if found.outside:
        yield _claim("outside")


def _named(found: StabilityTables, leaders: str) -> tuple[str, ...]:
    """Give the leaders that a table names in one text."""
    return tuple(leaders_named(leaders, found.ranking.problem.alternative_names))


def _sort(found: StabilityTables, kind: str) -> str:
    """Give what parts of a kind are: the criteria of an election are ballots."""
    is_ballot = kind == "criterion" and found.ranking.problem.counts
    return "ballot" if is_ballot else kind


def _told_part(found: StabilityTables, kind: str, name: str) -> Value:
    return told_part(kinds_where_unclear(kind, [name], found.ranking.problem)[name], name)


def _is_limited(found: StabilityTables) -> bool:
    return bool(found.conditions)


def _has_gaps(found: StabilityTables) -> bool:
    """Tell whether some criterion leaves options uncompared."""
    compared = found.ranking.problem.pair_counts.compared
    return bool((compared < compared.shape[1] - 1).any())


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
        yield _claim("never", who=never, limited=_is_limited(found), gaps=_has_gaps(found))


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
            yield _claim(
                "judgements",
                who=str(name),
                n=int(row["criteria"]),
                judgements=judgements,
                sort=_sort(found, "criterion"),
            )


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
    gaps = _has_gaps(found)
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
        yield _claim(kind, who=always, limited=limited, gaps=gaps, **more)
    sure = found.preference[found.preference["necessary strictly"]]
    beaten: dict[tuple[Any, ...], list[str]] = {}
    for better, worse in sure.index:
        if not (len(able) == 1 and better == able[0]):  # that one is better than everybody
            rests = _compared_by(found, better, worse)
            beaten.setdefault((better, *rests.items()), []).append(worse)
    for (better, *same), others in beaten.items():
        yield _claim("better", one=better, others=tuple(others), limited=limited, gaps=gaps,
                     **dict(same))  # fmt: skip


def _compared_by(found: StabilityTables, one: str, other: str) -> dict[str, Value]:
    """Say which criteria compare two options."""
    problem = found.ranking.problem
    i, j = (problem.alternative_names.index(name) for name in (one, other))
    criteria = tuple(compress(problem.criterion_names, problem.comparable.values[:, i, j]))
    n, total = len(criteria), len(problem.criterion_names)
    by = "all" if n == total else "none" if n == 0 else "few" if n <= _MOST_NAMED else "many"
    return {
        "by": by,
        "criteria": criteria if by == "few" else (),
        "n": n,
        "total": total,
        "counts": problem.counts,
    }


def _of_intervals(found: StabilityTables) -> Iterator[Claim]:
    """Say from which weight of each layer on somebody else leads, and up to which."""
    if found.intervals.empty:
        return
    rows = found.intervals.loc[[found.kind_of_parts]].reset_index().to_dict(orient="records")
    for row in rows:
        for edge, side, near in (("leader to", "more", "from"), ("leader from", "less", "to")):
            stretch = _that_can_be_written(found, row, edge, near)
            if stretch is not None:
                yield _from_there_on(found, row, stretch, side, near)
    yield from _shared_at_an_end(found, [row["part"] for row in rows])


def _shared_at_an_end(found: StabilityTables, parts: Sequence[str]) -> Iterator[Claim]:
    """Say who share the lead where a part has all weight, or none, if that is not so before."""
    now, kind = leaders_text(found.ranking.leaders), found.kind_of_parts
    tied: dict[tuple[str, str, bool], list[str]] = {}
    for part in parts:
        for end in ("to", "from"):
            stretch = found.last_stretch(kind, part, f"leader {end}")
            if stretch is not None and stretch[f"leaders at {end}"] != now:
                ends_in = (stretch[f"leaders at {end}"], end, bool(stretch[f"{end} admissible"]))
                tied.setdefault(ends_in, []).append(part)
    for (leaders, end, admissible), names in tied.items():
        yield _claim(
            "tie at end",
            who=_named(found, leaders),
            parts=tuple(_told_part(found, kind, name) for name in names),
            all=end == "to",
            sort=_sort(found, kind),
            admissible=admissible,
        )


def _that_can_be_written(
    found: StabilityTables, row: dict[Any, Any], edge: str, near: str
) -> dict[str, Any] | None:
    """Give the first stretch beyond an edge whose ends the decimals of a figure can tell apart."""
    stretch = found.beyond(row["kind"], row["part"], edge)
    if stretch is not None and stretch["to"] - stretch["from"] < _LEAST_WRITTEN:
        stretch = found.next_stretch(stretch, near, _LEAST_WRITTEN)
    at = 0.0 if stretch is None else float(stretch[near])
    told = at in (0.0, 1.0) or _LEAST_WRITTEN <= at <= 1 - _LEAST_WRITTEN
    return stretch if told else None


def _from_there_on(
    found: StabilityTables, row: dict[Any, Any], stretch: dict[Any, Any], side: str, near: str
) -> Claim:
    """Say who leads in the stretch beyond an edge, which need not last to the end."""
    far = "to" if near == "from" else "from"
    at, now, end = float(stretch[near]), float(row["weight"]), float(stretch[far])
    to_the_end = end in (0.0, 1.0)
    tied = to_the_end and stretch[f"leaders at {far}"] != stretch["leaders"]
    return _claim(
        "stretch",
        who=_named(found, stretch["leaders"]),
        part=_told_part(found, row["kind"], row["part"]),
        sort=_sort(found, row["kind"]),
        side=side,
        at=Percent(at, decimals_apart(at, now)),
        now=Percent(now, decimals_apart(now, at)),
        lasts=to_the_end and not tied,
        end=Percent(end, decimals_apart(end, at)),
        tied=_named(found, stretch[f"leaders at {far}"]) if tied else (),
        **_admissible_beyond(stretch, at, end, at_end=to_the_end and not tied),
    )


def _admissible_beyond(
    stretch: dict[Any, Any], at: float, end: float, *, at_end: bool
) -> dict[str, Value]:
    """Tell of which weights beyond an edge they are admissible: all, some, one, none."""
    low = float(stretch.get("admissible from", np.nan))
    high = float(stretch.get("admissible to", np.nan))
    first, last = (low, high) if end > at else (high, low)  # on the way from the edge
    away, short = abs(last - at) > SAME_WEIGHT, abs(end - first) > SAME_WEIGHT or at_end
    if "admissible from" not in stretch:
        which = "unknown"  # a result that was saved before this was looked into
    elif not away or not short or np.isnan(low):
        which = "none"
    elif abs(first - at) <= SAME_WEIGHT and abs(end - last) <= SAME_WEIGHT:
        which = "all"
    else:
        which = "one" if high - low <= SAME_WEIGHT else "some"
    named = low if which in ("some", "one") else at
    highest = high if which == "some" else named
    return {
        "admissible": which,
        "low": Percent(named, weight_decimals(named)),
        "high": Percent(highest, weight_decimals(highest)),
    }


def _of_leaving_out(found: StabilityTables) -> Iterator[Claim]:
    """Say what changes who leads, if it is left out, and which kinds of things never do.

    That another leads without the one that leads now alone is told of that one only.
    """
    rows = found.left_out.reset_index().to_dict(orient="records")
    leaders = tuple(found.ranking.leaders)
    for row in rows:
        heir = row["kind"] == "alternative" and leaders == (row["what"],)
        without = _without(found, row["kind"], row["what"], leads=heir)
        if row["leader changes"] is None:
            yield _claim("nothing left", without=without)
        elif row["leader changes"] or heir:
            yield _claim("left out", without=without, who=_named(found, row["leaders"]))
    kinds = [
        kind
        for kind in _KINDS_LEFT_OUT
        if (of_kind := [row["leader changes"] for row in rows
                        if row["kind"] == kind and row["what"] not in _leading(kind, leaders)])
        and not any(changes is None or changes for changes in of_kind)
    ]  # fmt: skip
    if kinds:
        parts = (
            _claim("part", sort=_sort(found, kind), besides=_leading(kind, leaders))
            for kind in kinds
        )
        yield _claim("nothing changes", kinds=tuple(parts))


def _leading(kind: str, leaders: tuple[str, ...]) -> tuple[str, ...]:
    """Give those of a kind of parts that lead now."""
    return leaders if kind == "alternative" else ()


def _without(found: StabilityTables, kind: str, what: str, *, leads: bool) -> Claim:
    if kind != "layers":
        return _claim("without", sort=_sort(found, kind), name=what, leads=leads)
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
    for row in found.versions.reset_index().to_dict(orient="records"):
        if row["leader changes"]:
            who = _named(found, row["leaders"])
            yield _claim("version", sort=row["kind"], name=row["name"], who=who)
    for row in found.disputed.to_dict(orient="records"):
        if row["leader changes"]:
            who = _named(found, row["leaders"])
            yield _claim("disputed", criterion=row["criterion"], reading=row["as in"], who=who)
