"""The command ``mcda-ai``: report, explore, rank, robust, compare, stability, ground, ask, ...

Exit codes: 0 fine, 1 a problem in the input (one line per fault), 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import mcda_ai
from mcda_ai.arguments import Command, parser_of
from mcda_ai.faults import ProblemError, raise_any

if TYPE_CHECKING:
    from mcda_ai.bounds import RankBounds
    from mcda_ai.problem import DecisionProblem
    from mcda_ai.weights import WeightsLike


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a sign shows a question mark
            stream.reconfigure(errors="replace")
    options = parser_of(COMMANDS, mcda_ai.__version__).parse_args(arguments)
    try:
        options.run(options)
        sys.stdout.flush()
    except ProblemError as error:
        for fault in error.faults:
            _warn(fault)
        return 1
    except KeyboardInterrupt:
        _warn("interrupted; nothing was written")
        return 130
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


# --- commands ----------------------------------------------------------------------------------


def _report(options: argparse.Namespace) -> None:
    from mcda_ai import report

    problem = _problem(options)
    output = options.output or f"{_file_name(problem.name)}-report.{options.format or 'html'}"
    kind = report.format_of(output, options.format)
    with _progress_bar() as advance:
        answer = report.answer(problem, size=options.size, seed=options.seed, progress=advance)
    path = report.write(
        answer, output, language=options.lang, format=kind, figures=options.figures,
        command=_command_line(options),
    )  # fmt: skip
    if options.json:
        _print_json({**answer.to_dict(), "file": str(path)})
    else:
        _print(report.as_text(answer, options.lang))
        _print(f"\n{report.say('written', options.lang, path=path)}")


def _explore(options: argparse.Namespace) -> None:
    from mcda_ai import explorer

    if (options.problem is None) != options.blank:
        options.wrong_use("give a PROBLEM, or --blank for a page that opens files itself")
    problem = None if options.blank else _problem(options)
    name = "blank" if problem is None else _file_name(problem.name)
    path = explorer.write(problem, options.output or f"{name}-explorer.html", language=options.lang)
    _print_json({"file": str(path)}) if options.json else _print(f"Written to {path}")


def _rank(options: argparse.Namespace) -> None:
    from mcda_ai import rank, weights

    problem, method_options = _problem(options), _method_options(options)
    if options.order is not None:
        result = rank(problem, options.method, weights.Ordered(options.order), method_options)
        bounds = None
    else:
        given = _weights(options.weights)
        result = rank(problem, options.method, given, method_options)
        bounds = _bounds(problem, options.method, given, method_options)
    if options.json:
        _print_json({**result.to_dict(), "rank_bounds": bounds and bounds.to_dict()})
    else:
        _print(repr(result) + (f"\nunscored cells: {bounds.sentence}" if bounds else ""))


def _bounds(
    problem: DecisionProblem, method: str, given: WeightsLike, method_options: dict[str, str]
) -> RankBounds | None:
    """Bound the ranks over what unscored cells could be, if there are any and it can be done."""
    from mcda_ai.bounds import rank_bounds
    from mcda_ai.gaps import with_gaps

    if not with_gaps(problem).any():
        return None
    try:
        return rank_bounds(problem, method, given, method_options)
    except ProblemError as error:  # no reason to withhold the ranking
        _warn(f"no bounds over unscored cells: {error}")
        return None


def _robust(options: argparse.Namespace) -> None:
    from mcda_ai.acceptability import robustness

    with _progress_bar() as advance:
        result = robustness(
            _problem(options), options.method, options.weights, options.size, options.seed,
            options=_method_options(options), half_width=options.half_width,
            workers=options.workers,
            progress=lambda done: advance(done, _draws(options.size)),
        )  # fmt: skip
    _print_json(result.to_dict()) if options.json else _print(repr(result))


def _draws(size: int | str) -> int:
    from mcda_ai.acceptability import number_of_draws

    return number_of_draws(size)  # type: ignore[arg-type]  # read by _size


def _compare(options: argparse.Namespace) -> None:
    from mcda_ai import compare

    wanted = options.methods
    methods = wanted if wanted == "all" else _names(wanted)
    given = _weights(options.weights)
    result = compare(_problem(options), methods, given, unscored=options.unscored)
    _print_json(result.to_dict()) if options.json else _print(repr(result))


def _stability(options: argparse.Namespace) -> None:
    from mcda_ai import stability

    given = _weights(options.weights)
    result = stability(
        _problem(options), options.method, given, _method_options(options), within=options.within
    )
    _print_told(result, options)


def _ground(options: argparse.Namespace) -> None:
    from mcda_ai import common_ground

    typed = options.weights or []
    sets = {text: _weights(text) for text in typed} or None
    if sets is not None and len(sets) < len(typed):
        raise ProblemError("--weights: the same weights are given twice")
    result = common_ground(_problem(options), options.method, sets, _method_options(options))
    _print_told(result, options)


def _attribute(options: argparse.Namespace) -> None:
    from mcda_ai.decomposition import PRIORS, attribution

    problem = _problem(options)
    methods = options.methods
    result = attribution(
        problem,
        methods if methods in (None, "all") else _names(methods),
        priors=options.weights or PRIORS,
        readings=problem.active_reading if options.reading else None,
        completions=options.completions,
        size=options.size,
        rng=options.seed,
    )
    _print_told(result, options)


def _ask(options: argparse.Namespace) -> None:
    from mcda_ai import next_question, settle

    asked: dict[str, Any] = {
        "method": options.method, "weights": options.weights, "size": options.size,
        "rng": options.seed, "options": _method_options(options),
    }  # fmt: skip
    result: Any
    if options.answers_of is None:
        result = next_question(_problem(options), **asked)
    else:
        result = settle(
            _problem(options), answers=_weights(options.answers_of), certainty=options.certainty,
            most=options.most, **asked,
        )  # fmt: skip
    _print_told(result, options)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _methods(options: argparse.Namespace) -> None:
    from mcda_ai.methods import REFUSED_OF_PYMCDM, find, names

    if options.name in REFUSED_OF_PYMCDM:
        raise ProblemError(f"{options.name} is not available: {REFUSED_OF_PYMCDM[options.name]}")
    if options.name:
        card = find(options.name).card()
        if options.json:
            return _print_json(card)
        for key, value in card.items():
            _print(f"{key.replace('_', ' ')}: {_card_value(value)}")
        return None
    cards, reasons = [], dict(REFUSED_OF_PYMCDM)
    for name in names():
        try:
            cards.append(find(name).card())
        except ProblemError as error:  # a broken plug-in does not hide the others
            reasons[name] = str(error)
    if options.json:
        return _print_json({"methods": cards, "not_available": reasons})
    for card in cards:
        _print(f"{card['name']:13} {card['family']}: {card['summary']}")
    _print("\nnot available:")
    for name, reason in reasons.items():
        _print(f"{name}: {reason}")
    return None


def _card_value(value: Any) -> str:  # noqa: ANN401  (a text, a flag, a list or a mapping)
    if isinstance(value, Mapping):
        parts = [f"{name} = {told if isinstance(told, str) else ' | '.join(told)}"
                 for name, told in value.items()]  # fmt: skip
        return "; ".join(parts) or "none"
    if isinstance(value, list):
        return "; ".join(value) or "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _datasets(options: argparse.Namespace) -> None:
    from mcda_ai.datasets import dataset_names, load

    problems = [load(name) for name in dataset_names()]
    if options.json:
        _print_json(
            [
                {
                    "name": problem.name,
                    "label": problem.label.text("en"),
                    "document": str(problem.document),
                    "alternatives": problem.alternative_names,
                    "layers": problem.layer_names,
                    "n_criteria": len(problem.criteria),
                    "n_scored": int(problem.scored.sum()),
                    "readings": [reading.name for reading in problem.readings],
                    "scenarios": [scenario.name for scenario in problem.scenarios],
                }
                for problem in problems
            ]
        )
        return
    for problem in problems:
        _print(f"{problem.name}: {problem.label.text('en')}")
        _print(
            f"  {', '.join(problem.alternative_names)}; {int(problem.scored.sum())} scored "
            f"criteria; readings {', '.join(reading.name for reading in problem.readings)}"
            + "".join(f"; scenario {scenario.name}" for scenario in problem.scenarios)
        )


COMMANDS: dict[str, Command] = {
    "report": _report,
    "explore": _explore,
    "rank": _rank,
    "robust": _robust,
    "compare": _compare,
    "stability": _stability,
    "ground": _ground,
    "attribute": _attribute,
    "ask": _ask,
    "methods": _methods,
    "datasets": _datasets,
}


# --- shared by the commands --------------------------------------------------------------------


def _problem(options: argparse.Namespace) -> DecisionProblem:
    from mcda_ai.datasets import load_or_read

    problem = load_or_read(options.problem)
    if options.reading:
        problem = problem.reading(options.reading)
    for name in options.scenario:
        problem = problem.scenario(name)
    return problem


def _weights(text: str | None) -> str | dict[str, float] | None:
    """Read weights as typed, or from the file that they name."""
    from mcda_ai.files import read_weights
    from mcda_ai.weights import parse

    if text is not None and text.lower().endswith(".json"):
        return read_weights(text)
    return None if text is None else parse(text)


def _method_options(options: argparse.Namespace) -> dict[str, str]:
    pairs = [text.partition("=") for text in options.option]
    faults = [f"option '{name}': allowed: NAME=VALUE" for name, equals, _ in pairs if not equals]
    counts = Counter(name.strip() for name, _, _ in pairs)
    faults += [f"option '{name}' is given {n} times" for name, n in counts.items() if n > 1]
    raise_any(faults)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _command_line(options: argparse.Namespace) -> str:
    """Give the command that makes the same report again."""
    words = ["mcda-ai", "report", options.problem]
    words += ["--reading", options.reading] if options.reading else []
    for name in options.scenario:
        words += ["--scenario", name]
    return shlex.join([*words, "--lang", options.lang, "--size", str(options.size),
                       "--seed", str(options.seed)])  # fmt: skip


def _file_name(name: str) -> str:
    """Make a plain file name of a problem's name, which comes from a file and is not trusted."""
    kept = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    return kept.strip("-")[:80] or "problem"


