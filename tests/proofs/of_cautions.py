"""Proofs of what the report says to be careful about."""

from tests.proofs import proves
from tests.proofs.of_report import SIZE, leaders
from tests.proofs.plain import (
    drawn_weights,
    ranks_of,
)


@proves("report.cautions.unscored cells")
def unscored(claim, result, problem):
    names = _named(problem, lambda ranks: not ranks)
    return claim.values["criteria"] == names


@proves("report.cautions.uncompared cells")
def uncompared(claim, result, problem):
    return claim.values["criteria"] == _named(problem, lambda ranks: len(ranks) == 1)


@proves("report.cautions.partly scored cells")
def partly(claim, result, problem):
    m = len(problem.alternative_names)
    return claim.values["criteria"] == _named(problem, lambda ranks: 1 < len(ranks) < m)


def _named(problem, has):
    pairs = zip(problem.criterion_names, ranks_of(problem), strict=True)
    return tuple(name for name, ranks in pairs if has(ranks))


@proves("report.cautions.same methods")
def same(claim, result, problem):
    """They are first alike in every draw of our own."""
    weights = drawn_weights(problem, True, 200)
    first = [leaders(problem, method, weights) for method in claim.values["methods"]]
    return all((each == first[0]).all() for each in first)


@proves("report.cautions.draws")
def of_draws(claim, result, problem):
    return claim.values["size"] == result.answer.size == SIZE


@proves(
    "problem.circumstances.circumstance", "problem.circumstances.part",
    "problem.circumstances.merged", "report.cautions.refusal", "report.cautions.left out",
    "report.cautions.disputed cells", "report.cautions.corrected cells",
    "report.cautions.assumed cells", "report.cautions.open cells",
    "report.cautions.unrelated cells",
)  # fmt: skip
def as_recorded(claim, result, problem):
    """These repeat what the problem records; there is nothing to calculate."""
    return True


@proves("report.cautions.completions", "report.cautions.too many completions")
def completions(claim, result, problem):
    """Of problems with open levels; proven in tests/report by every completion."""
    spans = [each.values["span"] for each in claim.values.get("ranges", ())]
    return all(low.value <= high.value for low, high in spans)
