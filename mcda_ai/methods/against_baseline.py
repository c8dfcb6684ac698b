"""Whether options are better than the baseline, by one method under one weighting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.faults import ProblemError
from mcda_ai.orders.weak_order import TIE_TOLERANCE

if TYPE_CHECKING:
    from mcda_ai.methods.ranking import Ranking

Stands: TypeAlias = Literal["better", "level", "worse", "not comparable"]
_NEXT = 2
"""The first rank behind that of a baseline which leads alone."""

OF_BASELINE = tuple(
    f"methods.against_baseline.{kind}"
    for kind in ("baseline leads", "baseline shares", "leads over", "not compared")
)
"""The kinds of claims made here."""

_claim = claims_of("methods.against_baseline")


def stands_against_baseline(ranking: Ranking) -> Mapping[str, Stands]:
    """Tell of each other option how it stands to the baseline; of a choice set, as far as it says.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B = C"}).with_baseline("B")
    >>> stands_against_baseline(mcda.rank(problem))
    {'A': 'better', 'C': 'level'}
    """
    baseline = ranking.problem.baseline
    others = [name for name in ranking.problem.alternative_names if name != baseline]
    if baseline is None:
        return {}
    if ranking.method.returns == "outranking":
        words = {"ahead": "better", "tied": "level", "behind": "worse"}
        told = ranking.by_pair["relation"]
        return {name: words.get(str(told[name, baseline]), "not comparable") for name in others}  # type: ignore[misc]
    is_choice = ranking.method.returns == "choice_set"
    ranks = {name: int(rank) for name, rank in ranking.ranks.items()}
    return {name: _by_ranks(ranks[name], ranks[baseline], is_choice) for name in others}


def _by_ranks(rank: int, of_baseline: int, is_choice: bool) -> Stands:
    if rank != of_baseline:
        return "better" if rank < of_baseline else "worse"
    return "not comparable" if is_choice else "level"


def claims_against_baseline(ranking: Ranking) -> Iterator[Claim]:
    """Say whether the leaders are better than the baseline; or who comes next, if it leads."""
    baseline, leaders = ranking.problem.baseline, tuple(ranking.leaders)
    if baseline is None or not leaders:
        return
    stands = stands_against_baseline(ranking)
    if leaders == (baseline,):
        following = [name for name, rank in ranking.ranks.items() if rank == _NEXT]
        yield _claim("baseline leads", baseline=baseline, next=tuple(map(str, following)))
        return
    better, level, open_ = (tuple(name for name in leaders if stands.get(name) == sort)
                            for sort in ("better", "level", "not comparable"))  # fmt: skip
    if better:
        always = under_every_weighting(ranking, better)
        ballots = ranking.problem.counts
        yield _claim("leads over", baseline=baseline, who=better, always=always, ballots=ballots)
    if level:
        yield _claim("baseline shares", baseline=baseline, others=level)
    if open_:
        yield _claim("not compared", baseline=baseline, who=open_)


def under_every_weighting(ranking: Ranking, names: tuple[str, ...]) -> str:
    """Tell whether options are better than the baseline with all weight on any one criterion.

    Of a method that is linear in the weights that says it of every weighting; of others nothing is
    known here.

    Returns
    -------
    str
        "better"; "not worse", if they are level on some; "worse" if one of them is on some; or
        "unknown".
    """
    try:
        evaluator = ranking.method.on(ranking.problem, ranking.options)
    except ProblemError:  # a method that was saved under this name is another one here
        return "unknown"
    scores = evaluator.criterion_scores
    if scores is None:
        return "unknown"
    places = ranking.problem.alternative_names
    baseline = scores[:, [places.index(str(ranking.problem.baseline))]]
    least = float((scores[:, [places.index(name) for name in names]] - baseline).min())
    tolerance = TIE_TOLERANCE * evaluator.unit
    return "better" if least > tolerance else "not worse" if least >= -tolerance else "worse"