def _progress_bar() -> AbstractContextManager[Callable[[int, int], None]]:
    """Show progress on a terminal, once it takes more than a second."""
    if not sys.stdout.isatty():
        return nullcontext(lambda _done, _total: None)
    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[type-arg]
        def __enter__(self) -> Any:  # noqa: ANN401
            return self.advance

        def advance(self, done: int, total: int) -> None:
            self.total = total
            self.update(done)

    return Bar(delay=1, leave=False, unit=" draws", unit_scale=True)


def _print_told(result: Any, options: argparse.Namespace) -> None:  # noqa: ANN401  (any result)
    """Print a result that can be told in words: as data, in sentences, or whole."""
    if options.json:
        _print_json(result.to_dict())
    elif options.lang:
        labels = _problem(options).labels(options.lang)
        _print("\n".join(result.in_words(options.lang, labels)))
    else:
        _print(repr(result))


def _print(text: str) -> None:
    print(text)  # noqa: T201


def _warn(text: str) -> None:
    """Say one thing on one line, beside what is printed."""
    print(f"mcda-ai: {' '.join(text.split())}", file=sys.stderr)  # noqa: T201


def _print_json(value: object) -> None:
    print(json.dumps(_plain(value), indent=2, allow_nan=False))  # noqa: T201


def _plain(value: Any) -> Any:  # noqa: ANN401  (anything a result holds)
    """Turn a result's data into what JSON can hold; NaN and infinity become null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        return _plain(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value
