"""``mcda-ai rank``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mcda_ai.cli.options import add_method, add_problem, add_saving
from mcda_ai.cli.printing import language_of, show, warn
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import options_of_method, problem_of, weights_of
from mcda_ai.messages.faults import ProblemError, faults_of

if TYPE_CHECKING:
    from mcda_ai.problem.decision_problem import DecisionProblem
    from mcda_ai.sensitivity.rank_bounds import RankBounds
    from mcda_ai.weights import WeightsLike

_fault = faults_of("cli")
HELP = "rank the options by one method and one set of weights"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--weights",
        help="equal, layer-equal, name=number,... of all criteria or all layers, a .json file, or "
             "what they follow from: 'points: A 40, B 60', 'order: A > B = C', "
             "'pairs: A 3 B, B 2 C', 'swings: A 100, B 50'",
    )  # fmt: skip
    how.add_argument(
        "--order", help="only an order of importance, 'impact > cost = reach' (for regime)"
    )


def run(options: argparse.Namespace) -> None:
    """Rank by one method and one set of weights, or by an order of importance."""
    from mcda_ai import rank, weights

    problem, method_options = problem_of(options), options_of_method(options)
    if options.order is not None:
        result = rank(problem, options.method, weights.Ordered(options.order), method_options)
        bounds = None
    else:
        wanted = weights_of(options.weights)
        result = rank(problem, options.method, wanted, method_options)
        bounds = _bounds(result.problem, wanted, method_options, options)
    show_result(result, options, {"rank_bounds": bounds and bounds.to_dict()})
    if bounds and not options.json:
        language = language_of(options)
        said = bounds.words_in(language, problem.labels(language)).said(bounds.findings[0])
        sort = "unscored" if problem.open_cells.any() else "unrelated"
        show(_fault("bounds", sort=sort, said=said).in_words(language))


def _bounds(
    problem: DecisionProblem,
    wanted: WeightsLike,
    method_options: dict[str, str],
    options: argparse.Namespace,
) -> RankBounds | None:
    """Bound the ranks over what unscored cells could be, if there are any and it can be done."""
    from mcda_ai.methods.refusals import reason_in
    from mcda_ai.problem.completions import open_criteria
    from mcda_ai.sensitivity.rank_bounds import rank_bounds

    if not open_criteria(problem).any():
        return None
    try:
        return rank_bounds(problem, options.method, wanted, method_options)
    except ProblemError as error:  # no reason to withhold the ranking
        warn(_fault("no bounds", reason=reason_in(error)), options)
        return None
