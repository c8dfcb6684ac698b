"""Many methods on one problem: where they agree, and which of them are the same method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Any, ClassVar, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.algorithms.side_by_side import checked_workers
from mcda_ai.comparison.agreement import Agreement, Answer
from mcda_ai.comparison.disagreement import View, differences, equal, who_is_first
from mcda_ai.comparison.majority_cycle import majority_cycle
from mcda_ai.comparison.statements_kept import statements_kept
from mcda_ai.messages.arguments import Whole, checks_arguments
from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any
from mcda_ai.messages.provenance import Provenance, circumstances_as_data
from mcda_ai.messages.result import Part, ShownResult, as_html
from mcda_ai.methods import registry
from mcda_ai.methods.against_baseline import stands_against_baseline
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.entry_points import installed
from mcda_ai.methods.equivalence import Asked, told_apart, weightings_tried
from mcda_ai.methods.foreign_code import ours_side_by_side
from mcda_ai.methods.ranking import Ranking, rank
from mcda_ai.methods.refusals import refusal_in, refused_by_all
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.problem.completions import filled
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.requirements.taking_part import to_be_weighed
from mcda_ai.weights import WeightsLike, WeightSpace

MethodWanted: TypeAlias = (
    str | Method | MethodFunction | tuple[str | Method | MethodFunction, Mapping[str, str]]
)

_claim = claims_of("comparison.methods")
_fault = faults_of("comparison")


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(ShownResult):
    """What many methods make of one problem under one weight vector.

    Attributes
    ----------
    ranks : DataFrame, (family, method) x alternatives
        1 + the number strictly better.
    rankings : dict of method name to Ranking
    groups : list of tuples of method names
        Methods that gave the same relation (who is ahead of whom, tied with, or incomparable)
        under the weights asked for and under 1,000 others, half of them flat over the criteria
        and half layer first: on this problem they speak as one. Found by trying, so methods of
        one group may still differ under some other weights.
    agreement : DataFrame
        One row for each pair of groups: Kendall's tau-b, weighted tau (in which the first ranks
        count most; Vigna 2015) and the share of the pairs of alternatives that both put in the
        same relation, of those that both order: a choice set orders the chosen above the others,
        and no other pair. NaN where a method ties everything.
    family_agreement : DataFrame
        One row for each pair of families: the same figures, as means over the pairs of a group of
        the one and a group of the other. A group that both families belong to agrees with itself.
        "with_share" and "with_tau" say over how many of these pairs the means are: those for which
        the figure is not NaN.
    refusals : dict of method name to reason
        Each reason a Fault.
    problem : DecisionProblem
    """

    made_by: ClassVar[str] = "mcda_ai.compare"
    ranks: pd.DataFrame
    rankings: Mapping[str, Ranking]
    groups: list[tuple[str, ...]]
    agreement: pd.DataFrame
    family_agreement: pd.DataFrame
    refusals: Mapping[str, Fault]
    problem: DecisionProblem

    def _claims(self) -> Iterator[Claim]:
        """Say who is first, where the groups differ, which of them rank as was stated, and more.

        Such as what no order or score stands behind.
        """
        yield from self._of_groups()
        yield from self._of_baseline()
        yield from self.majority_cycle()
        yield from statements_kept(self.problem.statements, self.rankings, self.groups)
        thin = ThinEvidence.of(self.problem)
        yield from (*thin.empty.claims(), *thin.claims(self.placed_by_nothing))
        yield from next(iter(self.rankings.values())).weights_told

    def majority_cycle(self, weights: Claim | None = None) -> Iterator[Claim]:
        """Say that the majorities form a cycle under the weights, if so; and which these are."""
        for each in self.rankings.values():
            if np.array_equal(each.problem.scored, self.problem.scored):  # not filled in by itself
                return majority_cycle(
                    self.problem, np.asarray(each.weights, dtype=np.float64), weights
                )
        return iter(())

    @property
    def placed_by_nothing(self) -> frozenset[str]:
        """Alternatives that no score compares, and that some method places all the same."""
        return frozenset(name for each in self.rankings.values() for name in each.placed_by_nothing)

    def _of_groups(self) -> Iterator[Claim]:
        """Say whether the groups put the same alternatives first, and where else they differ."""
        views = [View.of(group, self.rankings) for group in self.groups]
        parts = tuple(who_is_first(views))
        if any(one.contradicts(other) for one, other in combinations(views, 2)):
            yield _claim("differ", parts=parts)
            return
        further = tuple(differences(views, self.problem.alternative_names))
        if len(parts) == 1 and not views[0].is_open:
            yield _claim("agree", n=len(views), who=views[0].first, further=further)
        else:
            yield _claim("no contradiction", parts=parts, further=further)

    def _of_baseline(self) -> Iterator[Claim]:
        """Say how many groups put which options above the baseline, if there is one."""
        stands = [stands_against_baseline(self.rankings[group[0]]) for group in self.groups]
        by_number: dict[int, list[str]] = {}
        for name in stands[0]:
            n = sum(each.get(name) == "better" for each in stands)
            by_number.setdefault(n, []).append(name)
        parts = tuple(
            _claim("by groups", who=tuple(names), n=n, all=len(stands), every=n == len(stands))
            for n, names in sorted(by_number.items(), reverse=True)
        )
        if parts:
            yield _claim("above baseline", baseline=self.provenance.baseline, parts=parts)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: problem, methods and the weights themselves."""
        any_ranking = next(iter(self.rankings.values()))
        return replace(any_ranking.provenance, method=", ".join(self.rankings), options={})

    @property
    def _reasons(self) -> dict[Fault, list[str]]:
        """Methods by the reason why they were not applied."""
        reasons: dict[Fault, list[str]] = {}
        for name, reason in self.refusals.items():
            reasons.setdefault(reason, []).append(name)
        return reasons

    def to_frame(self) -> pd.DataFrame:
        """One row for each method and alternative: family, group, rank and whether it leads."""
        number = {name: i for i, group in enumerate(self.groups, start=1) for name in group}
        return pd.DataFrame(
            {
                "family": result.method.family,
                "method": name,
                "group": number[name],
                "alternative": alternative,
                "rank": int(result.ranks[alternative]),
                "leads": alternative in result.leaders,
            }
            for name, result in self.rankings.items()
            for alternative in self.problem.alternative_names
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            **circumstances_as_data(self.problem),
            "weights": next(iter(self.rankings.values())).weights.to_dict(),
            "ranks": {name: result.ranks.to_dict() for name, result in self.rankings.items()},
            "leaders": {name: result.leaders for name, result in self.rankings.items()},
            "groups": [list(group) for group in self.groups],
            "agreement": self.agreement.to_dict(orient="records"),
            "family_agreement": self.family_agreement.to_dict(orient="records"),
            "refusals": dict(self.refusals),
            "sentence": self.sentence,
            "claims": [claim.to_dict() for claim in self.claims],
        }

    def _parts(self) -> Iterator[Part]:
        yield from self._findings_said
        yield from ("", self.ranks, "", "groups that rank alike on this problem")
        yield [f"  {number}. {equal(group)}" for number, group in enumerate(self.groups, 1)]
        for reason, names in self._reasons.items():
            yield f"not applied: {', '.join(names)}: {reason}"
        if len(self.family_agreement):
            yield from ("", self.family_agreement.round(3).to_string(index=False))

    def _answer_html(self) -> str:
        return as_html([*self._findings_said, self.ranks])


