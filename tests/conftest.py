"""Keep tests independent, and the same every time: also those that draw their examples."""

import os

# Two workers that each calculate with a thread a core wait for one another. Before NumPy is there.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from hypothesis import settings

from mcda_ai.methods import registry

# `--hypothesis-profile=long` draws four times as many.
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=25)
settings.register_profile("long", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("quick")


@pytest.fixture(autouse=True)
def own_methods(monkeypatch):
    monkeypatch.setattr(registry, "_REGISTERED", {})
