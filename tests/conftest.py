"""Keep tests independent: what one registers, the next does not see."""

import pytest

from mcda_ai import registry


@pytest.fixture(autouse=True)
def own_methods(monkeypatch):
    monkeypatch.setattr(registry, "_REGISTERED", {})
