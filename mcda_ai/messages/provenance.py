"""What a result rests on, so that it can be made again: problem, method, weights, draws."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np

from mcda_ai.messages.exclusions import Exclusion
from mcda_ai.messages.faults import Fault

OwnWeights: TypeAlias = Literal["", "weights", "ballots"]
_PLAIN_SPACES = {"Uniform()", "LayerFirst()"}
_AROUND_OWN = "Around(None,"
"""How a space around the weights that came with a problem is typed."""


class Evidence(Protocol):
    """A problem, as far as results say of which version of it they are."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def active_reading(self) -> str:
        """The reading in use."""

    @property
    def active_scenarios(self) -> tuple[str, ...]:
        """The scenarios applied."""

    @property
    def removed(self) -> tuple[str, ...]:
        """What was left out."""

    @property
    def merged(self) -> Mapping[str, tuple[str, ...]]:
        """Of the criteria in which others count as one: the names of these."""

    @property
    def changed_by_hand(self) -> tuple[str, ...]:
        """The criteria on which a judgement counts that was changed by hand."""

    @property
    def own_weights(self) -> Mapping[str, float] | None:
        """The weights that came with it, if any did."""

    @property
    def counts(self) -> bool:
        """Whether these count ballots."""

    @property
    def doubts(self) -> tuple[Fault, ...]:
        """What was suspect where it was read."""

    @property
    def excluded(self) -> tuple[Exclusion, ...]:
        """What is not met by the options that take no part."""

    @property
    def admitted(self) -> tuple[str, ...]:
        """The options that take part although they do not meet what is required."""

    @property
    def baseline(self) -> str | None:
        """The option that is the baseline, if there is one."""


