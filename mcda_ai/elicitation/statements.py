"""Statements about options: what they leave of the weightings, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from operator import and_
from typing import Annotated, Any, TypeAlias

import pandas as pd

from mcda_ai.algorithms.extreme_ranks import (
    PairwisePreference,
    extreme_ranks,
    greatest_leads,
    pairwise_preference,
)
from mcda_ai.elicitation.part_left import PartLeft, first_exactly, nothing_new, part_left
from mcda_ai.elicitation.prefers import Prefers, read_statements, stated
from mcda_ai.elicitation.statements_result import Relation, Statements
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, shown
from mcda_ai.messages.provenance import Provenance, seed_of, versions
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.documents import cited
from mcda_ai.problem.statements import EXAMPLES
from mcda_ai.sensitivity.smaa import Size, number_of_draws, robustness
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import (
    Limit,
    RandomSource,
    SpaceLike,
    Uniform,
    WeightSpace,
    as_generator,
    space_on,
)
from mcda_ai.weights.polytope import admissible_weights

_fault = faults_of("elicitation")

_MOST_OPTIONS_RANKED = 30
"""By mixed-integer programmes; of more, ranks are bounded by pairs."""
_MOST_IN_PAIRS = 500_000
"""Pairs of options times criteria, of which linear programmes take some ten seconds."""
_MOST_CONFLICTS_TOLD = 20

Said: TypeAlias = Annotated[
    Prefers | str | Sequence[Prefers | str] | None, "told by `mcda_ai.statements`"
]


@checks_arguments
def statements(
    problem: DecisionProblem,
    prefers: Said = None,
    method: str | Method | MethodFunction = "borda",
    weights: SpaceLike = None,
    *,
    size: Size = "auto",
    rng: RandomSource = 1,
    options: Mapping[str, str] | None = None,
) -> Statements:
    """Tell what statements about options leave of the weightings, and what follows from them.

    Parameters
    ----------
    problem : DecisionProblem
    prefers : Prefers, text, or a list of these, optional
        Text as `Prefers` takes it, by the scores of `method`. Those that the problem holds unless
        given, each by the method that stands with it.
    method : str, Method or callable, optional
        By which options are ranked.
    weights : WeightSpace or text, optional
        What is known of the weights beside the statements, as for `mcda_ai.robustness`.
    size : int, "auto" or "exact", optional
        As for `mcda_ai.robustness`; also the number of draws by which it is told how large a part
        is left, where that is not exact.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional
    options : mapping of str to str, optional
        Named options of the method.

    Returns
    -------
    Statements

    Raises
    ------
    ProblemError
        If the statements conflict, with each other or with the weights: one fault for each of the
        smallest sets that cannot stand together. For options that there are not, a method of the
        statements that is not linear in the weights, or no statement at all.

    Notes
    -----
    A set of statements that cannot stand together is a smallest one if the rest of it can with any
    one left out; all of them are found, as long as that takes no more than some hundreds of linear
    programmes (see `mcda_ai.weights.Polytope.conflicts`).

    What follows necessarily holds under every weighting that is left, what is possible under some,
    by linear programmes; the best and the worst rank by mixed-integer ones.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > B > A", "trust": "B > C"})
    >>> for sentence in statements(problem, "A >= B").sentences[:3]:
    ...     print(sentence)
    'A >= B' holds under 33.33 % (exact) of the weightings
    of the weightings that are left, A is first in 100 % (exact)
    A leads under every weighting that is left, under some together with B and C
    """
    found = registry.find(method)
    problem = found.problem_for(problem, options)
    given = space_on(weights, problem)
    given.bound_to(problem)
    said = _said(problem, prefers, found, options)
    limits, faults = _looked_up(problem, said, of_problem=prefers is None)
    raise_any(fault.within(problem.name) for fault in faults or _conflicts(problem, given, said))
    follows = list(nothing_new(problem, given, limits))
    tell = [each for each, source in zip(said, follows, strict=True) if not source]
    left: WeightSpace = reduce(and_, tell, given)
    generator = as_generator(rng)
    seed = seed_of(generator)
    shares, refused = None, _refusal(problem, left)
    if refused is None:
        shares = robustness(problem, found, left, size, generator, options=options)
    part = part_left(problem, given, limits, number_of_draws(size), generator)
    evaluator = found.on(problem, options)
    n_drawn = max(0 if shares is None else shares.size, part.together.size)
    first = _first(problem, evaluator, given, limits, shares)
    return Statements(
        table=_table(problem, prefers is None, said, part).assign(**{"follows from": follows}),
        part=part.together,
        is_slice=part.is_slice,
        weights=given,
        left=left,
        **_what_follows(problem, evaluator, given, left),
        first=first,
        shares=shares,
        refused=refused,
        method=found,
        problem=problem,
        provenance=Provenance.of(
            problem, found.name, evaluator.options, left.name, repr(left),
            size=n_drawn, seed=seed if n_drawn else None, versions=versions(),
        ),
    )  # fmt: skip


def _said(
    problem: DecisionProblem,
    prefers: Said,
    method: Method,
    options: Mapping[str, str] | None,
) -> list[Prefers]:
    """Give the statements one by one: those asked about, or those of the problem."""
    if prefers is None:
        if not problem.statements:
            raise ProblemError(_fault("no statements").within(problem.name))
        return stated(problem)
    given = [prefers] if isinstance(prefers, str | Prefers) else prefers
    if not isinstance(given, list | tuple):
        raise ProblemError(_fault("statements no list", given=shown(prefers), examples=EXAMPLES))
    if not given:
        raise ProblemError(_fault("no statement", examples=EXAMPLES))
    return read_statements(given, method, options)


def _looked_up(
    problem: DecisionProblem, said: Sequence[Prefers], *, of_problem: bool
) -> tuple[list[list[Limit]], list[Fault]]:
    """Give what each statement says as rows, and all faults, with the places of those it holds."""
    limits: list[list[Limit]] = []
    faults: list[Fault] = []
    for number, each in enumerate(said):
        place = ("statements", number) if of_problem else ()
        try:
            limits.append(each.limits(problem))
        except ProblemError as error:
            faults += [fault.inside(*place) for fault in error.faults]
    return limits, faults


def faults_of_stated(problem: DecisionProblem) -> Iterator[Fault]:
    """Give what is wrong with the statements that a problem holds, under all weightings.

    What can be told without a method, such as an option that there is not, no problem has.
    """
    if not problem.statements:
        return
    try:
        said = stated(problem)
        _, faults = _looked_up(problem, said, of_problem=True)
        yield from faults or _conflicts(problem, Uniform(), said)
    except ProblemError as error:
        yield from error.faults


def _conflicts(
    problem: DecisionProblem, given: WeightSpace, said: Sequence[Prefers]
) -> Iterator[Fault]:
    """Name the smallest sets of statements that cannot stand together."""
    together: WeightSpace = reduce(and_, said, given)
    found = together.constraints(problem).conflicts()
    told = found.sets[:_MOST_CONFLICTS_TOLD]
    for labels in told:
        yield _fault("conflict", ("statements",), labels=labels)
    if len(found.sets) > len(told) or (told and not found.all_found):
        more = len(found.sets) - len(told)
        yield _fault("more conflicts", ("statements",), n=more, known=found.all_found)


def _refusal(problem: DecisionProblem, left: WeightSpace) -> Fault | None:
    """Say why no weightings can be drawn from what is left, if so."""
    try:
        left.bound_to(problem)
    except ProblemError as error:
        return error.faults[0]
    return None


def _table(
    problem: DecisionProblem, of_problem: bool, said: Sequence[Prefers], part: PartLeft
) -> pd.DataFrame:
    """Write each statement on a row, with who says so and what it leaves by itself."""
    sources = [cited(each.sources, "en") for each in problem.statements] if of_problem else []
    return pd.DataFrame(
        {
            "statement": [str(each.chains[0]) for each in said],
            "method": [each.called for each in said],
            "source": sources or [""] * len(said),
            "leaves": [share.value for share in part.alone],
            "size": [share.size for share in part.alone],
        }
    )


def _first(
    problem: DecisionProblem,
    evaluator: Evaluator,
    given: WeightSpace,
    limits: Sequence[Sequence[Limit]],
    drawn: Robustness | None,
) -> pd.DataFrame:
    """Give how often each option is first: exactly, or as drawn; without rows if neither."""
    names, scores = list(problem.alternative_names), evaluator.criterion_scores
    known = None
    if scores is not None and not (drawn is not None and drawn.first_places_are_exact):
        known = first_exactly(problem, given, limits, scores / evaluator.unit)
    if known is not None:
        return pd.DataFrame({"share": known, "size": 0}, names)
    shares = [] if drawn is None else [drawn.share_of(name) for name in names]
    table = {"share": [each.value for each in shares], "size": [each.size for each in shares]}
    return pd.DataFrame(table, names if shares else None)


# --- what then holds -----------------------------------------------------------------------------


def _what_follows(
    problem: DecisionProblem, evaluator: Evaluator, given: WeightSpace, left: WeightSpace
) -> dict[str, Any]:
    """Tell what holds under every weighting that is left, and under some; by a linear method."""
    scores = evaluator.criterion_scores
    m, n = len(problem.alternatives), int(problem.scored.sum())
    if scores is None or m * (m - 1) // 2 * n > _MOST_IN_PAIRS:
        return {"ranks": pd.DataFrame(), "pairs": pd.DataFrame(), "ranks_are_exact": False}
    was, now = (
        pairwise_preference(scores, admissible_weights(each.constraints(problem)), evaluator.unit)
        for each in (given, left)
    )
    weight_set = admissible_weights(left.constraints(problem))
    names = list(problem.alternative_names)
    index = pd.MultiIndex.from_tuples(combinations(names, 2), names=["alternative", "versus"])
    pairs = {"relation": _relations(now), "before": _relations(was)}
    best, worst = 1 + now.necessary_strict.sum(axis=0), 1 + m - now.necessary.sum(axis=1)
    is_small = m <= _MOST_OPTIONS_RANKED
    if is_small:
        best, worst, *_ = extreme_ranks(scores, weight_set, evaluator.unit)
    ranks = {
        "best rank": best, "worst rank": worst,
        "can lead": greatest_leads(scores, weight_set, evaluator.unit).can_lead,
        "always leads": now.necessary.all(axis=1),
    }  # fmt: skip
    return {
        "ranks": pd.DataFrame(ranks, names),
        "pairs": pd.DataFrame(pairs, index, dtype=object),
        "ranks_are_exact": is_small,
    }


def _relations(pairs: PairwisePreference) -> list[Relation]:
    """Say of each pair, in order, how it stands under every weighting."""
    return [_relation(pairs, i, j) for i, j in combinations(range(len(pairs.necessary)), 2)]


def _relation(pairs: PairwisePreference, i: int, j: int) -> Relation:
    if pairs.necessary[i, j] and pairs.necessary[j, i]:
        return "level"
    if pairs.necessary[i, j]:
        return "ahead" if pairs.necessary_strict[i, j] else "at least level"
    if pairs.necessary[j, i]:
        return "behind" if pairs.necessary_strict[j, i] else "at most level"
    return "open"
