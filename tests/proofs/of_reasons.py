"""Proofs of what is said of what speaks for who leads, and against: from judgements alone."""

from dataclasses import replace

import mcda_ai as mcda
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import Judgement, Reading
from tests.proofs import makes, proves
from tests.proofs.of_smaa import ballots_of
from tests.proofs.plain_evidence import Evidence
from tests.proofs.problems import random_measured_problem

LINEAR = ("borda", "promethee2")
BY_MAJORITY = ("condorcet", "copeland", "kemeny", "minimax", "schulze")
OTHERS = ("leximin", "lexicographic", "pareto")
MOST_OF_AN_ELECTION = 4
"""Kinds of ballots: of more there are too many sets of ballots to try which are enough."""
NEAR = 1e-9


@makes("reasons")
def of_a_random_problem(problem, draw):
    methods = [*LINEAR, *BY_MAJORITY, *OTHERS]
    if draw.random() < 0.3:
        problem = replace(problem, counts=True, own_weights=ballots_of(problem))
        methods = methods if len(problem.criteria) <= MOST_OF_AN_ELECTION else BY_MAJORITY
    return explained(problem, draw, methods)


@makes("reasons where criteria are measured")
def of_measured_criteria(_, draw):
    return explained(random_measured_problem(draw), draw, [*LINEAR, *BY_MAJORITY, "leximin"])


@makes("reasons where readings differ")
def of_readings(problem, draw):
    options = list(problem.alternative_names)
    name = draw.choice(problem.criterion_names)
    order = WeakOrder.from_ranks({name: draw.randint(1, 3) for name in options})
    judged = problem.judgements[problem.active_reading]
    return explained(
        replace(
            problem,
            readings=(*problem.readings, Reading("other")),
            judgements={**problem.judgements, "other": {**judged, name: Judgement(order)}},
        ),
        draw,
        LINEAR,
    )


def explained(problem, draw, methods):
    rival = draw.choice([None, None, problem.alternative_names[-1]])
    return mcda.explain(problem, draw.choice(methods), draw.choice([None, "equal"]), rival)


def evidence_of(result):
    ranking = result.ranking
    return Evidence(ranking.problem, ranking.weights.to_dict())


def said_of(result, rival):
    """Give by criterion: its weight, what it adds to the lead, and what it says of the two."""
    e, leader, method = evidence_of(result), result.leader, result.ranking.method.name
    for k, name in enumerate(e.criteria):
        above = e.before[k] if method in ("leximin", "lexicographic") else e.ahead[k]
        side = ("for" if (leader, rival) in above else "against" if (rival, leader) in above else
                "level" if (leader, rival) in e.compared[k] else "not compared")  # fmt: skip
        if method == "borda":
            adds = _net(dict.fromkeys(e.ahead[k], 1), leader) - _net(
                dict.fromkeys(e.ahead[k], 1), rival
            )
        elif method == "promethee2":
            adds = (_net(e.degrees[k], leader) - _net(e.degrees[k], rival)) / (len(e.names) - 1)
        else:
            adds = {"for": 1, "against": -1}.get(side, 0)
        yield name, e.weights[k], e.weights[k] * adds, side


def _net(degrees, name):
    ahead = sum(degree for (i, _), degree in degrees.items() if i == name)
    return ahead - sum(degree for (_, j), degree in degrees.items() if j == name)


def parts_of(result, rival):
    """Add up what criteria add: by layer if there are several, else each by itself."""
    layers = dict(zip(evidence_of(result).criteria, evidence_of(result).layers, strict=True))
    several = len(set(layers.values())) > 1
    sums = {}
    for name, _, adds, _ in said_of(result, rival):
        part = layers[name] if several else name
        sums[part] = sums.get(part, 0.0) + adds
    return sums


def names_in(parts):
    """Give names, of parts whose names are unclear too."""
    return [part if isinstance(part, str) else part.values["name"] for part in parts]


@proves("sensitivity.reasons.for and against")
def for_and_against(claim, result, problem):
    """The sums on either side are as said, and who are named outweigh what is said."""
    told = claim.values
    sums = parts_of(result, told["rival"])
    pros = sum(max(adds, 0) for adds in sums.values())
    cons = sum(max(-adds, 0) for adds in sums.values())
    named = sum(sums[name] for name in names_in(told["pros"].values["parts"]))
    balance = "level" if abs(pros - cons) <= NEAR else "ahead" if pros > cons else "behind"
    return (
        _are_strongest(told["pros"].values, sums)
        and _are_strongest(told["cons"].values, {name: -adds for name, adds in sums.items()})
        and told["balance"] == balance
        and told["both"] == (pros > NEAR and cons > NEAR)
        and (not told["enough"] or named > cons > 0)
        and (balance != "ahead" or abs(told["share"].value - cons / pros) <= NEAR)
        and told["leader"] in result.ranking.leaders
    ) or _next_to_nothing(sums)


def _next_to_nothing(sums):
    """Tell whether some sum is so near to nothing that rounding says on which side it is."""
    total = abs(sum(sums.values()))
    return total <= NEAR or any(0 < abs(adds) <= NEAR for adds in sums.values())


