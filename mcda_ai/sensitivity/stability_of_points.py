"""Who leads whatever points the places on a criterion are given, at fixed weights."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mcda_ai.algorithms.scorings import Shape, leaders_by_scoring, leads_to_place, second_places
from mcda_ai.messages.claims import Claim, Percent, Value, claims_of
from mcda_ai.messages.figures import weight_decimals
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.stability_tables import SAME_WEIGHT, StabilityTables

MOST_IN_SCORINGS = 5_000_000
"""Coefficients of all programmes that look for points: so many take some seconds."""
_SHAPES: tuple[Shape, ...] = ("decreasing", "convex")
_THREE_PLACES = 3
_MOST_PLACES_TOLD = 6  # points of more nobody reads in a sentence
_MOST_TOLD = 3  # options of which is told with which points they lead
_HUNDREDTHS = 100

_SUBJECT = "sensitivity.stability"
_claim = claims_of(_SUBJECT)
OF_POINTS = tuple(f"{_SUBJECT}.{kind}" for kind in ("every points", "some points", "no points"))
"""The kinds of what is said of points, which holds whatever the method."""


def points_for_places(problem: DecisionProblem, weights: FloatArray) -> dict[str, pd.DataFrame]:
    """Ask who leads under every scoring of ranks, and under some: tables of `Stability`.

    None where a criterion leaves options unrelated, which have no places there, or where there are
    so many options that looking takes long.
    """
    if problem.unrelated or _are_too_many(problem):
        return {}
    leads = leads_to_place(problem.ranks[problem.scored], weights)
    names = list(problem.alternative_names)
    tables = {shape: _of_shape(leads, shape, names) for shape in _SHAPES}
    found = {"scorings": pd.concat(tables, names=["points", "alternative"])}
    if leads.shape[1] == _THREE_PLACES - 1:
        found["second_places"] = pd.DataFrame(
            second_places(leads), index=names, columns=["least", "greatest"]
        )
    return found


def _are_too_many(problem: DecisionProblem) -> bool:
    return len(problem.alternatives) ** 3 > MOST_IN_SCORINGS


def _of_shape(leads: FloatArray, shape: Shape, names: list[str]) -> pd.DataFrame:
    found = leaders_by_scoring(leads, shape)
    points = [_plain(each, leads, place, shape) for place, each in enumerate(found.points)]
    flags = {"under every": found.under_every, "under some": found.under_some,
             "alone": found.alone_under_some}  # fmt: skip
    columns = [f"place {place}" for place in range(1, leads.shape[1] + 2)]
    return pd.DataFrame(flags, index=names).join(pd.DataFrame(points, names, columns))


def _plain(points: FloatArray, leads: FloatArray, place: int, shape: Shape) -> FloatArray:
    """Round points to hundredths of those of first place, if with these the option leads too."""
    if np.isnan(points).any():
        return points
    rounded = np.round(points, 2)
    steps = -np.diff(rounded)
    ahead = (leads[place] - np.delete(leads, place, axis=0)) @ steps
    before = (leads[place] - np.delete(leads, place, axis=0)) @ -np.diff(points)
    is_shape = shape == "decreasing" or (np.diff(steps) <= TIE_TOLERANCE).all()
    leads_too = (ahead > TIE_TOLERANCE).all() or not (before > TIE_TOLERANCE).all()
    return rounded if is_shape and leads_too and (ahead >= -TIE_TOLERANCE).all() else points


# --- what is said ---------------------------------------------------------------------------------


def claims_about_points(found: StabilityTables, weights: Claim | None = None) -> Iterator[Claim]:
    """Say who leads whatever points the places get; if nobody does, who with which points.

    Parameters
    ----------
    found : StabilityTables
    weights : Claim, optional
        What to call the weights; "these weights" unless given.
    """
    problem = found.ranking.problem
    if found.scorings.empty:
        if problem.unrelated or _are_too_many(problem):
            yield _claim("no points", criteria=tuple(problem.unrelated))
        return
    told: dict[str, Value] = {
        "gaps": bool(np.isnan(problem.ranks[problem.scored]).any()),
        "ballots": problem.counts,
        "places": _n_places(found),
        "weights": weights or (),
        "measured": bool((~np.isnan(problem.values[problem.scored])).any()),
    }
    for shape in _SHAPES:
        table = _of(found, shape)
        who = tuple(str(name) for name in table.index[table["under every"]])
        if who:
            is_convex = shape == "convex"
            others, rest = _who_leads(found, besides=who) if is_convex else ((), 0)
            alone = len(who) == int(table["under some"].sum())
            yield _claim("every points", who=who, convex=is_convex, alone=alone, others=others,
                         rest=rest, **told)  # fmt: skip
            return
    parts, rest = _who_leads(found)
    yield _claim("some points", parts=parts, rest=rest, **told)


def _of(found: StabilityTables, shape: Shape) -> pd.DataFrame:
    """Give the table of one shape; rows are options."""
    return found.scorings.loc[[shape]].droplevel("points")


def _n_places(found: StabilityTables) -> str:
    n = sum(str(column).startswith("place ") for column in found.scorings.columns)
    return str(n) if n <= _THREE_PLACES else "more"


def _who_leads(
    found: StabilityTables, besides: tuple[str, ...] = ()
) -> tuple[tuple[Claim, ...], int]:
    """Say with which points others lead, and how many more do.

    Those that do with steps that never grow come first. Of those that are level at best none is
    told where others can lead alone: with points for all places but the last nearly all are level.
    """
    table = _of(found, "decreasing")
    names = [str(name) for name in table.index[table["under some"]] if name not in besides]
    alone, convex = table["alone"].to_dict(), _of(found, "convex")["under some"].to_dict()
    chosen = [name for name in names if alone[name]] or names
    chosen.sort(key=lambda name: not convex[name])
    parts = tuple(_with_points(found, name) for name in chosen[:_MOST_TOLD])
    return parts, len(names) - len(parts)


def _with_points(found: StabilityTables, name: str) -> Claim:
    any_row, convex = (_of(found, shape).to_dict(orient="index")[name] for shape in _SHAPES)
    alone = bool(any_row["alone"])
    row = convex if convex["under some"] and bool(convex["alone"]) == alone else any_row
    if not found.second_places.empty:
        ends_of = found.second_places.to_dict(orient="index")[name]
        low, high = (float(ends_of[end]) for end in ("least", "greatest"))
        which = ("one" if high - low <= SAME_WEIGHT else "most" if low <= SAME_WEIGHT
                 else "least" if high >= 1 - SAME_WEIGHT else "between")  # fmt: skip
        ends = {"low": Percent(low, weight_decimals(low)),
                "high": Percent(high, weight_decimals(high))}  # fmt: skip
        return _claim("second place", who=name, alone=alone, which=which, **ends)
    points = [float(row[column]) for column in row if str(column).startswith("place ")]
    hundredths = [round(_HUNDREDTHS * each) for each in points]
    is_told = len(points) <= _MOST_PLACES_TOLD and np.allclose(
        np.array(hundredths) / _HUNDREDTHS, points, rtol=0, atol=TIE_TOLERANCE
    )
    return _claim("with points", who=name, alone=alone, points=tuple(hundredths) if is_told else ())
