"""What `mcda-ai check` says of typical mistakes, word for word as it was read and approved.

To write both files again, the English and the Dutch, after a message was changed:
`python -m tests.io.test_golden`; then read what changed in them, as somebody who decides on plans
and never saw a program.
"""

import contextlib
import io
import re
import tempfile
from pathlib import Path

import pytest

from mcda_ai.cli import main
from mcda_ai.io.checking import check
from tests.golden.mistakes import MISTAKES

FOLDER = Path(__file__).parents[1] / "golden"
GOLDEN = {"en": FOLDER / "messages.txt", "nl": FOLDER / "messages.nl.txt"}
_OF_PROGRAMS = re.compile(
    r"Traceback|Error\b|None|<class|object at|NoneType|dict\b|tuple|\bstr\b|\bint\b|float|Exception"
    r"|pydantic|yaml\.|\\x|\\u"
)
_ENGLISH = re.compile(
    r"\b(?:allowed|needed|unknown|missing|the|holds|leave|write|cannot|there|did you)\b"
)


@contextlib.contextmanager
def mistakes_in(folder):
    """Put a file for each mistake in a folder, and stay there."""
    with contextlib.chdir(folder):
        for name, content in MISTAKES.items():
            if content is None:
                Path(name).mkdir()
            else:
                is_text = isinstance(content, str)
                Path(name).write_bytes(content.encode("utf-8") if is_text else content)
        yield


def messages_of(name, language):
    """Give what is said about one mistake: what is printed, and the same in Dutch."""
    if language != "en":
        return "".join(f"{line}\n" for line in check(name).in_words(language))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main(["check", name])
    assert code == 1, name
    return printed.getvalue()


def all_messages(language):
    return "\n".join(messages_of(name, language) for name in MISTAKES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mistakes")
    with mistakes_in(folder):
        yield folder


@pytest.fixture(scope="module", params=GOLDEN)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def messages(folder, language):
    return all_messages(language)


def test_there_are_at_least_60_mistakes_of_all_formats():
    assert len(MISTAKES) >= 60
    assert {Path(name).suffix for name in MISTAKES} >= {
        ".yaml", ".json", ".csv", ".xlsx", ".xls", ".toc", ".soc",
    }  # fmt: skip


def test_the_messages_are_those_that_were_approved(messages, language):
    assert messages == GOLDEN[language].read_text(encoding="utf-8")


def test_no_message_speaks_of_programs(messages):
    assert _OF_PROGRAMS.findall(messages) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", MISTAKES)
def test_each_fault_is_of_a_kind_with_words_of_its_own_in_dutch(name):
    """None is a text of which nothing but the English is known."""
    found = check(name)
    assert [each for each in found.faults if each.innermost.kind == "messages.faults.text"] == []
    told = "\n".join(each.in_words("nl").replace(name, "") for each in found.faults)
    assert _ENGLISH.findall(told) == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place, mistakes_in(place):
        for each, file in GOLDEN.items():
            file.write_text(all_messages(each), encoding="utf-8")
