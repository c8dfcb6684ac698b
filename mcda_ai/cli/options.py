"""What can be typed after ``mcda-ai``: the commands, their options, and what they are for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Command: TypeAlias = Callable[[argparse.Namespace], int | None]


def parser_of(commands: Mapping[str, Command], version: str) -> argparse.ArgumentParser:
    """Make the parser; each command is run by the function of its name."""
    parser = argparse.ArgumentParser(
        prog="mcda-ai",
        allow_abbrev=False,
        description="Who leads, and how sure is that? Decision analysis on rankings.",
    )
    parser.add_argument("--version", action="version", version=f"mcda-ai {version}")
    added = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str) -> Any:  # noqa: ANN401
        made = added.add_parser(name, help=text, description=text, allow_abbrev=False)
        made.set_defaults(run=commands[name], wrong_use=made.error)
        made.add_argument("--json", action="store_true", help="print JSON, and nothing else")
        return made

    report = command("report", "print the answer and write it as one file")
    _add_problem(report)
    _add_draws(report)
    _add_language(report)
    report.add_argument(
        "--format", choices=("html", "md", "xlsx"),
        help="a page (default), Markdown or a workbook; or what the name of the file says",
    )  # fmt: skip
    report.add_argument(
        "--figures", metavar="DIR", help="write every picture there too, as SVG and PNG"
    )
    report.add_argument("-o", "--output", metavar="FILE", help="the file (NAME-report.html)")
    _add_force(report)

    explore = command("explore", "write a page in which people move the weights")
    _add_problem(explore, optional=True)
    explore.add_argument("--blank", action="store_true",
                         help="a page that opens tables and problem files by itself")  # fmt: skip
    _add_language(explore)
    explore.add_argument("-o", "--output", metavar="FILE", help="the file (NAME-explorer.html)")
    _add_force(explore)

    rank = command("rank", "rank the options by one method and one set of weights")
    _add_problem(rank)
    _add_saving(rank)
    _add_method(rank)
    how = rank.add_mutually_exclusive_group()
    how.add_argument(
        "--weights",
        help="equal, layer-equal, name=number,... of all criteria or all layers, or a .json file",
    )
    how.add_argument(
        "--order", help="only an order of importance, 'impact > cost = reach' (for regime)"
    )

    robust = command("robust", "rank the options under very many weightings, and count")
    _add_problem(robust)
    _add_saving(robust)
    _add_method(robust)
    _add_draws(robust)
    robust.add_argument(
        "--weights", default="uniform",
        help="a weight space: uniform (default), layer-first, 'ordered: impact > outcome', "
             "'impact >= outcome; input <= 40 %%', a named weight set, ...",
    )  # fmt: skip
    robust.add_argument(
        "--half-width",
        type=float,
        help="draw until every share is known this well, as 0.005; --size is then the most draws",
    )
    robust.add_argument("--workers", type=int, default=1, help="threads (1)")

    compare = command("compare", "rank by many methods, and say where they agree")
    _add_problem(compare)
    _add_saving(compare)
    compare.add_argument("--methods", default="all", help="all (default), or names with commas")
    compare.add_argument("--weights", default="equal", help="as for rank; equal by default")
    compare.add_argument(
        "--unscored", choices=("best", "worst"), help="what an unscored cell counts for"
    )

    stability = command("stability", "say what would change the answer")
    _add_problem(stability)
    _add_saving(stability)
    _add_method(stability)
    stability.add_argument("--weights", help="as for rank")
    stability.add_argument(
        "--within", default="uniform", help="admissible weights: as --weights of robust"
    )
    _add_sentences(stability)

    ground = command("ground", "compare named weight sets, and look for common ground")
    _add_problem(ground)
    _add_saving(ground)
    _add_method(ground)
    ground.add_argument(
        "--weights", action="append", metavar="WEIGHTS",
        help="a weight set, as for rank; can be given several times (those of the file)",
    )  # fmt: skip
    _add_sentences(ground)

    attribute = command("attribute", "say what decides the outcome, and by how much")
    _add_problem(attribute)
    _add_saving(attribute)
    attribute.add_argument(
        "--methods", help="all, or names with commas; a sensible list unless given"
    )
    attribute.add_argument(
        "--weights", action="append", metavar="WEIGHTS",
        help="a weight space, as for robust; can be given several times (uniform and layer-first)",
    )  # fmt: skip
    attribute.add_argument(
        "--completions", type=int, default=12,
        help="most ways to fill in unscored cells (12); 0 leaves them open",
    )  # fmt: skip
    _add_sample(attribute, 2**12)
    _add_sentences(attribute)

    ask = command("ask", "say which question about weights to ask next")
    _add_problem(ask)
    _add_saving(ask)
    _add_method(ask)
    ask.add_argument("--weights", default="uniform", help="what is known: as for robust")
    ask.add_argument(
        "--answers-of", metavar="WEIGHTS",
        help="ask until it is settled somebody who weighs so: equal, layer-equal, name=number,...",
    )  # fmt: skip
    ask.add_argument(
        "--certainty", type=float, default=0.95,
        help="with --answers-of: settled once one leads in this share of the weightings (0.95)",
    )  # fmt: skip
    ask.add_argument(
        "--most", type=int, default=20, help="with --answers-of: the most answers (20)"
    )
    _add_sample(ask, 2**14)
    _add_sentences(ask)

    diff = command("diff", "say what changed between two versions, and what that does")
    diff.add_argument("before", metavar="BEFORE", help="a dataset name or a problem file")
    diff.add_argument("after", metavar="AFTER", help="the other version")
    _add_reading_of_files(diff)
    diff.add_argument("--reading", help="another reading of the evidence, in both versions")
    _add_method(diff)
    diff.add_argument(
        "--weights", help="as for rank; own, equal, layer-equal and all weight sets unless given"
    )
    _add_draws(diff)
    _add_language(diff)
    _add_saving(diff)

    check = command("check", "say all that is wrong or suspect in a problem file")
    check.add_argument("problem", metavar="PROBLEM", help="a dataset name or a problem file")
    _add_reading_of_files(check)

    template = command("template", "write a workbook to fill in with your own options and criteria")
    template.add_argument("output", metavar="FILE", help="the workbook, ending in .xlsx")
    template.add_argument("--readings", type=_whole, default=1, help="sheets of rankings (1)")
    template.add_argument("--alternatives", type=_whole, default=8, help="columns for options (8)")
    _add_language(template)
    _add_force(template)

    convert = command("convert", "write a problem as a file of another kind")
    _add_problem(convert)
    convert.add_argument("output", metavar="FILE", help="its ending says of which kind")
    _add_force(convert)

    command("schema", "print the JSON Schema of problem files")

    methods = command("methods", "list the methods, or show the card of one")
    methods.add_argument("name", nargs="?", metavar="NAME", help="a method")

    command("datasets", "list the decision problems that come with the package")
    return parser


def _add_problem(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    _add_reading_of_files(parser)
    parser.add_argument("problem", metavar="PROBLEM", nargs="?" if optional else None,
                        help="a dataset name or a problem file")  # fmt: skip
    parser.add_argument("--reading", help="another reading of the evidence")
    parser.add_argument("--scenario", action="append", default=[],
                        help="a documented what-if; can be given several times")  # fmt: skip


def _add_reading_of_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--direction", choices=("ranks", "higher"),
        help="of a table that does not say so: rank 1 is best, or higher is better",
    )  # fmt: skip
    parser.add_argument(
        "--scale", metavar="WORDS", help="of a table with words: from worst to best, 'low < high'"
    )
    parser.add_argument("--sheet", help="of a workbook: the sheet with the table")
    parser.add_argument(
        "--most-bytes", type=_whole, metavar="N", help="read files of up to this many bytes"
    )


def _add_saving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--save", metavar="FILE", help="save the result as JSON, from which it can be loaded again"
    )
    _add_force(parser)


def _add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--force", action="store_true", help="replace a file that stands there already"
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("en", "nl"), default="en", help="language (en)")


def _add_sentences(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang", choices=("en", "nl"),
        help="print sentences only, in this language, with labels for names",
    )  # fmt: skip


def _add_method(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--method", default="borda", help="borda (default), kemeny, ...")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE",
                        help="an option of the method; can be given several times")  # fmt: skip


def _add_draws(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--size",
        type=_size,
        default="auto",
        help="number of draws; auto (default): exact where it can be, else 100,000",
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the draws (1)")


def _add_sample(parser: argparse.ArgumentParser, size: int) -> None:
    parser.add_argument("--size", type=_whole, default=size, help=f"number of draws ({size:,})")
    parser.add_argument("--seed", type=int, default=1, help="seed of the draws (1)")


def _size(text: str) -> int | str:
    return text if text in ("auto", "exact") else _whole(text, "a whole number, auto or exact")


def _whole(text: str, allowed: str = "a whole number") -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}'; allowed: {allowed}") from None
