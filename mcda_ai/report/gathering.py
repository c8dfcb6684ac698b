"""Everything the report says, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from mcda_ai import registry, weights
from mcda_ai.acceptability import DEFAULT_SIZE, Robustness, robustness
from mcda_ai.aggregation import Ranking, rank
from mcda_ai.contract import Method
from mcda_ai.faults import ProblemError
from mcda_ai.problem import DecisionProblem

METHODS = ("borda", "copeland", "kemeny", "promethee2")
FIXED_WEIGHTS = ("equal", "layer-equal")
WEIGHT_SPACES = (weights.Uniform(), weights.LayerFirst())


@dataclass(frozen=True, eq=False)
class Scope:
    """The answer for one set of criteria: all of them, or all but the preconditions.

    Attributes
    ----------
    problem : DecisionProblem
    rankings : dict of (method name, weights) to Ranking
    robustness : dict of (method name, weight space name) to Robustness
    """

    problem: DecisionProblem
    rankings: dict[tuple[str, str], Ranking]
    robustness: dict[tuple[str, str], Robustness]

    def range_of_first_ranks(self, alternative: str, space: str) -> tuple[Robustness, Robustness]:
        """Find the results with the smallest and the largest share of first ranks."""
        results = [result for (_, name), result in self.robustness.items() if name == space]

        def share(result: Robustness) -> float:
            return result.share(alternative)

        return min(results, key=share), max(results, key=share)


@dataclass(frozen=True, eq=False)
class Answer:
    """Who leads, by each method and over weight spaces, with and without the preconditions.

    Attributes
    ----------
    problem : DecisionProblem
    methods : tuple of Method
        Those that could be applied.
    refusals : dict of method name to reason
        Those that could not.
    everything : Scope
        All scored criteria.
    without_preconditions : Scope or None
        None if the problem has no preconditions, or nothing else.
    same_method : list of tuples of method names
        Methods that ranked alike in every draw of every weight space and scope: here they are
        one method, and their agreement says nothing.
    size, seed : int
    """

    problem: DecisionProblem
    methods: tuple[Method, ...]
    refusals: dict[str, str]
    everything: Scope
    without_preconditions: Scope | None
    same_method: list[tuple[str, ...]]
    size: int
    seed: int

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The scopes there are, the one with all criteria first."""
        return (self.everything,) if self.without_preconditions is None else (
            self.everything, self.without_preconditions)  # fmt: skip

    def key(self, scope: Scope) -> str:
        """Give the word for what a scope covers."""
        return "all criteria" if scope is self.everything else "without preconditions"

    @property
    def unscored(self) -> tuple[str, ...]:
        """Criteria that compare no alternatives."""
        flags = zip(self.problem.criterion_names, self.problem.scored, strict=True)
        return tuple(name for name, scored in flags if not scored)

    @property
    def corrected(self) -> tuple[str, ...]:
        """Criteria whose judgement was corrected."""
        return tuple(name for name in self.problem.criterion_names
                     if self.problem.judgement(name).status == "corrected")  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Give the figures as plain data."""
        return {
            "problem": self.problem.name,
            "reading": self.problem.active_reading,
            "scenarios": list(self.problem.active_scenarios),
            "unscored": list(self.unscored),
            "disputed": list(self.problem.disputed),
            "corrected": list(self.corrected),
            "same_method": [list(group) for group in self.same_method],
            "refusals": self.refusals,
            "size": self.size,
            "seed": self.seed,
            "scopes": [
                {
                    "removed": list(scope.problem.removed),
                    "rankings": [
                        {"weights": used, **result.to_dict()}
                        for (_, used), result in scope.rankings.items()
                    ],
                    "robustness": [result.to_dict() for result in scope.robustness.values()],
                }
                for scope in self.scopes
            ],
        }


def answer(
    problem: DecisionProblem,
    *,
    size: int | None = None,
    seed: int = 1,
    progress: Callable[[int, int], object] | None = None,
) -> Answer:
    """Gather the answer for a problem.

    Parameters
    ----------
    problem : DecisionProblem
    size : int, optional
        Weightings drawn per result; 100,000 unless stated.
    seed : int, optional
        All results share it, so that methods are compared on the same draws.
    progress : callable, optional
        Called with the number of draws done since the last call, and the number in all.

    Returns
    -------
    Answer
    """
    n_draws = DEFAULT_SIZE if size is None else weights.check_size(size)
    problems = [problem, *_without_preconditions(problem)]
    methods, refusals = _applicable(problems)
    total = n_draws * len(methods) * len(WEIGHT_SPACES) * len(problems)

    def report_progress(done: int) -> None:
        if progress is not None:
            progress(done, total)

    scopes = [_scope(each, methods, n_draws, seed, report_progress) for each in problems]
    return Answer(
        problem=problem,
        methods=tuple(methods),
        refusals=refusals,
        everything=scopes[0],
        without_preconditions=scopes[1] if len(scopes) > 1 else None,
        same_method=_same_method(scopes, methods),
        size=n_draws,
        seed=seed,
    )


def _without_preconditions(problem: DecisionProblem) -> Iterator[DecisionProblem]:
    if problem.preconditions:
        try:
            yield problem.without(*problem.preconditions)
        except ProblemError:  # nothing else is scored: there is no such headline to give
            return


def _applicable(problems: Sequence[DecisionProblem]) -> tuple[list[Method], dict[str, str]]:
    """Try each method once; keep the reason of those that refuse the problem."""
    methods, refusals = [], {}
    for name in METHODS:
        try:
            found = registry.find(name)
            for problem in problems:
                rank(problem, found, "equal")
            methods.append(found)
        except ProblemError as error:
            refusals[name] = str(error)
    if not methods:
        raise ProblemError(*refusals.values())
    return methods, refusals


def _scope(
    problem: DecisionProblem,
    methods: Sequence[Method],
    size: int,
    seed: int,
    progress: Callable[[int], object],
) -> Scope:
    return Scope(
        problem=problem,
        rankings={
            (found.name, fixed): rank(problem, found, fixed)
            for found, fixed in product(methods, FIXED_WEIGHTS)
        },
        robustness={
            (found.name, space.name): robustness(
                problem, found, space, size=size, rng=seed, progress=progress
            )
            for found, space in product(methods, WEIGHT_SPACES)
        },
    )


def _same_method(scopes: Sequence[Scope], methods: Sequence[Method]) -> list[tuple[str, ...]]:
    """Group methods whose counts are the same throughout, on the same draws."""
    groups: dict[bytes, list[str]] = {}
    for found in methods:
        counts = b"".join(
            table.to_numpy().tobytes()
            for scope in scopes
            for space in WEIGHT_SPACES
            for result in [scope.robustness[found.name, space.name]]
            for table in (
                result.rank_acceptability,
                result.pairwise_winning,
                result.central_weights.fillna(-1.0),
            )
        )
        groups.setdefault(counts, []).append(found.name)
    return [tuple(names) for names in groups.values() if len(names) > 1]
