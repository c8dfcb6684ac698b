"""Proofs of the brief: what it repeats of the headline is proven alike, the rest counted anew."""

from collections import Counter

from mcda_ai.messages.claims import Claim
from mcda_ai.report.brief import stated_by_part
from tests.proofs import (
    MAKERS,
    PROOFS,
    makes,
    of_report,
    of_stability_judgements,
    proves,
    proves_within,
)
from tests.proofs.of_report import Said, leaders
from tests.proofs.plain import fixed_weights, ranks_of


class SaidBriefly(Said):
    """What the brief says of a problem, in words of its own."""

    def _claims(self):
        for stated in stated_by_part(self.answer).values():
            for each in stated:
                if isinstance(each, Claim) and each.kind.startswith("report.brief."):
                    yield each


@makes("brief")
def said(problem, draw):
    return SaidBriefly(MAKERS["report"](problem, draw).answer)


for kind in (
    "shares", "nearest lead", "no other lead", "always tied", "shared lead", "equal rankings",
):  # fmt: skip
    PROOFS[f"report.brief.{kind}"] = PROOFS[f"report.headline.{kind}"]


@proves("report.brief.leads")
def of_leads(claim, result, problem):
    """Where it stands within what holds without the preconditions, it is proven with that whole."""
    rest = problem.without_preconditions() if result.answer.without_preconditions else problem
    return _led(claim, result, problem) or _led(claim, result, rest)


@proves("report.brief.without preconditions")
def without(claim, result, problem):
    return _led(claim.values["part"], result, problem.without_preconditions())


def _led(claim, result, problem):
    """Count the leaders anew, by each method that differs here."""
    answer, values = result.answer, claim.values
    which = values["weights"].values["which"]
    weights = fixed_weights(problem, "own" if which == "ballots" else which)[None, :]
    tally = Counter()
    for method in answer.methods:
        if method.name in answer.distinct_methods:
            (first,) = leaders(problem, method.label, weights)
            tally[tuple(n for n, f in zip(problem.alternative_names, first, strict=True) if f)] += 1
    told = {each.values["who"]: each.values["count"] for each in values["parts"]}
    return (
        told == tally
        and values["total"] == sum(tally.values())
        and values["agree"] == (len(tally) == 1)
        and (which == "ballots") == (which != "equal" and bool(problem.counts))
    )


proves_within("report.brief.leads", "report.brief.led by", "report.brief.weights")


@proves("report.brief.judgements")
def of_judgements(claim, result, problem):
    """For none of those that do not lead fewer will do, and for those named so many do."""
    stability, values = result.answer.everything.stability, claim.values
    flips = [each for each in stability.claims if each.kind == "sensitivity.stability.judgements"]
    least = {each.values["who"] for each in flips if each.values["n"] == values["n"]}
    compared = sum(len(ranks) > 1 for ranks in ranks_of(problem))
    return (
        min(each.values["n"] for each in flips) == values["n"]
        and least == set(values["who"])
        and values["total"] == compared
        and all(of_stability_judgements.judgements(each, stability, problem) for each in flips)
    )


@proves("report.brief.weight sets")
def of_weight_sets(claim, result, problem):
    """Borda anew, as in the headline; and each set is counted once."""
    parts = claim.values["parts"]
    sets = [name for part in parts for name in part.values["sets"]]
    return (
        of_report.of_weight_sets(claim, result, problem)
        and len(sets) == len(set(sets)) == claim.values["n"]
        and all(part.values["n"] == len(part.values["sets"]) for part in parts)
    )


proves_within("report.brief.weight sets", "report.brief.weight set")


@proves("report.brief.out")
def of_out(claim, result, problem):
    """Those named are not among the options that are weighed, nor is anybody else missing."""
    problem = result.answer.problem
    everybody = {each.name for each in problem.whole.alternatives}
    told = claim.values
    return set(told["who"]) == everybody - set(problem.alternative_names) and told["n"] == len(
        told["who"]
    )


@proves("report.brief.disputed")
def of_disputed(claim, result, problem):
    told = claim.values
    return (told["n"], told["total"]) == (number_of_disputed(problem), len(problem.criteria))


def number_of_disputed(problem):
    """Count the criteria on which some reading judges otherwise than another."""
    readings = [problem.judgements[reading.name] for reading in problem.readings]
    return sum(
        len({repr(reading[name].order) for reading in readings if name in reading}) > 1
        for name in problem.criterion_names
    )


@proves("report.brief.doubted")
def of_doubted(claim, result, problem):
    """This counts what the problem records; there is nothing to calculate."""
    return claim.values["n"] == len(problem.doubts) > 0
