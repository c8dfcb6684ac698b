"""Proofs of what is said of the ranks over all ways to fill in open cells."""

from dataclasses import replace
from functools import cache
from itertools import combinations, product

import numpy as np

import mcda_ai as mcda
from mcda_ai.orders.partial_order import PartialOrder, order_of
from tests.plain_orders import chains_of, closed
from tests.proofs import makes, proves
from tests.proofs.plain import ranks_of

MOST_TRIED = 20_000
DRAWN = 4_000
TIED = 1e-11


@makes("rank bounds")
def rank_bounds(problem, draw):
    named = {name: draw.choice([1, 1, 2, 0.3, 1e-9, 0]) for name in problem.criterion_names}
    named[next(n for n, flag in zip(named, problem.scored, strict=True) if flag)] = 3
    some = {n: w for (n, w), flag in zip(named.items(), problem.scored, strict=True) if flag}
    weights = draw.choice(["equal", "layer-equal", named, some])
    method = draw.choice(["borda", "borda", "copeland"])
    result = mcda.rank_bounds(problem, method, weights, size=200, rng=draw.randrange(1000))
    vars(result)["asked"] = weights
    return result


@makes("rank bounds of partial orders")
def rank_bounds_of_partial_orders(problem, draw):
    """Take two parts of each ranking, and leave open how these compare."""
    judged = dict(problem.judgements[problem.active_reading])
    for name, judgement in judged.items():
        order = judgement.order
        if order is not None and len(order.alternatives) > 2 and draw.random() < 0.7:
            parts = [set(draw.sample(order.alternatives, draw.choice([2, 3]))) for _ in range(2)]
            chains = [order.without(set(order.alternatives) - part).groups for part in parts]
            partly = order_of([list(map(list, chain)) for chain in chains])
            judged[name] = replace(judgement, order=partly)
    return rank_bounds(replace(problem, judgements={problem.active_reading: judged}), draw)


# --- in plain numbers ----------------------------------------------------------------------------


@cache
def _weak_orders(m):
    """Give every ranking of so many options, as places from 0."""
    places = {tuple(sorted(set(each)).index(place) for place in each)
              for each in product(range(m), repeat=m)}  # fmt: skip
    return np.array(sorted(places))


def _ways(problem, criterion, ranks):
    """Give every ranking of all options that keeps to the order of some of them."""
    names, order = problem.alternative_names, problem.judgement(criterion).order
    orders = _weak_orders(len(names))
    if isinstance(order, PartialOrder):
        place, (_, at_least) = names.index, closed(chains_of(order))
        kept = np.ones(len(orders), dtype=bool)
        for i, j in at_least:
            behind = orders[:, place(j)] - orders[:, place(i)]
            kept &= (behind == 0) if (j, i) in at_least else (behind > 0)
        return orders[kept]
    known = [k for k, name in enumerate(names) if name in ranks]
    kept = np.ones(len(orders), dtype=bool)
    for i in known:
        for j in known:
            sign = np.sign(ranks[names[i]] - ranks[names[j]])
            kept &= np.sign(orders[:, i] - orders[:, j]) == sign
    return orders[kept]


def _weights(result):
    """Give the weights as asked, of all criteria that can take part."""
    problem, asked = result.problem, result.asked
    names = problem.criterion_names
    if asked == "equal":
        weights = dict.fromkeys(names, 1.0)
    elif asked == "layer-equal":
        of_layer = [each.layer for each in problem.criteria]
        weights = {each.name: 1 / of_layer.count(each.layer) for each in problem.criteria}
    else:
        weights = {name: asked.get(name, 0.0) for name in names}
    total = sum(weights.values())
    return np.array([weights[name] / total for name in names])


def _left_out(result):
    """Give the criteria that nobody scored and that no weight is named for."""
    named = result.asked if isinstance(result.asked, dict) else result.problem.criterion_names
    return {name for name in result.problem.criterion_names if name not in named}


