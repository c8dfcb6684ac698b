"""Which methods rank options as statements about them say."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.methods.ranking import Ranking
from mcda_ai.problem.statements import Chain, Comparison, OptionStatement

_claim = claims_of("comparison.statements_kept")
_ORDERING = ("scores", "weak_order")
_MOST_TOLD = 5  # statements


def statements_kept(
    statements: Sequence[OptionStatement],
    rankings: Mapping[str, Ranking],
    groups: Sequence[tuple[str, ...]],
) -> Iterator[Claim]:
    """Say of each statement by how many groups of methods it holds, of those that order options.

    And whether it does by the method by whose scores it was made, if that is among them.
    """
    ordering = [name for name, *_ in groups if rankings[name].method.returns in _ORDERING]
    if not ordering:
        return
    for each in statements[:_MOST_TOLD]:
        own = rankings.get(each.method)
        yield _claim(
            "kept",
            statement=each.prefers,
            n=sum(_is_kept(each, rankings[name]) for name in ordering),
            all=len(ordering),
            own="" if own is None else "yes" if _is_kept(each, own) else "no",
            method=each.method,
        )
    if more := statements[_MOST_TOLD:]:
        yield _claim("more", n=len(more))


def _is_kept(statement: OptionStatement, ranking: Ranking) -> bool:
    """Tell whether options are ranked as a statement says."""
    chain = Chain.read(statement.prefers).among(ranking.problem.alternatives)
    ranks = ranking.ranks.to_dict()
    return all(_holds(step, ranks) for step in chain.comparisons)


def _holds(step: Comparison, ranks: Mapping[Hashable, int]) -> bool:
    better, other = ranks[step.better], ranks[step.other]
    if step.sign == "=":
        return bool(better == other)
    return bool(better < other if step.sign == ">" else better <= other)
