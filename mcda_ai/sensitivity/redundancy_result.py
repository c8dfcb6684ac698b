"""What counting equal rankings once gives: groups, who leads from where to where, and shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.messages.claims import Certainty, Claim, Share, Value, claims_of
from mcda_ai.messages.figures import share_text
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods.contract import Method
from mcda_ai.methods.ranking import provenance_of
from mcda_ai.orders.weak_order import number_of_weak_orders
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import groups_of
from mcda_ai.sensitivity.repeats import ranking_on

PAIRS = ("space", "rho", "alternative", "versus", "share", "size")
LOOKED_AT = 257
"""At how many values of rho a method is asked that is not linear in the weights."""
_SORTS = {"uniform": "flat", "layer-first": "layers"}

_claim = claims_of("sensitivity.redundancy")


@dataclass(frozen=True, eq=False, repr=False)
class Redundancy(ShownResult):
    """Who leads as criteria with equal rankings count as often as they stand, once, or between.

    Attributes
    ----------
    groups : DataFrame, one row a ranking x ("size", "ranking", "criteria", "layers", "weight")
        The criteria that say the same, the largest group first; "ranking" is empty where they are
        no ranking, as with thresholds; "weight" is theirs together, counted as often as they stand.
        Only scored criteria.
    leads : DataFrame, one row a stretch x ("from", "to", "leaders")
        Who leads from which rho to which, from 0 (each ranking counts once) to 1 (as often as it
        stands). A stretch from a rho to itself is a crossing at which others lead.
    is_solved : bool
        Whether every change was solved for, as of methods that are linear in the weights; else
        rho was looked at in steps, and changes there and back within one may be missing.
    shares : DataFrame, ("space", "rho", "alternative") x ("share", "size", "lower", "upper")
        How often an alternative is first, alone or level, over a weight space: as all counts
        (rho 1), each ranking once (rho 0), and between. "size" is the number of draws, 0 where
        exact; the bounds are those of `Robustness.bounds`. Empty where no rankings are equal;
        layer by layer, none of a layer.
    agreement : DataFrame, criteria x criteria
        Kendall's tau-b of each two rankings over the pairs that both compare; NaN where one of
        them ties all of these.
    scope : {"problem", "layer"}
    weights : Series of float by criterion
    method : Method
    problem : DecisionProblem
    options : mapping of str to str
    pairs : DataFrame, ("space", "rho", "alternative", "versus") x ("share", "size")
        How often those who lead at either end are ahead of each other option: exact for any rho
        (size 0), of methods that are linear in the weights and not too many pairs.
    """

    made_by: ClassVar[str] = "mcda_ai.redundancy"
    groups: pd.DataFrame
    leads: pd.DataFrame
    is_solved: bool
    shares: pd.DataFrame
    agreement: pd.DataFrame
    scope: str
    weights: pd.Series[float]
    method: Method
    problem: DecisionProblem
    options: Mapping[str, str] = field(default_factory=dict)
    pairs: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=PAIRS))

    @property
    def provenance(self) -> Provenance:
        """What it rests on: problem, method and the weights themselves."""
        return provenance_of(self.problem, self.method, self.options, self.weights)

    @property
    def crossings(self) -> list[float]:
        """Every rho at which the leaders change, from 0 to 1."""
        starts = self.leads["from"].to_numpy()[1:]
        return [float(rho) for rho in np.unique(starts)]

    @property
    def break_even(self) -> float:
        """The rho nearest to 1 at which the leaders change; NaN if they never do."""
        return max(self.crossings, default=np.nan)

    @property
    def worth(self) -> float:
        """As how many criteria the largest group counts there, size^rho; NaN if there is none."""
        return float(np.exp(self.break_even * np.log(self.groups["size"].max())))

    @property
    def leaders_as_they_stand(self) -> tuple[str, ...]:
        """Who leads where every judgement counts: what `mcda_ai.rank` says."""
        return tuple(self.leads["leaders"].iloc[-1])

    @property
    def leaders_once_each(self) -> tuple[str, ...]:
        """Who leads where each ranking counts once."""
        return tuple(self.leads["leaders"].iloc[0])

    @property
    def largest_ranking(self) -> Value:
        """What the largest group says, as groups of names; empty of what is no ranking."""
        return groups_of(ranking_on(self.problem, self.groups["criteria"].iloc[0][0]))

    @property
    def agreement_of_layers(self) -> pd.DataFrame:
        """The mean tau-b of criteria of one layer, or of two, each with each other one.

        NaN where no two of them have one, as in a layer of one criterion.
        """
        scored = self.problem.scored
        layer = self.problem.layer_of[scored]
        tau = self.agreement.to_numpy().copy()
        np.fill_diagonal(tau, np.nan)
        known, sums = ~np.isnan(tau), np.nan_to_num(tau)
        inside = (layer[:, None] == np.unique(layer)).astype(np.float64)
        names = [self.problem.layer_names[k] for k in np.unique(layer)]
        with np.errstate(invalid="ignore"):
            means = (inside.T @ sums @ inside) / (inside.T @ known @ inside)
        return pd.DataFrame(means, names, names)

    def agreement_by_pair(self) -> pd.DataFrame:
        """One row for each two criteria: their layers, and tau-b; those that agree most first."""
        layers = dict(zip(self.problem.criterion_names, self.problem.layer_of, strict=True))
        names = list(self.agreement.index)
        i, j = np.triu_indices(len(names), 1)
        of = [self.problem.layer_names[layers[name]] for name in names]
        frame = pd.DataFrame(
            {
                "criterion": [names[k] for k in i], "layer": [of[k] for k in i],
                "other": [names[k] for k in j], "layer of other": [of[k] for k in j],
                "tau-b": self.agreement.to_numpy()[i, j],
            }
        )  # fmt: skip
        return frame.sort_values("tau-b", ascending=False, kind="stable", ignore_index=True)

    def _claims(self) -> Iterator[Claim]:
        """Say what is equal, whether the lead depends on it and from where, and what shares do."""
        sizes = self.groups["size"]
        by_layer = self.scope == "layer"
        if self.problem.counts:
            yield _claim("ballots")
            return
        if sizes.max() == 1:
            yield _claim("none", n=len(sizes), by_layer=by_layer)
            return
        (alike,) = np.nonzero(sizes.to_numpy() == sizes.max())
        yield _claim(
            "repeats", n=int(sizes.sum()), kinds=len(sizes), by_layer=by_layer,
            most=int(sizes.max()), others=len(alike) - 1, ranking=self.largest_ranking,
        )  # fmt: skip
        n, m = int(sizes.sum()), len(self.problem.alternatives)
        if not by_layer and n > (possible := number_of_weak_orders(m)) and self._ranks_all:
            yield _claim("unavoidable", m=m, possible=int(possible), n=n)
        yield from self._of_leads()
        yield from self._of_shares()
        yield _claim("no proof")

    @property
    def _ranks_all(self) -> bool:
        """Whether every scored criterion is a ranking of all options, with nothing left open."""
        scored, n = self.problem.scored, len(self.problem.alternatives)
        compared = self.problem.comparable.values[scored].sum(axis=(1, 2))
        is_ranking = np.array_equal(self.problem.ahead.values, self.problem.preferences.values)
        return is_ranking and bool((compared == n * (n - 1)).all())

    def _of_leads(self) -> Iterator[Claim]:
        now, once = self.leaders_as_they_stand, self.leaders_once_each
        if len(self.leads) == 1:
            yield _claim("always", who=now, solved=self.is_solved, steps=LOOKED_AT - 1)
            return
        between = tuple(dict.fromkeys(
            leaders for leaders in self.leads["leaders"].iloc[1:-1]
            if leaders not in (now, once) and not set(leaders) <= {*now, *once}
        ))  # fmt: skip
        yield _claim("changes" if now != once else "changes back", now=now, once=once)
        for leaders in between:
            yield _claim("between", who=leaders)
        repeated = self.groups["size"] > 1
        yield _claim(
            "break even", most=int(self.groups["size"].max()), worth=round(self.worth, 1),
            several=len(self.crossings) > 1, others=int(repeated.sum()) > 1,
        )  # fmt: skip
        if not self.is_solved:
            yield _claim("in steps", steps=LOOKED_AT - 1)

    def _of_shares(self) -> Iterator[Claim]:
        """Say how often those are first who lead at either end, or are most often, both ways."""
        leaders = (*self.leaders_as_they_stand, *self.leaders_once_each)
        for space in self.shares["space"].unique():
            rows = self.shares[self.shares["space"] == space].set_index(["rho", "alternative"])
            if 0.0 not in rows.index:
                continue
            often = (str(rows.loc[rho, "share"].idxmax()) for rho in (1.0, 0.0))
            for name in dict.fromkeys((*leaders, *often)):
                now, once = (_share(rows.loc[(rho, name)]) for rho in (1.0, 0.0))
                drawn: Certainty = "drawn" if now.size or once.size else "exact"
                sort = _SORTS.get(space, "own")
                within = sort == "layers" or self.scope == "layer"
                yield _claim("shares", drawn, who=name, now=now, once=once, space=sort,
                             within=within)  # fmt: skip

    def to_frame(self) -> pd.DataFrame:
        """One row a stretch of rho."""
        return self.leads.assign(leaders=self.leads["leaders"].map(leaders_text))

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "groups": self.groups.to_dict(orient="records"),
            "leads": self.leads.to_dict(orient="records"),
            "is_solved": self.is_solved,
            "crossings": self.crossings,
            "break_even": self.break_even,
            "worth": self.worth,
            "shares": self.shares.to_dict(orient="records"),
            "pairs": self.pairs.to_dict(orient="records"),
            "agreement": self.agreement.to_dict(orient="index"),
            "agreement_of_layers": self.agreement_of_layers.to_dict(orient="index"),
            "scope": self.scope,
            "weights": self.weights.to_dict(),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        yield from (str(self.provenance), self.groups.drop(columns="criteria"), self.to_frame())
        if not self.shares.empty:
            yield self._shares_by_rho()
        means = self.agreement_of_layers
        if len(means) > 1:  # as a text, which is not cut however many layers there are
            yield "mean tau-b of criteria, within and between layers"
            yield means.round(2).to_string(na_rep="–")
        yield from ("", self._findings_said)

    def _shares_by_rho(self) -> pd.DataFrame:
        """Write the shares as text, an alternative a column."""
        shares = zip(self.shares["share"], self.shares["size"], strict=True)
        texts = self.shares.assign(text=[share_text(share, size) for share, size in shares])
        by_rho = texts.set_index(["space", "rho", "alternative"])["text"].unstack("alternative")  # noqa: PD010  (texts, none twice)
        return by_rho[list(self.problem.alternative_names)].sort_index(ascending=[True, False])


def _share(row: pd.Series[float]) -> Share:
    return Share(float(row["share"]), int(row["size"]))
