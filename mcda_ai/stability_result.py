"""What stability gives: what would change the answer, in tables and in sentences."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.aggregation import Ranking


@dataclass(frozen=True, eq=False, repr=False)
class Stability:
    """How far the answer of one method under one weighting can be trusted to stay.

    The first nine tables are for methods that are linear in the weights; they are empty
    otherwise, and `notes` says so. All are exact.

    Attributes
    ----------
    ranking : Ranking
        The answer itself.
    preference : DataFrame, (alternative, versus) x ("necessary", "possible", ...)
        Whether the first is at least as good as the other under all admissible weights, or some;
        "strictly" means better.
    extreme_ranks : DataFrame, alternatives x ("best", "worst")
    leading : DataFrame, alternatives x ("can lead", "can lead alone", "greatest lead")
    best_weights : DataFrame, alternatives x criteria
        Weights that give an alternative its greatest lead, or its narrowest defeat.
    weight_ranges : DataFrame, (alternative, part) x ("least", "greatest")
        Weight of each layer and criterion over all admissible weights under which it leads.
    intervals : DataFrame, (kind, part) x ("weight", "leader from", "leader to", ...)
        Between which weights of a layer or criterion, the others in proportion, the leaders
        ("leader from", "leader to") or the whole ranking stay as they are.
    break_points : DataFrame
        For each part, the weights at which somebody else begins to lead, and who leads from there
        to the next ("leaders"); at the point itself both lead.
    end_scores : DataFrame
        For each part and alternative, its score where the part has no weight ("at 0") and where
        it has all ("at 1"), the others in proportion; in between, scores are straight lines. NaN
        for a part that has all weight now.
    weight_flips : DataFrame, alternatives x ("points", *criteria)
        Per cent of the weight to move until an alternative leads, and the weights then.
    judgement_flips : DataFrame, alternatives x ("criteria", "distance", "judgements")
        The fewest criteria that, judged otherwise, let an alternative lead alone.
    left_out : DataFrame, (kind, what) x ("order", "leaders", "leader changes", "order changes")
        Without one layer, criterion or alternative, without the preconditions, and with nothing
        but the last two layers of the benefit chain; the rest in proportion.
    left_out_ranks : DataFrame, (kind, what) x alternatives
        The ranks then; NaN for an alternative left out, or if nothing is left to rank.
    layers : DataFrame, layers x ("order", "leaders")
        What each layer says by itself.
    versions : DataFrame, (kind, name) x ("order", "leaders", "leader changes")
        Under each reading, and each scenario.
    disputed : DataFrame
        For each disputed criterion and other reading: the leaders if it is read so alone, and
        whether that changes them.
    notes : tuple of str
    """

    ranking: Ranking
    preference: pd.DataFrame = field(default_factory=pd.DataFrame)
    extreme_ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    leading: pd.DataFrame = field(default_factory=pd.DataFrame)
    best_weights: pd.DataFrame = field(default_factory=pd.DataFrame)
    weight_ranges: pd.DataFrame = field(default_factory=pd.DataFrame)
    intervals: pd.DataFrame = field(default_factory=pd.DataFrame)
    break_points: pd.DataFrame = field(default_factory=pd.DataFrame)
    end_scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    weight_flips: pd.DataFrame = field(default_factory=pd.DataFrame)
    judgement_flips: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out_ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    layers: pd.DataFrame = field(default_factory=pd.DataFrame)
    versions: pd.DataFrame = field(default_factory=pd.DataFrame)
    disputed: pd.DataFrame = field(default_factory=pd.DataFrame)
    notes: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """Say in plain words what would change the answer."""
        return list(_sentences(self))

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {
            name: value for name, value in vars(self).items() if isinstance(value, pd.DataFrame)
        }

    def to_frame(self) -> pd.DataFrame:
        """All tables in tidy form: table, of (row), column, value."""
        rows = [
            (name, _joined(row), str(column), value)
            for name, table in self._tables().items()
            for row, record in zip(table.index, table.to_dict(orient="records"), strict=True)
            for column, value in record.items()
        ]
        return pd.DataFrame(rows, columns=["table", "of", "column", "value"])

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        tables = {
            name: table.reset_index().to_dict(orient="records")
            for name, table in self._tables().items()
        }
        return {
            "ranking": self.ranking.to_dict(),
            **tables,
            "sentences": self.sentences,
            "notes": list(self.notes),
        }

    def __repr__(self) -> str:
        return "\n".join([repr(self.ranking), "", *self.sentences, *self.notes])

    def _repr_html_(self) -> str:
        told = "".join(f"<li>{html.escape(each)}</li>" for each in (*self.sentences, *self.notes))
        return f"{self.ranking._repr_html_()}<ul>{told}</ul>"


def _sentences(found: Stability) -> Iterator[str]:
    leaders = found.ranking.leaders
    yield from _of_flips(found, leaders)
    yield from _of_all_weights(found)
    yield from _of_intervals(found)
    left_out = found.left_out.reset_index().to_dict(orient="records")
    changes = [row for row in left_out if row["leader changes"]]
    for row in changes:
        named = row["what"] if row["kind"] == "layers" else f"the {row['kind']} {row['what']}"
        yield f"without {named}: {row['leaders']} first"
    if left_out and not changes:
        yield "no single layer, criterion or alternative, left out, changes who leads"
    for row in found.versions.reset_index().to_dict(orient="records"):
        if row["leader changes"]:
            yield f"{row['kind']} {row['name']}: {row['leaders']} first"
    for row in found.disputed.to_dict(orient="records"):
        if row["leader changes"]:
            yield f"{row['criterion']} read as in {row['as in']}: {row['leaders']} first"


def _of_flips(found: Stability, leaders: Sequence[str]) -> Iterator[str]:
    flips = found.weight_flips
    rivals = [] if flips.empty else [name for name in flips.index if name not in leaders]
    if rivals:
        points = flips.loc[rivals, "points"]
        if np.isfinite(points.min()):
            nearest = str(points.idxmin())
            yield (
                f"another lead takes at least {points.min():.1f} points of the weight: to {nearest}"
            )
        never = [name for name in rivals if not np.isfinite(points[name])]
        if never:
            yield f"no admissible weights let {' or '.join(never)} lead"
    judged = found.judgement_flips.to_dict(orient="index")
    for name, row in judged.items():
        if name not in leaders and row["judgements"]:
            told = "; ".join(f"{k}: {order}" for k, order in row["judgements"].items())
            yield (
                f"{name} would lead alone if {int(row['criteria'])} criteria were judged "
                f"otherwise ({told})"
            )


def _of_all_weights(found: Stability) -> Iterator[str]:
    if found.leading.empty:
        return
    able = [str(name) for name in found.leading.index[found.leading["can lead"]]]
    if len(able) == 1:
        yield f"{able[0]} leads under every admissible weighting"
    sure = found.preference[found.preference["necessary strictly"]]
    for better, worse in sure.index:
        yield f"{better} is better than {worse} under every admissible weighting"


def _of_intervals(found: Stability) -> Iterator[str]:
    """Say from which weight of each layer on somebody else leads."""
    if found.intervals.empty:
        return
    points = found.break_points
    for row in found.intervals.reset_index().to_dict(orient="records"):
        if row["kind"] != "layer":
            continue
        walked = points[(points["kind"] == "layer") & (points["part"] == row["part"])]
        for edge, sign, column in (("leader to", "more", "from"), ("leader from", "less", "to")):
            at = float(row[edge])
            beyond = walked[np.isclose(walked[column], at)]
            if 0 < at < 1 and len(beyond):
                yield (
                    f"{beyond['leaders'].iloc[0]} leads once {row['part']} weighs {sign} than "
                    f"{100 * at:.1f} % (now {100 * row['weight']:.1f} %) and the others keep their "
                    "proportions"
                )


def _joined(name: object) -> str:
    return ": ".join(map(str, name)) if isinstance(name, tuple) else str(name)
