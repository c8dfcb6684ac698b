"""Everything the report says, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import compress, product
from typing import Any, ClassVar, NamedTuple

import numpy as np

from mcda_ai import weights
from mcda_ai.algorithms.side_by_side import checked_workers
from mcda_ai.comparison.methods import Comparison, compare
from mcda_ai.elicitation.common_ground import CommonGround, common_ground
from mcda_ai.elicitation.questions import Questions, next_question
from mcda_ai.elicitation.settlement import Settlement, settle
from mcda_ai.messages.arguments import Whole, checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, shown
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method
from mcda_ai.methods.entry_points import installed
from mcda_ai.methods.equivalence import one_method_each
from mcda_ai.methods.ranking import rank
from mcda_ai.methods.refusals import refusal_in
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.requirements.taking_part import to_be_weighed
from mcda_ai.report.open_cells import OpenCells, completions_compared, open_cells_over
from mcda_ai.report.over_weightings import over_weightings
from mcda_ai.report.repeated import Repeated, repeated
from mcda_ai.report.scopes import Scope, of_preconditions, without_preconditions
from mcda_ai.report.shown import Shown, options_shown, too_many_to_show
from mcda_ai.report.stated import Stated, stated
from mcda_ai.sensitivity.attribution import LEAST_SIZE, attribution
from mcda_ai.sensitivity.attribution_result import Attribution
from mcda_ai.sensitivity.leader_regions import LeaderRegions, leader_regions
from mcda_ai.sensitivity.rank_bounds import RankBounds, rank_bounds
from mcda_ai.sensitivity.smaa import Size, number_of_draws
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.sensitivity.stability import stability
from mcda_ai.weights import WeightsLike, WeightSpace

_fault = faults_of("report")

METHODS = ("borda", "copeland", "kemeny", "promethee2")
MANY = 8  # alternatives, beyond which very many weightings by Kemeny would take minutes
METHODS_FOR_MANY = ("borda", "copeland", "schulze", "promethee2")
_DRAWS_FOR_MANY = 10_000
CERTAINTY = 0.95
_ADAPTED = "pymcdm:"  # methods as another package defines them
# Each of these draws is ranked in many ways, or drawn anew after each answer: fewer will do.
_ATTRIBUTED, _ASKED = 2**12, 2**14
_MOST_ANSWERS = 6  # more than a board has patience for


@dataclass(frozen=True, eq=False)
class Answer:
    """Who leads, by each method and over weight spaces, with and without the preconditions.

    Attributes
    ----------
    problem : DecisionProblem
    methods : tuple of Method
        Those that could be applied.
    refusals : dict of method label to reason
        Those that could not.
    fixed_weights : tuple of str
        "own" if the problem came with weights; unless these count ballots, "equal" too, and
        "layer-equal" where that is not the same.
    spaces : tuple of WeightSpace
        Flat over the criteria, and layer by layer where there are several layers that count; of
        an election, around its ballots.
    everything : Scope
        All scored criteria.
    without_preconditions : Scope or None
        None if no precondition is scored, or nothing else counts.
    same_method : list of tuples of method names
        Methods that rank alike under every weighting tried, as the comparison finds them: on this
        problem they are one method, and their agreement says nothing.
    open_cells : OpenCells or None
        None if no cell allows several levels.
    bounds : RankBounds or None
        Of Borda, whatever the cells say that nobody scored; None if every cell is scored.
    comparison : Comparison
        Every built-in method, under the weights that `weights` names.
    attribution : Attribution or None
        What decides; None where there are too many alternatives to look at each.
    left_out : dict of "bounds", "attribution", "explorer" or "pictures" to reason
        Parts that this problem allows no answer to, or has too many options for.
    questions : Questions
        What to ask a board that knows nothing of the weights yet.
    settlement : Settlement
        How many answers settle it for a board whose weights are those that `weights` names.
    ground : CommonGround or None
        None if the problem has fewer than two named weight sets.
    regions : LeaderRegions or None
        Of Borda, around the weights that `weights` names; None if there are too few layers.
    repeated : Repeated or None
        Who leads as equal rankings count less, as `weights` weighs; None in an election.
    stated : Stated or None
        What statements about options leave, and what follows; None if the problem holds none.
    size, seed : int
        Weightings drawn for a share that is not exact; what decides (4,096) and what to ask and
        to settle by (16,384) take fewer, or as many if those are asked for.
    """

    made_by: ClassVar[str] = "mcda_ai.report.answer"
    problem: DecisionProblem
    methods: tuple[Method, ...]
    refusals: dict[str, Fault]
    fixed_weights: tuple[str, ...]
    spaces: tuple[WeightSpace, ...]
    everything: Scope
    without_preconditions: Scope | None
    same_method: list[tuple[str, ...]]
    open_cells: OpenCells | None
    bounds: RankBounds | None
    comparison: Comparison
    attribution: Attribution | None
    left_out: dict[str, Fault]
    questions: Questions
    settlement: Settlement
    ground: CommonGround | None
    regions: LeaderRegions | None
    repeated: Repeated | None
    stated: Stated | None
    size: int
    seed: int

    @cached_property
    def shown(self) -> Shown:
        """The options that tables and pictures show; of all of them the appendix tells."""
        return options_shown(self.everything.robustness[self.methods[0].name, self.spaces[-1].name])

    @property
    def shows_all(self) -> bool:
        """Whether every option is shown, so that there is no appendix."""
        return len(self.shown.names) == len(self.problem.alternatives)

    @property
    def weights(self) -> str:
        """The fixed weights that one set of weights is needed for: own, else layers equal."""
        return self.fixed_weights[0 if "own" in self.fixed_weights else -1]

    @property
    def weighed(self) -> str:
        """How criteria weigh within a layer: by own weights, or equally."""
        return "weighed by own" if self.weights == "own" else "weighed equally"

    @property
    def has_several_layers(self) -> bool:
        """Whether there are several layers that count, so that weight is divided over them."""
        return len(set(self.problem.layer_of[self.problem.scored].tolist())) > 1

    @property
    def only_preconditions_scored(self) -> bool:
        """Whether nothing but preconditions is scored."""
        return not bool((self.problem.scored & ~of_preconditions(self.problem)).any())

    @property
    def method_labels(self) -> Mapping[str, str]:
        """What the methods are called."""
        return {method.name: method.label for method in self.methods}

    @property
    def partly_scored(self) -> tuple[str, ...]:
        """The criteria that compare options, but not all of them."""
        partly = self.problem.scored & self.problem.open_cells.any(axis=1)
        return tuple(compress(self.problem.criterion_names, partly))

    @property
    def given_weights(self) -> WeightsLike:
        """The same, as functions take them."""
        return None if self.weights == "own" else self.weights

    @property
    def distinct_methods(self) -> list[str]:
        """One name for each group of methods that are the same here."""
        doubled = {name for group in self.same_method for name in group[1:]}
        return [method.name for method in self.methods if method.name not in doubled]

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The scopes there are, the one with all criteria first."""
        return (self.everything,) if self.without_preconditions is None else (
            self.everything, self.without_preconditions)  # fmt: skip

    def key(self, scope: Scope) -> str:
        """Give the word for what a scope covers."""
        return "all criteria" if scope is self.everything else "without preconditions"

    @property
    def uncompared(self) -> tuple[str, ...]:
        """Criteria that somebody ranked, but without comparing any pair."""
        problem = self.problem
        known = {*problem.unscored, *problem.left_open}
        flags = zip(problem.criterion_names, problem.scored, strict=True)
        return tuple(name for name, scored in flags if not scored and name not in known)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Criteria on which a scenario counts rather than the source."""
        by_hand = self.problem.changed_by_hand
        return tuple(name for name in self._with_status("assumed") if name not in by_hand)

    @property
    def corrected(self) -> tuple[str, ...]:
        """Criteria whose judgement was corrected."""
        return self._with_status("corrected")

    def _with_status(self, status: str) -> tuple[str, ...]:
        names = self.problem.criterion_names
        return tuple(name for name in names if self.problem.judgement(name).status == status)

    def to_dict(self) -> dict[str, Any]:
        """Give the figures as plain data."""
        return {
            "problem": self.problem.name,
            "reading": self.problem.active_reading,
            "scenarios": list(self.problem.active_scenarios),
            "unscored": list(self.problem.unscored),
            "left_open": list(self.problem.left_open),
            "disputed": list(self.problem.disputed),
            "corrected": list(self.corrected),
            "assumed": list(self.assumed),
            "open_cells": None if self.open_cells is None else asdict(self.open_cells),
            "same_method": [list(group) for group in self.same_method],
            "refusals": self.refusals,
            "left_out": self.left_out,
            "comparison": self.comparison.to_dict(),
            "attribution": None if self.attribution is None else self.attribution.to_dict(),
            "questions": self.questions.to_dict(),
            "settlement": self.settlement.to_dict(),
            "ground": None if self.ground is None else self.ground.to_dict(),
            "redundancy": None if self.repeated is None else self.repeated.anywhere.to_dict(),
            "statements": None if self.stated is None else self.stated.to_dict(),
            "size": self.size,
            "seed": self.seed,
            "scopes": [
                {
                    "removed": list(scope.problem.removed),
                    "rankings": [
                        {"fixed_weights": fixed, **result.to_dict()}
                        for (_, fixed), result in scope.rankings.items()
                    ],
                    "robustness": [result.to_dict() for result in scope.robustness.values()],
                    "stability": scope.stability.to_dict(),
                }
                for scope in self.scopes
            ],
        }


@checks_arguments
def answer(
    problem: DecisionProblem,
    *,
    methods: Sequence[str | Method] | None = None,
    size: Size = "auto",
    rng: int = 1,
    workers: Whole | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Answer:
    """Gather the answer for a problem.

    Parameters
    ----------
    problem : DecisionProblem
    methods : sequence of names or methods, optional
        Those that are asked over all weightings and stand side by side; Borda, Copeland, Kemeny
        and PROMETHEE II unless given. What would change the answer is always said of Borda.
    size : int or "auto", optional
        Weightings drawn per result. "auto": exact where it can be, else 100,000; with more than
        8 alternatives 10,000, and Schulze in the place of Kemeny.
    rng : int, optional
        The seed of all draws. All results share it, so that methods are compared on the same draws.
    workers : int, optional
        Threads that work side by side, as many as there are cores unless given; no figure depends
        on it.
    progress : callable, optional
        Called with the number of draws done since the last call, and the number in all.

    Returns
    -------
    Answer

    Raises
    ------
    ProblemError
        If a method is unknown, or none of them can be applied.
    """
    problem, how = to_be_weighed(problem), _How.checked(problem, size, rng, workers)
    problems = [problem, *without_preconditions(problem)]
    asked = METHODS if len(problem.alternatives) <= MANY else METHODS_FOR_MANY
    chosen, refusals = _applicable(problem, asked if methods is None else methods)
    completions = completions_compared(problem)
    spaces, fixed = _spaces(problem), _fixed_weights(problem)
    n_results = len(chosen) * len(spaces) * (len(problems) + len(completions or []))

    def report_progress(done: int) -> None:
        if progress is not None:
            progress(done, how.n_draws * n_results)

    def over_spaces(each: DecisionProblem) -> dict[tuple[str, str], Robustness]:
        return over_weightings(each, chosen, spaces, report_progress, **how._asdict())

    scopes = [_scope(each, chosen, fixed, over_spaces(each), how.workers) for each in problems]
    compared = compare(problem, _built_in(), workers=how.workers)
    used = None if fixed[0] == "own" else fixed[-1]
    bounds, attributed = _bounds(problem, used), _attribution(problem, how)
    return Answer(
        problem=problem,
        methods=tuple(chosen),
        refusals=refusals,
        fixed_weights=fixed,
        spaces=spaces,
        everything=scopes[0],
        without_preconditions=scopes[1] if len(scopes) > 1 else None,
        same_method=_same_method(compared, scopes),
        open_cells=open_cells_over(problem, completions, over_spaces),
        bounds=None if isinstance(bounds, Fault) else bounds,
        comparison=compared,
        attribution=None if isinstance(attributed, Fault) else attributed,
        left_out=_left_out(problem, {"bounds": bounds, "attribution": attributed}),
        questions=next_question(problem, "borda", size=how.n_asked, rng=rng),
        settlement=settle(
            problem,
            "borda",
            certainty=CERTAINTY,
            most=_MOST_ANSWERS,
            size=how.n_asked,  # of which the first question is that of `questions`
            rng=rng,
        ),
        ground=common_ground(problem) if len(problem.weight_sets) > 1 else None,
        regions=_regions(problem),
        repeated=repeated(problem, used, how.size, rng),
        stated=stated(problem, used, spaces[-1], how.size, rng),
        size=how.n_draws,
        seed=rng,
    )


class _How(NamedTuple):
    """How many weightings are drawn, from which seed, and by how many threads."""

    size: Size
    rng: int
    workers: int

    @classmethod
    def checked(cls, problem: DecisionProblem, size: Size, rng: int, workers: int | None) -> _How:
        """Tell what is no size, seed or number of threads; draw fewer for many options."""
        number_of_draws(size)
        weights.as_generator(rng)
        if size == "auto" and len(problem.alternatives) > MANY:
            size = _DRAWS_FOR_MANY
        return cls(size, rng, checked_workers(workers))

    @property
    def n_draws(self) -> int:
        """Weightings drawn for a share that is not exact."""
        return number_of_draws(self.size)

    @property
    def n_asked(self) -> int:
        """Weightings drawn for questions."""
        return min(self.n_draws, _ASKED)


def _scope(
    problem: DecisionProblem,
    methods: Sequence[Method],
    fixed: Sequence[str],
    robustness: dict[tuple[str, str], Robustness],
    workers: int,
) -> Scope:
    rankings = {
        (found.name, used): rank(problem, found, None if used == "own" else used)
        for found, used in product(methods, fixed)
    }
    return Scope(problem, rankings, robustness, stability(problem, "borda", workers=workers))


def _fixed_weights(problem: DecisionProblem) -> tuple[str, ...]:
    """Name the fixed weights to look at: own, and unless these count ballots equal ones."""
    equal = () if problem.counts else _equal_weights(problem)
    return equal if problem.own_weights is None else ("own", *equal)


def _left_out(problem: DecisionProblem, parts: Mapping[str, object]) -> dict[str, Fault]:
    """Give the parts that there is no answer to, or too many options for, with the reason."""
    all_ = (*parts.items(), *too_many_to_show(len(problem.alternatives)))
    return {part: reason for part, reason in all_ if isinstance(reason, Fault)}


def _applicable(
    problem: DecisionProblem, asked: Sequence[str | Method]
) -> tuple[list[Method], dict[str, Fault]]:
    """Try each method once; keep the reason of those that refuse the problem."""
    if isinstance(asked, str):
        raise ProblemError(_fault("methods no list", given=shown(asked)))
    methods: list[Method] = []
    refusals: dict[str, Fault] = {}
    for found in dict.fromkeys(map(registry.find, asked)):
        try:
            rank(problem, found, "equal")
            methods.append(found)
        except ProblemError as error:
            refusals[found.label] = refusal_in(error)
    if not methods:
        faults = [_fault("refused", method=m, reason=why) for m, why in refusals.items()]
        raise ProblemError(*faults or [_fault("methods no list", given=shown(asked))])
    return methods, refusals


def _same_method(compared: Comparison, scopes: Sequence[Scope]) -> list[tuple[str, ...]]:
    """Give the groups of the comparison, of the methods that are looked at here.

    Methods that part under any fixed weights of the report, which can tie what no drawn weighting
    ties, are not one; nor is one whose first places are exact one with another whose are bounded,
    by cycles that are too rare to be drawn.
    """
    orders: dict[str, list[str]] = {}
    for scope in scopes:
        for (name, _), ranking in scope.rankings.items():
            orders.setdefault(name, []).append(ranking.order)
        for (name, _), result in scope.robustness.items():
            orders.setdefault(name, []).append(str(list(result.certified.dropna().index)))
    number = {name: i for i, group in enumerate(compared.groups) for name in group}
    groups = one_method_each(
        {name: (number.get(name, name), *told) for name, told in orders.items()}
    )
    return [group for group in groups if len(group) > 1]


def _attribution(problem: DecisionProblem, how: _How) -> Attribution | Fault:
    if (n := len(problem.alternatives)) > MANY:
        return _fault("too many to look at each", n=n, most=MANY)
    size = max(LEAST_SIZE, min(how.n_draws, _ATTRIBUTED))
    seed, workers = how.rng, how.workers
    try:
        return attribution(problem, size=size, rng=seed, workers=workers)
    except ProblemError:  # too much is open to fill it in
        return attribution(problem, size=size, rng=seed, completions=0, workers=workers)


def _spaces(problem: DecisionProblem) -> tuple[WeightSpace, ...]:
    """Give the weightings to look at: flat, and those that the problem is looked at by default."""
    default = weights.default_space(problem)
    several = len(set(problem.layer_of[problem.scored].tolist())) > 1
    if isinstance(default, weights.LayerFirst):
        return (weights.Uniform(), default) if several else (weights.Uniform(),)
    return (default,)


def _equal_weights(problem: DecisionProblem) -> tuple[str, ...]:
    """Name the ways to weigh equally that differ."""
    criteria, layers = weights.equal(problem), weights.layer_equal(problem)
    return ("equal",) if np.allclose(criteria, layers) else ("equal", "layer-equal")


def _bounds(problem: DecisionProblem, used: WeightsLike) -> RankBounds | Fault | None:
    """Bound the ranks over all ways to fill in what nobody scored, if something is open.

    Under the weights of `Answer.weights`: ways to weigh equally that coincide on what is scored
    need not do so once the rest is filled in. A reason if a partial order leaves so much open that
    nobody can count the ways.
    """
    try:
        return rank_bounds(problem, weights=used) if np.isnan(problem.ranks).any() else None
    except ProblemError as error:
        return error.faults[0]


def _regions(problem: DecisionProblem) -> LeaderRegions | None:
    try:
        return leader_regions(problem, method="borda")
    except ProblemError:  # fewer than three layers to divide the weight over
        return None


def _built_in() -> list[str]:
    return [name for name in installed().built_in if not name.startswith(_ADAPTED)]