def _leads(result):
    """Give, of each criterion that takes part, the weighted leads in every way; (n, m, m)."""
    problem = result.problem
    rows = zip(problem.criterion_names, ranks_of(problem), _weights(result), strict=True)
    for name, ranks, weight in rows:
        if name not in _left_out(result):
            orders = _ways(problem, name, ranks)
            yield weight * np.sign(orders[:, None, :] - orders[:, :, None])


def _n_ways(result):
    return int(np.prod([float(len(each)) for each in _leads(result)]))


def _first_in_ways(result):
    """Tell who is first in all ways, or in many that are drawn if those are too many."""
    m, generator = len(result.problem.alternative_names), np.random.default_rng(5)
    total = np.zeros((1, m, m)) if _n_ways(result) <= MOST_TRIED else np.zeros((DRAWN, m, m))
    for leads in _leads(result):
        if len(total) == DRAWN:
            total = total + leads[generator.integers(len(leads), size=DRAWN)]
        else:
            total = (total[:, None] + leads).reshape(-1, m, m)
    if result.method.name == "copeland":
        total = np.sign(np.where(np.abs(total) <= TIED, 0.0, total))
    totals = total.sum(axis=2)
    return totals >= totals.max(axis=1, keepdims=True) - TIED


def _is_tried(result):
    return _n_ways(result) <= MOST_TRIED


def _greatest_behind(result):
    """Give by Borda how far each can be behind each other at most; (m, m), in net wins."""
    behind = 0
    for leads in _leads(result):
        net = leads.sum(axis=2)
        behind = behind + (net[:, None, :] - net[:, :, None]).max(axis=0)
    return behind


def _at(result, names):
    return {result.problem.alternative_names.index(name) for name in names}


def _missing(result):
    """Count who is not ranked, by criterion."""
    problem = result.problem
    judged = [problem.judgement(name).order for name in problem.criterion_names]
    ranked = [len(order.alternatives) if order else 0 for order in judged]
    missing = [len(problem.alternative_names) - n for n in ranked]
    named = zip(problem.criterion_names, missing, strict=True)
    return {name: n for name, n in named if n and name not in _left_out(result)}


def _only_pairs(result):
    judged = [result.problem.judgement(name).order for name in result.problem.criterion_names]
    return any(isinstance(order, PartialOrder) for order in judged) and not _missing(result)


def _numbers(claim, result):
    ways = _n_ways(result)
    told = claim.values["ways"]
    counted = told == (1_000_000 if claim.values["more"] else ways) <= ways
    return counted and not claim.values["some"] and claim.values["pairs"] == _only_pairs(result)


def _always(result):
    """Give who is first in all ways; None where that is not known."""
    if _is_tried(result):
        return set(np.flatnonzero(_first_in_ways(result).all(axis=0)))
    if result.method.name == "borda":
        return set(np.flatnonzero((_greatest_behind(result) <= TIED).all(axis=1)))
    return None


def _cannot(result):
    """Give who is first in no way, as far as that is known."""
    if _is_tried(result):
        return set(np.flatnonzero(~_first_in_ways(result).any(axis=0)))
    if result.method.name == "borda":
        return set(np.flatnonzero((_greatest_behind(result) < -TIED).any(axis=0)))
    return set()


# --- the proofs ----------------------------------------------------------------------------------


@proves("sensitivity.rank_bounds.all scored")
def all_scored(claim, result, problem):
    return all(len(ranks) == len(problem.alternative_names) for ranks in ranks_of(result.problem))


@proves("sensitivity.rank_bounds.unscored")
def unscored(claim, result, problem):
    missing = _missing(result)
    told = [claim.values[key] for key in ("n", "on", "criteria")]
    is_so = told == [sum(missing.values()), len(missing), tuple(missing)]
    return is_so and claim.values["ballots"] == result.problem.counts