@checks_arguments
def compare(
    problem: DecisionProblem,
    methods: str | Sequence[MethodWanted] = "all",
    weights: WeightsLike = None,
    reading: str | None = None,
    *,
    options: Mapping[str, str] | None = None,
    workers: Whole | None = None,
) -> Comparison:
    """Rank by many methods, and say where they agree and which of them are the same here.

    The agreement of methods that are one method is worth nothing, so what counts is the number of
    distinct groups, found on this very problem and merged across family labels.

    Parameters
    ----------
    problem : DecisionProblem
    methods : "all" or sequence of names, methods or functions, optional
        A pair such as ``("schulze", {"strength": "winning votes"})`` sets options.
    weights : None, "equal", "layer-equal", mapping or array, optional
        See `mcda_ai.weights.resolve`.
    reading : str, optional
        Another reading of the evidence.
    options : mapping of str to str, optional
        Named options that each of the methods is asked with, such as ``{"unscored": "worst"}``; a
        method without such an option is refused.
    workers : int, optional
        Threads that ask methods side by side, as many as there are cores unless given; they
        change no figure.

    Returns
    -------
    Comparison
        A method that cannot be applied stands among its `refusals`, with the reason.

    Raises
    ------
    ProblemError
        For an unknown method, weights or a number of workers that cannot be used, or if no method
        can be applied.

    References
    ----------
    Vigna, S. (2015). A weighted correlation index for rankings with ties. WWW '15, 1166-1176.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.compare(mcda.load("ai-factory"), methods=["borda", "promethee2", "kemeny"])
    >>> result.groups
    [('borda', 'promethee2'), ('kemeny',)]
    >>> result.sentence
    'both distinct groups put B3 first'
    """
    if reading is not None:
        problem = problem.reading(reading)
    if isinstance(weights, WeightSpace):
        raise ProblemError(_fault("weight space"))
    problem = to_be_weighed(problem)
    given = dict(options or {})
    unscored: Any = given.get("unscored")
    if unscored in ("best", "worst"):  # of another one each method says what is allowed
        problem = filled(problem, unscored)
    n_workers = checked_workers(workers)
    found, passed_over = _found(methods)
    named = list(_named(found))
    ask = partial(_asked, problem, weights, given, weightings_tried(problem))
    functions = [each.function for _, each, _ in named]
    told = dict(zip((name for name, *_ in named),
                    ours_side_by_side(ask, named, functions, n_workers), strict=True))  # fmt: skip
    ranked = {name: each for name, each in told.items() if isinstance(each, _Ranked)}
    groups, late = told_apart({name: each.asked for name, each in ranked.items()}, n_workers)
    refused = passed_over | {name: each for name, each in (told | late).items()
                             if isinstance(each, ProblemError)}  # fmt: skip
    answers = {name: each.answer for name, each in ranked.items() if name not in late}
    if not answers:
        raise refused_by_all(refused.values() or [ProblemError(_fault("no methods"))])
    rankings = {name: each.ranking for name, each in answers.items()}
    agreement = Agreement(answers, groups)
    return Comparison(
        ranks=_table(problem, rankings),
        rankings=rankings,
        groups=groups,
        agreement=agreement.of_groups(),
        family_agreement=agreement.of_families(),
        refusals={name: refusal_in(error) for name, error in refused.items()},
        problem=problem,
    )


