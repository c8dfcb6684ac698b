"""Proofs of what one method finds under one weighting, by its definition, in fractions."""

from functools import lru_cache
from itertools import product

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from tests.proofs import makes, proves
from tests.proofs.plain_evidence import Evidence, exact_weights
from tests.proofs.plain_methods import METHODS
from tests.proofs.problems import random_measured_problem

MOST_FOR_RANKED_PAIRS = 4
"""Options: of more, the ways to lock equal defeats in are too many for a plain search."""
BY_ORDER_OF_VALUES = ("dowdall", "maximin", "leximin", "lexicographic")


@makes("ranking")
def ranking(problem, draw):
    return _rankings(problem, draw)


@makes("ranking of measured criteria")
def ranking_of_measured_criteria(_, draw):
    return _rankings(random_measured_problem(draw), draw)


def _rankings(problem, draw):
    """Rank by every method, each with options drawn, under weights drawn; leave out refusals."""
    weights = draw.choice(["equal", "layer-equal", problem.own_weights, _drawn(problem, draw)])
    found = []
    for name in METHODS:
        method = mcda.methods.find(name)
        own = {option: values for option, values in method.options.items() if option != "unscored"}
        chosen = draw.choice(list(product(*own.values())))
        if name == "ranked_pairs" and len(problem.alternatives) > MOST_FOR_RANKED_PAIRS:
            continue
        try:
            found.append(mcda.rank(problem, name, weights or "equal",
                                   dict(zip(own, chosen, strict=True))))  # fmt: skip
        except ProblemError:  # it refuses unscored cells
            continue
    return found


def _drawn(problem, draw):
    weights = {name: draw.choice([0, 1, 1, 2, 3]) for name in problem.criterion_names}
    some = [name for name, counts in zip(weights, problem.scored, strict=True) if counts]
    return {**weights, draw.choice(some): 2}


def evidence_of(result):
    weights = exact_weights(result.problem, result.weights)
    assert weights is not None, "weights that no rule gives"
    return Evidence(result.problem, weights)


@lru_cache(maxsize=1)
def found_by_hand(result):
    """Rank by the definition of the method."""
    options = {name: value for name, value in result.options.items() if name != "unscored"}
    return METHODS[result.method.name](evidence_of(result), **options)


def _groups(ranks):
    return tuple(tuple(name for name in ranks if ranks[name] == place)
                 for place in sorted(set(ranks.values())))  # fmt: skip


@proves("methods.ranking.found")
def found(claim, result, problem):
    """Ranks, leaders, and the optima listed are those of the definition."""
    by_hand = found_by_hand(result)
    leaders = [name for name, place in by_hand.ranks.items() if place == 1]
    listed = {tuple(tuple(part.split(" = ")) for part in order.split(" > "))
              for order in result.orders}  # fmt: skip
    orders = {tuple(tuple(sorted(group)) for group in order) for order in by_hand.orders}
    return (
        claim.values["method"] == result.method.label
        and result.ranks.to_dict() == by_hand.ranks
        and result.leaders == leaders == (leaders if by_hand.chosen is None else by_hand.chosen)
        and (not orders or listed == orders)
    )


@proves("methods.ranking.order")
def order(claim, result, problem):
    """The definition gives this order, of all of them."""
    by_hand = found_by_hand(result)
    comparable = by_hand.relation is None or not _pairs(by_hand.relation, result)["incomparable"]
    return comparable and claim.values["order"] == _groups(by_hand.ranks)


@proves("methods.ranking.chosen")
def chosen(claim, result, problem):
    """The definition chooses these."""
    return list(claim.values["who"]) == found_by_hand(result).chosen


def _pairs(relation, result):
    """Sort pairs by how they stand to each other."""
    names = list(result.problem.alternative_names)
    pairs = {"ahead": set(), "tied": set(), "incomparable": set()}
    for i, j in product(names, names):
        stands = ((i, j) in relation, (j, i) in relation)
        if stands == (True, False):
            pairs["ahead"].add((i, j))
        elif names.index(i) < names.index(j) and stands[0] == stands[1]:
            pairs["tied" if stands[0] else "incomparable"].add((i, j))
    return pairs


@proves("methods.ranking.partial")
def partial(claim, result, problem):
    """Each pair is told once, as it stands by the definition; nobody is ahead of who leads."""
    by_hand = found_by_hand(result)
    pairs = _pairs(by_hand.relation, result)
    behind = {j for _, j in pairs["ahead"]}
    told = {sort: [(each.values["one"], each.values["other"]) for each in claim.values[sort]]
            for sort in pairs}  # fmt: skip
    return (
        list(claim.values["leaders"]) == [i for i in by_hand.ranks if i not in behind]
        and all(len(told[sort]) == len(pairs[sort]) for sort in pairs)
        and all(set(told[sort]) == pairs[sort] for sort in pairs)
        and all(each.kind.endswith(f".{sort}") for sort in pairs for each in claim.values[sort])
    )


@proves("methods.ranking.ahead", "methods.ranking.tied", "methods.ranking.incomparable")
def pair(claim, result, problem):
    """Two options stand so by the definition."""
    sort = claim.kind.rpartition(".")[2]
    pairs = _pairs(found_by_hand(result).relation, result)
    return (claim.values["one"], claim.values["other"]) in pairs[sort]


@proves("methods.ranking.alike")
def alike(claim, result, problem):
    """So many orders are optimal, of all there are."""
    return claim.values["orders"] == len(found_by_hand(result).orders) > 1


@proves("methods.ranking.note")
def note(claim, result, problem):
    """Only a method of another package, or a search cut short, speaks in words of its own."""
    text = claim.values["text"].text("en")
    return text in result.notes and text.startswith(
        ("weights: ", "not proven", "at least", "the cost")
    )


@proves("methods.ranking.coverage")
def coverage(claim, result, problem):
    """Add up, for each pair, the weight that compares it; all of it is not worth a word."""
    evidence = evidence_of(result)
    pairs = [(i, j) for i in evidence.names for j in evidence.others(i)]
    covered = sum(evidence.comparing(i, j) for i, j in pairs) / len(pairs)
    shown = claim.values["share"]
    compared = {name for name, pairs in zip(evidence.criteria, evidence.compared, strict=True)
                if pairs}  # fmt: skip
    weighing = {name for name, weight in result.weights.items() if weight > 0}
    some_apart = len(compared) < len(result.problem.criteria)
    if claim.values["outside"] != some_apart or not weighing <= compared:
        return False
    return shown.decimals == 1 and covered < 1 and abs(float(covered) - shown.value) < 1e-12


@proves("methods.ranking.nobody chosen")
def nobody_chosen(claim, result, problem):
    """The definition chooses nobody, and all share the rank that is told."""
    shared = set(result.ranks)
    return found_by_hand(result).chosen == [] and shared == {claim.values["rank"]}


@proves("methods.ranking.small differences count")
def small_differences_count(claim, result, problem):
    """On these criteria with weight, and no other, somebody stands before another unpreferred."""
    evidence = evidence_of(result)
    small = [evidence.criteria[k] for k in evidence.with_weight
             if evidence.before[k] - evidence.ahead[k]]  # fmt: skip
    return list(claim.values["criteria"]) == small and result.method.name in BY_ORDER_OF_VALUES


@proves("methods.ranking.order of values only")
def order_of_values_only(claim, result, problem):
    """These criteria with weight are measured, and the definition takes ranks alone."""
    evidence = evidence_of(result)
    measured = [evidence.criteria[k] for k in evidence.with_weight if evidence.values[k]]
    return list(claim.values["criteria"]) == measured and result.method.name in BY_ORDER_OF_VALUES
