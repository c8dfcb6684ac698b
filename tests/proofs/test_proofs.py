"""Every kind of claim has a proof, and what is said of random problems is true."""

import pytest

from tests import proofs
from tests.claims import kinds

QUICK, LONG = 10, 100
COSTLY = {
    "attribution": 4, "brief": 2, "in short": 2, "reliability": 3, "report": 3,
    "report with a baseline": 2, "requirements": 6, "stability": 4, "stated": 5, "statements": 5,
}  # fmt: skip
"""Results that take long to make: so many problems will do in the quick run."""
WITHOUT_PROOF = ("messages.examples.", "explorer.controls.")
"""Kinds that state nothing of a problem: examples, and what the parts of a page are called."""

proofs.load()


@pytest.mark.parametrize("maker", sorted(proofs.MAKERS))
def test_what_is_said_of_random_problems_is_true(maker):
    assert proofs.tried(maker, range(COSTLY.get(maker, QUICK))).untrue == []


@pytest.mark.long
@pytest.mark.parametrize("maker", sorted(proofs.MAKERS))
def test_what_is_said_of_many_random_problems_is_true(maker):
    assert proofs.tried(maker, range(1000, 1000 + LONG)).untrue == []


def test_every_kind_of_claim_has_a_proof():
    said = [kind for kind in kinds() if not kind.startswith(WITHOUT_PROOF)]
    assert [kind for kind in said if kind not in {*proofs.PROOFS, *proofs.WITHIN}] == []
