"""What errors in judgements give: how likely the leader stays first, and what matters most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.messages.claims import Certainty, Claim, Percent, Share, claims_of
from mcda_ai.messages.figures import share_text
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods.contract import Method
from mcda_ai.orders.weak_order import BoolArray, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.repeats import Repeats

ERRORS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
THRESHOLDS = (0.95, 0.5)
LINES = ("none", "equal")
"""Which judgements err together: none of them, or those that are equal."""
HOW = ("alone", "level")
LEAST_TOLD = 0.1
"""In every hundred: what a check adds that is less is not told."""
NEAR, SAME, MOST_NAMED = 1e-4, 1e-9, 3
NOISE = 3.0
"""Standard errors of draws, of which no more is told than that it is not seen."""
SORTS = {"fixed": "", "uniform": "flat", "layer-first": "layers"}

_LEAST_ERROR = 0.001  # as errors are told
_claim = claims_of("sensitivity.reliability")


@dataclass(frozen=True, eq=False, repr=False)
class Reliability(ShownResult):
    """How likely the leader is to stay first, if judgements were made with errors.

    The columns "none" and "equal" are for errors that are independent, and for criteria with equal
    rankings that err together.

    Attributes
    ----------
    leaders : tuple of str
        Who leads as the judgements stand; over a weight space, at its mean.
    error, right : float or None
        What was asked for: an error, or how likely each judgement is to be wholly right. Not for
        those with a confidence of their own.
    together : {"none", "equal"}
        Which of the two sentences begin with.
    survival, level : DataFrame, alternatives x ("none", "equal")
        How likely each is truly first alone, and alone or level: at the fixed weights, or over
        weights and errors.
    stays : DataFrame, ("alone", "level") x ("none", "equal")
        How likely who leads as the judgements stand is truly first, under the same weights: at the
        fixed ones, or over a weight space. Where several lead, one of them.
    by_error : DataFrame, ("error", "together", "survival", "level")
        The same error by error, each for all judgements.
    break_even : DataFrame, thresholds x ("none", "equal")
        The error of all judgements from which on who leads is first alone less often than the
        threshold; NaN where there is none under 1/2, or several lead now.
    cells : DataFrame, scored criteria x ("wrong", "none", "equal")
        How likely the judgement is not wholly right, and by how much who leads is more often first
        alone where it is; NaN where several lead at fixed weights.
    exact : tuple of str
        Of "none" and "equal" what is exact; the rest is drawn.
    size : int
        Number of draws.
    provenance : Provenance
    weights : Series of float by criterion
        Of a weight space the mean.
    method : Method
    problem : DecisionProblem
    options : mapping of str to str
    """

    made_by: ClassVar[str] = "mcda_ai.reliability"
    leaders: tuple[str, ...]
    error: float | None
    right: float | None
    together: str
    survival: pd.DataFrame
    level: pd.DataFrame
    stays: pd.DataFrame
    by_error: pd.DataFrame
    break_even: pd.DataFrame
    cells: pd.DataFrame
    exact: tuple[str, ...]
    size: int
    provenance: Provenance
    weights: pd.Series[float]
    method: Method
    problem: DecisionProblem
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def standard_error(self) -> pd.DataFrame:
        """Of `survival`, sqrt(p (1 - p) / N) where it is drawn; 0 where it is exact."""
        errors = (self.survival * (1 - self.survival) / self.size) ** 0.5
        return errors.mul([float(name not in self.exact) for name in LINES])

    @property
    def has_one_line(self) -> bool:
        """Whether no judgements are equal, so that both ways to err are one."""
        return Repeats.of(self.problem, "problem").n_alike == 0

    @property
    def is_exact(self) -> bool:
        """Whether nothing is drawn."""
        return set(self.exact) == set(LINES)

    @property
    def over_weightings(self) -> bool:
        """Whether weights vary as well."""
        return self.provenance.weight_space != "fixed"

    def share(self, alternative: str, together: str) -> Share:
        """Give how likely an alternative is first alone, with how that is known."""
        return self._share(self.survival[together].to_dict()[alternative], together)

    def _share(self, share: float, together: str) -> Share:
        return Share(float(share), 0 if together in self.exact else self.size)

    def _claims(self) -> Iterator[Claim]:
        """Say what was assumed, how likely who leads stays first, and what would tell more."""
        yield from self._assumed()
        yield from self._certain()
        if self.over_weightings:
            stays = self._often(self.stays, HOW[0])
            yield _claim("stays over", "drawn", space=self._space, often=stays)
            who = str(self.survival[self.together].idxmax())
            yield _claim("first over", "drawn", who=who, often=self._often(self.survival, who))
        elif len(self.leaders) == 1:
            (who,) = self.leaders
            often = self._often(self.survival, who)
            yield _claim("stays", self._certainty, who=who, often=often)
        else:
            yield _claim("no leader", who=self.leaders)
            return
        for threshold, row in zip(THRESHOLDS, self.break_even.to_numpy(), strict=True):
            errors = {name: _known(error) for name, error in zip(LINES, row, strict=True)}
            if any(errors.values()):
                told: dict[str, Any] = {**self._lines, **self._whose}
                told["each"] = bool(self._is_stated.any())
                told["often"] = Percent(threshold)
                yield _claim("break even", self._certainty, **told, **errors)
        yield from self._checks()

    def _often(self, shares: pd.DataFrame, row: str) -> Claim:
        """Say how often, both ways to err."""
        both = {name: self._share(shares[name].to_dict()[row], name) for name in LINES}
        return _claim("often", self._certainty, **self._lines, **both)

    @property
    def _lines(self) -> dict[str, Any]:
        """Which way to err comes first, and whether there is but one."""
        return {"same": self.has_one_line, "begin": self.together}

    @property
    def _whose(self) -> dict[str, Any]:
        """Whose first place is at stake: of a name, or of whoever leads under a weighting."""
        over = self.over_weightings
        return {"who": "" if over else self.leaders[0], "over": over}

    @property
    def _space(self) -> str:
        return SORTS.get(self.provenance.weight_space, "own")

    @property
    def _certainty(self) -> Certainty:
        return "exact" if self.is_exact else "drawn"

    @property
    def _is_stated(self) -> BoolArray:
        """Which of the judgements say themselves how likely they are to be right."""
        return np.array([name in self.problem.confidences for name in self.cells.index])

    def _assumed(self) -> Iterator[Claim]:
        """Say how often judgements are taken to be right: as they say themselves, and others."""
        stated, right = self._is_stated, 1 - self.cells["wrong"].to_numpy()
        if stated.any():
            yield _claim("stated", n=int(stated.sum()), of=len(stated), every=bool(stated.all()),
                         owner=self._owner, **_range(right[stated]))  # fmt: skip
        if not stated.all():
            odds = (1 - self.error) / self.error if self.error is not None else 0.0
            yield _claim("model", odds=round(odds, 1), others=bool(stated.any()),
                         ballots=self.problem.counts, **_range(right[~stated]))  # fmt: skip

    def _certain(self) -> Iterator[Claim]:
        """Say that no error changes who takes part, where judgements decide that."""
        out = self.problem.excluded
        requiring = (each.name for each in self.problem.criteria if each.required is not None)
        if criteria := tuple(dict.fromkeys((*requiring, *(each.criterion for each in out)))):
            who = tuple(dict.fromkeys(each.name for each in out))
            yield _claim("certain", criteria=criteria, out=who)

    @property
    def _owner(self) -> str:
        """Who says what the words for confidence mean, if any are used."""
        words = self.problem.confidence
        used = (self.problem.judgement(name).confidence for name in self.problem.confidences)
        return words.owner if words and any(isinstance(each, str) for each in used) else ""

    def _checks(self) -> Iterator[Claim]:
        """Say which judgements would tell most, if they were checked and found right."""
        gains = self.cells[self.together]
        now = self._share(self.stays[self.together].to_dict()[HOW[0]], self.together)
        # Of a difference of two shares, each of as many draws.
        noise = NOISE * np.sqrt(2 * now.value * (1 - now.value) / now.size) if now.size else NEAR
        most = float(gains.max())
        told = {**self._whose, "alike": self.together == "equal" and not self.has_one_line}
        if 100 * (most + noise * bool(now.size)) < LEAST_TOLD:
            yield _claim("no check", self._certainty, **told, points=LEAST_TOLD)
        if 100 * most < LEAST_TOLD or most <= noise:
            return
        named = tuple(str(name) for name in gains.index[gains >= most - noise])
        points = round(100 * most, 0 if now.size and 100 * most >= 1 else 1)
        yield _claim("check", self._certainty, **told, criteria=named, n=len(named),
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
            "together": self.together,
            "survival": self.survival.to_dict(orient="index"),
            "level": self.level.to_dict(orient="index"),
            "stays": self.stays.to_dict(orient="index"),
            "by_error": self.by_error.to_dict(orient="records"),
            "break_even": self.break_even.to_dict(orient="index"),
            "cells": self.cells.to_dict(orient="index"),
            "standard_error": self.standard_error.to_dict(orient="index"),
            "exact": list(self.exact),
            "size": self.size,
            "weights": self.weights.to_dict(),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        yield str(self.provenance)
        yield self._as_text(self.survival)
        wide = self.by_error.set_index(["error", "together"])["survival"].unstack("together")  # noqa: PD010  (none twice)
        yield self._as_text(wide)
        yield from ("", self._findings_said)

    def _as_text(self, shares: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame({
            f"together: {name}": [
                share_text(share, 0 if name in self.exact else self.size) for share in shares[name]
            ] for name in LINES
        }, index=shares.index)  # fmt: skip


def _known(error: float) -> Claim | bool:
    """Give an error; one that rounds to nothing as less than the least that is told."""
    if not np.isfinite(error):
        return False
    little = error < _LEAST_ERROR / 2
    return _claim("at", little=bool(little), error=Percent(_LEAST_ERROR if little else error, 1))


def _range(right: FloatArray) -> dict[str, Percent | bool]:
    """Give how often judgements are right, at least and at most."""
    same = bool(np.ptp(right) < SAME)
    return {"least": Percent(float(right.min())), "most": Percent(float(right.max())), "same": same}
