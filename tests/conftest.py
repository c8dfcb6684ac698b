"""Keep tests independent, and the same every time: also those that draw their examples."""

import os
import signal
import sys

# Two workers that each calculate with a thread a core wait for one another. Before NumPy is there.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A process in the background ignores Ctrl-C, as do those that it starts: tests send it to both.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

import pytest
from hypothesis import settings

from mcda_ai.methods import equivalence, registry

# The quick ones are the same every time; `--hypothesis-profile=long` draws eight times as many.
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=12)
settings.register_profile("long", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("quick")


# Files that take longest: those that share a fixture stay together, so one at the end holds all up.
LONGEST_FILES = (
    "tests/testing/test_conformance.py",
    "tests/proofs/",
    "tests/report/test_report.py",
    "tests/io/test_fuzz.py",
    "tests/io/test_spoilt_files.py",
    "tests/browser/",
    "tests/test_",
)


class ClosedFigures:
    """Pyplot keeps no figure of one test for the next, nor of the examples in docstrings."""

    def pytest_runtest_teardown(self):
        """Close what is open, if anything was drawn at all."""
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")


def pytest_configure(config):
    """Register what holds for examples in docstrings too, which are not under this folder."""
    config.pluginmanager.register(ClosedFigures())


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST_FILES))


@pytest.fixture(scope="module", autouse=True)
def few_weightings_tried():
    """Tell methods apart by an eighth of the weightings in the quick run."""
    tried = equivalence.WEIGHTINGS_TRIED * min(settings.default.max_examples, 100) // 100
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(equivalence, "WEIGHTINGS_TRIED", tried)
        yield


@pytest.fixture(autouse=True)
def own_methods(monkeypatch):
    monkeypatch.setattr(registry, "_REGISTERED", {})
