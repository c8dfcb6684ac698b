"""Proofs of what is said of judgements that would have to be otherwise for another to lead."""

from functools import cache
from itertools import combinations, product

import numpy as np

from tests.proofs import proves
from tests.proofs.of_stability import TIED, _at, _now, counted, names_of
from tests.proofs.plain import borda_of_criteria, ranks_of

LEAST_LEAD = 1e-5
"""What counts as clearly ahead: so much of the most that one criterion can add."""
MOST_TRIED = 6_000


@proves("sensitivity.stability.judgement")
def judgement(claim, result, problem):
    """It is another order than is judged now, of all options."""
    problem = result.ranking.problem
    order = claim.values["order"]
    now = dict(zip(problem.criterion_names, ranks_of(problem), strict=True))
    ranks = {name: place for place, group in enumerate(order) for name in group}
    return (
        claim.values["criterion"] in counted(problem)
        and set(ranks) == set(names_of(result))
        and not _same_order(ranks, now[claim.values["criterion"]])
    )


def _same_order(one, other):
    return set(one) == set(other) and all(
        (one[a] < one[b]) == (other[a] < other[b]) for a in one for b in one
    )


@proves("sensitivity.stability.judgements")
def judgements(claim, result, problem):
    """The example does it, and no change of fewer criteria does, as far as they can be tried."""
    problem = result.ranking.problem
    scores, weights = borda_of_criteria(problem), _now(result)
    (who,) = _at(result, (claim.values["who"],))
    changed, criteria, names = scores.copy(), counted(problem), names_of(result)
    for each in claim.values["judgements"]:
        ranks = {n: p for p, group in enumerate(each.values["order"]) for n in group}
        changed[criteria.index(each.values["criterion"])] = [_net(ranks, name) for name in names]
    enough = _lead(weights @ changed, who) > TIED
    n = claim.values["n"]
    return (
        enough
        and len(claim.values["judgements"]) == n
        and not _fewer_do(scores, weights, who, n - 1)
    )


def _net(ranks, name):
    worse = sum(rank > ranks[name] for rank in ranks.values())
    return worse - sum(rank < ranks[name] for rank in ranks.values())


def _lead(totals, who):
    return totals[who] - np.delete(totals, who).max()


def _fewer_do(scores, weights, who, n):
    """Look for `n` criteria that are enough, judged with the rival first and the others anyhow."""
    m = scores.shape[1]
    least = LEAST_LEAD * (m - 1) * (1 + 1e-6)
    menu = np.array([_with_first(list(other), who, m) for other in _orders(m - 1)])
    with_weight = np.flatnonzero(weights > 0)
    n = min(n, len(with_weight))
    if n < 1 or len(menu) ** n > MOST_TRIED:
        return False
    others = np.delete(np.arange(m), who)
    for chosen in map(list, combinations(with_weight, n)):
        made = (weights @ scores - weights[chosen] @ scores[chosen])[None]
        for weight in weights[chosen]:
            made = (made[:, None] + weight * menu).reshape(-1, m)
        if (made[:, who] - made[:, others].max(axis=1) > least).any():
            return True
    return False


@cache
def _orders(m):
    """Give the net wins in every weak order."""
    found = set()
    for places in product(range(m), repeat=m):
        ranks = dict(enumerate(places))
        found.add(tuple(_net(ranks, name) for name in range(m)))
    return sorted(found)


def _with_first(others, who, m):
    scores = [net - 1 for net in others]
    return [*scores[:who], m - 1, *scores[who:]]
