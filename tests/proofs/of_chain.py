"""Proofs of who is first in each layer, by pairs in fractions, and of what is remarked there."""

from fractions import Fraction

import mcda_ai as mcda
from mcda_ai.messages.result import ShownResult
from mcda_ai.plots.chain_of_layers import chain_of_layers, more_options
from tests.proofs import makes, proves, proves_within
from tests.proofs.of_stability_of_evidence import with_versions
from tests.proofs.plain_evidence import Evidence, compares, exact_weights
from tests.proofs.problems import random_measured_problem

KIND = "plots.chain_of_layers"


class Said(ShownResult):
    """What is said beside a ranking: of all layers, or of one step."""

    def __init__(self, found, claims, step=None):
        self.found, self.said, self.step = found, claims, step
        self.provenance = found.ranking.provenance

    def _claims(self):
        return self.said

    def _parts(self):
        return self.sentences


@makes("chain")
def chain(problem, draw):
    return _all_said(problem, draw)


@makes("chain of two readings")
def chain_of_two_readings(problem, draw):
    return _all_said(with_versions(problem, draw), draw)


@makes("chain of measured criteria")
def chain_of_measured_criteria(_, draw):
    return _all_said(random_measured_problem(draw), draw)


def _all_said(problem, draw):
    weights = draw.choice(["equal", "layer-equal", problem.own_weights or "equal"])
    found = chain_of_layers(mcda.rank(problem, draw.choice(["borda", "copeland"]), weights))
    left_out = len(problem.alternatives) - len(found.best(1))
    yield Said(found, [found.said(), more_options(left_out)])
    for step in found.steps:
        yield Said(found, list(step.remarks()), step)


@proves(f"{KIND}.chain")
def first_in_each_layer(claim, result, _):
    """Each layer is told once, the preconditions last; who leads is who the ranking puts first."""
    ranking = result.found.ranking
    problem = ranking.problem
    told = [(each.values["layer"], each.values["who"]) for each in claim.values["layers"]]
    by_role = sorted(problem.layers, key=lambda layer: layer.role == "precondition")
    leaders = tuple(name for name, rank in ranking.ranks.items() if rank == 1)
    return (
        [layer for layer, _ in told] == [layer.name for layer in by_role]
        and all(first_by_pairs(problem, ranking.weights, layer) == set(who) for layer, who in told)
        and claim.values["leaders"] == leaders
        and claim.values["method"] == ranking.method.label
    )


proves_within(f"{KIND}.chain", f"{KIND}.layer")


def first_by_pairs(problem, shown, layer):
    """Who has the most weight ahead of others, less that behind them, on the layer's criteria."""
    evidence = Evidence(problem, exact_weights(problem, shown))
    inside = [k for k, each in enumerate(evidence.layers) if each == layer]
    if not any(evidence.weights[k] for k in inside):
        evidence.weights = [Fraction(1)] * len(evidence.weights)
    net = {
        name: sum(
            evidence.weights[k] * (((name, other) in evidence.ahead[k])
                                   - ((other, name) in evidence.ahead[k]))
            for k in inside
            for other in evidence.others(name)
        )
        for name in evidence.names
    }  # fmt: skip
    return {name for name in net if net[name] == max(net.values())} if inside else set()


@proves(f"{KIND}.weighs")
def weighs(claim, result, _):
    problem = result.found.ranking.problem
    weights = exact_weights(problem, result.found.ranking.weights)
    inside = [each.name for each in problem.criteria if each.layer == result.step.layer.name]
    total = sum(weights.get(name, 0) for name in inside)
    told = claim.values["weight"]
    if not told:
        return total == 0
    (percent,) = told
    return abs(Fraction(percent.value) - total) < Fraction(1, 10**12) and total > 0


@proves(f"{KIND}.nothing compared")
def nothing_compared(_, result, __):
    problem = result.found.ranking.problem
    inside = [each for each in problem.criteria if each.layer == result.step.layer.name]
    return not any(compares(problem, each) for each in inside)


@proves(f"{KIND}.unscored")
def unscored(claim, result, _):
    problem = result.found.ranking.problem
    inside = [each for each in problem.criteria if each.layer == result.step.layer.name]
    return claim.values["n"] == sum(not compares(problem, each) for each in inside)


@proves(f"{KIND}.disputed")
def disputed(claim, result, _):
    """Readings differ where some judgement is not that of the first reading."""
    problem = result.found.ranking.problem
    first, *others = (dict(each) for each in problem.judgements.values())
    inside = [each.name for each in problem.criteria if each.layer == result.step.layer.name]
    differ = [
        name for name in inside if any(str(each[name].order) != str(first[name].order)
                                       for each in others)
    ]  # fmt: skip
    return claim.values["n"] == len(differ)


@proves(f"{KIND}.more options")
def more(claim, result, _):
    ranking = result.found.ranking
    return claim.values["n"] == len(ranking.ranks) - 1
