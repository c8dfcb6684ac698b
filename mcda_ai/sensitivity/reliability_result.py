"""What errors in judgements give: how likely the leader stays first, and what matters most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.messages.claims import Certainty, Claim, Percent, Share, claims_of
from mcda_ai.messages.figures import percent, share_text
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods.contract import Method
from mcda_ai.methods.ranking import provenance_of
from mcda_ai.problem.decision_problem import DecisionProblem

ERRORS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
THRESHOLDS = (0.95, 0.5)
TOGETHER = ("independent", "equal")
LEAST_TOLD = 0.1
"""In every hundred: what a check adds that is less is not told."""
NEAR, SAME, MOST_NAMED = 1e-4, 1e-9, 3
NOISE = 3.0
"""Standard errors of draws, of which no more is told than that it is not seen."""

_claim = claims_of("sensitivity.reliability")


@dataclass(frozen=True, eq=False, repr=False)
class Reliability(ShownResult):
    """How likely each alternative is to be first, if judgements were made with errors.

    Attributes
    ----------
    leaders : tuple of str
        Who leads as the judgements stand.
    error, right : float or None
        What was asked for: an error, or how likely each judgement is to be wholly right.
    first, level : DataFrame, alternatives x ("independent", "equal")
        How likely it is first alone, and alone or level, at the error asked for: with errors that
        are independent, and with criteria of equal rankings that err together.
    by_error : DataFrame, ("error", "together", "first", "level")
        The same of the leader (of several the likeliest), error by error.
    break_even : DataFrame, thresholds x ("independent", "equal")
        The error from which on the leader is first alone less often than the threshold; NaN where
        there is none under 1/2, or the leader is level with another now.
    cells : DataFrame, scored criteria x ("wrong", "independent", "equal")
        How likely the judgement is not wholly right, and by how much the leader is more often
        first alone where it is; NaN where several lead.
    exact : tuple of str
        Of "independent" and "equal" what is exact; the rest is drawn.
    size : int
        Number of draws.
    weights : Series of float by criterion
    method : Method
    problem : DecisionProblem
    options : mapping of str to str
    """

    made_by: ClassVar[str] = "mcda_ai.reliability"
    leaders: tuple[str, ...]
    error: float | None
    right: float | None
    first: pd.DataFrame
    level: pd.DataFrame
    by_error: pd.DataFrame
    break_even: pd.DataFrame
    cells: pd.DataFrame
    exact: tuple[str, ...]
    size: int
    weights: pd.Series[float]
    method: Method
    problem: DecisionProblem
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: problem, method and the weights themselves."""
        return provenance_of(self.problem, self.method, self.options, self.weights)

    def share(self, alternative: str, together: str) -> Share:
        """Give how likely an alternative is first alone, with how that is known."""
        place = list(self.first.index).index(alternative), TOGETHER.index(together)
        return Share(
            float(self.first.to_numpy()[place]), 0 if together in self.exact else self.size
        )

    def _claims(self) -> Iterator[Claim]:
        """Say what was assumed, how likely the leader stays first, and what would tell more."""
        right = 1 - self.cells["wrong"].to_numpy()
        odds = (1 - self.error) / self.error if self.error is not None else 0.0
        yield _claim(
            "model", odds=round(odds, 1), least=Percent(right.min()), most=Percent(right.max()),
            same=bool(np.ptp(right) < SAME),
        )  # fmt: skip
        if len(self.leaders) != 1:
            yield _claim("no leader", who=self.leaders)
            return
        (who,) = self.leaders
        shares = {name: self.share(who, name) for name in TOGETHER}
        drawn: Certainty = "exact" if set(self.exact) == set(TOGETHER) else "drawn"
        yield _claim("stays", drawn, who=who, **shares)
        for threshold, row in zip(THRESHOLDS, self.break_even.to_numpy(), strict=True):
            errors = {name: _known(error) for name, error in zip(TOGETHER, row, strict=True)}
            if any(errors.values()):
                yield _claim("break even", drawn, who=who, often=Percent(threshold), **errors)
        yield from self._checks(who, drawn)

    def _checks(self, who: str, certainty: Certainty) -> Iterator[Claim]:
        """Say which judgements would tell most, if they were checked and found right."""
        gains, now = self.cells["independent"], self.share(who, "independent")
        # Of a difference of two shares, each of as many draws.
        noise = NOISE * np.sqrt(2 * now.value * (1 - now.value) / now.size) if now.size else NEAR
        most = float(gains.max())
        if 100 * (most + noise * bool(now.size)) < LEAST_TOLD:
            yield _claim("no check", certainty, who=who, points=LEAST_TOLD)
        if 100 * most < LEAST_TOLD or most <= noise:
            return
        named = tuple(str(name) for name in gains.index[gains >= most - noise])
        points = round(100 * most, 0 if now.size and 100 * most >= 1 else 1)
        yield _claim("check", certainty, who=who, criteria=named, n=len(named),
                     named=len(named) <= MOST_NAMED, points=points)  # fmt: skip

    def to_frame(self) -> pd.DataFrame:
        """One row an error and a way to err."""
        return self.by_error

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "leaders": list(self.leaders),
            "error": self.error,
            "right": self.right,
            "first": self.first.to_dict(orient="index"),
            "level": self.level.to_dict(orient="index"),
            "by_error": self.by_error.to_dict(orient="records"),
            "break_even": self.break_even.to_dict(orient="index"),
            "cells": self.cells.to_dict(orient="index"),
            "exact": list(self.exact),
            "size": self.size,
            "weights": self.weights.to_dict(),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        yield str(self.provenance)
        texts = {
            name: [share_text(share, 0 if name in self.exact else self.size)
                   for share in self.first[name]] for name in TOGETHER
        }  # fmt: skip
        yield pd.DataFrame(texts, index=self.first.index)
        wide = self.by_error.set_index(["error", "together"])["first"].unstack("together")  # noqa: PD010  (none twice)
        yield wide[list(TOGETHER)].map(lambda share: percent(share, decimals=1))
        yield from ("", self._said)


def _known(error: float) -> Percent | bool:
    return Percent(float(error), 1) if np.isfinite(error) else False
