"""Proofs of what is said of many methods on one problem."""

from fractions import Fraction
from itertools import combinations

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.plain import layers_of, ranks_of, scored_names

METHODS = ("borda", "copeland", "minimax", "condorcet", "smith", "pareto")


@makes("comparison")
def comparison(problem, draw):
    methods = draw.sample(METHODS, draw.choice([2, 2, 3, 4, 6]))
    weights = draw.choice(["equal", "layer-equal", None])
    return mcda.compare(problem, methods, weights)


# --- the methods, from their definitions, in fractions -------------------------------------------


def weights_of(result, problem):
    """Give the weights of the scored criteria: those that were asked for, in fractions.

    They are recognised by what the result says; own weights of the problem are decimals.
    """
    layers = layers_of(problem).tolist()
    names = scored_names(problem)
    own = problem.own_weights or dict.fromkeys(names, 1)
    ways = [
        [Fraction(1, len(names)) for _ in names],
        [Fraction(1, len(set(layers)) * layers.count(layer)) for layer in layers],
        [Fraction(str(own[name])) / sum(Fraction(str(own[each])) for each in names)
         for name in names],
    ]  # fmt: skip
    shown = next(iter(result.rankings.values())).weights
    used = [float(shown[name]) for name in names]
    return min(ways, key=lambda way: sum(abs(float(w) - x) for w, x in zip(way, used, strict=True)))


def support_of(problem, weights):
    """Weight of the criteria that put one option ahead of another, by pair."""
    criteria = [ranks for ranks in ranks_of(problem) if len(ranks) > 1]
    names = problem.alternative_names
    return {
        (i, j): sum(
            w for ranks, w in zip(criteria, weights, strict=True)
            if i in ranks and j in ranks and ranks[i] < ranks[j]
        )
        for i in names for j in names if i != j
    }  # fmt: skip


def by_scores(scores):
    best = max(scores.values())
    orders = {(i, j): "ahead" if scores[i] > scores[j] else
              "behind" if scores[i] < scores[j] else "tied"
              for i, j in combinations(scores, 2)}  # fmt: skip
    return orders, tuple(name for name in scores if scores[name] == best)


def by_choice(chosen, names):
    """A choice puts the chosen ahead of the others, and says nothing of other pairs."""
    orders = {(i, j): None if (i in chosen) == (j in chosen) else
              "ahead" if i in chosen else "behind"
              for i, j in combinations(names, 2)}  # fmt: skip
    return orders, tuple(name for name in names if name in chosen)


def borda(names, support, problem, weights):
    return by_scores(
        {i: sum(support[i, j] - support[j, i] for j in names if j != i) for i in names}
    )


def copeland(names, support, problem, weights):
    def sign(x):
        return (x > 0) - (x < 0)

    return by_scores(
        {i: sum(sign(support[i, j] - support[j, i]) for j in names if j != i) for i in names}
    )


def minimax(names, support, problem, weights):
    return by_scores(
        {i: min(support[i, j] - support[j, i] for j in names if j != i) for i in names}
    )


def condorcet(names, support, problem, weights):
    winners = [i for i in names if all(support[i, j] > support[j, i] for j in names if j != i)]
    return by_choice(winners, names)


def smith(names, support, problem, weights):
    """The smallest set of which every member beats every other option."""
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            others = [j for j in names if j not in chosen]
            if all(support[i, j] > support[j, i] for i in chosen for j in others):
                return by_choice(chosen, names)
    raise AssertionError


def pareto(names, support, problem, weights):
    criteria = [ranks for ranks in ranks_of(problem) if len(ranks) > 1]
    compared = {(i, j): any(w > 0 and i in ranks and j in ranks
                            for ranks, w in zip(criteria, weights, strict=True))
                for i in names for j in names if i != j}  # fmt: skip
    least = {pair: compared[pair] and support[pair[::-1]] == 0 for pair in compared}
    said = {(True, True): "tied", (True, False): "ahead", (False, True): "behind"}
    orders = {(i, j): said.get((least[i, j], least[j, i])) for i, j in combinations(names, 2)}
    first = [i for i in names
             if not any(least[j, i] and not least[i, j] for j in names if j != i)]  # fmt: skip
    return orders, tuple(first)


DEFINITIONS = {each.__name__: each for each in (borda, copeland, minimax, condorcet, smith, pareto)}


