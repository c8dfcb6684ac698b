"""What `mcda-ai check` says of typical mistakes, word for word as it was read and approved.

To write the file again after a message was changed: `python -m tests.io.test_golden`; then read
what changed in it, as somebody who decides on plans and never saw a program.
"""

import contextlib
import io
import re
import tempfile
from pathlib import Path

import pytest

from mcda_ai.cli import main
from tests.golden.mistakes import MISTAKES

GOLDEN = Path(__file__).parents[1] / "golden" / "messages.txt"
_OF_PROGRAMS = re.compile(
    r"Traceback|Error\b|None|<class|object at|NoneType|dict\b|tuple|\bstr\b|\bint\b|float|Exception"
    r"|pydantic|yaml\.|\\x|\\u"
)


def messages_of(name, content):
    """Give what is printed about one mistake; run where its file is to stand."""
    if content is None:
        Path(name).mkdir()
    else:
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main(["check", name])
    assert code == 1, name
    return printed.getvalue()


def all_messages(folder):
    with contextlib.chdir(folder):
        return "\n".join(messages_of(name, content) for name, content in MISTAKES.items())


@pytest.fixture(scope="module")
def messages(tmp_path_factory):
    return all_messages(tmp_path_factory.mktemp("mistakes"))


def test_there_are_at_least_60_mistakes_of_all_formats():
    assert len(MISTAKES) >= 60
    assert {Path(name).suffix for name in MISTAKES} >= {
        ".yaml", ".json", ".csv", ".xlsx", ".xls", ".toc", ".soc",
    }  # fmt: skip


def test_the_messages_are_those_that_were_approved(messages):
    assert messages == GOLDEN.read_text(encoding="utf-8")


def test_no_message_speaks_of_programs(messages):
    assert _OF_PROGRAMS.findall(messages) == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        GOLDEN.write_text(all_messages(place), encoding="utf-8")
