"""The answer of each section in one line, so that the report is read by its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import leaders_named
from mcda_ai.report.baseline import baseline_told
from mcda_ai.report.brief import stated_by_part
from mcda_ai.report.gathering import Answer
from mcda_ai.report.headline import of_all_methods
from mcda_ai.report.texts import text_of

_claim = claims_of("report.in_short")


def in_short(answer: Answer) -> dict[str, Claim | Label]:
    """Say in one line what each section says, by the name of the section.

    Where no claim says it, a text tells what the section is about.
    """
    ballots = answer.problem.counts
    about = {name: text_of(f"{name} in short", ballots=ballots) for name in _ABOUT}
    briefly = stated_by_part(answer)
    made = {name: make(answer) for name, make in _CLAIMS.items()}
    made["changes"] = _changes(briefly["brief changes"])
    made["robustness"] = _robustness(answer, briefly["brief weightings"])
    claims = {name: next(each, None) for name, each in made.items()}
    return about | {name: claim for name, claim in claims.items() if claim is not None}


def _changes(stated: Iterable[Claim | Label]) -> Iterator[Claim]:
    """Take it from the brief: the nearest change of weights."""
    yield from (each for each in stated if isinstance(each, Claim))


def _evidence(answer: Answer) -> Iterator[Claim]:
    problem = answer.problem
    yield _claim(
        "evidence",
        ballots=problem.counts,
        criteria=len(problem.criteria),
        layers=len(problem.layers),
        options=len(problem.alternatives),
        disputed=len(problem.disputed),
    )


def _layers(answer: Answer) -> Iterator[Claim]:
    """Count in how many layers the same options lead by themselves."""
    if answer.problem.counts:
        return
    leaders, names = answer.everything.stability.layers["leaders"], answer.problem.alternative_names
    tally = Counter(tuple(leaders_named(text, names)) for text in leaders)
    if tally:
        parts = (_claim("leads in", who=who, n=n) for who, n in tally.most_common())
        yield _claim("layers", total=tally.total(), parts=tuple(parts))


def _repeats(answer: Answer) -> Iterator[Claim]:
    if answer.repeated is not None and answer.repeated.is_any:
        sizes = answer.repeated.anywhere.groups["size"]
        yield _claim("repeats", most=int(sizes.max()), n=int(sizes.sum()))


def _methods(answer: Answer) -> Iterator[Claim]:
    leaders = answer.comparison.rankings["borda"].leaders
    told = of_all_methods(answer, leaders)
    yield _claim("methods", who=tuple(leaders), of=told)


def _robustness(answer: Answer, stated: Iterable[Claim | Label]) -> Iterator[Claim]:
    """Take it from the brief: how often options are first that are so most often by a method."""
    shares, *_ = stated
    assert isinstance(shares, Claim)
    ranges = shares.values["ranges"]
    assert isinstance(ranges, tuple)
    results = answer.everything.in_space(answer.spaces[-1].name)
    most_often = {
        name
        for result in results
        if result.provenance.method in answer.distinct_methods
        for name in result.most_often_first
    }
    told = tuple(
        replace(each, values={**each.values, "verb": False})
        for each in ranges
        if isinstance(each, Claim) and each.values["who"] in most_often and not each.values["never"]
    )
    if told:
        yield _claim(
            "most often first",
            shares.certainty,
            ranges=told,
            more=len(most_often) - len(told),
            differ=bool(shares.values["by_method"]),
        )


def _without_shares(answer: Answer) -> Iterator[Claim]:
    """Say who can lead under some weighting, and how many never can."""
    leading = answer.everything.stability.leading
    if not leading.empty:
        can = tuple(str(name) for name in leading.index[leading["can lead"]])
        rest = len(leading) - len(can)
        yield _claim("can lead", who=can, all=not rest, rest=rest)


def _baseline(answer: Answer) -> Iterator[Claim]:
    """Take it from the headline: how often which option is better, methods unnamed."""
    for claim in baseline_told(answer):
        if claim.kind == "report.baseline.over weightings":
            yield replace(claim, values={**claim.values, "methods": ()})


_CLAIMS: dict[str, Callable[[Answer], Iterator[Claim]]] = {
    "baseline": _baseline,
    "evidence": _evidence,
    "layers": _layers,
    "repeats": _repeats,
    "methods": _methods,
    "statements": _without_shares,
}
_ABOUT = ("answer", "decides", "explorer", "limits", "cards", "provenance", "appendix")
