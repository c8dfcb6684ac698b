"""What robustness gives: shares, errors, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.algorithms.shares import are_level
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.claims import Claim, Share, certainty_of, claims_of
from mcda_ai.messages.faults import ProblemError, faults_of, find_name, shown
from mcda_ai.messages.figures import rounded, share_text
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import leaders_named, leaders_text
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray
from mcda_ai.sensitivity.versus_baseline import claims_versus_baseline

_TABLES = ("rank_acceptability", "pairwise_winning", "central_weights", "expected_rank", "entropy")
_claim = claims_of("sensitivity.smaa")
_fault = faults_of("sensitivity")
SHARED_LEADS = _claim("shared leads")
_LIKELY = {"around": "around", "layer-first": "layers"}
"""What the weightings of a space of this name are said to be likely by."""
_FLAT = {"bounded", "constrained", "ordered", "prefers"}
"""Names of spaces that set conditions, and take all that meets them for equally likely."""


def _no_options() -> pd.Series[str]:
    return pd.Series({}, dtype=object)


def _nothing_certified() -> pd.DataFrame:
    return pd.DataFrame({"lower": [], "upper": []}, dtype=np.float64)


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
        Share of the weightings that each set leads, "A, B" if several; "" where nobody is first,
        as in an empty choice set.
    order_shares : Series by order, as text
        Share of the weightings of each whole ranking, the most frequent first, and no more than
        1,000 of them; their sum is the share of the weightings that is written out here.
    n_orders : int
        How many different whole rankings occur, those that are not written out included.
    entropy : Series by "leader", "ranking"
        Of the leaders and of the whole ranking, in bits: 0 where they are settled. Of the leaders
        log2(k) if k sets of `leader_sets` lead equally often; a shared lead is a set of its own,
        and so is nobody. Of the whole ranking over all that occur, written out or not.
    standard_error : StandardErrors
        Of the figures above. A share of 0 in N draws has no error to show: it is "< 3/N",
        unless it is 0 for certain.
    exact : bool
        Whether every figure is exact rather than drawn.
    exact_fields : tuple of str
        The figures that are exact. Mean ranks can be where `pairwise_winning` is drawn: which
        way round a cycle goes changes who is ahead of whom, but not how often each has a rank.
    size : int
        Number of weight vectors drawn; 0 where exact.
    provenance : Provenance
    bounds : DataFrame, (alternative, rank) x ("lower", "upper")
        Between which each share of `rank_acceptability` lies: of all that are drawn together, at
        95 % confidence (see `mcda_ai.algorithms.shares.anytime_bounds`). The bounds of an exact
        share are the share itself, to 1e-6 at least, among drawn ones too where it is 0 or 1 for
        certain. NaN where a result saved by an earlier version does not tell.
    certified : DataFrame, alternatives x ("lower", "upper")
        Between which each share of first places that is not exact lies for certain, whatever was
        drawn (see `mcda_ai.algorithms.certified_shares`); NaN where nothing was certified, and
        without rows where nothing was for any. Where it is wider than `bounds` both hold.
    thin : ThinEvidence
        Which alternatives and criteria are scored too thinly to count.
    always_versus_baseline : Series by alternative
        Of each option but the baseline, if there is one: whether it is "better" under every
        weighting, "not worse", "level", "not better", "worse", or now so, now otherwise (""), as
        is also said where nothing but draws tells.
    """

    made_by: ClassVar[str] = "mcda_ai.robustness"
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
    bounds: pd.DataFrame = field(default_factory=pd.DataFrame)
    certified: pd.DataFrame = field(default_factory=_nothing_certified)
    thin: ThinEvidence = field(default_factory=ThinEvidence)
    n_orders: int = 0
    always_versus_baseline: pd.Series[str] = field(default_factory=_no_options)

    def __post_init__(self) -> None:
        if self.n_orders == 0:  # earlier versions wrote all of them out
            object.__setattr__(self, "n_orders", len(self.order_shares))
        if self.bounds.empty:
            shares = self.rank_acceptability
            known = shares if self.size == 0 else shares * np.nan
            object.__setattr__(self, "bounds", bounds_by_rank(known, known))

    @property
    def cumulative(self) -> pd.DataFrame:
        """Share of the weightings in which an alternative has rank k or better."""
        return self.rank_acceptability.cumsum(axis=1)

    @checks_arguments
    def share(self, alternative: str, rank: int = 1) -> float:
        """Give the share of the weightings that give an alternative a rank."""
        return self.share_of(alternative, rank).value

    @checks_arguments
    def share_text(self, alternative: str, rank: int = 1, language: Language = "en") -> str:
        """Say how often an alternative has a rank: ``71.3 % ± 0.1``, or ``< 0.003 %``."""
        share = self.share_of(alternative, rank)
        return share_text(share.value, share.size, language)

    @checks_arguments
    def share_of(self, alternative: str, rank: int = 1) -> Share:
        """Give the same share with how it is known."""
        names = self._names
        row = self._rows.get(alternative)
        if row is None:
            row = names.index(find_name("alternative", alternative, names))
        if rank not in self.rank_acceptability.columns:
            raise ProblemError(_fault("no rank", rank=shown(rank), most=len(names)))
        place = row, int(rank) - 1
        is_exact = self._is_exact[place]
        share = float(self.rank_acceptability.to_numpy()[place])
        return Share(share, 0 if is_exact else self.size)

    @property
    def most_often_first(self) -> tuple[str, ...]:
        """Those that are first most often: several where their shares differ within their error."""
        shares = {name: self.share_of(name) for name in self._names}
        most = max(shares.values(), key=lambda share: share.value)
        return tuple(
            name
            for name, share in shares.items()
            if are_level(share.value, most.value, max(share.size, most.size))
        )

    @cached_property
    def _names(self) -> list[str]:
        return [str(name) for name in self.rank_acceptability.index]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self._names)}

    @cached_property
    def _is_exact(self) -> BoolArray:
        """Tell which shares of `rank_acceptability` are exact, in the same shape."""
        lower, upper = self.bounds.to_numpy().T
        return np.asarray((lower == upper).reshape(self.rank_acceptability.shape))

    def _claims(self) -> Iterator[Claim]:
        """Say in which share of the weightings each is first, and what to know of these shares."""
        names = self._names
        shares = {name: self.share_of(name) for name in names}
        over = "voters" if self.provenance.over_voters else "weightings"
        for name in sorted(names, key=lambda name: -shares[name].value):
            share, certified = shares[name], list(self._claims_of_bounds(name))
            if not (certified and self._is_narrower(name)):
                yield _claim("first", certainty_of(share), who=name, share=share, over=over)
            yield from certified
        yield from claims_versus_baseline(self)
        yield from self._remarks()

    def _claims_of_bounds(self, name: str) -> Iterator[Claim]:
        """Say between which shares it is first for certain, if that is narrow, or above 0."""
        between = self.certified_between(name)
        if between is not None and (self._is_narrower(name) or between[0] > 0):
            over = "voters" if self.provenance.over_voters else "weightings"
            shares = tuple(map(Share, between))
            yield _claim("first between", "certified", who=name, shares=shares, over=over)

    @checks_arguments
    def certified_between(self, alternative: str) -> tuple[float, float] | None:
        """Give between which the share of first places lies for certain, where that is told."""
        names = self._names
        name = find_name("alternative", alternative, names)
        if self.certified.empty or self.certified.loc[name].isna().any():
            return None
        lower, upper = self.certified.to_numpy()[names.index(name)]
        return float(lower), float(upper)

    @checks_arguments
    def first_between(self, alternative: str) -> tuple[Share, Share]:
        """Give between which the share of first places lies, as well as that is known.

        Its certain bounds, if they are narrower than those of draws; else twice what was drawn, or
        what is exact.
        """
        between = self.certified_between(alternative)
        names = self._names
        if between is None or not self._is_narrower(find_name("alternative", alternative, names)):
            return (self.share_of(alternative),) * 2
        return Share(between[0]), Share(between[1])

    @property
    def first_places_are_exact(self) -> bool:
        """Whether every share of first places is exact rather than drawn."""
        return bool(self._is_exact[:, 0].all())

    def _is_narrower(self, name: str) -> bool:
        """Tell whether certain bounds of a share of first places are narrower than drawn ones."""
        widths = [table["upper"] - table["lower"] for table in (self.certified, self.bounds)]
        return bool(widths[0].loc[name] <= widths[1].loc[(name, 1)])

    @property
    def has_shared_leads(self) -> bool:
        """Whether several alternatives are first together under some of the weightings."""
        names = self._names
        sets = (str(text) for text, share in self.leader_sets.items() if share > 0)
        return any(len(leaders_named(text, names)) > 1 for text in sets)

    def _remarks(self) -> Iterator[Claim]:
        """Say what shares of first places do not tell, and what they assume."""
        if self.has_shared_leads:
            yield SHARED_LEADS
        nobody = float(self.leader_sets.get(leaders_text([]), 0.0))
        if nobody > 0:
            is_certain = nobody == 1 and self.first_places_are_exact
            share = Share(nobody, 0 if is_certain else self.size)
            over = "voters" if self.provenance.over_voters else "weightings"
            yield _claim("nobody first", certainty_of(share), share=share, over=over)
        yield from (*self.thin.empty.claims(), *self.thin.claims(self.placed_by_nothing))
        yield from assumption_in(self.provenance)

    @property
    def placed_by_nothing(self) -> tuple[str, ...]:
        """Alternatives that no score compares, and that are not always behind all others."""
        shares = self.rank_acceptability
        best = {str(name): int(shares.columns[row > 0][0]) for name, row in shares.iterrows()}
        return tuple(self.thin.placed_in(best))

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
            "n_orders": self.n_orders,
            "standard_error": {
                name: _nested(getattr(self.standard_error, name)) for name in _TABLES
            },
            "exact": self.exact,
            "exact_fields": list(self.exact_fields),
            "size": self.size,
            "bounds": self.bounds.reset_index().to_dict(orient="records"),
            "certified": self.certified.dropna().to_dict(orient="index"),
            **self._versus_baseline(),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _versus_baseline(self) -> dict[str, Any]:
        """Give what is known of every weighting as plain data; nothing without a baseline."""
        known = self.always_versus_baseline.to_dict()
        return {"always_versus_baseline": known} if self.provenance.baseline else {}

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
        leader = _bits(self.entropy["leader"], self.first_places_are_exact)
        ranking = _bits(self.entropy["ranking"], bool(self._is_exact.all()))
        told = f"uncertainty (entropy) of the leader {leader}, of the whole ranking {ranking}"
        nobody = ", and nobody first an outcome of its own"
        return f"{told}; 0 is certain{nobody if leaders_text([]) in self.leader_sets else ''}"

    def _parts(self) -> Iterator[Part]:
        certified = [
            claim for name in self.certified.index for claim in self._claims_of_bounds(str(name))
        ]
        yield from (str(self.provenance), self._table(), self._entropy_text)
        told = (*certified, *claims_versus_baseline(self), *self._remarks())
        yield from [self.words_in().said(claim) for claim in told]


