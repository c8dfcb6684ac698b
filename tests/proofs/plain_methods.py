"""Every built-in method in plain steps, by its definition: ranks, leaders, relations and optima.

Each takes an `Evidence` and its options, and gives a `Found`.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import permutations

from tests.proofs.plain_evidence import subsets


@dataclass
class Found:
    """What a method finds: ranks by name; a relation (at least as good as) where it is partial."""

    ranks: dict
    relation: set | None = None
    orders: set = field(default_factory=set)
    """Every optimum, as a tuple of groups; empty where the method has none but its ranks."""
    chosen: list | None = None


def by_scores(scores):
    """Give 1 and the number of those that score more."""
    return Found({i: 1 + sum(1 for other in scores.values() if other > scores[i]) for i in scores})


def by_relation(names, relation):
    strictly = {(i, j) for i, j in relation if (j, i) not in relation}
    return Found({j: 1 + sum(1 for i in names if (i, j) in strictly) for j in names}, relation)


def by_choice(names, chosen):
    behind = 1 + max(len(chosen), 1)
    return Found({i: 1 if i in chosen else behind for i in names},
                 chosen=[i for i in names if i in chosen])  # fmt: skip


def by_best_positions(names, orders):
    """Place each at its best over strict or weak orders, given as tuples of groups."""
    places = {i: [] for i in names}
    for order in orders:
        above = 0
        for group in order:
            for i in group:
                places[i].append(-above)
            above += len(group)
    return by_scores({i: max(each) for i, each in places.items()})


# --- by position ----------------------------------------------------------------------------------


def borda(e, variant="symmetric"):
    def of_pair(i, j):
        above, below = e.support(i, j), e.support(j, i)
        return {
            "symmetric": above - below,
            "domination": above,
            "weak domination": e.comparing(i, j) - below,
            "non-domination": -below,
        }[variant]

    return by_scores({i: sum(of_pair(i, j) for j in e.others(i)) for i in e.names})


def dowdall(e):
    scores = dict.fromkeys(e.names, Fraction(0))
    for weight, ranks in zip(e.weights, e.ranks, strict=True):
        mean = sum(Fraction(1, place) for place in range(1, len(ranks) + 1)) / len(ranks)
        for i, rank in ranks.items():
            alike = sum(1 for other in ranks.values() if other == rank)
            first = rank - Fraction(alike - 1, 2)
            points = sum(1 / (first + step) for step in range(alike)) / alike
            scores[i] += weight * (points - mean)
    return by_scores(scores)


def weighted_sum(e, numbers="linear"):
    scores = dict.fromkeys(e.names, Fraction(0))
    for weight, ranks, values in zip(e.weights, e.ranks, e.values, strict=True):
        scale = _numbers_of(ranks, numbers) if values is None else _rescaled(values)
        for i in e.names:
            scores[i] += weight * scale[i]
    return by_scores(scores)


def _rescaled(values):
    low, high = min(values.values()), max(values.values())
    return {i: (v - low) / (high - low) if high > low else Fraction(1) for i, v in values.items()}


def _numbers_of(ranks, rule):
    levels = sorted(set(ranks.values()))
    n = len(levels)
    if rule == "mean":
        scale = [Fraction(n - level, n + 1) for level in range(n)]
    elif n == 1:
        scale = [Fraction(1)]
    elif rule == "linear":
        scale = [Fraction(n - 1 - level, n - 1) for level in range(n)]
    else:
        centroids = [sum(Fraction(1, k) for k in range(level + 1, n + 1)) for level in range(n)]
        scale = [(c - centroids[-1]) / (centroids[0] - centroids[-1]) for c in centroids]
    return {i: scale[levels.index(rank)] for i, rank in ranks.items()}


# --- by majority ----------------------------------------------------------------------------------


def _beats(e):
    return {(i, j) for i in e.names for j in e.others(i) if e.support(i, j) > e.support(j, i)}


def _strengths(e, strength):
    return {(i, j): e.support(i, j) - (e.support(j, i) if strength == "margins" else 0)
            for i, j in _beats(e)}  # fmt: skip


def copeland(e, tie="half"):
    beats = _beats(e)

    def of_pair(i, j):
        if (i, j) in beats:
            return 1
        return 0 if (j, i) in beats else {"half": Fraction(1, 2), "win": 1, "nothing": 0}[tie]

    return by_scores({i: sum(of_pair(i, j) for j in e.others(i)) for i in e.names})


def minimax(e, strength="margins"):
    defeats = _strengths(e, strength)
    return by_scores({j: -max((defeats.get((i, j), 0) for i in e.others(j)), default=0)
                      for j in e.names})  # fmt: skip


def condorcet(e):
    beats = _beats(e)
    return by_choice(e.names, [i for i in e.names if all((i, j) in beats for j in e.others(i))])


def smith(e):
    beats = _beats(e)
    for group in subsets(e.names):
        if all((i, j) in beats for i in group for j in e.names if j not in group):
            return by_choice(e.names, group)
    raise AssertionError("all of them beat everybody else")


def schwartz(e):
    beats = _beats(e)
    minimal = []
    for group in subsets(e.names):
        unbeaten = not any((j, i) in beats for i in group for j in e.names if j not in group)
        if unbeaten and not any(smaller < group for smaller in minimal):
            minimal.append(group)
    return by_choice(e.names, set().union(*minimal))


def schulze(e, strength="margins"):
    defeats = _strengths(e, strength)

    def widest(start, end, passed):
        direct = defeats.get((start, end), 0)
        return max([direct] + [
            min(defeats[start, over], widest(over, end, passed | {over}))
            for over in e.names if over not in passed | {end} and (start, over) in defeats
        ])  # fmt: skip

    width = {(i, j): widest(i, j, {i}) for i in e.names for j in e.others(i)}
    relation = {(i, j) for i in e.names for j in e.names
                if i == j or width[i, j] >= width[j, i]}  # fmt: skip
    return by_relation(e.names, relation)


def ranked_pairs(e, strength="margins"):
    defeats = _strengths(e, strength)
    levels = [frozenset(pair for pair, s in defeats.items() if s == strongest)
              for strongest in sorted(set(defeats.values()), reverse=True)]  # fmt: skip
    outcomes = {frozenset()}
    for level in levels:
        outcomes = set().union(*(_locked(locked, level) for locked in outcomes))
    above = [{j: sum(1 for i, other in locked if other == j) for j in e.names}
             for locked in outcomes]  # fmt: skip
    orders = {tuple(tuple(i for i in e.names if each[i] == n) for n in sorted(set(each.values())))
              for each in above}  # fmt: skip
    best = {i: -min(each[i] for each in above) for i in e.names}
    return Found(by_scores(best).ranks, orders=orders)


@cache
def _locked(locked, pairs):
    """Lock pairs in, one after the other in every order, unless that closes a cycle."""
    if not pairs:
        return {locked}
    ends = set()
    for i, j in pairs:
        after = locked if (j, i) in locked or (i, j) in locked else frozenset(_closed(locked, i, j))
        ends |= _locked(after, pairs - {(i, j)})
    return ends


def _closed(locked, i, j):
    over = {i} | {a for a, b in locked if b == i}
    under = {j} | {b for a, b in locked if a == j}
    return locked | {(a, b) for a in over for b in under}


# --- by order -------------------------------------------------------------------------------------


def _best_orders(e, cost):
    """Give the strict orders that cost least."""
    costs = {order: sum(cost(j, i) for place, i in enumerate(order) for j in order[place + 1 :])
             for order in permutations(e.names)}  # fmt: skip
    least = min(costs.values())
    orders = {tuple((i,) for i in order) for order, each in costs.items() if each == least}
    return Found(by_best_positions(e.names, orders).ranks, orders=orders)


def kemeny(e):
    support = {(i, j): e.support(i, j) for i in e.names for j in e.others(i)}
    return _best_orders(e, lambda i, j: support[i, j])


def slater(e):
    beats = _beats(e)
    return _best_orders(e, lambda i, j: (i, j) in beats)


# --- by flows, dominance, and one criterion after the other --------------------------------------


def promethee2(e):
    return by_scores({i: sum(e.preference(i, j) - e.preference(j, i) for j in e.others(i))
                      for i in e.names})  # fmt: skip


def promethee1(e):
    out = {i: sum(e.preference(i, j) for j in e.others(i)) for i in e.names}
    into = {i: sum(e.preference(j, i) for j in e.others(i)) for i in e.names}
    return by_relation(e.names, {(i, j) for i in e.names for j in e.names
                                 if out[i] >= out[j] and into[i] <= into[j]})  # fmt: skip


def pareto(e):
    def at_least_as_good(i, j):
        return i == j or (not any((j, i) in e.ahead[k] for k in e.with_weight)
                          and any((i, j) in e.compared[k] for k in e.with_weight))  # fmt: skip

    return by_relation(e.names, {(i, j) for i in e.names for j in e.names
                                 if at_least_as_good(i, j)})  # fmt: skip


def maximin(e):
    middle = Fraction(len(e.names) + 1, 2)
    return by_scores({i: -max((e.ranks[k][i] for k in e.with_weight if i in e.ranks[k]),
                              default=middle) for i in e.names})  # fmt: skip


def leximin(e):
    middle = Fraction(len(e.names) + 1, 2)
    return by_scores({i: sorted(-e.ranks[k].get(i, middle) for k in e.with_weight)
                      for i in e.names})  # fmt: skip


def lexicographic(e, by="criteria"):
    steps = _criteria(e) if by == "criteria" else _layers(e)
    ends = {frozenset(e.names)}
    for weight in sorted({weight for weight, _ in steps if weight > 0}, reverse=True):
        equal = frozenset(pairs for each, pairs in steps if each == weight)
        ends = set().union(*(_taken_out(inside, equal) for inside in ends))
    return by_choice(e.names, set().union(*ends))


def _criteria(e):
    return [(w, frozenset(pairs)) for w, pairs in zip(e.weights, e.before, strict=True)]


def _layers(e):
    steps = []
    for layer in dict.fromkeys(e.layers):
        inside = [(w, pairs) for w, pairs, of in zip(e.weights, e.before, e.layers, strict=True)
                  if of == layer]  # fmt: skip
        net = {i: sum(w * (((i, j) in pairs) - ((j, i) in pairs))
                      for w, pairs in inside for j in e.others(i)) for i in e.names}  # fmt: skip
        outdone = frozenset((i, j) for i in e.names for j in e.names if net[i] > net[j])
        steps.append((sum(w for w, _ in inside), outdone))
    return steps


@cache
def _taken_out(inside, steps):
    """Take steps in every order; each takes out whoever it puts below one that is in."""
    if not steps:
        return {inside}
    ends = set()
    for step in steps:
        left = frozenset(j for j in inside if not any((i, j) in step for i in inside))
        ends |= _taken_out(left, steps - {step})
    return ends


METHODS = {
    "borda": borda, "dowdall": dowdall, "weighted_sum": weighted_sum,
    "copeland": copeland, "regime": copeland, "minimax": minimax, "condorcet": condorcet,
    "smith": smith, "schwartz": schwartz, "schulze": schulze, "ranked_pairs": ranked_pairs,
    "kemeny": kemeny, "qualiflex": kemeny, "slater": slater,
    "promethee1": promethee1, "promethee2": promethee2,
    "pareto": pareto, "maximin": maximin, "leximin": leximin, "lexicographic": lexicographic,
}  # fmt: skip
"""With fixed weights REGIME counts as Copeland does, and QUALIFLEX as Kemeny."""
