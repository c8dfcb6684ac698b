"""What a result rests on, so that it can be made again: problem, method, weights, draws."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

_PLAIN_SPACES = {"Uniform()", "LayerFirst()"}


@dataclass(frozen=True)
class Provenance:
    """What a result rests on, so that it can be made again.

    `space` writes the weight space as it is typed; `size` is 0 where nothing was drawn.
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
    versions: Mapping[str, str]

    def __str__(self) -> str:
        draws = f"{self.size:,} draw{'' if self.size == 1 else 's'}"
        drawn = f"{draws}, seed {self.seed}" if self.size else "exact"
        is_plain = set(self.space.split(", ")) <= _PLAIN_SPACES
        space = self.weight_space if is_plain else self.space
        told = [f"{self.method}, {space}: {drawn}"]
        told += [f"{name} {value}" for name, value in self.options.items()]
        told += [f"{self.problem}, reading {self.reading}"]
        told += [f"scenario {name}" for name in self.scenarios]
        return "; ".join(told + ([f"without {', '.join(self.removed)}"] if self.removed else []))


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
    packages = {name: version(name) for name in ("mcda-ai", "numpy")}
    return {"python": platform.python_version(), **packages}
