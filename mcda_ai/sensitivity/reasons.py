"""What speaks for who leads, and what against, criterion by criterion and layer by layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.claims import Claim, Percent, Value, claims_of
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.figures import weight_decimals
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.narrowing import find_part
from mcda_ai.weights.names import kinds_where_unclear, parts_of, scored_names, told_part

SIDES = ("for", "against", "level", "not compared")
MOST_RIVALS = 3
"""Of runners-up that are level: of so many it is told what speaks for the leader."""
_MOST_POINTS, _MOST_EQUAL = 3, 6
"""Parts that are named on a side: so many, or a few more where they speak as strongly."""
_AS_STRONG = 1e-9

_claim = claims_of("sensitivity.reasons")
_fault = faults_of("sensitivity")


class _Points(NamedTuple):
    """The parts that speak most for one side; none where too many speak as strongly."""

    names: tuple[Value, ...]
    strength: float
    of: int

    @property
    def told(self) -> dict[str, Value]:
        """As a claim holds them."""
        return {"parts": self.names, "n": self.of, "most": 0 < len(self.names) < self.of}


@dataclass(frozen=True, eq=False, repr=False)
class Reasons:
    """What speaks for a leader, and what against, beside each rival.

    Attributes
    ----------
    ranking : Ranking
        Who leads, by which method and weights.
    leader : str
        Whose lead it is; where several lead, the first of them that is not the rival asked about.
    rival : str or None
        The one that was asked about.
    contributions : DataFrame, scored criteria x rivals
        Of a method that is linear in the weights, what each criterion adds to the lead:
        w_k (s_k,leader - s_k,rival). They add up to `difference`. Of other methods the weight of
        the criterion where it puts the leader above the rival, less where it puts it below.
    """

    ranking: Ranking
    leader: str
    rival: str | None
    contributions: pd.DataFrame

    @property
    def difference(self) -> pd.Series[float]:
        """What the contributions of all criteria add up to, by rival."""
        return self.contributions.sum(axis=0)

    @property
    def layers(self) -> pd.DataFrame:
        """Contributions summed by layer: layers with a scored criterion x rivals."""
        problem = self.ranking.problem
        layers = [problem.layer_names[k] for k in problem.layer_of[problem.scored]]
        return self.contributions.groupby(layers, sort=False).sum()

    @property
    def sides(self) -> pd.DataFrame:
        """What each criterion says of the two: one of `SIDES`; scored criteria x rivals."""
        problem = self.ranking.problem
        above = _above(self.ranking)
        i, others = _places(problem, self.leader, self.rivals)
        compared = problem.comparable.values[problem.scored][:, i, others]
        said = [above[:, i, others], above[:, others, i], compared]
        table = np.select(said, SIDES[:3], SIDES[3])
        return pd.DataFrame(table, self.contributions.index, list(self.rivals), dtype=object)

    @property
    def rivals(self) -> tuple[str, ...]:
        """Everybody else; the one asked about alone, if one was."""
        return tuple(str(name) for name in self.contributions.columns)

    @property
    def told_rivals(self) -> tuple[str, ...]:
        """Of whom sentences tell: the one asked about, else those that come next.

        Of more than `MOST_RIVALS` that are level, those over whom the lead is smallest.
        """
        next_best = self._next_best
        if len(next_best) <= MOST_RIVALS:
            return next_best
        leads = self.difference.to_dict()
        return tuple(sorted(next_best, key=lambda name: round(leads[name], 12))[:MOST_RIVALS])

    @property
    def _next_best(self) -> tuple[str, ...]:
        ranks = self.ranking.ranks.to_dict()
        best = min(ranks[name] for name in self.rivals)
        return tuple(name for name in self.rivals if ranks[name] == best)

    @property
    def is_linear(self) -> bool:
        """Whether contributions add up to a difference in scores."""
        return bool(self.ranking.method.linear)

    def for_and_against(self) -> Iterator[Claim]:
        """Say what speaks for the leader and what against, beside who comes next."""
        leaders, told = tuple(self.ranking.leaders), self.told_rivals
        if len(leaders) > 1:
            yield _claim("shared", who=leaders, leader=self.leader)
        if len(self._next_best) > len(told):
            yield _claim("several", leader=self.leader, n=len(self._next_best), told=told)
        for rival in told:
            if not self.ranking.problem.counts:
                yield self._points(rival)
            yield from self._said(rival)
        if not self.is_linear and not self.ranking.method.by_majority:
            yield _claim("not added up", method=self.ranking.method.label)
        if disputed := self._disputed():
            yield _claim("disputed", criteria=disputed,
                         reading=self.ranking.problem.active_reading)  # fmt: skip

    # --- what speaks most

    def _points(self, rival: str) -> Claim:
        """Name the parts that carry the lead, and the strongest that speak against it."""
        problem = self.ranking.problem
        kind, names, membership = parts_of(problem)
        adds = membership[:, problem.scored] @ self.contributions[rival].to_numpy()
        adds = np.where(np.abs(adds) <= self._level, 0.0, adds)
        kinds = kinds_where_unclear(kind, names, problem)
        parts = [told_part(kinds[name], name) for name in names]
        pros, cons = float(adds.clip(0).sum()), float(-adds.clip(max=0).sum())
        carry, oppose = _strongest(parts, adds), _strongest(parts, -adds)
        share = cons / pros if pros else 0.0
        return _claim(
            "for and against",
            leader=self.leader,
            rival=rival,
            pros=_claim("points", kind=kind, **carry.told),
            cons=_claim("points", kind=kind, **oppose.told),
            both=bool(carry.of and oppose.of),
            layers=kind == "layer",
            enough=bool(carry.told["most"] and cons and carry.strength > cons + self._level),
            balance=self._balance(rival, pros - cons),
            share=Percent(min(share, 1.0)),
        )

    def _balance(self, rival: str, lead: float) -> str:
        """Tell who has more that speaks for it; of scores the ranking has told it already."""
        ranks = self.ranking.ranks.to_dict()
        if self.is_linear:
            return "level" if ranks[rival] == ranks[self.leader] else "ahead"
        return "level" if abs(lead) <= self._level else "ahead" if lead > 0 else "behind"

    @property
    def _level(self) -> float:
        """What sums of contributions may differ by and be equal."""
        return TIE_TOLERANCE * max(1.0, float(self.contributions.abs().to_numpy().max(initial=0.0)))

    # --- what criteria say of the two

    def _said(self, rival: str) -> Iterator[Claim]:
        """Say how many criteria, or voters, put which of the two above, and which neither."""
        problem, weights = self.ranking.problem, self._weights
        sides = self.sides[rival].to_numpy()
        counted = voters_of(self.ranking)
        sort = "criterion" if not problem.counts else "ballot" if counted is None else "voter"
        number = counted if counted is not None else (weights > 0).astype(np.int64)
        total = {side: int(number[sides == side].sum()) for side in SIDES}
        share = {side: float(weights[sides == side].sum()) for side in SIDES}
        behind = share["against"] > share["for"] + TIE_TOLERANCE
        yield _claim(
            "sides", leader=self.leader, rival=rival, sort=sort, of=int(number.sum()),
            pro=total["for"], con=total["against"], level=total["level"],
            open=total["not compared"], by_weight=counted is None and _differ(weights),
            weight_pro=_percent(share["for"]), weight_con=_percent(share["against"]),
        )  # fmt: skip
        if behind and self.ranking.ranks[self.leader] < self.ranking.ranks[rival]:
            yield _claim("all the same", leader=self.leader, rival=rival, sort=sort,
                         method=self.ranking.method.label)  # fmt: skip
        if not problem.counts:
            yield from self._alike(rival, sides, weights)

    def _alike(self, rival: str, sides: NDArray[Any], weights: FloatArray) -> Iterator[Claim]:
        """Name the criteria that do not tell the two apart, and those that do so by others."""
        names = scored_names(self.ranking.problem)
        adds = np.abs(self.contributions[rival].to_numpy()) > self._level
        level, apart = (
            tuple(compress(names, (weights > 0) & (sides == side) & ~adds)) for side in SIDES[2:]
        )
        if level or apart:
            yield _claim("alike", leader=self.leader, rival=rival, level=level, open=apart)
        if others := tuple(compress(names, (sides == SIDES[3]) & adds)):
            yield _claim("by others", leader=self.leader, rival=rival, criteria=others)

    @property
    def _weights(self) -> FloatArray:
        """Those of the scored criteria."""
        return np.asarray(self.ranking.weights.to_numpy()[self.ranking.problem.scored], np.float64)

    def _disputed(self) -> tuple[str, ...]:
        """Name the criteria with weight on which readings differ."""
        weighs = dict(zip(scored_names(self.ranking.problem), self._weights > 0, strict=True))
        return tuple(name for name in self.ranking.problem.disputed if weighs.get(name))


def reasons(ranking: Ranking, rival: str | None = None) -> Reasons:
    """Tell criterion by criterion what speaks for who leads, and what against; at no cost.

    Parameters
    ----------
    ranking : Ranking
        What `mcda_ai.rank` gives.
    rival : str, optional
        By name or label; everybody else unless given.

    Raises
    ------
    ProblemError
        If nobody leads, or for a rival that leads alone, takes no part or does not exist.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> found = reasons(mcda.rank(problem, weights={"cost": 3, "reach": 1}))
    >>> found.contributions["B"].tolist(), float(found.difference["B"])
    ([1.5, -0.5], 1.0)
    """
    problem, leaders = ranking.problem, ranking.leaders
    if not leaders:
        raise ProblemError(_fault("nobody leads", method=ranking.method.name))
    named = None if rival is None else _rival_named(ranking, rival)
    leader = next(name for name in leaders if name != named)
    names = [name for name in problem.alternative_names if name != leader]
    rivals = names if named is None else [named]
    i, others = _places(problem, leader, rivals)
    evaluator = ranking.method.on(problem, ranking.options)
    scores = evaluator.criterion_scores
    if scores is None:
        above = _above(ranking)
        leads = above[:, i, others].astype(np.float64) - above[:, others, i]
    else:
        leads = scores[:, [i]] - scores[:, others]
    weights = ranking.weights.to_numpy()[problem.scored]
    table = pd.DataFrame(weights[:, None] * leads, list(scored_names(problem)), rivals)
    return Reasons(ranking, leader, named, table)


def voters_of(ranking: Ranking) -> IntArray | None:
    """Give how many voters stand behind each scored criterion, where weights count ballots."""
    problem = ranking.problem
    if not problem.counts or problem.own_weights is None:
        return None
    own = np.array([problem.own_weights[name] for name in scored_names(problem)])
    weights = ranking.weights.to_numpy()[problem.scored]
    same = np.abs(own / own.sum() - weights).max() <= TIE_TOLERANCE
    return own.astype(np.int64) if same and (own == np.round(own)).all() else None


def _rival_named(ranking: Ranking, rival: str) -> str:
    """Find the rival that was meant, which must take part and not lead alone."""
    problem, leaders = ranking.problem, ranking.leaders
    allowed = tuple(name for name in problem.alternative_names if leaders != [name])
    named = find_part("alternative", rival, problem.whole.alternatives)
    if out := tuple(each.reason for each in problem.excluded if each.name == named):
        raise ProblemError(_fault("rival takes no part", rival=named, reasons=out, allowed=allowed))
    if leaders == [named]:
        raise ProblemError(_fault("rival leads", rival=named, allowed=allowed))
    return named


def _places(problem: DecisionProblem, leader: str, rivals: Sequence[str]) -> tuple[int, list[int]]:
    place = {name: k for k, name in enumerate(problem.alternative_names)}
    return place[leader], [place[name] for name in rivals]


def _above(ranking: Ranking) -> BoolArray:
    """Tell on each scored criterion who is put above whom, as the method looks at it."""
    problem = ranking.problem
    ahead = np.asarray(problem.ahead.values[problem.scored] > 0)
    if ranking.method.measured != "order of the values":
        return ahead
    ranks = problem.ranks[problem.scored]
    return np.asarray(ahead | (ranks[:, :, None] < ranks[:, None, :]))


def _strongest(parts: Sequence[Value], adds: FloatArray) -> _Points:
    """Take the parts that add most: three, and those as strong as the third.

    Of parts that add as much all are taken, or none where these are too many.
    """
    order = [int(k) for k in np.argsort(-np.round(adds, 12), kind="stable") if adds[k] > 0]
    taken = 0
    while taken < min(len(order), _MOST_POINTS):
        last = adds[order[taken]]
        equal = sum(1 for k in order if adds[k] >= last * (1 - _AS_STRONG))
        if equal > _MOST_EQUAL:
            break
        taken = equal
    named = order[:taken]
    return _Points(tuple(parts[k] for k in named), float(adds[named].sum()), len(order))


def _differ(weights: FloatArray) -> bool:
    """Tell whether those that weigh something weigh differently."""
    return bool(np.ptp(weights[weights > 0]) > TIE_TOLERANCE) if (weights > 0).any() else False


def _percent(weight: float) -> Percent:
    return Percent(weight, weight_decimals(weight))
