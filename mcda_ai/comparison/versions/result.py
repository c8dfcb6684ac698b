"""Two versions of a problem: what changed, and what that does to the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.comparison.versions.answers import (
    asked_of,
    layers_of,
    of_both,
    rankings_in_readings,
    rankings_of,
    shares_of,
    side_by_side,
    versions_with_sets,
)
from mcda_ai.comparison.versions.changes import (
    Change,
    changes_between,
    changes_of_names,
    readings_changed,
)
from mcda_ai.comparison.versions.consequences import (
    of_layers,
    of_rankings,
    of_reading_in_use,
    of_readings,
    of_shares,
    pairs_of,
    same_answer,
    same_leaders,
)
from mcda_ai.comparison.versions.words import NOTHING_CHANGED, claims_about, text_in
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.claims import Claim
from mcda_ai.messages.provenance import Provenance, circumstances_as_data
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import Words
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.ranking import Ranking
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.recognition import renames_between
from mcda_ai.problem.renaming import renamed
from mcda_ai.sensitivity.smaa import Size
from mcda_ai.weights import WeightsLike, as_generator

_CHANGE_COLUMNS = [each.name for each in fields(Change)]


@dataclass(frozen=True, eq=False, repr=False)
class Difference(ShownResult):
    """What changed between two versions of a problem, and what that does to the answer.

    Attributes
    ----------
    changes : tuple of Change
        Part by part; see `mcda_ai.comparison.versions.Change`. Empty for equal problems.
    before_rankings, after_rankings : mapping of weights to Ranking
        Under the weights asked for; unless given, "own" (where the version has weights of its
        own), "equal", "layer-equal" and every named weight set that fits the version.
    shares : DataFrame, (weights, alternative) x figures
        Share of first places over all weightings, flat over the criteria ("uniform") and layer
        by layer ("layer-first"): "share", standard "error" and number of "draws" (0 where exact),
        each "before" and "after"; NaN where the version has no such alternative.
    before_layers, after_layers : mapping of layer to Ranking
        By each layer alone, its criteria weighted equally; without the layers nobody scored.
    method : Method
    options : mapping of str to str
    seed : int
        Of the draws, the same for both versions.
    before, after : DecisionProblem
        As they were given. The answers of the first, too, are by the names of the second where a
        part was renamed.
    before_readings, after_readings : mapping of reading to mapping of weights to Ranking
        The rankings under each other reading that both versions have and that ranks otherwise now,
        as far as there are any.
    """

    made_by: ClassVar[str] = "mcda_ai.diff"
    changes: tuple[Change, ...]
    before_rankings: Mapping[str, Ranking]
    after_rankings: Mapping[str, Ranking]
    shares: pd.DataFrame
    before_layers: Mapping[str, Ranking]
    after_layers: Mapping[str, Ranking]
    method: Method
    options: Mapping[str, str]
    seed: int
    before: DecisionProblem
    after: DecisionProblem
    before_readings: Mapping[str, Mapping[str, Ranking]] = field(default_factory=dict)
    after_readings: Mapping[str, Mapping[str, Ranking]] = field(default_factory=dict)

    @property
    def orders(self) -> pd.DataFrame:
        """Answer and leaders under each of the weights, before and after."""
        return _compared(self.before_rankings, self.after_rankings, "weights")

    @property
    def layers(self) -> pd.DataFrame:
        """Answer and leaders of each layer alone, before and after."""
        return _compared(self.before_layers, self.after_layers, "layer")

    @property
    def readings(self) -> pd.DataFrame:
        """Answer and leaders under each other reading that changed and each of the weights."""
        tables = {
            name: _compared(was, self.after_readings[name], "weights")
            for name, was in self.before_readings.items()
        }
        empty = pd.MultiIndex.from_tuples([], names=["reading", "weights"])
        return pd.concat(tables, names=["reading"]) if tables else pd.DataFrame(index=empty)

    def _claims(self) -> Iterator[Claim]:
        """Say what changed, then who is first now, under fixed weights, over all, in each layer.

        Of another reading that changed it is told where its answer is another now, under fixed
        weights only. Of equal problems one claim is made: nothing changed.
        """
        if not self.changes:
            yield NOTHING_CHANGED
            return
        several = max(len(self.before.readings), len(self.after.readings)) > 1
        version_with = versions_with_sets(self.before, self.after)
        yield from claims_about(self.changes, readings=several)
        if several:
            yield of_reading_in_use(self.before.active_reading, self.after.active_reading)
        yield from of_rankings(self.before_rankings, self.after_rankings, version_with)
        yield from of_shares(self.shares)
        # The only layer says what the problem says.
        if max(len(self.before_layers), len(self.after_layers)) > 1:
            yield from of_layers(self.before_layers, self.after_layers)
        yield from of_readings(self.before_readings, self.after_readings, version_with)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: both versions, method, weights, and the draws over all weightings."""
        before, after = self.before, self.after
        draws = self.shares[["draws before", "draws after"]].to_numpy(dtype=np.float64)
        size = int(np.nanmax(draws))
        return Provenance(
            problem=_from_to(before.name, after.name),
            reading=_from_to(before.active_reading, after.active_reading),
            scenarios=tuple(dict.fromkeys((*before.active_scenarios, *after.active_scenarios))),
            removed=tuple(dict.fromkeys((*before.removed, *after.removed))),
            merged={**before.merged, **after.merged},
            changed=tuple(dict.fromkeys((*before.changed_by_hand, *after.changed_by_hand))),
            method=self.method.name,
            options=self.options,
            weight_space=", ".join(self.after_rankings),
            space=", ".join(self.after_rankings),
            size=size,
            seed=self.seed if size else None,
            doubts=tuple(dict.fromkeys((*before.doubts, *after.doubts))),
            excluded=after.excluded,
            admitted=after.admitted,
            baseline=after.baseline or "",
        )

    @checks_arguments
    def to_frame(self, language: Language = "en") -> pd.DataFrame:
        """One row a change: part, name, kind, before, after, of, reading; see `Change`."""
        Words(language)  # says which languages there are
        rows = [
            {
                **vars(change),
                "before": text_in(change.before, change.after, language),
                "after": text_in(change.after, change.before, language),
            }
            for change in self.changes
        ]
        return pd.DataFrame(rows, columns=_CHANGE_COLUMNS)

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "before": circumstances_as_data(self.before),
            "after": circumstances_as_data(self.after),
            "changes": self.to_frame().to_dict(orient="records"),
            "orders": self.orders.reset_index().to_dict(orient="records"),
            "shares": self.shares.reset_index().to_dict(orient="records"),
            "layers": self.layers.reset_index().to_dict(orient="records"),
            "readings": self.readings.reset_index().to_dict(orient="records"),
            "sentences": list(self.sentences),
            "claims": [claim.to_dict() for claim in self.claims],
            "method": self.method.name,
            "options": dict(self.options),
            "seed": self.seed,
        }

    @property
    def _heading(self) -> str:
        told = ["; ".join([each.name, *each.circumstances]) for each in (self.before, self.after)]
        return f"{self.method.label}: from {told[0]} to {told[1]}"

    def _parts(self) -> Iterator[Part]:
        yield from (self._heading, self._findings_said)


