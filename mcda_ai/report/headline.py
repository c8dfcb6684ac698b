"""The answer in sentences; every number in them comes from the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mcda_ai.messages.figures import share_text
from mcda_ai.messages.label import called
from mcda_ai.messages.wording import NOBODY, Words
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Reading, Scenario
from mcda_ai.report.gathering import WEIGHT_SPACES, Answer, Scope
from mcda_ai.report.texts import TEXTS
from mcda_ai.sensitivity.smaa_result import Robustness

_MOST_OPTIONS_TOLD = 3


def sentences(answer: Answer, language: str) -> list[str]:
    """Give the answer in five sentences, or four where there are no preconditions.

    Who leads under fixed weights; how often over all weightings, flat and layer by layer; the
    same without the preconditions; and how far the weights are from another leader.
    """
    words, everything = Words(language), answer.everything
    told = [_fixed_weights(answer, everything, words)]
    told += [
        _shares(answer, everything.in_space(space.name), space.name, words)
        for space in WEIGHT_SPACES
    ]
    if answer.without_preconditions is not None:
        told.append(_without_preconditions(answer, answer.without_preconditions, words))
    elif answer.problem.preconditions:
        alone = answer.only_preconditions_scored
        told.append(words.say(TEXTS["no other criteria" if alone else "no other weights"]))
    return [*told, _distance(answer, words)]


def same_methods(answer: Answer, language: str) -> list[str]:
    """Say which methods are one method on this problem."""
    words = Words(language, _method_labels(answer))
    return [
        words.say(TEXTS["same method"], methods=words.all_of(group)) for group in answer.same_method
    ]


def open_cells(answer: Answer, language: str) -> list[str]:
    """Say what becomes of the answer however open cells are filled in, if there are any."""
    return [] if answer.open_cells is None else [_over_completions(answer, Words(language))]


def cautions(answer: Answer, language: str) -> list[str]:
    """Name the cells that need a careful eye, and the methods that refused."""
    return list(_cautions(answer, Words(language)))


def circumstances(problem: DecisionProblem, language: str) -> list[str]:
    """Say which reading, scenarios and parts of the problem are looked at."""
    words = Words(language)
    reading = next(part for part in problem.readings if part.name == problem.active_reading)
    told = [("reading", _titled(reading, words))]
    told += [("scenario", _titled(part, words)) for part in problem.scenarios_applied]
    told += [("removed", ", ".join(problem.removed))] * bool(problem.removed)
    return [f"{words.say(TEXTS[key])}: {text}" for key, text in told]


def _titled(part: Reading | Scenario, words: Words) -> str:
    """Give the name to type, and the label to read."""
    label = part.label.text(words.language)
    return f"{part.name} ({label})" if label and label != part.name else part.name


def _without_preconditions(answer: Answer, scope: Scope, words: Words) -> str:
    shares = {
        space.name: _ranges(answer, scope.in_space(space.name), words) for space in WEIGHT_SPACES
    }
    flat, layered = (shares[space.name] for space in WEIGHT_SPACES)
    option = next(iter(flat))
    fixed = _fixed_weights(answer, scope, words)
    return words.say(
        TEXTS["without"],
        option=option,
        flat=flat[option],
        layered=layered[option],
        fixed=fixed[:1].lower() + fixed[1:],
    )


def _distance(answer: Answer, words: Words) -> str:
    """Say how far the weights have to move before another option leads."""
    found = answer.everything.stability
    used = words.say(TEXTS[f"with {answer.weights}"])
    leaders = found.ranking.leaders
    if len(leaders) > 1:
        apart = found.preference["possible strictly"].to_dict()
        tied = not any(apart[i, j] for i in leaders for j in leaders if i != j)
        key = "always tied" if tied else "shared lead"
        return words.say(TEXTS[key], weights=used, options=words.all_of(leaders))
    rivals = found.nearest_rivals
    if rivals is None:
        return words.say(TEXTS["no flip"])
    points, options = words.at_least(rivals.points), words.all_of(rivals.names)
    return words.say(TEXTS["flip"], weights=used, points=points, options=options)


def _fixed_weights(answer: Answer, scope: Scope, words: Words) -> str:
    """Tally the leaders, counting methods that are the same here once."""
    tally = Counter(
        tuple(scope.rankings[name, fixed].leaders)
        for name in answer.distinct_methods
        for fixed in answer.fixed_weights
    )
    if len(tally) == 1:
        (leaders,) = tally
        others = _other_methods(answer, leaders, words) if scope is answer.everything else ""
        return _all_agree(answer, leaders, others, words)
    parts = [
        words.say(
            TEXTS["tally"],
            leaders=words.all_of(leaders) or words.say(NOBODY),
            count=count,
            total=tally.total(),
        )
        for leaders, count in tally.most_common()
    ]
    return words.say(TEXTS["no agreement"], tally="; ".join(parts))


def _all_agree(answer: Answer, leaders: Sequence[str], others: str, words: Words) -> str:
    """Say whom all methods put first, under all fixed weights."""
    labels = _method_labels(answer)
    methods = [labels[name] for name in answer.distinct_methods]
    key = f"{'one' if len(methods) == 1 else 'all'} {'agree' if len(leaders) == 1 else 'tie'}"
    return words.say(
        TEXTS[key],
        methods=words.all_of(methods),
        leaders=words.all_of(leaders),
        weights=words.all_of([words.say(TEXTS[f"with {name}"]) for name in answer.fixed_weights]),
        others=others,
    )


def _other_methods(answer: Answer, leaders: Sequence[str], words: Words) -> str:
    """Say how many of all built-in methods that differ here put the same options first."""
    found = answer.comparison
    first = [found.rankings[group[0]].leaders for group in found.groups]
    return words.say(
        TEXTS["of all methods"],
        count=sum(leaders_of_group == list(leaders) for leaders_of_group in first),
        total=len(first),
        weights=words.say(TEXTS[f"with {answer.weights}"]),
    )


def _shares(answer: Answer, results: Sequence[Robustness], space: str, words: Words) -> str:
    """Say how often the options are first in one weight space, from lowest to highest method."""
    shared = any(sum(result.rank_acceptability[1]) > 1 + 1e-9 for result in results)
    return words.say(
        TEXTS[f"shares {space}"],
        options=_first_in(_ranges(answer, results, words), words),
        shared=words.say(TEXTS["shared"]) if shared else "",
    )


def _first_in(ranges: Mapping[str, str], words: Words) -> str:
    """List how often each option is first."""
    return words.all_of(
        [
            words.say(TEXTS["option in" if place else "is first in"], option=option, range=text)
            for place, (option, text) in enumerate(ranges.items())
        ]
    )


def _ranges(answer: Answer, results: Sequence[Robustness], words: Words) -> dict[str, str]:
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
        texts = [result.share_text(option, 1, words.language) for result in (low, high)]
        if position == 0 and texts[0] != texts[1]:
            texts = [
                _with_method(text, labels[result.provenance.method])
                for text, result in zip(texts, (low, high), strict=True)
            ]
        ranges[option] = _range(texts, words)
    return ranges


def _with_method(text: str, method: str) -> str:
    """Put the method in the brackets that a share may end with: ``94.63 % (exact, Borda)``."""
    return f"{text[:-1]}, {method})" if text.endswith(")") else f"{text} ({method})"


def _over_completions(answer: Answer, words: Words) -> str:
    """Say how often each option is first at least and at most, however open cells are filled."""
    cells = answer.open_cells
    assert cells is not None
    ways = words.whole(cells.n_completions)
    if cells.shares is None:
        return words.say(TEXTS["too many completions"], ways=ways)
    shares = cells.shares
    most_often = sorted(shares, key=lambda name: shares[name], reverse=True)
    ranges = {
        option: _range([share_text(*share, words.language) for share in shares[option]], words)
        for option in most_often[:_MOST_OPTIONS_TOLD]
    }
    return words.say(TEXTS["completions"], ways=ways, options=_first_in(ranges, words))


def _range(texts: Sequence[str], words: Words) -> str:
    """Write a range that does not break within a figure at the end of a line."""
    low, high = (text.replace(" ", "\N{NO-BREAK SPACE}") for text in texts)
    return low if low == high else words.say(TEXTS["from to"], low=low, high=high)


def _method_labels(answer: Answer) -> Mapping[str, str]:
    return {method.name: method.label for method in answer.methods}


def _cautions(answer: Answer, words: Words) -> Iterator[str]:
    problem = answer.problem
    labels = {part.name: called(part, words.language) for part in problem.criteria}
    others = [
        _titled(reading, words)
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
            extra = {"others": words.all_of(others)} if key == "disputed cells" else {}
            yield words.say(TEXTS[key], names=told, **extra)
    for name, reason in answer.refusals.items():
        yield words.say(TEXTS["refusal"], method=name, reason=reason)
