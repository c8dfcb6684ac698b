"""Keep tests independent, and the same every time: also those that draw their examples."""

import pytest
from hypothesis import settings

from mcda_ai.methods import registry

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


@pytest.fixture(autouse=True)
def own_methods(monkeypatch):
    monkeypatch.setattr(registry, "_REGISTERED", {})
