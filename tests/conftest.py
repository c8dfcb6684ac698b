"""Keep tests independent: what one registers, the next does not see."""

import pytest

from mcda_ai import contract


@pytest.fixture(autouse=True)
def own_methods(monkeypatch):
    monkeypatch.setattr(contract, "_REGISTERED", {})