def views_of(result, problem):
    """Give of each method what it says of each pair, and whom it puts first."""
    weights = weights_of(result, problem)
    names, support = problem.alternative_names, support_of(problem, weights)
    return {name: DEFINITIONS[name](names, support, problem, weights) for name in result.rankings}


def group_views(result, problem):
    """The same of each group: what any of its methods says, which must not contradict another."""
    views = views_of(result, problem)
    for group in result.groups:
        orders = {}
        for pair in combinations(problem.alternative_names, 2):
            told = {views[name][0][pair] for name in group} - {None}
            assert len(told) < 2, "methods of one group differ"
            orders[pair] = told.pop() if told else None
        (first,) = {views[name][1] for name in group}
        yield group, (orders, first)


def is_open(view):
    """Tell whether those who are first are not ordered among each other."""
    orders, first = view
    return any(orders[pair] is None for pair in combinations(first, 2))


def conflict(one, other):
    """Tell whether two views differ in who is first, and both speak about it."""
    if not is_open(one) and not is_open(other):
        return one[1] != other[1]
    apart = set(one[1]) ^ set(other[1])
    return any(
        one[0][pair] != other[0][pair] and None not in (one[0][pair], other[0][pair])
        for pair in one[0] if apart & set(pair)
    )  # fmt: skip


def disputed(views):
    pairs = views[0][0]
    told = {pair: {view[0][pair] for view in views} - {None} for pair in pairs}
    return {pair for pair in pairs if len(told[pair]) > 1}


# --- what is said --------------------------------------------------------------------------------


@proves("comparison.methods.puts", "comparison.methods.leaves open")
def puts(claim, result, problem):
    """So many groups, or just those that are named, put these first, ordered or not."""
    told = claim.values
    if told.get("among", len(told["who"])) != len(told["who"]):
        return False
    alike = [
        group for group, view in group_views(result, problem)
        if view[1] == told["who"] and is_open(view) == claim.kind.endswith("open")
    ]  # fmt: skip
    named = told["methods"] in ("", *map(" = ".join, alike))
    return named and told["n"] == len(alike) and told["all"] == len(result.groups)


@proves("comparison.methods.agree", "comparison.methods.no contradiction")
def agree(claim, result, problem):
    """No two groups contradict each other on who is first; pairs on which any do are told."""
    assert sorted(name for group in result.groups for name in group) == sorted(result.rankings)
    views = [view for _, view in group_views(result, problem)]
    if any(conflict(one, other) for one, other in combinations(views, 2)):
        return False
    told = claim.values
    if claim.kind.endswith("agree"):
        is_so = {view[1] for view in views} == {told["who"]} and told["n"] == len(views)
        if not is_so or any(map(is_open, views)):
            return False
    elif sum(part.values["n"] for part in told["parts"]) != len(views):
        return False
    pairs = {(part.values["one"], part.values["other"]) for part in told["further"]
             if part.kind.endswith("pair")}  # fmt: skip
    more = sum(part.values["n"] for part in told["further"] if part.kind.endswith("more pairs"))
    return pairs <= disputed(views) and len(pairs) + more == len(disputed(views))


@proves("comparison.methods.differ")
def differ(claim, result, problem):
    """Two groups contradict each other on who is first; no group is left out."""
    views = [view for _, view in group_views(result, problem)]
    is_so = any(conflict(one, other) for one, other in combinations(views, 2))
    return is_so and sum(part.values["n"] for part in claim.values["parts"]) == len(views)


@proves("comparison.methods.pair")
def pair_of_options(claim, result, problem):
    """Of just those groups that say something of the pair, each stands on its side."""
    pair = claim.values["one"], claim.values["other"]
    by_method = views_of(result, problem)
    on = {}
    for group, (orders, _) in group_views(result, problem):
        speakers = [name for name in group if by_method[name][0][pair] is not None]
        on.setdefault(orders[pair], []).append(" = ".join(speakers))
    on.pop(None, None)
    ahead = {pair[0]: "ahead", pair[1]: "behind", False: "tied"}
    told = {ahead[side.values["ahead"]]: side.values for side in claim.values["sides"]}
    return told.keys() == on.keys() and len(on) > 1 and all(
        told[side]["n"] == len(on[side]) and told[side]["methods"] in ("", ", ".join(on[side]))
        for side in on
    )  # fmt: skip


@proves("comparison.methods.side", "comparison.methods.more pairs")
def part_of_a_difference(claim, result, problem):
    """What stands within a difference is proven with it; it speaks of somebody."""
    return claim.values["n"] > 0
