"""What the answer does not say, and what to be careful about."""

from __future__ import annotations

from collections.abc import Iterator

from mcda_ai.messages.claims import Claim, Share, Value, certainty_of, claims_of
from mcda_ai.messages.faults import Fault
from mcda_ai.messages.label import called
from mcda_ai.methods.refusals import in_both_languages
from mcda_ai.problem.circumstances import titled
from mcda_ai.report.gathering import Answer
from mcda_ai.report.headline import MOST_OPTIONS_TOLD, is_never, range_of

_claim = claims_of("report.cautions")


def same_methods(answer: Answer) -> Iterator[Claim]:
    """Say which methods are one method on this problem."""
    labels = answer.method_labels
    for group in answer.same_method:
        yield _claim("same methods", methods=tuple(labels[name] for name in group))


def open_cells(answer: Answer) -> Iterator[Claim]:
    """Say how often each option is first at least and at most, however open cells are filled."""
    cells = answer.open_cells
    if cells is None:
        return
    if cells.shares is None:
        yield _claim("too many completions", ways=cells.n_completions)
        return
    shares = {name: (Share(*low), Share(*high)) for name, (low, high) in cells.shares.items()}
    names = sorted(shares, key=lambda name: [-share.value for share in shares[name]])
    shown, rest = names[:MOST_OPTIONS_TOLD], names[MOST_OPTIONS_TOLD:]
    most = max((shares[name][1] for name in rest), key=lambda share: share.in_order, default=None)
    yield _claim(
        "completions",
        certainty_of(*(share for pair in shares.values() for share in pair)),
        ways=cells.n_completions,
        ranges=tuple(range_of(name, *shares[name], lead=name == names[0]) for name in shown),
        rest=len(rest),
        most=most or (),
        never=most is not None and is_never(most),
    )


def cautions(answer: Answer, language: str) -> Iterator[Claim]:
    """Name the cells that need a careful eye, and the methods that refused."""
    problem = answer.problem
    labels = {part.name: called(part, language) for part in problem.criteria}
    others = tuple(
        titled(reading, language)
        for reading in problem.readings
        if reading.name != problem.active_reading
    )
    extra: dict[str, dict[str, Value]] = {
        "disputed cells": {"others": others},
        "unrelated cells": {"counted": answer.bounds is not None},
        "partly scored cells": {"ballots": problem.counts},
    }
    for kind, names in (
        ("unscored cells", problem.unscored),
        ("partly scored cells", answer.partly_scored),
        ("uncompared cells", answer.uncompared),
        ("disputed cells", problem.disputed),
        ("corrected cells", answer.corrected),
        ("assumed cells", answer.assumed),
        ("open cells", problem.left_open),
        ("unrelated cells", tuple(problem.unrelated)),
    ):
        if names:
            criteria = tuple(labels[name] for name in names)
            yield _claim(kind, criteria=criteria, **extra.get(kind, {}))
    for method, reason in answer.refusals.items():
        yield refusal(method, reason)
    for part, reason in answer.left_out.items():
        yield _claim("left out", part=part, reason=in_both_languages(reason))


def refusal(method: str, reason: Fault) -> Claim:
    """Say why a method was not applied."""
    return _claim("refusal", method=method, reason=in_both_languages(reason))


def draws(answer: Answer) -> Claim:
    """Say how many weightings were drawn for what is not exact."""
    return _claim(
        "draws",
        "drawn",
        size=answer.size,
        asked=answer.questions.size,
        decided=0 if answer.attribution is None else answer.attribution.size,
        seed=str(answer.seed),
    )
