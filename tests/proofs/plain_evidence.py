"""One problem and one weighting in fractions, from judgements alone, for proofs to rank with."""

import math
from fractions import Fraction
from itertools import combinations, permutations


class Evidence:
    """Criteria that compare a pair, with their weights; everything by name.

    ``ahead`` says on each criterion who is ahead of whom, ``degrees`` by how much, ``before`` who
    stands before whom by rank or value, ``compared`` which pairs it compares, ``ranks`` average
    ranks of who is ranked, and ``values`` what was measured, more being better.
    """

    def __init__(self, problem, weights):
        self.names = list(problem.alternative_names)
        self.criteria, self.weights, self.layers = [], [], []
        self.ahead, self.degrees, self.before, self.compared = [], [], [], []
        self.ranks, self.values = [], []
        for criterion in problem.criteria:
            judgement = problem.judgement(criterion.name)
            places = _places(problem, criterion, judgement)
            if len(places) > 1:
                self.criteria.append(criterion.name)
                self.layers.append(criterion.layer)
                self.weights.append(weights[criterion.name])
                self._add(criterion, places, judgement.values is not None)

    def _add(self, criterion, places, is_measured):
        pairs = list(permutations(places, 2))
        self.before.append({(i, j) for i, j in pairs if places[i] < places[j]})
        self.compared.append(set(pairs))
        self.ranks.append({i: _average_rank(places, i) for i in places})
        self.values.append({i: -place for i, place in places.items()} if is_measured else None)
        degrees = {(i, j): _degree(criterion.preference, places[j] - places[i], is_measured)
                   for i, j in pairs}  # fmt: skip
        self.degrees.append(degrees)
        self.ahead.append({pair for pair, degree in degrees.items() if degree > 0})

    @property
    def with_weight(self):
        """Numbers of the criteria that weigh something."""
        return [k for k, weight in enumerate(self.weights) if weight > 0]

    def support(self, i, j):
        """Weight of the criteria on which one is ahead of the other."""
        return sum(w for w, pairs in zip(self.weights, self.ahead, strict=True) if (i, j) in pairs)

    def comparing(self, i, j):
        """Weight of the criteria that compare two."""
        return sum(w for w, pairs in zip(self.weights, self.compared, strict=True)
                   if (i, j) in pairs)  # fmt: skip

    def preference(self, i, j):
        """Weighted degree to which one is preferred to the other."""
        return sum(w * degrees.get((i, j), 0)
                   for w, degrees in zip(self.weights, self.degrees, strict=True))  # fmt: skip

    def others(self, name):
        """Give the rivals of one."""
        return [other for other in self.names if other != name]


def _places(problem, criterion, judgement):
    """Give where each stands, lower being better: its value turned round, or its group."""
    if judgement.values is not None:
        sign = -1 if criterion.direction == "max" else 1
        return {i: sign * Fraction(value) for i, value in judgement.values.items()}
    if judgement.order is None:
        return {}
    groups = judgement.order.groups
    return {i: Fraction(place) for place, group in enumerate(groups) for i in group}


def _average_rank(places, name):
    better = sum(1 for place in places.values() if place < places[name])
    alike = sum(1 for place in places.values() if place == places[name])
    return better + Fraction(alike + 1, 2)


def _degree(function, difference, is_measured):
    """Prefer by Brans, Vincke and Mareschal (1986, sec. 2); a ranked criterion by the first."""
    d, kind = difference, function.kind if is_measured else "usual"
    q, p, s = (Fraction(each) for each in (function.q, function.p, function.s))
    if d <= 0:
        return Fraction(0)
    if kind == "usual":
        return Fraction(1)
    if kind == "u-shape":
        return Fraction(d > q)
    if kind == "v-shape":
        return min(d / p, Fraction(1))
    if kind == "level":
        return Fraction((d > q) + (d > p), 2)
    if kind == "linear":
        return min(max((d - q) / (p - q), Fraction(0)), Fraction(1))
    return 1 - Fraction(math.exp(-(d**2) / (2 * s**2)))


def exact_weights(problem, shown):
    """Find the fractions that weights shown as numbers stand for; None if they are none of these.

    Own weights, equal ones, equal layers (own or equal within), and whole numbers over a small sum.
    """
    own = problem.own_weights and {c: Fraction(str(w)) for c, w in problem.own_weights.items()}
    counts = [c.name for c in problem.criteria if compares(problem, c)]
    layer_of = {c.name: c.layer for c in problem.criteria}
    sizes = {layer: sum(1 for c in counts if layer_of[c] == layer) for layer in layer_of.values()}
    tried = [
        {c: (own or {}).get(c, Fraction(0)) for c in counts},
        {c: Fraction(1) for c in counts},
        {c: Fraction(1, sizes[layer_of[c]]) for c in counts},
        {c: Fraction(float(shown[c])).limit_denominator(1000) for c in counts},
    ]
    for weights in tried:
        total = sum(weights.values())
        if total and all(abs(w / total - Fraction(float(shown[c]))) < Fraction(1, 10**15)
                         for c, w in weights.items()):  # fmt: skip
            return {c: w / total for c, w in weights.items()}
    return None


def compares(problem, criterion):
    return len(_places(problem, criterion, problem.judgement(criterion.name))) > 1


def subsets(names):
    """Give every set of some of them, the smallest first."""
    for size in range(1, len(names) + 1):
        yield from map(set, combinations(names, size))
