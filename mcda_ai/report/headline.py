"""The answer in sentences; every number in them comes from the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from mcda_ai.messages.wording import Words
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Reading, Scenario
from mcda_ai.report.gathering import WEIGHT_SPACES, Answer, Scope
from mcda_ai.report.words import listed, number, say
from mcda_ai.sensitivity.smaa_result import Robustness, share_text

_MOST_OPTIONS_TOLD = 3
_SAME_POINTS = 1e-6


def sentences(answer: Answer, language: str) -> list[str]:
    """Give the answer in five sentences, or four where there are no preconditions.

    Who leads under fixed weights; how often over all weightings, flat and layer by layer; the
    same without the preconditions; and how far the weights are from another leader.
    """
    everything = answer.everything
    told = [_fixed_weights(answer, everything, language)]
    told += [
        _shares(answer, everything.in_space(space.name), space.name, language)
        for space in WEIGHT_SPACES
    ]
    if answer.without_preconditions is not None:
        told.append(_without_preconditions(answer, answer.without_preconditions, language))
    elif answer.problem.preconditions:
        alone = answer.only_preconditions_scored
        told.append(say("no other criteria" if alone else "no other weights", language))
    return [*told, _distance(answer, language)]


def same_methods(answer: Answer, language: str) -> list[str]:
    """Say which methods are one method on this problem."""
    labels = _method_labels(answer)
    return [
        say("same method", language, methods=listed([labels[name] for name in group], language))
        for group in answer.same_method
    ]


def open_cells(answer: Answer, language: str) -> list[str]:
    """Say what becomes of the answer however open cells are filled in, if there are any."""
    return [] if answer.open_cells is None else [_over_completions(answer, language)]


def cautions(answer: Answer, language: str) -> list[str]:
    """Name the cells that need a careful eye, and the methods that refused."""
    return list(_cautions(answer, language))


def circumstances(problem: DecisionProblem, language: str) -> list[str]:
    """Say which reading, scenarios and parts of the problem are looked at."""
    scenarios = problem.scenarios_applied
    reading = next(part for part in problem.readings if part.name == problem.active_reading)
    told = [f"{say('reading', language)}: {_titled(reading, language)}"]
    told += [f"{say('scenario', language)}: {_titled(part, language)}" for part in scenarios]
    if problem.removed:
        told.append(f"{say('removed', language)}: {', '.join(problem.removed)}")
    return told


def _titled(part: Reading | Scenario, language: str) -> str:
    """Give the name to type, and the label to read."""
    label = part.label.text(language)
    return f"{part.name} ({label})" if label and label != part.name else part.name


def _without_preconditions(answer: Answer, scope: Scope, language: str) -> str:
    shares = {
        space.name: _ranges(answer, scope.in_space(space.name), language) for space in WEIGHT_SPACES
    }
    flat, layered = (shares[space.name] for space in WEIGHT_SPACES)
    option = next(iter(flat))
    fixed = _fixed_weights(answer, scope, language)
    return say("without", language, option=option, flat=flat[option], layered=layered[option],
               fixed=fixed[:1].lower() + fixed[1:])  # fmt: skip


def _distance(answer: Answer, language: str) -> str:
    """Say how far the weights have to move before another option leads."""
    found = answer.everything.stability
    used = say(f"with {answer.weights}", language)
    leaders = found.ranking.leaders
    if len(leaders) > 1:
        apart = found.preference["possible strictly"].to_dict()
        tied = not any(apart[i, j] for i in leaders for j in leaders if i != j)
        key = "always tied" if tied else "shared lead"
        return say(key, language, weights=used, options=listed(leaders, language))
    points = found.weight_flips["points"].drop(leaders)
    least = float(points.min())
    if not np.isfinite(least):
        return say("no flip", language)
    nearest = [str(name) for name in points.index[points <= least + _SAME_POINTS]]
    return say("flip", language, weights=used, points=Words(language).at_least(least),
               options=listed(nearest, language))  # fmt: skip


def _fixed_weights(answer: Answer, scope: Scope, language: str) -> str:
    """Tally the leaders, counting methods that are the same here once."""
    tally = Counter(
        tuple(scope.rankings[name, fixed].leaders)
        for name in answer.distinct_methods
        for fixed in answer.fixed_weights
    )
    if len(tally) == 1:
        (leaders,) = tally
        labels = _method_labels(answer)
        methods = [labels[name] for name in answer.distinct_methods]
        key = f"{'one' if len(methods) == 1 else 'all'} {'agree' if len(leaders) == 1 else 'tie'}"
        return say(
            key, language, methods=listed(methods, language), leaders=listed(leaders, language),
            weights=listed([say(f"with {name}", language) for name in answer.fixed_weights],
                           language),
            others=_other_methods(answer, leaders, language) if scope is answer.everything else "",
        )  # fmt: skip
    parts = [
        say("tally", language, leaders=listed(leaders, language) or say("nobody", language),
            count=count, total=tally.total())
        for leaders, count in tally.most_common()
    ]  # fmt: skip
    return say("no agreement", language, tally="; ".join(parts))


def _other_methods(answer: Answer, leaders: Sequence[str], language: str) -> str:
    """Say how many of all built-in methods that differ here put the same options first."""
    found = answer.comparison
    first = [found.rankings[group[0]].leaders for group in found.groups]
    return say(
        "of all methods", language, count=sum(each == list(leaders) for each in first),
        total=len(first), weights=say(f"with {answer.weights}", language),
    )  # fmt: skip


def _shares(answer: Answer, results: Sequence[Robustness], space: str, language: str) -> str:
    """Say how often the options are first in one weight space, from lowest to highest method."""
    ranges = _ranges(answer, results, language)
    parts = [
        say("is first in" if position == 0 else "option in", language, option=option, range=range_)
        for position, (option, range_) in enumerate(ranges.items())
    ]
    shared = any(sum(result.rank_acceptability[1]) > 1 + 1e-9 for result in results)
    return say(
        f"shares {space}", language,
        options=listed(parts, language), shared=say("shared", language) if shared else "",
    )  # fmt: skip


def _ranges(answer: Answer, results: Sequence[Robustness], language: str) -> dict[str, str]:
    """Lowest to highest share of first ranks by method, of the options most often first."""
    labels = _method_labels(answer)
    mean = {
        name: sum(result.share(name) for result in results)
        for name in answer.problem.alternative_names
    }
    told = sorted(mean, key=lambda name: -mean[name])[:_MOST_OPTIONS_TOLD]
    ranges = {}
    for position, option in enumerate(told):
        low = min(results, key=lambda result: result.share(option))
        high = max(results, key=lambda result: result.share(option))
        texts = [result.share_text(option, 1, language) for result in (low, high)]
        if position == 0 and texts[0] != texts[1]:
            texts = [
                _with_method(text, labels[result.provenance.method])
                for text, result in zip(texts, (low, high), strict=True)
            ]
        ranges[option] = _range(texts, language)
    return ranges


def _with_method(text: str, method: str) -> str:
    """Put the method in the brackets that a share may end with: ``94.63 % (exact, Borda)``."""
    return f"{text[:-1]}, {method})" if text.endswith(")") else f"{text} ({method})"


def _over_completions(answer: Answer, language: str) -> str:
    """Say how often each option is first at least and at most, however open cells are filled."""
    cells = answer.open_cells
    assert cells is not None
    ways = number(cells.n_completions, language)
    if cells.shares is None:
        return say("too many completions", language, ways=ways)
    ranges = {
        option: [share_text(*share, language) for share in bounds]
        for option, bounds in cells.shares.items()
    }
    highest = sorted(cells.shares, key=lambda name: cells.shares[name], reverse=True)  # type: ignore[index]
    parts = [
        say("is first in" if position == 0 else "option in", language, option=option,
            range=_range(ranges[option], language))
        for position, option in enumerate(highest[:_MOST_OPTIONS_TOLD])
    ]  # fmt: skip
    return say("completions", language, ways=ways, options=listed(parts, language))


def _range(texts: Sequence[str], language: str) -> str:
    """Write a range that does not break within a figure at the end of a line."""
    low, high = (text.replace(" ", "\N{NO-BREAK SPACE}") for text in texts)
    return low if low == high else say("from to", language, low=low, high=high)


def _method_labels(answer: Answer) -> Mapping[str, str]:
    return {method.name: method.label for method in answer.methods}


def _cautions(answer: Answer, language: str) -> Iterator[str]:
    problem = answer.problem
    labels = {part.name: part.label.text(language) or part.name for part in problem.criteria}
    others = [
        _titled(reading, language)
        for reading in problem.readings
        if reading.name != problem.active_reading
    ]
    for key, names in (
        ("unscored cells", problem.unscored),
        ("uncompared cells", answer.uncompared),
        ("disputed cells", problem.disputed),
        ("corrected cells", answer.corrected),
        ("assumed cells", answer.assumed),
        ("open cells", problem.left_open),
    ):
        if names:
            told = ", ".join(labels[name] for name in names)
            extra = {"others": listed(others, language)} if key == "disputed cells" else {}
            yield say(key, language, names=told, **extra)
    for name, reason in answer.refusals.items():
        yield say("refusal", language, method=name, reason=reason)