def assumption_in(provenance: Provenance) -> Iterator[Claim]:
    """Say how likely each weighting is taken to be, if there are several."""
    names = set(provenance.weight_space.split(" & "))
    if "fixed" in names:
        return
    sort = next((sort for name, sort in _LIKELY.items() if name in names), "own")
    if names <= {*_FLAT, "uniform"}:
        sort = "criteria"
    if provenance.around_ballots:
        sort = "voters"
    yield _claim("assumption", sort=sort, limited=bool(names & _FLAT))
    if provenance.own_weights == "weights" and "around" not in names:
        yield _claim("own weights aside")


def _bits(entropy: float, is_proven: bool) -> str:
    """Write an entropy; 0 only if it is, and as that of these draws unless it is proven."""
    if entropy == 0:
        return "0 bits" if is_proven else "0 bits in these draws"
    return f"{rounded(entropy, 3) if entropy >= 0.0005 else '< 0.001'} bits"


def relations_between(ahead: FloatArray, tied: FloatArray, names: Sequence[str]) -> pd.DataFrame:
    """Give the four shares of each pair: ahead, behind, tied, and what is left, incomparable."""
    i, j = np.nonzero(~np.eye(len(names), dtype=np.bool_))
    labels = np.array(names, dtype=object)
    table = pd.DataFrame(
        {"ahead": ahead[i, j], "behind": ahead[j, i], "tied": tied[i, j]},
        index=pd.MultiIndex.from_arrays([labels[i], labels[j]], names=["alternative", "versus"]),
    )
    rest = 1.0 - table.sum(axis=1)
    table["incomparable"] = rest.where(rest > TIE_TOLERANCE, 0.0)
    return table


def bounds_by_rank(lower: pd.DataFrame, upper: pd.DataFrame) -> pd.DataFrame:
    """Put bounds of shares, alternatives x ranks, beside each other."""
    index = pd.MultiIndex.from_product([lower.index, lower.columns], names=["alternative", "rank"])
    sides = {"lower": lower.to_numpy().ravel(), "upper": upper.to_numpy().ravel()}
    return pd.DataFrame(sides, index)


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
