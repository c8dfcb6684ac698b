"""The answer in sentences; every number in them comes from the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from mcda_ai.report.answer import Answer, Scope
from mcda_ai.report.words import listed, number, say


def sentences(answer: Answer, language: str) -> list[str]:
    """Say who leads under fixed weights, over all weightings, and without the preconditions."""
    labels = {method.name: method.label for method in answer.methods}
    told = [_fixed_weights(answer.everything, language),
            _shares(answer.everything, labels, language)]  # fmt: skip
    if answer.without_preconditions is not None:
        others = (_fixed_weights(answer.without_preconditions, language),
                  _shares(answer.without_preconditions, labels, language))  # fmt: skip
        told += [say("without", language, sentence=_lower_first(other)) for other in others]
    elif answer.problem.preconditions:
        told.append(say("no other criteria", language))
    told += [
        say("same method", language, methods=listed([labels[name] for name in group], language))
        for group in answer.same_method
    ]
    return told


def cautions(answer: Answer, language: str) -> list[str]:
    """Name the cells that are unscored, disputed, corrected or left open, and what refused."""
    return list(_cautions(answer, language))


def _cautions(answer: Answer, language: str) -> Iterator[str]:
    problem = answer.problem
    labels = {part.name: part.label.text(language) or part.name for part in problem.criteria}

    def named(names: tuple[str, ...]) -> str:
        return ", ".join(labels[name] for name in names)

    if answer.unscored:
        yield say("unscored cells", language, names=named(answer.unscored))
    if problem.disputed:
        others = [reading.name for reading in problem.readings
                  if reading.name != problem.active_reading]  # fmt: skip
        yield say("disputed cells", language, names=named(problem.disputed),
                  others=" / ".join(others))  # fmt: skip
    if answer.corrected:
        yield say("corrected cells", language, names=named(answer.corrected))
    if problem.left_open:
        yield say("open cells", language, names=named(problem.left_open))
    for reason in answer.refusals.values():
        yield say("refusal", language, reason=reason)


def _fixed_weights(scope: Scope, language: str) -> str:
    tally = Counter(tuple(result.leaders) for result in scope.rankings.values())
    if len(tally) == 1:
        (leaders,) = tally
        key = "all agree" if len(leaders) == 1 else "all tie"
        return say(key, language, leaders=_leaders(leaders, language))
    parts = [
        say("tally", language, leaders=_leaders(leaders, language), count=count,
            total=tally.total())
        for leaders, count in tally.most_common()
    ]  # fmt: skip
    return say("no agreement", language, tally="; ".join(parts))


def _leaders(leaders: tuple[str, ...], language: str) -> str:
    return listed(leaders, language) or say("nobody", language)


def _shares(scope: Scope, labels: Mapping[str, str], language: str) -> str:
    """Say how often the option that is first most often is first, over both weight spaces."""
    results = scope.robustness.values()
    option = max(
        scope.problem.alternative_names,
        key=lambda name: sum(result.share(name) for result in results),
    )
    ranges = {
        space: _share_range(scope, option, space, labels, language)
        for space in ("uniform", "layer-first")
    }
    size = next(iter(results)).size
    return say("shares", language, size=number(size, language), option=option,
               uniform=ranges["uniform"], layer_first=ranges["layer-first"])  # fmt: skip


def _share_range(
    scope: Scope, option: str, space: str, labels: Mapping[str, str], language: str
) -> str:
    low, high = scope.range_of_first_ranks(option, space)
    texts = {
        "low": low.share_text(option, 1, language),
        "high": high.share_text(option, 1, language),
        "low_method": labels[low.provenance.method],
        "high_method": labels[high.provenance.method],
    }
    key = "one share" if texts["low"] == texts["high"] else "from to"
    return say(key, language, **texts)


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
