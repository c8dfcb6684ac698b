"""Proofs of which judgements are enough for a lead, and which could overturn it: by trying all."""

from dataclasses import replace
from functools import cache
from itertools import product
from math import comb, prod

import numpy as np

import mcda_ai as mcda
from tests.plain_orders import weak_orders_of
from tests.proofs import makes, proves
from tests.proofs.of_reasons import MOST_OF_AN_ELECTION, counted_of
from tests.proofs.of_smaa import ballots_of
from tests.proofs.plain import ranks_of


@makes("explanation")
def explanation(problem, draw):
    """By Borda, some of elections, some beside one rival."""
    if draw.random() < 0.3 and len(problem.criteria) <= MOST_OF_AN_ELECTION:
        problem = replace(problem, counts=True, own_weights=ballots_of(problem))
    rival = draw.choice([None, None, problem.alternative_names[-1]])
    return mcda.explain(problem, "borda", draw.choice([None, "equal", "layer-equal"]), rival)


@cache
def said_in_any_order(n):
    """Give the net wins of n options under every order."""
    places = [tuple(order.values()) for order in weak_orders_of(range(n))]
    return [tuple(sum((other > mine) - (other < mine) for other in each) for mine in each)
            for each in places]  # fmt: skip


def leads_of(result):
    """Give by criterion how many judgements it holds, what one adds over each rival, and at worst.

    Rivals are columns; each judgement weighs its part of the weight of the criterion.
    """
    ranking, (_, numbers) = result.ranking, counted_of(result)
    sizes, now, worst = [], [], []
    for name, ranks in zip(ranking.problem.criterion_names, ranks_of(ranking.problem), strict=True):
        if len(ranks) < 2:
            continue
        size = numbers[name] if counted_of(result)[0] == "voter" else 1
        weight = ranking.weights[name] / size
        sizes.append(size)
        net = {one: sum(int(r > mine) - int(r < mine) for r in ranks.values())
               for one, mine in ranks.items()}  # fmt: skip
        mine = result.leader
        now.append([weight * (net.get(mine, 0) - net.get(r, 0)) for r in result.rivals])
        orders = said_in_any_order(len(ranks))
        place = {one: k for k, one in enumerate(ranks)}
        worst.append([weight * min(_at(each, place, mine) - _at(each, place, r) for each in orders)
                      for r in result.rivals])  # fmt: skip
    return np.array(sizes), np.array(now), np.array(worst)


def _at(said, place, name):
    return said[place[name]] if name in place else 0


def tried(result):
    """Try every set of judgements, by how many of each criterion; those that are enough, and turn.

    Where a sum is next to nothing, who adds up otherwise may find the other: then there is none.
    """
    sizes, now, worst = leads_of(result)
    sets = np.array(list(product(*(range(size + 1) for size in sizes))))
    kept = sets @ now + (sizes - sets) @ worst
    turned = sets @ worst + (sizes - sets) @ now
    level = 1e-12 * (len(result.ranking.problem.alternatives) - 1)
    clear = not any(((abs(each) > level / 9) & (abs(each) < 9 * level)).any()
                    for each in (kept, turned))  # fmt: skip
    return sets[(kept >= -level).all(axis=1)], sets[(turned < -level).any(axis=1)], turned, clear


def smallest(sets):
    fewest = sets.sum(axis=1).min()
    return sets[sets.sum(axis=1) == fewest], int(fewest)


@proves("sensitivity.explanation.sufficient")
def sufficient(claim, result, problem):
    """No fewer are enough, and those that are given are."""
    enough, *_, clear = tried(result)
    sets, fewest = smallest(enough)
    sizes, *_ = leads_of(result)
    found, names = result.sufficient, [str(name) for name in result.contributions.index]
    taken = [dict(zip(found.criteria, found.numbers, strict=True)).get(name, 0) for name in names]
    told = claim.values
    return not clear or (
        told["n"] == found.size == fewest
        and any((each == taken).all() for each in sets)
        and told["of"] == found.of == sizes.sum()
        and told["sort"] == counted_of(result)[0]
        and set(told["criteria"]) <= set(found.criteria)
    )


@proves("sensitivity.explanation.ways", "sensitivity.explanation.no others")
def ways(claim, result, problem):
    """So many sets of so few are enough, and so many judgements are in each."""
    enough, *_, clear = tried(result)
    sets, fewest = smallest(enough)
    sizes, *_ = leads_of(result)
    number = sum(prod(comb(int(s), int(t)) for s, t in zip(sizes, each, strict=True))
                 for each in sets)  # fmt: skip
    if claim.kind.endswith("no others"):
        return not clear or (number == 1 and claim.values["n"] == fewest)
    always = int((sets == sizes).all(axis=0).sum())
    told = claim.values
    return not clear or (
        (told["n"], told["ways"], told["always"]) == (fewest, number, always)
        and told["rest"] == fewest - always
    )


@proves("sensitivity.explanation.not proven")
def not_proven(claim, result, problem):
    """What is given is enough; and as many as are said to be needed are."""
    enough, *_ = tried(result)
    _, fewest = smallest(enough)
    return claim.values["least"] <= fewest <= claim.values["n"] == result.sufficient.size


@proves("sensitivity.explanation.against", "sensitivity.explanation.never")
def against(claim, result, problem):
    """No fewer, said otherwise, put a rival ahead, and so few do for those who are named."""
    _, turning, _, clear = tried(result)
    if claim.kind.endswith("never"):
        return not clear or not len(turning)
    _, fewest = smallest(turning)
    sizes, now, worst = leads_of(result)
    level = 1e-12 * (len(result.ranking.problem.alternatives) - 1)
    sets = turning[turning.sum(axis=1) == fewest]
    ahead = (sets @ worst + (sizes - sets) @ now < -level).any(axis=0)
    who = tuple(name for name, passes in zip(result.rivals, ahead, strict=True) if passes)
    return not clear or (claim.values["n"], claim.values["who"]) == (fewest, who)


@proves("sensitivity.explanation.no sets")
def no_sets(claim, result, problem):
    """It is said of methods that add up no scores, and of judgements that are no rankings."""
    problem = result.ranking.problem
    told = problem.preferences.values
    ranks = problem.ranks
    is_ranking = np.array_equal(told > 0, ranks[:, :, None] < ranks[:, None, :])
    by_degree = bool(((told > 0) & (told < 1)).any()) or not is_ranking
    return result.ranking.method.name not in ("borda", "promethee2") or by_degree
