"""Proofs of what is said to decide the outcome: by the variances of weightings drawn again."""

from functools import cache, lru_cache
from itertools import combinations, compress, product

import numpy as np
from scipy.special import gammaincc

import mcda_ai as mcda
from mcda_ai.messages.claims import Claim
from mcda_ai.orders.partial_order import PartialOrder
from tests.proofs import makes, proves
from tests.proofs.plain import layers_of, ranks_of, scored

DRAWS = 1500
NAME = "sensitivity.attribution."
LABELS = {"borda": "Borda", "copeland": "Copeland", "weighted_sum": "Weighted sum"}


@makes("attribution")
def attribution(problem, draw):
    priors = draw.choice([(mcda.weights.Uniform(), mcda.weights.LayerFirst()), ("uniform",)])
    methods = draw.choice([("borda", "copeland"), ("borda", "weighted_sum"), ("copeland",)])
    return mcda.attribution(problem, methods, priors=priors, completions=draw.choice([0, 12]),
                            size=100, rng=1)  # fmt: skip


# --- the same over again -------------------------------------------------------------------------


def fillings_of(problem):
    """Give all ways to rank who is not ranked on a criterion, as ranks by criterion and option."""
    names = tuple(problem.alternative_names)
    return [
        [tuple(order) for order in weak_orders(len(names)) if keeps(ranks, names, order)]
        for ranks, counts in zip(ranks_of(problem), scored(problem), strict=True)
        if counts
    ]


@cache
def weak_orders(m):
    """Give the ranks of all orders with ties of so many options: each place taken, from 0 on."""
    places = product(range(m), repeat=m)
    return [order for order in places if set(order) == set(range(max(order) + 1))]


def keeps(ranks, names, order):
    """Tell whether an order leaves those that are ranked as they are."""
    place = dict(zip(names, order, strict=True))
    return all(
        np.sign(ranks[one] - ranks[other]) == np.sign(place[one] - place[other])
        for one, other in combinations(ranks, 2)
    )


def given_ranks(problem):
    """Give ranks as they are, NaN for who is not ranked."""
    rows = [ranks for ranks in ranks_of(problem) if len(ranks) > 1]
    return np.array([[ranks.get(name, np.nan) for name in problem.alternative_names]
                     for ranks in rows])  # fmt: skip


def versions(result, problem):
    """Give the ranks of each filling that was tried; None where they were drawn at random."""
    n, ways = result.fillings
    if n == 0 or ways == 1:
        return [given_ranks(problem)]
    choices = fillings_of(problem)
    if n != ways or np.prod([len(each) for each in choices]) != ways:
        return None
    return [np.array(choice, dtype=float) for choice in product(*choices)]


def weightings(problem, size, random):
    """Draw weights flat over criteria, and over layers first, from the same exponentials."""
    layers = layers_of(problem)
    drawn = random.standard_exponential((size, len(layers)))
    flat = drawn / drawn.sum(axis=1, keepdims=True)
    inside = np.array([layers == layer for layer in sorted(set(layers))], dtype=float)
    sums = drawn @ inside.T
    shares = -np.log(gammaincc(inside.sum(axis=1), sums))
    shares /= shares.sum(axis=1, keepdims=True)
    return {"uniform": flat, "layer-first": drawn * ((shares / sums) @ inside)}


def leading(method, ranks, weights):
    """Tell who leads: 1 for each that nobody is above."""
    ahead = np.sign(np.nan_to_num(ranks[:, None, :] - ranks[:, :, None]))
    if method == "copeland":
        margins = np.tensordot(weights, ahead, axes=1)
        scores = np.where(np.abs(margins) <= 1e-12, 0, np.sign(margins)).sum(axis=2)
    elif method == "borda":
        scores = weights @ ahead.sum(axis=2)
    else:
        scores = weights @ np.array([numbers(row, method) for row in ranks])
    return (scores >= scores.max(axis=1, keepdims=True) - 1e-10).astype(float)


def numbers(ranks, rule):
    """Turn the levels of a criterion into numbers; evenly spaced for the method itself."""
    levels = sorted(set(ranks))
    n = len(levels)
    place = np.array([levels.index(rank) for rank in ranks])
    if rule == "mean":
        return (n - place) / (n + 1)
    if n == 1:
        return np.ones(len(ranks))
    if rule == "roc":
        worth = np.array([sum(1 / k for k in range(j + 1, n + 1)) for j in range(n)])
        return ((worth - worth[-1]) / (worth[0] - worth[-1]))[place]
    return (n - 1 - place) / (n - 1)


def owner(claim, result):
    """Give the result that a claim is of: itself, or the one on numbers within it."""
    parts = [each.values["found"] for each in result.claims if each.kind == f"{NAME}within"]
    return result.numbers if claim in parts or any(claim in _within(each) for each in parts) \
        else result  # fmt: skip