@dataclass(frozen=True)
class Provenance:
    """What a result rests on, so that it can be made again.

    `space` writes the weight space as it is typed; `size` is 0 where nothing was drawn. What does
    not apply is empty: the method of a check, the versions of what no draw has gone into.
    `own_weights` says whether the problem came with weights, and whether these count ballots;
    `doubts` what was suspect where it was read; `changed` names the criteria whose judgement was
    changed by hand; `merged` gives, of a criterion in which others count as one, their names;
    `excluded` says who takes no part, and why, and `admitted` who does all the same; `baseline`
    names the option that is it.
    """

    problem: str
    reading: str
    scenarios: tuple[str, ...]
    removed: tuple[str, ...]
    method: str
    options: Mapping[str, str]
    weight_space: str
    space: str
    size: int
    seed: int | str | None
    versions: Mapping[str, str] = field(default_factory=dict)
    own_weights: OwnWeights = ""
    doubts: tuple[Fault, ...] = field(default=(), compare=False)
    changed: tuple[str, ...] = ()
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: tuple[Exclusion, ...] = ()
    admitted: tuple[str, ...] = ()
    baseline: str = ""

    @classmethod
    def of(
        cls,
        evidence: Evidence,
        method: str = "",
        options: Mapping[str, str] | None = None,
        weight_space: str = "",
        space: str | None = None,
        *,
        size: int = 0,
        seed: int | str | None = None,
        versions: Mapping[str, str] | None = None,
    ) -> Provenance:
        """Say what was done with a problem, as it is: with its reading, scenarios and removals."""
        return cls(
            problem=evidence.name,
            reading=evidence.active_reading,
            scenarios=evidence.active_scenarios,
            removed=evidence.removed,
            method=method,
            options=dict(options or {}),
            weight_space=weight_space,
            space=weight_space if space is None else space,
            size=size,
            seed=seed,
            versions=dict(versions or {}),
            own_weights=_own_weights(evidence),
            doubts=evidence.doubts,
            changed=evidence.changed_by_hand,
            merged=dict(evidence.merged),
            excluded=evidence.excluded,
            admitted=evidence.admitted,
            baseline=evidence.baseline or "",
        )

    def __str__(self) -> str:
        told = [self._computed] if self.method else []
        told += [f"{name} {value}" for name, value in self.options.items()]
        told += [f"{self.problem}, reading {self.reading}" if self.reading else self.problem]
        told += [f"scenario {name}" for name in self.scenarios]
        told += told_of_options(self.excluded, self.admitted, self.baseline)
        return "; ".join([*told, *told_of_changes(self.removed, self.merged, self.changed)])

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data; what is doubted stands beside an answer, not in it."""
        aside = {"doubts"} if self.baseline else {"doubts", "baseline"}
        return {name: value for name, value in asdict(self).items() if name not in aside}

    @property
    def circumstances(self) -> dict[str, Any]:
        """Under which circumstances what rests on this holds, as plain data."""
        return {
            "problem": self.problem,
            "reading": self.reading,
            "scenarios": list(self.scenarios),
            "removed": list(self.removed),
            "merged": {name: list(members) for name, members in self.merged.items()},
            "changed": list(self.changed),
            **_options_as_data(self.excluded, self.admitted, self.baseline),
            "method": self.method,
            "options": dict(self.options),
            "weights": self.space,
        }

    @property
    def over_voters(self) -> bool:
        """Whether the weightings are all those of voters drawn anew from the ballots."""
        return self.around_ballots and self.weight_space == "around"

    @property
    def around_ballots(self) -> bool:
        """Whether the weightings are those of voters drawn anew, be it within conditions."""
        return self.own_weights == "ballots" and self.space.startswith(_AROUND_OWN)

    @property
    def _computed(self) -> str:
        draws = f"{self.size:,} draw{'' if self.size == 1 else 's'}"
        drawn = f"{draws}, seed {self.seed}" if self.size else "exact"
        is_plain = set(self.space.split(", ")) <= _PLAIN_SPACES
        told = self.weight_space if is_plain else self.space
        return f"{self.method}, {'voters drawn anew' if self.over_voters else told}: {drawn}"


def _own_weights(evidence: Evidence) -> OwnWeights:
    if evidence.own_weights is None:
        return ""
    return "ballots" if evidence.counts else "weights"


def circumstances_as_data(evidence: Evidence) -> dict[str, Any]:
    """Say as plain data of which problem a result is, and of which version of it."""
    return {
        "problem": evidence.name,
        "reading": evidence.active_reading,
        "scenarios": list(evidence.active_scenarios),
        "removed": list(evidence.removed),
        "merged": {name: list(members) for name, members in evidence.merged.items()},
        "changed": list(evidence.changed_by_hand),
        **_options_as_data(evidence.excluded, evidence.admitted, evidence.baseline or ""),
    }


def _options_as_data(
    excluded: Sequence[Exclusion], admitted: Sequence[str], baseline: str
) -> dict[str, Any]:
    """Say who takes no part and by which criterion, who is admitted, and which is the baseline.

    Nothing where nobody is.
    """
    out = [{"name": each.name, "criterion": each.criterion} for each in excluded]
    return {
        **({"excluded": out} if out else {}),
        **({"admitted": list(admitted)} if admitted else {}),
        **({"baseline": baseline} if baseline else {}),
    }


def told_of_options(
    excluded: Sequence[Exclusion], admitted: Sequence[str], baseline: str | None = None
) -> list[str]:
    """Say in English who takes no part, who does without meeting what is required, the baseline.

    Examples
    --------
    >>> told_of_options([Exclusion("B4", "lawful", "met_by")], ["B5"], "B0")
    ['out: B4 (lawful)', 'admitted: B5', 'baseline: B0']
    """
    out = [f"{each.name} ({each.criterion})" for each in excluded]
    known = [baseline] if baseline else []
    told = {"out: ": out, "admitted: ": list(admitted), "baseline: ": known}
    return [f"{words}{', '.join(names)}" for words, names in told.items() if names]


def told_of_changes(
    removed: Sequence[str], merged: Mapping[str, Sequence[str]], changed: Sequence[str]
) -> list[str]:
    """Say in English what was left out of a problem, merged in it, and changed by hand.

    Examples
    --------
    >>> told_of_changes(["cost"], {"use": ["reach", "trust"]}, ["use"])
    ['without cost', 'merged into use: reach, trust', 'changed by hand: use']
    """
    told = {
        "without ": removed,
        **{f"merged into {name}: ": members for name, members in merged.items()},
        "changed by hand: ": changed,
    }
    return [f"{words}{', '.join(names)}" for words, names in told.items() if names]


def seed_of(generator: np.random.Generator) -> int | str:
    """Give the seed to type to get the same numbers, or a description if no one number does."""
    sequence = generator.bit_generator.seed_seq
    if isinstance(sequence, np.random.SeedSequence):
        fresh = not sequence.spawn_key and sequence.n_children_spawned == 0
        if fresh and isinstance(sequence.entropy, int):
            return sequence.entropy
    return repr(sequence)


def versions() -> dict[str, str]:
    """Give the versions that a number rests on."""
    return {"python": platform.python_version(), **_versions_installed()}


@cache
def _versions_installed() -> dict[str, str]:
    """Read once what lies in files."""
    return {name: version(name) for name in ("mcda-ai", "numpy")}
