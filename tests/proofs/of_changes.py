"""Proofs of the rows of what would change who leads: each is proven as the sentence it is of."""

from mcda_ai.messages.result import ShownResult
from mcda_ai.report.changes import change_and_then, is_change
from tests.proofs import (
    MAKERS,
    PROOFS,
    makes,
    of_stability,
    of_stability_judgements,
    of_stability_of_evidence,
    proves_within,
)

KINDS = (
    "flip", "at most", "judgements", "stretch", "tie at end", "left out", "version", "disputed",
)  # fmt: skip
PROVEN_IN = (of_stability, of_stability_judgements, of_stability_of_evidence)
"""Which have to be loaded first."""


class Rows(ShownResult):
    """The rows about a result of stability."""

    def __init__(self, stability):
        self.stability, self.provenance = stability, stability.provenance

    def __getattr__(self, name):
        return getattr(self.__dict__["stability"], name)

    def _claims(self):
        for claim in self.stability.claims:
            if is_change(claim):
                change, then = change_and_then(claim)
                assert set(then.values["who"]) <= set(of_stability.names_of(self.stability))
                yield change

    def _parts(self):
        return self.sentences


@makes("changes")
def rows(problem, draw):
    made = MAKERS["stability"](problem, draw)
    return [Rows(each) for each in ([made] if isinstance(made, ShownResult) else made)]


for kind in KINDS:
    PROOFS[f"report.changes.{kind}"] = PROOFS[f"sensitivity.stability.{kind}"]
    proves_within(f"report.changes.{kind}", "report.changes.then")
