"""Proofs of what each section of the report says in one line."""

from collections import Counter

import numpy as np

from mcda_ai.messages.claims import Claim
from mcda_ai.report.in_short import in_short
from tests.proofs import MAKERS, makes, of_brief, of_redundancy, of_report, proves, proves_within
from tests.proofs.of_report import Said
from tests.proofs.plain import borda_of_criteria, fixed_weights, ranks_of, smallest_shift


class SaidInShort(Said):
    """The lines that hold figures."""

    def _claims(self):
        for each in in_short(self.answer).values():
            if isinstance(each, Claim):
                yield each


@makes("in short")
def said(problem, draw):
    return SaidInShort(MAKERS["report"](problem, draw).answer)


@proves("report.in_short.evidence")
def of_evidence(claim, result, problem):
    told = claim.values
    return (told["criteria"], told["layers"], told["options"], told["ballots"]) == (
        len(problem.criterion_names),
        len(set(problem.layer_names)),
        len(problem.alternative_names),
        problem.counts,
    ) and told["disputed"] == of_brief.number_of_disputed(problem)


@proves("report.in_short.layers")
def of_layers(claim, result, problem):
    """Borda within each layer that compares anybody, by the weights within it."""
    rule = "own" if problem.own_weights is not None else "layer-equal"
    weights, scores = fixed_weights(problem, rule), borda_of_criteria(problem)
    inside = np.array(
        [layer for layer, ranks in zip(problem.layer_of, ranks_of(problem), strict=True)
         if len(ranks) > 1]
    )  # fmt: skip
    tally = Counter()
    for layer in set(inside.tolist()):
        here = inside == layer
        within = weights[here] if weights[here].sum() > 0 else np.ones(here.sum())
        totals = within @ scores[here]
        first = totals >= totals.max() - 1e-11 * within.sum()
        tally[tuple(n for n, f in zip(problem.alternative_names, first, strict=True) if f)] += 1
    told = {each.values["who"]: each.values["n"] for each in claim.values["parts"]}
    return told == tally and claim.values["total"] == sum(tally.values())


proves_within("report.in_short.layers", "report.in_short.leads in")


@proves("report.in_short.repeats")
def of_repeats(claim, result, problem):
    sizes = of_redundancy.sizes_of(of_redundancy.groups_of(_over_the_whole(result), problem))
    return (claim.values["most"], claim.values["n"]) == (sizes.max(), sizes.size)


def _over_the_whole(result):
    return result.answer.repeated.anywhere


@proves("report.in_short.methods")
def of_methods(claim, result, problem):
    """Borda leads so by our own count; how many do as well has a proof of its own."""
    rule = "own" if problem.own_weights is not None else "layer-equal"
    weights = fixed_weights(problem, rule)[None, :]
    (first,) = of_report.leaders(problem, "Borda", weights)
    who = tuple(n for n, f in zip(problem.alternative_names, first, strict=True) if f)
    return claim.values["who"] == who


@proves("report.in_short.most often first")
def of_most_often_first(claim, result, problem):
    """The ranges of shares of draws of our own; by no method has another option more.

    Unless they differ, one of those told has the most by each method.
    """
    answer, told = result.answer, [each.values for each in claim.values["ranges"]]
    space, names = answer.spaces[-1].name, problem.alternative_names
    seen = [of_report._shares_of(problem, method.label, space) for method in answer.methods]
    places = [names.index(each["who"]) for each in told]
    apart = np.array([
        each.max() - each[places]
        for name in answer.distinct_methods
        for each in [of_report._shares_of(problem, answer.method_labels[name], space)]
    ])  # fmt: skip
    return (
        all(of_report.near(each["span"][0], min(shares[place] for shares in seen))
            and of_report.near(each["span"][1], max(shares[place] for shares in seen))
            for each, place in zip(told, places, strict=True))
        and bool((apart.min(axis=0) <= 0.2).all())
        and (claim.values["more"] > 0 or bool((apart.min(axis=1) <= 0.2).all()))
        and (claim.values["differ"] or bool((apart.max(axis=0) <= 0.2).any()))
    )  # fmt: skip


@proves("report.in_short.can lead")
def of_can_lead(claim, result, problem):
    """Some weights let each of them lead, and none let another."""
    weights = fixed_weights(problem, "own" if problem.own_weights is not None else "layer-equal")
    scores, names = borda_of_criteria(problem), problem.alternative_names
    can = tuple(
        name for place, name in enumerate(names)
        if np.isfinite(smallest_shift(weights, scores, place))
    )  # fmt: skip
    told = claim.values
    return (told["who"], told["rest"], told["all"]) == (
        can, len(names) - len(can), len(can) == len(names)
    )  # fmt: skip