class _Ranked(NamedTuple):
    """A method that could rank: its answer, and what tells it from other methods."""

    answer: Answer
    asked: Asked


def _asked(
    problem: DecisionProblem,
    weights: WeightsLike,
    given: Mapping[str, str],
    tried: FloatArray,
    named: tuple[str, Method, Mapping[str, str]],
) -> _Ranked | ProblemError:
    """Rank by a method with its own options, or say why it cannot."""
    _, method, own = named
    options = {**own, **given}
    try:
        ranking = rank(problem, method, weights, options)
        evaluator = method.on(ranking.problem, options)
        others = tried if ranking.problem is problem else weightings_tried(ranking.problem)
        relation = evaluator.relation(np.asarray(ranking.weights)[ranking.problem.scored])
    except ProblemError as error:
        return error
    told = ranking.ranks.to_numpy().tobytes() + relation.tobytes()
    return _Ranked(Answer(ranking, relation), Asked(method, evaluator, others, told))


def _found(
    methods: str | Sequence[MethodWanted],
) -> tuple[list[tuple[Method, Mapping[str, str]]], dict[str, ProblemError]]:
    """Find the methods; of all there are, a plug-in that cannot be loaded is only reported."""
    if not isinstance(methods, str) or methods != "all":
        wanted: Sequence[MethodWanted] = [methods] if isinstance(methods, str) else methods
        pairs = [each if isinstance(each, tuple) else (each, {}) for each in wanted]
        return _all_found(pairs), {}
    found: list[tuple[Method, Mapping[str, str]]] = []
    refused = {name: ProblemError(fault) for name, fault in installed().passed_over.items()}
    for name in registry.names():
        try:
            found.append((registry.find(name), {}))
        except ProblemError as error:
            refused[name] = error
    return found, refused


def _all_found(
    pairs: Sequence[tuple[str | Method | MethodFunction, Mapping[str, str]]],
) -> list[tuple[Method, Mapping[str, str]]]:
    """Find each method, or tell all that cannot be found."""
    found: list[tuple[Method, Mapping[str, str]]] = []
    faults: list[Fault] = []
    for each, options in pairs:
        try:
            found.append((registry.find(each), options))
        except ProblemError as error:
            faults += error.faults
    raise_any(faults)
    return found


def _named(
    found: Sequence[tuple[Method, Mapping[str, str]]],
) -> Iterator[tuple[str, Method, Mapping[str, str]]]:
    """Give each a name of its own: with its options, and numbered if that is not enough."""
    seen: Counter[str] = Counter()
    for each, options in found:
        told = ", ".join(f"{option}={value}" for option, value in options.items())
        name = f"{each.name} ({told})" if told else each.name
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} #{seen[name]}"), each, options


def _table(problem: DecisionProblem, rankings: Mapping[str, Ranking]) -> pd.DataFrame:
    in_families = sorted(rankings, key=lambda name: rankings[name].method.family)
    index = pd.MultiIndex.from_tuples(
        [(rankings[name].method.family, name) for name in in_families], names=["family", "method"]
    )
    rows = [rankings[name].ranks.to_numpy() for name in in_families]
    return pd.DataFrame(rows, index=index, columns=list(problem.alternative_names))
