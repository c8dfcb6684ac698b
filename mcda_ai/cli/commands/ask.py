"""``mcda-ai ask``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mcda_ai.cli.options import add_method, add_narrowing, add_problem, add_sample, add_saving
from mcda_ai.cli.printing import language_of
from mcda_ai.cli.results import show_result
from mcda_ai.cli.typed import narrowed, options_of_method, problem_of, weights_of
from mcda_ai.messages.faults import faults_of

if TYPE_CHECKING:
    from mcda_ai.messages.result import Result

_fault = faults_of("cli")
HELP = "say which question about weights to ask next"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_saving(parser)
    add_method(parser)
    parser.add_argument("--weights", help="what is known: as for robust")
    add_narrowing(parser)
    parser.add_argument(
        "--answers-of", metavar="WEIGHTS",
        help="ask until it is settled somebody who weighs so: equal, layer-equal, name=number,...",
    )  # fmt: skip
    parser.add_argument(
        "--certainty", type=float,
        help="with --answers-of: settled once one leads in this share of the weightings (0.95)",
    )  # fmt: skip
    parser.add_argument("--most", type=int, help="with --answers-of: the most answers (20)")
    add_sample(parser, 2**14)


def run(options: argparse.Namespace) -> None:
    """Say which question to ask next, or ask until it is settled."""
    from mcda_ai import next_question, settle

    problem = problem_of(options)
    asked: dict[str, Any] = {
        "method": options.method, "weights": narrowed(options.weights, problem, options),
        "size": options.size, "rng": options.seed, "options": options_of_method(options),
    }  # fmt: skip
    result: Result
    of_answers = {
        name: value
        for name in ("certainty", "most")
        if (value := getattr(options, name)) is not None
    }
    if options.answers_of is None:
        for name in of_answers:
            told = _fault("needs another option", option=f"--{name}", needed="--answers-of")
            options.wrong_use(told.in_words(language_of(options)))
        result = next_question(problem, **asked)
    else:
        result = settle(problem, answers=weights_of(options.answers_of), **of_answers, **asked)
    show_result(result, options)