def _within(claim):
    values = [each for value in claim.values.values()
              for each in (value if isinstance(value, tuple) else (value,))]  # fmt: skip
    return [each for each in values if isinstance(each, Claim)]


def outcomes(result, problem):
    """Give who leads, by weighting, prior, method or rule, filling and option; None if unknown."""
    return _outcomes(_Held((result, problem)))


class _Held(tuple):
    """A result and a problem, told apart by which they are."""

    def __hash__(self):
        return hash(tuple(map(id, self)))

    def __eq__(self, other):
        return all(mine is theirs for mine, theirs in zip(self, other, strict=True))


@lru_cache(maxsize=2)
def _outcomes(held):
    result, problem = held
    tried = versions(result, problem)
    if tried is None:
        return None
    drawn = weightings(problem, DRAWS, np.random.default_rng(77))
    within = "numbers" in {factor for factor, _ in result.level_means.columns}
    methods = ("linear", "roc", "mean") if within else result.provenance.method.split(", ")
    return np.stack([
        np.stack([np.stack([leading(method, ranks, drawn[prior]) for ranks in tried], axis=1)
                  for method in methods], axis=1)
        for prior in result.provenance.weight_space.split(", ")
    ], axis=1)  # fmt: skip


def close(stated, ours, spread, size):
    """Tell whether two estimates of one figure lie within five errors of their difference."""
    return abs(stated - ours) <= 5 * np.sqrt(max(spread**2, 1 / size) * (1 / size + 1 / DRAWS))


# --- proofs --------------------------------------------------------------------------------------


@proves(f"{NAME}leads")
def leads(claim, result, problem):
    mine = owner(claim, result)
    found = outcomes(mine, problem)
    share = claim.values["share"].value
    if found is None:
        return 0 < share < 1
    each = found[..., problem.alternative_names.index(claim.values["who"])].mean(axis=(1, 2, 3))
    return 0 < share < 1 and close(share, each.mean(), each.std(), mine.size)


@proves(f"{NAME}leads always", f"{NAME}leads never")
def settled(claim, result, problem):
    """Nearly all weightings agree; and as many were drawn as is said, in as many cases each."""
    mine = owner(claim, result)
    found = outcomes(mine, problem)
    always = claim.kind.endswith("always")
    drawn = 0 if claim.certainty == "exact" else mine.size
    share = claim.values["share"]
    if (claim.values["n"], share.value, share.size) != (drawn, float(always), drawn):
        return False
    if found is None:
        return True
    cases = found[..., problem.alternative_names.index(claim.values["who"])]
    rare = np.mean(cases != always, axis=(1, 2, 3)) > 0
    if claim.certainty == "exact" and rare.any():
        return False
    return claim.values["k"] == cases[0].size and rare.mean() <= 10 / mine.size


@proves(f"{NAME}alike", f"{NAME}above")
def of_pairs(claim, result, problem):
    """No result says these unless it is asked for them."""
    return False


@proves(f"{NAME}response")
def response(claim, result, problem):
    """It names options of the problem."""
    return {name for name in claim.values.values() if name} <= set(problem.alternative_names)


@proves(f"{NAME}assumption")
def assumption(claim, result, problem):
    """There are as many combinations as levels of the factors give."""
    levels = result.level_means.columns.to_frame(index=False).groupby("factor").size()
    k = claim.values["k"]
    return (k, claim.values["several"]) == (int(np.prod(levels)), k > 1)


@proves(f"{NAME}decides")
def decides(claim, result, problem):
    """The largest share comes first, all add up, and each is that of other draws within errors."""
    mine = owner(claim, result)
    shares = {claim.values["first"].values["factor"]: claim.values["share"].value}
    for part in claim.values["others"]:
        shares[part.values["factor"].values["factor"]] = part.values["share"].value
    together = claim.values["together"].value
    first = next(iter(shares))
    in_order = all(shares[first] >= share for share in shares.values())
    adds_up = abs(sum(shares.values()) + together - 1) < 1e-9
    if not (in_order and adds_up and claim.values["several"] == (first == "weights")):
        return False
    found = outcomes(mine, problem)
    name = claim.values["response"].values["who"]
    if found is None:
        return True
    cases = found[..., problem.alternative_names.index(name)]
    if not 0.1 < cases.mean() < 0.9:
        return True  # too rare to tell from so few draws
    errors = mine.standard_error.first_order.loc[f"{name} leads"]
    ours = alone(cases)
    return all(abs(share - ours[factor]) <= 5 * errors[factor] + 0.1
               for factor, share in shares.items() if factor in ours)  # fmt: skip


def alone(cases):
    """Share of the variance of what each factor has alone; the second last is method or rule."""
    total = cases.var()
    axes = dict(zip(("weights", "prior", "method", "completion"), range(4), strict=True))
    axes["numbers"] = axes["method"]
    return {
        factor: cases.mean(axis=tuple({0, 1, 2, 3} - {axis})).var() / total
        for factor, axis in axes.items()
    }


