"""What robustness gives: shares, errors, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.messages.claims import Certainty, Claim, Share, claims_of
from mcda_ai.messages.faults import ProblemError, find_name
from mcda_ai.messages.figures import rounded, share_text
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult

_TABLES = ("rank_acceptability", "pairwise_winning", "central_weights", "expected_rank", "entropy")
_claim = claims_of("sensitivity.smaa")
SHARED_LEADS = _claim("shared leads")

_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class StandardErrors:
    """Standard errors, each in the shape of the index of the same name; 0 where exact."""

    rank_acceptability: pd.DataFrame
    pairwise_winning: pd.DataFrame
    central_weights: pd.DataFrame
    expected_rank: pd.Series[float]
    entropy: pd.Series[float]


@dataclass(frozen=True, eq=False, repr=False)
class Robustness(ShownResult):
    """Rank acceptability and its companions (SMAA-2: Lahdelma and Salminen 2001).

    Attributes
    ----------
    rank_acceptability : DataFrame, alternatives x ranks 1..m
        Share of the weightings that give an alternative a rank (1 + the number strictly better;
        rows sum to 1, columns need not where alternatives tie).
    pairwise_winning : DataFrame, alternatives x alternatives
        Share of the weightings in which the row is ahead of the column; ties and incomparable
        pairs count for neither.
    relations : DataFrame, (alternative, versus) x ("ahead", "behind", "tied", "incomparable")
        The four shares of each pair; they sum to 1.
    central_weights : DataFrame, alternatives x criteria
        Mean of the weightings under which an alternative is first; NaN if it never is.
    confidence_factors : Series by alternative
        Share with which an alternative is first at its own central weights (NaN if it has none):
        1 or 0 where rankings and numbers are fixed. It is 1 by construction for a method that is
        linear in the weights over a convex weight space.
    cross_confidence : DataFrame, alternatives x alternatives
        Share with which the row is first at the central weights of the column.
    expected_rank : Series by alternative
    leader_sets : Series by set of leaders, as text
        Share of the weightings that each set leads, "A, B" if several; "" where a choice set is
        empty.
    order_shares : Series by order, as text
        Share of the weightings of each whole ranking, the most frequent first.
    entropy : Series by "leader", "ranking"
        Of the leaders and of the whole ranking, in bits: 0 where they are settled.
    standard_error : StandardErrors
        Of the figures above. A share of 0 in N draws has no error to show: it is "< 3/N".
    exact : bool
        Whether every figure is exact rather than drawn.
    exact_fields : tuple of str
        The figures that are exact.
    size : int
        Number of weight vectors drawn; 0 where exact.
    provenance : Provenance
    """

    rank_acceptability: pd.DataFrame
    pairwise_winning: pd.DataFrame
    relations: pd.DataFrame
    central_weights: pd.DataFrame
    confidence_factors: pd.Series[float]
    cross_confidence: pd.DataFrame
    expected_rank: pd.Series[float]
    leader_sets: pd.Series[float]
    order_shares: pd.Series[float]
    entropy: pd.Series[float]
    standard_error: StandardErrors
    size: int
    provenance: Provenance
    exact: bool = False
    exact_fields: tuple[str, ...] = ()

    @property
    def cumulative(self) -> pd.DataFrame:
        """Share of the weightings in which an alternative has rank k or better."""
        return self.rank_acceptability.cumsum(axis=1)

    def share(self, alternative: str, rank: int = 1) -> float:
        """Give the share of the weightings that give an alternative a rank."""
        names = [str(name) for name in self.rank_acceptability.index]
        row = names.index(find_name("alternative", alternative, names))
        if rank not in self.rank_acceptability.columns:
            raise ProblemError(f"rank: {rank!r}; allowed: 1 to {len(names)}")
        return float(self.rank_acceptability.to_numpy()[row, int(rank) - 1])

    def share_text(self, alternative: str, rank: int = 1, language: str = "en") -> str:
        """Say how often an alternative has a rank: ``71.3 % ± 0.1``, or ``< 0.003 %``."""
        return share_text(self.share(alternative, rank), self.size, language)

    def share_of(self, alternative: str, rank: int = 1) -> Share:
        """Give the same share with how it is known."""
        return Share(self.share(alternative, rank), self.size)

    def _claims(self) -> Iterator[Claim]:
        """Say in which share of the weightings each is first, the most frequent at the start."""
        shares = {str(name): self.share(str(name)) for name in self.rank_acceptability.index}
        certainty: Certainty = "drawn" if self.size else "exact"
        for name in sorted(shares, key=lambda name: -shares[name]):
            yield _claim("first", certainty, who=name, share=self.share_of(name))
        if sum(shares.values()) > 1 + _ROUNDING:
            yield SHARED_LEADS

    def to_frame(self) -> pd.DataFrame:
        """All figures in tidy form: index, alternative, of (rank, rival or criterion), value."""
        frames = []
        for index in ("rank_acceptability", "pairwise_winning", "central_weights"):
            values = _tidy(getattr(self, index), index, "value")
            errors = _tidy(getattr(self.standard_error, index), index, "standard_error")
            values["standard_error"] = errors["standard_error"]
            frames.append(values)
        frames.append(_tidy(self.cross_confidence, "cross_confidence", "value"))
        for index in ("confidence_factors", "expected_rank", "entropy"):
            series = getattr(self, index)
            error = getattr(self.standard_error, index, None)
            frames.append(
                pd.DataFrame(
                    {
                        "index": index,
                        "alternative": "" if index == "entropy" else series.index,
                        "of": series.index if index == "entropy" else "",
                        "value": series.to_numpy(),
                        "standard_error": np.nan if error is None else error.to_numpy(),
                    }
                )
            )
        return pd.concat(frames, ignore_index=True)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        pairs = self.relations.reset_index().to_dict(orient="records")
        return {
            **{name: _nested(getattr(self, name)) for name in _TABLES},
            "relations": pairs,
            "confidence_factors": self.confidence_factors.to_dict(),
            "cross_confidence": _nested(self.cross_confidence),
            "leader_sets": self.leader_sets.to_dict(),
            "order_shares": self.order_shares.to_dict(),
            "standard_error": {
                name: _nested(getattr(self.standard_error, name)) for name in _TABLES
            },
            "exact": self.exact,
            "exact_fields": list(self.exact_fields),
            "size": self.size,
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": asdict(self.provenance),
        }

    def _table(self) -> pd.DataFrame:
        """Every share as text."""
        names = list(self.rank_acceptability.index)
        columns = [int(rank) for rank in self.rank_acceptability.columns]
        return pd.DataFrame(
            {f"rank {rank}": [self.share_text(name, rank) for name in names] for rank in columns},
            index=names,
        )

    @property
    def _entropy_text(self) -> str:
        leader, ranking = (rounded(self.entropy[what], 3) for what in ("leader", "ranking"))
        return (
            f"uncertainty (entropy) of the leader {leader} bits, of the whole ranking {ranking} "
            "bits; 0 is certain"
        )

    def _parts(self) -> Iterator[Part]:
        yield from (str(self.provenance), self._table(), self._entropy_text)


def _nested(table: pd.DataFrame | pd.Series[float]) -> dict[Any, Any]:
    """Row by row, as plain dicts."""
    return table.to_dict(orient="index") if isinstance(table, pd.DataFrame) else table.to_dict()


def _tidy(table: pd.DataFrame, index: str, value: str) -> pd.DataFrame:
    rows = [
        {"index": index, "alternative": alternative, "of": of, value: table.loc[alternative, of]}
        for alternative in table.index
        for of in table.columns
    ]
    return pd.DataFrame(rows)
