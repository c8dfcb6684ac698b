"""Proofs that majorities go round: each option of a cycle beats the next, by sums in fractions."""

from itertools import combinations, permutations

import mcda_ai as mcda
from mcda_ai.messages.result import ShownResult
from tests.proofs import makes, proves, proves_within
from tests.proofs.plain_evidence import Evidence, exact_weights
from tests.proofs.problems import random_cyclic_problem, random_measured_problem

KIND = "comparison.majority_cycle.cycle"


class Said(ShownResult):
    """What a comparison says of the majorities, and no more of it."""

    def __init__(self, comparison):
        self.comparison = comparison
        self.provenance = comparison.provenance

    def _claims(self):
        return self.comparison.majority_cycle()

    def _parts(self):
        return self.sentences


@makes("majority cycle")
def said(_, draw):
    weights = draw.choice(["equal", "layer-equal"])
    return Said(mcda.compare(random_cyclic_problem(draw), ["borda"], weights))


@makes("majority cycle of measured criteria")
def said_of_measured_criteria(_, draw):
    return Said(mcda.compare(random_measured_problem(draw), ["borda"], "equal"))


def beaten_pairs(problem, shown):
    """Give who beats whom at weights: more weight puts the one ahead than the other."""
    evidence = Evidence(problem, exact_weights(problem, shown))
    pairs = permutations(evidence.names, 2)
    return {(i, j) for i, j in pairs if evidence.support(i, j) > evidence.support(j, i)}


def comparison_in(result):
    """Give the comparison that says it: the result itself, or one within it."""
    if isinstance(result, mcda.Comparison):
        return result
    return result.comparison if isinstance(result, Said) else result.answer.comparison


@proves(KIND)
def cycle(claim, result, problem):
    """The steps go round through beaten pairs, in no fewer steps could they, and from the first."""
    compared = comparison_in(result)
    problem = compared.problem
    shown = next(iter(compared.rankings.values())).weights
    beats = beaten_pairs(problem, shown)
    steps = [(each.values["one"], each.values["other"]) for each in claim.values["steps"]]
    turned = zip(steps, steps[1:] + steps[:1], strict=True)
    goes_round = all(one[1] == other[0] for one, other in turned)
    if not goes_round or not set(steps) <= beats:
        return False
    names = list(problem.alternative_names)
    ways = (way for size in range(1, len(names) + 1) for way in permutations(names, size))
    first = next(way for way in ways if set(zip(way, way[1:] + way[:1], strict=True)) <= beats)
    if [one for one, _ in steps] != list(first):
        return False
    told = claim.values
    top = smallest_unbeaten(names, beats)
    return (
        told["winner"] == (top[0] if len(top) == 1 else "")
        and (told["top"], told["n"], told["all"]) == (len(top), len(names), len(top) == len(names))
        and told["told"] == (len(names) > len(steps))
        and told["ballots"] == problem.counts
    )


def smallest_unbeaten(names, beats):
    """Find the smallest group of which each member beats everybody outside."""
    return next(
        chosen for size in range(1, len(names) + 1) for chosen in combinations(names, size)
        if all((i, j) in beats for i in chosen for j in names if j not in chosen)
    )  # fmt: skip


proves_within(KIND, "comparison.majority_cycle.beats")