@checks_arguments
def diff(
    before: DecisionProblem,
    after: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    options: Mapping[str, str] | None = None,
    *,
    size: Size = "auto",
    rng: int = 1,
) -> Difference:
    """Say what changed between two versions of a problem, and what that does to the answer.

    Parameters
    ----------
    before, after : DecisionProblem
        Any two: two files, or two readings, or with and without a scenario or a layer. Parts are
        the same if they have the same name, or if one that is gone and one that is new have the
        same label (or name), but for capitals, signs and endings of words, and hold the same: a
        criterion the same rankings in the same layer, an alternative the same place in all
        rankings, a layer the same criteria. Then it is told as renamed, and all is compared under
        the new name. Where two could be meant nothing is guessed.
    method : str, Method or callable, optional
    weights : None, "equal", "layer-equal", name of a weight set, mapping or array, optional
        None: the problem's own where it has some, equal and layer-equal ones, and every named set.
        A named set that only one version has goes for both. Others have to fit both versions; see
        `mcda_ai.weights.resolve`.
    options : mapping of str to str, optional
        Named options of the method.
    size : int, "auto" or "exact", optional
        Of the draws over all weightings, as for `mcda_ai.robustness`.
    rng : int, optional
        The seed of the draws; the same for both, so that equal evidence gives equal shares.

    Returns
    -------
    Difference
        A ranking counts as changed if it orders the alternatives of both versions otherwise: that
        one is new or gone is told once, and not of every criterion. An unscored cell is "not
        scored". A drawn share counts as changed beyond three standard errors.

    Raises
    ------
    ProblemError
        For an unknown method or option, or weights that cannot be used; with the version that
        each fault is of.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> one = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> other = mcda.from_rankings({"cost": "A > B", "reach": "A = B", "trust": "A > B"})
    >>> for sentence in mcda.diff(one, other, weights="equal").sentences[:3]:
    ...     print(sentence)
    new: criterion trust (criteria: A > B)
    the ranking on reach is now A = B, was B > A
    with equal weights for the criteria: A first instead of A and B (A > B, was A = B)
    """
    as_generator(rng)  # which tells what is no seed
    found, asked = registry.find(method), dict(options or {})
    renames = renames_between(before.whole, after.whole)
    was = renamed(before, renames)
    by_name = asked_of(weights, was, after)
    rankings = of_both(was, after, lambda each: rankings_of(each, found, by_name, asked))
    shares = of_both(was, after, lambda each: shares_of(each, found, asked, size, rng))
    layers = of_both(was, after, lambda each: layers_of(each, found, asked))
    changes = (*changes_of_names(renames), *changes_between(was, after))
    others = readings_changed(changes, was, after)
    in_readings = rankings_in_readings((was, after), found, by_name, asked, others)
    return Difference(
        changes=changes,
        before_rankings=rankings[0],
        after_rankings=rankings[1],
        shares=side_by_side(*shares),
        before_layers=layers[0],
        after_layers=layers[1],
        method=found,
        options=asked,
        seed=rng,
        before=before,
        after=after,
        before_readings=in_readings[0],
        after_readings=in_readings[1],
    )


def _compared(
    before: Mapping[str, Ranking], after: Mapping[str, Ranking], called: str
) -> pd.DataFrame:
    """Put answers side by side; None where a version has none."""
    rows = {}
    for name, was, now in pairs_of(before, after):
        changes = leaders_change = None
        if was is not None and now is not None:
            changes, leaders_change = not same_answer(was, now), not same_leaders(was, now)
        rows[name] = {
            "answer before": was and was.headline,
            "answer after": now and now.headline,
            "leaders before": was and ", ".join(was.leaders),
            "leaders after": now and ", ".join(now.leaders),
            "answer changes": changes,
            "leaders change": leaders_change,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(called)


def _from_to(before: str, after: str) -> str:
    return after if before == after else f"{before} to {after}"
