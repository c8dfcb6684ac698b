"""Which methods installed packages offer, by entry points, and how one of them is loaded.

Only the code of a method that somebody asks for is run. What cannot be offered, and why, is told
where methods are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, folded
from mcda_ai.methods.contract import Method
from mcda_ai.methods.foreign_code import contained

GROUP = "mcda_ai.methods"
_OWN_DISTRIBUTION = "mcda-ai"

_fault = faults_of("methods")


@dataclass(frozen=True)
class Installed:
    """What the packages that are installed register as methods."""

    points: tuple[EntryPoint, ...]

    @cached_property
    def offered(self) -> Mapping[str, EntryPoint]:
        """The methods that can be asked for, by name: our own, and those of no other's name."""
        return {
            points[0].name: points[0]
            for points in self._by_folded_name.values()
            if _is_built_in(points[0]) or len(points) == 1
        }

    @cached_property
    def built_in(self) -> tuple[str, ...]:
        """The names of those that came with this package."""
        return tuple(name for name, point in self.offered.items() if _is_built_in(point))

    @cached_property
    def passed_over(self) -> Mapping[str, Fault]:
        """Why the others are not offered, by name, and package where the name is another's."""
        told: dict[str, Fault] = {}
        for first, *others in self._by_folded_name.values():
            if _is_built_in(first):
                for point in others:
                    package = _owner(point)
                    fault = _fault("shadows", name=first.name, package=package)
                    told[f"{point.name} ({package})"] = fault
            elif others:
                packages = tuple(map(_owner, (first, *others)))
                for point in (first, *others):
                    fault = _fault("of several packages", name=point.name, packages=packages)
                    told[point.name] = fault
        return told

    @cached_property
    def _by_folded_name(self) -> Mapping[str, list[EntryPoint]]:
        """Those that cannot be told apart by how a name is typed together, our own first."""
        by_name: dict[str, dict[tuple[str, str], EntryPoint]] = {}
        for point in sorted(self.points, key=lambda point: not _is_built_in(point)):
            same = by_name.setdefault(folded(point.name), {})
            same.setdefault((_owner(point), point.value), point)  # one that is found twice is one
        return {name: list(points.values()) for name, points in by_name.items()}


@cache
def installed() -> Installed:
    """Read what is registered; a package of which that cannot be read registers nothing."""
    try:
        return Installed(tuple(entry_points(group=GROUP)))
    except Exception:  # of one package: all others are still there
        return Installed(tuple(_one_by_one()))


def _one_by_one() -> Iterator[EntryPoint]:
    for distribution in distributions():
        try:
            yield from distribution.entry_points.select(group=GROUP)
        except Exception:  # what is no list of entry points can fail in any way
            continue


@cache
def loaded(point: EntryPoint) -> Method:
    """Load a method.

    Raises
    ------
    ProblemError
        That says whose it is and what went wrong, whatever that was.
    """

    def blamed(error: str, text: str) -> ProblemError:
        return ProblemError(
            _fault("cannot be loaded", name=point.name, package=_owner(point), error=error,
                   text=text)
        )  # fmt: skip

    with contained(blamed):
        found = point.load()
    if not isinstance(found, Method):
        raise ProblemError(
            _fault("entry point no method", name=point.name, package=_owner(point),
                   type=type(found).__name__)
        )  # fmt: skip
    return found if found.name == point.name else replace(found, name=point.name)


def _is_built_in(point: EntryPoint) -> bool:
    return _owner(point) == _OWN_DISTRIBUTION


def _owner(point: EntryPoint) -> str:
    """Name the package of an entry point; an empty text where it does not say."""
    return "" if point.dist is None else _name_of(point.dist)


@cache  # it is read from a file each time
def _name_of(distribution: Distribution) -> str:
    try:
        return str(distribution.name or "")
    except Exception:  # its description is missing or damaged
        return ""
