"""What was typed: problems, weights, options of methods, names of files."""

from __future__ import annotations

import argparse
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain
from operator import and_
from typing import TYPE_CHECKING

from mcda_ai.cli.printing import warn
from mcda_ai.messages.doubts import first_doubts
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any

if TYPE_CHECKING:
    from mcda_ai.elicitation.prefers import Prefers
    from mcda_ai.io.files import ProblemSource, ReadAs
    from mcda_ai.problem.decision_problem import DecisionProblem
    from mcda_ai.weights import SpaceLike

_fault = faults_of("cli")
_MOST_BYTES_OF_A_NAME = 200  # of the 255 that a file system has; what the file is comes behind it


def problem_of(options: argparse.Namespace) -> DecisionProblem:
    """Read the problem that is asked for, once, under its reading and scenarios."""
    if "problem_source" not in options:
        options.problem_source = _source_of(options.problem, read_as(options), options)
    problem: DecisionProblem = options.problem_source.problem
    if options.reading:
        problem = problem.reading(options.reading)
    for name in options.scenario:
        problem = problem.scenario(name)
    if options.admit:
        problem = problem.admitting(*options.admit)
    warn_of_more(problem.doubts, options)
    return problem


def warn_of_more(doubts: Sequence[Fault], options: argparse.Namespace) -> None:
    """Tell what is suspect and was not told yet: of the version that was taken, or of weights."""
    more = tuple(each for each in doubts if each not in options.doubts)
    options.doubts += more
    for told in first_doubts(more):
        warn(told, options)


def versions_of(options: argparse.Namespace) -> list[DecisionProblem]:
    """Read the two versions that are compared, each under the reading that is asked for."""
    files = (options.before, options.after)
    faults: list[Fault] = []
    versions = []
    for file, how in zip(files, _for_each(files, read_as(options)), strict=True):
        problem = _source_of(file, how, options).problem
        try:
            versions.append(problem.reading(options.reading) if options.reading else problem)
        except ProblemError as error:
            faults += [fault.within(file) for fault in error.faults]
    raise_any(faults)
    return versions


def _for_each(files: Sequence[str], how: ReadAs) -> list[ReadAs]:
    """Give each of several files what its kind can use; what none can use, they all refuse."""
    from mcda_ai.io.files import options_taken

    taken = [options_taken(file) for file in files]
    useful = {option for each in taken for option in each}
    return [replace(how, **dict.fromkeys(useful.difference(each))) for each in taken]


def _source_of(name: str, how: ReadAs, options: argparse.Namespace) -> ProblemSource:
    """Read a problem; what is suspect in what was read is said beside the answer.

    Rank 11 of three turns a ranking round, and not everybody runs `check` before.
    """
    from mcda_ai.io.sources import find_source

    source = find_source(name, how)
    doubts = source.problem.doubts
    options.doubts += doubts
    options.language_of_problem = source.problem.language
    for told in first_doubts(doubts, _check_of(name, how)):
        warn(told, options)
    return source


def _check_of(name: str, how: ReadAs) -> str:
    """Give the command that tells all doubts about a file."""
    stated = {key: value for key, value in vars(how).items() if value is not None}
    typed = [(f"--{key.replace('_', '-')}", str(value)) for key, value in stated.items()]
    return shlex.join(["mcda-ai", "check", name, *chain(*typed)])


def weights_of(text: str | None) -> str | dict[str, float] | None:
    """Read weights as typed, or from the file that they name."""
    from mcda_ai.io.files import read_weights
    from mcda_ai.weights import parse

    if text is not None and text.lower().endswith(".json"):
        return read_weights(text)
    return None if text is None else parse(text)


def prefers_of(options: argparse.Namespace) -> list[Prefers]:
    """Read the statements about options that were typed, one by one."""
    from mcda_ai.elicitation.prefers import read_statements

    method = options.prefers_by or options.method
    asked = options_of_method(options) if options.prefers_by is None else {}
    return read_statements(options.prefers, method, asked)


def narrowed(
    text: str | None, problem: DecisionProblem, options: argparse.Namespace, *, of_all: bool = False
) -> SpaceLike:
    """Read a weight space, and keep of it what statements about options leave.

    Without a space before them, they narrow that which is looked at unless another is asked for;
    or, if `of_all`, all weights.
    """
    from mcda_ai.elicitation.prefers import stated
    from mcda_ai.weights import Uniform, space

    said = prefers_of(options)
    if options.stated:
        if not problem.statements:
            raise ProblemError(_fault("nothing stated").within(problem.name))
        said += stated(problem)
    if not said:
        return text
    given = space(text, problem, narrowed=Uniform() if of_all else None)
    return reduce(and_, said, given)


def weights_or_space_of(text: str | None) -> str | dict[str, float] | None:
    """Read weights from the file that they name; any other text can be a weight space."""
    is_file = text is not None and text.lower().endswith(".json")
    return weights_of(text) if is_file else text


def options_of_method(options: argparse.Namespace) -> dict[str, str]:
    """Read the options of a method, each as NAME=VALUE."""
    pairs = [text.partition("=") for text in options.option]
    faults = [_fault("option no pair", name=name) for name, equals, _ in pairs if not equals]
    counts = Counter(name.strip() for name, _, _ in pairs)
    several = {name: n for name, n in counts.items() if n > 1}
    faults += [_fault("option several times", name=name, n=n) for name, n in several.items()]
    raise_any(faults)
    return {name.strip(): value.strip() for name, _, value in pairs}


def names_of(text: str) -> list[str]:
    """Read names with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def file_name(name: str) -> str:
    """Make a plain file name of a problem's name, which comes from a file and is not trusted."""
    kept = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    short = kept.strip("-")[:80].encode()[:_MOST_BYTES_OF_A_NAME].decode(errors="ignore")
    return short or "problem"


def read_as(options: argparse.Namespace) -> ReadAs:
    """Say how a file is to be read, as far as it was typed."""
    from mcda_ai.io.files import ReadAs

    return ReadAs(
        direction=options.direction,
        scale=options.scale,
        decimal=options.decimal,
        sheet=options.sheet,
        most_bytes=options.most_bytes,
        unranked=options.unranked,
        options_in=options.options_in,
    )
