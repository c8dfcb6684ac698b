"""Weights from comparisons of pairs on the scale of 1 to 9."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice
from typing import Annotated, Any, NamedTuple, TypeAlias

import numpy as np

from mcda_ai.algorithms.pairwise_comparisons import (
    consistency_ratio,
    furthest_pair,
    geometric_means,
    parts_compared,
    principal_eigenvector,
)
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, faults_of, find_name, folded, raise_any, shown
from mcda_ai.orders.weak_order import FloatArray, as_real
from mcda_ai.weights.stated import StatedWeights
from mcda_ai.weights.stated_parts import Line, number_text, numbers_between, quoted_if_needed

_fault = faults_of("weights")

Pairs: TypeAlias = Annotated[
    Mapping[tuple[str, str], float] | str, "told by mcda_ai.weights.pairs, which looks at each"
]
RULES = ("eigenvector", "geometric mean")
MOST_CONSISTENT = 0.1
"""A consistency ratio up to which comparisons are not doubted (Saaty 1980)."""
_LEAST, _MOST = 1 / 9, 9.0
_MOST_COMPARED = 500
_SAME = 1e-9
_DECIMALS = 6


@checks_arguments
def from_pairs(pairs: Pairs, rule: str = "eigenvector") -> StatedWeights:
    """Make weights from comparisons of pairs: how many times as important one is as the other.

    On the scale of Saaty (1980): 1 equal, 3 moderately, 5 strongly, 7 very strongly, 9 extremely
    more important, and all between; 1/3 as much the other way round.

    Parameters
    ----------
    pairs : mapping of (one, other) to number, or text
        Of criteria, or of layers: ``{("A", "B"): 3}`` or ``"A 3 B, B 2 C"`` says that A is 3 times
        as important as B. Each pair once.
    rule : {"eigenvector", "geometric mean"}, optional
        The principal eigenvector (Saaty 1980), or the geometric means of the rows (Crawford and
        Williams 1985). Where pairs are missing the latter is taken, by least squares of the
        logarithms of those that there are (Bozóki, Fülöp and Rónyai 2010).

    Returns
    -------
    StatedWeights
        Accepted wherever weights are. `made` has the consistency ratio, where every pair is
        compared and there are at most 15 things; above 0.1 it is among the `doubts`, beside every
        answer.

    Raises
    ------
    ProblemError
        For what is no comparison, numbers beyond 1/9 and 9, pairs that contradict each other, and
        comparisons that fall apart; all at once.

    Examples
    --------
    >>> pairs = from_pairs({("A", "B"): 2, ("A", "C"): 6, ("B", "C"): 3})
    >>> {name: round(weight, 6) for name, weight in pairs.items()}
    {'A': 0.6, 'B': 0.3, 'C': 0.1}
    >>> from_pairs("A 3 B, B 1/2 C")
    stated('pairs (geometric mean): A 3 B, C 2 B')
    """
    faults: list[Fault] = []
    given = _read(pairs, faults) if isinstance(pairs, str) else _listed(pairs, faults)
    found = find_name("weight rule", rule, RULES)
    compared = _Comparisons.of(given, faults)
    raise_any(fault.within(_fault("pairs")) for fault in faults)
    ratios = compared.ratios
    raise_any(compared.falling_apart())
    is_complete = not np.isnan(ratios).any()
    taken = found if is_complete else RULES[1]
    weights = principal_eigenvector(ratios) if taken == RULES[0] else geometric_means(ratios)
    exact = consistency_ratio(ratios)
    ratio = None if exact is None else round(exact, _DECIMALS)  # of which none are rounding
    named = "pairs" if taken == RULES[0] else f"pairs ({taken})"
    return StatedWeights(
        dict(zip(compared.names, weights.tolist(), strict=True)),
        f"{named}: {', '.join(map(_written, given))}",
        _fault(
            "made from pairs",
            rule=taken.replace(" ", "-"),
            known="ratio" if ratio is not None else "many" if is_complete else "gaps",
            ratio=0.0 if ratio is None else ratio,
        ),
        () if ratio is None or ratio <= MOST_CONSISTENT else (compared.doubted(ratio, weights),),
    )


class _Comparison(NamedTuple):
    """One thing is so many times as important as another."""

    one: str
    number: float
    other: str


class _Comparisons(NamedTuple):
    """What is compared, and the ratios; shape (n, n), NaN where two are not compared."""

    names: list[str]
    ratios: FloatArray

    @classmethod
    def of(cls, given: list[_Comparison], faults: list[Fault]) -> _Comparisons:
        """Put comparisons in a matrix; add what contradicts what to the faults."""
        names: dict[str, str] = {}
        for name in chain.from_iterable((each.one, each.other) for each in given):
            names.setdefault(folded(name), name)
        if len(names) > _MOST_COMPARED:
            faults.append(_fault("many compared", n=len(names), most=_MOST_COMPARED))
            return cls([], np.ones((0, 0)))
        place = {name: k for k, name in enumerate(names)}
        ratios = np.where(np.eye(len(names)) > 0, 1.0, np.nan)
        for each in given:
            i, j = place[folded(each.one)], place[folded(each.other)]
            if i == j:
                faults.append(_fault("compared with itself", name=each.one))
            elif np.isnan(ratios[i, j]):
                ratios[i, j], ratios[j, i] = each.number, 1 / each.number
            elif abs(ratios[i, j] - each.number) > _SAME * each.number:
                before = _Comparison(each.one, float(ratios[i, j]), each.other)
                faults.append(_fault("contradict", pair=_said(before), again=_said(each)))
        return cls(list(names.values()), ratios)

    def falling_apart(self) -> list[Fault]:
        """Name the parts between which nothing is compared, if there are several."""
        part = parts_compared(self.ratios)
        if part.max() == 0:
            return []
        parts = tuple(
            _fault("part compared", names=tuple(self.names[k] for k in np.flatnonzero(part == p)))
            for p in range(part.max() + 1)
        )
        return [_fault("falling apart", parts=parts).within(_fault("pairs"))]

    def doubted(self, ratio: float, weights: FloatArray) -> Fault:
        """Say that the comparisons are not consistent, and which one fits the others least."""
        i, j = furthest_pair(self.ratios, weights)
        pair = _Comparison(self.names[i], float(self.ratios[i, j]), self.names[j])
        ratio_of_weights = float(weights[i] / weights[j])
        return _fault(
            "inconsistent", ratio=ratio, most=MOST_CONSISTENT, pair=_said(pair),
            told=ratio_of_weights,
        )  # fmt: skip


def _listed(given: Any, faults: list[Fault]) -> list[_Comparison]:  # noqa: ANN401
    """Take comparisons from a dict."""
    if not isinstance(given, Mapping):
        faults.append(_fault("no mapping of pairs", given=shown(given)))
        return []
    found: list[_Comparison] = []
    for pair, value in given.items():
        if not isinstance(pair, tuple) or len(pair) != 2:
            faults.append(_fault("no pair of names", given=shown(pair)))
            continue
        number = as_real(value)
        _add(_Comparison(str(pair[0]), np.nan if number is None else number, str(pair[1])),
             shown(value), found, faults)  # fmt: skip
    return _some(found, faults)


def _read(text: str, faults: list[Fault]) -> list[_Comparison]:
    """Read comparisons from a line."""
    line = Line.of(text)
    found: list[_Comparison] = []
    for piece in line.cut(line.text):
        ways = list(islice(numbers_between(piece), 2))
        if len(ways) != 1:
            typed = line.as_typed(piece)
            several = bool(ways)
            faults.append(_fault("no comparison", text=typed, several=several))
            continue
        ((one, number, other),) = ways
        _add(_Comparison(line.name(one), number, line.name(other)), number_text(number), found,
             faults)  # fmt: skip
    return _some(found, faults)


def _add(
    comparison: _Comparison, typed: str, found: list[_Comparison], faults: list[Fault]
) -> None:
    """Keep a comparison, or say that its number is not on the scale; 1/9 is, however rounded."""
    if _LEAST - _SAME <= comparison.number <= _MOST:
        found.append(comparison)
    else:
        one, _, other = comparison
        faults.append(_fault("off the scale", one=one, other=other, given=typed))


def _some(found: list[_Comparison], faults: list[Fault]) -> list[_Comparison]:
    if not found and not faults:
        faults.append(_fault("no pairs"))
    return found


def _said(comparison: _Comparison) -> Fault:
    """Say a comparison by the number that is 1 or more."""
    one, number, other = _turned(comparison)
    return _fault("compared", one=one, number=number, other=other)


def _turned(comparison: _Comparison) -> _Comparison:
    one, number, other = comparison
    return comparison if number >= 1 else _Comparison(other, 1 / number, one)


def _written(comparison: _Comparison) -> str:
    one, number, other = _turned(comparison)
    return f"{quoted_if_needed(one)} {number_text(number)} {quoted_if_needed(other)}"
