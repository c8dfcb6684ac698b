"""Proofs of what the report says of measured criteria: by what its words do to differences."""

from dataclasses import replace
from itertools import permutations

import mcda_ai as mcda
from mcda_ai.messages.result import ShownResult
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.report.measured import measured_criteria, scale_of, what_methods_count
from tests.proofs import makes, proves, proves_within
from tests.proofs.problems import random_measured_problem

METHODS = ("borda", "copeland", "kemeny", "promethee2", "schulze", "maximin", "dowdall")


class Said(ShownResult):
    """What the report says of measured criteria, and of methods on them."""

    def __init__(self, problem, methods):
        self.problem, self.methods = problem, methods
        self.provenance = mcda.rank(problem).provenance

    def _claims(self):
        yield from map(scale_of, measured_criteria(self.problem))
        yield from what_methods_count(self.methods)

    def _parts(self):
        return self.sentences


@makes("measured criteria")
def said(_, draw):
    names = draw.sample(METHODS, draw.choice([1, 2, 4]))
    return Said(random_measured_problem(draw), [mcda.methods.find(name) for name in names])


def degree(told, difference):
    """Give how much a difference in favour counts, by what the sentence says."""
    q, p, s = (told[key] for key in "qps")
    if difference <= 0:
        return 0.0
    if told["kind"] == "usual":
        return 1.0
    if told["kind"] == "u-shape":
        return 1.0 if difference > q else 0.0
    if told["kind"] == "level":
        return 0.0 if difference <= q else 0.5 if difference <= p else 1.0
    if told["kind"] in ("v-shape", "linear"):
        q = q if told["kind"] == "linear" else 0
        return 0.0 if difference <= q else min(1.0, (difference - q) / (p - q))
    return 1 - (1 - told["at"].value) ** ((difference / s) ** 2)


@proves("report.measured.scale")
def scale(claim, result, problem):
    """Each pair of values is preferred to the degree that the sentence gives it."""
    told, problem = claim.values, result.problem
    values = problem.judgement(told["criterion"]).values
    table = problem.preferences[told["criterion"]]
    sign = 1 if told["better"] == "max" else -1
    unit = next(each.unit for each in problem.criteria if each.name == told["criterion"])
    return told["unit"] == unit and all(
        abs(table.loc[i, j] - degree(told, sign * (values[i] - values[j]))) < 1e-9
        for i, j in permutations(values, 2)
    )


@proves("report.measured.methods")
def methods(claim, result, problem):
    """Who only sees who is ahead, or values in order, ranks alike where degrees are other ones.

    All methods are told of once, in the words of what makes no difference to them.
    """
    told = {label: part.values["what"]
            for part in claim.values["parts"] for label in part.values["methods"]}  # fmt: skip
    if set(told) != {method.label for method in result.methods}:
        return False
    changed = {
        "who is ahead": all_or_nothing(result.problem),
        "order of the values": usual(result.problem),
    }
    return all(
        told[method.label] not in changed
        or same_order(method, result.problem, changed[told[method.label]])
        for method in result.methods
    ) and {label for label, what in told.items() if what == "by how much"} <= {"PROMETHEE II"}


def same_order(method, one, other):
    try:
        orders = [mcda.rank(each, method, "equal").order for each in (one, other)]
    except mcda.ProblemError:  # it refuses unscored cells
        return True
    return orders[0] == orders[1]


def all_or_nothing(problem):
    """Let each difference that counts at all count in full."""
    return with_functions(problem, lambda f: PreferenceFunction(
        "u-shape", q=f.q if f.kind in ("u-shape", "level", "linear") else 0.0))  # fmt: skip


def usual(problem):
    """Let each difference count."""
    return with_functions(problem, lambda _: PreferenceFunction())


def with_functions(problem, changed):
    measured = {each.name for each in measured_criteria(problem)}
    criteria = (
        replace(each, preference=changed(each.preference)) if each.name in measured else each
        for each in problem.criteria
    )
    return replace(problem, criteria=tuple(criteria))


proves_within("report.measured.methods", "report.measured.count")
