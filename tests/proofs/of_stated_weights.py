"""Proofs of how weights are said to have been made: they are made anew, in fractions."""

from fractions import Fraction
from itertools import combinations
from weakref import WeakKeyDictionary

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.plain_evidence import compares

SAID = WeakKeyDictionary()
"""What people said, by the ranking that rests on it: a kind, a rule, and the data."""
SAME = 1e-9
RANDOM = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49, 11: 1.51,
          12: 1.48, 13: 1.56, 14: 1.57, 15: 1.59}  # fmt: skip


def _names(problem, draw):
    """Choose what is spoken of: all criteria that count, or all layers that have one."""
    counted = [each for each in problem.criteria if compares(problem, each)]
    layers = list(dict.fromkeys(each.layer for each in counted))
    names = [each.name for each in counted]
    return layers if draw.random() < 0.5 and not set(layers) & set(names) else names


def _said(names, draw, kinds):
    """Draw what is said of them."""
    kind = draw.choice(kinds)
    if kind == "points":
        return kind, None, {**{name: draw.choice([0, 10, 25, 40, 100]) for name in names},
                            draw.choice(names): 100}  # fmt: skip
    if kind == "pairs":
        told = {pair: draw.choice([Fraction(1, 3), Fraction(1), Fraction(3), Fraction(9)])
                for pair in combinations(names, 2)}  # fmt: skip
        return kind, draw.choice(["eigenvector", "geometric mean"]), told
    groups = [[]]
    for name in draw.sample(names, len(names)):
        groups[-1].append(name)
        groups += [[]] if draw.random() < 0.6 else []
    return "order", kind, [group for group in groups if group]


def _weights(kind, rule, data):
    if kind == "points":
        return mcda.weights.from_points(data)
    if kind == "pairs":
        return mcda.weights.from_pairs({pair: float(number) for pair, number in data.items()}, rule)
    return mcda.weights.from_order(data, rule)


@makes("ranking by weights that people state")
def ranking(problem, draw):
    said = _said(_names(problem, draw), draw, ["points", "rank-sum"])
    result = mcda.rank(problem, "borda", _weights(*said))
    SAID[result] = said
    return result


@makes("common ground of weights that people state")
def common_ground(problem, draw):
    kinds = ["points", "roc", "rank-sum", "reciprocal"]
    names = _names(problem, draw)
    kinds += ["pairs"] if len(names) > 1 else []
    said = {name: _said(names, draw, kinds) for name in "uv"}
    result = mcda.common_ground(
        problem, "borda", {name: _weights(*each) for name, each in said.items()}
    )
    for name, each in said.items():
        SAID[result.rankings[name]] = each
    return result


def _of_places(rule, n):
    shares = {
        "roc": [sum(Fraction(1, k) for k in range(at, n + 1)) for at in range(1, n + 1)],
        "rank-sum": [Fraction(n + 1 - at) for at in range(1, n + 1)],
        "reciprocal": [Fraction(1, at) for at in range(1, n + 1)],
    }[rule]
    return [share / sum(shares) for share in shares]


def _of_order(rule, groups):
    left, found = _of_places(rule, sum(map(len, groups))), {}
    for group in groups:
        own, left = left[: len(group)], left[len(group) :]
        found |= dict.fromkeys(group, sum(own) / len(group))
    return found


def _matrix(told):
    names = list(dict.fromkeys(name for pair in told for name in pair))
    ratio = {**told, **{(j, i): 1 / number for (i, j), number in told.items()}}
    return names, [[float(ratio.get((i, j), 1)) for j in names] for i in names]


def _largest(matrix):
    """Find the largest eigenvalue and its vector by multiplying again and again."""
    vector, value = [1.0] * len(matrix), 0.0
    for _ in range(5000):
        image = [sum(a * v for a, v in zip(row, vector, strict=True)) for row in matrix]
        value = sum(image) / sum(vector)
        vector = [each / sum(image) for each in image]
    return value, vector


def _of_pairs(rule, told):
    names, matrix = _matrix(told)
    if rule == "eigenvector":
        return dict(zip(names, _largest(matrix)[1], strict=True))
    means = []
    for row in matrix:
        product = 1.0
        for each in row:
            product *= each
        means.append(product ** (1 / len(row)))
    return {name: mean / sum(means) for name, mean in zip(names, means, strict=True)}


def _expected(kind, rule, data):
    if kind == "points":
        return {name: Fraction(points, sum(data.values())) for name, points in data.items()}
    return _of_pairs(rule, data) if kind == "pairs" else _of_order(rule, data)


def _are_those(ranking, expected):
    """Tell whether the criteria, or the layers divided equally, have these weights."""
    problem = ranking.problem
    counted = [each for each in problem.criteria if compares(problem, each)]
    of_layers = not set(expected) <= set(problem.criterion_names)
    sizes = {each.layer: sum(c.layer == each.layer for c in counted) for each in counted}
    return all(
        abs(float(expected[each.layer] / sizes[each.layer] if of_layers else expected[each.name])
            - ranking.weights[each.name]) < SAME
        for each in counted
    )  # fmt: skip


def _is_told_rightly(values, kind, rule, data):
    if kind == "points":
        total = sum(data.values())
        sort = "divided" if total == 100 else "most"
        return (values["sort"], values["total"], values["nested"]) == (sort, total, False)
    if kind == "order":
        return values["rule"] == rule and values["ties"] == any(len(group) > 1 for group in data)
    names, matrix = _matrix(data)
    ratio = (_largest(matrix)[0] - len(names)) / (len(names) - 1) / RANDOM.get(len(names), 1.0)
    return (
        values["rule"] == rule.replace(" ", "-")
        and values["known"] == ("ratio" if len(names) <= max(RANDOM) else "many")
        and (values["known"] == "many" or abs(values["ratio"] - ratio) < 1e-6)
    )


def _is_true(ranking, text):
    said = SAID[ranking]
    return (
        text.text("en") == str(ranking.made)
        and _are_those(ranking, _expected(*said))
        and _is_told_rightly(ranking.made.values, *said)
    )


@proves("methods.ranking.made")
def made(claim, result, problem):
    """The weights are those that follow from what was said, by the rule that is told."""
    return _is_true(result, claim.values["how"])


@proves("elicitation.common_ground.made")
def made_of_a_set(claim, result, problem):
    """The same of the set that is named."""
    return _is_true(result.rankings[claim.values["set"]], claim.values["how"])