@proves(f"{NAME}too rare")
def too_rare(claim, result, problem):
    """By other draws it is otherwise in hardly any case, of all that were tried."""
    mine, values = owner(claim, result), claim.values["response"].values
    share = values["share"].value
    n_cases = min(share, 1 - share) * mine.size * mine.n_combinations
    few = n_cases < 9.5 or min(share, 1 - share) * mine.size < 9.5
    return few and claim.values["often"] == (share > 0.5) and claim.values["n"] == mine.size


@proves(f"{NAME}only weights")
def only_weights(claim, result, problem):
    """There is one combination of all else, and the outcome varies."""
    mine = owner(claim, result)
    found = outcomes(mine, problem)
    return mine.n_combinations == 1 and (found is None or found[0, ..., 0].size == 1)


@proves(f"{NAME}weight of a part")
def weight_of_a_part(claim, result, problem):
    """The means are those of other draws."""
    found, prior = outcomes(result, problem), claim.values["prior"]
    drawn = weightings(problem, DRAWS, np.random.default_rng(77))[prior]
    if claim.values["part"] in problem.layer_names and len(problem.layer_names) > 1:
        inside = layers_of(problem) == problem.layer_names.index(claim.values["part"])
    else:
        names = [each for each, counts in zip(problem.criterion_names, scored(problem),
                                              strict=True) if counts]  # fmt: skip
        inside = np.array([name == claim.values["part"] for name in names])
    if found is None:
        return True
    at = result.provenance.weight_space.split(", ").index(prior)
    who = problem.alternative_names.index(claim.values["who"])
    weight, lead = drawn[:, inside].sum(axis=1), found[:, at, ..., who].mean(axis=(1, 2))
    for key, part in (("there", lead), ("otherwise", 1 - lead)):
        mean = part @ weight / part.sum()
        size = result.size * part.mean()
        error = np.sqrt((part @ (weight - mean) ** 2 / part.sum() + 1e-6) / size)
        if size > 20 and abs(mean - claim.values[key].value) > 5 * error:
            return False
    return True


@proves(f"{NAME}within")
def within(claim, result, problem):
    """It is of the numbers of the method that is named."""
    named = claim.values["method"], result.numbers.provenance.method
    return named == ("Weighted sum", "weighted_sum")


@proves(f"{NAME}factor", f"{NAME}part")
def factor(claim, result, problem):
    """It is a factor with more than one level, or the weights; its share is one in the table."""
    named = claim if "factor" in claim.values and isinstance(claim.values["factor"], str) \
        else claim.values["factor"]  # fmt: skip
    tables = [result] + ([result.numbers] if result.numbers is not None else [])
    known = [mine.first_order for mine in tables
             if named.values["factor"] in mine.first_order.columns]  # fmt: skip
    if "share" not in claim.values:
        return bool(known)
    value = claim.values["share"].value
    return any((table[named.values["factor"]] == value).any() for table in known)


@proves(f"{NAME}left open", f"{NAME}every filling", f"{NAME}some fillings")
def fillings(claim, result, problem):
    """Count the ways again; "all" means that as many were tried."""
    ways = int(np.prod([len(each) for each in fillings_of(problem)]))
    n = claim.values["n"]
    expected = "left open" if n == 0 else "every filling" if n == ways else "some fillings"
    tried = len([factor for factor, _ in result.level_means.columns if factor == "completion"])
    return claim.values["ways"] == ways and claim.kind == f"{NAME}{expected}" and n in (0, tried)


@proves(f"{NAME}unrelated too")
def unrelated_too(claim, result, problem):
    """Random problems have none; tests/problem has some that do."""
    orders = [problem.judgement(name).order for name in problem.criterion_names]
    partial = [isinstance(order, PartialOrder) for order in orders]
    return claim.values["criteria"] == tuple(compress(problem.criterion_names, partial))


@proves(f"{NAME}one reading")
def one_reading(claim, result, problem):
    """The problem has others."""
    return claim.values["reading"] == problem.active_reading and len(problem.readings) > 1


@proves(f"{NAME}one method")
def one_method(claim, result, problem):
    """The methods put the same options first under all weightings drawn again."""
    tried = versions(result, problem)
    names = [name for name, label in LABELS.items() if label in claim.values["methods"]]
    drawn = weightings(problem, 200, np.random.default_rng(3))
    if len(names) != len(claim.values["methods"]):
        return False
    return tried is None or all(
        (leading(name, ranks, weights) == leading(names[0], ranks, weights)).all()
        for name in names for ranks in tried for weights in drawn.values()
    )  # fmt: skip


@proves(f"{NAME}refused")
def refused(claim, result, problem):
    """The method asks for all cells, and one is open."""
    return claim.values["method"] == "Weighted sum" and bool(np.isnan(given_ranks(problem)).any())