@proves("sensitivity.rank_bounds.unrelated")
def unrelated(claim, result, problem):
    """Count the pairs that do not follow from the chains."""
    pairs = {}
    for name in result.problem.criterion_names:
        order = result.problem.judgement(name).order
        if isinstance(order, PartialOrder):
            names, at_least = closed(chains_of(order))
            pairs[name] = sum((i, j) not in at_least and (j, i) not in at_least
                              for i, j in combinations(names, 2))  # fmt: skip
    told = [claim.values[key] for key in ("n", "on", "criteria")]
    return told == [sum(pairs.values()), len(pairs), tuple(pairs)] and 0 not in pairs.values()


@proves("sensitivity.rank_bounds.left out")
def left_out(claim, result, problem):
    """They have no weight, so that nobody knows what they would count for."""
    return set(claim.values["criteria"]) == _left_out(result) != set()


@proves("sensitivity.rank_bounds.always")
def always(claim, result, problem):
    return _numbers(claim, result) and _at(result, claim.values["who"]) == _always(result)


@proves("sensitivity.rank_bounds.not always")
def not_always(claim, result, problem):
    """Nobody always is, some are in a way that exists, and of all others it is known or said."""
    who, may = (_at(result, claim.values[key]) for key in ("who", "may"))
    first = _first_in_ways(result)
    if _is_tried(result) and (who != set(np.flatnonzero(first.any(axis=0))) - may):
        return False
    counted = claim.values["n"] == len(may) and claim.values["named"] == (len(may) <= 5)
    nobody = _always(result) in (set(), None) and not (_is_tried(result) and first.all(0).any())
    covered = who | may | _cannot(result) == set(range(first.shape[1]))
    told = _numbers(claim, result) and counted
    return told and nobody and covered and not who & (may | _cannot(result))


@proves("sensitivity.rank_bounds.always drawn")
def always_drawn(claim, result, problem):
    """So often that another is not seen first alone in so many ways, other than by chance."""
    who = list(_at(result, claim.values["who"]))
    seen = _first_in_ways(result)[:, who].mean(axis=0)
    return _numbers(claim, result) and claim.values["size"] == 200 and (seen > 0.95).all()


@proves("sensitivity.rank_bounds.shares")
def shares(claim, result, problem):
    """They are those most often first, in order, and the others are less often."""
    first = _first_in_ways(result).mean(axis=0)
    told = [part.values["share"].value for part in claim.values["parts"]]
    named = _at(result, [part.values["who"] for part in claim.values["parts"]])
    others = [k for k in range(len(first)) if k not in named]
    most = claim.values["most"].value if claim.values["rest"] else 0.0
    within = all(_is_near(most, first[k], result) or first[k] <= most for k in others)
    some = [k for k in others if first[k] > 0]
    if claim.values["pairs"] != _only_pairs(result):
        return False
    counted = not _is_tried(result) or result.size or claim.values["rest"] == len(some)
    shared = claim.values["shared"] == (sum(told) + most > 1 + 1e-9) or bool(claim.values["rest"])
    return told == sorted(told, reverse=True) and within and counted and shared


@proves("sensitivity.rank_bounds.first")
def is_first(claim, result, problem):
    share = claim.values["share"]
    (who,) = _at(result, (claim.values["who"],))
    seen = _first_in_ways(result)[:, who].mean()
    if share.size == 0 and _is_tried(result):
        return abs(seen - share.value) <= 1e-9
    if share.size == 0:
        return share.value == 1.0 and who in (_always(result) or set())
    return _is_near(share.value, seen, result)


def _is_near(told, seen, result):
    """Tell whether a share of draws lies within five errors of what is known."""
    error = np.sqrt(max(seen * (1 - seen), 0.005) / (result.size or DRAWN))
    more = 0.0 if _is_tried(result) else 5 * np.sqrt(max(seen * (1 - seen), 0.0005) / DRAWN)
    return abs(told - seen) <= 5 * error + more
