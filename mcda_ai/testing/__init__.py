"""Check that a method keeps what every method promises; for authors of methods.

``check_method(mine).raise_for_failures()`` in a test is all it takes. The problems it tries are
made here, from a seed. `for_every_method` and `for_every_claim` make pytest tests of all methods
there are; `find_counterexample` searches harder, with hypothesis.
"""

from mcda_ai.testing.claims import find_counterexample, for_every_claim
from mcda_ai.testing.conformance import (
    CheckResult,
    ConformanceReport,
    check_method,
    for_every_method,
)
from mcda_ai.testing.rules import rule_of

__all__ = [
    "CheckResult",
    "ConformanceReport",
    "check_method",
    "find_counterexample",
    "for_every_claim",
    "for_every_method",
    "rule_of",
]