def _are_strongest(told, adds):
    speaking = {name: value for name, value in adds.items() if value > NEAR}
    named = names_in(told["parts"])
    rest = [value for name, value in speaking.items() if name not in named]
    if len(speaking) != told["n"] or told["most"] != (0 < len(named) < len(speaking)):
        return False
    if not named:
        return not speaking or sum(v >= max(rest) - NEAR for v in rest) > 6
    least = min(speaking[name] for name in named)
    as_strong = sum(value >= max(rest) - NEAR for value in rest) if rest else 0
    return (
        all(value < least - NEAR / 10 for value in rest)
        and len(named) <= 6
        and (not rest or len(named) >= 3 or len(named) + as_strong > 6)
    )


@proves("sensitivity.reasons.points")
def points(claim, result, problem):
    """They are told with the sums that they are part of; layers only where there are several."""
    several = len(set(evidence_of(result).layers)) > 1
    return (claim.values["kind"] == "layer") == several


def counted_of(result):
    """Give how many each criterion counts for: ballots, or one."""
    weights, own = result.ranking.weights.to_dict(), result.ranking.problem.own_weights
    if not result.ranking.problem.counts:
        return "criterion", {name: int(weight > 0) for name, weight in weights.items()}
    names = evidence_of(result).criteria
    total = sum(own[name] for name in names)
    if all(abs(own[name] / total - weights[name]) <= 1e-12 for name in names):
        return "voter", {name: int(own[name]) for name in names}
    return "ballot", {name: int(weights[name] > 0) for name in names}


@proves("sensitivity.reasons.sides", "sensitivity.reasons.all the same")
def sides(claim, result, problem):
    """So many put one above the other, and so many neither, counted one by one."""
    told = claim.values
    sort, numbers = counted_of(result)
    said = list(said_of(result, told["rival"]))
    weight = {side: sum(w for _, w, _, s in said if s == side) for side in ("for", "against")}
    if claim.kind.endswith("all the same"):
        return told["sort"] == sort and weight["against"] > weight["for"]
    counts = {"pro": "for", "con": "against", "level": "level", "open": "not compared"}
    differ = len({round(w, 12) for _, w, _, _ in said if w > 0}) > 1
    return (
        all(told[key] == sum(numbers[name] for name, _, _, s in said if s == side)
            for key, side in counts.items())
        and told["of"] == sum(numbers[name] for name, *_ in said)
        and told["sort"] == sort
        and told["by_weight"] == (differ and sort != "voter")
        and abs(told["weight_pro"].value - weight["for"]) <= NEAR
        and abs(told["weight_con"].value - weight["against"]) <= NEAR
    )  # fmt: skip


@proves("sensitivity.reasons.alike")
def alike(claim, result, problem):
    said = list(said_of(result, claim.values["rival"]))
    return all(
        claim.values[key] == tuple(n for n, w, adds, s in said if w > 0 and s == side and not adds)
        for key, side in (("level", "level"), ("open", "not compared"))
    )


@proves("sensitivity.reasons.by others")
def by_others(claim, result, problem):
    said = said_of(result, claim.values["rival"])
    names = tuple(n for n, _, adds, s in said if s == "not compared" and abs(adds) > 1e-12)
    return claim.values["criteria"] == names


@proves("sensitivity.reasons.shared", "sensitivity.reasons.several")
def who_are_told(claim, result, problem):
    """Several lead, or so many come next, of whom those told are the nearest."""
    ranks = result.ranking.ranks.to_dict()
    if claim.kind.endswith("shared"):
        first = [name for name, rank in ranks.items() if rank == 1]
        return list(claim.values["who"]) == first and claim.values["leader"] in first
    best = min(ranks[name] for name in result.rivals)
    after = [name for name in result.rivals if ranks[name] == best]
    leads = {name: sum(adds for _, _, adds, _ in said_of(result, name)) for name in after}
    told = claim.values["told"]
    farthest = max(leads[name] for name in told)
    return claim.values["n"] == len(after) > len(told) == 3 and all(
        leads[name] >= farthest - NEAR for name in after if name not in told
    )


@proves("sensitivity.reasons.not added up")
def not_added_up(claim, result, problem):
    return result.ranking.method.name in OTHERS


@proves("sensitivity.reasons.disputed")
def disputed(claim, result, problem):
    """In some reading each is judged otherwise, and no other with weight is."""
    whole, weights = result.ranking.problem, result.ranking.weights.to_dict()
    ways = {
        name: {str(sorted(_pairs(judged[name].order))) for judged in whole.judgements.values()}
        for name in evidence_of(result).criteria
    }
    names = tuple(name for name, told in ways.items() if len(told) > 1 and weights[name] > 0)
    return claim.values["criteria"] == names and claim.values["reading"] == whole.active_reading


def _pairs(order):
    groups = () if order is None else order.groups
    place = {name: k for k, group in enumerate(groups) for name in group}
    return [(i, j, place[i] < place[j]) for i in place for j in place if i != j]
