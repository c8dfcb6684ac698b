"""The commands that answer: rank, robust, compare, stability, ground, attribute, ask."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mcda_ai.cli.printing import progress_bar, show, show_result, warn
from mcda_ai.cli.typed import names_of, options_of_method, problem_of, weights_of
from mcda_ai.messages.faults import ProblemError

if TYPE_CHECKING:
    from mcda_ai.problem.decision_problem import DecisionProblem
    from mcda_ai.sensitivity.rank_bounds import RankBounds
    from mcda_ai.weights import WeightsLike


def rank_command(options: argparse.Namespace) -> None:
    """Rank by one method and one set of weights."""
    from mcda_ai import rank, weights

    problem, method_options = problem_of(options), options_of_method(options)
    if options.order is not None:
        result = rank(problem, options.method, weights.Ordered(options.order), method_options)
        bounds = None
    else:
        given = weights_of(options.weights)
        result = rank(problem, options.method, given, method_options)
        bounds = _bounds(problem, options.method, given, method_options)
    show_result(result, options, {"rank_bounds": bounds and bounds.to_dict()})
    if bounds and not options.json:
        show(f"unscored cells: {bounds.sentence}")


def _bounds(
    problem: DecisionProblem, method: str, given: WeightsLike, method_options: dict[str, str]
) -> RankBounds | None:
    """Bound the ranks over what unscored cells could be, if there are any and it can be done."""
    from mcda_ai.problem.completions import with_gaps
    from mcda_ai.sensitivity.rank_bounds import rank_bounds

    if not with_gaps(problem).any():
        return None
    try:
        return rank_bounds(problem, method, given, method_options)
    except ProblemError as error:  # no reason to withhold the ranking
        warn(f"no bounds over unscored cells: {error}")
        return None


def robust_command(options: argparse.Namespace) -> None:
    """Rank under very many weightings, and count."""
    from mcda_ai.sensitivity.smaa import robustness

    with progress_bar() as advance:
        result = robustness(
            problem_of(options), options.method, options.weights, options.size, options.seed,
            options=options_of_method(options), half_width=options.half_width,
            workers=options.workers,
            progress=lambda done: advance(done, _draws(options.size)),
        )  # fmt: skip
    show_result(result, options)


def _draws(size: int | str) -> int:
    from mcda_ai.sensitivity.smaa import number_of_draws

    return number_of_draws(size)  # type: ignore[arg-type]  # read by _size


def compare_command(options: argparse.Namespace) -> None:
    """Rank by many methods."""
    from mcda_ai import compare

    wanted = options.methods
    methods = wanted if wanted == "all" else names_of(wanted)
    given = weights_of(options.weights)
    result = compare(problem_of(options), methods, given, unscored=options.unscored)
    show_result(result, options)


def stability_command(options: argparse.Namespace) -> None:
    """Say what would change the answer."""
    from mcda_ai import stability

    given = weights_of(options.weights)
    result = stability(
        problem_of(options),
        options.method,
        given,
        options_of_method(options),
        within=options.within,
    )
    show_result(result, options)


def ground_command(options: argparse.Namespace) -> None:
    """Compare named weight sets."""
    from mcda_ai import common_ground

    typed = options.weights or []
    sets = {text: weights_of(text) for text in typed} or None
    if sets is not None and len(sets) < len(typed):
        raise ProblemError("--weights: the same weights are given twice")
    result = common_ground(problem_of(options), options.method, sets, options_of_method(options))
    show_result(result, options)


def attribute_command(options: argparse.Namespace) -> None:
    """Say what decides the outcome."""
    from mcda_ai.sensitivity.attribution import PRIORS, attribution

    problem = problem_of(options)
    methods = options.methods
    result = attribution(
        problem,
        methods if methods in (None, "all") else names_of(methods),
        priors=options.weights or PRIORS,
        readings=problem.active_reading if options.reading else None,
        completions=options.completions,
        size=options.size,
        rng=options.seed,
    )
    show_result(result, options)


def ask_command(options: argparse.Namespace) -> None:
    """Say which question about weights to ask next."""
    from mcda_ai import next_question, settle

    asked: dict[str, Any] = {
        "method": options.method, "weights": options.weights, "size": options.size,
        "rng": options.seed, "options": options_of_method(options),
    }  # fmt: skip
    result: Any
    if options.answers_of is None:
        result = next_question(problem_of(options), **asked)
    else:
        result = settle(
            problem_of(options),
            answers=weights_of(options.answers_of),
            certainty=options.certainty,
            most=options.most,
            **asked,
        )
    show_result(result, options)
