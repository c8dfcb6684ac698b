"""The commands that write something to read: report and explore."""

from __future__ import annotations

import argparse
import shlex

from mcda_ai.cli.printing import progress_bar, show, show_json
from mcda_ai.cli.typed import file_name, problem_of


def report_command(options: argparse.Namespace) -> None:
    """Print the answer and write it as one file."""
    from mcda_ai import report
    from mcda_ai.io.files import check_free

    problem = problem_of(options)
    output = options.output or f"{file_name(problem.name)}-report.{options.format or 'html'}"
    kind = report.format_of(output, options.format)
    check_free(output, force=options.force)  # before the work, not after it
    with progress_bar() as advance:
        answer = report.answer(problem, size=options.size, seed=options.seed, progress=advance)
    path = report.write(
        answer, output, language=options.lang, format=kind, figures=options.figures,
        command=_command_line(options), force=options.force,
    )  # fmt: skip
    if options.json:
        show_json({**answer.to_dict(), "file": str(path)})
    else:
        show(report.as_text(answer, options.lang))
        show(f"\n{report.say('written', options.lang, path=path)}")


def explore_command(options: argparse.Namespace) -> None:
    """Write a page in which people move the weights."""
    from mcda_ai import explorer

    if (options.problem is None) != options.blank:
        options.wrong_use("give a PROBLEM, or --blank for a page that opens files itself")
    problem = None if options.blank else problem_of(options)
    name = "blank" if problem is None else file_name(problem.name)
    path = explorer.write(
        problem,
        options.output or f"{name}-explorer.html",
        language=options.lang,
        force=options.force,
    )
    show_json({"file": str(path)}) if options.json else show(f"Written to {path}")


def _command_line(options: argparse.Namespace) -> str:
    """Give the command that makes the same report again."""
    words = ["mcda-ai", "report", options.problem]
    words += ["--reading", options.reading] if options.reading else []
    for name in options.scenario:
        words += ["--scenario", name]
    return shlex.join([*words, "--lang", options.lang, "--size", str(options.size),
                       "--seed", str(options.seed)])  # fmt: skip
