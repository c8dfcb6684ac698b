"""What stability found, in tables, and what can be looked up in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, TypeAlias

import pandas as pd

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import find_name
from mcda_ai.methods.ranking import Ranking
from mcda_ai.sensitivity.nearest_rival import Nearest, nearest
from mcda_ai.weights import WeightSpace

Edge: TypeAlias = Annotated[str, ("leader from", "leader to")]
"""An end of the interval of a weight in which those lead that lead now."""

PRECONDITIONS = "the preconditions"
"""What `StabilityTables.left_out` calls them, left out together."""
NONE_LEFT = "nothing left"
"""The order where nothing is left to rank by."""
SAME_WEIGHT = 1e-9
"""Weights of a part that differ by no more are the same."""


@dataclass(frozen=True, eq=False, repr=False)
class StabilityTables:
    """The tables of `Stability`, which says what each holds."""

    ranking: Ranking
    within: WeightSpace
    conditions: tuple[str, ...] = ()
    outside: bool = False
    preference: pd.DataFrame = field(default_factory=pd.DataFrame)
    extreme_ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    leading: pd.DataFrame = field(default_factory=pd.DataFrame)
    best_weights: pd.DataFrame = field(default_factory=pd.DataFrame)
    weight_ranges: pd.DataFrame = field(default_factory=pd.DataFrame)
    intervals: pd.DataFrame = field(default_factory=pd.DataFrame)
    break_points: pd.DataFrame = field(default_factory=pd.DataFrame)
    end_scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    weight_flips: pd.DataFrame = field(default_factory=pd.DataFrame)
    flip_weights: pd.DataFrame = field(default_factory=pd.DataFrame)
    judgement_flips: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out_ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    layers: pd.DataFrame = field(default_factory=pd.DataFrame)
    scorings: pd.DataFrame = field(default_factory=pd.DataFrame)
    second_places: pd.DataFrame = field(default_factory=pd.DataFrame)
    versions: pd.DataFrame = field(default_factory=pd.DataFrame)
    disputed: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def rivals(self) -> pd.DataFrame:
        """The rows of `weight_flips` of those that do not lead under the weights asked about.

        All rows, where those weights are not admissible.
        """
        leaders = [] if self.outside else self.ranking.leaders
        return self.weight_flips.drop(leaders)

    @property
    def nearest_rivals(self) -> Nearest | None:
        """Who takes the fewest points of weight to lead, and how many; None if nobody can."""
        return None if self.weight_flips.empty else nearest(self.rivals["points"])

    @property
    def kind_of_parts(self) -> str:
        """What weights are told of: "layer", or "criterion" where one layer only is scored."""
        kinds = self.intervals.index.get_level_values("kind")
        return "layer" if (kinds == "layer").sum() > 1 else "criterion"

    @checks_arguments
    def beyond(self, kind: str, part: str, edge: Edge) -> dict[str, Any] | None:
        """Give the stretch of `break_points` beyond an edge of an interval.

        Parameters
        ----------
        kind, part : str
        edge : {"leader from", "leader to"}

        Returns
        -------
        dict or None
            None where the interval reaches the end that way, or its edge is not known.
        """
        kind, part = self._part(kind, part)
        at = float(self.intervals[edge].to_dict()[kind, part])
        goes_on = at < 1 if edge == "leader to" else at > 0  # neither where it is NaN
        if not goes_on:
            return None
        return self._stretch(kind, part, "from" if edge == "leader to" else "to", at)

    @checks_arguments
    def last_stretch(self, kind: str, part: str, edge: Edge) -> dict[str, Any] | None:
        """Give the stretch of `break_points` in which those lead now that lead up to an end.

        Parameters
        ----------
        kind, part, edge
            As in `beyond`.

        Returns
        -------
        dict or None
            None where the interval does not reach the end, or its edge is not known.
        """
        kind, part = self._part(kind, part)
        at = float(self.intervals[edge].to_dict()[kind, part])
        end = 1.0 if edge == "leader to" else 0.0
        return self._stretch(kind, part, edge.removeprefix("leader "), end) if at == end else None

    @checks_arguments
    def next_stretch(
        self, stretch: dict[str, Any], near: str, width: float
    ) -> dict[str, Any] | None:
        """Give the next of `break_points` beyond one that is at least so wide, if there is any."""
        points = self.break_points
        mine = points[(points["kind"] == stretch["kind"]) & (points["part"] == stretch["part"])]
        beyond = mine["to"] > stretch["to"] if near == "from" else mine["from"] < stretch["from"]
        wide = mine[beyond & (mine["to"] - mine["from"] >= width)].to_dict(orient="records")
        if not wide:
            return None
        chosen = wide[0 if near == "from" else -1]
        return {str(key): value for key, value in chosen.items()}

    def _part(self, kind: str, part: str) -> tuple[str, str]:
        """Find the layer or criterion that is meant."""
        kinds = self.intervals.index.get_level_values("kind")
        found = find_name("kind", kind, kinds.unique())
        parts = self.intervals.index.get_level_values(1)[kinds == found]
        return found, find_name(found, part, map(str, parts))

    def _stretch(self, kind: str, part: str, side: str, at: float) -> dict[str, Any] | None:
        points = self.break_points
        mine = points[(points["kind"] == kind) & (points["part"] == part)]
        away = (mine[side].astype(float) - at).abs()
        records = mine[away <= SAME_WEIGHT].to_dict(orient="records")
        return {str(key): value for key, value in records[0].items()} if records else None

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {
            name: value for name, value in vars(self).items() if isinstance(value, pd.DataFrame)
        }
