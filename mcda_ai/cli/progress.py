"""That a command is at work, for how long, and how far it is: a line on a terminal that waits."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from mcda_ai.messages.faults import faults_of

_fault = faults_of("cli")
_SECONDS_APART = 1.0


class _Line:
    """A line that is written again every second, and gives way to whatever else is printed."""

    def __init__(self, command: str, language: str) -> None:
        self._command = command
        self._language = language
        self._begun = time.monotonic()
        self._done = self._total = self._width = 0
        self._is_over = threading.Event()
        self._writing = threading.Lock()

    def keep_up(self) -> None:
        while not self._is_over.wait(_SECONDS_APART):
            with self._writing:
                if not self._is_over.is_set():
                    self._write(self._text())

    def advance(self, done: int, total: int) -> None:
        self._done, self._total = self._done + done, total

    def erase(self) -> None:
        with self._writing:
            if self._width:
                self._write("")
                self._write("")  # and back to where the line began

    def end(self) -> None:
        self._is_over.set()
        self.erase()

    def _text(self) -> str:
        seconds = int(time.monotonic() - self._begun)
        told = _fault("at work", command=self._command, seconds=seconds)
        if self._total:
            told = _fault("at work on draws", command=self._command, seconds=seconds,
                          done=self._done, total=self._total)  # fmt: skip
        return told.in_words(self._language)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # nobody is left to tell
            sys.stderr.write("\r" + text.ljust(self._width))
            sys.stderr.flush()
        self._width = len(text)


_lines: list[_Line] = []
"""That of the command at work, if it has one."""


@contextmanager
def at_work(command: str, language: str) -> Iterator[None]:
    """Tell on a terminal, once a second has passed, that a command is at work."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    line = _Line(command, language)
    _lines.append(line)
    threading.Thread(target=line.keep_up, daemon=True).start()
    try:
        yield
    finally:
        _lines.remove(line)
        line.end()


def advance(done: int, total: int) -> None:
    """Count draws done since the last call, of so many in all."""
    for line in _lines:
        line.advance(done, total)


def make_way() -> None:
    """Take the line away before something else is printed."""
    for line in _lines:
        line.erase()
