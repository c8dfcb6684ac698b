"""``mcda-ai report``."""

from __future__ import annotations

import argparse
import shlex

from mcda_ai.cli.options import add_draws, add_output, add_problem, add_workers
from mcda_ai.cli.printing import language_of, show, show_json, written
from mcda_ai.cli.progress import advance
from mcda_ai.cli.typed import file_name, problem_of, warn_of_more

HELP = "print the answer and write it as one file"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed."""
    add_problem(parser)
    add_draws(parser)
    add_workers(parser)
    parser.add_argument(
        "--format", choices=("html", "md", "docx", "xlsx"),
        help="a page (default), Markdown, Word or a workbook; or what the name of the file says",
    )  # fmt: skip
    parser.add_argument(
        "--template", metavar="FILE",
        help="of Word: a document (.docx) whose styles, margins, header and footer it gets",
    )  # fmt: skip
    parser.add_argument(
        "--figures", metavar="DIR", help="write every picture there too, as SVG and PNG"
    )
    parser.add_argument(
        "--brief", action="store_true",
        help="print it on half a page, in plain words; a file is written only with -o",
    )  # fmt: skip
    add_output(parser, "the file (NAME-report.html)")


def run(options: argparse.Namespace) -> None:
    """Print the answer and write it as one file."""
    from mcda_ai import report
    from mcda_ai.io.writing import check_free
    from mcda_ai.messages.claims import SCHEMA

    problem = problem_of(options)
    output = options.output or f"{file_name(problem.name)}-report.{options.format or 'html'}"
    kind = report.format_of(output, options.format, options.template)
    makes_folder = options.figures is not None
    writes = not options.brief or options.output is not None or makes_folder
    if writes:  # told before the work
        check_free(output, force=options.force, makes_folder=makes_folder)
        if kind == "docx":
            warn_of_more(report.doubts_of_template(options.template), options)
    language = language_of(options)
    answer = report.answer(
        problem, size=options.size, rng=options.seed, workers=options.workers, progress=advance
    )
    path = None
    if writes:
        path = report.write(
            answer, output, language=language, format=kind, figures=options.figures,
            command=_command_line(options), force=options.force, template=options.template,
        )  # fmt: skip
    if options.json:
        data = report.brief_data(answer) if options.brief else report.data_of(answer)
        file = {} if path is None else {"file": str(path)}
        show_json({**data, "schema": SCHEMA, **file}, options.doubts)
        return
    show(
        report.as_brief(answer, language)
        if options.brief
        else report.as_text(answer, language, doubts=False)
    )
    if path is not None:
        show(f"\n{written(path, options)}")


def _command_line(options: argparse.Namespace) -> str:
    """Give the command that makes the same report again."""
    words = ["mcda-ai", "report", options.problem]
    words += ["--reading", options.reading] if options.reading else []
    words += [word for name in options.admit for word in ("--admit", name)]
    for name in options.scenario:
        words += ["--scenario", name]
    return shlex.join([*words, "--lang", language_of(options), "--size", str(options.size),
                       "--seed", str(options.seed)])  # fmt: skip
