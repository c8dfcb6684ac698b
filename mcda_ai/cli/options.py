"""Options that several commands have: what can be typed after ``mcda-ai COMMAND``."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from mcda_ai.cli.printing import LANGUAGE_VARIABLE
from mcda_ai.messages.label import LANGUAGES

_A_PROBLEM = "a dataset name or a problem file"
MOST_BYTES = 2**40
"""To which the largest file that is read can be raised: no memory holds more."""
_REPLACE = "replace a file that stands there already"


def add_problem(parser: ArgumentParser, *, optional: bool = False) -> None:
    """Add a problem, how its file is to be read, and its reading and scenarios."""
    add_reading_of_files(parser)
    parser.add_argument(
        "problem", metavar="PROBLEM", nargs="?" if optional else None, help=_A_PROBLEM
    )
    add_reading(parser, "another reading of the evidence")
    parser.add_argument(
        "--scenario", action="append", default=[],
        help="a documented what-if; can be given several times",
    )  # fmt: skip


def add_file(parser: ArgumentParser, name: str, text: str = _A_PROBLEM) -> None:
    """Add the place of a dataset's name or a problem file."""
    parser.add_argument(name, metavar=name.upper(), help=text)


def add_reading_of_files(parser: ArgumentParser) -> None:
    """Add how a file is to be read that does not say so itself."""
    parser.add_argument(
        "--direction", choices=("ranks", "higher"),
        help="of a table that does not say so: rank 1 is best, or higher is better",
    )  # fmt: skip
    parser.add_argument(
        "--scale", metavar="WORDS", help="of a table with words: from worst to best, 'low < high'"
    )
    parser.add_argument(
        "--decimal", choices=(",", "."), help="of a table: the decimal sign of its numbers"
    )
    parser.add_argument(
        "--options-in", choices=("columns", "rows"),
        help="of a table that does not say so: where the options stand",
    )  # fmt: skip
    parser.add_argument("--sheet", help="of a workbook: the sheet with the table")
    parser.add_argument(
        "--unranked", choices=("below", "abstain"),
        help="of an election: options that a ballot does not rank stand below, or abstain",
    )  # fmt: skip
    parser.add_argument(
        "--most-bytes", type=_bytes, metavar="N", help="read files of up to this many bytes"
    )


def add_reading(parser: ArgumentParser, text: str) -> None:
    """Add a reading of the evidence."""
    parser.add_argument("--reading", help=text)


def add_saving(parser: ArgumentParser) -> None:
    """Add a file to save the result to."""
    parser.add_argument(
        "--save", metavar="FILE", help="save the result as JSON, from which it can be loaded again"
    )
    add_force(parser)


def add_output(parser: ArgumentParser, text: str) -> None:
    """Add the file that is written, which has a name of its own unless one is typed."""
    parser.add_argument("-o", "--output", metavar="FILE", help=text)
    add_force(parser)


def add_force(parser: ArgumentParser) -> None:
    """Add leave to replace a file."""
    parser.add_argument("--force", action="store_true", help=_REPLACE)


def add_what_all_have(parser: ArgumentParser) -> None:
    """Add the language, and the wish for data."""
    parser.add_argument("--json", action="store_true", help="print JSON, and nothing else")
    parser.add_argument(
        "--lang", choices=LANGUAGES,
        help=f"language ({LANGUAGE_VARIABLE}, else that of the problem file, else en); a result is "
             "then told in sentences, with labels for names",
    )  # fmt: skip


def add_method(parser: ArgumentParser) -> None:
    """Add a method and its options."""
    parser.add_argument("--method", default="borda", help="borda (default), kemeny, ...")
    add_options_of_methods(parser, "an option of the method")


def add_options_of_methods(parser: ArgumentParser, text: str) -> None:
    """Add options that a method is asked with."""
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE",
        help=f"{text}; can be given several times",
    )  # fmt: skip


def add_statements(parser: ArgumentParser, text: str) -> None:
    """Add statements about options."""
    parser.add_argument(
        "--prefers", action="append", default=[], metavar="STATEMENT",
        help=f"{text}, as 'B2 >= B3' or 'B2 > B1 = B3'; can be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--prefers-by",
        metavar="METHOD",
        help="by the scores of which method --prefers holds (that of --method)",
    )


def add_narrowing(parser: ArgumentParser) -> None:
    """Add statements that narrow the weightings."""
    add_statements(parser, "only weightings under which this holds of options")
    parser.add_argument(
        "--stated",
        action="store_true",
        help="only those under which the statements in the file hold",
    )


def add_draws(parser: ArgumentParser) -> None:
    """Add the number of draws where figures can be exact, and the seed."""
    parser.add_argument(
        "--size", type=_size, default="auto",
        help="number of draws; auto (default): exact where it can be, else 100,000",
    )  # fmt: skip
    _add_seed(parser)


def add_sample(parser: ArgumentParser, size: int) -> None:
    """Add the number of draws where figures are always drawn, and the seed."""
    parser.add_argument("--size", type=whole, default=size, help=f"number of draws ({size:,})")
    _add_seed(parser)


def add_workers(parser: ArgumentParser) -> None:
    """Add a number of threads; what is allowed is said by who starts them."""
    parser.add_argument("--workers", type=whole, help="threads (as many as there are cores)")


def _add_seed(parser: ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="seed of the draws (1)")


def _size(text: str) -> int | str:
    return text if text in ("auto", "exact") else whole(text, "a whole number, auto or exact")


def _bytes(text: str) -> int:
    allowed = f"a whole number, 1 to {MOST_BYTES:,}"
    number = whole(text, allowed)
    if 1 <= number <= MOST_BYTES:
        return number
    raise ArgumentTypeError(f"'{text}'; allowed: {allowed}")


def whole(text: str, allowed: str = "a whole number") -> int:
    """Read a whole number, or say what is allowed."""
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}'; allowed: {allowed}") from None
